// The durable list of jobs of both sides: every function is one transaction.
#pragma once

#include "core/base/clock.h"
#include "core/store/database.h"

#include <memory>

namespace ain::share {

enum class Shelf {
    Asked = 0, ///< by id of the job
    Taken = 1, ///< by id of the job
    Offers = 2, ///< endpoint, by session
    Histories = 3, ///< by address of a provider
};

/// Thread: that of the store (see JobBook).
class JobStore {
public:
    static constexpr int Most = 100'000; ///< entries of a shelf

    JobStore(QString directory, const Clock &clock);
    ~JobStore();
    Q_DISABLE_COPY_MOVE(JobStore)

    /// Errors: those of core/store. What was damaged is set aside: its path is the result, else null.
    Result<QString> open();
    /// Errors: StoreFull.
    Result<> put(Shelf shelf, const QString &id, const QByteArray &data);
    Result<QByteArray> get(Shelf shelf, const QString &id); ///< null: there is none
    Result<QList<QByteArray>> all(Shelf shelf); ///< oldest first
    Result<QList<std::pair<QString, QByteArray>>> named(Shelf shelf);
    Result<> remove(Shelf shelf, const QString &id);

private:
    [[nodiscard]] Result<> ready() const;

    QString m_directory;
    const Clock &m_clock;
    std::unique_ptr<store::Database> m_database;
    std::optional<Error> m_refused;
};

} // namespace ain::share
