#include <QJSEngine>

#include "core/sandbox/ledger/watchdog.h"

namespace ain::sandbox {

namespace {

constexpr std::chrono::milliseconds Allowed{1000};
constexpr std::chrono::milliseconds Poll{100};
constexpr int IdlePolls = 20; // then the thread sleeps until it is woken

} // namespace

Watchdog::Watchdog(QJSEngine &engine) : m_engine(engine), m_thread([this] { watch(); }) { }

Watchdog::~Watchdog()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

bool Watchdog::isLate() const
{
    const Time::rep deadline = m_deadline.load();
    return deadline != 0 && Time::now().time_since_epoch().count() > deadline;
}

void Watchdog::watch()
{
    std::unique_lock lock(m_mutex);
    int idle = 0;
    while (!m_stop) {
        if (idle >= IdlePolls) {
            m_asleep = true;
            m_wake.wait(lock, [this] { return m_stop || !m_asleep; });
            idle = 0;
        } else {
            m_wake.wait_for(lock, Poll);
        }
        idle = m_deadline.load() == 0 ? idle + 1 : 0;
        if (isLate() && !m_fired.exchange(true))
            m_engine.setInterrupted(true);
    }
}

Watchdog::Scope::Scope(Watchdog &watchdog) : m_watchdog(watchdog)
{
    if (m_watchdog.m_nesting++ > 0)
        return;
    m_watchdog.m_deadline = (Time::now() + Allowed).time_since_epoch().count();
    if (m_watchdog.m_asleep.load()) {
        {
            const std::lock_guard lock(m_watchdog.m_mutex);
            m_watchdog.m_asleep = false;
        }
        m_watchdog.m_wake.notify_one();
    }
}

Watchdog::Scope::~Scope()
{
    if (--m_watchdog.m_nesting > 0)
        return;
    m_watchdog.m_deadline = 0;
    // The lock keeps a late watch() from interrupting the next evaluation.
    if (m_watchdog.m_fired.load()) {
        const std::lock_guard lock(m_watchdog.m_mutex);
        m_watchdog.m_fired = false;
        m_watchdog.m_engine.setInterrupted(false);
    }
}

} // namespace ain::sandbox
