#include "core/chain/ratelimiter.h"

#include <algorithm>

namespace ain::chain {

qint64 RateLimiter::reserve(CallKind kind)
{
    const qint64 now = m_clock.monotonicMs();
    qint64 start = std::max(now, m_pausedUntil);
    if (!m_unlimited) {
        std::deque<qint64> &slots_ = kind == CallKind::Read ? m_reads : m_writes;
        const auto allowed = std::size_t(std::max(1, kind == CallKind::Read ? m_limits.reads : m_limits.writes));
        while (slots_.size() > allowed && slots_.front() + m_limits.windowMs <= now)
            slots_.pop_front();
        if (slots_.size() >= allowed)
            start = std::max(start, slots_[slots_.size() - allowed] + m_limits.windowMs);
        if (!slots_.empty())
            start = std::max(start, slots_.back());
        slots_.push_back(start);
    }
    return start - now;
}

void RateLimiter::pause(qint64 ms) { m_pausedUntil = std::max(m_pausedUntil, m_clock.monotonicMs() + ms); }

int RateLimiter::waiting() const
{
    const qint64 now = m_clock.monotonicMs();
    const auto later = [now](const std::deque<qint64> &times) {
        return int(std::count_if(times.begin(), times.end(), [now](qint64 start) { return start > now; }));
    };
    return later(m_reads) + later(m_writes);
}

} // namespace ain::chain
