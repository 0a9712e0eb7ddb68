// Runs one transaction against the state of a Ledger. Inside this room only.
#pragma once

#include "core/sandbox/ledger/codes.h"
#include "core/sandbox/ledger/ledger.h"
#include "core/sandbox/ledger/permissions.h"

namespace ain::sandbox {

/// What travels with a write made on behalf of a transaction.
struct WriteOptions {
    bool emitsEvents = false;
    bool hasTime = true; ///< block number, time and timestamp are known to the rules
};

/// {message?, func_results?, subtree_func_results?, code, bandwidth_gas_amount}
[[nodiscard]] json::Object writeResult(int code, const QString &message, double gas);

class NativeFunctions;

class Executor {
public:
    Executor(Ledger &ledger, const Transaction &transaction, const BlockContext &context);
    ~Executor();

    [[nodiscard]] std::optional<json::Value> precheck(bool withFees) const;
    /// The operation alone, with its gas; the nonce is used when it goes well.
    [[nodiscard]] json::Object runOperation();
    /// Takes the fee for `result` and completes it. `before` is the state to fall back to when it is too high;
    /// true when it was.
    bool collectFee(json::Object &result, const StateTree &before, bool dryRun);

    // Single writes, also for native functions. Paths are below the root the write is for.
    json::Object setValue(const Path &path, const json::Value &value, const Auth &auth, const WriteOptions &options);
    /// INC with +1, DEC with -1 as `sign`.
    json::Object addValue(const Path &path, const json::Value &delta, int sign, const Auth &auth,
                          const WriteOptions &options);
    json::Object setFunction(const Path &path, const json::Value &tree, const Auth &auth);
    json::Object setRule(const Path &path, const json::Value &tree, const Auth &auth);
    json::Object setOwner(const Path &path, const json::Value &tree, const Auth &auth);

    [[nodiscard]] json::Value value(const Path &path) const;
    [[nodiscard]] double number(const Path &path) const;
    [[nodiscard]] bool exists(const Path &path) const;
    [[nodiscard]] double parameter(QStringView category, QStringView name) const;
    [[nodiscard]] const StateTree &state() const { return m_ledger.m_state; }
    [[nodiscard]] const Transaction &transaction() const { return m_transaction; }
    [[nodiscard]] const BlockContext &context() const { return m_context; }
    /// Block 0 is built before the rules of later blocks hold.
    [[nodiscard]] bool isGenesis() const { return m_context.number == 0; }

private:
    json::Object runSingle(const json::Value &operation, const Auth &auth);
    json::Object runMulti(const json::Value &operations, const Auth &auth);
    void collectGarbage(const RuleMatch &match, const Path &path);
    [[nodiscard]] std::optional<QString> shardedAncestor(const Path &path) const;
    [[nodiscard]] RuleInput times(const WriteOptions &options) const;
    [[nodiscard]] bool isAdministrator(const QString &address) const;
    [[nodiscard]] std::optional<json::Value> precheckBilling() const;
    void useNonce(const QString &address);

    Ledger &m_ledger;
    const Transaction &m_transaction;
    const BlockContext &m_context;
    std::unique_ptr<NativeFunctions> m_functions;
};

} // namespace ain::sandbox
