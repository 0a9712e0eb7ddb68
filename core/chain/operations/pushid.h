// Push ids: 20 characters that sort by time and never meet (chain.md 5, "transfer").
#pragma once

#include "core/base/clock.h"
#include "core/base/rng.h"

#include <QString>

namespace ain::chain {

/// 8 characters of the time in ms, then 12 random ones, of the alphabet "-0..9A..Z_a..z".
[[nodiscard]] QString pushId(const Clock &clock, Rng &rng);

} // namespace ain::chain
