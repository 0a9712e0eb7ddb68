// One SQLite file, opened with care: locked, migrated, set aside when damaged, written in whole steps.
#pragma once

#include "core/base/filelock.h"
#include "core/base/result.h"
#include "core/store/errors.h"

#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QStringList>
#include <QVariantList>

#include <functional>
#include <memory>

namespace ain::store {

struct Options {
    QString fileName;
    int applicationId = 0; ///< SQLite's application_id: a file with another one is not ours
    /// migrations[n]: the statements that lead from user_version n to n + 1. Append only.
    QList<QStringList> migrations = {};
    enum class OnDamage {
        SetAside, ///< kept as "<name>.damaged-N" for whoever can still read in it
        Discard, ///< for what can be made again
    } onDamage = OnDamage::SetAside;
    /// A committed transaction outlives a power cut (else only a kill of the process).
    bool isDurable = true;
    qint64 maxBytes = Q_INT64_C(8) << 30; ///< of the file; beyond it: StoreFull
};

/// A row that a query gives; valid inside the callback only.
class Row {
public:
    explicit Row(const QSqlQuery &query) : m_query(query) { }
    [[nodiscard]] bool isNull(int column) const { return m_query.isNull(column); }
    [[nodiscard]] qint64 integer(int column) const { return m_query.value(column).toLongLong(); }
    [[nodiscard]] int small(int column) const { return m_query.value(column).toInt(); }
    [[nodiscard]] QString text(int column) const { return m_query.value(column).toString(); }
    [[nodiscard]] QByteArray bytes(int column) const { return m_query.value(column).toByteArray(); }

private:
    const QSqlQuery &m_query;
};

/// WAL, foreign keys on, statements prepared once. Values are bound by position: a null QString or QByteArray is an
/// empty one, QVariant() is NULL. Only constant texts and placeholders belong into `sql`.
/// Thread: the one that opened it.
class Database {
public:
    /// Opens or makes `directory`/`options.fileName` (0600, in a folder of 0700), alone: "<name>.lock" is held as
    /// long as the object lives. A damaged or foreign file goes as `onDamage` says and a new one is begun.
    /// Errors: StoreOpen, StoreInUse, StoreNewer.
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const QString &directory, Options options);
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    [[nodiscard]] const QString &path() const { return m_path; }
    /// Where the damaged file lies that open() met; null: none.
    [[nodiscard]] const QString &setAside() const { return m_setAside; }

    /// Rows that were changed. Outside of transaction() it is one of its own.
    [[nodiscard]] Result<qint64> run(const QString &sql, const QVariantList &values = {});
    [[nodiscard]] Result<> each(const QString &sql, const QVariantList &values,
                                const std::function<void(const Row &)> &row);
    /// The first column of the first row, or `fallback`.
    [[nodiscard]] Result<qint64> number(const QString &sql, const QVariantList &values = {}, qint64 fallback = 0);
    /// The row id of the last insertion.
    [[nodiscard]] qint64 lastId() const { return m_lastId; }

    /// `work()` returns Result<T>; an error, its own or SQLite's, undoes everything. Not nested.
    template<typename Work>
    auto transaction(Work work) -> std::invoke_result_t<Work>
    {
        if (auto begun = run(QStringLiteral("BEGIN IMMEDIATE")); !begun)
            return failure(begun.error());
        auto result = work();
        if (!result) {
            rollback();
            return result;
        }
        if (auto committed = run(QStringLiteral("COMMIT")); !committed) {
            rollback();
            return failure(committed.error());
        }
        return result;
    }

private:
    Database(Options options, QString path, FileLock lock);
    enum class Condition { Usable, Damaged, Newer, Unavailable };
    Condition connect();
    Condition prepare();
    Condition migrate(int from);
    Condition refused(const QSqlError &error);
    Condition damaged(const QString &why);
    void disconnect();
    [[nodiscard]] bool putAway();
    [[nodiscard]] std::optional<QString> pragma(const QString &text);
    QSqlQuery *statement(const QString &sql);
    [[nodiscard]] Result<QSqlQuery *> execute(const QString &sql, const QVariantList &values, ErrorCode otherwise);
    [[nodiscard]] Error errorOf(const QSqlError &error, ErrorCode otherwise) const;
    void rollback();

    Options m_options;
    QString m_path;
    QString m_setAside;
    QString m_reason; ///< of the last refusal
    FileLock m_lock;
    QSqlDatabase m_database;
    QHash<QString, std::shared_ptr<QSqlQuery>> m_statements;
    qint64 m_lastId = 0;
};

} // namespace ain::store
