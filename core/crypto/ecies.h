// ECIES in the form of the SDK's encryptWithPublicKey (wallet-ainft.md 1.9).
#pragma once

#include "core/crypto/key.h"

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

[[nodiscard]] EciesMessage eciesEncrypt(const PublicKey &to, QByteArrayView plain);
[[nodiscard]] Result<SecretBytes> eciesDecrypt(const PrivateKey &key, const EciesMessage &message);

} // namespace crypto
} // namespace ain
