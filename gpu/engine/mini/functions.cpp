#include "gpu/engine/mini/functions.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <initializer_list>

namespace ain::engine::mini {

namespace {

constexpr float LowestExponent = -87.0F;
constexpr float HighestExponent = 88.0F;
constexpr float Log2E = 1.44269504F;
// Adding and taking away 1.5 · 2^23 rounds to a whole number.
constexpr float Rounder = 12582912.0F;
// ln 2 in two parts; the first has few digits, so that its multiples are exact.
constexpr float Ln2High = 0.693359375F;
constexpr float Ln2Low = -2.12194440e-4F;
constexpr double Ln2HighDouble = 0.693147180369123816490;
constexpr double Ln2LowDouble = 1.90821492927058770002e-10;
constexpr double HalfPiHigh = 1.57079632673412561417;
constexpr double HalfPiLow = 6.07710050650619224932e-11;
constexpr double Epsilon = 1e-6;

} // namespace

float exponential(float x)
{
    x = x > LowestExponent ? x : LowestExponent;
    x = x < HighestExponent ? x : HighestExponent;
    const float whole = (x * Log2E + Rounder) - Rounder;
    const float rest = (x - whole * Ln2High) - whole * Ln2Low;
    float sum = 1.0F / 5040;
    for (const float factor : {1.0F / 720, 1.0F / 120, 1.0F / 24, 1.0F / 6, 0.5F, 1.0F, 1.0F})
        sum = sum * rest + factor;
    const auto power = std::uint32_t(int(whole) + 127) << 23U;
    return sum * std::bit_cast<float>(power);
}

double exponential(double x)
{
    constexpr int Terms = 16;
    const double whole = std::floor(x * 1.44269504088896340736 + 0.5);
    const double rest = (x - whole * Ln2HighDouble) - whole * Ln2LowDouble;
    double sum = 1;
    for (int k = Terms; k >= 1; --k)
        sum = 1 + sum * rest / k;
    return std::ldexp(sum, int(whole));
}

CosSin cosineAndSine(double x)
{
    constexpr int Terms = 10;
    const double quarters = std::floor(x * 0.636619772367581343076 + 0.5);
    const double angle = (x - quarters * HalfPiHigh) - quarters * HalfPiLow;
    const double square = angle * angle;
    double cosine = 1;
    double sine = 1;
    for (int k = Terms; k >= 1; --k) {
        cosine = 1 - cosine * square / ((2 * k - 1) * (2 * k));
        sine = 1 - sine * square / ((2 * k) * (2 * k + 1));
    }
    sine = sine * angle;
    switch (std::int64_t(quarters) & 3) {
    case 0: return {cosine, sine};
    case 1: return {-sine, cosine};
    case 2: return {-cosine, -sine};
    default: return {sine, -cosine};
    }
}

float silu(float x) { return x / (1.0F + exponential(-x)); }

void rootMeanSquare(const float *x, int count, float *to)
{
    double sum = 0;
    for (int i = 0; i < count; ++i)
        sum += double(x[i]) * double(x[i]);
    const auto scale = float(1.0 / std::sqrt(sum / count + Epsilon));
    for (int i = 0; i < count; ++i)
        to[i] = x[i] * scale;
}

void softmax(float *x, int count, float scale)
{
    float most = x[0];
    for (int i = 1; i < count; ++i)
        most = x[i] > most ? x[i] : most;
    double sum = 0;
    for (int i = 0; i < count; ++i) {
        x[i] = exponential((x[i] - most) * scale);
        sum += double(x[i]);
    }
    const auto share = float(1.0 / sum);
    for (int i = 0; i < count; ++i)
        x[i] *= share;
}

} // namespace ain::engine::mini
