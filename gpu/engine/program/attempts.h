// Tries what a hostile model file would try, from inside.
#pragma once

#include "core/json/value.h"

namespace ain::engine {

/// Every attempt's name and how it ended: "refused" or "done". For --confinement-test; call after confine().
[[nodiscard]] json::Object attemptToEscape();

} // namespace ain::engine
