// `kill -9` of whoever asks, draws and cashes, again and again: every picture that was kept is paid, once, and both
// books agree with the chain.
#include "running.h"

#include "core/base/amount.h"

#include <QThread>

#include <cstdlib>
#include <memory>
#include <random>

using namespace ain;
using namespace ain::test;

namespace {

constexpr int Rounds = 4;
constexpr int CashesPerRound = 3;
constexpr int LongestDrawMs = 2'500; ///< two pictures take about as long
constexpr int LongestCashMs = 900;

class TestKillSettleCli : public QObject {
    Q_OBJECT

    const CliBench m_bench;
    QString m_url;

    [[nodiscard]] QStringList line(const QString &who, const QStringList &arguments) const
    {
        return m_bench.lineOf(who, m_url, arguments);
    }
    [[nodiscard]] Outcome run(const QString &who, const QStringList &arguments) const
    {
        return runCli(line(who, arguments));
    }
    [[nodiscard]] Amount balance(const QString &who) const
    {
        return Amount::parse(run(who, {u"balance"_s}).json[u"balance"].toString()).value_or(Amount::fromMicro(-1));
    }
    [[nodiscard]] std::unique_ptr<Running> serve(const QString &port) const
    {
        return std::make_unique<Running>(
            line(u"drawer"_s, {u"share"_s, u"serve"_s, u"--always"_s, u"--price"_s, u"0.01"_s, u"--port"_s, port}));
    }
    /// True: it was still running when it was killed.
    [[nodiscard]] static bool killAfter(const QStringList &arguments, unsigned long ms)
    {
        QProcess process;
        process.start(QStringLiteral(AIN_CLI), arguments);
        if (!process.waitForStarted())
            return false;
        QThread::msleep(ms);
        const bool wasRunning = process.state() == QProcess::Running;
        process.kill();
        process.waitForFinished();
        return wasRunning;
    }

private Q_SLOTS:
    void everyPictureIsPaidOnce()
    {
        QVERIFY(m_bench.isValid());
        const Running network({u"sandbox"_s, u"run"_s, u"--instant"_s, u"--data"_s, m_bench.path(u"net"_s)});
        m_url = network.first[u"rpc_url"].toString();
        for (const QString &who : {u"asker"_s, u"drawer"_s}) {
            QCOMPARE(run(who, {u"vault"_s, u"init"_s}).exitCode, 0);
            QCOMPARE(run(who, {u"account"_s, u"create"_s}).exitCode, 0);
            QCOMPARE(run(who, {u"faucet"_s, QString(), u"300"_s}).exitCode, 0);
        }
        for (const QString &step : {u"install"_s, u"stake"_s, u"register"_s})
            QCOMPARE(run(u"drawer"_s, {u"market"_s, step}).exitCode, 0);
        const Amount drawerHad = balance(u"drawer"_s);
        auto drawer = serve(u"0"_s);
        const QString address = drawer->first[u"url"].toString();
        const QString port = address.section(u':', -1);
        // A tab holds one picture, so that there are many to settle.
        const Outcome opened = run(u"asker"_s, {u"market"_s, u"open"_s, address, u"--cap"_s, u"0.004"_s});
        QVERIFY2(opened.exitCode == 0, opened.out.constData());
        const Amount askerHad = balance(u"asker"_s);

        std::mt19937 random(20'261'124); // NOLINT(cert-msc32-c,cert-msc51-cpp): repeatable
        const QStringList draw{u"market"_s,  u"draw"_s, u"--prompt"_s, u"orange fox"_s,
                               u"--count"_s, u"2"_s,    u"--ttl"_s,    u"60"_s};
        int killed = 0;
        for (int round = 0; round < Rounds; ++round) {
            if (round % 2 == 0) {
                killed += killAfter(line(u"asker"_s, draw), random() % LongestDrawMs) ? 1 : 0;
            } else {
                QProcess asker;
                asker.start(QStringLiteral(AIN_CLI), line(u"asker"_s, draw));
                QVERIFY(asker.waitForStarted());
                QThread::msleep(random() % LongestDrawMs);
                drawer->kill(); // comes back while it is waited for
                ++killed;
                drawer = serve(port);
                QVERIFY(asker.waitForFinished(120'000));
            }
            drawer->kill();
            for (int i = 0; i < CashesPerRound; ++i)
                killed += killAfter(line(u"drawer"_s, {u"earnings"_s, u"cash"_s}), random() % LongestCashMs) ? 1 : 0;
            drawer = serve(port);
            QCOMPARE(drawer->first[u"url"].toString(), address);
        }
        QVERIFY2(killed > Rounds, "too few were still running: nothing was tried");

        // Left alone, both go on with whatever is there.
        // A provider that was away so often is asked again after a while.
        Outcome last = run(u"asker"_s, draw);
        for (int i = 0; i < 3 && last.exitCode != 0; ++i)
            last = run(u"asker"_s, draw);
        QVERIFY2(last.exitCode == 0, last.out.constData());
        drawer->interrupt();
        QVERIFY(drawer->hasEnded());
        Outcome cashed = run(u"drawer"_s, {u"earnings"_s, u"cash"_s});
        for (int i = 0; i < 20 && cashed.exitCode == 0; ++i)
            cashed = run(u"drawer"_s, {u"earnings"_s, u"cash"_s});
        QCOMPARE(cashed.code(), u"share.nothing_to_cash"_s);

        const json::Value earned = run(u"drawer"_s, {u"earnings"_s}).json;
        Amount paid;
        Amount fees;
        qint64 pictures = 0;
        QSet<QString> transactions;
        for (const json::Value &tab : earned[u"tabs"].array()) {
            const QString state = tab[u"state"].toString();
            if (state == u"owed")
                continue; // drawn for somebody who was killed and drew anew: nobody kept it
            QCOMPARE(state, u"proven"_s);
            QVERIFY(!transactions.contains(tab[u"tx_hash"].toString()));
            transactions += tab[u"tx_hash"].toString();
            paid = paid + *Amount::parse(tab[u"amount"].toString());
            fees = fees + *Amount::parse(tab[u"fee"].toString());
            pictures += tab[u"jobs"].toInteger();
        }
        qint64 kept = 0;
        const json::Value jobs = run(u"asker"_s, {u"market"_s, u"jobs"_s}).json;
        for (const json::Value &job : jobs.array()) {
            if (job[u"picture"].isNull())
                continue;
            ++kept;
            QCOMPARE(job[u"state"].toString(), u"settled"_s);
        }
        qInfo("%d killed, %d pictures kept, %d paid in %d tabs", killed, int(kept), int(pictures),
              int(transactions.size()));
        QVERIFY(kept >= 2); // those of the last one
        QCOMPARE(pictures, kept);
        // The chain adds doubles; the last digit of such a sum may be one off, and a picture is some thousands.
        QVERIFY(std::abs((balance(u"drawer"_s) - drawerHad - paid).micro()) <= 1);
        QVERIFY(std::abs((askerHad - paid - fees - balance(u"asker"_s)).micro()) <= 1);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestKillSettleCli)
#include "test_kill_settle_cli.moc"
