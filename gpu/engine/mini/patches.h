// What both ways of computing the network share. Thread: any.
#pragma once

#include "gpu/engine/mini/model.h"

#include <span>

namespace ain::engine::mini {

/// [3][size][size] to [T][3P²]: patches by rows; in a patch row, column, colour.
void toPatches(const Sizes &sizes, std::span<const float> picture, float *patches);
/// The inverse; a row of `patches` is `stride` floats.
void fromPatches(const Sizes &sizes, const float *patches, int stride, std::span<float> picture);
/// Cosines and sines of the time in [0, 1], [W].
[[nodiscard]] std::vector<float> timeFeatures(const Sizes &sizes, float time);

} // namespace ain::engine::mini
