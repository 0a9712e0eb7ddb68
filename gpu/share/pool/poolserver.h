// nats-server as a supervised child: it runs as long as this object does, comes back after a crash, and never outlives
// this program.
#pragma once

#include "core/base/filelock.h"
#include "core/base/rng.h"
#include "gpu/engine/client/backoff.h"
#include "gpu/share/pool/hub.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QProcess>
#include <QTimer>

#include <optional>

namespace ain::pool {

/// Thread: main. Nothing waits, except the destructor: for the child to end, two seconds at most.
class PoolServer : public QObject {
    Q_OBJECT
public:
    /// `directory`: of the pool (Hub). Empty `program`: findProgram().
    PoolServer(const QString &directory, Rng &rng, QString program = {}, engine::BackOffTimes times = {});
    ~PoolServer() override;

    /// Where the system has it; empty: nowhere.
    [[nodiscard]] static QString findProgram();

    /// ready() follows, or failed(). Errors: PoolServerMissing, FileLocked (another program serves), those of
    /// Hub::writeConfig().
    [[nodiscard]] Result<> start();
    /// Asks it to end; what it keeps is on disk. ended() of the process is not waited for.
    void stop();

    [[nodiscard]] bool isReady() const { return m_isReady; }
    [[nodiscard]] qint64 pid() const { return m_process.processId(); }
    [[nodiscard]] int restarts() const { return m_restarts; }
    /// What it said last, at most LogTailBytes.
    [[nodiscard]] QByteArray logTail() const { return m_log; }

    static constexpr qsizetype LogTailBytes = 16 * 1024;

Q_SIGNALS:
    void ready(); ///< takes connections; again after each restart
    void lost(int waitMs); ///< it ended and is started again after so long
    void failed(ain::Error error); ///< it is not started again

private:
    void launch();
    void readLog();
    void onEnded(const QString &reason);
    void reload();
    [[nodiscard]] QString lastError() const;

    Hub m_hub;
    QString m_program;
    engine::BackOff m_backOff;
    QProcess m_process;
    QTimer m_restart;
    QTimer m_settle;
    QFileSystemWatcher m_watcher;
    std::optional<FileLock> m_lock;
    QByteArray m_log;
    bool m_isWanted = false;
    bool m_isReady = false;
    bool m_isStale = false; ///< the books changed while it was starting
    int m_restarts = 0;
};

} // namespace ain::pool
