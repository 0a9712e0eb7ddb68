// What requester, provider and hub say to each other about a job (docs/share-jobs.md, "Messages"). Value types with
// encode and parse. Thread: any.
//
// A message is one JSON object: v, kind, job (empty: to a hub), ts (ms), from, body, sig. Everything is closed: an
// unknown kind or member, a missing one, or one not in its one written form is an error; what is new comes with a new
// v. `sig` is the sender's AIN message signature of "<kind>:<job, or hub>:<ts>:<SHA-256 of the canonical body>". So it
// covers the whole message, where the peers' x-ainize-auth covers purpose and time only.
#pragma once

#include "gpu/share/job/delegation.h"
#include "gpu/share/job/receipt.h"
#include "gpu/share/job/replayguard.h"

#include <variant>

namespace ain::share {

inline constexpr qsizetype MaxMessageBytes = 256 * 1024;
inline constexpr qsizetype MaxCapacityBytes = 4096;
inline constexpr int MaxAttempts = 6; ///< the first grant and five more
inline constexpr int MaxOpenedSteps = 16;

/// What a provider can do now. To hubs and peers, every few seconds.
struct Capacity {
    struct Model {
        QString id = {};
        QString family = {};
        PrecisionClass precision = PrecisionClass::A;
        friend bool operator==(const Model &, const Model &) = default;
    };
    QList<Model> models = {};
    qint64 maxPixels = 0;
    qint64 milliMps = 0; ///< measured: thousandths of a megapixel-step per second
    Amount price = {}; ///< per mps
    int queue = 0; ///< jobs that wait here
    int hours = 0; ///< bit h: shares in hour h of the day, UTC
    QString runtime = {};
    QString kx = {};
    QString stake = {}; ///< SHA-256 of the stake's path on chain; empty: none
    friend bool operator==(const Capacity &, const Capacity &) = default;
};

/// A job is offered; no words yet.
struct Post {
    JobHeader header = {};
    friend bool operator==(const Post &, const Post &) = default;
};

struct Claim {
    int etaS = 0;
    Amount price = {}; ///< per mps, not above the bid
    QString runtime = {};
    QString kx = {};
    friend bool operator==(const Claim &, const Claim &) = default;
};

struct Grant {
    int attempt = 1; ///< of the job; (job, attempt) is one grant
    crypto::Address provider = {};
    qint64 leaseUntil = 0; ///< ms, of the requester's clock
    QString payload = {}; ///< sealSpec()
    QString checkpoint = {}; ///< SHA-256 of the state to go on from; empty: from the noise
    int firstStep = 0; ///< the number of that state
    friend bool operator==(const Grant &, const Grant &) = default;
};

/// Also the lease's renewal.
struct Progressed {
    int attempt = 1;
    int step = 0;
    int steps = 0;
    QString state = {}; ///< SHA-256 of the state reached; empty: no trace
    bool hasCheckpoint = false; ///< that state can be had
    friend bool operator==(const Progressed &, const Progressed &) = default;
};

enum class ReleaseReason { Yield, OutOfMemory, TooBig, Policy, ModelMissing, Failed };
struct Release {
    int attempt = 1;
    ReleaseReason reason = ReleaseReason::Yield;
    int step = 0; ///< of the checkpoint
    QString checkpoint = {}; ///< SHA-256 of the state; empty: none
    friend bool operator==(const Release &, const Release &) = default;
};

/// The picture itself comes beside, sealed to the requester ("image").
struct Deliver {
    int attempt = 1;
    ExecutionReceipt receipt = {};
    qint64 bytes = 0; ///< of the picture
    friend bool operator==(const Deliver &, const Deliver &) = default;
};

/// Steps that follow from the nonce (challenge.h).
struct Open {
    QString nonce = {}; ///< 32 bytes of hex
    QList<int> steps = {}; ///< ascending
    friend bool operator==(const Open &, const Open &) = default;
};

/// The states come beside, found by their hashes.
struct Opened {
    struct Leaf {
        int index = 0;
        QString state = {}; ///< SHA-256
        QList<QByteArray> proof = {};
        friend bool operator==(const Leaf &, const Leaf &) = default;
    };
    QList<Leaf> leaves = {}; ///< ascending
    friend bool operator==(const Opened &, const Opened &) = default;
};

enum class DisputeReason { BadCheck, NotOpened, WrongPicture, Late, NotDelivered };
struct Dispute {
    DisputeReason reason = DisputeReason::BadCheck;
    QString evidence = {}; ///< SHA-256
    friend bool operator==(const Dispute &, const Dispute &) = default;
};

struct VerdictGiven {
    CheckVerdict verdict = CheckVerdict::Inconclusive;
    QString runtime = {}; ///< of who checked: one machine, one voice
    QString report = {}; ///< SHA-256
    friend bool operator==(const VerdictGiven &, const VerdictGiven &) = default;
};

using Body =
    std::variant<Capacity, Post, Claim, Grant, Progressed, Release, Deliver, Open, Opened, Dispute, VerdictGiven>;

struct Message {
    QString job = {}; ///< empty only with Capacity
    qint64 saidAt = 0; ///< ms
    crypto::Address from = {};
    Body body = {};
    QString signature = {};
    friend bool operator==(const Message &, const Message &) = default;
};

[[nodiscard]] QString kindOf(const Body &body); ///< "capacity", "post", …
[[nodiscard]] QByteArray encode(const Message &message); ///< canonical
/// Shape and limits. Errors: ShareFormat, ShareLimit, ShareNewer, those of json::parse.
[[nodiscard]] Result<Message> parseMessage(QByteArrayView utf8);

/// Whether the steps follow from the nonce, so that a provider opens no more than was drawn by lot.
[[nodiscard]] bool isDrawn(const Open &open, QStringView job, const TraceCommitment &commitment);

[[nodiscard]] QString signedText(const Message &message);
/// Errors: ShareSignature.
[[nodiscard]] Result<> verify(const Message &message, int chainId, const QList<Delegation> &delegations = {});
/// All that is asked of a message from outside: parsed, signed by its sender, of now, and not heard before. Errors:
/// those of parseMessage() and ReplayGuard, ShareSignature.
[[nodiscard]] Result<Message> receive(QByteArrayView utf8, int chainId, ReplayGuard &guard, qint64 nowMs);

} // namespace ain::share
