// Operation: take staked AIN back.
#pragma once

#include "core/base/amount.h"
#include "core/base/result.h"
#include "core/crypto/address.h"
#include "core/json/value.h"

namespace ain::chain {

/// SET_VALUE /staking/APP/ME/KEY/unstake/ID/value. `recordId`: a label that is new, usually the time in ms.
/// `key`: the one it was staked with. Never send it before expire_at + 2 min (chain.md 5). The wallet refuses it.
/// Errors: OperationName, OperationLabel, InvalidArgument.
[[nodiscard]] Result<json::Value> unstakeOperation(const QString &app, const crypto::Address &me,
                                                   const QString &recordId, Amount amount,
                                                   const QString &key = QStringLiteral("0"));

} // namespace ain::chain
