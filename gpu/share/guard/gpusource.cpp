#include "gpu/share/guard/gpusource.h"

#include <QFile>

#include <algorithm>
#include <utility>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

QString programOf(qint64 pid, const QString &proc)
{
    QFile file(u"%1/%2/comm"_s.arg(proc).arg(pid));
    return file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) ? QString::fromUtf8(file.read(64)).simplified()
                                                                  : QString();
}

template<typename T>
std::optional<T> larger(const std::optional<T> &a, const std::optional<T> &b)
{
    return a && b ? std::optional(std::max(*a, *b)) : a ? a : b;
}

} // namespace

GpusSeen gpusSeen(const QList<device::Gpu> &gpus, const QList<qint64> &ownPids, const QString &proc)
{
    GpusSeen seen;
    for (qsizetype i = 0; i < gpus.size(); ++i) {
        const device::Gpu &gpu = gpus[i];
        GpuSeen one{.pciId = gpu.pciId.isEmpty() ? u"gpu-%1"_s.arg(i) : gpu.pciId,
                    .name = gpu.name,
                    .totalBytes = gpu.totalBytes,
                    .freeBytes = gpu.freeBytes,
                    .temperatureC = gpu.temperatureC,
                    .powerW = gpu.powerW,
                    .powerLimitW = gpu.powerLimitW};
        for (const device::GpuProcess &process : gpu.processes) {
            if (ownPids.contains(process.pid)) {
                one.ownBytes = std::max(one.ownBytes, process.bytes.value_or(1)); // it holds some
                continue;
            }
            // One that computes and draws is named twice.
            const auto known = std::find_if(one.users.begin(), one.users.end(),
                                            [&process](const GpuUser &user) { return user.pid == process.pid; });
            if (known != one.users.end()) {
                known->bytes = larger(known->bytes, process.bytes);
                known->smPercent = larger(known->smPercent, process.smPercent);
                continue;
            }
            one.users.append(GpuUser{.pid = process.pid,
                                     .program = programOf(process.pid, proc),
                                     .bytes = process.bytes,
                                     .smPercent = process.smPercent});
        }
        seen.gpus.append(one);
    }
    return seen;
}

GpuSource::GpuSource(device::DeviceProbe &probe, std::function<QList<qint64>()> ownPids, const Clock &clock,
                     QString proc)
    : m_probe(probe), m_ownPids(std::move(ownPids)), m_clock(clock), m_proc(std::move(proc))
{
    m_timer.setInterval(EveryMs);
    connect(&m_timer, &QTimer::timeout, this, [this] { ask().detach(); });
}

void GpuSource::start()
{
    // Once, so that it is known whether there is anything to ask.
    ask().detach();
}

void GpuSource::setNeeded(bool isNeeded)
{
    if (isNeeded == m_timer.isActive())
        return;
    if (!isNeeded) {
        m_timer.stop();
        return;
    }
    m_timer.start();
    ask().detach();
}

Task<> GpuSource::ask()
{
    if (m_isAsking)
        co_return {}; // a driver that hangs gets no second question
    m_isAsking = true;
    auto report = co_await m_probe.read();
    m_isAsking = false;
    Observation observation{.seen = Absent{absence::NotTold}, .source = u"nvml"_s, .atMs = m_clock.monotonicMs()};
    if (report && !report->gpuError)
        observation.seen = gpusSeen(report->gpus, m_ownPids ? m_ownPids() : QList<qint64>(), m_proc);
    else if (report && report->gpuError->args.value(u"what"_s) == u"library"_s)
        observation.seen = Absent{absence::NoDriver};
    Q_EMIT observed(observation);
    co_return {};
}

} // namespace ain::share
