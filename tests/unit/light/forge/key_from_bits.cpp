// A key from its bits.
#include "core/light/inclusion.h"
#include "core/light/stateproof.h"

#include <bit>

namespace ain::light {

inline void keyFromBits()
{
    struct Empty { };
#ifdef FORGE
    [[maybe_unused]] const auto key = std::bit_cast<ProofKey>(Empty{});
#else
    [[maybe_unused]] const auto key = std::bit_cast<Empty>(Empty{});
#endif
}

} // namespace ain::light
