// `generate --trait`: one prompt with gaps becomes a collection with exact counts.
#pragma once

#include "app/cli/session.h"
#include "core/recipe/traits.h"

namespace ain::cli {

/// Empty: `prompt` is plain text (it has no gap that --trait or a built-in list fills). Errors: those of
/// recipe::traitFromText() and recipe::compose().
[[nodiscard]] Result<QList<recipe::Composition>> compositionsOf(const Invocation &invocation, const QString &prompt,
                                                                int count, quint64 seed);
/// {"animal": "cat", …}
[[nodiscard]] json::Value traitsToJson(const recipe::Composition &composition);
/// "animal: cat" …, as the gallery keeps them.
[[nodiscard]] QStringList traitTags(const recipe::Composition &composition);

} // namespace ain::cli
