// ECIES in the form of the SDK's encryptWithPublicKey (wallet-ainft.md 1.9).
#pragma once

#include "core/crypto/key.h"

#include <optional>

namespace ain {

namespace errors {
inline constexpr ErrorCode EciesFormat{"ecies.format"};
inline constexpr ErrorCode EciesDecrypt{"ecies.decrypt"}; ///< wrong key or changed message
} // namespace errors

namespace crypto {

struct EciesMessage {
    QByteArray iv; ///< 16 bytes
    QByteArray ephemeralPublic; ///< 65 bytes, 04…
    QByteArray ciphertext;
    QByteArray mac; ///< 32 bytes

    [[nodiscard]] json::Value toJson() const;
    [[nodiscard]] static Result<EciesMessage> fromJson(const json::Value &value);
    [[nodiscard]] QString toCompact() const;
    [[nodiscard]] static Result<EciesMessage> fromCompact(QStringView hex);
};

/// At most 16 MiB. A fresh ephemeral key and iv each time; the shared x never begins with a zero byte, so that every
/// implementation derives the same keys.
[[nodiscard]] EciesMessage eciesEncrypt(const PublicKey &to, QByteArrayView plain);
/// The same with a given ephemeral key, for known-answer tests. Empty when the shared x begins with a zero byte.
[[nodiscard]] std::optional<EciesMessage> eciesEncryptWith(const PublicKey &to, QByteArrayView plain,
                                                           const PrivateKey &ephemeral, QByteArrayView iv16);
[[nodiscard]] Result<SecretBytes> eciesDecrypt(const PrivateKey &key, const EciesMessage &message);

} // namespace crypto
} // namespace ain
