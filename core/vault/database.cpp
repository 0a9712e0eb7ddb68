#include "core/vault/database.h"

#include "core/vault/files.h"
#include "core/vault/vault.h"

#include <QFile>

#include <sqlite3.h>

#include <cstdint>

namespace ain::vault {

using namespace Qt::StringLiterals;

namespace {

/// "AINV" in the header of the database.
constexpr const char *ApplicationId = "PRAGMA application_id = 1095323222";

tl::unexpected<Error> sqliteFailed(sqlite3 *connection, int rc)
{
    const QString what =
        connection != nullptr ? QString::fromUtf8(sqlite3_errmsg(connection)) : QString::fromUtf8(sqlite3_errstr(rc));
    const QString detail = u"sqlite %1"_s.arg(connection != nullptr ? sqlite3_extended_errcode(connection) : rc);
    switch (rc & 0xff) {
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM: return failure(errors::VaultWrite, {{u"what"_s, what}}, detail);
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
    // SQLCipher answers with the general error when a page in the middle fails its check; our own statements are
    // fixed texts that cannot be wrong.
    case SQLITE_ERROR: return failure(errors::VaultDamaged, {{u"what"_s, what}}, detail);
    default: return failure(errors::Internal, {}, detail + u": "_s + what);
    }
}

/// SQLITE_TRANSIENT without the C cast of its macro.
sqlite3_destructor_type copyNow() { return reinterpret_cast<sqlite3_destructor_type>(std::intptr_t(-1)); }

/// "x'<64 hex digits>'": SQLCipher's form of a raw key.
SecretBytes rawKeyText(const SecretBytes &key32)
{
    static constexpr char Digits[] = "0123456789abcdef";
    SecretBytes text(3 + 2 * key32.size());
    std::uint8_t *out = text.data();
    *out++ = 'x';
    *out++ = '\'';
    for (const std::uint8_t byte : key32.view()) {
        *out++ = std::uint8_t(Digits[byte >> 4]);
        *out++ = std::uint8_t(Digits[byte & 15]);
    }
    *out = '\'';
    return text;
}

} // namespace

// --- Statement ------------------------------------------------------------------------------------------------

void Statement::Finalize::operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }

Statement::Statement(sqlite3 *connection, sqlite3_stmt *statement)
    : m_connection(connection), m_statement(statement) { }

Statement &Statement::bind(const QString &text) { return bindText(text.toUtf8()); }

Statement &Statement::bindText(QByteArrayView utf8)
{
    if (m_rc == SQLITE_OK)
        m_rc = sqlite3_bind_text64(m_statement.get(), m_next++, utf8.isEmpty() ? "" : utf8.data(),
                                   sqlite3_uint64(utf8.size()), copyNow(), SQLITE_UTF8);
    return *this;
}

Statement &Statement::bind(qint64 number)
{
    if (m_rc == SQLITE_OK)
        m_rc = sqlite3_bind_int64(m_statement.get(), m_next++, number);
    return *this;
}

Statement &Statement::bindBlob(QByteArrayView bytes)
{
    if (m_rc == SQLITE_OK)
        m_rc = sqlite3_bind_blob64(m_statement.get(), m_next++, bytes.isEmpty() ? "" : bytes.data(),
                                   sqlite3_uint64(bytes.size()), copyNow());
    return *this;
}

Statement &Statement::bindNull()
{
    if (m_rc == SQLITE_OK)
        m_rc = sqlite3_bind_null(m_statement.get(), m_next++);
    return *this;
}

Result<bool> Statement::step()
{
    if (m_rc != SQLITE_OK)
        return sqliteFailed(m_connection, m_rc);
    const int rc = sqlite3_step(m_statement.get());
    if (rc == SQLITE_ROW)
        return true;
    if (rc == SQLITE_DONE)
        return false;
    return sqliteFailed(m_connection, rc);
}

Result<> Statement::run()
{
    for (;;) {
        const auto row = step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return {};
    }
}

int Statement::columnCount() const { return sqlite3_column_count(m_statement.get()); }

QString Statement::text(int column) const
{
    const int size = sqlite3_column_bytes(m_statement.get(), column);
    const auto *data = reinterpret_cast<const char *>(sqlite3_column_text(m_statement.get(), column));
    return QString::fromUtf8(data, size);
}

qint64 Statement::number(int column) const { return sqlite3_column_int64(m_statement.get(), column); }

QByteArray Statement::blob(int column) const
{
    const int size = sqlite3_column_bytes(m_statement.get(), column);
    return QByteArray(static_cast<const char *>(sqlite3_column_blob(m_statement.get(), column)), size);
}

bool Statement::isNull(int column) const { return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL; }

// --- Database -------------------------------------------------------------------------------------------------

void Database::Close::operator()(sqlite3 *connection) const
{
    sqlite3_db_release_memory(connection);
    sqlite3_close_v2(connection);
}

Database::Database(QString path, std::unique_ptr<sqlite3, Close> connection)
    : m_path(std::move(path)), m_connection(std::move(connection))
{
}

Error Database::withPath(Error error) const
{
    if (error.code == errors::VaultDamaged)
        error.args.insert(u"path"_s, m_path);
    return error;
}

tl::unexpected<Error> Database::damaged(const QString &what) const
{
    return failure(errors::VaultDamaged, {{u"path"_s, m_path}, {u"what"_s, what}});
}

Result<Database> Database::open(const QString &path, const SecretBytes &key32, Mode mode)
{
    if (mode == Mode::Create) {
        if (auto created = createPrivateFile(path); !created)
            return failure(created.error());
    } else if (!QFile::exists(path)) {
        return failure(errors::VaultDamaged, {{u"path"_s, path}, {u"what"_s, u"missing"_s}});
    }
    sqlite3 *raw = nullptr;
    const int rc =
        sqlite3_open_v2(path.toUtf8().constData(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    Database database(path, std::unique_ptr<sqlite3, Close>(raw));
    if (rc != SQLITE_OK)
        return failure(database.withPath(sqliteFailed(raw, rc).value()));
    sqlite3_extended_result_codes(raw, 1);
    sqlite3_busy_timeout(raw, 2000);

    // Were this plain SQLite (another library of the same symbols in the process), the key would be ignored in
    // silence and everything written in the clear.
    auto version = database.prepare("PRAGMA cipher_version");
    if (!version)
        return failure(version.error());
    const auto hasVersion = version->step();
    if (!hasVersion || !*hasVersion || version->text(0).isEmpty())
        return failure(errors::Internal, {}, u"this is not SQLCipher"_s);

    // Errors are told as errors; the library's own lines on stderr would stand in the middle of a terminal's output.
    if (auto quiet = database.execute("PRAGMA cipher_log_level = NONE"); !quiet)
        return failure(quiet.error());
    // Before the key: from here on every freed block of this library is wiped.
    if (auto wiping = database.execute("PRAGMA cipher_memory_security = ON"); !wiping)
        return failure(wiping.error());
    const SecretBytes keyText = rawKeyText(key32);
    if (const int keyed = sqlite3_key_v2(raw, "main", keyText.data(), int(keyText.size())); keyed != SQLITE_OK)
        return failure(database.withPath(sqliteFailed(raw, keyed).value()));

    // EXCLUSIVE: the directory lock leaves us alone here anyway, and without shared memory for the WAL index
    // nothing of the database lies in a mapped file.
    const char *settings = "PRAGMA temp_store = MEMORY;"
                           "PRAGMA locking_mode = EXCLUSIVE;"
                           "PRAGMA foreign_keys = ON;"
                           "PRAGMA secure_delete = ON;"
                           "PRAGMA trusted_schema = OFF;"
                           "SELECT count(*) FROM sqlite_schema;"
                           "PRAGMA journal_mode = WAL;"
                           "PRAGMA synchronous = FULL;";
    if (auto set = database.execute(settings); !set)
        return failure(set.error());
    return database;
}

Result<int> Database::userVersion()
{
    auto statement = prepare("PRAGMA user_version");
    if (!statement)
        return failure(statement.error());
    if (const auto row = statement->step(); !row)
        return failure(withPath(row.error()));
    return int(statement->number(0));
}

Result<> Database::migrate(std::span<const Migration> migrations)
{
    auto current = userVersion();
    if (!current)
        return failure(current.error());
    if (*current > migrations.back().version)
        return failure(errors::VaultNewer, {{u"version"_s, *current}});
    for (const Migration &migration : migrations) {
        if (migration.version <= *current)
            continue;
        auto done = transaction([&]() -> Result<> {
            if (auto made = execute(migration.sql); !made)
                return made;
            if (auto marked = execute(ApplicationId); !marked)
                return marked;
            return execute(("PRAGMA user_version = " + QByteArray::number(migration.version)).constData());
        });
        if (!done)
            return done;
    }
    return {};
}

Result<Statement> Database::prepare(const char *sql)
{
    sqlite3_stmt *statement = nullptr;
    const int rc = sqlite3_prepare_v2(m_connection.get(), sql, -1, &statement, nullptr);
    if (rc != SQLITE_OK)
        return failure(withPath(sqliteFailed(m_connection.get(), rc).value()));
    return Statement(m_connection.get(), statement);
}

Result<> Database::execute(const char *sql)
{
    const int rc = sqlite3_exec(m_connection.get(), sql, nullptr, nullptr, nullptr);
    if (rc != SQLITE_OK)
        return failure(withPath(sqliteFailed(m_connection.get(), rc).value()));
    return {};
}

Result<> Database::transaction(const std::function<Result<>()> &work)
{
    if (auto begun = execute("BEGIN IMMEDIATE"); !begun)
        return begun;
    auto result = work();
    if (result)
        result = execute("COMMIT");
    // Some errors have rolled back already.
    if (!result && sqlite3_get_autocommit(m_connection.get()) == 0)
        sqlite3_exec(m_connection.get(), "ROLLBACK", nullptr, nullptr, nullptr);
    if (!result)
        return failure(withPath(result.error()));
    return result;
}

Result<> Database::checkPages()
{
    // One row for each page that fails.
    auto statement = prepare("PRAGMA cipher_integrity_check");
    if (!statement)
        return failure(statement.error());
    const auto row = statement->step();
    if (!row)
        return failure(withPath(row.error()));
    if (*row)
        return damaged(statement->text(0));
    return {};
}

Result<> Database::checkAll()
{
    if (auto pages = checkPages(); !pages)
        return pages;
    auto statement = prepare("PRAGMA integrity_check(1)");
    if (!statement)
        return failure(statement.error());
    const auto row = statement->step();
    if (!row)
        return failure(withPath(row.error()));
    if (!*row || statement->text(0) != u"ok")
        return damaged(u"integrity check"_s);
    return {};
}

Result<> Database::copyTo(const QString &path, const SecretBytes &key32)
{
    auto copy = open(path, key32, Mode::Create);
    if (!copy)
        return failure(copy.error());
    sqlite3_backup *backup = sqlite3_backup_init(copy->m_connection.get(), "main", m_connection.get(), "main");
    if (backup == nullptr)
        return sqliteFailed(copy->m_connection.get(), sqlite3_errcode(copy->m_connection.get()));
    const int stepped = sqlite3_backup_step(backup, -1);
    const int finished = sqlite3_backup_finish(backup);
    if (stepped != SQLITE_DONE || finished != SQLITE_OK)
        return sqliteFailed(nullptr, stepped != SQLITE_DONE ? stepped : finished);
    return copy->execute("PRAGMA journal_mode = DELETE");
}

} // namespace ain::vault
