// Builds the whole window: pages into the rail, and the few ways from one page to another.
#pragma once

#include "ui/window/mainwindow.h"

#include <memory>

namespace ain::ui {

/// `context` outlives the window. Applies language and theme of the settings, now and when they change.
[[nodiscard]] std::unique_ptr<MainWindow> buildWindow(Context &context);

/// Shows the wallet page with the send sheet filled from an "ain:" link. False, and nothing done, while the vault is
/// not open or a payment is under way in that sheet.
bool openPaymentLink(MainWindow &window, const Context &context, const QString &link);

} // namespace ain::ui
