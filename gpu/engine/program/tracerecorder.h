// Collects the states of a drawing: hashes of all, and those that are wanted themselves in shared memory.
#pragma once

#include "gpu/engine/program/painter.h"

#include <vector>

namespace ain::engine {

class TraceRecorder {
public:
    /// Errors: engine.arguments (what: trace) when the order wants a part or a state that `steps` steps do not have,
    /// engine.out_of_memory.
    [[nodiscard]] static Result<TraceRecorder> make(const TraceOrder &order, const LatentShape &shape, int steps);

    /// State `index`; in order, from the first of the order to its last. shape.bytes() / 4 numbers.
    void add(int index, std::span<const float> state);
    [[nodiscard]] Result<PaintedTrace> finish() &&;

private:
    TraceRecorder() = default;

    TraceEvent m_event;
    std::optional<PixelWriter> m_writer;
    qsizetype m_next = 0; ///< of the kept states
};

/// Numbers of a state as it travels. Only on little-endian computers, as everything of the engine.
[[nodiscard]] std::vector<float> statesOf(std::span<const std::uint8_t> bytes);

} // namespace ain::engine
