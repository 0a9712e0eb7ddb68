// Signing on another device with two vaults: one watches and is online, the other has the key.
#include "core/wallet/offlinedesk.h"
#include "core/wallet/offlinesigner.h"
#include "walletbench.h"

#include <QTest>

using namespace ain;
using namespace ain::test;
using namespace Qt::StringLiterals;
using wallet::OfflineRequest;
using wallet::OfflineSignature;

namespace {

const Amount Sum = Amount::fromMicro(3'250'000);

/// Beside the bench: the vault that has the key and knows no chain.
class ColdVault {
public:
    explicit ColdVault(WalletBench &bench)
        : vault(folder.filePath(u"vault"_s), &bench.vaultThread, bench.clock, vault::KdfCost{1, 8 * 1024})
    {
    }
    vault::KeyRecord key()
    {
        auto mnemonic = crypto::Mnemonic::generate(12);
        auto made = await(vault.create(WalletBench::passphrase()));
        auto seed =
            await(vault.addMnemonic(std::make_shared<crypto::Mnemonic>(std::move(*mnemonic)), SecretBytes(), true));
        auto record = await(vault.addDerivedKey(*seed, crypto::PathFamily::Ain, 1000, u"testnet"_s, u"cold"_s));
        return made && record ? *record : vault::KeyRecord();
    }
    QTemporaryDir folder;
    vault::Vault vault;
};

class TestOfflineDesk : public QObject {
    Q_OBJECT

    /// The watched account, with money.
    static vault::KeyRecord watched(WalletBench &bench, const vault::KeyRecord &key)
    {
        auto record = await(bench.vault->addWatchOnly(key.address, u"testnet"_s, u"watched"_s));
        bench.chain.balances[key.address.toString()] = 50;
        return record.value_or(vault::KeyRecord());
    }
    static Result<OfflineRequest> asked(WalletBench &bench, const QString &account)
    {
        auto draft = await(bench.wallet->prepareTransfer(account, WalletBench::other(), Sum));
        if (!draft)
            return failure(draft.error());
        return await(bench.wallet->offlineRequest(draft->id, u"rent"_s));
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void thereAndBackAgain()
    {
        WalletBench bench;
        ColdVault cold(bench);
        const auto key = cold.key();
        const auto account = watched(bench, key);
        QVERIFY(!account.id.isEmpty());

        auto draft = await(bench.wallet->prepareTransfer(account.id, WalletBench::other(), Sum));
        AIN_REQUIRE(draft);
        QVERIFY(draft->isUnsigned);
        QVERIFY(draft->transaction.signature.isEmpty());
        AIN_REQUIRE_ERROR(await(bench.wallet->confirm(draft->id, {})), errors::VaultWatchOnly);
        AIN_REQUIRE_ERROR(await(bench.wallet->prepareTransfer(account.id, WalletBench::other(), std::nullopt)),
                          errors::OfflineAll);

        auto request = await(bench.wallet->offlineRequest(draft->id, u"rent"_s));
        AIN_REQUIRE(request);
        // One draft, one request.
        AIN_REQUIRE_ERROR(await(bench.wallet->offlineRequest(draft->id, {})), errors::WalletDraftUnknown);
        const auto carried = OfflineRequest::parse(request->toBytes());
        AIN_REQUIRE(carried);
        auto signature = await(wallet::signOffline(cold.vault, *carried, bench.clock.nowMs()));
        AIN_REQUIRE(signature);

        // Kept over a restart of the copy that is online.
        bench.close();
        bench.open();
        QCOMPARE(await(bench.wallet->offlineWaiting())->size(), 1);
        const auto back = OfflineSignature::parse(signature->toBytes());
        AIN_REQUIRE(back);
        auto ready = await(bench.wallet->bringSignature(*back));
        AIN_REQUIRE(ready);
        QVERIFY(!ready->isUnsigned);
        QVERIFY(ready->fee > Amount());
        QCOMPARE(ready->memo, u"rent"_s);
        QCOMPARE(ready->amount, Sum);
        QVERIFY(!ready->facts.isEmpty());
        auto record = await(bench.wallet->confirm(ready->id, ready->memo));
        AIN_REQUIRE(record);
        QCOMPARE(record->hash, request->hash().toString());
        bench.chain.mine();
        auto done = await(bench.wallet->finished(record->hash));
        AIN_REQUIRE(done);
        QCOMPARE(done->memo, u"rent"_s);
        QVERIFY(await(bench.wallet->offlineWaiting())->isEmpty());
        AIN_REQUIRE_ERROR(await(bench.wallet->bringSignature(*back)), errors::OfflineUnknown);
    }

    void whatDoesNotFitIsRefused()
    {
        WalletBench bench;
        ColdVault cold(bench);
        const auto key = cold.key();
        const auto account = watched(bench, key);
        auto first = asked(bench, account.id);
        AIN_REQUIRE(first);
        bench.clock.offset += 5;
        auto second = asked(bench, account.id);
        AIN_REQUIRE(second);
        auto one = await(wallet::signOffline(cold.vault, *first, bench.clock.nowMs()));
        auto two = await(wallet::signOffline(cold.vault, *second, bench.clock.nowMs()));
        AIN_REQUIRE(one);
        AIN_REQUIRE(two);

        OfflineSignature mixed = *one;
        mixed.signature = two->signature;
        AIN_REQUIRE_ERROR(await(bench.wallet->bringSignature(mixed)), errors::OfflineMismatch);
        OfflineSignature elsewhere = *one;
        elsewhere.network = u"mainnet"_s;
        AIN_REQUIRE_ERROR(await(bench.wallet->bringSignature(elsewhere)), errors::OfflineNetwork);
        OfflineSignature stranger = *one;
        stranger.account = WalletBench::other();
        AIN_REQUIRE_ERROR(await(bench.wallet->bringSignature(stranger)), errors::OfflineMismatch);

        // The other copy signs for its own accounts, on their own network, in time.
        OfflineRequest abroad = *first;
        abroad.network = u"practice"_s;
        AIN_REQUIRE_ERROR(await(wallet::signOffline(cold.vault, abroad, bench.clock.nowMs())), errors::OfflineNetwork);
        OfflineRequest foreign = *first;
        foreign.account = WalletBench::other();
        AIN_REQUIRE_ERROR(await(wallet::signOffline(cold.vault, foreign, bench.clock.nowMs())), errors::OfflineNoKey);
        AIN_REQUIRE_ERROR(await(wallet::signOffline(cold.vault, *first, first->expiresMs + 1)), errors::OfflineExpired);

        // Both had the same number: one of them is carried out, the other one never can be.
        auto ready = await(bench.wallet->bringSignature(*two));
        AIN_REQUIRE(ready);
        auto record = await(bench.wallet->confirm(ready->id, {}));
        AIN_REQUIRE(record);
        bench.chain.mine();
        AIN_REQUIRE(await(bench.wallet->finished(record->hash)));
        AIN_REQUIRE_ERROR(await(bench.wallet->bringSignature(*one)), errors::OfflineStale);
        QCOMPARE(await(bench.wallet->offlineWaiting())->size(), 1);
        AIN_REQUIRE(await(bench.wallet->forgetOffline(first->hash().toString())));
        QVERIFY(await(bench.wallet->offlineWaiting())->isEmpty());
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestOfflineDesk)
#include "test_offline_desk.moc"
