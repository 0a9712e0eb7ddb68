// Works through a queue until it is empty or it is killed: job_worker FOLDER
// Every acknowledged end of a job is a line "c ID". What a job leads to goes through the outbox into a second file,
// under the job's id and the outbox entry's, so that a second completion would be seen there.
#include "core/jobs/jobqueue.h"
#include "core/store/database.h"

#include <QCoreApplication>

#include <cstdio>

using namespace ain;
using namespace ain::jobs;
using namespace Qt::StringLiterals;

namespace {

class Worker : public QObject {
public:
    Worker(JobQueue &queue, store::Database &effects) : m_queue(queue), m_effects(effects) { }

    Task<> work()
    {
        const auto opened = co_await m_queue.open();
        if (!opened)
            co_return failure(opened.error());
        const auto before = co_await deliver();
        if (!before)
            co_return before;
        const QStringList kinds{u"first"_s, u"second"_s};
        while (true) {
            const auto taken = co_await m_queue.take(kinds);
            if (!taken)
                co_return failure(taken.error());
            if (!*taken)
                co_return Result<>();
            const auto done = co_await one(**taken);
            if (!done)
                co_return done;
        }
    }

private:
    Task<> one(Lease lease)
    {
        const int number = lease.job.payload.toInt();
        const auto half = co_await m_queue.checkpoint(lease, "half");
        if (!half)
            co_return half;
        if (number % 7 == 3 && lease.job.attempts == 1) {
            Error error{errors::Internal};
            const auto failed = co_await m_queue.fail(lease, error, true);
            co_return failed;
        }
        if (lease.job.kind == u"first") {
            // What leads to more work names that work, so that doing this part again makes no more of it.
            NewJob next{u"second"_s, lease.job.payload};
            next.key = u"second:%1"_s.arg(number);
            QList<NewJob> all{next};
            const auto added = co_await m_queue.add(all);
            if (!added)
                co_return failure(added.error());
        }
        QList<OutboxEntry> outbox{OutboxEntry{0, u"effects"_s, lease.job.payload}};
        const auto done = co_await m_queue.complete(lease, lease.job.payload, outbox);
        if (!done)
            co_return done;
        std::printf("c %s\n", lease.job.id.toLatin1().constData());
        std::fflush(stdout);
        const auto delivered = co_await deliver();
        co_return delivered;
    }

    Task<> deliver()
    {
        const auto entries = co_await m_queue.outbox(u"effects"_s);
        if (!entries)
            co_return failure(entries.error());
        for (const OutboxEntry &entry : *entries) {
            const auto put =
                m_effects.run(u"INSERT OR IGNORE INTO effects(job, entry) VALUES(?, ?)"_s, {entry.jobId, entry.id});
            if (!put)
                co_return failure(put.error());
            const auto delivered = co_await m_queue.delivered(entry.id);
            if (!delivered)
                co_return delivered;
        }
        co_return Result<>();
    }

    JobQueue &m_queue;
    store::Database &m_effects;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QString folder = application.arguments().value(1);
    store::Options options;
    options.fileName = u"effects.db"_s;
    options.applicationId = 1;
    options.migrations = {
        {u"CREATE TABLE effects(job TEXT NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY(job, entry))"_s}};
    const auto effects = store::Database::open(folder, options);
    if (!effects) {
        std::fprintf(stderr, "%s\n", effects.error().code.toString().toLatin1().constData());
        return 2;
    }
    QThread thread;
    thread.start();
    int rc = 0;
    {
        SystemClock clock;
        SystemRng rng;
        JobQueue queue(folder, &thread, clock, rng);
        Worker worker(queue, **effects);
        worker.work().then(&worker, [&](const Result<> &result) {
            if (!result)
                std::fprintf(stderr, "%s %s\n", result.error().code.toString().toLatin1().constData(),
                             result.error().detail.toLocal8Bit().constData());
            application.exit(result ? 0 : 1);
        });
        rc = QCoreApplication::exec();
    }
    thread.quit();
    thread.wait();
    return rc;
}
