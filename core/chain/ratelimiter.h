// How often a gateway may be asked (chain.md 3.4): 10 reads and 1 write a second, counted by public nodes in windows
// of 60 s.
#pragma once

#include "core/base/clock.h"

#include <QtGlobal>
#include <deque>

namespace ain::chain {

enum class CallKind { Read, Write };

/// Keeps the times of the latest calls: at most `reads` (`writes`) in any second, which also keeps every longer
/// window below the nodes' limits. Thread: one.
class RateLimiter {
public:
    struct Limits {
        int reads = 10;
        int writes = 1;
        /// Longer than a second, since calls may bunch on their way.
        qint64 windowMs = 1050;
    };
    explicit RateLimiter(const Clock &clock) : m_clock(clock) { }
    RateLimiter(const Clock &clock, Limits limits) : m_clock(clock), m_limits(limits) { }

    /// Takes the next free slot and says how many ms from now it begins (0: now).
    [[nodiscard]] qint64 reserve(CallKind kind);
    /// No slot begins before `ms` from now (the gateway said 429).
    void pause(qint64 ms);
    /// A gateway that is this computer's own needs no limit.
    void setUnlimited(bool unlimited) { m_unlimited = unlimited; }
    /// How many slots are reserved in the future.
    [[nodiscard]] int waiting() const;

private:
    const Clock &m_clock;
    Limits m_limits;
    bool m_unlimited = false;
    qint64 m_pausedUntil = 0;
    std::deque<qint64> m_reads; ///< begin of the latest slots, ascending
    std::deque<qint64> m_writes;
};

} // namespace ain::chain
