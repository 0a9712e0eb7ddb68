// A state as one JSON value that keeps everything the chain depends on: labels, scalars and the order in which
// children were first inserted (garbage collection goes by it). For snapshots in our own file only.
#pragma once

#include "core/json/value.h"
#include "core/sandbox/ledger/statetree.h"

#include <optional>

namespace ain::sandbox {

/// A leaf is its scalar; an inner node is an array: label, child, label, child, ...
[[nodiscard]] json::Value exportState(const StateTree &state);
/// Empty when `value` is not such an export. Compare the root hash afterwards.
[[nodiscard]] std::optional<StateTree> importState(const json::Value &value);

} // namespace ain::sandbox
