// An engine's build as a recipe names it. Thread: any.
#pragma once

#include <QString>

namespace ain::engine {

/// One word of at most 64 characters, whatever the text was; the same again for a word.
[[nodiscard]] QString recipeWord(const QString &build);

} // namespace ain::engine
