// The signing half of key.h: hashes in, the two text forms out, and back.
#include "core/crypto/key.h"
#include "core/crypto/secp256k1context.h"
#include "core/json/writer.h"

#include <secp256k1_recovery.h>

#include <cstdlib>
#include <cstring>

namespace ain::crypto {

namespace {

constexpr qsizetype SignatureBytes = 32 + 64 + 1;
constexpr qsizetype P256Bytes = 32 + 33 + 64;
constexpr qsizetype P256KeyAt = 2 + 2 * 32;

struct SignatureParts {
    Hash256 hash;
    std::array<std::uint8_t, 64> rs{};
    int v = 0;
};

Result<SignatureParts> decodeSignature(QStringView text)
{
    if (isP256Signature(text))
        return failure(errors::SignatureP256);
    std::array<std::uint8_t, SignatureBytes> bytes{};
    if (!text.startsWith(u"0x") || !fromHexInto(text.mid(2), bytes))
        return failure(errors::SignatureFormat);
    SignatureParts parts;
    std::memcpy(parts.hash.bytes.data(), bytes.data(), 32);
    std::memcpy(parts.rs.data(), bytes.data() + 32, 64);
    parts.v = bytes.back();
    return parts;
}

int baseV(int chainId) { return chainId == 0 ? 27 : 35 + 2 * chainId; }

/// `parts` must carry the wanted hash already.
Result<Address> recoverSigner(const SignatureParts &parts, int chainId)
{
    if (chainId < 0 || chainId > MaxChainId)
        return failure(errors::SignatureInvalid);
    const auto key = recoverPublicKey(parts.hash, QByteArrayView(reinterpret_cast<const char *>(parts.rs.data()), 64),
                                      parts.v - baseV(chainId));
    if (!key)
        return failure(key.error());
    return key->address();
}

} // namespace

bool isP256Signature(QStringView signature)
{
    return signature.size() == 2 + 2 * P256Bytes && signature.startsWith(u"0x")
        && (signature.mid(P256KeyAt, 2) == u"02" || signature.mid(P256KeyAt, 2) == u"03");
}

RecoverableSignature signHash(const PrivateKey &key, const Hash256 &hash)
{
    secp256k1_ecdsa_recoverable_signature raw;
    RecoverableSignature signature;
    if (secp256k1_ecdsa_sign_recoverable(secp256k1(), &raw, hash.bytes.data(), key.bytes().data(),
                                         secp256k1_nonce_function_rfc6979, nullptr)
        != 1) {
        std::abort(); // only a moved-from key can do this
    }
    secp256k1_ecdsa_recoverable_signature_serialize_compact(secp256k1(), signature.rs.data(), &signature.recoveryId,
                                                            &raw);
    return signature;
}

Result<PublicKey> recoverPublicKey(const Hash256 &hash, QByteArrayView rs64, int recoveryId)
{
    secp256k1_ecdsa_recoverable_signature raw;
    if (rs64.size() != 64 || recoveryId < 0 || recoveryId > 1
        || secp256k1_ecdsa_recoverable_signature_parse_compact(
               secp256k1(), &raw, reinterpret_cast<const unsigned char *>(rs64.data()), recoveryId)
            != 1) {
        return failure(errors::SignatureInvalid);
    }
    secp256k1_ecdsa_signature plain;
    secp256k1_ecdsa_recoverable_signature_convert(secp256k1(), &plain, &raw);
    secp256k1_pubkey point;
    const bool isHighS = secp256k1_ecdsa_signature_normalize(secp256k1(), nullptr, &plain) == 1;
    if (isHighS || secp256k1_ecdsa_recover(secp256k1(), &point, &raw, hash.bytes.data()) != 1)
        return failure(errors::SignatureInvalid);
    std::array<unsigned char, 65> encoded{};
    std::size_t size = encoded.size();
    secp256k1_ec_pubkey_serialize(secp256k1(), encoded.data(), &size, &point, SECP256K1_EC_UNCOMPRESSED);
    PublicKey key;
    std::memcpy(key.m_xy.data(), encoded.data() + 1, key.m_xy.size());
    return key;
}

QString encodeSignature(const Hash256 &hash, const RecoverableSignature &signature, int chainId)
{
    if (chainId < 0 || chainId > MaxChainId)
        return {};
    constexpr char hexDigits[] = "0123456789abcdef";
    QString text(2 + 2 * SignatureBytes, Qt::Uninitialized);
    QChar *out = text.data();
    const auto put = [&](std::uint8_t byte) {
        *out++ = QLatin1Char(hexDigits[byte >> 4]);
        *out++ = QLatin1Char(hexDigits[byte & 0xf]);
    };
    *out++ = u'0';
    *out++ = u'x';
    for (const std::uint8_t byte : hash.bytes)
        put(byte);
    for (const std::uint8_t byte : signature.rs)
        put(byte);
    put(std::uint8_t(baseV(chainId) + signature.recoveryId));
    return text;
}

Hash256 transactionHash(const json::Value &txBody) { return doubleKeccak256(json::canonical(txBody)); }

QString signTransaction(const PrivateKey &key, const json::Value &txBody, int chainId)
{
    const Hash256 hash = transactionHash(txBody);
    return encodeSignature(hash, signHash(key, hash), chainId);
}

Result<Address> recoverTransactionSigner(const json::Value &txBody, QStringView signature, int chainId)
{
    return recoverHashSigner(transactionHash(txBody), signature, chainId);
}

QString signMessage(const PrivateKey &key, QStringView message, int chainId)
{
    const Hash256 hash = messageHash(message);
    return encodeSignature(hash, signHash(key, hash), chainId);
}

Result<MessageSigner> recoverMessageSigner(QStringView message, QStringView signature, int chainId)
{
    const auto parts = decodeSignature(signature);
    if (!parts)
        return failure(parts.error());
    MessageLength length = MessageLength::Utf16Units;
    if (parts->hash != messageHash(message)) {
        length = MessageLength::Utf8Bytes;
        if (parts->hash != messageHashByteLength(message))
            return failure(errors::SignatureInvalid);
    }
    auto address = recoverSigner(*parts, chainId);
    if (!address)
        return failure(address.error());
    return MessageSigner{std::move(*address), length};
}

Result<Address> recoverHashSigner(const Hash256 &hash, QStringView signature, int chainId)
{
    const auto parts = decodeSignature(signature);
    if (!parts)
        return failure(parts.error());
    if (parts->hash != hash)
        return failure(errors::SignatureInvalid);
    return recoverSigner(*parts, chainId);
}

} // namespace ain::crypto
