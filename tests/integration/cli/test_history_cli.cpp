// `history scan` and `history list` as scripts use them, also killed in the middle.
#include "clirun.h"

#include "core/base/amount.h"
#include "core/base/secretbytes.h"
#include "core/sandbox/practicenetwork.h"
#include "tests/support/chain/await.h"

using namespace ain;
using namespace ain::test;

class TestHistoryCli : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }
    void scansAndLists();
};

void TestHistoryCli::scansAndLists()
{
    const CliBench bench(false);
    QVERIFY(bench.isValid());
    sandbox::PracticeOptions options;
    options.blockIntervalMs = 200;
    sandbox::PracticeHost host(options);
    const auto started = await(host.start());
    AIN_REQUIRE(started);
    const QString url = started->rpcUrl.toString();
    QVERIFY(bench.write(u"password"_s, "correct horse\n").size() > 0);
    const auto run = [&](const QStringList &arguments) {
        QStringList line{u"--data"_s, bench.path(u"data"_s), u"--network"_s, url, u"--json"_s};
        line += {u"--password-file"_s, bench.path(u"password"_s)};
        // The chain lives in this process: its thread goes on while this one waits.
        return runCli(line + arguments);
    };
    QCOMPARE(run({u"vault"_s, u"init"_s}).exitCode, 0);
    const Outcome created = run({u"account"_s, u"create"_s, u"--name"_s, u"Main"_s});
    QCOMPARE(created.exitCode, 0);
    QString address = created.json[u"address"].toString();
    if (address.isEmpty())
        address = created.json.at({u"account", u"address"}).toString();
    QVERIFY2(!address.isEmpty(), created.out.constData());
    AIN_REQUIRE(await(host.fund(address, Amount::fromMicro(25'000'000))));
    AIN_REQUIRE(await(host.mineBlocks(400)));

    // Killed in the middle: what was committed stays, the rest is done by the next one.
    {
        QProcess process;
        process.start(QStringLiteral(AIN_CLI),
                      {u"--data"_s, bench.path(u"data"_s), u"--network"_s, url, u"--json"_s, u"--password-file"_s,
                       bench.path(u"password"_s), u"history"_s, u"scan"_s, u"--all"_s});
        QVERIFY(process.waitForStarted());
        QVERIFY(!process.waitForFinished(1200) || process.exitCode() == 0);
        process.kill();
        process.waitForFinished();
    }
    const Outcome scan = run({u"history"_s, u"scan"_s, u"--all"_s});
    QVERIFY2(scan.exitCode == 0, scan.out.constData());
    const json::Value &scanned = scan.json[u"scanned"].array().front();
    QCOMPARE(scanned[u"blocks"].array().size(), 1);
    QCOMPARE(scanned[u"blocks"].array().front()[u"from"].toInteger(-1), 0);
    QVERIFY(scanned[u"blocks"].array().front()[u"to"].toInteger() >= 400);
    QVERIFY(scan.err.isEmpty()); // progress is for terminals

    const Outcome list = run({u"history"_s, u"list"_s, u"--account"_s, u"Main"_s});
    QVERIFY2(list.exitCode == 0, list.out.constData());
    QCOMPARE(list.json[u"entries"].array().size(), 1);
    const json::Value &entry = list.json[u"entries"].array().front();
    QCOMPARE(entry[u"direction"].toString(), u"in"_s);
    QCOMPARE(entry[u"amount"].toString(), u"25.000000"_s);
    QCOMPARE(entry[u"counterparty"].toString(), started->faucetAddress);
    QVERIFY(entry[u"fee"].isNull());
    QCOMPARE(entry.at({u"proof", u"state"}).toString(), u"proven"_s);
    QCOMPARE(entry.at({u"proof", u"block"}).toInteger(), entry[u"block"].toInteger());

    // A range that nobody asked for is not claimed to have been looked at.
    QCOMPARE(run({u"history"_s, u"scan"_s, u"--from"_s, u"x"_s}).code(), u"cli.usage"_s);
    QCOMPARE(run({u"history"_s, u"scan"_s, u"--from"_s, u"5"_s, u"--all"_s}).code(), u"cli.usage"_s);
    const Outcome anew = run({u"history"_s, u"scan"_s, u"--anew"_s, u"--from"_s, u"300"_s});
    QVERIFY2(anew.exitCode == 0, anew.out.constData());
    QCOMPARE(anew.json[u"scanned"].array().front()[u"blocks"].array().front()[u"from"].toInteger(-1), 300);
    QCOMPARE(run({u"history"_s, u"list"_s}).json[u"entries"].array().size(), 0);
}

QTEST_GUILESS_MAIN(TestHistoryCli)
#include "test_history_cli.moc"
