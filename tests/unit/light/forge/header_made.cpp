// A header that was not read, with a hash of one's own.
#include "core/light/inclusion.h"
#include "core/light/stateproof.h"

namespace ain::light {

inline void headerMade()
{
#ifdef FORGE
    [[maybe_unused]] const Header forged;
#endif
}

} // namespace ain::light
