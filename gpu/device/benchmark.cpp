#include "gpu/device/benchmark.h"

#include "gpu/kernels/cuda.h"
#include "gpu/kernels/half.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <vector>

namespace ain::device {

namespace {

using SteadyClock = std::chrono::steady_clock;

double secondsSince(SteadyClock::time_point start)
{
    return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

/// Runs `kernel` for about `seconds`, twice at least, and gives its best rate in billions of `work` per second: other
/// programs only ever make a round slower.
double bestRate(double work, double seconds, const BenchmarkState &state, const std::function<void()> &kernel)
{
    const auto start = SteadyClock::now();
    double best = 0;
    for (int round = 0; (round < 2 || secondsSince(start) < seconds) && !state.cancelled; ++round) {
        const auto before = SteadyClock::now();
        kernel();
        const double took = std::max(secondsSince(before), 1e-9);
        best = std::max(best, work / took / 1e9);
    }
    return best;
}

std::vector<float> values(std::size_t count)
{
    std::vector<float> list(count);
    std::uint32_t state = 1;
    for (float &value : list) {
        state = state * 1664525U + 1013904223U;
        value = float(state >> 8) / 16777216.0F - 0.5F;
    }
    return list;
}

double cpuRate(kernels::Workload workload, double seconds, int threads, const BenchmarkState &state)
{
    // Large enough to leave the caches, small enough for two rounds on a slow computer.
    constexpr int N = 768;
    constexpr std::size_t Elements = std::size_t(N) * N;
    switch (workload) {
    case kernels::Workload::MatmulF32: {
        const auto a = values(Elements);
        const auto b = values(Elements);
        std::vector<float> c(Elements);
        return bestRate(2.0 * N * N * N, seconds, state,
                        [&] { (void)kernels::matmulF32Cpu(a, b, c, N, N, N, threads); });
    }
    case kernels::Workload::MatmulF16: {
        const auto wide = values(Elements);
        std::vector<std::uint16_t> a(Elements);
        std::transform(wide.begin(), wide.end(), a.begin(), kernels::floatToHalf);
        std::vector<float> c(Elements);
        return bestRate(2.0 * N * N * N, seconds, state,
                        [&] { (void)kernels::matmulF16Cpu(a, a, c, N, N, N, threads); });
    }
    case kernels::Workload::Conv3x3: {
        const kernels::ConvolutionSize size{160, 160, 64, 64};
        const auto in = values(std::size_t(160) * 64 * 64);
        const auto weights = values(std::size_t(160) * 160 * 9);
        std::vector<float> out(in.size());
        return bestRate(2.0 * 9 * 160 * 160 * 64 * 64, seconds, state,
                        [&] { (void)kernels::conv3x3Cpu(in, weights, out, size, threads); });
    }
    case kernels::Workload::Copy: break;
    }
    constexpr std::size_t Bytes = std::size_t(128) << 20;
    const std::vector<std::byte> from(Bytes, std::byte(1));
    std::vector<std::byte> to(Bytes);
    return bestRate(2.0 * double(Bytes), seconds, state, [&] { (void)kernels::copyCpu(from, to, threads); });
}

} // namespace

Result<Benchmark> runBenchmark(const BenchmarkOptions &options, const ProbePaths &paths, BenchmarkState &state)
{
    using kernels::Workload;
    const auto start = SteadyClock::now();
    const double each = std::clamp(options.seconds, 0.0, 60.0) / 4;
    Benchmark result;
    const auto gpu = kernels::cudaDevice();
    if (gpu) {
        result.backend = Backend::Cuda;
        result.device = QString::fromStdString(*gpu);
    } else {
        const Cpu cpu = readCpu(paths);
        result.device = cpu.name;
        result.threads = options.threads > 0 ? std::min(options.threads, cpu.threads) : cpu.threads;
    }
    struct Part {
        Workload workload;
        double Benchmark::*into;
    };
    constexpr std::array parts = {
        Part{Workload::MatmulF32, &Benchmark::matmulF32}, Part{Workload::MatmulF16, &Benchmark::matmulF16},
        Part{Workload::Conv3x3, &Benchmark::conv3x3}, Part{Workload::Copy, &Benchmark::bandwidth}};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Part &part = parts[i];
        result.*part.into = gpu ? kernels::cudaRate(part.workload, each, state.cancelled).value_or(0)
                                : cpuRate(part.workload, each, result.threads, state);
        if (state.cancelled)
            return failure(errors::Cancelled);
        state.share = double(i + 1) / double(parts.size());
    }
    result.seconds = secondsSince(start);
    return result;
}

} // namespace ain::device
