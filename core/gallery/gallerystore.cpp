#include "core/gallery/gallerystore.h"

#include <algorithm>
#include <utility>

namespace ain::gallery {

using namespace Qt::StringLiterals;

namespace {

constexpr int SideMax = 65'536;
constexpr qsizetype NameMax = 400;
constexpr qsizetype ParentsMax = 16;
constexpr qsizetype AddMax = 1000;
constexpr qsizetype DraftNameMax = 100;
constexpr int DraftsMax = 1000;
constexpr qsizetype SelectionMax = 100'000; ///< pictures changed in one step

QVariant number(qint64 value) { return qlonglong(value); }

bool isHash(const QString &text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

tl::unexpected<Error> tooLarge(const QString &what, qint64 limit)
{
    return failure(errors::TooLarge, {{u"what"_s, what}, {u"limit"_s, limit}});
}

tl::unexpected<Error> unknown(qint64 id) { return failure(errors::GalleryUnknown, {{u"id"_s, id}}); }

/// Trimmed, without control characters, each once.
Result<QStringList> cleanTags(const QStringList &tags)
{
    QStringList clean;
    for (QString tag : tags) {
        for (QChar &letter : tag) {
            if (letter.category() == QChar::Other_Control)
                letter = u' ';
        }
        tag = tag.trimmed();
        if (tag.size() > TagMax)
            return tooLarge(tag.left(TagMax), TagMax);
        if (!tag.isEmpty() && !clean.contains(tag))
            clean.append(tag);
    }
    if (clean.size() > TagsMax)
        return tooLarge(u"tags"_s, TagsMax);
    return clean;
}

Result<> checkNew(const NewPicture &picture)
{
    if (!isHash(picture.sha256) || !std::all_of(picture.uses.begin(), picture.uses.end(), isHash))
        return failure(errors::InvalidArgument, {{u"what"_s, u"sha256"_s}});
    const auto isSide = [](int side) { return side > 0 && side <= SideMax; };
    if (!isSide(picture.size.width()) || !isSide(picture.size.height()) || picture.bytes < 0 || picture.jobIndex < 0)
        return failure(errors::InvalidArgument, {{u"what"_s, u"size"_s}});
    if (picture.prompt.size() > recipe::PromptMax || picture.negative.size() > recipe::PromptMax)
        return tooLarge(u"prompt"_s, recipe::PromptMax);
    if (picture.recipe.size() > RecipeMax)
        return tooLarge(u"recipe"_s, RecipeMax);
    if (picture.modelName.size() > NameMax || picture.jobId.size() > NameMax || picture.recipeHash.size() > NameMax)
        return tooLarge(u"name"_s, NameMax);
    if (picture.parents.size() > ParentsMax || picture.uses.size() > ParentsMax)
        return tooLarge(u"parents"_s, ParentsMax);
    return {};
}

} // namespace

GalleryStore::GalleryStore(QString directory, const Clock &clock, qint64 thumbnailBytes)
    : m_directory(std::move(directory)), m_clock(clock), m_thumbnails(m_directory, thumbnailBytes)
{
}

Result<Gallery::Opened> GalleryStore::open()
{
    if (m_database)
        return Gallery::Opened{};
    auto database = store::Database::open(m_directory, galleryTables());
    if (!database) {
        m_refused = database.error();
        return failure(database.error());
    }
    m_database = *std::move(database);
    // 16 MiB: what is searched should not be read anew for every letter typed. A refusal costs time only.
    (void)m_database->run(u"PRAGMA cache_size=-16384"_s);
    // Without thumbnails it is a slow gallery, not a broken one: asking for them tells.
    (void)m_thumbnails.open();
    return Gallery::Opened{m_database->setAside()};
}

Result<> GalleryStore::ready() const
{
    if (m_database)
        return {};
    return failure(
        m_refused.value_or(Error{errors::StoreOpen, {{u"path"_s, m_directory}, {u"reason"_s, u"not opened"_s}}, {}}));
}

template<typename Work>
auto GalleryStore::step(Work work) -> std::invoke_result_t<Work>
{
    if (auto opened = ready(); !opened)
        return failure(opened.error());
    return m_database->transaction(std::move(work));
}

Result<> GalleryStore::write(const QString &sql, const QVariantList &values)
{
    auto written = m_database->run(sql, values);
    return written ? Result<>() : failure(written.error());
}

Result<QList<Picture>> GalleryStore::add(const QList<NewPicture> &pictures)
{
    if (pictures.size() > AddMax)
        return tooLarge(u"pictures"_s, AddMax);
    for (const NewPicture &picture : pictures) {
        if (auto checked = checkNew(picture); !checked)
            return failure(checked.error());
    }
    return step([&]() -> Result<QList<Picture>> {
        QList<Picture> added;
        for (const NewPicture &picture : pictures) {
            auto one = addOne(picture);
            if (!one)
                return failure(one.error());
            added.append(*std::move(one));
        }
        return added;
    });
}

Result<Picture> GalleryStore::addOne(const NewPicture &picture)
{
    if (!picture.jobId.isEmpty()) {
        // The second condition is what lets SQLite use the index, which is for such rows only.
        auto known =
            select(u"WHERE p.job = ? AND p.job <> '' AND p.job_index = ?"_s, {picture.jobId, picture.jobIndex});
        if (!known)
            return failure(known.error());
        if (!known->isEmpty())
            return known->takeFirst();
    }
    const auto id = insert(picture);
    if (!id)
        return failure(id.error());
    auto added = select(u"WHERE p.id = ?"_s, {number(*id)});
    if (!added)
        return failure(added.error());
    return added->isEmpty() ? Result<Picture>(unknown(*id)) : added->takeFirst();
}

Result<qint64> GalleryStore::insert(const NewPicture &picture)
{
    auto inserted = write(u"INSERT INTO pictures(sha256, width, height, bytes, prompt, negative, model, recipe,"
                          " recipe_hash, job, job_index, created) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                          {picture.sha256, picture.size.width(), picture.size.height(), number(picture.bytes),
                           picture.prompt, picture.negative, picture.modelName, picture.recipe, picture.recipeHash,
                           picture.jobId, picture.jobIndex, number(m_clock.nowMs())});
    if (!inserted)
        return failure(inserted.error());
    const qint64 id = m_database->lastId();
    for (const qint64 parent : picture.parents) {
        auto linked = write(u"INSERT OR IGNORE INTO parents(child, parent) SELECT ?, id FROM pictures WHERE id = ?"_s,
                            {number(id), number(parent)});
        if (!linked)
            return failure(linked.error());
    }
    for (const QString &file : picture.uses) {
        auto used = write(u"INSERT OR IGNORE INTO uses(picture, sha256) VALUES(?, ?)"_s, {number(id), file});
        if (!used)
            return failure(used.error());
    }
    auto tagged = putTags(id, picture.tags);
    if (tagged)
        tagged = index(id);
    // A file that was about to be deleted is named again.
    if (tagged)
        tagged = write(u"DELETE FROM orphans WHERE sha256 = ?"_s, {picture.sha256});
    return tagged ? Result<qint64>(id) : failure(tagged.error());
}

Result<> GalleryStore::putTags(qint64 id, const QStringList &tags)
{
    const auto clean = cleanTags(tags);
    if (!clean)
        return failure(clean.error());
    for (const QString &tag : *clean) {
        auto put = write(u"INSERT OR IGNORE INTO tags(picture, tag) VALUES(?, ?)"_s, {number(id), tag});
        if (!put)
            return put;
    }
    return {};
}

Result<> GalleryStore::index(qint64 id)
{
    const auto pictures = select(u"WHERE p.id = ?"_s, {number(id)});
    if (!pictures)
        return failure(pictures.error());
    if (pictures->isEmpty())
        return unknown(id);
    const Picture &picture = pictures->first();
    const QStringList all{picture.prompt, picture.modelName, picture.tags.join(u' ')};
    return write(u"INSERT INTO texts(id, words) VALUES(?, ?) ON CONFLICT(id) DO UPDATE SET words = excluded.words"_s,
                 {number(id), folded(all.join(u' '))});
}

Result<> GalleryStore::setStar(const QList<qint64> &ids, bool star)
{
    if (ids.size() > SelectionMax)
        return tooLarge(u"ids"_s, SelectionMax);
    return step([&] {
        return write(u"UPDATE pictures SET star = ? WHERE id IN (SELECT value FROM json_each(?))"_s,
                     {star ? 1 : 0, idList(ids)});
    });
}

Result<> GalleryStore::setTags(qint64 id, const QStringList &tags)
{
    return step([&]() -> Result<> {
        auto cleared = write(u"DELETE FROM tags WHERE picture = ?"_s, {number(id)});
        if (!cleared)
            return cleared;
        const auto found = m_database->number(u"SELECT id FROM pictures WHERE id = ?"_s, {number(id)});
        if (!found)
            return failure(found.error());
        if (*found != id)
            return unknown(id);
        auto put = putTags(id, tags);
        return put ? index(id) : put;
    });
}

Result<> GalleryStore::addTag(const QList<qint64> &ids, const QString &tag)
{
    const auto clean = cleanTags({tag});
    if (!clean)
        return failure(clean.error());
    if (clean->isEmpty() || ids.size() > SelectionMax)
        return failure(errors::InvalidArgument, {{u"what"_s, u"tag"_s}});
    return step([&]() -> Result<> {
        auto added = write(u"INSERT OR IGNORE INTO tags(picture, tag) SELECT p.id, ? FROM pictures AS p"
                           " WHERE p.id IN (SELECT value FROM json_each(?))"
                           " AND (SELECT count(*) FROM tags WHERE picture = p.id) < ?"_s,
                           {clean->first(), idList(ids), TagsMax});
        for (qsizetype i = 0; added && i < ids.size(); ++i)
            added = index(ids[i]);
        return added;
    });
}

Result<> GalleryStore::removeTag(const QList<qint64> &ids, const QString &tag)
{
    if (ids.size() > SelectionMax)
        return tooLarge(u"ids"_s, SelectionMax);
    return step([&]() -> Result<> {
        auto removed = write(u"DELETE FROM tags WHERE tag = ? AND picture IN (SELECT value FROM json_each(?))"_s,
                             {tag.trimmed(), idList(ids)});
        for (qsizetype i = 0; removed && i < ids.size(); ++i)
            removed = index(ids[i]);
        return removed;
    });
}

Result<> GalleryStore::setMinted(qint64 id, const QString &txHash, const QString &objectId, const QString &tokenId)
{
    if (txHash.size() > NameMax || objectId.size() > NameMax || tokenId.size() > NameMax)
        return tooLarge(u"token"_s, NameMax);
    return step([&]() -> Result<> {
        const auto changed =
            m_database->run(u"UPDATE pictures SET minted_tx = ?, minted_object = ?, minted_token = ? WHERE id = ?"_s,
                            {txHash, objectId, tokenId, number(id)});
        if (!changed)
            return failure(changed.error());
        return *changed == 1 ? Result<>() : Result<>(unknown(id));
    });
}

Result<QString> GalleryStore::remove(const QList<qint64> &ids)
{
    if (ids.size() > SelectionMax)
        return tooLarge(u"ids"_s, SelectionMax);
    const qint64 now = m_clock.nowMs();
    const QString token = u"%1-%2"_s.arg(now).arg(++m_removals);
    return step([&]() -> Result<QString> {
        auto removed = write(u"UPDATE pictures SET removed = ?, removal = ? WHERE removed IS NULL AND id IN"
                             " (SELECT value FROM json_each(?))"_s,
                             {number(now), token, idList(ids)});
        return removed ? Result<QString>(token) : failure(removed.error());
    });
}

Result<QList<qint64>> GalleryStore::undoRemove(const QString &token)
{
    return step([&]() -> Result<QList<qint64>> {
        QList<qint64> ids;
        auto read = m_database->each(u"SELECT id FROM pictures WHERE removed IS NOT NULL AND removal = ? ORDER BY id"_s,
                                     {token}, [&ids](const store::Row &row) { ids.append(row.integer(0)); });
        if (!read)
            return failure(read.error());
        if (ids.isEmpty())
            return failure(errors::GalleryUndo);
        auto back = write(
            u"UPDATE pictures SET removed = NULL, removal = NULL WHERE removed IS NOT NULL AND removal = ?"_s, {token});
        return back ? Result<QList<qint64>>(ids) : failure(back.error());
    });
}

Result<QStringList> GalleryStore::purge(qint64 olderThanMs)
{
    QList<qint64> ids;
    auto files = step([&]() -> Result<QStringList> {
        auto read = m_database->each(u"SELECT id FROM pictures WHERE removed IS NOT NULL AND removed <= ?"_s,
                                     {number(m_clock.nowMs() - olderThanMs)},
                                     [&ids](const store::Row &row) { ids.append(row.integer(0)); });
        if (!read)
            return failure(read.error());
        const QVariantList gone{idList(ids)};
        // Kept until somebody says that the files are gone too: a kill in between must not leave them for ever.
        const QStringList statements{
            u"INSERT OR IGNORE INTO orphans SELECT sha256 FROM pictures WHERE id IN (SELECT value FROM json_each(?))"
            " AND minted_token = ''"_s,
            u"INSERT OR IGNORE INTO orphans SELECT sha256 FROM uses WHERE picture IN (SELECT value FROM json_each(?))"_s,
            u"DELETE FROM pictures WHERE id IN (SELECT value FROM json_each(?))"_s,
        };
        for (const QString &sql : statements) {
            if (auto done = write(sql, gone); !done)
                return failure(done.error());
        }
        auto named = write(u"DELETE FROM orphans WHERE sha256 IN (SELECT sha256 FROM pictures)"
                           " OR sha256 IN (SELECT sha256 FROM uses)"_s,
                           {});
        if (!named)
            return failure(named.error());
        QStringList orphans;
        read = m_database->each(u"SELECT sha256 FROM orphans ORDER BY sha256"_s, {},
                                [&orphans](const store::Row &row) { orphans.append(row.text(0)); });
        return read ? Result<QStringList>(orphans) : failure(read.error());
    });
    if (files && !ids.isEmpty())
        (void)m_thumbnails.forget(ids);
    return files;
}

Result<> GalleryStore::filesGone(const QStringList &sha256s)
{
    return step([&]() -> Result<> {
        for (const QString &sha256 : sha256s) {
            if (auto gone = write(u"DELETE FROM orphans WHERE sha256 = ?"_s, {sha256}); !gone)
                return gone;
        }
        return {};
    });
}

Result<> GalleryStore::saveDraft(const QString &name, const QByteArray &json)
{
    if (name.isEmpty() || name.size() > DraftNameMax)
        return failure(errors::InvalidArgument, {{u"what"_s, u"name"_s}});
    if (json.size() > DraftMax)
        return tooLarge(name, DraftMax);
    return step([&]() -> Result<> {
        if (json.isEmpty())
            return write(u"DELETE FROM drafts WHERE name = ?"_s, {name});
        const auto others = m_database->number(u"SELECT count(*) FROM drafts WHERE name <> ?"_s, {name});
        if (!others)
            return failure(others.error());
        if (*others >= DraftsMax)
            return tooLarge(u"drafts"_s, DraftsMax);
        return write(
            u"INSERT INTO drafts(name, json) VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET json = excluded.json"_s,
            {name, json});
    });
}

Result<QByteArray> GalleryStore::draft(const QString &name)
{
    if (auto opened = ready(); !opened)
        return failure(opened.error());
    QByteArray json;
    auto read = m_database->each(u"SELECT json FROM drafts WHERE name = ?"_s, {name},
                                 [&json](const store::Row &row) { json = row.bytes(0); });
    if (!read)
        return failure(read.error());
    return json;
}

Result<QStringList> GalleryStore::namedInDrafts(const QStringList &texts)
{
    if (auto opened = ready(); !opened)
        return failure(opened.error());
    QStringList named;
    auto read = m_database->each(u"SELECT json FROM drafts"_s, {}, [&](const store::Row &row) {
        const QByteArray json = row.bytes(0);
        for (const QString &text : texts) {
            if (!named.contains(text) && json.contains(text.toUtf8()))
                named.append(text);
        }
    });
    if (!read)
        return failure(read.error());
    return named;
}

} // namespace ain::gallery
