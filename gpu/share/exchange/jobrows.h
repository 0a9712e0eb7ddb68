// What either side keeps of a job (docs/share-jobs.md, "What is kept"). Value types; stored as JSON, members only get
// added. Thread: any.
#pragma once

#include "core/base/error.h"
#include "gpu/share/check/spotcheck.h"
#include "gpu/share/job/jobspec.h"
#include "gpu/share/job/receipt.h"
#include "gpu/share/job/states.h"

#include <optional>

namespace ain::share {

/// Steps of my job that a provider did before it gave the job back; checked, and paid with the picture.
struct AskedPart {
    QString session = {};
    ExecutionReceipt receipt = {};
    QList<Delegation> delegations = {};
};

/// A picture that somebody else is to draw for me.
struct AskedJob {
    QString id = {};
    RequesterJob progress = {};
    JobSpec spec = {};
    QString group = {};
    QString session = {}; ///< of the present grant, or the one that delivered
    QString endpoint = {};
    int step = 0;
    QList<AskedPart> parts = {}; ///< one behind the other from the noise; of others' steps before the present grant
    QByteArray state = {}; ///< behind the last part; what the next one goes on from
    int firstStep = 0; ///< of the present grant, or the delivered one; 0: from the noise
    std::optional<ExecutionReceipt> receipt = {};
    QList<Delegation> delegations = {}; ///< that the receipt's signature rests on; none: the account's own
    qint64 pictureBytes = 0; ///< as delivered
    QString image = {}; ///< SHA-256 of the clean PNG in the content store, with its recipe
    qint64 picture = 0; ///< gallery id
    std::optional<CheckVerdict> verdict = {}; ///< of a check; empty: not drawn by lot, or nothing to check by
    QStringList unpaid = {}; ///< providers (addresses) that gave it back or fell silent
    std::optional<Error> problem = {};
    qint64 createdMs = 0;
    qint64 endedMs = 0;
};

/// Steps that I did before I gave a job back.
struct TakenPart {
    ExecutionReceipt receipt = {};
    QString trace = {}; ///< as in TakenJob
    int states = 0;
};

/// A picture that I draw for somebody else.
struct TakenJob {
    QString id = {};
    ProviderState state = ProviderState::Offered;
    int attempt = 1;
    QString session = {};
    crypto::Address requester = {};
    JobSpec spec = {}; ///< with its words; forgotten with the files, see Provider
    qint64 units = 0; ///< pixel-steps, as in market::WorkItem
    QString work = {}; ///< id in the queue of drawing jobs
    int step = 0;
    int steps = 0;
    int firstStep = 0; ///< those before were done elsewhere
    QString startState = {}; ///< SHA-256 of the state that was taken over; empty: from the noise
    QList<TakenPart> parts = {}; ///< of this job, oldest first
    std::optional<ReleaseReason> released = {};
    std::optional<ExecutionReceipt> receipt = {};
    QList<Delegation> delegations = {}; ///< as in AskedJob
    QString image = {}; ///< SHA-256 of the PNG in the content store
    qint64 imageBytes = 0;
    QString trace = {}; ///< SHA-256 of the states in the content store; empty: none
    int states = 0;
    qint64 startedMs = 0;
    qint64 endedMs = 0;
};

/// Where somebody can be asked, in a session that I opened.
struct Offer {
    QString session = {};
    QString endpoint = {};
};

[[nodiscard]] QByteArray encode(const AskedJob &job);
[[nodiscard]] QByteArray encode(const TakenJob &job);
[[nodiscard]] QByteArray encode(const History &history);
/// Empty for anything that is not one.
[[nodiscard]] std::optional<AskedJob> askedJobOf(const QByteArray &data);
[[nodiscard]] std::optional<TakenJob> takenJobOf(const QByteArray &data);
[[nodiscard]] History historyOf(const QByteArray &data);

/// "ok", "inconclusive", "bad".
[[nodiscard]] QString nameOf(CheckVerdict verdict);
[[nodiscard]] QString nameOf(ReleaseReason reason);

/// Pixel-steps of a job, rounded up: what a tab is counted in.
[[nodiscard]] qint64 unitsOf(const JobSpec &spec);
/// Of a part of its steps, likewise.
[[nodiscard]] qint64 unitsOf(const JobSpec &spec, int firstStep, int lastStep);
/// What a part of a job's steps is called in a tab, where the job itself is who delivered the picture: hex.
[[nodiscard]] QString partId(const ExecutionReceipt &receipt);
/// The state behind the last part of `job`, SHA-256; empty: there is none.
[[nodiscard]] QString checkpointOf(const AskedJob &job);
/// What stands for a receipt in a tab: SHA-256 of its canonical JSON with its signature.
[[nodiscard]] QString hashOf(const ExecutionReceipt &receipt);

} // namespace ain::share
