// Ctrl+C and the like, for commands that serve until they are stopped.
#pragma once

#include <QObject>

namespace ain::cli {

/// From its making on, SIGINT and SIGTERM are told once, in its thread, instead of ending the program; where a system
/// has no such signals the default action remains. One at a time. Thread: main.
class StopSignals final : public QObject {
    Q_OBJECT
public:
    StopSignals();
    ~StopSignals() override;

Q_SIGNALS:
    void received();
};

} // namespace ain::cli
