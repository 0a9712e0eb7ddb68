// Drafts, confirmation and tracking against gateways that lose, hide and lie.
#include "core/chain/operations/stake.h"
#include "core/chain/operations/transfer.h"
#include "core/chain/operations/unstake.h"
#include "tests/support/light/syntheticchain.h"
#include "walletbench.h"

#include <QDir>
#include <QSignalSpy>

using namespace ain;
using namespace ain::test;
using namespace Qt::StringLiterals;
using chain::TxState;
using wallet::Draft;
using wallet::TxRecord;

namespace {

const Amount One = Amount::fromMicro(1'000'000);
constexpr int PatienceMs = 20'000;

class TestSending : public QObject {
    Q_OBJECT

    static Result<Draft> prepared(WalletBench &bench, const QString &account, std::optional<Amount> amount = One)
    {
        return await(bench.wallet->prepareTransfer(account, WalletBench::other(), amount));
    }
    /// Prepared, confirmed, mined.
    static Result<TxRecord> sent(WalletBench &bench, const QString &account)
    {
        auto draft = prepared(bench, account);
        if (!draft)
            return failure(draft.error());
        auto record = await(bench.wallet->confirm(draft->id, {}));
        if (!record)
            return failure(record.error());
        bench.chain.mine();
        return await(bench.wallet->finished(record->hash));
    }
    /// Reverted in a block, or rejected by the node.
    static Result<TxRecord> givenUp(WalletBench &bench, const QString &account, bool isReverted)
    {
        auto draft = prepared(bench, account);
        if (!draft)
            return failure(draft.error());
        bench.chain.rejectsAll = isReverted;
        bench.lies[0].rejectsNonces = !isReverted;
        auto record = await(bench.wallet->confirm(draft->id, {}));
        if (!record)
            return failure(record.error());
        bench.chain.mine();
        auto end = await(bench.wallet->finished(record->hash));
        bench.chain.rejectsAll = false;
        bench.lies[0].rejectsNonces = false;
        const TxRecord now = recordOf(bench, record->hash);
        if (end || now.status.state != (isReverted ? TxState::Reverted : TxState::Rejected))
            return failure(errors::Internal);
        return now;
    }
    static Result<crypto::PrivateKey> keyOf(WalletBench &bench, const QString &account)
    {
        auto hex = await(bench.vault->exportPrivateKeyHex(account, WalletBench::passphrase()));
        if (!hex)
            return failure(hex.error());
        return crypto::PrivateKey::fromHex(*hex);
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

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void transferGoesThrough()
    {
        WalletBench bench;
        const auto account = bench.funded(100);
        auto draft = prepared(bench, account.id);
        AIN_REQUIRE(draft);
        QCOMPARE(draft->fee, Amount::fromMicro(190'500));
        QCOMPARE(draft->after->micro(), 100'000'000 - 1'000'000 - 190'500);
        QCOMPARE(draft->facts.first().id, u"explain.transfer"_s);
        QCOMPARE(draft->facts.first().args[u"fee"].string(), u"0.190500"_s);
        QCOMPARE(draft->facts.last().id, u"explain.account_creation"_s);
        QCOMPARE(draft->warnings.first().id, u"warn.first_time"_s);
        QVERIFY(bench.chain.sent.isEmpty());

        QSignalSpy changes(bench.wallet.get(), &wallet::Wallet::transactionChanged);
        auto record = await(bench.wallet->confirm(draft->id, u"for coffee"_s));
        AIN_REQUIRE(record);
        QVERIFY(record->status.state == TxState::Accepted);
        QCOMPARE(record->hash, draft->transaction.hashText());
        // A draft can be confirmed once.
        AIN_REQUIRE_ERROR(await(bench.wallet->confirm(draft->id, {})), errors::WalletDraftUnknown);
        // One in flight.
        AIN_REQUIRE_ERROR(prepared(bench, account.id), errors::WalletInFlight);
        bench.chain.mine();
        auto end = await(bench.wallet->finished(record->hash));
        AIN_REQUIRE(end);
        QVERIFY(end->status.state == TxState::Final);
        QCOMPARE(end->fee, Amount::fromMicro(190'500));
        QCOMPARE(end->memo, u"for coffee"_s);
        QVERIFY(end->status.blockNumber > 0 && changes.size() >= 3);
        AIN_REQUIRE(await(bench.wallet->setMemo(record->hash, u"for tea"_s)));
        QCOMPARE(recordOf(bench, record->hash).memo, u"for tea"_s);

        auto next = prepared(bench, account.id);
        AIN_REQUIRE(next);
        QCOMPARE(next->transaction.body[u"nonce"].toInteger(), 1);
        QVERIFY(next->warnings.isEmpty());
    }

    void refusesWhatCannotBe()
    {
        WalletBench bench;
        const auto account = bench.funded(1.1);
        AIN_REQUIRE_ERROR(prepared(bench, account.id, Amount()), errors::WalletAmountZero);
        AIN_REQUIRE_ERROR(await(bench.wallet->prepareTransfer(account.id, account.address, One)), errors::WalletToSelf);
        const auto tooMuch = prepared(bench, account.id, Amount::fromMicro(2'000'000));
        AIN_REQUIRE_ERROR(tooMuch, errors::WalletInsufficient);
        QCOMPARE(tooMuch.error().args.value(u"available"_s).toString(), u"1.100000"_s);
        // Enough for the amount, not for the fee: told before anything is sent.
        AIN_REQUIRE_ERROR(prepared(bench, account.id, One), errors::WalletInsufficient);
        QVERIFY(bench.chain.sent.isEmpty());
    }

    void maxLeavesOnlyDust()
    {
        WalletBench bench;
        const auto account = bench.funded(13.345678999999999);
        auto draft = prepared(bench, account.id, std::nullopt);
        AIN_REQUIRE(draft);
        QCOMPARE(draft->amount.micro(), 13'345'678 - 190'500);
        QVERIFY(draft->after->isZero());
        QCOMPARE(draft->warnings.last().id, u"warn.empties_account"_s);
        // The first dry run, whose bytes a node could keep, moved the least there is.
        double first = -1;
        for (qsizetype i = 0; i < bench.gateway[0].calls.size() && first < 0; ++i) {
            if (bench.gateway[0].calls.at(i) == u"ain_sendSignedTransactionDryrun")
                first = bench.gateway[0].params.at(i)[u"tx_body"].at({u"operation", u"value"}).toDouble();
        }
        QCOMPARE(first, 0.000001);
    }

    void revertedIsBurnt()
    {
        WalletBench bench;
        const auto account = bench.funded(100);
        bench.chain.rejectsAll = true;
        auto draft = prepared(bench, account.id);
        AIN_REQUIRE(draft);
        auto record = await(bench.wallet->confirm(draft->id, {}));
        AIN_REQUIRE(record);
        bench.chain.mine();
        AIN_REQUIRE_ERROR(await(bench.wallet->finished(record->hash)), errors::WalletTxReverted);
        TxRecord reverted = recordOf(bench, record->hash);
        QVERIFY(reverted.status.state == TxState::Reverted && !reverted.nonceBurnt);
        QVERIFY(reverted.fee.isZero());

        bench.chain.rejectsAll = false;
        auto burn = await(bench.wallet->prepareReplacement(record->hash));
        AIN_REQUIRE(burn);
        QCOMPARE(burn->transaction.body[u"nonce"].toInteger(), 0);
        QCOMPARE(burn->amount.micro(), 1);
        QCOMPARE(burn->facts.first().id, u"explain.replace"_s);
        auto burning = await(bench.wallet->confirm(burn->id, {}));
        AIN_REQUIRE(burning);
        bench.chain.mine();
        AIN_REQUIRE(await(bench.wallet->finished(burning->hash)));
        QTRY_VERIFY_WITH_TIMEOUT(recordOf(bench, record->hash).nonceBurnt, PatienceMs);
        QCOMPARE(recordOf(bench, record->hash).replacedBy, burning->hash);
        QVERIFY(recordOf(bench, record->hash).status.state == TxState::Reverted);
    }

    /// Killed at any moment between "saved" and "final": the next start finds out, with the same bytes.
    void restartResolves_data()
    {
        QTest::addColumn<bool>("loses");
        QTest::addColumn<bool>("hides");
        QTest::newRow("accepted") << false << false;
        QTest::newRow("lost on the way") << true << false;
        QTest::newRow("taken without an answer") << false << true;
    }
    void restartResolves()
    {
        QFETCH(bool, loses);
        QFETCH(bool, hides);
        WalletBench bench;
        const auto account = bench.funded(100);
        auto draft = prepared(bench, account.id);
        AIN_REQUIRE(draft);
        bench.lies[0].losesSends = loses;
        bench.lies[0].hidesSends = hides;
        auto record = await(bench.wallet->confirm(draft->id, {}));
        AIN_REQUIRE(record);
        QVERIFY(record->status.state == (loses || hides ? TxState::Signed : TxState::Accepted));
        bench.close();
        bench.lies[0] = {};
        if (hides)
            bench.chain.mine(); // final before the program comes back
        bench.clock.offset += 70'000;
        bench.open();
        QVERIFY(bench.ok);
        AIN_REQUIRE(await(bench.wallet->resume()));
        AIN_REQUIRE_ERROR(prepared(bench, account.id), errors::WalletInFlight);
        if (loses)
            QTRY_COMPARE_WITH_TIMEOUT(bench.chain.poolSize(), 1, PatienceMs);
        bench.chain.mine();
        auto end = await(bench.wallet->finished(record->hash));
        AIN_REQUIRE(end);
        QCOMPARE(bench.chain.nonces.value(account.address.toString()), 1);
        // Never other bytes than those saved first.
        for (const QString &hash : std::as_const(bench.chain.sent))
            QCOMPARE(hash, record->hash);
    }

    void rejectedFreesTheNonce()
    {
        WalletBench bench;
        const auto account = bench.funded(100);
        auto draft = prepared(bench, account.id);
        AIN_REQUIRE(draft);
        bench.lies[0].rejectsNonces = true;
        auto record = await(bench.wallet->confirm(draft->id, {}));
        AIN_REQUIRE(record);
        QVERIFY(record->status.state == TxState::Rejected);
        AIN_REQUIRE_ERROR(await(bench.wallet->finished(record->hash)), errors::WalletTxFailed);
        bench.lies[0].rejectsNonces = false;
        const auto next = sent(bench, account.id);
        AIN_REQUIRE(next);
        // The same nonce: the rejected bytes are dead for good now.
        QTRY_VERIFY_WITH_TIMEOUT(recordOf(bench, record->hash).nonceBurnt, PatienceMs);
        QCOMPARE(recordOf(bench, record->hash).replacedBy, next->hash);
        QVERIFY(recordOf(bench, record->hash).status.state == TxState::Rejected);
    }

    /// What was told not to have happened happens while the program is away.
    void comingBackIsToldOnce_data()
    {
        QTest::addColumn<bool>("wasReverted");
        QTest::newRow("reverted") << true;
        QTest::newRow("rejected") << false;
    }
    void comingBackIsToldOnce()
    {
        QFETCH(bool, wasReverted);
        WalletBench bench;
        const auto account = bench.funded(100);
        const auto record = givenUp(bench, account.id, wasReverted);
        AIN_REQUIRE(record);
        const auto key = keyOf(bench, account.id);
        AIN_REQUIRE(key);
        bench.close();
        QCOMPARE(bench.chain.sendFromElsewhere(*key, record->body), record->hash);
        bench.chain.mine();
        bench.open();
        QVERIFY(bench.ok);
        const auto told = prepared(bench, account.id);
        AIN_REQUIRE_ERROR(told, errors::WalletTxCameBack);
        QCOMPARE(told.error().args.value(u"hash"_s).toString(), record->hash);
        const TxRecord now = recordOf(bench, record->hash);
        QVERIFY(now.status.state == TxState::Final);
        QCOMPARE(now.amount, One);
        const auto again = prepared(bench, account.id);
        AIN_REQUIRE(again);
        QCOMPARE(again->transaction.body[u"nonce"].toInteger(), 1);
    }

    void aNonceBurntElsewhereIsNoObstacle_data() { comingBackIsToldOnce_data(); }
    void aNonceBurntElsewhereIsNoObstacle()
    {
        QFETCH(bool, wasReverted);
        WalletBench bench;
        const auto account = bench.funded(100);
        const auto record = givenUp(bench, account.id, wasReverted);
        AIN_REQUIRE(record);
        const auto key = keyOf(bench, account.id);
        AIN_REQUIRE(key);
        bench.close();
        chain::TxBody body;
        body.operation = chain::transferOperation(account.address, WalletBench::other(), u"elsewhere"_s, One);
        body.timestampMs = 1;
        const QString taker = bench.chain.sendFromElsewhere(*key, body.toJson());
        bench.chain.mine();
        bench.open();
        AIN_REQUIRE(prepared(bench, account.id));
        const TxRecord now = recordOf(bench, record->hash);
        QVERIFY(now.nonceBurnt);
        QCOMPARE(now.replacedBy, taker);
        QVERIFY(now.status.state == (wasReverted ? TxState::Reverted : TxState::Rejected));
    }

    /// No block within reach tells who took the nonce: the search ends all the same.
    void huntingEnds_data()
    {
        QTest::addColumn<int>("gateways");
        QTest::newRow("one gateway") << 1;
        QTest::newRow("two gateways") << 2;
    }
    void huntingEnds()
    {
        QFETCH(int, gateways);
        WalletBench bench(gateways);
        const auto account = bench.funded(100);
        auto draft = prepared(bench, account.id);
        AIN_REQUIRE(draft);
        auto record = await(bench.wallet->confirm(draft->id, {}));
        AIN_REQUIRE(record);
        bench.chain.dropPool();
        bench.chain.nonces[account.address.toString()] = 1;
        bench.chain.mine();
        bench.clock.offset += 10 * 400;
        const auto end = await(bench.wallet->finished(record->hash));
        AIN_REQUIRE_ERROR(end, errors::WalletTxReplaced);
        QVERIFY(end.error().args.value(u"by"_s).toString().isEmpty());
        QVERIFY(recordOf(bench, record->hash).nonceBurnt);
        AIN_REQUIRE(prepared(bench, account.id));
    }

    void anotherChainDoesNotBlock()
    {
        WalletBench bench;
        const QString first = u"0x"_s + QString(64, u'1');
        const QString second = u"0x"_s + QString(64, u'2');
        bench.close();
        bench.network.genesisHash = first;
        bench.open();
        const auto account = bench.funded(100);
        AIN_REQUIRE(sent(bench, account.id));
        auto draft = prepared(bench, account.id);
        AIN_REQUIRE(draft);
        AIN_REQUIRE(await(bench.wallet->confirm(draft->id, {})));
        AIN_REQUIRE_ERROR(prepared(bench, account.id), errors::WalletInFlight);
        bench.close();
        bench.chain.reset();
        bench.network.genesisHash = second;
        bench.open();
        AIN_REQUIRE(await(bench.wallet->resume()));
        QVERIFY(await(bench.wallet->transactions()).value().isEmpty());
        const auto fresh = prepared(bench, account.id);
        AIN_REQUIRE(fresh);
        QCOMPARE(fresh->transaction.body[u"nonce"].toInteger(), 0);
        // Nothing is lost: the first chain finds its own again.
        bench.close();
        bench.network.genesisHash = first;
        bench.open();
        QCOMPARE(await(bench.wallet->transactions()).value().size(), 2);
    }

    /// An own node tells what chain it is only when it is connected, maybe after the records were read.
    void anOwnNodeThatWasResetDoesNotBlock()
    {
        WalletBench bench;
        bench.close();
        bench.network.id = u"url:"_s + bench.gateway[0].url().toString();
        bench.chain.extraValues.set(u"/blockchain_params/genesis/epoch_ms"_s, 400);
        bench.chain.extraValues.set(u"/blockchain_params/resource/min_gas_price"_s, 500);
        bench.open();
        AIN_REQUIRE(await(bench.client->connectToNetwork()));
        const auto account = bench.funded(100);
        AIN_REQUIRE(sent(bench, account.id));
        auto draft = prepared(bench, account.id);
        AIN_REQUIRE(draft);
        AIN_REQUIRE(await(bench.wallet->confirm(draft->id, {})));
        bench.close();
        bench.clock.offset += 1000;
        bench.chain.reset();
        bench.open();
        QCOMPARE(await(bench.wallet->transactions()).value().size(), 2);
        AIN_REQUIRE(await(bench.client->connectToNetwork()));
        QVERIFY(await(bench.wallet->transactions()).value().isEmpty());
        const auto fresh = prepared(bench, account.id);
        AIN_REQUIRE(fresh);
        QCOMPARE(fresh->transaction.body[u"nonce"].toInteger(), 0);
    }

    void oneOfTwoGatewaysDies()
    {
        WalletBench bench(2);
        const auto account = bench.funded(100);
        AIN_REQUIRE(await(bench.client->connectToNetwork()));
        bench.lies[0].isDead = true;
        AIN_REQUIRE(sent(bench, account.id));
    }

    void gatewaysThatDisagreeStopASend()
    {
        WalletBench bench(2);
        const auto account = bench.funded(100);
        bench.lies[1].nonceOffset = 3;
        AIN_REQUIRE_ERROR(prepared(bench, account.id), errors::WalletNodesDisagree);
        bench.lies[1].nonceOffset = 0;
        AIN_REQUIRE(prepared(bench, account.id));
    }

    /// Whatever is worked out from a balance: payments, stakes, tokens.
    void aContradictedBalanceStopsEverything()
    {
        WalletBench bench;
        const auto account = bench.funded(100);
        // What an earlier run left: two final blocks of one number.
        const QString directory = bench.folder.filePath(u"light"_s);
        QVERIFY(QDir().mkpath(directory + u"/evidence"_s));
        QFile evidence(directory + u"/evidence/conflicting_final_blocks-0123456789ab.json"_s);
        QVERIFY(evidence.open(QIODevice::WriteOnly) && evidence.write("{}") == 2);
        evidence.close();
        light::LightOptions options;
        options.directory = directory;
        const light::testing::SyntheticChain chain;
        options.checkpoint = chain.checkpoint(chain.tip().hash());
        light::LightClient light(*bench.client, bench.clock, options);
        wallet::Wallet wallet(*bench.vault, *bench.client, bench.clock, bench.rng, &light);

        auto balance = await(wallet.balance(account.id));
        AIN_REQUIRE(balance);
        QCOMPARE(balance->mark.standing(), light::Standing::Contradicted);
        AIN_REQUIRE_ERROR(await(wallet.prepareTransfer(account.id, WalletBench::other(), One)),
                          errors::WalletNodesDisagree);
        const auto stake = chain::stakeOperation(u"consensus"_s, account.address, u"1"_s, One);
        AIN_REQUIRE(stake);
        AIN_REQUIRE_ERROR(await(wallet.prepare(account.id, *stake, One, {})), errors::WalletNodesDisagree);
        const json::Value token = json::Object{{u"type"_s, u"SET_VALUE"_s},
                                               {u"ref"_s, u"/apps/ainft721_0x1/tokens/1/owner"_s},
                                               {u"value"_s, WalletBench::other().toString()}};
        AIN_REQUIRE_ERROR(await(wallet.prepare(account.id, token, Amount(), {})), errors::WalletNodesDisagree);
        // Without a light client nothing is known against it.
        AIN_REQUIRE(prepared(bench, account.id));
    }

    /// chain.md 11: another transaction took the nonce, whatever a tracker still says.
    void losingTheNonceIsNoticed()
    {
        WalletBench bench;
        const auto account = bench.funded(100);
        auto draft = prepared(bench, account.id);
        AIN_REQUIRE(draft);
        auto record = await(bench.wallet->confirm(draft->id, {}));
        AIN_REQUIRE(record);
        bench.lies[0].executedForEver = record->hash;
        bench.chain.dropPool();
        // The same key in another program.
        auto hex = await(bench.vault->exportPrivateKeyHex(account.id, WalletBench::passphrase()));
        AIN_REQUIRE(hex);
        const auto key = crypto::PrivateKey::fromHex(*hex).value();
        chain::TxBody body;
        body.operation = chain::transferOperation(account.address, WalletBench::other(), u"elsewhere"_s, One);
        body.timestampMs = 1;
        const QString taker = bench.chain.sendFromElsewhere(key, body.toJson());
        bench.chain.mine();
        bench.clock.offset += 10 * 400;
        const auto end = await(bench.wallet->finished(record->hash));
        AIN_REQUIRE_ERROR(end, errors::WalletTxReplaced);
        QCOMPARE(end.error().args.value(u"by"_s).toString(), taker);
        AIN_REQUIRE(prepared(bench, account.id));
    }

    void forgottenIsSentAgain()
    {
        WalletBench bench;
        const auto account = bench.funded(100);
        auto draft = prepared(bench, account.id);
        AIN_REQUIRE(draft);
        auto record = await(bench.wallet->confirm(draft->id, {}));
        AIN_REQUIRE(record);
        bench.chain.dropPool(); // the node restarted
        bench.clock.offset += 10 * 400;
        QTRY_VERIFY_WITH_TIMEOUT(bench.chain.sent.size() >= 2, PatienceMs);
        QCOMPARE(bench.chain.sent.at(0), bench.chain.sent.at(1));
        bench.chain.mine();
        AIN_REQUIRE(await(bench.wallet->finished(record->hash)));
    }

    void staleNodesAreNotSentTo()
    {
        WalletBench bench;
        const auto account = bench.funded(100);
        bench.lies[0].tipAgeMs = 700'000;
        AIN_REQUIRE_ERROR(prepared(bench, account.id), errors::WalletNodeStale);
    }

    void unstakingWaitsForTheLockUp()
    {
        WalletBench bench;
        const auto account = bench.funded(100);
        const auto operation = chain::unstakeOperation(u"app"_s, account.address, u"1"_s, One).value();
        bench.chain.extraValues.set(u"/staking/app/%1/0/expire_at"_s.arg(account.address.toString()),
                                    bench.clock.nowMs() - 60'000);
        AIN_REQUIRE_ERROR(await(bench.wallet->prepare(account.id, operation, Amount(), {})), errors::WalletLockedUp);
        bench.clock.offset += 61'000;
        // Past the margin it is up to the node (this one knows transfers only).
        auto draft = await(bench.wallet->prepare(account.id, operation, Amount(), {}));
        QVERIFY(draft || draft.error().code != errors::WalletLockedUp);
    }

    void lockingForgets()
    {
        WalletBench bench;
        const auto account = bench.funded(100);
        auto draft = prepared(bench, account.id);
        AIN_REQUIRE(draft);
        AIN_REQUIRE(await(bench.vault->lock()));
        AIN_REQUIRE_ERROR(await(bench.wallet->confirm(draft->id, {})), errors::WalletDraftUnknown);
        AIN_REQUIRE_ERROR(await(bench.wallet->transactions()), errors::VaultLocked);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestSending)
#include "test_sending.moc"
