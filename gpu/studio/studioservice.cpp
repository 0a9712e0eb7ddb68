#include "gpu/studio/studioservice.h"

#include "core/base/pooltask.h"
#include "gpu/studio/pictures.h"
#include "gpu/studio/studioservice_p.h"

namespace ain::studio {

using namespace Qt::StringLiterals;
using recipe::GenerationRequest;

namespace {

constexpr int PictureSideMax = 16384;
constexpr qsizetype RequestsMax = 1000; // of one call
constexpr int MiniMultiple = 32;
constexpr int Multiple = 64;

} // namespace

StudioService::StudioService(StudioParts parts) : d(std::make_unique<Private>(*this, parts))
{
    connect(&parts.queue, &jobs::JobQueue::changed, d.get(), [this](const jobs::Job &job) {
        if (job.kind != JobKind || job.state != jobs::State::Queued)
            return;
        // My own work goes first: a stranger's is put back for it.
        if (job.priority == jobs::Priority::Mine && isDrawingForOthers()) {
            d->preempt();
            d->parts.engine.thaw(); // frozen for the user's sake, it could not let go for the user's own picture
        }
        d->wake();
    });
    connect(&parts.queue, &jobs::JobQueue::cancelWanted, d.get(), [this](const QString &id) {
        if (!d->running || d->running->job.id != id)
            return;
        d->isCancelWanted = true;
        d->parts.engine.cancel(id);
    });
    connect(&parts.engine, &engine::EngineClient::stateChanged, d.get(), [this] {
        if (d->parts.engine.pid() == 0)
            d->loadedModel.clear();
    });
    connect(&parts.engine, &engine::EngineClient::progressed, d.get(), [this](const engine::Progress &progress) {
        if (!d->running || d->running->job.id != progress.id)
            return;
        const QImage preview = progress.preview.isNull() ? d->lastProgress.preview : progress.preview;
        d->lastProgress = progress;
        d->lastProgress.preview = preview;
        Q_EMIT progressed(progress.id, progress);
    });
    connect(&parts.engine, &engine::EngineClient::reached, d.get(), [this](const engine::Reached &state) {
        if (!d->running || d->running->job.id != state.id)
            return;
        if (d->reachedJob != state.id || d->reached.first + d->reached.states.size() != state.index) {
            d->reachedJob = state.id;
            d->reached = {};
            d->reached.first = state.index;
            d->reached.shape = state.shape;
        }
        d->reached.states.append(state.state);
        d->reached.elapsedMs = d->lastProgress.elapsedMs;
    });
}

StudioService::~StudioService() = default;

void StudioService::start()
{
    d->isStarted = true;
    d->wake();
}

Result<> StudioService::checkRequest(const GenerationRequest &request) const
{
    const auto model = d->parts.models.bySha256(request.model.sha256);
    auto checked = recipe::check(request, model && model->kind == models::Kind::Mini ? MiniMultiple : Multiple);
    if (!checked)
        return checked;
    const bool isUpscaling = request.mode == recipe::Mode::Upscale;
    if (!isUpscaling && model && model->kind == models::Kind::DiffusionPart && request.encoders.isEmpty())
        return failure(errors::RecipeMissing, {{u"what"_s, u"text_encoder"_s}});
    const auto files = d->files(request);
    if (!files)
        return failure(files.error());
    return {};
}

Task<QList<jobs::Job>> StudioService::submit(QList<GenerationRequest> requests, QString group, QList<qint64> parents,
                                             jobs::Priority priority)
{
    if (requests.isEmpty() || requests.size() > RequestsMax) {
        const QVariantMap args{{u"what"_s, u"requests"_s}, {u"limit"_s, int(RequestsMax)}};
        co_return failure(errors::TooLarge, args);
    }
    QList<jobs::NewJob> fresh;
    QStringList sources;
    for (const GenerationRequest &request : std::as_const(requests)) {
        const auto checked = checkRequest(request);
        if (!checked)
            co_return failure(checked.error());
        if (!request.initImage.isEmpty())
            sources.append(request.initImage);
        if (!request.mask.isEmpty())
            sources.append(request.mask);
        JobPayload payload;
        payload.request = request;
        payload.parents = parents;
        jobs::NewJob job;
        job.kind = JobKind.toString();
        job.payload = encode(payload);
        job.priority = priority;
        job.group = group;
        fresh.append(job);
    }
    sources.removeDuplicates();
    for (const QString &sha256 : std::as_const(sources)) {
        auto found = co_await d->parts.content.find(sha256);
        if (!found) {
            const QVariantMap args{{u"sha256"_s, sha256}};
            co_return failure(errors::StudioSourceMissing, args);
        }
    }
    auto added = co_await d->parts.queue.add(fresh);
    d->wake();
    co_return added;
}

ReachedStates StudioService::reached(const QString &jobId) const
{
    return !jobId.isEmpty() && jobId == d->reachedJob ? d->reached : ReachedStates{};
}

Task<jobs::Job> StudioService::submitForOthers(GenerationRequest request, bool wantsTrace, QString group, Start start)
{
    const auto checked = checkRequest(request);
    if (!checked)
        co_return failure(checked.error());
    JobPayload payload;
    payload.request = request;
    payload.isListed = false;
    payload.wantsTrace = wantsTrace;
    const auto model = d->parts.models.bySha256(request.model.sha256);
    const bool canBeginThere = wantsTrace && model && model->kind == models::Kind::Mini && start.step < request.steps
        && miniShape(start.state.size()).has_value();
    if (start.step > 0 && !canBeginThere) {
        const QVariantMap args{{u"what"_s, u"start"_s}};
        co_return failure(errors::InvalidArgument, args);
    }
    if (start.step > 0) {
        payload.firstStep = start.step;
        payload.start = start.state;
    }
    jobs::NewJob job;
    job.kind = JobKind.toString();
    job.payload = encode(payload);
    job.priority = jobs::Priority::Background;
    job.group = group;
    const QList<jobs::NewJob> fresh(1, job);
    auto added = co_await d->parts.queue.add(fresh);
    if (!added)
        co_return failure(added.error());
    d->wake();
    co_return added->constFirst();
}

Task<> StudioService::cancel(QString jobId) { return d->parts.queue.cancel(std::move(jobId)); }

Task<int> StudioService::cancelAll(QString group)
{
    return d->parts.queue.cancelAll(JobKind.toString(), std::move(group));
}

Task<> StudioService::setPaused(bool isPaused)
{
    auto set = co_await d->parts.queue.setPausedAll(JobKind.toString(), isPaused);
    if (!isPaused)
        d->wake();
    co_return set;
}

Task<> StudioService::retry(QString jobId) { return d->parts.queue.retry(std::move(jobId)); }

void StudioService::setForOthers(ForOthers what)
{
    d->forOthers = what;
    if (what == ForOthers::Draw)
        d->wake();
    else if (what == ForOthers::Stop && isDrawingForOthers())
        d->preempt();
}

bool StudioService::isDrawingForOthers() const
{
    return d->running && d->running->job.priority == jobs::Priority::Background;
}

Task<> StudioService::yieldNow()
{
    if (!d->held)
        d->hold(Error{errors::EngineYielded});
    return d->parts.engine.yieldNow();
}

void StudioService::goOn()
{
    if (!d->held)
        return;
    const bool wasYielded = d->held->code == errors::EngineYielded;
    d->hold({});
    if (!wasYielded)
        d->parts.engine.startByHand().detach(); // a failure holds the queue again, with its reason
    d->wake();
}

std::optional<Error> StudioService::heldBy() const { return d->held; }

QString StudioService::runningJob() const { return d->running ? d->running->job.id : QString(); }

Task<QString> StudioService::keepImage(QImage image) { return d->keep(std::move(image)); }

Task<QString> StudioService::keepPicture(QByteArray file)
{
    auto decode = [file] { return decodePicture(file, PictureSideMax); };
    auto image = co_await runInPool(d->parts.pool, std::move(decode));
    if (!image)
        co_return failure(image.error());
    auto kept = co_await d->keep(*image);
    co_return kept;
}

void StudioService::cancelCheck()
{
    if (d->checks > 0)
        d->parts.engine.cancel(u"check-%1"_s.arg(d->checks));
}

Task<CheckResult> StudioService::check(GenerationRequest request, QString sha256)
{
    if (d->held) {
        const Error why = *d->held;
        co_return failure(why);
    }
    auto file = co_await d->parts.content.read(sha256);
    if (!file)
        co_return failure(file.error());
    auto decode = [bytes = *file] { return decodePicture(bytes, PictureSideMax); };
    auto original = co_await runInPool(d->parts.pool, std::move(decode));
    if (!original)
        co_return failure(original.error());
    auto order = co_await d->prepare(request);
    if (!order)
        co_return failure(order.error());
    order->preview = false;
    if (request.profile.startsWith(u"cpu"))
        order->backend = u"cpu"_s;
    const QString id = u"check-%1"_s.arg(++d->checks);
    auto drawn = co_await d->parts.engine.draw(id, *order);
    if (!drawn)
        co_return failure(drawn.error());
    const QImage ours = drawn->image;
    const QImage theirs = *original;
    auto compare = [ours, theirs]() -> Result<PictureDistance> { return distance(ours, theirs); };
    auto compared = co_await runInPool(d->parts.pool, std::move(compare));
    if (!compared)
        co_return failure(compared.error());
    CheckResult result;
    result.isBitEqual = compared->isBitEqual;
    result.hashDistance = compared->hash;
    result.rms = compared->rms;
    result.largest = compared->largest;
    result.size = ours.size();
    result.drawn = drawn->request;
    if (request.engine != result.drawn.engine)
        result.differences.append(u"engine"_s);
    if (request.profile != result.drawn.profile)
        result.differences.append(u"profile"_s);
    if (ours.size() != theirs.size())
        result.differences.append(u"size"_s);
    co_return result;
}

} // namespace ain::studio
