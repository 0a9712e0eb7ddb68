// Another value put into a proven one.
#include "core/light/inclusion.h"
#include "core/light/stateproof.h"

namespace ain::light {

inline void provenAssigned(Proven<int> &honest)
{
#ifdef FORGE
    honest.value() = 5;
#else
    (void)honest.value();
#endif
}

} // namespace ain::light
