// One command that takes time, and what is told about it while it runs.
#pragma once

#include "gpu/engine/program/memory.h"
#include "gpu/engine/program/painter.h"
#include "gpu/engine/protocol/framesocket.h"

#include <array>
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace ain::engine {

/// Sends events; safe to call from any thread.
using EventSender = std::function<void(const Event &, std::vector<UniqueFd>)>;

/// LoadCommand, DrawOrder, UpscaleOrder, DecodeOrder or BenchmarkCommand at work. Made and run in the job thread;
/// cancel() from any.
class Job : public PaintListener {
public:
    Job(Command command, std::vector<UniqueFd> pictures, EventSender send);

    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] bool isLoading() const { return m_phase.load() == Phase::Load; }
    void cancel() { m_isCancelled = true; }
    /// Runs it; `end` gets how it ended: done, loaded, measured or failed. Exactly one event.
    void run(const std::vector<std::unique_ptr<Painter>> &painters, const MemoryMeter &memory, const EventSender &end);
    [[nodiscard]] const QString &model() const { return m_model; } ///< path it loads; empty: none

    void progress(Phase phase, int step, int steps) override;
    void preview(int step, const ImageShape &shape, std::span<const std::uint8_t> pixels) override;
    void state(int index, const LatentShape &shape, std::span<const float> values) override;
    void log(int level, const QString &text) override;
    [[nodiscard]] bool isCancelled() const override { return m_isCancelled; }

private:
    using Clock = std::chrono::steady_clock;

    [[nodiscard]] Result<Painted> paint(Painter &painter, const Command &command);
    [[nodiscard]] FailedEvent failed(const Error &error) const;
    void enter(Phase phase);
    [[nodiscard]] qint64 elapsedMs() const;

    Command m_command;
    std::vector<UniqueFd> m_pictures;
    EventSender m_send;
    QString m_name;
    QString m_model;
    Clock::time_point m_start = Clock::now();
    Clock::time_point m_phaseStart = m_start;
    Clock::time_point m_lastLoadProgress = {};
    std::atomic<Phase> m_phase = Phase::Load;
    std::array<qint64, 5> m_phaseMs = {};
    std::atomic<bool> m_isCancelled = false;
};

} // namespace ain::engine
