// What a process that holds keys does before anything else.
#pragma once

#include "core/base/result.h"

namespace ain {

namespace errors {
inline constexpr ErrorCode Hardening{"process.hardening"}; ///< args: what
} // namespace errors

/// Core dumps off (RLIMIT_CORE 0, soft and hard), PR_SET_DUMPABLE 0 (no ptrace by other processes of the user, no
/// /proc/self/mem, no dump by a crash handler), umask 0077. Linux; on other Unix systems without the dumpable
/// flag; nothing elsewhere. Inherited by children, except the dumpable flag, which exec resets. Call once, first
/// thing in main. Tries everything before it reports what failed.
[[nodiscard]] Result<> hardenProcess();

} // namespace ain
