// The green lamp by its name.
#include "core/light/inclusion.h"
#include "core/light/stateproof.h"

namespace ain::light {

inline ProofMark markFromStanding(const FinalBlock &block)
{
#ifdef FORGE
    return ProofMark(Standing::Proven, block, QString());
#else
    return ProofMark::appsWord(block, QString());
#endif
}

} // namespace ain::light
