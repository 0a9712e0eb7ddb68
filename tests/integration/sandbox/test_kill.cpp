// Kills the practice network again and again while it works: what it called final is there every time.
#include "core/base/secretbytes.h"
#include "core/crypto/key.h"
#include "rpcclient.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ain;
using ain::test::RpcClient;

class TestKill : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }
    void finalIsForGood();
    void endsCleanlyOnASignal();

private:
    static json::Value startProgram(QProcess &process, const QStringList &arguments)
    {
        process.start(QStringLiteral(AIN_SANDBOX_PROGRAM), arguments);
        while (process.state() != QProcess::NotRunning && !process.canReadLine()) {
            if (!process.waitForReadyRead(60'000))
                break;
        }
        auto line = json::parse(process.readLine());
        return line ? *line : json::Value();
    }
};

void TestKill::finalIsForGood()
{
    constexpr int Kills = 32;
    const QTemporaryDir directory;
    const auto alice = crypto::PrivateKey::generate();
    const QString from = alice.address().toString();
    QString genesis;
    qint64 nonce = 0;
    QString lastFinalHash;
    qint64 lastFinalNumber = 0;
    QRandomGenerator random(7);

    for (int round = 0; round <= Kills; ++round) {
        QProcess process;
        const json::Value line = startProgram(process, {u"--data"_s, directory.path(), u"--instant"_s});
        QVERIFY2(line.isObject(), process.readAllStandardError().constData());
        if (round == 0)
            genesis = line[u"genesis_hash"].toString();
        QCOMPARE(line[u"genesis_hash"].toString(), genesis);
        RpcClient client(QUrl(line[u"rpc_url"].toString()));

        // Everything acknowledged before the kill is there.
        QVERIFY(client.result(u"ain_getNonce"_s, {{u"address"_s, from}}).toInteger(-1) >= nonce);
        nonce = client.result(u"ain_getNonce"_s, {{u"address"_s, from}}).toInteger();
        if (!lastFinalHash.isEmpty()) {
            const json::Value block = client.result(u"ain_getBlockByNumber"_s, {{u"number"_s, lastFinalNumber}});
            QCOMPARE(block[u"hash"].toString(), lastFinalHash);
            // And the tip can be proven at once: votes for it and for the block on top of it.
            const json::Value tip = client.result(u"ain_getLastBlock"_s);
            const json::Value pool = client.result(u"net_rawConsensusStatus"_s)[u"block_pool"];
            const json::Value &next = pool.at({u"hashToNextBlockSet", tip[u"hash"].toString()}).array()[0];
            QCOMPARE(pool.at({u"hashToBlockInfo", tip[u"hash"].toString(), u"votes"}).array().size(), std::size_t(3));
            QCOMPARE(pool.at({u"hashToBlockInfo", next.toString(), u"votes"}).array().size(), std::size_t(3));
            QCOMPARE(tip[u"last_votes"].array().size(), std::size_t(4));
        }
        if (round == 0) {
            const json::Value funded =
                client.result(u"sandbox_faucet"_s, {{u"address"_s, from}, {u"amount"_s, 100'000}});
            QVERIFY(funded[u"tx_hash"].isString());
        }
        if (round == Kills) {
            process.kill();
            process.waitForFinished();
            break;
        }
        const int sends = random.bounded(1, 5);
        for (int i = 0; i < sends; ++i) {
            const qint64 now = client.result(u"sandbox_status"_s)[u"now"].toInteger();
            const json::Value sent = client.send(
                alice, RpcClient::transfer(from, line[u"faucet"].toString(), u"k%1"_s.arg(nonce), 0.5), nonce, now);
            QCOMPARE(sent.at({u"result", u"code"}), json::Value(0));
            const json::Value info = client.result(u"ain_getTransactionByHash"_s, {{u"hash"_s, sent[u"tx_hash"]}});
            QCOMPARE(info[u"state"].toString(), u"FINALIZED"_s);
            ++nonce;
        }
        const json::Value last = client.result(u"ain_getLastBlock"_s);
        lastFinalHash = last[u"hash"].toString();
        lastFinalNumber = last[u"number"].toInteger();
        // And now in the middle of work: requests whose answers nobody will see.
        QNetworkAccessManager network;
        QNetworkRequest request(QUrl(line[u"rpc_url"].toString()));
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        for (int i = 0; i < 3; ++i) {
            network.post(request, R"({"jsonrpc":"2.0","id":1,"method":"sandbox_mineBlock","params":{"count":40}})");
        }
        QTest::qWait(random.bounded(0, 40));
        process.kill();
        QVERIFY(process.waitForFinished());
    }
    QVERIFY(nonce >= Kills);
}

void TestKill::endsCleanlyOnASignal()
{
    QProcess process;
    const json::Value line = startProgram(process, {u"--interval"_s, u"200"_s});
    QVERIFY(line.isObject());
    RpcClient client(QUrl(line[u"rpc_url"].toString()));
    // Blocks come by themselves, empty ones too.
    QTRY_VERIFY_WITH_TIMEOUT(client.result(u"ain_getLastBlockNumber"_s).toInteger() >= 2, 30'000);
    process.terminate();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
}

QTEST_GUILESS_MAIN(TestKill)
#include "test_kill.moc"
