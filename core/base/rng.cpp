#include "core/base/rng.h"

#include <sodium.h>

#include <array>
#include <cstring>
#include <limits>

namespace ain {

std::uint32_t Rng::below(std::uint32_t bound)
{
    // Draws above the largest multiple of `bound` are thrown away, or small results would be favoured.
    const std::uint32_t limit = std::numeric_limits<std::uint32_t>::max() / bound * bound;
    for (;;) {
        std::array<std::uint8_t, sizeof(std::uint32_t)> bytes{};
        fill(bytes);
        std::uint32_t value = 0;
        std::memcpy(&value, bytes.data(), bytes.size());
        if (value < limit)
            return value % bound;
    }
}

void SystemRng::fill(std::span<std::uint8_t> bytes)
{
    if (!bytes.empty())
        randombytes_buf(bytes.data(), bytes.size());
}

} // namespace ain
