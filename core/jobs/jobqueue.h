// The durable queue of long work: nothing in it is lost or done twice, however the program ends.
#pragma once

#include "core/base/clock.h"
#include "core/base/rng.h"
#include "core/base/task.h"
#include "core/jobs/job.h"

#include <QStringList>
#include <QThread>

#include <memory>

namespace ain::jobs {

/// One SQLite file (`directory`/jobs.db), held by one program at a time. Every change of a state is one transaction
/// that is on the disk before its task ends. All tasks may end with StoreRead, StoreWrite, StoreFull or StoreDamaged;
/// then nothing was changed. Thread: main; the file is used in `store`.
///
/// A worker takes a job, works, and completes it with the lease. When the program dies in between, the next run finds
/// the job queued again, with its last checkpoint. So work must be written so that doing a part of it again does no
/// harm; what must happen once goes with complete(): by the result, or through the outbox.
class JobQueue : public QObject {
    Q_OBJECT
public:
    JobQueue(QString directory, QThread *store, const Clock &clock, Rng &rng);
    /// Running jobs go back to the queue, as by release().
    ~JobQueue() override;

    struct Opened {
        int recovered = 0; ///< jobs that an earlier run died with; they are queued again
        int poisoned = 0; ///< those of them that failed with JobPoison
        QString setAside = {}; ///< where a damaged file was put; null: it was sound
    };
    /// Before anything else; calls made before it ends wait for it. Errors: StoreOpen, StoreInUse, StoreNewer.
    Task<Opened> open();

    /// All or none. Errors: TooLarge, InvalidArgument, JobTooMany.
    Task<QList<Job>> add(QList<NewJob> jobs);

    // For who does the work.

    /// The first queued job of these kinds and at least this priority: higher priority first, then by position.
    Task<std::optional<Lease>> take(QStringList kinds, Priority least = Priority::Background);
    /// Keeps how far the work is. Errors: JobLeaseLost, TooLarge.
    Task<> checkpoint(Lease lease, QByteArray state);
    /// Result and outbox entries in one step. Errors: JobLeaseLost, TooLarge.
    Task<> complete(Lease lease, QByteArray result, QList<OutboxEntry> outbox = {});
    /// With errors::Cancelled, or when a cancel is wanted: the job ends as Cancelled. Else with `retry`: back to the
    /// queue, unless it was taken DeathsMax times. `partial` is kept as the result. Errors: JobLeaseLost, TooLarge.
    Task<> fail(Lease lease, Error error, bool retry, QByteArray partial = {});
    /// Back to its place in the queue; the attempt does not count. A wanted cancel is carried out. Error:
    /// JobLeaseLost.
    Task<> release(Lease lease);
    Task<QList<OutboxEntry>> outbox(QString topic); ///< in the order of their making, at most 1,000
    Task<> delivered(qint64 outboxId); ///< an unknown id is fine

    // For who watches it. Errors: JobUnknown, JobState.

    /// A waiting job ends at once; for a running one cancelWanted() asks.
    Task<> cancel(QString id);
    /// All that have not ended; an empty kind or group: every one. How many.
    Task<int> cancelAll(QString kind, QString group = {});
    Task<> pause(QString id); ///< Queued only
    Task<> resume(QString id); ///< Paused only
    /// take() gives nothing of this kind until it is set back; survives a restart.
    Task<> setPausedAll(QString kind, bool isPaused);
    Task<bool> isPausedAll(QString kind);
    /// Before another waiting job of the same priority; empty: behind all of them.
    Task<> move(QString id, QString beforeId);
    Task<> retry(QString id); ///< Failed or Cancelled: queued again, at the end, keeping its checkpoint
    Task<> remove(QString id); ///< not a Running one
    Task<Job> job(QString id);
    /// In the order in which they will be taken, running ones first; then ended ones, the newest first.
    Task<QList<Job>> jobs(QString kind = {}, int limitEnded = 200);

Q_SIGNALS:
    void changed(const ain::jobs::Job &job);
    void removed(const QString &id);
    void cancelWanted(const QString &id);

private:
    Task<> announced(Task<QList<Job>> change);
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace ain::jobs
