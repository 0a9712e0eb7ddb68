// The vault: keys, phrases and everything private, in one SQLCipher database whose random key is wrapped by the
// user's passphrase (docs/formats.md, "Vault").
#pragma once

#include "core/base/clock.h"
#include "core/base/task.h"
#include "core/crypto/ecies.h"
#include "core/crypto/hd.h"
#include "core/crypto/mnemonic.h"
#include "core/json/value.h"

#include <QList>
#include <QThread>

#include <memory>

namespace ain {

namespace errors {
inline constexpr ErrorCode VaultMissing{"vault.missing"}; ///< args: path
inline constexpr ErrorCode VaultExists{"vault.exists"}; ///< args: path
inline constexpr ErrorCode VaultLocked{"vault.locked"};
inline constexpr ErrorCode VaultInUse{"vault.in_use"}; ///< another process holds it; args: path, pid
inline constexpr ErrorCode VaultWrongPassphrase{"vault.wrong_passphrase"};
inline constexpr ErrorCode VaultTooManyTries{"vault.too_many_tries"}; ///< args: seconds until the next try
inline constexpr ErrorCode VaultDamaged{"vault.damaged"}; ///< args: path, what
inline constexpr ErrorCode VaultNewer{"vault.newer"}; ///< written by a newer program; args: version
inline constexpr ErrorCode VaultPassphraseNeeded{"vault.passphrase_needed"}; ///< real keys need a protected vault
inline constexpr ErrorCode VaultKeyNetwork{"vault.key_network"}; ///< key belongs to another network; args: key, network
inline constexpr ErrorCode VaultKeyKnown{
    "vault.key_known"}; ///< this key is in the vault already; args: address, network
inline constexpr ErrorCode VaultKeyUsedElsewhere{
    "vault.key_used_elsewhere"}; ///< same key on another network; args: address, network
inline constexpr ErrorCode VaultWatchOnly{"vault.watch_only"}; ///< args: address
inline constexpr ErrorCode VaultWrite{"vault.write"}; ///< disk full, read-only …; args: what
} // namespace errors

namespace vault {

/// Argon2id cost. `memoryBytes` >= 64 MiB outside tests.
struct KdfCost {
    quint64 operations = 0; ///< 0: calibrate to 0.5–1 s on this computer
    quint64 memoryBytes = 64ull * 1024 * 1024;
};

struct VaultInfo {
    QString id; ///< UUID
    int formatVersion = 0;
    bool isProtected = false; ///< false: empty passphrase (a practice-only vault)
    KdfCost kdf;
    qint64 createdMs = 0;
    qint64 lastBackupMs = 0; ///< 0: never. Known while open only.
    qint64 lastDrillMs = 0; ///< when a backup was last found to be good; 0: never. Known while open only.
    int accounts = 0; ///< known while open only
};

enum class KeyKind { Derived, Imported, WatchOnly };

/// What may be known of a key without unlocking anything secret.
struct KeyRecord {
    QString id; ///< UUID
    QString network; ///< network id ("practice", "testnet", "mainnet", "url:…"); a key signs for this one only
    crypto::Address address;
    KeyKind kind = KeyKind::Derived;
    QString name;
    int color = 0; ///< index of the palette
    QString path; ///< derivation path, empty unless Derived
    QString seedId; ///< which phrase, empty unless Derived
    qint64 createdMs = 0;
};

struct SeedRecord {
    QString id;
    int words = 0;
    bool hasPassphrase = false;
    bool confirmed = false; ///< the user proved to have written the words down
    qint64 createdMs = 0;
};

/// What a backup (a file, or words) would bring back, compared with the accounts of the open vault.
struct BackupCheck {
    QList<KeyRecord> restored; ///< accounts here whose key it gives back
    QList<KeyRecord> missing; ///< accounts here with a key that it does not give back
    int watched = 0; ///< accounts here without a key: there is nothing to give back
    int others = 0; ///< accounts with a key in the file that are not here
    qint64 madeMs = 0; ///< of a file: when it was last changed
    [[nodiscard]] bool isGood() const { return !restored.isEmpty() && missing.isEmpty(); }
};

struct Record {
    QString id;
    json::Value value;
};

/// Facade for the thread it is made in (main); the work happens in `vaultThread`, which must be running and
/// outlive this object. Every mutating task ends only after the data is on disk (synchronous=FULL).
class Vault : public QObject {
    Q_OBJECT
public:
    enum class State { Missing, Locked, Open };

    /// `directory` holds the vault, its key envelope and its lock file.
    Vault(QString directory, QThread *vaultThread, Clock &clock, KdfCost cost = {});
    ~Vault() override;

    [[nodiscard]] State state() const;
    [[nodiscard]] QString directory() const;
    /// Readable without the passphrase (envelope only), completed while open.
    Task<VaultInfo> info();

    /// An empty passphrase makes an unprotected vault that accepts practice-network keys only.
    Task<> create(SecretBytes passphrase);
    Task<> unlock(SecretBytes passphrase);
    /// Destroys keys, closes the database. Ends when nothing secret is left in this process's memory.
    Task<> lock();
    /// Rewraps the database key; the data is not rewritten.
    Task<> changePassphrase(SecretBytes current, SecretBytes next);
    /// Checks the passphrase again (before an export). Counts as a try.
    Task<> verifyPassphrase(SecretBytes passphrase);

    /// One file that `restore` opens with the same passphrase; atomic.
    Task<> backup(QString file);
    /// Into an empty directory (state Missing); checks the passphrase and the whole content first.
    Task<> restore(QString file, SecretBytes passphrase);

    // --- Drill: is the backup good? Changes nothing but the date of the last one that was. --------------------
    /// Opens a copy of the file beside the vault, derives nothing it does not need, and deletes the copy.
    /// Errors as restore().
    Task<BackupCheck> checkBackup(QString file, SecretBytes passphrase);
    /// Derives the accounts of the open vault from the words. Imported keys count as missing: words hold none.
    Task<BackupCheck> checkMnemonic(std::shared_ptr<crypto::Mnemonic> mnemonic, SecretBytes bip39Passphrase);

    // --- Keys ---------------------------------------------------------------------------------------------
    Task<QString> addMnemonic(std::shared_ptr<crypto::Mnemonic> mnemonic, SecretBytes bip39Passphrase, bool confirmed);
    Task<> confirmMnemonic(QString seedId);
    Task<QList<SeedRecord>> seeds();
    /// Addresses of a stored phrase without adding accounts (restore scan).
    Task<QList<crypto::Address>> previewAddresses(QString seedId, crypto::PathFamily family, quint32 first, int count);
    /// `network` + `index` choose the path; names default to "Account n".
    Task<KeyRecord> addDerivedKey(QString seedId, crypto::PathFamily family, quint32 index, QString network,
                                  QString name);
    /// `allowReuse`: the user was warned that this key lives on another network too.
    Task<KeyRecord> addPrivateKey(std::shared_ptr<crypto::PrivateKey> key, QString network, QString name,
                                  bool allowReuse);
    Task<KeyRecord> addWatchOnly(crypto::Address address, QString network, QString name);
    Task<QList<KeyRecord>> keys();
    /// Name and colour may change, the rest is kept.
    Task<> updateKey(KeyRecord record);
    Task<> removeKey(QString keyId, SecretBytes passphrase);

    /// Exports ask for the passphrase again.
    Task<SecretBytes> exportMnemonic(QString seedId, SecretBytes passphrase);
    Task<SecretBytes> exportPrivateKeyHex(QString keyId, SecretBytes passphrase);
    Task<QByteArray> exportKeystore(QString keyId, SecretBytes passphrase, SecretBytes keystorePassword);

    /// The 97-byte signature text. Refuses when the key's network is not `network`.
    Task<QString> signTransaction(QString keyId, QString network, json::Value txBody, int chainId);
    Task<QString> signMessage(QString keyId, QString network, QString message, int chainId);
    /// 33 bytes, compressed; what others seal messages to. Refuses as signMessage() does.
    Task<QByteArray> publicKey(QString keyId, QString network);
    /// What was sealed to that key. Errors: EciesDecrypt too.
    Task<SecretBytes> decrypt(QString keyId, QString network, crypto::EciesMessage message);

    // --- Records of other rooms: JSON documents, encrypted with the database ----------------------------------
    Task<> put(QString kind, QString id, json::Value value);
    /// All or nothing.
    Task<> putAll(QString kind, QList<Record> records);
    Task<json::Value> get(QString kind, QString id); ///< null when absent
    Task<QList<Record>> list(QString kind); ///< in order of first insertion
    Task<> remove(QString kind, QString id);

Q_SIGNALS:
    void stateChanged(ain::vault::Vault::State state);
    void keysChanged();

private:
    class Worker;
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace vault
} // namespace ain
