// The node: takes transactions, makes and finalises blocks with its three validators (Streamlet, chain.md 8),
// keeps them in the store. Behaves to the outside as a validator node does.
#pragma once

#include "core/base/result.h"
#include "core/sandbox/block.h"
#include "core/sandbox/blockstore.h"
#include "core/sandbox/chainclock.h"
#include "core/sandbox/ledger/ledger.h"
#include "core/sandbox/txpool.h"
#include "core/sandbox/txtracker.h"
#include "core/sandbox/validators.h"

#include <QSet>

#include <deque>
#include <functional>
#include <memory>

namespace ain::sandbox {

/// Who wants to hear about changes. Called in the node's thread; block events only once the block is on disk.
class NodeObserver {
public:
    virtual ~NodeObserver() = default;
    virtual void blockFinalized(const Block &block) = 0;
    /// `transaction` as the node has it: with `extra` while it is in the pool.
    virtual void valueChanged(const ValueChange &change, const json::Value &transaction) = 0;
    /// `before`: null for a transaction that was not known.
    virtual void transactionChanged(const QString &hash, const json::Value &transaction, const json::Value &before,
                                    TxState after) = 0;
};

struct NodeSettings {
    int chainId = 0;
    qint64 epochMs = 3000;
    qint64 genesisTime = 0;
};

/// A block that is not final, or the last final one, with the state after it.
struct ChainLink {
    Block block;
    StateTree state;
    json::Array votes; ///< the proposal of the block, then the votes for it
    double tallied = 0; ///< AIN of stake that voted for it
    bool notarized = false;
};

/// Thread: its owner's.
class ChainNode {
public:
    /// How many blocks may be made by one call.
    static constexpr int MaxBlocksPerCall = 1000;

    /// Opens what the store has, or makes block 0. Keys, store and clock must outlive the node.
    [[nodiscard]] static Result<std::unique_ptr<ChainNode>> open(BlockStore &store, const NetworkKeys &keys,
                                                                 ChainClock &clock, const NodeSettings &settings);
    ~ChainNode();

    void setObserver(NodeObserver *observer) { m_observer = observer; }
    /// These validators of ours (by index) neither propose nor vote from now on. What is left may be too little for any
    /// block to come about.
    void setSilent(QSet<int> indices) { m_silent = std::move(indices); }

    /// ain_sendSignedTransaction and its dry run, after the format and signature checks: the result object.
    [[nodiscard]] json::Value submit(const Transaction &transaction, bool dryRun);
    /// One block if the clock's epoch allows it (false: nothing made).
    [[nodiscard]] Result<bool> produceOnTime();
    /// `count` blocks, each in an epoch of its own; time is pulled along.
    [[nodiscard]] Result<> produceNow(int count);
    /// Blocks until nothing that can be included waits and the last of it is final.
    [[nodiscard]] Result<> settle();
    /// Writes the state of the last final block, so that the next start is quick.
    [[nodiscard]] Result<> saveSnapshot();

    [[nodiscard]] const ChainLink &lastFinal() const { return m_links.front(); }
    /// The last final one first.
    [[nodiscard]] const std::deque<ChainLink> &links() const { return m_links; }
    /// A final block by number or hash; the whole one or nothing.
    [[nodiscard]] std::optional<Block> block(qint64 number) const;
    [[nodiscard]] std::optional<Block> block(const QString &hash) const;
    [[nodiscard]] const StateTree &finalState() const { return m_links.front().state; }
    /// On the pending state; it is put back after whatever is asked of it.
    [[nodiscard]] Ledger &ledger() { return m_ledger; }
    [[nodiscard]] const Ledger &ledger() const { return m_ledger; }

    [[nodiscard]] const TxPool &pool() const { return m_pool; }
    /// The answer of ain_getTransactionByHash, or null.
    [[nodiscard]] json::Value transactionInfo(const QString &hash) const;
    [[nodiscard]] const NodeSettings &settings() const { return m_settings; }
    [[nodiscard]] qint64 nowMs() const { return m_clock.nowMs(); }
    [[nodiscard]] qint64 epochAt(qint64 ms) const;
    /// Members of the recorded object: proposal and votes apart.
    [[nodiscard]] json::Value rawConsensusStatus() const;

private:
    ChainNode(BlockStore &store, const NetworkKeys &keys, ChainClock &clock, const NodeSettings &settings,
              StateTree state);

    struct BuiltReceipts {
        json::Array transactions;
        json::Array receipts;
        double gasAmount = 0;
        double gasCost = 0;
    };
    [[nodiscard]] Result<> makeGenesis();
    [[nodiscard]] Result<> restore();
    [[nodiscard]] bool replay(const Block &block, StateTree &state);
    void restoreTracker();

    /// False: no validator of ours may propose in this epoch.
    [[nodiscard]] bool build(qint64 epoch, qint64 timestamp);
    /// build() in the next epoch that has a proposer of ours, pulling time along.
    void buildNext();
    [[nodiscard]] BuiltReceipts executeCandidates(const BlockContext &context);
    /// The key of a validator of ours that is not silent, or null.
    [[nodiscard]] const crypto::PrivateKey *activeKey(QStringView address) const;
    /// Would our votes notarise a block with these validators on top of `parent`?
    [[nodiscard]] bool canNotarize(const ChainLink &parent, const json::Value &validators) const;
    void vote(ChainLink &link) const;
    void finalizeWhatCan();
    void finalize(const Block &block);
    void rebuildPending();
    [[nodiscard]] Result<> commit();
    /// Could anything in the pool still change the final state?
    [[nodiscard]] bool hasUnsettled();

    void setState(const QString &hash, TxRecord &record, bool known, TxState after, const json::Value &transaction);
    void onValueChange(const ValueChange &change, const Transaction &transaction);
    [[nodiscard]] BlockContext poolContext(bool events) const;

    BlockStore &m_store;
    const NetworkKeys &m_keys;
    ChainClock &m_clock;
    NodeSettings m_settings;
    Ledger m_ledger;
    TxPool m_pool;
    TxTracker m_tracker;
    std::deque<ChainLink> m_links;
    struct Unstored {
        Block block;
        json::Array votes;
    };
    std::vector<Unstored> m_unstored; ///< made, not on disk yet
    qint64 m_snapshotAt = -1;
    NodeObserver *m_observer = nullptr;
    QSet<int> m_silent;
    std::vector<std::function<void(NodeObserver &)>> m_events; ///< held back until the blocks are on disk
    bool m_holdEvents = false;
    const PoolEntry *m_executing = nullptr; ///< whose `extra` value events carry
};

} // namespace ain::sandbox
