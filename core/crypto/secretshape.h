// Texts that look like a key or recovery words, found where no secret belongs: in a recipient, a search, a note.
#pragma once

#include "core/base/result.h"

#include <QStringView>

namespace ain {

namespace errors {
/// The text looks like a private key or recovery words. Never carries the text: it must not be shown back.
inline constexpr ErrorCode SecretPasted{"secret.pasted"};
} // namespace errors

namespace crypto {

enum class SecretShape { None, PrivateKey, Phrase };

/// PrivateKey: the whole text is 64 hex digits ("0x" allowed), or 64 hex digits without "0x" stand somewhere in it.
/// Phrase: among some twelve words in a row at least eleven are of one BIP39 list, so one typo hides nothing.
/// Numbering and commas between words do not matter. Looks at the first 16 Ki characters. Thread: any.
[[nodiscard]] SecretShape secretShape(QStringView text);

} // namespace crypto
} // namespace ain
