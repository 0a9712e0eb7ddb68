// One child process with its own group, one connection and a bounded log. Linux.
#pragma once

#include "core/base/result.h"
#include "gpu/engine/protocol/uniquefd.h"

#include <QByteArray>
#include <QObject>
#include <QStringList>

#include <memory>

class QSocketNotifier;

namespace ain::engine {

struct ChildCommand {
    QString program = {}; ///< absolute path
    QStringList arguments = {};
    QStringList environment = {}; ///< "NAME=value"; nothing else is inherited
    QString workingDirectory = {};
    UniqueFd channel = {}; ///< becomes descriptor 3; every other one is closed there
    qint64 dataLimitBytes = 0; ///< RLIMIT_DATA; 0: none
    int niceness = 0;
};

struct ChildEnd {
    int exitCode = 0;
    int signal = 0; ///< 0: it ended by itself
};

/// Lives in a thread with an event loop; nothing here waits, except the destructor: it kills what still runs and waits
/// for it to leave, 2 s at most.
class ChildProcess : public QObject {
    Q_OBJECT
public:
    /// errors::NotFound when the program can't be executed. Core dumps are off (they would hold the prompt and
    /// gigabytes), and when memory runs out the system takes this process first.
    [[nodiscard]] static Result<std::unique_ptr<ChildProcess>> start(ChildCommand command);
    ~ChildProcess() override;

    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    [[nodiscard]] qint64 pid() const { return m_pid; }
    /// SIGSTOP to the whole group: it computes nothing any more, its memory stays.
    void freeze();
    /// SIGCONT: it goes on where it stood.
    void thaw();
    /// All of its threads have stopped.
    [[nodiscard]] bool isFrozen() const;
    void kill(); ///< SIGKILL to the whole group; ended() follows

    /// What it wrote to its outputs last, at most LogTailBytes.
    [[nodiscard]] QByteArray logTail() const { return m_log; }
    [[nodiscard]] qint64 memoryBytes() const; ///< resident now; 0 when it has ended
    [[nodiscard]] qint64 peakMemoryBytes() const; ///< resident at most so far; 0 when it has ended
    [[nodiscard]] qint64 processorMs() const; ///< user and system time so far

    static constexpr qsizetype LogTailBytes = 16 * 1024;

Q_SIGNALS:
    /// Once, when the process is gone and all its memory is back with the system.
    void ended(ain::engine::ChildEnd end);

private:
    ChildProcess(int pid, UniqueFd pidFd, UniqueFd log);
    void onEnded();
    void readLog();
    [[nodiscard]] QByteArray procFile(const char *name) const;

    int m_pid;
    bool m_isRunning = true;
    UniqueFd m_pidFd;
    UniqueFd m_logFd;
    QByteArray m_log;
    std::unique_ptr<QSocketNotifier> m_endNotifier;
    std::unique_ptr<QSocketNotifier> m_logNotifier;
};

} // namespace ain::engine
