#include "core/crypto/key.h"

#include "core/crypto/secp256k1context.h"

#include <algorithm>
#include <cstring>

namespace ain::crypto {

namespace {

const unsigned char *bytesOf(QByteArrayView view) { return reinterpret_cast<const unsigned char *>(view.data()); }

constexpr unsigned char UncompressedTag = 0x04;

int nibble(std::uint8_t c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

} // namespace

Result<PublicKey> PublicKey::fromBytes(QByteArrayView bytes)
{
    std::array<unsigned char, 65> encoded{UncompressedTag};
    std::size_t size = std::size_t(bytes.size());
    if (size == 64) {
        std::memcpy(encoded.data() + 1, bytes.data(), size);
        size = encoded.size();
    } else if ((size == 65 && bytesOf(bytes)[0] == UncompressedTag) || size == 33) {
        std::memcpy(encoded.data(), bytes.data(), size);
    } else {
        return failure(errors::PublicKeyInvalid);
    }
    secp256k1_pubkey point;
    if (secp256k1_ec_pubkey_parse(secp256k1(), &point, encoded.data(), size) != 1)
        return failure(errors::PublicKeyInvalid);
    size = encoded.size();
    secp256k1_ec_pubkey_serialize(secp256k1(), encoded.data(), &size, &point, SECP256K1_EC_UNCOMPRESSED);
    PublicKey key;
    std::copy(encoded.begin() + 1, encoded.end(), key.m_xy.begin());
    return key;
}

QByteArray PublicKey::compressed() const
{
    QByteArray out(33, Qt::Uninitialized);
    out[0] = char(2 + (m_xy.back() & 1));
    std::memcpy(out.data() + 1, m_xy.data(), 32);
    return out;
}

Address PublicKey::address() const { return Address::fromBytes(keccak256(bytes()).view().last(20)); }

Result<PrivateKey> PrivateKey::fromBytes(SecretBytes bytes)
{
    if (bytes.size() != 32 || secp256k1_ec_seckey_verify(secp256k1(), bytes.data()) != 1)
        return failure(errors::KeyInvalid);
    return PrivateKey(std::move(bytes));
}

Result<PrivateKey> PrivateKey::fromHex(const SecretBytes &asciiHex)
{
    auto digits = asciiHex.view();
    if (digits.size() == 66 && digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X'))
        digits = digits.subspan(2);
    if (digits.size() != 64)
        return failure(errors::KeyInvalid);
    SecretBytes bytes(32);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const int high = nibble(digits[2 * i]);
        const int low = nibble(digits[2 * i + 1]);
        if (high < 0 || low < 0)
            return failure(errors::KeyInvalid);
        bytes.data()[i] = std::uint8_t((high << 4) | low);
    }
    return fromBytes(std::move(bytes));
}

PrivateKey PrivateKey::generate()
{
    // All but 2^-128 of the draws are valid.
    for (;;) {
        if (auto key = fromBytes(SecretBytes::random(32)))
            return std::move(*key);
    }
}

PrivateKey PrivateKey::clone() const { return PrivateKey(m_bytes.clone()); }

SecretBytes PrivateKey::toHex() const
{
    constexpr char hexDigits[] = "0123456789abcdef";
    SecretBytes text(64);
    for (std::size_t i = 0; i < m_bytes.size(); ++i) {
        text.data()[2 * i] = std::uint8_t(hexDigits[m_bytes.data()[i] >> 4]);
        text.data()[2 * i + 1] = std::uint8_t(hexDigits[m_bytes.data()[i] & 0xf]);
    }
    return text;
}

PublicKey PrivateKey::publicKey() const
{
    secp256k1_pubkey point;
    PublicKey key;
    if (secp256k1_ec_pubkey_create(secp256k1(), &point, m_bytes.data()) != 1)
        std::abort(); // the class invariant is broken: a moved-from key
    std::array<unsigned char, 65> encoded{};
    std::size_t size = encoded.size();
    secp256k1_ec_pubkey_serialize(secp256k1(), encoded.data(), &size, &point, SECP256K1_EC_UNCOMPRESSED);
    std::copy(encoded.begin() + 1, encoded.end(), key.m_xy.begin());
    return key;
}

} // namespace ain::crypto
