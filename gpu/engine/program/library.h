// What of a drawing library this program was built with. Without one only the built-in model draws.
#pragma once

#include "gpu/engine/program/arguments.h"
#include "gpu/engine/program/memory.h"
#include "gpu/engine/program/painter.h"

#include <memory>
#include <vector>

namespace ain::engine {

/// Errors: engine.missing (built without one), engine.processor (the CPU lacks what the library was built for).
[[nodiscard]] Result<> libraryState();
/// Built with a backend that needs drivers and device nodes.
[[nodiscard]] bool hasDeviceBackend();
/// Fills in what the library can do here. The build decides the bytes of a picture and stands in its recipe.
void describeLibrary(HelloEvent &hello, const Arguments &arguments, int threads, const MemoryMeter &memory);
/// The part of it that holds without the library: no samplers, and the CPU as the only device.
void describeBare(HelloEvent &hello, const MemoryMeter &memory);
[[nodiscard]] std::vector<std::unique_ptr<Painter>> makePainters(const HelloEvent &hello, int threads);
[[nodiscard]] bool isLibraryRight(int threads);

} // namespace ain::engine
