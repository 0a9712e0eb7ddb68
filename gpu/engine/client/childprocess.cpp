#include "gpu/engine/client/childprocess.h"

#include <QFile>
#include <QSocketNotifier>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ain::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr int ChannelDescriptor = 3;
constexpr int FarDescriptor = 16; // beyond everything dup2 writes to in the child
constexpr int DestructorWaitMs = 2000;

/// posix_spawn's attributes as values that clean up.
struct SpawnPlan {
    posix_spawn_file_actions_t actions{};
    posix_spawnattr_t attributes{};

    SpawnPlan()
    {
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawnattr_init(&attributes);
    }
    SpawnPlan(const SpawnPlan &) = delete;
    SpawnPlan &operator=(const SpawnPlan &) = delete;
    ~SpawnPlan()
    {
        ::posix_spawn_file_actions_destroy(&actions);
        ::posix_spawnattr_destroy(&attributes);
    }
};

std::vector<QByteArray> encoded(const QStringList &texts)
{
    std::vector<QByteArray> bytes;
    bytes.reserve(std::size_t(texts.size()));
    for (const QString &text : texts)
        bytes.push_back(QFile::encodeName(text));
    return bytes;
}

std::vector<char *> pointers(std::vector<QByteArray> &texts)
{
    std::vector<char *> list;
    list.reserve(texts.size() + 1);
    for (QByteArray &text : texts)
        list.push_back(text.data());
    list.push_back(nullptr);
    return list;
}

tl::unexpected<Error> notStarted(const QString &program, int code)
{
    const QString reason = QString::fromLocal8Bit(std::strerror(code)); // NOLINT(concurrency-mt-unsafe): own message
    return failure(errors::NotFound, {{u"what"_s, program}}, reason);
}

void writeOomScore(int pid)
{
    QFile file(u"/proc/%1/oom_score_adj"_s.arg(pid));
    if (file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        file.write("800\n");
}

} // namespace

Result<std::unique_ptr<ChildProcess>> ChildProcess::start(ChildCommand command)
{
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return notStarted(command.program, errno);
    UniqueFd logRead(ends[0]);
    UniqueFd logWrite(ends[1]);
    (void)::fcntl(logRead.get(), F_SETFL, O_NONBLOCK);
    // Both far away, so that none is overwritten before it is duplicated.
    const UniqueFd farLog(::fcntl(logWrite.get(), F_DUPFD_CLOEXEC, FarDescriptor));
    const UniqueFd farChannel(::fcntl(command.channel.get(), F_DUPFD_CLOEXEC, FarDescriptor));
    if (!farLog.isValid() || !farChannel.isValid())
        return notStarted(command.program, errno);

    SpawnPlan plan;
    ::posix_spawn_file_actions_addopen(&plan.actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&plan.actions, farLog.get(), STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&plan.actions, farLog.get(), STDERR_FILENO);
    ::posix_spawn_file_actions_adddup2(&plan.actions, farChannel.get(), ChannelDescriptor);
    ::posix_spawn_file_actions_addclosefrom_np(&plan.actions, ChannelDescriptor + 1);
    const QByteArray folder = QFile::encodeName(command.workingDirectory);
    if (!folder.isEmpty())
        ::posix_spawn_file_actions_addchdir_np(&plan.actions, folder.constData());
    sigset_t none{};
    sigset_t all{};
    ::sigemptyset(&none);
    ::sigfillset(&all);
    ::posix_spawnattr_setsigmask(&plan.attributes, &none);
    ::posix_spawnattr_setsigdefault(&plan.attributes, &all);
    ::posix_spawnattr_setpgroup(&plan.attributes, 0);
    ::posix_spawnattr_setflags(&plan.attributes,
                               short(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF));

    auto arguments = encoded(QStringList(command.program) + command.arguments);
    auto environment = encoded(command.environment);
    const auto argv = pointers(arguments);
    const auto envp = pointers(environment);
    pid_t pid = -1;
    const int code =
        ::posix_spawn(&pid, arguments.front().constData(), &plan.actions, &plan.attributes, argv.data(), envp.data());
    if (code != 0)
        return notStarted(command.program, code);

    // It parses nothing before it is told to, so limits set from here are in force in time.
    const rlimit noCore{.rlim_cur = 0, .rlim_max = 0};
    (void)::prlimit(pid, RLIMIT_CORE, &noCore, nullptr);
    if (command.dataLimitBytes > 0) {
        const rlimit data{.rlim_cur = rlim_t(command.dataLimitBytes), .rlim_max = rlim_t(command.dataLimitBytes)};
        (void)::prlimit(pid, RLIMIT_DATA, &data, nullptr);
    }
    if (command.niceness > 0)
        (void)::setpriority(PRIO_PGRP, id_t(pid), command.niceness);
    writeOomScore(pid);

    // Not by its name: the header of glibc 2.36 declares it for C only.
    UniqueFd pidFd(int(::syscall(SYS_pidfd_open, pid, 0)));
    if (!pidFd.isValid()) {
        const int reason = errno;
        ::kill(-pid, SIGKILL);
        ::waitpid(pid, nullptr, 0);
        return notStarted(command.program, reason);
    }
    return std::unique_ptr<ChildProcess>(new ChildProcess(pid, std::move(pidFd), std::move(logRead)));
}

ChildProcess::ChildProcess(int pid, UniqueFd pidFd, UniqueFd log)
    : m_pid(pid),
      m_pidFd(std::move(pidFd)),
      m_logFd(std::move(log)),
      m_endNotifier(std::make_unique<QSocketNotifier>(m_pidFd.get(), QSocketNotifier::Read)),
      m_logNotifier(std::make_unique<QSocketNotifier>(m_logFd.get(), QSocketNotifier::Read))
{
    connect(m_endNotifier.get(), &QSocketNotifier::activated, this, [this] { onEnded(); });
    connect(m_logNotifier.get(), &QSocketNotifier::activated, this, [this] { readLog(); });
}

ChildProcess::~ChildProcess()
{
    if (!m_isRunning)
        return;
    kill();
    pollfd gone{.fd = m_pidFd.get(), .events = POLLIN, .revents = 0};
    if (::poll(&gone, 1, DestructorWaitMs) > 0)
        ::waitpid(m_pid, nullptr, WNOHANG);
}

void ChildProcess::freeze()
{
    if (m_isRunning)
        ::kill(-m_pid, SIGSTOP);
}

void ChildProcess::thaw()
{
    if (m_isRunning)
        ::kill(-m_pid, SIGCONT);
}

bool ChildProcess::isFrozen() const
{
    siginfo_t info{};
    return m_isRunning && ::waitid(P_PID, id_t(m_pid), &info, WSTOPPED | WNOHANG | WNOWAIT) == 0
        && info.si_pid == m_pid;
}

void ChildProcess::kill()
{
    // The pid is ours until it is reaped in onEnded(), so this can't hit a stranger.
    if (m_isRunning)
        ::kill(-m_pid, SIGKILL);
}

void ChildProcess::onEnded()
{
    if (!m_isRunning)
        return;
    kill(); // others of its group, should a library have started any; before the pid is free for a stranger
    int status = 0;
    if (::waitpid(m_pid, &status, WNOHANG) != m_pid)
        return;
    m_isRunning = false;
    m_endNotifier->setEnabled(false);
    readLog();
    m_logNotifier->setEnabled(false);
    ChildEnd end;
    if (WIFSIGNALED(status))
        end.signal = WTERMSIG(status);
    else
        end.exitCode = WEXITSTATUS(status);
    Q_EMIT ended(end);
}

void ChildProcess::readLog()
{
    // A bounded piece each time: a child that only writes can't hold the event loop.
    std::array<char, 4 * 1024> block{};
    for (int i = 0; i < 8; ++i) {
        const ssize_t got = ::read(m_logFd.get(), block.data(), block.size());
        if (got == 0)
            m_logNotifier->setEnabled(false);
        if (got <= 0)
            break;
        m_log.append(block.data(), got);
    }
    if (m_log.size() > LogTailBytes)
        m_log.remove(0, m_log.size() - LogTailBytes);
}

QByteArray ChildProcess::procFile(const char *name) const
{
    if (!m_isRunning)
        return {};
    QFile file(u"/proc/%1/%2"_s.arg(m_pid).arg(QLatin1StringView(name)));
    return file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) ? file.read(8 * 1024) : QByteArray();
}

namespace {

qint64 statusKilobytes(const QByteArray &status, QByteArrayView field)
{
    const auto at = status.indexOf(field);
    if (at < 0)
        return 0;
    const auto from = at + field.size();
    const QByteArray line = status.mid(from, std::max<qsizetype>(0, status.indexOf('\n', from) - from)).simplified();
    return line.left(std::max<qsizetype>(0, line.indexOf(' '))).toLongLong();
}

} // namespace

qint64 ChildProcess::memoryBytes() const { return statusKilobytes(procFile("status"), "VmRSS:") * 1024; }

qint64 ChildProcess::peakMemoryBytes() const { return statusKilobytes(procFile("status"), "VmHWM:") * 1024; }

qint64 ChildProcess::processorMs() const
{
    // The name in brackets may hold anything; fields are counted behind it (proc(5): utime is 14, stime 15).
    const QByteArray stat = procFile("stat");
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    const long ticks = ::sysconf(_SC_CLK_TCK);
    if (fields.size() < 13 || ticks <= 0)
        return 0;
    return (fields[11].toLongLong() + fields[12].toLongLong()) * 1000 / ticks;
}

} // namespace ain::engine
