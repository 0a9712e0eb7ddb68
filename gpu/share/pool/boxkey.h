// The key by which a box of the pool shows who it is: an Ed25519 key in NATS' text form (nkeys): base32 without padding
// of a prefix, the 32 bytes and their CRC-16 (polynomial 0x1021, start 0, little-endian).
#pragma once

#include "core/base/result.h"
#include "core/base/secretbytes.h"

#include <QByteArray>

#include <array>
#include <optional>

namespace ain::pool {

inline constexpr qsizetype PublicKeyChars = 56; ///< "U…"
inline constexpr qsizetype SeedChars = 58; ///< "SU…"

/// Move-only; the seed stays in locked memory. Thread: any, reading at the same time is fine.
class BoxKey {
public:
    [[nodiscard]] static BoxKey generate();
    /// "SU…", without white space. Errors: PoolInvite ("key").
    [[nodiscard]] static Result<BoxKey> fromSeed(QByteArrayView text);

    [[nodiscard]] SecretBytes seed() const; ///< "SU…"
    [[nodiscard]] const QByteArray &publicText() const { return m_public; } ///< "U…"
    [[nodiscard]] std::array<std::uint8_t, 64> sign(QByteArrayView message) const;

private:
    explicit BoxKey(SecretBytes raw);
    SecretBytes m_raw; ///< the 32 bytes that Ed25519 calls its seed
    SecretBytes m_secret; ///< 64 bytes, libsodium's form
    QByteArray m_public;
};

/// The text of a user's public key: its form and checksum. Thread: any.
[[nodiscard]] bool isPublicKey(QByteArrayView text);

} // namespace ain::pool
