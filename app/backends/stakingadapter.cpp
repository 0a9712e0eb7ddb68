#include "app/backends/stakingadapter.h"

#include "core/chain/operations/claimreward.h"
#include "core/chain/operations/stake.h"
#include "core/chain/operations/unstake.h"

#include <algorithm>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

/// Each takes a request; whoever stakes in more apps finds the others by their names.
constexpr qsizetype MaxApps = 20;

ui::StakePosition toUi(const wallet::StakeView &view)
{
    ui::StakePosition out;
    out.app = view.app;
    out.appExists = view.appExists;
    out.amount = view.amount;
    out.total = view.total;
    out.lockupMs = view.lockupMs;
    out.unlocksMs = view.unlocksMs;
    out.isLocked = view.isLocked;
    return out;
}

/// The money comes back to the account, so "after" is more than the draft says.
void addIncoming(ui::Preview &preview, Amount amount)
{
    preview.incoming = amount;
    preview.after = preview.after + amount;
}

} // namespace

Result<StakingAdapter::Signer> StakingAdapter::signer() const
{
    if (!m_services.hasNetwork() || m_services.vault().state() != vault::Vault::State::Open)
        return failure(errors::VaultLocked);
    const auto account = m_wallet.currentAccount();
    if (!account)
        return failure(errors::WalletAccountUnknown);
    const auto address = crypto::Address::parse(account->address);
    if (!address)
        return failure(address.error());
    return Signer{account->id, *address};
}

QString StakingAdapter::recordId() const { return QString::number(m_services.clock().nowMs()); }

Task<ui::StakePosition> StakingAdapter::position(QString app)
{
    const auto me = signer();
    if (!me)
        co_return failure(me.error());
    auto view = co_await m_services.wallet().staking().stake(app, me->address);
    if (!view)
        co_return failure(view.error());
    co_return toUi(*view);
}

Task<QList<ui::StakePosition>> StakingAdapter::positions()
{
    const auto me = signer();
    if (!me)
        co_return failure(me.error());
    auto records = co_await m_services.wallet().transactions();
    if (!records)
        co_return failure(records.error());
    QStringList apps = wallet::stakedApps(*records, me->accountId);
    apps.removeAll(wallet::ConsensusApp);
    apps = apps.mid(0, MaxApps);
    apps.prepend(wallet::ConsensusApp);
    auto views = co_await m_services.wallet().staking().stakes(apps, me->address);
    if (!views)
        co_return failure(views.error());
    QList<ui::StakePosition> out;
    for (const wallet::StakeView &view : std::as_const(*views)) {
        if (!view.amount.isZero())
            out += toUi(view);
    }
    co_return out;
}

Task<ui::Rewards> StakingAdapter::rewards()
{
    const auto me = signer();
    if (!me)
        co_return failure(me.error());
    auto view = co_await m_services.wallet().staking().rewards(me->address);
    if (!view)
        co_return failure(view.error());
    ui::Rewards out;
    out.unclaimed = view->unclaimed;
    out.cumulative = view->cumulative;
    co_return out;
}

Task<ui::Preview> StakingAdapter::prepareStake(QString app, Amount amount)
{
    const auto me = signer();
    if (!me)
        co_return failure(me.error());
    auto operation = chain::stakeOperation(app, me->address, recordId(), amount);
    if (!operation)
        co_return failure(operation.error());
    auto view = co_await m_services.wallet().staking().stake(app, me->address);
    if (!view)
        co_return failure(view.error());
    auto draft = co_await m_services.wallet().prepare(me->accountId, *operation, amount, QList<wallet::Fact>());
    if (!draft)
        co_return failure(draft.error());
    ui::Preview preview = m_operations.add(*draft);
    if (!view->appExists) {
        ui::Warning warning;
        warning.kind = ui::WarningKind::NoApp;
        preview.warnings += warning;
    }
    // The chain never shortens a lock-up; a longer one takes the whole stake with it.
    const qint64 now = wallet::chainNowMs(m_services.client(), m_services.clock());
    const qint64 until = view->lockupMs > 0 ? now + view->lockupMs + wallet::UnstakeMarginMs : 0;
    if (std::max(until, view->unlocksMs) > now) {
        ui::Warning warning;
        warning.kind = ui::WarningKind::LocksStake;
        warning.timeMs = std::max(until, view->unlocksMs);
        preview.warnings += warning;
    }
    co_return preview;
}

Task<ui::Preview> StakingAdapter::prepareUnstake(QString app, Amount amount)
{
    const auto me = signer();
    if (!me)
        co_return failure(me.error());
    auto operation = chain::unstakeOperation(app, me->address, recordId(), amount);
    if (!operation)
        co_return failure(operation.error());
    auto draft = co_await m_services.wallet().prepare(me->accountId, *operation, Amount(), QList<wallet::Fact>());
    if (!draft)
        co_return failure(draft.error());
    ui::Preview preview = m_operations.add(*draft);
    addIncoming(preview, amount);
    co_return preview;
}

Task<ui::Preview> StakingAdapter::prepareClaim(Amount amount)
{
    const auto me = signer();
    if (!me)
        co_return failure(me.error());
    auto operation = chain::claimRewardOperation(me->address, recordId(), amount);
    if (!operation)
        co_return failure(operation.error());
    auto draft = co_await m_services.wallet().prepare(me->accountId, *operation, Amount(), QList<wallet::Fact>());
    if (!draft)
        co_return failure(draft.error());
    ui::Preview preview = m_operations.add(*draft);
    addIncoming(preview, amount);
    co_return preview;
}

} // namespace ain::app
