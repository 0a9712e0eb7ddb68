#include "core/light/headerstore.h"

#include "core/json/parser.h"
#include "core/json/writer.h"
#include "core/light/lightclient.h"

#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <atomic>

namespace ain::light {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MaxProofText = 32LL * 1024 * 1024;
constexpr int ApplicationId = 0x41494e4c; // "AINL"
constexpr int FormatVersion = 1;
constexpr int FilePages = 65'536; // 256 MiB at SQLite's 4 KiB: a bound, never reached by what we keep

QByteArray packed(const json::Value &value) { return qCompress(json::canonical(value), 6); }

/// The first four bytes of qCompress data name the size; a damaged file must not make us allocate gigabytes.
std::optional<json::Value> unpacked(const QByteArray &blob)
{
    if (blob.size() < 5)
        return std::nullopt;
    qint64 size = 0;
    for (int i = 0; i < 4; ++i)
        size = (size << 8) | qint64(static_cast<unsigned char>(blob[i]));
    if (size > MaxProofText || size > 2000 * qint64(blob.size()))
        return std::nullopt;
    json::ParseLimits limits;
    limits.maxBytes = MaxProofText;
    auto value = json::parse(qUncompress(blob), limits);
    return value ? std::optional(std::move(*value)) : std::nullopt;
}

QByteArray bytesOf(const crypto::Hash256 &hash) { return hash.view().toByteArray(); }

QString nextConnectionName()
{
    static std::atomic<int> counter = 0;
    return u"ain-headers-%1"_s.arg(++counter);
}

enum class Condition {
    Usable,
    Damaged, ///< or not ours
    Unavailable, ///< locked, or the disk refuses
};

} // namespace

class HeaderStore::Private {
public:
    QString path;
    QString connection;
    QString reason; ///< of the last refusal

    [[nodiscard]] QSqlDatabase database() const { return QSqlDatabase::database(connection, false); }

    [[nodiscard]] Error storeError(const QString &why) const
    {
        return Error{errors::LightStore, {{u"path"_s, path}, {u"reason"_s, why}}, {}};
    }

    Condition connect()
    {
        connection = nextConnectionName();
        QSqlDatabase db = QSqlDatabase::addDatabase(u"QSQLITE"_s, connection);
        db.setDatabaseName(path);
        db.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
        if (!db.open())
            return refused(db.lastError());
        (void)QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
        return prepare();
    }

    void disconnect()
    {
        if (connection.isEmpty())
            return;
        {
            QSqlDatabase db = database();
            db.close();
        }
        QSqlDatabase::removeDatabase(connection);
        connection.clear();
    }

    /// Keeps one older damaged file at most.
    [[nodiscard]] bool setAside() const
    {
        const QString aside = path + u".damaged"_s;
        QFile::remove(aside);
        QFile::remove(path + u"-wal"_s);
        QFile::remove(path + u"-shm"_s);
        return !QFile::exists(path) || QFile::rename(path, aside);
    }

    /// Runs `work` in one transaction.
    template<typename Work>
    Result<> write(Work work)
    {
        QSqlDatabase db = database();
        if (!db.transaction())
            return failure(storeError(db.lastError().text()));
        QSqlQuery query(db);
        if (!work(query)) {
            const QString why = query.lastError().text();
            query.finish();
            (void)db.rollback();
            return failure(storeError(why));
        }
        query.finish();
        if (!db.commit()) {
            const QString why = db.lastError().text();
            (void)db.rollback();
            return failure(storeError(why));
        }
        return {};
    }

    [[nodiscard]] std::optional<QByteArray> setting(const QString &key) const
    {
        QSqlQuery query(database());
        query.prepare(u"SELECT value FROM settings WHERE key = ?"_s);
        query.addBindValue(key);
        if (!query.exec() || !query.next())
            return std::nullopt;
        return query.value(0).toByteArray();
    }

    static bool setSetting(QSqlQuery &query, const QString &key, const QByteArray &value)
    {
        return query.prepare(u"INSERT OR REPLACE INTO settings(key, value) VALUES(?, ?)"_s)
            && (query.bindValue(0, key), query.bindValue(1, value), query.exec());
    }

    [[nodiscard]] qint64 number(const QString &sql, qint64 fallback) const
    {
        QSqlQuery query(database());
        if (!query.exec(sql) || !query.next() || query.value(0).isNull())
            return fallback;
        return query.value(0).toLongLong();
    }

private:
    Condition refused(const QSqlError &error)
    {
        reason = error.text();
        // SQLITE_CORRUPT and SQLITE_NOTADB; anything else says nothing about the content.
        const QString code = error.nativeErrorCode();
        return code == u"11" || code == u"26" ? Condition::Damaged : Condition::Unavailable;
    }

    Condition damaged(const QString &why)
    {
        reason = why;
        return Condition::Damaged;
    }

    Condition prepare()
    {
        QSqlQuery query(database());
        const auto pragma = [&query](const QString &name) -> std::optional<QString> {
            if (!query.exec(u"PRAGMA "_s + name) || !query.next())
                return std::nullopt;
            QString value = query.value(0).toString();
            query.finish();
            return value;
        };
        const auto version = pragma(u"user_version"_s);
        const auto application = version ? pragma(u"application_id"_s) : std::nullopt;
        const auto pages = application ? pragma(u"page_count"_s) : std::nullopt;
        if (!pages)
            return refused(query.lastError());
        const bool isNew = version == u"0" && application == u"0" && pages == u"0";
        if (!isNew && (version->toInt() != FormatVersion || application->toInt() != ApplicationId))
            return damaged(u"not a header store of this version"_s);
        if (!pragma(u"journal_mode=WAL"_s) || !query.exec(u"PRAGMA synchronous=NORMAL"_s)
            || !pragma(u"max_page_count=%1"_s.arg(FilePages)))
            return refused(query.lastError());
        if (!isNew) {
            const auto check = pragma(u"quick_check(1)"_s);
            if (!check)
                return refused(query.lastError());
            return check == u"ok" ? Condition::Usable : damaged(*check);
        }
        const QStringList statements{
            u"BEGIN IMMEDIATE"_s,
            u"CREATE TABLE IF NOT EXISTS settings(key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"_s,
            u"CREATE TABLE IF NOT EXISTS steps(position INTEGER PRIMARY KEY AUTOINCREMENT, step BLOB NOT NULL)"_s,
            u"CREATE TABLE IF NOT EXISTS headers(number INTEGER PRIMARY KEY, hash BLOB NOT NULL)"_s,
            u"PRAGMA application_id=%1"_s.arg(ApplicationId),
            u"PRAGMA user_version=%1"_s.arg(FormatVersion),
            u"COMMIT"_s,
        };
        for (const QString &sql : statements) {
            if (!query.exec(sql))
                return refused(query.lastError());
        }
        return Condition::Usable;
    }
};

HeaderStore::HeaderStore() : d(std::make_unique<Private>()) { }

HeaderStore::~HeaderStore() { d->disconnect(); }

Result<std::unique_ptr<HeaderStore>> HeaderStore::open(const QString &directory)
{
    std::unique_ptr<HeaderStore> store(new HeaderStore);
    store->d->path = QDir(directory).filePath(u"headers.db"_s);
    if (!QDir().mkpath(directory))
        return failure(store->d->storeError(u"mkpath"_s));
    (void)QFile::setPermissions(directory, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    Condition condition = store->d->connect();
    if (condition == Condition::Damaged) {
        store->d->disconnect();
        if (!store->d->setAside())
            return failure(store->d->storeError(store->d->reason));
        condition = store->d->connect();
    }
    if (condition != Condition::Usable)
        return failure(store->d->storeError(store->d->reason));
    return store;
}

Result<HeaderStore::Saved> HeaderStore::load(const crypto::Hash256 &checkpointHash)
{
    Saved saved;
    if (d->setting(u"checkpoint"_s) != bytesOf(checkpointHash))
        return saved;
    QSqlQuery query(d->database());
    if (!query.exec(u"SELECT step FROM steps ORDER BY position LIMIT %1"_s.arg(MaxTrailSteps + 1)))
        return failure(d->storeError(query.lastError().text()));
    while (query.next()) {
        const auto json = unpacked(query.value(0).toByteArray());
        auto step = json ? SetStep::read(*json) : failure(errors::LightBundle);
        // What does not read is not needed: the steps before it still lead part of the way.
        if (!step || saved.trail.size() == MaxTrailSteps)
            return saved;
        saved.trail.append(std::move(*step));
    }
    if (const auto blob = d->setting(u"tip"_s)) {
        if (const auto json = unpacked(*blob)) {
            if (auto tip = FinalityProof::read(*json))
                saved.tip = std::move(*tip);
        }
    }
    return saved;
}

Result<> HeaderStore::reset(const crypto::Hash256 &checkpointHash)
{
    return d->write([&](QSqlQuery &query) {
        return query.exec(u"DELETE FROM settings"_s) && query.exec(u"DELETE FROM steps"_s)
            && query.exec(u"DELETE FROM headers"_s)
            && Private::setSetting(query, u"checkpoint"_s, bytesOf(checkpointHash));
    });
}

Result<> HeaderStore::saveTip(const FinalityProof &tip)
{
    const QByteArray blob = packed(tip.toJson());
    return d->write([&](QSqlQuery &query) { return Private::setSetting(query, u"tip"_s, blob); });
}

Result<> HeaderStore::appendStep(const SetStep &step)
{
    const QByteArray blob = packed(step.toJson());
    return d->write([&](QSqlQuery &query) {
        return query.prepare(u"INSERT INTO steps(step) VALUES(?)"_s) && (query.bindValue(0, blob), query.exec());
    });
}

Result<> HeaderStore::putHeaders(const QList<FinalBlock> &blocks, qint64 keep)
{
    for (const FinalBlock &block : blocks) {
        // Final blocks never change; one that differs is not written over the one that was verified.
        const auto known = hashAt(block.number());
        if (known && *known != block.header().hash())
            return failure(d->storeError(u"another final block %1 is known"_s.arg(block.number())));
    }
    return d->write([&](QSqlQuery &query) {
        if (!query.prepare(u"INSERT OR IGNORE INTO headers(number, hash) VALUES(?, ?)"_s))
            return false;
        for (const FinalBlock &block : blocks) {
            query.bindValue(0, block.number());
            query.bindValue(1, bytesOf(block.header().hash()));
            if (!query.exec())
                return false;
        }
        if (!query.prepare(u"DELETE FROM headers WHERE number <= (SELECT max(number) FROM headers) - ?"_s))
            return false;
        query.bindValue(0, std::max<qint64>(keep, 1));
        return query.exec();
    });
}

std::optional<crypto::Hash256> HeaderStore::hashAt(qint64 number) const
{
    QSqlQuery query(d->database());
    query.prepare(u"SELECT hash FROM headers WHERE number = ?"_s);
    query.addBindValue(number);
    if (!query.exec() || !query.next())
        return std::nullopt;
    const QByteArray bytes = query.value(0).toByteArray();
    crypto::Hash256 hash;
    if (bytes.size() != qsizetype(hash.bytes.size()))
        return std::nullopt;
    std::copy(bytes.begin(), bytes.end(), hash.bytes.begin());
    return hash;
}

qint64 HeaderStore::count() const { return d->number(u"SELECT count(*) FROM headers"_s, 0); }

qint64 HeaderStore::lowest() const { return d->number(u"SELECT min(number) FROM headers"_s, -1); }

} // namespace ain::light
