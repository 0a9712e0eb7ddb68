// One process at a time in a vault's folder.
#pragma once

#include "core/base/result.h"

#include <QString>

#include <memory>

namespace ain::vault {

/// Holds "<directory>/vault.lock" until destroyed. On Unix it is a kernel lock (flock) on a file that stays where
/// it is: the kernel lets go when the holder dies however it dies, so there is nothing stale to guess about, not
/// even in containers where process ids repeat. The file's text, the holder's process id, is only for the error.
/// A second lock on the same folder is refused inside one process too.
class DirectoryLock {
public:
    /// Errors: VaultInUse, VaultWrite.
    [[nodiscard]] static Result<DirectoryLock> take(const QString &directory);
    DirectoryLock(DirectoryLock &&) noexcept;
    DirectoryLock &operator=(DirectoryLock &&) noexcept;
    DirectoryLock(const DirectoryLock &) = delete;
    DirectoryLock &operator=(const DirectoryLock &) = delete;
    ~DirectoryLock();

private:
    class Handle;
    explicit DirectoryLock(std::unique_ptr<Handle> handle);
    std::unique_ptr<Handle> m_handle;
};

} // namespace ain::vault
