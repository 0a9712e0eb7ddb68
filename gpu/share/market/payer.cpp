#include "gpu/share/market/payer.h"

#include "gpu/share/market/explain.h"

#include <algorithm>

namespace ain::market {

using namespace Qt::StringLiterals;

namespace {

/// A session's transaction may take this long after its signing; then a record that is not there will not come.
constexpr qint64 OpeningMs = 2LL * 3600 * 1000;

} // namespace

Payer::Payer(Market &market, TabBook &book, wallet::Wallet &wallet, vault::Vault &vault, chain::ChainClient &client,
             Clock &clock, Rng &rng, PayerPolicy policy)
    : m_market(market),
      m_book(book),
      m_wallet(wallet),
      m_vault(vault),
      m_client(client),
      m_clock(clock),
      m_rng(rng),
      m_policy(policy)
{
}

Task<> Payer::resume()
{
    auto opened = co_await m_book.open();
    if (!opened)
        co_return failure(opened.error());
    auto rows = co_await sessions();
    if (!rows)
        co_return failure(rows.error());
    for (const SessionRow &row : std::as_const(*rows)) {
        auto looked = co_await lookAtSession(row);
        if (!looked)
            co_return failure(looked.error());
        auto refreshed = co_await refresh(row.id);
        if (!refreshed)
            co_return failure(refreshed.error());
    }
    co_return Result<>();
}

Task<> Payer::lookAtSession(SessionRow row)
{
    SessionState next = row.state;
    const qint64 now = m_market.chainNowMs();
    if (row.state == SessionState::Opening) {
        auto found = co_await m_market.session(row.id);
        if (!found)
            co_return failure(found.error());
        if (found->record && *found->record == row.terms)
            next = SessionState::Open;
        else if (now > row.openedMs + OpeningMs || now > row.terms.expiresMs)
            next = SessionState::Ended;
    }
    if (next == SessionState::Open && now > row.terms.expiresMs)
        next = SessionState::Ended;
    if (next == row.state)
        co_return Result<>();
    const QString id = row.id;
    auto setWork = [id, next](TabStore &store) { return store.setSession(Side::Payer, id, next, std::nullopt); };
    auto set = co_await m_book.run(std::move(setWork));
    co_return set;
}

Task<SessionDraft> Payer::prepareSession(QString accountId, crypto::Address provider, Amount pricePerMps, Amount tabCap,
                                         qint64 lifetimeMs)
{
    auto account = co_await m_wallet.account(accountId);
    if (!account)
        co_return failure(account.error());
    SessionDraft draft;
    draft.terms.requester = account->address;
    draft.terms.provider = provider;
    draft.terms.pricePerMps = pricePerMps;
    draft.terms.tabCap = tabCap;
    draft.terms.expiresMs = m_market.chainNowMs() + std::clamp<qint64>(lifetimeMs, 0, AppDefinition::MaxSessionMs);
    if (auto checked = draft.terms.check(); !checked)
        co_return failure(checked.error());
    draft.sessionId = newSessionId(draft.terms.expiresMs, m_rng);
    auto prepared = co_await m_market.prepareSession(account->id, draft.sessionId, draft.terms);
    if (!prepared)
        co_return failure(prepared.error());
    draft.draft = *std::move(prepared);
    co_return draft;
}

Task<SessionRow> Payer::openSession(SessionDraft draft)
{
    const QString id = draft.sessionId;
    auto sent = co_await sendSession(std::move(draft));
    if (!sent)
        co_return failure(sent.error());
    const QString hash = sent->hash;
    auto row = co_await sessionSent(id, hash);
    co_return row;
}

Task<wallet::TxRecord> Payer::sendSession(SessionDraft draft)
{
    auto opened = co_await m_book.open();
    if (!opened)
        co_return failure(opened.error());
    SessionRow row;
    row.id = draft.sessionId;
    row.accountId = draft.draft.accountId;
    row.terms = draft.terms;
    auto addedWork = [row](TabStore &store) { return store.addSession(Side::Payer, row); };
    auto added = co_await m_book.run(std::move(addedWork));
    if (!added)
        co_return failure(added.error());
    // After an error nothing was signed away: there is no such session, unless the answer was lost, which resume()
    // finds out.
    auto sent = co_await m_wallet.confirm(draft.draft.id, QString());
    co_return sent;
}

Task<SessionRow> Payer::sessionSent(QString sessionId, QString txHash)
{
    const QString id = sessionId;
    auto final = co_await m_wallet.finished(txHash);
    if (!final) {
        const Error why = final.error();
        auto endedWork = [id, why](TabStore &store) {
            return store.setSession(Side::Payer, id, SessionState::Ended, why);
        };
        auto ended = co_await m_book.run(std::move(endedWork));
        Q_UNUSED(ended) // the reason is told below
        co_return failure(why);
    }
    auto setWork = [id](TabStore &store) -> Result<SessionRow> {
        auto changed = store.setSession(Side::Payer, id, SessionState::Open, std::nullopt);
        if (!changed)
            return failure(changed.error());
        return store.session(Side::Payer, id);
    };
    auto set = co_await m_book.run(std::move(setWork));
    co_return set;
}

Task<QList<SessionRow>> Payer::sessions()
{
    auto rowsWork = [](TabStore &store) { return store.sessions(Side::Payer); };
    auto rows = co_await m_book.run(std::move(rowsWork));
    co_return rows;
}

Task<QList<TabRow>> Payer::tabs(QString sessionId)
{
    auto rowsWork = [sessionId](TabStore &store) { return store.tabs(Side::Payer, sessionId); };
    auto rows = co_await m_book.run(std::move(rowsWork));
    co_return rows;
}

Task<JobRow> Payer::order(QString sessionId, QString jobSha256, qint64 units)
{
    const qint64 now = m_market.chainNowMs();
    if (now >= expiryOf(sessionId))
        co_return failure(errors::ShareSessionEnded, {{u"session"_s, sessionId.left(40)}});
    const PayerPolicy policy = m_policy;
    const qint64 clockNow = m_clock.nowMs();
    auto jobWork = [sessionId, jobSha256, units, policy, clockNow](TabStore &store) -> Result<JobRow> {
        auto session = store.session(Side::Payer, sessionId);
        if (!session)
            return failure(session.error());
        const Amount cap = session->terms.tabCap;
        const auto mayRotate = [&](const TabRow &tab) {
            return tab.signedAmount.micro() * 100 >= cap.micro() * policy.leastPercent
                || (tab.firstVoucherMs > 0 && clockNow - tab.firstVoucherMs >= policy.leastAgeMs);
        };
        return store.reserve(sessionId, jobSha256, units, mayRotate);
    };
    auto job = co_await m_book.run(std::move(jobWork));
    co_return job;
}

Task<> Payer::cancel(QString sessionId, QString jobSha256)
{
    auto releasedWork = [sessionId, jobSha256](TabStore &store) { return store.release(sessionId, jobSha256); };
    auto released = co_await m_book.run(std::move(releasedWork));
    co_return released;
}

Task<JobRow> Payer::accept(QString sessionId, WorkItem item)
{
    auto jobWork = [sessionId, item](TabStore &store) { return store.accept(sessionId, item); };
    auto job = co_await m_book.run(std::move(jobWork));
    if (job)
        Q_EMIT tabChanged(sessionId, job->seq);
    co_return job;
}

Task<VoucherDraft> Payer::draftFor(SessionRow row, TabRow tab)
{
    const QString id = row.id;
    const int seq = tab.seq;
    auto jobsWork = [id, seq](TabStore &store) { return store.jobs(Side::Payer, id, seq); };
    auto jobs = co_await m_book.run(std::move(jobsWork));
    if (!jobs)
        co_return failure(jobs.error());
    QList<WorkItem> items;
    qint64 units = 0;
    VoucherDraft draft;
    for (const JobRow &job : std::as_const(*jobs)) {
        if (!job.isDelivered)
            continue;
        items.append(job.item);
        units += job.item.units;
        draft.jobs.append(job.item.job);
    }
    draft.jobs.sort();
    const auto amount = amountFor(row.terms.pricePerMps, units);
    // Work that comes to less than 0.000001 AIN waits for more.
    if (items.isEmpty() || !amount || amount->isZero())
        co_return failure(errors::ShareNothingToSign);
    if (*amount > row.terms.tabCap || items.size() != tab.jobs || units != tab.units)
        co_return failure(errors::Internal, {}, u"a tab does not add up"_s);
    draft.terms.session = id;
    draft.terms.seq = seq;
    draft.terms.settle.amount = *amount;
    draft.terms.settle.jobs = int(items.size());
    draft.terms.settle.units = units;
    draft.terms.settle.receiptsRoot = receiptsRoot(items);
    draft.facts = explainVoucher(row.terms, draft.terms, tab.signedAmount);
    co_return draft;
}

Task<VoucherDraft> Payer::prepareVoucher(QString sessionId)
{
    auto rowWork = [sessionId](TabStore &store) { return store.session(Side::Payer, sessionId); };
    auto row = co_await m_book.run(std::move(rowWork));
    if (!row)
        co_return failure(row.error());
    if (m_market.chainNowMs() >= row->terms.expiresMs)
        co_return failure(errors::ShareSessionEnded, {{u"session"_s, sessionId}});
    auto tabWork = [sessionId](TabStore &store) { return store.tabToSign(sessionId); };
    auto tab = co_await m_book.run(std::move(tabWork));
    if (!tab)
        co_return failure(tab.error());
    if (!*tab)
        co_return failure(errors::ShareNothingToSign);
    auto draft = co_await draftFor(*row, **tab);
    co_return draft;
}

Task<VoucherDraft> Payer::prepareAgain(QString sessionId, int seq)
{
    auto rowWork = [sessionId](TabStore &store) { return store.session(Side::Payer, sessionId); };
    auto row = co_await m_book.run(std::move(rowWork));
    if (!row)
        co_return failure(row.error());
    auto tabWork = [sessionId, seq](TabStore &store) { return store.tab(Side::Payer, sessionId, seq); };
    auto tab = co_await m_book.run(std::move(tabWork));
    if (!tab)
        co_return failure(tab.error());
    if (isFrozen(tab->state) && tab->state != TabState::Cashing)
        co_return failure(errors::ShareNothingToSign);
    auto draft = co_await draftFor(*row, *tab);
    co_return draft;
}

Task<Voucher> Payer::sign(VoucherDraft draft)
{
    const QString id = draft.terms.session;
    auto rowWork = [id](TabStore &store) { return store.session(Side::Payer, id); };
    auto row = co_await m_book.run(std::move(rowWork));
    if (!row)
        co_return failure(row.error());
    auto checked = co_await m_market.checkApp();
    if (!checked)
        co_return failure(checked.error());
    const chain::Network network = m_client.network();
    auto body = voucherBody(m_market.app(), row->terms, draft.terms, m_clock.nowMs(), network.minGasPrice);
    if (!body)
        co_return failure(body.error());
    auto signature = co_await m_vault.signTransaction(row->accountId, network.id, *body, network.chainId);
    if (!signature)
        co_return failure(signature.error());
    json::Object wire;
    wire.set(u"tx_body"_s, *body);
    wire.set(u"signature"_s, *signature);
    auto transaction = chain::SignedTransaction::fromJson(std::move(wire), network.chainId);
    if (!transaction)
        co_return failure(transaction.error());
    if (transaction->sender != row->terms.requester)
        co_return failure(errors::Internal);
    Voucher voucher;
    voucher.terms = draft.terms;
    voucher.transaction = *std::move(transaction);
    voucher.jobs = draft.jobs;
    const QByteArray message = voucherMessage(m_market.app(), voucher);
    auto storedWork = [voucher, message](TabStore &store) { return store.storeSigned(voucher, message); };
    auto stored = co_await m_book.run(std::move(storedWork));
    if (!stored)
        co_return failure(stored.error());
    Q_EMIT tabChanged(id, draft.terms.seq);
    co_return voucher;
}

Task<QList<OutboxRow>> Payer::outbox()
{
    auto rowsWork = [](TabStore &store) { return store.outbox(VoucherTopic); };
    auto rows = co_await m_book.run(std::move(rowsWork));
    co_return rows;
}

Task<> Payer::delivered(qint64 outboxId)
{
    auto removedWork = [outboxId](TabStore &store) { return store.delivered(outboxId); };
    auto removed = co_await m_book.run(std::move(removedWork));
    co_return removed;
}

Task<> Payer::freeze(QString sessionId, int seq)
{
    auto frozenWork = [sessionId, seq](TabStore &store) { return store.freeze(sessionId, seq); };
    auto frozen = co_await m_book.run(std::move(frozenWork));
    if (frozen)
        Q_EMIT tabChanged(sessionId, seq);
    co_return frozen;
}

Task<QList<TabRow>> Payer::refresh(QString sessionId)
{
    auto rows = co_await tabs(sessionId);
    if (!rows)
        co_return failure(rows.error());
    for (const TabRow &tab : std::as_const(*rows)) {
        if (tab.voucher.isEmpty() || tab.state == TabState::Settled || tab.state == TabState::Proven)
            continue;
        // The next tab may hold what this one did not pay, so a gateway's bare word is not enough where more can be
        // had.
        auto found = co_await m_market.settle(sessionId, tab.seq);
        if (!found)
            co_return failure(found.error());
        if (!found->record)
            continue;
        const SettleRecord record = *found->record;
        const int seq = tab.seq;
        auto settledWork = [sessionId, seq, record](TabStore &store) -> Result<TabRow> {
            auto vouchers = store.vouchers(Side::Payer, sessionId, seq);
            if (!vouchers)
                return failure(vouchers.error());
            for (const VoucherRow &voucher : std::as_const(*vouchers)) {
                if (voucher.terms.settle == record)
                    return store.settle(Side::Payer, sessionId, seq, voucher.hash, record.amount, Amount(), -1);
            }
            return failure(errors::ShareRecord, {{u"what"_s, u"settle"_s}});
        };
        auto settled = co_await m_book.run(std::move(settledWork));
        if (!settled)
            co_return failure(settled.error());
        Q_EMIT tabChanged(sessionId, seq);
    }
    auto after = co_await tabs(sessionId);
    co_return after;
}

} // namespace ain::market
