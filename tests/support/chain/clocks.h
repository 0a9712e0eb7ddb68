// Clocks and randomness that a test moves by hand.
#pragma once

#include "core/base/clock.h"
#include "core/base/rng.h"

#include <random>

namespace ain::test {

class FakeClock final : public Clock {
public:
    [[nodiscard]] qint64 nowMs() const override { return now; }
    [[nodiscard]] qint64 monotonicMs() const override { return now; }
    qint64 now = 1'795'375'000'000;
};

/// Runs like the system's, plus what the test adds.
class OffsetClock final : public Clock {
public:
    [[nodiscard]] qint64 nowMs() const override { return m_system.nowMs() + offset; }
    [[nodiscard]] qint64 monotonicMs() const override { return m_system.monotonicMs() + offset; }
    qint64 offset = 0;

private:
    SystemClock m_system;
};

class SeededRng final : public Rng {
public:
    void fill(std::span<std::uint8_t> bytes) override
    {
        for (std::uint8_t &byte : bytes)
            byte = std::uint8_t(m_engine());
    }

private:
    std::mt19937 m_engine{7};
};

} // namespace ain::test
