// A server's answer, as if it were proven.
#include "core/light/inclusion.h"
#include "core/light/stateproof.h"

namespace ain::light {

inline void provenFromJson(const json::Value &answer)
{
#ifdef FORGE
    [[maybe_unused]] const Proven<json::Value> forged = answer;
#else
    (void)answer;
#endif
}

} // namespace ain::light
