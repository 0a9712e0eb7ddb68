#include "app/backends/enlistadapter.h"

#include "app/services/exchangerooms.h"
#include "app/services/marketrooms.h"

namespace ain::app {

EnlistAdapter::EnlistAdapter(Services &services, OperationsAdapter &operations)
    : m_services(services), m_operations(operations)
{
}

Task<vault::KeyRecord> EnlistAdapter::account()
{
    if (!m_services.hasNetwork() || m_services.vault().state() != vault::Vault::State::Open)
        return Task<vault::KeyRecord>::finished(failure(errors::VaultLocked));
    return ExchangeRooms::payee(m_services);
}

Task<ui::Enlistment> EnlistAdapter::enlistment()
{
    auto who = co_await account();
    if (!who)
        co_return failure(who.error());
    market::Market &market = m_services.market().market();
    const crypto::Address address = who->address;
    ui::Enlistment out;
    out.account = address.toString();
    out.needed = market.app().minStake;
    auto app = co_await market.checkApp();
    if (!app && app.error().code != errors::ShareAppMissing)
        co_return failure(app.error());
    out.hasApp = app.has_value();
    if (!out.hasApp)
        co_return out;
    auto stake = co_await market.stakeOf(address);
    if (!stake)
        co_return failure(stake.error());
    out.staked = *stake;
    auto registered = co_await market.registration(address);
    if (!registered)
        co_return failure(registered.error());
    if (const auto &listed = *registered) {
        out.isListed = true;
        out.price = listed->pricePerMps;
        out.endpoint = listed->endpoint;
    }
    co_return out;
}

Task<ui::Preview> EnlistAdapter::preview(Prepare prepare)
{
    auto who = co_await account();
    if (!who)
        co_return failure(who.error());
    auto draft = co_await prepare(m_services.market().market(), who->id);
    if (!draft)
        co_return failure(draft.error());
    co_return m_operations.add(*draft);
}

Task<ui::Preview> EnlistAdapter::prepareApp()
{
    return preview([](market::Market &market, const QString &id) { return market.prepareInstall(id); });
}

Task<ui::Preview> EnlistAdapter::prepareStake()
{
    auto now = co_await enlistment();
    if (!now)
        co_return failure(now.error());
    if (now->staked >= now->needed)
        co_return share::failureOf(errors::InvalidArgument, QStringLiteral("what"), QStringLiteral("amount"));
    const Amount missing = now->needed - now->staked;
    const Prepare prepare = [missing](market::Market &market, const QString &id) {
        return market.prepareStake(id, missing);
    };
    auto previewed = co_await preview(prepare);
    co_return previewed;
}

Task<ui::Preview> EnlistAdapter::prepareListing(Amount price, QString endpoint)
{
    market::Registration registration;
    registration.pricePerMps = price;
    registration.endpoint = std::move(endpoint);
    registration.sinceMs = m_services.clock().nowMs();
    return preview(
        [registration](market::Market &market, const QString &id) { return market.prepareRegister(id, registration); });
}

Task<ui::Preview> EnlistAdapter::prepareLeave()
{
    return preview([](market::Market &market, const QString &id) { return market.prepareUnregister(id); });
}

} // namespace ain::app
