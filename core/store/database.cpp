#include "core/store/database.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>

#include <atomic>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace ain::store {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype StatementsMax = 100;
constexpr qint64 PageBytes = 4096;
constexpr qint64 AlwaysChecked = 64LL * 1024 * 1024; ///< larger files are checked after a crash only

QString nextConnectionName()
{
    static std::atomic<int> counter = 0;
    return u"ain-store-%1"_s.arg(++counter);
}

QVariant bindable(const QVariant &value)
{
    if (value.metaType().id() == QMetaType::QString && value.toString().isNull())
        return QString(u""_s);
    if (value.metaType().id() == QMetaType::QByteArray && value.toByteArray().isNull())
        return QByteArray("");
    return value;
}

/// A file's entry in its directory reaches the disk with the directory, not with the file.
void syncDirectory(const QString &directory)
{
#ifdef Q_OS_UNIX
    const int descriptor = ::open(QFile::encodeName(directory).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        ::fsync(descriptor);
        ::close(descriptor);
    }
#else
    Q_UNUSED(directory)
#endif
}

} // namespace

Database::Database(Options options, QString path, FileLock lock)
    : m_options(std::move(options)), m_path(std::move(path)), m_lock(std::move(lock))
{
}

Database::~Database() { disconnect(); }

Result<std::unique_ptr<Database>> Database::open(const QString &directory, Options options)
{
    const QString path = QDir(directory).filePath(options.fileName);
    const auto refusal = [&path](const QString &reason) {
        return failure(errors::StoreOpen, {{u"path"_s, path}, {u"reason"_s, reason}});
    };
    if (!QDir().mkpath(directory))
        return refusal(u"mkpath"_s);
    (void)QFile::setPermissions(directory, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    auto lock = FileLock::take(path + u".lock"_s);
    if (!lock && lock.error().code == errors::FileLocked)
        return failure(errors::StoreInUse, {{u"path"_s, path}, {u"pid"_s, lock.error().args.value(u"pid"_s)}});
    if (!lock)
        return refusal(lock.error().detail);
    std::unique_ptr<Database> database(new Database(std::move(options), path, *std::move(lock)));
    Condition condition = database->connect();
    if (condition == Condition::Damaged) {
        database->disconnect();
        if (!database->putAway())
            return refusal(database->m_reason);
        condition = database->connect();
    }
    if (condition == Condition::Newer)
        return failure(errors::StoreNewer, {{u"path"_s, path}});
    if (condition != Condition::Usable)
        return refusal(database->m_reason);
    syncDirectory(directory);
    return database;
}

Database::Condition Database::connect()
{
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, nextConnectionName());
    m_database.setDatabaseName(m_path);
    m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
    if (!m_database.open())
        return refused(m_database.lastError());
    (void)QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner);
    return prepare();
}

void Database::disconnect()
{
    m_statements.clear();
    if (!m_database.isValid())
        return;
    const QString name = m_database.connectionName();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

bool Database::putAway()
{
    const QStringList endings{QString(), u"-wal"_s, u"-shm"_s};
    if (m_options.onDamage == Options::OnDamage::Discard) {
        for (const QString &ending : endings)
            QFile::remove(m_path + ending);
        return !QFile::exists(m_path);
    }
    for (int n = 1; n < 1000; ++n) {
        const QString aside = m_path + u".damaged-%1"_s.arg(n);
        if (QFile::exists(aside))
            continue;
        if (!QFile::rename(m_path, aside))
            return false;
        // The log belongs to the file: without it the newest transactions could not be read any more.
        for (const QString &ending : endings.mid(1)) {
            if (QFile::exists(m_path + ending) && !QFile::rename(m_path + ending, aside + ending))
                QFile::remove(m_path + ending);
        }
        m_setAside = aside;
        return true;
    }
    return false;
}

Database::Condition Database::refused(const QSqlError &error)
{
    m_reason = error.text();
    // SQLITE_CORRUPT and SQLITE_NOTADB; anything else says nothing about the content.
    const QString code = error.nativeErrorCode();
    return code == u"11" || code == u"26" ? Condition::Damaged : Condition::Unavailable;
}

Database::Condition Database::damaged(const QString &why)
{
    m_reason = why;
    return Condition::Damaged;
}

std::optional<QString> Database::pragma(const QString &text)
{
    QSqlQuery query(m_database);
    if (!query.exec(u"PRAGMA "_s + text) || !query.next()) {
        m_reason = query.lastError().text();
        return std::nullopt;
    }
    return query.value(0).toString();
}

Database::Condition Database::prepare()
{
    const QFileInfo log(m_path + u"-wal"_s);
    const bool wasCut = log.exists() && log.size() > 0; // a clean end removes it
    QSqlQuery query(m_database);
    if (!query.exec(u"PRAGMA user_version"_s) || !query.next())
        return refused(query.lastError());
    const int version = query.value(0).toInt();
    query.finish();
    const auto application = pragma(u"application_id"_s);
    const auto pages = pragma(u"page_count"_s);
    if (!application || !pages)
        return Condition::Unavailable;
    const bool isNew = version == 0 && application == u"0" && pages == u"0";
    if (!isNew && application->toLongLong() != m_options.applicationId)
        return damaged(u"another kind of file"_s);
    if (version > m_options.migrations.size())
        return Condition::Newer;
    const QStringList settings{
        u"journal_mode=WAL"_s,
        u"max_page_count=%1"_s.arg(qMax<qint64>(m_options.maxBytes / PageBytes, 16)),
        u"journal_size_limit=%1"_s.arg(16 * 1024 * 1024),
    };
    for (const QString &setting : settings) {
        if (!pragma(setting))
            return Condition::Unavailable;
    }
    const QStringList silent{
        u"PRAGMA foreign_keys=ON"_s,
        u"PRAGMA synchronous=%1"_s.arg(m_options.isDurable ? u"FULL"_s : u"NORMAL"_s),
    };
    for (const QString &setting : silent) {
        if (!query.exec(setting))
            return refused(query.lastError());
    }
    if (!isNew && (wasCut || QFileInfo(m_path).size() <= AlwaysChecked)) {
        if (!query.exec(u"PRAGMA quick_check(1)"_s) || !query.next())
            return refused(query.lastError());
        if (query.value(0).toString() != u"ok")
            return damaged(query.value(0).toString());
        query.finish();
    }
    return migrate(version);
}

Database::Condition Database::migrate(int from)
{
    if (from == m_options.migrations.size())
        return Condition::Usable;
    QStringList statements{u"BEGIN IMMEDIATE"_s};
    for (qsizetype version = from; version < m_options.migrations.size(); ++version)
        statements += m_options.migrations[version];
    statements += u"PRAGMA application_id=%1"_s.arg(m_options.applicationId);
    statements += u"PRAGMA user_version=%1"_s.arg(m_options.migrations.size());
    statements += u"COMMIT"_s;
    QSqlQuery query(m_database);
    for (const QString &sql : std::as_const(statements)) {
        if (!query.exec(sql)) {
            const Condition condition = refused(query.lastError());
            query.finish();
            (void)query.exec(u"ROLLBACK"_s);
            return condition;
        }
    }
    return Condition::Usable;
}

QSqlQuery *Database::statement(const QString &sql)
{
    if (const auto known = m_statements.constFind(sql); known != m_statements.constEnd())
        return known->get();
    if (m_statements.size() >= StatementsMax)
        m_statements.clear();
    auto query = std::make_shared<QSqlQuery>(m_database);
    query->setForwardOnly(true);
    (void)query->prepare(sql); // an error stays in the query, and executing it tells
    return m_statements.insert(sql, query)->get();
}

Result<QSqlQuery *> Database::execute(const QString &sql, const QVariantList &values, ErrorCode otherwise)
{
    QSqlQuery *query = statement(sql);
    for (qsizetype i = 0; i < values.size(); ++i)
        query->bindValue(int(i), bindable(values[i]));
    if (query->exec())
        return query;
    const Error error = errorOf(query->lastError(), otherwise);
    m_statements.remove(sql); // what could not be prepared now may be preparable later
    return failure(error);
}

Error Database::errorOf(const QSqlError &error, ErrorCode otherwise) const
{
    const QString code = error.nativeErrorCode();
    // SQLITE_FULL, SQLITE_CORRUPT, SQLITE_NOTADB
    if (code == u"13")
        return {errors::StoreFull, {{u"path"_s, m_path}}, error.text()};
    if (code == u"11" || code == u"26")
        return {errors::StoreDamaged, {{u"path"_s, m_path}}, error.text()};
    return {otherwise, {{u"path"_s, m_path}, {u"reason"_s, error.databaseText()}}, error.text()};
}

Result<qint64> Database::run(const QString &sql, const QVariantList &values)
{
    const auto query = execute(sql, values, errors::StoreWrite);
    if (!query)
        return failure(query.error());
    const qint64 changed = (*query)->numRowsAffected();
    m_lastId = (*query)->lastInsertId().toLongLong();
    (*query)->finish();
    return changed;
}

Result<> Database::each(const QString &sql, const QVariantList &values, const std::function<void(const Row &)> &row)
{
    const auto query = execute(sql, values, errors::StoreRead);
    if (!query)
        return failure(query.error());
    const Row current(**query);
    while ((*query)->next())
        row(current);
    const QSqlError error = (*query)->lastError();
    (*query)->finish();
    if (error.isValid())
        return failure(errorOf(error, errors::StoreRead));
    return {};
}

Result<qint64> Database::number(const QString &sql, const QVariantList &values, qint64 fallback)
{
    std::optional<qint64> found;
    auto read = each(sql, values, [&](const Row &row) {
        if (!found && !row.isNull(0))
            found = row.integer(0);
    });
    if (!read)
        return failure(read.error());
    return found.value_or(fallback);
}

void Database::rollback()
{
    // Some errors have already undone the transaction; then there is nothing left to do.
    m_statements.clear();
    QSqlQuery query(m_database);
    (void)query.exec(u"ROLLBACK"_s);
}

} // namespace ain::store
