// How far apart two honest computers may be. Not bit for bit: other kernels add in another order. Thread: any.
#pragma once

#include <QStringView>

#include <span>

namespace ain::share {

/// What a provider declares about its weights; part of the price. A: f32, f16, bf16, q8_0. B: q4 to q6. C: fp8, nf4.
enum class PrecisionClass { A, B, C };

/// In the order of how bad it is.
enum class CheckVerdict { Ok, Inconclusive, Bad };

/// Up to `tau` it is the same work; above `bad` it is not; between them one checker can't tell, and others look.
struct Band {
    double tau = 0;
    double bad = 0;
    friend bool operator==(const Band &, const Band &) = default;
};

/// `tau` is 1.5 times the largest distance of honest single steps, `bad` three times `tau`. Families as in a JobSpec;
/// those without figures of their own have those measured with SD 1.5 in f16 (docs/share-jobs.md).
[[nodiscard]] Band bandOf(QStringView family, PrecisionClass precision);

/// ‖again − committed‖ / ‖again − from‖: how far the committed state is from a step computed again, in units of what
/// that step does. The checker's own step is the unit, so what a provider claims can't stretch it. Infinite when sizes
/// differ, or something is no number; 0 when nothing moves and nothing differs.
[[nodiscard]] double stepDistance(std::span<const float> from, std::span<const float> again,
                                  std::span<const float> committed);
[[nodiscard]] CheckVerdict judge(double distance, const Band &band);

/// Mean absolute difference of two pictures' bytes; infinite when sizes differ.
[[nodiscard]] double imageDistance(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b);
/// Of decoded pictures: 2 of 255 and three times that.
inline constexpr Band ImageBand{.tau = 2, .bad = 6};

} // namespace ain::share
