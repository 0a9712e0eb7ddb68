#include "core/wallet/balances.h"

namespace ain::wallet {

using namespace Qt::StringLiterals;

Balances::Balances(Accounts &accounts, chain::ChainClient &client, Clock &clock)
    : m_accounts(accounts), m_client(client), m_clock(clock)
{
    // A failed refresh shows as an ageing balance and in the gateways' health.
    connect(&client, &chain::ChainClient::blockSeen, this, [this] { refresh().detach(); });
}

namespace {

BalanceView viewOf(std::optional<Amount> amount, const chain::ChainClient &client, qint64 nowMs)
{
    BalanceView view;
    view.amount = amount.value_or(Amount());
    view.accountExists = amount.has_value();
    view.blockNumber = client.newestBlock().number;
    view.seenAtMs = nowMs;
    const QList<int> gateways = client.usableGateways();
    if (!gateways.isEmpty())
        view.gateway = client.network().rpcUrls.at(gateways.constFirst()).authority();
    return view;
}

} // namespace

Task<BalanceView> Balances::balance(QString accountId)
{
    auto account = co_await m_accounts.find(std::move(accountId));
    if (!account)
        co_return failure(account.error());
    auto amounts = co_await m_client.balances(QList<crypto::Address>(1, account->address));
    if (!amounts)
        co_return failure(amounts.error());
    const BalanceView view = viewOf(amounts->constFirst(), m_client, m_clock.nowMs());
    m_watched.insert(account->id, account->address);
    Q_EMIT changed(account->id, view);
    co_return view;
}

Task<> Balances::refresh()
{
    if (m_isRefreshing || m_watched.isEmpty())
        co_return Result<>();
    m_isRefreshing = true;
    const QHash<QString, crypto::Address> watched = m_watched;
    const QStringList ids = watched.keys();
    QList<crypto::Address> addresses;
    for (const QString &id : ids)
        addresses.append(watched.value(id));
    auto amounts = co_await m_client.balances(addresses);
    m_isRefreshing = false;
    if (!amounts)
        co_return failure(amounts.error());
    for (qsizetype i = 0; i < ids.size() && i < amounts->size(); ++i)
        Q_EMIT changed(ids.at(i), viewOf(amounts->at(i), m_client, m_clock.nowMs()));
    co_return Result<>();
}

} // namespace ain::wallet
