#include "gpu/kernels/kernels.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numbers>

namespace ain::kernels {

namespace {

constexpr int Side = 32;
constexpr int Lowest = 1;
constexpr int Frequencies = 8;
/// Rounding leaves less than that of coefficients up to 255 × 1024; without it a plain picture would get any hash.
constexpr double Noise = 1e-3;

using Plane = std::array<std::array<double, Side>, Side>;

struct Gray {
    static constexpr int PixelBytes = 1;
    static double luma(const std::uint8_t *pixel) { return double(pixel[0]); }
};
struct Rgba {
    static constexpr int PixelBytes = 4;
    static double luma(const std::uint8_t *pixel)
    {
        return (299.0 * pixel[0] + 587.0 * pixel[1] + 114.0 * pixel[2]) / 1000.0;
    }
};

/// Adds `value`, which covers pixel `at` of `length`, to the cells of 32 that it overlaps, by how much it does.
template<typename Add>
void spread(int at, int length, Add add)
{
    const double scale = double(Side) / double(length);
    const double from = at * scale;
    const double to = (at + 1) * scale;
    const int last = std::min(Side - 1, int(std::ceil(to)) - 1);
    for (int cell = int(from); cell <= last; ++cell) {
        const double part = std::min(to, double(cell + 1)) - std::max(from, double(cell));
        if (part > 0)
            add(cell, part);
    }
}

template<typename Pixel>
Plane scaled(const std::uint8_t *data, int width, int height, std::ptrdiff_t stride)
{
    Plane plane{};
    for (int y = 0; y < height; ++y) {
        std::array<double, Side> row{};
        const std::uint8_t *line = data + stride * y;
        for (int x = 0; x < width; ++x) {
            const double value = Pixel::luma(line + std::ptrdiff_t(x) * Pixel::PixelBytes);
            spread(x, width, [&](int cell, double part) { row[std::size_t(cell)] += value * part; });
        }
        spread(y, height, [&](int cell, double part) {
            for (std::size_t x = 0; x < Side; ++x)
                plane[std::size_t(cell)][x] += row[x] * part;
        });
    }
    return plane;
}

std::uint64_t hashOf(const Plane &plane)
{
    // cosines[u][x] = cos((2x + 1)(u + 1)π / 64)
    std::array<std::array<double, Side>, Frequencies> cosines{};
    for (int u = 0; u < Frequencies; ++u) {
        for (int x = 0; x < Side; ++x)
            cosines[std::size_t(u)][std::size_t(x)] =
                std::cos((2 * x + 1) * (u + Lowest) * std::numbers::pi / (2 * Side));
    }
    std::array<double, std::size_t(Frequencies) * Frequencies> coefficients{};
    for (std::size_t v = 0; v < Frequencies; ++v) {
        for (std::size_t u = 0; u < Frequencies; ++u) {
            double sum = 0;
            for (std::size_t y = 0; y < Side; ++y) {
                double along = 0;
                for (std::size_t x = 0; x < Side; ++x)
                    along += plane[y][x] * cosines[u][x];
                sum += along * cosines[v][y];
            }
            coefficients[v * Frequencies + u] = sum;
        }
    }
    return hashOfCoefficients(coefficients);
}

template<typename Pixel, typename View>
std::uint64_t hash(const View &picture)
{
    if (picture.data == nullptr || picture.width <= 0 || picture.height <= 0)
        return 0;
    return hashOf(scaled<Pixel>(picture.data, picture.width, picture.height, picture.stride));
}

} // namespace

std::uint64_t hashOfCoefficients(std::span<const double, 64> coefficients)
{
    std::array<double, 64> sorted{};
    std::copy(coefficients.begin(), coefficients.end(), sorted.begin());
    std::sort(sorted.begin(), sorted.end());
    const double median = (sorted[31] + sorted[32]) / 2;
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i < 64; ++i) {
        if (coefficients[i] > median + Noise)
            hash |= std::uint64_t(1) << i;
    }
    return hash;
}

std::uint64_t perceptualHash(const GrayView &picture) { return hash<Gray>(picture); }

std::uint64_t perceptualHash(const RgbaView &picture) { return hash<Rgba>(picture); }

int hashDistance(std::uint64_t a, std::uint64_t b) { return std::popcount(a ^ b); }

} // namespace ain::kernels
