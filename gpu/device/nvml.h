// NVIDIA's management library, found at run time: the driver brings it, nothing is linked.
#pragma once

#include "gpu/device/device.h"

namespace ain::device {

/// One reading of all GPUs, at most 64: loads the library, asks, lets it go. A driver that hangs makes it hang, so
/// never in the main thread. errors::DeviceNvml. Thread: any, one at a time per process (the library counts its users).
[[nodiscard]] Result<QList<Gpu>> readNvml(const QString &library);

} // namespace ain::device
