// The device's half of the perceptual hash; the other half is the twin's.
#pragma once

#include "gpu/kernels/kernels.h"

#include <span>

namespace ain::kernels {

[[nodiscard]] bool dctCoefficientsCuda(const RgbaView &picture, std::span<double, 64> coefficients);

} // namespace ain::kernels
