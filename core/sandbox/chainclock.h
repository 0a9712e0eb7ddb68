// The time of a practice network: the injected clock, moved forward on request, and never behind its own
// last block.
#pragma once

#include "core/base/clock.h"

#include <algorithm>

namespace ain::sandbox {

class ChainClock {
public:
    explicit ChainClock(const Clock &clock) : m_clock(&clock) { }

    [[nodiscard]] qint64 nowMs() const { return std::max(m_clock->nowMs() + m_offset, m_floor); }
    [[nodiscard]] qint64 offset() const { return m_offset; }
    void setOffset(qint64 ms) { m_offset = ms; }
    /// Blocks made faster than their epochs pull time with them until the real one has caught up.
    void raiseTo(qint64 ms) { m_floor = std::max(m_floor, ms); }

private:
    const Clock *m_clock;
    qint64 m_offset = 0;
    qint64 m_floor = 0;
};

} // namespace ain::sandbox
