// The image engine as the app sees it: orders in, pictures out, whatever happens to the process that draws them.
#pragma once

#include "core/base/clock.h"
#include "core/base/rng.h"
#include "core/base/task.h"
#include "core/json/value.h"
#include "core/recipe/generationrequest.h"
#include "gpu/engine/client/backoff.h"
#include "gpu/engine/client/laddertimes.h"
#include "gpu/engine/protocol/errors.h"
#include "gpu/engine/protocol/messages.h"

#include <QHash>
#include <QImage>
#include <QThreadPool>

#include <memory>
#include <optional>

namespace ain {

namespace errors {
inline constexpr ErrorCode EngineGivenUp{"engine.given_up"}; ///< failed too often in a row; args: count
inline constexpr ErrorCode EngineYielded{"engine.yielded"}; ///< its memory was given back in the middle of a job
inline constexpr ErrorCode EngineFileMissing{"engine.file_missing"}; ///< of the order; args: name
} // namespace errors

namespace engine {

enum class EngineState {
    Missing, ///< the program is not there
    Stopped,
    Starting,
    Idle,
    Loading, ///< a model
    Busy,
    Stopping,
    BackingOff, ///< failed; starts again when the wait is over and somebody wants it
};

using EngineInfo = HelloEvent;

struct EngineTimes {
    int startMs = 30'000; ///< until the engine's first word
    int cancelMs = 2000; ///< a cancelled job ends by itself within this, or the engine is stopped
    int freezeMs = 100;
    int quitMs = 2000;
    int watchMs = 1000; ///< how often its health is looked at
    int askMs = 15'000; ///< an idle engine is asked this often whether it is well
    /// Not a word and no processor time used: it hangs.
    int stalledMs = 120'000;
    /// Not a word, but busy: a step of a large picture on a slow processor takes minutes.
    int silentMs = 1'800'000;
    int unloadAfterMs = 300'000; ///< idle: the model goes; 0: never
    int quitAfterMs = 900'000; ///< idle: the process goes; 0: never
};

struct EngineOptions {
    QString program = {}; ///< absolute path of ain-engine
    int threads = 0; ///< 0: the engine decides
    QString backend = {}; ///< "cpu", "cuda", "vulkan"; empty: the best it finds
    QStringList modelFolders = {}; ///< all it may read, besides the files that orders name
    QStringList extraArguments = {};
    QString temporaryParent = {};
    qint64 memoryLimitBytes = 0; ///< of its heap; 0: none
    EngineTimes times = {};
    BackOffTimes backOff = {};
};

/// The way to a picture, as its engine told it. Hashes and states are the engine's word: who commits to them or checks
/// them compares.
struct Trace {
    int steps = 0; ///< N of the whole way; there are N + 1 states
    int first = 0; ///< state of the first hash
    LatentShape shape = {};
    QList<QByteArray> hashes = {}; ///< SHA-256 of each state, 32 bytes
    QList<int> kept = {};
    std::shared_ptr<const PixelReader> memory = {}; ///< of the kept ones

    /// The bytes of a kept state, alive as long as `memory`; empty when it was not kept.
    [[nodiscard]] QByteArrayView state(int index) const;
};

struct Order {
    recipe::GenerationRequest request = {};
    QHash<QString, QString> files = {}; ///< SHA-256 → absolute path: model, VAE, text encoders, LoRAs, upscaler
    QImage init = {}; ///< img2img, inpaint: of the request's size; upscale: the source
    QImage mask = {}; ///< inpaint: white is drawn anew
    bool preview = true;
    QString backend = {}; ///< "cpu": nothing else will do (checking a recipe); empty: any
    /// Only with models that have one; with others EngineArguments (what: no_trace).
    std::optional<TraceOrder> trace = {};
    /// A PNG of a stranger, of the request's width and height: it is not drawn but decoded, in the engine's cage.
    QByteArray file = {};
    QByteArray start = {}; ///< state `trace->first`, trace->start->bytes() of them
};

struct Progress {
    QString id = {};
    Phase phase = Phase::Load;
    int step = 0;
    int steps = 0; ///< 0: unknown
    qint64 elapsedMs = 0;
    /// Only when it can be told honestly: after three steady steps.
    std::optional<qint64> leftMs = {};
    bool leftIsWhole = false; ///< false: until the last step; what decoding takes is not known yet
    QImage preview = {}; ///< small; null: none with this step
};

/// A state that an order with a telling trace reached; the engine's word, as Trace is.
struct Reached {
    QString id = {};
    int index = 0;
    LatentShape shape = {};
    QByteArray state = {}; ///< shape.bytes() of them
};

struct Drawn {
    QImage image = {}; ///< RGB888
    recipe::GenerationRequest request = {}; ///< with engine and profile of who drew it
    qint64 elapsedMs = 0;
    qint64 sampleMs = 0;
    qint64 loadMs = 0;
    qint64 decodeMs = 0;
    qint64 peakBytes = 0; ///< of the engine process
    QStringList unknownWords = {}; ///< of the prompts, which the model could not follow
    std::optional<Trace> trace = {}; ///< when the order asked for it
};

/// Thread: main. Nothing blocks; orders are drawn one after another in the order of their calls. Dropping the client
/// ends the engine.
class EngineClient : public QObject {
    Q_OBJECT
public:
    EngineClient(EngineOptions options, const Clock &clock, Rng &rng, QThreadPool &pool);
    ~EngineClient() override;

    /// Starts it if need be; waits while it is backing off. Errors: EngineMissing, EngineVersion, EngineProcessor,
    /// EngineConfinement, EngineGivenUp.
    Task<EngineInfo> ensureStarted();
    /// After EngineGivenUp: forgets the failures and starts.
    Task<EngineInfo> startByHand();
    /// `id` is the caller's name for the job and not used twice at the same time. Errors: those of ensureStarted(), and
    /// EngineCrashed, EngineHung, EngineOutOfMemory, EngineModelRefused, EngineArguments, EngineFailed, EngineProtocol,
    /// EngineYielded, EngineFileMissing, Cancelled. An error costs this job only.
    Task<Drawn> draw(QString id, Order order);
    /// The job ends as Cancelled: at the engine's next step, or after EngineTimes::cancelMs by ending the engine. An
    /// engine that can't cancel is ended at once. Unknown ids are none.
    void cancel(const QString &id);
    /// Lets the model go. EngineBusy while it draws.
    Task<> unload();
    /// Gives all memory back, now: the engine is killed, a running job ends as EngineYielded.
    Task<> yieldNow();
    /// SIGSTOP: it computes nothing from then on, and its memory stays; isFrozen() says when every thread stands. A job
    /// waits, and so does the end of a cancelled one. False: there is no process to freeze. While it is frozen no watch
    /// runs out; an order of draw(), unload() or benchmark() thaws it.
    bool freeze();
    void thaw();
    [[nodiscard]] bool isFrozen() const;
    /// Figures of the engine's own measurement. EngineBusy while it draws.
    Task<json::Object> benchmark(int seconds = 5);
    /// For the next start; a running engine is told by starting it anew when an order needs it.
    void setModelFolders(QStringList folders);

    [[nodiscard]] EngineState state() const;
    [[nodiscard]] std::optional<EngineInfo> info() const; ///< of the running process
    [[nodiscard]] const LadderTimes &ladder() const;
    [[nodiscard]] std::optional<Error> lastError() const; ///< why it ended last time; empty when it did well since
    [[nodiscard]] qint64 restartInMs() const; ///< while BackingOff; else -1
    [[nodiscard]] qint64 memoryBytes() const; ///< resident in the process now
    [[nodiscard]] qint64 pid() const; ///< 0: not running
    [[nodiscard]] QString currentId() const; ///< of the job that is being drawn

Q_SIGNALS:
    void stateChanged();
    void progressed(const ain::engine::Progress &progress);
    void reached(const ain::engine::Reached &state); ///< in the order of the states, each once

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace engine
} // namespace ain
