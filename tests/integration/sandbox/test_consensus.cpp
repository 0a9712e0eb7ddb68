// What a light client needs from the practice network: votes, epochs, validator changes, reads with hashes.
#include "core/base/clock.h"
#include "core/base/secretbytes.h"
#include "core/sandbox/block.h"
#include "core/sandbox/practicenetwork.h"
#include "core/sandbox/validators.h"
#include "rpcclient.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ain;
using namespace ain::sandbox;
using ain::test::RpcClient;

namespace {

class ManualClock final : public Clock {
public:
    qint64 now = 1'795'000'000'000;
    [[nodiscard]] qint64 nowMs() const override { return now; }
    [[nodiscard]] qint64 monotonicMs() const override { return now; }
};

const QByteArray Seed(32, 'c');

/// A network whose blocks come only when asked for, a second an epoch.
struct Chain {
    ManualClock clock;
    std::unique_ptr<PracticeNetwork> network;
    RpcClient client{QUrl()};
    NetworkKeys keys{Seed};

    bool start(PracticeOptions options = {})
    {
        options.clock = &clock;
        options.blockIntervalMs = 1000;
        options.seed = Seed;
        network = std::make_unique<PracticeNetwork>(std::move(options));
        const bool ok = network->start().has_value();
        client.setUrl(network->rpcUrl());
        return ok;
    }
    json::Value block(qint64 number)
    {
        return client.result(u"ain_getBlockByNumber"_s, {{u"number"_s, number}, {u"getFullTransactions"_s, true}});
    }
    json::Value info(const QString &hash)
    {
        return client.result(u"net_rawConsensusStatus"_s).at({u"block_pool", u"hashToBlockInfo", hash});
    }
    qint64 set(const crypto::PrivateKey &key, const QString &ref, const json::Value &value)
    {
        const qint64 nonce =
            client.result(u"ain_getNonce"_s, {{u"address"_s, key.address().toString()}, {u"from"_s, u"pending"_s}})
                .toInteger();
        const json::Object operation{{u"type"_s, u"SET_VALUE"_s}, {u"ref"_s, ref}, {u"value"_s, value}};
        clock.now += 1;
        return client.send(key, operation, nonce, clock.now).at({u"result", u"code"}).toInteger(-1);
    }
};

QStringList namesOf(const json::Value &object)
{
    QStringList names;
    for (const auto &[name, value] : object.object())
        names.append(name);
    names.sort();
    return names;
}

double stakeOfVotes(const json::Array &votes, const QString &hash)
{
    double stake = 0;
    for (const json::Value &vote : votes) {
        if (vote.at({u"tx_body", u"operation", u"value", u"block_hash"}).toString() == hash)
            stake += vote.at({u"tx_body", u"operation", u"value", u"stake"}).toDouble();
    }
    return stake;
}

} // namespace

class TestConsensus : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }
    void rawStatusHasTheRecordedForm();
    void theTipCanBeProven_data();
    void theTipCanBeProven();
    void epochsCanBeSkipped();
    void aSilentValidatorIsMissed();
    void twoSilentValidatorsStopTheChain();
    void validatorsJoinAndLeave();
    void readsWithHashes();
    void longListsComeInPages();
};

void TestConsensus::rawStatusHasTheRecordedForm()
{
    Chain chain;
    QVERIFY(chain.start());
    QVERIFY(chain.network->mineBlocks(6));
    const json::Value raw = chain.client.result(u"net_rawConsensusStatus"_s);
    QCOMPARE(namesOf(raw), QStringList({u"block_pool"_s, u"consensus"_s}));
    QCOMPARE(namesOf(raw[u"consensus"]), QStringList({u"epoch"_s, u"proposer"_s, u"state"_s}));
    QCOMPARE(raw.at({u"consensus", u"state"}).toString(), u"RUNNING"_s);
    QVERIFY(raw.at({u"consensus", u"epoch"}).isNumber());
    const json::Value &pool = raw[u"block_pool"];
    QCOMPARE(namesOf(pool),
             QStringList({u"epochToBlock"_s, u"hashToBlockInfo"_s, u"hashToDb"_s, u"hashToInvalidBlockInfo"_s,
                          u"hashToNextBlockSet"_s, u"longestNotarizedChainTips"_s, u"numberToBlockSet"_s}));
    const QString tip = chain.client.result(u"ain_getLastBlock"_s)[u"hash"].toString();
    QCOMPARE(namesOf(pool[u"hashToBlockInfo"]).size(), 2);
    for (const auto &[hash, info] : pool[u"hashToBlockInfo"].object()) {
        QCOMPARE(namesOf(info), QStringList({u"block"_s, u"notarized"_s, u"proposal"_s, u"tallied"_s, u"votes"_s}));
        Block read;
        QVERIFY(readBlock(info[u"block"], true, &read));
        QCOMPARE(read.hash, hash);
        QCOMPARE(info[u"notarized"], json::Value(true));
        QCOMPARE(info[u"tallied"], json::Value(30'000'000));
        QCOMPARE(info[u"votes"].array().size(), std::size_t(3));
        QCOMPARE(namesOf(info[u"proposal"]), QStringList({u"address"_s, u"hash"_s, u"signature"_s, u"tx_body"_s}));
        QCOMPARE(info.at({u"proposal", u"tx_body", u"operation", u"type"}).toString(), u"SET"_s);
        QCOMPARE(namesOf(info[u"votes"].array()[0]),
                 QStringList({u"address"_s, u"hash"_s, u"signature"_s, u"tx_body"_s}));
        QCOMPARE(namesOf(info[u"votes"].array()[0].at({u"tx_body", u"operation", u"value"})),
                 QStringList({u"block_hash"_s, u"is_against"_s, u"stake"_s, u"vote_nonce"_s}));
    }
    QCOMPARE(pool[u"numberToBlockSet"], json::Value(json::Array{5, u"5"_s, 6, u"6"_s}));
    QCOMPARE(pool.at({u"hashToNextBlockSet", u""}).array()[0].toString(), chain.network->genesisHash());
    QVERIFY(pool[u"hashToNextBlockSet"].object().contains(tip));
}

void TestConsensus::theTipCanBeProven_data()
{
    QTest::addColumn<bool>("instant");
    QTest::addRow("timed") << false;
    QTest::addRow("instant") << true;
}

void TestConsensus::theTipCanBeProven()
{
    QFETCH(bool, instant);
    const QTemporaryDir directory;
    PracticeOptions options;
    options.dataDirectory = directory.path();
    options.instant = instant;
    for (int round = 0; round < 3; ++round) {
        Chain chain;
        QVERIFY(chain.start(options));
        if (round == 0) {
            QVERIFY(chain.network->fund(crypto::PrivateKey::generate().address().toString(), Amount::fromMicro(1)));
            if (!instant)
                QVERIFY(chain.network->mineBlocks(5));
        }
        // Round 1 and 2: at once after the start, without a new block.
        const json::Value y = chain.client.result(u"ain_getLastBlock"_s);
        QVERIFY(y[u"number"].toInteger() > 0);
        const json::Value x = chain.block(y[u"number"].toInteger() - 1);
        QCOMPARE(y[u"last_hash"], x[u"hash"]);
        QCOMPARE(y[u"epoch"].toInteger(), x[u"epoch"].toInteger() + 1);
        QCOMPARE(stakeOfVotes(y[u"last_votes"].array(), x[u"hash"].toString()), 30'000'000.0);
        const json::Value last = chain.info(y[u"hash"].toString());
        QCOMPARE(stakeOfVotes(last[u"votes"].array(), y[u"hash"].toString()), 30'000'000.0);
        const json::Value pool = chain.client.result(u"net_rawConsensusStatus"_s)[u"block_pool"];
        const QString next = pool.at({u"hashToNextBlockSet", y[u"hash"].toString()}).array()[0].toString();
        const json::Value z = chain.info(next);
        QCOMPARE(z.at({u"block", u"last_hash"}), y[u"hash"]);
        QCOMPARE(z.at({u"block", u"epoch"}).toInteger(), y[u"epoch"].toInteger() + 1);
        QCOMPARE(stakeOfVotes(z[u"votes"].array(), next), 30'000'000.0);
    }
}

void TestConsensus::epochsCanBeSkipped()
{
    Chain chain;
    QVERIFY(chain.start());
    QVERIFY(chain.network->mineBlocks(4));
    QCOMPARE(chain.network->lastFinalBlockNumber(), 3);
    // Two blocks after a gap prove nothing; the third makes the second of them final.
    QVERIFY(chain.network->advanceTime(7000));
    QVERIFY(chain.network->mineBlocks(2));
    QCOMPARE(chain.network->lastFinalBlockNumber(), 3);
    QVERIFY(chain.network->mineBlocks(1));
    QCOMPARE(chain.network->lastFinalBlockNumber(), 6);
    QVERIFY(chain.block(5)[u"epoch"].toInteger() > chain.block(4)[u"epoch"].toInteger() + 2);
}

void TestConsensus::aSilentValidatorIsMissed()
{
    Chain chain;
    PracticeOptions options;
    options.silentValidators = {1};
    QVERIFY(chain.start(options));
    QVERIFY(chain.network->mineBlocks(30));
    // Two of three equal validators are enough; an epoch in which the third was drawn has no block.
    QVERIFY(chain.network->lastFinalBlockNumber() > 3);
    const QString silent = chain.keys.validatorAddresses()[1];
    for (qint64 number = 2; number <= chain.network->lastFinalBlockNumber(); ++number) {
        const json::Value block = chain.block(number);
        QVERIFY(block[u"proposer"].toString() != silent);
        QCOMPARE(stakeOfVotes(block[u"last_votes"].array(), block[u"last_hash"].toString()), 20'000'000.0);
    }
    QVERIFY(chain.network->setSilent({}));
    QVERIFY(chain.network->mineBlocks(1));
    const QString newest = chain.client.result(u"net_rawConsensusStatus"_s)
                               .at({u"block_pool", u"longestNotarizedChainTips"})
                               .array()[0]
                               .toString();
    QCOMPARE(chain.info(newest)[u"tallied"], json::Value(30'000'000));
    QVERIFY(!chain.network->setSilent({3}));
}

void TestConsensus::twoSilentValidatorsStopTheChain()
{
    Chain chain;
    QVERIFY(chain.start());
    QVERIFY(chain.network->mineBlocks(5));
    const qint64 last = chain.network->lastFinalBlockNumber();
    QVERIFY(chain.network->setSilent({0, 2}));
    QVERIFY(chain.network->mineBlocks(5));
    QCOMPARE(chain.network->lastFinalBlockNumber(), last);
    QVERIFY(chain.network->setSilent({}));
    QVERIFY(chain.network->mineBlocks(3));
    QVERIFY(chain.network->lastFinalBlockNumber() > last);
}

void TestConsensus::validatorsJoinAndLeave()
{
    Chain chain;
    QVERIFY(chain.start());
    const auto fourth = crypto::PrivateKey::generate();
    const QString address = fourth.address().toString();
    QVERIFY(chain.network->fund(address, Amount::fromMicro(6'000'000 * Amount::MicroPerAin)));
    QVERIFY(chain.network->mineBlocks(4));
    const QString listed = u"/consensus/validator_whitelist/"_s + address;
    QCOMPARE(chain.set(chain.keys.faucet(), listed, true), 0);
    QVERIFY(chain.network->mineBlocks(4));
    QCOMPARE(chain.set(fourth, u"/staking/consensus/%1/0/stake/one/value"_s.arg(address), 5'000'000), 0);
    QVERIFY(chain.network->mineBlocks(5));

    const auto changeAfter = [&](qint64 from, std::size_t count) {
        qint64 number = from;
        while (number <= chain.network->lastFinalBlockNumber()
               && chain.block(number)[u"validators"].object().size() != count)
            ++number;
        return number;
    };
    // The block after the one with the stake has it in its header, without the right to propose.
    const qint64 joined = changeAfter(1, 4);
    QVERIFY(joined <= chain.network->lastFinalBlockNumber());
    QVERIFY(!chain.block(joined - 1)[u"transactions"].array().empty());
    const json::Value entry = chain.block(joined)[u"validators"].object()[address];
    QCOMPARE(entry, json::Value(json::Object{{u"stake"_s, 5'000'000}, {u"proposal_right"_s, false}}));
    // It never votes: 30 of 35 million are enough.
    QCOMPARE(stakeOfVotes(chain.block(joined + 1)[u"last_votes"].array(), chain.block(joined)[u"hash"].toString()),
             30'000'000.0);

    QCOMPARE(chain.set(chain.keys.faucet(), listed, nullptr), 0);
    QVERIFY(chain.network->mineBlocks(6));
    const qint64 left = changeAfter(joined, 3);
    QVERIFY(left > joined && left <= chain.network->lastFinalBlockNumber());
    QVERIFY(!chain.block(left)[u"validators"].object().contains(address));
}

void TestConsensus::readsWithHashes()
{
    Chain chain;
    QVERIFY(chain.start());
    const QString to = crypto::PrivateKey::generate().address().toString();
    QVERIFY(chain.network->fund(to, Amount::fromMicro(5 * Amount::MicroPerAin)));
    QVERIFY(chain.network->mineBlocks(4));
    const json::Value last = chain.client.result(u"ain_getLastBlock"_s);
    // Something waits in the pool: the final state is another than the pending one.
    QVERIFY(chain.network->fund(to, Amount::fromMicro(7 * Amount::MicroPerAin)));
    const auto read = [](const QString &type, const QString &ref, bool shallow) {
        json::Object operation{{u"type"_s, type}, {u"ref"_s, ref}, {u"is_final"_s, true}, {u"include_proof"_s, true}};
        if (shallow)
            operation.set(u"is_shallow"_s, true);
        return json::Value(std::move(operation));
    };
    const json::Array operations{
        read(u"GET_VALUE"_s, u"/"_s, true),         read(u"GET_RULE"_s, u"/"_s, true),
        read(u"GET_FUNCTION"_s, u"/"_s, true),      read(u"GET_OWNER"_s, u"/"_s, true),
        read(u"GET_VALUE"_s, u"/accounts"_s, true), read(u"GET_VALUE"_s, u"/accounts/"_s + to, false),
    };
    const json::Value answer = chain.client.result(u"ain_get"_s, {{u"type"_s, u"GET"_s}, {u"op_list"_s, operations}});
    QCOMPARE(answer.array().size(), std::size_t(6));
    const json::Value account = answer.array()[5];
    QCOMPARE(account[u"balance"], json::Value(5));
    QVERIFY(account[u"#state_ph:balance"].isString());
    QCOMPARE(account[u"#state_ph"], answer.array()[4].at({to, u"#state_ph"}));
    QCOMPARE(namesOf(answer.array()[4][to]), QStringList(u"#state_ph"_s));
    QCOMPARE(answer.array()[4][u"#state_ph"], answer.array()[0].at({u"accounts", u"#state_ph"}));
    QVERIFY(chain.client.result(u"ain_getProofHash"_s, {{u"ref"_s, u"/"_s}}) != last[u"state_proof_hash"]);
    const json::Value proof = chain.client.result(u"ain_getStateProof"_s, {{u"ref"_s, u"/values/accounts/"_s + to}});
    QVERIFY(proof[u"#state_ph"] != last[u"state_proof_hash"]); // of the pending state
    const json::Value headers = chain.client.result(u"ain_getBlockHeadersList"_s, {{u"from"_s, 0}, {u"to"_s, 99}});
    QCOMPARE(headers.array().size(), std::size_t(last[u"number"].toInteger() + 1));
    QCOMPARE(namesOf(headers.array().back()).size(), 13);
    QCOMPARE(jsonHash(headers.array().back()), last[u"hash"].toString());
}

void TestConsensus::longListsComeInPages()
{
    Chain chain;
    PracticeOptions options;
    options.maxSiblings = 5;
    QVERIFY(chain.start(options));
    for (int i = 0; i < 8; ++i)
        QVERIFY(chain.network->fund(crypto::PrivateKey::generate().address().toString(), Amount::fromMicro(1)));
    QVERIFY(chain.network->mineBlocks(4));
    json::Object query{{u"type"_s, u"GET_VALUE"_s},
                       {u"ref"_s, u"/accounts"_s},
                       {u"is_final"_s, true},
                       {u"is_shallow"_s, true},
                       {u"include_proof"_s, true}};
    const json::Value refused = chain.client.call(u"ain_get"_s, query)[u"result"];
    QCOMPARE(refused[u"code"], json::Value(30003));
    QCOMPARE(refused[u"message"].toString(), u"The data exceeds the max sibling limit of the requested node: 12 > 5"_s);
    QVERIFY(refused[u"result"].isNull());
    query.remove(u"is_shallow");
    query.set(u"is_partial"_s, true);
    QStringList seen;
    json::Value hash;
    for (int page = 0; page < 4; ++page) {
        const json::Value answer = chain.client.result(u"ain_get"_s, query);
        if (page > 0)
            QCOMPARE(answer[u"#state_ph"], hash);
        hash = answer[u"#state_ph"];
        for (const auto &[label, child] : answer.object()) {
            if (label.startsWith(u'#'))
                continue;
            QCOMPARE(namesOf(child), QStringList({u"#serial"_s, u"#state_ph"_s}));
            seen.append(label);
        }
        QCOMPARE(answer[u"#end_label"].isNull(), page == 3);
        query.set(u"last_end_label"_s, answer[u"#end_label"]);
    }
    QCOMPARE(seen.size(), 12);
    QCOMPARE(QSet<QString>(seen.begin(), seen.end()).size(), 12);
}

QTEST_GUILESS_MAIN(TestConsensus)
#include "test_consensus.moc"
