#include "gpu/share/market/cashier.h"

#include "core/json/parser.h"

#include <algorithm>

namespace ain::market {

using namespace Qt::StringLiterals;

namespace {

constexpr int MinTickMs = 500;
constexpr int MaxTickMs = 20'000;

QString keyOf(const QString &session, int seq) { return u"%1/%2"_s.arg(session).arg(seq); }

} // namespace

Cashier::Cashier(Market &market, TabBook &book, wallet::Wallet &wallet, chain::ChainClient &client, Clock &clock,
                 CashPolicy policy)
    : m_market(market), m_book(book), m_wallet(wallet), m_client(client), m_clock(clock), m_policy(policy)
{
    m_timer.setSingleShot(true);
    // What fails here is tried again with the next block, and told by problem().
    connect(&m_timer, &QTimer::timeout, this, [this] { tick().detach(); });
}

void Cashier::startFollowing()
{
    if (std::exchange(m_isFollowing, true))
        return;
    connect(&m_client, &chain::ChainClient::blockSeen, this, [this] { tick().detach(); });
    m_timer.start(MinTickMs);
}

void Cashier::told(const TabRow &tab)
{
    Q_EMIT tabChanged(tab.session, tab.seq, tab.state);
    if (tab.problem)
        Q_EMIT problem(tab.session, tab.seq, *tab.problem);
}

Task<SessionRow> Cashier::sessionRow(QString sessionId)
{
    auto rowWork = [sessionId](TabStore &store) { return store.session(Side::Cashier, sessionId); };
    auto row = co_await m_book.run(std::move(rowWork));
    co_return row;
}

Task<> Cashier::resume()
{
    auto opened = co_await m_book.open();
    if (!opened)
        co_return failure(opened.error());
    auto waitingWork = [](TabStore &store) { return store.outbox(BroadcastTopic); };
    auto waiting = co_await m_book.run(std::move(waitingWork));
    if (!waiting)
        co_return failure(waiting.error());
    for (const OutboxRow &entry : std::as_const(*waiting)) {
        auto session = co_await sessionRow(entry.session);
        if (!session)
            continue;
        const QString id = entry.session;
        const int seq = entry.seq;
        auto tabWork = [id, seq](TabStore &store) { return store.tab(Side::Cashier, id, seq); };
        auto tab = co_await m_book.run(std::move(tabWork));
        if (!tab || tab->state != TabState::Cashing)
            continue;
        auto voucherWork = [id, seq](TabStore &store) { return store.beginCashing(id, seq); };
        auto voucher = co_await m_book.run(std::move(voucherWork));
        if (!voucher)
            continue;
        auto sent = co_await sendChosen(*session, *tab, *voucher);
        Q_UNUSED(sent) // no node answers: tick() tries again
    }
    auto looked = co_await tick();
    co_return looked;
}

Task<SessionRow> Cashier::acceptSession(QString accountId, QString sessionId, ProviderTerms terms)
{
    auto opened = co_await m_book.open();
    if (!opened)
        co_return failure(opened.error());
    auto checked = co_await m_market.checkApp();
    if (!checked)
        co_return failure(checked.error());
    auto account = co_await m_wallet.account(accountId);
    if (!account)
        co_return failure(account.error());
    auto found = co_await m_market.session(sessionId);
    if (!found)
        co_return failure(found.error());
    if (!found->record) {
        const Error unknown{errors::ShareSessionUnknown, {{u"session"_s, sessionId.left(40)}}};
        const Error why = found->why.value_or(unknown);
        co_return failure(why);
    }
    SessionRow row;
    row.id = sessionId;
    row.accountId = account->id;
    row.terms = *found->record;
    row.state = SessionState::Open;
    QString refused;
    if (row.terms.provider != account->address)
        refused = u"provider"_s;
    else if (row.terms.pricePerMps < terms.leastPrice)
        refused = u"price"_s;
    else if (row.terms.tabCap > terms.mostCap)
        refused = u"cap"_s;
    else if (row.terms.expiresMs < m_market.chainNowMs() + terms.leastLeftMs)
        refused = u"expiry"_s;
    if (!refused.isEmpty())
        co_return failure(errors::ShareTerms, {{u"what"_s, refused}});
    auto balance = co_await m_client.balance(row.terms.requester);
    if (!balance)
        co_return failure(balance.error());
    if (*balance < row.terms.tabCap) {
        QVariantMap args;
        args.insert(u"needed"_s, row.terms.tabCap.toString());
        args.insert(u"available"_s, balance->toString());
        co_return failure(errors::ShareRequesterFunds, args);
    }
    auto addedWork = [row](TabStore &store) { return store.addSession(Side::Cashier, row); };
    auto added = co_await m_book.run(std::move(addedWork));
    co_return added;
}

Task<> Cashier::mayWork(QString sessionId, qint64 units)
{
    auto session = co_await sessionRow(sessionId);
    if (!session)
        co_return failure(session.error());
    auto looseWork = [sessionId](TabStore &store) { return store.jobs(Side::Cashier, sessionId, -1); };
    auto loose = co_await m_book.run(std::move(looseWork));
    if (!loose)
        co_return failure(loose.error());
    auto tabsWork = [sessionId](TabStore &store) { return store.tabs(Side::Cashier, sessionId); };
    auto tabs = co_await m_book.run(std::move(tabsWork));
    if (!tabs)
        co_return failure(tabs.error());
    for (const TabRow &tab : std::as_const(*tabs)) {
        if (tab.problem && tab.state != TabState::Settled && tab.state != TabState::Proven)
            co_return failure(*tab.problem);
    }
    qint64 owed = 0;
    for (const JobRow &job : std::as_const(*loose))
        owed += job.item.units;
    const auto refusal = refusalOfWork(*session, owed, units, m_market.chainNowMs(), m_policy);
    if (refusal)
        co_return failure(*refusal);
    co_return Result<>();
}

Task<JobRow> Cashier::delivered(QString sessionId, WorkItem item)
{
    auto jobWork = [sessionId, item](TabStore &store) { return store.addWork(sessionId, item); };
    auto job = co_await m_book.run(std::move(jobWork));
    if (job)
        Q_EMIT tabChanged(sessionId, job->seq, TabState::Owed);
    co_return job;
}

Task<TabRow> Cashier::receive(QByteArray message)
{
    auto id = sessionOfMessage(message);
    if (!id)
        co_return failure(id.error());
    auto session = co_await sessionRow(*id);
    if (!session)
        co_return failure(session.error());
    const chain::Network network = m_client.network();
    VoucherCheck check;
    check.app = m_market.app();
    check.sessionId = session->id;
    check.session = session->terms;
    check.chainId = network.chainId;
    check.minGasPrice = network.minGasPrice;
    check.nowMs = m_market.chainNowMs();
    auto voucher = readVoucher(message, check);
    if (!voucher)
        co_return failure(voucher.error());
    const Voucher checked = *std::move(voucher);
    const SessionTerms terms = session->terms;
    auto tabWork = [checked, terms, message](TabStore &store) { return store.takeVoucher(checked, terms, message); };
    auto tab = co_await m_book.run(std::move(tabWork));
    if (tab)
        told(*tab);
    co_return tab;
}

Task<TabRow> Cashier::cash(QString sessionId, int seq)
{
    const QString key = keyOf(sessionId, seq);
    if (m_busy.contains(key))
        co_return failure(errors::ShareNothingToCash);
    m_busy.insert(key);
    auto cashed = co_await cashOne(sessionId, seq);
    m_busy.remove(key);
    co_return cashed;
}

Task<> Cashier::tick()
{
    if (m_isTicking) {
        m_tickAgain = true;
        co_return Result<>();
    }
    m_isTicking = true;
    std::optional<Error> firstError;
    auto all = co_await books();
    if (!all)
        firstError = all.error();
    const QList<SessionBook> open = all.value_or(QList<SessionBook>());
    for (const SessionBook &book : open) {
        for (qsizetype i = 0; i < book.tabs.size(); ++i) {
            const TabRow &tab = book.tabs.at(i);
            const QString key = keyOf(tab.session, tab.seq);
            if (m_busy.contains(key))
                continue;
            const bool isDue = cashReason(tab, book.session, i + 1 == book.tabs.size(), m_market.chainNowMs(),
                                          m_clock.nowMs(), m_policy)
                != CashReason::None;
            m_busy.insert(key);
            Result<> done;
            if (tab.state == TabState::Cashing) {
                auto followed = co_await follow(book.session, tab);
                done = followed;
            } else if (tab.state == TabState::Settled) {
                auto proven = co_await prove(book.session, tab);
                done = proven;
            } else if (isDue) {
                auto cashed = co_await cashOne(tab.session, tab.seq);
                if (!cashed)
                    done = failure(cashed.error());
            }
            m_busy.remove(key);
            if (!done && !firstError)
                firstError = done.error();
        }
        auto ended = co_await endIfOver(book.session, book.tabs);
        if (!ended && !firstError)
            firstError = ended.error();
    }
    m_isTicking = false;
    const bool isWanted = std::exchange(m_tickAgain, false);
    if (m_isFollowing)
        m_timer.start(isWanted ? 0 : std::clamp(m_client.network().epochMs, MinTickMs, MaxTickMs));
    if (firstError)
        co_return failure(*firstError);
    co_return Result<>();
}

Task<QList<SessionBook>> Cashier::books()
{
    auto allWork = [](TabStore &store) -> Result<QList<SessionBook>> {
        auto sessions = store.sessions(Side::Cashier);
        if (!sessions)
            return failure(sessions.error());
        QList<SessionBook> list;
        for (const SessionRow &session : std::as_const(*sessions)) {
            SessionBook book;
            book.session = session;
            auto tabs = store.tabs(Side::Cashier, session.id);
            auto loose = store.jobs(Side::Cashier, session.id, -1);
            if (!tabs || !loose)
                return failure(tabs ? loose.error() : tabs.error());
            book.tabs = *std::move(tabs);
            book.loose = *std::move(loose);
            list.append(std::move(book));
        }
        return list;
    };
    auto all = co_await m_book.run(std::move(allWork));
    co_return all;
}

Task<Earnings> Cashier::earnings()
{
    auto all = co_await books();
    if (!all)
        co_return failure(all.error());
    co_return earningsOf(*all, m_market.chainNowMs());
}

Task<QList<EarningRow>> Cashier::rows()
{
    auto all = co_await books();
    if (!all)
        co_return failure(all.error());
    co_return earningRows(*all, m_market.chainNowMs());
}

Task<QList<std::pair<QString, QByteArray>>> Cashier::proofs(QString sessionId, int seq)
{
    auto listWork = [sessionId, seq](TabStore &store) { return store.proofs(sessionId, seq); };
    auto list = co_await m_book.run(std::move(listWork));
    co_return list;
}

} // namespace ain::market
