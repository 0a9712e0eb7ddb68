// The pieces that operation lists of every layout are made of (chain.md 3, 5).
#pragma once

#include "core/ainft/layout.h"

namespace ain::ainft {

[[nodiscard]] json::Value setValue(const QString &ref, json::Value value);
[[nodiscard]] json::Value setRule(const QString &ref, json::Value rule);
/// `owners`: address or "*" to permissions, or to null to take the entry away.
[[nodiscard]] json::Value setOwner(const QString &ref, json::Value owners);
[[nodiscard]] json::Value set(json::Array operations);

/// The record that makes the app: its only administrator is the creator, its stakes are locked for 7 days.
[[nodiscard]] json::Value createApp(const Creation &creation);
/// {name, symbol, owner, metadata?} of the app's node.
[[nodiscard]] json::Value collectionValue(const Creation &creation);

[[nodiscard]] json::Value writeRule(const QString &expression);
/// The chain deletes the `deleted` oldest siblings when there are more than `max`.
[[nodiscard]] json::Value siblingsRule(int max, int deleted);
/// The rule that the chain itself gives a new app with one administrator.
[[nodiscard]] json::Value creatorRule(const crypto::Address &creator);

} // namespace ain::ainft
