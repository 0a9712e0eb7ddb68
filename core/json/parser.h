// A bounded JSON parser for hostile input.
#pragma once

#include "core/base/result.h"
#include "core/json/value.h"

#include <QByteArrayView>

namespace ain {

namespace errors {
inline constexpr ErrorCode JsonSyntax{"json.syntax"}; ///< args: offset
inline constexpr ErrorCode JsonTooLarge{"json.too_large"}; ///< args: limit
inline constexpr ErrorCode JsonTooDeep{"json.too_deep"}; ///< args: limit
inline constexpr ErrorCode JsonDuplicate{"json.duplicate"}; ///< args: key
inline constexpr ErrorCode JsonEncoding{"json.encoding"}; ///< not UTF-8; args: offset
} // namespace errors

namespace json {

struct ParseLimits {
    qsizetype maxBytes = 32 * 1024 * 1024; ///< checked before anything is read
    int maxDepth = 128; ///< nesting of arrays and objects
    qsizetype maxValues = 4'000'000; ///< values in the whole text, so memory stays in proportion
};

/// Strict RFC 8259 with these choices: exactly one value, white space around it allowed; invalid UTF-8,
/// duplicate keys and numbers outside the double range (infinite after conversion) are refused; lone
/// surrogates written as \ud800 escapes are kept (UTF-16 strings, as in JavaScript). Numbers become doubles
/// at once, the token text is never kept. Thread: any.
[[nodiscard]] Result<Value> parse(QByteArrayView utf8, const ParseLimits &limits = {});

} // namespace json
} // namespace ain
