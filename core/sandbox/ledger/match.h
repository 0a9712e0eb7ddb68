// Finds the rules, functions and owners that apply to a path (chain.md 5). Inside this room only.
#pragma once

#include "core/json/value.h"
#include "core/sandbox/ledger/statetree.h"

#include <utility>
#include <vector>

namespace ain::sandbox {

using PathVars = std::vector<std::pair<QString, QString>>; ///< "$x" and its label, deepest first

struct FoundConfig {
    Path path;
    json::Value config; ///< null when there is none
};

struct RuleMatch {
    Path valuePath; ///< as much of the path as the rule tree knows
    Path rulePath;
    PathVars pathVars;
    FoundConfig closest; ///< the deepest config with the property at or above the path
    std::vector<FoundConfig> subtree; ///< write rules below the path; empty for state rules
};

struct FunctionMatch {
    Path valuePath;
    Path functionPath;
    PathVars pathVars;
    FoundConfig matched; ///< exactly at the path
    std::vector<FoundConfig> subtree;
};

struct OwnerMatch {
    Path ownerPath;
    FoundConfig closest;
    std::vector<FoundConfig> subtree;
};

enum class RuleKind { Write, State };

[[nodiscard]] RuleMatch matchRule(const StateTree &state, const Path &path, RuleKind kind);
[[nodiscard]] FunctionMatch matchFunction(const StateTree &state, const Path &path);
[[nodiscard]] OwnerMatch matchOwner(const StateTree &state, const Path &path);

// As the RPC methods show them.
[[nodiscard]] json::Value describe(const RuleMatch &match, RuleKind kind);
[[nodiscard]] json::Value describe(const FunctionMatch &match);
[[nodiscard]] json::Value describe(const OwnerMatch &match);
// As the `matched` member of ain_evalRule and ain_evalOwner shows them.
[[nodiscard]] json::Value rawMatch(const RuleMatch &match, RuleKind kind);
[[nodiscard]] json::Value rawMatch(const OwnerMatch &match);

} // namespace ain::sandbox
