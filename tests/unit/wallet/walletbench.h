// A wallet with a real vault on a scripted chain behind two gateways.
#pragma once

#include "core/wallet/wallet.h"
#include "tests/support/chain/await.h"
#include "tests/support/chain/clocks.h"
#include "tests/support/chain/scriptedchain.h"

#include <QNetworkAccessManager>
#include <QTemporaryDir>

namespace ain::test {

class WalletBench {
public:
    explicit WalletBench(int gateways = 1) : chain(clock)
    {
        vaultThread.start();
        network = chain::Network::testnet();
        network.rpcUrls.clear();
        network.eventUrls.clear();
        network.genesisHash.clear();
        network.epochMs = 400;
        for (int i = 0; i < gateways; ++i) {
            chain.serve(gateway[i], &lies[i]);
            network.rpcUrls.append(gateway[i].url());
        }
        open();
    }
    ~WalletBench()
    {
        close();
        vaultThread.quit();
        vaultThread.wait();
    }
    Q_DISABLE_COPY_MOVE(WalletBench)

    /// As after a start of the program.
    void open()
    {
        vault = std::make_unique<vault::Vault>(folder.filePath(QStringLiteral("vault")), &vaultThread, clock,
                                               vault::KdfCost{1, 8 * 1024});
        if (vault->state() == vault::Vault::State::Missing)
            ok = await(vault->create(passphrase())).has_value() && ok;
        else
            ok = await(vault->unlock(passphrase())).has_value() && ok;
        http = std::make_unique<QNetworkAccessManager>();
        client = std::make_unique<chain::ChainClient>(network, *http, clock, rng);
        wallet = std::make_unique<wallet::Wallet>(*vault, *client, clock, rng);
    }
    /// As after a kill: nothing is told to anybody.
    void close()
    {
        wallet.reset();
        client.reset();
        http.reset();
        vault.reset();
    }
    static SecretBytes passphrase() { return SecretBytes::copyOf(QByteArrayView("passphrase")); }

    /// An account with `ain` on the chain.
    vault::KeyRecord funded(double ain)
    {
        auto key = await(wallet->createAccount(12, crypto::PathFamily::Ain, QString()));
        if (!key) {
            ok = false;
            qWarning() << key.error().code.toString() << key.error().args;
            return {};
        }
        chain.balances[key->address.toString()] = ain;
        return *key;
    }
    static crypto::Address other()
    {
        return crypto::Address::parse(u"0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96").value();
    }

    bool ok = true;
    OffsetClock clock;
    SeededRng rng;
    QTemporaryDir folder;
    QThread vaultThread;
    ScriptedChain chain;
    ScriptedGateway gateway[2];
    ScriptedChain::Lies lies[2];
    chain::Network network;
    std::unique_ptr<vault::Vault> vault;
    std::unique_ptr<QNetworkAccessManager> http;
    std::unique_ptr<chain::ChainClient> client;
    std::unique_ptr<wallet::Wallet> wallet;
};

} // namespace ain::test
