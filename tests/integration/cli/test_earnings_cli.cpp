// Earnings and the state of sharing in the terminal, where nothing was earned and where another program shares.
#include "clirun.h"

#include "core/base/filelock.h"

using namespace ain;
using namespace ain::test;

namespace {

class TestEarningsCli : public QObject {
    Q_OBJECT

    const CliBench m_bench{false};

    [[nodiscard]] Outcome run(const QStringList &arguments) const { return m_bench.run(arguments); }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_bench.isValid()); }

    void nothingWasEarned()
    {
        const QString csv = m_bench.path(u"empty.csv"_s);
        const Outcome earned = run({u"earnings"_s, u"--csv"_s, csv});
        QVERIFY2(earned.exitCode == 0, earned.out.constData());
        for (const QString &sum : {u"owed"_s, u"signed"_s, u"settled"_s, u"proven"_s, u"unpaid"_s, u"fees"_s})
            QCOMPARE(earned.json[sum].string(), u"0.000000"_s);
        QCOMPARE(earned.json[u"network"].string(), u"practice"_s);
        QCOMPARE(earned.json[u"tabs"].array().size(), std::size_t(0));
        QVERIFY(earned.json[u"electricity"][u"net_won"].isNull());
        QFile file(csv);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("time,session,requester,jobs,units,amount,fee,tx_hash,state\r\n"));
        // Asking makes no book.
        QVERIFY(!QFile::exists(m_bench.path(u"data/share/practice/market.db"_s)));
        QCOMPARE(run({u"earnings"_s, u"cash"_s}).code(), u"share.nothing_to_cash"_s);
        QCOMPARE(run({u"earnings"_s, u"--csv"_s, m_bench.path(u"no/such/folder.csv"_s)}).code(), u"file.write"_s);
        QCOMPARE(run({u"earnings"_s, u"cash"_s, u"a"_s, u"-1"_s}).exitCode, 2);
        QCOMPARE(run({u"earnings"_s, u"cash"_s, u"a"_s, u"many"_s}).exitCode, 2);
    }

    void electricityIsKept()
    {
        const Outcome set =
            run({u"earnings"_s, u"electricity"_s, u"--won-per-kwh"_s, u"120.5"_s, u"--watts"_s, u"90"_s});
        QVERIFY2(set.exitCode == 0, set.out.constData());
        QCOMPARE(set.json[u"won_per_kwh"].toDouble(), 120.5);
        m_bench.write(u"data/share-usage.json"_s,
                      "{\"v\":1,\"before\":{\"ms\":7200000,\"measured_ms\":3600000,\"millijoules\":360000000},"
                      "\"days\":{}}");
        const Outcome bill = run({u"earnings"_s, u"electricity"_s});
        QCOMPARE(bill.json[u"seconds"].toInteger(), 7200);
        QCOMPARE(bill.json[u"power"].string(), u"mixed"_s);
        QCOMPARE(bill.json[u"measured_kwh"].toDouble(), 0.1);
        QCOMPARE(bill.json[u"estimated_kwh"].toDouble(), 0.09);
        QCOMPARE(bill.json[u"won"].toDouble(), 22.9);
        QVERIFY(bill.json[u"won_per_ain"].isNull());
        QCOMPARE(run({u"earnings"_s, u"electricity"_s, u"--watts"_s, u"-3"_s}).exitCode, 2);
        QCOMPARE(run({u"earnings"_s, u"electricity"_s, u"--watts"_s, u"nan"_s}).exitCode, 2);
        QCOMPARE(run({u"earnings"_s, u"electricity"_s}).json[u"watts"].toDouble(), 90.0);
    }

    void aProgramThatSharesIsBelieved()
    {
        const Outcome own = run({u"share"_s, u"status"_s});
        QVERIFY2(own.exitCode == 0, own.out.constData());
        QCOMPARE(own.json[u"running"], json::Value(false));
        QVERIFY(own.json[u"pid"].isNull());
        m_bench.write(u"data/share-running.json"_s,
                      "{\"v\":1,\"pid\":4711,\"at\":1,\"status\":{\"state\":\"serving\",\"on\":true}}");
        // Left by a crash: nobody holds the lock.
        QCOMPARE(run({u"share"_s, u"status"_s}).json[u"running"], json::Value(false));
        const auto lock = FileLock::take(m_bench.path(u"data/share-running.lock"_s));
        QVERIFY(lock);
        const Outcome told = run({u"share"_s, u"status"_s});
        QCOMPARE(told.json[u"running"], json::Value(true));
        QCOMPARE(told.json[u"pid"].toInteger(), 4711);
        QCOMPARE(told.json[u"state"].string(), u"serving"_s);
        QCOMPARE(told.json[u"at"].toInteger(), 1);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestEarningsCli)
#include "test_earnings_cli.moc"
