// Operation: AIN from one account to another.
#pragma once

#include "core/base/amount.h"
#include "core/crypto/address.h"
#include "core/json/value.h"

namespace ain::chain {

/// SET_VALUE /transfer/FROM/TO/KEY/value. `key`: a push id, new for each transfer of the pair. The chain demands
/// checksummed addresses, amount > 0 and from != to.
[[nodiscard]] json::Value transferOperation(const crypto::Address &from, const crypto::Address &to, const QString &key,
                                            Amount amount);

} // namespace ain::chain
