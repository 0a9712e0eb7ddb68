// Error codes of the pool. Sentences live in ui/text.
#pragma once

#include "core/base/error.h"

namespace ain::errors {

inline constexpr ErrorCode PoolServerMissing{"pool.server_missing"}; ///< nats-server is not installed
inline constexpr ErrorCode PoolServerFailed{"pool.server_failed"}; ///< it ends again and again; args: reason
inline constexpr ErrorCode PoolNotMember{"pool.not_member"}; ///< this computer is in no pool
inline constexpr ErrorCode PoolIsMember{"pool.is_member"}; ///< it is in one already; args: name (of the box)
inline constexpr ErrorCode PoolNotHub{"pool.not_hub"}; ///< only the computer that serves the pool can do this
inline constexpr ErrorCode PoolName{"pool.name"}; ///< not the name of a box; args: name
inline constexpr ErrorCode PoolNameTaken{"pool.name_taken"}; ///< args: name
inline constexpr ErrorCode PoolBoxUnknown{"pool.box_unknown"}; ///< args: name
inline constexpr ErrorCode PoolFull{"pool.full"}; ///< no room for more; args: what, limit
inline constexpr ErrorCode PoolInvite{"pool.invite"}; ///< not an invitation, or damaged; args: what
inline constexpr ErrorCode PoolFile{"pool.file"}; ///< a file of the pool is damaged; args: path
inline constexpr ErrorCode PoolUnreachable{"pool.unreachable"}; ///< args: address
inline constexpr ErrorCode PoolRefused{"pool.refused"}; ///< the key is not let in, or may not do this; args: address
inline constexpr ErrorCode PoolStranger{"pool.stranger"}; ///< another certificate than the pool's; args: address
inline constexpr ErrorCode PoolMessage{"pool.message"}; ///< what came can't be; args: what
inline constexpr ErrorCode PoolPicture{"pool.picture"}; ///< not the picture that was announced; args: box
inline constexpr ErrorCode PoolModel{"pool.model"}; ///< no box of the pool has it; args: name
inline constexpr ErrorCode PoolNobody{"pool.nobody"}; ///< no box works now
inline constexpr ErrorCode PoolGaveUp{"pool.gave_up"}; ///< failed too often; args: attempts
inline constexpr ErrorCode PoolJobFailed{"pool.job_failed"}; ///< a box says so; args: box, reason (its code)

} // namespace ain::errors
