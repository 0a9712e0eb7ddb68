#include "gpu/engine/mini/noise.h"

#include <cmath>
#include <utility>

namespace ain::engine::mini {

namespace {

constexpr double Ln2 = 0.693147180559945309;
constexpr double HalfPi = 1.57079632679489662;
constexpr double SqrtHalf = 0.707106781186547524;

/// ln(n / 2^24) for whole n in [1, 2^24].
double logarithm(quint32 n)
{
    int exponent = 0;
    double mantissa = std::frexp(double(n), &exponent);
    if (mantissa < SqrtHalf) {
        mantissa *= 2;
        --exponent;
    }
    const double s = (mantissa - 1) / (mantissa + 1);
    const double square = s * s;
    double sum = 1.0 / 21;
    for (int k = 9; k >= 0; --k)
        sum = sum * square + 1.0 / (2 * k + 1);
    return 2 * s * sum + (exponent - 24) * Ln2;
}

/// Cosine and sine of word / 2^32 of a full turn, of which the 24 highest bits count.
std::pair<double, double> turn(quint32 word)
{
    const double angle = ((word >> 8U) & 0x3fffffU) * (HalfPi / 4194304.0);
    const double square = angle * angle;
    double cosine = 1;
    double sine = 1;
    for (int k = 11; k >= 1; --k) {
        cosine = 1 - cosine * square / ((2 * k - 1) * (2 * k));
        sine = 1 - sine * square / ((2 * k) * (2 * k + 1));
    }
    sine = sine * angle;
    switch (word >> 30U) {
    case 0: return {cosine, sine};
    case 1: return {-sine, cosine};
    case 2: return {-cosine, -sine};
    default: return {sine, -cosine};
    }
}

} // namespace

std::array<quint32, 4> philox(quint64 seed, quint32 index)
{
    constexpr int Rounds = 10;
    std::array<quint32, 4> x = {index, 0, 0, 0};
    auto low = quint32(seed);
    auto high = quint32(seed >> 32U);
    for (int round = 0; round < Rounds; ++round) {
        const quint64 a = quint64(0xd2511f53U) * x[0];
        const quint64 b = quint64(0xcd9e8d57U) * x[2];
        x = {quint32(b >> 32U) ^ x[1] ^ low, quint32(b), quint32(a >> 32U) ^ x[3] ^ high, quint32(a)};
        low += 0x9e3779b9U;
        high += 0xbb67ae85U;
    }
    return x;
}

std::vector<float> noise(quint64 seed, int count)
{
    std::vector<float> values;
    values.reserve(std::size_t(count));
    for (int i = 0; i < count / 4; ++i) {
        const auto words = philox(seed, quint32(i));
        for (const std::size_t first : {0U, 2U}) {
            const double radius = std::sqrt(-2 * logarithm((words[first] >> 8U) + 1));
            const auto [cosine, sine] = turn(words[first + 1]);
            values.push_back(float(radius * cosine));
            values.push_back(float(radius * sine));
        }
    }
    return values;
}

} // namespace ain::engine::mini
