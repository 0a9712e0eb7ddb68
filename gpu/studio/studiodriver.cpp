#include "core/ainft/imageinfo.h"
#include "core/base/pooltask.h"
#include "core/json/writer.h"
#include "gpu/device/device.h"
#include "gpu/studio/pictures.h"
#include "gpu/studio/studioservice_p.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ain::studio {

using namespace Qt::StringLiterals;
using recipe::GenerationRequest;

namespace {

constexpr int SourceSideMax = 4096; // recipe::check's limit
constexpr int AttemptsMax = 2; ///< of a job whose engine broke
constexpr int StoreTroubleWaitMs = 2000;

/// The engine, not the job: the others would end the same way.
bool isOfTheEngine(ErrorCode code)
{
    static constexpr std::array codes = {errors::EngineGivenUp, errors::EngineMissing,     errors::EngineProcessor,
                                         errors::EngineVersion, errors::EngineConfinement, errors::EngineYielded};
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

/// It may go well the next time.
bool isWorthAnotherTry(ErrorCode code)
{
    static constexpr std::array codes = {errors::EngineCrashed, errors::EngineProtocol, errors::EngineClosed};
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

} // namespace

void StudioService::Private::wake()
{
    mustLookAgain = true;
    if (isStarted && !isDriving && !held)
        drive().detach(); // its errors are those of the jobs
}

void StudioService::Private::preempt()
{
    if (!std::exchange(isPreempted, true))
        parts.engine.cancel(running->job.id);
}

Task<> StudioService::Private::drive()
{
    isDriving = true;
    while (!held) {
        mustLookAgain = false;
        const QStringList kinds{JobKind.toString()};
        const jobs::Priority least = forOthers == ForOthers::Draw ? jobs::Priority::Background : jobs::Priority::Normal;
        auto lease = co_await parts.queue.take(kinds, least);
        if (!lease) {
            // A full disk, perhaps: nothing is lost by waiting.
            (void)co_await sleepFor(this, StoreTroubleWaitMs);
            continue;
        }
        if (!lease->has_value()) {
            if (mustLookAgain)
                continue;
            break;
        }
        const bool isRefused = forOthers != ForOthers::Draw && (*lease)->job.priority == jobs::Priority::Background;
        if (held || isRefused) { // while it was being taken
            (void)co_await parts.queue.release(**lease);
            break;
        }
        running = **lease;
        isPreempted = false;
        isCancelWanted = false;
        lastProgress = {};
        (void)co_await work(**lease);
        running.reset();
    }
    isDriving = false;
    co_return {};
}

void StudioService::Private::hold(std::optional<Error> why)
{
    held = std::move(why);
    Q_EMIT q.heldChanged();
}

Task<> StudioService::Private::work(jobs::Lease lease)
{
    auto payload = decodePayload(lease.job.payload);
    if (!payload) {
        auto ended = co_await endBadly(lease, payload.error());
        co_return ended;
    }
    const auto checkpoint = decodeCheckpoint(lease.job.checkpoint);
    if (checkpoint) {
        auto content = co_await parts.content.find(checkpoint->sha256);
        if (content) {
            const QSize unknown;
            const JobResult nothing;
            auto listed = co_await list(lease, *payload, *checkpoint, unknown, content->size, nothing);
            co_return listed;
        }
    }
    auto order = co_await prepare(payload->request);
    if (!order) {
        auto ended = co_await endBadly(lease, order.error());
        co_return ended;
    }
    if (isCancelWanted || isPreempted || held) { // before there was anything to cancel
        const Error why = held ? *held : Error{errors::Cancelled};
        auto ended = co_await endBadly(lease, why);
        co_return ended;
    }
    const auto model = parts.models.bySha256(payload->request.model.sha256);
    if (payload->wantsTrace && model && model->kind == models::Kind::Mini) {
        engine::TraceOrder trace;
        trace.first = payload->firstStep;
        trace.tells = true;
        for (int state = trace.first; state <= payload->request.steps; ++state)
            trace.keep.append(state);
        if (trace.first > 0) {
            trace.start = miniShape(payload->start.size());
            order->start = payload->start;
        }
        reachedJob.clear();
        reached = {};
        order->trace = trace;
    }
    auto drawn = co_await parts.engine.draw(lease.job.id, *order);
    if (!drawn) {
        loadedModel.clear();
        auto ended = co_await endBadly(lease, drawn.error());
        co_return ended;
    }
    loadedModel = payload->request.model.sha256;
    const GenerationRequest request = drawn->request;
    auto toPng = [image = drawn->image, request] { return encodePicture(image, recipe::pictureTexts(request)); };
    auto encoded = co_await runInPool(parts.pool, std::move(toPng));
    if (!encoded) {
        auto ended = co_await endBadly(lease, encoded.error());
        co_return ended;
    }
    const qint64 bytes = encoded->size();
    auto content = co_await parts.content.addBytes(std::move(*encoded));
    if (!content) {
        auto ended = co_await endBadly(lease, content.error());
        co_return ended;
    }
    JobCheckpoint done;
    if (drawn->trace) {
        done.states = int(drawn->trace->kept.size());
        auto pack = [trace = *drawn->trace] { return encodeStates(trace); };
        auto states = co_await runInPool(parts.pool, std::move(pack));
        if (!states) {
            auto ended = co_await endBadly(lease, states.error());
            co_return ended;
        }
        auto keptStates = co_await parts.content.addBytes(std::move(*states));
        if (!keptStates) {
            auto ended = co_await endBadly(lease, keptStates.error());
            co_return ended;
        }
        done.trace = keptStates->sha256;
    }
    done.sha256 = content->sha256;
    done.request = request;
    done.elapsedMs = drawn->elapsedMs;
    auto kept = co_await parts.queue.checkpoint(lease, encode(done));
    if (!kept) {
        auto ended = co_await endBadly(lease, kept.error());
        co_return ended;
    }
    const QSize size = drawn->image.size();
    JobResult result;
    result.peakBytes = drawn->peakBytes;
    result.unknownWords = drawn->unknownWords;
    drawn->image = {};
    auto listed = co_await list(lease, *payload, done, size, bytes, result);
    co_return listed;
}

Task<> StudioService::Private::list(jobs::Lease lease, JobPayload payload, JobCheckpoint checkpoint, QSize size,
                                    qint64 bytes, JobResult result)
{
    if (size.isEmpty()) {
        auto file = co_await parts.content.read(checkpoint.sha256);
        if (file) {
            const auto info = ainft::imageInfo(*file);
            size = info ? QSize(info->width, info->height) : QSize();
        }
    }
    const GenerationRequest &request = checkpoint.request;
    gallery::NewPicture picture = gallery::NewPicture::of(request);
    picture.sha256 = checkpoint.sha256;
    picture.size = size;
    picture.bytes = bytes;
    picture.jobId = lease.job.id;
    picture.jobIndex = 0;
    picture.parents = payload.parents;
    if (payload.isListed) {
        auto added = co_await parts.gallery.add(picture);
        if (!added) {
            auto ended = co_await endBadly(lease, added.error());
            co_return ended;
        }
        result.picture = added->id;
    }
    result.sha256 = checkpoint.sha256;
    result.elapsedMs = checkpoint.elapsedMs;
    result.trace = checkpoint.trace;
    result.states = checkpoint.states;
    auto completed = co_await parts.queue.complete(lease, encode(result));
    if (completed && payload.isListed)
        Q_EMIT q.drawn(lease.job.id, result.picture);
    if (completed && payload.isListed && !result.unknownWords.isEmpty())
        Q_EMIT q.wordsUnknown(request.prompt, result.unknownWords);
    co_return completed;
}

Task<> StudioService::Private::endBadly(jobs::Lease lease, Error error)
{
    Q_EMIT q.failed(lease.job.id, error);
    // Memory that was taken from a stranger's job is no reason to hold my own.
    const bool makesRoom = isPreempted && (error.code == errors::Cancelled || error.code == errors::EngineYielded);
    if (makesRoom || isOfTheEngine(error.code)) {
        if (!makesRoom && !held)
            hold(error);
        auto released = co_await parts.queue.release(lease);
        co_return released;
    }
    JobResult partial;
    partial.step = lastProgress.step;
    partial.steps = lastProgress.steps;
    partial.elapsedMs = lastProgress.elapsedMs;
    const auto payload = decodePayload(lease.job.payload);
    if (!lastProgress.preview.isNull() && payload && payload->isListed) {
        auto kept = co_await keep(lastProgress.preview);
        if (kept)
            partial.partial = *kept;
    }
    const bool retry = isWorthAnotherTry(error.code) && lease.job.attempts < AttemptsMax;
    const QByteArray bytes = partial.partial.isEmpty() ? QByteArray() : encode(partial);
    auto ended = co_await parts.queue.fail(lease, error, retry, bytes);
    co_return ended;
}

Result<QHash<QString, QString>> StudioService::Private::files(const GenerationRequest &request) const
{
    QList<recipe::FileRef> wanted;
    if (request.mode == recipe::Mode::Upscale) {
        wanted.append(request.upscaler.value_or(recipe::FileRef{}));
    } else {
        wanted.append(request.model);
        if (request.vae)
            wanted.append(*request.vae);
        for (const recipe::EncoderRef &encoder : request.encoders)
            wanted.append(encoder.file);
        for (const recipe::LoraRef &lora : request.loras)
            wanted.append(lora.file);
    }
    QHash<QString, QString> paths;
    for (const recipe::FileRef &file : std::as_const(wanted)) {
        const auto model = parts.models.bySha256(file.sha256);
        if (!model || model->isMissing || !model->reason.isEmpty()) {
            const QString name = file.name.isEmpty() ? file.sha256.left(12) : file.name;
            return failure(errors::StudioModelMissing, {{u"name"_s, name}});
        }
        paths.insert(file.sha256, model->path);
    }
    return paths;
}

Task<QImage> StudioService::Private::source(QString sha256)
{
    auto bytes = co_await parts.content.read(sha256);
    if (!bytes && bytes.error().code == errors::ContentUnknown) {
        const QVariantMap args{{u"sha256"_s, sha256}};
        co_return failure(errors::StudioSourceMissing, args);
    }
    if (!bytes)
        co_return failure(bytes.error());
    auto decode = [file = *bytes] { return decodePicture(file, SourceSideMax); };
    auto image = co_await runInPool(parts.pool, std::move(decode));
    co_return image;
}

Task<engine::Order> StudioService::Private::prepare(GenerationRequest request)
{
    engine::Order order;
    auto paths = files(request);
    if (!paths)
        co_return failure(paths.error());
    order.files = *paths;
    order.request = request;
    if (!request.initImage.isEmpty()) {
        auto init = co_await source(request.initImage);
        if (!init)
            co_return failure(init.error());
        const QSize wanted(request.width, request.height);
        order.init = *init;
        if (request.mode != recipe::Mode::Upscale && init->size() != wanted) {
            auto scale = [image = *init, wanted]() -> Result<QImage> {
                return image.scaled(wanted, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
            };
            auto scaled = co_await runInPool(parts.pool, std::move(scale));
            if (!scaled)
                co_return failure(scaled.error());
            order.init = *scaled;
        }
    }
    if (!request.mask.isEmpty()) {
        auto mask = co_await source(request.mask);
        if (!mask)
            co_return failure(mask.error());
        const QSize wanted(request.width, request.height);
        auto scale = [image = *mask, wanted]() -> Result<QImage> {
            return image.scaled(wanted, Qt::IgnoreAspectRatio, Qt::FastTransformation);
        };
        auto scaled = co_await runInPool(parts.pool, std::move(scale));
        if (!scaled)
            co_return failure(scaled.error());
        order.mask = *scaled;
    }
    const auto model = parts.models.bySha256(request.model.sha256);
    if (request.mode == recipe::Mode::Upscale || !model || request.model.sha256 == loadedModel)
        co_return order;
    // What another model holds now is free again by the time this one is loaded.
    auto look = []() -> Result<device::Memory> { return device::readMemory(); };
    auto memory = co_await runInPool(parts.pool, std::move(look));
    if (!memory || memory->freeBytes <= 0)
        co_return order;
    qint64 freeVram = -1;
    if (const auto info = parts.engine.info(); info && info->backend != u"cpu") {
        for (const engine::DeviceInfo &device : info->devices)
            freeVram = device.kind == u"cpu" ? freeVram : std::max(freeVram, device.freeBytes);
    }
    const QSize size(request.width, request.height);
    const qint64 freeRam = memory->freeBytes + parts.engine.memoryBytes();
    const models::Fit fit = models::fitOf(*model, size, freeVram, freeRam, request.precision);
    if (!fit.fits && fit.reason)
        co_return failure(*fit.reason);
    co_return order;
}

Task<QString> StudioService::Private::keep(QImage image)
{
    auto toPng = [image] { return encodePicture(image, recipe::TextEntries()); };
    auto png = co_await runInPool(parts.pool, std::move(toPng));
    if (!png)
        co_return failure(png.error());
    auto content = co_await parts.content.addBytes(std::move(*png));
    if (!content)
        co_return failure(content.error());
    co_return content->sha256;
}

} // namespace ain::studio
