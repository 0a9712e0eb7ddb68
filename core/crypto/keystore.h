// Web3 secret storage, version 3 (wallet-ainft.md 1.5).
#pragma once

#include "core/crypto/key.h"

namespace ain {

namespace errors {
inline constexpr ErrorCode KeystoreFormat{"keystore.format"}; ///< args: what
inline constexpr ErrorCode KeystoreUnsupported{"keystore.unsupported"}; ///< args: what
inline constexpr ErrorCode KeystoreTooCostly{
    "keystore.too_costly"}; ///< scrypt parameters above 2 GiB, pbkdf2 above 10 M rounds, or memory is short
inline constexpr ErrorCode KeystorePassword{
    "keystore.password"}; ///< wrong password (or a damaged file: the mac covers both)
} // namespace errors

namespace crypto {

struct OpenedKeystore {
    PrivateKey key;
    /// The file names another address than its key has: show both and warn.
    bool addressMismatch = false;
};

/// What a file may cost before it is refused. Tests and fuzzers set less.
struct KeystoreLimits {
    quint64 scryptMemory = quint64(2) << 30; ///< bytes: 128 * n * r
    quint64 scryptWork = quint64(8) << 30; ///< bytes written: 128 * n * r * p
    quint64 pbkdf2Rounds = 10'000'000;
};

/// Reads scrypt and pbkdf2, aes-128-ctr and aes-128-cbc, `crypto` or `Crypto`, members in any case. If the password
/// fails as given, its other Unicode normal form (NFC/NFD) is tried. Slow (about a second) by design: call on the
/// vault thread.
[[nodiscard]] Result<OpenedKeystore> openKeystore(QByteArrayView jsonUtf8, const SecretBytes &passwordUtf8,
                                                  const KeystoreLimits &limits = {});

/// Writes scrypt n=262144 r=8 p=1, aes-128-ctr, which takes 256 MiB for a second. `n` differs in tests only.
/// Error: KeystoreTooCostly when that memory can't be had.
[[nodiscard]] Result<QByteArray> writeKeystore(const PrivateKey &key, const SecretBytes &passwordUtf8,
                                               quint64 n = 262144);

} // namespace crypto
} // namespace ain
