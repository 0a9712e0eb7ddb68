// What Content Credentials mean, in a sentence; the same for the window and the terminal.
#pragma once

#include "core/provenance/manifest.h"

#include <QString>

namespace ain::text {

[[nodiscard]] QString provenanceSentence(const provenance::Report &report);

} // namespace ain::text
