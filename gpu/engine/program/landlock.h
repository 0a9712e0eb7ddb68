// Landlock: the kernel's own sandbox for unprivileged processes (Linux 5.13 and later). Raw system calls, because the
// C library has no functions for them; numbers and bits are from linux/landlock.h.
#pragma once

#include <QStringList>

namespace ain::engine {

struct LandlockRules {
    QStringList readable = {}; ///< files and folders
    QStringList writable = {}; ///< files and folders, with everything that can be done in them
};

/// The kernel's version of Landlock; 0: it has none.
[[nodiscard]] int landlockAbi();

/// From now on this thread, and those it starts, open nothing but what the rules name; TCP is refused too where the
/// kernel can (version 4), as are signals and abstract sockets to others (version 6). Names that do not exist are left
/// out. Needs no_new_privs. False: it did not work.
[[nodiscard]] bool applyLandlock(const LandlockRules &rules);

} // namespace ain::engine
