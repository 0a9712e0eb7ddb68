#include "gpu/share/yield/yielddriver.h"

#include <utility>

namespace ain::share {

YieldDriver::YieldDriver(Guard &guard, YieldLadder &ladder, const Clock &clock)
    : m_guard(guard), m_ladder(ladder), m_clock(clock)
{
    connect(&guard, &Guard::userReturned, this, [this](qint64 /*atMs*/) { m_ladder.userInput(); });
    connect(&guard, &Guard::changed, this, &YieldDriver::obey);
    connect(&ladder, &YieldLadder::began, this, [this] { m_guard.setYielding(true); });
    connect(&ladder, &YieldLadder::yielded, this, [this] { m_guard.setYielding(false); });
    obey(guard.verdict());
}

void YieldDriver::obey(const Verdict &verdict)
{
    const Stop before = std::exchange(m_lastStop, verdict.stop);
    switch (verdict.stop) {
    case Stop::None: m_ladder.allow(); break;
    case Stop::Drain: m_ladder.closeDoor(); break;
    case Stop::Yield:
        if (before < Stop::Yield || m_ladder.jobs() > 0)
            m_ladder.yield(YieldKind::Soft, m_clock.monotonicMs());
        break;
    case Stop::Free:
        if (before < Stop::Free || m_ladder.jobs() > 0)
            m_ladder.yield(YieldKind::Hard, m_clock.monotonicMs());
        break;
    }
}

} // namespace ain::share
