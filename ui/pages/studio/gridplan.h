// Many requests from one: variations, and one setting against another.
#pragma once

#include "ui/backend/studiotypes.h"

#include <functional>

namespace ain::ui {

enum class AxisKind { None, Seed, Steps, Guidance, Sampler, Scheduler, Strength, ClipSkip, LoraWeight, Words };

struct GridAxis {
    AxisKind kind = AxisKind::None;
    QString values; ///< separated by commas; numbers may be "20..40" or "20..40/5" (step)
};

inline constexpr int GridMax = 256; ///< pictures

/// What stands in one text, in order; empty when a value is out of place. Words: as they are. At most GridMax.
[[nodiscard]] QStringList axisValues(const GridAxis &axis);
/// Every X for every Y, row by row. Empty: a value can't be, or there are more than GridMax. With Words the first value
/// is looked for in the prompt and replaced by each.
[[nodiscard]] QList<recipe::GenerationRequest> expandGrid(const recipe::GenerationRequest &base, const GridAxis &x,
                                                          const GridAxis &y);
/// The same with other seeds.
[[nodiscard]] QList<recipe::GenerationRequest> variations(const recipe::GenerationRequest &base, int count,
                                                          const std::function<quint64()> &newSeed);

} // namespace ain::ui
