#include "core/vault/directorylock.h"

#include "core/vault/vault.h"

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

namespace ain::vault {

using namespace Qt::StringLiterals;

namespace {
tl::unexpected<Error> inUse(const QString &directory, qint64 pid)
{
    return failure(errors::VaultInUse, {{u"path"_s, directory}, {u"pid"_s, pid}});
}
} // namespace

#ifdef Q_OS_UNIX

class DirectoryLock::Handle {
public:
    explicit Handle(int fd) : m_fd(fd) { }
    ~Handle() { ::close(m_fd); }
    Q_DISABLE_COPY_MOVE(Handle)

private:
    int m_fd;
};

Result<DirectoryLock> DirectoryLock::take(const QString &directory)
{
    const QByteArray path = QFile::encodeName(directory + u"/vault.lock"_s);
    const int fd = ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return failure(errors::VaultWrite, {{u"what"_s, qt_error_string(errno)}}, directory);
    auto handle = std::make_unique<Handle>(fd);
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        char text[24] = {};
        const ssize_t count = ::pread(fd, text, sizeof text - 1, 0);
        return inUse(directory, count > 0 ? QByteArrayView(text, count).trimmed().toLongLong() : 0);
    }
    // Best effort: the lock is the kernel's, the text only names its holder, and a full disk must not keep
    // anybody out of the vault.
    const QByteArray pid = QByteArray::number(QCoreApplication::applicationPid()) + '\n';
    if (::ftruncate(fd, 0) == 0 && ::pwrite(fd, pid.constData(), size_t(pid.size()), 0) < 0)
        errno = 0;
    return DirectoryLock(std::move(handle));
}

#else

class DirectoryLock::Handle {
public:
    explicit Handle(const QString &path) : file(path) { file.setStaleLockTime(0); }
    QLockFile file;
};

Result<DirectoryLock> DirectoryLock::take(const QString &directory)
{
    auto handle = std::make_unique<Handle>(directory + u"/vault.lock"_s);
    if (!handle->file.tryLock(0)) {
        qint64 pid = 0;
        QString host;
        QString name;
        handle->file.getLockInfo(&pid, &host, &name);
        if (handle->file.error() != QLockFile::LockFailedError)
            return failure(errors::VaultWrite, {{u"what"_s, u"vault.lock"_s}}, directory);
        return inUse(directory, pid);
    }
    return DirectoryLock(std::move(handle));
}

#endif

DirectoryLock::DirectoryLock(std::unique_ptr<Handle> handle) : m_handle(std::move(handle)) { }
DirectoryLock::DirectoryLock(DirectoryLock &&) noexcept = default;
DirectoryLock &DirectoryLock::operator=(DirectoryLock &&) noexcept = default;
DirectoryLock::~DirectoryLock() = default;

} // namespace ain::vault
