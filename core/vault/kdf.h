// From a passphrase to the key that wraps the data keys: Argon2id (RFC 9106), libsodium's crypto_pwhash.
#pragma once

#include "core/base/clock.h"
#include "core/base/secretbytes.h"
#include "core/vault/vault.h"

namespace ain::vault {

inline constexpr qsizetype KdfSaltBytes = 16;
/// For unprotected vaults: nothing is gained by stretching an empty passphrase.
inline constexpr KdfCost CheapKdf{1, 8 * 1024};

/// What an envelope may ask of this computer: 8 KiB to 2 GiB of memory, 1 to 1024 passes, and no more than
/// 64 GiB of memory written in all (about half a minute).
[[nodiscard]] bool isAcceptable(const KdfCost &cost);

/// The number of passes over `memoryBytes` that takes 0.5 to 1 s on this computer (at least one). Takes a few
/// hundred milliseconds itself.
[[nodiscard]] KdfCost calibrate(const Clock &clock, quint64 memoryBytes);

/// 32 bytes. Blocks for as long as the cost says. Error: TooLarge when the memory cannot be had.
[[nodiscard]] Result<SecretBytes> deriveWrappingKey(const SecretBytes &passphrase, QByteArrayView salt,
                                                    const KdfCost &cost);

} // namespace ain::vault
