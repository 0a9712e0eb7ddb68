// From a command line to what shall be drawn.
#pragma once

#include "app/cli/session.h"
#include "core/recipe/generationrequest.h"
#include "core/recipe/grid.h"
#include "gpu/models/model.h"

namespace ain::cli {

/// A number of an option; without it the value stays. errors::CliUsage.
[[nodiscard]] Result<> takeNumber(const Invocation &invocation, const QString &name, int &value);
/// Named file of the library with its hash known, hashing it when need be. An empty text: the built-in model, else the
/// only one that draws. Errors: CliModelUnknown, CliModelUnclear, CliNoModel, CliUsage, those of hashing.
Task<models::Model> modelOf(Session &session, QString text);
Task<recipe::FileRef> fileRef(Session &session, QString text);
/// An image file as a source of the studio: decoded, so that only pixels go on.
Task<QString> sourceOf(Session &session, QString path);
/// The recipe in a PNG of ours, or in a file of JSON. Errors: FileRead, CliNoRecipe, those of recipe::fromJsonText.
[[nodiscard]] Result<recipe::GenerationRequest> recipeIn(const QString &path);
/// What the options of `generate` say, over the recipe they name. Errors: CliPartsMissing too.
Task<recipe::GenerationRequest> requestOf(Session &session, Invocation invocation);
/// All that are wanted: one, `count` that follow one another by seed, or the grid of --x and --y.
[[nodiscard]] Result<QList<recipe::GenerationRequest>> wanted(const Invocation &invocation,
                                                              const recipe::GenerationRequest &request, int count);

} // namespace ain::cli
