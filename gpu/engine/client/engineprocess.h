// One life of ain-engine: from its start to the moment its memory is back.
#pragma once

#include "core/base/clock.h"
#include "gpu/engine/client/childprocess.h"
#include "gpu/engine/client/laddertimes.h"
#include "gpu/engine/protocol/framesocket.h"
#include "gpu/engine/protocol/messages.h"

#include <QStringList>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QSocketNotifier;

namespace ain::engine {

struct LaunchPlan {
    QString program = {}; ///< absolute path
    QStringList arguments = {}; ///< behind --fd 3
    QString temporaryParent = {}; ///< empty: the system's
    qint64 memoryLimitBytes = 0; ///< of its heap; 0: none
    int niceness = 5; ///< the window's thread comes first
    int freezeMs = 100; ///< at most, for all threads to stand still before the kill
    int quitMs = 2000; ///< to end by itself when asked
};

/// How it ended. `error` tells why, in a code; for an end that was wanted it is empty.
struct EngineEnd {
    bool wasWanted = false;
    std::optional<Error> error = {};
    qint64 killMs = -1; ///< from the kill until the process was gone; -1: it was not killed
    qint64 stopMs = -1; ///< from SIGSTOP until it stood still
};

/// Everything on the event loop of its thread; nothing waits. Reading is bounded per turn, and a peer that floods,
/// lies about sizes or breaks the protocol is killed.
class EngineProcess : public QObject {
    Q_OBJECT
public:
    EngineProcess(LaunchPlan plan, const Clock &clock, QThreadPool &pool);
    ~EngineProcess() override;

    /// What arrived; as many descriptors as the event has pictures. Must not destroy this object.
    std::function<void(const Event &, std::vector<UniqueFd> &)> onReceived;
    /// Once, at the end. Must not destroy this object (deleteLater() does).
    std::function<void(const EngineEnd &)> onEnded;

    /// Errors: errors::NotFound (program), FileWrite (temporary folder).
    [[nodiscard]] Result<> start();
    /// False: it can't be told anything any more; ended() follows.
    bool send(const Command &command, std::vector<UniqueFd> descriptors = {});
    void quit(); ///< asks, then takes the ladder
    /// SIGSTOP, then SIGKILL as soon as all threads stand still. `why` empty: wanted.
    void stop(std::optional<Error> why);
    void freeze(); ///< SIGSTOP, and no more; nothing when it is stopping
    void thaw(); ///< SIGCONT after freeze()
    /// Takes in what has arrived but was not read yet.
    void readNow();

    [[nodiscard]] bool isStopping() const { return m_isStopping; }
    [[nodiscard]] bool isLeaving() const { return m_isStopping || m_wasQuit; } ///< takes no more orders
    [[nodiscard]] const ChildProcess *child() const { return m_child.get(); }
    /// Its last words, bounded: what it wrote and what it logged.
    [[nodiscard]] QString lastWords() const;
    void setPhase(QString phase) { m_phase = std::move(phase); } ///< for the error of a crash

private:
    void onReadable();
    void onChildEnded(ChildEnd end);
    void onFreezeTick();
    [[nodiscard]] bool takeIn(std::vector<Packet> packets);
    void killNow();
    [[nodiscard]] Result<QString> makeFolder();
    [[nodiscard]] QStringList environment() const;
    [[nodiscard]] Error crashError(ChildEnd end) const;

    LaunchPlan m_plan;
    const Clock &m_clock;
    QThreadPool &m_pool;
    QString m_folder;
    std::unique_ptr<ChildProcess> m_child;
    std::optional<FrameSocket> m_socket;
    std::unique_ptr<QSocketNotifier> m_reader;
    std::unique_ptr<QSocketNotifier> m_writer;
    QTimer m_freezeTimer;
    QTimer m_quitTimer;
    QStringList m_logLines;
    QString m_phase;
    bool m_isStopping = false;
    bool m_wasQuit = false;
    bool m_isQuitHeld = false; ///< frozen in the middle of quit(): its time goes on after thaw()
    std::optional<Error> m_why; ///< of a stop that we asked for
    qint64 m_frozenAtMs = 0;
    qint64 m_killedAtMs = -1;
    qint64 m_stopMs = -1;
};

} // namespace ain::engine
