#include "gpu/models/hashstore.h"

#include "core/json/parser.h"
#include "core/json/writer.h"
#include "gpu/models/modellibrary.h"

#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <array>
#include <atomic>

namespace ain::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int ApplicationId = 0x41494e4d; // "AINM"
constexpr int FormatVersion = 1;
constexpr int HashesKept = 20'000;

constexpr std::array kindNames = {"checkpoint"_L1, "diffusion"_L1, "vae"_L1,  "lora"_L1,   "upscaler"_L1,
                                  "text"_L1,       "embedding"_L1, "mini"_L1, "unknown"_L1};

QString nextConnectionName()
{
    static std::atomic<int> counter = 0;
    return u"ain-models-%1"_s.arg(++counter);
}

json::Object licenceToJson(const Licence &licence)
{
    json::Object object;
    object.set(u"id"_s, licence.id);
    object.set(u"name"_s, licence.name);
    object.set(u"url"_s, licence.url);
    object.set(u"commercial"_s, licence.allowsCommercial);
    return object;
}

Licence licenceFromJson(const json::Value &value)
{
    Licence licence;
    licence.id = value[u"id"].string();
    licence.name = value[u"name"].string();
    licence.url = value[u"url"].string();
    licence.allowsCommercial = value[u"commercial"].toBool();
    licence.known = true;
    return licence;
}

QByteArray toJson(const Record &record)
{
    const Model &model = record.model;
    json::Object object;
    object.set(u"name"_s, model.name);
    object.set(u"kind"_s, QString(kindNames[std::size_t(model.kind)]));
    object.set(u"format"_s, model.format == Format::Gguf ? u"gguf"_s : u"safetensors"_s);
    object.set(u"family"_s, model.family);
    object.set(u"weightType"_s, model.weightType);
    object.set(u"parameters"_s, model.parameters);
    object.set(u"weightBytes"_s, model.weightBytes);
    object.set(u"hasVae"_s, model.hasVae);
    object.set(u"hasTextEncoder"_s, model.hasTextEncoder);
    object.set(u"scale"_s, model.scale);
    object.set(u"defaultSteps"_s, model.defaultSteps);
    object.set(u"defaultGuidance"_s, model.defaultGuidance);
    object.set(u"sha256"_s, model.sha256);
    object.set(u"reason"_s, model.reason);
    object.set(u"size"_s, record.identity.size);
    // As a text: nanoseconds and inodes don't fit a double.
    object.set(u"changedNs"_s, QString::number(record.identity.changedNs));
    object.set(u"inode"_s, QString::number(record.identity.inode));
    object.set(u"expected"_s, record.expected);
    object.set(u"isPledged"_s, record.isPledged);
    if (record.chosen)
        object.set(u"licence"_s, licenceToJson(*record.chosen));
    return json::canonical(object);
}

std::optional<Record> fromJson(const QString &id, const QString &path, const QByteArray &text)
{
    json::ParseLimits limits;
    limits.maxBytes = 64LL * 1024;
    limits.maxDepth = 4;
    const auto value = json::parse(text, limits);
    if (!value || !value->isObject())
        return std::nullopt;
    Record record;
    Model &model = record.model;
    model.id = id;
    model.path = path;
    model.name = (*value)[u"name"].string();
    const auto kind = std::find(kindNames.begin(), kindNames.end(), (*value)[u"kind"].string());
    model.kind = kind == kindNames.end() ? Kind::Unknown : Kind(kind - kindNames.begin());
    model.format = (*value)[u"format"].string() == "gguf"_L1 ? Format::Gguf : Format::Safetensors;
    model.family = (*value)[u"family"].string();
    model.weightType = (*value)[u"weightType"].string();
    model.parameters = (*value)[u"parameters"].toInteger();
    model.weightBytes = (*value)[u"weightBytes"].toInteger();
    model.hasVae = (*value)[u"hasVae"].toBool();
    model.hasTextEncoder = (*value)[u"hasTextEncoder"].toBool();
    model.scale = int((*value)[u"scale"].toInteger());
    model.defaultSteps = int((*value)[u"defaultSteps"].toInteger());
    model.defaultGuidance = (*value)[u"defaultGuidance"].toDouble();
    model.sha256 = (*value)[u"sha256"].string();
    model.reason = (*value)[u"reason"].string();
    model.bytes = (*value)[u"size"].toInteger();
    record.identity.path = path;
    record.identity.size = model.bytes;
    record.identity.changedNs = (*value)[u"changedNs"].string().toLongLong();
    record.identity.inode = (*value)[u"inode"].string().toULongLong();
    record.expected = (*value)[u"expected"].string();
    record.isPledged = (*value)[u"isPledged"].toBool();
    if ((*value)[u"licence"].isObject())
        record.chosen = licenceFromJson((*value)[u"licence"]);
    return record;
}

} // namespace

class HashStore::Private {
public:
    QString path;
    QString connection;

    [[nodiscard]] QSqlDatabase database() const { return QSqlDatabase::database(connection, false); }
    [[nodiscard]] Error error(const QString &why) const
    {
        return Error{errors::ModelStore, {{u"path"_s, path}, {u"reason"_s, why}}, {}};
    }

    /// False: damaged, or not ours.
    bool connect()
    {
        connection = nextConnectionName();
        QSqlDatabase db = QSqlDatabase::addDatabase(u"QSQLITE"_s, connection);
        db.setDatabaseName(path);
        db.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
        return db.open() && prepare();
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

    [[nodiscard]] bool prepare() const
    {
        QSqlQuery query(database());
        const auto pragma = [&](const QString &name) {
            return query.exec(u"PRAGMA "_s + name) && query.next() ? query.value(0).toInt() : -1;
        };
        const int application = pragma(u"application_id"_s);
        const int version = pragma(u"user_version"_s);
        if (version < 0 || version > FormatVersion || (application != 0 && application != ApplicationId)
            || (application == 0 && version != 0))
            return false;
        query.finish();
        (void)QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
        return query.exec(u"PRAGMA journal_mode = WAL"_s) && query.exec(u"PRAGMA synchronous = NORMAL"_s)
            && query.exec(
                u"CREATE TABLE IF NOT EXISTS models(id TEXT PRIMARY KEY, path TEXT NOT NULL, json BLOB NOT NULL)"_s)
            && query.exec(u"CREATE TABLE IF NOT EXISTS hashes(path TEXT PRIMARY KEY, size INTEGER NOT NULL, "
                          "changed INTEGER NOT NULL, inode TEXT NOT NULL, sha256 TEXT NOT NULL, state BLOB NOT NULL)"_s)
            && query.exec(u"PRAGMA application_id = %1"_s.arg(ApplicationId))
            && query.exec(u"PRAGMA user_version = %1"_s.arg(FormatVersion));
    }

    Result<> run(const QString &sql, const QVariantList &values) const
    {
        QSqlQuery query(database());
        if (!query.prepare(sql))
            return failure(error(query.lastError().text()));
        for (const QVariant &value : values)
            query.addBindValue(value);
        if (!query.exec())
            return failure(error(query.lastError().text()));
        return {};
    }
};

HashStore::HashStore() : d(std::make_unique<Private>()) { }

HashStore::~HashStore() { d->disconnect(); }

Result<std::unique_ptr<HashStore>> HashStore::open(const QString &directory)
{
    std::unique_ptr<HashStore> store(new HashStore);
    Private &d = *store->d;
    d.path = directory + u"/models.db"_s;
    if (!QDir().mkpath(directory))
        return failure(d.error(u"mkdir"_s));
    if (!d.connect()) {
        // Everything in it can be had again by adding the files; one older damaged file is kept at most.
        const QString why = d.database().lastError().text();
        d.disconnect();
        const QString aside = d.path + u".damaged"_s;
        QFile::remove(aside);
        QFile::remove(d.path + u"-wal"_s);
        QFile::remove(d.path + u"-shm"_s);
        if (QFile::exists(d.path) && !QFile::rename(d.path, aside))
            return failure(d.error(why));
        if (!d.connect())
            return failure(d.error(d.database().lastError().text()));
    }
    return store;
}

Result<QList<Record>> HashStore::records() const
{
    QSqlQuery query(d->database());
    if (!query.exec(u"SELECT id, path, json FROM models"_s))
        return failure(d->error(query.lastError().text()));
    QList<Record> records;
    while (query.next()) {
        auto record = fromJson(query.value(0).toString(), query.value(1).toString(), query.value(2).toByteArray());
        if (record)
            records += *std::move(record);
    }
    return records;
}

Result<> HashStore::put(const Record &record)
{
    return d->run(u"INSERT OR REPLACE INTO models(id, path, json) VALUES(?, ?, ?)"_s,
                  {record.model.id, record.model.path, toJson(record)});
}

Result<> HashStore::remove(const QString &id) { return d->run(u"DELETE FROM models WHERE id = ?"_s, {id}); }

std::optional<KnownHash> HashStore::hash(const FileIdentity &identity) const
{
    QSqlQuery query(d->database());
    query.prepare(u"SELECT sha256, state FROM hashes WHERE path = ? AND size = ? AND changed = ? AND inode = ?"_s);
    query.addBindValue(identity.path);
    query.addBindValue(identity.size);
    query.addBindValue(identity.changedNs);
    query.addBindValue(QString::number(identity.inode));
    if (!query.exec() || !query.next())
        return std::nullopt;
    return KnownHash{query.value(0).toString(), query.value(1).toByteArray()};
}

Result<> HashStore::putHash(const FileIdentity &identity, const KnownHash &hash)
{
    const QString text = hash.sha256.isNull() ? u""_s : hash.sha256;
    const QByteArray state = hash.state.isNull() ? QByteArray("") : hash.state;
    auto put = d->run(u"INSERT OR REPLACE INTO hashes(path, size, changed, inode, sha256, state) "
                      "VALUES(?, ?, ?, ?, ?, ?)"_s,
                      {identity.path, identity.size, identity.changedNs, QString::number(identity.inode), text, state});
    if (!put)
        return put;
    return d->run(u"DELETE FROM hashes WHERE rowid <= (SELECT max(rowid) FROM hashes) - ?"_s, {HashesKept});
}

} // namespace ain::models
