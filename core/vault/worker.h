// The half of the vault that lives in the vault thread.
#pragma once

#include "core/vault/directorylock.h"
#include "core/vault/envelope.h"
#include "core/vault/keytable.h"
#include "core/vault/recordtable.h"
#include "core/vault/trylimiter.h"
#include "core/vault/vault.h"

#include <atomic>
#include <optional>

namespace ain::vault {

/// Where the files of a vault in `directory` are.
struct VaultPaths {
    explicit VaultPaths(const QString &folder)
        : directory(folder),
          database(folder + QStringLiteral("/vault.db")),
          envelope(folder + QStringLiteral("/vault.keys")),
          tries(folder + QStringLiteral("/vault.tries"))
    {
    }
    QString directory;
    QString database;
    QString envelope; ///< its presence is what makes a vault exist
    QString tries;
};

/// Everything is called in the vault thread except `epoch`.
/// The directory lock is held while the vault is open and during create, unlock and restore.
class Vault::Worker : public QObject {
public:
    Worker(const QString &directory, const Clock &clock, KdfCost cost);

    /// Counts the locks asked for. Work that was asked for before the last one is refused.
    std::atomic<quint64> epoch{0};

    /// VaultLocked when the vault is closed or was told to lock since `askedAt`; VaultMissing when there is none.
    [[nodiscard]] Result<> requireOpen(quint64 askedAt) const;
    [[nodiscard]] Result<VaultInfo> info();
    [[nodiscard]] Result<> create(const SecretBytes &passphrase);
    [[nodiscard]] Result<> unlock(const SecretBytes &passphrase);
    void lock();
    [[nodiscard]] Result<> changePassphrase(const SecretBytes &current, const SecretBytes &next);
    [[nodiscard]] Result<> verifyPassphrase(const SecretBytes &passphrase);
    [[nodiscard]] Result<> backup(const QString &file);
    [[nodiscard]] Result<> restore(const QString &file, const SecretBytes &passphrase);

    [[nodiscard]] Result<BackupCheck> checkBackup(const QString &file, const SecretBytes &passphrase);
    [[nodiscard]] Result<BackupCheck> checkMnemonic(const crypto::Mnemonic &mnemonic,
                                                    const SecretBytes &bip39Passphrase);

    // While open only.
    [[nodiscard]] KeyTable keyTable();
    [[nodiscard]] RecordTable recordTable();

private:
    /// Members are destroyed from the last to the first: the lock goes when nothing is open any more.
    struct Open {
        DirectoryLock lock;
        Envelope envelope;
        DataKeys keys;
        Database database;
    };

    [[nodiscard]] Result<Envelope> readEnvelope() const;
    [[nodiscard]] Result<DataKeys> tryUnwrap(const Envelope &envelope, const SecretBytes &passphrase);
    /// Opens, checks and migrates a database that must belong to `envelope`.
    [[nodiscard]] Result<Database> openDatabase(const QString &path, const Envelope &envelope, const DataKeys &keys);
    /// Sets a database without an envelope aside: it may be all that is left of somebody's vault.
    [[nodiscard]] Result<> setOrphanAside();
    /// Notes the date of a good one.
    [[nodiscard]] Result<BackupCheck> finishCheck(BackupCheck check);
    [[nodiscard]] KdfCost costFor(const SecretBytes &passphrase) const;

    VaultPaths m_paths;
    const Clock &m_clock;
    KdfCost m_cost;
    TryLimiter m_tries;
    std::optional<Open> m_open;
};

} // namespace ain::vault
