// Proven values, transactions and blocks.
#include "core/light/lightclient_p.h"

#include <algorithm>

namespace ain::light {

using namespace Qt::StringLiterals;

namespace {

constexpr int MaxReadTries = 3; ///< of one gateway, while its state moves on
constexpr qint64 RecentBlocks = 2; ///< a state this many blocks below the tip still counts as now
constexpr int BlocksPerCall = 20;
constexpr int MaxPages = 100; ///< of 20,000 children each
constexpr int MaxFurtherOpenings = 8; ///< of one read
constexpr qint64 TripleSearch = 20; ///< chain.md 10.3: how far after a block a triple is looked for

/// The gateway's answer did not hold, in contrast to one that could not be checked.
bool isLie(const Error &error)
{
    return error.code == errors::LightProof || error.code == errors::LightBody || error.code == errors::LightAlarm;
}

// Made outside of coroutines, see core/base/task.h.
Error stateMoved(const QString &host) { return Error{errors::LightStateMoved, {{u"host"_s, host}}, {}}; }

Error notThere(qint64 block)
{
    return Error{errors::LightBody, {{u"what"_s, u"not_there"_s}, {u"number"_s, block}}, {}};
}

using Findings = std::pair<QList<Result<StateProof>>, QList<Result<StateFinding>>>;

template<typename T>
Answer<T> failed(const Error &why, const QString &gateway, qint64 now)
{
    Answer<T> answer;
    answer.mark = isLie(why) ? ProofMark::contradicted(gateway) : ProofMark::unproven(gateway);
    answer.why = why;
    answer.seenAtMs = now;
    return answer;
}

} // namespace

Answer<json::Value> LightClient::Private::answerOf(const Result<StateFinding> &finding, const StateProof &proof,
                                                   const Recent &recent, int gateway) const
{
    if (!finding) {
        auto answer = failed<json::Value>(finding.error(), hostOf(gateway), m_clock.nowMs());
        answer.value = proof.value;
        return answer;
    }
    Answer<json::Value> answer;
    answer.value = finding->fact.value;
    answer.seenAtMs = m_clock.nowMs();
    if (finding->proven) {
        answer.proven = finding->proven->map([](const StateFact &fact) { return fact.value; });
        answer.mark = ProofMark::of(*answer.proven);
        if (isOld() || recent.block.number() + RecentBlocks < m_recent.back().block.number())
            answer.mark = answer.mark.older();
    } else {
        answer.mark = ProofMark::appsWord(finding->block, hostOf(gateway));
    }
    ProofBundle bundle = bundleFor(recent);
    bundle.path = finding->fact.path;
    bundle.state = proof;
    answer.bundle = std::make_shared<const ProofBundle>(std::move(bundle));
    return answer;
}

Task<std::shared_ptr<const LightClient::Private::Recent>> LightClient::Private::blockOfState(int gateway,
                                                                                             crypto::Hash256 root)
{
    if (const Recent *known = recentWithState(root))
        co_return std::make_shared<const Recent>(*known);
    auto shown = co_await fetchTip(gateway);
    if (!shown && shown.error().code == errors::LightQuorum) {
        auto bridged = co_await bridge(gateway);
        if (bridged)
            shown = co_await fetchTip(gateway);
    }
    if (!shown)
        co_return failure(shown.error());
    auto accepted = co_await accept(*shown);
    if (!accepted)
        co_return failure(accepted.error());
    if (const Recent *known = recentWithState(root))
        co_return std::make_shared<const Recent>(*known);
    co_return std::shared_ptr<const Recent>();
}

Task<LightClient::Private::ReadOutcome> LightClient::Private::readAt(int gateway, FinalRead request)
{
    const QString host = hostOf(gateway);
    std::optional<Error> moved;
    for (int attempt = 0; attempt < MaxReadTries; ++attempt) {
        json::Object params = request.params();
        auto payload = co_await m_client.callAt(gateway, u"ain_get"_s, std::move(params));
        if (!payload)
            co_return failure(payload.error());
        const auto answer = std::make_shared<const json::Array>(payload->array());
        auto rootWork = [answer, request] { return request.stateHash(*answer); };
        auto rootTask = runIn(m_worker, std::move(rootWork));
        auto root = co_await std::move(rootTask);
        if (!root)
            co_return failure(root.error());
        auto of = co_await blockOfState(gateway, *root);
        if (!of)
            co_return failure(of.error());
        const std::shared_ptr<const Recent> recent = *of;
        if (!recent) {
            moved = stateMoved(host);
            continue;
        }
        auto further = co_await furtherOpenings(gateway, request, answer);
        if (!further)
            co_return failure(further.error());
        const QList<KnownOpening> known = *further;
        const QHash<QString, Proven<QString>> closed = m_closedApps;
        auto findingsWork = [answer, known, recent, request, closed]() -> Result<Findings> {
            Findings found;
            found.first = request.read(*answer, {}, known);
            for (qsizetype i = 0; i < found.first.size(); ++i) {
                const StatePath path = request.paths().at(i);
                const Result<StateProof> &proof = found.first.at(i);
                if (!proof) {
                    found.second.append(Result<StateFinding>(failure(proof.error())));
                    continue;
                }
                const bool isApp = path.root == StateRoot::Values && path.labels.value(0) == u"apps";
                const auto app = isApp ? closed.constFind(path.labels.value(1)) : closed.constEnd();
                found.second.append(app == closed.constEnd()
                                        ? StateVerifier::verify(recent->block, path, *proof)
                                        : StateVerifier::verify(recent->block, path, *proof, *app));
            }
            return found;
        };
        auto findingsTask = runIn(m_worker, std::move(findingsWork));
        auto findings = co_await std::move(findingsTask);
        if (!findings)
            co_return failure(findings.error());
        ReadOutcome outcome;
        outcome.isComplete = true;
        std::optional<Error> lie;
        for (qsizetype i = 0; i < findings->second.size(); ++i) {
            const Result<StateFinding> &finding = findings->second.at(i);
            const StateProof proof = findings->first.at(i) ? *findings->first.at(i) : StateProof();
            outcome.answers.append(answerOf(finding, proof, *recent, gateway));
            if (!finding) {
                outcome.isComplete = false;
                if (isLie(finding.error()))
                    lie = finding.error();
            }
        }
        if (lie) {
            outcome.isContradicted = true;
            distrust(gateway, *lie);
        }
        co_return outcome;
    }
    co_return failure(*moved);
}

Task<KnownOpening> LightClient::Private::openingOf(int gateway, StatePath node, StatePath target, crypto::Hash256 hash)
{
    KnownOpening known;
    known.node = node;
    // One branch is short, but it is of the pending state, and shows a child only if it is there.
    const int depth = int(node.labels.size()) + 1;
    json::Object params{{u"ref"_s, target.toString()}};
    auto state = co_await m_client.callAt(gateway, u"ain_getStateProof"_s, std::move(params));
    if (state && state->isObject()) {
        auto branchWork = [state = *state, target, depth, hash] { return branchBelow(state, target, depth, hash); };
        auto branchTask = runIn(m_worker, std::move(branchWork));
        auto branch = co_await std::move(branchTask);
        if (branch) {
            known.child = target.labels.value(node.labels.size());
            known.opening.branch = *branch;
            co_return known;
        }
    }
    auto children = std::make_shared<Listing::Children>(); // of the light thread while it works
    QString after;
    for (int i = 0; i < MaxPages; ++i) {
        json::Object pageQuery = pageParams(node, after);
        auto page = co_await m_client.callAt(gateway, u"ain_get"_s, std::move(pageQuery));
        if (!page)
            co_return failure(page.error());
        auto partWork = [page = std::move(*page), hash, children]() -> Result<QString> {
            auto part = readPage(page, hash);
            if (!part)
                return failure(part.error());
            if (part->empty() || children->size() + part->size() > ProofLimits().maxChildren)
                return QString();
            std::move(part->begin(), part->end(), std::back_inserter(*children));
            return endOfPage(page);
        };
        auto partTask = runIn(m_worker, std::move(partWork));
        auto end = co_await std::move(partTask);
        if (!end)
            co_return failure(end.error());
        if (end->isEmpty() || *end == after)
            break;
        after = *end;
    }
    auto listingWork = [children, hash] { return wholeListing(std::move(*children), hash); };
    auto listingTask = runIn(m_worker, std::move(listingWork));
    auto listing = co_await std::move(listingTask);
    if (!listing)
        co_return failure(listing.error());
    known.opening.listing = *listing;
    co_return known;
}

Task<QList<KnownOpening>> LightClient::Private::furtherOpenings(int gateway, FinalRead request,
                                                                std::shared_ptr<const json::Array> answer)
{
    QList<KnownOpening> known;
    for (int i = 0; i < MaxFurtherOpenings; ++i) {
        using Missing = std::optional<std::pair<StatePath, StatePath>>; // node and target
        auto missingWork = [answer, request, known]() -> Result<Missing> {
            const auto proofs = request.read(*answer, {}, known);
            for (qsizetype at = 0; at < proofs.size(); ++at) {
                if (proofs.at(at) || proofs.at(at).error().code != errors::LightProofShape)
                    continue;
                const auto node = StatePath::parse(proofs.at(at).error().args.value(u"path"_s).toString());
                if (node)
                    return Missing(std::pair(*node, request.paths().at(at)));
            }
            return Missing();
        };
        auto missingTask = runIn(m_worker, std::move(missingWork));
        auto missing = co_await std::move(missingTask);
        if (!missing)
            co_return failure(missing.error());
        if (!*missing)
            co_return known;
        const StatePath node = (*missing)->first;
        const StatePath target = (*missing)->second;
        auto hash = request.nodeHash(*answer, node);
        if (!hash)
            co_return known; // its path stays unproven, the others need not
        auto opening = co_await openingOf(gateway, node, target, *hash);
        if (!opening)
            co_return known;
        known.append(*opening);
    }
    co_return known;
}

Task<QList<Answer<json::Value>>> LightClient::Private::read(QList<StatePath> paths)
{
    auto request = FinalRead::make(paths);
    if (!request)
        co_return failure(request.error());
    auto loaded = co_await load();
    std::optional<Error> reason;
    if (!loaded)
        reason = loaded.error();
    else if (m_stop)
        reason = *m_stop;
    QList<Answer<json::Value>> best;
    QString asked;
    const QList<int> order = reason ? QList<int>() : gateways();
    for (const int gateway : order) {
        asked = hostOf(gateway);
        auto outcome = co_await readAt(gateway, *request);
        if (!outcome) {
            if (isLie(outcome.error()) || outcome.error().code == errors::LightQuorum)
                distrust(gateway, outcome.error());
            if (!reason || isLie(outcome.error()))
                reason = outcome.error();
            if (m_stop)
                break;
            continue;
        }
        if (best.isEmpty() || outcome->isComplete)
            best = outcome->answers;
        if (outcome->isComplete)
            break;
    }
    if (best.isEmpty()) {
        const Error why = reason ? *reason : noGateway();
        for (qsizetype i = 0; i < paths.size(); ++i)
            best.append(failed<json::Value>(why, asked, m_clock.nowMs()));
    }
    refreshStatus();
    co_return withRemembered(paths, best);
}

QList<Answer<json::Value>> LightClient::Private::withRemembered(QList<StatePath> paths,
                                                                QList<Answer<json::Value>> fresh)
{
    for (qsizetype i = 0; i < fresh.size(); ++i) {
        const QString key = paths.at(i).toString();
        Answer<json::Value> &answer = fresh[i];
        const auto known = m_remembered.constFind(key);
        if (answer.proven) {
            const bool isNewest =
                known == m_remembered.constEnd() || known->proven->block().number() <= answer.proven->block().number();
            if (isNewest) {
                m_remembered.insert(key, answer);
                continue;
            }
        } else if (known == m_remembered.constEnd() || answer.mark.standing() == Standing::AppsWord) {
            continue;
        }
        // What was proven once stays true of its block; what is not proven now does not take its place.
        const std::optional<Error> why = answer.why;
        const Standing standing = answer.mark.standing();
        const QString gateway = answer.mark.gateway();
        answer = *known;
        answer.why = why;
        if (standing == Standing::Contradicted) {
            answer.mark = ProofMark::contradicted(gateway);
            answer.proven.reset();
        } else {
            answer.mark = answer.mark.older();
        }
    }
    return fresh;
}

Task<> LightClient::Private::agreesWithStore(Recent recent, int gateway)
{
    const qint64 number = recent.block.number();
    const auto store = m_store;
    using Known = std::optional<crypto::Hash256>;
    auto knownWork = [store, number]() -> Result<Known> { return (*store)->hashAt(number); };
    auto knownTask = runIn(m_worker, std::move(knownWork));
    auto known = co_await std::move(knownTask);
    if (!known)
        co_return failure(known.error());
    if (!*known || **known == recent.block.header().hash())
        co_return Result<>();
    Evidence evidence;
    evidence.kind = u"conflicting_final_blocks"_s;
    evidence.network = m_checkpoint->network;
    evidence.secondGateway = hostOf(gateway);
    evidence.first = json::Value((*known)->toString()); // of the chain followed; its votes were not kept
    evidence.second = bundleFor(recent).toJson();
    evidence.seenAtMs = m_clock.nowMs();
    raise(std::move(evidence), true);
    co_return failure(*m_stop);
}

Task<LightClient::Private::Recent> LightClient::Private::finalBlock(int gateway, qint64 number)
{
    if (const Recent *known = recentAt(number)) {
        const Recent found = *known;
        co_return found;
    }
    VotedPool pool;
    std::optional<Error> reason;
    qint64 to = number + 4;
    for (qint64 from = number - 1; from < number + TripleSearch; from = to, to = number + TripleSearch) {
        auto blocks = co_await fetchBlocks(gateway, from, to, std::move(pool));
        if (!blocks)
            co_return failure(blocks.error());
        pool = std::move(*blocks);
        QList<ValidatorSet> sets;
        for (auto era = m_eras.crbegin(); era != m_eras.crend(); ++era)
            sets.append(era->set);
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
            return failure(*why);
        };
        auto shownTask = runIn(m_worker, std::move(shownWork));
        auto shown = co_await std::move(shownTask);
        if (shown) {
            const Recent found{shown->block, std::make_shared<const FinalityProof>(shown->proof)};
            auto known = co_await agreesWithStore(found, gateway);
            if (!known)
                co_return failure(known.error());
            co_return found;
        }
        reason = shown.error();
    }
    co_return failure(*reason);
}

Task<Answer<IncludedTransaction>> LightClient::Private::transaction(QString txHash, qint64 block)
{
    auto loaded = co_await load();
    if (!loaded)
        co_return failed<IncludedTransaction>(loaded.error(), QString(), m_clock.nowMs());
    if (m_recent.empty() || block > m_recent.back().block.number()) {
        auto synced = co_await sync();
        if (!synced)
            co_return failed<IncludedTransaction>(synced.error(), QString(), m_clock.nowMs());
    }
    if (m_stop)
        co_return failed<IncludedTransaction>(*m_stop, QString(), m_clock.nowMs());
    std::optional<Error> reason;
    QString asked;
    const QList<int> order = gateways();
    for (const int gateway : order) {
        auto final = co_await finalBlock(gateway, block);
        if (!final) {
            if (!reason || !isLie(*reason)) {
                reason = final.error();
                asked = hostOf(gateway);
            }
            continue;
        }
        json::Object params{{u"number"_s, block}, {u"getFullTransactions"_s, true}};
        auto body = co_await m_client.callAt(gateway, u"ain_getBlockByNumber"_s, std::move(params));
        if (!body) {
            if (!reason || !isLie(*reason)) {
                reason = body.error();
                asked = hostOf(gateway);
            }
            continue;
        }
        using Found = std::optional<Proven<IncludedTransaction>>;
        const FinalBlock at = final->block;
        auto foundWork = [at, body = *body, txHash]() -> Result<Found> {
            auto checked = InclusionVerifier::checkBody(at, body);
            if (!checked)
                return failure(checked.error());
            return InclusionVerifier::find(at, body, txHash);
        };
        auto foundTask = runIn(m_worker, std::move(foundWork));
        auto found = co_await std::move(foundTask);
        if (!found || !*found) {
            reason = found ? notThere(block) : found.error();
            asked = hostOf(gateway);
            distrust(gateway, *reason);
            continue;
        }
        Answer<IncludedTransaction> answer;
        answer.value = (*found)->value();
        answer.proven = **found;
        answer.mark = ProofMark::of(**found); // a final block is final for ever: no age
        ProofBundle bundle = bundleFor(*final);
        bundle.txHash = txHash;
        bundle.block = *body;
        answer.bundle = std::make_shared<const ProofBundle>(std::move(bundle));
        answer.seenAtMs = m_clock.nowMs();
        co_return answer;
    }
    const Error why = reason ? *reason : noGateway();
    co_return failed<IncludedTransaction>(why, asked, m_clock.nowMs());
}

Task<LightClient::VerifiedBlock> LightClient::Private::tipBlock()
{
    auto synced = co_await sync();
    if (!synced && m_recent.empty())
        co_return failure(synced.error());
    if (m_stop)
        co_return failure(*m_stop);
    const FinalBlock tip = m_recent.back().block;
    json::Object params{{u"number"_s, tip.number()}, {u"getFullTransactions"_s, true}};
    auto body = co_await m_client.call(u"ain_getBlockByNumber"_s, std::move(params));
    if (!body)
        co_return failure(body.error());
    auto checked = InclusionVerifier::checkBody(tip, *body);
    if (!checked)
        co_return failure(checked.error());
    VerifiedBlock block{tip, *body};
    co_return block;
}

Task<QList<LightClient::VerifiedBlock>> LightClient::Private::blocksBelow(VerifiedBlock top, int count)
{
    const qint64 to = top.block.number();
    const qint64 from = std::max<qint64>(0, to - std::clamp(count, 1, BlocksPerCall));
    std::optional<Error> reason;
    const QList<int> order = gateways();
    for (const int gateway : order) {
        json::Object range{{u"from"_s, from}, {u"to"_s, to}};
        auto payload = co_await m_client.callAt(gateway, u"ain_getBlockList"_s, std::move(range));
        if (!payload) {
            reason = payload.error();
            continue;
        }
        auto blocksWork = [payload = std::move(*payload), top = top.block]() -> Result<QList<VerifiedBlock>> {
            QList<VerifiedBlock> found;
            FinalBlock child = top;
            for (auto body = payload.array().crbegin(); body != payload.array().crend(); ++body) {
                auto header = Header::read(*body);
                if (!header)
                    return failure(header.error());
                auto block = FinalityVerifier::linkBack(child, *header);
                if (!block)
                    return failure(block.error());
                auto checked = InclusionVerifier::checkBody(*block, *body);
                if (!checked)
                    return failure(checked.error());
                found.append(VerifiedBlock{*block, *body});
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
            distrust(gateway, *reason);
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
    auto loaded = co_await load();
    if (!loaded)
        co_return failure(loaded.error());
    if (m_stop)
        co_return failure(*m_stop);
    const int chainId = m_checkpoint->chainId;
    std::optional<Error> reason;
    const QList<int> order = gateways();
    for (const int gateway : order) {
        json::Object params{{u"number"_s, known.number}, {u"getFullTransactions"_s, true}};
        auto payload = co_await m_client.callAt(gateway, u"ain_getBlockByNumber"_s, std::move(params));
        if (!payload) {
            reason = payload.error();
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
            // One that does not have the block (a null answer) is late, not dishonest.
            if (reason->code != errors::LightHeader)
                distrust(gateway, *reason);
            continue;
        }
        co_return *checked;
    }
    const Error why = reason ? *reason : noGateway();
    co_return failure(why);
}

} // namespace ain::light
