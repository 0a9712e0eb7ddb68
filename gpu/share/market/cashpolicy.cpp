#include "gpu/share/market/cashpolicy.h"

#include <algorithm>

namespace ain::market {

using namespace Qt::StringLiterals;

CashReason cashReason(const TabRow &tab, const SessionRow &session, bool isNewest, qint64 chainNowMs, qint64 nowMs,
                      const CashPolicy &policy)
{
    if (tab.state != TabState::Signed || tab.voucher.isEmpty() || nowMs < tab.nextTryMs)
        return CashReason::None;
    if (!isNewest)
        return CashReason::NextTab;
    if (tab.signedAmount.micro() * 100 >= session.terms.tabCap.micro() * policy.fullPercent)
        return CashReason::Full;
    const qint64 length = session.terms.expiresMs - session.openedMs;
    if (chainNowMs >= session.terms.expiresMs - std::min(policy.beforeEndMs, std::max<qint64>(length, 0) / 2))
        return CashReason::SessionEnds;
    if (nowMs - tab.firstVoucherMs >= policy.intervalMs)
        return CashReason::Interval;
    return CashReason::None;
}

std::optional<Error> refusalOfWork(const SessionRow &session, qint64 owedUnits, qint64 nextUnits, qint64 chainNowMs,
                                   const CashPolicy &policy)
{
    if (session.state != SessionState::Open)
        return session.problem.value_or(Error{errors::ShareSessionEnded, {{u"session"_s, session.id}}});
    if (chainNowMs + policy.leastLeftMs > session.terms.expiresMs)
        return Error{errors::ShareSessionEnded, {{u"session"_s, session.id}}};
    const auto owed = amountFor(session.terms.pricePerMps, owedUnits + nextUnits);
    if (!owed || owed->micro() * 100 > session.terms.tabCap.micro() * policy.owedPercent)
        return Error{errors::ShareTabFull, {{u"cap"_s, session.terms.tabCap.toString()}}};
    return std::nullopt;
}

} // namespace ain::market
