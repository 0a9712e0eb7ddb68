#include "core/wallet/accounts.h"
#include "walletbench.h"

#include <QSignalSpy>

using namespace ain;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

/// Public test phrase; never to be funded.
const QByteArray Phrase = "test test test test test test test test test test test junk";

std::shared_ptr<crypto::Mnemonic> phrase()
{
    return std::make_shared<crypto::Mnemonic>(
        crypto::Mnemonic::parse(SecretBytes::copyOf(QByteArrayView(Phrase))).value());
}

class TestAccounts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void networksHaveTheirOwnIndexes()
    {
        QCOMPARE(wallet::firstIndex(chain::Network::mainnet()), 0U);
        QCOMPARE(wallet::firstIndex(chain::Network::testnet()), 1000U);
        QCOMPARE(wallet::firstIndex(chain::Network::practice(QUrl(), QUrl(), {})), 2000U);
        QCOMPARE(wallet::firstIndex(chain::Network::custom(u"http://127.0.0.1"_s).value()), 3000U);
    }

    void createsAndAdds()
    {
        WalletBench bench;
        QSignalSpy changed(bench.wallet.get(), &wallet::Wallet::accountsChanged);
        auto first = await(bench.wallet->createAccount(12, crypto::PathFamily::Ain, u"A"_s));
        AIN_REQUIRE(first);
        QCOMPARE(first->path, u"m/44'/412'/0'/0/1000"_s);
        auto second = await(bench.wallet->addAccount(first->seedId, crypto::PathFamily::Ain, u"B"_s));
        AIN_REQUIRE(second);
        QCOMPARE(second->path, u"m/44'/412'/0'/0/1001"_s);
        auto other = await(bench.wallet->addAccount(first->seedId, crypto::PathFamily::Ethereum, u"C"_s));
        AIN_REQUIRE(other);
        QCOMPARE(other->path, u"m/44'/60'/0'/0/1000"_s);
        QCOMPARE(changed.size(), 3);
        QCOMPARE(await(bench.wallet->account(u"B"_s))->id, second->id);
        QCOMPARE(await(bench.wallet->account(second->address.toString().toLower()))->id, second->id);
        AIN_REQUIRE_ERROR(await(bench.wallet->account(u"nobody"_s)), errors::WalletAccountUnknown);
    }

    void aNameOfTwoIsNobodys()
    {
        WalletBench bench;
        auto first = await(bench.wallet->createAccount(12, crypto::PathFamily::Ain, u"twin"_s));
        AIN_REQUIRE(first);
        AIN_REQUIRE(await(bench.wallet->account(u"twin"_s)));
        auto second = await(bench.wallet->addAccount(first->seedId, crypto::PathFamily::Ain, u"twin"_s));
        AIN_REQUIRE(second);
        AIN_REQUIRE_ERROR(await(bench.wallet->account(u"twin"_s)), errors::WalletAccountAmbiguous);
        auto chosen = await(bench.wallet->account(second->address.toString()));
        AIN_REQUIRE(chosen);
        QCOMPARE(chosen->id, second->id);
    }

    void restoreFindsBothFamilies()
    {
        WalletBench bench;
        // What other wallets made of this phrase: index 0 and 3 of the Ethereum path, 0 of the AIN path.
        bench.chain.balances[u"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"_s] = 3;
        bench.chain.balances[u"0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96"_s] = 0;
        QSignalSpy progress(bench.wallet.get(), &wallet::Wallet::scanProgress);
        auto keys = await(bench.wallet->restoreAccounts(phrase(), SecretBytes(), crypto::PathFamily::Ain));
        AIN_REQUIRE(keys);
        QStringList paths;
        for (const vault::KeyRecord &key : *keys)
            paths.append(key.path);
        QCOMPARE(paths, (QStringList{u"m/44'/412'/0'/0/0"_s, u"m/44'/60'/0'/0/0"_s}));
        QCOMPARE(progress.last().at(0).toInt(), progress.last().at(1).toInt());
    }

    void restoreFallsBack()
    {
        WalletBench bench;
        auto keys = await(bench.wallet->restoreAccounts(phrase(), SecretBytes(), crypto::PathFamily::Ethereum));
        AIN_REQUIRE(keys);
        QCOMPARE(keys->size(), 1);
        QCOMPARE(keys->first().path, u"m/44'/60'/0'/0/1000"_s);
    }

    void restoreWithoutANodeStoresNothing()
    {
        WalletBench bench;
        bench.lies[0].isDead = true;
        QVERIFY(!await(bench.wallet->restoreAccounts(phrase(), SecretBytes(), crypto::PathFamily::Ain)));
        QVERIFY(await(bench.vault->seeds())->isEmpty());
        bench.lies[0].isDead = false;
        bench.clock.offset += 120'000;
        AIN_REQUIRE(await(bench.wallet->restoreAccounts(phrase(), SecretBytes(), crypto::PathFamily::Ain)));
    }

    void balancesFollowTheBlocks()
    {
        WalletBench bench;
        const auto account = bench.funded(13.345678999999999);
        auto view = await(bench.wallet->balance(account.id));
        AIN_REQUIRE(view);
        QCOMPARE(view->amount->micro(), 13'345'678);
        QVERIFY(view->accountExists);
        QSignalSpy changed(bench.wallet.get(), &wallet::Wallet::balanceChanged);
        bench.chain.balances[account.address.toString()] = 20;
        bench.client->startFollowing();
        bench.chain.mine();
        QTRY_VERIFY(!changed.isEmpty()
                    && changed.last().at(1).value<wallet::BalanceView>().amount == Amount::fromMicro(20'000'000));
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestAccounts)
#include "test_accounts.moc"
