#include "gpu/share/market/market.h"

#include "core/chain/operations/pushid.h"
#include "core/chain/operations/stake.h"
#include "core/chain/operations/values.h"
#include "core/wallet/staking.h"
#include "gpu/share/market/explain.h"

#include <algorithm>

namespace ain::market {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype StakesPerRead = 50;

Error reasonOf(const std::optional<Error> &why) { return why.value_or(Error{errors::LightNotFinal}); }

} // namespace

Market::Market(AppDefinition app, wallet::Wallet &wallet, chain::ChainClient &client, Clock &clock, Rng &rng,
               light::LightClient *light)
    : m_app(std::move(app)), m_wallet(wallet), m_client(client), m_clock(clock), m_rng(rng), m_light(light)
{
}

qint64 Market::chainNowMs() const { return wallet::chainNowMs(m_client, m_clock); }

Task<> Market::checkApp()
{
    if (m_isChecked) // what has no owner stays
        co_return Result<>();
    if (auto named = chain::checkAppName(m_app.name); !named)
        co_return failure(named.error());
    const QString root = m_app.root();
    auto rules = co_await m_client.rule(root);
    if (!rules)
        co_return failure(rules.error());
    auto owners = co_await m_client.owner(root);
    if (!owners)
        co_return failure(owners.error());
    json::Object query;
    query.set(u"type"_s, u"GET_FUNCTION"_s);
    query.set(u"ref"_s, root);
    auto functions = co_await m_client.call(u"ain_get"_s, std::move(query));
    if (!functions)
        co_return failure(functions.error());
    auto checked = m_app.checkInstalled(*rules, *owners, *functions);
    if (!checked)
        co_return failure(checked.error());
    if (m_light != nullptr) {
        // A gateway that shows other rules than the final state has would let anything pass.
        QList<light::StatePath> paths;
        for (const light::StateRoot stateRoot : {light::StateRoot::Rules, light::StateRoot::Owners}) {
            auto path = light::StatePath::value(root);
            if (!path)
                co_return failure(path.error());
            path->root = stateRoot;
            paths.append(*path);
        }
        auto answers = co_await m_light->read(paths);
        if (!answers)
            co_return failure(answers.error());
        for (qsizetype i = 0; i < answers->size(); ++i) {
            const light::Answer<json::Value> &answer = answers->at(i);
            const light::Standing standing = answer.mark.standing();
            if (standing == light::Standing::Unproven || standing == light::Standing::Contradicted)
                co_return failure(reasonOf(answer.why));
            const json::Value expected = light::normalised(i == 0 ? m_app.rules() : m_app.owners());
            if (light::normalised(answer.value) != expected)
                co_return failure(errors::ShareAppDiffers, {{u"app"_s, m_app.name}});
        }
    }
    m_isChecked = true;
    co_return Result<>();
}

template<typename T>
Task<Found<T>> Market::read(QString path, std::function<Result<T>(const json::Value &)> parse)
{
    Found<T> found;
    if (m_light == nullptr) {
        auto value = co_await m_client.value(path, true);
        if (!value)
            co_return failure(value.error());
        if (!value->isNull()) {
            auto record = parse(*value);
            if (record)
                found.record = *record;
            else
                found.why = record.error();
        }
        co_return found;
    }
    auto statePath = light::StatePath::value(path);
    if (!statePath)
        co_return failure(statePath.error());
    QList<light::StatePath> paths;
    paths.append(*statePath);
    auto answers = co_await m_light->read(paths);
    if (!answers)
        co_return failure(answers.error());
    const light::Answer<json::Value> &answer = answers->constFirst();
    found.mark = answer.mark;
    found.why = answer.why;
    found.bundle = answer.bundle;
    const light::Standing standing = answer.mark.standing();
    if (standing == light::Standing::Unproven || standing == light::Standing::Contradicted)
        co_return failure(reasonOf(answer.why));
    if (!answer.value.isNull()) {
        auto record = parse(answer.value);
        if (record)
            found.record = *record;
        else
            found.why = record.error();
    }
    co_return found;
}

Task<Found<SessionTerms>> Market::session(QString sessionId)
{
    if (!isSessionId(sessionId))
        co_return failure(errors::ShareSessionUnknown, {{u"session"_s, sessionId.left(40)}});
    std::function<Result<SessionTerms>(const json::Value &)> parse = [sessionId](const json::Value &value) {
        return SessionTerms::fromJson(sessionId, value);
    };
    auto found = co_await read<SessionTerms>(m_app.sessionPath(sessionId), std::move(parse));
    co_return found;
}

Task<Found<SettleRecord>> Market::settle(QString sessionId, int seq)
{
    if (!isSessionId(sessionId))
        co_return failure(errors::ShareSessionUnknown, {{u"session"_s, sessionId.left(40)}});
    std::function<Result<SettleRecord>(const json::Value &)> parse = [](const json::Value &value) {
        return SettleRecord::fromJson(value);
    };
    auto found = co_await read<SettleRecord>(m_app.settlePath(sessionId, seq), std::move(parse));
    co_return found;
}

Task<std::optional<Registration>> Market::registration(crypto::Address provider)
{
    auto value = co_await m_client.value(m_app.providerPath(provider), true);
    if (!value)
        co_return failure(value.error());
    std::optional<Registration> found;
    if (!value->isNull()) {
        auto registration = Registration::fromJson(*value);
        if (!registration)
            co_return failure(registration.error());
        found = *std::move(registration);
    }
    co_return found;
}

Task<Amount> Market::stakeOf(crypto::Address provider)
{
    auto value = co_await m_client.value(m_app.stakePath(provider), true);
    if (!value)
        co_return failure(value.error());
    co_return Amount::floorFromWire(value->toDouble()).value_or(Amount());
}

Task<QList<ProviderView>> Market::providers(int limit)
{
    auto value = co_await m_client.value(m_app.root() + u"/providers"_s, true);
    if (!value)
        co_return failure(value.error());
    QList<ProviderView> all;
    for (const auto &[label, record] : value->object()) {
        const auto address = crypto::Address::parse(label);
        auto registration = Registration::fromJson(record);
        if (address && registration)
            all.append({*address, *std::move(registration), Amount()});
    }
    std::sort(all.begin(), all.end(), [](const ProviderView &a, const ProviderView &b) {
        return std::pair(a.registration.pricePerMps, a.address) < std::pair(b.registration.pricePerMps, b.address);
    });
    all = all.first(std::min<qsizetype>(all.size(), std::clamp(limit, 0, 1000)));
    QList<ProviderView> staked;
    for (qsizetype from = 0; from < all.size(); from += StakesPerRead) {
        QStringList paths;
        for (qsizetype i = from; i < std::min(from + StakesPerRead, all.size()); ++i)
            paths.append(m_app.stakePath(all.at(i).address));
        auto stakes = co_await m_client.values(paths, true);
        if (!stakes)
            co_return failure(stakes.error());
        for (std::size_t i = 0; i < stakes->size(); ++i) {
            ProviderView view = all.at(from + qsizetype(i));
            view.stake = Amount::floorFromWire((*stakes)[i].toDouble()).value_or(Amount());
            if (view.stake >= m_app.minStake)
                staked.append(std::move(view));
        }
    }
    co_return staked;
}

Task<wallet::Draft> Market::prepare(QString accountId, Result<json::Value> operation, Amount leaving,
                                    QList<wallet::Fact> facts)
{
    if (!operation)
        co_return failure(operation.error());
    auto draft = co_await m_wallet.prepare(std::move(accountId), *std::move(operation), leaving, facts);
    if (!draft)
        co_return failure(draft.error());
    // Sessions and vouchers need the key here all the time: there is no sharing from an account that is only watched.
    if (draft->isUnsigned) {
        QVariantMap args;
        args.insert(u"address"_s, draft->transaction.sender.toString());
        m_wallet.discard(draft->id);
        co_return failure(errors::VaultWatchOnly, args);
    }
    // The operations are ours: what they mean as a whole is told instead of what each path means.
    draft->warnings.removeIf([](const wallet::Fact &fact) {
        return fact.id == u"warn.permission" || fact.id == u"warn.garbage_collection" || fact.id == u"warn.delete";
    });
    for (const wallet::Fact &fact : std::as_const(draft->facts)) {
        if (fact.isWarning)
            draft->warnings.append(fact);
    }
    draft->facts.removeIf([](const wallet::Fact &fact) { return fact.isWarning; });
    co_return draft;
}

Task<wallet::Draft> Market::prepareInstall(QString accountId)
{
    auto account = co_await m_wallet.account(accountId);
    if (!account)
        co_return failure(account.error());
    auto operation = m_app.installOperation(account->address, chainNowMs());
    auto draft = co_await prepare(account->id, std::move(operation), Amount(), explainInstall(m_app));
    co_return draft;
}

Task<wallet::Draft> Market::prepareStake(QString accountId, Amount amount)
{
    auto checked = co_await checkApp();
    if (!checked)
        co_return failure(checked.error());
    auto account = co_await m_wallet.account(accountId);
    if (!account)
        co_return failure(account.error());
    const QString record = chain::pushId(m_clock, m_rng);
    auto operation = chain::stakeOperation(m_app.name, account->address, record, amount);
    auto draft = co_await prepare(account->id, std::move(operation), amount, explainStake(m_app, amount));
    co_return draft;
}

Task<wallet::Draft> Market::prepareRegister(QString accountId, Registration registration)
{
    auto checked = co_await checkApp();
    if (!checked)
        co_return failure(checked.error());
    auto account = co_await m_wallet.account(accountId);
    if (!account)
        co_return failure(account.error());
    auto stake = co_await stakeOf(account->address);
    if (!stake)
        co_return failure(stake.error());
    if (*stake < m_app.minStake) {
        QVariantMap args;
        args.insert(u"app"_s, m_app.name);
        args.insert(u"needed"_s, m_app.minStake.toString());
        args.insert(u"staked"_s, stake->toString());
        co_return failure(errors::ShareNotStaked, args);
    }
    auto operation = registerOperation(m_app, account->address, registration);
    auto draft = co_await prepare(account->id, std::move(operation), Amount(), explainRegister(m_app, registration));
    co_return draft;
}

Task<wallet::Draft> Market::prepareUnregister(QString accountId)
{
    auto account = co_await m_wallet.account(accountId);
    if (!account)
        co_return failure(account.error());
    auto operation = unregisterOperation(m_app, account->address);
    auto draft = co_await prepare(account->id, std::move(operation), Amount(), explainUnregister(m_app));
    co_return draft;
}

Task<wallet::Draft> Market::prepareBatch(QString accountId, Batch batch)
{
    auto account = co_await m_wallet.account(accountId);
    if (!account)
        co_return failure(account.error());
    const QString id = chain::pushId(m_clock, m_rng);
    auto operation = batchOperation(m_app, account->address, id, batch);
    auto draft = co_await prepare(account->id, std::move(operation), Amount(), explainBatch(batch));
    co_return draft;
}

Task<wallet::Draft> Market::prepareDelete(QString accountId, QString sessionId, int tabs)
{
    if (!isSessionId(sessionId) || tabs < 0 || std::size_t(tabs) >= chain::MaxSetOperations)
        co_return failure(errors::InvalidArgument, {{u"what"_s, u"session"_s}});
    QStringList paths;
    for (int seq = 0; seq < tabs; ++seq)
        paths.append(m_app.settlePath(sessionId, seq));
    paths.append(m_app.sessionPath(sessionId));
    auto operation = deleteOperation(paths);
    auto draft = co_await prepare(std::move(accountId), std::move(operation), Amount(), explainDelete(paths.size()));
    co_return draft;
}

Task<wallet::Draft> Market::prepareSession(QString accountId, QString sessionId, SessionTerms terms)
{
    auto checked = co_await checkApp();
    if (!checked)
        co_return failure(checked.error());
    auto account = co_await m_wallet.account(accountId);
    if (!account)
        co_return failure(account.error());
    if (account->address != terms.requester)
        co_return failure(errors::ShareTerms, {{u"what"_s, u"accounts"_s}});
    if (terms.expiresMs <= chainNowMs() || terms.expiresMs > chainNowMs() + AppDefinition::MaxSessionMs)
        co_return failure(errors::ShareTerms, {{u"what"_s, u"expiry"_s}});
    auto registered = co_await registration(terms.provider);
    if (!registered)
        co_return failure(registered.error());
    if (!*registered)
        co_return failure(errors::ShareTerms, {{u"what"_s, u"provider"_s}});
    auto balance = co_await m_wallet.balance(account->id);
    const std::optional<Amount> held = balance ? balance->amount : std::nullopt;
    auto operation = openSessionOperation(m_app, sessionId, terms);
    auto draft = co_await prepare(account->id, std::move(operation), Amount(), explainSession(terms, held));
    co_return draft;
}

} // namespace ain::market
