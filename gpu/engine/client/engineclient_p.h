// The inside of EngineClient: a state machine around one process at a time, and a line of jobs before it.
#pragma once

#include "gpu/engine/client/engineclient.h"
#include "gpu/engine/client/engineprocess.h"
#include "gpu/engine/client/timeleft.h"

#include <QSet>
#include <QTimer>

#include <deque>
#include <vector>

namespace ain::engine {

class EngineClient::Private : public QObject {
public:
    Private(EngineClient &client, EngineOptions options, const Clock &clock, Rng &rng, QThreadPool &pool);
    ~Private() override;

    struct Job {
        QString id = {};
        QString wireId = {}; ///< never used twice: what is said late about an earlier try is not about this one
        Order order = {};
        Promise<Drawn> promise = {};
        quint64 serial = 0;
        bool isSent = false;
        bool isCancelled = false;
        qint64 cancelledAtMs = 0;
        Phase phase = Phase::Load;
        qint64 phaseAtMs = 0;
        qint64 toldAtMs = -1;
        int step = 0;
        int steps = 0;
        qint64 elapsedMs = 0;
        TimeLeft timeLeft = {};
        std::optional<Trace> trace = {};
        int reached = -1; ///< the newest state that was told
    };

    // engineclient.cpp: the life of the process
    Task<EngineInfo> ensureStarted();
    Task<> untilGone();
    void begin();
    void setState(EngineState state);
    void onReceived(const Event &event, std::vector<UniqueFd> &descriptors);
    void onHello(const HelloEvent &event);
    void onEnded(const EngineEnd &end);
    void onWatch();
    void giveUp(const Error &error);
    void rest(); ///< nothing to do: the timers that let model and process go
    [[nodiscard]] Result<> yieldAll();
    void thaw();

    // clientjobs.cpp: orders
    void pump();
    Task<> run(quint64 serial);
    void finishJob(Result<Drawn> result);
    void cancel(const QString &id);
    void onProgress(const ProgressEvent &event);
    void onPreview(const PreviewEvent &event, UniqueFd descriptor);
    void onState(const StateEvent &event, UniqueFd descriptor);
    void onTrace(const TraceEvent &event, std::vector<UniqueFd> &descriptors);
    void onDone(const DoneEvent &event, UniqueFd descriptor);
    void onFailed(const FailedEvent &event);
    [[nodiscard]] bool isCurrent(const QString &id) const
    {
        return current && current->isSent && current->wireId == id;
    }
    void tell(Job &job, const QImage &preview, bool mustTell);

    EngineClient &q;
    EngineOptions options;
    const Clock &clock;
    QThreadPool &pool;
    BackOff backOff;

    EngineState state = EngineState::Stopped;
    std::unique_ptr<EngineProcess> process;
    std::optional<EngineInfo> info; ///< of the process, once it has said it
    QSet<QString> readable; ///< what the process may read
    QString forcedBackend; ///< of the next start; empty: as the options say
    QString startedBackend; ///< what the process was started with
    bool hasModel = false;
    bool isFrozen = false; ///< by freeze(); its threads may still be on their way to stand
    std::optional<Error> refusal; ///< why it is not started any more until a person says so
    std::optional<Error> lastError;
    LadderTimes ladder;
    DecodeTimes decodeTimes;

    std::vector<Promise<EngineInfo>> starters;
    std::vector<Promise<>> goneWaiters;
    std::vector<Promise<>> yielders;
    qint64 yieldAtMs = 0;
    std::optional<Promise<>> unloading;
    qint64 unloadAtMs = 0;
    std::optional<Promise<json::Object>> measuring;

    std::optional<Job> current;
    std::deque<Job> waiting;
    quint64 lastSerial = 0;
    QSet<QString> extraFiles; ///< files of orders outside the folders

    QTimer watchTimer;
    QTimer backOffTimer;
    QTimer cancelTimer;
    QTimer unloadTimer;
    QTimer quitTimer;
    // Counted in looks, not in time: an event loop that was late must not make the engine look hung.
    int quietLooks = 0;
    int stalledLooks = 0;
    int restLooks = 0;
    bool isAsked = false;
    qint64 processorMs = -1;
};

/// The message for an order, without its pictures' shapes, and the files it names. Errors: EngineFileMissing,
/// EngineArguments.
struct PreparedOrder {
    Command command = StatusCommand{};
    QStringList files = {}; ///< canonical paths
};
[[nodiscard]] Result<PreparedOrder> prepare(const QString &id, const Order &order);

/// The pictures of an order in shared memory, in the order of the protocol. Takes time with their size: for the pool.
struct SharedPictures {
    std::vector<UniqueFd> descriptors = {};
    QList<ImageShape> shapes = {};
};
[[nodiscard]] Result<SharedPictures> sharePictures(const Order &order);
/// What the engine tells of the way, held against what was ordered. Errors: EngineProtocol.
[[nodiscard]] Result<Trace> readTrace(const TraceEvent &event, std::vector<UniqueFd> &descriptors,
                                      const TraceOrder &order);
void setShapes(Command &command, const QList<ImageShape> &shapes);

/// The error that a message of the engine names. Its codes are known ones only.
[[nodiscard]] Error errorOf(const FailedEvent &event);

} // namespace ain::engine
