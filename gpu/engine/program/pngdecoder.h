// PNG files of strangers, decoded inside the cage. Thread: the job's.
#pragma once

#include "gpu/engine/program/painter.h"

namespace ain::engine {

/// RGB in sRGB; what was transparent stands on white. Errors: engine.arguments (what: file, size),
/// engine.out_of_memory.
[[nodiscard]] Result<Painted> decodePng(const DecodeOrder &order, const PixelReader &file);

} // namespace ain::engine
