// The green lamp from an app's word.
#include "core/light/inclusion.h"
#include "core/light/stateproof.h"

namespace ain::light {

inline ProofMark markFromFinding(const StateFinding &finding)
{
#ifdef FORGE
    return ProofMark::of(finding.fact);
#else
    return finding.proven ? ProofMark::of(*finding.proven) : ProofMark::appsWord(finding.block, QString());
#endif
}

} // namespace ain::light
