// kill -9 at 320 random moments while a queue is worked through: no job is lost, none has its effect twice.
#include "core/jobs/jobqueue.h"
#include "core/store/database.h"
#include "tests/unit/jobs/jobtest.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QSet>

using namespace ain;
using namespace ain::jobs;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rounds = 320;
constexpr int Ahead = 40; ///< jobs that wait before each round; each leads to a second one

class TestJobsKill : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingLostNothingTwice()
    {
        const quint32 seed = qEnvironmentVariableIsSet("AIN_KILL_SEED")
            ? quint32(qEnvironmentVariableIntValue("AIN_KILL_SEED"))
            : QRandomGenerator::global()->generate();
        m_random.seed(seed);
        qInfo("AIN_KILL_SEED=%u", seed);
        QVERIFY(m_home.open());
        QVERIFY(fill(0));
        QSet<QString> acknowledged;
        int killedAtWork = 0;
        for (int round = 0; round < Rounds; ++round) {
            closeQueue();
            const QStringList completed = runAndKill();
            killedAtWork += completed.isEmpty() ? 0 : 1;
            for (const QString &id : completed) {
                QVERIFY2(!acknowledged.contains(id), "completed twice");
                acknowledged.insert(id);
            }
            if (round % 8 == 7) {
                QVERIFY(look(acknowledged));
                QVERIFY(fill(int(acknowledged.size())));
            }
        }
        qInfo("%d kills, %d of them after finished jobs; %lld jobs finished before the last kill", Rounds, killedAtWork,
              static_cast<long long>(acknowledged.size()));
        QVERIFY(killedAtWork > Rounds / 4);
        // Now in peace. Jobs that had the bad luck of five deaths are tried again on demand.
        for (int turn = 0; turn < 3; ++turn) {
            QVERIFY(look(acknowledged));
            closeQueue();
            QProcess child;
            child.start(QStringLiteral(JOB_WORKER), {m_home.path()});
            QVERIFY(child.waitForFinished(120'000));
            QCOMPARE(child.exitCode(), 0);
            QCOMPARE(child.readAllStandardError(), QByteArray());
        }
        QVERIFY(m_home.open());
        const auto done = await(m_home.queue().jobs({}, 100'000));
        QVERIFY(done);
        QSet<QString> payloads;
        QSet<QString> ids;
        for (const Job &job : *done) {
            QCOMPARE(job.state, State::Done);
            QCOMPARE(job.result, job.payload);
            payloads.insert(job.kind + u':' + QString::fromLatin1(job.payload));
            ids.insert(job.id);
        }
        QCOMPARE(done->size(), qsizetype(2 * m_first));
        QCOMPARE(payloads.size(), qsizetype(2 * m_first));
        QVERIFY(ids.contains(acknowledged));
        QVERIFY(await(m_home.queue().outbox(u"effects"_s))->isEmpty());
        store::Options options;
        options.fileName = u"effects.db"_s;
        options.applicationId = 1;
        options.migrations = {{}};
        const auto effects = store::Database::open(m_home.path(), options);
        QVERIFY(effects);
        QSet<QString> affected;
        int rows = 0;
        QVERIFY((*effects)->each(u"SELECT job FROM effects"_s, {}, [&](const store::Row &row) {
            affected.insert(row.text(0));
            ++rows;
        }));
        QCOMPARE(rows, 2 * m_first); // each job one entry, each entry delivered
        QCOMPARE(affected, ids);
    }

private:
    /// The worker wants the folder for itself.
    void closeQueue()
    {
        m_home.close();
        QVERIFY(QTest::qWaitFor([this] { return bool(FileLock::take(m_home.path() + u"/jobs.db.lock"_s)); }));
    }

    /// Enough to do for the next rounds, more on a quicker machine.
    bool fill(int finished)
    {
        QList<NewJob> jobs;
        for (; m_first < finished + Ahead; ++m_first) {
            NewJob job{u"first"_s, QByteArray::number(m_first)};
            job.key = u"first:%1"_s.arg(m_first);
            jobs.append(job);
        }
        return await(m_home.queue().add(jobs)).has_value();
    }

    /// What was acknowledged is there, everything else waits.
    bool look(const QSet<QString> &acknowledged)
    {
        const auto opened = m_home.open();
        if (!opened || !opened->setAside.isNull()) {
            qWarning("the queue does not open as it was");
            return false;
        }
        const auto jobs = await(m_home.queue().jobs({}, 100'000));
        if (!jobs)
            return false;
        QSet<QString> done;
        QSet<QString> firsts;
        for (const Job &job : *jobs) {
            if (job.kind == u"first")
                firsts.insert(QString::fromLatin1(job.payload));
            if (job.state == State::Done)
                done.insert(job.id);
            if (job.state == State::Failed) {
                if (job.error->code != errors::JobPoison || !await(m_home.queue().retry(job.id)))
                    return false;
                qInfo("one job saw %d deaths", DeathsMax);
            }
        }
        if (firsts.size() != m_first || !done.contains(acknowledged))
            qWarning("%lld of %d jobs, %lld of %lld done", static_cast<long long>(firsts.size()), m_first,
                     static_cast<long long>(done.size()), static_cast<long long>(acknowledged.size()));
        return firsts.size() == m_first && done.contains(acknowledged);
    }

    QStringList runAndKill()
    {
        QProcess child;
        child.start(QStringLiteral(JOB_WORKER), {m_home.path()});
        if (!child.waitForStarted())
            return {};
        // Half of the time while it works, half of the time anywhere, start included.
        QByteArray said;
        if (m_random.bounded(2) == 0) {
            while (!said.contains('\n') && child.waitForReadyRead(5'000))
                said += child.readAllStandardOutput();
        }
        QThread::usleep(m_random.bounded(40'000));
        child.kill();
        child.waitForFinished();
        const QByteArray errors = child.readAllStandardError();
        if (!errors.isEmpty())
            qWarning("the worker said: %s", errors.constData());
        QStringList ids;
        const auto lines = (said + child.readAllStandardOutput()).split('\n');
        for (qsizetype i = 0; i + 1 < lines.size(); ++i) // the last piece may be half a line
            ids.append(QString::fromLatin1(lines[i].mid(2)));
        return ids;
    }

    JobHome m_home;
    QRandomGenerator m_random;
    int m_first = 0; ///< jobs added so far
};

} // namespace

QTEST_GUILESS_MAIN(TestJobsKill)
#include "test_jobs_kill.moc"
