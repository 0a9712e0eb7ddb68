// Gives the GPU back: revoke, cancel, freeze, hand the jobs back, kill. Every stage is measured.
#pragma once

#include "core/base/clock.h"
#include "gpu/engine/client/engineclient.h"
#include "gpu/share/yield/sharetoken.h"
#include "gpu/share/yield/yieldhistory.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <optional>

namespace ain::share {

/// Milliseconds from the trigger, unless said otherwise.
struct LadderOptions {
    int ackMs = 60; ///< an engine that has not stopped by itself is frozen
    int freezeMs = 100; ///< one that does not stand so long after the freeze is killed
    int handBackMs = 80; ///< the jobs go back then at the latest
    int thawAfterMs = 2000; ///< after the last input: a frozen engine goes on to end what was cancelled
    int unloadAfterMs = 30'000; ///< a model that is of no use goes
    QString historyPath = {}; ///< where the measurements are kept; empty: nowhere
};

/// Thread: main. It touches only jobs that it was told of: the user's own pictures in the same engine go on. The jobs'
/// own ends (EngineClient::draw()) come when the engine says so, which for a frozen one is late; who took them for
/// others acts on handBack.
class YieldLadder : public QObject {
    Q_OBJECT
public:
    /// `client`, `clock` and `pool` outlive it.
    YieldLadder(engine::EngineClient &client, const Clock &clock, QThreadPool &pool, LadderOptions options = {});
    ~YieldLadder() override;

    /// Called once for each job that a yield interrupts, when the GPU computes nothing any more or handBackMs is over.
    /// Must not destroy this.
    std::function<void(const QString &jobId, YieldKind kind)> handBack;

    [[nodiscard]] ShareToken token() const { return m_token; }
    /// Jobs of others that were given to the engine, by the id of EngineClient::draw().
    /// Each attempt has an id of its own: an engine that is frozen may keep an old one for a while.
    void jobStarted(const QString &jobId);
    void jobEnded(const QString &jobId); ///< one that was handed back has ended already
    [[nodiscard]] qsizetype jobs() const { return m_jobs.size(); }

    /// New jobs may be taken. Nothing while a yield is on its way: it then opens by itself at the end.
    void allow();
    void closeDoor(); ///< no new jobs; running ones go on
    /// Now. `triggeredAtMs` is monotonic. A hard yield while a soft one is on its way, or over, goes further.
    void yield(YieldKind kind, qint64 triggeredAtMs);
    /// The user is still there: a frozen engine stays so.
    void userInput();

    [[nodiscard]] bool isYielding() const { return m_run.has_value(); }
    [[nodiscard]] const YieldHistory &history() const { return m_history; }

Q_SIGNALS:
    void began(ain::share::YieldKind kind);
    /// The GPU is free; for a hard yield also its memory.
    void yielded(const ain::share::YieldTimes &times);
    /// What a soft yield left in memory is gone too.
    void memoryBack();

private:
    struct Run {
        Run(); ///< out of line: clang's std::optional wants it before the class around it is whole
        YieldTimes times = {};
        qint64 startMs = 0; ///< monotonic, of the trigger
        qint64 hardAtMs = 0;
        qint64 freezeAtMs = -1;
        QStringList jobs = {}; ///< not handed back yet
        bool isStarting = true; ///< what the cancelling causes at once is looked at when everybody knows
        bool isKilling = false;
    };
    void climb();
    void cancelJobs();
    void kill();
    void giveBack();
    void finish();
    void rest();
    void free();
    void onEngineState();
    void drop(const QString &jobId);
    [[nodiscard]] bool isForeign(const QString &jobId) const;
    [[nodiscard]] bool isOwnJobRunning() const;
    [[nodiscard]] qint64 sinceStart() const;

    engine::EngineClient &m_client;
    const Clock &m_clock;
    QThreadPool &m_pool;
    LadderOptions m_options;
    ShareToken m_token;
    QStringList m_jobs; ///< of others, in the engine
    QStringList m_lingering; ///< ended for everybody but the engine
    bool m_isWarm = false; ///< what the engine has loaded is for others
    std::optional<Run> m_run;
    bool m_isAllowed = false;
    YieldHistory m_history;
    QTimer m_tick;
    QTimer m_thawTimer;
    QTimer m_unloadTimer;
};

} // namespace ain::share
