// The layout "locked" (wallet-ainft.md 3.7): every rule is set once, in the creating transaction, whose last
// operation takes away everybody's right to change rules, owners and functions.
#pragma once

#include "core/ainft/layout.h"

namespace ain::ainft::locked {

[[nodiscard]] json::Value creation(const Creation &creation);
/// Leaves, the owner last: the others are writable only while the id has no owner.
[[nodiscard]] json::Value mint(const Mint &mint);
/// GET_RULE of such an app.
[[nodiscard]] json::Value rules(const QString &appId, const crypto::Address &creator, int maxSupply);
/// GET_OWNER of such an app.
[[nodiscard]] json::Value owners();
/// The supply limit inside the rule of `tokens/$tokenId/owner`, as a candidate to compare rules() with; 0: none.
[[nodiscard]] int supplyOf(const json::Value &rules);

} // namespace ain::ainft::locked
