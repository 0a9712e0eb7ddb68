// Phrases and keys inside the vault's database: what is public in columns, what is secret sealed.
#pragma once

#include "core/vault/database.h"
#include "core/vault/vault.h"

namespace ain::vault {

/// See the methods of Vault with the same names. References must outlive it. Thread: the vault's.
class KeyTable {
public:
    /// `isProtected` false: secrets of the practice network only.
    KeyTable(Database &database, const SecretBytes &recordKey, const Clock &clock, bool isProtected);

    /// The id of the phrase; a phrase that is known already keeps its id (and becomes confirmed if `confirmed`).
    [[nodiscard]] Result<QString> addMnemonic(const crypto::Mnemonic &mnemonic, const SecretBytes &bip39Passphrase,
                                              bool confirmed);
    [[nodiscard]] Result<> confirmMnemonic(const QString &seedId);
    [[nodiscard]] Result<QList<SeedRecord>> seeds();
    [[nodiscard]] Result<SecretBytes> phrase(const QString &seedId);
    [[nodiscard]] Result<QList<crypto::Address>> previewAddresses(const QString &seedId, crypto::PathFamily family,
                                                                  quint32 first, int count);

    [[nodiscard]] Result<KeyRecord> addDerivedKey(const QString &seedId, crypto::PathFamily family, quint32 index,
                                                  const QString &network, const QString &name);
    [[nodiscard]] Result<KeyRecord> addPrivateKey(const crypto::PrivateKey &key, const QString &network,
                                                  const QString &name, bool allowReuse);
    [[nodiscard]] Result<KeyRecord> addWatchOnly(const crypto::Address &address, const QString &network,
                                                 const QString &name);
    [[nodiscard]] Result<QList<KeyRecord>> keys();
    [[nodiscard]] Result<KeyRecord> key(const QString &keyId);
    [[nodiscard]] Result<> updateKey(const KeyRecord &record);
    [[nodiscard]] Result<> removeKey(const QString &keyId);
    [[nodiscard]] Result<int> count();
    /// A secret of a network other than practice is here.
    [[nodiscard]] Result<bool> hasRealKeys();

    /// Errors: NotFound, VaultWatchOnly.
    [[nodiscard]] Result<crypto::PrivateKey> privateKey(const QString &keyId);
    /// As privateKey, and VaultKeyNetwork when the key is for another network.
    [[nodiscard]] Result<crypto::PrivateKey> signingKey(const QString &keyId, const QString &network);

private:
    /// Plain text of a sealed phrase.
    struct Seed {
        SecretBytes seed64;
        SecretBytes phrase;
        SecretBytes passphrase;
    };
    [[nodiscard]] Result<Seed> openSeed(const QString &seedId);
    [[nodiscard]] Result<> checkNetwork(const QString &network, bool hasSecret) const;
    /// The watch-only record of the same account that a secret may be added to, if there is one.
    [[nodiscard]] Result<std::optional<KeyRecord>> checkAddress(const crypto::Address &address, const QString &network,
                                                                bool hasSecret, bool allowReuse);
    [[nodiscard]] Result<KeyRecord> insert(KeyRecord record, const crypto::PrivateKey *secret, bool allowReuse);

    Database &m_database;
    const SecretBytes &m_recordKey;
    const Clock &m_clock;
    bool m_protected;
};

} // namespace ain::vault
