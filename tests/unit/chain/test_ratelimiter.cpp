#include "core/chain/ratelimiter.h"
#include "tests/support/chain/clocks.h"

#include <QTest>

using namespace ain::chain;
using namespace ain::test;

namespace {

class TestRateLimiter : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsTheBudget()
    {
        FakeClock clock;
        RateLimiter limiter(clock);
        QList<qint64> reads;
        QList<qint64> writes;
        // A greedy caller for two minutes.
        for (int i = 0; i < 1300; ++i) {
            reads.append(clock.now + limiter.reserve(CallKind::Read));
            if (i % 10 == 0)
                writes.append(clock.now + limiter.reserve(CallKind::Write));
        }
        const auto most = [](const QList<qint64> &times, qint64 window) {
            qsizetype worst = 0;
            for (qsizetype i = 0; i < times.size(); ++i) {
                qsizetype count = 0;
                for (qsizetype j = i; j < times.size() && times.at(j) < times.at(i) + window; ++j)
                    ++count;
                worst = std::max(worst, count);
            }
            return worst;
        };
        QVERIFY(most(reads, 1000) <= 10);
        QVERIFY(most(writes, 1000) <= 1);
        QVERIFY(most(reads, 60000) <= 600);
        QVERIFY(most(writes, 60000) <= 60);
        // And no slower than needed.
        QVERIFY(reads.last() - reads.first() < 1300 * 110);
    }
    void startsAtOnceAndRecovers()
    {
        FakeClock clock;
        RateLimiter limiter(clock);
        for (int i = 0; i < 10; ++i)
            QCOMPARE(limiter.reserve(CallKind::Read), 0);
        QVERIFY(limiter.reserve(CallKind::Read) > 0);
        QCOMPARE(limiter.waiting(), 1);
        clock.now += 5000;
        QCOMPARE(limiter.reserve(CallKind::Read), 0);
    }
    void pauses()
    {
        FakeClock clock;
        RateLimiter limiter(clock);
        limiter.pause(10000);
        QCOMPARE(limiter.reserve(CallKind::Read), 10000);
        clock.now += 10000;
        QCOMPARE(limiter.reserve(CallKind::Write), 0);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestRateLimiter)
#include "test_ratelimiter.moc"
