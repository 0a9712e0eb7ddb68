// ECMAScript number text (chain.md 1.2).
#pragma once

#include <QString>

namespace ain::json {

/// Number::toString of ECMAScript: the shortest digits that round-trip. Non-finite values give "NaN",
/// "Infinity", "-Infinity" as JavaScript does (canonical JSON writes those as null).
[[nodiscard]] QString numberText(double value);
/// The same as Latin-1 bytes, appended; for writers.
void appendNumberText(QByteArray &out, double value);

} // namespace ain::json
