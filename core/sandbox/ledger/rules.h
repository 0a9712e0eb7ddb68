// Evaluates write rules, which are JavaScript expressions (chain.md 5), in a QJSEngine without any globals
// but the language's harmless ones.
#pragma once

#include "core/json/value.h"
#include "core/sandbox/ledger/statetree.h"

#include <QString>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace ain::sandbox {

/// Who writes: the signer, and the native function on whose behalf it happens.
struct Auth {
    QString address;
    QString fid; ///< empty outside functions
    QStringList fids; ///< the call stack, outermost first
};
/// {"addr", "fid", "fids"}; absent members are left out.
[[nodiscard]] json::Value toJson(const Auth &auth);

/// What an expression sees.
struct RuleInput {
    Auth auth;
    json::Value data; ///< before the write, at the node of the rule
    json::Value newData; ///< after the write
    json::Value currentTime; ///< timestamp of the transaction, or null
    json::Value blockNumber;
    json::Value blockTime;
    Path valuePath; ///< parsedValuePath
    std::vector<std::pair<QString, QString>> pathVars; ///< "$x" and its label, in the order of the message
};

/// The functions an expression may call. All read the state the write is checked against.
class RuleHost {
public:
    virtual ~RuleHost() = default;
    /// The node at a path below one of the roots, or null.
    [[nodiscard]] virtual StateNodePtr node(StateRoot root, const Path &path) const = 0;
    /// {code, message?} as ain_evalRule answers.
    [[nodiscard]] virtual json::Value evalRule(const Path &path, const json::Value &value, const Auth &auth,
                                               const RuleInput &outer) = 0;
    [[nodiscard]] virtual json::Value evalOwner(const Path &path, const QString &permission, const Auth &auth) = 0;
};

enum class RuleOutcome { True, False, SyntaxError, InternalError };

struct RuleResult {
    RuleOutcome outcome = RuleOutcome::False;
    QString message; ///< of a syntax error
};

/// One engine for a ledger. An evaluation is ended after about a second, at a nesting of 16 evalRule calls,
/// and when a value read is larger than 20 MB; all of these are InternalError. Thread: the one it was made in.
class RuleEngine {
public:
    RuleEngine();
    ~RuleEngine();
    RuleEngine(const RuleEngine &) = delete;
    RuleEngine &operator=(const RuleEngine &) = delete;

    [[nodiscard]] RuleResult evaluate(const QString &expression, const RuleInput &input, RuleHost &host);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace ain::sandbox
