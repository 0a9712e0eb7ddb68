// A clock with two hands, and sensors that say what the test tells them.
#pragma once

#include "core/base/clock.h"
#include "gpu/share/guard/source.h"

namespace ain::test {

class TwoClocks final : public Clock {
public:
    [[nodiscard]] qint64 nowMs() const override { return wall; }
    [[nodiscard]] qint64 monotonicMs() const override { return monotonic; }
    void pass(qint64 ms)
    {
        wall += ms;
        monotonic += ms;
    }
    qint64 wall = 1'795'375'000'000;
    qint64 monotonic = 50'000'000;
};

class FakeSource : public share::Source {
public:
    FakeSource(share::SensorId id, const Clock &clock) : m_id(id), m_clock(clock) { }

    [[nodiscard]] share::SensorId id() const override { return m_id; }
    void start() override { hasStarted = true; }
    void setNeeded(bool needed) override { isNeeded = needed; }
    void say(share::Seen seen)
    {
        Q_EMIT observed({.seen = std::move(seen), .source = QStringLiteral("test"), .atMs = m_clock.monotonicMs()});
    }

    bool hasStarted = false;
    bool isNeeded = false;

private:
    share::SensorId m_id;
    const Clock &m_clock;
};

} // namespace ain::test
