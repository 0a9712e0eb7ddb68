// What a server said, as if it were proven.
#include "core/light/inclusion.h"
#include "core/light/stateproof.h"

namespace ain::light {

inline int provenFromClaimed(const Claimed<int> &claimed)
{
#ifdef FORGE
    const Proven<int> forged = claimed;
    return forged.value();
#else
    return claimed.value;
#endif
}

} // namespace ain::light
