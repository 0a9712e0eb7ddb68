#include "app/backends/earningsadapter.h"

#include "app/services/electricity.h"
#include "app/services/filewrite.h"
#include "app/services/marketrooms.h"

#include <algorithm>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int TogetherMs = 100;

ui::TabStanding standingOf(market::TabState state)
{
    switch (state) {
    case market::TabState::Open:
    case market::TabState::Owed: return ui::TabStanding::Owed;
    case market::TabState::Signed: return ui::TabStanding::Signed;
    case market::TabState::Cashing: return ui::TabStanding::Cashing;
    case market::TabState::Settled: return ui::TabStanding::Settled;
    case market::TabState::Proven: return ui::TabStanding::Proven;
    case market::TabState::Unpaid: return ui::TabStanding::Unpaid;
    }
    return ui::TabStanding::Owed;
}

ui::Earnings toUi(const EarningsView &view)
{
    ui::Earnings out;
    out.owed = view.sums.owed;
    out.inVouchers = view.sums.inVouchers;
    out.settled = view.sums.settled;
    out.proven = view.sums.proven;
    out.unpaid = view.sums.unpaid;
    out.fees = view.sums.fees;
    out.jobs = view.sums.jobs;
    out.mps = market::mpsOf(view.sums.units);
    for (const EarningsTab &tab : view.tabs) {
        ui::EarningTab one;
        one.session = tab.row.session;
        one.seq = tab.row.seq;
        one.requester = tab.row.requester.toString();
        one.jobs = tab.row.jobs;
        one.mps = market::mpsOf(tab.row.units);
        one.amount = tab.row.amount;
        one.fee = tab.row.fee;
        one.timeMs = tab.row.timeMs;
        one.txHash = tab.row.txHash;
        one.standing = standingOf(tab.state);
        one.problem = tab.problem;
        one.nextTryMs = tab.nextTryMs;
        one.canCash = tab.canCash();
        out.tabs.append(one);
    }
    return out;
}

bool isPaid(ui::TabStanding standing)
{
    return standing == ui::TabStanding::Settled || standing == ui::TabStanding::Proven;
}

} // namespace

EarningsAdapter::EarningsAdapter(Services &services) : m_services(services)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(TogetherMs);
    connect(&m_soon, &QTimer::timeout, this, [this] { refresh().detach(); }); // told by error()
    connect(&services, &Services::networkAboutToChange, this, &EarningsAdapter::forget);
    connect(&services, &Services::networkChanged, this, &EarningsAdapter::takeUp);
    connect(&services.vault(), &vault::Vault::stateChanged, this, [this] {
        if (isLocked())
            forget();
        else
            takeUp();
    });
}

bool EarningsAdapter::isLocked() const { return m_services.vault().state() != vault::Vault::State::Open; }

ui::EarningsBackend::Readiness EarningsAdapter::readiness() const
{
    if (isLocked())
        return Readiness::Locked;
    if (!m_services.hasNetwork())
        return Readiness::NoNetwork;
    if (m_error)
        return Readiness::Failed;
    return m_isRead ? Readiness::Ready : Readiness::Reading;
}

void EarningsAdapter::forget()
{
    ++m_round;
    m_soon.stop();
    m_isReading = m_readAgain = m_isRead = false;
    m_error.reset();
    m_toldLocked.clear();
    m_view = {};
    m_earnings = {};
    Q_EMIT changed();
}

void EarningsAdapter::takeUp()
{
    Q_EMIT changed();
    if (!isLocked() && m_services.hasMarketHistory())
        m_soon.start();
}

void EarningsAdapter::follow()
{
    market::Cashier &cashier = m_services.market().cashier();
    if (m_followed == &cashier)
        return;
    m_followed = &cashier;
    connect(&cashier, &market::Cashier::tabChanged, this, &EarningsAdapter::onTabChanged);
    m_services.market().startFollowing();
}

void EarningsAdapter::onTabChanged(const QString &session, int seq, market::TabState state)
{
    if (!isLocked()) {
        m_soon.start();
        return;
    }
    const QString tab = u"%1/%2"_s.arg(session).arg(seq);
    const bool isPayment = state == market::TabState::Settled || state == market::TabState::Proven;
    if (!isPayment || m_toldLocked.contains(tab))
        return;
    m_toldLocked.insert(tab);
    Q_EMIT paid({}, false);
}

Task<> EarningsAdapter::refresh()
{
    if (isLocked() || !m_services.hasNetwork())
        co_return Result<>();
    if (m_isReading) {
        m_readAgain = true;
        co_return Result<>();
    }
    m_isReading = true;
    const quint64 round = m_round;
    auto opened = co_await m_services.market().open();
    if (round != m_round)
        co_return failure(errors::Cancelled);
    std::optional<Error> wrong;
    if (!opened) {
        wrong = opened.error();
    } else {
        follow();
        auto books = co_await m_services.market().cashier().books();
        if (round != m_round)
            co_return failure(errors::Cancelled);
        if (books)
            take(earningsView(*books, m_services.market().market().chainNowMs()));
        else
            wrong = books.error();
    }
    m_isReading = false;
    m_error = wrong;
    if (std::exchange(m_readAgain, false))
        m_soon.start();
    Q_EMIT changed();
    if (wrong)
        co_return failure(*wrong);
    co_return Result<>();
}

void EarningsAdapter::take(const EarningsView &view)
{
    const QList<ui::EarningTab> before = m_earnings.tabs;
    m_view = view;
    m_earnings = toUi(view);
    const bool isNews = std::exchange(m_isRead, true);
    if (!isNews)
        return;
    for (const ui::EarningTab &tab : std::as_const(m_earnings.tabs)) {
        const bool wasPaid = std::any_of(before.cbegin(), before.cend(), [&tab](const ui::EarningTab &old) {
            return old.session == tab.session && old.seq == tab.seq && isPaid(old.standing);
        });
        if (isPaid(tab.standing) && !wasPaid)
            Q_EMIT paid(tab.amount, tab.standing == ui::TabStanding::Proven);
    }
}

Task<> EarningsAdapter::cash(QString session, int seq)
{
    if (isLocked() || !m_services.hasNetwork() || !m_isRead)
        co_return failure(errors::VaultLocked);
    const quint64 round = m_round;
    auto cashed = co_await m_services.market().cashier().cash(session, seq);
    if (round != m_round)
        co_return failure(errors::Cancelled);
    m_soon.start();
    if (!cashed)
        co_return failure(cashed.error());
    co_return Result<>();
}

Task<> EarningsAdapter::saveCsv(QString path)
{
    return Task<>::finished(writeFile(path, market::earningsCsv(m_view.rows())));
}

ui::Electricity EarningsAdapter::electricity() const
{
    const ElectricityBill bill =
        billOf(m_services.sharing().usage().total(), app::electricityWishes(m_services.settings()), m_view.paid());
    ui::Electricity out;
    out.ms = bill.used.ms;
    out.measuredMs = bill.used.measuredMs;
    out.measuredKwh = bill.measuredKwh;
    out.estimatedKwh = bill.estimatedKwh;
    out.won = bill.won;
    out.netWon = bill.netWon;
    return out;
}

ui::ElectricityWishes EarningsAdapter::electricityWishes() const
{
    const ElectricityWishes wishes = app::electricityWishes(m_services.settings());
    return {wishes.wonPerKwh, wishes.watts, wishes.wonPerAin};
}

void EarningsAdapter::setElectricityWishes(const ui::ElectricityWishes &wishes)
{
    // A full disk costs the figure at the next start only; it is in force now.
    (void)app::setElectricityWishes(m_services.settings(), {wishes.wonPerKwh, wishes.watts, wishes.wonPerAin});
    Q_EMIT changed();
}

} // namespace ain::app
