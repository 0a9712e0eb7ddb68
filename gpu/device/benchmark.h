// The minute in which this computer shows what it can do. Blocks: for the pool.
#pragma once

#include "gpu/device/device.h"

#include <atomic>

namespace ain::device {

struct BenchmarkState {
    std::atomic<bool> cancelled = false;
    std::atomic<double> share = 0;
};

/// errors::Cancelled.
[[nodiscard]] Result<Benchmark> runBenchmark(const BenchmarkOptions &options, const ProbePaths &paths,
                                             BenchmarkState &state);

} // namespace ain::device
