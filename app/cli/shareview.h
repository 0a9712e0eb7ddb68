// What the guard of sharing says, for people at a terminal; `--json` keeps the words of the protocol.
#pragma once

#include "core/json/value.h"

namespace ain::cli {

/// `status` is what share::toJson() made of a verdict, here or in the program that shares. What a newer program says
/// and this one does not know is left out.
[[nodiscard]] json::Object shareStatusInWords(const json::Object &status);

} // namespace ain::cli
