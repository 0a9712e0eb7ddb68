// A table of sentences: an id, a translatable text with %1 %2 …, and which arguments fill them.
#pragma once

#include <QString>
#include <QVariantMap>

#include <array>
#include <span>

namespace ain::text {

struct Sentence {
    const char *id;
    const char *text; ///< marked with QT_TRANSLATE_NOOP in `context`
    std::array<const char *, 5> args = {}; ///< names, in the order of %1, %2 …; unused ones null
};

/// The sentence in the language of the installed translator, filled; empty when `id` is not in the table.
/// A missing argument becomes "?".
[[nodiscard]] QString fill(std::span<const Sentence> table, const char *context, QStringView id,
                           const QVariantMap &args);

} // namespace ain::text
