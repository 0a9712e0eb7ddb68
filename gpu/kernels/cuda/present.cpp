#include "gpu/kernels/cuda.h"
#include "gpu/kernels/cuda/coefficients.h"

#include <array>

namespace ain::kernels {

bool isCudaBuilt() { return true; }

std::optional<std::uint64_t> perceptualHashCuda(const RgbaView &picture)
{
    std::array<double, 64> coefficients{};
    if (!dctCoefficientsCuda(picture, coefficients))
        return std::nullopt;
    return hashOfCoefficients(coefficients);
}

} // namespace ain::kernels
