// Models that come in several files: which other files a diffusion net needs, and which of the library's serve.
#pragma once

#include "core/recipe/generationrequest.h"
#include "gpu/models/model.h"

#include <QList>
#include <QStringList>

#include <optional>

namespace ain::models {

struct Completion {
    QList<recipe::EncoderRef> encoders = {}; ///< in the order of recipe::EncoderRoles
    std::optional<recipe::FileRef> vae = {};
    QStringList missing = {}; ///< roles of recipe::EncoderRoles, and "vae", for which the library has no usable file

    friend bool operator==(const Completion &, const Completion &) = default;
};

/// The roles that `family` listens to, as recipe::EncoderRoles; empty for a family that is not known to come in parts.
[[nodiscard]] QStringList encoderRolesOf(const QString &family);

/// For a Kind::DiffusionPart: one file of `library` for every part it needs. Of several the one in the same folder is
/// taken, then the smallest, which fits soonest. Files whose hash is not known yet don't count. For any other kind:
/// nothing, and nothing is missing. Thread: any.
[[nodiscard]] Completion complete(const Model &part, const QList<Model> &library);

} // namespace ain::models
