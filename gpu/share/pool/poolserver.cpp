#include "gpu/share/pool/poolserver.h"

#include "gpu/share/pool/errors.h"

#include <QStandardPaths>

#include <csignal>
#include <ranges>

#include <sys/prctl.h>
#include <unistd.h>

namespace ain::pool {

using namespace Qt::StringLiterals;

namespace {

constexpr int EndMs = 2000;
/// The books are replaced by renaming; for a moment there may be none.
constexpr int SettleMs = 50;
constexpr int ReasonChars = 300;

} // namespace

PoolServer::PoolServer(const QString &directory, Rng &rng, QString program, engine::BackOffTimes times)
    : m_hub(directory), m_program(std::move(program)), m_backOff(times, rng)
{
    m_restart.setSingleShot(true);
    m_settle.setSingleShot(true);
    m_settle.setInterval(SettleMs);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardInputFile(QProcess::nullDevice());
    // Runs between fork and exec: only calls that are safe there. The group of its own keeps Ctrl+C to this program,
    // which then ends the child in order.
    m_process.setChildProcessModifier([parent = ::getpid()] {
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (::getppid() != parent)
            ::_exit(1);
        ::setpgid(0, 0);
        sigset_t none;
        ::sigemptyset(&none);
        ::sigprocmask(SIG_SETMASK, &none, nullptr);
    });
    connect(&m_restart, &QTimer::timeout, this, &PoolServer::launch);
    connect(&m_settle, &QTimer::timeout, this, &PoolServer::reload);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&m_process, &QProcess::readyRead, this, &PoolServer::readLog);
    connect(&m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        readLog();
        onEnded(status == QProcess::CrashExit ? u"signal %1"_s.arg(code) : u"exit code %1"_s.arg(code));
    });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            onEnded(m_process.errorString());
    });
}

PoolServer::~PoolServer()
{
    m_isWanted = false;
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(EndMs)) {
        m_process.kill();
        m_process.waitForFinished(EndMs);
    }
}

QString PoolServer::findProgram()
{
    const QString found = QStandardPaths::findExecutable(u"nats-server"_s);
    // Debian has it among the programs of the administrator, which are not in everybody's path.
    const QStringList folders{u"/usr/sbin"_s, u"/usr/local/sbin"_s, u"/usr/local/bin"_s};
    return found.isEmpty() ? QStandardPaths::findExecutable(u"nats-server"_s, folders) : found;
}

Result<> PoolServer::start()
{
    if (m_isWanted)
        return {};
    if (m_program.isEmpty())
        m_program = findProgram();
    if (m_program.isEmpty())
        return failure(errors::PoolServerMissing);
    auto lock = FileLock::take(m_hub.lockFile());
    if (!lock)
        return failure(lock.error());
    if (auto written = m_hub.writeConfig(); !written)
        return failure(written.error());
    m_lock = std::move(*lock);
    m_isWanted = true;
    m_watcher.addPath(m_hub.bookFile());
    launch();
    return {};
}

void PoolServer::stop()
{
    m_isWanted = false;
    m_restart.stop();
    m_process.terminate();
}

void PoolServer::launch()
{
    if (!m_isWanted || m_process.state() != QProcess::NotRunning)
        return;
    m_isReady = false;
    m_process.start(m_program, {u"--config"_s, m_hub.configFile()});
}

void PoolServer::readLog()
{
    m_log += m_process.readAll();
    if (!m_isReady && m_log.contains("Server is ready")) {
        m_isReady = true;
        m_backOff.worked();
        if (m_isStale)
            reload();
        Q_EMIT ready();
    }
    if (m_log.size() > LogTailBytes)
        m_log.remove(0, m_log.size() - LogTailBytes);
}

void PoolServer::onEnded(const QString &reason)
{
    m_isReady = false;
    const QString told = lastError();
    m_log.clear();
    if (!m_isWanted) {
        m_lock.reset();
        return;
    }
    m_backOff.failed();
    if (m_backOff.isGivenUp()) {
        m_isWanted = false;
        m_lock.reset();
        const QVariantMap args{{u"reason"_s, told.isEmpty() ? reason : told}};
        Q_EMIT failed(Error{errors::PoolServerFailed, args, reason});
        return;
    }
    ++m_restarts;
    const int waitMs = m_backOff.nextWaitMs();
    m_restart.start(waitMs);
    Q_EMIT lost(waitMs);
}

void PoolServer::reload()
{
    if (!m_watcher.files().contains(m_hub.bookFile()))
        m_watcher.addPath(m_hub.bookFile());
    // Damaged books change nothing: who is let in stays let in.
    if (!m_isWanted)
        return;
    const auto changed = m_hub.writeConfig();
    // While a server reads its list again it lets nobody in: not for nothing.
    if (!changed || (!*changed && !m_isStale))
        return;
    // The signal would end one that is still starting, and may have read the old text.
    m_isStale = !m_isReady;
    if (m_isReady && m_process.processId() > 0)
        ::kill(pid_t(m_process.processId()), SIGHUP);
}

QString PoolServer::lastError() const
{
    const QList<QByteArray> lines = m_log.split('\n');
    for (const QByteArray &line : lines | std::views::reverse) {
        for (const char *mark : {"[FTL] ", "[ERR] ", "nats-server: "}) {
            const qsizetype at = line.indexOf(mark);
            if (at >= 0)
                return QString::fromUtf8(line.mid(at + qsizetype(qstrlen(mark)))).left(ReasonChars);
        }
    }
    return {};
}

} // namespace ain::pool
