// Where observations come from. The real ones listen to the system; tests hand in theirs.
#pragma once

#include "gpu/share/guard/reading.h"

#include <QObject>

namespace ain::share {

/// Thread: main. Nothing blocks. A source that has nothing to listen to says Absent and why, and goes on watching for
/// it to appear where the system tells.
class Source : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual SensorId id() const = 0;
    /// Once. observed() follows, at the latest when something changes.
    virtual void start() = 0;
    /// For sources that have to poll: only while somebody needs to know.
    virtual void setNeeded(bool /*isNeeded*/) { }

Q_SIGNALS:
    void observed(const ain::share::Observation &observation);
};

} // namespace ain::share
