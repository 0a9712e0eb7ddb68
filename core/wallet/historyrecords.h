// The history as it lies in the vault, kind "history" (docs/formats.md): what was found in verified blocks, and which
// blocks were looked through.
#pragma once

#include "core/light/inclusion.h"
#include "core/wallet/records.h"

namespace ain {

namespace errors {
/// What was scanned before and the chain that is shown now do not meet: one of them is another chain; args: number
inline constexpr ErrorCode WalletHistoryBroken{"wallet.history_broken"};
} // namespace errors

namespace wallet {

inline const QString HistoryKind = QStringLiteral("history");

enum class Direction { In, Out, Self, Other };
[[nodiscard]] QString directionName(Direction direction); ///< stable, for files and the CLI

/// One transaction from the point of view of one account.
struct HistoryEntry {
    QString hash;
    QString accountId; ///< filled when it is handed out
    crypto::Address address; ///< mine
    Direction direction = Direction::Other;
    QString counterparty; ///< the other side's address; empty: none, or several
    /// AIN that came (In) or left (Out, Self) besides the fee; 0 where the receipt says that nothing was done.
    Amount amount;
    std::optional<Amount> fee; ///< when this account paid it
    qint64 timeMs = 0; ///< of the block
    qint64 block = -1;
    QString blockHash;
    Amount stakeSigned; ///< of that block, as counted then
    Amount stakeTotal;
    chain::TxState state = chain::TxState::Unknown; ///< Final, Failed or Reverted when it is from a block
    std::optional<chain::ExecutionResult> result;
    QList<Fact> facts;
    QString memo; ///< the user's own note to a transaction of this program
    qint64 nonce = -1;
    bool isMine = false; ///< this account signed it
    /// Read out of a block that was verified. False: this program signed it, and no scanned block has it (yet).
    bool isProven = false;
};

/// How it looks from `address`, which it touches.
[[nodiscard]] HistoryEntry entryFor(const light::Proven<light::IncludedTransaction> &included,
                                    const crypto::Address &address);
/// A transaction of this program that no scanned block has.
[[nodiscard]] HistoryEntry entryFor(const StoredTx &tx);

/// Blocks from..to (inclusive) were looked through; each end by its hash.
struct HistoryRange {
    qint64 from = -1;
    qint64 to = -1;
    crypto::Hash256 fromHash;
    crypto::Hash256 toHash;
    Amount stakeSigned; ///< for `from`
    Amount stakeTotal;
};

/// Which blocks were looked through for one account.
struct HistoryState {
    crypto::Address address;
    QString network;
    QString genesis;
    qint64 floor = -1; ///< the lowest block that is wanted; -1: nothing yet
    QList<HistoryRange> ranges; ///< newest first, without overlap

    /// The highest wanted block up to `below` that was not looked through; -1: none.
    [[nodiscard]] qint64 nextNeeded(qint64 below) const;
    /// The wanted gaps up to `tip`, newest first.
    [[nodiscard]] QList<std::pair<qint64, qint64>> holes(qint64 tip) const;
    /// Adds a run of blocks (newest first, linked). `above`: the hash of the block over them, if it is known.
    /// errors::WalletHistoryBroken where a range that is met has another hash; then nothing has changed.
    [[nodiscard]] Result<> add(const QList<light::FinalBlock> &run, const std::optional<crypto::Hash256> &above);
};

/// Gaps of several accounts as one list, newest first, without overlap.
[[nodiscard]] QList<std::pair<qint64, qint64>> unionOfHoles(const QList<HistoryState> &states, qint64 tip);

[[nodiscard]] vault::Record toRecord(const HistoryState &state);
[[nodiscard]] vault::Record toRecord(const HistoryEntry &entry, const HistoryState &of);
/// Empty when it is not one.
[[nodiscard]] std::optional<HistoryState> historyStateFrom(const json::Value &value);
[[nodiscard]] std::optional<HistoryEntry> historyEntryFrom(const json::Value &value);

} // namespace wallet
} // namespace ain
