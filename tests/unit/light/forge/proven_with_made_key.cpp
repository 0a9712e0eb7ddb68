// A key of one's own.
#include "core/light/inclusion.h"
#include "core/light/stateproof.h"

namespace ain::light {

inline Proven<int> provenWithMadeKey(const Proven<int> &honest)
{
#ifdef FORGE
    return Proven<int>(ProofKey(), 5, honest.block());
#else
    return honest;
#endif
}

} // namespace ain::light
