// How a model of the library is called in a job.
#pragma once

#include "gpu/models/model.h"
#include "gpu/share/check/tolerance.h"

#include <optional>

namespace ain::share {

struct ModelWords {
    QString id = {}; ///< from its name and its hash, so that the same id is the same file
    QString family = {}; ///< of JobModel
    PrecisionClass precision = PrecisionClass::A;
};
/// Empty: nothing that is drawn for others.
[[nodiscard]] std::optional<ModelWords> wordsOf(const models::Model &model);

} // namespace ain::share
