// Errors in words: what happened, to what, and what to do.
#pragma once

#include "core/base/error.h"

namespace ain::text {

/// A translated sentence for every ErrorCode of the program. An unknown code gives a general sentence with the
/// code in it.
[[nodiscard]] QString errorSentence(const Error &error);

} // namespace ain::text
