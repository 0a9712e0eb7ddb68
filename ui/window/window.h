// Builds the whole window: pages into the rail, and the few ways from one page to another.
#pragma once

#include "ui/window/mainwindow.h"

#include <memory>

namespace ain::ui {

/// `context` outlives the window. Applies language and theme of the settings, now and when they change.
[[nodiscard]] std::unique_ptr<MainWindow> buildWindow(Context &context);

} // namespace ain::ui
