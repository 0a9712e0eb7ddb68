// When a program that keeps crashing may start again.
#pragma once

#include "core/base/rng.h"

#include <QtGlobal>

namespace ain::engine {

struct BackOffTimes {
    int firstMs = 500; ///< after the first failure; doubled after each further one
    int mostMs = 30'000;
    int failuresAllowed = 6; ///< in a row; then a person starts it
};

/// Exponential with jitter: half of the wait is fixed, half is random, so that several never start in step.
class BackOff {
public:
    BackOff(BackOffTimes times, Rng &rng) : m_times(times), m_rng(rng) { }

    void failed() { ++m_failures; }
    void worked() { m_failures = 0; }
    [[nodiscard]] int failures() const { return m_failures; }
    [[nodiscard]] bool isGivenUp() const { return m_failures >= m_times.failuresAllowed; }
    /// Milliseconds to wait before the next start, after the failures so far; 0 when there was none.
    [[nodiscard]] int nextWaitMs();

private:
    BackOffTimes m_times;
    Rng &m_rng;
    int m_failures = 0;
};

} // namespace ain::engine
