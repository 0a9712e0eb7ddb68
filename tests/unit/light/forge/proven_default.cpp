// A proven value out of nothing.
#include "core/light/inclusion.h"
#include "core/light/stateproof.h"

namespace ain::light {

inline void provenDefault()
{
#ifdef FORGE
    [[maybe_unused]] const Proven<int> forged{};
#endif
}

} // namespace ain::light
