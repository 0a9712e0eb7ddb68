// Canonical JSON, C(v) of chain.md 1.3, and the size that limits and fees count.
#pragma once

#include "core/json/value.h"

#include <QByteArray>

namespace ain::json {

/// C(v) as UTF-8: members in UTF-16 code unit order, ECMAScript numbers, JSON.stringify escapes.
[[nodiscard]] QByteArray canonical(const Value &value);

/// For people: the same, indented by two blanks.
[[nodiscard]] QByteArray pretty(const Value &value);

/// sizeof(v) of chain.md 1.5, in bytes.
[[nodiscard]] qint64 objectSize(const Value &value);

} // namespace ain::json
