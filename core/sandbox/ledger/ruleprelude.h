// The JavaScript that prepares the rule engine: closes what expressions must not reach and builds `util`.
#pragma once

#include <QString>

namespace ain::sandbox {

/// A function expression `(function (host, global) { ... })`. Called once with the native helpers and the
/// global object, it gives {util, makeFunction}.
[[nodiscard]] QString rulePrelude();

} // namespace ain::sandbox
