// What the library's code needs of the CPU (its baseline, x86-64-v3), asked before it runs.
#pragma once

#include <QStringList>

namespace ain::engine {

/// Names of what is missing; empty: fit to run.
[[nodiscard]] QStringList missingProcessorFeatures();

} // namespace ain::engine
