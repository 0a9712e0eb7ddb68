#include "core/chain/blockcheck.h"
#include "core/chain/network.h"
#include "core/chain/transaction.h"
#include "tests/support/chain/await.h"
#include "tests/support/chain/fixtures.h"

#include <QDir>

using namespace ain;
using namespace ain::chain;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

ExecutionResult judged(const char *text) { return ExecutionResult::judge(json::parse(text).value()); }

class TestTransaction : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void signsAsRecorded()
    {
        const json::Value row = dataFile(u"chain/tx/transfer1_key_and_body.json"_s);
        auto signed_ = SignedTransaction::fromJson(
            json::Object{{u"tx_body"_s, row[u"tx_body"]}, {u"signature"_s, row[u"signature"]}}, 0);
        AIN_REQUIRE(signed_);
        QCOMPARE(signed_->hashText(), row[u"hash"].toString());
        QCOMPARE(signed_->sender.toString(), row[u"address"].toString());
        auto body = TxBody::fromJson(row[u"tx_body"]);
        AIN_REQUIRE(body);
        QVERIFY(body->toJson() == row[u"tx_body"]);
        // The same bytes signed for another network are refused.
        QVERIFY(!SignedTransaction::fromJson(signed_->toJson(), 1));
    }

    void refusesOtherNonces()
    {
        for (const int nonce : {-1, -2}) {
            json::Value body = dataFile(u"chain/tx/transfer1_key_and_body.json"_s)[u"tx_body"];
            body.object().set(u"nonce"_s, nonce);
            QVERIFY(!TxBody::fromJson(body));
        }
        json::Value body = dataFile(u"chain/tx/transfer1_key_and_body.json"_s)[u"tx_body"];
        body.object().set(u"address"_s, u"0x"_s);
        QVERIFY(!TxBody::fromJson(body));
    }

    void judgesRecordedFailures()
    {
        const QDir folder(QStringLiteral(AIN_TEST_DATA "/chain/errors"));
        const QStringList files = folder.entryList({u"1*_after.json"_s});
        QVERIFY(files.size() > 15);
        for (const QString &name : files) {
            const json::Value payload = payloadOf(u"chain/errors/"_s + name);
            if (!payload[u"exec_result"].isObject())
                continue;
            const int code = name.section(u'_', 0, 0).toInt();
            const ExecutionResult result = ExecutionResult::judge(payload[u"exec_result"]);
            QVERIFY2(!result.succeeded, qPrintable(name));
            QVERIFY2(result.code == code || result.code == 10104 || result.code == 11001, qPrintable(name));
            QVERIFY(result.message.size() <= 1000);
            if (payload[u"receipt"].isObject())
                QVERIFY2(!ExecutionResult::judge(payload[u"receipt"]).succeeded, qPrintable(name));
        }
    }

    void judgesRecordedSuccesses()
    {
        for (const QString &name :
             {u"create_app"_s, u"stake_app"_s, u"unstake_app"_s, u"claim_reward"_s, u"set_multi"_s}) {
            const json::Value payload = payloadOf(u"chain/tx/%1_final.json"_s.arg(name));
            QVERIFY2(ExecutionResult::judge(payload[u"exec_result"]).succeeded, qPrintable(name));
            QVERIFY2(ExecutionResult::judge(payload[u"receipt"]).succeeded, qPrintable(name));
        }
        const auto first = ExecutionResult::judge(payloadOf(u"chain/tx/transfer1_dryrun.json"_s)[u"result"]);
        QVERIFY(first.succeeded);
        QCOMPARE(first.fee, Amount::fromMicro(1'647'500));
        QCOMPARE(first.gasCharged, 3295);
    }

    /// chain.md 4.3: final, and a failure all the same.
    void unpaidFeeInSetIsAFailure()
    {
        const json::Value payload = payloadOf(u"chain/errors/11001_in_set_after.json"_s);
        QCOMPARE(payload[u"state"].string(), u"FINALIZED"_s);
        const auto receipt = ExecutionResult::judge(payload[u"receipt"]);
        QVERIFY(!receipt.succeeded);
        QCOMPARE(receipt.code, 11001);
        QVERIFY(!ExecutionResult::judge(payload[u"exec_result"]).succeeded);
    }

    /// A budget or limit on top of operations that all went well: no success, and not undone either.
    void judgesWhatIsRefusedAfterwards()
    {
        for (const int code : {10901, 10902, 10905, 10907, 11101, 11103}) {
            const auto afterwards = ExecutionResult::judge(
                json::Object{{u"code"_s, code},
                             {u"gas_cost_total"_s, 0.5},
                             {u"result_list"_s, json::Object{{u"0"_s, json::Object{{u"code"_s, 0}}}}}});
            QVERIFY(!afterwards.succeeded);
            QCOMPARE(afterwards.code, code);
            QVERIFY(afterwards.changesStand);
            QCOMPARE(afterwards.fee, Amount::fromMicro(500'000));
            // A single operation with this code is undone as a whole.
            QVERIFY(!ExecutionResult::judge(json::Object{{u"code"_s, code}}).changesStand);
        }
        // So is a list with a failure in it; an unpayable fee undoes the operations itself.
        QVERIFY(!judged(R"({"code":10905,"result_list":{"0":{"code":0},"1":{"code":12103}}})").changesStand);
        QVERIFY(!judged(R"({"code":11001,"result_list":{"0":{"code":0}}})").changesStand);
        QVERIFY(!judged(R"({"code":10905,"result_list":{}})").changesStand);
        QVERIFY(!judged(R"({"code":0,"result_list":{"0":{"code":0}}})").changesStand);
    }
    void judgesFunctions()
    {
        QVERIFY(judged(R"({"code":0,"func_results":{"_f":{"code":20000}}})").succeeded);
        QVERIFY(!judged(R"({"code":20000})").succeeded);
        QCOMPARE(judged(R"({"code":0,"func_results":{"_f":{"code":20001,"message":"m"}}})").code, 20001);
        QCOMPARE(
            judged(R"({"code":0,"func_results":{"_f":{"code":0,"op_results":{"0":{"result":{"code":12103}}}}}})").code,
            12103);
        QCOMPARE(judged(R"({"code":0,"subtree_func_results":{"/a":{"_f":{"code":20002}}}})").code, 20002);
        QCOMPARE(judged(R"({"result_list":{"0":{"code":0},"1":{"code":12103}}})").code, 12103);
        QCOMPARE(judged(R"({"result_list":[{"code":0},{"code":12103}]})").code, 12103);
    }

    void malformedResultsFail()
    {
        for (const char *text :
             {"{}", "null", "false", "[]", "7", R"({"code":"0"})", R"({"code":null})", R"({"code":0.5})",
              R"({"result_list":{}})", R"({"result_list":7,"code":0})", R"({"code":0,"func_results":[1]})",
              R"({"code":0,"func_results":{"_f":{}}})", R"({"result_list":{"0":{}}})", R"({"code":1e300})",
              R"({"code":0,"gas_cost_total":-3})"})
            QVERIFY2(!judged(text).succeeded, text);
    }

    void stateNamesAreStable()
    {
        const QStringList names{u"signed"_s, u"accepted"_s, u"failing"_s,  u"in_block"_s, u"final"_s,
                                u"failed"_s, u"reverted"_s, u"rejected"_s, u"replaced"_s, u"unknown"_s};
        for (qsizetype i = 0; i < names.size(); ++i) {
            QCOMPARE(txStateName(TxState(i)), names.at(i));
            QVERIFY(txStateFromName(names.at(i)) == TxState(i));
        }
        QVERIFY(!txStateFromName(u"FINAL"));
        QVERIFY(!isEnd(TxState::Reverted));
    }

    void checksBlocks()
    {
        const json::Value block = payloadOf(u"chain/tx/transfer1_block.json"_s);
        AIN_REQUIRE(checkBlock(block));
        const QString hash = dataFile(u"chain/tx/transfer1_key_and_body.json"_s)[u"hash"].toString();
        const auto found = findTransaction(block, hash);
        QVERIFY(found && found->receipt.succeeded && !found->isReverted);

        json::Value forged = block;
        forged.object().find(u"receipts")->array().front().object().set(u"code"_s, 12103);
        QVERIFY(!checkBlock(forged));
        forged = block;
        forged.object().find(u"transactions")->array().front().object().set(u"hash"_s, u"0x00"_s);
        QVERIFY(!checkBlock(forged));
        forged = block;
        forged.object().set(u"number"_s, 274);
        QVERIFY(!checkBlock(forged));
        forged.object().remove(u"proposer");
        QVERIFY(!checkBlock(forged));
        QVERIFY(!checkBlock(json::Value()));
        // A hash that is claimed for another body is not found.
        forged = block;
        forged.object().find(u"transactions")->array().front().object().find(u"tx_body")->object().set(u"nonce"_s, 9);
        QVERIFY(!findTransaction(forged, hash));
    }

    void readsNetworks()
    {
        QCOMPARE(Network::mainnet().chainId, 1);
        QCOMPARE(Network::fromText(u"testnet"_s)->genesisHash.size(), 66);
        QCOMPARE(Network::fromText(u"http://127.0.0.1:8081"_s)->rpcUrls.first().path(), u"/json-rpc"_s);
        QCOMPARE(Network::fromText(u"https://node.example/x"_s)->id, u"url:https://node.example/x"_s);
        for (const QString &bad : {u"ftp://a"_s, u"http://"_s, u"http://user:pw@a"_s, u"file:///etc/passwd"_s,
                                   u"http://a/#b"_s, u"http://%zz"_s, QString(5000, u'a') + u"://b"_s})
            QVERIFY2(!Network::fromText(bad), qPrintable(bad.left(50)));
        AIN_REQUIRE_ERROR(Network::fromText(u"practice"_s), errors::NetworkUnknown);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestTransaction)
#include "test_transaction.moc"
