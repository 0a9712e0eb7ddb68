// "Explain before you sign": facts about an operation as sentences.
#pragma once

#include "core/json/value.h"

#include <QString>

namespace ain::text {

/// The sentence of a fact ("explain.transfer", "warn.first_time", …) with its arguments. An unknown id, which a newer
/// version may have stored, gives a general sentence.
[[nodiscard]] QString explainSentence(const QString &id, const json::Object &args);

} // namespace ain::text
