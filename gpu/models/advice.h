// What a model draws well with, for who has not said anything else.
#pragma once

#include "gpu/models/model.h"

namespace ain::models {

struct Advice {
    int steps = 20;
    double guidance = 7.0; ///< classifier-free guidance scale; 1: without
    int side = 512; ///< pixels of a square picture
    friend bool operator==(const Advice &, const Advice &) = default;
};

/// What the file itself says, else what is usual for its family, else that of SD 1.x. Thread: any.
[[nodiscard]] Advice adviceFor(const Model &model);

} // namespace ain::models
