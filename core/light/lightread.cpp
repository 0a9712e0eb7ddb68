// Proven values of the state.
#include "core/light/lightclient_p.h"

#include <algorithm>

namespace ain::light {

using namespace Qt::StringLiterals;

namespace {

constexpr int MaxReadTries = 3; ///< of one gateway, while its state moves on
constexpr qint64 RecentBlocks = 2; ///< a state this many blocks below the tip still counts as now
constexpr int MaxPages = 100; ///< of 20,000 children each
constexpr int MaxFurtherOpenings = 8; ///< of one read

// Made outside of coroutines, see core/base/task.h.
Error stateMoved(const QString &host) { return Error{errors::LightStateMoved, {{u"host"_s, host}}, {}}; }

struct Findings {
    QList<Result<StateProof>> proofs;
    QList<Result<StateFinding>> findings;
    QList<SetStep> trail;
};

} // namespace

Answer<json::Value> LightClient::Private::answerOf(const Result<StateFinding> &finding, const StateProof &proof,
                                                   const Recent &recent, const QList<SetStep> &trail, int gateway) const
{
    if (!finding) {
        const Claimed<json::Value> said{proof.value, hostOf(gateway), m_clock.nowMs()};
        return unproven(said, finding.error());
    }
    Answer<json::Value> answer;
    answer.value = finding->fact.value;
    answer.seenAtMs = m_clock.nowMs();
    if (finding->proven) {
        answer.proven = finding->proven->map([](const StateFact &fact) { return fact.value; });
        answer.mark = ProofMark::of(*answer.proven);
        if (isOld() || m_recent.empty() || recent.block.number() + RecentBlocks < m_recent.back().block.number())
            answer.mark = answer.mark.older();
    } else {
        answer.mark = ProofMark::appsWord(finding->block, hostOf(gateway));
    }
    ProofBundle bundle = bundleFor(recent, trail);
    bundle.path = finding->fact.path;
    bundle.state = proof;
    answer.bundle = std::make_shared<const ProofBundle>(std::move(bundle));
    return answer;
}

Task<std::shared_ptr<const LightClient::Private::Recent>> LightClient::Private::blockOfState(Source source,
                                                                                             crypto::Hash256 root)
{
    if (const Recent *known = recentWithState(root))
        co_return std::make_shared<const Recent>(*known);
    auto shown = co_await fetchTip(source);
    if (!shown && shown.error().code == errors::LightQuorum) {
        auto bridged = co_await bridge(source);
        if (bridged)
            shown = co_await fetchTip(source);
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

Task<LightClient::Private::ReadOutcome> LightClient::Private::readAt(Source source, FinalRead request)
{
    const QString host = hostOf(source.gateway);
    std::optional<Error> moved;
    for (int attempt = 0; attempt < MaxReadTries; ++attempt) {
        json::Object params = request.params();
        auto payload = co_await ask(source, u"ain_get"_s, std::move(params));
        if (!payload)
            co_return failure(payload.error());
        const auto answer = std::make_shared<const json::Array>(payload->array());
        auto rootWork = [answer, request] { return request.stateHash(*answer); };
        auto rootTask = runIn(m_worker, std::move(rootWork));
        auto root = co_await std::move(rootTask);
        if (!root)
            co_return failure(root.error());
        auto of = co_await blockOfState(source, *root);
        if (!of)
            co_return failure(of.error());
        const std::shared_ptr<const Recent> recent = *of;
        if (!recent) {
            moved = stateMoved(host);
            continue;
        }
        if (m_mustDerive) {
            auto derived = co_await moveSet(source);
            if (m_mustDerive)
                co_return failure(derived ? underived() : derived.error());
        }
        auto further = co_await furtherOpenings(source, request, answer);
        if (!further)
            co_return failure(further.error());
        const QList<KnownOpening> known = *further;
        const QHash<QString, Proven<QString>> closed = m_closedApps;
        const QList<Era> eras = m_eras;
        const int chainId = m_checkpoint->chainId;
        auto findingsWork = [answer, known, recent, request, closed, eras, chainId]() -> Result<Findings> {
            Findings found;
            found.proofs = request.read(*answer, {}, known);
            found.trail = trailOf(eras, *recent->proof, chainId);
            for (qsizetype i = 0; i < found.proofs.size(); ++i) {
                const StatePath path = request.paths().at(i);
                const Result<StateProof> &proof = found.proofs.at(i);
                if (!proof) {
                    found.findings.append(Result<StateFinding>(failure(proof.error())));
                    continue;
                }
                // What the template closes: the leaves that say who owns a token and where its metadata is.
                const QString leaf = path.labels.value(4);
                const bool isApp = path.root == StateRoot::Values && path.labels.size() == 5
                    && path.labels.at(0) == u"apps" && path.labels.at(2) == u"tokens"
                    && (leaf == u"owner" || leaf == u"tokenURI");
                const auto app = isApp ? closed.constFind(path.labels.value(1)) : closed.constEnd();
                found.findings.append(app == closed.constEnd()
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
        for (qsizetype i = 0; i < findings->findings.size(); ++i) {
            const Result<StateFinding> &finding = findings->findings.at(i);
            const StateProof proof = findings->proofs.at(i) ? *findings->proofs.at(i) : StateProof();
            outcome.answers.append(answerOf(finding, proof, *recent, findings->trail, source.gateway));
            if (!finding) {
                outcome.isComplete = false;
                if (isLie(finding.error()))
                    lie = finding.error();
            }
        }
        if (lie) {
            outcome.isContradicted = true;
            distrust(source.gateway, *lie);
        }
        co_return outcome;
    }
    co_return failure(*moved);
}

Task<KnownOpening> LightClient::Private::openingOf(Source source, StatePath node, StatePath target,
                                                   crypto::Hash256 hash)
{
    KnownOpening known;
    known.node = node;
    // One branch is short, but it is of the pending state, and shows a child only if it is there.
    const int depth = int(node.labels.size()) + 1;
    json::Object params{{u"ref"_s, target.toString()}};
    auto state = co_await ask(source, u"ain_getStateProof"_s, std::move(params));
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
        auto page = co_await ask(source, u"ain_get"_s, std::move(pageQuery));
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

Task<QList<KnownOpening>> LightClient::Private::furtherOpenings(Source source, FinalRead request,
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
        auto opening = co_await openingOf(source, node, target, *hash);
        if (!opening)
            co_return known;
        known.append(*opening);
    }
    co_return known;
}

Task<QList<Answer<json::Value>>> LightClient::Private::read(QList<StatePath> paths)
{
    if (m_isPinning)
        co_return failure(errors::Cancelled);
    const Busy busy(m_busy);
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
    const std::shared_ptr<Budget> budget = newBudget();
    for (qsizetype at = 0; at < order.size(); ++at) {
        if (m_isPinning)
            break;
        const Source source = sourceAt(order, at, budget);
        asked = hostOf(source.gateway);
        auto outcome = co_await readAt(source, *request);
        if (!outcome) {
            if (isLie(outcome.error()) || outcome.error().code == errors::LightQuorum)
                distrust(source.gateway, outcome.error());
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
    if (m_stop) { // raised meanwhile, maybe by somebody else's reading
        best.clear();
        reason = *m_stop;
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

} // namespace ain::light
