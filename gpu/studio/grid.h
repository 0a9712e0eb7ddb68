// Many requests from one: variations by seed, and two axes of anything else.
#pragma once

#include "core/recipe/generationrequest.h"

#include <QList>
#include <QStringList>

namespace ain {

namespace errors {
inline constexpr ErrorCode StudioGrid{"studio.grid"}; ///< args: axis (its name), value (that it does not understand)
} // namespace errors

namespace studio {

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

/// Row by row: y outside, x inside. Every request is checked (recipe::check). Errors: StudioGrid, TooLarge, recipe.*.
[[nodiscard]] Result<QList<recipe::GenerationRequest>> expandGrid(const recipe::GenerationRequest &base, const Axis &x,
                                                                  const Axis &y);

/// `count` requests that differ in their seeds: those behind the base's own, which is not among them.
[[nodiscard]] QList<recipe::GenerationRequest> variations(const recipe::GenerationRequest &base, int count);

[[nodiscard]] QString axisName(AxisKind kind); ///< "none", "seed", "steps" …, for errors and storage

} // namespace studio
} // namespace ain
