#include "core/wallet/staking.h"

#include "core/chain/operations/values.h"

#include <algorithm>

namespace ain::wallet {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 LongestMs = qint64(1) << 53;

Amount amountOf(const json::Value &value)
{
    const auto amount = value.isNumber() ? Amount::floorFromWire(value.toDouble()) : std::nullopt;
    return amount && *amount > Amount() ? *amount : Amount();
}

/// A node may say any number; times that no clock reaches are as good as for ever.
qint64 timeOf(const json::Value &value)
{
    return value.isNumber() ? qint64(std::clamp(value.toDouble(), 0.0, double(LongestMs))) : 0;
}

} // namespace

qint64 chainNowMs(const chain::ChainClient &client, const Clock &clock)
{
    const qint64 now = clock.nowMs();
    return client.network().isPractice ? std::max(now, client.newestBlock().timestampMs) : now;
}

QStringList stakedApps(const QList<TxRecord> &records, const QString &accountId)
{
    QStringList apps;
    for (const TxRecord &record : records) {
        if (record.accountId != accountId)
            continue;
        for (const Fact &fact : record.facts) {
            const bool isStake = fact.id == u"explain.stake" || fact.id == u"explain.extend_stake";
            const QString app = isStake ? fact.args[u"app"].toString() : QString();
            if (chain::checkAppName(app) && !apps.contains(app))
                apps.append(app);
        }
    }
    return apps;
}

Task<StakeView> Staking::stake(QString app, crypto::Address me, QString key)
{
    if (auto checked = chain::checkAppName(app); !checked)
        co_return failure(checked.error());
    const QString staking = u"/staking/"_s + app;
    if (auto checked = chain::checkLabel(key, staking); !checked)
        co_return failure(checked.error());
    const QStringList paths{
        u"/service_accounts/staking/%1/%2|%3/balance"_s.arg(app, me.toString(), key),
        staking + u"/balance_total"_s,
        staking + u"/%1/%2/expire_at"_s.arg(me.toString(), key),
        u"/manage_app/%1/config/service/staking/lockup_duration"_s.arg(app),
        u"/manage_app/%1/config/admin"_s.arg(app),
    };
    auto values = co_await m_client.values(paths, true);
    if (!values)
        co_return failure(values.error());
    if (qsizetype(values->size()) != paths.size())
        co_return failure(errors::Internal);
    StakeView view;
    view.app = app;
    view.amount = amountOf(values->at(0));
    view.total = amountOf(values->at(1));
    view.expiresMs = timeOf(values->at(2));
    view.lockupMs = timeOf(values->at(3));
    view.appExists = !values->at(4).isNull();
    view.unlocksMs = view.expiresMs > 0 ? view.expiresMs + UnstakeMarginMs : 0;
    view.isLocked = view.unlocksMs > chainNowMs(m_client, m_clock);
    co_return view;
}

Task<QList<StakeView>> Staking::stakes(QStringList apps, crypto::Address me)
{
    QList<StakeView> views;
    for (const QString &app : std::as_const(apps)) {
        auto view = co_await stake(app, me, QStringLiteral("0"));
        if (!view)
            co_return failure(view.error());
        views.append(*view);
    }
    co_return views;
}

Task<RewardView> Staking::rewards(crypto::Address me)
{
    const QString path = u"/consensus/rewards/"_s + me.toString();
    const QStringList paths{path + u"/unclaimed"_s, path + u"/cumulative"_s};
    auto values = co_await m_client.values(paths, true);
    if (!values)
        co_return failure(values.error());
    if (qsizetype(values->size()) != paths.size())
        co_return failure(errors::Internal);
    RewardView view;
    view.unclaimed = amountOf(values->at(0));
    view.cumulative = amountOf(values->at(1));
    co_return view;
}

} // namespace ain::wallet
