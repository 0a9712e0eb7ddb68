// The keys of one network in the vault, and which derivation index belongs to which network.
#pragma once

#include "core/wallet/wallet.h"

namespace ain::wallet {

/// First index of the range of a network: a signature is valid on every AIN network, so networks must not share keys
/// (wallet-ainft.md 1.7). mainnet 0, testnet 1000, practice 2000, own URLs 3000; each range is 1000 long, the last
/// one is open.
[[nodiscard]] quint32 firstIndex(const chain::Network &network);

/// Thread: the one it lives in.
class Accounts : public QObject {
    Q_OBJECT
public:
    Accounts(vault::Vault &vault, chain::ChainClient &client) : m_vault(vault), m_client(client) { }

    Task<QList<vault::KeyRecord>> all();
    Task<vault::KeyRecord> find(QString idAddressOrName);
    Task<vault::KeyRecord> create(int words, crypto::PathFamily family, QString name);
    Task<vault::KeyRecord> add(QString seedId, crypto::PathFamily family, QString name);
    Task<QList<vault::KeyRecord>> restore(std::shared_ptr<crypto::Mnemonic> mnemonic, SecretBytes bip39Passphrase,
                                          crypto::PathFamily fallback);

Q_SIGNALS:
    void scanProgress(int done, int total);
    void changed();

private:
    Task<QList<FoundAccount>> scan(QString seedId);

    vault::Vault &m_vault;
    chain::ChainClient &m_client;
};

} // namespace ain::wallet
