// Transactions and blocks of any height.
#include "core/light/lightclient_p.h"

#include <algorithm>
#include <ranges>

namespace ain::light {

using namespace Qt::StringLiterals;

namespace {

constexpr int BlocksPerCall = 20;
constexpr int TipsTried = 5;
constexpr qint64 EraLag = 3; ///< blocks between a new validator set's state and its first votes
constexpr qint64 TripleSearch = 20; ///< chain.md 10.3: how far after a block a triple is looked for

// Made outside of coroutines, see core/base/task.h.
/// Not a lie: a node may not have the block yet, or no longer.
Error notFinal() { return Error{errors::LightNotFinal, {}, {}}; }

Error notThere(qint64 block)
{
    return Error{errors::LightBody, {{u"what"_s, u"not_there"_s}, {u"number"_s, block}}, {}};
}

} // namespace

Task<LightClient::Private::Recent> LightClient::Private::finalBlock(Source source, qint64 number)
{
    if (const Recent *known = recentAt(number)) {
        const Recent found = *known;
        co_return found;
    }
    auto voted = co_await votedBlock(source, number);
    const bool hasGaps =
        !voted && voted.error().code == errors::LightLink && voted.error().args.value(u"what"_s).toString() == u"epoch";
    if (hasGaps && !m_recent.empty() && number < m_recent.front().block.number()) {
        // No three blocks of consecutive epochs near it are served, but it is an ancestor of one that is final.
        auto followed = co_await followDown(source, number);
        if (!followed)
            co_return failure(followed.error());
        if (const Recent *known = recentAt(number)) {
            const Recent found = *known;
            co_return found;
        }
    }
    if (!voted)
        co_return failure(voted.error());
    auto agrees = co_await agreesWithStore(*voted, source.gateway);
    if (!agrees)
        co_return failure(agrees.error());
    co_return *voted;
}

Task<LightClient::Private::Recent> LightClient::Private::votedBlock(Source source, qint64 number)
{
    VotedPool pool;
    std::optional<Error> reason;
    qint64 to = number + 4;
    for (qint64 from = number - 1; from < number + TripleSearch; from = to, to = number + TripleSearch) {
        auto blocks = co_await fetchBlocks(source, from, to, std::move(pool));
        if (!blocks)
            co_return failure(blocks.error());
        pool = std::move(*blocks);
        QList<ValidatorSet> sets;
        // Each set vouches for the blocks of its own time, with the lag of finality.
        for (qsizetype i = m_eras.size() - 1; i >= 0; --i) {
            const bool isPast = i + 1 < m_eras.size() && number > m_eras.at(i + 1).since + EraLag;
            if (!isPast && number + TripleSearch >= m_eras.at(i).since)
                sets.append(m_eras.at(i).set);
        }
        const int chainId = m_checkpoint->chainId;
        auto shownWork = [pool, sets, chainId, number]() -> Result<ShownFinal> {
            std::optional<Error> why;
            for (const ValidatorSet &set : sets) {
                auto final = pool.finalAt(FinalityVerifier(set, chainId), number);
                if (final)
                    return final;
                if (!why)
                    why = final.error();
            }
            if (!why)
                why = Error{errors::LightOldBlock, {{u"number"_s, number}}, {}};
            return failure(*why);
        };
        auto shownTask = runIn(m_worker, std::move(shownWork));
        auto shown = co_await std::move(shownTask);
        if (shown) {
            const Recent found{shown->block, std::make_shared<const FinalityProof>(shown->proof)};
            co_return found;
        }
        reason = shown.error();
    }
    co_return failure(*reason);
}

Task<Answer<IncludedTransaction>> LightClient::Private::transaction(QString txHash, qint64 block)
{
    if (m_isPinning)
        co_return failure(errors::Cancelled);
    const Busy busy(m_busy);
    if (block < 0)
        co_return failed<IncludedTransaction>(notFinal(), QString(), m_clock.nowMs());
    auto loaded = co_await load();
    if (!loaded)
        co_return failed<IncludedTransaction>(loaded.error(), QString(), m_clock.nowMs());
    if (m_recent.empty() || block > m_recent.back().block.number()) {
        auto synced = co_await sync();
        if (!synced)
            co_return failed<IncludedTransaction>(synced.error(), QString(), m_clock.nowMs());
    }
    if (m_mustDerive)
        co_return failed<IncludedTransaction>(underived(), QString(), m_clock.nowMs());
    if (m_stop)
        co_return failed<IncludedTransaction>(*m_stop, QString(), m_clock.nowMs());
    std::optional<Error> reason;
    QString asked;
    const QList<int> order = gateways();
    const std::shared_ptr<Budget> budget = newBudget();
    for (qsizetype turn = 0; turn < order.size(); ++turn) {
        const Source source = sourceAt(order, turn, budget);
        if (m_stop || m_isPinning)
            break;
        auto final = co_await finalBlock(source, block);
        if (!final) {
            if (!reason || !isLie(*reason)) {
                reason = final.error();
                asked = hostOf(source.gateway);
            }
            continue;
        }
        json::Object params{{u"number"_s, block}, {u"getFullTransactions"_s, true}};
        auto body = co_await ask(source, u"ain_getBlockByNumber"_s, std::move(params));
        if (!body) {
            if (!reason || !isLie(*reason)) {
                reason = body.error();
                asked = hostOf(source.gateway);
            }
            continue;
        }
        if (body->isNull()) { // the node does not have it (any more): nothing is known against it
            if (!reason)
                reason = notFinal();
            continue;
        }
        struct Found {
            std::optional<Proven<IncludedTransaction>> transaction;
            QList<SetStep> trail;
        };
        const Recent at = *final;
        const QList<Era> eras = m_eras;
        const int chainId = m_checkpoint->chainId;
        auto foundWork = [at, body = *body, txHash, eras, chainId]() -> Result<Found> {
            auto checked = InclusionVerifier::checkBody(at.block, body);
            if (!checked)
                return failure(checked.error());
            auto transaction = InclusionVerifier::find(at.block, body, txHash);
            if (!transaction)
                return failure(transaction.error());
            return Found{*std::move(transaction), trailOf(eras, *at.proof, chainId)};
        };
        auto foundTask = runIn(m_worker, std::move(foundWork));
        auto found = co_await std::move(foundTask);
        if (!found || !found->transaction) {
            reason = found ? notThere(block) : found.error();
            asked = hostOf(source.gateway);
            distrust(source.gateway, *reason);
            continue;
        }
        if (m_stop)
            break;
        Answer<IncludedTransaction> answer;
        answer.value = found->transaction->value();
        answer.proven = found->transaction;
        answer.mark = ProofMark::of(*found->transaction); // a final block is final for ever: no age
        ProofBundle bundle = bundleFor(at, found->trail);
        bundle.txHash = txHash;
        bundle.block = *body;
        answer.bundle = std::make_shared<const ProofBundle>(std::move(bundle));
        answer.seenAtMs = m_clock.nowMs();
        co_return answer;
    }
    if (m_stop)
        reason = *m_stop;
    const Error why = reason ? *reason : noGateway();
    co_return failed<IncludedTransaction>(why, asked, m_clock.nowMs());
}

Task<QList<LightClient::VerifiedBlock>> LightClient::Private::blocksBelow(VerifiedBlock top, int count)
{
    if (m_isPinning)
        co_return failure(errors::Cancelled);
    if (m_stop)
        co_return failure(*m_stop);
    const Busy busy(m_busy);
    const qint64 to = top.block.number();
    const qint64 from = std::max<qint64>(0, to - std::clamp(count, 1, BlocksPerCall));
    std::optional<Error> reason;
    const QList<int> order = gateways();
    const std::shared_ptr<Budget> budget = newBudget();
    for (qsizetype turn = 0; turn < order.size(); ++turn) {
        const Source source = sourceAt(order, turn, budget);
        json::Object range{{u"from"_s, from}, {u"to"_s, to}};
        auto payload = co_await ask(source, u"ain_getBlockList"_s, std::move(range));
        if (!payload) {
            reason = payload.error();
            continue;
        }
        auto blocksWork = [payload = std::move(*payload), top = top.block]() -> Result<QList<VerifiedBlock>> {
            QList<VerifiedBlock> found;
            FinalBlock child = top;
            for (const json::Value &body : std::views::reverse(payload.array())) {
                auto header = Header::read(body);
                if (!header)
                    return failure(header.error());
                auto block = FinalityVerifier::linkBack(child, *header);
                if (!block)
                    return failure(block.error());
                auto checked = InclusionVerifier::checkBody(*block, body);
                if (!checked)
                    return failure(checked.error());
                found.append(VerifiedBlock{*block, body});
                child = *block;
            }
            if (found.isEmpty())
                return failure(errors::LightLink, {{u"what"_s, u"blocks"_s}, {u"number"_s, top.number()}});
            return found;
        };
        auto blocksTask = runIn(m_worker, std::move(blocksWork));
        auto blocks = co_await std::move(blocksTask);
        if (!blocks) {
            reason = blocks.error();
            distrust(source.gateway, *reason);
            continue;
        }
        QList<FinalBlock> headers;
        for (const VerifiedBlock &block : std::as_const(*blocks))
            headers.append(block.block);
        const auto store = m_store;
        const qint64 keep = m_options.keepHeaders;
        auto savedWork = [store, headers, keep] { return (*store)->putHeaders(headers, keep); };
        auto savedTask = runIn(m_worker, std::move(savedWork));
        auto saved = co_await std::move(savedTask);
        if (!saved)
            co_return failure(saved.error());
        m_status.headersVerified += headers.size();
        co_return *blocks;
    }
    const Error why = reason ? *reason : noGateway();
    co_return failure(why);
}

Task<LightClient::VerifiedBlock> LightClient::Private::knownBlock(KnownBlock known)
{
    if (m_isPinning)
        co_return failure(errors::Cancelled);
    const Busy busy(m_busy);
    // What we count as final can be a moment ahead of what the node serves as such.
    for (int attempt = 1; attempt < TipsTried; ++attempt) {
        auto block = co_await knownBlockNow(known);
        if (block || block.error().code != errors::LightNotFinal)
            co_return block;
        auto slept = co_await sleepFor(this, m_client.network().epochMs);
        if (!slept)
            co_return failure(slept.error());
    }
    auto last = co_await knownBlockNow(known);
    co_return last;
}

Task<LightClient::VerifiedBlock> LightClient::Private::knownBlockNow(KnownBlock known)
{
    auto loaded = co_await load();
    if (!loaded)
        co_return failure(loaded.error());
    if (m_stop)
        co_return failure(*m_stop);
    const int chainId = m_checkpoint->chainId;
    std::optional<Error> reason;
    const QList<int> order = gateways();
    const std::shared_ptr<Budget> budget = newBudget();
    for (qsizetype turn = 0; turn < order.size(); ++turn) {
        const Source source = sourceAt(order, turn, budget);
        json::Object params{{u"number"_s, known.number}, {u"getFullTransactions"_s, true}};
        auto payload = co_await ask(source, u"ain_getBlockByNumber"_s, std::move(params));
        if (!payload) {
            reason = payload.error();
            continue;
        }
        if (payload->isNull()) {
            reason = notFinal();
            continue;
        }
        auto checkWork = [payload = std::move(*payload), known, chainId]() -> Result<VerifiedBlock> {
            auto header = Header::read(payload);
            if (!header)
                return failure(header.error());
            auto block = FinalityVerifier::known(*header, known.hash, known.stakeSigned, known.stakeTotal, chainId);
            if (!block)
                return failure(block.error());
            auto checked = InclusionVerifier::checkBody(*block, payload);
            if (!checked)
                return failure(checked.error());
            return VerifiedBlock{*block, payload};
        };
        auto checkTask = runIn(m_worker, std::move(checkWork));
        auto checked = co_await std::move(checkTask);
        if (!checked) {
            reason = checked.error();
            distrust(source.gateway, *reason);
            continue;
        }
        co_return *checked;
    }
    const Error why = reason ? *reason : noGateway();
    co_return failure(why);
}

} // namespace ain::light
