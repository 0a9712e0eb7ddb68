// What counts as final from now on, and what contradicts it in signed words.
#include "core/light/lightclient_p.h"

#include "core/json/writer.h"

#include <QDir>
#include <QSaveFile>

#include <algorithm>

namespace ain::light {

using namespace Qt::StringLiterals;

namespace {

constexpr int MaxAlarms = 50; ///< kept of those that stop nothing

json::Value statementOf(const VotedHeader &voted)
{
    json::Object statement;
    statement.set(u"header"_s, voted.header.json());
    statement.set(u"votes"_s, voted.votes);
    return statement;
}

} // namespace

Task<> LightClient::Private::keep(ShownFinal shown, QList<FinalBlock> below, bool isTip, int gateway)
{
    struct Kept {
        std::optional<crypto::Hash256> other; ///< of the first final block that contradicts one that is known
        qsizetype at = -1;
        qint64 count = 0;
        qint64 lowest = -1;
    };
    QList<FinalBlock> blocks{shown.block};
    blocks += below;
    const auto store = m_store;
    const FinalityProof proof = shown.proof;
    const qint64 most = m_options.keepHeaders;
    auto keptWork = [store, blocks, proof, most, isTip]() -> Result<Kept> {
        Kept kept;
        for (qsizetype i = 0; i < blocks.size(); ++i) {
            const auto known = (*store)->hashAt(blocks.at(i).number());
            if (known && *known != blocks.at(i).header().hash()) {
                kept.other = known;
                kept.at = i;
                return kept;
            }
        }
        auto put = (*store)->putHeaders(blocks, most);
        if (put && isTip)
            put = (*store)->saveTip(proof);
        if (!put)
            return failure(put.error());
        kept.count = (*store)->count();
        kept.lowest = (*store)->lowest();
        return kept;
    };
    auto keptTask = runIn(m_worker, std::move(keptWork));
    auto kept = co_await std::move(keptTask);
    if (!kept)
        co_return failure(kept.error());
    if (kept->other) {
        FinalityProof shows = proof;
        for (qsizetype i = 1; i <= kept->at; ++i)
            shows.links.append(blocks.at(i).header());
        const Recent theirs{blocks.at(kept->at), std::make_shared<const FinalityProof>(shows)};
        json::Object ours; // of the chain followed; its votes were not kept
        ours.set(u"number"_s, theirs.block.number());
        ours.set(u"hash"_s, kept->other->toString());
        json::Value statement(std::move(ours));
        auto alarm = co_await contradict(std::move(statement), theirs, gateway);
        co_return alarm;
    }
    // Only what was not contradicted: what is remembered counts as final.
    remember(shown, below);
    m_status.storedHeaders = kept->count;
    m_status.lowestStored = kept->lowest;
    co_return Result<>();
}

Task<> LightClient::Private::contradictRecent(Recent ours, Recent theirs, int gateway)
{
    const QList<Era> eras = m_eras;
    const int chainId = m_checkpoint->chainId;
    auto trailWork = [eras, ours, chainId]() -> Result<QList<SetStep>> { return trailOf(eras, *ours.proof, chainId); };
    auto trailTask = runIn(m_worker, std::move(trailWork));
    auto trail = co_await std::move(trailTask);
    if (!trail)
        co_return failure(trail.error());
    json::Value statement = bundleFor(ours, *trail).toJson();
    auto alarm = co_await contradict(std::move(statement), theirs, gateway);
    co_return alarm;
}

Task<> LightClient::Private::contradict(json::Value ours, Recent theirs, int gateway)
{
    const QList<Era> eras = m_eras;
    const int chainId = m_checkpoint->chainId;
    auto trailWork = [eras, theirs, chainId]() -> Result<QList<SetStep>> {
        return trailOf(eras, *theirs.proof, chainId);
    };
    auto trailTask = runIn(m_worker, std::move(trailWork));
    auto trail = co_await std::move(trailTask);
    if (!trail)
        co_return failure(trail.error());
    Evidence evidence;
    evidence.kind = u"conflicting_final_blocks"_s;
    evidence.network = m_checkpoint->network;
    evidence.secondGateway = hostOf(gateway);
    evidence.first = std::move(ours);
    evidence.second = bundleFor(theirs, *trail).toJson();
    evidence.seenAtMs = m_clock.nowMs();
    raise(std::move(evidence), true);
    co_return failure(*m_stop);
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
    json::Object ours; // of the chain followed; its votes were not kept
    ours.set(u"number"_s, number);
    ours.set(u"hash"_s, (*known)->toString());
    json::Value statement(std::move(ours));
    auto alarm = co_await contradict(std::move(statement), recent, gateway);
    co_return alarm;
}

void LightClient::Private::raiseDoubleVote(const DoubleVote &vote, int gateway)
{
    Evidence evidence;
    evidence.kind = vote.areQuorums ? u"conflicting_quorums"_s : u"double_vote"_s;
    evidence.network = m_checkpoint->network;
    evidence.firstGateway = hostOf(gateway);
    evidence.secondGateway = hostOf(gateway);
    evidence.first = statementOf(vote.first);
    evidence.second = statementOf(vote.second);
    evidence.seenAtMs = m_clock.nowMs();
    raise(std::move(evidence), vote.areQuorums);
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
