// Operation: move validator rewards to the balance.
#pragma once

#include "core/base/amount.h"
#include "core/base/result.h"
#include "core/crypto/address.h"
#include "core/json/value.h"

namespace ain::chain {

/// SET_VALUE /gas_fee/claim/ME/ID = {amount}. The chain takes at most six decimals: claim Amount::floorFromWire of
/// /consensus/rewards/ME/unclaimed (chain.md 4.6). Errors: OperationLabel, InvalidArgument.
[[nodiscard]] Result<json::Value> claimRewardOperation(const crypto::Address &me, const QString &recordId,
                                                       Amount amount);

} // namespace ain::chain
