// The layout of the official factory, without its server triggers (wallet-ainft.md 3.6). Its creator keeps the right
// to change every rule, so a sold token can be taken back: for interoperation only.
#pragma once

#include "core/ainft/layout.h"

namespace ain::ainft::compat {

[[nodiscard]] json::Value creation(const Creation &creation);
[[nodiscard]] json::Value mint(const Mint &mint);
/// Whether GET_RULE and GET_OWNER are those of such an app: the creator's rule and owner entry at the top, and below
/// it nothing but the transfer rules of tokens and the rules of their AI.
[[nodiscard]] bool matches(const CollectionAnswers &answers, const crypto::Address &creator);

} // namespace ain::ainft::compat
