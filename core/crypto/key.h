// secp256k1 keys and the two signature forms of AIN (chain.md 1.1, 2, 3.2).
#pragma once

#include "core/base/result.h"
#include "core/base/secretbytes.h"
#include "core/crypto/address.h"
#include "core/crypto/hash.h"
#include "core/json/value.h"

#include <array>
#include <cstdint>

namespace ain {

namespace errors {
inline constexpr ErrorCode KeyInvalid{"crypto.key_invalid"}; ///< zero, >= n, or wrong length
inline constexpr ErrorCode PublicKeyInvalid{"crypto.public_key_invalid"};
inline constexpr ErrorCode SignatureFormat{"crypto.signature_format"}; ///< not 97 bytes of hex
inline constexpr ErrorCode SignatureP256{
    "crypto.signature_p256"}; ///< the 129-byte P-256 form of newer SDKs, which the chain refuses (wallet-ainft.md 1.11)
inline constexpr ErrorCode SignatureInvalid{"crypto.signature_invalid"}; ///< high S, wrong hash, wrong v, no recovery
} // namespace errors

namespace crypto {

/// 64 bytes X|Y.
class PublicKey {
public:
    /// Accepts 64 bytes X|Y, 65 bytes with 04, and 33 bytes compressed.
    [[nodiscard]] static Result<PublicKey> fromBytes(QByteArrayView bytes);
    [[nodiscard]] QByteArrayView bytes() const { return {reinterpret_cast<const char *>(m_xy.data()), 64}; }
    [[nodiscard]] QByteArray compressed() const; ///< 33 bytes
    [[nodiscard]] Address address() const;
    friend bool operator==(const PublicKey &, const PublicKey &) = default;

private:
    friend class PrivateKey;
    friend Result<PublicKey> recoverPublicKey(const Hash256 &hash, QByteArrayView rs64, int recoveryId);
    std::array<std::uint8_t, 64> m_xy{};
};

/// A valid secp256k1 scalar in locked memory. Move-only.
class PrivateKey {
public:
    /// 32 bytes, 0 < key < n.
    [[nodiscard]] static Result<PrivateKey> fromBytes(SecretBytes bytes);
    /// 64 hex digits, with or without 0x.
    [[nodiscard]] static Result<PrivateKey> fromHex(const SecretBytes &asciiHex);
    /// From the system's random generator.
    [[nodiscard]] static PrivateKey generate();

    [[nodiscard]] PrivateKey clone() const;
    [[nodiscard]] const SecretBytes &bytes() const { return m_bytes; }
    /// 64 lower-case hex digits, for export under the user's eyes.
    [[nodiscard]] SecretBytes toHex() const;
    [[nodiscard]] PublicKey publicKey() const;
    [[nodiscard]] Address address() const { return publicKey().address(); }

private:
    explicit PrivateKey(SecretBytes bytes) : m_bytes(std::move(bytes)) { }
    SecretBytes m_bytes;
};

/// ECDSA with RFC 6979 nonce and low S over a 32-byte hash: r|s (64 bytes) and the recovery id (0 or 1).
struct RecoverableSignature {
    std::array<std::uint8_t, 64> rs{};
    int recoveryId = 0;
};
[[nodiscard]] RecoverableSignature signHash(const PrivateKey &key, const Hash256 &hash);
/// High S is refused (the chain refuses it, chain.md 1.1).
[[nodiscard]] Result<PublicKey> recoverPublicKey(const Hash256 &hash, QByteArrayView rs64, int recoveryId);

/// v is one byte of the text form, which bounds the chain ids.
inline constexpr int MaxChainId = 109;

/// The 97-byte text form: "0x" + hex(hash | r | s | v), v = 27 + rec on chain 0, 35 + 2 * chainId + rec elsewhere.
/// Empty for a chain id outside 0..MaxChainId.
[[nodiscard]] QString encodeSignature(const Hash256 &hash, const RecoverableSignature &signature, int chainId);

/// Whether a signature text is in the P-256 form, which is recognised only to be explained.
[[nodiscard]] bool isP256Signature(QStringView signature);

/// Transactions: hash = K2(utf8(C(body))), no prefix.
[[nodiscard]] Hash256 transactionHash(const json::Value &txBody);
[[nodiscard]] QString signTransaction(const PrivateKey &key, const json::Value &txBody, int chainId);
/// The signer of a transaction: checks the embedded hash, v for `chainId` and low S.
[[nodiscard]] Result<Address> recoverTransactionSigner(const json::Value &txBody, QStringView signature, int chainId);

/// Messages: hash = H(text).
[[nodiscard]] QString signMessage(const PrivateKey &key, QStringView message, int chainId);
/// Which text length the signer hashed: the SDK counts UTF-16 code units, ain-py counts UTF-8 bytes.
enum class MessageLength { Utf16Units, Utf8Bytes };
struct MessageSigner {
    Address address;
    MessageLength length = MessageLength::Utf16Units;
};
[[nodiscard]] Result<MessageSigner> recoverMessageSigner(QStringView message, QStringView signature, int chainId);
/// Signer of an already hashed statement (votes and proposals are transactions; use recoverTransactionSigner).
[[nodiscard]] Result<Address> recoverHashSigner(const Hash256 &hash, QStringView signature, int chainId);

} // namespace crypto
} // namespace ain
