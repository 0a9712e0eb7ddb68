#include "core/jobs/jobqueue.h"

#include "core/jobs/jobstore.h"
#include "core/store/resident.h"

namespace ain::jobs {

using namespace Qt::StringLiterals;

class JobQueue::Private {
public:
    Private(QThread *thread, std::shared_ptr<JobStore> object) : store(thread, std::move(object)) { }
    store::Resident<JobStore> store;
};

namespace {

Result<QList<Job>> listOf(Result<Job> job)
{
    if (!job)
        return failure(job.error());
    return QList<Job>{*std::move(job)};
}

} // namespace

JobQueue::JobQueue(QString directory, QThread *store, const Clock &clock, Rng &rng)
    : d(std::make_unique<Private>(store, std::make_shared<JobStore>(std::move(directory), clock, rng)))
{
}

JobQueue::~JobQueue() = default;

Task<> JobQueue::announced(Task<QList<Job>> change)
{
    const auto jobs = co_await std::move(change);
    if (!jobs)
        co_return failure(jobs.error());
    for (const Job &job : *jobs) {
        if (job.state == State::Running && job.isCancelWanted)
            Q_EMIT cancelWanted(job.id);
        Q_EMIT changed(job);
    }
    co_return Result<>();
}

Task<JobQueue::Opened> JobQueue::open()
{
    return d->store.run([](JobStore &store) { return store.open(); });
}

Task<QList<Job>> JobQueue::add(QList<NewJob> jobs)
{
    auto work = [jobs = std::move(jobs)](JobStore &store) { return store.add(jobs); };
    auto task = d->store.run(std::move(work));
    auto added = co_await std::move(task);
    if (added) {
        for (const Job &job : *added)
            Q_EMIT changed(job);
    }
    co_return added;
}

Task<std::optional<Lease>> JobQueue::take(QStringList kinds, Priority least)
{
    auto work = [kinds = std::move(kinds), least](JobStore &store) { return store.take(kinds, least); };
    auto task = d->store.run(std::move(work));
    auto lease = co_await std::move(task);
    if (lease && *lease)
        Q_EMIT changed((*lease)->job);
    co_return lease;
}

Task<> JobQueue::checkpoint(Lease lease, QByteArray state)
{
    return d->store.run([lease = std::move(lease), state = std::move(state)](JobStore &store) {
        return store.checkpoint(lease, state);
    });
}

Task<> JobQueue::complete(Lease lease, QByteArray result, QList<OutboxEntry> outbox)
{
    return announced(d->store.run([lease = std::move(lease), result = std::move(result), outbox = std::move(outbox)](
                                      JobStore &store) { return listOf(store.complete(lease, result, outbox)); }));
}

Task<> JobQueue::fail(Lease lease, Error error, bool retry, QByteArray partial)
{
    return announced(
        d->store.run([lease = std::move(lease), error = std::move(error), retry, partial = std::move(partial)](
                         JobStore &store) { return listOf(store.fail(lease, error, retry, partial)); }));
}

Task<> JobQueue::release(Lease lease)
{
    return announced(
        d->store.run([lease = std::move(lease)](JobStore &store) { return listOf(store.release(lease)); }));
}

Task<QList<OutboxEntry>> JobQueue::outbox(QString topic)
{
    return d->store.run([topic = std::move(topic)](JobStore &store) { return store.outbox(topic); });
}

Task<> JobQueue::delivered(qint64 outboxId)
{
    return d->store.run([outboxId](JobStore &store) { return store.delivered(outboxId); });
}

Task<> JobQueue::cancel(QString id)
{
    return announced(d->store.run([id = std::move(id)](JobStore &store) { return store.cancel(id); }));
}

Task<int> JobQueue::cancelAll(QString kind, QString group)
{
    auto count = std::make_shared<int>(0);
    auto work = [kind = std::move(kind), group = std::move(group), count](JobStore &store) {
        auto jobs = store.cancelAll(kind, group);
        *count = jobs ? int(jobs->size()) : 0;
        return jobs;
    };
    auto task = announced(d->store.run(std::move(work)));
    const auto done = co_await std::move(task);
    if (!done)
        co_return failure(done.error());
    co_return *count;
}

Task<> JobQueue::pause(QString id)
{
    return announced(d->store.run(
        [id = std::move(id)](JobStore &store) { return listOf(store.setState(id, State::Queued, State::Paused)); }));
}

Task<> JobQueue::resume(QString id)
{
    return announced(d->store.run(
        [id = std::move(id)](JobStore &store) { return listOf(store.setState(id, State::Paused, State::Queued)); }));
}

Task<> JobQueue::setPausedAll(QString kind, bool isPaused)
{
    return d->store.run(
        [kind = std::move(kind), isPaused](JobStore &store) { return store.setPausedAll(kind, isPaused); });
}

Task<bool> JobQueue::isPausedAll(QString kind)
{
    return d->store.run([kind = std::move(kind)](JobStore &store) { return store.isPausedAll(kind); });
}

Task<> JobQueue::move(QString id, QString beforeId)
{
    return announced(d->store.run([id = std::move(id), beforeId = std::move(beforeId)](JobStore &store) {
        return listOf(store.move(id, beforeId));
    }));
}

Task<> JobQueue::retry(QString id)
{
    return announced(d->store.run([id = std::move(id)](JobStore &store) { return listOf(store.retry(id)); }));
}

Task<> JobQueue::remove(QString id)
{
    auto work = [id](JobStore &store) { return store.remove(id); };
    auto task = d->store.run(std::move(work));
    const auto done = co_await std::move(task);
    if (done)
        Q_EMIT removed(id);
    co_return done;
}

Task<Job> JobQueue::job(QString id)
{
    return d->store.run([id = std::move(id)](JobStore &store) { return store.job(id); });
}

Task<QList<Job>> JobQueue::jobs(QString kind, int limitEnded)
{
    return d->store.run([kind = std::move(kind), limitEnded](JobStore &store) { return store.jobs(kind, limitEnded); });
}

} // namespace ain::jobs
