// What a new password must have, in the window and the terminal alike. Older, shorter ones still open their vaults.
#pragma once

#include "core/base/secretbytes.h"

#include <algorithm>

namespace ain {

inline constexpr int MinimumPasswordLength = 8; ///< characters

/// Of UTF-8: how many code points.
[[nodiscard]] inline qsizetype passwordLength(const SecretBytes &password)
{
    const std::uint8_t *const first = password.data();
    return std::count_if(first, first + password.size(), [](std::uint8_t byte) { return (byte & 0xC0) != 0x80; });
}

} // namespace ain
