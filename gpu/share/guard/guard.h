// Owns the sensors and says, at every event, whether this computer may work for others.
#pragma once

#include "core/base/clock.h"
#include "gpu/share/guard/policy.h"
#include "gpu/share/guard/source.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace ain::share {

class ClockWatch;

/// Thread: main. Every deed of the user and every observation is judged before the call returns, so what has to stop
/// hears of it in the same turn of the event loop.
class Guard : public QObject {
    Q_OBJECT
public:
    /// `zone` empty: the system's, asked anew each time (people travel).
    Guard(const Clock &clock, std::vector<std::unique_ptr<Source>> sources, Settings settings,
          std::function<QTimeZone()> zone = {});
    ~Guard() override;

    void start();

    /// The verdict of this moment.
    [[nodiscard]] Verdict verdict() const;
    [[nodiscard]] const Settings &settings() const { return m_settings; }
    [[nodiscard]] const Work &work() const { return m_work; }

    /// All but the switch and the pause, which have calls of their own. Bounded as by bounded().
    void setSettings(const Settings &settings);

    void turnOn(); ///< and ends any pause
    void turnOff(); ///< now
    /// Off, after the running job; takes no other.
    void finishThenStop();
    /// Milliseconds of running time (the computer's sleep does not count); at most MaxPauseMs.
    void snooze(qint64 ms);
    void snoozeUntilStarted();
    /// Stops now and gives the VRAM back; stays so until turnOn().
    void panic();
    void endPause();

    // What goes on here, told by who works.
    void setRunning(int jobs, bool isWarm);
    void setYielding(bool isYielding); ///< going to false starts the cooldown
    void setOwnWork(bool isRunning); ///< going to false starts the hold
    void setDayBytes(qint64 bytes);
    void setEngineGpu(const QString &pciId);
    /// Somebody looks at the list of sensors: those that poll do so even when nothing depends on it.
    void setWatched(bool isWatched);
    /// Judges anew; for tests, whose clocks have no timers.
    void refresh();

Q_SIGNALS:
    /// The verdict is another one: state, stop, reasons or a sensor's state. Figures that merely run (how long ago) are
    /// no change; ask verdict() when showing them.
    void changed(const ain::share::Verdict &verdict);
    /// To be stored.
    void settingsChanged(const ain::share::Settings &settings);
    /// The user is back; `atMs` is the monotonic moment at which this program learnt of it.
    void userReturned(qint64 atMs);

private:
    void onObserved(SensorId id, const Observation &observation);
    void keepClock();
    void setPause(PauseKind kind, qint64 ms = 0);
    void store();
    [[nodiscard]] Now now() const;
    [[nodiscard]] Verdict judge() const;

    const Clock &m_clock;
    std::vector<std::unique_ptr<Source>> m_sources;
    std::unique_ptr<ClockWatch> m_clockWatch;
    std::function<QTimeZone()> m_zone;
    Settings m_settings;
    Facts m_facts;
    Work m_work;
    Verdict m_last;
    QTimer m_timer; ///< to the next event
    qint64 m_offsetMs = 0; ///< wall minus monotonic
    bool m_hasStarted = false;
    bool m_isNeeded = false;
    bool m_isWatched = false;
};

} // namespace ain::share
