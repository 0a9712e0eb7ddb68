// The current account: balance, history, nonce lane, sending. All calls from the main thread. Values are
// what is known now (empty while nothing is); the signals say when to read them again.
#pragma once

#include "core/base/task.h"
#include "ui/backend/types.h"

#include <QObject>

namespace ain::ui {

struct BalanceView {
    Amount amount;
    QString exact; ///< the chain's own number as text when it has more than six decimals, else empty
    std::optional<qint64> nonce; ///< how many transactions of this account are final; proven with the amount
    bool accountExists = true; ///< false: the chain has never seen it
    ProofState proof;
};

enum class HistoryKind {
    Sent,
    Received,
    CollectionCreated,
    Minted,
    TokenSent,
    TokenReceived,
    Staked,
    Unstaked,
    RewardClaimed,
    Other
};

struct HistoryRow {
    QString id; ///< transaction hash
    HistoryKind kind = HistoryKind::Other;
    QString address; ///< the other side, or empty
    QString name; ///< the other side's name when known
    QString subject; ///< token or collection name, app name
    QString memo; ///< the user's own note or label, kept on this computer
    std::optional<Amount> balanceAfter; ///< worked out from a proven balance; empty: not known
    Amount amount; ///< signed: negative is out; without the fee
    Amount fee;
    qint64 timeMs = 0;
    qint64 block = -1;
    qint64 nonce = -1;
    Stage stage = Stage::Accepted;
    ProofState proof; ///< of a final one: that this block has it, and that it did what it should
    std::optional<Error> error;
    bool replaceable = false; ///< it did not happen, but its signed bytes still could: prepareReplacement()
};

/// Which blocks the history is complete for. What others sent in other blocks is not in it.
struct HistoryCoverage {
    qint64 from = -1; ///< the newest run of blocks that were looked through; -1: none
    qint64 to = -1;
    bool isRunning = false;
    qint64 done = 0; ///< blocks of the search under way
    qint64 total = 0;
    std::optional<Error> error; ///< why the last search ended early
};

struct NonceEntry {
    qint64 nonce = 0;
    QString txHash;
    Stage stage = Stage::Accepted;
    bool blocking = false; ///< it did not happen and could still: others wait until it is replaced
};

/// What an "ain:" link asks for.
struct PaymentLink {
    QString address;
    std::optional<Amount> amount;
    QString label;
    bool namesNetwork = false; ///< and it is the open one; older links don't say
};

struct SendRequest {
    QString to; ///< as typed; checked by prepareSend
    std::optional<Amount> amount; ///< empty: everything the fee leaves
    QString memo;
};

class WalletBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual QList<Account> accounts() const = 0;
    [[nodiscard]] virtual std::optional<Account> currentAccount() const = 0;
    virtual void setCurrentAccount(const QString &accountId) = 0;

    [[nodiscard]] virtual std::optional<BalanceView> balance() const = 0;
    [[nodiscard]] virtual QList<HistoryRow> history() const = 0; ///< newest first
    [[nodiscard]] virtual HistoryCoverage historyCoverage() const = 0;
    /// Looks through the last 30 days, or through every block. Goes on where it was interrupted.
    virtual Task<> lookFurtherBack(bool all) = 0;
    /// The history of the current account as a table (CSV).
    virtual Task<> saveHistory(QString path) = 0;
    [[nodiscard]] virtual QList<NonceEntry> nonceLane() const = 0; ///< ascending
    /// Asks the node again now.
    virtual Task<> refresh() = 0;
    /// Proves a final transaction of the history now; newer ones are proven unasked. The row changes too.
    virtual Task<ProofState> proveTransaction(QString txHash) = 0;

    /// Checks address and checksum without the network (errors::Address…).
    [[nodiscard]] virtual Result<QString> checkAddress(const QString &text) const = 0;
    /// Warnings that need only what is stored here (first time, look-alike, own address).
    [[nodiscard]] virtual QList<Warning> addressWarnings(const QString &address) const = 0;
    /// Refused (errors::WalletNodesDisagree) while the balance is contradicted.
    virtual Task<Preview> prepareSend(SendRequest request) = 0;
    /// A replacement with the same nonce for a reverted or rejected transaction.
    virtual Task<Preview> prepareReplacement(QString txHash) = 0;

    /// Checks an "ain:" link (errors::WalletPaymentUri, errors::WalletPaymentNetwork, errors::Address…).
    [[nodiscard]] virtual Result<PaymentLink> readPaymentLink(const QString &text) const = 0;
    /// "ain:0x…?amount=…&network=…"
    [[nodiscard]] virtual QString paymentUri(std::optional<Amount> amount) const = 0;

Q_SIGNALS:
    void accountsChanged();
    void currentAccountChanged();
    void balanceChanged();
    void historyChanged(); ///< and the nonce lane
};

} // namespace ain::ui
