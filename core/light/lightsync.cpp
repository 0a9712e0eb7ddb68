// Following the chain: the newest final block, the links down to what is known, the validator set.
#include "core/light/lightclient_p.h"

#include <algorithm>
#include <cstdlib>
#include <ranges>

namespace ain::light {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 HeadersPerCall = 20; ///< chain.md 6
constexpr int MaxLinkCalls = 15; ///< in one sync; a longer hole is left to the history scan
constexpr qint64 CrossCheckMs = 60'000;

/// The parents of `child`, newest first, out of headers in the order of their numbers that end below it.
Result<QList<FinalBlock>> linkedDown(FinalBlock child, const json::Array &headers)
{
    QList<FinalBlock> blocks;
    for (const json::Value &header : std::views::reverse(headers)) {
        auto parent = Header::read(header);
        if (!parent)
            return failure(parent.error());
        auto block = FinalityVerifier::linkBack(child, *parent);
        if (!block)
            return failure(block.error());
        blocks.append(*block);
        child = *block;
    }
    if (blocks.isEmpty())
        return failure(errors::LightLink, {{u"what"_s, u"headers"_s}, {u"number"_s, child.number()}});
    return blocks;
}

/// chain.md 10.5: freshness is told by the time of a block, which must fit its epoch.
bool isOfItsEpoch(const Header &header, const Checkpoint &checkpoint)
{
    const qint64 since = header.timestampMs() - checkpoint.genesisTimeMs;
    const qint64 epoch = since / checkpoint.epochMs - (since % checkpoint.epochMs < 0 ? 1 : 0);
    return std::abs(header.epoch() - epoch) <= 1;
}

json::Object rangeOf(qint64 from, qint64 to) { return {{u"from"_s, from}, {u"to"_s, to}}; }

} // namespace

Task<LightStatus> LightClient::Private::sync()
{
    if (m_isPinning)
        co_return failure(errors::Cancelled);
    const Busy busy(m_busy);
    if (m_isSyncing) {
        m_syncWaiters.emplace_back();
        auto waiting = m_syncWaiters.back().task();
        auto waited = co_await std::move(waiting);
        if (!waited)
            co_return failure(waited.error());
        co_return m_status;
    }
    m_isSyncing = true;
    refreshStatus();
    auto done = co_await syncNow();
    m_isSyncing = false;
    if (!done)
        m_status.lastError = done.error();
    else if (!m_stop)
        m_status.lastError.reset();
    refreshStatus();
    std::vector<Promise<>> waiters;
    waiters.swap(m_syncWaiters);
    for (Promise<> &waiter : waiters)
        waiter.finish(done);
    m_timer.start(3 * m_client.network().epochMs);
    if (!done)
        co_return failure(done.error());
    co_return m_status;
}

Task<> LightClient::Private::syncNow()
{
    auto loaded = co_await load();
    if (!loaded)
        co_return failure(loaded.error());
    if (m_stop)
        co_return failure(*m_stop);
    const QList<int> order = gateways();
    const std::shared_ptr<Budget> budget = newBudget();
    std::optional<Error> reason;
    Source used;
    for (qsizetype at = 0; at < order.size(); ++at) {
        const Source source = sourceAt(order, at, budget);
        auto shown = co_await fetchTip(source);
        if (!shown && shown.error().code == errors::LightQuorum) {
            // Not signed by those we follow: either the set moved on, or it is made up.
            auto bridged = co_await bridge(source);
            if (bridged) {
                shown = co_await fetchTip(source);
            } else {
                distrust(source.gateway, shown.error());
            }
        }
        if (!shown) {
            if (!reason || shown.error().code == errors::LightQuorum)
                reason = shown.error();
            continue;
        }
        auto accepted = co_await accept(*shown);
        if (!accepted && !m_stop) {
            reason = accepted.error();
            continue;
        }
        if (!accepted)
            co_return failure(accepted.error());
        used = source;
        if (!isOld())
            break;
    }
    if (used.gateway < 0) {
        if (reason)
            co_return failure(*reason);
        co_return failure(noGateway());
    }
    auto moved = co_await moveSet(used);
    if (!moved)
        m_status.lastError = moved.error();
    const qint64 now = m_clock.monotonicMs();
    for (const int other : order) {
        if (other == used.gateway || (m_lastCrossCheck >= 0 && now - m_lastCrossCheck < CrossCheckMs))
            continue;
        m_lastCrossCheck = now;
        const Source second{other, budget};
        auto checked = co_await crossCheck(second, used);
        if (!checked)
            co_return failure(checked.error());
        break;
    }
    co_return Result<>();
}

Task<VotedPool> LightClient::Private::fetchBlocks(Source source, qint64 from, qint64 to, VotedPool pool)
{
    json::Object range = rangeOf(std::max<qint64>(from, 0), to);
    auto payload = co_await ask(source, u"ain_getBlockList"_s, std::move(range));
    if (!payload)
        co_return failure(payload.error());
    auto filledWork = [payload = std::move(*payload), pool = std::move(pool)]() mutable -> Result<VotedPool> {
        for (const json::Value &block : payload.array())
            pool.addBlock(block);
        return std::move(pool);
    };
    auto filledTask = runIn(m_worker, std::move(filledWork));
    auto filled = co_await std::move(filledTask);
    co_return filled;
}

Task<LightClient::Private::Shown> LightClient::Private::fetchTip(Source source)
{
    json::Object nothing;
    auto status = co_await ask(source, u"net_rawConsensusStatus"_s, std::move(nothing));
    VotedPool pool;
    if (status) {
        auto readWork = [payload = std::move(*status)]() -> Result<VotedPool> {
            VotedPool filled;
            filled.addRawStatus(payload);
            return filled;
        };
        auto readTask = runIn(m_worker, std::move(readWork));
        auto read = co_await std::move(readTask);
        if (!read)
            co_return failure(read.error());
        pool = std::move(*read);
    }
    if (pool.lowestWithChild() < 1) {
        // A node that keeps this to itself still has its blocks.
        json::Object none;
        auto last = co_await ask(source, u"ain_getLastBlockNumber"_s, std::move(none));
        if (!last)
            co_return failure(last.error());
        const qint64 newest = last->toInteger(-1);
        auto blocks = co_await fetchBlocks(source, newest - 5, newest + 1, std::move(pool));
        if (!blocks)
            co_return failure(blocks.error());
        pool = std::move(*blocks);
    }
    const qint64 lowest = pool.lowestWithChild();
    if (lowest < 1) {
        const QVariantMap args{{u"what"_s, u"blocks"_s}, {u"number"_s, lowest}};
        co_return failure(errors::LightLink, args);
    }
    const qint64 known = m_recent.empty() ? -1 : m_recent.back().block.number();
    const qint64 from = std::max(known >= 0 && known < lowest ? known : lowest - 1, lowest - HeadersPerCall);
    json::Object range = rangeOf(std::max<qint64>(from, 0), lowest);
    auto headers = co_await ask(source, u"ain_getBlockHeadersList"_s, std::move(range));
    if (!headers)
        co_return failure(headers.error());
    const FinalityVerifier verifier(m_eras.constLast().set, m_checkpoint->chainId);
    struct Looked {
        std::optional<Shown> shown;
        std::optional<Error> why; ///< there is none
        std::optional<DoubleVote> doubleVote;
    };
    auto lookWork = [headers = std::move(*headers), pool = std::move(pool), verifier,
                     source]() mutable -> Result<Looked> {
        for (const json::Value &header : headers.array())
            pool.addBlock(header);
        Looked looked;
        looked.doubleVote = pool.doubleVote(verifier);
        auto final = pool.newestFinal(verifier);
        if (!final) {
            looked.why = final.error();
            return looked;
        }
        looked.shown = Shown{source, *final, {}};
        const Header *at = &final->block.header();
        while (at->lastHash()) {
            at = pool.headerAt(*at->lastHash());
            if (at == nullptr)
                break;
            looked.shown->below.append(*at);
        }
        return looked;
    };
    auto lookTask = runIn(m_worker, std::move(lookWork));
    auto looked = co_await std::move(lookTask);
    if (!looked)
        co_return failure(looked.error());
    if (looked->doubleVote)
        raiseDoubleVote(*looked->doubleVote, source.gateway);
    if (m_stop)
        co_return failure(*m_stop);
    if (looked->why)
        co_return failure(*looked->why);
    m_status.signaturesVerified += 3 * m_eras.constLast().set.validators().size();
    co_return *looked->shown;
}

Task<> LightClient::Private::accept(Shown shown)
{
    const FinalBlock block = shown.final.block;
    const int gateway = shown.source.gateway;
    const QString host = hostOf(gateway);
    if (!m_status.gateways.contains(host) && !m_status.distrusted.contains(host))
        m_status.gateways.append(host);

    if (block.number() < m_checkpoint->number) {
        const QVariantMap args{{u"what"_s, u"checkpoint"_s}, {u"number"_s, block.number()}};
        co_return failure(errors::LightLink, args);
    }
    // Blocks made on demand have epochs of their own.
    if (!m_options.blocksOnDemand && !isOfItsEpoch(block.header(), *m_checkpoint)) {
        const QVariantMap args{{u"what"_s, u"timestamp"_s}};
        co_return failure(errors::LightHeader, args);
    }
    // Final blocks never change: another one of the same number is a contradiction in signed words.
    const Recent theirs{block, std::make_shared<const FinalityProof>(shown.final.proof)};
    QList<FinalBlock> below;
    FinalBlock child = block;
    bool met = m_recent.empty();
    const Recent *same = recentAt(block.number());
    if (same != nullptr && same->block.header().hash() != block.header().hash()) {
        const Recent known = *same;
        auto alarm = co_await contradictRecent(known, theirs, gateway);
        co_return alarm;
    }
    for (const Header &parent : std::as_const(shown.below)) {
        auto linked = FinalityVerifier::linkBack(child, parent);
        if (!linked)
            break;
        const Recent *ours = recentAt(parent.number());
        if (ours != nullptr && ours->block.header().hash() != parent.hash()) {
            const Recent known = *ours;
            auto alarm = co_await contradictRecent(known, theirs, gateway);
            co_return alarm;
        }
        child = *linked;
        if (ours != nullptr) {
            met = true;
            break;
        }
        below.append(*linked);
    }
    const bool isNewer = m_recent.empty() || block.number() > m_recent.back().block.number();
    if (same != nullptr || (!isNewer && !met))
        co_return Result<>();
    if (!m_isCheckpointMet) {
        for (const FinalBlock &known : std::as_const(below))
            m_isCheckpointMet = m_isCheckpointMet || known.header().hash() == m_checkpoint->hash;
        m_isCheckpointMet = m_isCheckpointMet || block.header().hash() == m_checkpoint->hash;
    }
    if (!m_isCheckpointMet) {
        auto checked = co_await meetCheckpoint(shown.source);
        if (!checked)
            co_return failure(checked.error());
    }
    const qint64 gapBelow = below.isEmpty() ? block.number() : below.constLast().number();
    auto kept = co_await keep(shown.final, below, isNewer, gateway);
    if (!kept)
        co_return failure(kept.error());
    if (!met) {
        auto linked = co_await linkDown(shown.source, gapBelow);
        if (!linked && m_stop)
            co_return failure(*m_stop);
    }
    refreshStatus();
    if (isNewer)
        Q_EMIT q->tipChanged(block.number());
    co_return Result<>();
}

Task<> LightClient::Private::meetCheckpoint(Source source)
{
    auto trusted = co_await votedBlock(source, m_checkpoint->number);
    if (!trusted)
        co_return failure(trusted.error());
    const QString expected = m_checkpoint->hash.toString();
    const QString found = trusted->block.header().hash().toString();
    if (expected != found) {
        const QVariantMap args{{u"expected"_s, expected}, {u"found"_s, found}};
        const Error other{errors::LightOtherChain, args, {}};
        distrust(source.gateway, other);
        co_return failure(other);
    }
    m_isCheckpointMet = true;
    co_return Result<>();
}

Task<> LightClient::Private::linkDown(Source source, qint64 from)
{
    // Down to the newest block known before; what is there must be what we knew.
    const Recent *start = recentAt(from);
    if (start == nullptr)
        co_return Result<>();
    qint64 oldTip = -1;
    for (const Recent &recent : m_recent) {
        if (recent.block.number() < from)
            oldTip = recent.block.number();
    }
    if (oldTip < 0)
        co_return Result<>();
    Recent top = *start;
    const Recent known = *recentAt(oldTip); // what is remembered may be pruned meanwhile
    if (from - oldTip > MaxLinkCalls * HeadersPerCall) {
        // Too far to link at once: the old tip itself must still be there.
        auto same = co_await votedBlock(source, oldTip);
        if (same && same->block.header().hash() != known.block.header().hash()) {
            auto alarm = co_await contradictRecent(known, *same, source.gateway);
            co_return alarm;
        }
        co_return Result<>();
    }
    while (top.block.number() > oldTip) {
        const qint64 to = top.block.number();
        json::Object range = rangeOf(std::max(oldTip, to - HeadersPerCall), to);
        auto payload = co_await ask(source, u"ain_getBlockHeadersList"_s, std::move(range));
        if (!payload)
            co_return failure(payload.error());
        auto linkedWork = [payload = std::move(*payload), top = top.block] { return linkedDown(top, payload.array()); };
        auto linkedTask = runIn(m_worker, std::move(linkedWork));
        auto linked = co_await std::move(linkedTask);
        if (!linked) {
            distrust(source.gateway, linked.error());
            co_return failure(linked.error());
        }
        FinalityProof proof = *top.proof;
        for (const FinalBlock &block : std::as_const(*linked)) {
            proof.links.append(block.header());
            if (block.number() == oldTip && known.block.header().hash() != block.header().hash()) {
                const Recent theirs{block, std::make_shared<const FinalityProof>(proof)};
                auto alarm = co_await contradictRecent(known, theirs, source.gateway);
                co_return alarm;
            }
        }
        QList<FinalBlock> fresh = *linked;
        if (fresh.constLast().number() == oldTip)
            fresh.removeLast();
        const ShownFinal above{top.block, *top.proof};
        auto kept = co_await keep(above, fresh, false, source.gateway);
        if (!kept)
            co_return failure(kept.error());
        top = Recent{linked->constLast(), std::make_shared<const FinalityProof>(proof)};
    }
    co_return Result<>();
}

/// The parents of the oldest block we remember, down to `number`, by this gateway's headers.
Task<> LightClient::Private::followDown(Source source, qint64 number)
{
    for (int i = 0; i < MaxLinkCalls && !m_recent.empty() && m_recent.front().block.number() > number; ++i) {
        const Recent top = m_recent.front();
        const qint64 to = top.block.number();
        json::Object range = rangeOf(std::max(number, to - HeadersPerCall), to);
        auto payload = co_await ask(source, u"ain_getBlockHeadersList"_s, std::move(range));
        if (!payload)
            co_return failure(payload.error());
        auto linkWork = [payload = std::move(*payload), top = top.block] { return linkedDown(top, payload.array()); };
        auto linkTask = runIn(m_worker, std::move(linkWork));
        auto linked = co_await std::move(linkTask);
        if (!linked)
            co_return failure(linked.error());
        const ShownFinal known{top.block, *top.proof};
        auto kept = co_await keep(known, *linked, false, source.gateway);
        if (!kept)
            co_return failure(kept.error());
    }
    if (m_recent.empty() || m_recent.front().block.number() > number) {
        const QVariantMap args{{u"what"_s, u"headers"_s}, {u"number"_s, number}};
        co_return failure(errors::LightLink, args);
    }
    co_return Result<>();
}

Task<> LightClient::Private::crossCheck(Source source, Source used)
{
    auto shown = co_await fetchTip(source);
    if (!shown) {
        if (shown.error().code == errors::LightQuorum)
            distrust(source.gateway, shown.error());
        co_return Result<>(); // one that can't be asked says nothing
    }
    // Where it is behind, what the first one showed is followed down to it: only then can the two be compared.
    const qint64 number = shown->final.block.number();
    const qint64 lowest = m_recent.empty() ? number : m_recent.front().block.number();
    if (number < lowest && lowest - number <= MaxLinkCalls * HeadersPerCall) {
        auto followed = co_await followDown(used, number);
        if (!followed && followed.error().code != errors::LightLink && followed.error().code != errors::LightHeader)
            co_return Result<>(); // it could not be asked: nothing is known against it
        if (!followed) {
            // Blocks that hang in the air are given up for those of a gateway that shows where its own come from.
            distrust(used.gateway, followed.error());
            m_recent.clear();
            m_remembered.clear();
        }
    }
    auto accepted = co_await accept(*shown);
    co_return accepted;
}

} // namespace ain::light
