// ECMAScript number text (chain.md 1.2).
#pragma once

#include <QString>

namespace ain::json {

/// Number::toString of ECMAScript: the shortest digits that round-trip. Non-finite values give "NaN",
/// "Infinity", "-Infinity" as JavaScript does (canonical JSON writes those as null).
[[nodiscard]] QString numberText(double value);
/// The same as Latin-1 bytes, appended; for writers.
void appendNumberText(QByteArray &out, double value);

/// Bytes that writeNumberText() may need.
inline constexpr int NumberTextMax = 32;
/// The same into a buffer of NumberTextMax bytes; returns the end of what was written (no terminator).
char *writeNumberText(char *out, double value);

} // namespace ain::json
