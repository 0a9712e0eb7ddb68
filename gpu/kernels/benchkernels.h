// The work that drawing is made of, to measure a computer with. CPU twins of what cuda.h has.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace ain::kernels {

/// C = A × B, row by row: A is m × k, B is k × n, C is m × n. Sums in f32 in a fixed order for one instruction set;
/// |error| <= k × 2^-23 × Σ|a||b| against exact sums. `threads` >= 1 divide the columns. False: sizes don't fit.
/// Thread: any; blocks.
[[nodiscard]] bool matmulF32Cpu(std::span<const float> a, std::span<const float> b, std::span<float> c, int m, int n,
                                int k, int threads);
/// The same with A and B in binary16; sums in f32.
[[nodiscard]] bool matmulF16Cpu(std::span<const std::uint16_t> a, std::span<const std::uint16_t> b, std::span<float> c,
                                int m, int n, int k, int threads);

/// 3 × 3 convolution, stride 1, zeros around: in [inputs][height][width], weights [outputs][inputs][3][3], out
/// [outputs][height][width]. Correlation, as in neural nets. Error as above with k = 9 × inputs.
struct ConvolutionSize {
    int inputs = 0, outputs = 0, height = 0, width = 0;
};
[[nodiscard]] bool conv3x3Cpu(std::span<const float> in, std::span<const float> weights, std::span<float> out,
                              const ConvolutionSize &size, int threads);

/// Copies; both spans equally long.
[[nodiscard]] bool copyCpu(std::span<const std::byte> from, std::span<std::byte> to, int threads);

/// "avx512", "avx2" or "generic": what the three above use here.
[[nodiscard]] const char *instructionSet();

} // namespace ain::kernels
