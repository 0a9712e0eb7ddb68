#include "gpu/share/images/studiobackend.h"

#include "core/recipe/grid.h"
#include "gpu/models/advice.h"
#include "gpu/models/parts.h"
#include "gpu/share/images/imageparams.h"

#include <algorithm>

namespace ain::share {

using namespace Qt::StringLiterals;
using recipe::GenerationRequest;

namespace {

constexpr qsizetype DigitsInId = 8;

recipe::FileRef fileOf(const models::Model &model) { return {.sha256 = model.sha256, .name = model.name}; }

Error whyNot(const jobs::Job &job) { return job.error ? *job.error : Error{errors::Cancelled}; }

} // namespace

/// An order that is being drawn.
struct StudioBackend::Running {
    QStringList jobs = {}; ///< not ended
    QHash<QString, jobs::Job> ended = {};
    std::optional<Error> why = {}; ///< ended for another reason than its jobs
    std::optional<Promise<>> waiter = {};

    void tell()
    {
        if (!waiter || (!jobs.isEmpty() && !why))
            return;
        auto told = std::move(*waiter);
        waiter.reset();
        told.finish({});
    }
};

StudioBackend::StudioBackend(const StudioBackendParts &parts, StudioBackendOptions options)
    : m_parts(parts), m_options(std::move(options))
{
    connect(&parts.queue, &jobs::JobQueue::changed, this, [this](const jobs::Job &job) { noteChange(job.id, job); });
    connect(&parts.queue, &jobs::JobQueue::removed, this, [this](const QString &id) { noteChange(id, {}); });
    connect(&parts.service, &studio::StudioService::heldChanged, this, &StudioBackend::endHeld);
}

StudioBackend::~StudioBackend()
{
    // Nobody would take the pictures of what still waits.
    for (const auto &[id, running] : m_running)
        cancelJobs(running->jobs);
}

QList<models::Model> StudioBackend::able() const
{
    const QList<models::Model> all = m_parts.models.models();
    QList<models::Model> able;
    for (const models::Model &model : all) {
        const bool draws = model.kind == models::Kind::Checkpoint || model.kind == models::Kind::Mini
            || (model.kind == models::Kind::DiffusionPart && models::complete(model, all).missing.isEmpty());
        const bool isTwice = std::any_of(able.cbegin(), able.cend(),
                                         [&model](const models::Model &other) { return other.sha256 == model.sha256; });
        if (draws && !isTwice && !model.sha256.isEmpty() && !model.isMissing && model.reason.isEmpty()
            && model.verified != models::Verified::Mismatch)
            able.append(model);
    }
    const auto isMini = [](const models::Model &model) { return model.kind == models::Kind::Mini; };
    std::stable_partition(able.begin(), able.end(), isMini);
    return able;
}

QStringList StudioBackend::namesOf(const QList<models::Model> &able) const
{
    QStringList plain;
    for (const models::Model &model : able)
        plain.append(plainText(model.name, IdMax - DigitsInId - 1));
    QStringList names;
    for (qsizetype i = 0; i < able.size(); ++i) {
        const bool isUnique = !plain[i].isEmpty() && plain.count(plain[i]) == 1;
        names.append(isUnique ? plain[i] : plain[i] + u'-' + able[i].sha256.left(DigitsInId));
    }
    return names;
}

QList<OfferedModel> StudioBackend::models() const
{
    const QList<models::Model> known = able();
    const QStringList names = namesOf(known);
    QList<OfferedModel> offered;
    for (qsizetype i = 0; i < known.size(); ++i)
        offered.append(OfferedModel{.id = names[i], .sha256 = known[i].sha256});
    return offered;
}

Result<> StudioBackend::ready() const
{
    if (m_options.permission) {
        auto allowed = m_options.permission();
        if (!allowed)
            return allowed;
    }
    if (const auto held = m_parts.service.heldBy())
        return failure(errors::ShareNotNow, {{u"reason"_s, held->code.toString()}});
    return {};
}

Result<QList<GenerationRequest>> StudioBackend::requests(const ImageOrder &order)
{
    const QList<models::Model> known = able();
    const QStringList names = namesOf(known);
    qsizetype index = order.model.isEmpty() ? 0 : names.indexOf(order.model);
    for (qsizetype i = 0; index < 0 && i < known.size(); ++i)
        index = known[i].sha256 == order.model ? i : index;
    if (index < 0 || index >= known.size())
        return failure(errors::ShareModelUnknown, {{u"name"_s, order.model}});
    const models::Model &model = known[index];
    const models::Advice advice = models::adviceFor(model);
    GenerationRequest request;
    request.model = fileOf(model);
    request.prompt = order.prompt;
    request.negative = order.negative;
    request.width = order.size.isEmpty() ? advice.side : order.size.width();
    request.height = order.size.isEmpty() ? advice.side : order.size.height();
    request.steps = order.steps > 0 ? order.steps : advice.steps;
    request.guidance = advice.guidance;
    if (order.seed) {
        request.seed = *order.seed;
    } else {
        m_parts.rng.fill({reinterpret_cast<std::uint8_t *>(&request.seed), sizeof request.seed});
        request.seed %= recipe::SeedEnd;
    }
    if (model.kind == models::Kind::DiffusionPart) {
        const models::Completion parts = models::complete(model, m_parts.models.models());
        for (const auto &[role, encoder] : parts.encoders)
            request.encoders.append(recipe::EncoderRef{.role = role, .file = fileOf(encoder)});
        if (parts.vae)
            request.vae = fileOf(*parts.vae);
    }
    if (const auto checked = m_parts.service.checkRequest(request); !checked)
        return failure(checked.error());
    const int count = std::clamp(order.count, 1, ImagesMax);
    return QList<GenerationRequest>{request} + recipe::variations(request, count - 1);
}

Task<QList<QByteArray>> StudioBackend::draw(QString id, ImageOrder order)
{
    if (const auto free = ready(); !free)
        co_return failure(free.error());
    const auto wanted = requests(order);
    if (!wanted)
        co_return failure(wanted.error());
    auto files = co_await drawRequests(id, *wanted);
    co_return files;
}

Task<QList<QByteArray>> StudioBackend::drawRequests(QString id, QList<GenerationRequest> wanted)
{
    if (const auto free = ready(); !free)
        co_return failure(free.error());
    if (m_running.contains(id)) {
        const QVariantMap args{{u"what"_s, u"id"_s}};
        co_return failure(errors::InvalidArgument, args);
    }
    m_running.emplace(id, std::make_unique<Running>());
    auto added = co_await submit(wanted);
    if (!added) {
        m_running.erase(id);
        co_return failure(added.error());
    }
    QStringList jobs;
    for (const jobs::Job &job : std::as_const(*added))
        jobs.append(job.id);
    auto ended = co_await untilEnded(id, jobs);
    const std::unique_ptr<Running> over = std::move(m_running.at(id));
    m_running.erase(id);
    if (!ended) {
        leave(*over);
        co_return failure(ended.error());
    }
    auto files = co_await handOver(*ended);
    co_return files;
}

Task<QList<jobs::Job>> StudioBackend::submit(QList<GenerationRequest> wanted)
{
    if (!m_options.isForStrangers) {
        auto added = co_await m_parts.service.submit(wanted, {}, {}, m_options.priority);
        co_return added;
    }
    QList<jobs::Job> all;
    for (const GenerationRequest &request : std::as_const(wanted)) {
        auto added = co_await m_parts.service.submitForOthers(request, false, m_options.group);
        if (!added) {
            for (const jobs::Job &job : std::as_const(all)) {
                m_left.insert(job.id);
                m_parts.service.cancel(job.id).detach(); // disposed of when it ends
            }
            co_return failure(added.error());
        }
        all.append(*added);
    }
    co_return all;
}

Task<QList<jobs::Job>> StudioBackend::untilEnded(QString id, QStringList jobs)
{
    Running &running = *m_running.at(id);
    running.jobs = jobs;
    if (running.why) // cancelled before there were jobs
        cancelJobs(jobs);
    // What ended before it could be told here.
    for (const QString &job : std::as_const(jobs)) {
        auto now = co_await m_parts.queue.job(job);
        if (!now)
            noteChange(job, {});
        else if (jobs::hasEnded(now->state))
            noteChange(job, *now);
    }
    if (!running.jobs.isEmpty() && !running.why) {
        running.waiter.emplace();
        auto told = co_await running.waiter->task();
        if (!told)
            co_return failure(told.error());
    }
    if (running.why) {
        const Error why = *running.why;
        co_return failure(why);
    }
    QList<jobs::Job> ended;
    for (const QString &job : std::as_const(jobs))
        ended.append(running.ended.value(job));
    co_return ended;
}

void StudioBackend::leave(const Running &running)
{
    if (keepsPictures())
        return;
    for (const jobs::Job &done : std::as_const(running.ended))
        dispose(done).detach(); // see handOver()
    for (const QString &job : std::as_const(running.jobs))
        m_left.insert(job);
}

Task<QList<QByteArray>> StudioBackend::handOver(QList<jobs::Job> jobs)
{
    QList<QByteArray> files;
    std::optional<Error> why;
    for (const jobs::Job &job : std::as_const(jobs)) {
        const studio::JobResult result = studio::decodeResult(job.result);
        if (job.state != jobs::State::Done) {
            why = whyNot(job);
        } else {
            auto file = co_await m_parts.content.read(result.sha256);
            if (file)
                files.append(*file);
            else
                why = file.error();
        }
        if (!keepsPictures()) {
            auto gone = co_await dispose(job);
            Q_UNUSED(gone) // what stays is found by the next sweep
        } else if (!m_options.tag.isEmpty() && result.picture > 0) {
            const QStringList tags{m_options.tag};
            auto tagged = co_await m_parts.gallery.setTags(result.picture, tags);
            Q_UNUSED(tagged) // a picture without it is a picture
        }
    }
    if (why)
        co_return failure(*why);
    co_return files;
}

Task<> StudioBackend::dispose(jobs::Job job)
{
    const studio::JobResult result = studio::decodeResult(job.result);
    if (result.picture > 0) {
        const QList<qint64> ids{result.picture};
        auto removed = co_await m_parts.gallery.remove(ids);
        Q_UNUSED(removed)
        auto others = co_await m_parts.gallery.bySha256(result.sha256);
        // The owner may have drawn the same: then the file is theirs.
        if (others && others->size() == 1 && others->constFirst().id == result.picture) {
            auto deleted = co_await m_parts.content.remove(result.sha256);
            Q_UNUSED(deleted)
        }
    } else if (!result.sha256.isEmpty()) {
        auto owners = co_await m_parts.gallery.bySha256(result.sha256);
        if (owners && owners->isEmpty()) {
            auto deleted = co_await m_parts.content.remove(result.sha256);
            Q_UNUSED(deleted)
        }
    }
    const auto begun = studio::decodeCheckpoint(job.checkpoint);
    if (begun && result.sha256.isEmpty() && m_options.isForStrangers) {
        auto owners = co_await m_parts.gallery.bySha256(begun->sha256);
        if (owners && owners->isEmpty()) {
            auto deleted = co_await m_parts.content.remove(begun->sha256);
            Q_UNUSED(deleted)
        }
    }
    if (!result.partial.isEmpty()) {
        auto deleted = co_await m_parts.content.remove(result.partial);
        Q_UNUSED(deleted)
    }
    auto forgotten = co_await m_parts.queue.remove(job.id);
    co_return forgotten;
}

Task<> StudioBackend::sweep()
{
    auto all = co_await m_parts.queue.jobs(studio::JobKind.toString());
    if (!all)
        co_return failure(all.error());
    for (const jobs::Job &job : std::as_const(*all)) {
        if (m_options.group.isEmpty() || job.group != m_options.group)
            continue;
        if (jobs::hasEnded(job.state)) {
            auto gone = co_await dispose(job);
            Q_UNUSED(gone) // found again by the next sweep
        } else {
            m_left.insert(job.id);
            m_parts.service.cancel(job.id).detach(); // disposed of when it ends
        }
    }
    co_return Result<>();
}

void StudioBackend::noteChange(const QString &jobId, std::optional<jobs::Job> job)
{
    if (job && !jobs::hasEnded(job->state))
        return;
    if (m_left.remove(jobId) && job)
        dispose(*job).detach(); // see handOver()
    for (auto &[id, running] : m_running) {
        if (!running->jobs.removeOne(jobId))
            continue;
        jobs::Job gone;
        gone.id = jobId;
        gone.state = jobs::State::Cancelled;
        running->ended.insert(jobId, job ? *job : gone);
        running->tell();
    }
}

void StudioBackend::endHeld()
{
    const auto held = m_parts.service.heldBy();
    if (!held)
        return;
    withdraw(held->code.toString());
}

void StudioBackend::withdraw(const QString &reason)
{
    for (auto &[id, running] : m_running) {
        running->why = Error{errors::ShareNotNow, {{u"reason"_s, reason}}};
        cancelJobs(running->jobs);
        running->tell();
    }
}

void StudioBackend::cancel(const QString &id)
{
    const auto found = m_running.find(id);
    if (found == m_running.end())
        return;
    if (!found->second->why)
        found->second->why = Error{errors::Cancelled};
    cancelJobs(found->second->jobs);
    found->second->tell();
}

void StudioBackend::cancelJobs(const QStringList &jobs)
{
    for (const QString &job : jobs)
        m_parts.service.cancel(job).detach(); // one that ended by itself needs nothing more
}

} // namespace ain::share
