#include "gpu/device/device.h"
#include "gpu/device/nvml.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace ain;
using namespace ain::device;
using namespace Qt::StringLiterals;

namespace {

/// Waits for a task in the test's own loop.
template<typename T>
Result<T> wait(Task<T> task)
{
    std::optional<Result<T>> result;
    QObject context;
    std::move(task).then(&context, [&](Result<T> got) { result = std::move(got); });
    if (!QTest::qWaitFor([&] { return result.has_value(); }, 60'000))
        return failure(errors::Internal);
    return *std::move(result);
}

class TestDevice : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        qunsetenv("FAKE_NVML");
        m_folder = std::make_unique<QTemporaryDir>();
    }

    void readsGpus()
    {
        const auto gpus = readNvml(QStringLiteral(FAKE_NVML_LIBRARY));
        QVERIFY(gpus);
        QCOMPARE(gpus->size(), 2);
        const Gpu &first = gpus->at(0);
        QCOMPARE(first.name, u"NVIDIA Test 9000"_s);
        QCOMPARE(first.driver, u"550.54.14"_s);
        QCOMPARE(first.pciId, u"00000000:01:00.0"_s);
        QCOMPARE(first.totalBytes, qint64(24) << 30);
        QCOMPARE(first.freeBytes, qint64(20) << 30);
        QCOMPARE(first.computeMajor * 10 + first.computeMinor, 86);
        QCOMPARE(first.temperatureC, std::optional(61));
        QCOMPARE(first.powerW, std::optional(123.456));
        QVERIFY(!first.powerLimitW);
        QCOMPARE(first.utilisation, std::optional(97));
        QCOMPARE(first.processes.size(), 2);
        QCOMPARE(first.processes[0].pid, 4242);
        QCOMPARE(first.processes[0].bytes, std::optional(qint64(1) << 30));
        QVERIFY(!first.processes[1].bytes);
        QCOMPARE(first.processes[0].smPercent, std::optional(7));
        QVERIFY(!first.processes[1].smPercent); // its only sample is too old
    }

    void survivesOneThatTellsNothing()
    {
        const auto gpus = readNvml(QStringLiteral(FAKE_NVML_LIBRARY));
        QVERIFY(gpus);
        const Gpu &second = gpus->at(1);
        QCOMPARE(second.name.size(), 96);
        QCOMPARE(second.totalBytes, 0);
        QVERIFY(!second.temperatureC && !second.powerW && !second.utilisation);
        QVERIFY(second.processes.isEmpty());
    }

    void boundsWhatIsClaimed()
    {
        qputenv("FAKE_NVML", "many");
        const auto gpus = readNvml(QStringLiteral(FAKE_NVML_LIBRARY));
        QVERIFY(gpus);
        QCOMPARE(gpus->size(), 64);
    }

    void saysWhenThereIsNone()
    {
        const auto none = readNvml(u"libno-such-library.so.1"_s);
        QVERIFY(!none && none.error().code == errors::DeviceNvml);
        QCOMPARE(none.error().args.value(u"what"_s).toString(), u"library"_s);
        const auto other = readNvml(u"libc.so.6"_s);
        QVERIFY(!other);
        QCOMPARE(other.error().args.value(u"what"_s).toString(), u"symbol"_s);
        qputenv("FAKE_NVML", "fails");
        const auto fails = readNvml(QStringLiteral(FAKE_NVML_LIBRARY));
        QVERIFY(!fails);
        QCOMPARE(fails.error().args.value(u"what"_s).toString(), u"init"_s);
        QVERIFY(fails.error().detail.contains(u'9'));
    }

    void readsMemory()
    {
        const Memory plain = readMemory(paths());
        QCOMPARE(plain.totalBytes, qint64(16'000'000) * 1024);
        QCOMPARE(plain.freeBytes, qint64(8'000'000) * 1024);
        QVERIFY(!plain.isLimited);
    }

    void knowsCgroups()
    {
        write(u"proc/self/cgroup"_s, "0::/user/app\n");
        write(u"cgroup/user/memory.max"_s, "4000000000\n");
        write(u"cgroup/user/memory.current"_s, "3000000000\n");
        write(u"cgroup/user/memory.stat"_s, "anon 5\ninactive_file 500000000\n");
        write(u"cgroup/user/app/memory.max"_s, "max\n");
        write(u"cgroup/user/app/memory.current"_s, "2000000000\n");
        write(u"cgroup/user/app/cpu.max"_s, "50000 100000\n");
        const Memory memory = readMemory(paths());
        QVERIFY(memory.isLimited);
        QCOMPARE(memory.totalBytes, 4'000'000'000);
        QCOMPARE(memory.freeBytes, 1'500'000'000);
        QCOMPARE(readCpu(paths()).threads, 1);
    }

    void knowsOldCgroups()
    {
        write(u"proc/self/cgroup"_s, "5:memory:/docker/abc\n4:cpu,cpuacct:/docker/abc\n");
        write(u"cgroup/memory/docker/abc/memory.limit_in_bytes"_s, "2000000000\n");
        write(u"cgroup/memory/docker/abc/memory.usage_in_bytes"_s, "500000000\n");
        write(u"cgroup/cpu/docker/abc/cpu.cfs_quota_us"_s, "100000\n");
        write(u"cgroup/cpu/docker/abc/cpu.cfs_period_us"_s, "100000\n");
        const Memory memory = readMemory(paths());
        QCOMPARE(memory.totalBytes, 2'000'000'000);
        QCOMPARE(memory.freeBytes, 1'500'000'000);
        QCOMPARE(readCpu(paths()).threads, 1);
    }

    void survivesNonsense()
    {
        write(u"proc/meminfo"_s, "MemTotal: -5 kB\nMemAvailable: 99999999999999999999 kB\n::::\n");
        write(u"proc/self/cgroup"_s, "0::/../../..\n:::\nx\n");
        write(u"cgroup/cpu.max"_s, "0 0\n");
        const Memory memory = readMemory(paths());
        QVERIFY(memory.totalBytes >= 0 && memory.freeBytes >= 0);
        QVERIFY(readCpu(paths()).threads >= 1);
        ProbePaths nowhere;
        nowhere.proc = nowhere.cgroup = nowhere.cpus = u"/nowhere/at/all"_s;
        QCOMPARE(readMemory(nowhere).totalBytes, 0);
        QCOMPARE(readCpu(nowhere).cores, 0);
    }

    void countsCores()
    {
        for (int i = 0; i < 4; ++i)
            write(u"cpus/cpu%1/topology/thread_siblings_list"_s.arg(i), i < 2 ? "0-1\n" : "2-3\n");
        const Cpu cpu = readCpu(paths());
        QCOMPARE(cpu.cores, 2);
        QVERIFY(cpu.threads >= 1);
        QVERIFY(!cpu.name.isEmpty());
    }

    void reports()
    {
        QThreadPool pool;
        ProbePaths where = paths();
        where.nvml = QStringLiteral(FAKE_NVML_LIBRARY);
        DeviceProbe probe(pool, where);
        const auto report = wait(probe.read());
        QVERIFY(report);
        QCOMPARE(report->gpus.size(), 2);
        QVERIFY(!report->gpuError);
        where.nvml = u"libno-such-library.so.1"_s;
        DeviceProbe without(pool, where);
        const auto none = wait(without.read());
        QVERIFY(none);
        QVERIFY(none->gpus.isEmpty());
        QVERIFY(none->gpuError && none->gpuError->code == errors::DeviceNvml);
    }

    void measures()
    {
        QThreadPool pool;
        DeviceProbe probe(pool);
        QSignalSpy progress(&probe, &DeviceProbe::benchmarkProgress);
        BenchmarkOptions options;
        options.seconds = 0.01;
        options.threads = 1;
        auto task = probe.benchmark(options);
        const auto second = wait(probe.benchmark(options));
        QVERIFY(!second && second.error().code == errors::DeviceBusy);
        const auto result = wait(std::move(task));
        QVERIFY(result);
        QVERIFY(result->matmulF32 > 0 && result->matmulF16 > 0 && result->conv3x3 > 0 && result->bandwidth > 0);
        QVERIFY(!result->device.isEmpty());
        QCOMPARE(progress.last().first().toDouble(), 1.0);
    }

    void cancels()
    {
        QThreadPool pool;
        DeviceProbe probe(pool);
        auto task = probe.benchmark();
        probe.cancelBenchmark();
        const auto result = wait(std::move(task));
        QVERIFY(!result && result.error().code == errors::Cancelled);
        BenchmarkOptions options;
        options.seconds = 0;
        QVERIFY(wait(probe.benchmark(options)));
    }

    void estimatesFromWhatWasMeasured()
    {
        Benchmark benchmark;
        benchmark.matmulF32 = 110;
        benchmark.conv3x3 = 100;
        // Two cores of this kind took 15.5 minutes for 20 steps at 512 × 512.
        const auto seconds = estimate(benchmark, u"SD 1.x", 512, 512, 20);
        QVERIFY(seconds);
        QVERIFY(seconds->low < 930 && 930 < seconds->high);
        QVERIFY(seconds->high / seconds->low < 4);
        const auto smaller = estimate(benchmark, u"SD 1.x", 256, 256, 20);
        QVERIFY(smaller && smaller->low < 135 && 135 < smaller->high);
        QVERIFY(estimate(benchmark, u"SD 1.x", 512, 512, 20, false)->high < seconds->high);
        QVERIFY(estimate(benchmark, u"FLUX.1", 1024, 1024, 4)->low > seconds->low / 10);
        QVERIFY(!estimate(benchmark, u"something", 512, 512, 20));
        QVERIFY(!estimate({}, u"SD 1.x", 512, 512, 20));
        QVERIFY(!estimate(benchmark, u"SD 1.x", 0, 512, 20));
    }

private:
    [[nodiscard]] ProbePaths paths() const
    {
        if (!QFile::exists(m_folder->filePath(u"proc/meminfo"_s)))
            write(u"proc/meminfo"_s, "MemTotal:       16000000 kB\nMemFree: 1 kB\nMemAvailable:    8000000 kB\n");
        ProbePaths where;
        where.proc = m_folder->filePath(u"proc"_s);
        where.cgroup = m_folder->filePath(u"cgroup"_s);
        where.cpus = m_folder->filePath(u"cpus"_s);
        return where;
    }
    void write(const QString &name, const QByteArray &text) const
    {
        const QString path = m_folder->filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("can't write");
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

} // namespace

QTEST_GUILESS_MAIN(TestDevice)
#include "test_device.moc"
