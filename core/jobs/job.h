// Long work as rows of a table: what is wanted, how far it is, what came of it.
#pragma once

#include "core/base/result.h"
#include "core/store/errors.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

namespace ain {

namespace errors {
inline constexpr ErrorCode JobUnknown{"job.unknown"}; ///< args: id
inline constexpr ErrorCode JobState{"job.state"}; ///< not possible in this state; args: id, state (see stateName)
inline constexpr ErrorCode JobLeaseLost{"job.lease_lost"}; ///< the job was given to somebody else; args: id
inline constexpr ErrorCode JobPoison{"job.poison"}; ///< the program died while it worked on this; args: count
inline constexpr ErrorCode JobTooMany{"job.too_many"}; ///< waiting ones; args: limit
} // namespace errors

namespace jobs {

/// The values are written to disk.
enum class State { Queued = 0, Paused = 1, Running = 2, Done = 3, Failed = 4, Cancelled = 5 };
enum class Priority {
    Background = 0, ///< strangers' work
    Normal = 1,
    Mine = 2
};

/// "queued", "paused", "running", "done", "failed", "cancelled".
[[nodiscard]] QString stateName(State state);
[[nodiscard]] inline bool hasEnded(State state) { return state >= State::Done; }

struct Job {
    QString id; ///< 32 hex digits
    QString kind; ///< who can do it, such as "generate"
    QByteArray payload; ///< what is wanted
    Priority priority = Priority::Mine;
    State state = State::Queued;
    qint64 position = 0; ///< smaller comes first among the same priority
    int attempts = 0; ///< how often it was taken and not released
    QByteArray checkpoint; ///< how far the work is, in the words of who does it
    QByteArray result;
    std::optional<Error> error = {}; ///< of the last attempt
    QString group; ///< jobs that were wanted together
    bool isCancelWanted = false; ///< still Running, but should end
    qint64 createdMs = 0; ///< since 1970 UTC; 0: not yet
    qint64 startedMs = 0; ///< of the last attempt
    qint64 endedMs = 0;
};

struct NewJob {
    QString kind;
    QByteArray payload; ///< at most PayloadMax
    Priority priority = Priority::Mine;
    QString group = {};
    QString key = {}; ///< the same work: a second add gives the first job, as long as it is in the table
};

/// The right to work on a job. Worth nothing once the job was given to somebody else, or to a later run.
struct Lease {
    Job job;
    QString token;
};

/// A consequence of a finished job that somebody must take up: at least once, so by a unique key of theirs.
struct OutboxEntry {
    qint64 id = 0; ///< given by the queue
    QString topic;
    QByteArray payload; ///< at most PayloadMax
    QString jobId = {}; ///< given by the queue
};

inline constexpr qsizetype PayloadMax = 1024 * 1024; ///< bytes; of a payload, checkpoint, result, outbox entry
inline constexpr int WaitingMax = 100'000;
inline constexpr int DeathsMax = 5; ///< a job with which the program died so often is not tried again

} // namespace jobs
} // namespace ain

Q_DECLARE_METATYPE(ain::jobs::Job)
