// The token and the measurements.
#include "gpu/share/yield/sharetoken.h"
#include "gpu/share/yield/yieldhistory.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace ain;
using namespace ain::share;
using namespace Qt::StringLiterals;

class TestParts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTokenIsRevokedForAll()
    {
        ShareToken token;
        const ShareToken copy = token;
        QVERIFY(!copy.take());
        token.open();
        const auto ticket = copy.take();
        QVERIFY(ticket);
        QVERIFY(copy.isValid(*ticket));
        token.close();
        QVERIFY(!copy.take());
        QVERIFY(copy.isValid(*ticket)); // it may go on
        token.open();
        QVERIFY(copy.isValid(*ticket));
        token.revoke();
        QVERIFY(!copy.isValid(*ticket));
        QVERIFY(!copy.take());
        token.open();
        QVERIFY(!copy.isValid(*ticket)); // never again
        QVERIFY(copy.isValid(*copy.take()));
    }

    void aTokenIsSeenByOtherThreads()
    {
        ShareToken token;
        token.open();
        const auto ticket = *token.take();
        std::atomic<bool> ended = false;
        std::thread worker([copy = token, ticket, &ended] {
            while (copy.isValid(ticket))
                std::this_thread::yield();
            ended = true;
        });
        token.revoke();
        worker.join();
        QVERIFY(ended);
    }

    void percentilesCountWhatCame()
    {
        YieldHistory history;
        QVERIFY(!history.percentiles(&YieldTimes::computeMs));
        QVERIFY(history.summary().isEmpty());
        for (int i = 1; i <= 100; ++i)
            history.add({.kind = YieldKind::Soft, .hadJob = true, .computeMs = i, .memoryMs = i % 2 == 0 ? i : -1});
        const auto compute = history.percentiles(&YieldTimes::computeMs);
        QCOMPARE(compute->count, 100);
        QCOMPARE(compute->p50, 50);
        QCOMPARE(compute->p90, 90);
        QCOMPARE(compute->p99, 99);
        QCOMPARE(history.percentiles(&YieldTimes::memoryMs)->count, 50);
        QVERIFY(!history.percentiles(&YieldTimes::freezeMs));
        QCOMPARE(history.summary()[u"compute"][u"p99"].toInteger(), 99);
        QVERIFY(!history.summary().contains(u"freeze"));
        for (qsizetype i = 0; i < YieldHistory::Kept; ++i)
            history.add({.computeMs = 7});
        QCOMPARE(history.times().size(), YieldHistory::Kept);
        QCOMPARE(history.percentiles(&YieldTimes::computeMs)->p99, 7);
    }

    void survivesOnDisk()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"yield.json"_s);
        QVERIFY(YieldHistory::load(path).times().isEmpty());
        YieldHistory history;
        for (qsizetype i = 0; i < YieldHistory::Kept + 5; ++i) {
            history.add({.atMs = 1'795'375'000'000 + i,
                         .kind = i % 3 == 0 ? YieldKind::Hard : YieldKind::Soft,
                         .hadJob = i % 2 == 0,
                         .revokeMs = 0,
                         .cancelMs = 1,
                         .freezeMs = i,
                         .computeMs = i});
        }
        QVERIFY(history.save(path));
        QVERIFY(YieldHistory::load(path).times() == history.times());
        QVERIFY(!history.save(folder.filePath(u"no/such/folder"_s)));

        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray whole = file.readAll();
        file.resize(whole.size() / 2); // a torn write
        QVERIFY(YieldHistory::load(path).times().isEmpty());
    }

    void hostileRowsAreLeftOut()
    {
        const auto history = YieldHistory::fromJson(R"({"version":1,"yields":[
            [1,0,1,0,1,2,3,4,5,6,7], [1,2,1,0,1,2,3,4,5,6,7], [1,0,1,0,1,2,3,4,5,6], 7, [1,0,1,0,1,2,3,4,5,6,-2],
            [1,0,1,0,1,2,3,4,5,6,1e15], [1,0,1,0.5,1,2,3,4,5,6,7], [1,1,0,-1,-1,-1,-1,-1,-1,-1,-1]]})");
        QVERIFY(history);
        QCOMPARE(history->times().size(), 2);
        QCOMPARE(history->times()[0].memoryMs, 7);
        QVERIFY(!YieldHistory::fromJson("{"));
        QVERIFY(YieldHistory::fromJson(R"({"version":2,"yields":[[1,0,1,0,1,2,3,4,5,6,7]]})")->times().isEmpty());
        QVERIFY(!YieldHistory::fromJson(QByteArray(300 * 1024, ' ')));
    }
};

QTEST_GUILESS_MAIN(TestParts)
#include "test_parts.moc"
