// A box at work: takes jobs while its owner does not need it, draws them one at a time, and gives them back in a blink.
#pragma once

#include "core/base/clock.h"
#include "gpu/share/pool/painter.h"
#include "gpu/share/pool/pause.h"
#include "gpu/share/pool/poolclient.h"

#include <QElapsedTimer>
#include <QTimer>

#include <functional>
#include <optional>

namespace ain::pool {

struct WorkerOptions {
    /// Whether the owner's rules allow work for others now; the error is the reason. None: they always do.
    std::function<Result<>()> permission = {};
    /// Whether a job that is being drawn without permission may be finished all the same. None: it may not.
    std::function<bool()> mayFinish = {};
    int pollMs = 1000; ///< looks at least so often; jobs wake it besides
    int announceMs = 3000;
    int retryMs = 500; ///< after an error of the net
};

/// Thread: main. `client`, `painter` and `clock` outlive it.
class PoolWorker : public QObject {
    Q_OBJECT
public:
    PoolWorker(PoolClient &client, Painter &painter, const Clock &clock, WorkerOptions options = {});
    ~PoolWorker() override;

    /// Takes jobs from now on, whether the server is there yet or not.
    void start();
    /// Hands back what it draws and says goodbye; ends when that is done.
    Task<> stop();
    /// The permission may have changed; a job that is being drawn goes back at once when it must not be finished.
    void permissionChanged();

    [[nodiscard]] BoxCaps caps() const;
    /// Why it does not work now: of the net. Empty: it does.
    [[nodiscard]] const std::optional<Error> &trouble() const { return m_trouble; }

    /// Handed out more often than this, a job is given up: it takes down who draws it.
    static constexpr qint64 MostAttempts = 50;
    /// An error of drawing at this attempt or later is the job's result.
    static constexpr qint64 FailsAfter = 8;

Q_SIGNALS:
    void changed(); ///< caps() or trouble()
    void started(const QString &job);
    /// The server has its result; `isLate`: that of another box was first.
    void delivered(const QString &job, bool isLate);
    /// `microseconds` from the word of the owner until the server had it back; 0: nobody came, drawing failed here.
    void handedBack(const QString &job, qint64 microseconds);

    /// It could not be drawn here: others try, or this becomes its result.
    void drawingFailed(const QString &job, const ain::Error &error);

private:
    enum class Phase { Idle, Drawing, Delivering };

    [[nodiscard]] Result<> mayRun() const;
    Task<> run();
    Task<> serve(Delivery delivery);
    Task<> conclude(Delivery delivery, PoolResult result, QByteArray png);
    Task<> fail(Delivery delivery, Error error, qint64 startedMs);
    Task<> giveBack(Delivery delivery, int delayMs);
    void revoke();
    void setTrouble(std::optional<Error> trouble);
    void setPhase(Phase phase);
    void announce();
    void noteDone();

    PoolClient &m_client;
    Painter &m_painter;
    const Clock &m_clock;
    WorkerOptions m_options;
    Pause m_pause;
    QTimer m_announce;
    QTimer m_heartbeat;
    Phase m_phase = Phase::Idle;
    std::optional<Delivery> m_current; ///< while it is ours
    QElapsedTimer m_revoked;
    QList<QString> m_listening; ///< tokens
    QList<qint64> m_doneTimes; ///< monotonic, of the last hour
    qint64 m_done = 0;
    qint64 m_handedBack = 0;
    std::optional<Error> m_trouble;
    std::optional<Promise<>> m_ended;
    bool m_isRunning = false;
    bool m_isStopping = false;
};

} // namespace ain::pool
