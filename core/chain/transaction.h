// Transactions as values: bodies, signatures, the judgement of what became of them (chain.md 3, 4, 11).
#pragma once

#include "core/base/amount.h"
#include "core/crypto/key.h"
#include "core/json/value.h"

#include <QList>
#include <QString>

#include <optional>

namespace ain::chain {

/// {operation, nonce, timestamp, gas_price}; numbered nonces only (nonce >= 0), chain.md 3.3.
struct TxBody {
    json::Value operation;
    qint64 nonce = 0;
    qint64 timestampMs = 0;
    qint64 gasPrice = 500; ///< µAIN per gas unit

    [[nodiscard]] json::Value toJson() const;
    [[nodiscard]] static Result<TxBody> fromJson(const json::Value &value);
};

struct SignedTransaction {
    json::Value body;
    QString signature;
    crypto::Hash256 hash;
    crypto::Address sender;

    [[nodiscard]] QString hashText() const { return hash.toString(); }
    [[nodiscard]] json::Value toJson() const;
    /// Checks hash and signature against the body.
    [[nodiscard]] static Result<SignedTransaction> fromJson(const json::Value &value, int chainId);
};

/// What a send answer, a dry run or a receipt says, judged by the strict rule of chain.md 4.4.
struct ExecutionResult {
    bool succeeded = false;
    int code = 0; ///< first code that is neither 0 nor 20000
    QString message; ///< the node's words, bounded
    /// It failed, but only by a code on top of a SET whose operations all went well: a budget or a limit (109xx, 111xx)
    /// that a node looks at afterwards. Nodes undo by the list alone, so the changes and the fee stand, while the nonce
    /// stays free: the same bytes can be executed again. Never a success (chain.md 4.4 asks to be stricter than nodes
    /// are), and never "nothing was done" either. Not so with 11001, where the node undoes the operations itself.
    bool changesStand = false;
    Amount fee; ///< gas_cost_total
    qint64 gasCharged = 0; ///< gas units
    /// Works for send results, dry runs and block receipts; a malformed one counts as failed.
    [[nodiscard]] static ExecutionResult judge(const json::Value &result);
};

/// Where a transaction is (chain.md 11), from the wallet's point of view.
enum class TxState {
    Signed, ///< saved, not sent yet or no answer
    Accepted, ///< a node holds it and could execute it
    Failing, ///< a node holds it, but it fails there
    InBlock, ///< in a block that is not final
    Final, ///< final and its receipt says success
    Failed, ///< final with a failing receipt (its nonce is spent or not, see nonceSpent)
    Reverted, ///< reverted in a block: nothing was done; no end before the nonce is burnt
    Rejected, ///< a pre-check refused it: it never enters a block
    Replaced, ///< its nonce was taken by another transaction
    Unknown ///< no node knows it (timed out, forgotten)
};
[[nodiscard]] QString txStateName(TxState state); ///< stable lower-case name for files and the CLI
[[nodiscard]] std::optional<TxState> txStateFromName(QStringView name);
[[nodiscard]] bool
isEnd(TxState state); ///< Final, Failed, Rejected, Replaced (Reverted ends only when its nonce is burnt)

struct TxStatus {
    TxState state = TxState::Unknown;
    qint64 blockNumber = -1;
    qint64 blockTimestampMs = 0;
    std::optional<ExecutionResult> result;
};

} // namespace ain::chain
