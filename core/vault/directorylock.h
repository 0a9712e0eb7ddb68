// One process at a time in a vault's folder.
#pragma once

#include "core/base/filelock.h"

#include <utility>

namespace ain::vault {

/// Holds "<directory>/vault.lock" until destroyed (core/base/filelock.h).
class DirectoryLock {
public:
    /// Errors: VaultInUse, VaultWrite.
    [[nodiscard]] static Result<DirectoryLock> take(const QString &directory);

private:
    explicit DirectoryLock(FileLock lock) : m_lock(std::move(lock)) { }
    FileLock m_lock;
};

} // namespace ain::vault
