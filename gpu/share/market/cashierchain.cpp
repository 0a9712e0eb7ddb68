// How a chosen voucher becomes money: what is asked of the chain, and what follows from its answers.
#include "gpu/share/market/cashier.h"

#include "core/json/parser.h"
#include "core/json/writer.h"

#include <algorithm>

namespace ain::market {

using namespace Qt::StringLiterals;
using chain::TxState;

namespace {

constexpr int AlreadyReceived = 10701;
constexpr qint64 AfterEndMs = 120'000; ///< blocks of before the end may become final this much later
constexpr qsizetype MaxProofBytes = 4 * 1024 * 1024;

Error funds(Amount needed, Amount available)
{
    return {errors::ShareRequesterFunds, {{u"needed"_s, needed.toString()}, {u"available"_s, available.toString()}}};
}

Error wouldFail(const chain::ExecutionResult &result)
{
    return {errors::ShareWouldFail, {{u"code"_s, result.code}, {u"message"_s, result.message}}};
}

Error reasonOf(const std::optional<Error> &why) { return why.value_or(Error{errors::LightNotFinal}); }

bool isTrusted(const light::ProofMark &mark)
{
    return mark.standing() != light::Standing::Unproven && mark.standing() != light::Standing::Contradicted;
}

void addProof(QList<std::pair<QString, QByteArray>> &proofs, const QString &kind,
              const std::shared_ptr<const light::ProofBundle> &bundle)
{
    if (bundle == nullptr)
        return;
    const QByteArray text = json::canonical(bundle->toJson());
    // On a chain with very many accounts a listing may be larger than is worth keeping; the mark stays.
    if (text.size() <= MaxProofBytes)
        proofs.append({kind, text});
}

} // namespace

Result<chain::SignedTransaction> Cashier::transactionOf(const SessionRow &session, const VoucherRow &voucher) const
{
    const auto value = json::parse(voucher.message);
    if (!value)
        return failure(value.error());
    auto transaction = chain::SignedTransaction::fromJson((*value)[u"tx"], m_client.network().chainId);
    if (transaction && (transaction->sender != session.terms.requester || transaction->hashText() != voucher.hash))
        return failure(errors::ShareVoucher, {{u"what"_s, u"signer"_s}});
    return transaction;
}

Task<> Cashier::putBack(QString sessionId, int seq, Error why, bool isRefused)
{
    const qint64 next = m_clock.nowMs() + m_policy.retryMs;
    auto tabWork = [sessionId, seq, why, next, isRefused](TabStore &store) {
        return store.putBack(sessionId, seq, why, next, isRefused);
    };
    auto tab = co_await m_book.run(std::move(tabWork));
    if (!tab)
        co_return failure(tab.error());
    told(*tab);
    co_return Result<>();
}

Task<TabRow> Cashier::cashOne(QString sessionId, int seq)
{
    auto session = co_await sessionRow(sessionId);
    if (!session)
        co_return failure(session.error());
    auto tabWork = [sessionId, seq](TabStore &store) { return store.tab(Side::Cashier, sessionId, seq); };
    auto tab = co_await m_book.run(std::move(tabWork));
    if (!tab)
        co_return failure(tab.error());
    if (tab->state == TabState::Cashing) {
        auto followed = co_await follow(*session, *tab);
        if (!followed)
            co_return failure(followed.error());
    } else if (tab->state == TabState::Signed) {
        auto known = co_await reconcile(*session, *tab);
        if (!known)
            co_return failure(known.error());
        if (!*known) {
            const QString hash = tab->voucher;
            auto vouchersWork = [sessionId, seq](TabStore &store) {
                return store.vouchers(Side::Cashier, sessionId, seq);
            };
            auto vouchers = co_await m_book.run(std::move(vouchersWork));
            if (!vouchers)
                co_return failure(vouchers.error());
            const auto newest = std::find_if(vouchers->cbegin(), vouchers->cend(),
                                             [&](const VoucherRow &row) { return row.hash == hash; });
            if (newest == vouchers->cend() || newest->state == VoucherState::Failed) {
                const Error why = tab->problem.value_or(Error{errors::ShareNothingToCash});
                co_return failure(why);
            }
            auto transaction = transactionOf(*session, *newest);
            if (!transaction)
                co_return failure(transaction.error());
            auto good = co_await checkBeforeSending(*session, *tab, *transaction);
            if (!good) {
                const Error why = good.error();
                auto back = co_await putBack(sessionId, seq, why, false);
                Q_UNUSED(back) // what the chain said is what matters to the caller
                co_return failure(why);
            }
            // A newer voucher may have come during the dry run, which is then what is sent: it says more of the same.
            auto chosenWork = [sessionId, seq](TabStore &store) { return store.beginCashing(sessionId, seq); };
            auto chosen = co_await m_book.run(std::move(chosenWork));
            if (!chosen)
                co_return failure(chosen.error());
            Q_EMIT tabChanged(sessionId, seq, TabState::Cashing);
            auto sent = co_await sendChosen(*session, *tab, *chosen);
            if (!sent)
                co_return failure(sent.error());
        }
    } else {
        co_return failure(errors::ShareNothingToCash);
    }
    auto afterWork = [sessionId, seq](TabStore &store) { return store.tab(Side::Cashier, sessionId, seq); };
    auto after = co_await m_book.run(std::move(afterWork));
    co_return after;
}

Task<> Cashier::checkBeforeSending(SessionRow session, TabRow tab, chain::SignedTransaction transaction)
{
    if (m_market.chainNowMs() > session.terms.expiresMs)
        co_return failure(errors::ShareSessionEnded, {{u"session"_s, session.id}});
    auto balance = co_await m_client.balance(session.terms.requester);
    if (!balance)
        co_return failure(balance.error());
    auto result = co_await m_client.dryRun(transaction);
    if (!result)
        co_return failure(result.error());
    if (!result->succeeded) {
        if (result->code == AlreadyReceived) // a node has these very bytes: there is nothing left to try
            co_return Result<>();
        if (*balance < tab.signedAmount)
            co_return failure(funds(tab.signedAmount, *balance));
        co_return failure(wouldFail(*result));
    }
    // A dry run does not look whether the fee can be paid; a block would, and undo everything.
    if (*balance < tab.signedAmount + result->fee)
        co_return failure(funds(tab.signedAmount + result->fee, *balance));
    co_return Result<>();
}

Task<> Cashier::sendChosen(SessionRow session, TabRow tab, VoucherRow voucher)
{
    auto transaction = transactionOf(session, voucher);
    if (!transaction)
        co_return failure(transaction.error());
    m_followed[voucher.hash].sentAt = m_clock.monotonicMs();
    auto answer = co_await m_client.send(*transaction);
    if (!answer) // who knows whether it arrived: the same bytes go out again later
        co_return failure(answer.error());
    const QString id = session.id;
    const int seq = tab.seq;
    if (answer->rejected) {
        const Error why = wouldFail(answer->provisional);
        auto back = co_await putBack(id, seq, why, true);
        co_return back;
    }
    if (!answer->accepted)
        co_return Result<>();
    auto notedWork = [id, seq](TabStore &store) -> Result<> {
        auto waiting = store.outbox(BroadcastTopic);
        if (!waiting)
            return failure(waiting.error());
        for (const OutboxRow &entry : std::as_const(*waiting)) {
            if (entry.session == id && entry.seq == seq) {
                if (auto done = store.delivered(entry.id); !done)
                    return done;
            }
        }
        return {};
    };
    auto noted = co_await m_book.run(std::move(notedWork));
    if (!noted)
        co_return failure(noted.error());
    m_client.watchTransaction(voucher.hash);
    tab.state = TabState::Cashing;
    tab.voucher = voucher.hash;
    auto followed = co_await follow(session, tab);
    co_return followed;
}

Task<> Cashier::follow(SessionRow session, TabRow tab)
{
    const QString id = session.id;
    const int seq = tab.seq;
    auto status = co_await m_client.status(tab.voucher);
    if (!status)
        co_return failure(status.error());
    if (status->state == TxState::Final) {
        const QString hash = tab.voucher;
        const Amount fee = status->result ? status->result->fee : Amount();
        const qint64 block = status->blockNumber;
        auto settledWork = [id, seq, hash, fee, block](TabStore &store) -> Result<TabRow> {
            auto vouchers = store.vouchers(Side::Cashier, id, seq);
            if (!vouchers)
                return failure(vouchers.error());
            for (const VoucherRow &voucher : std::as_const(*vouchers)) {
                if (voucher.hash == hash)
                    return store.settle(Side::Cashier, id, seq, hash, voucher.terms.settle.amount, fee, block);
            }
            return failure(errors::ShareNothingToCash);
        };
        auto settled = co_await m_book.run(std::move(settledWork));
        if (!settled)
            co_return failure(settled.error());
        m_followed.remove(hash);
        told(*settled);
        auto proven = co_await prove(session, *settled);
        co_return proven;
    }
    const qint64 now = m_clock.monotonicMs();
    const qint64 patience = qint64(m_policy.resendEpochs) * m_client.network().epochMs;
    const qint64 sentAt = m_followed.value(tab.voucher).sentAt;
    const bool isOverdue = sentAt == 0 || now - sentAt > patience;
    const bool isRefused = status->state == TxState::Failed || status->state == TxState::Reverted
        || (status->state == TxState::Failing && sentAt != 0 && isOverdue);
    const bool isOver =
        status->state == TxState::Unknown && m_market.chainNowMs() > session.terms.expiresMs + AfterEndMs;
    if (isRefused || isOver || (status->state == TxState::Unknown && isOverdue)) {
        // Whoever had it executed, and whichever voucher it was: the chain's own record says so.
        auto known = co_await reconcile(session, tab);
        if (!known)
            co_return failure(known.error());
        if (*known)
            co_return Result<>();
    }
    if (isOver) {
        const Error ended{errors::ShareSessionEnded, {{u"session"_s, id}}};
        auto givenWork = [id, seq, ended](TabStore &store) { return store.giveUp(id, seq, ended); };
        auto given = co_await m_book.run(std::move(givenWork));
        if (!given)
            co_return failure(given.error());
        told(*given);
        co_return Result<>();
    }
    if (isRefused) {
        Error why = wouldFail(status->result.value_or(chain::ExecutionResult()));
        auto balance = co_await m_client.balance(session.terms.requester);
        if (balance && *balance < tab.signedAmount)
            why = funds(tab.signedAmount, *balance);
        m_followed.remove(tab.voucher);
        auto back = co_await putBack(id, seq, why, true);
        co_return back;
    }
    if (status->state == TxState::Unknown && isOverdue) {
        auto chosenWork = [id, seq](TabStore &store) { return store.beginCashing(id, seq); };
        auto chosen = co_await m_book.run(std::move(chosenWork));
        if (!chosen)
            co_return failure(chosen.error());
        auto transaction = transactionOf(session, *chosen);
        if (!transaction)
            co_return failure(transaction.error());
        m_followed[chosen->hash].sentAt = now;
        auto answer = co_await m_client.send(*transaction);
        if (!answer)
            co_return failure(answer.error());
        if (answer->rejected) {
            const Error why = wouldFail(answer->provisional);
            auto back = co_await putBack(id, seq, why, true);
            co_return back;
        }
    }
    co_return Result<>();
}

Task<bool> Cashier::reconcile(SessionRow session, TabRow tab)
{
    auto found = co_await m_market.settle(session.id, tab.seq);
    if (!found)
        co_return failure(found.error());
    if (!found->record && !found->why)
        co_return false;
    const QString id = session.id;
    const int seq = tab.seq;
    auto vouchersWork = [id, seq](TabStore &store) { return store.vouchers(Side::Cashier, id, seq); };
    auto vouchers = co_await m_book.run(std::move(vouchersWork));
    if (!vouchers)
        co_return failure(vouchers.error());
    for (const VoucherRow &voucher : std::as_const(*vouchers)) {
        if (!found->record || voucher.terms.settle != *found->record)
            continue;
        // Several vouchers may say the same (a fresh one for one that failed): the executed one is asked for.
        auto status = co_await m_client.status(voucher.hash);
        if (!status)
            co_return failure(status.error());
        if (status->state != TxState::Final && status->state != TxState::Failed
            && vouchers->constLast().hash != voucher.hash)
            continue;
        const QString hash = voucher.hash;
        const Amount amount = found->record->amount;
        const Amount fee = status->result ? status->result->fee : Amount();
        const qint64 block = status->blockNumber;
        auto settledWork = [id, seq, hash, amount, fee, block](TabStore &store) {
            return store.settle(Side::Cashier, id, seq, hash, amount, fee, block);
        };
        auto settled = co_await m_book.run(std::move(settledWork));
        if (!settled)
            co_return failure(settled.error());
        m_followed.remove(hash);
        told(*settled);
        auto proven = co_await prove(session, *settled);
        Q_UNUSED(proven) // the next look proves it
        co_return true;
    }
    if (!found->record) // a record of another writing than ours: there is nothing to hold it against
        co_return false;
    // A record that pays nothing of ours stands where ours should: the requester wrote it.
    const Error underpaid{errors::ShareUnderpaid,
                          {{u"signed"_s, tab.signedAmount.toString()}, {u"settled"_s, Amount().toString()}}};
    auto givenWork = [id, seq, underpaid](TabStore &store) -> Result<TabRow> {
        auto broken = store.setSession(Side::Cashier, id, SessionState::Broken, underpaid);
        if (!broken)
            return failure(broken.error());
        return store.giveUp(id, seq, underpaid);
    };
    auto given = co_await m_book.run(std::move(givenWork));
    if (!given)
        co_return failure(given.error());
    told(*given);
    co_return true;
}

Task<> Cashier::prove(SessionRow session, TabRow tab)
{
    light::LightClient *light = m_market.light();
    if (light == nullptr || tab.block < 0)
        co_return Result<>();
    const QString id = session.id;
    const int seq = tab.seq;
    auto vouchersWork = [id, seq](TabStore &store) { return store.vouchers(Side::Cashier, id, seq); };
    auto vouchers = co_await m_book.run(std::move(vouchersWork));
    if (!vouchers)
        co_return failure(vouchers.error());
    const auto paid = std::find_if(vouchers->cbegin(), vouchers->cend(),
                                   [&](const VoucherRow &row) { return row.hash == tab.voucher; });
    if (paid == vouchers->cend())
        co_return failure(errors::Internal);
    auto transaction = transactionOf(session, *paid);
    if (!transaction)
        co_return failure(transaction.error());
    auto included = co_await light->transaction(tab.voucher, tab.block);
    if (!included)
        co_return failure(included.error());
    if (!included->proven)
        co_return failure(reasonOf(included->why));
    const light::IncludedTransaction &fact = included->proven->value();
    const bool isPaid = fact.result.receipt.succeeded || fact.result.receipt.changesStand;
    if (!isPaid || fact.result.isReverted || fact.transaction[u"tx_body"] != transaction->body)
        co_return failure(errors::ShareRecord, {{u"what"_s, u"receipt"_s}});

    auto record = light::StatePath::value(m_market.app().settlePath(id, seq));
    auto balance = light::StatePath::value(u"/accounts/%1/balance"_s.arg(session.terms.provider.toString()));
    if (!record || !balance)
        co_return failure(errors::Internal);
    QList<light::StatePath> paths;
    paths.append(*record);
    paths.append(*balance);
    auto answers = co_await light->read(paths);
    if (!answers)
        co_return failure(answers.error());
    const light::Answer<json::Value> &recordAnswer = answers->at(0);
    const light::Answer<json::Value> &balanceAnswer = answers->at(1);
    if (!isTrusted(recordAnswer.mark))
        co_return failure(reasonOf(recordAnswer.why));
    if (!balanceAnswer.proven)
        co_return failure(reasonOf(balanceAnswer.why));
    const auto said = SettleRecord::fromJson(recordAnswer.value);
    if (!said || *said != paid->terms.settle || !light::provenNumber(balanceAnswer.value))
        co_return failure(errors::ShareRecord, {{u"what"_s, u"settle"_s}});
    QList<std::pair<QString, QByteArray>> proofs;
    addProof(proofs, u"transaction"_s, included->bundle);
    addProof(proofs, u"settle"_s, recordAnswer.bundle);
    addProof(proofs, u"balance"_s, balanceAnswer.bundle);
    auto storedWork = [id, seq, proofs](TabStore &store) { return store.setProven(id, seq, proofs); };
    auto stored = co_await m_book.run(std::move(storedWork));
    if (!stored)
        co_return failure(stored.error());
    told(*stored);
    co_return Result<>();
}

Task<> Cashier::endIfOver(SessionRow session, QList<TabRow> tabs)
{
    if (session.state == SessionState::Ended || m_market.chainNowMs() <= session.terms.expiresMs + AfterEndMs)
        co_return Result<>();
    const QString id = session.id;
    bool isUnderWay = false;
    for (const TabRow &tab : std::as_const(tabs)) {
        isUnderWay = isUnderWay || tab.state == TabState::Cashing;
        if (tab.state != TabState::Signed)
            continue;
        auto known = co_await reconcile(session, tab);
        if (!known)
            co_return failure(known.error());
        if (*known)
            continue;
        const int seq = tab.seq;
        const Error ended = tab.problem.value_or(Error{errors::ShareSessionEnded, {{u"session"_s, id}}});
        auto givenWork = [id, seq, ended](TabStore &store) { return store.giveUp(id, seq, ended); };
        auto given = co_await m_book.run(std::move(givenWork));
        if (!given)
            co_return failure(given.error());
        told(*given);
    }
    if (isUnderWay || session.state == SessionState::Broken)
        co_return Result<>();
    auto setWork = [id](TabStore &store) {
        return store.setSession(Side::Cashier, id, SessionState::Ended, std::nullopt);
    };
    auto set = co_await m_book.run(std::move(setWork));
    co_return set;
}

} // namespace ain::market
