// The key envelope, "vault.keys": the two data keys, wrapped by the passphrase (docs/formats.md, "Vault").
#pragma once

#include "core/base/secretbytes.h"
#include "core/json/value.h"
#include "core/vault/vault.h"

namespace ain::vault {

/// Random, made once per vault, never changed: changing the passphrase wraps the same keys anew.
struct DataKeys {
    SecretBytes database; ///< 32 bytes, SQLCipher's raw key
    SecretBytes record; ///< 32 bytes, seals private keys and phrases inside the database

    [[nodiscard]] static DataKeys random();
    [[nodiscard]] DataKeys clone() const { return {database.clone(), record.clone()}; }
};

/// One version of the envelope. Unknown members are kept and, like all others, authenticated.
class Envelope {
public:
    static constexpr int Version = 1;
    static constexpr qsizetype MaxBytes = 64 * 1024;

    /// `id` and `createdMs` of a new vault. Slow (the KDF).
    [[nodiscard]] static Result<Envelope> create(const QString &id, qint64 createdMs, const KdfCost &cost,
                                                 const SecretBytes &passphrase, const DataKeys &keys);
    /// Errors: VaultDamaged (args: what; the caller adds the path), VaultNewer. Checks form, bounds and checksum.
    [[nodiscard]] static Result<Envelope> parse(QByteArrayView bytes);

    [[nodiscard]] QByteArray toBytes() const;
    /// Slow. Errors: VaultWrongPassphrase; TooLarge without the memory that the KDF wants.
    [[nodiscard]] Result<DataKeys> unwrap(const SecretBytes &passphrase) const;
    /// The same vault under another passphrase. Slow.
    [[nodiscard]] Result<Envelope> rewrapped(const KdfCost &cost, const SecretBytes &passphrase,
                                             const DataKeys &keys) const;

    [[nodiscard]] const QString &id() const { return m_id; }
    [[nodiscard]] qint64 createdMs() const { return m_createdMs; }
    [[nodiscard]] bool isProtected() const { return m_protected; }
    [[nodiscard]] const KdfCost &cost() const { return m_cost; }

private:
    Envelope() = default;
    [[nodiscard]] Result<> wrap(const KdfCost &cost, const SecretBytes &passphrase, const DataKeys &keys);
    [[nodiscard]] QByteArray associatedData() const;

    json::Object m_document; ///< everything, as read or to be written, without "check"
    QString m_id;
    qint64 m_createdMs = 0;
    bool m_protected = false;
    KdfCost m_cost;
    QByteArray m_salt;
    QByteArray m_nonce;
    QByteArray m_wrapped;
};

} // namespace ain::vault
