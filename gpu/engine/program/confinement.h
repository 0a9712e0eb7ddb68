// Closes the cage around ain-engine before anything foreign is read (docs/engine.md, "Confinement").
#pragma once

#include "gpu/engine/protocol/messages.h"

namespace ain::engine {

struct ConfinementPlan {
    QStringList readable = {}; ///< model files and folders
    QString temporary = {}; ///< may be written; empty: nothing may
    bool hasDevices = false; ///< a GPU backend: device nodes and driver libraries are needed
    qint64 memoryBytes = 0; ///< bound of the address space; 0: none
};

/// Ends with the parent, no core dumps, no ptrace, no new rights, few descriptors, bounded memory, empty environment,
/// Landlock, seccomp. Does what the system can and says what it could not; call before threads are started.
[[nodiscard]] Confinement confine(const ConfinementPlan &plan);

} // namespace ain::engine
