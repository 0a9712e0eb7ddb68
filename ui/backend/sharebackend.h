// The window's view of sharing: what the guard sees and decides, the user's wishes, and how fast the GPU came back.
// Main thread; everything answers at once.
#pragma once

#include "core/base/error.h"
#include "gpu/share/guard/policy.h"
#include "gpu/share/yield/yieldhistory.h"

#include <QObject>

namespace ain::ui {

class ShareBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Of this moment; ask again for running figures.
    [[nodiscard]] virtual share::Verdict verdict() const = 0;
    [[nodiscard]] virtual share::Settings settings() const = 0;
    /// All but the switch and the pause; bounded.
    virtual void setSettings(const share::Settings &settings) = 0;

    virtual void turnOn() = 0; ///< and ends any pause
    virtual void turnOff() = 0;
    virtual void finishThenStop() = 0; ///< off after the running job
    virtual void snooze(qint64 ms) = 0;
    virtual void snoozeUntilStarted() = 0;
    virtual void endPause() = 0;
    virtual void panic() = 0; ///< off, and the memory back, now
    virtual void setWatched(bool isWatched) = 0; ///< somebody looks at the sensors

    /// How long giving the GPU back took; empty: it never had to.
    [[nodiscard]] virtual std::optional<share::Percentiles> computeTimes() const = 0;
    [[nodiscard]] virtual std::optional<share::Percentiles> memoryTimes() const = 0;

    /// Why the wishes could not be read or kept; empty: they are.
    [[nodiscard]] virtual std::optional<Error> error() const = 0;

Q_SIGNALS:
    void changed(); ///< verdict, settings or measured times
};

} // namespace ain::ui
