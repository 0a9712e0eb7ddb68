#include "core/gallery/gallery.h"

#include "core/gallery/gallerystore.h"
#include "core/store/resident.h"

namespace ain::gallery {

class Gallery::Private {
public:
    Private(QThread *thread, std::shared_ptr<GalleryStore> object) : store(thread, std::move(object)) { }
    store::Resident<GalleryStore> store;
};

Gallery::Gallery(QString directory, QThread *store, const Clock &clock, qint64 thumbnailBytes)
    : d(std::make_unique<Private>(store, std::make_shared<GalleryStore>(std::move(directory), clock, thumbnailBytes)))
{
}

Gallery::~Gallery() = default;

Task<> Gallery::announced(Task<> change, QList<qint64> ids)
{
    const auto done = co_await std::move(change);
    if (done && !ids.isEmpty())
        Q_EMIT changed(ids);
    co_return done;
}

Task<Gallery::Opened> Gallery::open()
{
    return d->store.run([](GalleryStore &store) { return store.open(); });
}

Task<QList<Picture>> Gallery::addAll(QList<NewPicture> pictures)
{
    auto work = [pictures = std::move(pictures)](GalleryStore &store) { return store.add(pictures); };
    auto task = d->store.run(std::move(work));
    const auto added = co_await std::move(task);
    if (added && !added->isEmpty()) {
        QList<qint64> ids;
        for (const Picture &picture : *added)
            ids.append(picture.id);
        Q_EMIT changed(ids);
    }
    co_return added;
}

Task<Picture> Gallery::add(NewPicture picture)
{
    QList<NewPicture> pictures(1, picture);
    auto task = addAll(std::move(pictures));
    auto added = co_await std::move(task);
    if (!added)
        co_return failure(added.error());
    co_return added->takeFirst();
}

Task<Page> Gallery::query(Query query)
{
    return d->store.run([query = std::move(query)](GalleryStore &store) { return store.query(query); });
}

Task<QList<qint64>> Gallery::ids(Query query)
{
    return d->store.run([query = std::move(query)](GalleryStore &store) { return store.ids(query); });
}

Task<QList<Picture>> Gallery::pictures(QList<qint64> ids)
{
    return d->store.run([ids = std::move(ids)](GalleryStore &store) { return store.pictures(ids); });
}

Task<QList<Picture>> Gallery::bySha256(QString sha256)
{
    return d->store.run([sha256 = std::move(sha256)](GalleryStore &store) { return store.bySha256(sha256); });
}

Task<> Gallery::setStar(QList<qint64> ids, bool star)
{
    return announced(d->store.run([ids, star](GalleryStore &store) { return store.setStar(ids, star); }), ids);
}

Task<> Gallery::setTags(qint64 id, QStringList tags)
{
    return announced(
        d->store.run([id, tags = std::move(tags)](GalleryStore &store) { return store.setTags(id, tags); }),
        QList<qint64>(1, id));
}

Task<> Gallery::addTag(QList<qint64> ids, QString tag)
{
    return announced(d->store.run([ids, tag = std::move(tag)](GalleryStore &store) { return store.addTag(ids, tag); }),
                     ids);
}

Task<> Gallery::removeTag(QList<qint64> ids, QString tag)
{
    return announced(
        d->store.run([ids, tag = std::move(tag)](GalleryStore &store) { return store.removeTag(ids, tag); }), ids);
}

Task<QList<Counted>> Gallery::allTags()
{
    return d->store.run([](GalleryStore &store) { return store.allTags(); });
}

Task<QList<Counted>> Gallery::allModels()
{
    return d->store.run([](GalleryStore &store) { return store.allModels(); });
}

Task<> Gallery::setMinted(qint64 id, QString txHash, QString objectId, QString tokenId)
{
    return announced(
        d->store.run([id, txHash = std::move(txHash), objectId = std::move(objectId), tokenId = std::move(tokenId)](
                         GalleryStore &store) { return store.setMinted(id, txHash, objectId, tokenId); }),
        QList<qint64>(1, id));
}

Task<Lineage> Gallery::lineage(qint64 id)
{
    return d->store.run([id](GalleryStore &store) { return store.lineage(id); });
}

Task<QString> Gallery::remove(QList<qint64> ids)
{
    auto work = [ids](GalleryStore &store) { return store.remove(ids); };
    auto task = d->store.run(std::move(work));
    const auto token = co_await std::move(task);
    if (token)
        Q_EMIT changed(ids);
    co_return token;
}

Task<QList<qint64>> Gallery::undoRemove(QString token)
{
    auto work = [token = std::move(token)](GalleryStore &store) { return store.undoRemove(token); };
    auto task = d->store.run(std::move(work));
    const auto ids = co_await std::move(task);
    if (ids)
        Q_EMIT changed(*ids);
    co_return ids;
}

Task<QStringList> Gallery::purge(qint64 olderThanMs)
{
    return d->store.run([olderThanMs](GalleryStore &store) { return store.purge(olderThanMs); });
}

Task<> Gallery::filesGone(QStringList sha256s)
{
    return d->store.run([sha256s = std::move(sha256s)](GalleryStore &store) { return store.filesGone(sha256s); });
}

Task<> Gallery::putThumbnail(qint64 id, int side, QByteArray image)
{
    return d->store.run(
        [id, side, image = std::move(image)](GalleryStore &store) { return store.thumbnails().put(id, side, image); });
}

Task<QHash<qint64, QByteArray>> Gallery::thumbnails(QList<qint64> ids, int side)
{
    return d->store.run(
        [ids = std::move(ids), side](GalleryStore &store) { return store.thumbnails().get(ids, side); });
}

Task<> Gallery::saveDraft(QString name, QByteArray json)
{
    return d->store.run(
        [name = std::move(name), json = std::move(json)](GalleryStore &store) { return store.saveDraft(name, json); });
}

Task<QByteArray> Gallery::draft(QString name)
{
    return d->store.run([name = std::move(name)](GalleryStore &store) { return store.draft(name); });
}

Task<QStringList> Gallery::namedInDrafts(QStringList texts)
{
    return d->store.run([texts = std::move(texts)](GalleryStore &store) { return store.namedInDrafts(texts); });
}

} // namespace ain::gallery
