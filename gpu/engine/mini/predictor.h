// The network: which picture hides in the noise? (training/MODEL.md, section 3)
#pragma once

#include "core/base/result.h"

#include <span>
#include <vector>

namespace ain::engine::mini {

/// All calls from one thread. Pictures are [3][size][size].
class Predictor {
public:
    Predictor() = default;
    Predictor(const Predictor &) = delete;
    Predictor &operator=(const Predictor &) = delete;
    virtual ~Predictor() = default;

    /// The words of the pictures to come; ids as of Lexicon::encode(). `other` is empty where no second opinion is
    /// wanted.
    [[nodiscard]] virtual Result<> begin(const std::vector<int> &wanted, const std::vector<int> &other) = 0;
    /// What the noisy picture `z` is at time `time`, for the wanted words and, if there are any, for the others.
    [[nodiscard]] virtual Result<> predict(std::span<const float> z, float time, std::span<float> wanted,
                                           std::span<float> other) = 0;
};

} // namespace ain::engine::mini
