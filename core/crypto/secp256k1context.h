// The one libsecp256k1 context of the process. Internal to core/crypto.
#pragma once

#include <secp256k1.h>

namespace ain::crypto {

/// Made and randomised (blinded against side channels) on first use, constant afterwards. Thread: any.
[[nodiscard]] const secp256k1_context *secp256k1();

} // namespace ain::crypto
