#include "core/ainft/contentstore.h"

#include "core/ainft/cid.h"
#include "core/ainft/imageinfo.h"
#include "core/ainft/imagewhole.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QSaveFile>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace ain::ainft {

namespace {

constexpr qint64 LargestContent = 256 * 1024 * 1024; // bytes
constexpr qint64 BlockSize = 1024 * 1024;

bool isContentName(QStringView name)
{
    return name.size() == 64 && std::all_of(name.begin(), name.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

/// What a kill during a write leaves: the hash, a dot and what QSaveFile appends.
bool isLeftover(QStringView name) { return name.size() > 65 && name[64] == u'.' && isContentName(name.first(64)); }

/// A file's entry in its directory reaches the disk with the directory, not with the file.
void syncDirectory(const QString &directory)
{
#ifdef Q_OS_UNIX
    const int descriptor = ::open(QFile::encodeName(directory).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        ::fsync(descriptor);
        ::close(descriptor);
    }
#else
    Q_UNUSED(directory)
#endif
}

/// The blocking half; used in one thread.
class Files {
public:
    explicit Files(QString directory) : m_directory(std::move(directory)) { }

    Result<Content> add(QIODevice &source, const QString &name)
    {
        auto opened = open();
        if (!opened)
            return failure(opened.error());
        auto content = measure(source, name);
        if (!content)
            return content;
        if (!isWholeImage(source))
            return failure(errors::ContentCut, {{u"path"_s, name}});
        const QFileInfo stored(content->path);
        if (stored.isFile() && stored.size() == content->size && find(content->sha256)) {
            touch(content->path); // somebody needs it from now on: see removeUnused()
            remember(*content);
            return content;
        }
        if (!source.seek(0))
            return failure(errors::FileRead, {{u"path"_s, name}}, source.errorString());
        auto copied = copy(source, *content, name);
        if (!copied)
            return failure(copied.error());
        remember(*content);
        content->isNew = true;
        return content;
    }

    Result<> remove(const QString &sha256)
    {
        if (!isContentName(sha256) || !QFileInfo(pathOf(sha256)).isFile())
            return failure(errors::ContentUnknown, {{u"sha256"_s, sha256.left(64)}});
        QFile file(pathOf(sha256));
        if (!file.remove())
            return failure(errors::FileWrite, {{u"path"_s, file.fileName()}}, file.errorString());
        m_known.remove(sha256);
        syncDirectory(m_directory);
        return {};
    }

    Result<bool> removeUnused(const QString &sha256, qint64 sinceMs)
    {
        if (isContentName(sha256)) {
            const QFileInfo info(pathOf(sha256));
            if (info.isFile() && info.lastModified().toMSecsSinceEpoch() >= sinceMs)
                return false;
        }
        auto removed = remove(sha256);
        return removed ? Result<bool>(true) : failure(removed.error());
    }

    Result<Content> find(const QString &sha256)
    {
        if (!isContentName(sha256))
            return failure(errors::ContentUnknown, {{u"sha256"_s, sha256.left(64)}});
        const QFileInfo info(pathOf(sha256));
        if (!info.isFile())
            return failure(errors::ContentUnknown, {{u"sha256"_s, sha256}});
        const auto known = m_known.constFind(sha256);
        if (known != m_known.constEnd() && known->content.size == info.size() && known->changed == info.lastModified())
            return known->content;
        QFile file(info.filePath());
        if (!file.open(QIODevice::ReadOnly))
            return failure(errors::FileRead, {{u"path"_s, info.filePath()}}, file.errorString());
        auto content = measure(file, info.filePath());
        if (!content || content->sha256 != sha256)
            return failure(errors::ContentDamaged, {{u"sha256"_s, sha256}});
        content->isWhole = isWholeImage(file);
        remember(*content);
        return content;
    }

    Result<QByteArray> read(const QString &sha256)
    {
        if (!isContentName(sha256) || !QFileInfo(pathOf(sha256)).isFile())
            return failure(errors::ContentUnknown, {{u"sha256"_s, sha256.left(64)}});
        QFile file(pathOf(sha256));
        if (!file.open(QIODevice::ReadOnly))
            return failure(errors::FileRead, {{u"path"_s, file.fileName()}}, file.errorString());
        if (file.size() > LargestContent)
            return failure(errors::ContentDamaged, {{u"sha256"_s, sha256}});
        QByteArray bytes = file.read(LargestContent);
        const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
        if (QString::fromLatin1(hash) != sha256)
            return failure(errors::ContentDamaged, {{u"sha256"_s, sha256}});
        return bytes;
    }

private:
    struct Known {
        Content content;
        QDateTime changed;
    };

    [[nodiscard]] QString pathOf(const QString &sha256) const { return m_directory + u'/' + sha256; }

    /// Makes the directory and clears what an earlier kill left, once.
    Result<> open()
    {
        if (m_isOpen)
            return {};
        QDir directory(m_directory);
        if (!directory.mkpath(u"."_s))
            return failure(errors::FileWrite, {{u"path"_s, m_directory}});
        const QStringList names = directory.entryList(QDir::Files | QDir::Hidden);
        for (const QString &name : names) {
            if (isLeftover(name))
                directory.remove(name);
        }
        m_isOpen = true;
        return {};
    }

    /// Hash, CID, kind and size of what `source` gives, without keeping it.
    Result<Content> measure(QIODevice &source, const QString &name)
    {
        QCryptographicHash sha256(QCryptographicHash::Sha256);
        CidBuilder cid;
        Content content;
        QByteArray block(BlockSize, Qt::Uninitialized);
        while (true) {
            const qint64 got = source.read(block.data(), BlockSize);
            if (got < 0)
                return failure(errors::FileRead, {{u"path"_s, name}}, source.errorString());
            if (got == 0)
                break;
            const auto bytes = QByteArrayView(block).first(qsizetype(got));
            if (content.size == 0) {
                const auto info = imageInfo(bytes);
                if (!info)
                    return failure(errors::ContentType, {{u"path"_s, name}});
                content.mimeType = info->mimeType();
            }
            content.size += got;
            if (content.size > LargestContent)
                return failure(errors::TooLarge, {{u"what"_s, name}, {u"limit"_s, LargestContent}});
            sha256.addData(bytes);
            cid.add(bytes);
        }
        if (content.size == 0)
            return failure(errors::ContentType, {{u"path"_s, name}});
        content.sha256 = QString::fromLatin1(sha256.result().toHex());
        content.cid = cid.finish();
        content.path = pathOf(content.sha256);
        return content;
    }

    /// The second pass: what is written must be what was measured, or nothing is kept.
    Result<> copy(QIODevice &source, const Content &content, const QString &name)
    {
        QSaveFile target(content.path);
        if (!target.open(QIODevice::WriteOnly))
            return failure(errors::FileWrite, {{u"path"_s, content.path}}, target.errorString());
        target.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        QCryptographicHash sha256(QCryptographicHash::Sha256);
        QByteArray block(BlockSize, Qt::Uninitialized);
        qint64 written = 0;
        while (written < content.size) {
            const qint64 got = source.read(block.data(), std::min(BlockSize, content.size - written));
            if (got <= 0)
                return failure(errors::FileRead, {{u"path"_s, name}}, source.errorString());
            sha256.addData(QByteArrayView(block).first(qsizetype(got)));
            if (target.write(block.constData(), got) != got)
                return failure(errors::FileWrite, {{u"path"_s, content.path}}, target.errorString());
            written += got;
        }
        if (QString::fromLatin1(sha256.result().toHex()) != content.sha256)
            return failure(errors::FileRead, {{u"path"_s, name}}, u"the file changed while it was read"_s);
        if (!target.commit())
            return failure(errors::FileWrite, {{u"path"_s, content.path}}, target.errorString());
        syncDirectory(m_directory);
        return {};
    }

    static void touch(const QString &path)
    {
#ifdef Q_OS_UNIX
        // Fails on a disk that can't be written; then nothing can be removed from it either.
        (void)::utimensat(AT_FDCWD, QFile::encodeName(path).constData(), nullptr, 0);
#else
        QFile file(path);
        if (file.open(QIODevice::ReadWrite))
            (void)file.setFileTime(QDateTime::currentDateTimeUtc(), QFileDevice::FileModificationTime);
#endif
    }

    void remember(const Content &content)
    {
        constexpr qsizetype KnownMax = 10'000;
        if (m_known.size() >= KnownMax)
            m_known.clear();
        m_known.insert(content.sha256, {content, QFileInfo(content.path).lastModified()});
    }

    QString m_directory;
    bool m_isOpen = false;
    QHash<QString, Known> m_known; ///< measured in this process and unchanged since
};

} // namespace

class ContentStore::Private {
public:
    std::shared_ptr<Files> files; ///< kept alive by calls still under way
    QObject *worker = nullptr; ///< lives in the store thread
};

ContentStore::ContentStore(QString directory, QThread *storeThread) : d(std::make_unique<Private>())
{
    d->files = std::make_shared<Files>(std::move(directory));
    d->worker = new QObject;
    d->worker->moveToThread(storeThread);
}

ContentStore::~ContentStore()
{
    // Behind the calls already queued there; a thread that has ended runs nothing any more.
    if (d->worker->thread() != nullptr && d->worker->thread()->isRunning())
        d->worker->deleteLater();
    else
        delete d->worker;
}

Task<Content> ContentStore::addFile(QString path)
{
    return runIn(d->worker, [files = d->files, path = std::move(path)]() -> Result<Content> {
        const QFileInfo info(path);
        if (!info.isFile()) // a pipe or a device could be read for ever
            return failure(errors::FileRead, {{u"path"_s, path}});
        if (info.size() > LargestContent)
            return failure(errors::TooLarge, {{u"what"_s, path}, {u"limit"_s, LargestContent}});
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return failure(errors::FileRead, {{u"path"_s, path}}, file.errorString());
        return files->add(file, path);
    });
}

Task<Content> ContentStore::addBytes(QByteArray bytes)
{
    return runIn(d->worker, [files = d->files, bytes = std::move(bytes)]() mutable -> Result<Content> {
        QBuffer buffer(&bytes);
        if (!buffer.open(QIODevice::ReadOnly))
            return failure(errors::Internal);
        return files->add(buffer, QString());
    });
}

Task<QByteArray> ContentStore::read(QString sha256)
{
    return runIn(d->worker, [files = d->files, sha256 = std::move(sha256)] { return files->read(sha256); });
}

Task<bool> ContentStore::removeUnused(QString sha256, qint64 sinceMs)
{
    return runIn(d->worker, [files = d->files, sha256 = std::move(sha256), sinceMs] {
        return files->removeUnused(sha256, sinceMs);
    });
}

Task<> ContentStore::remove(QString sha256)
{
    return runIn(d->worker, [files = d->files, sha256 = std::move(sha256)] { return files->remove(sha256); });
}

Task<Content> ContentStore::find(QString sha256)
{
    return runIn(d->worker, [files = d->files, sha256 = std::move(sha256)] { return files->find(sha256); });
}

} // namespace ain::ainft
