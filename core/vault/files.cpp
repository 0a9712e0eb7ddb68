#include "core/vault/files.h"

#include "core/vault/vault.h"

#include <QDir>
#include <QFileInfo>

#include <sodium.h>

#include <cerrno>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace ain::vault {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> writeFailed(const QString &what, const QString &path)
{
    return failure(errors::VaultWrite, {{u"what"_s, what}}, path);
}

#ifdef Q_OS_UNIX
tl::unexpected<Error> systemWriteFailed(const QString &path) { return writeFailed(qt_error_string(errno), path); }
#endif

/// Opens a new file for its owner only.
bool openNew(QFile &file)
{
#ifdef Q_OS_UNIX
    const int fd =
        ::open(QFile::encodeName(file.fileName()).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    return file.open(fd, QIODevice::WriteOnly | QIODevice::Unbuffered, QFileDevice::AutoCloseHandle);
#else
    return file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered);
#endif
}

} // namespace

Result<> makePrivateDirectory(const QString &path)
{
    const QFileInfo info(path);
    if (info.exists() && !info.isDir())
        return writeFailed(u"not a folder"_s, path);
    if (!info.exists() && !QDir().mkpath(path))
        return writeFailed(u"folder cannot be created"_s, path);
#ifdef Q_OS_UNIX
    if (::chmod(QFile::encodeName(path).constData(), 0700) != 0)
        return systemWriteFailed(path);
#endif
    return {};
}

Result<> createPrivateFile(const QString &path)
{
    QFile file(path);
    if (!openNew(file))
        return writeFailed(qt_error_string(errno), path);
    return {};
}

Result<QByteArray> readBounded(const QString &path, qint64 maxBytes)
{
    QFile file(path);
    if (!file.exists())
        return failure(errors::NotFound, {{u"what"_s, path}});
    if (!file.open(QIODevice::ReadOnly))
        return failure(errors::FileRead, {{u"path"_s, path}}, file.errorString());
    // Reads one byte more than allowed instead of trusting the size: it may be a pipe or still growing.
    QByteArray bytes = file.read(maxBytes + 1);
    if (bytes.size() > maxBytes)
        return failure(errors::TooLarge, {{u"what"_s, path}, {u"limit"_s, maxBytes}});
    if (bytes.isEmpty() && file.error() != QFileDevice::NoError)
        return failure(errors::FileRead, {{u"path"_s, path}}, file.errorString());
    return bytes;
}

Result<> syncDirectory(const QString &directory)
{
#ifdef Q_OS_UNIX
    const int fd = ::open(QFile::encodeName(directory).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return systemWriteFailed(directory);
    const int rc = ::fsync(fd);
    const int error = errno;
    ::close(fd);
    // Some file systems can't sync a folder and say EINVAL; their renames are as durable as they will be.
    if (rc != 0 && error != EINVAL)
        return writeFailed(qt_error_string(error), directory);
#else
    Q_UNUSED(directory)
#endif
    return {};
}

Result<> replaceFile(const QString &from, const QString &to)
{
#ifdef Q_OS_UNIX
    if (::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return systemWriteFailed(to);
#else
    QFile::remove(to);
    if (!QFile::rename(from, to))
        return writeFailed(u"cannot be renamed"_s, to);
#endif
    return syncDirectory(QFileInfo(to).absolutePath());
}

PendingFile::PendingFile(std::unique_ptr<QFile> file, QString path, QString destination)
    : m_file(std::move(file)), m_path(std::move(path)), m_destination(std::move(destination))
{
}

PendingFile::~PendingFile()
{
    if (m_file) {
        m_file->close();
        QFile::remove(m_path);
    }
}

Result<PendingFile> PendingFile::create(const QString &destination)
{
    const QString suffix = u".%1.part"_s.arg(randombytes_random(), 8, 16, QChar(u'0'));
    auto file = std::make_unique<QFile>(destination + suffix);
    if (!openNew(*file))
        return writeFailed(qt_error_string(errno), destination);
    return PendingFile(std::move(file), destination + suffix, destination);
}

Result<> PendingFile::write(QByteArrayView bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const qint64 count = m_file->write(bytes.data() + done, bytes.size() - done);
        if (count <= 0)
            return writeFailed(m_file->errorString(), m_destination);
        done += count;
    }
    return {};
}

Result<> PendingFile::commit()
{
    if (!m_file->flush())
        return writeFailed(m_file->errorString(), m_destination);
#ifdef Q_OS_UNIX
    if (::fsync(m_file->handle()) != 0)
        return systemWriteFailed(m_destination);
#endif
    m_file->close();
    auto replaced = replaceFile(m_path, m_destination);
    if (!replaced)
        return replaced;
    m_file.reset();
    return {};
}

Result<> writeAtomically(const QString &path, QByteArrayView bytes)
{
    auto file = PendingFile::create(path);
    if (!file)
        return failure(file.error());
    if (auto written = file->write(bytes); !written)
        return written;
    return file->commit();
}

void removeLeftovers(const QString &directory, const QString &prefix)
{
    const QDir dir(directory);
    const QStringList names = dir.entryList({prefix + u"*.part"_s, prefix + u"*.part-*"_s}, QDir::Files | QDir::Hidden);
    for (const QString &name : names)
        QFile::remove(dir.filePath(name));
}

} // namespace ain::vault
