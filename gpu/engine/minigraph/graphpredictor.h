// The built-in model as a graph of ggml, for the devices that ggml has. Not bit by bit the same everywhere: a device
// adds in an order of its own. On the CPU it serves to check one way of computing against the other.
#pragma once

#include "gpu/engine/mini/model.h"
#include "gpu/engine/mini/predictor.h"

#include <memory>

namespace ain::engine::mini {

enum class Device { Best, Cpu };

class GraphPredictor final : public Predictor {
public:
    /// Copies the weights to the device; `model` must live longer than this. Errors: engine.out_of_memory.
    [[nodiscard]] static Result<std::unique_ptr<GraphPredictor>> make(const Model &model, Device device, int threads);
    ~GraphPredictor() override;

    [[nodiscard]] Result<> begin(const std::vector<int> &wanted, const std::vector<int> &other) override;
    [[nodiscard]] Result<> predict(std::span<const float> z, float time, std::span<float> wanted,
                                   std::span<float> other) override;

    // For comparing with the recorded reference.
    [[nodiscard]] const std::vector<float> &text() const; ///< [n][W]
    [[nodiscard]] const std::vector<float> &textMean() const; ///< [W]

private:
    struct Private;
    explicit GraphPredictor(std::unique_ptr<Private> parts);

    std::unique_ptr<Private> d;
};

} // namespace ain::engine::mini
