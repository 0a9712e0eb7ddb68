// Validity and merging of rule, function and owner trees (chain.md 5). Inside this room only.
#pragma once

#include "core/json/value.h"
#include "core/sandbox/ledger/labels.h"

#include <QStringView>

namespace ain::sandbox {

[[nodiscard]] Validity checkRuleTree(const Path &path, const json::Value &tree, double minGcDeleted);
[[nodiscard]] Validity checkFunctionTree(const Path &path, const json::Value &tree);
[[nodiscard]] Validity checkOwnerTree(const Path &path, const json::Value &tree);

/// The first function in the tree that only the chain's administrator may set, or an empty text.
[[nodiscard]] QString ownerOnlyFunction(const json::Value &tree);
[[nodiscard]] bool isNativeFunction(QStringView fid);

/// What stands at the path after a write: merged when both trees have the config and the new one nothing else.
struct MergedConfig {
    bool isMerge = false;
    json::Value tree;
};
/// `label` is ".rule", ".function" or ".owner".
[[nodiscard]] MergedConfig mergeConfig(const json::Value &current, const json::Value &change, const QString &label);

/// May this text stand in a rule: only known names (`variables` beside the parameters), no assignment, no
/// function. Text that cannot be split into tokens is refused too.
[[nodiscard]] bool isAllowedExpression(QStringView text, const QStringList &variables);

} // namespace ain::sandbox
