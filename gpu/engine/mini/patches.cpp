#include "gpu/engine/mini/patches.h"

#include "gpu/engine/mini/functions.h"

namespace ain::engine::mini {

namespace {

/// Calls with the index in the picture, the patch and the place in it.
template<typename Call>
void forEachValue(const Sizes &s, const Call &call)
{
    const int across = s.size / s.patch;
    for (int colour = 0; colour < 3; ++colour) {
        for (int y = 0; y < s.size; ++y) {
            for (int x = 0; x < s.size; ++x) {
                const int patch = (y / s.patch) * across + x / s.patch;
                const int place = ((y % s.patch) * s.patch + x % s.patch) * 3 + colour;
                call(std::size_t((colour * s.size + y) * s.size + x), patch, place);
            }
        }
    }
}

} // namespace

void toPatches(const Sizes &s, std::span<const float> picture, float *patches)
{
    forEachValue(s,
                 [&](std::size_t at, int patch, int place) { patches[patch * s.patchValues() + place] = picture[at]; });
}

void fromPatches(const Sizes &s, const float *patches, int stride, std::span<float> picture)
{
    forEachValue(s, [&](std::size_t at, int patch, int place) { picture[at] = patches[patch * stride + place]; });
}

std::vector<float> timeFeatures(const Sizes &s, float time)
{
    constexpr float LnTenThousand = 9.210340371976184F;
    const int half = s.width / 2;
    std::vector<float> features(std::size_t(s.width));
    for (int j = 0; j < half; ++j) {
        const float exponent = -LnTenThousand * float(j) / float(half);
        const float angle = 1000.0F * time * float(exponential(double(exponent)));
        const CosSin at = cosineAndSine(double(angle));
        features[std::size_t(j)] = float(at.cosine);
        features[std::size_t(half + j)] = float(at.sine);
    }
    return features;
}

} // namespace ain::engine::mini
