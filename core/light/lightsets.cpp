// Moving the validator set along (chain.md 10.4).
#include "core/light/lightclient_p.h"

#include <algorithm>

namespace ain::light {

using namespace Qt::StringLiterals;

namespace {

constexpr int MaxBridgeSteps = 80;
constexpr int MaxShapeCalls = 100; ///< for one value; one a child, at most
constexpr qint64 BridgeBlocks = 8; ///< looked at around one height
constexpr qint64 NewestBlocks = 2; ///< below the tip, that a set may be derived from

} // namespace

void LightClient::Private::enterEra(const SetStep &step, const ValidatorSet &next, qint64 since)
{
    Era era = m_eras.constLast();
    era.set = next;
    if (!step.facts.isEmpty())
        era.anchor = next;
    era.trail.append(step);
    era.since = since;
    m_eras.append(era);
}

Task<> LightClient::Private::moveSet(Source source)
{
    if (m_recent.empty())
        co_return Result<>();
    const Recent tip = m_recent.back();
    const json::Object stated = tip.proof->triple.constLast().header.statedValidators();
    auto statedSet = ValidatorSet::fromJson(stated);
    if (!m_mustDerive && tip.proof->links.isEmpty() && statedSet && *statedSet == m_eras.constLast().set)
        co_return Result<>();
    if (tip.block.number() == m_derivedAt)
        co_return Result<>();
    auto request = FinalRead::make(validatorFactPaths());
    if (!request)
        co_return failure(request.error());
    json::Object params = request->params();
    auto payload = co_await ask(source, u"ain_get"_s, std::move(params));
    if (!payload)
        co_return failure(payload.error());
    const auto answer = std::make_shared<const json::Array>(payload->array());
    auto further = co_await furtherOpenings(source, *request, answer);
    if (!further)
        co_return failure(further.error());
    const QList<StatePath> paths = request->paths();
    using Facts = std::pair<crypto::Hash256, QList<StateProof>>;
    auto factsWork = [answer, known = *further, request = *request]() -> Result<Facts> {
        QList<StateProof> proofs;
        for (auto &proof : request.read(*answer, {}, known)) {
            if (!proof)
                return failure(proof.error());
            proofs.append(*proof);
        }
        auto root = StateVerifier::rootOf(request.paths().constFirst(), proofs.constFirst());
        if (!root)
            return failure(root.error());
        return Facts(*root, proofs);
    };
    auto factsTask = runIn(m_worker, std::move(factsWork));
    auto facts = co_await std::move(factsTask);
    if (!facts)
        co_return failure(facts.error());
    const Recent *of = recentWithState(facts->first);
    // The state has moved on meanwhile (the next block will do), or is one from before the last move.
    if (of == nullptr || of->block.number() < m_eras.constLast().since
        || of->block.number() + NewestBlocks < m_recent.back().block.number())
        co_return Result<>();
    const Recent recent = *of;
    SetStep step{*recent.proof, facts->second};
    for (qsizetype i = 0; i < paths.size(); ++i) {
        const StatePath path = paths.at(i);
        const StateProof bare = step.facts.at(i);
        auto whole = co_await completed(source, path, bare);
        if (whole) // else what could not be followed is told by the check
            step.facts[i] = *whole;
    }
    const ValidatorSet old = m_eras.constLast().set;
    const int chainId = m_checkpoint->chainId;
    auto nextWork = [step, old, chainId] { return verifySetStep(step, old, chainId); };
    auto nextTask = runIn(m_worker, std::move(nextWork));
    auto next = co_await std::move(nextTask);
    if (!next) {
        if (isLie(next.error()))
            distrust(source.gateway, next.error());
        co_return failure(next.error());
    }
    // Another reading may have moved it while this one was verifying; what was derived here starts from `old`.
    if (m_eras.constLast().set != old)
        co_return Result<>();
    m_derivedAt = tip.block.number();
    m_mustDerive = false;
    if (recent.block.number() == tip.block.number() && (!statedSet || *statedSet != *next)) {
        // The header after the block states other validators than the state of the block gives.
        Evidence evidence;
        evidence.kind = u"validator_set"_s;
        evidence.network = m_checkpoint->network;
        evidence.firstGateway = hostOf(source.gateway);
        evidence.secondGateway = hostOf(source.gateway);
        evidence.first = json::Value(next->toJson());
        evidence.second = tip.proof->triple.constLast().header.json();
        evidence.seenAtMs = m_clock.nowMs();
        raise(std::move(evidence), false);
    }
    if (*next == old)
        co_return Result<>();
    enterEra(step, *next, recent.block.number());
    const auto store = m_store;
    auto savedWork = [store, step] { return (*store)->appendStep(step); };
    auto savedTask = runIn(m_worker, std::move(savedWork));
    auto saved = co_await std::move(savedTask);
    co_return saved;
}

Task<StateProof> LightClient::Private::completed(Source source, StatePath path, StateProof proof)
{
    for (int i = 0; i < MaxShapeCalls; ++i) {
        auto gapWork = [path, proof]() -> Result<std::optional<Gap>> { return gapIn(path, proof); };
        auto gapTask = runIn(m_worker, std::move(gapWork));
        auto gap = co_await std::move(gapTask);
        if (!gap)
            co_return failure(gap.error());
        if (!*gap)
            co_return proof;
        json::Object params;
        params.set(u"ref"_s, (*gap)->ask.toString());
        auto state = co_await ask(source, u"ain_getStateProof"_s, std::move(params));
        if (!state)
            co_return failure(state.error());
        auto joinWork = [proof, at = **gap, state = std::move(*state)]() -> Result<StateProof> {
            return withShape(proof, at, state);
        };
        auto joinTask = runIn(m_worker, std::move(joinWork));
        auto joined = co_await std::move(joinTask);
        if (!joined)
            co_return failure(joined.error());
        proof = *joined;
    }
    co_return proof;
}

Task<> LightClient::Private::bridge(Source source)
{
    // chain.md 10.4: halve the way until the validators we follow did sign, take over what their block states if it
    // changes less than a third, go on from there. At the tip the set is derived from the state again.
    json::Object none;
    auto last = co_await ask(source, u"ain_getLastBlockNumber"_s, std::move(none));
    if (!last)
        co_return failure(last.error());
    const qint64 newest = last->toInteger(-1);
    qint64 low = std::max(m_eras.constLast().since, m_recent.empty() ? 0 : m_recent.back().block.number());
    qint64 high = newest;
    QVariantMap args{{u"number"_s, newest}};
    args.insert(u"signed"_s, Amount().toString());
    args.insert(u"total"_s, m_eras.constLast().set.total().toString());
    for (int i = 0; i < MaxBridgeSteps && high - low > 1; ++i) {
        const qint64 middle = low + (high - low) / 2;
        auto pool = co_await fetchBlocks(source, middle - 1, middle + BridgeBlocks, VotedPool());
        if (!pool)
            co_return failure(pool.error());
        const ValidatorSet set = m_eras.constLast().set;
        const FinalityVerifier verifier(set, m_checkpoint->chainId);
        auto shownWork = [pool = std::move(*pool), verifier] { return pool.newestFinal(verifier); };
        auto shownTask = runIn(m_worker, std::move(shownWork));
        auto shown = co_await std::move(shownTask);
        const qint64 number = shown ? shown->block.number() : -1;
        if (!shown || number <= low || number >= middle + BridgeBlocks) {
            high = middle;
            continue;
        }
        low = middle;
        auto stated = ValidatorSet::fromJson(shown->proof.triple.constLast().header.statedValidators());
        if (!stated || *stated == set)
            continue;
        SetStep step{shown->proof, {}};
        auto next = verifySetStep(step, set, m_checkpoint->chainId, m_eras.constLast().anchor);
        if (!next)
            continue;
        enterEra(step, *next, shown->block.number());
        m_mustDerive = true;
        const auto store = m_store;
        auto savedWork = [store, step] { return (*store)->appendStep(step); };
        auto savedTask = runIn(m_worker, std::move(savedWork));
        auto saved = co_await std::move(savedTask);
        if (!saved)
            co_return failure(saved.error());
        auto tip = co_await fetchTip(source);
        if (tip)
            co_return Result<>();
        low = m_eras.constLast().since;
        high = newest;
    }
    co_return failure(errors::LightQuorum, args);
}

} // namespace ain::light
