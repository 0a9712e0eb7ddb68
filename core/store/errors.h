// What can go wrong with a file of the program's own.
#pragma once

#include "core/base/error.h"

namespace ain::errors {
inline constexpr ErrorCode StoreOpen{"store.open"}; ///< args: path, reason (SQLite's words)
inline constexpr ErrorCode StoreInUse{"store.in_use"}; ///< by another program; args: path, pid
inline constexpr ErrorCode StoreNewer{"store.newer"}; ///< written by a later version; args: path
inline constexpr ErrorCode StoreRead{"store.read"}; ///< args: path, reason
inline constexpr ErrorCode StoreWrite{"store.write"}; ///< nothing was changed; args: path, reason
inline constexpr ErrorCode StoreFull{"store.full"}; ///< the disk or the file's bound; nothing was changed; args: path
inline constexpr ErrorCode StoreDamaged{"store.damaged"}; ///< set aside at the next start; args: path
} // namespace ain::errors
