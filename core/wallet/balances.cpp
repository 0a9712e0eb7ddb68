#include "core/wallet/balances.h"

#include <algorithm>
#include <utility>

namespace ain::wallet {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype AccountsPerRead = 20; ///< of one answer with its proofs

/// From the node /accounts/ADDRESS: {balance, nonce, timestamp}, or null.
BalanceView viewOfAnswer(const light::Answer<json::Value> &answer)
{
    BalanceView view;
    view.mark = answer.mark;
    view.why = answer.why;
    view.bundle = answer.bundle;
    view.seenAtMs = answer.seenAtMs;
    view.gateway = answer.mark.gateway();
    if (answer.proven) {
        view.blockNumber = answer.proven->block().number();
        view.blockTimeMs = answer.proven->block().header().timestampMs();
    }
    view.accountExists = !answer.value.isNull();
    // The tree has no types: a proven text of digits is as good a number as a number is.
    const auto balance = light::provenNumber(answer.value[u"balance"]);
    const auto nonce = light::provenNumber(answer.value[u"nonce"]);
    view.amount = Amount::floorFromWire(balance.value_or(0));
    view.nonce = qint64(std::clamp(nonce.value_or(0), 0.0, 9e15));
    return view;
}

} // namespace

Balances::Balances(Accounts &accounts, chain::ChainClient &client, light::LightClient *light, Clock &clock)
    : m_accounts(accounts), m_client(client), m_light(light), m_clock(clock)
{
    // A failed refresh shows as an ageing balance and in the gateways' health.
    if (light != nullptr) {
        connect(light, &light::LightClient::tipChanged, this, [this] { refresh().detach(); });
        connect(light, &light::LightClient::alarmRaised, this, [this] { refresh().detach(); });
    } else {
        connect(&client, &chain::ChainClient::blockSeen, this, [this] { refresh().detach(); });
    }
}

Task<QList<Balances::Word>> Balances::ask(QList<crypto::Address> addresses)
{
    auto amounts = co_await m_client.balances(addresses);
    if (!amounts)
        co_return failure(amounts.error());
    const QList<int> gateways = m_client.usableGateways();
    const QString host =
        gateways.isEmpty() ? QString() : m_client.network().rpcUrls.at(gateways.constFirst()).authority();
    QList<Word> words;
    for (const std::optional<Amount> &amount : std::as_const(*amounts))
        words.append(Word{amount, host, m_clock.nowMs()});
    co_return words;
}

BalanceView Balances::viewOf(const Word &word) const
{
    BalanceView view;
    view.amount = word.value.value_or(Amount());
    view.accountExists = word.value.has_value();
    view.mark = light::ProofMark::unproven(word);
    view.blockNumber = m_client.newestBlock().number;
    view.seenAtMs = word.seenAtMs;
    view.gateway = word.gateway;
    return view;
}

Task<QList<BalanceView>> Balances::look(QList<crypto::Address> addresses)
{
    QList<BalanceView> views;
    if (m_light == nullptr) {
        auto asked = co_await ask(addresses);
        if (!asked)
            co_return failure(asked.error());
        for (const Word &word : std::as_const(*asked))
            views.append(viewOf(word));
        co_return views;
    }
    for (qsizetype from = 0; from < addresses.size(); from += AccountsPerRead) {
        QList<light::StatePath> paths;
        for (const crypto::Address &address : addresses.mid(from, AccountsPerRead)) {
            auto path = light::StatePath::value(u"/accounts/"_s + address.toString());
            if (!path)
                co_return failure(path.error());
            paths.append(*path);
        }
        auto answers = co_await m_light->read(paths);
        if (!answers)
            co_return failure(answers.error());
        for (const light::Answer<json::Value> &answer : std::as_const(*answers))
            views.append(viewOfAnswer(answer));
    }
    // Where nothing could be read with a proof, a bare answer is better than none, and is shown as what it is.
    const bool isBare = std::any_of(views.cbegin(), views.cend(), [](const BalanceView &view) {
        return view.mark.standing() == light::Standing::Unproven && !view.accountExists;
    });
    if (isBare) {
        auto asked = co_await ask(addresses);
        if (!asked)
            co_return failure(views.constFirst().why.value_or(asked.error()));
        for (qsizetype i = 0; i < views.size() && i < asked->size(); ++i) {
            if (views.at(i).mark.standing() != light::Standing::Unproven || views.at(i).accountExists)
                continue;
            const std::optional<Error> why = views.at(i).why;
            views[i] = viewOf(asked->at(i));
            views[i].why = why;
        }
    }
    co_return views;
}

Task<BalanceView> Balances::balance(QString accountId)
{
    auto account = co_await m_accounts.find(std::move(accountId));
    if (!account)
        co_return failure(account.error());
    auto views = co_await look(QList<crypto::Address>(1, account->address));
    if (!views)
        co_return failure(views.error());
    const BalanceView view = views->constFirst();
    m_watched.insert(account->id, account->address);
    Q_EMIT changed(account->id, view);
    co_return view;
}

Task<> Balances::checkUncontradicted(QString accountId)
{
    if (m_light == nullptr)
        co_return Result<>();
    auto view = co_await balance(std::move(accountId));
    if (view && view->mark.standing() == light::Standing::Contradicted)
        co_return failure(errors::WalletNodesDisagree, {{u"what"_s, u"balance"_s}});
    co_return Result<>();
}

Task<> Balances::refresh()
{
    if (m_isRefreshing)
        m_again = true;
    if (m_isRefreshing || m_watched.isEmpty())
        co_return Result<>();
    m_isRefreshing = true;
    const QHash<QString, crypto::Address> watched = m_watched;
    const QStringList ids = watched.keys();
    QList<crypto::Address> addresses;
    for (const QString &id : ids)
        addresses.append(watched.value(id));
    auto views = co_await look(addresses);
    m_isRefreshing = false;
    if (!views)
        co_return failure(views.error());
    for (qsizetype i = 0; i < ids.size() && i < views->size(); ++i)
        Q_EMIT changed(ids.at(i), views->at(i));
    if (std::exchange(m_again, false)) // an alarm or a block came while this was under way
        refresh().detach();
    co_return Result<>();
}

} // namespace ain::wallet
