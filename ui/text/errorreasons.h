// Arguments of errors that are keywords of the program, as words people read.
#pragma once

#include "core/base/error.h"

#include <QVariantMap>

namespace ain::text {

/// The arguments of `error`, known keywords replaced by words in the current language. What is no keyword stays.
[[nodiscard]] QVariantMap readableArguments(const Error &error);

} // namespace ain::text
