#include "core/base/clock.h"
#include "core/base/secretbytes.h"
#include "core/crypto/key.h"
#include "core/sandbox/block.h"
#include "core/sandbox/practicenetwork.h"
#include "core/sandbox/proposer.h"
#include "rpcclient.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

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

/// A network whose blocks come only when asked for.
struct Slow {
    ManualClock clock;
    PracticeNetwork network;
    RpcClient client{QUrl()};

    explicit Slow(const QString &directory = {}) : network(options(directory, &clock)) { }
    static PracticeOptions options(const QString &directory, const Clock *clock)
    {
        PracticeOptions o;
        o.dataDirectory = directory;
        o.clock = clock;
        o.blockIntervalMs = 1000;
        o.seed = QByteArray(32, 's');
        return o;
    }
    bool start()
    {
        const bool ok = network.start().has_value();
        client.setUrl(network.rpcUrl());
        return ok;
    }
    QString state(const QString &hash)
    {
        return client.result(u"ain_getTransactionByHash"_s, {{u"hash"_s, hash}})[u"state"].toString();
    }
    double balance(const QString &address)
    {
        return client.result(u"ain_getBalance"_s, {{u"address"_s, address}}).toDouble();
    }
};

} // namespace

class TestNetwork : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }
    void startsAndStops();
    void aTransferIsFinalAtOnceInInstantMode();
    void lifecycleOverBlocks();
    void aFailingTransactionIsRevertedAndFree();
    void blocksAreLinkedSignedAndVoted();
    void stateOfTheFinalBlockIsProven();
    void restartKeepsEverything();
    void restartReplaysAfterTheSnapshot();
    void timeAdvances();
    void poolLimits();
    void theDirectoryIsLocked();
    void damagedBlocksAreRefused();
    void hostLivesInItsThread();
};

void TestNetwork::startsAndStops()
{
    Slow slow;
    QVERIFY(slow.start());
    QCOMPARE(slow.network.rpcUrl().host(), u"127.0.0.1"_s);
    QVERIFY(slow.network.genesisHash().startsWith(u"0x"));
    QCOMPARE(slow.client.result(u"ain_getLastBlockNumber"_s), json::Value(0));
    // The same seed and options give the same chain.
    Slow again;
    QVERIFY(again.start());
    QCOMPARE(again.network.genesisHash(), slow.network.genesisHash());
    QCOMPARE(jsonHash(slow.network.endpoints().genesisHeader), slow.network.genesisHash());
    slow.network.stop();
    QVERIFY(!slow.network.isRunning());
    QCOMPARE(slow.network.fund(again.network.faucetAddress(), Amount::fromMicro(1)).error().code,
             errors::SandboxStopped);
}

void TestNetwork::aTransferIsFinalAtOnceInInstantMode()
{
    PracticeOptions options;
    options.instant = true;
    PracticeNetwork network(options);
    QVERIFY(network.start());
    RpcClient client(network.rpcUrl());
    const auto alice = crypto::PrivateKey::generate();
    const auto bob = crypto::PrivateKey::generate();
    const QString from = alice.address().toString();
    const QString to = bob.address().toString();

    const auto funded = network.fund(from, Amount::fromMicro(1000 * Amount::MicroPerAin));
    QVERIFY2(funded, qPrintable(funded ? QString() : funded.error().args.value(u"message"_s).toString()));
    QCOMPARE(client.result(u"ain_getTransactionByHash"_s, {{u"hash"_s, *funded}})[u"state"].toString(), u"FINALIZED"_s);
    QCOMPARE(client.result(u"ain_getBalance"_s, {{u"address"_s, from}}), json::Value(1000));

    const json::Value sent =
        client.send(alice, RpcClient::transfer(from, to, u"k1"_s, 12.345678), 0, network.chainTimeMs());
    QCOMPARE(sent.at({u"result", u"code"}), json::Value(0));
    const QString hash = sent[u"tx_hash"].toString();
    const json::Value info = client.result(u"ain_getTransactionByHash"_s, {{u"hash"_s, hash}});
    QCOMPARE(info[u"state"].toString(), u"FINALIZED"_s);
    QCOMPARE(info.at({u"receipt", u"code"}), json::Value(0));
    QCOMPARE(client.result(u"ain_getBalance"_s, {{u"address"_s, to}}), json::Value(12.345678));
    QCOMPARE(client.result(u"ain_getNonce"_s, {{u"address"_s, from}}), json::Value(1));
    const double fee = info.at({u"receipt", u"gas_cost_total"}).toDouble();
    QVERIFY(fee > 0);
    const double left = client.result(u"ain_getBalance"_s, {{u"address"_s, from}}).toDouble();
    QCOMPARE(left, 1000 - 12.345678 - fee);
}

void TestNetwork::lifecycleOverBlocks()
{
    Slow slow;
    QVERIFY(slow.start());
    const auto bob = crypto::PrivateKey::generate();
    const QString to = bob.address().toString();
    const auto hash = slow.network.fund(to, Amount::fromMicro(5 * Amount::MicroPerAin));
    QVERIFY(hash);
    QCOMPARE(slow.state(*hash), u"EXECUTED"_s);
    QCOMPARE(slow.balance(to), 5.0); // the pending state
    QCOMPARE(slow.client
                 .result(u"ain_get"_s,
                         {{u"type"_s, u"GET_VALUE"_s}, {u"ref"_s, u"/accounts/"_s + to}, {u"is_final"_s, true}})
                 .isNull(),
             true);
    QVERIFY(slow.network.mineBlocks(1));
    QCOMPARE(slow.state(*hash), u"IN_BLOCK"_s);
    QVERIFY(slow.network.mineBlocks(2));
    QCOMPARE(slow.state(*hash), u"FINALIZED"_s);
    QCOMPARE(slow.network.lastFinalBlockNumber(), 2);
    QCOMPARE(slow.client.result(
                 u"ain_get"_s,
                 {{u"type"_s, u"GET_VALUE"_s}, {u"ref"_s, u"/accounts/%1/balance"_s.arg(to)}, {u"is_final"_s, true}}),
             json::Value(5));
    QCOMPARE(slow.client.result(u"ain_getPendingTransactions"_s), json::Value(json::Object{}));
}

void TestNetwork::aFailingTransactionIsRevertedAndFree()
{
    Slow slow;
    QVERIFY(slow.start());
    const auto alice = crypto::PrivateKey::generate();
    const QString from = alice.address().toString();
    QVERIFY(slow.network.fund(from, Amount::fromMicro(5 * Amount::MicroPerAin)));
    QVERIFY(slow.network.mineBlocks(4));
    const json::Value sent =
        slow.client.send(alice, RpcClient::transfer(from, slow.network.faucetAddress(), u"x"_s, 99), 0, slow.clock.now);
    QCOMPARE(sent.at({u"result", u"code"}), json::Value(12103));
    const QString hash = sent[u"tx_hash"].toString();
    QCOMPARE(slow.state(hash), u"PENDING"_s);
    QVERIFY(slow.network.mineBlocks(3));
    QCOMPARE(slow.state(hash), u"REVERTED"_s);
    QCOMPARE(slow.balance(from), 5.0);
    QCOMPARE(slow.client.result(u"ain_getNonce"_s, {{u"address"_s, from}}), json::Value(0));
    const json::Value again =
        slow.client.send(alice, RpcClient::transfer(from, slow.network.faucetAddress(), u"x"_s, 99), 0, slow.clock.now);
    QCOMPARE(again.at({u"result", u"code"}), json::Value(10701));
}

void TestNetwork::blocksAreLinkedSignedAndVoted()
{
    Slow slow;
    QVERIFY(slow.start());
    QVERIFY(slow.network.fund(crypto::PrivateKey::generate().address().toString(), Amount::fromMicro(1'000'000)));
    QVERIFY(slow.network.mineBlocks(8));
    const json::Value list = slow.client.result(u"ain_getBlockList"_s, {{u"from"_s, 0}, {u"to"_s, 20}});
    QCOMPARE(list.array().size(), std::size_t(8));
    for (std::size_t i = 0; i < list.array().size(); ++i) {
        Block block;
        QVERIFY(readBlock(list.array()[i], true, &block));
        QCOMPARE(block.number, qint64(i));
        if (i == 0)
            continue;
        const json::Value &parent = list.array()[i - 1];
        QCOMPARE(block.json[u"last_hash"], parent[u"hash"]);
        QCOMPARE(selectProposer(parent[u"last_votes_hash"].toString(), block.epoch, block.json[u"validators"].object()),
                 block.json[u"proposer"].toString());
        const json::Array &votes = block.json[u"last_votes"].array();
        QCOMPARE(votes.size(), std::size_t(i == 1 ? 0 : 4));
        double stake = 0;
        for (std::size_t v = 0; v < votes.size(); ++v) {
            const auto signer =
                crypto::recoverTransactionSigner(votes[v][u"tx_body"], votes[v][u"signature"].toString(), 0);
            QVERIFY(signer);
            QCOMPARE(signer->toString(), votes[v][u"address"].toString());
            const json::Value &operation = votes[v].at({u"tx_body", u"operation"});
            if (v == 0) {
                QCOMPARE(signer->toString(), parent[u"proposer"].toString());
                QCOMPARE(operation[u"op_list"].array()[0].at({u"value", u"block_hash"}), parent[u"hash"]);
            } else {
                QCOMPARE(operation.at({u"value", u"block_hash"}), parent[u"hash"]);
                stake += parent[u"validators"].at({signer->toString(), u"stake"}).toDouble();
            }
        }
        if (i > 1)
            QCOMPARE(stake, 30'000'000.0);
    }
    // The two newest are not final; their votes are in the raw status.
    const json::Value raw = slow.client.result(u"net_rawConsensusStatus"_s);
    QCOMPARE(raw.at({u"block_pool", u"hashToBlockInfo"}).object().size(), std::size_t(2));
}

void TestNetwork::stateOfTheFinalBlockIsProven()
{
    Slow slow;
    QVERIFY(slow.start());
    QVERIFY(slow.network.mineBlocks(5));
    const json::Value last = slow.client.result(u"ain_getLastBlock"_s);
    QCOMPARE(slow.client.result(u"ain_getProofHash"_s, {{u"ref"_s, u"/"_s}}), last[u"state_proof_hash"]);
    const json::Value proof = slow.client.result(
        u"ain_getStateProof"_s, {{u"ref"_s, u"/values/accounts/%1/balance"_s.arg(slow.network.faucetAddress())}});
    QCOMPARE(proof[u"#state_ph"], last[u"state_proof_hash"]);
}

void TestNetwork::restartKeepsEverything()
{
    const QTemporaryDir directory;
    const auto bob = crypto::PrivateKey::generate();
    const QString to = bob.address().toString();
    QString hash;
    QString genesis;
    json::Value last;
    {
        Slow slow(directory.path());
        QVERIFY(slow.start());
        genesis = slow.network.genesisHash();
        hash = *slow.network.fund(to, Amount::fromMicro(3 * Amount::MicroPerAin));
        QVERIFY(slow.network.mineBlocks(5));
        last = slow.client.result(u"ain_getLastBlock"_s);
    }
    Slow slow(directory.path());
    QVERIFY(slow.start());
    QCOMPARE(slow.network.genesisHash(), genesis);
    QCOMPARE(slow.client.result(u"ain_getLastBlock"_s), last);
    QCOMPARE(slow.balance(to), 3.0);
    QCOMPARE(slow.state(hash), u"FINALIZED"_s);
    QVERIFY(slow.network.mineBlocks(3));
    QCOMPARE(slow.network.lastFinalBlockNumber(), last[u"number"].toInteger() + 3);
}

void TestNetwork::restartReplaysAfterTheSnapshot()
{
    // A transaction in a block that is not final yet survives too, because that block is on disk.
    const QTemporaryDir directory;
    const QTemporaryDir copy;
    const QString to = crypto::PrivateKey::generate().address().toString();
    QString hash;
    {
        Slow slow(directory.path());
        QVERIFY(slow.start());
        QVERIFY(slow.network.mineBlocks(30));
        hash = *slow.network.fund(to, Amount::fromMicro(7 * Amount::MicroPerAin));
        QVERIFY(slow.network.mineBlocks(1));
        // As after a power cut: no snapshot newer than block 0.
        for (const QString &name : QDir(directory.path()).entryList(QDir::Files)) {
            if (name != u"practice.lock")
                QVERIFY(QFile::copy(directory.filePath(name), copy.filePath(name)));
        }
    }
    Slow slow(copy.path());
    QVERIFY(slow.start());
    QCOMPARE(slow.state(hash), u"IN_BLOCK"_s);
    QCOMPARE(slow.balance(to), 7.0);
    QVERIFY(slow.network.mineBlocks(2));
    QCOMPARE(slow.state(hash), u"FINALIZED"_s);
}

void TestNetwork::timeAdvances()
{
    Slow slow;
    QVERIFY(slow.start());
    const qint64 before = slow.network.chainTimeMs();
    QVERIFY(slow.network.advanceTime(3'600'000));
    QCOMPARE(slow.network.chainTimeMs(), before + 3'600'000);
    QVERIFY(slow.network.mineBlocks(1));
    QVERIFY(!slow.network.advanceTime(-1));
    // A transaction nobody can include leaves the pool after an hour.
    const auto alice = crypto::PrivateKey::generate();
    const QString from = alice.address().toString();
    QVERIFY(slow.network.fund(from, Amount::fromMicro(50 * Amount::MicroPerAin)));
    QVERIFY(slow.network.mineBlocks(4));
    const json::Value status = slow.client.result(u"sandbox_status"_s);
    QCOMPARE(status[u"clock_offset_ms"], json::Value(3'600'000));
}

void TestNetwork::poolLimits()
{
    Slow slow;
    QVERIFY(slow.start());
    const auto alice = crypto::PrivateKey::generate();
    const QString from = alice.address().toString();
    QVERIFY(slow.network.fund(from, Amount::fromMicro(50'000 * Amount::MicroPerAin)));
    QVERIFY(slow.network.mineBlocks(4));
    const QString to = slow.network.faucetAddress();
    const auto code = [](const json::Value &sent) { return sent.at({u"result", u"code"}).toInteger(-1); };
    // Fees are kept by the time of the transaction: every one needs its own.
    const auto sendOne = [&](int nonce, double gasPrice) {
        return code(slow.client.send(alice, RpcClient::transfer(from, to, u"k%1"_s.arg(nonce), 1), nonce,
                                     slow.clock.now + nonce, gasPrice));
    };
    for (int i = 0; i < 10; ++i)
        QCOMPARE(sendOne(i, 0), 0);
    QCOMPARE(sendOne(10, 0), 10716);
    for (int i = 10; i < 100; ++i)
        QCOMPARE(sendOne(i, 500), 0);
    QCOMPARE(sendOne(100, 500), 10705);
    const json::Value used = slow.client.result(u"ain_getTransactionPoolSizeUtilization"_s, {{u"address"_s, from}});
    QCOMPARE(used[u"used"], json::Value(100));
    QCOMPARE(used[u"free_used"], json::Value(10));
    // All of them in order, in the next blocks.
    QVERIFY(slow.network.mineBlocks(6));
    QCOMPARE(slow.client.result(u"ain_getNonce"_s, {{u"address"_s, from}}), json::Value(100));
}

void TestNetwork::theDirectoryIsLocked()
{
    const QTemporaryDir directory;
    Slow first(directory.path());
    QVERIFY(first.start());
    PracticeNetwork second(Slow::options(directory.path(), nullptr));
    const auto started = second.start();
    QVERIFY(!started);
    QCOMPARE(started.error().code, errors::SandboxLocked);
}

void TestNetwork::damagedBlocksAreRefused()
{
    const QTemporaryDir directory;
    {
        Slow slow(directory.path());
        QVERIFY(slow.start());
        QVERIFY(slow.network.mineBlocks(5));
    }
    QFile file(directory.filePath(u"practice.sqlite"_s));
    QVERIFY(file.open(QIODevice::ReadWrite));
    const qint64 size = file.size();
    for (qint64 at = 4096; at < size; at += 512) {
        file.seek(at);
        file.write("damaged!");
    }
    file.close();
    Slow slow(directory.path());
    QVERIFY(!slow.network.start());
}

void TestNetwork::hostLivesInItsThread()
{
    PracticeOptions options;
    options.instant = true;
    auto host = std::make_unique<PracticeHost>(options);
    const QSignalSpy finalized(host.get(), &PracticeHost::blockFinalized);
    std::optional<Result<PracticeEndpoints>> started;
    host->start().then(this, [&](Result<PracticeEndpoints> result) { started = std::move(result); });
    QTRY_VERIFY_WITH_TIMEOUT(started.has_value(), 20'000);
    QVERIFY(started->has_value());
    std::optional<Result<QString>> funded;
    host->fund((*started)->faucetAddress, Amount::fromMicro(1)).then(this, [&](Result<QString> result) {
        funded = std::move(result);
    });
    QTRY_VERIFY_WITH_TIMEOUT(funded.has_value(), 20'000);
    QVERIFY(!funded->has_value()); // to itself
    std::optional<Result<>> mined;
    host->mineBlocks(3).then(this, [&](Result<> result) { mined = std::move(result); });
    QTRY_VERIFY_WITH_TIMEOUT(mined.has_value(), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(finalized.size() >= 2, 20'000);
    RpcClient client((*started)->rpcUrl);
    QCOMPARE(client.result(u"net_getChainId"_s), json::Value(0));
    host.reset();
    QCOMPARE(client.call(u"net_getChainId"_s), json::Value());
}

QTEST_GUILESS_MAIN(TestNetwork)
#include "test_network.moc"
