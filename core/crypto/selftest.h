// Known-answer tests of every primitive; the program refuses to run if one fails.
#pragma once

#include "core/base/result.h"

namespace ain {

namespace errors {
inline constexpr ErrorCode SelfTest{"crypto.self_test"}; ///< args: what
} // namespace errors

namespace crypto {

/// A few milliseconds; call once at start, after initializeSecretMemory().
[[nodiscard]] Result<> selfTest();

} // namespace crypto
} // namespace ain
