// What can go wrong between those who share a GPU and those who use it, as far as money is concerned.
#pragma once

#include "core/base/error.h"

namespace ain::errors {
inline constexpr ErrorCode ShareAppMissing{"share.app_missing"}; ///< nobody installed it here; args: app
/// An app of this name exists, but its rules are not those that keep payments apart; args: app
inline constexpr ErrorCode ShareAppDiffers{"share.app_differs"};
inline constexpr ErrorCode ShareRecord{"share.record"}; ///< a record that is not as it should be; args: what
inline constexpr ErrorCode ShareVoucher{"share.voucher"}; ///< a voucher that is not taken; args: what
inline constexpr ErrorCode ShareSessionUnknown{"share.session_unknown"}; ///< args: session
inline constexpr ErrorCode ShareSessionEnded{"share.session_ended"}; ///< args: session
inline constexpr ErrorCode ShareTerms{"share.terms"}; ///< a session's terms are not acceptable; args: what
inline constexpr ErrorCode ShareJob{"share.job"}; ///< what is said of a job does not fit; args: what
inline constexpr ErrorCode ShareTabFull{"share.tab_full"}; ///< args: cap (AIN)
/// The tab before it was closed too soon: each one costs the requester a fee; args: amount (AIN)
inline constexpr ErrorCode ShareTabEarly{"share.tab_early"};
inline constexpr ErrorCode ShareNothingToSign{"share.nothing_to_sign"}; ///< everything delivered is signed for
inline constexpr ErrorCode ShareNothingToCash{"share.nothing_to_cash"};
inline constexpr ErrorCode ShareRequesterFunds{"share.requester_funds"}; ///< args: needed, available (AIN)
inline constexpr ErrorCode ShareWouldFail{"share.would_fail"}; ///< the chain would refuse it now; args: code, message
/// An older voucher of a tab was settled, or a record without payment was written; args: signed, settled (AIN)
inline constexpr ErrorCode ShareUnderpaid{"share.underpaid"};
inline constexpr ErrorCode ShareNotStaked{"share.not_staked"}; ///< args: app, needed, staked (AIN)
} // namespace ain::errors
