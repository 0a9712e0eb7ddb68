// The wallet on the practice network: the whole way of real transactions over HTTP and the event channel.
#include "core/chain/operations/createapp.h"
#include "core/chain/operations/set.h"
#include "core/chain/operations/stake.h"
#include "core/sandbox/practicenetwork.h"
#include "core/wallet/wallet.h"
#include "tests/support/chain/await.h"

#include <QNetworkAccessManager>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace ain;
using namespace ain::test;
using namespace Qt::StringLiterals;
using chain::TxState;

namespace {

const Amount Hundred = Amount::fromMicro(100'000'000);

/// A practice network that makes a block every 200 ms, a vault and a wallet.
class Bench {
public:
    explicit Bench(bool instant = false)
    {
        vaultThread.start();
        sandbox::PracticeOptions options;
        options.instant = instant;
        options.blockIntervalMs = 200;
        host = std::make_unique<sandbox::PracticeHost>(options);
        auto started = await(host->start());
        if (!started) {
            qWarning() << started.error().code.toString() << started.error().args;
            return;
        }
        network = chain::Network::practice(started->rpcUrl, started->eventUrl, started->genesisHash);
        open();
    }
    ~Bench()
    {
        close();
        host.reset();
        vaultThread.quit();
        vaultThread.wait();
    }
    Q_DISABLE_COPY_MOVE(Bench)

    void open()
    {
        vault = std::make_unique<vault::Vault>(folder.filePath(u"vault"_s), &vaultThread, clock,
                                               vault::KdfCost{1, 8 * 1024});
        const bool isNew = vault->state() == vault::Vault::State::Missing;
        ok = (isNew ? await(vault->create(SecretBytes())) : await(vault->unlock(SecretBytes()))).has_value();
        http = std::make_unique<QNetworkAccessManager>();
        client = std::make_unique<chain::ChainClient>(network, *http, clock);
        auto connected = await(client->connectToNetwork());
        if (!connected)
            qWarning() << connected.error().code.toString() << connected.error().args;
        ok = ok && connected;
        client->startFollowing();
        wallet = std::make_unique<wallet::Wallet>(*vault, *client, clock, rng);
    }
    void close()
    {
        wallet.reset();
        client.reset();
        http.reset();
        vault.reset();
    }
    vault::KeyRecord funded(Amount amount)
    {
        auto key = await(wallet->createAccount(12, crypto::PathFamily::Ain, u"Main"_s));
        if (!key)
            return {};
        auto hash = await(host->fund(key->address.toString(), amount));
        if (!hash)
            return {};
        for (int i = 0; i < 100; ++i) {
            auto balance = await(wallet->balance(key->id));
            if (balance && balance->amount == amount)
                return *key;
            QTest::qWait(50);
        }
        return {};
    }
    Result<wallet::TxRecord> finish(Result<wallet::Draft> draft)
    {
        if (!draft)
            return failure(draft.error());
        auto record = await(wallet->confirm(draft->id, {}));
        if (!record)
            return failure(record.error());
        return await(wallet->finished(record->hash));
    }

    SystemClock clock;
    SystemRng rng;
    QTemporaryDir folder;
    QThread vaultThread;
    std::unique_ptr<sandbox::PracticeHost> host;
    chain::Network network;
    std::unique_ptr<vault::Vault> vault;
    std::unique_ptr<QNetworkAccessManager> http;
    std::unique_ptr<chain::ChainClient> client;
    std::unique_ptr<wallet::Wallet> wallet;
    bool ok = false;
};

const crypto::Address Other = crypto::Address::parse(u"0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96").value();

class TestPractice : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void readsItsParameters()
    {
        Bench bench;
        QVERIFY(bench.ok);
        QCOMPARE(bench.client->network().epochMs, 200);
        QCOMPARE(bench.client->network().minGasPrice, 500);
        QVERIFY(bench.client->health().first().isUp);
        QSignalSpy seen(bench.client.get(), &chain::ChainClient::blockSeen);
        QTRY_VERIFY(seen.size() >= 2);
        auto block = await(bench.client->block(1));
        AIN_REQUIRE(block);
        AIN_REQUIRE(await(bench.client->blocks(1, 3)));
    }

    void sendsAndSendsAll()
    {
        Bench bench;
        QVERIFY(bench.ok);
        const auto account = bench.funded(Hundred);
        QVERIFY(!account.id.isEmpty());
        auto draft = await(bench.wallet->prepareTransfer(account.id, Other, Amount::fromMicro(12'345'678)));
        AIN_REQUIRE(draft);
        const Amount fee = draft->fee;
        QVERIFY(fee > Amount());
        auto record = bench.finish(*draft);
        AIN_REQUIRE(record);
        // The dry run's fee is the receipt's.
        QCOMPARE(record->fee, fee);
        auto balance = await(bench.wallet->balance(account.id));
        AIN_REQUIRE(balance);
        QCOMPARE(*balance->amount, *draft->after);
        QCOMPARE(await(bench.client->balance(Other)).value(), Amount::fromMicro(12'345'678));

        AIN_REQUIRE_ERROR(await(bench.wallet->prepareTransfer(account.id, Other, Hundred)), errors::WalletInsufficient);
        auto all = bench.finish(await(bench.wallet->prepareTransfer(account.id, Other, std::nullopt)));
        AIN_REQUIRE(all);
        auto rest = await(bench.wallet->balance(account.id));
        AIN_REQUIRE(rest);
        QVERIFY(rest->amount->micro() <= 1);
    }

    void createsAnAppAndWritesAndStakes()
    {
        Bench bench(true);
        QVERIFY(bench.ok);
        const auto account = bench.funded(Hundred);
        const auto app = chain::createAppOperation({u"wallet_it"_s, u"1"_s, {account.address}, false, 1000});
        AIN_REQUIRE(app);
        AIN_REQUIRE(bench.finish(await(bench.wallet->prepare(account.id, *app, Amount(), {}))));
        const auto write = chain::setValueOperation(u"/apps/wallet_it/a/b"_s, u"c"_s);
        auto set = chain::setOperation({*write, chain::setValueOperation(u"/apps/wallet_it/n"_s, 7).value()});
        AIN_REQUIRE(bench.finish(await(bench.wallet->prepare(account.id, *set, Amount(), {}))));
        QCOMPARE(await(bench.client->value(u"/apps/wallet_it/a/b"_s)).value().string(), u"c"_s);
        const auto stake = chain::stakeOperation(u"wallet_it"_s, account.address, u"1"_s, Amount::fromMicro(5'000'000));
        auto staked = bench.finish(await(bench.wallet->prepare(account.id, *stake, Amount(), {})));
        AIN_REQUIRE(staked);
        QCOMPARE(staked->amount.micro(), 5'000'000);
        // Somebody else's app.
        const auto foreign = chain::setValueOperation(u"/apps/consensus/x"_s, 1);
        AIN_REQUIRE_ERROR(await(bench.wallet->prepare(account.id, *foreign, Amount(), {})), errors::WalletWouldFail);
        auto records = await(bench.wallet->transactions());
        AIN_REQUIRE(records);
        QCOMPARE(records->size(), 3);
        for (const auto &record : *records)
            QVERIFY(record.status.state == TxState::Final);
    }

    void restartsInTheMiddle()
    {
        Bench bench;
        QVERIFY(bench.ok);
        const auto account = bench.funded(Hundred);
        auto draft = await(bench.wallet->prepareTransfer(account.id, Other, Amount::fromMicro(1)));
        AIN_REQUIRE(draft);
        auto record = await(bench.wallet->confirm(draft->id, u"note"_s));
        AIN_REQUIRE(record);
        bench.close();
        bench.open();
        QVERIFY(bench.ok);
        AIN_REQUIRE(await(bench.wallet->resume()));
        auto end = await(bench.wallet->finished(record->hash));
        AIN_REQUIRE(end);
        QCOMPARE(end->memo, u"note"_s);
        QCOMPARE(await(bench.client->nonce(account.address, false)).value(), 1);
    }

    void anotherChainIsRefused()
    {
        Bench bench;
        QVERIFY(bench.ok);
        chain::Network wrong = bench.network;
        wrong.genesisHash = chain::Network::testnet().genesisHash;
        chain::ChainClient client(wrong, *bench.http, bench.clock);
        AIN_REQUIRE_ERROR(await(client.connectToNetwork()), errors::RpcWrongNetwork);
        auto own = chain::Network::custom(bench.network.rpcUrls.first().toString());
        AIN_REQUIRE(own);
        chain::ChainClient custom(*own, *bench.http, bench.clock);
        AIN_REQUIRE(await(custom.connectToNetwork()));
        QCOMPARE(custom.network().genesisHash, bench.network.genesisHash);
    }

    void twoGatewaysOneDies()
    {
        Bench bench;
        QVERIFY(bench.ok);
        const auto account = bench.funded(Hundred);
        QVERIFY(!account.id.isEmpty());
        chain::Network two = bench.network;
        two.rpcUrls.prepend(QUrl(u"http://127.0.0.1:1/json-rpc"_s));
        chain::ChainClient client(two, *bench.http, bench.clock);
        AIN_REQUIRE(await(client.connectToNetwork()));
        wallet::Wallet wallet(*bench.vault, client, bench.clock, bench.rng);
        auto draft = await(wallet.prepareTransfer(account.id, Other, Amount::fromMicro(1)));
        AIN_REQUIRE(draft);
        auto record = await(wallet.confirm(draft->id, {}));
        AIN_REQUIRE(record);
        AIN_REQUIRE(await(wallet.finished(record->hash)));
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestPractice)
#include "test_practice.moc"
