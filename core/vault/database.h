// A thin, typed skin over SQLCipher's C interface.
#pragma once

#include "core/base/result.h"
#include "core/base/secretbytes.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>
#include <span>

struct sqlite3;
struct sqlite3_stmt;

namespace ain::vault {

/// One step of the schema: the SQL that leads from `version - 1` to `version`.
struct Migration {
    int version;
    const char *sql;
};

/// A prepared statement. Parameters and columns count from 0. The first error of a bind is given by `step`.
class Statement {
public:
    Statement &bind(const QString &text);
    Statement &bindText(QByteArrayView utf8);
    Statement &bind(qint64 number);
    Statement &bindBlob(QByteArrayView bytes);
    Statement &bindNull();
    /// True: a row is there; false: the end.
    [[nodiscard]] Result<bool> step();
    /// Steps to the end.
    [[nodiscard]] Result<> run();

    [[nodiscard]] int columnCount() const;
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] qint64 number(int column) const;
    [[nodiscard]] QByteArray blob(int column) const;
    [[nodiscard]] bool isNull(int column) const;

private:
    friend class Database;
    struct Finalize {
        void operator()(sqlite3_stmt *statement) const;
    };
    Statement(sqlite3 *connection, sqlite3_stmt *statement);

    sqlite3 *m_connection;
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    int m_next = 1;
    int m_rc = 0;
};

/// An encrypted database, open. WAL, synchronous=FULL: when a statement outside a transaction, or `transaction`,
/// has returned success, the data is on disk. Errors of every call: VaultWrite (full disk, read-only …),
/// VaultDamaged (not this key's database or changed bytes; args: path, what), Internal.
/// Thread: the one it was opened in.
class Database {
public:
    enum class Mode {
        Existing,
        Create, ///< the file must not exist; made for its owner only
    };

    /// `key32` is handed to SQLCipher as the raw key: no passphrase derivation happens there.
    [[nodiscard]] static Result<Database> open(const QString &path, const SecretBytes &key32, Mode mode);

    /// Brings the schema to the last of `migrations`, each step in its own transaction. Error: VaultNewer.
    [[nodiscard]] Result<> migrate(std::span<const Migration> migrations);
    [[nodiscard]] Result<int> userVersion();

    [[nodiscard]] Result<Statement> prepare(const char *sql);
    [[nodiscard]] Result<> execute(const char *sql);
    /// All or nothing: `work` that fails, and a commit that fails, are rolled back.
    [[nodiscard]] Result<> transaction(const std::function<Result<>()> &work);

    /// Checks the authentication code of every page.
    [[nodiscard]] Result<> checkPages();
    /// checkPages and SQLite's own check of the structure. Reads everything.
    [[nodiscard]] Result<> checkAll();

    /// A consistent copy under the same key into a new file, in rollback-journal mode so that it is one file.
    [[nodiscard]] Result<> copyTo(const QString &path, const SecretBytes &key32);

private:
    struct Close {
        void operator()(sqlite3 *connection) const;
    };
    Database(QString path, std::unique_ptr<sqlite3, Close> connection);
    [[nodiscard]] tl::unexpected<Error> damaged(const QString &what) const;
    [[nodiscard]] Error withPath(Error error) const;

    QString m_path;
    std::unique_ptr<sqlite3, Close> m_connection;
};

} // namespace ain::vault
