#include "gpu/share/check/tolerance.h"

#include <cmath>
#include <cstdlib>
#include <limits>

namespace ain::share {

namespace {

constexpr double Margin = 1.5; // of tau over what was measured
constexpr double Doubt = 3; // of bad over tau

constexpr Band bandFor(double measured) { return {.tau = measured * Margin, .bad = measured * Margin * Doubt}; }

// Largest distances of single steps from equal states.
constexpr double HonestA = 6.29e-3; // q8_0 against f16; other kernels alone: 2.0e-3
constexpr double HonestB = 7.79e-2; // q4_0 against f16
constexpr double HonestMini = 5.0e-3; // factors of 11 bits, as graphics cards multiply float32; float32 itself: 1e-5

} // namespace

Band bandOf(QStringView family, PrecisionClass precision)
{
    if (family == u"ain_mini")
        return bandFor(HonestMini);
    return precision == PrecisionClass::A ? bandFor(HonestA) : bandFor(HonestB);
}

double stepDistance(std::span<const float> from, std::span<const float> again, std::span<const float> committed)
{
    constexpr double Infinite = std::numeric_limits<double>::infinity();
    if (from.size() != again.size() || from.size() != committed.size() || from.empty())
        return Infinite;
    double apart = 0;
    double moved = 0;
    for (std::size_t i = 0; i < from.size(); ++i) {
        const double difference = double(again[i]) - double(committed[i]);
        const double way = double(again[i]) - double(from[i]);
        apart += difference * difference;
        moved += way * way;
    }
    if (!std::isfinite(apart) || !std::isfinite(moved))
        return Infinite;
    if (apart == 0)
        return 0;
    return moved == 0 ? Infinite : std::sqrt(apart / moved);
}

CheckVerdict judge(double distance, const Band &band)
{
    if (distance <= band.tau)
        return CheckVerdict::Ok;
    return distance <= band.bad ? CheckVerdict::Inconclusive : CheckVerdict::Bad; // no number is bad
}

double imageDistance(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b)
{
    if (a.size() != b.size() || a.empty())
        return std::numeric_limits<double>::infinity();
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += std::abs(int(a[i]) - int(b[i]));
    return sum / double(a.size());
}

} // namespace ain::share
