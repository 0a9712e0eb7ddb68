// Whether this computer may work for others now, why not, and what happens next: a pure function.
#pragma once

#include "gpu/share/guard/reading.h"
#include "gpu/share/guard/settings.h"

#include <QHash>
#include <QTimeZone>

namespace ain::share {

/// The order is that of importance: the first one is what a single line tells.
enum class ReasonId {
    Off,
    Panic,
    Snooze, ///< args: until_started or left_ms
    Finishing, ///< the running job is the last one
    Sleeping, ///< the computer goes to sleep
    OwnWork,
    Input, ///< args: ago_ms, need_ms, is_active, is_locked, woke
    NoIdleSensor, ///< nobody can tell whether the user is away; args: why (of absence)
    SessionAway, ///< another session has the screen
    Fullscreen, ///< args: program (may be empty)
    Game, ///< args: count
    GpuBusy, ///< args: gpu, program, bytes or sm_percent
    VramLow, ///< args: gpu, free_bytes, need_bytes
    Heat, ///< args: gpu, celsius, cool_c
    Power, ///< args: gpu, watts, cap_w
    PowerUnknown, ///< a cap is set, and the driver does not tell what is drawn; args: gpu
    GpusOff, ///< the user switched every GPU off
    Battery, ///< args: percent (when known)
    Metered, ///< args: is_guess
    DataCap, ///< args: bytes, cap_bytes
    Hours,
    OwnHold, ///< a job of one's own ended not long ago
    Cooldown, ///< the GPU was given back not long ago
    Measuring, ///< a sensor has not answered yet; args: sensor
};
inline constexpr int ReasonCount = int(ReasonId::Measuring) + 1;
/// "off", "panic", "snooze", "finishing", "sleeping", "own_work", "input" …; append-only.
[[nodiscard]] QLatin1StringView word(ReasonId id);

/// How what runs has to end.
enum class Stop {
    None,
    Drain, ///< takes no new job; the running one is finished
    Yield, ///< the GPU computes nothing for others any more, now; the model may stay a while
    Free, ///< the same, and its memory is given back
};
[[nodiscard]] QLatin1StringView word(Stop stop);

enum class State { Off, Armed, Warming, Serving, Draining, Yielding, Cooldown };
[[nodiscard]] QLatin1StringView word(State state); ///< "off", "armed" …

struct Reason {
    ReasonId id = ReasonId::Off;
    QVariantMap args = {};
    Stop stop = Stop::Yield;
    std::optional<qint64> clearsInMs = {}; ///< if nothing else happens; empty: not known
};

/// What the heat and power rules remember of each GPU, by PCI id.
struct GpuMemory {
    struct One {
        bool isHot = false;
        double meanW = -1; ///< over some ten seconds; below zero: not measured
        qint64 meanAtMs = 0;
        qint64 overUntilMs = -1; ///< over the cap: a break until then
    };
    QHash<QString, One> gpus = {};
};
/// Pure: the memory after one more observation.
[[nodiscard]] GpuMemory remember(const Settings &settings, GpuMemory memory, const GpusSeen &seen, qint64 atMs);

/// All that was seen. Times are monotonic.
struct Facts {
    std::array<std::optional<Observation>, Sensors.size()> seen = {}; ///< by SensorId; Heat, Power, Hours stay empty
    GpuMemory gpus = {};
    qint64 startedMs = 0; ///< when the sensors were started
    qint64 wokeMs = -1; ///< from sleep, or the clock was set; counts as being there

    [[nodiscard]] const std::optional<Observation> &of(SensorId id) const { return seen[std::size_t(id)]; }
};

/// What goes on here; told by who works.
struct Work {
    int running = 0; ///< jobs of others
    bool isWarm = false; ///< a model of theirs is loaded
    bool isYielding = false; ///< the ladder is on its way
    bool isFinishing = false; ///< "finish this job, then stop"
    bool isOwnRunning = false;
    std::optional<qint64> ownEndedMs = {}; ///< monotonic
    std::optional<qint64> yieldedMs = {}; ///< monotonic; when the GPU was given back last
    qint64 dayBytes = 0; ///< transferred for others since local midnight
    QString gpu = {}; ///< PCI id of the GPU that the engine uses; empty: any
};

struct Now {
    qint64 wallMs = 0;
    qint64 monotonicMs = 0;
    QTimeZone zone = QTimeZone::utc();
};

struct GpuVerdict {
    QString pciId = {};
    QString name = {};
    bool isOn = true; ///< the user's switch
    QList<ReasonId> blockedBy = {};

    [[nodiscard]] bool mayUse() const { return isOn && blockedBy.isEmpty(); }
};

struct Verdict {
    bool mayRun = false; ///< may take a job of others
    State state = State::Off;
    Stop stop = Stop::None; ///< what must happen to what runs or is loaded
    QList<Reason> reasons = {}; ///< every one, in the order of importance; empty: none
    std::optional<qint64> nextInMs = {}; ///< when time alone changes something; empty: never
    std::optional<qint64> startsInMs = {}; ///< when every reason will be gone by time alone; empty: not known
    QList<Reading> sensors = {}; ///< each of Sensors
    QList<GpuVerdict> gpus = {};
    Now at = {};

    [[nodiscard]] const Reading *sensor(SensorId id) const;
    [[nodiscard]] const Reason *reason(ReasonId id) const;
};

/// Pure. A missing sensor is never guessed: without one that knows the user's input nothing is shared, unless the user
/// said so; the others are told as unavailable and stop nothing, except a power cap that nobody can watch over.
[[nodiscard]] Verdict decide(const Settings &settings, const Facts &facts, const Work &work, const Now &now);

/// Gives every sensor of `verdict` the time since which it says so, from the verdict before.
void stampSince(Verdict &verdict, const Verdict &before);

/// An observation of GPUs is older than the truth after this.
inline constexpr qint64 GpuStaleMs = 10'000;
/// A sensor that has not answered by then counts as unavailable.
inline constexpr qint64 AnswerMs = 5000;

} // namespace ain::share
