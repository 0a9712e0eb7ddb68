// When a provider cashes a tab. Pure.
#pragma once

#include "gpu/share/market/tabrows.h"

namespace ain::market {

struct CashPolicy {
    int fullPercent = 90; ///< of the cap: the next job may not fit any more
    qint64 intervalMs = 60 * 60 * 1000; ///< after a tab's first voucher
    /// Before the session's end; half of a short session's length at most.
    qint64 beforeEndMs = 30 * 60 * 1000;
    /// After the chain refused, or the account was empty.
    qint64 retryMs = 10 * 60 * 1000;
    /// A node has the bytes, but no block took them for this long (in epochs): they are sent again.
    int resendEpochs = 5;
    /// A session whose end is nearer than this gets no new work: there must be time to cash it.
    qint64 leastLeftMs = 10 * 60 * 1000;
    /// Delivered work without a voucher, in percent of the cap, beyond which no more is done.
    int owedPercent = 100;
};

enum class CashReason { None, Full, Interval, SessionEnds, NextTab, Asked };

/// `isNewest`: no later tab of the session exists. Times: `chainNowMs` for the session, `nowMs` (this computer's) for
/// the rest.
[[nodiscard]] CashReason cashReason(const TabRow &tab, const SessionRow &session, bool isNewest, qint64 chainNowMs,
                                    qint64 nowMs, const CashPolicy &policy);

/// Why no more work is taken in a session; empty: it is. Errors: ShareSessionEnded, ShareTabFull (what is owed and not
/// signed for comes to the cap), or what broke the session.
[[nodiscard]] std::optional<Error> refusalOfWork(const SessionRow &session, qint64 owedUnits, qint64 nextUnits,
                                                 qint64 chainNowMs, const CashPolicy &policy);

} // namespace ain::market
