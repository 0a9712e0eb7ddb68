// One holder at a time, across processes.
#pragma once

#include "core/base/result.h"

#include <QString>

#include <memory>

namespace ain {

namespace errors {
inline constexpr ErrorCode FileLocked{"file.locked"}; ///< another program holds it; args: path, pid (0: unknown)
} // namespace errors

/// Holds the file at `path` until destroyed. On Unix it is a kernel lock (flock) on a file that stays where it is:
/// the kernel lets go when the holder dies however it dies, so there is nothing stale to guess about, not even in
/// containers where process ids repeat. The file's text, the holder's process id, is only for the error. A second
/// lock on the same file is refused inside one process too.
class FileLock {
public:
    /// The file is made when it is missing, its folder is not. Errors: FileLocked, FileWrite.
    [[nodiscard]] static Result<FileLock> take(const QString &path);
    FileLock(FileLock &&) noexcept;
    FileLock &operator=(FileLock &&) noexcept;
    FileLock(const FileLock &) = delete;
    FileLock &operator=(const FileLock &) = delete;
    ~FileLock();

private:
    class Handle;
    explicit FileLock(std::unique_ptr<Handle> handle);
    std::unique_ptr<Handle> m_handle;
};

} // namespace ain
