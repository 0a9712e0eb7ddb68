// The pictures somebody made or brought in, to be found again among tens of thousands.
#pragma once

#include "core/base/clock.h"
#include "core/base/task.h"
#include "core/gallery/picture.h"
#include "core/store/errors.h"

#include <QHash>
#include <QThread>

#include <memory>

namespace ain::gallery {

/// Two SQLite files in `directory`, held by one program at a time: gallery.db, what is known about the pictures
/// (their files lie in the content store), and thumbnails.db, which may be deleted at any time. All tasks may end
/// with StoreRead, StoreWrite, StoreFull or StoreDamaged; then nothing was changed. Thread: main; the files are used
/// in `store`.
class Gallery : public QObject {
    Q_OBJECT
public:
    /// `thumbnailBytes` bounds all thumbnails together; beyond it the oldest go.
    Gallery(QString directory, QThread *store, const Clock &clock, qint64 thumbnailBytes = Q_INT64_C(1) << 30);
    ~Gallery() override;

    struct Opened {
        QString setAside = {}; ///< where a damaged file was put; null: it was sound
    };
    /// Before anything else; calls made before it ends wait for it. Errors: StoreOpen, StoreInUse, StoreNewer.
    Task<Opened> open();

    /// The same job and index twice is once: the second call gives the picture of the first. Errors:
    /// InvalidArgument, TooLarge.
    Task<Picture> add(NewPicture picture);
    /// All or none, in one step; at most 1,000.
    Task<QList<Picture>> addAll(QList<NewPicture> pictures);

    Task<Page> query(Query query);
    /// All that fit, in order; for a view that shows a part of them. `offset` and `limit` do not count.
    Task<QList<qint64>> ids(Query query);
    /// In the order of `ids`, at most PageMax; unknown ones are left out.
    Task<QList<Picture>> pictures(QList<qint64> ids);
    Task<QList<Picture>> bySha256(QString sha256); ///< deleted ones too

    Task<> setStar(QList<qint64> ids, bool star);
    /// Replaces them. Tags are trimmed; empty and doubled ones go. Errors: GalleryUnknown, TooLarge.
    Task<> setTags(qint64 id, QStringList tags);
    Task<> addTag(QList<qint64> ids, QString tag);
    Task<> removeTag(QList<qint64> ids, QString tag);
    Task<QList<Counted>> allTags(); ///< most used first, at most 1,000
    Task<QList<Counted>> allModels();
    /// Error: GalleryUnknown.
    Task<> setMinted(qint64 id, QString txHash, QString objectId, QString tokenId);
    Task<Lineage> lineage(qint64 id);

    /// Hides them. The token undoes it, as long as purge() has not come by.
    Task<QString> remove(QList<qint64> ids);
    Task<QList<qint64>> undoRemove(QString token); ///< errors::GalleryUndo
    /// Forgets pictures that were removed at least `olderThanMs` ago. Gives the SHA-256 of the files that no picture
    /// names any more, those of earlier calls too until filesGone(); whether somebody else does (a token, a job that
    /// waits) is for the caller to know. The file of a picture that was minted is never among them.
    Task<QStringList> purge(qint64 olderThanMs);
    Task<> filesGone(QStringList sha256s); ///< deleted, or kept for another reason

    /// `side` names the size (pixels of the longer side); the bytes are the caller's own. Error: TooLarge.
    Task<> putThumbnail(qint64 id, int side, QByteArray image);
    /// Those that are there; at most PageMax ids.
    Task<QHash<qint64, QByteArray>> thumbnails(QList<qint64> ids, int side);

    /// What somebody is about to do, kept at every change. Errors: TooLarge, InvalidArgument (name).
    Task<> saveDraft(QString name, QByteArray json);
    Task<QByteArray> draft(QString name); ///< empty: none
    /// Those of these texts (the hashes of files) that stand in any draft.
    Task<QStringList> namedInDrafts(QStringList texts);

Q_SIGNALS:
    /// Added, changed, removed or back again.
    void changed(const QList<qint64> &ids);

private:
    Task<> announced(Task<> change, QList<qint64> ids);
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace ain::gallery
