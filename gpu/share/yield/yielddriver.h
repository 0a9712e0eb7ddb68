// The guard's word carried out by the ladder.
#pragma once

#include "gpu/share/guard/guard.h"
#include "gpu/share/yield/yieldladder.h"

namespace ain::share {

/// Thread: main; all three in the same. What the guard says reaches the ladder before the guard's call returns.
class YieldDriver : public QObject {
    Q_OBJECT
public:
    YieldDriver(Guard &guard, YieldLadder &ladder, const Clock &clock);

private:
    void obey(const Verdict &verdict);

    Guard &m_guard;
    YieldLadder &m_ladder;
    const Clock &m_clock;
    Stop m_lastStop = Stop::None;
};

} // namespace ain::share
