#include "gpu/share/job/states.h"

#include <algorithm>
#include <array>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

template<typename State, typename Event>
struct Row {
    State from;
    Event event;
    State to;
};

using R = RequesterState;
using RE = RequesterEvent;
using RequesterRow = Row<R, RE>;
constexpr std::array RequesterTable = {
    RequesterRow{R::Draft, RE::Post, R::Posted},
    RequesterRow{R::Draft, RE::Cancel, R::Cancelled},
    RequesterRow{R::Draft, RE::Fail, R::Failed},
    RequesterRow{R::Posted, RE::Grant, R::Granted},
    RequesterRow{R::Posted, RE::Expire, R::Expired},
    RequesterRow{R::Posted, RE::Cancel, R::Cancelled},
    RequesterRow{R::Posted, RE::Fail, R::Failed},
    RequesterRow{R::Granted, RE::Progress, R::Running},
    RequesterRow{R::Granted, RE::LeaseLost, R::Reoffered},
    RequesterRow{R::Granted, RE::Deliver, R::Delivered},
    RequesterRow{R::Granted, RE::Cancel, R::Cancelled},
    RequesterRow{R::Granted, RE::Fail, R::Failed},
    RequesterRow{R::Running, RE::Progress, R::Running},
    RequesterRow{R::Running, RE::LeaseLost, R::Reoffered},
    RequesterRow{R::Running, RE::Deliver, R::Delivered},
    RequesterRow{R::Running, RE::Cancel, R::Cancelled},
    RequesterRow{R::Running, RE::Fail, R::Failed},
    RequesterRow{R::Reoffered, RE::Grant, R::Granted},
    RequesterRow{R::Reoffered, RE::Deliver, R::Delivered},
    RequesterRow{R::Reoffered, RE::Expire, R::Expired},
    RequesterRow{R::Reoffered, RE::Cancel, R::Cancelled},
    RequesterRow{R::Reoffered, RE::Fail, R::Failed},
    RequesterRow{R::Delivered, RE::Accept, R::Accepted},
    RequesterRow{R::Delivered, RE::Dispute, R::Disputed},
    RequesterRow{R::Disputed, RE::VerdictOk, R::Accepted},
    RequesterRow{R::Disputed, RE::VerdictBad, R::Failed},
    RequesterRow{R::Disputed, RE::VerdictInconclusive, R::Disputed},
    RequesterRow{R::Disputed, RE::Accept, R::Accepted}, // who doubted may give in
    RequesterRow{R::Accepted, RE::Settle, R::Settled},
};

using P = ProviderState;
using PE = ProviderEvent;
using ProviderRow = Row<P, PE>;
constexpr std::array ProviderTable = {
    ProviderRow{P::Offered, PE::Claim, P::Claimed},
    ProviderRow{P::Offered, PE::Lose, P::Released},
    ProviderRow{P::Claimed, PE::Grant, P::Granted},
    ProviderRow{P::Claimed, PE::Release, P::Released},
    ProviderRow{P::Claimed, PE::Lose, P::Released},
    ProviderRow{P::Granted, PE::Fetch, P::Fetching},
    ProviderRow{P::Granted, PE::Release, P::Released},
    ProviderRow{P::Granted, PE::Lose, P::Released},
    ProviderRow{P::Fetching, PE::Start, P::Running},
    ProviderRow{P::Fetching, PE::Release, P::Released},
    ProviderRow{P::Fetching, PE::Lose, P::Released},
    ProviderRow{P::Running, PE::Yield, P::Yielded},
    ProviderRow{P::Running, PE::Release, P::Released},
    ProviderRow{P::Running, PE::Lose, P::Released},
    ProviderRow{P::Running, PE::Finish, P::Delivering},
    ProviderRow{P::Yielded, PE::Resume, P::Running},
    ProviderRow{P::Yielded, PE::Release, P::Released},
    ProviderRow{P::Yielded, PE::Lose, P::Released},
    ProviderRow{P::Delivering, PE::Acknowledge, P::Delivered},
    ProviderRow{P::Delivering, PE::Conflict, P::Released},
    ProviderRow{P::Delivering, PE::GiveUp, P::Unpaid}, // nobody fetched it
    ProviderRow{P::Delivered, PE::Voucher, P::Vouchered},
    ProviderRow{P::Delivered, PE::GiveUp, P::Unpaid},
    ProviderRow{P::Vouchered, PE::Voucher, P::Vouchered}, // cumulative: a newer one takes its place
    ProviderRow{P::Vouchered, PE::Cash, P::Cashed},
    ProviderRow{P::Vouchered, PE::GiveUp, P::Unpaid},
    ProviderRow{P::Unpaid, PE::Voucher, P::Vouchered},
};

constexpr std::array<QStringView, RequesterStates> RequesterNames = {
    u"draft",    u"posted",   u"granted", u"running", u"reoffered", u"delivered",
    u"accepted", u"disputed", u"settled", u"expired", u"cancelled", u"failed"};
constexpr std::array<QStringView, RequesterEvents> RequesterEventNames = {
    u"post",   u"grant",   u"progress",   u"lease_lost",  u"deliver",
    u"accept", u"dispute", u"verdict_ok", u"verdict_bad", u"verdict_inconclusive",
    u"settle", u"expire",  u"cancel",     u"fail"};
constexpr std::array<QStringView, ProviderStates> ProviderNames = {
    u"seen",     u"claimed",    u"granted",   u"fetching",  u"running", u"yielded",
    u"released", u"delivering", u"delivered", u"vouchered", u"cashed",  u"unpaid"};
constexpr std::array<QStringView, ProviderEvents> ProviderEventNames = {
    u"claim", u"grant",  u"fetch",       u"start",    u"yield",   u"resume", u"release",
    u"lose",  u"finish", u"acknowledge", u"conflict", u"voucher", u"cash",   u"give_up"};

template<typename Table, typename State, typename Event>
std::optional<State> find(const Table &table, State state, Event event)
{
    const auto *const row = std::find_if(table.begin(), table.end(), [state, event](const auto &one) {
        return one.from == state && one.event == event;
    });
    if (row == table.end())
        return std::nullopt;
    return row->to;
}

template<typename Table, typename State>
bool hasWayOut(const Table &table, State state)
{
    return std::any_of(table.begin(), table.end(), [state](const auto &one) { return one.from == state; });
}

template<typename State, std::size_t N>
std::optional<State> stateOf(const std::array<QStringView, N> &names, QStringView name)
{
    const auto *const found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        return std::nullopt;
    return State(found - names.begin());
}

tl::unexpected<Error> impossible(const QString &state, const QString &event)
{
    return failure(errors::ShareState, {{u"state"_s, state}, {u"event"_s, event}});
}

} // namespace

std::optional<RequesterState> next(RequesterState state, RequesterEvent event)
{
    return find(RequesterTable, state, event);
}

std::optional<ProviderState> next(ProviderState state, ProviderEvent event)
{
    return find(ProviderTable, state, event);
}

bool isEnd(RequesterState state) { return !hasWayOut(RequesterTable, state); }

bool isEnd(ProviderState state) { return !hasWayOut(ProviderTable, state); }

Result<RequesterJob> advance(RequesterJob job, RequesterEvent event)
{
    const auto to = next(job.state, event);
    if (!to)
        return impossible(nameOf(job.state), nameOf(event));
    if (event == RequesterEvent::LeaseLost && job.attempt >= MaxAttempts)
        return RequesterJob{.state = RequesterState::Failed, .attempt = job.attempt};
    if (event == RequesterEvent::Grant)
        ++job.attempt;
    job.state = *to;
    return job;
}

Result<ProviderState> advance(ProviderState state, ProviderEvent event)
{
    const auto to = next(state, event);
    if (!to)
        return impossible(nameOf(state), nameOf(event));
    return *to;
}

QString nameOf(RequesterState state) { return RequesterNames[std::size_t(state)].toString(); }

QString nameOf(ProviderState state) { return ProviderNames[std::size_t(state)].toString(); }

QString nameOf(RequesterEvent event) { return RequesterEventNames[std::size_t(event)].toString(); }

QString nameOf(ProviderEvent event) { return ProviderEventNames[std::size_t(event)].toString(); }

std::optional<RequesterState> requesterStateOf(QStringView name)
{
    return stateOf<RequesterState>(RequesterNames, name);
}

std::optional<ProviderState> providerStateOf(QStringView name) { return stateOf<ProviderState>(ProviderNames, name); }

} // namespace ain::share
