// The images behind tokens, kept on this computer by content (wallet-ainft.md 3.8).
#pragma once

#include "core/base/task.h"

#include <QByteArray>
#include <QString>
#include <QThread>

#include <memory>

namespace ain {

namespace errors {
inline constexpr ErrorCode ContentUnknown{"content.unknown"}; ///< args: sha256
inline constexpr ErrorCode ContentDamaged{"content.damaged"}; ///< the file no longer has its hash; args: sha256
inline constexpr ErrorCode ContentType{"content.type"}; ///< not a PNG, JPEG, WebP or GIF; args: path
inline constexpr ErrorCode ContentCut{"content.cut"}; ///< an image that breaks off or is damaged; args: path
} // namespace errors

namespace ainft {

struct Content {
    QString sha256; ///< hex of the file's bytes
    QString cid; ///< CIDv1 (UnixFS, raw leaves, 256 KiB chunks), base32
    QString mimeType;
    qint64 size = 0;
    QString path; ///< of the stored file
    /// The file holds its image to the end. Others are no longer let in, but an older store may have them.
    bool isWhole = true;
    /// This call put it there; it was not in the store before.
    bool isNew = false;
};

/// Files named by their SHA-256 in one directory; written to a temporary name, synced, renamed. The bytes are never
/// changed, so a PNG keeps its metadata. Work happens in `storeThread`.
class ContentStore : public QObject {
    Q_OBJECT
public:
    ContentStore(QString directory, QThread *storeThread);
    ~ContentStore() override;

    /// At most 256 MiB; a whole image (errors::ContentCut).
    Task<Content> addFile(QString path);
    Task<Content> addBytes(QByteArray bytes);
    /// Checks the hash while reading.
    Task<QByteArray> read(QString sha256);
    Task<Content> find(QString sha256); ///< errors::ContentUnknown when absent
    /// For ever. Whether anything still names it is for the caller to know. errors::ContentUnknown when absent.
    Task<> remove(QString sha256);
    /// The same, unless it was put there or added once more since (milliseconds since 1970 UTC, by the clock of the
    /// disk): then false, and it stays. For who cleans up while others work.
    Task<bool> removeUnused(QString sha256, qint64 sinceMs);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace ainft
} // namespace ain
