// XChaCha20-Poly1305 over small secrets: the wrapped data keys and every private key and phrase.
#pragma once

#include "core/base/result.h"
#include "core/base/secretbytes.h"

#include <QByteArray>

namespace ain::vault {

inline constexpr qsizetype SealNonceBytes = 24;
inline constexpr qsizetype SealTagBytes = 16;

/// ciphertext | tag, `plain.size() + 16` bytes. `key` is 32 bytes, `nonce` 24 random ones.
[[nodiscard]] QByteArray seal(const SecretBytes &key, QByteArrayView nonce, QByteArrayView associated,
                              const SecretBytes &plain);
/// False: another key, other associated data, or changed bytes.
[[nodiscard]] bool unseal(const SecretBytes &key, QByteArrayView nonce, QByteArrayView associated,
                          QByteArrayView sealedBytes, SecretBytes &plain);

/// A secret as it stands in a row: version byte 1 | nonce | ciphertext | tag. Bound to its row by `kind` and `id`, so
/// that swapped rows do not open.
[[nodiscard]] QByteArray sealRecord(const SecretBytes &recordKey, QByteArrayView kind, const QString &id,
                                    const SecretBytes &plain);
/// Error: VaultDamaged (without path).
[[nodiscard]] Result<SecretBytes> unsealRecord(const SecretBytes &recordKey, QByteArrayView kind, const QString &id,
                                               QByteArrayView sealedBytes);

} // namespace ain::vault
