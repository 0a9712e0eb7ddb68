// Which net a file holds, by the names and shapes of its tensors (texts in a file are only believed for LoRAs, where
// names leave it open).
#pragma once

#include "gpu/models/header.h"

namespace ain::models {

struct Recognition {
    Kind kind = Kind::Unknown;
    QString family; ///< empty: not known
    bool hasVae = false;
    bool hasTextEncoder = false;
    int scale = 0; ///< of an upscaler
    int defaultSteps = 0; ///< 0: the file says nothing
    double defaultGuidance = 0;
    QString title; ///< what the file calls itself; empty: nothing usable
};

/// Thread: any.
[[nodiscard]] Recognition recognise(const ModelHeader &header);

} // namespace ain::models
