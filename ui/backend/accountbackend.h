// Making and importing accounts. All calls from the main thread. Except startPractice() and createMnemonic()
// the vault must be open.
#pragma once

#include "core/base/secretbytes.h"
#include "core/base/task.h"
#include "ui/backend/types.h"

#include <QByteArray>
#include <QObject>

namespace ain::ui {

/// An account that a restore scan looked at.
struct FoundAccount {
    QString path;
    DerivationPath kind = DerivationPath::Ain;
    int index = 0;
    QString address;
    Amount balance;
    bool used = false; ///< has a balance, a nonce or tokens on the chosen network
};

/// A recovery phrase on its way to the screen.
struct ExportedPhrase {
    SecretBytes words; ///< UTF-8, separated by single blanks
    bool needsPassphrase = false; ///< the words alone restore other accounts
};

class AccountBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// One click: vault (without a password of the user's yet), wallet, practice network, faucet.
    virtual Task<> startPractice() = 0;

    /// A fresh English phrase, words separated by single blanks, UTF-8; nothing is stored. `words`: 12, 15, 18, 21, 24.
    virtual Task<SecretBytes> createMnemonic(int words) = 0;
    /// The words a phrase may contain, for completion; "en" or "ko".
    [[nodiscard]] virtual QStringList wordList(const QString &language) const = 0;
    /// Checks count, words and checksum without storing anything.
    [[nodiscard]] virtual Result<void> checkMnemonic(const SecretBytes &phrase) const = 0;
    /// Stores the phrase and its account 0 on `path`.
    virtual Task<Account> addMnemonic(SecretBytes phrase, SecretBytes passphrase, DerivationPath path,
                                      QString name) = 0;
    /// Looks at accounts 0–4 on both paths. The phrase is kept until importFound() or discardScan().
    virtual Task<QList<FoundAccount>> scanMnemonic(SecretBytes phrase, SecretBytes passphrase) = 0;
    virtual Task<QList<Account>> importFound(QStringList paths) = 0;
    virtual void discardScan() = 0;

    virtual Task<Account> importKeystore(QByteArray json, SecretBytes password, QString name) = 0;
    /// `key`: 64 hex digits as UTF-8, "0x" allowed.
    virtual Task<Account> importPrivateKey(SecretBytes key, QString name) = 0;
    virtual Task<Account> addWatchOnly(QString address, QString name) = 0;
    virtual Task<> rename(QString accountId, QString name) = 0;

    // Each asks for the vault's password again (empty when it has none) and counts as a try.
    /// Only of accounts with a path: others have no words.
    virtual Task<ExportedPhrase> exportPhrase(QString accountId, SecretBytes password) = 0;
    /// 64 hex digits.
    virtual Task<SecretBytes> exportPrivateKey(QString accountId, SecretBytes password) = 0;
    /// Writes a new file that only its owner may read. errors::FileExists when something is there already. Slow on
    /// purpose (seconds).
    virtual Task<> exportKeystore(QString accountId, SecretBytes password, SecretBytes filePassword, QString path) = 0;

Q_SIGNALS:
    void scanProgress(int done, int total);
    /// A secret left the vault. `account`: its name or address.
    void secretExported(const QString &account);
};

} // namespace ain::ui
