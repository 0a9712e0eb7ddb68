// BIP32 derivation (wallet-ainft.md 1.4).
#pragma once

#include "core/crypto/key.h"

#include <cstdint>
#include <vector>

namespace ain {

namespace errors {
inline constexpr ErrorCode DerivationPath{"hd.path"}; ///< args: path
} // namespace errors

namespace crypto {

/// The two families in use: SDKs and this program; AIN Wallet extension and aFan.
enum class PathFamily { Ain, Ethereum };

/// "m/44'/412'/0'/0/i" or "m/44'/60'/0'/0/i".
[[nodiscard]] QString accountPath(PathFamily family, std::uint32_t index);

/// BIP32 private derivation. `path` is "m" or "m/…" with ' or h for hardened, at most 16 levels, each < 2^31.
[[nodiscard]] Result<PrivateKey> deriveKey(const SecretBytes &seed64, QStringView path);

} // namespace crypto
} // namespace ain
