// The account that asks or draws, as the exchange needs it: it signs messages and opens what was sealed to it. With the
// wallet's key, or with one of this run that the wallet's key speaks for.
#pragma once

#include "core/base/task.h"
#include "core/crypto/address.h"
#include "core/crypto/ecies.h"
#include "core/crypto/key.h"
#include "core/vault/vault.h"
#include "gpu/share/exchange/errors.h"
#include "gpu/share/job/delegation.h"

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
    /// Why its signatures hold for address(); none: they are the account's own.
    [[nodiscard]] virtual std::optional<Delegation> delegation() const { return std::nullopt; }
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

/// With a key made for this run, kept in locked memory alone, that the account allows to speak for it. So the wallet
/// may be locked while its computer works for others.
class DeviceSigner final : public QObject, public JobSigner {
    Q_OBJECT
public:
    /// `account` and `clock` outlive it.
    DeviceSigner(JobSigner &account, const Clock &clock);

    /// The account signs anew, for MaxDelegationMs. Before anything else, and from time to time. Errors: those of the
    /// account's sign().
    Task<> renew();
    /// What is left of it, ms; 0: nothing is signed any more.
    [[nodiscard]] qint64 leftMs() const;

    [[nodiscard]] crypto::Address address() const override { return m_account.address(); }
    [[nodiscard]] int chainId() const override { return m_account.chainId(); }
    [[nodiscard]] QString kx() const override;
    /// Errors: ExchangeDevice.
    Task<QString> sign(QString message, int chain) override;
    Task<SecretBytes> open(crypto::EciesMessage message) override;
    [[nodiscard]] std::optional<Delegation> delegation() const override { return m_delegation; }

private:
    JobSigner &m_account;
    const Clock &m_clock;
    crypto::PrivateKey m_key = crypto::PrivateKey::generate();
    std::optional<Delegation> m_delegation;
};

} // namespace ain::share
