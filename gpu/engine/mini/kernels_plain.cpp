// For every processor: vectors of four, which x86-64 and AArch64 always have.
#define AIN_LANES 4
#define AIN_ROWS 2
#include "gpu/engine/mini/kernels_body.h"

namespace ain::engine::mini {

void multiplyPlain(const Product &product) { multiply(product); }

} // namespace ain::engine::mini
