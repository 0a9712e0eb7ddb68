// The product of kernels.h for vectors of AIN_LANES floats and tiles of AIN_ROWS rows. Included by one file per
// instruction set, which is compiled for it; see kernels.h for why nothing else is included.
#include "gpu/engine/mini/kernels.h"

namespace ain::engine::mini {
namespace {

typedef float Lanes __attribute__((vector_size(AIN_LANES * sizeof(float)), aligned(4), may_alias));
constexpr int Vectors = PanelColumns / AIN_LANES;

template<int Rows>
void tile(const Product &p, int row, int panel)
{
    Lanes sums[Rows][Vectors] = {};
    const float *left = p.left + row * p.leftStride;
    const float *right = p.right + panel * p.panelStride;
    for (int k = 0; k < p.inner; ++k) {
        for (int v = 0; v < Vectors; ++v) {
            const Lanes factor = *reinterpret_cast<const Lanes *>(right + k * PanelColumns + v * AIN_LANES);
            for (int r = 0; r < Rows; ++r)
                sums[r][v] += factor * left[r * p.leftStride + k];
        }
    }
    const int column = panel * PanelColumns;
    for (int r = 0; r < Rows; ++r) {
        for (int v = 0; v < Vectors; ++v) {
            if (p.bias != nullptr)
                sums[r][v] += *reinterpret_cast<const Lanes *>(p.bias + column + v * AIN_LANES);
            *reinterpret_cast<Lanes *>(p.result + (row + r) * p.resultStride + column + v * AIN_LANES) = sums[r][v];
        }
    }
}

void multiply(const Product &p)
{
    for (int panel = 0; panel < p.panels; ++panel) {
        int row = 0;
        for (; row + AIN_ROWS <= p.rows; row += AIN_ROWS)
            tile<AIN_ROWS>(p, row, panel);
        for (; row < p.rows; ++row)
            tile<1>(p, row, panel);
    }
}

} // namespace
} // namespace ain::engine::mini
