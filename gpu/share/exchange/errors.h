// What can go wrong when work goes out to others, or comes in from them, besides what the rooms below tell.
#pragma once

#include "core/base/error.h"

namespace ain::errors {
inline constexpr ErrorCode ExchangeNobody{
    "exchange.nobody"}; ///< no provider took the job in time; args: why (the last reason)
inline constexpr ErrorCode ExchangeJobUnknown{"exchange.job_unknown"}; ///< args: job
inline constexpr ErrorCode ExchangeDevice{"exchange.device"}; ///< what the wallet allowed this program has run out
inline constexpr ErrorCode ExchangeBad{"exchange.bad"}; ///< a delivered picture did not hold; args: provider, fault
inline constexpr ErrorCode ExchangePolicy{"exchange.policy"}; ///< not drawn for others here; args: what
} // namespace ain::errors
