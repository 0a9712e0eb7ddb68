// People with wallets on one chain: who requests, who provides, and runs of their programs that end at any moment.
#pragma once

#include "core/light/lightclient.h"
#include "gpu/share/market/cashier.h"
#include "gpu/share/market/payer.h"
#include "tests/support/chain/await.h"
#include "tests/support/chain/clocks.h"

#include <QNetworkAccessManager>
#include <QTemporaryDir>

namespace ain::test {

/// One program with one account. close() is what a SIGKILL leaves behind: nothing is said farewell to.
class Person {
public:
    Person(chain::Network theNetwork, bool blocksOnDemand, market::AppDefinition definition = {})
        : network(std::move(theNetwork)), app(std::move(definition)), m_isOnDemand(blocksOnDemand)
    {
        vaultThread.start();
        storeThread.start();
        open();
    }
    ~Person()
    {
        close();
        vaultThread.quit();
        storeThread.quit();
        vaultThread.wait();
        storeThread.wait();
    }
    Q_DISABLE_COPY_MOVE(Person)

    void open()
    {
        vault = std::make_unique<vault::Vault>(folder.filePath(QStringLiteral("vault")), &vaultThread, clock,
                                               vault::KdfCost{1, 8192 * 1024});
        const bool isNew = vault->state() == vault::Vault::State::Missing;
        SecretBytes passphrase =
            network.isPractice ? SecretBytes() : SecretBytes::copyOf(QByteArrayView("a long passphrase"));
        const bool isOpen =
            (isNew ? await(vault->create(std::move(passphrase))) : await(vault->unlock(std::move(passphrase))))
                .has_value();
        http = std::make_unique<QNetworkAccessManager>();
        client = std::make_unique<chain::ChainClient>(network, *http, clock);
        const auto connected = await(client->connectToNetwork());
        if (!connected)
            qWarning() << connected.error().code.toString() << connected.error().args;
        light::LightOptions options;
        options.directory = folder.filePath(QStringLiteral("light"));
        options.trustFirstContact = true;
        options.blocksOnDemand = m_isOnDemand;
        light = std::make_unique<light::LightClient>(*client, clock, options);
        wallet = std::make_unique<wallet::Wallet>(*vault, *client, clock, rng, light.get());
        market = std::make_unique<market::Market>(app, *wallet, *client, clock, rng, light.get());
        book = std::make_unique<market::TabBook>(folder.filePath(QStringLiteral("share")), &storeThread, clock);
        payer = std::make_unique<market::Payer>(*market, *book, *wallet, *vault, *client, clock, rng);
        cashier = std::make_unique<market::Cashier>(*market, *book, *wallet, *client, clock);
        ok = isOpen && connected && await(book->open()).has_value();
        if (!m_isOnDemand)
            client->startFollowing();
    }
    void close()
    {
        cashier.reset();
        payer.reset();
        book.reset();
        market.reset();
        wallet.reset();
        light.reset();
        client.reset();
        http.reset();
        vault.reset();
        // The next run wants the files for itself.
        const QString lock = folder.filePath(QStringLiteral("share/market.db.lock"));
        ok = QTest::qWaitFor([&] { return bool(FileLock::take(lock)); }, 10'000) && ok;
    }
    bool makeAccount()
    {
        const auto made = await(wallet->createAccount(12, crypto::PathFamily::Ain, QStringLiteral("Main")));
        if (made)
            account = *made;
        return made.has_value();
    }
    [[nodiscard]] crypto::Address address() const { return account.address; }
    Result<wallet::TxRecord> finish(Result<wallet::Draft> draft)
    {
        if (!draft)
            return failure(draft.error());
        auto record = await(wallet->confirm(draft->id, {}), 60'000);
        if (!record)
            return failure(record.error());
        return await(wallet->finished(record->hash), 120'000);
    }
    /// Final, by the nodes' word.
    Amount balance() { return await(client->balance(address())).value_or(Amount::fromMicro(-1)); }
    market::TabRow tab(market::Side side, const QString &session, int seq)
    {
        return await(book->run([=](market::TabStore &store) { return store.tab(side, session, seq); }))
            .value_or(market::TabRow());
    }

    chain::Network network;
    market::AppDefinition app;
    OffsetClock clock;
    SystemRng rng;
    QTemporaryDir folder;
    QThread vaultThread;
    QThread storeThread;
    std::unique_ptr<vault::Vault> vault;
    std::unique_ptr<QNetworkAccessManager> http;
    std::unique_ptr<chain::ChainClient> client;
    std::unique_ptr<light::LightClient> light;
    std::unique_ptr<wallet::Wallet> wallet;
    std::unique_ptr<market::Market> market;
    std::unique_ptr<market::TabBook> book;
    std::unique_ptr<market::Payer> payer;
    std::unique_ptr<market::Cashier> cashier;
    vault::KeyRecord account;
    bool ok = false;

private:
    bool m_isOnDemand;
};

inline QString sha(const QString &text) { return crypto::toHex(crypto::sha256(text.toUtf8())); }

inline market::WorkItem workOf(const QString &name, qint64 units)
{
    return {sha(name), sha(name + QStringLiteral(" receipt")), units};
}

/// A job from the order to the voucher in the provider's book; `isHandedOver` false: it stays in the outbox.
inline Result<market::Voucher> workAndSign(Person &requester, Person &provider, const QString &session,
                                           const market::WorkItem &item, bool isHandedOver = true)
{
    auto ordered = await(requester.payer->order(session, item.job, item.units));
    if (!ordered)
        return failure(ordered.error());
    auto delivered = await(provider.cashier->delivered(session, item));
    if (!delivered)
        return failure(delivered.error());
    auto accepted = await(requester.payer->accept(session, item));
    if (!accepted)
        return failure(accepted.error());
    auto draft = await(requester.payer->prepareVoucher(session));
    if (!draft)
        return failure(draft.error());
    auto voucher = await(requester.payer->sign(*draft));
    if (!voucher || !isHandedOver)
        return voucher;
    const auto waiting = await(requester.payer->outbox());
    if (!waiting)
        return failure(waiting.error());
    for (const market::OutboxRow &entry : *waiting) {
        auto taken = await(provider.cashier->receive(entry.payload));
        if (!taken)
            return failure(taken.error());
        auto done = await(requester.payer->delivered(entry.id));
        if (!done)
            return failure(done.error());
    }
    return voucher;
}

} // namespace ain::test
