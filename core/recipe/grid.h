// Many requests from one: variations by seed, and two axes of anything else.
#pragma once

#include "core/recipe/generationrequest.h"

#include <QList>
#include <QStringList>

namespace ain {

namespace errors {
inline constexpr ErrorCode RecipeGrid{"studio.grid"}; ///< args: axis (its name), value (that it does not understand)
} // namespace errors

namespace recipe {

enum class AxisKind {
    None, ///< one cell
    Seed,
    Steps,
    Guidance,
    Strength,
    ClipSkip,
    Sampler,
    Scheduler,
    PromptText, ///< the first value is looked for in both prompts and replaced by each of the values
    LoraWeight, ///< of the first LoRA
};

struct Axis {
    AxisKind kind = AxisKind::None;
    QStringList values = {};
};

inline constexpr qsizetype GridCellsMax = 400;

/// An axis as people write it: values separated by commas; numbers may be "20..40" or "20..40/5" (steps of 5), samplers
/// and schedulers go by identifier or title. Whether a number is in its range is for expandGrid() to say. Errors:
/// RecipeGrid, TooLarge (more than GridCellsMax values).
[[nodiscard]] Result<Axis> axisFromText(AxisKind kind, const QString &text);

/// Row by row: y outside, x inside. Every request is checked (recipe::check). Errors: RecipeGrid, TooLarge, recipe.*.
[[nodiscard]] Result<QList<GenerationRequest>> expandGrid(const GenerationRequest &base, const Axis &x, const Axis &y);

/// `count` requests that differ in their seeds: those behind the base's own, which is not among them.
[[nodiscard]] QList<GenerationRequest> variations(const GenerationRequest &base, int count);

[[nodiscard]] QString axisName(AxisKind kind); ///< "none", "seed", "steps" …, for errors and storage

} // namespace recipe
} // namespace ain
