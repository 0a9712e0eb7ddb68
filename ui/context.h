// What every page is handed: the look, the language, the backends and the clock. Owned by the application;
// outlives the window.
#pragma once

#include "core/base/clock.h"
#include "ui/backend/backends.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"

namespace ain::ui {

struct Context {
    Theme &theme;
    Language &language;
    Backends &backends;
    const Clock &clock;
};

} // namespace ain::ui
