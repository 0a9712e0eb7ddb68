#include "core/base/filelock.h"
#include "core/jobs/jobqueue.h"
#include "tests/unit/jobs/jobtest.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>

#include <algorithm>

using namespace ain;
using namespace ain::jobs;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

QString codeOf(const auto &result) { return result ? QString() : result.error().code.toString(); }

class TestJobs : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<JobHome>();
        QVERIFY(m_home->open());
    }
    void cleanup() { m_home.reset(); }

    void worksThrough()
    {
        QSignalSpy changed(&queue(), &JobQueue::changed);
        const Job job = add(u"generate"_s, "one");
        QCOMPARE(job.state, State::Queued);
        QVERIFY(job.createdMs > 0);
        QVERIFY(!*await(queue().take({u"other"_s})));
        auto lease = take();
        QCOMPARE(lease.job.id, job.id);
        QCOMPARE(lease.job.payload, QByteArray("one"));
        QCOMPARE(lease.job.attempts, 1);
        QVERIFY(!*await(queue().take({u"generate"_s}))); // only once
        QVERIFY(await(queue().checkpoint(lease, "half")));
        QCOMPARE(find(job.id).checkpoint, QByteArray("half"));
        QVERIFY(await(queue().complete(lease, "result", {{0, u"gallery"_s, "picture", {}}})));
        const Job done = find(job.id);
        QCOMPARE(done.state, State::Done);
        QCOMPARE(done.result, QByteArray("result"));
        QVERIFY(done.endedMs >= done.startedMs && done.startedMs >= done.createdMs);
        QCOMPARE(changed.size(), qsizetype(3));
        const auto outbox = await(queue().outbox(u"gallery"_s));
        QCOMPARE(outbox->size(), qsizetype(1));
        QCOMPARE(outbox->first().payload, QByteArray("picture"));
        QCOMPARE(outbox->first().jobId, job.id);
        QVERIFY(await(queue().outbox(u"elsewhere"_s))->isEmpty());
        QVERIFY(await(queue().delivered(outbox->first().id)));
        QVERIFY(await(queue().delivered(outbox->first().id)));
        QVERIFY(await(queue().outbox(u"gallery"_s))->isEmpty());
    }
    void priorities()
    {
        (void)add(u"generate"_s, "stranger", Priority::Background);
        (void)add(u"generate"_s, "normal", Priority::Normal);
        (void)add(u"generate"_s, "mine 1");
        (void)add(u"generate"_s, "mine 2");
        QCOMPARE(order(), (QList<QByteArray>{"mine 1", "mine 2", "normal", "stranger"}));
        QCOMPARE(take().job.payload, QByteArray("mine 1"));
        (void)add(u"generate"_s, "mine 3");
        QCOMPARE(take().job.payload, QByteArray("mine 2"));
        QCOMPARE(take().job.payload, QByteArray("mine 3"));
        QCOMPARE(take().job.payload, QByteArray("normal"));
    }
    void sameKeySameJob()
    {
        const auto first = await(queue().add({{u"mint"_s, "a", Priority::Mine, {}, u"mint:7"_s},
                                              {u"mint"_s, "b", Priority::Mine, {}, u"mint:7"_s},
                                              {u"mint"_s, "c", Priority::Mine, {}, u"mint:8"_s}}));
        QCOMPARE(first->size(), qsizetype(3));
        QCOMPARE(first->at(1).id, first->at(0).id);
        QVERIFY(first->at(2).id != first->at(0).id);
        auto lease = *await(queue().take({u"mint"_s}));
        QVERIFY(await(queue().complete(*lease, "done")));
        QVERIFY(m_home->open());
        const auto again = await(queue().add({{u"mint"_s, "d", Priority::Mine, {}, u"mint:7"_s}}));
        QCOMPARE(again->first().id, first->first().id);
        QCOMPARE(again->first().state, State::Done);
        QCOMPARE(again->first().result, QByteArray("done"));
    }
    void moves()
    {
        QStringList ids;
        for (const char *name : {"a", "b", "c", "d"})
            ids.append(add(u"generate"_s, name).id);
        QVERIFY(await(queue().move(ids[3], ids[0])));
        QCOMPARE(order(), (QList<QByteArray>{"d", "a", "b", "c"}));
        QVERIFY(await(queue().move(ids[0], {})));
        QCOMPARE(order(), (QList<QByteArray>{"d", "b", "c", "a"}));
        QVERIFY(await(queue().move(ids[1], ids[1])));
        // So often that the gaps between positions are used up.
        for (int i = 0; i < 50; ++i) {
            QVERIFY(await(queue().move(ids[0], ids[2])));
            QCOMPARE(order(), (QList<QByteArray>{"d", "b", "a", "c"}));
            QVERIFY(await(queue().move(ids[1], ids[2])));
            QCOMPARE(order(), (QList<QByteArray>{"d", "a", "b", "c"}));
        }
        const Job stranger = add(u"generate"_s, "x", Priority::Background);
        QCOMPARE(codeOf(await(queue().move(stranger.id, ids[0]))), errors::InvalidArgument.toString());
        QCOMPARE(codeOf(await(queue().move(u"nobody"_s, {}))), errors::JobUnknown.toString());
        const Lease lease = take();
        QCOMPARE(codeOf(await(queue().move(lease.job.id, {}))), errors::JobState.toString());
        QCOMPARE(codeOf(await(queue().move(ids[2], lease.job.id))), errors::JobState.toString());
    }
    void pauses()
    {
        const Job a = add(u"generate"_s, "a");
        const Job b = add(u"generate"_s, "b");
        QVERIFY(await(queue().pause(a.id)));
        QVERIFY(await(queue().pause(a.id)));
        QCOMPARE(find(a.id).state, State::Paused);
        QVERIFY(await(queue().setPausedAll(u"generate"_s, true)));
        QVERIFY(*await(queue().isPausedAll(u"generate"_s)));
        QVERIFY(!*await(queue().take({u"generate"_s})));
        QVERIFY(m_home->open());
        QVERIFY(!*await(queue().take({u"generate"_s})));
        QCOMPARE(find(a.id).state, State::Paused);
        QVERIFY(await(queue().setPausedAll(u"generate"_s, false)));
        const Lease lease = take();
        QCOMPARE(lease.job.id, b.id);
        QVERIFY(!*await(queue().take({u"generate"_s})));
        QCOMPARE(codeOf(await(queue().pause(b.id))), errors::JobState.toString());
        QVERIFY(await(queue().resume(a.id)));
        QCOMPARE(take().job.id, a.id);
    }
    void cancels()
    {
        QSignalSpy wanted(&queue(), &JobQueue::cancelWanted);
        const Job a = add(u"generate"_s, "a");
        const Job b = add(u"generate"_s, "b");
        const Lease lease = take();
        QVERIFY(await(queue().cancel(b.id)));
        QCOMPARE(find(b.id).state, State::Cancelled);
        QCOMPARE(wanted.size(), qsizetype(0));
        QCOMPARE(codeOf(await(queue().cancel(b.id))), errors::JobState.toString());
        QVERIFY(await(queue().cancel(a.id)));
        QCOMPARE(wanted.size(), qsizetype(1));
        QCOMPARE(find(a.id).state, State::Running);
        QVERIFY(find(a.id).isCancelWanted);
        // Whatever the worker says then, only the cancel counts; what there is already is kept.
        QVERIFY(await(queue().fail(lease, {errors::Internal}, true, "partial")));
        QCOMPARE(find(a.id).state, State::Cancelled);
        QCOMPARE(find(a.id).result, QByteArray("partial"));
        QVERIFY(!find(a.id).error);
    }
    void cancelsAll()
    {
        for (int i = 0; i < 6; ++i) {
            NewJob job{i < 4 ? u"generate"_s : u"mint"_s, "x"};
            job.group = i % 2 == 0 ? u"even"_s : u"odd"_s;
            QVERIFY(await(queue().add({job})));
        }
        QCOMPARE(*await(queue().cancelAll(u"generate"_s, u"even"_s)), 2);
        const Lease lease = take();
        QSignalSpy wanted(&queue(), &JobQueue::cancelWanted);
        QCOMPARE(*await(queue().cancelAll(u"generate"_s)), 2);
        QCOMPARE(wanted.size(), qsizetype(1));
        QCOMPARE(wanted.first().first().toString(), lease.job.id);
        // A result that was there before the cancel is a result.
        QVERIFY(await(queue().complete(lease, "r")));
        QCOMPARE(find(lease.job.id).state, State::Done);
        QCOMPARE(*await(queue().cancelAll({})), 2);
        QCOMPARE(await(queue().jobs({}, 3))->size(), qsizetype(3));
        QCOMPARE(await(queue().jobs(u"mint"_s))->size(), qsizetype(2));
    }
    void failsAndTriesAgain()
    {
        const Job job = add(u"generate"_s, "a");
        for (int attempt = 1; attempt <= DeathsMax; ++attempt) {
            const Lease lease = take();
            QCOMPARE(lease.job.attempts, attempt);
            QVERIFY(
                await(queue().fail(lease, {errors::TooLarge, {{u"what"_s, u"it"_s}, {u"limit"_s, 7}}, u"d"_s}, true)));
        }
        const Job failed = find(job.id);
        QCOMPARE(failed.state, State::Failed);
        QCOMPARE(failed.error->code, errors::TooLarge);
        QCOMPARE(failed.error->args.value(u"what"_s).toString(), u"it"_s);
        QCOMPARE(failed.error->args.value(u"limit"_s).toInt(), 7);
        QCOMPARE(failed.error->detail, u"d"_s);
        QVERIFY(!*await(queue().take({u"generate"_s})));
        QVERIFY(await(queue().retry(job.id)));
        QCOMPARE(find(job.id).attempts, 0);
        QVERIFY(!find(job.id).error);
        QVERIFY(await(queue().fail(take(), {errors::Internal}, false)));
        QCOMPARE(find(job.id).state, State::Failed);
        QVERIFY(await(queue().retry(job.id)));
        QVERIFY(await(queue().fail(take(), {errors::Cancelled}, true)));
        QCOMPARE(find(job.id).state, State::Cancelled);
        QVERIFY(await(queue().retry(job.id)));
        QCOMPARE(codeOf(await(queue().retry(job.id))), errors::JobState.toString());
        QVERIFY(await(queue().remove(job.id)));
        QCOMPARE(codeOf(await(queue().remove(job.id))), errors::JobUnknown.toString());
    }
    void releases()
    {
        const Job job = add(u"generate"_s, "a");
        (void)add(u"generate"_s, "b");
        for (int i = 0; i < 10; ++i) {
            const Lease lease = take();
            QCOMPARE(lease.job.id, job.id);
            QCOMPARE(lease.job.attempts, 1);
            QCOMPARE(codeOf(await(queue().remove(job.id))), errors::JobState.toString());
            QVERIFY(await(queue().release(lease)));
        }
        const Lease lease = take();
        QVERIFY(await(queue().cancel(job.id)));
        QVERIFY(await(queue().release(lease)));
        QCOMPARE(find(job.id).state, State::Cancelled);
    }
    void leasesEnd()
    {
        const Job job = add(u"generate"_s, "a");
        const Lease first = take();
        QVERIFY(m_home->open()); // a clean end of the program gives back
        QCOMPARE(find(job.id).state, State::Queued);
        QCOMPARE(find(job.id).attempts, 0);
        const Lease second = take();
        const QString lost = errors::JobLeaseLost.toString();
        QCOMPARE(codeOf(await(queue().complete(first, "wrong"))), lost);
        QCOMPARE(codeOf(await(queue().checkpoint(first, "wrong"))), lost);
        QCOMPARE(codeOf(await(queue().fail(first, {errors::Internal}, false))), lost);
        QCOMPARE(codeOf(await(queue().release(first))), lost);
        QVERIFY(await(queue().complete(second, "right")));
        QCOMPARE(codeOf(await(queue().complete(second, "again"))), lost);
        QCOMPARE(find(job.id).result, QByteArray("right"));
    }
    void deaths()
    {
        const Job job = add(u"generate"_s, "a");
        const Job cancelled = add(u"generate"_s, "b");
        (void)take();
        (void)take();
        QVERIFY(await(queue().cancel(cancelled.id)));
        for (int death = 1; death <= DeathsMax; ++death) {
            const auto opened = die();
            QVERIFY(opened);
            QCOMPARE(opened->recovered, 1);
            QCOMPARE(opened->poisoned, death == DeathsMax ? 1 : 0);
            QCOMPARE(find(cancelled.id).state, State::Cancelled);
            if (death < DeathsMax) {
                QCOMPARE(find(job.id).state, State::Queued);
                (void)take();
            }
        }
        QCOMPARE(find(job.id).state, State::Failed);
        QCOMPARE(find(job.id).error->code, errors::JobPoison);
        QVERIFY(await(queue().retry(job.id)));
        (void)take();
        QCOMPARE(die()->poisoned, 0);
        QCOMPARE(find(job.id).state, State::Queued);
    }
    void oneProgramAtATime()
    {
        JobQueue second(m_home->path(), m_home->thread(), m_home->clock(), m_home->rng());
        QCOMPARE(codeOf(await(second.open())), errors::StoreInUse.toString());
        QCOMPARE(codeOf(await(second.add({{u"k"_s, "x"}}))), errors::StoreInUse.toString());
        QCOMPARE(codeOf(await(second.jobs())), errors::StoreInUse.toString());
        (void)add(u"generate"_s, "still works");
    }
    void bounds()
    {
        const QByteArray big(PayloadMax + 1, 'x');
        QCOMPARE(codeOf(await(queue().add({{u"k"_s, big}}))), errors::TooLarge.toString());
        QCOMPARE(codeOf(await(queue().add({{QString(), "x"}}))), errors::InvalidArgument.toString());
        QCOMPARE(codeOf(await(queue().add({{u"good"_s, "x"}, {QString(), "x"}}))), errors::InvalidArgument.toString());
        QVERIFY(await(queue().jobs())->isEmpty()); // all or none
        QCOMPARE(codeOf(await(queue().add(QList<NewJob>(10'001, {u"k"_s, "x"})))), errors::JobTooMany.toString());
        QCOMPARE(codeOf(await(queue().take({}))), errors::InvalidArgument.toString());
        (void)add(u"generate"_s, QByteArray(PayloadMax, 'x'));
        const Lease lease = take();
        QCOMPARE(codeOf(await(queue().checkpoint(lease, big))), errors::TooLarge.toString());
        QCOMPARE(codeOf(await(queue().complete(lease, big))), errors::TooLarge.toString());
        QCOMPARE(codeOf(await(queue().complete(lease, "x", {{0, u"t"_s, big, {}}}))), errors::TooLarge.toString());
        QVERIFY(await(queue().complete(lease, {})));
    }
    void endedAreKeptInBounds()
    {
        for (int part = 0; part < 2; ++part) {
            QVERIFY(await(queue().add(QList<NewJob>(2600, {u"bulk"_s, "x"}))));
            QCOMPARE(*await(queue().cancelAll(u"bulk"_s)), 2600);
        }
        const Job keyed = await(queue().add({{u"bulk"_s, "keyed", Priority::Mine, {}, u"key"_s}}))->first();
        QVERIFY(await(queue().cancel(keyed.id)));
        QCOMPARE(await(queue().jobs({}, 10'000))->size(), qsizetype(5201));
        QVERIFY(m_home->open());
        const auto jobs = await(queue().jobs({}, 10'000));
        QCOMPARE(jobs->size(), qsizetype(5001));
        QCOMPARE(jobs->first().id, keyed.id);
        QCOMPARE(await(queue().jobs())->size(), qsizetype(200));
    }
    // The file as version 1 wrote it. To make one for a later version: AIN_WRITE_GOLDEN=1.
    void golden()
    {
        const QString golden = QStringLiteral(AIN_TEST_DATA "/jobs/jobs-1.db");
        if (qEnvironmentVariableIsSet("AIN_WRITE_GOLDEN")) {
            (void)await(queue().add({{u"generate"_s, "waits", Priority::Background, u"group"_s, u"key"_s}}));
            (void)add(u"generate"_s, "done");
            (void)add(u"generate"_s, "failed");
            QVERIFY(await(queue().complete(take(), "result", {{0, u"gallery"_s, "picture", {}}})));
            QVERIFY(await(queue().fail(take(), {errors::JobPoison, {{u"count"_s, 5}}}, false)));
            QVERIFY(await(queue().setPausedAll(u"mint"_s, true)));
            closed();
            QFile::remove(golden);
            QVERIFY(QFile::copy(m_home->path() + u"/jobs.db"_s, golden));
        }
        closed();
        QFile::remove(m_home->path() + u"/jobs.db"_s);
        QVERIFY(QFile::copy(golden, m_home->path() + u"/jobs.db"_s));
        const auto opened = m_home->open();
        QVERIFY(opened && opened->setAside.isNull());
        const auto jobs = await(queue().jobs());
        QCOMPARE(jobs->size(), qsizetype(3));
        QCOMPARE(jobs->at(0).payload, QByteArray("waits"));
        QCOMPARE(jobs->at(0).priority, Priority::Background);
        QCOMPARE(jobs->at(0).group, u"group"_s);
        QCOMPARE(jobs->at(1).error->code, errors::JobPoison);
        QCOMPARE(jobs->at(1).error->args.value(u"count"_s).toInt(), 5);
        QCOMPARE(jobs->at(2).result, QByteArray("result"));
        QCOMPARE(await(queue().outbox(u"gallery"_s))->first().payload, QByteArray("picture"));
        QVERIFY(*await(queue().isPausedAll(u"mint"_s)));
        QCOMPARE(await(queue().add({{u"generate"_s, "x", Priority::Mine, {}, u"key"_s}}))->first().id, jobs->at(0).id);
    }
    void damagedFile()
    {
        (void)add(u"generate"_s, "a");
        closed();
        QFile file(m_home->path() + u"/jobs.db"_s);
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.write(QByteArray(8192, 'n'));
        file.close();
        const auto opened = m_home->open();
        QVERIFY(opened);
        QCOMPARE(opened->setAside, m_home->path() + u"/jobs.db.damaged-1"_s);
        QVERIFY(await(queue().jobs())->isEmpty());
    }

private:
    [[nodiscard]] JobQueue &queue() const { return m_home->queue(); }
    [[nodiscard]] Job add(const QString &kind, const QByteArray &payload, Priority priority = Priority::Mine) const
    {
        const auto added = await(queue().add({{kind, payload, priority}}));
        return added ? added->first() : Job();
    }
    [[nodiscard]] Lease take() const
    {
        auto lease = await(queue().take({u"generate"_s}));
        return lease && *lease ? **lease : Lease();
    }
    [[nodiscard]] Job find(const QString &id) const { return await(queue().job(id)).value_or(Job()); }
    [[nodiscard]] QList<QByteArray> order() const
    {
        QList<QByteArray> payloads;
        const auto jobs = await(queue().jobs(u"generate"_s));
        for (const Job &job : *jobs) {
            if (job.state == State::Queued)
                payloads.append(job.payload);
        }
        return payloads;
    }
    void closed()
    {
        m_home->close();
        QTRY_VERIFY(FileLock::take(m_home->path() + u"/jobs.db.lock"_s));
    }
    /// The files as they are now, in a new run: what a kill leaves.
    Result<JobQueue::Opened> die()
    {
        auto next = std::make_unique<JobHome>();
        QDir().mkpath(next->path());
        for (const QString &name : {u"/jobs.db"_s, u"/jobs.db-wal"_s})
            QFile::copy(m_home->path() + name, next->path() + name);
        m_home = std::move(next);
        return m_home->open();
    }

    std::unique_ptr<JobHome> m_home;
};

} // namespace

QTEST_GUILESS_MAIN(TestJobs)
#include "test_jobs.moc"
