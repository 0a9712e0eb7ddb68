#include "gpu/device/device.h"

#include "core/base/pooltask.h"
#include "gpu/device/benchmark.h"
#include "gpu/device/nvml.h"

#include <QTimer>

#include <mutex>

namespace ain::device {

namespace {

constexpr int ProgressMs = 200;

} // namespace

class DeviceProbe::Private {
public:
    Private(QThreadPool &workers, ProbePaths where) : pool(workers), paths(std::move(where)) { }

    QThreadPool &pool;
    ProbePaths paths;
    std::shared_ptr<std::mutex> oneAtATime = std::make_shared<std::mutex>(); ///< outlives readings under way
    std::shared_ptr<BenchmarkState> running; ///< null: no benchmark
    QTimer tick;
};

DeviceProbe::DeviceProbe(QThreadPool &pool, ProbePaths paths) : d(std::make_unique<Private>(pool, std::move(paths)))
{
    d->tick.setInterval(ProgressMs);
    connect(&d->tick, &QTimer::timeout, this, [this] {
        if (d->running)
            Q_EMIT benchmarkProgress(d->running->share);
    });
}

DeviceProbe::~DeviceProbe() { cancelBenchmark(); }

Task<DeviceReport> DeviceProbe::read()
{
    auto work = [paths = d->paths, lock = d->oneAtATime]() -> Result<DeviceReport> {
        DeviceReport report;
        report.cpu = readCpu(paths);
        report.memory = readMemory(paths);
        const std::lock_guard guard(*lock);
        auto gpus = readNvml(paths.nvml);
        if (gpus)
            report.gpus = *std::move(gpus);
        else
            report.gpuError = gpus.error();
        return report;
    };
    return runInPool(d->pool, std::move(work));
}

Task<Benchmark> DeviceProbe::benchmark(BenchmarkOptions options)
{
    if (d->running)
        co_return failure(errors::DeviceBusy);
    auto state = std::make_shared<BenchmarkState>();
    d->running = state;
    d->tick.start();
    Q_EMIT benchmarkProgress(0);
    auto work = [options, paths = d->paths, state] { return runBenchmark(options, paths, *state); };
    auto result = co_await runInPool(d->pool, std::move(work));
    d->running.reset();
    d->tick.stop();
    if (result)
        Q_EMIT benchmarkProgress(1);
    co_return result;
}

void DeviceProbe::cancelBenchmark()
{
    if (d->running)
        d->running->cancelled = true;
}

} // namespace ain::device
