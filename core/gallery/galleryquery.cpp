// Reading from the gallery: what its tables are like, how a search becomes SQL, how a row becomes a picture.
#include "core/gallery/gallerystore.h"

#include <algorithm>

namespace ain::gallery {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype TermsMax = 16;
constexpr qsizetype TermMax = 200;
constexpr qsizetype QueryTagsMax = 16;
constexpr int LineageMax = 1000;
constexpr int CountedMax = 1000;
constexpr QChar Separator(0x1f); ///< no tag holds a control character

/// Trigrams find parts of three letters and more; shorter ones are looked for letter by letter.
constexpr qsizetype TrigramLetters = 3;

QString columns()
{
    return u"SELECT p.id, p.sha256, p.width, p.height, p.bytes, p.prompt, p.negative, p.model, p.recipe, p.recipe_hash,"
           " p.job, p.job_index, p.created, p.star, p.removed, p.minted_tx, p.minted_object, p.minted_token,"
           " (SELECT group_concat(tag, char(31)) FROM tags WHERE picture = p.id),"
           " (SELECT group_concat(parent) FROM parents WHERE child = p.id) FROM pictures AS p "_s;
}

Picture pictureOf(const store::Row &row)
{
    Picture picture;
    picture.id = row.integer(0);
    picture.sha256 = row.text(1);
    picture.size = QSize(row.small(2), row.small(3));
    picture.bytes = row.integer(4);
    picture.prompt = row.text(5);
    picture.negative = row.text(6);
    picture.modelName = row.text(7);
    picture.recipe = row.bytes(8);
    picture.recipeHash = row.text(9);
    picture.jobId = row.text(10);
    picture.jobIndex = row.small(11);
    picture.createdMs = row.integer(12);
    picture.star = row.small(13) != 0;
    picture.isDeleted = !row.isNull(14);
    picture.mintedTxHash = row.text(15);
    picture.mintedObjectId = row.text(16);
    picture.mintedTokenId = row.text(17);
    picture.tags = row.text(18).split(Separator, Qt::SkipEmptyParts);
    const QStringList parents = row.text(19).split(u',', Qt::SkipEmptyParts);
    for (const QString &parent : parents)
        picture.parents.append(parent.toLongLong());
    return picture;
}

QString orderOf(Query::Sort sort)
{
    switch (sort) {
    case Query::Sort::Newest: return u" ORDER BY p.created DESC, p.id DESC"_s;
    case Query::Sort::Oldest: return u" ORDER BY p.created, p.id"_s;
    case Query::Sort::Largest: return u" ORDER BY p.width * p.height DESC, p.created DESC, p.id DESC"_s;
    case Query::Sort::Prompt: return u" ORDER BY p.prompt COLLATE NOCASE, p.id"_s;
    case Query::Sort::Model: return u" ORDER BY p.model COLLATE NOCASE, p.created DESC, p.id DESC"_s;
    }
    return {};
}

} // namespace

store::Options galleryTables()
{
    store::Options options;
    options.fileName = u"gallery.db"_s;
    options.applicationId = 0x41494e47; // "AING"
    options.migrations = {{
        u"CREATE TABLE pictures(id INTEGER PRIMARY KEY AUTOINCREMENT, sha256 TEXT NOT NULL, width INTEGER NOT NULL,"
        " height INTEGER NOT NULL, bytes INTEGER NOT NULL, prompt TEXT NOT NULL, negative TEXT NOT NULL,"
        " model TEXT NOT NULL, recipe BLOB NOT NULL, recipe_hash TEXT NOT NULL, job TEXT NOT NULL,"
        " job_index INTEGER NOT NULL, created INTEGER NOT NULL, star INTEGER NOT NULL DEFAULT 0, removed INTEGER,"
        " removal TEXT, minted_tx TEXT NOT NULL DEFAULT '', minted_object TEXT NOT NULL DEFAULT '',"
        " minted_token TEXT NOT NULL DEFAULT '')"_s,
        u"CREATE UNIQUE INDEX pictures_job ON pictures(job, job_index) WHERE job <> ''"_s,
        u"CREATE INDEX pictures_shown ON pictures(created) WHERE removed IS NULL"_s,
        u"CREATE INDEX pictures_starred ON pictures(created) WHERE star = 1"_s,
        u"CREATE INDEX pictures_removed ON pictures(removed) WHERE removed IS NOT NULL"_s,
        u"CREATE INDEX pictures_model ON pictures(model)"_s,
        u"CREATE INDEX pictures_file ON pictures(sha256)"_s,
        u"CREATE TABLE tags(picture INTEGER NOT NULL REFERENCES pictures(id) ON DELETE CASCADE, tag TEXT NOT NULL,"
        " PRIMARY KEY(picture, tag)) WITHOUT ROWID"_s,
        u"CREATE INDEX tags_tag ON tags(tag)"_s,
        u"CREATE TABLE parents(child INTEGER NOT NULL REFERENCES pictures(id) ON DELETE CASCADE,"
        " parent INTEGER NOT NULL REFERENCES pictures(id) ON DELETE CASCADE, PRIMARY KEY(child, parent)) WITHOUT ROWID"_s,
        u"CREATE INDEX parents_parent ON parents(parent)"_s,
        u"CREATE TABLE uses(picture INTEGER NOT NULL REFERENCES pictures(id) ON DELETE CASCADE, sha256 TEXT NOT NULL,"
        " PRIMARY KEY(picture, sha256)) WITHOUT ROWID"_s,
        u"CREATE INDEX uses_file ON uses(sha256)"_s,
        u"CREATE TABLE orphans(sha256 TEXT PRIMARY KEY) WITHOUT ROWID"_s,
        u"CREATE TABLE drafts(name TEXT PRIMARY KEY, json BLOB NOT NULL) WITHOUT ROWID"_s,
        // What is searched lies apart from the rows that are shown: short, so that it can be walked through.
        u"CREATE TABLE texts(id INTEGER PRIMARY KEY REFERENCES pictures(id) ON DELETE CASCADE, words TEXT NOT NULL)"_s,
        u"CREATE VIRTUAL TABLE search USING fts5(words, content='texts', content_rowid='id', tokenize='trigram')"_s,
        u"CREATE TRIGGER texts_new AFTER INSERT ON texts BEGIN"
        " INSERT INTO search(rowid, words) VALUES(new.id, new.words); END"_s,
        u"CREATE TRIGGER texts_gone AFTER DELETE ON texts BEGIN"
        " INSERT INTO search(search, rowid, words) VALUES('delete', old.id, old.words); END"_s,
        u"CREATE TRIGGER texts_changed AFTER UPDATE ON texts BEGIN"
        " INSERT INTO search(search, rowid, words) VALUES('delete', old.id, old.words);"
        " INSERT INTO search(rowid, words) VALUES(new.id, new.words); END"_s,
    }};
    return options;
}

QString folded(const QString &text)
{
    QString result = text.normalized(QString::NormalizationForm_KC).toCaseFolded();
    for (QChar &letter : result) {
        if (letter.category() == QChar::Other_Control)
            letter = u' ';
    }
    return result;
}

GalleryStore::Filter GalleryStore::filterOf(const Query &query)
{
    Filter filter{u"WHERE p.removed IS NULL"_s, {}};
    if (query.starredOnly)
        filter.where += u" AND p.star = 1"_s;
    if (query.mintedOnly)
        filter.where += u" AND p.minted_token <> ''"_s;
    if (!query.model.isEmpty()) {
        filter.where += u" AND p.model = ?"_s;
        filter.values.append(query.model);
    }
    const auto tags = query.tags.first(std::min(query.tags.size(), QueryTagsMax));
    for (const QString &tag : tags) {
        filter.where += u" AND p.id IN (SELECT picture FROM tags WHERE tag = ?)"_s;
        filter.values.append(tag.trimmed());
    }
    QStringList phrases;
    QStringList terms = folded(query.text.left(TermsMax * TermMax)).split(u' ', Qt::SkipEmptyParts);
    terms = terms.first(std::min(terms.size(), TermsMax));
    for (QString term : std::as_const(terms)) {
        term.truncate(TermMax);
        if (term.toUcs4().size() >= TrigramLetters) {
            phrases.append(u'"' + term.replace(u'"', u"\"\""_s) + u'"');
            continue;
        }
        filter.where += u" AND p.id IN (SELECT id FROM texts WHERE instr(words, ?) > 0)"_s;
        filter.values.append(term);
    }
    if (!phrases.isEmpty()) {
        filter.where += u" AND p.id IN (SELECT rowid FROM search WHERE search MATCH ?)"_s;
        filter.values.append(phrases.join(u" AND "_s));
    }
    return filter;
}

Result<QList<Picture>> GalleryStore::select(const QString &tail, const QVariantList &values)
{
    QList<Picture> pictures;
    auto read = m_database->each(columns() + tail, values,
                                 [&pictures](const store::Row &row) { pictures.append(pictureOf(row)); });
    if (!read)
        return failure(read.error());
    return pictures;
}

Result<Page> GalleryStore::query(const Query &query)
{
    if (auto opened = ready(); !opened)
        return failure(opened.error());
    const Filter filter = filterOf(query);
    const auto total = m_database->number(u"SELECT count(*) FROM pictures AS p "_s + filter.where, filter.values);
    if (!total)
        return failure(total.error());
    const QVariantList window{qBound(0, query.limit, PageMax), qMax(0, query.offset)};
    // The rows are picked by their ids first: walking past an offset must not read them.
    auto pictures = select(u"WHERE p.id IN (SELECT p.id FROM pictures AS p "_s + filter.where + orderOf(query.sort)
                               + u" LIMIT ? OFFSET ?)"_s + orderOf(query.sort),
                           filter.values + window);
    if (!pictures)
        return failure(pictures.error());
    return Page{*total, *std::move(pictures)};
}

Result<QList<qint64>> GalleryStore::ids(const Query &query)
{
    if (auto opened = ready(); !opened)
        return failure(opened.error());
    const Filter filter = filterOf(query);
    QList<qint64> ids;
    auto read = m_database->each(u"SELECT p.id FROM pictures AS p "_s + filter.where + orderOf(query.sort),
                                 filter.values, [&ids](const store::Row &row) { ids.append(row.integer(0)); });
    if (!read)
        return failure(read.error());
    return ids;
}

Result<QList<Picture>> GalleryStore::pictures(const QList<qint64> &ids)
{
    if (auto opened = ready(); !opened)
        return failure(opened.error());
    const QList<qint64> wanted = ids.first(std::min<qsizetype>(ids.size(), PageMax));
    auto found = select(u"WHERE p.id IN (SELECT value FROM json_each(?))"_s, {idList(wanted)});
    if (!found)
        return found;
    QHash<qint64, qsizetype> places;
    for (qsizetype i = 0; i < found->size(); ++i)
        places.insert(found->at(i).id, i);
    QList<Picture> ordered;
    ordered.reserve(found->size());
    for (const qint64 id : wanted) {
        if (const auto place = places.constFind(id); place != places.constEnd())
            ordered.append(found->at(*place));
    }
    return ordered;
}

Result<QList<Picture>> GalleryStore::bySha256(const QString &sha256)
{
    if (auto opened = ready(); !opened)
        return failure(opened.error());
    return select(u"WHERE p.sha256 = ? ORDER BY p.id LIMIT %1"_s.arg(PageMax), {sha256});
}

Result<QList<Counted>> GalleryStore::counted(const QString &sql)
{
    if (auto opened = ready(); !opened)
        return failure(opened.error());
    QList<Counted> all;
    auto read = m_database->each(sql + u" ORDER BY 2 DESC, 1 LIMIT %1"_s.arg(CountedMax), {},
                                 [&all](const store::Row &row) { all.append({row.text(0), row.integer(1)}); });
    if (!read)
        return failure(read.error());
    return all;
}

Result<QList<Counted>> GalleryStore::allTags()
{
    return counted(u"SELECT tag, count(*) FROM tags JOIN pictures AS p ON p.id = picture WHERE p.removed IS NULL"
                   " GROUP BY tag"_s);
}

Result<QList<Counted>> GalleryStore::allModels()
{
    return counted(u"SELECT model, count(*) FROM pictures WHERE removed IS NULL AND model <> '' GROUP BY model"_s);
}

Result<Lineage> GalleryStore::lineage(qint64 id)
{
    if (auto opened = ready(); !opened)
        return failure(opened.error());
    // Lines may come together again, and a damaged file may hold circles: hence the depth and the smallest of it.
    const auto walk = [&](const QString &from, const QString &to, QList<qint64> &into) {
        const QString sql =
            u"WITH RECURSIVE line(id, depth) AS (SELECT %2, 1 FROM parents WHERE %1 = ? UNION"
            " SELECT %2, depth + 1 FROM parents JOIN line ON %1 = line.id WHERE depth < 100)"
            " SELECT id FROM line WHERE id <> ? GROUP BY id ORDER BY min(depth), id LIMIT %3"_s.arg(from, to)
                .arg(LineageMax);
        return m_database->each(sql, {qlonglong(id), qlonglong(id)},
                                [&into](const store::Row &row) { into.append(row.integer(0)); });
    };
    Lineage lineage;
    if (auto up = walk(u"child"_s, u"parent"_s, lineage.ancestors); !up)
        return failure(up.error());
    if (auto down = walk(u"parent"_s, u"child"_s, lineage.descendants); !down)
        return failure(down.error());
    return lineage;
}

} // namespace ain::gallery
