// The light client of one network: follows the validators from a checkpoint, proves values of final blocks
// (docs/light-client.md). Lives in the main thread; hashing, signatures and the store are in the thread "light".
#pragma once

#include "core/base/clock.h"
#include "core/base/task.h"
#include "core/chain/chainclient.h"
#include "core/light/bundle.h"

#include <QObject>

#include <memory>

namespace ain {

namespace errors {
inline constexpr ErrorCode LightNoCheckpoint{
    "light.no_checkpoint"}; ///< nothing to start from: pin a checkpoint; args: network
inline constexpr ErrorCode LightBehind{"light.behind"}; ///< no final block young enough; args: seconds
inline constexpr ErrorCode LightStateMoved{
    "light.state_moved"}; ///< the node's state belongs to no final block we verified; args: host
inline constexpr ErrorCode LightBudget{
    "light.budget"}; ///< a question cost more than it may; args: what ("time", "data", "calls"), host
inline constexpr ErrorCode LightAlarm{"light.alarm"}; ///< signed statements exclude each other; args: kind, file
inline constexpr ErrorCode LightStore{"light.store"}; ///< the header store can't be used; args: path, reason
inline constexpr ErrorCode LightNotFinal{"light.not_final"}; ///< not in a block that is final and served yet
inline constexpr ErrorCode LightOldBlock{"light.old_block"}; ///< too far back to be proven here; args: number
} // namespace errors

namespace light {

/// A value with its standing. `value` is always what should be shown; `proven` is set if and only if the mark says
/// Proven (or ProvenOlder).
template<typename T>
struct Answer {
    T value{};
    ProofMark mark;
    std::optional<Proven<T>> proven;
    std::optional<Error> why; ///< with Unproven and Contradicted
    std::shared_ptr<const ProofBundle> bundle; ///< with Proven, ProvenOlder and AppsWord
    qint64 seenAtMs = 0;
};

struct Alarm {
    QString kind; ///< as in Evidence
    QString file; ///< the evidence file, absolute
    qint64 seenAtMs = 0;
};

struct LightStatus {
    QString network;
    QString checkpointSource; ///< in words; empty: none
    QString checkpointDate;
    qint64 checkpointNumber = -1;
    std::optional<FinalBlock> tip; ///< newest final block we verified
    qint64 tipAgeMs = -1; ///< by the clock; -1: no tip
    bool isBehind = false; ///< tip older than 10 epochs
    bool clockDiffers = false; ///< this machine's clock and the blocks are far apart
    ValidatorSet validators;
    qint64 headersVerified = 0; ///< in this run
    qint64 signaturesVerified = 0;
    qint64 storedHeaders = 0;
    qint64 lowestStored = -1;
    QStringList gateways; ///< hosts that agreed with the tip
    QStringList distrusted; ///< hosts whose answers did not hold
    QList<Alarm> alarms;
    std::optional<Error> lastError;
    bool isSyncing = false;
};

struct LightOptions {
    QString directory; ///< of this network's headers and evidence; made with mode 0700
    std::optional<Checkpoint> checkpoint; ///< none: nothing can be proven (LightNoCheckpoint)
    /// Without a checkpoint: the genesis that the network shows at the first contact is kept and trusted from then on.
    /// For a node the user chose by its address.
    bool trustFirstContact = false;
    /// Blocks are made on demand only (a practice network in instant mode): an old tip is no sign of anything.
    bool blocksOnDemand = false;
    int keepHeaders = 100'000; ///< older ones are pruned
};

class LightClient : public QObject {
    Q_OBJECT
public:
    /// `client` and `clock` must outlive it. Opens the store at once, reads it when first needed.
    LightClient(chain::ChainClient &client, Clock &clock, LightOptions options);
    ~LightClient() override;

    [[nodiscard]] const LightStatus &status() const;

    /// What earlier runs left: checkpoint, sets, tip, alarms. Asks a gateway only at the very first contact.
    Task<LightStatus> restore();
    /// The checkpoint in use; empty before restore().
    [[nodiscard]] std::optional<Checkpoint> checkpoint() const;
    /// The newest verified block and the validators followed now, to be pinned elsewhere. Empty without a tip.
    [[nodiscard]] std::optional<Checkpoint> tipCheckpoint() const;

    /// To the newest final block, moving the validator set where it changed; asks two gateways where there are two.
    /// The status is up to date when it ends, also after an error.
    Task<LightStatus> sync();

    /// Reads these values of one final state, proven where possible. Never an error for what a gateway did: that is in
    /// each answer's mark and `why`. Errors: InvalidArgument for too many paths (45 with all their parents).
    Task<QList<Answer<json::Value>>> read(QList<StatePath> paths);

    /// Whether `txHash` is in the final block `block` and what its receipt says. An answer without `proven` and with
    /// mark Unproven: not there, or that block can't be verified (`why`).
    Task<Answer<IncludedTransaction>> transaction(QString txHash, qint64 block);

    /// Blocks from..to (inclusive) whole, verified by votes or by hash link to a verified one; newest first. For the
    /// history scan. Errors: those of the gateways, LightLink, LightBody, LightQuorum.
    struct VerifiedBlock {
        FinalBlock block;
        json::Value body;
    };
    Task<QList<VerifiedBlock>> blocksBelow(VerifiedBlock top, int count);
    /// A block that this program verified before and whose hash it noted where nobody else writes (the vault): its body
    /// is asked for again. Errors: those of the gateways, LightLink, LightBody, LightAlarm.
    struct KnownBlock {
        qint64 number = -1;
        crypto::Hash256 hash;
        Amount stakeSigned;
        Amount stakeTotal;
    };
    Task<VerifiedBlock> knownBlock(KnownBlock known);

    /// Takes another checkpoint (a user's): forgets headers and sets that came from the old one, and alarms.
    Task<> pin(Checkpoint checkpoint);

    /// From now on paths below this app are closed (StateVerifier): its rules and its history are proven.
    void closeApp(const Proven<QString> &appId);

    /// Syncs whenever a new block is heard of, and now and then without.
    void startFollowing();

Q_SIGNALS:
    void statusChanged();
    void tipChanged(qint64 number);
    void alarmRaised(const ain::light::Alarm &alarm);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace light
} // namespace ain
