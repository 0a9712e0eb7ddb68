// The part of StudioAdapter that is about the gallery.
#include "app/backends/imagework.h"
#include "app/backends/studioadapter.h"
#include "app/services/filewrite.h"
#include "app/services/picturesigner.h"
#include "app/services/pool.h"
#include "gpu/studio/contactsheet.h"
#include "ui/studiotext.h"

#include <QBuffer>
#include <QDir>
#include <QRegularExpression>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int NameLetters = 60;
constexpr int ThumbnailQuality = 85;

gallery::Query toCore(const ui::GalleryQuery &query)
{
    gallery::Query out;
    out.text = query.text;
    out.starredOnly = query.starredOnly;
    out.mintedOnly = query.mintedOnly;
    if (!query.tag.isEmpty())
        out.tags += query.tag;
    out.model = query.modelName;
    switch (query.sort) {
    case ui::GallerySort::Newest: out.sort = gallery::Query::Sort::Newest; break;
    case ui::GallerySort::Oldest: out.sort = gallery::Query::Sort::Oldest; break;
    case ui::GallerySort::Largest: out.sort = gallery::Query::Sort::Largest; break;
    case ui::GallerySort::Model: out.sort = gallery::Query::Sort::Model; break;
    }
    return out;
}

ui::StudioPicture toUi(const gallery::Picture &picture)
{
    ui::StudioPicture out;
    out.id = picture.id;
    out.sha256 = picture.sha256;
    out.size = picture.size;
    out.bytes = picture.bytes;
    out.prompt = picture.prompt;
    out.negative = picture.negative;
    out.modelName = picture.modelName;
    if (const auto request = recipe::fromJsonText(picture.recipe); request && !picture.recipe.isEmpty())
        out.request = *request;
    out.recipeHash = picture.recipeHash;
    out.createdMs = picture.createdMs;
    out.star = picture.star;
    out.tags = picture.tags;
    out.parents = picture.parents;
    out.mintedObjectId = picture.mintedObjectId;
    out.mintedTokenId = picture.mintedTokenId;
    return out;
}

Result<QByteArray> asJpeg(const QImage &image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "JPEG", ThumbnailQuality))
        return failure(errors::Internal);
    return bytes;
}

/// A name that says what is to be seen and that every system takes.
QString fileNameOf(const gallery::Picture &picture)
{
    static const QRegularExpression odd(u"[^\\p{L}\\p{N} _-]+"_s);
    QString name = picture.prompt.left(NameLetters * 2).replace(odd, u" "_s).simplified().left(NameLetters).trimmed();
    if (name.isEmpty())
        name = u"picture"_s;
    return u"%1 %2.png"_s.arg(name, QString::number(picture.id));
}

} // namespace

Task<> StudioAdapter::readCounts()
{
    gallery::Gallery &gallery = m_rooms.gallery();
    gallery::Query query;
    query.limit = 1;
    auto all = co_await gallery.query(query);
    if (!all)
        co_return failure(all.error());
    query.starredOnly = true;
    auto starred = co_await gallery.query(query);
    if (!starred)
        co_return failure(starred.error());
    query.starredOnly = false;
    query.mintedOnly = true;
    auto minted = co_await gallery.query(query);
    if (!minted)
        co_return failure(minted.error());
    auto tags = co_await gallery.allTags();
    if (!tags)
        co_return failure(tags.error());
    auto models = co_await gallery.allModels();
    if (!models)
        co_return failure(models.error());
    m_counts.all = int(all->total);
    m_counts.starred = int(starred->total);
    m_counts.minted = int(minted->total);
    m_tags.clear();
    for (const gallery::Counted &tag : std::as_const(*tags))
        m_tags += tag.name;
    m_tags.sort(Qt::CaseInsensitive);
    m_modelNames.clear();
    for (const gallery::Counted &model : std::as_const(*models))
        m_modelNames += model.name;
    m_modelNames.sort(Qt::CaseInsensitive);
    Q_EMIT galleryChanged();
    co_return Result<>();
}

Task<gallery::Picture> StudioAdapter::picture(qint64 id)
{
    QList<qint64> one;
    one += id;
    auto found = co_await m_rooms.gallery().pictures(one);
    if (!found)
        co_return failure(found.error());
    if (found->isEmpty()) {
        const QVariantMap args{{u"id"_s, id}};
        co_return failure(errors::GalleryUnknown, args);
    }
    co_return found->constFirst();
}

Task<QList<qint64>> StudioAdapter::pictureIds(ui::GalleryQuery query)
{
    auto opened = co_await m_rooms.open();
    if (!opened)
        co_return failure(opened.error());
    auto ids = co_await m_rooms.gallery().ids(toCore(query));
    co_return ids;
}

Task<QList<ui::StudioPicture>> StudioAdapter::pictures(QList<qint64> ids)
{
    auto found = co_await m_rooms.gallery().pictures(ids);
    if (!found)
        co_return failure(found.error());
    QList<ui::StudioPicture> out;
    for (const gallery::Picture &picture : std::as_const(*found))
        out += toUi(picture);
    co_return out;
}

Task<QImage> StudioAdapter::thumbnail(gallery::Picture picture, int side)
{
    auto bytes = co_await m_services.content().read(picture.sha256);
    if (!bytes)
        co_return failure(bytes.error());
    auto decoded = co_await decodeImage(*bytes, QSize(side, side));
    if (!decoded)
        co_return failure(decoded.error());
    const QImage image = decoded->image;
    auto encode = [image] { return asJpeg(image); };
    auto encoding = runInPool(std::move(encode));
    auto encoded = co_await std::move(encoding);
    if (encoded) {
        auto kept = co_await m_rooms.gallery().putThumbnail(picture.id, side, *encoded);
        Q_UNUSED(kept) // it is made again the next time
    }
    co_return image;
}

Task<QHash<qint64, QImage>> StudioAdapter::thumbnails(QList<qint64> ids, int side)
{
    auto stored = co_await m_rooms.gallery().thumbnails(ids, side);
    if (!stored)
        co_return failure(stored.error());
    const QHash<qint64, QByteArray> known = *stored;
    auto decode = [known]() -> Result<QHash<qint64, QImage>> {
        QHash<qint64, QImage> images;
        for (auto it = known.cbegin(); it != known.cend(); ++it) {
            const QImage image = QImage::fromData(*it);
            if (!image.isNull())
                images.insert(it.key(), image);
        }
        return images;
    };
    auto decoding = runInPool(std::move(decode));
    auto images = co_await std::move(decoding);
    if (!images)
        co_return failure(images.error());
    QHash<qint64, QImage> out = *images;
    QList<qint64> missing;
    for (const qint64 id : std::as_const(ids)) {
        if (!out.contains(id))
            missing += id;
    }
    auto rest = co_await m_rooms.gallery().pictures(missing);
    if (!rest)
        co_return failure(rest.error());
    for (const gallery::Picture &picture : std::as_const(*rest)) {
        auto made = co_await thumbnail(picture, side);
        if (made)
            out.insert(picture.id, *made);
    }
    co_return out;
}

Task<QImage> StudioAdapter::pictureImage(qint64 id, QSize bounds)
{
    auto found = co_await picture(id);
    if (!found)
        co_return failure(found.error());
    auto bytes = co_await m_services.content().read(found->sha256);
    if (!bytes)
        co_return failure(bytes.error());
    const QSize limits = bounds.isEmpty() ? found->size : bounds;
    auto decoded = co_await decodeImage(*bytes, limits);
    if (!decoded)
        co_return failure(decoded.error());
    co_return decoded->image;
}

Task<QList<qint64>> StudioAdapter::children(qint64 id)
{
    auto lineage = co_await m_rooms.gallery().lineage(id);
    if (!lineage)
        co_return failure(lineage.error());
    co_return lineage->descendants;
}

Task<QList<qint64>> StudioAdapter::drawnTogether(qint64 id)
{
    const QList<qint64> none;
    auto found = co_await picture(id);
    if (!found)
        co_return failure(found.error());
    if (found->jobId.isEmpty())
        co_return none;
    auto job = co_await m_rooms.queue().job(found->jobId);
    if (!job || job->group.isEmpty())
        co_return none;
    auto group = co_await studio::drawnGroup(m_rooms.queue(), job->group);
    if (!group)
        co_return failure(group.error());
    // Those that were deleted since are not wanted on a sheet.
    auto there = co_await m_rooms.gallery().pictures(group->pictures.mid(0, gallery::PageMax));
    if (!there)
        co_return failure(there.error());
    QList<qint64> ids;
    for (const gallery::Picture &one : std::as_const(*there)) {
        if (!one.isDeleted)
            ids += one.id;
    }
    co_return ids;
}

Task<> StudioAdapter::saveSheet(QList<qint64> ids, QString path)
{
    const studio::SettingName name = &ui::StudioText::setting;
    auto png = co_await studio::contactSheet(m_rooms.gallery(), m_services.content(), workPool(), ids, name);
    if (!png)
        co_return failure(png.error());
    co_return writeFile(path, *png);
}

Task<> StudioAdapter::tellGrid(QString group)
{
    auto drawn = co_await studio::drawnGroup(m_rooms.queue(), group);
    if (!drawn)
        co_return failure(drawn.error());
    if (!drawn->isWhole() || drawn->wanted < 2 || drawn->wanted > studio::SheetCellsMax)
        co_return Result<>();
    auto found = co_await m_rooms.gallery().pictures(drawn->pictures);
    if (!found)
        co_return failure(found.error());
    QList<recipe::GenerationRequest> requests;
    for (const gallery::Picture &one : std::as_const(*found)) {
        if (const auto request = recipe::fromJsonText(one.recipe))
            requests += *request;
    }
    const auto plan = studio::planSheet(requests);
    const bool isGrid = plan && (plan->isGrid() || (!plan->x.setting.isEmpty() && plan->x.setting != u"seed"));
    if (isGrid)
        Q_EMIT gridDone(drawn->pictures);
    co_return Result<>();
}

Task<> StudioAdapter::setStar(QList<qint64> ids, bool star) { return m_rooms.gallery().setStar(ids, star); }

Task<> StudioAdapter::setTags(qint64 id, QStringList tags) { return m_rooms.gallery().setTags(id, tags); }

Task<QString> StudioAdapter::removePictures(QList<qint64> ids) { return m_rooms.gallery().remove(ids); }

Task<> StudioAdapter::undoRemove(QString token)
{
    auto back = co_await m_rooms.gallery().undoRemove(token);
    if (!back)
        co_return failure(back.error());
    co_return Result<>();
}

Task<> StudioAdapter::saveCopy(qint64 id, QString path)
{
    auto found = co_await picture(id);
    if (!found)
        co_return failure(found.error());
    auto bytes = co_await m_services.content().read(found->sha256);
    if (!bytes)
        co_return failure(bytes.error());
    if (signsPictures(m_services.settings())) {
        bytes = signedPicture(*bytes, *found, QDateTime::currentDateTimeUtc());
        if (!bytes)
            co_return failure(bytes.error());
    }
    co_return writeFile(path, *bytes);
}

Task<QString> StudioAdapter::fileToHandOut(qint64 id)
{
    auto found = co_await picture(id);
    if (!found)
        co_return failure(found.error());
    if (!m_handedOut)
        m_handedOut = std::make_unique<QTemporaryDir>();
    const QString path = m_handedOut->filePath(fileNameOf(*found));
    auto saved = co_await saveCopy(id, path);
    if (!saved)
        co_return failure(saved.error());
    co_return path;
}

Task<ui::RecipeCheck> StudioAdapter::checkRecipe(qint64 id)
{
    auto found = co_await picture(id);
    if (!found)
        co_return failure(found.error());
    const auto request = recipe::fromJsonText(found->recipe);
    if (!request)
        co_return failure(request.error());
    auto checked = co_await m_rooms.service().check(*request, found->sha256);
    if (!checked)
        co_return failure(checked.error());
    ui::RecipeCheck out;
    out.isBitEqual = checked->isBitEqual;
    out.hashDistance = checked->hashDistance;
    out.rms = checked->rms;
    out.differences = checked->differences;
    co_return out;
}

void StudioAdapter::cancelCheck() { m_rooms.service().cancelCheck(); }

Task<> StudioAdapter::setMinted(QString sha256, QString objectId, QString tokenId)
{
    auto found = co_await m_rooms.gallery().bySha256(sha256);
    if (!found)
        co_return failure(found.error());
    for (const gallery::Picture &picture : std::as_const(*found)) {
        if (picture.mintedObjectId == objectId && picture.mintedTokenId == tokenId)
            continue;
        auto set = co_await m_rooms.gallery().setMinted(picture.id, {}, objectId, tokenId);
        if (!set)
            co_return set;
    }
    co_return Result<>();
}

} // namespace ain::app
