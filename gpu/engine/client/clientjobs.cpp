#include "core/base/pooltask.h"
#include "gpu/engine/client/engineclient_p.h"
#include "gpu/engine/client/recipeword.h"

#include <QDir>

#include <algorithm>

namespace ain::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 TellEveryMs = 40; ///< a fast engine must not flood the window
constexpr qint64 MaxPreviewBytes = 1024 * 1024;

/// A picture over the engine's sealed memory, without a copy.
QImage wrap(PixelReader reader)
{
    const ImageShape shape = reader.shape();
    auto *owner = new PixelReader(std::move(reader));
    return QImage(
        owner->pixels().data(), shape.width, shape.height, qsizetype(shape.stride()), QImage::Format_RGB888,
        [](void *memory) { delete static_cast<PixelReader *>(memory); }, owner);
}

bool isBelow(const QString &path, const QSet<QString> &roots)
{
    return std::any_of(roots.begin(), roots.end(),
                       [&path](const QString &root) { return path == root || path.startsWith(root + u'/'); });
}

/// The engine's name of its build as one word of a recipe: "stable-diffusion.cpp 0.4.7, x86-64-v3" becomes
/// "stable-diffusion.cpp/0.4.7/x86-64-v3".
bool mayBeOf(const recipe::GenerationRequest &request, const ImageShape &shape, QSize source)
{
    if (shape.channels != 3)
        return false;
    if (request.mode != recipe::Mode::Upscale)
        return shape.width == request.width && shape.height == request.height;
    if (request.upscaleFactor > 0)
        return shape.width == source.width() * request.upscaleFactor
            && shape.height == source.height() * request.upscaleFactor;
    return shape.width >= source.width() && shape.height >= source.height();
}

} // namespace

void EngineClient::Private::pump()
{
    if (current || unloading || measuring)
        return;
    if (waiting.empty()) {
        if (process && info && !process->isLeaving())
            rest();
        return;
    }
    current.emplace(std::move(waiting.front()));
    waiting.pop_front();
    unloadTimer.stop();
    quitTimer.stop();
    run(current->serial).detach(); // its end is the job's
}

Task<> EngineClient::Private::run(quint64 serial)
{
    const Order order = current->order;
    auto prepared = prepare(current->wireId, order);
    if (!prepared) {
        finishJob(failure(prepared.error()));
        co_return {};
    }
    auto share = [order] { return sharePictures(order); };
    auto pictures = co_await runInPool(pool, std::move(share));
    if (!current || current->serial != serial)
        co_return {};
    if (!pictures) {
        finishJob(failure(pictures.error()));
        co_return {};
    }
    setShapes(prepared->command, pictures->shapes);

    const bool otherBackend = process && !order.backend.isEmpty() && info && info->backend != order.backend;
    const bool unreadable = std::any_of(prepared->files.cbegin(), prepared->files.cend(),
                                        [this](const QString &path) { return !isBelow(path, readable); });
    if (unreadable) {
        constexpr qsizetype ExtraFilesKept = 200;
        if (extraFiles.size() > ExtraFilesKept)
            extraFiles.clear();
        for (const QString &path : std::as_const(prepared->files))
            extraFiles.insert(path);
    }
    // Back to the user's choice when the order does not insist.
    const bool wasForced = process && order.backend.isEmpty() && startedBackend != options.backend;
    forcedBackend = order.backend;
    if (process && (otherBackend || unreadable || wasForced)) {
        setState(EngineState::Stopping);
        process->quit();
        (void)co_await untilGone();
        if (!current || current->serial != serial)
            co_return {};
    }
    while (true) {
        auto started = co_await ensureStarted();
        if (!current || current->serial != serial)
            co_return {};
        if (!started) {
            finishJob(failure(started.error()));
            co_return {};
        }
        if (info && process && !process->isLeaving())
            break; // else it died between its first word and this line
    }
    if (!order.backend.isEmpty() && info->backend != order.backend) {
        finishJob(failure(errors::EngineArguments, {{u"what"_s, u"backend"_s}}));
        co_return {};
    }
    current->isSent = true;
    current->phaseAtMs = clock.monotonicMs();
    quietLooks = stalledLooks = 0;
    process->setPhase(phaseName(Phase::Load));
    setState(EngineState::Loading);
    hasModel = true;
    // A connection that is gone: the end of the process follows and ends the job.
    (void)process->send(prepared->command, std::move(pictures->descriptors));
    co_return {};
}

void EngineClient::Private::finishJob(Result<Drawn> result)
{
    Job job = std::move(*current);
    current.reset();
    cancelTimer.stop();
    if (job.isCancelled)
        ladder.cancelMs.add(clock.monotonicMs() - job.cancelledAtMs);
    if (process && info && !process->isStopping()) {
        process->setPhase({});
        setState(EngineState::Idle);
    }
    job.promise.finish(std::move(result));
    QMetaObject::invokeMethod(this, [this] { pump(); }, Qt::QueuedConnection);
}

void EngineClient::Private::cancel(const QString &id)
{
    const auto found = std::find_if(waiting.begin(), waiting.end(), [&id](const Job &job) { return job.id == id; });
    if (found != waiting.end()) {
        Promise<Drawn> promise = std::move(found->promise);
        waiting.erase(found);
        promise.finish(failure(errors::Cancelled));
        return;
    }
    if (!current || current->id != id || current->isCancelled)
        return;
    current->isCancelled = true;
    current->cancelledAtMs = clock.monotonicMs();
    if (!current->isSent || !process) {
        finishJob(failure(errors::Cancelled));
        return;
    }
    if (info && info->canCancel && process->send(CancelCommand{.job = current->wireId})) {
        cancelTimer.start(options.times.cancelMs);
        return;
    }
    setState(EngineState::Stopping);
    process->stop({});
}

void EngineClient::Private::onProgress(const ProgressEvent &event)
{
    if (!isCurrent(event.job))
        return;
    Job &job = *current;
    const bool isNewPhase = job.phase != event.phase;
    if (isNewPhase) {
        job.phase = event.phase;
        job.phaseAtMs = clock.monotonicMs();
        job.timeLeft = {};
        process->setPhase(phaseName(event.phase));
    }
    job.step = event.step;
    job.steps = event.steps;
    job.elapsedMs = event.elapsedMs;
    if (event.phase == Phase::Sample || event.phase == Phase::Upscale)
        job.timeLeft.step(event.step, event.steps, clock.monotonicMs());
    if (!job.isCancelled)
        setState(event.phase == Phase::Load ? EngineState::Loading : EngineState::Busy);
    tell(job, {}, isNewPhase || (event.steps > 0 && event.step >= event.steps));
}

void EngineClient::Private::onPreview(const PreviewEvent &event, UniqueFd descriptor)
{
    if (!isCurrent(event.job) || current->isCancelled || event.image.channels != 3
        || event.image.bytes() > MaxPreviewBytes)
        return;
    auto reader = PixelReader::open(std::move(descriptor), event.image);
    if (!reader) {
        process->stop(reader.error());
        return;
    }
    tell(*current, wrap(std::move(*reader)).copy(), true);
}

void EngineClient::Private::tell(Job &job, const QImage &preview, bool mustTell)
{
    const qint64 now = clock.monotonicMs();
    if (job.isCancelled || (!mustTell && job.toldAtMs >= 0 && now - job.toldAtMs < TellEveryMs))
        return;
    job.toldAtMs = now;
    Progress progress;
    progress.id = job.id;
    progress.phase = job.phase;
    progress.step = job.step;
    progress.steps = job.steps;
    progress.elapsedMs = job.elapsedMs;
    progress.preview = preview;
    const recipe::GenerationRequest &request = job.order.request;
    const auto decode = decodeTimes.of(request.model.sha256, QSize(request.width, request.height));
    if (job.phase == Phase::Sample) {
        progress.leftMs = job.timeLeft.sampling(now);
        progress.leftIsWhole = decode.has_value();
        if (progress.leftMs && decode)
            *progress.leftMs += *decode;
    } else if (job.phase == Phase::Upscale) {
        progress.leftMs = job.timeLeft.sampling(now);
        progress.leftIsWhole = true;
    } else if (job.phase == Phase::Decode && decode && now - job.phaseAtMs < *decode) {
        progress.leftMs = *decode - (now - job.phaseAtMs);
        progress.leftIsWhole = true;
    }
    Q_EMIT q.progressed(progress);
}

void EngineClient::Private::onState(const StateEvent &event, UniqueFd descriptor)
{
    if (!isCurrent(event.job) || current->isCancelled || !current->order.trace)
        return;
    const TraceOrder &order = *current->order.trace;
    const int next = current->reached < 0 ? order.first : current->reached + 1;
    const bool isOfOrder = order.tells && event.index == next && (!order.start || *order.start == event.shape);
    auto memory = isOfOrder ? PixelReader::open(std::move(descriptor), event.shape.memory(1))
                            : failure(errors::EngineProtocol, {{u"what"_s, u"state"_s}});
    if (!memory) {
        process->stop(memory.error());
        return;
    }
    current->reached = event.index;
    const auto bytes = memory->pixels();
    const QByteArray values(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
    Q_EMIT q.reached(Reached{.id = current->id, .index = event.index, .shape = event.shape, .state = values});
}

void EngineClient::Private::onTrace(const TraceEvent &event, std::vector<UniqueFd> &descriptors)
{
    if (!isCurrent(event.job) || current->isCancelled || !current->order.trace)
        return;
    auto trace = readTrace(event, descriptors, *current->order.trace);
    if (!trace) {
        process->stop(trace.error());
        return;
    }
    current->trace = *std::move(trace);
}

void EngineClient::Private::onDone(const DoneEvent &event, UniqueFd descriptor)
{
    if (!isCurrent(event.job))
        return;
    if (current->isCancelled) {
        finishJob(failure(errors::Cancelled));
        return;
    }
    const recipe::GenerationRequest &request = current->order.request;
    if (!mayBeOf(request, event.image, current->order.init.size())) {
        process->stop(Error{errors::EngineProtocol, {{u"what"_s, u"image size"_s}}});
        return;
    }
    auto reader = PixelReader::open(std::move(descriptor), event.image);
    if (!reader) {
        process->stop(reader.error());
        return;
    }
    if (current->order.trace && !current->trace) {
        process->stop(Error{errors::EngineProtocol, {{u"what"_s, u"trace"_s}}});
        return;
    }
    Drawn drawn;
    drawn.trace = std::move(current->trace);
    drawn.image = wrap(std::move(*reader));
    drawn.request = request;
    drawn.request.engine = recipeWord(info->build);
    if (info->backend != u"cpu")
        drawn.request.profile = info->backend;
    else if (request.profile != u"cpu")
        drawn.request.profile = u"cpu-reference"_s;
    drawn.elapsedMs = event.elapsedMs;
    drawn.sampleMs = event.sampleMs;
    drawn.loadMs = event.loadMs;
    drawn.decodeMs = event.decodeMs;
    drawn.peakBytes = std::max(event.peakBytes, process->child()->peakMemoryBytes());
    // The engine parses strangers' files: of words it may only say again what the user wrote.
    const QString prompts = request.prompt + u' ' + request.negative;
    for (const QString &word : event.unknownWords) {
        if (!word.isEmpty() && prompts.contains(word, Qt::CaseInsensitive))
            drawn.unknownWords += word;
    }
    if (request.mode != recipe::Mode::Upscale && event.decodeMs > 0)
        decodeTimes.add(request.model.sha256, QSize(request.width, request.height), event.decodeMs);
    backOff.worked();
    lastError.reset();
    finishJob(std::move(drawn));
}

void EngineClient::Private::onFailed(const FailedEvent &event)
{
    if (measuring && event.job == u"benchmark") {
        auto promise = std::move(*measuring);
        measuring.reset();
        promise.finish(failure(errorOf(event)));
        pump();
        return;
    }
    if (!isCurrent(event.job))
        return;
    Error error = errorOf(event);
    if (current->isCancelled)
        error = Error{errors::Cancelled};
    else if (error.code == errors::Cancelled) // it may not cancel what nobody asked it to
        error = Error{errors::EngineFailed, {{u"phase"_s, phaseName(current->phase)}}};
    else
        backOff.worked(); // it said so itself: it is well
    finishJob(failure(std::move(error)));
}

} // namespace ain::engine
