// Boxes and the server are killed with SIGKILL while 600 jobs are drawn; none is lost, none comes twice.
#include "tests/support/pool/poolfixture.h"

#include <QHash>
#include <QProcess>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <random>
#include <vector>

using namespace ain;
using namespace ain::testing;

namespace {

constexpr int Jobs = 600;
constexpr int Twice = 60;
constexpr int Boxes = 3;
constexpr int Kills = 14;
constexpr int Yields = 14; // jobs that went back

/// A process of a box, started again when it was killed.
class BoxProcess {
public:
    explicit BoxProcess(QString folder) : m_folder(std::move(folder)) { start(); }
    ~BoxProcess()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(BoxProcess)

    void start()
    {
        m_process.setStandardErrorFile(QProcess::nullDevice());
        m_process.start(QStringLiteral(AIN_POOL_BOX), {m_folder, u"35"_s});
    }
    /// In the middle of a job, as far as its word goes.
    [[nodiscard]] bool isDrawing()
    {
        read();
        return m_isDrawing && m_process.state() == QProcess::Running;
    }
    void kill()
    {
        ::kill(pid_t(m_process.processId()), SIGKILL);
        m_process.waitForFinished();
        m_isDrawing = false;
        start();
    }
    void yield() { ::kill(pid_t(m_process.processId()), SIGUSR1); }
    [[nodiscard]] const std::vector<qint64> &backTimes() // microseconds
    {
        read();
        return m_backTimes;
    }

private:
    void read()
    {
        while (m_process.canReadLine()) {
            const QList<QByteArray> words = m_process.readLine().trimmed().split(' ');
            m_isDrawing = words.value(0) == "started";
            if (words.value(0) == "back")
                m_backTimes.push_back(words.value(2).toLongLong());
        }
    }

    QString m_folder;
    QProcess m_process;
    bool m_isDrawing = false;
    std::vector<qint64> m_backTimes;
};

class TestChaos : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void nothingIsLostAndNothingComesTwice()
    {
        PoolFixture fixture;
        const auto served = fixture.serve();
        QVERIFY2(served, served ? "" : qPrintable(served.error().code.toString() + served.error().detail));
        std::vector<std::unique_ptr<BoxProcess>> boxes;
        for (int i = 0; i < Boxes; ++i) {
            const QString name = u"box-%1"_s.arg(i);
            QVERIFY(fixture.join(name));
            boxes.push_back(std::make_unique<BoxProcess>(fixture.path(name)));
        }

        QHash<QString, share::JobSpec> wanted;
        QHash<QString, int> came;
        int wrong = 0;
        pool::PoolRequester requester(*fixture.owner, 100);
        connect(&requester, &pool::PoolRequester::arrived, this, [&](const pool::Collected &collected) {
            const QString job = collected.result.job;
            ++came[job];
            wrong += collected.error || collected.png != fakePicture(wanted.value(job)) ? 1 : 0;
            requester.settle(job).detach();
        });
        requester.start();
        int refusedTwice = 0;
        for (int i = 0; i < Jobs; ++i) {
            const share::JobSpec spec = fixture.spec(quint64(i));
            wanted.insert(share::jobId(spec), spec);
            const auto first =
                await(requester.submit(spec, i % 5 == 0 ? pool::Priority::High : pool::Priority::Normal));
            QVERIFY(first && *first);
            if (i % (Jobs / Twice) == 0) {
                const auto second =
                    await(requester.submit(spec, i % 5 == 0 ? pool::Priority::High : pool::Priority::Normal));
                refusedTwice += second && !*second ? 1 : 0;
            }
        }
        QCOMPARE(refusedTwice, Twice);

        // By the number of results, so that all of it happens however fast this machine is.
        int kills = 0;
        int asked = 0;
        int serverKills = 0;
        std::mt19937 random(7);
        const auto box = [&]() -> BoxProcess & { return *boxes[random() % boxes.size()]; };
        const auto yields = [&boxes] {
            int sum = 0;
            for (const auto &process : boxes)
                sum += int(process->backTimes().size());
            return sum;
        };
        QElapsedTimer sinceYield;
        sinceYield.start();
        QElapsedTimer timer;
        timer.start();
        QElapsedTimer sinceRecovery;
        sinceRecovery.start();
        while (came.size() < Jobs && timer.elapsed() < 60'000) {
            QTest::qWait(1);
            const auto done = int(came.size());
            BoxProcess &one = box();
            if (kills < Kills && done >= 30 + kills * 25 && one.isDrawing()) {
                one.kill();
                ++kills;
            }
            BoxProcess &other = box();
            if (yields() < Yields && done >= 45 + yields() * 25 && other.isDrawing() && sinceYield.elapsed() > 40) {
                other.yield();
                sinceYield.restart();
                ++asked;
            }
            if (serverKills < 2 && done >= 150 + serverKills * 200) {
                ::kill(pid_t(fixture.server->pid()), SIGKILL);
                ++serverKills;
            }
            if (sinceRecovery.elapsed() > 5000) {
                (void)await(requester.recover());
                sinceRecovery.restart();
            }
        }
        std::vector<qint64> backTimes;
        for (const auto &process : boxes) {
            for (const qint64 time : process->backTimes())
                backTimes.push_back(time);
        }
        std::sort(backTimes.begin(), backTimes.end());
        qInfo("%d results in %lld ms; %d boxes killed, %d owners back (%zu jobs handed back, median %lld µs), server "
              "killed %d times",
              int(came.size()), static_cast<long long>(timer.elapsed()), kills, asked, backTimes.size(),
              backTimes.empty() ? 0LL : static_cast<long long>(backTimes[backTimes.size() / 2]), serverKills);
        if (came.size() < Jobs)
            qInfo("%s", fixture.server->logTail().constData());
        QCOMPARE(came.size(), Jobs);
        QCOMPARE(wrong, 0);
        QVERIFY2(kills >= 12, qPrintable(QString::number(kills)));
        QVERIFY2(yields() >= 12, qPrintable(QString::number(yields())));
        QCOMPARE(serverKills, 2);
        QVERIFY(std::all_of(came.cbegin(), came.cend(), [](int times) { return times == 1; }));
        for (auto job = wanted.cbegin(); job != wanted.cend(); ++job)
            QVERIFY(came.contains(job.key()));
        // What the server has agrees, once what it forgot is cleaned up.
        until([&] { return fixture.server->isReady(); });
        QTest::qWait(2 * fixture.times.leaseMs);
        const auto reconciled = await(fixture.owner->reconcile());
        QVERIFY(reconciled);
        qInfo("reconciled: %lld deleted, %lld put back, %d waiting, %d done",
              static_cast<long long>(reconciled->deleted), static_cast<long long>(reconciled->republished),
              int(reconciled->waiting.size()), int(reconciled->done.size()));
        QVERIFY(reconciled->waiting.isEmpty());
        QCOMPARE(reconciled->done.size(), Jobs);
        const auto isClean = [&] {
            (void)await(fixture.owner->reconcile());
            const auto now = await(fixture.owner->fleet());
            return now && now->queued == 0;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isClean(), 20'000);
        const auto fleet = await(fixture.owner->fleet());
        QVERIFY(fleet);
        QCOMPARE(fleet->results, Jobs);
        QTest::qWait(300);
        QCOMPARE(came.size(), Jobs);
        QVERIFY(std::all_of(came.cbegin(), came.cend(), [](int times) { return times == 1; }));
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestChaos)
#include "test_chaos.moc"
