// Inside of LightClient. This room only.
#pragma once

#include "core/light/budget.h"
#include "core/light/headerstore.h"
#include "core/light/lightclient.h"
#include "core/light/votedpool.h"

#include <QHash>
#include <QThread>
#include <QTimer>

#include <deque>

namespace ain::light {

/// errors::RpcUnreachable without a host.
[[nodiscard]] Error noGateway();
/// The validator set was taken over from headers and could not be derived from a state yet.
[[nodiscard]] Error underived();
[[nodiscard]] Error stoppedBy(const Alarm &alarm);

/// The gateway's answer did not hold, in contrast to one that could not be checked.
[[nodiscard]] bool isLie(const Error &error);

/// What a gateway said, and why it is no more than that.
template<typename T>
[[nodiscard]] Answer<T> unproven(const Claimed<T> &said, const Error &why)
{
    Answer<T> answer;
    answer.value = said.value;
    answer.mark = isLie(why) ? ProofMark::contradicted(said.gateway) : ProofMark::unproven(said);
    answer.why = why;
    answer.seenAtMs = said.seenAtMs;
    return answer;
}
template<typename T>
[[nodiscard]] Answer<T> failed(const Error &why, const QString &gateway, qint64 now)
{
    return unproven(Claimed<T>{{}, gateway, now}, why);
}

/// Thread: main; what computes or touches the disk is handed to m_worker.
class LightClient::Private : public QObject {
public:
    Private(LightClient *owner, chain::ChainClient &client, Clock &clock, LightOptions options);
    ~Private() override;

    Task<LightStatus> restore();
    [[nodiscard]] std::optional<Checkpoint> tipCheckpoint() const;
    Task<LightStatus> sync();
    Task<QList<Answer<json::Value>>> read(QList<StatePath> paths);
    Task<Answer<IncludedTransaction>> transaction(QString txHash, qint64 block);
    Task<QList<VerifiedBlock>> blocksBelow(VerifiedBlock top, int count);
    Task<VerifiedBlock> knownBlock(KnownBlock known);
    Task<VerifiedBlock> knownBlockNow(KnownBlock known);
    Task<> pin(Checkpoint checkpoint);
    void startFollowing();
    void closeApp(const Proven<QString> &appId) { m_closedApps.insert(appId.value(), appId); }

    LightStatus m_status;
    std::optional<Checkpoint> m_checkpoint;

private:
    /// Final blocks of the recent past, newest last, each with the way it was shown to be final.
    struct Recent {
        FinalBlock block;
        std::shared_ptr<const FinalityProof> proof;
    };
    /// A validator set and the moves that led to it.
    struct Era {
        ValidatorSet set;
        ValidatorSet anchor; ///< the last one that was shipped or derived from a state
        QList<SetStep> trail;
        qint64 since = 0; ///< number of the block whose state decided it
    };
    /// One gateway, asked on behalf of one operation.
    struct Source {
        int gateway = -1;
        std::shared_ptr<Budget> budget;
    };
    /// What one gateway showed of the newest final block.
    struct Shown {
        Source source;
        ShownFinal final;
        QList<Header> below; ///< parents of the block, newest first, as far as asked for
    };
    /// A gateway's answers to a read, sorted out.
    struct ReadOutcome {
        QList<Answer<json::Value>> answers;
        bool isComplete = false; ///< every answer is Proven or AppsWord
        bool isContradicted = false;
    };

    /// Counts an operation for as long as its coroutine lives.
    class Busy {
    public:
        explicit Busy(std::shared_ptr<int> count) : m_count(std::move(count)) { ++*m_count; }
        ~Busy() { --*m_count; }
        Q_DISABLE_COPY_MOVE(Busy)

    private:
        std::shared_ptr<int> m_count; ///< frames that are left go after the members of Private
    };

    // --- lighttrust.cpp
    Task<> load();
    void apply(HeaderStore::Saved saved);
    Task<Checkpoint> firstContact();
    Task<> pinNow(Checkpoint checkpoint);
    [[nodiscard]] QString pinnedFile() const;

    // --- lightclient.cpp
    void remember(const ShownFinal &shown, const QList<FinalBlock> &below);
    [[nodiscard]] const Recent *recentWithState(const crypto::Hash256 &root) const;
    [[nodiscard]] const Recent *recentAt(qint64 number) const;
    [[nodiscard]] QList<int> gateways() const;
    [[nodiscard]] QString hostOf(int gateway) const;
    void distrust(int gateway, const Error &why);
    void refreshStatus();
    /// A proof of `recent` as far as its block goes. `trail`: the moves to the set that signed it (trailOf()).
    [[nodiscard]] ProofBundle bundleFor(const Recent &recent, QList<SetStep> trail) const;
    /// Costs signatures: of the light thread.
    [[nodiscard]] static QList<SetStep> trailOf(const QList<Era> &eras, const FinalityProof &proof, int chainId);
    /// One call, if the budget allows it. errors::LightBudget and those of the gateway.
    Task<json::Value> ask(Source source, QString method, json::Object params);
    [[nodiscard]] std::shared_ptr<Budget> newBudget() const;
    /// The gateway at `at` of `order`, with an even part of what is left for it and those after it.
    [[nodiscard]] static Source sourceAt(const QList<int> &order, qsizetype at, const std::shared_ptr<Budget> &whole);
    [[nodiscard]] bool isOld() const;

    // --- lightsync.cpp, lightsets.cpp
    Task<> syncNow();
    /// The chain of this gateway has the block of the checkpoint. errors::LightOtherChain.
    Task<> meetCheckpoint(Source source);
    Task<Shown> fetchTip(Source source);
    Task<VotedPool> fetchBlocks(Source source, qint64 from, qint64 to, VotedPool pool);
    Task<> accept(Shown shown);
    Task<> linkDown(Source source, qint64 from);
    Task<> moveSet(Source source);
    /// With the radix nodes that the value needs where removals left another shape than the canonical one.
    Task<StateProof> completed(Source source, StatePath path, StateProof proof);
    Task<> bridge(Source source);
    /// The era after `step`, whose set is `next`.
    void enterEra(const SetStep &step, const ValidatorSet &next, qint64 since);
    Task<> followDown(Source source, qint64 number);
    Task<> crossCheck(Source source, Source used);

    // --- lightkeep.cpp
    /// Stores `shown` and the blocks below it that are linked to it, newest first, then remembers them. `isTip`: it is
    /// what the next run starts from. errors::LightAlarm when another final block of one of these numbers is known.
    Task<> keep(ShownFinal shown, QList<FinalBlock> below, bool isTip, int gateway);
    /// Two final blocks of one number: raises the alarm. Always an error. `ours`: the statement that is known.
    Task<> contradict(json::Value ours, Recent theirs, int gateway);
    Task<> contradictRecent(Recent ours, Recent theirs, int gateway);
    /// errors::LightAlarm when the header store knows another final block of that number.
    Task<> agreesWithStore(Recent recent, int gateway);
    void raiseDoubleVote(const DoubleVote &vote, int gateway);
    void raise(Evidence evidence, bool stops);

    // --- lightread.cpp
    Task<ReadOutcome> readAt(Source source, FinalRead request);
    Task<std::shared_ptr<const Recent>> blockOfState(Source source, crypto::Hash256 root);
    Answer<json::Value> answerOf(const Result<StateFinding> &finding, const StateProof &proof, const Recent &recent,
                                 const QList<SetStep> &trail, int gateway) const;
    QList<Answer<json::Value>> withRemembered(QList<StatePath> paths, QList<Answer<json::Value>> fresh);
    /// The openings that `answer` is missing for some of its paths, got in other ways.
    Task<QList<KnownOpening>> furtherOpenings(Source source, FinalRead request,
                                              std::shared_ptr<const json::Array> answer);
    Task<KnownOpening> openingOf(Source source, StatePath node, StatePath target, crypto::Hash256 hash);
    Task<Recent> finalBlock(Source source, qint64 number);
    /// By its own votes or those of blocks after it, not by what is remembered.
    Task<Recent> votedBlock(Source source, qint64 number);

    friend class LightClient;

    LightClient *q;
    chain::ChainClient &m_client;
    Clock &m_clock;
    LightOptions m_options;
    QThread m_thread;
    QObject *m_worker = nullptr;
    std::shared_ptr<std::unique_ptr<HeaderStore>> m_store; ///< the inner one is of the light thread
    QList<Era> m_eras; ///< oldest first; empty until loaded
    std::deque<Recent> m_recent;
    QHash<QString, Proven<QString>> m_closedApps;
    QHash<QString, Answer<json::Value>> m_remembered; ///< last proven value of each path
    QHash<int, qint64> m_distrusted; ///< gateway: monotonic ms until which others are asked first
    std::vector<Promise<>> m_syncWaiters;
    std::optional<Error> m_stop; ///< an alarm after which nothing is proven any more
    qint64 m_lastCrossCheck = -1; ///< monotonic ms
    qint64 m_derivedAt = -1; ///< tip whose successor's set was compared with the state
    std::shared_ptr<int> m_busy = std::make_shared<int>(0); ///< operations under way; pin() waits for them
    bool m_isPinning = false;
    bool m_isCheckpointMet = false; ///< the chain we follow has the trusted block
    bool m_mustDerive = false; ///< the set was taken over from headers
    bool m_isSyncing = false;
    bool m_isLoaded = false;
    QTimer m_timer; ///< the next sync
    QTimer m_ageTimer; ///< when the tip becomes old, whether or not anybody answers
};

} // namespace ain::light
