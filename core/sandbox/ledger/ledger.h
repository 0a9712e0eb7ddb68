// The state machine of the chain: executes transactions on a StateTree exactly as chain.md 3-5 describes, and
// answers what a node answers about rules, functions and owners. No sockets, no clock, no signatures: those
// are the callers'. What differs from the public network is listed in docs/practice-network.md.
#pragma once

#include "core/json/value.h"
#include "core/sandbox/ledger/rules.h"
#include "core/sandbox/ledger/statetree.h"
#include "core/sandbox/ledger/transaction.h"

#include <functional>
#include <memory>
#include <optional>

namespace ain::sandbox {

/// Where a transaction is executed. Times are ms since 1970.
struct BlockContext {
    qint64 number = 0; ///< number of the block being built (last + 1 for the pool)
    qint64 time = 0; ///< timestamp of that block (of the last block for the pool)
    qint64 now = 0; ///< the node's clock: only unstaking looks at it
    QString eventSource; ///< "BLOCK" or "USER" for value events, empty for none
};

/// A SET_VALUE that went through, in the order of execution (chain.md 7, VALUE_CHANGED). Writes made by
/// INC/DEC inside native functions are silent, as on the network.
struct ValueChange {
    Path path; ///< below /values
    json::Value before;
    json::Value after;
    Auth auth;
    QString eventSource;
};

enum class ExecuteMode {
    Normal, ///< a failure leaves the state as it was, but for the fee of an unpayable one (11001)
    DryRun, ///< the state is always left as it was; the fee is computed, not taken
};

/// Thread: the one it was made in.
class Ledger final : private RuleHost {
public:
    explicit Ledger(StateTree state);
    ~Ledger() override;

    /// The current state; copies are snapshots. setState() goes back to one.
    [[nodiscard]] const StateTree &state() const { return m_state; }
    void setState(StateTree state);

    /// Called during execute() for every value change when the context has an event source.
    void setValueObserver(std::function<void(const ValueChange &, const Transaction &)> observer);

    /// A pre-check failure {message, code, bandwidth_gas_amount}, or empty: nonce, timestamp, gas price, billing.
    [[nodiscard]] std::optional<json::Value> precheck(const Transaction &transaction,
                                                      const BlockContext &context) const;

    /// Runs a user transaction: pre-check, operation, fee. The result object of chain.md 4.4.
    [[nodiscard]] json::Value execute(const Transaction &transaction, const BlockContext &context,
                                      ExecuteMode mode = ExecuteMode::Normal);

    /// Runs a proposal or vote: no fee and no billing checks. A failing one changes nothing.
    [[nodiscard]] json::Value executeConsensus(const Transaction &transaction, const BlockContext &context);

    /// Does the node itself count this result as failed (it then reverts and says REVERTED)?
    [[nodiscard]] static bool isFailed(const json::Value &result);
    /// The part of a result that stands in a block's receipts.
    [[nodiscard]] static json::Value receipt(const json::Value &result);
    /// Unlike isFailed() true only if nothing at all went wrong (chain.md 4.4, success test).
    [[nodiscard]] static bool isSuccess(const json::Value &result);

    // Reads below one root, refs as in ain_get (relative to it).
    [[nodiscard]] json::Value value(QStringView ref) const;
    [[nodiscard]] double number(QStringView ref, double fallback = 0) const;
    /// /blockchain_params/CATEGORY/NAME.
    [[nodiscard]] json::Value parameter(QStringView categoryAndName) const;
    [[nodiscard]] double balance(QStringView addressOrServiceAccount) const;
    [[nodiscard]] qint64 nonce(QStringView address) const;
    [[nodiscard]] qint64 timestamp(QStringView address) const;

    // Answers of ain_matchRule, _matchFunction, _matchOwner, _evalRule, _evalOwner, _validateAppName and
    // _getStateUsage. `auth` has the address and fid of the request; times null when absent.
    [[nodiscard]] json::Value matchRule(QStringView ref) const;
    [[nodiscard]] json::Value matchFunction(QStringView ref) const;
    [[nodiscard]] json::Value matchOwner(QStringView ref) const;
    [[nodiscard]] json::Value evalRule(QStringView ref, const json::Value &value, const Auth &auth,
                                       const json::Value &timestamp, const json::Value &blockNumber,
                                       const json::Value &blockTime);
    [[nodiscard]] json::Value evalOwner(QStringView ref, const QString &permission, const Auth &auth, bool isMerge);
    [[nodiscard]] json::Value validateAppName(const QString &name) const;
    [[nodiscard]] json::Value stateUsage(const QString &appName) const;

    /// The validator set the state implies for the next block (chain.md 10.4): {ADDR: {stake, proposal_right}}.
    [[nodiscard]] json::Value validators() const;

private:
    friend class Executor;

    [[nodiscard]] double appStakesTotal() const;
    /// Bytes of all apps without stake.
    [[nodiscard]] qint64 freeTierBytes() const;

    [[nodiscard]] StateNodePtr node(StateRoot root, const Path &path) const override;
    [[nodiscard]] json::Value evalRule(const Path &path, const json::Value &value, const Auth &auth,
                                       const RuleInput &outer) override;
    [[nodiscard]] json::Value evalOwner(const Path &path, const QString &permission, const Auth &auth) override;

    StateTree m_state;
    RuleEngine m_engine;
    std::function<void(const ValueChange &, const Transaction &)> m_observer;
};

} // namespace ain::sandbox
