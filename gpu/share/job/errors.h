// Error codes of what requester and provider say to each other. Sentences live in ui/text.
#pragma once

#include "core/base/error.h"

namespace ain::errors {

inline constexpr ErrorCode ShareFormat{"share.format"}; ///< a message that can't be; args: what (the member)
inline constexpr ErrorCode ShareNewer{"share.newer"}; ///< of a later version; args: version
inline constexpr ErrorCode ShareLimit{"share.limit"}; ///< args: what, limit
inline constexpr ErrorCode ShareSignature{"share.signature"}; ///< not signed by who it says it is from
inline constexpr ErrorCode ShareStale{"share.stale"}; ///< of another time than now; args: seconds
inline constexpr ErrorCode ShareReplayed{"share.replayed"}; ///< the same message came before
inline constexpr ErrorCode ShareBusy{"share.busy"}; ///< too many messages at once
inline constexpr ErrorCode ShareSealed{"share.sealed"}; ///< not for this key, or changed, or for another job
inline constexpr ErrorCode ShareState{"share.state"}; ///< can't happen now; args: state, event
inline constexpr ErrorCode ShareUnsupported{"share.unsupported"}; ///< can't be drawn by others; args: what

} // namespace ain::errors
