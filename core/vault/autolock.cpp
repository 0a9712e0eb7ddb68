#include "core/vault/autolock.h"

#include <algorithm>

namespace ain::vault {

namespace {
constexpr qint64 MinuteMs = 60'000;
constexpr int MaxMinutes = 7 * 24 * 60;
} // namespace

AutoLock::AutoLock(const Clock &clock, QObject *parent) : QObject(parent), m_clock(clock)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &AutoLock::check);
    activity();
}

void AutoLock::setIdleMinutes(int minutes)
{
    m_idleMinutes = std::clamp(minutes, 0, MaxMinutes);
    check();
}

void AutoLock::setArmed(bool armed)
{
    m_armed = armed;
    if (armed)
        activity();
    schedule();
}

void AutoLock::activity()
{
    // The timer is not restarted here: when it fires it finds out how much is left.
    m_lastWallMs = m_clock.nowMs();
    m_lastMonotonicMs = m_clock.monotonicMs();
}

void AutoLock::aboutToSleep()
{
    if (m_onSleep)
        request(Reason::Sleep);
}

void AutoLock::sessionLocked()
{
    if (m_onSession)
        request(Reason::SessionLocked);
}

void AutoLock::sessionSwitchedAway()
{
    if (m_onSession)
        request(Reason::SessionSwitched);
}

qint64 AutoLock::idleMs() const
{
    return std::max(m_clock.nowMs() - m_lastWallMs, m_clock.monotonicMs() - m_lastMonotonicMs);
}

void AutoLock::check()
{
    if (m_armed && m_idleMinutes > 0 && idleMs() >= m_idleMinutes * MinuteMs)
        request(Reason::Idle);
    schedule();
}

void AutoLock::request(Reason reason)
{
    if (!m_armed)
        return;
    // Once is enough; the owner arms again when the vault is open again.
    m_armed = false;
    schedule();
    Q_EMIT lockRequested(reason);
}

void AutoLock::schedule()
{
    if (!m_armed || m_idleMinutes == 0) {
        m_timer.stop();
        return;
    }
    const qint64 left = std::max<qint64>(1, m_idleMinutes * MinuteMs - idleMs());
    // Short legs, since a timer may or may not run on during sleep.
    m_timer.start(int(std::min(left, MinuteMs)));
}

} // namespace ain::vault
