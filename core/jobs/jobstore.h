// The half of the queue that lives in the store thread: every function is one transaction.
#pragma once

#include "core/base/clock.h"
#include "core/base/rng.h"
#include "core/jobs/jobqueue.h"
#include "core/store/database.h"

#include <memory>

namespace ain::jobs {

class JobStore {
public:
    JobStore(QString directory, const Clock &clock, Rng &rng);
    ~JobStore();
    Q_DISABLE_COPY_MOVE(JobStore)

    Result<JobQueue::Opened> open();
    Result<QList<Job>> add(const QList<NewJob> &jobs);
    Result<std::optional<Lease>> take(const QStringList &kinds, Priority least);
    Result<> checkpoint(const Lease &lease, const QByteArray &state);
    Result<Job> complete(const Lease &lease, const QByteArray &result, const QList<OutboxEntry> &outbox);
    Result<Job> fail(const Lease &lease, const Error &error, bool retry, const QByteArray &partial);
    Result<Job> release(const Lease &lease);
    Result<QList<OutboxEntry>> outbox(const QString &topic);
    Result<> delivered(qint64 id);
    /// The jobs that changed; those still Running have a cancel wanted.
    Result<QList<Job>> cancel(const QString &id);
    Result<QList<Job>> cancelAll(const QString &kind, const QString &group);
    Result<Job> setState(const QString &id, State from, State to);
    Result<> setPausedAll(const QString &kind, bool isPaused);
    Result<bool> isPausedAll(const QString &kind);
    Result<Job> move(const QString &id, const QString &beforeId);
    Result<Job> retry(const QString &id);
    Result<> remove(const QString &id);
    Result<Job> job(const QString &id);
    Result<QList<Job>> jobs(const QString &kind, int limitEnded);

private:
    template<typename Work>
    auto step(Work work) -> std::invoke_result_t<Work>
    {
        if (auto opened = ready(); !opened)
            return failure(opened.error());
        return m_database->transaction(std::move(work));
    }
    [[nodiscard]] Result<> ready() const;
    Result<> recover(JobQueue::Opened &opened);
    Result<> prune();
    Result<Job> leased(const Lease &lease);
    Result<Job> addOne(const NewJob &job);
    Result<qint64> lastPosition(Priority priority);
    Result<qint64> positionBefore(const Job &job, const QString &beforeId);
    Result<> spread(Priority priority);
    Result<QList<Job>> select(const QString &where, const QVariantList &values);
    Result<QList<Job>> cancelWhere(const QString &where, const QVariantList &values);
    QString newId();

    QString m_directory;
    const Clock &m_clock;
    Rng &m_rng;
    std::unique_ptr<store::Database> m_database;
    std::optional<Error> m_refused; ///< why it could not be opened
};

/// What the table is like (jobtable.cpp).
[[nodiscard]] store::Options jobTable();
inline constexpr QStringView JobColumns =
    u"id, kind, payload, priority, state, position, attempts, checkpoint, result, error, job_group, cancel_wanted,"
    " created, started, ended";
[[nodiscard]] Job jobOf(const store::Row &row);
[[nodiscard]] QByteArray errorText(const Error &error);

inline constexpr qint64 PositionGap = 1024; ///< between jobs, so that a move touches one row
[[nodiscard]] tl::unexpected<Error> wrongState(const Job &job);

} // namespace ain::jobs
