// When the vault must lock by itself.
#pragma once

#include "core/base/clock.h"

#include <QObject>
#include <QTimer>

namespace ain::vault {

/// Pure policy: it is told what happens and says when to lock; sensors are in app/session. Thread: one.
class AutoLock : public QObject {
    Q_OBJECT
public:
    enum class Reason { Idle, Sleep, SessionLocked, SessionSwitched };
    Q_ENUM(Reason)

    explicit AutoLock(const Clock &clock, QObject *parent = nullptr);

    /// Minutes without activity; 0: never. The time already idle counts.
    void setIdleMinutes(int minutes);
    [[nodiscard]] int idleMinutes() const { return m_idleMinutes; }
    void setLockOnSleep(bool on) { m_onSleep = on; }
    void setLockOnSession(bool on) { m_onSession = on; }
    /// True while the vault is open: nothing is asked for otherwise. Arming counts as activity.
    void setArmed(bool armed);

    /// The user did something. Cheap enough for every input event.
    void activity();
    void aboutToSleep();
    /// Time asleep counts as idle time, whatever the sleep sensor managed to say before.
    void woke() { check(); }
    void sessionLocked();
    void sessionSwitchedAway();

    /// Looks at the clock now. The timer calls it; tests and whoever knows that time jumped may too.
    void check();

Q_SIGNALS:
    void lockRequested(ain::vault::AutoLock::Reason reason);

private:
    void request(Reason reason);
    /// The larger of what the wall clock and the monotonic clock say: the latter stands still during sleep.
    [[nodiscard]] qint64 idleMs() const;
    void schedule();

    const Clock &m_clock;
    QTimer m_timer;
    int m_idleMinutes = 0;
    bool m_onSleep = true;
    bool m_onSession = true;
    bool m_armed = false;
    qint64 m_lastWallMs = 0;
    qint64 m_lastMonotonicMs = 0;
};

} // namespace ain::vault
