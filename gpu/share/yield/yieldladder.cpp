#include "gpu/share/yield/yieldladder.h"

#include "core/base/pooltask.h"

#include <algorithm>
#include <utility>

namespace ain::share {

namespace {

constexpr int TickMs = 1;

} // namespace

YieldLadder::YieldLadder(engine::EngineClient &client, const Clock &clock, QThreadPool &pool, LadderOptions options)
    : m_client(client), m_clock(clock), m_pool(pool), m_options(std::move(options))
{
    if (!m_options.historyPath.isEmpty())
        m_history = YieldHistory::load(m_options.historyPath);
    m_tick.setTimerType(Qt::PreciseTimer);
    m_tick.setInterval(TickMs);
    connect(&m_tick, &QTimer::timeout, this, &YieldLadder::climb);
    for (QTimer *timer : {&m_thawTimer, &m_unloadTimer})
        timer->setSingleShot(true);
    connect(&m_thawTimer, &QTimer::timeout, this, [this] { m_client.thaw(); });
    connect(&m_unloadTimer, &QTimer::timeout, this, &YieldLadder::free);
    // The engine's own answer, without waiting for the next tick.
    connect(&m_client, &engine::EngineClient::stateChanged, this, &YieldLadder::onEngineState);
}

YieldLadder::Run::Run() = default;

YieldLadder::~YieldLadder() = default;

void YieldLadder::jobStarted(const QString &jobId)
{
    m_unloadTimer.stop();
    if (!m_jobs.contains(jobId))
        m_jobs.append(jobId);
}

void YieldLadder::jobEnded(const QString &jobId)
{
    drop(jobId);
    if (m_run)
        m_run->jobs.removeOne(jobId);
}

void YieldLadder::drop(const QString &jobId)
{
    if (m_jobs.removeOne(jobId) && m_client.currentId() == jobId)
        m_lingering.append(jobId);
}

void YieldLadder::onEngineState()
{
    const QString current = m_client.currentId();
    m_lingering.removeIf([&current](const QString &job) { return job != current; });
    if (!current.isEmpty())
        m_isWarm = isForeign(current);
    if (!m_isWarm)
        m_unloadTimer.stop();
    if (m_run)
        climb();
}

bool YieldLadder::isForeign(const QString &jobId) const
{
    return m_jobs.contains(jobId) || m_lingering.contains(jobId);
}

void YieldLadder::allow()
{
    m_isAllowed = true;
    if (m_run)
        return;
    m_thawTimer.stop();
    m_unloadTimer.stop();
    m_client.thaw();
    m_token.open();
}

void YieldLadder::closeDoor()
{
    m_isAllowed = false;
    m_token.close();
}

void YieldLadder::userInput()
{
    if (m_thawTimer.isActive())
        m_thawTimer.start(m_options.thawAfterMs);
}

qint64 YieldLadder::sinceStart() const { return std::max<qint64>(0, m_clock.monotonicMs() - m_run->startMs); }

bool YieldLadder::isOwnJobRunning() const
{
    const QString current = m_client.currentId();
    return !current.isEmpty() && !isForeign(current);
}

void YieldLadder::yield(YieldKind kind, qint64 triggeredAtMs)
{
    m_isAllowed = false;
    m_token.revoke();
    const qint64 now = m_clock.monotonicMs();
    if (m_run) {
        if (kind == YieldKind::Hard && m_run->times.kind == YieldKind::Soft) {
            m_run->times.kind = kind;
            m_run->hardAtMs = triggeredAtMs;
            climb();
        }
        return;
    }
    // With nothing of others in the engine there is nothing to stop, and nothing to measure.
    const bool hasMemory = m_isWarm && m_client.pid() != 0 && !isOwnJobRunning();
    if (m_jobs.isEmpty() && (kind == YieldKind::Soft || !hasMemory)) {
        if (hasMemory && !m_unloadTimer.isActive())
            m_unloadTimer.start(m_options.unloadAfterMs);
        return;
    }
    m_thawTimer.stop();
    m_unloadTimer.stop();
    m_run.emplace();
    m_run->startMs = std::min(triggeredAtMs, now);
    m_run->hardAtMs = m_run->startMs;
    m_run->jobs = m_jobs;
    m_run->times.atMs = m_clock.nowMs();
    m_run->times.kind = kind;
    m_run->times.hadJob = m_jobs.contains(m_client.currentId());
    m_run->times.revokeMs = sinceStart();
    m_tick.start();
    cancelJobs();
    Q_EMIT began(kind);
    m_run->isStarting = false;
    climb();
}

void YieldLadder::cancelJobs()
{
    // A hard yield freezes first: a cancelled engine that can't cancel would be killed on the way, which is the same.
    if (m_run->times.kind == YieldKind::Hard && !isOwnJobRunning()) {
        (void)m_client.freeze();
        m_run->freezeAtMs = m_clock.monotonicMs();
    }
    const QStringList jobs = m_run->jobs;
    for (const QString &job : jobs)
        m_client.cancel(job);
    if (!jobs.isEmpty())
        m_run->times.cancelMs = sinceStart();
}

void YieldLadder::climb()
{
    Run &run = *m_run;
    if (run.isStarting)
        return;
    const bool isGone = m_client.pid() == 0;
    const bool isOurs = isForeign(m_client.currentId()) && !isGone;
    const bool isStanding = m_client.isFrozen();
    const qint64 since = sinceStart();
    if (run.times.computeMs < 0) {
        if (isStanding)
            run.times.freezeMs = since;
        else if (isGone)
            run.times.goneMs = since;
        else if (!isOurs)
            run.times.ackMs = since;
        if (isGone || !isOurs || isStanding)
            run.times.computeMs = since;
    }
    const bool isStopped = run.times.computeMs >= 0;
    if (!run.jobs.isEmpty() && (isStopped || since >= m_options.handBackMs)) {
        giveBack();
        if (!m_run)
            return;
    }
    if (run.times.kind == YieldKind::Hard) {
        const bool isLate = run.freezeAtMs >= 0 && m_clock.monotonicMs() - run.freezeAtMs >= m_options.freezeMs;
        if (isStopped || isLate)
            kill();
        else if (run.freezeAtMs < 0 && m_client.freeze())
            run.freezeAtMs = m_clock.monotonicMs();
        return;
    }
    if (isStopped) {
        finish();
    } else if (run.freezeAtMs < 0 && since >= m_options.ackMs) {
        run.freezeAtMs = m_clock.monotonicMs();
        (void)m_client.freeze();
    } else if (run.freezeAtMs >= 0 && m_clock.monotonicMs() - run.freezeAtMs >= m_options.freezeMs) {
        // It does not even stand still: in the middle of a driver's call, perhaps.
        run.times.kind = YieldKind::Hard;
        run.hardAtMs = m_clock.monotonicMs();
        kill();
    }
}

void YieldLadder::kill()
{
    if (m_run->isKilling)
        return;
    m_run->isKilling = true;
    // The user's own picture came in between: what is in memory is now theirs.
    if (isOwnJobRunning()) {
        finish();
        return;
    }
    m_client.yieldNow().then(this, [this](const Result<> & /*done*/) {
        if (!m_run)
            return;
        m_run->times.goneMs = sinceStart();
        m_run->times.memoryMs = std::max<qint64>(0, m_clock.monotonicMs() - m_run->hardAtMs);
        if (m_run->times.computeMs < 0)
            m_run->times.computeMs = m_run->times.goneMs;
        giveBack();
        if (m_run)
            finish();
    });
}

void YieldLadder::giveBack()
{
    const QStringList jobs = std::exchange(m_run->jobs, {});
    if (jobs.isEmpty())
        return;
    const YieldKind kind = m_run->times.kind;
    for (const QString &job : jobs)
        drop(job);
    if (handBack) {
        for (const QString &job : jobs)
            handBack(job, kind);
    }
    if (m_run)
        m_run->times.handBackMs = sinceStart();
}

void YieldLadder::finish()
{
    m_tick.stop();
    YieldTimes times = m_run->times;
    m_run.reset();
    // Where nothing ran, nothing was stopped: such a figure would flatter.
    if (!times.hadJob)
        times.ackMs = times.freezeMs = times.computeMs = -1;
    m_history.add(times);
    if (!m_options.historyPath.isEmpty()) {
        // A figure that can't be kept is no reason to disturb anybody.
        startInPool(m_pool, [history = m_history, path = m_options.historyPath] { (void)history.save(path); });
    }
    if (times.goneMs >= 0)
        m_isWarm = false;
    else
        rest();
    Q_EMIT yielded(times);
    if (m_isAllowed)
        allow();
}

void YieldLadder::rest()
{
    if (m_client.isFrozen())
        m_thawTimer.start(m_options.thawAfterMs);
    if (m_isWarm)
        m_unloadTimer.start(m_options.unloadAfterMs);
}

void YieldLadder::free()
{
    if (m_run || isOwnJobRunning())
        return;
    if (m_client.pid() == 0) {
        Q_EMIT memoryBack();
        return;
    }
    m_isWarm = false;
    // The user never let go, or the engine does not come to an end: then it goes as a whole.
    const bool isIdle = m_client.currentId().isEmpty() && !m_client.isFrozen();
    auto task = isIdle ? m_client.unload() : m_client.yieldNow();
    std::move(task).then(this, [this](const Result<> &done) {
        if (done)
            Q_EMIT memoryBack();
    });
}

} // namespace ain::share
