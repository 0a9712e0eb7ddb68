// Processor and memory, as much of them as this process may use.
#include "gpu/device/device.h"

#include <QDir>
#include <QFile>
#include <QSet>

#include <algorithm>
#include <array>
#include <cmath>
#include <thread>

#if defined(__x86_64__)
#include <cpuid.h>
#endif
#ifdef Q_OS_LINUX
#include <sched.h>
#endif

namespace ain::device {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 SmallFile = 1024 * 1024;

QByteArray readSmall(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(SmallFile) : QByteArray();
}

/// "name: value" of /proc files.
QByteArray fieldOf(const QByteArray &text, const QByteArray &name)
{
    for (const QByteArray &line : text.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon >= 0 && line.first(colon).trimmed() == name)
            return line.sliced(colon + 1).trimmed();
    }
    return {};
}

/// The folders of this process's cgroup, its own first, then those around it (version 2), or the two of version 1.
QStringList cgroupFolders(const ProbePaths &paths, const QByteArray &controller)
{
    QStringList folders;
    for (const QByteArray &line : readSmall(paths.proc + u"/self/cgroup"_s).split('\n')) {
        const QList<QByteArray> parts = line.trimmed().split(':');
        if (parts.size() < 3)
            continue;
        const bool isSecond = parts[0] == "0" && parts[1].isEmpty();
        if (!isSecond && !parts[1].split(',').contains(controller))
            continue;
        const QString base = isSecond ? paths.cgroup : paths.cgroup + u'/' + QString::fromUtf8(controller);
        QString place = QDir::cleanPath(u'/' + QString::fromUtf8(parts.mid(2).join(':')));
        while (place.size() > 1) {
            folders += base + place;
            place.truncate(std::max<qsizetype>(place.lastIndexOf(u'/'), 0));
        }
        folders += base;
    }
    if (folders.isEmpty())
        folders += paths.cgroup;
    return folders;
}

/// A number in a file of one; nothing for "max" and for what is not there.
std::optional<qint64> numberIn(const QString &path)
{
    bool isNumber = false;
    const qint64 value = readSmall(path).trimmed().toLongLong(&isNumber);
    return isNumber && value >= 0 ? std::optional(value) : std::nullopt;
}

/// How many processors' worth of time the cgroups leave; nothing: all.
std::optional<double> cpuQuota(const ProbePaths &paths)
{
    std::optional<double> least;
    for (const QString &folder : cgroupFolders(paths, "cpu")) {
        double quota = 0;
        double period = 0;
        const QList<QByteArray> parts = readSmall(folder + u"/cpu.max"_s).simplified().split(' ');
        if (parts.size() == 2 && parts[0] != "max") {
            quota = parts[0].toDouble();
            period = parts[1].toDouble();
        } else if (const auto limit = numberIn(folder + u"/cpu.cfs_quota_us"_s)) {
            quota = double(*limit);
            period = double(numberIn(folder + u"/cpu.cfs_period_us"_s).value_or(0));
        }
        if (quota > 0 && period > 0)
            least = std::min(least.value_or(quota / period), quota / period);
    }
    return least;
}

int allowedThreads()
{
#ifdef Q_OS_LINUX
    cpu_set_t set;
    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof(set), &set) == 0)
        return CPU_COUNT(&set);
#endif
    return int(std::max(1U, std::thread::hardware_concurrency()));
}

int physicalCores(const ProbePaths &paths)
{
    QSet<QByteArray> cores;
    const QStringList folders = QDir(paths.cpus).entryList({u"cpu[0-9]*"_s}, QDir::Dirs);
    for (const QString &folder : folders) {
        const QByteArray siblings =
            readSmall(paths.cpus + u'/' + folder + u"/topology/thread_siblings_list"_s).trimmed();
        if (!siblings.isEmpty())
            cores.insert(siblings);
    }
    return int(cores.size());
}

QString processorName(const ProbePaths &paths)
{
#if defined(__x86_64__)
    std::array<unsigned int, 12> words{};
    unsigned int *word = words.data();
    bool isThere = true;
    for (unsigned int leaf = 0x80000002U; leaf <= 0x80000004U; ++leaf, word += 4)
        isThere = isThere && __get_cpuid(leaf, &word[0], &word[1], &word[2], &word[3]) != 0;
    if (isThere) {
        const auto *text = reinterpret_cast<const char *>(words.data());
        const QString name = QString::fromLatin1(text, qsizetype(qstrnlen(text, sizeof(words)))).simplified();
        if (!name.isEmpty())
            return name;
    }
#endif
    return QString::fromUtf8(fieldOf(readSmall(paths.proc + u"/cpuinfo"_s), "model name"));
}

QStringList processorFeatures()
{
    QStringList features;
#if defined(__x86_64__)
    __builtin_cpu_init(); // knows about what the system saves on a switch, too
    const auto add = [&](int has, const char *name) {
        if (has != 0)
            features += QString::fromLatin1(name);
    };
    add(__builtin_cpu_supports("sse4.2"), "sse4_2");
    add(__builtin_cpu_supports("avx"), "avx");
    add(__builtin_cpu_supports("avx2"), "avx2");
    add(__builtin_cpu_supports("fma"), "fma");
    unsigned int a = 0;
    unsigned int b = 0;
    unsigned int c = 0;
    unsigned int d = 0;
    if (__builtin_cpu_supports("avx") != 0 && __get_cpuid(1, &a, &b, &c, &d) != 0)
        add(int((c >> 29) & 1U), "f16c");
    add(__builtin_cpu_supports("avx512f"), "avx512f");
    add(__builtin_cpu_supports("avx512bw"), "avx512bw");
    add(__builtin_cpu_supports("avx512vnni"), "avx512vnni");
    if (__builtin_cpu_supports("avx512f") != 0 && __get_cpuid_count(7, 1, &a, &b, &c, &d) != 0)
        add(int((a >> 5) & 1U), "avx512_bf16");
    if (__builtin_cpu_supports("avx512f") != 0 && __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0)
        add(int((d >> 24) & 1U), "amx_tile");
#endif
    return features;
}

} // namespace

Cpu readCpu(const ProbePaths &paths)
{
    Cpu cpu;
    cpu.name = processorName(paths);
    cpu.cores = physicalCores(paths);
    cpu.threads = allowedThreads();
    if (const auto quota = cpuQuota(paths))
        cpu.threads = std::clamp(int(std::ceil(*quota)), 1, cpu.threads);
    cpu.features = processorFeatures();
    return cpu;
}

Memory readMemory(const ProbePaths &paths)
{
    Memory memory;
    const QByteArray text = readSmall(paths.proc + u"/meminfo"_s);
    const auto kilobytes = [&](const QByteArray &name) {
        return std::clamp(fieldOf(text, name).split(' ').first().toLongLong(), qint64(0), qint64(1) << 42) * 1024;
    };
    memory.totalBytes = kilobytes("MemTotal");
    memory.freeBytes = kilobytes("MemAvailable");
    for (const QString &folder : cgroupFolders(paths, "memory")) {
        auto limit = numberIn(folder + u"/memory.max"_s);
        auto used = numberIn(folder + u"/memory.current"_s);
        QByteArray cache = "inactive_file";
        if (!limit) {
            limit = numberIn(folder + u"/memory.limit_in_bytes"_s);
            used = numberIn(folder + u"/memory.usage_in_bytes"_s);
            cache = "total_inactive_file";
        }
        if (!limit || !used || *limit >= memory.totalBytes)
            continue;
        // What files left in memory is given back when it is asked for.
        qint64 givenBack = 0;
        for (const QByteArray &line : readSmall(folder + u"/memory.stat"_s).split('\n')) {
            if (line.startsWith(cache + ' '))
                givenBack = std::max(line.sliced(cache.size()).trimmed().toLongLong(), qint64(0));
        }
        memory.isLimited = true;
        memory.totalBytes = std::min(memory.totalBytes, *limit);
        memory.freeBytes = std::clamp(*limit - *used + std::min(givenBack, *used), qint64(0), memory.freeBytes);
    }
    return memory;
}

} // namespace ain::device
