// The tracker when its disk fails in the middle, and when a block names who took a nonce but nobody confirms it.
#include "core/chain/operations/transfer.h"
#include "tests/unit/vault/failingdisk.h"
#include "walletbench.h"

using namespace ain;
using namespace ain::test;
using namespace Qt::StringLiterals;
using chain::TxState;
using vault::test::diskSyncsLeft;
using wallet::Draft;
using wallet::TxRecord;

namespace {

const Amount One = Amount::fromMicro(1'000'000);

/// What the wallet tells about its transactions.
class Told {
public:
    explicit Told(WalletBench &bench)
    {
        QObject::connect(bench.wallet.get(), &wallet::Wallet::transactionChanged, &m_context,
                         [this](const TxRecord &record) { m_states.append(record.status.state); });
    }
    [[nodiscard]] bool has(TxState state) const { return m_states.contains(state); }

private:
    QObject m_context;
    QList<TxState> m_states;
};

class TestTracker : public QObject {
    Q_OBJECT

    static Result<Draft> prepared(WalletBench &bench, const QString &account)
    {
        return await(bench.wallet->prepareTransfer(account, WalletBench::other(), One));
    }
    static Result<TxRecord> confirmed(WalletBench &bench, const QString &account)
    {
        auto draft = prepared(bench, account);
        if (!draft)
            return failure(draft.error());
        return await(bench.wallet->confirm(draft->id, {}));
    }
    static TxRecord recordOf(WalletBench &bench, const QString &hash)
    {
        auto records = await(bench.wallet->transactions());
        for (const TxRecord &record : records.value_or(QList<TxRecord>())) {
            if (record.hash == hash)
                return record;
        }
        return {};
    }
    /// Into the pool of `chain`, signed with the account's key in another program.
    static QString takeNonce(WalletBench &bench, const vault::KeyRecord &account, ScriptedChain &chain)
    {
        auto hex = await(bench.vault->exportPrivateKeyHex(account.id, WalletBench::passphrase()));
        if (!hex)
            return {};
        const auto key = crypto::PrivateKey::fromHex(*hex).value();
        chain::TxBody body;
        body.operation = chain::transferOperation(account.address, WalletBench::other(), u"elsewhere"_s, One);
        body.timestampMs = 1;
        return chain.sendFromElsewhere(key, body.toJson());
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        vault::test::installFailingDisk();
    }
    void cleanup() { diskSyncsLeft = -1; }

    /// A node has the bytes, and its answer can't be written down: that is not a failure to send.
    void anAnswerThatCannotBeWrittenDown_data()
    {
        QTest::addColumn<bool>("isKilled");
        QTest::newRow("the disk comes back") << false;
        QTest::newRow("the program is killed") << true;
    }
    void anAnswerThatCannotBeWrittenDown()
    {
        QFETCH(bool, isKilled);
        WalletBench bench;
        const auto account = bench.funded(100);
        const auto send = bench.gateway[0].handlers.value(u"ain_sendSignedTransaction"_s);
        bench.gateway[0].handlers[u"ain_sendSignedTransaction"_s] = [&](const json::Object &params) {
            diskSyncsLeft = 0;
            return send(params);
        };
        const Told told(bench);
        const auto record = confirmed(bench, account.id);
        AIN_REQUIRE(record);
        QVERIFY(record->status.state == TxState::Accepted);
        QVERIFY(!told.has(TxState::Accepted)); // nobody is told more than is on disk
        AIN_REQUIRE_ERROR(prepared(bench, account.id), errors::WalletInFlight);
        if (isKilled)
            bench.close();
        diskSyncsLeft = -1;
        bench.gateway[0].handlers[u"ain_sendSignedTransaction"_s] = send;
        if (isKilled) {
            bench.clock.offset += 70'000;
            bench.open();
            QVERIFY(bench.ok);
            AIN_REQUIRE(await(bench.wallet->resume()));
            AIN_REQUIRE_ERROR(prepared(bench, account.id), errors::WalletInFlight);
        }
        QTRY_VERIFY(recordOf(bench, record->hash).status.state == TxState::Accepted);
        bench.chain.mine();
        AIN_REQUIRE(await(bench.wallet->finished(record->hash)));
        QCOMPARE(bench.chain.nonces.value(account.address.toString()), 1);
    }

    /// Before a node has seen it, the other way round: nothing is sent that could not be saved.
    void whatCannotBeSavedIsNotSent()
    {
        WalletBench bench;
        const auto account = bench.funded(100);
        const auto draft = prepared(bench, account.id);
        AIN_REQUIRE(draft);
        diskSyncsLeft = 0;
        AIN_REQUIRE_ERROR(await(bench.wallet->confirm(draft->id, {})), errors::VaultWrite);
        QVERIFY(bench.chain.sent.isEmpty());
        diskSyncsLeft = -1;
        QVERIFY(await(bench.wallet->transactions())->isEmpty());
        AIN_REQUIRE(prepared(bench, account.id));
    }

    /// The end is seen while the disk fails: who waits for it is told once it is written.
    void anEndThatCannotBeWrittenDown()
    {
        WalletBench bench;
        const auto account = bench.funded(100);
        const auto record = confirmed(bench, account.id);
        AIN_REQUIRE(record);
        const Told told(bench);
        auto end = bench.wallet->finished(record->hash);
        diskSyncsLeft = 0;
        bench.chain.mine();
        QTRY_VERIFY(bench.gateway[0].count(u"ain_getBlockByNumber"_s) >= 2);
        QVERIFY(!told.has(TxState::Final));
        diskSyncsLeft = -1;
        const auto finished = await(std::move(end));
        AIN_REQUIRE(finished);
        QVERIFY(finished->status.state == TxState::Final);
        bench.close();
        bench.open();
        QVERIFY(recordOf(bench, record->hash).status.state == TxState::Final);
    }

    /// A SET that a budget refuses after its operations: they stand, the fee is paid, the bytes can come again.
    void whatIsRefusedAfterwardsStands()
    {
        WalletBench bench;
        const auto account = bench.funded(100);
        const auto record = confirmed(bench, account.id);
        AIN_REQUIRE(record);
        bench.chain.refusesAfterwards = 10905;
        bench.chain.mine();
        bench.chain.refusesAfterwards = 0;
        const auto end = await(bench.wallet->finished(record->hash));
        AIN_REQUIRE_ERROR(end, errors::WalletTxStands);
        QCOMPARE(end.error().args.value(u"code"_s).toInt(), 10905);
        const auto check = [&](bool isBurnt) {
            const TxRecord now = recordOf(bench, record->hash);
            QVERIFY(now.status.state == TxState::Reverted);
            QCOMPARE(now.amount, One);
            QCOMPARE(now.fee, Amount::fromMicro(190'500));
            QCOMPARE(now.nonceBurnt, isBurnt);
        };
        check(false);
        bench.close();
        bench.open();
        AIN_REQUIRE_ERROR(await(bench.wallet->finished(record->hash)), errors::WalletTxStands);
        check(false);
        const auto burn = await(bench.wallet->prepareReplacement(record->hash));
        AIN_REQUIRE(burn);
        QCOMPARE(burn->transaction.body[u"nonce"].toInteger(), 0);
        const auto burning = await(bench.wallet->confirm(burn->id, {}));
        AIN_REQUIRE(burning);
        bench.chain.mine();
        AIN_REQUIRE(await(bench.wallet->finished(burning->hash)));
        QTRY_VERIFY(recordOf(bench, record->hash).nonceBurnt);
        check(true);
    }

    /// A block has the taker, but no tracker says so (any more): the second search that finds it there counts.
    void aTakerNoTrackerKnows_data()
    {
        QTest::addColumn<int>("gateways");
        QTest::addColumn<bool>("isStillExecuted");
        QTest::newRow("forgotten") << 1 << false;
        QTest::newRow("said to be in the pool") << 1 << true;
        QTest::newRow("forgotten by two gateways") << 2 << false;
    }
    void aTakerNoTrackerKnows()
    {
        QFETCH(int, gateways);
        QFETCH(bool, isStillExecuted);
        WalletBench bench(gateways);
        const auto account = bench.funded(100);
        const auto record = confirmed(bench, account.id);
        AIN_REQUIRE(record);
        bench.chain.dropPool();
        const QString taker = takeNonce(bench, account, bench.chain);
        bench.chain.mine();
        for (ScriptedChain::Lies &lies : bench.lies) {
            lies.isForgetful = !isStillExecuted;
            lies.executedForEver = isStillExecuted ? taker : QString();
        }
        bench.clock.offset += 10 * 400;
        const auto end = await(bench.wallet->finished(record->hash));
        AIN_REQUIRE_ERROR(end, errors::WalletTxReplaced);
        QCOMPARE(end.error().args.value(u"by"_s).toString(), taker);
        int searches = 0;
        for (int i = 0; i < gateways; ++i)
            searches += bench.gateway[i].count(u"ain_getBlockList"_s);
        QVERIFY(searches >= 2); // one alone was not believed
    }

    /// One gateway shows a block with bytes that the user signed once and never sent; the other has no such block.
    void aTakerThatOnlyOneGatewayShows()
    {
        WalletBench bench(2);
        const auto account = bench.funded(100);
        const auto record = confirmed(bench, account.id);
        AIN_REQUIRE(record);
        ScriptedChain forged(bench.clock);
        forged.balances = bench.chain.balances;
        const QString taker = takeNonce(bench, account, forged);
        forged.mine();
        bench.chain.dropPool();
        bench.chain.nonces[account.address.toString()] = 1; // used up in a block that nobody keeps
        bench.chain.mine();
        ScriptedGateway liar;
        forged.serve(liar, &bench.lies[0]);
        const auto honest = bench.gateway[0].handlers.value(u"ain_getBlockList"_s);
        bench.gateway[0].handlers[u"ain_getBlockList"_s] = liar.handlers.value(u"ain_getBlockList"_s);
        bench.clock.offset += 10 * 400;
        auto end = bench.wallet->finished(record->hash);
        QTRY_VERIFY(bench.gateway[0].count(u"ain_getBlockList"_s) >= 2
                    && bench.gateway[1].count(u"ain_getBlockList"_s) >= 2);
        QVERIFY(!recordOf(bench, record->hash).nonceBurnt);
        // Without the lie the search ends: the nonce is gone, and nobody within reach took it.
        bench.gateway[0].handlers[u"ain_getBlockList"_s] = honest;
        const auto finished = await(std::move(end));
        AIN_REQUIRE_ERROR(finished, errors::WalletTxReplaced);
        QVERIFY(finished.error().args.value(u"by"_s).toString().isEmpty());
        QVERIFY(recordOf(bench, record->hash).replacedBy != taker);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestTracker)
#include "test_tracker.moc"
