#include "gpu/share/guard/policy.h"

#include "gpu/share/guard/policy_p.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr double MeanMs = 10'000; ///< time constant of the mean of power
constexpr double CapSlack = 1.03; ///< meters waver
constexpr qint64 PowerBreakMs = 60'000;

constexpr std::array<const char *, ReasonCount> ReasonWords = {
    "off",          "panic",      "snooze",  "finishing", "sleeping", "own_work", "input",    "no_idle_sensor",
    "session_away", "fullscreen", "game",    "gpu_busy",  "vram_low", "heat",     "power",    "power_unknown",
    "gpus_off",     "battery",    "metered", "data_cap",  "hours",    "own_hold", "cooldown", "measuring"};

std::optional<qint64> untilMidnight(const Now &now)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(now.wallMs, now.zone);
    const qint64 midnight = local.date().addDays(1).startOfDay(now.zone).toMSecsSinceEpoch();
    return std::max<qint64>(1, midnight - now.wallMs);
}

/// Collects readings and reasons.
class Decider {
public:
    Decider(const Settings &settings, const Facts &facts, const Work &work, const Now &now)
        : m_settings(settings), m_facts(facts), m_work(work), m_now(now)
    {
    }

    Verdict run()
    {
        user();
        session();
        input();
        desktop();
        gpus();
        surroundings();
        hours();
        pacing();
        settle();
        return std::move(m_verdict);
    }

private:
    Reading &reading(SensorId id, QString source = {})
    {
        m_verdict.sensors.append(Reading{.id = id, .state = SensorState::Clear, .source = std::move(source)});
        return m_verdict.sensors.last();
    }
    void block(ReasonId id, Stop stop, QVariantMap args = {}, std::optional<qint64> clearsInMs = {})
    {
        m_reasons.append(Reason{.id = id, .args = std::move(args), .stop = stop, .clearsInMs = clearsInMs});
    }
    static void blocking(Reading &one, ReasonId id, const QVariantMap &args, std::optional<qint64> clearsInMs = {})
    {
        one.state = SensorState::Blocking;
        one.why = word(id);
        one.args = args;
        one.clearsInMs = clearsInMs;
    }
    void measuring(SensorId id, std::optional<qint64> clearsInMs)
    {
        block(ReasonId::Measuring, Stop::Drain, {{u"sensor"_s, QString(word(id))}}, clearsInMs);
    }

    /// What `id` saw, or null; then the reading says why, and a sensor that may still answer is waited for.
    template<typename T>
    const T *look(SensorId id, Reading *&to)
    {
        const auto &observation = m_facts.of(id);
        to = &reading(id, observation ? observation->source : QString());
        if (observation) {
            if (const T *seen = std::get_if<T>(&observation->seen))
                return seen;
        }
        to->state = SensorState::Unavailable;
        const auto *absent = observation ? std::get_if<Absent>(&observation->seen) : nullptr;
        to->why = absent != nullptr ? absent->why : QString(absence::Measuring);
        const qint64 left = m_facts.startedMs + AnswerMs - m_now.monotonicMs;
        if (absent == nullptr && left > 0)
            measuring(id, left);
        return nullptr;
    }

    void user();
    void session();
    void input();
    void desktop();
    void gpus();
    void surroundings();
    void hours();
    void pacing();
    void settle();

    const Settings &m_settings;
    const Facts &m_facts;
    const Work &m_work;
    const Now &m_now;
    Verdict m_verdict;
    QList<Reason> m_reasons;
    QList<qint64> m_events; ///< in ms from now, besides the reasons'
    bool m_isLocked = false;
    bool m_isGpuResting = false;
};

void Decider::user()
{
    const Pause &pause = m_settings.pause;
    if (pause.kind == PauseKind::Panic) {
        block(ReasonId::Panic, Stop::Free);
    } else if (pause.kind == PauseKind::UntilStarted) {
        block(ReasonId::Snooze, Stop::Yield, {{u"until_started"_s, true}});
    } else if (pause.kind == PauseKind::Timed && m_now.wallMs < pause.untilMs) {
        // Never longer than was asked for, should the clock have been set back in between.
        const qint64 left = std::min(pause.untilMs - m_now.wallMs, pause.untilMs - pause.setAtMs);
        block(ReasonId::Snooze, Stop::Yield, {{u"left_ms"_s, left}}, left);
    }
    if (!m_settings.isOn) {
        if (m_work.isFinishing && m_work.running > 0)
            block(ReasonId::Finishing, Stop::Drain);
        else
            block(ReasonId::Off, Stop::Yield);
    }
    if (m_work.isOwnRunning)
        block(ReasonId::OwnWork, Stop::Yield);
}

void Decider::session()
{
    Reading *to = nullptr;
    const auto *seen = look<SessionSeen>(SensorId::Session, to);
    if (seen == nullptr)
        return;
    m_isLocked = seen->isLocked;
    to->args.insert(u"is_locked"_s, seen->isLocked);
    if (seen->isSleeping) {
        blocking(*to, ReasonId::Sleeping, to->args);
        block(ReasonId::Sleeping, Stop::Yield);
    } else if (!seen->isInFront) {
        blocking(*to, ReasonId::SessionAway, to->args);
        block(ReasonId::SessionAway, Stop::Free);
    }
}

void Decider::input()
{
    Reading *to = nullptr;
    const auto *seen = look<InputSeen>(SensorId::Input, to);
    if (seen == nullptr) {
        const auto &observation = m_facts.of(SensorId::Input);
        const bool isWaiting = !observation && m_now.monotonicMs < m_facts.startedMs + AnswerMs;
        if (!isWaiting && !m_settings.withoutIdleSensor)
            block(ReasonId::NoIdleSensor, Stop::Yield, {{u"why"_s, to->why}});
        // What woke the computer was somebody, whether or not a sensor can see them.
        if (m_facts.wokeMs < 0)
            return;
    }
    const qint64 seenMs = seen == nullptr ? m_facts.wokeMs : seen->isActive ? m_now.monotonicMs : seen->lastMs;
    const bool woke = m_facts.wokeMs >= 0 && m_facts.wokeMs >= seenMs;
    const qint64 ago = std::max<qint64>(0, m_now.monotonicMs - std::max(seenMs, m_facts.wokeMs));
    // A locked screen says that the user left, but typing the password at it is input all the same.
    const int needS = m_isLocked ? std::min(m_settings.lockedIdleS, m_settings.idleS) : m_settings.idleS;
    const qint64 need = qint64(needS) * 1000;
    QVariantMap args{{u"ago_ms"_s, ago},
                     {u"need_ms"_s, need},
                     {u"is_active"_s, seen != nullptr && seen->isActive},
                     {u"is_locked"_s, m_isLocked},
                     {u"woke"_s, woke}};
    if (ago >= need) {
        to->args = std::move(args);
        return;
    }
    if (seen != nullptr)
        blocking(*to, ReasonId::Input, args, need - ago);
    block(ReasonId::Input, Stop::Yield, std::move(args), need - ago);
}

void Decider::desktop()
{
    Reading *to = nullptr;
    if (const auto *seen = look<FullscreenSeen>(SensorId::Fullscreen, to); seen != nullptr) {
        if (seen->isFullscreen && m_settings.pauseFullscreen) {
            const QVariantMap args{{u"program"_s, seen->program}};
            blocking(*to, ReasonId::Fullscreen, args);
            block(ReasonId::Fullscreen, Stop::Free, args);
        } else {
            to->args = {{u"is_fullscreen"_s, seen->isFullscreen}, {u"program"_s, seen->program}};
        }
    }
    if (const auto *seen = look<GameSeen>(SensorId::Game, to); seen != nullptr) {
        to->args = {{u"count"_s, seen->count}};
        if (seen->count > 0 && m_settings.pauseGame) {
            blocking(*to, ReasonId::Game, to->args);
            block(ReasonId::Game, Stop::Free, to->args);
        }
    }
}

void Decider::gpus()
{
    Reading *ofGpu = nullptr;
    const auto *seen = look<GpusSeen>(SensorId::Gpu, ofGpu);
    const QString source = ofGpu->source;
    const QString why = ofGpu->why;
    const bool isStale = seen != nullptr && m_now.monotonicMs - m_facts.of(SensorId::Gpu)->atMs > GpuStaleMs;
    // A driver that never answers hangs, and so would the engine.
    if (!m_facts.of(SensorId::Gpu))
        m_isGpuResting = true;
    if (isStale) {
        ofGpu->state = SensorState::Unavailable;
        ofGpu->why = absence::Resting;
        m_isGpuResting = true;
    }
    if (seen == nullptr || isStale) {
        for (const SensorId id : {SensorId::Heat, SensorId::Power}) {
            Reading &one = reading(id, source);
            one.state = SensorState::Unavailable;
            one.why = isStale ? QString(absence::Resting) : why;
        }
        return;
    }
    GpuRules rules(m_settings, m_facts.gpus, m_work, m_now);
    rules.run(*seen);
    m_verdict.gpus = rules.gpus;
    m_reasons.append(rules.reasons);
    m_events.append(rules.events);
    *ofGpu = rules.gpu;
    ofGpu->source = source;
    for (Reading *one : {&rules.heat, &rules.power}) {
        one->source = source;
        m_verdict.sensors.append(*one);
    }
}

void Decider::surroundings()
{
    Reading *to = nullptr;
    if (const auto *seen = look<SupplySeen>(SensorId::Supply, to); seen != nullptr) {
        if (seen->percent)
            to->args.insert(u"percent"_s, *seen->percent);
        if (seen->isOnBattery && m_settings.mainsOnly) {
            blocking(*to, ReasonId::Battery, to->args);
            block(ReasonId::Battery, Stop::Yield, to->args);
        } else {
            to->args.insert(u"is_on_battery"_s, seen->isOnBattery);
        }
    }
    if (const auto *seen = look<NetworkSeen>(SensorId::Network, to); seen != nullptr) {
        to->args = {{u"is_guess"_s, seen->isGuess}};
        if (seen->isMetered && m_settings.unmeteredOnly) {
            blocking(*to, ReasonId::Metered, to->args);
            block(ReasonId::Metered, Stop::Drain, to->args);
        } else {
            to->args.insert(u"is_metered"_s, seen->isMetered);
        }
    }
    if (m_settings.dayBytes > 0 && m_work.dayBytes >= m_settings.dayBytes) {
        block(ReasonId::DataCap, Stop::Drain, {{u"bytes"_s, m_work.dayBytes}, {u"cap_bytes"_s, m_settings.dayBytes}},
              untilMidnight(m_now));
    }
}

void Decider::hours()
{
    Reading &one = reading(SensorId::Hours, u"clock"_s);
    one.args = {{u"has_hours"_s, m_settings.hasHours}};
    if (!m_settings.hasHours)
        return;
    const HoursState state = hoursAt(m_settings.hours, m_now.wallMs, m_now.zone);
    if (state.isOpen) {
        if (state.changesInMs) {
            m_events.append(*state.changesInMs);
            one.args.insert(u"closes_in_ms"_s, *state.changesInMs);
        }
        return;
    }
    blocking(one, ReasonId::Hours, {}, state.changesInMs);
    block(ReasonId::Hours, Stop::Drain, {}, state.changesInMs);
}

void Decider::pacing()
{
    const auto hold = [this](std::optional<qint64> since, int seconds, ReasonId id) {
        if (!since)
            return;
        const qint64 left = *since + qint64(seconds) * 1000 - m_now.monotonicMs;
        if (left > 0)
            block(id, Stop::Drain, {{u"left_ms"_s, left}}, left);
    };
    if (!m_work.isOwnRunning)
        hold(m_work.ownEndedMs, m_settings.ownHoldS, ReasonId::OwnHold);
    hold(m_work.yieldedMs, m_settings.cooldownS, ReasonId::Cooldown);
}

void Decider::settle()
{
    // The GPUs are looked at when nothing else is left; until then their rest is no reason.
    if (m_isGpuResting && m_reasons.isEmpty())
        measuring(SensorId::Gpu, {});
    std::stable_sort(m_reasons.begin(), m_reasons.end(), [](const Reason &a, const Reason &b) { return a.id < b.id; });
    std::stable_sort(m_verdict.sensors.begin(), m_verdict.sensors.end(),
                     [](const Reading &a, const Reading &b) { return a.id < b.id; });
    m_verdict.at = m_now;
    m_verdict.mayRun = m_reasons.isEmpty();
    bool isKnown = !m_reasons.isEmpty();
    qint64 starts = 0;
    bool isCooling = false;
    for (const Reason &reason : std::as_const(m_reasons)) {
        m_verdict.stop = std::max(m_verdict.stop, reason.stop);
        isKnown = isKnown && reason.clearsInMs;
        starts = std::max(starts, reason.clearsInMs.value_or(0));
        isCooling = isCooling || reason.id == ReasonId::Cooldown;
        if (reason.clearsInMs)
            m_events.append(*reason.clearsInMs);
    }
    if (isKnown)
        m_verdict.startsInMs = starts;
    if (!m_events.isEmpty())
        m_verdict.nextInMs = std::max<qint64>(1, *std::min_element(m_events.cbegin(), m_events.cend()));
    m_verdict.reasons = std::move(m_reasons);

    if (m_work.isYielding || (m_work.running > 0 && m_verdict.stop >= Stop::Yield))
        m_verdict.state = State::Yielding;
    else if (m_work.running > 0 && m_verdict.stop == Stop::Drain)
        m_verdict.state = State::Draining;
    else if (!m_settings.isOn)
        m_verdict.state = State::Off;
    else if (isCooling)
        m_verdict.state = State::Cooldown;
    else if (!m_verdict.mayRun)
        m_verdict.state = State::Armed;
    else
        m_verdict.state = m_work.isWarm || m_work.running > 0 ? State::Serving : State::Warming;
}

} // namespace

QLatin1StringView word(ReasonId id) { return QLatin1StringView(ReasonWords[std::size_t(id)]); }

QLatin1StringView word(Stop stop)
{
    constexpr std::array<const char *, 4> words = {"none", "drain", "yield", "free"};
    return QLatin1StringView(words[std::size_t(stop)]);
}

QLatin1StringView word(State state)
{
    constexpr std::array<const char *, 7> words = {"off",      "armed",    "warming", "serving",
                                                   "draining", "yielding", "cooldown"};
    return QLatin1StringView(words[std::size_t(state)]);
}

GpuMemory remember(const Settings &settings, GpuMemory memory, const GpusSeen &seen, qint64 atMs)
{
    GpuMemory next;
    for (const GpuSeen &gpu : seen.gpus) {
        GpuMemory::One one = memory.gpus.value(gpu.pciId);
        if (gpu.temperatureC)
            one.isHot = *gpu.temperatureC >= (one.isHot ? settings.coolC : settings.hotC);
        if (gpu.powerW) {
            const double passed = double(std::max<qint64>(0, atMs - one.meanAtMs));
            const double share = one.meanW < 0 ? 1 : 1 - std::exp(-passed / MeanMs);
            one.meanW = one.meanW < 0 ? *gpu.powerW : one.meanW + share * (*gpu.powerW - one.meanW);
            one.meanAtMs = atMs;
            if (settings.powerCapW > 0 && one.meanW > settings.powerCapW * CapSlack && atMs >= one.overUntilMs)
                one.overUntilMs = atMs + PowerBreakMs;
            if (settings.powerCapW == 0)
                one.overUntilMs = -1;
        }
        next.gpus.insert(gpu.pciId, one);
    }
    return next;
}

Verdict decide(const Settings &settings, const Facts &facts, const Work &work, const Now &now)
{
    return Decider(settings, facts, work, now).run();
}

const Reading *Verdict::sensor(SensorId id) const
{
    const auto found =
        std::find_if(sensors.cbegin(), sensors.cend(), [id](const Reading &one) { return one.id == id; });
    return found == sensors.cend() ? nullptr : &*found;
}

const Reason *Verdict::reason(ReasonId id) const
{
    const auto found = std::find_if(reasons.cbegin(), reasons.cend(), [id](const Reason &one) { return one.id == id; });
    return found == reasons.cend() ? nullptr : &*found;
}

void stampSince(Verdict &verdict, const Verdict &before)
{
    for (Reading &one : verdict.sensors) {
        const Reading *old = before.sensor(one.id);
        const bool isSame = old != nullptr && old->state == one.state && old->why == one.why;
        one.sinceMs = isSame ? old->sinceMs : verdict.at.monotonicMs;
    }
}

} // namespace ain::share
