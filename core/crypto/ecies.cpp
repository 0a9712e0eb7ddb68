#include "core/crypto/ecies.h"

#include "core/crypto/hash.h"
#include "core/crypto/kdf.h"
#include "core/crypto/secp256k1context.h"

#include <secp256k1_ecdh.h>

#include <cstring>

namespace ain::crypto {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype IvSize = 16;
constexpr qsizetype MacSize = 32;
constexpr qsizetype CompressedSize = 33;
constexpr qsizetype UncompressedSize = 65;
constexpr qsizetype Block = 16;
constexpr qsizetype MaxCiphertext = 16 * 1024 * 1024;

int copyX(unsigned char *output, const unsigned char *x32, const unsigned char *, void *)
{
    std::memcpy(output, x32, 32);
    return 1;
}

/// The x coordinate of the shared point. `point` must be a valid public key.
SecretBytes sharedX(const PrivateKey &key, const PublicKey &point)
{
    std::array<unsigned char, 65> encoded{0x04};
    std::memcpy(encoded.data() + 1, point.bytes().data(), 64);
    secp256k1_pubkey parsed;
    SecretBytes x(32);
    if (secp256k1_ec_pubkey_parse(secp256k1(), &parsed, encoded.data(), encoded.size()) != 1
        || secp256k1_ecdh(secp256k1(), x.data(), &parsed, key.bytes().data(), copyX, nullptr) != 1) {
        std::abort(); // both were checked when they were made
    }
    return x;
}

QByteArray macOf(const SecretBytes &keys, const EciesMessage &message)
{
    return hmacSha256(keys.view().subspan(32), message.iv + message.ephemeralPublic + message.ciphertext);
}

QByteArray uncompressed(const PublicKey &key)
{
    QByteArray out(1, char(0x04));
    out += key.bytes();
    return out;
}

bool isWellFormed(const EciesMessage &message)
{
    return message.iv.size() == IvSize && message.mac.size() == MacSize
        && message.ephemeralPublic.size() == UncompressedSize && message.ephemeralPublic.front() == 0x04
        && !message.ciphertext.isEmpty() && message.ciphertext.size() % Block == 0
        && message.ciphertext.size() <= MaxCiphertext;
}

} // namespace

json::Value EciesMessage::toJson() const
{
    return json::Object{{u"ciphertext"_s, toHex(ciphertext)},
                        {u"ephemPublicKey"_s, toHex(ephemeralPublic)},
                        {u"iv"_s, toHex(iv)},
                        {u"mac"_s, toHex(mac)}};
}

Result<EciesMessage> EciesMessage::fromJson(const json::Value &value)
{
    const auto member = [&](QStringView name) { return fromHex(value[name].string()).value_or(QByteArray()); };
    if (value[u"ciphertext"].string().size() > 2 * MaxCiphertext)
        return failure(errors::EciesFormat);
    EciesMessage message{member(u"iv"), member(u"ephemPublicKey"), member(u"ciphertext"), member(u"mac")};
    if (!isWellFormed(message))
        return failure(errors::EciesFormat);
    return message;
}

QString EciesMessage::toCompact() const
{
    QByteArray bytes = iv;
    bytes += char(2 + (ephemeralPublic.back() & 1));
    bytes += ephemeralPublic.mid(1, 32);
    bytes += mac;
    bytes += ciphertext;
    return toHex(bytes);
}

Result<EciesMessage> EciesMessage::fromCompact(QStringView hex)
{
    constexpr qsizetype headSize = IvSize + CompressedSize + MacSize;
    if (hex.size() > 2 * (headSize + MaxCiphertext))
        return failure(errors::EciesFormat);
    const auto bytes = fromHex(hex);
    if (!bytes || bytes->size() < headSize)
        return failure(errors::EciesFormat);
    const auto key = PublicKey::fromBytes(QByteArrayView(*bytes).sliced(IvSize, CompressedSize));
    if (!key)
        return failure(errors::EciesFormat);
    EciesMessage message{bytes->first(IvSize), uncompressed(*key), bytes->mid(headSize),
                         bytes->mid(IvSize + CompressedSize, MacSize)};
    if (!isWellFormed(message))
        return failure(errors::EciesFormat);
    return message;
}

std::optional<EciesMessage> eciesEncryptWith(const PublicKey &to, QByteArrayView plain, const PrivateKey &ephemeral,
                                             QByteArrayView iv16)
{
    const SecretBytes x = sharedX(ephemeral, to);
    if (x.data()[0] == 0)
        return std::nullopt;
    const SecretBytes keys = sha512(x.view());
    EciesMessage message;
    message.iv = iv16.toByteArray();
    message.ephemeralPublic = uncompressed(ephemeral.publicKey());
    message.ciphertext = aesEncrypt(AesMode::Aes256Cbc, keys.view().first(32), message.iv,
                                    {reinterpret_cast<const std::uint8_t *>(plain.data()), std::size_t(plain.size())});
    message.mac = macOf(keys, message);
    return message;
}

EciesMessage eciesEncrypt(const PublicKey &to, QByteArrayView plain)
{
    const SecretBytes iv = SecretBytes::random(std::size_t(IvSize));
    for (;;) {
        if (auto message = eciesEncryptWith(to, plain, PrivateKey::generate(), iv.bytes()))
            return std::move(*message);
    }
}

Result<SecretBytes> eciesDecrypt(const PrivateKey &key, const EciesMessage &message)
{
    if (!isWellFormed(message))
        return failure(errors::EciesFormat);
    const auto ephemeral = PublicKey::fromBytes(message.ephemeralPublic);
    if (!ephemeral)
        return failure(errors::EciesFormat);
    const SecretBytes x = sharedX(key, *ephemeral);
    SecretBytes keys = sha512(x.view());
    if (!sameBytes(macOf(keys, message), message.mac)) {
        // The SDK's JavaScript path drops leading zero bytes of x: one message in 256.
        std::size_t zeros = 0;
        while (zeros < x.size() && x.data()[zeros] == 0)
            ++zeros;
        if (zeros == 0)
            return failure(errors::EciesDecrypt);
        keys = sha512(x.view().subspan(zeros));
        if (!sameBytes(macOf(keys, message), message.mac))
            return failure(errors::EciesDecrypt);
    }
    auto plain = aesDecrypt(AesMode::Aes256Cbc, keys.view().first(32), message.iv, message.ciphertext);
    if (!plain)
        return failure(errors::EciesDecrypt);
    return std::move(*plain);
}

} // namespace ain::crypto
