// The history scan: transactions of my accounts, read out of verified blocks. There is no index that proves a list of
// transactions (chain.md 10.9), so every block is looked through; what lies outside the scanned ranges is not known.
#pragma once

#include "core/wallet/accounts.h"
#include "core/wallet/historyrecords.h"
#include "core/wallet/tracker.h"

#include <QSet>
#include <QThread>

namespace ain::wallet {

struct HistoryScan {
    QStringList accountIds = {}; ///< empty: all of this network
    /// The lowest block wanted; -1: what was wanted before, and at least the last 30 days.
    qint64 from = -1;
};

struct HistoryProgress {
    qint64 done = 0; ///< blocks looked through in this scan
    qint64 total = 0;
    qint64 block = -1; ///< the lowest of the newest batch
    qint64 blockTimeMs = 0;
    int found = 0; ///< transactions that were not known before
    bool isRunning = false;
    std::optional<Error> error; ///< why the last scan ended early; what it had found is kept
};

/// Thread: the one it lives in (main); blocks are looked through in a thread of its own.
class History : public QObject {
    Q_OBJECT
public:
    static constexpr qint64 DefaultDepthMs = 30LL * 24 * 3600 * 1000;
    /// How far back an account is looked through without having been asked to.
    static constexpr qint64 FirstLookBlocks = 1000;
    static constexpr int BlocksPerBatch = 20;

    /// `light` null: nothing can be scanned (LightNoCheckpoint).
    History(vault::Vault &vault, chain::ChainClient &client, Accounts &accounts, Tracker &tracker,
            light::LightClient *light);
    ~History() override;

    /// Follows the chain to its newest block, then fills what was not looked through, newest first. Every batch is
    /// stored before the next one is asked for; whatever ends a scan, the next one goes on there. One at a time: a
    /// second call waits for the first. Ends with what it did. Errors: Cancelled, VaultLocked (goes on by itself after
    /// unlocking), WalletHistoryBroken, those of LightClient.
    Task<HistoryProgress> scan(HistoryScan what);
    /// The scan that runs now ends after the batch it is at.
    void cancel();
    [[nodiscard]] const HistoryProgress &progress() const { return m_progress; }

    /// From now on the gap to the newest verified block is filled whenever there is one.
    void follow();

    /// Newest first: from blocks, and own transactions that no scanned block has. Empty account: all.
    Task<QList<HistoryEntry>> entries(QString accountId);
    /// What was looked through for this account.
    Task<HistoryState> scanned(QString accountId);
    /// Forgets all of this network; own transactions stay.
    Task<> forgetAll();

Q_SIGNALS:
    void progressChanged(const ain::wallet::HistoryProgress &progress);
    /// Entries came.
    void changed();

private:
    /// One batch that was looked through.
    struct Batch {
        QList<light::FinalBlock> run; ///< newest first
        QList<HistoryEntry> entries;
    };

    Task<> load();
    void forget();
    void catchUp();
    Task<> scanNow(HistoryScan what, bool isCatchUp);
    Task<> prepare(HistoryScan what, bool isCatchUp, qint64 tip);
    Task<> walk(light::FinalBlock tip);
    Task<light::LightClient::VerifiedBlock> blockAbove(qint64 number);
    Task<Batch> lookThrough(QList<light::LightClient::VerifiedBlock> blocks);
    Task<> commit(Batch batch, std::optional<crypto::Hash256> above);
    void start();
    void finish(const Result<> &result);
    [[nodiscard]] QList<HistoryState> wanted() const;
    [[nodiscard]] qint64 depthInBlocks() const;
    [[nodiscard]] bool isOfThisChain(const json::Value &record) const;
    [[nodiscard]] static QString keyOf(const HistoryEntry &entry);

    vault::Vault &m_vault;
    chain::ChainClient &m_client;
    Accounts &m_accounts;
    Tracker &m_tracker;
    light::LightClient *m_light = nullptr;
    QThread m_thread;
    QObject *m_worker = nullptr; ///< in m_thread
    QList<HistoryEntry> m_entries; ///< oldest insertion first
    QSet<QString> m_known; ///< keyOf() of them
    QHash<QString, HistoryState> m_states; ///< by address
    QStringList m_targets; ///< addresses of the scan that runs
    std::vector<Promise<>> m_waiters;
    HistoryProgress m_progress;
    std::optional<HistoryScan> m_interrupted; ///< by locking; goes on after unlocking
    int m_generation = 0; ///< counts lockings
    bool m_isLoaded = false;
    bool m_isCancelled = false;
    bool m_isFollowing = false;
    bool m_again = false; ///< the tip moved while a scan was running
};

} // namespace ain::wallet
