// Following the chain: the newest final block, the links down to what is known, the validator set.
#include "core/light/lightclient_p.h"

#include "core/json/writer.h"

#include <QDateTime>
#include <QDir>
#include <QSaveFile>

#include <algorithm>
#include <ranges>

namespace ain::light {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 HeadersPerCall = 20; ///< chain.md 6
constexpr int MaxLinkCalls = 15; ///< in one sync; a longer hole is left to the history scan
constexpr int MaxAlarms = 50; ///< kept of those that stop nothing
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
    std::optional<Error> reason;
    int used = -1;
    for (const int gateway : order) {
        auto shown = co_await fetchTip(gateway);
        if (!shown && shown.error().code == errors::LightQuorum) {
            // Not signed by those we follow: either the set moved on, or it is made up.
            auto bridged = co_await bridge(gateway);
            if (bridged) {
                shown = co_await fetchTip(gateway);
            } else {
                distrust(gateway, shown.error());
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
        used = gateway;
        if (!isOld())
            break;
    }
    if (used < 0) {
        if (reason)
            co_return failure(*reason);
        co_return failure(noGateway());
    }
    auto moved = co_await moveSet(used);
    if (!moved)
        m_status.lastError = moved.error();
    const qint64 now = m_clock.monotonicMs();
    for (const int other : order) {
        if (other == used || (m_lastCrossCheck >= 0 && now - m_lastCrossCheck < CrossCheckMs))
            continue;
        m_lastCrossCheck = now;
        auto checked = co_await crossCheck(other, used);
        if (!checked)
            co_return failure(checked.error());
        break;
    }
    co_return Result<>();
}

Task<VotedPool> LightClient::Private::fetchBlocks(int gateway, qint64 from, qint64 to, VotedPool pool)
{
    json::Object range = rangeOf(std::max<qint64>(from, 0), to);
    auto payload = co_await m_client.callAt(gateway, u"ain_getBlockList"_s, std::move(range));
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

Task<LightClient::Private::Shown> LightClient::Private::fetchTip(int gateway)
{
    json::Object nothing;
    auto status = co_await m_client.callAt(gateway, u"net_rawConsensusStatus"_s, std::move(nothing));
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
        auto last = co_await m_client.callAt(gateway, u"ain_getLastBlockNumber"_s, std::move(none));
        if (!last)
            co_return failure(last.error());
        const qint64 newest = last->toInteger(-1);
        auto blocks = co_await fetchBlocks(gateway, newest - 5, newest + 1, std::move(pool));
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
    auto headers = co_await m_client.callAt(gateway, u"ain_getBlockHeadersList"_s, std::move(range));
    if (!headers)
        co_return failure(headers.error());
    const FinalityVerifier verifier(m_eras.constLast().set, m_checkpoint->chainId);
    auto shownWork = [headers = std::move(*headers), pool = std::move(pool), verifier,
                      gateway]() mutable -> Result<Shown> {
        for (const json::Value &header : headers.array())
            pool.addBlock(header);
        auto final = pool.newestFinal(verifier);
        if (!final)
            return failure(final.error());
        Shown found{gateway, *final, {}};
        const Header *at = &final->block.header();
        while (at->lastHash()) {
            at = pool.headerAt(*at->lastHash());
            if (at == nullptr)
                break;
            found.below.append(*at);
        }
        return found;
    };
    auto shownTask = runIn(m_worker, std::move(shownWork));
    auto shown = co_await std::move(shownTask);
    if (shown)
        m_status.signaturesVerified += 3 * m_eras.constLast().set.validators().size();
    co_return shown;
}

Task<> LightClient::Private::accept(Shown shown)
{
    const FinalBlock block = shown.final.block;
    const QString host = hostOf(shown.gateway);
    if (!m_status.gateways.contains(host) && !m_status.distrusted.contains(host))
        m_status.gateways.append(host);

    // Final blocks never change: another one of the same number is a contradiction in signed words.
    const auto conflict = [&](const Recent &ours) {
        Evidence evidence;
        evidence.kind = u"conflicting_final_blocks"_s;
        evidence.network = m_checkpoint->network;
        evidence.secondGateway = host;
        evidence.first = bundleFor(ours).toJson();
        evidence.second = bundleFor(Recent{block, std::make_shared<const FinalityProof>(shown.final.proof)}).toJson();
        evidence.seenAtMs = m_clock.nowMs();
        raise(std::move(evidence), true);
    };
    if (block.number() < m_checkpoint->number) {
        const QVariantMap args{{u"what"_s, u"checkpoint"_s}, {u"number"_s, block.number()}};
        co_return failure(errors::LightLink, args);
    }
    QList<FinalBlock> below;
    FinalBlock child = block;
    bool met = m_recent.empty();
    const Recent *same = recentAt(block.number());
    if (same != nullptr && same->block.header().hash() != block.header().hash()) {
        conflict(*same);
        co_return failure(*m_stop);
    }
    for (const Header &parent : std::as_const(shown.below)) {
        auto linked = FinalityVerifier::linkBack(child, parent);
        if (!linked)
            break;
        const Recent *ours = recentAt(parent.number());
        if (ours != nullptr && ours->block.header().hash() != parent.hash()) {
            conflict(*ours);
            co_return failure(*m_stop);
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
        auto checked = co_await meetCheckpoint(shown.gateway);
        if (!checked)
            co_return failure(checked.error());
    }
    const qint64 gapBelow = below.isEmpty() ? block.number() : below.constLast().number();
    remember(shown.final, below);
    const auto store = m_store;
    const FinalityProof proof = shown.final.proof;
    QList<FinalBlock> headers = below;
    headers.append(block);
    const qint64 keep = m_options.keepHeaders;
    auto savedWork = [store, proof, headers, keep, isNewer]() -> Result<std::pair<qint64, qint64>> {
        auto put = (*store)->putHeaders(headers, keep);
        if (put && isNewer)
            put = (*store)->saveTip(proof);
        if (!put)
            return failure(put.error());
        return std::pair((*store)->count(), (*store)->lowest());
    };
    auto savedTask = runIn(m_worker, std::move(savedWork));
    auto saved = co_await std::move(savedTask);
    if (!saved)
        co_return failure(saved.error());
    m_status.storedHeaders = saved->first;
    m_status.lowestStored = saved->second;
    if (!met) {
        auto linked = co_await linkDown(shown.gateway, gapBelow);
        if (!linked && m_stop)
            co_return failure(*m_stop);
    }
    refreshStatus();
    if (isNewer)
        Q_EMIT q->tipChanged(block.number());
    co_return Result<>();
}

Task<> LightClient::Private::meetCheckpoint(int gateway)
{
    auto trusted = co_await votedBlock(gateway, m_checkpoint->number);
    if (!trusted)
        co_return failure(trusted.error());
    const QString expected = m_checkpoint->hash.toString();
    const QString found = trusted->block.header().hash().toString();
    if (expected != found) {
        const QVariantMap args{{u"expected"_s, expected}, {u"found"_s, found}};
        const Error other{errors::LightOtherChain, args, {}};
        distrust(gateway, other);
        co_return failure(other);
    }
    m_isCheckpointMet = true;
    co_return Result<>();
}

Task<> LightClient::Private::linkDown(int gateway, qint64 from)
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
    const auto conflict = [&](const Recent &theirs) {
        Evidence evidence;
        evidence.kind = u"conflicting_final_blocks"_s;
        evidence.network = m_checkpoint->network;
        evidence.secondGateway = hostOf(gateway);
        evidence.first = bundleFor(known).toJson();
        evidence.second = bundleFor(theirs).toJson();
        evidence.seenAtMs = m_clock.nowMs();
        raise(std::move(evidence), true);
    };
    if (from - oldTip > MaxLinkCalls * HeadersPerCall) {
        // Too far to link at once: the old tip itself must still be there.
        auto same = co_await votedBlock(gateway, oldTip);
        if (same && same->block.header().hash() != known.block.header().hash()) {
            conflict(*same);
            co_return failure(*m_stop);
        }
        co_return Result<>();
    }
    while (top.block.number() > oldTip) {
        const qint64 to = top.block.number();
        json::Object range = rangeOf(std::max(oldTip, to - HeadersPerCall), to);
        auto payload = co_await m_client.callAt(gateway, u"ain_getBlockHeadersList"_s, std::move(range));
        if (!payload)
            co_return failure(payload.error());
        auto linkedWork = [payload = std::move(*payload), top = top.block] { return linkedDown(top, payload.array()); };
        auto linkedTask = runIn(m_worker, std::move(linkedWork));
        auto linked = co_await std::move(linkedTask);
        if (!linked) {
            distrust(gateway, linked.error());
            co_return failure(linked.error());
        }
        FinalityProof proof = *top.proof;
        for (const FinalBlock &block : std::as_const(*linked)) {
            proof.links.append(block.header());
            if (block.number() == oldTip && known.block.header().hash() != block.header().hash()) {
                const Recent theirs{block, std::make_shared<const FinalityProof>(proof)};
                conflict(theirs);
                co_return failure(*m_stop);
            }
        }
        QList<FinalBlock> fresh = *linked;
        if (fresh.constLast().number() == oldTip)
            fresh.removeLast();
        remember(ShownFinal{top.block, *top.proof}, fresh);
        const auto store = m_store;
        const qint64 keep = m_options.keepHeaders;
        auto savedWork = [store, fresh, keep] { return (*store)->putHeaders(fresh, keep); };
        auto savedTask = runIn(m_worker, std::move(savedWork));
        auto saved = co_await std::move(savedTask);
        if (!saved)
            co_return failure(saved.error());
        top = Recent{linked->constLast(), std::make_shared<const FinalityProof>(proof)};
    }
    co_return Result<>();
}

/// The parents of the oldest block we remember, down to `number`, by this gateway's headers.
Task<> LightClient::Private::followDown(int gateway, qint64 number)
{
    for (int i = 0; i < MaxLinkCalls && !m_recent.empty() && m_recent.front().block.number() > number; ++i) {
        const Recent top = m_recent.front();
        const qint64 to = top.block.number();
        json::Object range = rangeOf(std::max(number, to - HeadersPerCall), to);
        auto payload = co_await m_client.callAt(gateway, u"ain_getBlockHeadersList"_s, std::move(range));
        if (!payload)
            co_return failure(payload.error());
        auto linkWork = [payload = std::move(*payload), top = top.block] { return linkedDown(top, payload.array()); };
        auto linkTask = runIn(m_worker, std::move(linkWork));
        auto linked = co_await std::move(linkTask);
        if (!linked)
            co_return failure(linked.error());
        const ShownFinal known{top.block, *top.proof};
        remember(known, *linked);
    }
    if (m_recent.empty() || m_recent.front().block.number() > number) {
        const QVariantMap args{{u"what"_s, u"headers"_s}, {u"number"_s, number}};
        co_return failure(errors::LightLink, args);
    }
    co_return Result<>();
}

Task<> LightClient::Private::crossCheck(int gateway, int used)
{
    auto shown = co_await fetchTip(gateway);
    if (!shown) {
        if (shown.error().code == errors::LightQuorum)
            distrust(gateway, shown.error());
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
            distrust(used, followed.error());
            m_recent.clear();
            m_remembered.clear();
        }
    }
    auto accepted = co_await accept(*shown);
    co_return accepted;
}

void LightClient::Private::raise(Evidence evidence, bool stops)
{
    if (!stops && m_status.alarms.size() >= MaxAlarms)
        return;
    const QByteArray bytes = json::pretty(evidence.toJson());
    json::Object statements;
    statements.set(u"first"_s, evidence.first);
    statements.set(u"second"_s, evidence.second);
    const QString name =
        crypto::messageHashUtf8(json::canonical(json::Value(std::move(statements)))).toString().mid(2, 12);
    const QString directory = m_options.directory + u"/evidence"_s;
    const Alarm alarm{evidence.kind, directory + u"/%1-%2.json"_s.arg(evidence.kind, name), evidence.seenAtMs};
    // The file is worth having even when the disk refuses it: the alarm stands either way.
    runIn(m_worker, [directory, bytes, path = alarm.file]() -> Result<> {
        QDir().mkpath(directory);
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
            return failure(errors::LightStore, {{u"path"_s, path}, {u"reason"_s, file.errorString()}});
        return {};
    }).detach();
    if (stops)
        m_stop = stoppedBy(alarm);
    const bool isKnown = std::any_of(m_status.alarms.cbegin(), m_status.alarms.cend(),
                                     [&](const Alarm &known) { return known.file == alarm.file; });
    if (!isKnown)
        m_status.alarms.append(alarm);
    refreshStatus();
    Q_EMIT q->alarmRaised(alarm);
}

} // namespace ain::light
