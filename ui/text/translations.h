// The translations that are built into the program.
#pragma once

#include <QString>

namespace ain::text {

/// Resource path of the .qm file of a language ("ko" or "en").
[[nodiscard]] QString translationFile(const QString &language);

} // namespace ain::text
