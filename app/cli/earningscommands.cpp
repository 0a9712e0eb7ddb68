// What shared work earned, in the terminal: the same sums and rows as the window's, as a table for a spreadsheet, and
// asking for payment.
#include "app/cli/session.h"
#include "app/services/earningsview.h"
#include "app/services/electricity.h"
#include "app/services/filewrite.h"
#include "app/services/marketrooms.h"
#include "ui/text/errortext.h"

#include <cmath>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int LookMs = 250;
constexpr int FollowMs = 20'000; ///< how long a payment that was asked for is waited for

json::Value problemOf(const std::optional<Error> &problem)
{
    if (!problem)
        return {};
    json::Object out;
    out.set(u"code"_s, problem->code.toString());
    out.set(u"message"_s, text::errorSentence(*problem));
    return json::Value(std::move(out));
}

json::Value viewOf(const app::EarningsTab &tab)
{
    json::Object out;
    out.set(u"session"_s, tab.row.session);
    out.set(u"seq"_s, tab.row.seq >= 0 ? json::Value(tab.row.seq) : json::Value());
    out.set(u"requester"_s, tab.row.requester.toString());
    out.set(u"jobs"_s, tab.row.jobs);
    out.set(u"mps"_s, market::mpsOf(tab.row.units));
    out.set(u"amount"_s, tab.row.amount.toString());
    out.set(u"fee"_s, tab.row.fee.toString());
    out.set(u"time"_s, tab.row.timeMs > 0 ? json::Value(tab.row.timeMs) : json::Value());
    out.set(u"tx_hash"_s, tab.row.txHash.isEmpty() ? json::Value() : json::Value(tab.row.txHash));
    out.set(u"state"_s, tab.row.state);
    out.set(u"can_cash"_s, tab.canCash());
    out.set(u"problem"_s, problemOf(tab.problem));
    return json::Value(std::move(out));
}

double rounded(double value, double unit) { return std::round(value / unit) * unit; }

json::Value viewOf(const app::ElectricityBill &bill, const app::ElectricityWishes &wishes)
{
    const bool isMeasured = bill.used.measuredMs > 0;
    const bool isEstimated = bill.used.ms > bill.used.measuredMs;
    json::Object out;
    out.set(u"seconds"_s, bill.used.ms / 1000);
    out.set(u"measured_seconds"_s, bill.used.measuredMs / 1000);
    out.set(u"measured_kwh"_s, rounded(bill.measuredKwh, 0.000001));
    out.set(u"estimated_kwh"_s, rounded(bill.estimatedKwh, 0.000001));
    out.set(u"power"_s, isMeasured && isEstimated ? u"mixed"_s : isMeasured ? u"measured"_s : u"estimated"_s);
    out.set(u"won_per_kwh"_s, wishes.wonPerKwh);
    out.set(u"watts"_s, wishes.watts);
    out.set(u"won"_s, rounded(bill.won, 0.01));
    out.set(u"won_per_ain"_s, wishes.wonPerAin > 0 ? json::Value(wishes.wonPerAin) : json::Value());
    out.set(u"net_won"_s, bill.netWon ? json::Value(rounded(*bill.netWon, 0.01)) : json::Value());
    return json::Value(std::move(out));
}

/// The books of the network; what was never opened is empty, and stays unopened.
Task<app::EarningsView> readBooks(Session &session)
{
    app::Services &services = session.services();
    // What was earned can be told without a node, too: its answer only brings the newest.
    auto online = co_await session.openNetwork();
    if (!services.hasNetwork())
        co_return failure(online ? Error{errors::Internal} : online.error());
    if (!services.hasMarketHistory())
        co_return app::EarningsView();
    auto opened = co_await services.market().open();
    if (!opened)
        co_return failure(opened.error());
    auto books = co_await services.market().cashier().books();
    if (!books)
        co_return failure(books.error());
    co_return app::earningsView(*books, services.market().market().chainNowMs());
}

json::Object summaryOf(Session &session, const app::EarningsView &view)
{
    app::Services &services = session.services();
    json::Object out;
    out.set(u"network"_s, services.client().network().id);
    out.set(u"owed"_s, view.sums.owed.toString());
    out.set(u"signed"_s, view.sums.inVouchers.toString());
    out.set(u"settled"_s, view.sums.settled.toString());
    out.set(u"proven"_s, view.sums.proven.toString());
    out.set(u"unpaid"_s, view.sums.unpaid.toString());
    out.set(u"fees"_s, view.sums.fees.toString());
    out.set(u"jobs"_s, view.sums.jobs);
    out.set(u"mps"_s, market::mpsOf(view.sums.units));
    const app::UsageSum used = app::ShareUsage::load(app::ShareUsage::fileIn(services.dataDirectory())).total();
    const app::ElectricityWishes wishes = app::electricityWishes(services.settings());
    out.set(u"electricity"_s, viewOf(app::billOf(used, wishes, view.paid()), wishes));
    json::Array tabs;
    for (const app::EarningsTab &tab : view.tabs)
        tabs.emplace_back(viewOf(tab));
    out.set(u"tabs"_s, std::move(tabs));
    return out;
}

Task<json::Value> earnings(Session &session, Invocation invocation)
{
    auto view = co_await readBooks(session);
    if (!view)
        co_return failure(view.error());
    json::Object out = summaryOf(session, *view);
    if (invocation.has(u"csv"_s)) {
        const QString path = invocation.value(u"csv"_s);
        const auto written = app::writeFile(path, market::earningsCsv(view->rows()));
        if (!written)
            co_return failure(written.error());
        out.set(u"csv"_s, path);
    }
    co_return json::Value(std::move(out));
}

bool isUnderWay(market::TabState state)
{
    return state == market::TabState::Cashing || state == market::TabState::Settled;
}

/// A moment for the payments that were asked for to become final and proven; what takes longer goes on by itself.
Task<> follow(Session &session, QList<std::pair<QString, int>> asked)
{
    market::Cashier &cashier = session.services().market().cashier();
    for (int waited = 0; waited < FollowMs; waited += LookMs) {
        auto looked = co_await cashier.tick();
        Q_UNUSED(looked) // what goes wrong stands in the tab
        auto books = co_await cashier.books();
        if (!books)
            co_return failure(books.error());
        bool isWaiting = false;
        for (const market::SessionBook &book : std::as_const(*books)) {
            for (const market::TabRow &tab : book.tabs)
                isWaiting = isWaiting || (asked.contains({tab.session, tab.seq}) && isUnderWay(tab.state));
        }
        if (!isWaiting)
            break;
        auto slept = co_await sleepFor(&session, LookMs);
        if (!slept)
            co_return slept;
    }
    co_return Result<>();
}

Task<json::Value> cash(Session &session, Invocation invocation)
{
    if (invocation.arguments.size() == 1)
        co_return usageError(u"SESSION SEQ"_s);
    bool isNumber = true;
    const bool isOne = invocation.arguments.size() == 2;
    const int wanted = isOne ? invocation.arguments.at(1).toInt(&isNumber) : -1;
    if (!isNumber || (isOne && wanted < 0))
        co_return usageError(u"SEQ"_s);
    auto view = co_await readBooks(session);
    if (!view)
        co_return failure(view.error());
    QList<std::pair<QString, int>> due;
    for (const app::EarningsTab &tab : std::as_const(view->tabs)) {
        const bool isMeant = !isOne || (tab.row.session == invocation.arguments.at(0) && tab.row.seq == wanted);
        if (tab.canCash() && isMeant)
            due.append({tab.row.session, tab.row.seq});
    }
    if (due.isEmpty())
        co_return failure(errors::ShareNothingToCash);
    json::Array refused;
    QList<std::pair<QString, int>> asked;
    for (const auto &[name, seq] : std::as_const(due)) {
        auto cashed = co_await session.services().market().cashier().cash(name, seq);
        if (cashed) {
            asked.append({name, seq});
            continue;
        }
        if (isOne)
            co_return failure(cashed.error());
        json::Object one;
        one.set(u"session"_s, name);
        one.set(u"seq"_s, seq);
        one.set(u"problem"_s, problemOf(cashed.error()));
        refused.emplace_back(std::move(one));
    }
    auto followed = co_await follow(session, asked);
    if (!followed)
        co_return failure(followed.error());
    auto books = co_await session.services().market().cashier().books();
    if (!books)
        co_return failure(books.error());
    const app::EarningsView after = app::earningsView(*books, session.services().market().market().chainNowMs());
    json::Array tabs;
    for (const app::EarningsTab &tab : after.tabs) {
        if (asked.contains({tab.row.session, tab.row.seq}))
            tabs.emplace_back(viewOf(tab));
    }
    json::Object out;
    out.set(u"tabs"_s, std::move(tabs));
    out.set(u"refused"_s, std::move(refused));
    co_return json::Value(std::move(out));
}

/// Of an option, or what it is without.
Result<double> numberOf(const Invocation &invocation, const QString &name, double fallback)
{
    if (!invocation.has(name))
        return fallback;
    bool isNumber = false;
    const double number = invocation.value(name).toDouble(&isNumber);
    if (!isNumber || !std::isfinite(number) || number < 0)
        return usageError(u"--"_s + name);
    return number;
}

Result<json::Value> electricityNow(Session &session, const Invocation &invocation)
{
    app::Services &services = session.services();
    app::ElectricityWishes wishes = app::electricityWishes(services.settings());
    const auto tariff = numberOf(invocation, u"won-per-kwh"_s, wishes.wonPerKwh);
    const auto watts = numberOf(invocation, u"watts"_s, wishes.watts);
    const auto price = numberOf(invocation, u"won-per-ain"_s, wishes.wonPerAin);
    for (const auto *number : {&tariff, &watts, &price}) {
        if (!*number)
            return failure(number->error());
    }
    wishes = app::bounded({*tariff, *watts, *price});
    if (const auto set = app::setElectricityWishes(services.settings(), wishes); !set)
        return failure(set.error());
    const app::UsageSum used = app::ShareUsage::load(app::ShareUsage::fileIn(services.dataDirectory())).total();
    app::ElectricityBill bill = app::billOf(used, wishes, {});
    bill.netWon.reset(); // what was paid is not asked here
    return viewOf(bill, wishes);
}

Task<json::Value> electricity(Session &session, Invocation invocation)
{
    return Task<json::Value>::finished(electricityNow(session, invocation));
}

} // namespace

QList<Command> earningsCommands()
{
    return {
        {.name = u"earnings"_s,
         .summary = QT_TRANSLATE_NOOP(
             "Cli", "What shared work earned on this network: owed, signed, settled and proven, tab by tab."),
         .options = {{u"csv"_s, u"FILE"_s, QT_TRANSLATE_NOOP("Cli", "write every tab as a table")}},
         .run = earnings},
        {.name = u"earnings cash"_s,
         .arguments = u"[SESSION SEQ]"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Ask for the payment of a signed tab, or of all of them."),
         .maxArguments = 2,
         .needs = Command::Network,
         .run = cash},
        {.name = u"earnings electricity"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "What the electricity of shared work cost, and what it is reckoned with."),
         .options = {{u"won-per-kwh"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "price of electricity in ₩ per kWh; kept")},
                     {u"watts"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "drawn where nothing is measured; kept")},
                     {u"won-per-ain"_s, u"N"_s,
                      QT_TRANSLATE_NOOP("Cli", "what an AIN is worth to you, in ₩; 0: not given; kept")}},
         .run = electricity},
    };
}

} // namespace ain::cli
