// How alike two pictures or two latents are. Each has a twin in CUDA (cuda.h); this one is the reference.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace ain::kernels {

/// Rows of bytes, top first; `stride` is the distance of two rows in bytes. Views, never owners.
struct GrayView {
    const std::uint8_t *data = nullptr;
    int width = 0, height = 0;
    std::ptrdiff_t stride = 0;
};
/// Four bytes a pixel in the order red, green, blue, alpha; alpha is not looked at.
struct RgbaView {
    const std::uint8_t *data = nullptr;
    int width = 0, height = 0;
    std::ptrdiff_t stride = 0;
};

/// 64 bits that stay nearly the same when a picture is scaled, recompressed or slightly recoloured.
/// Luma (0.299 R + 0.587 G + 0.114 B) → 32 × 32 by area → DCT-II in both directions → the 64 coefficients of
/// frequencies 1 to 8 → a bit is set where one is above the median of them by more than 0.001; bit 0 is the lowest
/// frequency in both directions, the horizontal one counts first. A plain picture gives 0. This is the DCT hash of
/// Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions", 2010, with scaling by area. 0 for an
/// empty view. Thread: any.
[[nodiscard]] std::uint64_t perceptualHash(const GrayView &picture);
[[nodiscard]] std::uint64_t perceptualHash(const RgbaView &picture);

/// Bits that differ: 0 is the same, up to about 10 the same picture by eye, about 32 unrelated.
[[nodiscard]] int hashDistance(std::uint64_t a, std::uint64_t b);

struct LatentDistance {
    double rms = 0; ///< root of the mean square of the difference
    double maxAbs = 0; ///< largest difference of one element
    double cosine = 1; ///< of the angle between the two; 1 for two zeros, 0 for one
};

/// Nothing for spans of different lengths or without elements. Sums are kept in double. Thread: any.
[[nodiscard]] std::optional<LatentDistance> latentDistance(std::span<const float> a, std::span<const float> b);

/// What perceptualHash() does after the scaling, for its CUDA twin: 64 coefficients in the order of the bits.
[[nodiscard]] std::uint64_t hashOfCoefficients(std::span<const double, 64> coefficients);

} // namespace ain::kernels
