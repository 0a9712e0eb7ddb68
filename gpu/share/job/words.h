// The words of the messages. For rooms of sharing.
#pragma once

#include "gpu/share/check/tolerance.h"

#include <QString>

#include <array>
#include <optional>

namespace ain::share {

/// In a JobSpec, besides "ain_mini": the families whose work has a weight (workOf()).
inline constexpr std::array<QStringView, 6> Families = {u"sd15",   u"sdxl",       u"flux1",
                                                        u"zimage", u"qwen_image", u"ain_mini"};

[[nodiscard]] QString className(PrecisionClass precision); ///< "A", "B", "C"
[[nodiscard]] std::optional<PrecisionClass> classOf(QStringView name);
[[nodiscard]] QString verdictName(CheckVerdict verdict); ///< "ok", "inconclusive", "bad"
[[nodiscard]] std::optional<CheckVerdict> verdictOf(QStringView name);
[[nodiscard]] bool isFamily(QStringView name);
/// Weight types that are of a class: "as_file" of every one.
[[nodiscard]] bool isOfClass(QStringView precision, PrecisionClass declared);

} // namespace ain::share
