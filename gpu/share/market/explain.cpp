#include "gpu/share/market/explain.h"

#include "core/wallet/explain.h"

namespace ain::market {

using namespace Qt::StringLiterals;
using wallet::fact;

QList<wallet::Fact> explainInstall(const AppDefinition &app)
{
    return {fact(u"explain.share_install"_s, {{u"app"_s, app.name}}),
            fact(u"explain.share_locked"_s, {{u"app"_s, app.name}})};
}

QList<wallet::Fact> explainStake(const AppDefinition &app, Amount amount)
{
    return {fact(u"explain.stake"_s, {{u"app"_s, app.name}, {u"amount"_s, amount.toString()}}),
            fact(u"explain.share_stake"_s, {{u"app"_s, app.name}})};
}

QList<wallet::Fact> explainRegister(const AppDefinition &app, const Registration &registration)
{
    return {
        fact(u"explain.share_register"_s, {{u"app"_s, app.name}, {u"price"_s, registration.pricePerMps.toString()}})};
}

QList<wallet::Fact> explainUnregister(const AppDefinition &app)
{
    return {fact(u"explain.share_unregister"_s, {{u"app"_s, app.name}})};
}

QList<wallet::Fact> explainBatch(const Batch &batch)
{
    return {fact(u"explain.share_batch"_s, {{u"count"_s, batch.requests}})};
}

QList<wallet::Fact> explainDelete(qsizetype count)
{
    return {fact(u"explain.share_delete"_s, {{u"count"_s, qint64(count)}})};
}

QList<wallet::Fact> explainSession(const SessionTerms &terms, std::optional<Amount> balance)
{
    QList<wallet::Fact> facts{fact(u"explain.share_session"_s,
                                   {{u"provider"_s, terms.provider.toString()},
                                    {u"price"_s, terms.pricePerMps.toString()},
                                    {u"until"_s, terms.expiresMs}}),
                              fact(u"explain.share_cap"_s, {{u"cap"_s, terms.tabCap.toString()}}),
                              fact(u"explain.share_fee"_s, {})};
    if (balance && *balance < terms.tabCap) {
        facts.append(wallet::warning(u"warn.share_balance"_s,
                                     {{u"cap"_s, terms.tabCap.toString()}, {u"balance"_s, balance->toString()}}));
    }
    return facts;
}

QList<wallet::Fact> explainVoucher(const SessionTerms &session, const VoucherTerms &terms, Amount before)
{
    QList<wallet::Fact> facts{fact(u"explain.share_voucher"_s,
                                   {{u"amount"_s, terms.settle.amount.toString()},
                                    {u"provider"_s, session.provider.toString()},
                                    {u"count"_s, terms.settle.jobs},
                                    {u"tab"_s, terms.seq + 1}})};
    if (!before.isZero())
        facts.append(fact(u"explain.share_replaces"_s, {{u"amount"_s, before.toString()}}));
    facts.append(fact(u"explain.share_fee"_s, {}));
    return facts;
}

} // namespace ain::market
