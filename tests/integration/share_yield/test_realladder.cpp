// The whole way with the real engine on the processor: the user comes back, and nothing computes any more.
#include "tests/support/share/realladder.h"

#include <QTest>

using namespace ain;
using namespace ain::share;
using namespace ain::testing;

class TestRealLadder : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyReturnStopsTheEngine()
    {
        RealLadder real(QStringLiteral(AIN_ENGINE_PROGRAM), QStringLiteral(AIN_ENGINE_MODELS),
                        {.freezeMs = 20'000, .thawAfterMs = 10});
        constexpr int Returns = 12;
        for (int i = 0; i < Returns; ++i) {
            real.leave();
            QVERIFY(real.ladder->token().take());
            auto task = real.begin(150);
            QVERIFY2(!task.isFinished(), "the job ended before the user came back");
            // Each time at another moment of a step.
            (void)await(sleepFor(&real.context, i * 3));
            const qint64 pid = real.client->pid();
            real.comeBack();
            QCOMPARE(real.handedBack, i + 1);
            QVERIFY(real.times.hadJob && real.times.computeMs >= 0);
            QVERIFY2(real.hasStopped, threadStates(pid).constData());
            const auto drawn = await(std::move(task));
            QVERIFY(!drawn);
            QCOMPARE(drawn.error().code, errors::Cancelled);
        }
        QCOMPARE(real.ladder->history().percentiles(&YieldTimes::computeMs)->count, Returns);
    }

    void aGameGetsTheMemory()
    {
        RealLadder real(QStringLiteral(AIN_ENGINE_PROGRAM), QStringLiteral(AIN_ENGINE_MODELS));
        real.leave();
        auto task = real.begin(150);
        const qint64 pid = real.client->pid();
        real.guard->panic();
        until([&real] { return !real.ladder->isYielding(); });
        QVERIFY(threadStates(pid).isEmpty());
        QVERIFY(real.times.memoryMs >= 0 && real.times.goneMs >= 0);
        QCOMPARE(real.handedBack, 1);
        QVERIFY(!await(std::move(task)));
        // And it works again when it may.
        real.guard->setRunning(0, false);
        real.guard->turnOn();
        real.leave();
        QVERIFY(real.ladder->token().take());
        QVERIFY(await(real.begin(2)));
    }
};

QTEST_GUILESS_MAIN(TestRealLadder)
#include "test_realladder.moc"
