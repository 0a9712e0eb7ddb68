// ChainClient against gateways that behave and gateways that don't.
#include "core/chain/chainclient.h"
#include "core/chain/operations/transfer.h"
#include "core/chain/rpcclient.h"
#include "tests/support/chain/await.h"
#include "tests/support/chain/clocks.h"
#include "tests/support/chain/fixtures.h"
#include "tests/support/chain/scriptedgateway.h"

#include <QSignalSpy>

using namespace ain;
using namespace ain::chain;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

const QString Sender = u"0x05A1247A7400f0C2A893611adD1505743552c631"_s;

Network networkOf(const QList<const ScriptedGateway *> &gateways)
{
    Network network = Network::practice(QUrl(), QUrl(), QString());
    network.rpcUrls.clear();
    for (const ScriptedGateway *gateway : gateways)
        network.rpcUrls.append(gateway->url());
    return network;
}

SignedTransaction transfer1()
{
    const json::Value row = dataFile(u"chain/tx/transfer1_key_and_body.json"_s);
    return SignedTransaction::fromJson(
               json::Object{{u"tx_body"_s, row[u"tx_body"]}, {u"signature"_s, row[u"signature"]}}, 0)
        .value();
}

ScriptedGateway::Handler always(const json::Value &payload)
{
    return [payload](const json::Object &) { return ScriptedReply::payload(payload); };
}

/// Final in block 273, as recorded.
void serveTransfer1(ScriptedGateway &gateway)
{
    gateway.handlers[u"ain_getTransactionByHash"_s] = always(payloadOf(u"chain/tx/transfer1_state_2_FINALIZED.json"_s));
    gateway.handlers[u"ain_getBlockByNumber"_s] = always(payloadOf(u"chain/tx/transfer1_block.json"_s));
    gateway.handlers[u"ain_getLastBlockNumber"_s] = always(280);
}

class TestClient : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }
    void init()
    {
        m_http = std::make_unique<QNetworkAccessManager>();
        m_good = std::make_unique<ScriptedGateway>();
        m_bad = std::make_unique<ScriptedGateway>();
        m_good->handlers[u"ain_getNonce"_s] = always(5);
        m_clock.now += 1'000'000;
    }
    void cleanup()
    {
        m_good.reset();
        m_bad.reset();
        m_http.reset();
    }

    void asksPlainly()
    {
        ChainClient client(networkOf({m_good.get()}), *m_http, m_clock, m_rng);
        QCOMPARE(await(client.nonce(*crypto::Address::parse(Sender), true)).value(), 5);
        QCOMPARE(m_good->params.last()[u"from"].string(), u"pending"_s);
        const QByteArray head = m_good->lastHead.toLower();
        QVERIFY(head.startsWith("post /json-rpc http/1.1"));
        QVERIFY(!head.contains("cookie"));
        QVERIFY(head.contains("accept-encoding: identity"));
    }

    void failsOver_data()
    {
        QTest::addColumn<ScriptedReply>("reply");
        QTest::newRow("rate limit") << ScriptedReply::raw(429, "Too many requests");
        QTest::newRow("html") << ScriptedReply::raw(200, "<html>hello</html>");
        QTest::newRow("bad gateway") << ScriptedReply::raw(502, "<html>502</html>");
        QTest::newRow("redirect") << [] {
            ScriptedReply reply = ScriptedReply::raw(302, "");
            reply.extraHeaders = "Location: http://127.0.0.1:1/\r\n";
            return reply;
        }();
        QTest::newRow("truncated") << [] {
            ScriptedReply reply = ScriptedReply::raw(200, R"({"jsonrpc":"2.0","id":)");
            reply.claimedLength = 5000;
            return reply;
        }();
        QTest::newRow("claims a gigabyte") << [] {
            ScriptedReply reply = ScriptedReply::raw(200, "{");
            reply.claimedLength = 1'000'000'000;
            return reply;
        }();
        QTest::newRow("sends without end") << [] {
            ScriptedReply reply = ScriptedReply::raw(200, QByteArray(65536, ' '));
            reply.repeatBody = 1024; // 64 MiB
            return reply;
        }();
        QTest::newRow("deep") << ScriptedReply::raw(200, QByteArray(100'000, '['));
        QTest::newRow("not serving") << ScriptedReply::refusal(18001, u"not serving"_s);
        QTest::newRow("nonsense") << ScriptedReply::raw(200, "\xff\xfe\x00");
    }
    void failsOver()
    {
        QFETCH(ScriptedReply, reply);
        m_bad->handlers[u"ain_getNonce"_s] = [reply](const json::Object &) { return reply; };
        ChainClient client(networkOf({m_bad.get(), m_good.get()}), *m_http, m_clock, m_rng);
        auto nonce = await(client.nonce(*crypto::Address::parse(Sender), false));
        AIN_REQUIRE(nonce);
        QCOMPARE(*nonce, 5);
        QCOMPARE(m_bad->count(u"ain_getNonce"_s), 1);
        QVERIFY(client.health().at(0).lastError.has_value());
        QVERIFY(client.health().at(1).isUp);
        // While it rests it is not bothered again.
        QVERIFY(await(client.nonce(*crypto::Address::parse(Sender), false)));
        QCOMPARE(m_bad->count(u"ain_getNonce"_s), 1);
    }

    void wrongIdsAreRefused()
    {
        m_good->idOffset = 1;
        ChainClient client(networkOf({m_good.get()}), *m_http, m_clock, m_rng);
        AIN_REQUIRE_ERROR(await(client.nonce(*crypto::Address::parse(Sender), false)), errors::RpcMalformed);
    }

    void stallsAndDripsEnd()
    {
        for (const bool drip : {false, true}) {
            m_good->handlers[u"ain_getNonce"_s] = [drip](const json::Object &) {
                ScriptedReply reply;
                reply.stall = !drip;
                reply.drip = drip;
                return reply;
            };
            RpcClient rpc(m_good->url(), *m_http, m_clock);
            rpc.setTimeout(300);
            AIN_REQUIRE_ERROR(await(rpc.call(u"ain_getNonce"_s, {}, CallKind::Read)), errors::RpcTimeout);
        }
    }

    void unreachable()
    {
        const Network network = networkOf({m_good.get()});
        m_good->close();
        ChainClient client(network, *m_http, m_clock, m_rng);
        AIN_REQUIRE_ERROR(await(client.lastBlock()), errors::RpcUnreachable);
    }

    void tooLongRequestsStayHere()
    {
        ChainClient client(networkOf({m_good.get()}), *m_http, m_clock, m_rng);
        AIN_REQUIRE_ERROR(await(client.value(QString(200'000, u'x'))), errors::TooLarge);
        QVERIFY(m_good->calls.isEmpty());
    }

    void gatewaysOfOtherChainsAreDropped()
    {
        json::Value header = payloadOf(u"chain/rpc/ain_getBlockHeadersList_1_21.json"_s).array().front();
        header.object().set(u"number"_s, 0);
        for (ScriptedGateway *gateway : {m_good.get(), m_bad.get()}) {
            gateway->handlers[u"net_getChainId"_s] = always(gateway == m_good.get() ? 0 : 1);
            gateway->handlers[u"ain_getBlockHeadersList"_s] = always(json::Array{header});
            gateway->handlers[u"ain_getLastBlock"_s] = always(payloadOf(u"chain/rpc/ain_getLastBlock.json"_s));
        }
        Network network = networkOf({m_bad.get(), m_good.get()});
        network.isPractice = false;
        network.id = u"testnet"_s;
        {
            ChainClient client(network, *m_http, m_clock, m_rng);
            AIN_REQUIRE(await(client.connectToNetwork()));
            QCOMPARE(client.usableGateways(), QList<int>{1});
            QVERIFY(client.newestBlock().number > 0);
        }
        // The header hash is recomputed, so a node can't claim another genesis.
        network.genesisHash = Network::testnet().genesisHash;
        ChainClient strict(network, *m_http, m_clock, m_rng);
        AIN_REQUIRE_ERROR(await(strict.connectToNetwork()), errors::RpcWrongNetwork);
        AIN_REQUIRE_ERROR(await(strict.lastBlock()), errors::RpcWrongNetwork);
        // Block 0 itself was never asked for.
        QCOMPARE(m_good->count(u"ain_getBlockByNumber"_s), 0);
    }

    void sendAnswersAreOnlyHints_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<bool>("accepted");
        QTest::addColumn<bool>("rejected");
        QTest::newRow("fine") << u"tx/transfer1_send"_s << true << false;
        QTest::newRow("already there") << u"errors/10701_already_received"_s << true << false;
        QTest::newRow("wrong nonce") << u"errors/10712_invalid_nonce"_s << false << true;
        QTest::newRow("bad signature") << u"errors/30304_wrong_v_37"_s << false << true;
        QTest::newRow("fails, but is in the pool") << u"errors/12103_transfer_zero"_s << true << false;
        QTest::newRow("no fee") << u"errors/11001_fee_balance_too_low"_s << true << false;
    }
    void sendAnswersAreOnlyHints()
    {
        QFETCH(QString, file);
        QFETCH(bool, accepted);
        QFETCH(bool, rejected);
        json::Object inner = dataFile(u"chain/%1.json"_s.arg(file)).at({u"response", u"result"}).object();
        // The recorded answers are about other transactions.
        if (inner.find(u"result") != nullptr && inner[u"result"].isObject())
            inner.find(u"result")->object().set(u"tx_hash"_s, transfer1().hashText());
        m_good->handlers[u"ain_sendSignedTransaction"_s] = [inner](const json::Object &) {
            ScriptedReply reply;
            reply.inner = inner;
            reply.hasInner = true;
            return reply;
        };
        ChainClient client(networkOf({m_good.get()}), *m_http, m_clock, m_rng);
        auto answer = await(client.send(transfer1()));
        AIN_REQUIRE(answer);
        QCOMPARE(answer->accepted, accepted);
        QCOMPARE(answer->rejected, rejected);
    }

    void rejectionAfterSilenceIsNotBelieved()
    {
        m_bad->handlers[u"ain_sendSignedTransaction"_s] = [](const json::Object &) {
            return ScriptedReply::raw(502, "took it, perhaps");
        };
        json::Object result = payloadOf(u"chain/errors/10712_invalid_nonce.json"_s).object();
        result.set(u"tx_hash"_s, transfer1().hashText());
        m_good->handlers[u"ain_sendSignedTransaction"_s] = always(result);
        ChainClient client(networkOf({m_bad.get(), m_good.get()}), *m_http, m_clock, m_rng);
        auto answer = await(client.send(transfer1()));
        AIN_REQUIRE(answer);
        QVERIFY(!answer->rejected && !answer->accepted);
        // The same bytes both times.
        QVERIFY(m_bad->params.last() == m_good->params.last());
    }

    void answersAboutAnotherTransactionAreRefused()
    {
        m_good->handlers[u"ain_sendSignedTransactionDryrun"_s] =
            always(payloadOf(u"chain/errors/12103_transfer_zero.json"_s));
        ChainClient client(networkOf({m_good.get()}), *m_http, m_clock, m_rng);
        AIN_REQUIRE_ERROR(await(client.dryRun(transfer1())), errors::RpcMalformed);
    }

    void dryRunsTellTheirFee_data()
    {
        QTest::addColumn<json::Value>("cost");
        QTest::addColumn<bool>("isGood");
        QTest::newRow("fee") << json::Value(0.25) << true;
        QTest::newRow("free") << json::Value(0) << true;
        QTest::newRow("missing") << json::Value() << false;
        QTest::newRow("text") << json::Value(u"0.25"_s) << false;
        QTest::newRow("more than there is") << json::Value(1e300) << false;
    }
    void dryRunsTellTheirFee()
    {
        QFETCH(json::Value, cost);
        QFETCH(bool, isGood);
        const SignedTransaction transaction = transfer1();
        json::Object result{{u"code"_s, 0}};
        if (!cost.isNull())
            result.set(u"gas_cost_total"_s, cost);
        const json::Value answer = json::Object{{u"tx_hash"_s, transaction.hashText()}, {u"result"_s, result}};
        m_good->handlers[u"ain_sendSignedTransactionDryrun"_s] = always(answer);
        ChainClient client(networkOf({m_good.get()}), *m_http, m_clock, m_rng);
        const auto verdict = await(client.dryRun(transaction));
        if (isGood)
            AIN_REQUIRE(verdict);
        else
            AIN_REQUIRE_ERROR(verdict, errors::RpcMalformed);
    }

    void statesAsRecorded()
    {
        const QList<std::pair<QString, TxState>> rows{
            {u"tx/transfer1_state_0_EXECUTED"_s, TxState::Accepted},
            {u"tx/transfer1_state_1_IN_BLOCK"_s, TxState::InBlock},
            {u"lifecycle/failing_on_nonvalidator_D_PENDING"_s, TxState::Failing},
            {u"lifecycle/failing_on_nonvalidator_D_TIMED_OUT"_s, TxState::Unknown},
            {u"lifecycle/same_nonce_tx2_D_EXECUTED"_s, TxState::Accepted},
            {u"lifecycle/same_nonce_tx1_D_IN_BLOCK"_s, TxState::InBlock},
            {u"rpc/ain_getTransactionByHash_unknown"_s, TxState::Unknown},
        };
        ChainClient client(networkOf({m_good.get()}), *m_http, m_clock, m_rng);
        for (const auto &[file, state] : rows) {
            m_good->handlers[u"ain_getTransactionByHash"_s] = always(payloadOf(u"chain/%1.json"_s.arg(file)));
            auto status = await(client.status(transfer1().hashText()));
            AIN_REQUIRE(status);
            QVERIFY2(status->state == state, qPrintable(file));
        }
    }

    void finalNeedsItsBlock()
    {
        serveTransfer1(*m_good);
        ChainClient client(networkOf({m_good.get()}), *m_http, m_clock, m_rng);
        auto status = await(client.status(transfer1().hashText()));
        AIN_REQUIRE(status);
        QVERIFY(status->state == TxState::Final);
        QCOMPARE(status->blockNumber, 273);
        QCOMPARE(status->result->fee, Amount::fromMicro(1'647'500));

        // A tracker that says FINALIZED about a transaction its block does not have.
        json::Value block = payloadOf(u"chain/tx/transfer1_block.json"_s);
        block.object().find(u"receipts")->array().front().object().set(u"code"_s, 12103);
        m_good->handlers[u"ain_getBlockByNumber"_s] = always(block);
        AIN_REQUIRE_ERROR(await(client.status(transfer1().hashText())), errors::RpcContradiction);
        m_good->handlers[u"ain_getBlockByNumber"_s] =
            always(payloadOf(u"chain/rpc/ain_getBlockByNumber_5_full.json"_s));
        AIN_REQUIRE_ERROR(await(client.status(transfer1().hashText())), errors::RpcContradiction);
        // A block that is not final yet.
        serveTransfer1(*m_good);
        m_good->handlers[u"ain_getLastBlockNumber"_s] = always(272);
        QVERIFY(await(client.status(transfer1().hashText()))->state == TxState::InBlock);
    }

    void twoGatewaysMustHaveTheSameBlock()
    {
        serveTransfer1(*m_good);
        serveTransfer1(*m_bad);
        ChainClient client(networkOf({m_good.get(), m_bad.get()}), *m_http, m_clock, m_rng);
        m_good->handlers[u"ain_getLastBlock"_s] = always(payloadOf(u"chain/rpc/ain_getLastBlock.json"_s));
        m_bad->handlers[u"ain_getLastBlock"_s] = m_good->handlers[u"ain_getLastBlock"_s];
        // Health of both is known after they were asked once.
        QVERIFY(await(client.callAt(0, u"ain_getLastBlock"_s, {})));
        QVERIFY(await(client.callAt(1, u"ain_getLastBlock"_s, {})));
        QVERIFY(await(client.status(transfer1().hashText()))->state == TxState::Final);
        m_bad->handlers[u"ain_getBlockByNumber"_s] = always(json::Value());
        QVERIFY(await(client.status(transfer1().hashText()))->state == TxState::InBlock);
        json::Value other = payloadOf(u"chain/tx/transfer1_block.json"_s);
        other.object().set(u"hash"_s, u"0x"_s + QString(64, u'1'));
        m_bad->handlers[u"ain_getBlockByNumber"_s] = always(other);
        // Neither gateway's word stands alone now.
        QVERIFY(!await(client.status(transfer1().hashText())));
        // Dead ones don't stop the rest.
        m_bad->close();
        m_bad->handlers[u"ain_getBlockByNumber"_s] = [](const json::Object &) { return ScriptedReply::raw(500, ""); };
        m_bad->handlers[u"ain_getTransactionByHash"_s] = m_bad->handlers[u"ain_getBlockByNumber"_s];
        QVERIFY(await(client.status(transfer1().hashText()))->state == TxState::Final);
    }

    void executedForEverIsOutvoted()
    {
        serveTransfer1(*m_good);
        m_bad->handlers[u"ain_getTransactionByHash"_s] =
            always(payloadOf(u"chain/lifecycle/same_nonce_tx2_D_EXECUTED.json"_s));
        m_bad->handlers[u"ain_getBlockByNumber"_s] = always(payloadOf(u"chain/tx/transfer1_block.json"_s));
        ChainClient client(networkOf({m_bad.get(), m_good.get()}), *m_http, m_clock, m_rng);
        QVERIFY(await(client.status(transfer1().hashText()))->state == TxState::Final);
    }

    void unpaidFeeInSetIsFailed()
    {
        // Rebuilt around the recorded receipt: FINALIZED, all operations zero, 11001 on top.
        json::Value block = payloadOf(u"chain/tx/transfer1_block.json"_s);
        const json::Value tracked = payloadOf(u"chain/errors/11001_in_set_after.json"_s);
        block.object().set(u"receipts"_s, json::Array{tracked[u"receipt"]});
        block.object().set(u"transactions"_s, json::Array{tracked[u"transaction"]});
        const auto hashOf = [](const json::Value &value) {
            return crypto::messageHashUtf8(json::canonical(value)).toString();
        };
        block.object().set(u"receipts_hash"_s, hashOf(block[u"receipts"]));
        block.object().set(u"transactions_hash"_s, hashOf(block[u"transactions"]));
        json::Object header = block.object();
        for (const QString &member :
             {u"last_votes"_s, u"evidence"_s, u"transactions"_s, u"receipts"_s, u"hash"_s, u"size"_s})
            header.remove(member);
        block.object().set(u"hash"_s, hashOf(header));
        json::Object renumbered = tracked.object();
        renumbered.set(u"number"_s, block[u"number"]);
        m_good->handlers[u"ain_getTransactionByHash"_s] = always(renumbered);
        m_good->handlers[u"ain_getBlockByNumber"_s] = always(block);
        m_good->handlers[u"ain_getLastBlockNumber"_s] = always(280);
        ChainClient client(networkOf({m_good.get()}), *m_http, m_clock, m_rng);
        auto status = await(client.status(tracked.at({u"transaction", u"hash"}).toString()));
        AIN_REQUIRE(status);
        QVERIFY(status->state == TxState::Failed);
        QCOMPARE(status->result->code, 11001);
    }

    void followsByPolling()
    {
        qint64 number = 100;
        m_good->handlers[u"ain_getLastBlock"_s] = [&number](const json::Object &) {
            json::Object block = payloadOf(u"chain/rpc/ain_getLastBlock.json"_s).object();
            block.set(u"number"_s, number++);
            return ScriptedReply::payload(block);
        };
        Network network = networkOf({m_good.get()});
        network.epochMs = 500;
        ChainClient client(network, *m_http, m_clock, m_rng);
        QSignalSpy seen(&client, &ChainClient::blockSeen);
        client.startFollowing();
        QTRY_VERIFY(seen.size() >= 3);
        client.stopFollowing();
        QCOMPARE(seen.at(1).at(0).toLongLong(), 101);
    }

    void diesWhileAsking()
    {
        m_good->handlers[u"ain_getNonce"_s] = [](const json::Object &) {
            ScriptedReply reply;
            reply.stall = true;
            return reply;
        };
        auto client = std::make_unique<ChainClient>(networkOf({m_good.get()}), *m_http, m_clock, m_rng);
        auto pending = client->nonce(*crypto::Address::parse(Sender), false);
        QTRY_COMPARE(m_good->calls.size(), 1);
        client.reset();
        AIN_REQUIRE_ERROR(await(std::move(pending)), errors::Cancelled);
    }

private:
    FakeClock m_clock;
    SeededRng m_rng;
    std::unique_ptr<QNetworkAccessManager> m_http;
    std::unique_ptr<ScriptedGateway> m_good;
    std::unique_ptr<ScriptedGateway> m_bad;
};

} // namespace

QTEST_GUILESS_MAIN(TestClient)
#include "test_client.moc"
