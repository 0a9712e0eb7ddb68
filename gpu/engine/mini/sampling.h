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

/// A part of the way. State k is what step k begins with: state 0 the noise of the seed, state `steps` the picture. A
/// state and its number are all that the rest depends on, so a part gives the same bits as the whole way does.
struct Section {
    int first = 0; ///< state to begin with
    int last = 0; ///< state to end with, above `first`; 0: the picture
    std::span<const float> start = {}; ///< state `first`; empty when that is 0
};
/// Hears of each state from `first` to `last`, [3][size][size], alive for the call.
using StateListener = std::function<void(int index, std::span<const float> state)>;

/// [3][size][size]. Errors: those of the predictor, cancelled when the listener says so, engine.failed (phase: sample)
/// when what comes out are no numbers.
[[nodiscard]] Result<std::vector<float>> sample(const Model &model, Predictor &predictor, const Request &request,
                                                const StepListener &listener);

/// The same for a part of the way; gives what the last of its steps takes the picture to be. Errors: also
/// engine.arguments (what: trace, or latents when the start is of another size or not made of numbers below MostState).
[[nodiscard]] Result<std::vector<float>> sample(const Model &model, Predictor &predictor, const Request &request,
                                                const Section &section, const StepListener &listener,
                                                const StateListener &onState);

inline constexpr float MostState = 1000; ///< noise is below 6, and every step goes towards -1 … 1

} // namespace ain::engine::mini
