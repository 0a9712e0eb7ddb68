// The wallet of one network: accounts, balances, sending, and what became of it.
#pragma once

#include "core/base/clock.h"
#include "core/base/rng.h"
#include "core/base/task.h"
#include "core/chain/chainclient.h"
#include "core/light/lightclient.h"
#include "core/vault/vault.h"

#include <QObject>

#include <functional>
#include <memory>

namespace ain {

namespace errors {
inline constexpr ErrorCode WalletAccountUnknown{"wallet.account_unknown"}; ///< args: account
inline constexpr ErrorCode WalletAccountAmbiguous{
    "wallet.account_ambiguous"}; ///< several accounts bear this name; args: account
inline constexpr ErrorCode WalletInsufficient{"wallet.insufficient"}; ///< args: needed, available (AIN)
inline constexpr ErrorCode WalletToSelf{"wallet.to_self"};
inline constexpr ErrorCode WalletAmountZero{"wallet.amount_zero"};
inline constexpr ErrorCode WalletInFlight{"wallet.in_flight"}; ///< args: hash; one at a time per account
/// One that was given up happened after all, by somebody else's doing: told once, instead of sending; args: hash
inline constexpr ErrorCode WalletTxCameBack{"wallet.tx_came_back"};
inline constexpr ErrorCode WalletWouldFail{"wallet.would_fail"}; ///< the dry run failed; args: code, message
inline constexpr ErrorCode WalletFeeChanged{"wallet.fee_changed"}; ///< args: shown, now
inline constexpr ErrorCode WalletTxFailed{"wallet.tx_failed"}; ///< args: hash, code, message
inline constexpr ErrorCode WalletTxReverted{"wallet.tx_reverted"}; ///< args: hash, code, message
/// A block has it with an error, but its changes and its fee stand, and it can be executed again; args: hash, code
inline constexpr ErrorCode WalletTxStands{"wallet.tx_stands"};
inline constexpr ErrorCode WalletTxReplaced{"wallet.tx_replaced"}; ///< its nonce went to another one; args: hash, by
inline constexpr ErrorCode WalletLockedUp{"wallet.locked_up"}; ///< stake still locked; args: until (ms since 1970)
inline constexpr ErrorCode WalletPaymentUri{"wallet.payment_uri"}; ///< args: what
/// The link is for another network than the open one; args: network, here
inline constexpr ErrorCode WalletPaymentNetwork{"wallet.payment_network"};
inline constexpr ErrorCode WalletDraftUnknown{"wallet.draft_unknown"};
inline constexpr ErrorCode WalletNodesDisagree{"wallet.nodes_disagree"}; ///< args: what
inline constexpr ErrorCode WalletNodeStale{"wallet.node_stale"}; ///< the node's tip is too old to send; args: seconds
} // namespace errors

namespace wallet {

class AddressBook;
class History;
class Staking;
struct OfflineRequest;
struct OfflineSignature;
struct OfflineWaiting;
struct KnownAddress;
struct Ledger;

/// Tells which addresses belong to collections and apps.
using AppAddresses = std::function<Task<QList<KnownAddress>>()>;

/// What is known of an account now. With a proven mark, amount, existence and nonce all follow from that block.
struct BalanceView {
    std::optional<Amount> amount; ///< empty: not known yet
    bool accountExists = false;
    std::optional<qint64> nonce; ///< final; 0 for an account that does not exist
    light::ProofMark mark;
    std::optional<Error> why; ///< why it is not (or no longer) proven
    std::shared_ptr<const light::ProofBundle> bundle; ///< with a proven mark
    qint64 blockNumber = -1;
    qint64 blockTimeMs = 0; ///< of the block, 0: unknown
    qint64 seenAtMs = 0;
    QString gateway;
};

/// Where the words of an explanation come from: a sentence template and its arguments (ui/text makes it a sentence).
struct Fact {
    QString id; ///< "explain.transfer", "explain.create_app", "warn.first_time" …
    json::Object args; ///< strings and numbers for the template's placeholders
    bool isWarning = false;
};

/// Something ready to be confirmed. The fee comes from a dry run of exactly these bytes.
struct Draft {
    QString id;
    QString accountId;
    chain::SignedTransaction transaction;
    Amount fee;
    Amount amount; ///< AIN leaving the account besides the fee
    std::optional<Amount> before;
    std::optional<Amount> after;
    QList<Fact> facts; ///< plain sentences of what will happen
    QList<Fact> warnings; ///< first-time recipient, look-alike address, permission changes …
    /// Of a watch-only account: there is no signature and so no fee yet; confirm() refuses it, offlineRequest() takes
    /// it.
    bool isUnsigned = false;
    QString memo; ///< with bringSignature(): the note that was made with the request
};

/// One transaction of mine, as kept in the vault.
struct TxRecord {
    QString hash;
    QString accountId;
    QString network;
    json::Value body;
    QString signature;
    chain::TxStatus status;
    QList<Fact> facts;
    QString memo; ///< the user's own note; stays local
    Amount amount; ///< AIN that left (negative direction) besides the fee
    Amount fee;
    qint64 createdMs = 0;
    qint64 finalMs = 0;
    qint64 nonce = -1;
    bool nonceBurnt = false; ///< a replacement with the same nonce is final: this one can't come back
    QString replacedBy;
};

struct FoundAccount {
    crypto::PathFamily family;
    quint32 index = 0;
    crypto::Address address;
    std::optional<Amount> balance; ///< empty: never used on this network
};

/// Lives in the main thread.
class Wallet : public QObject {
    Q_OBJECT
public:
    /// `light` null: nothing is proven, balances are a gateway's word.
    Wallet(vault::Vault &vault, chain::ChainClient &client, Clock &clock, Rng &rng,
           light::LightClient *light = nullptr);
    ~Wallet() override;

    [[nodiscard]] const chain::Network &network() const;

    // --- Accounts ---------------------------------------------------------------------------------------------
    /// Accounts of this network.
    Task<QList<vault::KeyRecord>> accounts();
    /// By id, address or name.
    Task<vault::KeyRecord> account(QString idAddressOrName);
    /// A new phrase (12–24 words) and its first account. Keys are separate per network by default: practice and
    /// testnet use index ranges of their own (wallet-ainft.md 1.7).
    Task<vault::KeyRecord> createAccount(int words, crypto::PathFamily family, QString name);
    /// The next account of an existing phrase.
    Task<vault::KeyRecord> addAccount(QString seedId, crypto::PathFamily family, QString name);
    /// Stores the phrase, looks at both path families (i = 0..4) for used accounts and adds every used one; the first
    /// of `fallback` when none is used. Progress by scanProgress().
    Task<QList<vault::KeyRecord>> restoreAccounts(std::shared_ptr<crypto::Mnemonic> mnemonic,
                                                  SecretBytes bip39Passphrase, crypto::PathFamily fallback);
    Task<BalanceView> balance(QString accountId);

    // --- Sending ------------------------------------------------------------------------------------------------
    /// All that prepare something new: errors::WalletNodesDisagree while what is known of the account is contradicted.
    /// Transfer; `amount` empty: everything that can be sent after the fee.
    Task<Draft> prepareTransfer(QString accountId, crypto::Address to, std::optional<Amount> amount);
    /// Any operation (app creation, SET, stake …) with its explanation.
    Task<Draft> prepare(QString accountId, json::Value operation, Amount amountLeaving, QList<Fact> facts);
    /// Saves the signed bytes, then sends. Ends when the transaction is saved and a node answered; follow it by
    /// transactionChanged() or `finished`.
    Task<TxRecord> confirm(QString draftId, QString memo);
    void discard(const QString &draftId);

    // --- Signing on another device (core/wallet/offlinefiles.h) -------------------------------------------------
    /// Of an unsigned draft, which is used up by it. Kept in the vault until its signature was sent or it is forgotten.
    Task<OfflineRequest> offlineRequest(QString draftId, QString memo);
    Task<QList<OfflineWaiting>> offlineWaiting(); ///< of this network, newest first
    Task<> forgetOffline(QString hash);
    /// A signed draft for confirm(): the signature is checked against the request that waits here, and its bytes are
    /// run dry. Errors: OfflineNetwork, OfflineUnknown, OfflineMismatch, OfflineExpired, OfflineStale.
    Task<Draft> bringSignature(OfflineSignature signature);
    /// Facts that need only what is stored here (recipientWarnings() of core/wallet/recipients.h).
    Task<QList<Fact>> addressWarnings(crypto::Address to);
    /// What those are worked out from.
    Task<QList<KnownAddress>> knownAddresses();
    /// Asked whenever somebody is warned of a recipient; empty: nobody knows of any.
    void setAppAddresses(AppAddresses apps);
    /// Ends when the transaction reached an end: Final gives the record, anything else the error in words.
    Task<TxRecord> finished(QString txHash);
    /// Burns the nonce of a stuck or reverted transaction with a tiny transfer to another own account or a no-op write.
    Task<Draft> prepareReplacement(QString txHash);

    /// Stakes, lock-ups and rewards (core/wallet/staking.h). Lives as long as this object.
    [[nodiscard]] Staking &staking();
    /// Transactions of my accounts from verified blocks (core/wallet/history.h). Lives as long as this object.
    [[nodiscard]] History &history();
    /// Contacts and labels (core/wallet/addressbook.h). Lives as long as this object.
    [[nodiscard]] AddressBook &addressBook();
    /// The history of one account as an account book (core/wallet/ledger.h). The balances in it are worked out from the
    /// newest balance that was proven since this object was made.
    Task<Ledger> ledger(QString accountId);

    // --- Mine -------------------------------------------------------------------------------------------------------
    Task<QList<TxRecord>> transactions(); ///< newest first, of this network
    Task<> setMemo(QString txHash, QString memo);
    /// "ain:<address>?amount=…&label=…&network=…" (docs/formats.md). `network`: what paymentNetwork() gives.
    [[nodiscard]] static QString paymentUri(const crypto::Address &address, std::optional<Amount> amount,
                                            const QString &label, const QString &network = {});
    /// How a payment link names a network: its id, and an own node's network by its genesis (its address would tell
    /// where the user's node is). Empty: not known yet.
    [[nodiscard]] static QString paymentNetwork(const chain::Network &network);
    struct PaymentRequest {
        crypto::Address address;
        std::optional<Amount> amount;
        QString label;
        QString network; ///< empty: the link does not say (older ones don't)
    };
    /// Refuses a request that names another network than `open` (errors::WalletPaymentNetwork).
    [[nodiscard]] static Result<> checkNetwork(const PaymentRequest &request, const chain::Network &open);
    [[nodiscard]] static Result<PaymentRequest> parsePaymentUri(QStringView uri);

    /// Takes up what a former run left unfinished (call after unlocking).
    Task<> resume();

Q_SIGNALS:
    void accountsChanged();
    void balanceChanged(const QString &accountId, const ain::wallet::BalanceView &balance);
    void transactionChanged(const ain::wallet::TxRecord &record);
    void scanProgress(int done, int total);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace wallet
} // namespace ain
