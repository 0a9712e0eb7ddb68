// The account that asks or draws, as the exchange needs it: it signs messages and opens what was sealed to it.
#pragma once

#include "core/base/task.h"
#include "core/crypto/address.h"
#include "core/crypto/ecies.h"
#include "core/vault/vault.h"

#include <QObject>

namespace ain::share {

/// Thread: main.
class JobSigner {
public:
    JobSigner() = default;
    JobSigner(const JobSigner &) = delete;
    JobSigner &operator=(const JobSigner &) = delete;
    JobSigner(JobSigner &&) = delete;
    JobSigner &operator=(JobSigner &&) = delete;
    virtual ~JobSigner() = default;

    [[nodiscard]] virtual crypto::Address address() const = 0;
    [[nodiscard]] virtual int chainId() const = 0; ///< signatures hold for one network
    [[nodiscard]] virtual QString kx() const = 0; ///< where others seal to: 33 bytes of hex
    /// A message signature of AIN for `chain`.
    virtual Task<QString> sign(QString message, int chain) = 0;
    /// Errors: ShareSealed, those of the vault.
    virtual Task<SecretBytes> open(crypto::EciesMessage message) = 0;
};

/// With a key of the vault, which must be unlocked. Keys never leave it.
class VaultSigner final : public QObject, public JobSigner {
    Q_OBJECT
public:
    VaultSigner(vault::Vault &vault, vault::KeyRecord key, int chainId);

    /// Asks the vault for the public key; before anything else. Errors: those of the vault.
    Task<> prepare();
    [[nodiscard]] const QString &accountId() const { return m_key.id; }

    [[nodiscard]] crypto::Address address() const override { return m_key.address; }
    [[nodiscard]] int chainId() const override { return m_chainId; }
    [[nodiscard]] QString kx() const override { return m_kx; }
    Task<QString> sign(QString message, int chain) override;
    Task<SecretBytes> open(crypto::EciesMessage message) override;

private:
    vault::Vault &m_vault;
    vault::KeyRecord m_key;
    int m_chainId;
    QString m_kx;
};

} // namespace ain::share
