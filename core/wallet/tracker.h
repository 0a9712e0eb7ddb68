// Follows my transactions to their end and keeps their records (chain.md 11).
#pragma once

#include "core/wallet/records.h"

#include <QHash>
#include <QTimer>

#include <map>
#include <memory>
#include <vector>

namespace ain::wallet {

/// Thread: the one it lives in. Records are in memory while the vault is open; locking forgets them.
class Tracker : public QObject {
    Q_OBJECT
public:
    Tracker(vault::Vault &vault, chain::ChainClient &client, Clock &clock);

    /// Reads the records of this network once; harmless when done.
    Task<> load();
    /// After load(): newest first.
    [[nodiscard]] QList<TxRecord> records() const;
    [[nodiscard]] const StoredTx *find(const QString &txHash) const;
    /// The hash of an unfinished transaction of this account, not counting `except`.
    [[nodiscard]] std::optional<QString> inFlight(const QString &accountId, const QString &except) const;
    /// The nonce after the highest that a transaction of this account is known to have used up.
    [[nodiscard]] qint64 nextKnownNonce(const QString &accountId) const;

    /// Asks the chain about those of this account that did not happen but whose nonce is below `finalNonce`, until it
    /// is known who used it up. The hash of one that happened after all, or empty.
    /// Error: WalletNodesDisagree when the search has to go on (each call does).
    Task<QString> settleSpent(QString accountId, qint64 finalNonce);

    /// Ends when it is on disk; tells then. An error leaves everything as it was before.
    Task<> store(StoredTx tx);
    /// Looks at it until it has ended. `sentJustNow`: a node has just been given it.
    void follow(const QString &txHash, bool sentJustNow);
    Task<TxRecord> finished(QString txHash);
    /// Everything unfinished.
    void followAll();

Q_SIGNALS:
    void changed(const ain::wallet::TxRecord &record);

private:
    struct Followed {
        bool isBusy = false;
        bool again = false;
        qint64 nextLook = 0; ///< monotonic ms
        qint64 lastSent = 0; ///< monotonic ms; 0: not by this process
        qint64 since = 0; ///< monotonic ms
    };
    /// The search for who used up a nonce, over several looks.
    struct Hunt {
        bool isBusy = false;
        int gateway = -1; ///< being searched; -1: none
        qint64 scannedTo = -1; ///< its blocks up to here do not contain it or what replaced it
        QList<int> searched; ///< gateways searched to their tips for nothing; one alone counts twice
        QString sighting; ///< found in a block that no tracker confirmed
    };

    void forget();
    void tick();
    void lookSoon();
    void look(const QString &txHash);
    Task<> lookAt(QString txHash);
    Task<> decide(QString txHash, chain::TxState seen);
    Task<> conclude(QString txHash, chain::TxStatus status);
    Task<> settleOthers(QString winner);
    Task<> scan(QString txHash);
    Task<> hunt(QString txHash, std::shared_ptr<Hunt> hunt);
    Task<int> chooseGateway(StoredTx wanted, std::shared_ptr<Hunt> hunt);
    Task<> foundTaker(QString txHash, QString taker, chain::TxStatus status);
    Task<> resend(QString txHash);
    Task<> update(QString txHash, chain::TxStatus status);
    /// `winner` (empty: nobody knows) used up its nonce.
    Task<> storeBurnt(QString txHash, QString winner);
    /// Bound to the chain that is asked now, as far as either is known.
    [[nodiscard]] bool isOfThisChain(const StoredTx &tx) const;
    [[nodiscard]] bool hasSuccessor(const StoredTx &tx) const;
    void wake(const TxRecord &record);
    [[nodiscard]] qint64 epochMs() const;

    vault::Vault &m_vault;
    chain::ChainClient &m_client;
    Clock &m_clock;
    QHash<QString, StoredTx> m_txs;
    QStringList m_order; ///< oldest first
    QHash<QString, Followed> m_followed;
    QHash<QString, std::shared_ptr<Hunt>> m_hunts;
    std::map<QString, std::vector<Promise<TxRecord>>> m_waiting;
    QTimer m_timer;
    bool m_isLoaded = false;
};

} // namespace ain::wallet
