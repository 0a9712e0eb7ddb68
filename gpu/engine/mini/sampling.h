// From noise to a picture, step by step (training/MODEL.md, section 5).
#pragma once

#include "gpu/engine/mini/model.h"
#include "gpu/engine/mini/predictor.h"

#include <functional>

namespace ain::engine::mini {

struct Request {
    QString prompt;
    QString negative;
    quint64 seed = 0;
    int steps = 0; ///< LeastSteps to MostSteps
    float guidance = 0; ///< 1: the negative prompt is not asked
};

/// One step as it was done; the pictures live as long as the call that tells of it.
struct Step {
    int index = 0;
    float time = 0;
    std::span<const float> noisy;
    std::span<const float> wanted; ///< what the prompt alone would have
    std::span<const float> guided; ///< bounded to -1 … 1
};

/// Hears of each step; false ends the drawing.
using StepListener = std::function<bool(const Step &)>;

/// [3][size][size]. Errors: those of the predictor, cancelled when the listener says so, engine.failed (phase: sample)
/// when what comes out are no numbers.
[[nodiscard]] Result<std::vector<float>> sample(const Model &model, Predictor &predictor, const Request &request,
                                                const StepListener &listener);

} // namespace ain::engine::mini
