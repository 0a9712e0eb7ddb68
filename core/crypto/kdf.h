// Key derivation, MACs and AES by OpenSSL, over locked memory. Internal to core/crypto.
#pragma once

#include "core/base/secretbytes.h"

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>
#include <optional>
#include <span>

namespace ain::crypto {

/// 64 bytes.
[[nodiscard]] SecretBytes hmacSha512(QByteArrayView key, std::span<const std::uint8_t> data);
/// 32 bytes, public.
[[nodiscard]] QByteArray hmacSha256(std::span<const std::uint8_t> key, QByteArrayView data);
/// 64 bytes.
[[nodiscard]] SecretBytes sha512(std::span<const std::uint8_t> data);

enum class KdfHash { Sha256, Sha512 };
[[nodiscard]] SecretBytes pbkdf2(const SecretBytes &password, std::span<const std::uint8_t> salt, quint32 rounds,
                                 KdfHash hash, std::size_t size);

/// Takes 128 * n * r bytes of memory while it runs. Empty when the parameters are not scrypt's or memory is short.
[[nodiscard]] std::optional<SecretBytes> scrypt(const SecretBytes &password, QByteArrayView salt, quint64 n, quint64 r,
                                                quint64 p, std::size_t size);

enum class AesMode { Aes128Ctr, Aes128Cbc, Aes256Cbc };
/// CBC with PKCS#7 padding. `key` and `iv` have the mode's sizes.
[[nodiscard]] QByteArray aesEncrypt(AesMode mode, std::span<const std::uint8_t> key, QByteArrayView iv,
                                    std::span<const std::uint8_t> plain);
/// Empty optional: bad padding or length.
[[nodiscard]] std::optional<SecretBytes> aesDecrypt(AesMode mode, std::span<const std::uint8_t> key, QByteArrayView iv,
                                                    QByteArrayView cipher);

/// Constant-time comparison; false for different sizes.
[[nodiscard]] bool sameBytes(QByteArrayView a, QByteArrayView b);

} // namespace ain::crypto
