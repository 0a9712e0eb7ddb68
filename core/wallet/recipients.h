// Whom this wallet knows, and whom somebody might want to be taken for.
#pragma once

#include "core/wallet/wallet.h"

#include <QSet>

namespace ain::wallet {

/// Addresses that `records` sent AIN or anything else to.
[[nodiscard]] QSet<crypto::Address> recipientsOf(const QList<TxRecord> &records);

/// warn.first_time when `to` is not in `known`; warn.look_alike when a known address has the same first and last
/// four digits (what people compare) but is another one.
[[nodiscard]] QList<Fact> recipientWarnings(const crypto::Address &to, const QSet<crypto::Address> &known);

} // namespace ain::wallet
