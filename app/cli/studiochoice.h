// Models, pictures and images as people name them on a command line.
#pragma once

#include "app/cli/session.h"
#include "core/recipe/generationrequest.h"
#include "gpu/models/model.h"

namespace ain {

namespace errors {
inline constexpr ErrorCode CliModelUnknown{"cli.model_unknown"}; ///< args: name
inline constexpr ErrorCode CliModelUnclear{"cli.model_unclear"}; ///< several fit; args: name, which
inline constexpr ErrorCode CliNoModel{"cli.no_model"}; ///< nothing to draw with is known
inline constexpr ErrorCode CliPartsMissing{"cli.parts_missing"}; ///< args: name, parts (in words)
inline constexpr ErrorCode CliNoRecipe{"cli.no_recipe"}; ///< args: path
} // namespace errors

namespace cli {

/// By id, path, SHA-256 (or at least 8 of its digits) or name.
[[nodiscard]] Result<models::Model> modelByText(const QList<models::Model> &models, const QString &text);
/// Hashes a file, with progress for whoever watches.
Task<models::Model> verifyWithProgress(Session &session, models::Model model);
[[nodiscard]] json::Value toJson(const models::Model &model);

} // namespace cli
} // namespace ain
