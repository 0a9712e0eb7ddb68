// What can go wrong between nodes.
#pragma once

#include "core/base/error.h"

namespace ain::errors {
inline constexpr ErrorCode PeerAddress{"peer.address"}; ///< neither https nor http to this computer; args: url
inline constexpr ErrorCode PeerUnreachable{"peer.unreachable"}; ///< args: host, reason
inline constexpr ErrorCode PeerRefused{"peer.refused"}; ///< args: host, status, code (its own word)
inline constexpr ErrorCode PeerAnswer{"peer.answer"}; ///< no answer of this protocol; args: host, what
inline constexpr ErrorCode PeerSignature{"peer.signature"}; ///< args: what: header, time, signature, address, replay
inline constexpr ErrorCode PeerPictureRefused{"peer.picture"}; ///< not what was asked for; args: what
} // namespace ain::errors
