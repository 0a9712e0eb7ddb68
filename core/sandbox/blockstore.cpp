#include "core/sandbox/blockstore.h"

#include "core/json/parser.h"
#include "core/json/writer.h"
#include "core/sandbox/practicenetwork.h"

#include <QDir>
#include <QFile>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <atomic>

namespace ain::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MaxBlobText = 512LL * 1024 * 1024;

QByteArray packed(const json::Value &value) { return qCompress(json::canonical(value), 6); }

/// The first four bytes of qCompress data name the size; a damaged file must not make us allocate gigabytes.
std::optional<json::Value> unpacked(const QByteArray &blob)
{
    if (blob.size() < 5)
        return std::nullopt;
    qint64 size = 0;
    for (int i = 0; i < 4; ++i)
        size = (size << 8) | qint64(static_cast<unsigned char>(blob[i]));
    if (size > MaxBlobText || size > 2000 * qint64(blob.size()))
        return std::nullopt;
    json::ParseLimits limits;
    limits.maxBytes = MaxBlobText;
    limits.maxValues = 100'000'000;
    auto value = json::parse(qUncompress(blob), limits);
    if (!value)
        return std::nullopt;
    return std::move(*value);
}

QString nextConnectionName()
{
    static std::atomic<int> counter = 0;
    return u"ain-practice-%1"_s.arg(++counter);
}

} // namespace

BlockStore::BlockStore(QString path, QString connection) : m_path(std::move(path)), m_connection(std::move(connection))
{
}

BlockStore::~BlockStore()
{
    {
        QSqlDatabase db = database();
        db.close();
    }
    QSqlDatabase::removeDatabase(m_connection);
}

QSqlDatabase BlockStore::database() const { return QSqlDatabase::database(m_connection, false); }

Error BlockStore::storageError(const QString &reason) const
{
    return Error{errors::SandboxStorage, {{u"path"_s, m_path}, {u"reason"_s, reason}}, {}};
}

Result<std::unique_ptr<BlockStore>> BlockStore::open(const QString &directory)
{
    const bool inMemory = directory.isEmpty();
    std::unique_ptr<QLockFile> lock;
    QString path = u":memory:"_s;
    if (!inMemory) {
        path = QDir(directory).filePath(u"practice.sqlite"_s);
        if (!QDir().mkpath(directory))
            return failure(errors::SandboxStorage, {{u"path"_s, directory}, {u"reason"_s, u"mkpath"_s}});
        (void)QFile::setPermissions(directory, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        lock = std::make_unique<QLockFile>(QDir(directory).filePath(u"practice.lock"_s));
        lock->setStaleLockTime(0); // a lock is stale only when its process is gone
        if (!lock->tryLock(0))
            return failure(errors::SandboxLocked, {{u"path"_s, directory}});
    }
    const QString connection = nextConnectionName();
    std::unique_ptr<BlockStore> store(new BlockStore(path, connection));
    store->m_lock = std::move(lock);
    {
        QSqlDatabase db = QSqlDatabase::addDatabase(u"QSQLITE"_s, connection);
        db.setDatabaseName(path);
        if (!db.open())
            return failure(store->storageError(db.lastError().text()));
        if (!inMemory)
            (void)QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    }
    if (auto prepared = store->prepareSchema(); !prepared)
        return failure(prepared.error());
    return store;
}

Result<> BlockStore::prepareSchema()
{
    QSqlQuery query(database());
    const auto run = [&query](const QString &sql) { return query.exec(sql); };
    if (!run(u"PRAGMA journal_mode=WAL"_s) || !run(u"PRAGMA synchronous=FULL"_s)
        || !run(u"PRAGMA wal_autocheckpoint=2000"_s))
        return failure(storageError(query.lastError().text()));
    if (!run(u"PRAGMA user_version"_s) || !query.next())
        return failure(storageError(query.lastError().text()));
    const int version = query.value(0).toInt();
    query.finish();
    if (version == 1)
        return {};
    if (version != 0)
        return failure(storageError(u"a newer format (%1)"_s.arg(version)));
    const QStringList statements{
        u"BEGIN IMMEDIATE"_s,
        u"CREATE TABLE settings(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"_s,
        u"CREATE TABLE blocks(number INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, timestamp INTEGER NOT NULL,"
        " transactions INTEGER NOT NULL, whole INTEGER NOT NULL, block BLOB NOT NULL, votes BLOB)"_s,
        u"CREATE INDEX blocks_with_transactions ON blocks(timestamp) WHERE transactions > 0"_s,
        u"CREATE TABLE transactions(hash TEXT PRIMARY KEY, number INTEGER NOT NULL, position INTEGER NOT NULL)"
        " WITHOUT ROWID"_s,
        u"CREATE TABLE snapshots(number INTEGER PRIMARY KEY, state BLOB NOT NULL)"_s,
        u"PRAGMA user_version=1"_s,
        u"COMMIT"_s,
    };
    for (const QString &sql : statements) {
        if (!run(sql))
            return failure(storageError(query.lastError().text()));
    }
    return {};
}

std::optional<QString> BlockStore::setting(const QString &key)
{
    QSqlQuery query(database());
    query.prepare(u"SELECT value FROM settings WHERE key = ?"_s);
    query.addBindValue(key);
    if (!query.exec() || !query.next())
        return std::nullopt;
    return query.value(0).toString();
}

Result<> BlockStore::setSetting(const QString &key, const QString &value)
{
    QSqlQuery query(database());
    query.prepare(
        u"INSERT INTO settings(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value"_s);
    query.addBindValue(key);
    query.addBindValue(value);
    if (!query.exec())
        return failure(storageError(query.lastError().text()));
    return {};
}

Result<> BlockStore::append(const std::vector<Entry> &entries, qint64 lastFinal)
{
    QSqlDatabase db = database();
    if (!db.transaction())
        return failure(storageError(db.lastError().text()));
    const auto fail = [&](const QSqlQuery &query) {
        const QString reason = query.lastError().text();
        (void)db.rollback();
        return failure(storageError(reason));
    };
    QSqlQuery insertBlock(db);
    insertBlock.prepare(u"INSERT INTO blocks(number, hash, timestamp, transactions, whole, block, votes)"
                        " VALUES(?, ?, ?, ?, 1, ?, ?)"_s);
    QSqlQuery insertTransaction(db);
    insertTransaction.prepare(u"INSERT OR REPLACE INTO transactions(hash, number, position) VALUES(?, ?, ?)"_s);
    for (const Entry &entry : entries) {
        const Block &block = *entry.block;
        insertBlock.bindValue(0, block.number);
        insertBlock.bindValue(1, block.hash);
        insertBlock.bindValue(2, block.timestamp);
        insertBlock.bindValue(3, qlonglong(block.transactions().size()));
        insertBlock.bindValue(4, packed(block.json));
        insertBlock.bindValue(5, packed(json::Value(entry.votes)));
        if (!insertBlock.exec())
            return fail(insertBlock);
        int position = 0;
        for (const json::Value &transaction : block.transactions()) {
            insertTransaction.bindValue(0, transaction[u"hash"].toString());
            insertTransaction.bindValue(1, block.number);
            insertTransaction.bindValue(2, position++);
            if (!insertTransaction.exec())
                return fail(insertTransaction);
        }
    }
    QSqlQuery final(db);
    final.prepare(u"INSERT INTO settings(key, value) VALUES('last_final', ?)"
                  " ON CONFLICT(key) DO UPDATE SET value = excluded.value"_s);
    final.addBindValue(QString::number(lastFinal));
    if (!final.exec())
        return fail(final);
    if (!db.commit()) {
        const QString reason = db.lastError().text();
        (void)db.rollback();
        return failure(storageError(reason));
    }
    return {};
}

qint64 BlockStore::lastNumber()
{
    QSqlQuery query(database());
    if (!query.exec(u"SELECT max(number) FROM blocks"_s) || !query.next() || query.value(0).isNull())
        return -1;
    return query.value(0).toLongLong();
}

qint64 BlockStore::lastFinal()
{
    const auto text = setting(u"last_final"_s);
    return text ? text->toLongLong() : -1;
}

Result<std::optional<Block>> BlockStore::block(qint64 number)
{
    QSqlQuery query(database());
    query.prepare(u"SELECT block, whole FROM blocks WHERE number = ?"_s);
    query.addBindValue(number);
    if (!query.exec())
        return failure(storageError(query.lastError().text()));
    if (!query.next())
        return std::optional<Block>();
    auto value = unpacked(query.value(0).toByteArray());
    Block block;
    if (!value || !readBlock(std::move(*value), query.value(1).toInt() == 1, &block) || block.number != number)
        return failure(errors::SandboxDamaged, {{u"block"_s, number}});
    return std::optional<Block>(std::move(block));
}

json::Array BlockStore::votesFor(qint64 number)
{
    QSqlQuery query(database());
    query.prepare(u"SELECT votes FROM blocks WHERE number = ?"_s);
    query.addBindValue(number);
    if (!query.exec() || !query.next())
        return {};
    auto value = unpacked(query.value(0).toByteArray());
    return value && value->isArray() ? value->array() : json::Array{};
}

qint64 BlockStore::numberOf(const QString &blockHash)
{
    QSqlQuery query(database());
    query.prepare(u"SELECT number FROM blocks WHERE hash = ?"_s);
    query.addBindValue(blockHash);
    return query.exec() && query.next() ? query.value(0).toLongLong() : -1;
}

std::optional<BlockStore::Location> BlockStore::locate(const QString &transactionHash)
{
    QSqlQuery query(database());
    query.prepare(u"SELECT number, position FROM transactions WHERE hash = ?"_s);
    query.addBindValue(transactionHash);
    if (!query.exec() || !query.next())
        return std::nullopt;
    return Location{query.value(0).toLongLong(), query.value(1).toInt()};
}

std::vector<qint64> BlockStore::blocksWithTransactionsSince(qint64 sinceMs)
{
    std::vector<qint64> numbers;
    QSqlQuery query(database());
    query.prepare(u"SELECT number FROM blocks WHERE transactions > 0 AND timestamp >= ? ORDER BY number"_s);
    query.addBindValue(sinceMs);
    if (query.exec()) {
        while (query.next())
            numbers.push_back(query.value(0).toLongLong());
    }
    return numbers;
}

Result<> BlockStore::saveSnapshot(qint64 number, const json::Value &state)
{
    QSqlDatabase db = database();
    if (!db.transaction())
        return failure(storageError(db.lastError().text()));
    QSqlQuery query(db);
    query.prepare(u"INSERT OR REPLACE INTO snapshots(number, state) VALUES(?, ?)"_s);
    query.addBindValue(number);
    query.addBindValue(packed(state));
    // One older snapshot stays, should the newest ever be unreadable.
    if (!query.exec()
        || !query.exec(u"DELETE FROM snapshots WHERE number NOT IN"
                       " (SELECT number FROM snapshots ORDER BY number DESC LIMIT 2)"_s)) {
        const QString reason = query.lastError().text();
        (void)db.rollback();
        return failure(storageError(reason));
    }
    if (!db.commit())
        return failure(storageError(db.lastError().text()));
    return {};
}

std::optional<BlockStore::Snapshot> BlockStore::snapshot(qint64 atMost)
{
    QSqlQuery query(database());
    query.prepare(u"SELECT number, state FROM snapshots WHERE number <= ? ORDER BY number DESC"_s);
    query.addBindValue(atMost);
    if (!query.exec())
        return std::nullopt;
    while (query.next()) {
        if (auto state = unpacked(query.value(1).toByteArray()))
            return Snapshot{query.value(0).toLongLong(), std::move(*state)};
    }
    return std::nullopt;
}

Result<> BlockStore::prune(qint64 lastFinal)
{
    QSqlDatabase db = database();
    QSqlQuery query(db);
    query.prepare(u"SELECT number, block FROM blocks WHERE whole = 1 AND transactions = 0 AND number > 0 AND number < ?"
                  " ORDER BY number LIMIT 1000"_s);
    query.addBindValue(lastFinal - KeepBodies);
    if (!query.exec())
        return failure(storageError(query.lastError().text()));
    std::vector<std::pair<qint64, QByteArray>> slim;
    while (query.next()) {
        auto value = unpacked(query.value(1).toByteArray());
        if (!value)
            return failure(errors::SandboxDamaged, {{u"block"_s, query.value(0)}});
        value->object().set(u"last_votes"_s, json::Value(json::Array{}));
        slim.emplace_back(query.value(0).toLongLong(), packed(*value));
    }
    query.finish();
    if (!db.transaction())
        return failure(storageError(db.lastError().text()));
    QSqlQuery update(db);
    update.prepare(u"UPDATE blocks SET whole = 0, block = ?, votes = NULL WHERE number = ?"_s);
    for (const auto &[number, blob] : slim) {
        update.bindValue(0, blob);
        update.bindValue(1, number);
        if (!update.exec()) {
            const QString reason = update.lastError().text();
            (void)db.rollback();
            return failure(storageError(reason));
        }
    }
    update.prepare(u"DELETE FROM blocks WHERE transactions = 0 AND number > 0 AND number < ?"_s);
    update.bindValue(0, lastFinal - KeepHeaders);
    if (!update.exec()) {
        const QString reason = update.lastError().text();
        (void)db.rollback();
        return failure(storageError(reason));
    }
    if (!db.commit())
        return failure(storageError(db.lastError().text()));
    return {};
}

} // namespace ain::sandbox
