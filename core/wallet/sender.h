// From an operation to a signed transaction that the user has confirmed and a node was given.
#pragma once

#include "core/wallet/accounts.h"
#include "core/wallet/addressbook.h"
#include "core/wallet/balances.h"
#include "core/wallet/recipients.h"
#include "core/wallet/tracker.h"

#include <QSet>

namespace ain::wallet {

/// Thread: the one it lives in.
class Sender : public QObject {
    Q_OBJECT
public:
    Sender(vault::Vault &vault, chain::ChainClient &client, Accounts &accounts, Balances &balances, Tracker &tracker,
           AddressBook &book, Clock &clock, Rng &rng);

    Task<Draft> prepareTransfer(QString accountId, crypto::Address to, std::optional<Amount> amount);
    Task<Draft> prepare(QString accountId, json::Value operation, Amount amountLeaving, QList<Fact> facts);
    Task<Draft> prepareReplacement(QString txHash);
    Task<QList<Fact>> addressWarnings(crypto::Address to);
    /// A body that was signed elsewhere, run dry. Errors: OfflineStale too.
    Task<Draft> prepareSigned(json::Value body, QString signature, QList<Fact> facts);
    [[nodiscard]] std::optional<Draft> draft(const QString &draftId) const;
    Task<QList<KnownAddress>> knownAddresses();
    /// See Wallet::setAppAddresses().
    void setAppAddresses(AppAddresses apps) { m_apps = std::move(apps); }
    Task<TxRecord> confirm(QString draftId, QString memo);
    void discard(const QString &draftId);

private:
    struct Entry {
        Draft draft;
        qint64 madeAt = 0; ///< monotonic ms
        qint64 signedAtBlock = -1;
        bool isFromElsewhere = false; ///< signed on another device: its request is done with when it is sent
        QString replaces; ///< hash of the transaction whose nonce this one is to burn
    };
    /// What an account looks like before something is signed.
    struct Ground {
        vault::KeyRecord account;
        qint64 nonce = 0;
        std::optional<Amount> available; ///< empty: the account does not exist on chain
        qint64 tipBlock = -1;
    };
    struct Trial {
        chain::SignedTransaction transaction;
        chain::ExecutionResult result;
    };

    /// `replaces`: the one unfinished transaction that is no obstacle, or empty.
    Task<Ground> survey(QString accountId, QString replaces);
    Task<qint64> agreedNonce(crypto::Address address, qint64 atLeast);
    Task<> checkTip();
    Task<> checkLockUp(json::Value operation);
    /// `gateway` -1: the best.
    Task<Trial> trial(Ground ground, json::Value operation, int gateway);
    Task<Draft> finish(Ground ground, Trial trial, Amount leaving, QList<Fact> facts, QString replaces);
    Task<json::Value> burningOperation(Ground ground);
    Task<TxRecord> confirmEntry(Entry entry, QString memo);
    Task<> checkAgain(Entry entry);

    vault::Vault &m_vault;
    chain::ChainClient &m_client;
    Accounts &m_accounts;
    Balances &m_balances;
    Tracker &m_tracker;
    AddressBook &m_book;
    AppAddresses m_apps;
    Clock &m_clock;
    Rng &m_rng;
    QHash<QString, Entry> m_drafts;
    QStringList m_draftOrder;
    QSet<QString> m_confirming; ///< account ids
};

} // namespace ain::wallet
