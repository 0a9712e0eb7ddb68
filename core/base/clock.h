// Time as a dependency: everything that reads a clock is handed one, so that tests can hand in theirs.
#pragma once

#include <QtGlobal>

namespace ain {

/// Milliseconds since 1970-01-01 UTC, and a monotonic count. Thread: any.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual qint64 nowMs() const = 0;
    [[nodiscard]] virtual qint64 monotonicMs() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] qint64 nowMs() const override;
    [[nodiscard]] qint64 monotonicMs() const override;
};

} // namespace ain
