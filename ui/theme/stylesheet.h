// The style sheet, written from tokens. Widgets ask for a look with the dynamic properties
//   ain   card | rail | strip | page | sheet | notice | divider | chip | primary | secondary | quiet | danger | link |
//   fold role  title | heading | small | muted | mono | strong | error | warn | ok
// which must be set before the widget is shown.
#pragma once

#include "ui/theme/tokens.h"

#include <QString>

namespace ain::ui {

[[nodiscard]] QString styleSheet(const Tokens &tokens, bool practice);

} // namespace ain::ui
