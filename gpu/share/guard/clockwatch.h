// Hears when the system's clock is set, or comes back from sleep.
#pragma once

#include <QObject>

#include <memory>

class QSocketNotifier;

namespace ain::share {

/// Thread: one with an event loop. Where the system has no such event it stays silent.
class ClockWatch : public QObject {
    Q_OBJECT
public:
    ClockWatch();
    ~ClockWatch() override;

Q_SIGNALS:
    void clockSet();

private:
    void arm();

    int m_fd = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace ain::share
