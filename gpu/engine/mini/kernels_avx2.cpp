// Compiled for AVX2 and only called where the processor has it.
#define AIN_LANES 8
#define AIN_ROWS 4
#include "gpu/engine/mini/kernels_body.h"

namespace ain::engine::mini {

void multiplyAvx2(const Product &product) { multiply(product); }

} // namespace ain::engine::mini
