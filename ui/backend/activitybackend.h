// Everything that happened, newest first. Main thread.
#pragma once

#include "ui/backend/types.h"

#include <QObject>

namespace ain::ui {

enum class ActivityKind {
    Transaction, ///< subject: what it did (a name), args of its kind in `history`
    Collection,
    Mint,
    TokenTransfer,
    Faucet,
    VaultUnlocked,
    VaultLocked,
    PasswordChanged,
    BackupMade,
    NetworkChanged,
    AccountAdded,
    Failure, ///< something that is no transaction and failed
    SecretExported, ///< words, a key or a keystore file left the vault; subject: which account
    Received, ///< a payment found in a verified block; subject: who sent it
};

struct ActivityRow {
    QString id;
    ActivityKind kind = ActivityKind::Transaction;
    qint64 timeMs = 0;
    QString subject; ///< name, address, network or file it is about
    QString address; ///< the other side of a transaction; empty: none
    QString name; ///< its name among contacts and accounts, or empty
    std::optional<Amount> amount; ///< signed
    std::optional<Stage> stage; ///< of transactions
    ProofState proof; ///< of transactions
    QString txHash;
    std::optional<Error> error;
    qint64 nonce = -1; ///< of transactions
    bool replaceable = false; ///< WalletBackend::prepareReplacement() can make sure that it never happens
};

class ActivityBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual QList<ActivityRow> rows() const = 0;

Q_SIGNALS:
    void changed();
};

} // namespace ain::ui
