#include "gpu/share/exchange/jobstore.h"

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr int ApplicationId = 0x41494E4A; // "AINJ"
constexpr qint64 MaxStoreBytes = 1LL << 30;

} // namespace

JobStore::JobStore(QString directory, const Clock &clock) : m_directory(std::move(directory)), m_clock(clock) { }

JobStore::~JobStore() = default;

Result<QString> JobStore::open()
{
    if (m_database)
        return QString();
    store::Options options;
    options.fileName = u"jobs.db"_s;
    options.applicationId = ApplicationId;
    const QString table = u"CREATE TABLE entries(shelf INTEGER NOT NULL, id TEXT NOT NULL, number INTEGER NOT NULL,"
                          " changed INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY(shelf, id))"_s;
    options.migrations = QList<QStringList>{QStringList{table}};
    options.maxBytes = MaxStoreBytes;
    auto opened = store::Database::open(m_directory, options);
    if (!opened) {
        m_refused = opened.error();
        return failure(opened.error());
    }
    m_database = *std::move(opened);
    return m_database->setAside();
}

Result<> JobStore::ready() const
{
    if (m_database)
        return {};
    return failure(m_refused.value_or(Error{errors::StoreOpen}));
}

Result<> JobStore::put(Shelf shelf, const QString &id, const QByteArray &data)
{
    if (auto is = ready(); !is)
        return is;
    return m_database->transaction([&]() -> Result<> {
        const auto last = m_database->number(u"SELECT COALESCE(MAX(number), 0) FROM entries"_s);
        const auto count =
            m_database->number(u"SELECT COUNT(*) FROM entries WHERE shelf = ? AND id <> ?"_s, {int(shelf), id});
        if (!last || !count)
            return failure(last ? count.error() : last.error());
        if (*count >= Most)
            return failure(errors::StoreFull);
        const auto done =
            m_database->run(u"INSERT INTO entries(shelf, id, number, changed, data) VALUES(?, ?, ?, ?, ?)"
                            " ON CONFLICT(shelf, id) DO UPDATE SET changed = excluded.changed, data = excluded.data"_s,
                            {int(shelf), id, qlonglong(*last + 1), qlonglong(m_clock.nowMs()), data});
        if (!done)
            return failure(done.error());
        return {};
    });
}

Result<QByteArray> JobStore::get(Shelf shelf, const QString &id)
{
    if (auto is = ready(); !is)
        return failure(is.error());
    QByteArray data;
    const auto read = m_database->each(u"SELECT data FROM entries WHERE shelf = ? AND id = ?"_s, {int(shelf), id},
                                       [&data](const store::Row &row) { data = row.bytes(0); });
    if (!read)
        return failure(read.error());
    return data;
}

Result<QList<std::pair<QString, QByteArray>>> JobStore::named(Shelf shelf)
{
    if (auto is = ready(); !is)
        return failure(is.error());
    QList<std::pair<QString, QByteArray>> entries;
    const auto read =
        m_database->each(u"SELECT id, data FROM entries WHERE shelf = ? ORDER BY number"_s, {int(shelf)},
                         [&entries](const store::Row &row) { entries.append({row.text(0), row.bytes(1)}); });
    if (!read)
        return failure(read.error());
    return entries;
}

Result<QList<QByteArray>> JobStore::all(Shelf shelf)
{
    const auto entries = named(shelf);
    if (!entries)
        return failure(entries.error());
    QList<QByteArray> data;
    for (const auto &[id, bytes] : *entries)
        data.append(bytes);
    return data;
}

Result<> JobStore::remove(Shelf shelf, const QString &id)
{
    if (auto is = ready(); !is)
        return is;
    const auto done = m_database->run(u"DELETE FROM entries WHERE shelf = ? AND id = ?"_s, {int(shelf), id});
    if (!done)
        return failure(done.error());
    return {};
}

} // namespace ain::share
