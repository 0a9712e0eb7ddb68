// The sharing app on chain in the terminal: installing it, staking and registering, sessions.
#include "app/cli/confirmdraft.h"
#include "app/cli/jsonviews.h"
#include "app/cli/openexchange.h"
#include "app/services/marketrooms.h"
#include "gpu/share/peer/peerinfo.h"
#include "ui/text/errortext.h"

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 HourMs = 3'600'000;
constexpr int MostHours = 90 * 24;

Result<Amount> amountOf(const Invocation &invocation, const QString &name, const QString &fallback)
{
    auto amount = Amount::parse(invocation.value(name, fallback));
    if (!amount)
        return usageError(u"--"_s + name);
    return amount;
}

/// A sentence for people, the code for programs.
json::Value problemOf(const Session &session, const std::optional<Error> &problem)
{
    if (!problem)
        return {};
    return session.options().json ? problem->code.toString() : text::errorSentence(*problem);
}

json::Value viewOf(const Session &session, const market::SessionRow &row, const QString &endpoint)
{
    static const QStringList states{u"opening"_s, u"open"_s, u"broken"_s, u"ended"_s};
    json::Object out;
    out.set(u"session"_s, row.id);
    out.set(u"state"_s, states.value(int(row.state)));
    out.set(u"requester"_s, row.terms.requester.toString());
    out.set(u"provider"_s, row.terms.provider.toString());
    out.set(u"price_mps"_s, row.terms.pricePerMps.toString());
    out.set(u"tab_cap"_s, row.terms.tabCap.toString());
    out.set(u"expires"_s, row.terms.expiresMs);
    out.set(u"endpoint"_s, endpoint.isEmpty() ? json::Value() : json::Value(endpoint));
    out.set(u"problem"_s, problemOf(session, row.problem));
    return json::Value(std::move(out));
}

/// The account of --from, what `prepare` makes of it, and the usual questions.
Task<json::Value> confirmed(Session &session, Invocation invocation,
                            std::function<Task<wallet::Draft>(market::Market &, const QString &)> prepare)
{
    auto account = co_await session.account(invocation.value(u"from"_s));
    if (!account)
        co_return failure(account.error());
    auto draft = co_await prepare(session.services().market().market(), account->id);
    if (!draft)
        co_return failure(draft.error());
    auto done = co_await confirmDraft(session, std::move(*draft), std::move(invocation));
    co_return done;
}

Task<json::Value> install(Session &session, Invocation invocation)
{
    const auto prepare = [](market::Market &market, const QString &id) { return market.prepareInstall(id); };
    return confirmed(session, std::move(invocation), prepare);
}

Task<json::Value> status(Session &session, Invocation /*invocation*/)
{
    auto &market = session.services().market().market();
    auto checked = co_await market.checkApp();
    if (!checked && checked.error().code != errors::ShareAppMissing && checked.error().code != errors::ShareAppDiffers)
        co_return failure(checked.error());
    json::Object out;
    out.set(u"app"_s, market.app().name);
    out.set(u"installed"_s, checked.has_value());
    std::optional<Error> why;
    if (!checked)
        why = checked.error();
    out.set(u"why"_s, problemOf(session, why));
    out.set(u"least_stake"_s, market.app().minStake.toString());
    co_return json::Value(std::move(out));
}

Task<json::Value> stake(Session &session, Invocation invocation)
{
    const market::AppDefinition &app = session.services().market().market().app();
    const QString text = invocation.arguments.isEmpty() ? app.minStake.toString() : invocation.arguments.constFirst();
    const auto amount = Amount::parse(text);
    if (!amount)
        return Task<json::Value>::finished(failure(amount.error()));
    const auto prepare = [wanted = *amount](market::Market &market, const QString &id) {
        return market.prepareStake(id, wanted);
    };
    return confirmed(session, std::move(invocation), prepare);
}

Task<json::Value> enlist(Session &session, Invocation invocation)
{
    const auto price = amountOf(invocation, u"price"_s, u"0.001"_s);
    if (!price)
        return Task<json::Value>::finished(failure(price.error()));
    market::Registration registration;
    registration.pricePerMps = *price;
    registration.sinceMs = session.services().clock().nowMs();
    const QString said = invocation.value(u"endpoint"_s);
    registration.endpoint = share::endpointOf(said);
    if (!said.isEmpty() && registration.endpoint.isEmpty())
        return Task<json::Value>::finished(usageError(u"--endpoint"_s));
    const auto prepare = [registration](market::Market &market, const QString &id) {
        return market.prepareRegister(id, registration);
    };
    return confirmed(session, std::move(invocation), prepare);
}

Task<json::Value> leave(Session &session, Invocation invocation)
{
    const auto prepare = [](market::Market &market, const QString &id) { return market.prepareUnregister(id); };
    return confirmed(session, std::move(invocation), prepare);
}

Task<json::Value> providers(Session &session, Invocation /*invocation*/)
{
    auto found = co_await session.services().market().market().providers();
    if (!found)
        co_return failure(found.error());
    json::Array list;
    for (const market::ProviderView &one : std::as_const(*found)) {
        json::Object view;
        view.set(u"provider"_s, one.address.toString());
        view.set(u"price_mps"_s, one.registration.pricePerMps.toString());
        view.set(u"endpoint"_s,
                 one.registration.endpoint.isEmpty() ? json::Value() : json::Value(one.registration.endpoint));
        view.set(u"stake"_s, one.stake.toString());
        list.emplace_back(std::move(view));
    }
    co_return json::Value(std::move(list));
}

/// A session with whoever answers at an address, or whose registration on chain names one.
Task<json::Value> openSession(Session &session, Invocation invocation)
{
    const auto cap = amountOf(invocation, u"cap"_s, u"1"_s);
    bool isNumber = true;
    const int hours = invocation.value(u"hours"_s, u"24"_s).toInt(&isNumber);
    if (!cap)
        co_return failure(cap.error());
    if (!isNumber || hours < 1 || hours > MostHours)
        co_return usageError(u"--hours 1…%1"_s.arg(MostHours));
    auto exchange = co_await openExchange(session, invocation);
    if (!exchange)
        co_return failure(exchange.error());
    auto &payer = session.services().market().payer();
    QString endpoint = invocation.arguments.constFirst();
    const auto named = crypto::Address::parse(endpoint);
    if (named) {
        auto registered = co_await session.services().market().market().registration(*named);
        if (!registered)
            co_return failure(registered.error());
        endpoint = *registered ? (*registered)->endpoint : QString();
    }
    auto capacity = co_await (*exchange)->requester().capacityOf(endpoint);
    if (!capacity)
        co_return failure(capacity.error());
    const auto *told = std::get_if<share::Capacity>(&capacity->body);
    if (told == nullptr || (named && *named != capacity->from))
        co_return failure(errors::ShareSignature);
    const auto price = amountOf(invocation, u"price"_s, told->price.toString());
    if (!price)
        co_return failure(price.error());
    auto draft = co_await payer.prepareSession((*exchange)->account().id, capacity->from, *price, *cap, hours * HourMs);
    if (!draft)
        co_return failure(draft.error());
    if (invocation.has(u"dry-run"_s)) {
        session.services().wallet().discard(draft->draft.id);
        co_return toJson(draft->draft);
    }
    if (!isAgreed(session, draft->draft, invocation))
        co_return failure(errors::Cancelled);
    auto row = co_await payer.openSession(*draft);
    if (!row)
        co_return failure(row.error());
    auto kept = co_await (*exchange)->requester().setEndpoint(row->id, endpoint);
    if (!kept)
        co_return failure(kept.error());
    co_return viewOf(session, *row, share::endpointOf(endpoint));
}

Task<json::Value> sessions(Session &session, Invocation invocation)
{
    auto exchange = co_await openExchange(session, invocation);
    if (!exchange)
        co_return failure(exchange.error());
    auto rows = co_await session.services().market().payer().sessions();
    if (!rows)
        co_return failure(rows.error());
    auto offers = co_await (*exchange)->requester().offers();
    if (!offers)
        co_return failure(offers.error());
    json::Array list;
    for (const market::SessionRow &row : std::as_const(*rows)) {
        QString endpoint;
        for (const share::Offer &offer : std::as_const(*offers)) {
            if (offer.session == row.id)
                endpoint = offer.endpoint;
        }
        list.emplace_back(viewOf(session, row, endpoint));
    }
    co_return json::Value(std::move(list));
}

} // namespace

QList<Command> marketCommands()
{
    const int needs = Command::OpenVault | Command::Network;
    const Option from{u"from"_s, u"ACCOUNT"_s,
                      QT_TRANSLATE_NOOP("Cli", "id, address or name; the first account by default")};
    return {
        {.name = u"market status"_s,
         .summary =
             QT_TRANSLATE_NOOP("Cli", "Whether the sharing app is on this network, with the rules it must have."),
         .needs = Command::Network,
         .run = status},
        {.name = u"market install"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Put the sharing app on this network, with rules nobody can change."),
         .options = sendOptions(),
         .exclusive = sendConflicts(),
         .needs = needs,
         .run = install},
        {.name = u"market stake"_s,
         .arguments = u"[AMOUNT]"_s,
         .summary =
             QT_TRANSLATE_NOOP("Cli", "Lock AIN in the sharing app, which providers must; the least by default."),
         .options = sendOptions(),
         .exclusive = sendConflicts(),
         .maxArguments = 1,
         .needs = needs,
         .run = stake},
        {.name = u"market register"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Offer this account's work to everybody, on chain."),
         .options = QList<Option>{{u"price"_s, u"AIN"_s,
                                   QT_TRANSLATE_NOOP("Cli", "lowest, for a megapixel-step; 0.001 by default")},
                                  {u"endpoint"_s, u"URL"_s, QT_TRANSLATE_NOOP("Cli", "where others reach you")}}
             + sendOptions(),
         .exclusive = sendConflicts(),
         .needs = needs,
         .run = enlist},
        {.name = u"market unregister"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Take the offer back; the stake stays until unstake."),
         .options = sendOptions(),
         .exclusive = sendConflicts(),
         .needs = needs,
         .run = leave},
        {.name = u"market providers"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Who offers work on this network, cheapest first."),
         .needs = Command::Network,
         .run = providers},
        {.name = u"market open"_s,
         .arguments = u"URL|ADDRESS"_s,
         .summary = QT_TRANSLATE_NOOP(
             "Cli", "Agree on a price with a provider. Nothing is paid now: you sign for what was delivered."),
         .options = QList<Option>{{u"price"_s, u"AIN"_s,
                                   QT_TRANSLATE_NOOP("Cli", "for a megapixel-step; what the provider asks by default")},
                                  {u"cap"_s, u"AIN"_s,
                                   QT_TRANSLATE_NOOP("Cli", "most that can be owed at a time; 1 by default")},
                                  {u"hours"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "how long it holds; 24 by default")}}
             + sendOptions(),
         .exclusive = sendConflicts(),
         .minArguments = 1,
         .maxArguments = 1,
         .needs = needs | Command::Studio,
         .run = openSession},
        {.name = u"market sessions"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "What you agreed on with providers."),
         .options = {from},
         .needs = needs | Command::Studio,
         .run = sessions},
    };
}

} // namespace ain::cli
