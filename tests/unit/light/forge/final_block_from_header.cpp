// A header taken for a final block.
#include "core/light/inclusion.h"
#include "core/light/stateproof.h"

namespace ain::light {

inline FinalBlock finalBlockFromHeader(const Header &header, const FinalBlock &honest)
{
#ifdef FORGE
    return header;
#else
    (void)header;
    return honest;
#endif
}

} // namespace ain::light
