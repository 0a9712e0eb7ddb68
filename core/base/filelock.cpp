#include "core/base/filelock.h"

#include <QCoreApplication>
#include <QFile>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#else
#include <QLockFile>
#endif

namespace ain {

using namespace Qt::StringLiterals;

namespace {
tl::unexpected<Error> locked(const QString &path, qint64 pid)
{
    return failure(errors::FileLocked, {{u"path"_s, path}, {u"pid"_s, pid}});
}
} // namespace

#ifdef Q_OS_UNIX

class FileLock::Handle {
public:
    explicit Handle(int fd) : m_fd(fd) { }
    ~Handle() { ::close(m_fd); }
    Q_DISABLE_COPY_MOVE(Handle)

private:
    int m_fd;
};

Result<FileLock> FileLock::take(const QString &path)
{
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return failure(errors::FileWrite, {{u"path"_s, path}}, qt_error_string(errno));
    auto handle = std::make_unique<Handle>(fd);
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        char text[24] = {};
        const ssize_t count = ::pread(fd, text, sizeof text - 1, 0);
        return locked(path, count > 0 ? QByteArrayView(text, count).trimmed().toLongLong() : 0);
    }
    // Best effort: the lock is the kernel's, the text only names its holder, and a full disk must not keep
    // anybody out.
    const QByteArray pid = QByteArray::number(QCoreApplication::applicationPid()) + '\n';
    if (::ftruncate(fd, 0) == 0 && ::pwrite(fd, pid.constData(), size_t(pid.size()), 0) < 0)
        errno = 0;
    return FileLock(std::move(handle));
}

#else

class FileLock::Handle {
public:
    explicit Handle(const QString &path) : file(path) { file.setStaleLockTime(0); }
    QLockFile file;
};

Result<FileLock> FileLock::take(const QString &path)
{
    auto handle = std::make_unique<Handle>(path);
    if (!handle->file.tryLock(0)) {
        qint64 pid = 0;
        QString host;
        QString name;
        handle->file.getLockInfo(&pid, &host, &name);
        if (handle->file.error() != QLockFile::LockFailedError)
            return failure(errors::FileWrite, {{u"path"_s, path}});
        return locked(path, pid);
    }
    return FileLock(std::move(handle));
}

#endif

FileLock::FileLock(std::unique_ptr<Handle> handle) : m_handle(std::move(handle)) { }
FileLock::FileLock(FileLock &&) noexcept = default;
FileLock &FileLock::operator=(FileLock &&) noexcept = default;
FileLock::~FileLock() = default;

} // namespace ain
