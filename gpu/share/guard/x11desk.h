// What an X server tells: keyboard and mouse (XSync's IDLETIME counter), and whether the window in front is fullscreen
// (EWMH). One connection for both.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "gpu/share/guard/source.h"

#include <QThreadPool>

#include <memory>

namespace ain::share {

/// Where the desktop runs; read once from the environment.
struct DisplayPlace {
    QString display = {}; ///< DISPLAY
    bool isWayland = false; ///< WAYLAND_DISPLAY is set, or the session's type says so

    [[nodiscard]] static DisplayPlace ofEnvironment();
};

/// Thread: main. The connection is made in `pool`, which outlives it; from then on nothing waits for the server: events
/// come, answers are picked up when they are there.
class X11Desk : public QObject {
    Q_OBJECT
public:
    X11Desk(DisplayPlace place, const Clock &clock, QThreadPool &pool);
    ~X11Desk() override;

    void start(); ///< further calls do nothing

    /// Below this it counts as being used.
    static constexpr qint64 QuietMs = 1000;

Q_SIGNALS:
    void input(const ain::share::Observation &observation);
    void fullscreen(const ain::share::Observation &observation);

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// One of the desk's two words as a sensor.
class X11Source : public Source {
    Q_OBJECT
public:
    X11Source(SensorId id, std::shared_ptr<X11Desk> desk);

    [[nodiscard]] SensorId id() const override { return m_id; }
    void start() override { m_desk->start(); }

private:
    SensorId m_id;
    std::shared_ptr<X11Desk> m_desk;
};

} // namespace ain::share
