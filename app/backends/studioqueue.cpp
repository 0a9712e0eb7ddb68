// The part of StudioAdapter that is about jobs.
#include "app/backends/studioadapter.h"

#include <QSet>

#include <algorithm>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int EndedShown = 200;

ui::JobState toUi(jobs::State state)
{
    switch (state) {
    case jobs::State::Queued: return ui::JobState::Queued;
    case jobs::State::Paused: return ui::JobState::Paused;
    case jobs::State::Running: return ui::JobState::Running;
    case jobs::State::Done: return ui::JobState::Done;
    case jobs::State::Failed: return ui::JobState::Failed;
    case jobs::State::Cancelled: return ui::JobState::Cancelled;
    }
    return ui::JobState::Failed;
}

ui::JobPhase toUi(engine::Phase phase)
{
    switch (phase) {
    case engine::Phase::Load: return ui::JobPhase::Load;
    case engine::Phase::Encode: return ui::JobPhase::Encode;
    case engine::Phase::Sample: return ui::JobPhase::Sample;
    case engine::Phase::Decode: return ui::JobPhase::Decode;
    case engine::Phase::Upscale: return ui::JobPhase::Upscale;
    }
    return ui::JobPhase::Waiting;
}

void setProgress(ui::StudioJob &job, const engine::Progress &progress)
{
    job.phase = toUi(progress.phase);
    job.step = progress.step;
    job.steps = progress.steps;
    job.elapsedMs = progress.elapsedMs;
    job.leftMs = progress.leftMs;
    job.leftIsWhole = progress.leftIsWhole;
    if (!progress.preview.isNull())
        job.preview = progress.preview;
}

bool isShown(jobs::State state) { return state != jobs::State::Done && state != jobs::State::Cancelled; }

} // namespace

void StudioAdapter::wireQueue()
{
    const auto readLater = [this] { m_jobsTimer.start(); };
    connect(&m_rooms.queue(), &jobs::JobQueue::changed, this, readLater);
    connect(&m_rooms.queue(), &jobs::JobQueue::removed, this, readLater);
    connect(&m_rooms.service(), &studio::StudioService::progressed, this, &StudioAdapter::showProgress);
    connect(&m_rooms.service(), &studio::StudioService::wordsUnknown, this, &StudioAdapter::wordsUnknown);
    connect(&m_rooms.gallery(), &gallery::Gallery::changed, this, [this](const QList<qint64> &ids) {
        m_countsTimer.start();
        Q_EMIT galleryChanged();
        Q_EMIT picturesChanged(ids);
    });
}

void StudioAdapter::showProgress(const QString &id, const engine::Progress &progress)
{
    const auto job = std::find_if(m_jobs.begin(), m_jobs.end(), [&](const ui::StudioJob &one) { return one.id == id; });
    m_progress.insert(id, progress);
    if (job == m_jobs.end())
        return;
    setProgress(*job, progress);
    Q_EMIT jobProgressed(id);
}

ui::StudioJob StudioAdapter::viewOf(const jobs::Job &job) const
{
    ui::StudioJob out;
    out.id = job.id;
    out.group = job.group;
    out.state = toUi(job.state);
    if (const auto payload = studio::decodePayload(job.payload))
        out.request = payload->request;
    out.error = job.error;
    out.attempts = job.attempts;
    out.isCancelWanted = job.isCancelWanted;
    out.createdMs = job.createdMs;
    out.endedMs = job.endedMs;
    // What was seen of a running one before this reading.
    const auto before =
        std::find_if(m_jobs.begin(), m_jobs.end(), [&](const ui::StudioJob &one) { return one.id == job.id; });
    if (job.state == jobs::State::Running && before != m_jobs.end())
        out.preview = before->preview;
    if (const auto progress = m_progress.constFind(job.id);
        job.state == jobs::State::Running && progress != m_progress.cend())
        setProgress(out, *progress);
    return out;
}

Task<> StudioAdapter::readJobs()
{
    auto found = co_await m_rooms.queue().jobs(studio::JobKind.toString(), EndedShown);
    if (!found)
        co_return failure(found.error());
    QList<ui::StudioJob> shown;
    for (const jobs::Job &job : std::as_const(*found)) {
        if (isShown(job.state))
            shown += viewOf(job);
        if (jobs::hasEnded(job.state))
            m_progress.remove(job.id);
    }
    QSet<QString> waited;
    for (const ui::StudioJob &job : std::as_const(m_jobs))
        waited.insert(job.group);
    m_jobs = std::move(shown);
    for (const ui::StudioJob &job : std::as_const(m_jobs))
        waited.remove(job.group);
    Q_EMIT jobsChanged();
    for (const QString &group : std::as_const(waited))
        tellGrid(group).detach(); // only the offer of a sheet would be missing
    co_return Result<>();
}

Task<QStringList> StudioAdapter::submit(QList<recipe::GenerationRequest> requests, QList<qint64> parents)
{
    if (m_openError)
        co_return failure(*m_openError);
    const QString group = QString::number(newSeed(), 16);
    auto jobs = co_await m_rooms.service().submit(requests, group, parents);
    if (!jobs)
        co_return failure(jobs.error());
    QStringList ids;
    for (const jobs::Job &job : std::as_const(*jobs))
        ids += job.id;
    co_return ids;
}

Task<> StudioAdapter::setPaused(bool isPaused)
{
    auto set = co_await m_rooms.service().setPaused(isPaused);
    if (!set)
        co_return set;
    m_isPaused = isPaused;
    Q_EMIT jobsChanged();
    co_return Result<>();
}

Task<> StudioAdapter::pauseJob(QString id, bool isPaused)
{
    return isPaused ? m_rooms.queue().pause(id) : m_rooms.queue().resume(id);
}

Task<> StudioAdapter::cancelJob(QString id)
{
    const auto job = std::find_if(m_jobs.begin(), m_jobs.end(), [&](const ui::StudioJob &one) { return one.id == id; });
    if (job != m_jobs.end() && job->state == ui::JobState::Failed)
        return m_rooms.queue().remove(id);
    return m_rooms.service().cancel(id);
}

Task<> StudioAdapter::cancelAllJobs()
{
    auto cancelled = co_await m_rooms.service().cancelAll();
    if (!cancelled)
        co_return failure(cancelled.error());
    co_return Result<>();
}

Task<> StudioAdapter::retryJob(QString id) { return m_rooms.service().retry(id); }

Task<> StudioAdapter::moveJob(QString id, QString beforeId) { return m_rooms.queue().move(id, beforeId); }

} // namespace ain::app
