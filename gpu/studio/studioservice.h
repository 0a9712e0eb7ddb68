// From a request to a picture in the gallery: drives the queue of drawing jobs.
#pragma once

#include "core/ainft/contentstore.h"
#include "core/base/clock.h"
#include "core/gallery/gallery.h"
#include "core/jobs/jobqueue.h"
#include "core/recipe/generationrequest.h"
#include "gpu/engine/client/engineclient.h"
#include "gpu/models/modellibrary.h"
#include "gpu/studio/jobpayload.h"

#include <QThreadPool>

#include <functional>
#include <memory>
#include <optional>

namespace ain {

namespace errors {
inline constexpr ErrorCode StudioModelMissing{"studio.model_missing"}; ///< not in the library; args: name
inline constexpr ErrorCode StudioSourceMissing{"studio.source_missing"}; ///< init image or mask; args: sha256
} // namespace errors

namespace studio {

struct StudioParts {
    ain::jobs::JobQueue &queue;
    ain::gallery::Gallery &gallery;
    ain::engine::EngineClient &engine;
    ain::models::ModelLibrary &models;
    ain::ainft::ContentStore &content;
    QThreadPool &pool;
};

/// What a picture's recipe gives when it is drawn again here.
struct CheckResult {
    bool isBitEqual = false; ///< every pixel; promised on the CPU reference profile with the same engine build
    int hashDistance = 64; ///< bits of 64; up to about 10 the same picture by eye
    double rms = 255; ///< per channel, 0 … 255
    int largest = 255; ///< of one channel
    QSize size = {}; ///< of what was drawn
    recipe::GenerationRequest drawn = {}; ///< with engine and profile of this computer
    /// What was not the same: "engine", "profile", "size". Empty: the recipe says all was.
    QStringList differences = {};
};

/// Where a job begins that somebody else began.
struct Start {
    int step = 0; ///< the first to be done here; 0: from the noise
    QByteArray state = {}; ///< state `step`
};

/// How far a job with a trace got: the states of the way so far, whatever becomes of the job.
struct ReachedStates {
    int first = 0; ///< number of the first of them
    engine::LatentShape shape = {};
    QList<QByteArray> states = {};
    qint64 elapsedMs = 0;
};

/// Strangers' jobs in the queue.
enum class ForOthers {
    Draw, ///< when nothing of my own waits
    Finish, ///< the running one; no other is begun
    Stop, ///< the running one goes back to its place in the queue, without an attempt lost
};

/// Thread: main. The queue is drawn one job at a time: the user's own work first, in the order of the queue. A job is
/// taken up again after a crash of the program and ends exactly once: its picture is listed once and then it is done.
/// Jobs that an engine's crash hit are tried once more; what can't work a second time (a refused model, no memory) is
/// not.
class StudioService : public QObject {
    Q_OBJECT
public:
    explicit StudioService(StudioParts parts);
    ~StudioService() override;

    /// Begins to draw what is in the queue. The parts must be open.
    void start();

    /// All or none; each request becomes a job of its own. `parents`: the pictures they are made from. Errors:
    /// recipe.*, StudioModelMissing, StudioSourceMissing, those of JobQueue::add.
    Task<QList<jobs::Job>> submit(QList<recipe::GenerationRequest> requests, QString group = {},
                                  QList<qint64> parents = {}, jobs::Priority priority = jobs::Priority::Mine);
    /// One job of a stranger: at the queue's end, never in the gallery. Its picture is in the content store until the
    /// caller takes it out; with `wantsTrace` its states too, if the model can tell them. `group`: by which the caller
    /// knows it again after a restart. Errors: as of submit().
    /// With a `start`, only the rest is drawn; InvalidArgument (what: start) when the model can't begin there.
    Task<jobs::Job> submitForOthers(recipe::GenerationRequest request, bool wantsTrace, QString group = {},
                                    Start start = {});
    /// Of a job with `wantsTrace` that is being drawn, or was the last to be; else nothing.
    [[nodiscard]] ReachedStates reached(const QString &jobId) const;
    /// A running job ends at the next step; its last preview is kept in its result.
    Task<> cancel(QString jobId);
    Task<int> cancelAll(QString group = {});
    /// No job is begun any more; the running one goes on. Survives a restart.
    Task<> setPaused(bool isPaused);
    Task<> retry(QString jobId);

    /// What becomes of jobs of Priority::Background; ForOthers::Draw at first.
    void setForOthers(ForOthers what);
    [[nodiscard]] bool isDrawingForOthers() const;

    /// Gives the engine's memory back now. The running job goes back to the queue, and nothing is drawn until goOn().
    Task<> yieldNow();
    /// After yieldNow(), or when the engine gave up: start it again and go on.
    void goOn();
    /// Why nothing is drawn although jobs wait: EngineYielded, EngineGivenUp, EngineMissing, EngineProcessor, … Empty:
    /// it is drawn.
    [[nodiscard]] std::optional<Error> heldBy() const;
    [[nodiscard]] QString runningJob() const; ///< id; empty: none

    /// A picture as a source for img2img, inpainting or upscaling: its SHA-256 in the content store.
    Task<QString> keepImage(QImage image);
    /// The same from a file of the content store or any PNG, JPEG, WebP or GIF: decoded, so that only pixels go on.
    Task<QString> keepPicture(QByteArray file);

    /// Draws `request` again and compares it with the picture of that hash. A recipe of a CPU profile is drawn on the
    /// CPU. Waits for the job that is being drawn. Errors: those of drawing, ContentUnknown, PictureDamaged.
    Task<CheckResult> check(recipe::GenerationRequest request, QString sha256);
    /// The check that runs ends as Cancelled.
    void cancelCheck();

    /// Whether a request can be taken: known models, sizes. Errors as of submit(). For the window.
    [[nodiscard]] Result<> checkRequest(const recipe::GenerationRequest &request) const;

Q_SIGNALS:
    void progressed(const QString &jobId, const ain::engine::Progress &progress);
    void drawn(const QString &jobId, qint64 picture); ///< listed in the gallery
    void wordsUnknown(const QString &prompt, const QStringList &words); ///< after drawn(): engine::Drawn::unknownWords
    void failed(const QString &jobId, const ain::Error &error); ///< ended without a picture, or goes back to the queue
    void heldChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace studio
} // namespace ain
