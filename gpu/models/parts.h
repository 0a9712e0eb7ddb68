// Models that come in several files: which other files a diffusion net needs, and which of the library's serve.
#pragma once

#include "core/recipe/generationrequest.h"
#include "gpu/models/model.h"

#include <QList>
#include <QStringList>

#include <optional>
#include <utility>

namespace ain::models {

struct Completion {
    QList<std::pair<QString, Model>> encoders = {}; ///< role and file, in the order of recipe::EncoderRoles
    std::optional<Model> vae = {};
    QStringList missing = {}; ///< roles of recipe::EncoderRoles, and "vae", for which there is no usable file

    friend bool operator==(const Completion &, const Completion &) = default;
};

/// What is missing by the names that files are published under, the same in every language: "CLIP-L, T5-XXL, VAE".
[[nodiscard]] QString partNames(const QStringList &missing);

/// The role that a Kind::TextEncoder can play; null for another kind.
[[nodiscard]] QString encoderRoleOf(const Model &encoder);

/// The roles that `family` listens to, as recipe::EncoderRoles; empty for a family that is not known to come in parts.
[[nodiscard]] QStringList encoderRolesOf(const QString &family);

/// For a Kind::DiffusionPart: one file of `library` for every part it needs. Of several the one in the same folder is
/// taken, then the smallest, which fits soonest. For any other kind: nothing, and nothing is missing. Thread: any.
[[nodiscard]] Completion complete(const Model &part, const QList<Model> &library);

} // namespace ain::models
