// A key that inherits.
#include "core/light/inclusion.h"
#include "core/light/stateproof.h"

namespace ain::light {

inline void keyDerived()
{
#ifdef FORGE
    struct OwnKey : ProofKey { };
    [[maybe_unused]] const OwnKey key;
#endif
}

} // namespace ain::light
