// The green lamp from a final block alone, without a value that follows from it.
#include "core/light/inclusion.h"
#include "core/light/stateproof.h"

namespace ain::light {

inline ProofMark markFromBlock(const FinalBlock &block)
{
#ifdef FORGE
    return ProofMark::of(block);
#else
    return ProofMark::appsWord(block, QString());
#endif
}

} // namespace ain::light
