// How an image was made, read from the texts inside it.
#pragma once

#include "core/ainft/imagetext.h"
#include "core/json/value.h"

namespace ain::ainft {

/// Keyword of our own recipe in a PNG: one JSON object (docs/formats.md, "Recipe").
inline constexpr QStringView RecipeKeyword = u"ain-recipe";

/// The `generation` member of a token's metadata (wallet-ainft.md 3.8): model, model_hash, prompt, negative_prompt,
/// seed, steps, sampler, scheduler, cfg_scale, width, height, app. Only what the image says; empty when it says
/// nothing that is understood. Order of trust: our own recipe (taken as it is), A1111 `parameters`, ComfyUI `prompt`.
/// The result is a stranger's data: storable after toStorable() of metadata.h. Thread: any.
[[nodiscard]] json::Object recipeOf(const ImageText &text);

/// A1111: the prompt, a "Negative prompt:" part and a last line of settings.
[[nodiscard]] json::Object recipeFromParameters(const QString &parameters);
/// ComfyUI: the graph of nodes that was executed, as JSON.
[[nodiscard]] json::Object recipeFromComfy(const QString &prompt);

} // namespace ain::ainft
