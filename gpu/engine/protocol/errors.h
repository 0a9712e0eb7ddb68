// Error codes of the engine: of the protocol, of the program and of who supervises it. Sentences live in ui/text.
#pragma once

#include "core/base/error.h"

namespace ain::errors {

inline constexpr ErrorCode EngineMissing{"engine.missing"}; ///< the program or the library in it is not there
inline constexpr ErrorCode EngineProtocol{"engine.protocol"}; ///< a message that cannot be; args: what
inline constexpr ErrorCode EngineVersion{
    "engine.version"}; ///< the other side is of another version; args: theirs, ours
inline constexpr ErrorCode EngineClosed{"engine.closed"}; ///< the other side ended the connection
inline constexpr ErrorCode EngineCrashed{"engine.crashed"}; ///< args: signal, phase
inline constexpr ErrorCode EngineHung{"engine.hung"}; ///< args: seconds
inline constexpr ErrorCode EngineOutOfMemory{"engine.out_of_memory"}; ///< args: phase
inline constexpr ErrorCode EngineModelRefused{"engine.model_refused"}; ///< args: reason
inline constexpr ErrorCode EngineArguments{"engine.arguments"}; ///< the request cannot be drawn; args: what
inline constexpr ErrorCode EngineBusy{"engine.busy"}; ///< one job at a time
inline constexpr ErrorCode EngineConfinement{"engine.confinement"}; ///< could not be confined as asked; args: what
inline constexpr ErrorCode EngineProcessor{"engine.processor"}; ///< the CPU lacks what the build needs; args: what
inline constexpr ErrorCode EngineFailed{"engine.failed"}; ///< the library gave up; args: phase

} // namespace ain::errors
