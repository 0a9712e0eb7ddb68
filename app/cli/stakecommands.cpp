#include "app/cli/confirmdraft.h"
#include "app/cli/jsonviews.h"
#include "app/cli/session.h"

#include "core/chain/operations/claimreward.h"
#include "core/chain/operations/createapp.h"
#include "core/chain/operations/stake.h"
#include "core/chain/operations/unstake.h"
#include "core/chain/operations/values.h"
#include "core/wallet/explain.h"
#include "core/wallet/staking.h"

#include <QDateTime>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

/// What `ain_validateAppName` answers for a name that an app has already (chain.md 4.5).
constexpr int AppNameInUse = 30603;
/// A hundred years: longer lock-ups are slips of the keyboard.
constexpr qint64 LongestLockupMs = 100LL * 365 * 24 * 3600 * 1000;

QString timeText(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(u"yyyy-MM-dd HH:mm 'UTC'"_s);
}

QString recordId(Session &session) { return QString::number(session.services().clock().nowMs()); }

/// An account, an app and the key of the stake; checked before anything is asked of a node.
struct StakePlace {
    QString app;
    QString key;
    vault::KeyRecord account;
    wallet::StakeView view;
};

Task<StakePlace> stakePlace(Session &session, Invocation invocation)
{
    StakePlace place;
    place.app = invocation.arguments.at(0);
    place.key = invocation.value(u"key"_s, u"0"_s);
    auto account = co_await session.account(invocation.value(u"from"_s));
    if (!account)
        co_return failure(account.error());
    place.account = *account;
    auto view = co_await session.services().wallet().staking().stake(place.app, account->address, place.key);
    if (!view)
        co_return failure(view.error());
    place.view = *view;
    if (!view->appExists) {
        QVariantMap args;
        args.insert(u"name"_s, place.app);
        co_return failure(errors::CliAppUnknown, args);
    }
    co_return place;
}

/// The way of every operation here: explanation and fee out of a dry run, then as `send` does.
Task<json::Value> prepareAndConfirm(Session &session, QString accountId, json::Value operation,
                                    QList<wallet::Fact> facts, Invocation invocation)
{
    auto draft =
        co_await session.services().wallet().prepare(std::move(accountId), std::move(operation), Amount(), facts);
    if (!draft)
        co_return failure(draft.error());
    auto done = co_await confirmDraft(session, std::move(*draft), std::move(invocation));
    co_return done;
}

Task<json::Value> stake(Session &session, Invocation invocation)
{
    const auto amount = Amount::parse(invocation.arguments.at(1));
    if (!amount)
        co_return failure(amount.error());
    auto place = co_await stakePlace(session, invocation);
    if (!place)
        co_return failure(place.error());
    const crypto::Address me = place->account.address;
    const auto operation = chain::stakeOperation(place->app, me, recordId(session), *amount, place->key);
    if (!operation)
        co_return failure(operation.error());
    QList<wallet::Fact> facts = wallet::explain(*operation, me).facts;
    if (place->view.lockupMs > 0) {
        const qint64 now = wallet::chainNowMs(session.services().client(), session.services().clock());
        json::Object args;
        args.set(u"until"_s, timeText(now + place->view.lockupMs));
        facts.append(wallet::fact(u"explain.stake_locked"_s, std::move(args)));
    }
    auto done = co_await prepareAndConfirm(session, place->account.id, *operation, facts, invocation);
    co_return done;
}

Task<json::Value> unstake(Session &session, Invocation invocation)
{
    const bool all = invocation.arguments.at(1) == u"max";
    Amount amount;
    if (!all) {
        const auto parsed = Amount::parse(invocation.arguments.at(1));
        if (!parsed)
            co_return failure(parsed.error());
        amount = *parsed;
        if (amount.isZero())
            co_return failure(errors::WalletAmountZero);
    }
    auto place = co_await stakePlace(session, invocation);
    if (!place)
        co_return failure(place.error());
    if (all)
        amount = place->view.amount;
    if (amount.isZero() || amount > place->view.amount) {
        QVariantMap args;
        args.insert(u"app"_s, place->app);
        args.insert(u"wanted"_s, amount.toString());
        args.insert(u"staked"_s, place->view.amount.toString());
        co_return failure(errors::CliStakeTooSmall, args);
    }
    const auto operation =
        chain::unstakeOperation(place->app, place->account.address, recordId(session), amount, place->key);
    if (!operation)
        co_return failure(operation.error());
    auto done = co_await prepareAndConfirm(session, place->account.id, *operation, {}, invocation);
    co_return done;
}

Task<json::Value> claim(Session &session, Invocation invocation)
{
    const bool all = invocation.arguments.at(0) == u"max";
    Amount amount;
    if (!all) {
        const auto parsed = Amount::parse(invocation.arguments.at(0));
        if (!parsed)
            co_return failure(parsed.error());
        amount = *parsed;
        if (amount.isZero())
            co_return failure(errors::WalletAmountZero);
    }
    auto account = co_await session.account(invocation.value(u"from"_s));
    if (!account)
        co_return failure(account.error());
    auto rewards = co_await session.services().wallet().staking().rewards(account->address);
    if (!rewards)
        co_return failure(rewards.error());
    if (all)
        amount = rewards->unclaimed;
    if (amount.isZero() || amount > rewards->unclaimed) {
        QVariantMap args;
        args.insert(u"wanted"_s, amount.toString());
        args.insert(u"unclaimed"_s, rewards->unclaimed.toString());
        co_return failure(errors::CliRewardTooSmall, args);
    }
    const auto operation = chain::claimRewardOperation(account->address, recordId(session), amount);
    if (!operation)
        co_return failure(operation.error());
    auto done = co_await prepareAndConfirm(session, account->id, *operation, {}, invocation);
    co_return done;
}

json::Value toJson(const wallet::StakeView &view, const QString &key)
{
    json::Object out;
    out.set(u"app"_s, view.app);
    out.set(u"key"_s, key);
    out.set(u"staked"_s, view.amount.toString());
    out.set(u"app_total"_s, view.total.toString());
    out.set(u"lockup_ms"_s, view.lockupMs);
    out.set(u"expires"_s, view.expiresMs > 0 ? json::Value(view.expiresMs) : json::Value());
    out.set(u"unstake_from"_s, view.unlocksMs > 0 ? json::Value(view.unlocksMs) : json::Value());
    out.set(u"locked"_s, view.isLocked);
    return out;
}

Task<json::Value> stakeShow(Session &session, Invocation invocation)
{
    auto &wallet = session.services().wallet();
    auto &client = session.services().client();
    auto account = co_await session.account(invocation.value(u"from"_s));
    if (!account)
        co_return failure(account.error());
    const QString key = invocation.value(u"key"_s, u"0"_s);
    const bool isNamed = !invocation.arguments.isEmpty();
    QStringList apps = invocation.arguments;
    if (!isNamed) {
        auto records = co_await wallet.transactions();
        if (!records)
            co_return failure(records.error());
        apps = wallet::stakedApps(*records, account->id);
        if (!apps.contains(wallet::ConsensusApp))
            apps.append(wallet::ConsensusApp);
    }
    auto block = co_await client.lastBlock();
    if (!block)
        co_return failure(block.error());
    json::Array stakes;
    Amount sum;
    for (const QString &app : std::as_const(apps)) {
        auto view = co_await wallet.staking().stake(app, account->address, key);
        if (!view)
            co_return failure(view.error());
        if (isNamed && !view->appExists) {
            QVariantMap args;
            args.insert(u"name"_s, app);
            co_return failure(errors::CliAppUnknown, args);
        }
        if (!isNamed && view->amount.isZero())
            continue;
        sum = sum + view->amount;
        stakes.push_back(toJson(*view, key));
    }
    auto found = co_await wallet.staking().rewards(account->address);
    if (!found)
        co_return failure(found.error());
    json::Object rewards;
    rewards.set(u"unclaimed"_s, found->unclaimed.toString());
    rewards.set(u"cumulative"_s, found->cumulative.toString());
    json::Object out;
    out.set(u"account"_s, account->id);
    out.set(u"address"_s, account->address.toString());
    out.set(u"staked"_s, sum.toString());
    out.set(u"stakes"_s, std::move(stakes));
    out.set(u"rewards"_s, std::move(rewards));
    out.set(u"proof"_s, claimedBy(client.network().rpcUrls.first().host(), block->number));
    co_return json::Value(std::move(out));
}

/// Asks the node as well: only it knows which names are taken.
Task<> checkNewName(Session &session, QString name)
{
    if (auto checked = chain::checkAppName(name); !checked)
        co_return checked;
    json::Object params;
    params.set(u"app_name"_s, name);
    auto answer = co_await session.services().client().call(u"ain_validateAppName"_s, std::move(params));
    const bool isRefusal = !answer && answer.error().code == errors::RpcRefused;
    if (!answer && !isRefusal)
        co_return failure(answer.error());
    QVariantMap args;
    args.insert(u"name"_s, name);
    if (isRefusal && answer.error().args.value(u"code"_s).toInt() == AppNameInUse)
        co_return failure(errors::CliAppTaken, args);
    if (isRefusal)
        co_return failure(errors::OperationName, args);
    co_return Result<>();
}

Result<chain::AppCreation> appCreation(const Invocation &invocation)
{
    chain::AppCreation app;
    app.name = invocation.arguments.at(0);
    if (invocation.has(u"lockup"_s)) {
        bool ok = false;
        app.stakeLockupMs = invocation.value(u"lockup"_s).toLongLong(&ok);
        if (!ok || app.stakeLockupMs < 0 || app.stakeLockupMs > LongestLockupMs)
            return usageError(u"--lockup MS (0 … %1)"_s.arg(LongestLockupMs));
    }
    const QStringList admins = invocation.values(u"admin"_s);
    for (const QString &admin : admins) {
        const auto address = crypto::Address::parse(admin);
        if (!address)
            return failure(address.error());
        if (!app.admins.contains(*address))
            app.admins.append(*address);
    }
    return app;
}

Task<json::Value> appCreate(Session &session, Invocation invocation)
{
    auto app = appCreation(invocation);
    if (!app)
        co_return failure(app.error());
    auto account = co_await session.account(invocation.value(u"from"_s));
    if (!account)
        co_return failure(account.error());
    auto good = co_await checkNewName(session, app->name);
    if (!good)
        co_return failure(good.error());
    app->recordId = recordId(session);
    if (app->admins.isEmpty())
        app->admins.append(account->address);
    const auto operation = chain::createAppOperation(*app);
    if (!operation)
        co_return failure(operation.error());
    QList<wallet::Fact> facts = wallet::explain(*operation, account->address).facts;
    for (const crypto::Address &admin : std::as_const(app->admins)) {
        json::Object args;
        args.set(u"address"_s, admin.toString());
        facts.append(wallet::fact(u"explain.app_admin"_s, std::move(args)));
    }
    auto done = co_await prepareAndConfirm(session, account->id, *operation, facts, invocation);
    co_return done;
}

} // namespace

QList<Command> stakeCommands()
{
    constexpr int both = Command::OpenVault | Command::Network;
    const Option key{u"key"_s, u"KEY"_s, QT_TRANSLATE_NOOP("Cli", "which of several stakes in one app (0)")};
    const QList<Option> appOptions{
        {u"admin"_s, u"ADDRESS"_s,
         QT_TRANSLATE_NOOP("Cli", "who may change the app, may be given several times; the sender by default"), true},
        {u"lockup"_s, u"MS"_s, QT_TRANSLATE_NOOP("Cli", "for how many milliseconds a stake in it is locked")}};
    return {
        {.name = u"stake"_s,
         .arguments = u"APP AMOUNT"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Stake AIN for an app; 0 only extends the lock."),
         .options = QList<Option>{key} + sendOptions(),
         .exclusive = sendConflicts(),
         .minArguments = 2,
         .maxArguments = 2,
         .needs = both,
         .run = stake},
        {.name = u"stake show"_s,
         .arguments = u"[APP]"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "My stakes, until when they are locked, and unclaimed rewards."),
         .options = {{u"from"_s, u"ACCOUNT"_s,
                      QT_TRANSLATE_NOOP("Cli", "id, address or name; the first account by default")},
                     key},
         .maxArguments = 1,
         .needs = both,
         .run = stakeShow},
        {.name = u"unstake"_s,
         .arguments = u"APP AMOUNT|max"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Take staked AIN back, two minutes after its lock ended at the earliest."),
         .options = QList<Option>{key} + sendOptions(),
         .exclusive = sendConflicts(),
         .minArguments = 2,
         .maxArguments = 2,
         .needs = both,
         .run = unstake},
        {.name = u"claim"_s,
         .arguments = u"AMOUNT|max"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Move validator rewards to the balance."),
         .options = sendOptions(),
         .exclusive = sendConflicts(),
         .minArguments = 1,
         .maxArguments = 1,
         .needs = both,
         .run = claim},
        {.name = u"app create"_s,
         .arguments = u"NAME"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Create an app; its name can't be used again."),
         .options = appOptions + sendOptions(),
         .exclusive = sendConflicts(),
         .minArguments = 1,
         .maxArguments = 1,
         .needs = both,
         .run = appCreate},
    };
}

} // namespace ain::cli
