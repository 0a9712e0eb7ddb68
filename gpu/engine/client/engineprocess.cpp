#include "gpu/engine/client/engineprocess.h"

#include "core/base/pooltask.h"
#include "gpu/engine/protocol/errors.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcessEnvironment>
#include <QSocketNotifier>
#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

namespace ain::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t PacketsAtOnce = 4096; ///< a well-behaved engine sends some per step
constexpr int ReadsAtEnd = 16; ///< others of its group may still write
constexpr qsizetype LogLinesKept = 40;
constexpr qsizetype LastWordsChars = 4000;
constexpr int FreezeTickMs = 1;
constexpr QStringView FolderPrefix = u"ain-engine-";

/// Words of libraries that ran out of memory before they gave up.
constexpr std::array<QStringView, 8> MemoryWords = {u"bad_alloc",
                                                    u"out of memory",
                                                    u"out_of_memory",
                                                    u"failed to allocate",
                                                    u"cannot allocate memory",
                                                    u"cudamalloc failed",
                                                    u"erroroutofdevicememory",
                                                    u"not enough memory"};

/// What the CUDA libraries read; nothing else of our environment is the engine's business.
bool isForEngine(const QString &name)
{
    return name == u"LD_LIBRARY_PATH" || name.startsWith(u"CUDA_") || name.startsWith(u"NVIDIA_");
}

/// Folders that a killed program left behind.
void removeLeftovers(const QString &parent)
{
    QDir folder(parent);
    const QStringList names = folder.entryList(QStringList{FolderPrefix.toString() + u'*'},
                                               QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks);
    for (const QString &name : names) {
        bool isNumber = false;
        const int pid = name.sliced(FolderPrefix.size()).section(u'-', 0, 0).toInt(&isNumber);
        if (isNumber && pid > 0 && ::kill(pid, 0) != 0 && errno == ESRCH)
            QDir(folder.filePath(name)).removeRecursively();
    }
}

} // namespace

EngineProcess::EngineProcess(LaunchPlan plan, const Clock &clock, QThreadPool &pool)
    : m_plan(std::move(plan)), m_clock(clock), m_pool(pool)
{
    m_quitTimer.setSingleShot(true);
    m_freezeTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_freezeTimer, &QTimer::timeout, this, &EngineProcess::onFreezeTick);
    connect(&m_quitTimer, &QTimer::timeout, this, [this] {
        if (m_wasQuit)
            stop({});
        else
            stop(Error{errors::EngineClosed});
    });
}

EngineProcess::~EngineProcess()
{
    m_reader.reset();
    m_writer.reset();
    m_child.reset();
    if (!m_folder.isEmpty())
        startInPool(m_pool, [folder = m_folder] { QDir(folder).removeRecursively(); });
}

Result<QString> EngineProcess::makeFolder()
{
    const QString parent = m_plan.temporaryParent.isEmpty() ? QDir::tempPath() : m_plan.temporaryParent;
    if (!QDir().mkpath(parent))
        return failure(errors::FileWrite, {{u"path"_s, parent}});
    QTemporaryDir folder(u"%1/%2%3-XXXXXX"_s.arg(parent, FolderPrefix).arg(QCoreApplication::applicationPid()));
    if (!folder.isValid())
        return failure(errors::FileWrite, {{u"path"_s, parent}}, folder.errorString());
    folder.setAutoRemove(false);
    startInPool(m_pool, [parent] { removeLeftovers(parent); });
    return folder.path();
}

QStringList EngineProcess::environment() const
{
    // An abort would else start a debugger for a backtrace, for seconds.
    QStringList list{u"GGML_NO_BACKTRACE=1"_s, u"LC_ALL=C.UTF-8"_s, u"HOME="_s + m_folder, u"TMPDIR="_s + m_folder,
                     u"CUDA_CACHE_PATH="_s + m_folder};
    const auto own = QProcessEnvironment::systemEnvironment();
    const QStringList names = own.keys();
    for (const QString &name : names) {
        if (isForEngine(name) && name != u"CUDA_CACHE_PATH")
            list.append(name + u'=' + own.value(name));
    }
    return list;
}

Result<> EngineProcess::start()
{
    auto folder = makeFolder();
    if (!folder)
        return failure(folder.error());
    m_folder = *folder;
    auto ends = FrameSocket::makePair();
    if (!ends)
        return failure(ends.error());
    ChildCommand command;
    command.program = m_plan.program;
    command.arguments = QStringList{u"--fd"_s, u"3"_s} + m_plan.arguments;
    command.environment = environment();
    command.workingDirectory = m_folder;
    command.channel = std::move(ends->second);
    command.dataLimitBytes = m_plan.memoryLimitBytes;
    command.niceness = m_plan.niceness;
    auto child = ChildProcess::start(std::move(command));
    if (!child)
        return failure(child.error());
    m_child = std::move(*child);
    m_socket.emplace(std::move(ends->first));
    m_reader = std::make_unique<QSocketNotifier>(m_socket->fd(), QSocketNotifier::Read);
    m_writer = std::make_unique<QSocketNotifier>(m_socket->fd(), QSocketNotifier::Write);
    m_writer->setEnabled(false);
    connect(m_child.get(), &ChildProcess::ended, this, &EngineProcess::onChildEnded);
    connect(m_reader.get(), &QSocketNotifier::activated, this, [this] { onReadable(); });
    connect(m_writer.get(), &QSocketNotifier::activated, this, [this] {
        const auto flushed = m_socket->flush();
        m_writer->setEnabled(flushed && m_socket->hasPending());
        if (!flushed)
            stop(flushed.error());
    });
    return {};
}

bool EngineProcess::send(const Command &command, std::vector<UniqueFd> descriptors)
{
    if (!m_socket || m_isStopping)
        return false;
    const auto sent = m_socket->send(encode(command), std::move(descriptors));
    // A closed connection is the beginning of an end that onChildEnded() explains better.
    if (!sent && sent.error().code != errors::EngineClosed)
        stop(sent.error());
    m_writer->setEnabled(sent && m_socket->hasPending());
    return sent.has_value();
}

void EngineProcess::quit()
{
    if (m_isStopping || m_wasQuit)
        return;
    m_wasQuit = send(QuitCommand{});
    if (m_wasQuit)
        m_quitTimer.start(m_plan.quitMs);
    else
        stop({});
}

void EngineProcess::stop(std::optional<Error> why)
{
    if (m_isStopping || !m_child)
        return;
    m_why = std::move(why);
    if (!m_child->isRunning())
        return; // its last words told why; onChildEnded() reads them
    m_isStopping = true;
    m_quitTimer.stop();
    m_reader->setEnabled(false);
    m_writer->setEnabled(false);
    m_child->freeze();
    m_frozenAtMs = m_clock.monotonicMs();
    m_freezeTimer.start(FreezeTickMs);
}

void EngineProcess::freeze()
{
    if (m_isStopping || !m_child)
        return;
    m_isQuitHeld = m_quitTimer.isActive();
    m_quitTimer.stop();
    m_child->freeze();
}

void EngineProcess::thaw()
{
    if (m_isStopping || !m_child)
        return;
    m_child->thaw();
    if (std::exchange(m_isQuitHeld, false))
        m_quitTimer.start(m_plan.quitMs);
}

void EngineProcess::onFreezeTick()
{
    const qint64 waited = m_clock.monotonicMs() - m_frozenAtMs;
    if (m_child->isFrozen())
        m_stopMs = waited;
    else if (waited < m_plan.freezeMs)
        return;
    m_freezeTimer.stop();
    killNow();
}

void EngineProcess::killNow()
{
    m_killedAtMs = m_clock.monotonicMs();
    m_child->kill();
}

void EngineProcess::readNow()
{
    if (!m_isStopping && m_socket)
        onReadable();
}

void EngineProcess::onReadable()
{
    auto packets = m_socket->receive();
    if (packets) {
        (void)takeIn(std::move(*packets));
        return;
    }
    m_reader->setEnabled(false);
    if (packets.error().code != errors::EngineClosed) {
        stop(packets.error());
        return;
    }
    // Gone or going: the end of the process tells why. One that stays without a connection is no use to anybody.
    if (!m_quitTimer.isActive())
        m_quitTimer.start(m_plan.quitMs);
}

bool EngineProcess::takeIn(std::vector<Packet> packets)
{
    if (packets.size() > PacketsAtOnce) {
        stop(Error{errors::EngineProtocol, {{u"what"_s, u"flood"_s}}});
        return false;
    }
    for (Packet &packet : packets) {
        auto event = decodeEvent(packet.payload);
        if (event && pictures(*event).size() != qsizetype(packet.descriptors.size()))
            event = failure(errors::EngineProtocol, {{u"what"_s, u"descriptors"_s}});
        if (!event) {
            stop(event.error());
            return false;
        }
        if (const auto *log = std::get_if<LogEvent>(&*event)) {
            m_logLines.append(log->text);
            if (m_logLines.size() > LogLinesKept)
                m_logLines.removeFirst();
        }
        onReceived(*event, packet.descriptors);
        if (m_isStopping)
            return false;
    }
    return true;
}

QString EngineProcess::lastWords() const
{
    QString words = m_logLines.join(u'\n');
    if (m_child && !m_child->logTail().isEmpty())
        words += (words.isEmpty() ? QString() : u"\n"_s) + QString::fromUtf8(m_child->logTail());
    return words.right(LastWordsChars).trimmed();
}

Error EngineProcess::crashError(ChildEnd end) const
{
    const QString words = lastWords();
    const QString lower = words.toLower();
    const bool isMemory = std::any_of(MemoryWords.begin(), MemoryWords.end(),
                                      [&lower](QStringView word) { return lower.contains(word); });
    // Nobody here sent that SIGKILL: it is what the system does when memory runs out.
    if (end.signal == SIGKILL || (isMemory && (end.signal != 0 || end.exitCode != 0)))
        return Error{errors::EngineOutOfMemory, {{u"phase"_s, m_phase}}, words};
    QString how = u"exit %1"_s.arg(end.exitCode);
    if (end.signal != 0) {
        const char *name = ::sigabbrev_np(end.signal);
        how = name != nullptr ? u"SIG"_s + QString::fromLatin1(name) : u"signal %1"_s.arg(end.signal);
    }
    return Error{errors::EngineCrashed, {{u"signal"_s, how}, {u"phase"_s, m_phase}}, words};
}

void EngineProcess::onChildEnded(ChildEnd childEnd)
{
    // What it said before it went: a result or the reason may still lie in the socket.
    if (!m_isStopping && m_socket) {
        for (int i = 0; i < ReadsAtEnd; ++i) {
            auto packets = m_socket->receive();
            if (!packets || packets->empty() || !takeIn(std::move(*packets)))
                break;
        }
    }
    m_freezeTimer.stop();
    m_quitTimer.stop();
    m_reader->setEnabled(false);
    m_writer->setEnabled(false);
    EngineEnd end;
    end.stopMs = m_stopMs;
    if (m_killedAtMs >= 0)
        end.killMs = m_clock.monotonicMs() - m_killedAtMs;
    if (m_isStopping)
        end.error = m_why;
    else if (m_why)
        end.error = m_why;
    else if (!m_wasQuit)
        end.error = crashError(childEnd);
    end.wasWanted = !end.error;
    m_isStopping = true;
    onEnded(end);
}

} // namespace ain::engine
