// A proven value without the key.
#include "core/light/inclusion.h"
#include "core/light/stateproof.h"

namespace ain::light {

inline Proven<int> provenWithoutKey(const Proven<int> &honest)
{
#ifdef FORGE
    return Proven<int>(5, honest.block());
#else
    return honest;
#endif
}

} // namespace ain::light
