#include "gpu/engine/mini/pixels.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ain::engine::mini {

namespace {

constexpr std::size_t Colours = 20;
constexpr int Near = 1500;
constexpr int Rounds = 4;

using Colour = std::array<int, 3>;

int distance(const Colour &a, const Colour &b)
{
    const int red = a[0] - b[0];
    const int green = a[1] - b[1];
    const int blue = a[2] - b[2];
    return 2 * red * red + 4 * green * green + 3 * blue * blue;
}

/// Of equally near ones the first.
std::size_t nearest(const std::vector<Colour> &colours, const Colour &to)
{
    std::size_t best = 0;
    for (std::size_t i = 1; i < colours.size(); ++i) {
        if (distance(colours[i], to) < distance(colours[best], to))
            best = i;
    }
    return best;
}

struct Mean {
    std::array<std::int64_t, 3> sum = {};
    std::int64_t count = 0;

    void add(const Colour &colour)
    {
        for (std::size_t i = 0; i < 3; ++i)
            sum[i] += colour[i];
        ++count;
    }
    [[nodiscard]] Colour value() const ///< rounded half up; of nothing: black
    {
        Colour mean{};
        if (count == 0)
            return mean;
        for (std::size_t i = 0; i < 3; ++i)
            mean[i] = int((2 * sum[i] + count) / (2 * count));
        return mean;
    }
};

std::vector<Colour> paletteOf(const std::vector<Colour> &pixels)
{
    Mean all;
    for (const Colour &pixel : pixels)
        all.add(pixel);
    std::vector<Colour> palette{pixels[nearest(pixels, all.value())]};
    std::vector<int> away(pixels.size());
    for (std::size_t i = 0; i < pixels.size(); ++i)
        away[i] = distance(pixels[i], palette.front());
    while (palette.size() < Colours) {
        const auto farthest = std::max_element(away.begin(), away.end());
        if (*farthest <= Near)
            break;
        palette.push_back(pixels[std::size_t(farthest - away.begin())]);
        for (std::size_t i = 0; i < pixels.size(); ++i)
            away[i] = std::min(away[i], distance(pixels[i], palette.back()));
    }
    for (int round = 0; round < Rounds; ++round) {
        std::vector<Mean> means(palette.size());
        for (const Colour &pixel : pixels)
            means[nearest(palette, pixel)].add(pixel);
        for (std::size_t i = 0; i < palette.size(); ++i) {
            if (means[i].count > 0)
                palette[i] = means[i].value();
        }
    }
    return palette;
}

} // namespace

Pixels toBytes(std::span<const float> values, int side)
{
    const std::size_t plane = std::size_t(side) * std::size_t(side);
    Pixels picture(3 * plane);
    for (std::size_t colour = 0; colour < 3; ++colour) {
        for (std::size_t i = 0; i < plane; ++i) {
            const float level = std::floor((values[colour * plane + i] + 1.0F) * 127.5F + 0.5F);
            const float bounded = level > 0.0F ? level : 0.0F;
            picture[3 * i + colour] = std::uint8_t(bounded < 255.0F ? bounded : 255.0F);
        }
    }
    return picture;
}

Pixels crisp(const Pixels &picture)
{
    std::vector<Colour> pixels(picture.size() / 3);
    if (pixels.empty())
        return picture;
    for (std::size_t i = 0; i < pixels.size(); ++i)
        pixels[i] = {picture[3 * i], picture[3 * i + 1], picture[3 * i + 2]};
    const std::vector<Colour> palette = paletteOf(pixels);
    Pixels result(picture.size());
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        const Colour &colour = palette[nearest(palette, pixels[i])];
        for (std::size_t c = 0; c < 3; ++c)
            result[3 * i + c] = std::uint8_t(colour[c]);
    }
    return result;
}

Pixels enlarge(const Pixels &picture, int side, int factor)
{
    Pixels result;
    result.reserve(picture.size() * std::size_t(factor) * std::size_t(factor));
    for (int y = 0; y < side; ++y) {
        const auto row = std::ptrdiff_t(result.size());
        for (int x = 0; x < side; ++x) {
            const auto pixel = picture.begin() + 3 * (std::ptrdiff_t(y) * side + x);
            for (int i = 0; i < factor; ++i)
                result.insert(result.end(), pixel, pixel + 3);
        }
        const auto rowBytes = std::ptrdiff_t(result.size()) - row;
        for (int i = 1; i < factor; ++i) {
            const std::size_t at = result.size();
            result.resize(at + std::size_t(rowBytes));
            std::copy_n(result.begin() + row, rowBytes, result.begin() + std::ptrdiff_t(at));
        }
    }
    return result;
}

} // namespace ain::engine::mini
