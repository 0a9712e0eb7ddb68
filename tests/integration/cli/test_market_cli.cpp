// Drawing for pay in the terminal: a practice network, two that draw and one that asks, each a process of its own.
#include "running.h"

#include <QFileInfo>

#include <memory>

using namespace ain;
using namespace ain::test;

namespace {

class TestMarketCli : public QObject {
    Q_OBJECT

    const CliBench m_bench;
    std::unique_ptr<Running> m_network;
    std::unique_ptr<Running> m_first;
    std::unique_ptr<Running> m_second;
    QString m_url;

    [[nodiscard]] QStringList line(const QString &who, const QStringList &arguments) const
    {
        return m_bench.lineOf(who, m_url, arguments);
    }
    [[nodiscard]] Outcome run(const QString &who, const QStringList &arguments) const
    {
        return runCli(line(who, arguments));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_bench.isValid());
        m_network = std::make_unique<Running>(QStringList{u"sandbox"_s, u"run"_s, u"--data"_s, m_bench.path(u"net"_s)});
        m_url = m_network->first[u"rpc_url"].toString();
        QVERIFY(!m_url.isEmpty());
        for (const QString &who : {u"asker"_s, u"first"_s, u"second"_s}) {
            QCOMPARE(run(who, {u"vault"_s, u"init"_s}).exitCode, 0);
            QCOMPARE(run(who, {u"account"_s, u"create"_s}).exitCode, 0);
            QCOMPARE(run(who, {u"faucet"_s, QString(), u"300"_s}).exitCode, 0);
        }
    }
    void cleanupTestCase()
    {
        m_first.reset();
        m_second.reset();
        m_network.reset();
    }

    void withoutASessionNobodyDraws()
    {
        const Outcome outcome = run(u"asker"_s, {u"market"_s, u"draw"_s, u"--prompt"_s, u"a cat"_s});
        QCOMPARE(outcome.code(), u"exchange.nobody"_s);
        QVERIFY(outcome.json.at({u"error", u"message"}).toString().contains(u"market open"));
        QCOMPARE(run(u"asker"_s, {u"market"_s, u"status"_s}).json[u"installed"], json::Value(false));
        QCOMPARE(run(u"asker"_s, {u"market"_s, u"open"_s, u"http://127.0.0.1:1"_s}).code(), u"peer.unreachable"_s);
        QCOMPARE(run(u"asker"_s, {u"market"_s, u"open"_s, u"http://example.org"_s}).code(), u"peer.address"_s);
    }

    void providersAreListed()
    {
        QCOMPARE(run(u"first"_s, {u"market"_s, u"install"_s}).exitCode, 0);
        QCOMPARE(run(u"asker"_s, {u"market"_s, u"status"_s}).json[u"installed"], json::Value(true));
        QCOMPARE(run(u"first"_s, {u"market"_s, u"register"_s}).code(), u"share.not_staked"_s);
        for (const QString &who : {u"first"_s, u"second"_s}) {
            QCOMPARE(run(who, {u"market"_s, u"stake"_s}).exitCode, 0);
            QCOMPARE(run(who, {u"market"_s, u"register"_s, u"--price"_s, u"0.01"_s}).exitCode, 0);
        }
        QCOMPARE(run(u"asker"_s, {u"market"_s, u"providers"_s}).json.array().size(), std::size_t(2));
    }

    void drawsAndIsPaid()
    {
        m_first = std::make_unique<Running>(
            line(u"first"_s, {u"share"_s, u"serve"_s, u"--always"_s, u"--price"_s, u"0.01"_s}));
        m_second = std::make_unique<Running>(
            line(u"second"_s, {u"share"_s, u"serve"_s, u"--always"_s, u"--price"_s, u"0.02"_s}));
        for (const Running *one : {m_first.get(), m_second.get()}) {
            const QString url = one->first[u"url"].toString();
            const Outcome opened = run(u"asker"_s, {u"market"_s, u"open"_s, url, u"--cap"_s, u"1"_s});
            QVERIFY2(opened.exitCode == 0, opened.out.constData());
            QCOMPARE(opened.json[u"provider"], one->first[u"provider"]);
        }
        QCOMPARE(run(u"asker"_s, {u"market"_s, u"sessions"_s}).json.array().size(), std::size_t(2));
        const QString file = m_bench.path(u"fox.png"_s);
        const Outcome drawn =
            run(u"asker"_s,
                {u"market"_s, u"draw"_s, u"--prompt"_s, u"orange fox"_s, u"--seed"_s, u"3"_s, u"--out"_s, file});
        QVERIFY2(drawn.exitCode == 0, (drawn.out + drawn.err).constData());
        const json::Value last = json::parse(drawn.out.trimmed().split('\n').last()).value_or(json::Value());
        QCOMPARE(last[u"state"].toString(), u"accepted"_s);
        QCOMPARE(last[u"provider"], m_first->first[u"provider"]); // the cheaper one
        QVERIFY(QFileInfo(file).size() > 100);
        // Its recipe is in it and holds here, too.
        const Outcome checked = run(u"asker"_s, {u"recipe"_s, u"check"_s, file});
        QVERIFY2(checked.json[u"bit_equal"] == json::Value(true), checked.out.constData());
    }

    void aKilledOneIsReplaced()
    {
        Running asker(
            line(u"asker"_s,
                 {u"market"_s, u"draw"_s, u"--prompt"_s, u"blue owl"_s, u"--steps"_s, u"30"_s, u"--count"_s, u"4"_s}));
        QVERIFY(m_first->says("\"running\""));
        m_first->kill();
        QVERIFY(asker.hasEnded());
        const Outcome list = run(u"asker"_s, {u"market"_s, u"jobs"_s});
        QCOMPARE(list.json.array().size(), std::size_t(5));
        int bySecond = 0;
        for (const json::Value &job : list.json.array()) {
            QVERIFY2(job[u"state"].toString() == u"accepted" || job[u"state"].toString() == u"settled",
                     list.out.constData());
            bySecond += job[u"provider"] == m_second->first[u"provider"] ? 1 : 0;
        }
        QVERIFY(bySecond > 0);
    }

    void earningsAddUp()
    {
        m_second->interrupt();
        QVERIFY(m_second->hasEnded());
        const Outcome earnings = run(u"second"_s, {u"earnings"_s, u"--csv"_s, m_bench.path(u"earnings.csv"_s)});
        QVERIFY2(earnings.exitCode == 0, earnings.out.constData());
        QFile csv(m_bench.path(u"earnings.csv"_s));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        QVERIFY(csv.readLine().startsWith("time"));
        QVERIFY(csv.readLine().size() > 20);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestMarketCli)
#include "test_market_cli.moc"
