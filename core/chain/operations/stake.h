// Operation: lock AIN in an app (or as a validator, app "consensus").
#pragma once

#include "core/base/amount.h"
#include "core/base/result.h"
#include "core/crypto/address.h"
#include "core/json/value.h"

namespace ain::chain {

/// SET_VALUE /staking/APP/ME/KEY/stake/ID/value. `recordId`: a label that is new, usually the time in ms.
/// `key` tells several stakes of one account apart; one that is not "0" is for those who know why.
/// An amount of zero only extends the lock-up.
/// Errors: OperationName, OperationLabel, InvalidArgument.
[[nodiscard]] Result<json::Value> stakeOperation(const QString &app, const crypto::Address &me, const QString &recordId,
                                                 Amount amount, const QString &key = QStringLiteral("0"));

} // namespace ain::chain
