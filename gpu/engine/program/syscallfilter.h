// Which system calls are left to ain-engine (seccomp, by libseccomp).
#pragma once

namespace ain::engine {

/// For the CPU: a list of what computing needs; everything else is refused (EPERM). No new sockets, no other program,
/// no child processes, no other process's memory. For GPU drivers, whose needs change with every version: everything
/// but a list of what they have no business with. Holds for all threads. False: the system has no seccomp.
[[nodiscard]] bool applySyscallFilter(bool hasDevices);

} // namespace ain::engine
