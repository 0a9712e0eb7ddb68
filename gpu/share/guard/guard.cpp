#include "gpu/share/guard/guard.h"

#include "gpu/share/guard/clockwatch.h"

#include <algorithm>

namespace ain::share {

namespace {

/// A clock that is disciplined by the network drifts by less.
constexpr qint64 JumpMs = 2000;
/// Sensors that poll are asked so long before they could matter.
constexpr qint64 WarmUpMs = 5000;
/// Never rely on one timer for longer: it may have slept.
constexpr qint64 LongestWaitMs = 60'000;

bool isSame(const Verdict &a, const Verdict &b)
{
    const auto sameReason = [](const Reason &x, const Reason &y) { return x.id == y.id && x.stop == y.stop; };
    const auto sameSensor = [](const Reading &x, const Reading &y) {
        return x.id == y.id && x.state == y.state && x.why == y.why && x.source == y.source;
    };
    const auto sameGpu = [](const GpuVerdict &x, const GpuVerdict &y) {
        return x.pciId == y.pciId && x.isOn == y.isOn && x.blockedBy == y.blockedBy;
    };
    return a.mayRun == b.mayRun && a.state == b.state && a.stop == b.stop
        && std::equal(a.reasons.cbegin(), a.reasons.cend(), b.reasons.cbegin(), b.reasons.cend(), sameReason)
        && std::equal(a.sensors.cbegin(), a.sensors.cend(), b.sensors.cbegin(), b.sensors.cend(), sameSensor)
        && std::equal(a.gpus.cbegin(), a.gpus.cend(), b.gpus.cbegin(), b.gpus.cend(), sameGpu);
}

bool isOfGpus(const Reason &reason)
{
    switch (reason.id) {
    case ReasonId::GpuBusy:
    case ReasonId::VramLow:
    case ReasonId::Heat:
    case ReasonId::Power:
    case ReasonId::PowerUnknown:
    case ReasonId::GpusOff: return true;
    case ReasonId::Measuring: return reason.args.value(QStringLiteral("sensor")).toString() == word(SensorId::Gpu);
    default: return false;
    }
}

/// Whether the GPUs decide, now or soon.
bool needsGpus(const Verdict &verdict)
{
    return std::all_of(verdict.reasons.cbegin(), verdict.reasons.cend(), [](const Reason &reason) {
        return isOfGpus(reason) || (reason.clearsInMs && *reason.clearsInMs <= WarmUpMs);
    });
}

} // namespace

Guard::Guard(const Clock &clock, std::vector<std::unique_ptr<Source>> sources, Settings settings,
             std::function<QTimeZone()> zone)
    : m_clock(clock), m_sources(std::move(sources)), m_zone(std::move(zone)), m_settings(bounded(std::move(settings)))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Guard::refresh);
    m_facts.startedMs = m_clock.monotonicMs();
    for (const SensorId id : Sensors) {
        const bool isThere =
            std::any_of(m_sources.cbegin(), m_sources.cend(), [id](const auto &source) { return source->id() == id; });
        if (!isThere)
            m_facts.seen[std::size_t(id)] = Observation{.seen = Absent{absence::NotBuiltIn}};
    }
    m_offsetMs = m_clock.nowMs() - m_facts.startedMs;
    m_last = judge();
    stampSince(m_last, {});
}

Guard::~Guard() = default;

void Guard::start()
{
    if (m_hasStarted)
        return;
    m_hasStarted = true;
    m_facts.startedMs = m_clock.monotonicMs();
    m_clockWatch = std::make_unique<ClockWatch>();
    connect(m_clockWatch.get(), &ClockWatch::clockSet, this, &Guard::refresh);
    for (const auto &source : m_sources) {
        connect(source.get(), &Source::observed, this,
                [this, id = source->id()](const Observation &observation) { onObserved(id, observation); });
        source->start();
    }
    refresh();
}

Now Guard::now() const
{
    return Now{.wallMs = m_clock.nowMs(),
               .monotonicMs = m_clock.monotonicMs(),
               .zone = m_zone ? m_zone() : QTimeZone::systemTimeZone()};
}

Verdict Guard::judge() const { return decide(m_settings, m_facts, m_work, now()); }

Verdict Guard::verdict() const
{
    Verdict verdict = judge();
    stampSince(verdict, m_last);
    return verdict;
}

void Guard::onObserved(SensorId id, const Observation &observation)
{
    const auto isBusy = [](const std::optional<Observation> &one) {
        const auto *seen = one ? std::get_if<InputSeen>(&one->seen) : nullptr;
        return seen != nullptr && seen->isActive;
    };
    auto &slot = m_facts.seen[std::size_t(id)];
    const bool hasReturned = id == SensorId::Input && isBusy(observation) && !isBusy(slot);
    if (const auto *session = std::get_if<SessionSeen>(&observation.seen); session != nullptr) {
        const auto *before = slot ? std::get_if<SessionSeen>(&slot->seen) : nullptr;
        // Somebody opened the lid.
        if (before != nullptr && before->isSleeping && !session->isSleeping)
            m_facts.wokeMs = m_clock.monotonicMs();
    }
    if (const auto *gpus = std::get_if<GpusSeen>(&observation.seen); gpus != nullptr)
        m_facts.gpus = remember(m_settings, std::move(m_facts.gpus), *gpus, observation.atMs);
    slot = observation;
    if (hasReturned)
        Q_EMIT userReturned(m_clock.monotonicMs());
    refresh();
}

void Guard::keepClock()
{
    const qint64 offset = m_clock.nowMs() - m_clock.monotonicMs();
    const qint64 jump = offset - m_offsetMs;
    if (std::abs(jump) < JumpMs)
        return;
    m_offsetMs = offset;
    // Slept, or set: either way somebody is there, and a pause lasts as long as was asked for.
    m_facts.wokeMs = m_clock.monotonicMs();
    if (m_settings.pause.kind == PauseKind::Timed) {
        m_settings.pause.setAtMs += jump;
        m_settings.pause.untilMs += jump;
        store();
    }
}

void Guard::refresh()
{
    keepClock();
    if (m_settings.pause.kind == PauseKind::Timed && m_clock.nowMs() >= m_settings.pause.untilMs) {
        m_settings.pause = {};
        store();
    }
    if (m_work.isFinishing && m_work.running == 0)
        m_work.isFinishing = false;
    Verdict verdict = judge();
    stampSince(verdict, m_last);
    const bool isOther = !isSame(verdict, m_last);
    m_last = std::move(verdict);
    const bool isNeeded = m_hasStarted && (m_isWatched || (m_settings.isOn && needsGpus(m_last)) || m_work.running > 0);
    if (isNeeded != m_isNeeded) {
        m_isNeeded = isNeeded;
        for (const auto &source : m_sources)
            source->setNeeded(isNeeded);
    }
    if (m_hasStarted) {
        qint64 wait = std::min(m_last.nextInMs.value_or(LongestWaitMs), LongestWaitMs);
        // Wake the sensors that poll before the last reason is gone.
        if (m_last.startsInMs && *m_last.startsInMs > WarmUpMs)
            wait = std::min(wait, *m_last.startsInMs - WarmUpMs);
        if (m_settings.isOn || m_last.nextInMs)
            m_timer.start(int(std::max<qint64>(1, wait)));
        else
            m_timer.stop();
    }
    if (isOther) {
        const Verdict told = m_last;
        Q_EMIT changed(told);
    }
}

void Guard::store() { Q_EMIT settingsChanged(m_settings); }

void Guard::setSettings(const Settings &settings)
{
    Settings next = bounded(settings);
    next.isOn = m_settings.isOn;
    next.pause = m_settings.pause;
    if (next == m_settings)
        return;
    m_settings = std::move(next);
    store();
    refresh();
}

void Guard::turnOn()
{
    m_work.isFinishing = false;
    m_settings.isOn = true;
    m_settings.pause = {};
    store();
    refresh();
}

void Guard::turnOff()
{
    m_work.isFinishing = false;
    m_settings.isOn = false;
    store();
    refresh();
}

void Guard::finishThenStop()
{
    m_work.isFinishing = m_work.running > 0;
    m_settings.isOn = false;
    store();
    refresh();
}

void Guard::setPause(PauseKind kind, qint64 ms)
{
    m_settings.pause = {.kind = kind};
    if (kind == PauseKind::Timed) {
        m_settings.pause.setAtMs = m_clock.nowMs();
        m_settings.pause.untilMs = m_settings.pause.setAtMs + std::clamp<qint64>(ms, 0, MaxPauseMs);
    }
    store();
    refresh();
}

void Guard::snooze(qint64 ms) { setPause(PauseKind::Timed, ms); }

void Guard::snoozeUntilStarted() { setPause(PauseKind::UntilStarted); }

void Guard::panic() { setPause(PauseKind::Panic); }

void Guard::endPause() { setPause(PauseKind::None); }

void Guard::setRunning(int jobs, bool isWarm)
{
    m_work.running = std::max(0, jobs);
    m_work.isWarm = isWarm;
    refresh();
}

void Guard::setYielding(bool isYielding)
{
    if (m_work.isYielding && !isYielding)
        m_work.yieldedMs = m_clock.monotonicMs();
    m_work.isYielding = isYielding;
    refresh();
}

void Guard::setOwnWork(bool isRunning)
{
    if (m_work.isOwnRunning && !isRunning)
        m_work.ownEndedMs = m_clock.monotonicMs();
    m_work.isOwnRunning = isRunning;
    refresh();
}

void Guard::setDayBytes(qint64 bytes)
{
    m_work.dayBytes = std::max<qint64>(0, bytes);
    refresh();
}

void Guard::setEngineGpu(const QString &pciId)
{
    m_work.gpu = pciId;
    refresh();
}

void Guard::setWatched(bool isWatched)
{
    m_isWatched = isWatched;
    refresh();
}

} // namespace ain::share
