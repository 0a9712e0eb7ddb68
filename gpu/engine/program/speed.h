// How fast the engine's arithmetic runs here, and which devices it can use.
#pragma once

#include "core/json/value.h"
#include "gpu/engine/protocol/messages.h"

namespace ain::engine {

/// Devices of the library, best first; the kind is that of their backend.
[[nodiscard]] QList<DeviceInfo> listDevices(bool isCpuOnly);

/// Matrix products (1024³) of f32 and f16 weights on the default device: "matmulF32Gflops", "matmulF16Gflops".
[[nodiscard]] json::Object measureSpeed(int threads, int seconds);

/// A small matrix product against one computed plainly: does the arithmetic work here at all?
[[nodiscard]] bool isArithmeticRight(int threads);

} // namespace ain::engine
