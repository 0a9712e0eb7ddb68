// The same kernels in CUDA C++. Built with AIN_CUDA; without it every function answers that there is nothing.
#pragma once

#include "gpu/kernels/benchkernels.h"
#include "gpu/kernels/kernels.h"

#include <atomic>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace ain::kernels {

[[nodiscard]] bool isCudaBuilt();
/// Of the first device; nothing where there is none (or no driver, or it was not built in).
[[nodiscard]] std::optional<std::string> cudaDevice();

// All of the following: data in the memory of the host; nothing or false without a device, with sizes that don't fit,
// or after an error of the device. Thread: any; block.

/// Differs from the twin in at most two bits: the sums have another order.
[[nodiscard]] std::optional<std::uint64_t> perceptualHashCuda(const RgbaView &picture);
/// Differs from the twin by at most 1e-9 relative in rms and cosine; maxAbs by one rounding to f32.
[[nodiscard]] std::optional<LatentDistance> latentDistanceCuda(std::span<const float> a, std::span<const float> b);
/// Error bounds of the twins.
[[nodiscard]] bool matmulF32Cuda(std::span<const float> a, std::span<const float> b, std::span<float> c, int m, int n,
                                 int k);
/// On tensor cores; m, n and k must be multiples of 64.
[[nodiscard]] bool matmulF16Cuda(std::span<const std::uint16_t> a, std::span<const std::uint16_t> b, std::span<float> c,
                                 int m, int n, int k);
[[nodiscard]] bool conv3x3Cuda(std::span<const float> in, std::span<const float> weights, std::span<float> out,
                               const ConvolutionSize &size);
[[nodiscard]] bool copyCuda(std::span<const std::byte> from, std::span<std::byte> to);

enum class Workload { MatmulF32, MatmulF16, Conv3x3, Copy };

/// GFLOP/s (Copy: GB/s read and written) of a kernel on data that stays in the device's memory: the best of rounds for
/// about that many seconds.
[[nodiscard]] std::optional<double> cudaRate(Workload workload, double seconds, const std::atomic<bool> &cancelled);

} // namespace ain::kernels
