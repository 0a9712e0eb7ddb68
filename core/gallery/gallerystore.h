// The half of the gallery that lives in the store thread.
#pragma once

#include "core/base/clock.h"
#include "core/gallery/gallery.h"
#include "core/gallery/thumbnailstore.h"
#include "core/store/database.h"

#include <memory>

namespace ain::gallery {

class GalleryStore {
public:
    GalleryStore(QString directory, const Clock &clock, qint64 thumbnailBytes);

    Result<Gallery::Opened> open();
    Result<QList<Picture>> add(const QList<NewPicture> &pictures);
    Result<Page> query(const Query &query);
    Result<QList<qint64>> ids(const Query &query);
    Result<QList<Picture>> pictures(const QList<qint64> &ids);
    Result<QList<Picture>> bySha256(const QString &sha256);
    Result<> setStar(const QList<qint64> &ids, bool star);
    Result<> setTags(qint64 id, const QStringList &tags);
    Result<> addTag(const QList<qint64> &ids, const QString &tag);
    Result<> removeTag(const QList<qint64> &ids, const QString &tag);
    Result<QList<Counted>> allTags();
    Result<QList<Counted>> allModels();
    Result<> setMinted(qint64 id, const QString &txHash, const QString &objectId, const QString &tokenId);
    Result<Lineage> lineage(qint64 id);
    Result<QString> remove(const QList<qint64> &ids);
    Result<QList<qint64>> undoRemove(const QString &token);
    Result<QStringList> purge(qint64 olderThanMs);
    Result<> filesGone(const QStringList &sha256s);
    Result<> saveDraft(const QString &name, const QByteArray &json);
    Result<QByteArray> draft(const QString &name);
    Result<QStringList> namedInDrafts(const QStringList &texts);
    ThumbnailStore &thumbnails() { return m_thumbnails; }

private:
    struct Filter {
        QString where;
        QVariantList values;
    };
    template<typename Work>
    auto step(Work work) -> std::invoke_result_t<Work>;
    [[nodiscard]] Result<> ready() const;
    /// Rows are wanted, not how many.
    Result<> write(const QString &sql, const QVariantList &values);
    Result<QList<Picture>> select(const QString &tail, const QVariantList &values);
    Result<Picture> addOne(const NewPicture &picture);
    Result<qint64> insert(const NewPicture &picture);
    Result<> putTags(qint64 id, const QStringList &tags);
    /// Brings the searched words of a picture up to date.
    Result<> index(qint64 id);
    Result<QList<Counted>> counted(const QString &sql);
    [[nodiscard]] static Filter filterOf(const Query &query);

    QString m_directory;
    const Clock &m_clock;
    ThumbnailStore m_thumbnails;
    std::unique_ptr<store::Database> m_database;
    std::optional<Error> m_refused; ///< why it could not be opened
    qint64 m_removals = 0; ///< of this run
};

/// What the tables are like (galleryquery.cpp).
[[nodiscard]] store::Options galleryTables();
/// Case and forms of the same letter folded away; control characters are blanks.
[[nodiscard]] QString folded(const QString &text);

} // namespace ain::gallery
