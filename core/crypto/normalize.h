// Unicode normal forms of secrets. Internal to core/crypto.
#pragma once

#include "core/base/secretbytes.h"

#include <QString>

namespace ain::crypto {

/// The same text in another normal form. Ill-formed UTF-8 comes back unchanged.
/// Qt normalises QStrings only, in ordinary memory. So ASCII never leaves locked memory, and other text is
/// normalised in small pieces whose buffers are wiped.
[[nodiscard]] SecretBytes normalized(const SecretBytes &utf8, QString::NormalizationForm form);

} // namespace ain::crypto
