// The model files the user has: known by their headers, checked by their hashes, never moved or deleted.
#pragma once

#include "core/base/clock.h"
#include "core/base/task.h"
#include "gpu/models/catalogue.h"
#include "gpu/models/fit.h"
#include "gpu/models/model.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QSize>
#include <QThread>
#include <QThreadPool>
#include <QUrl>

#include <memory>

namespace ain {

namespace errors {
inline constexpr ErrorCode ModelUnknown{"model.unknown"}; ///< no such id in the library; args: id
inline constexpr ErrorCode ModelMissing{"model.missing"}; ///< the file is gone; args: path
inline constexpr ErrorCode ModelChanged{"model.changed"}; ///< the file changed while it was hashed; args: path
inline constexpr ErrorCode ModelStore{"model.store"}; ///< args: path, reason
inline constexpr ErrorCode ModelBusy{"model.busy"}; ///< is being hashed or downloaded already; args: name
inline constexpr ErrorCode DownloadAddress{"download.address"}; ///< https only, http to this computer; args: url
inline constexpr ErrorCode DownloadHash{"download.hash"}; ///< not a SHA-256, 64 hex digits; args: text
inline constexpr ErrorCode DownloadRefused{"download.refused"}; ///< args: host, status
inline constexpr ErrorCode DownloadBroken{"download.broken"}; ///< can be resumed; args: host, reason
inline constexpr ErrorCode DownloadMismatch{"download.mismatch"}; ///< deleted again; args: expected, found
} // namespace errors

namespace models {

struct LibraryParts {
    QString directory; ///< models.db, and downloads/ for what is downloaded
    QThread *store = nullptr; ///< owns the database
    QThreadPool *pool = nullptr; ///< hashing
    QNetworkAccessManager *http = nullptr; ///< null: no downloads (errors::DownloadAddress)
    Clock *clock = nullptr;
};

struct FolderResult {
    QList<Model> added; ///< the known ones among them are read again
    QList<Error> refused; ///< at most 100, one per file that looked like a model and is none
    int skipped = 0; ///< files that don't look like models
};

/// Thread: the one it lives in. `parts` outlive it.
class ModelLibrary : public QObject {
    Q_OBJECT
public:
    explicit ModelLibrary(LibraryParts parts);
    ~ModelLibrary() override;

    /// Reads the index; call once, before anything else. A damaged index is set aside and begun anew.
    Task<> open();

    /// Reads the header; a file that is known already is read again. Errors of header.h.
    Task<Model> addFile(QString path);
    /// Files up to four folders deep, links to folders not followed, at most 5000 files.
    Task<FolderResult> addFolder(QString path);
    /// From the list only, never from the disk.
    Task<> remove(QString id);
    /// Whether the files are still there, and unchanged; reads headers again where not.
    Task<> refresh();

    [[nodiscard]] QList<Model> models() const; ///< by name
    [[nodiscard]] std::optional<Model> model(const QString &id) const;
    [[nodiscard]] std::optional<Model> bySha256(const QString &sha256) const; ///< present ones first

    /// SHA-256 of the whole file, in the pool. Remembered by path, size, time of change and inode; a file that did not
    /// change is not read again. Cancelled or killed half way it goes on from there the next time.
    Task<Model> verify(QString id);
    void cancelVerify(const QString &id);

    /// The user's word; `known` becomes true. An empty id takes it back.
    Task<Model> setLicence(QString id, Licence licence);
    [[nodiscard]] const Catalogue &catalogue() const;

    /// Before loading: weights and compute buffers against what is free now. `freeVram` < 0: there is no GPU. Bytes.
    [[nodiscard]] Fit fit(const Model &model, QSize size, qint64 freeVram, qint64 freeRam) const;

    /// Only ever by an address and a hash that the user gave. Kept as "<name>.part" while it grows, goes on from there
    /// after a break (Range with If-Range), becomes a model when its hash is right and is deleted when it is not.
    /// `maxBytes`: more than that is not read. One download of a name at a time.
    Task<Model> download(QUrl url, QString sha256, QString name, qint64 maxBytes = 64LL << 30);
    void cancelDownload(const QString &name);

Q_SIGNALS:
    void changed();
    void hashProgress(const QString &id, qint64 done, qint64 total);
    void downloadProgress(const QString &name, qint64 done, qint64 total); ///< total -1: the server did not say

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace models
} // namespace ain
