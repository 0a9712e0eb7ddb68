#include "core/gallery/thumbnailstore.h"

#include "core/gallery/picture.h"

namespace ain::gallery {

using namespace Qt::StringLiterals;

namespace {

store::Options thumbnailTable(qint64 maxBytes)
{
    store::Options options;
    options.fileName = u"thumbnails.db"_s;
    options.applicationId = 0x41494e54; // "AINT"
    options.onDamage = store::Options::OnDamage::Discard;
    options.isDurable = false;
    options.maxBytes = 2 * maxBytes + 1024 * 1024; // pages are not always full
    // Two tables, so that the sums are had without walking through images.
    options.migrations = {{
        u"CREATE TABLE thumbnails(id INTEGER PRIMARY KEY AUTOINCREMENT, picture INTEGER NOT NULL,"
        " side INTEGER NOT NULL, bytes INTEGER NOT NULL, UNIQUE(picture, side))"_s,
        u"CREATE TABLE images(id INTEGER PRIMARY KEY, image BLOB NOT NULL)"_s,
        u"CREATE TRIGGER thumbnail_gone AFTER DELETE ON thumbnails BEGIN DELETE FROM images WHERE id = old.id; END"_s,
    }};
    return options;
}

} // namespace

QString idList(const QList<qint64> &ids)
{
    QString text(u'[');
    for (const qint64 id : ids) {
        if (text.size() > 1)
            text += u',';
        text += QString::number(id);
    }
    return text + u']';
}

ThumbnailStore::ThumbnailStore(QString directory, qint64 maxBytes)
    : m_directory(std::move(directory)), m_maxBytes(qMax<qint64>(maxBytes, 1024 * 1024))
{
}

Result<> ThumbnailStore::open()
{
    auto database = store::Database::open(m_directory, thumbnailTable(m_maxBytes));
    if (!database)
        return failure(database.error());
    m_database = *std::move(database);
    const auto bytes = m_database->number(u"SELECT sum(bytes) FROM thumbnails"_s);
    if (!bytes)
        return failure(bytes.error());
    m_bytes = *bytes;
    return {};
}

Result<> ThumbnailStore::ready() const
{
    if (m_database)
        return {};
    return failure(errors::StoreOpen, {{u"path"_s, m_directory}, {u"reason"_s, u"not opened"_s}});
}

Result<> ThumbnailStore::put(qint64 picture, int side, const QByteArray &image)
{
    if (image.size() > ThumbnailMax)
        return failure(errors::TooLarge, {{u"what"_s, u"thumbnail"_s}, {u"limit"_s, ThumbnailMax}});
    if (auto opened = ready(); !opened)
        return opened;
    const QVariantList which{qlonglong(picture), side};
    auto written = m_database->transaction([&]() -> Result<qint64> {
        auto before = m_database->number(u"SELECT bytes FROM thumbnails WHERE picture = ? AND side = ?"_s, which);
        if (!before)
            return before;
        // Not REPLACE, which would leave the old image behind: its triggers are off by default.
        if (auto gone = m_database->run(u"DELETE FROM thumbnails WHERE picture = ? AND side = ?"_s, which); !gone)
            return gone;
        auto put = m_database->run(u"INSERT INTO thumbnails(picture, side, bytes) VALUES(?, ?, ?)"_s,
                                   which + QVariantList{qlonglong(image.size())});
        if (!put)
            return put;
        put =
            m_database->run(u"INSERT INTO images(id, image) VALUES(?, ?)"_s, {qlonglong(m_database->lastId()), image});
        if (!put)
            return put;
        return image.size() - *before;
    });
    if (!written)
        return failure(written.error());
    m_bytes += *written;
    return m_bytes > m_maxBytes ? makeRoom() : Result<>();
}

Result<> ThumbnailStore::makeRoom()
{
    QList<qint64> victims;
    qint64 freed = 0;
    const qint64 wanted = m_bytes - m_maxBytes / 10 * 9;
    for (qint64 last = 0; freed < wanted;) {
        const qsizetype before = victims.size();
        auto read = m_database->each(u"SELECT id, bytes FROM thumbnails WHERE id > ? ORDER BY id LIMIT 200"_s,
                                     {qlonglong(last)}, [&](const store::Row &row) {
                                         last = row.integer(0);
                                         if (freed >= wanted)
                                             return;
                                         victims.append(last);
                                         freed += row.integer(1);
                                     });
        if (!read)
            return read;
        if (victims.size() == before)
            break;
    }
    auto removed = m_database->transaction([&] {
        return m_database->run(u"DELETE FROM thumbnails WHERE id IN (SELECT value FROM json_each(?))"_s,
                               {idList(victims)});
    });
    if (!removed)
        return failure(removed.error());
    m_bytes -= freed;
    return {};
}

Result<QHash<qint64, QByteArray>> ThumbnailStore::get(const QList<qint64> &pictures, int side)
{
    if (auto opened = ready(); !opened)
        return failure(opened.error());
    QHash<qint64, QByteArray> images;
    auto read = m_database->each(u"SELECT t.picture, i.image FROM thumbnails AS t JOIN images AS i ON i.id = t.id"
                                 " WHERE t.side = ? AND t.picture IN (SELECT value FROM json_each(?))"_s,
                                 {side, idList(pictures.first(qMin<qsizetype>(pictures.size(), PageMax)))},
                                 [&](const store::Row &row) { images.insert(row.integer(0), row.bytes(1)); });
    if (!read)
        return failure(read.error());
    return images;
}

Result<> ThumbnailStore::forget(const QList<qint64> &pictures)
{
    if (auto opened = ready(); !opened)
        return opened;
    const QVariantList which{idList(pictures)};
    const auto bytes = m_database->number(
        u"SELECT sum(bytes) FROM thumbnails WHERE picture IN (SELECT value FROM json_each(?))"_s, which);
    if (!bytes)
        return failure(bytes.error());
    auto removed = m_database->transaction([&] {
        return m_database->run(u"DELETE FROM thumbnails WHERE picture IN (SELECT value FROM json_each(?))"_s, which);
    });
    if (!removed)
        return failure(removed.error());
    m_bytes -= *bytes;
    return {};
}

} // namespace ain::gallery
