#include "gpu/share/pool/boxkey.h"

#include "gpu/share/pool/errors.h"

#include <sodium.h>

#include <span>

namespace ain::pool {

using namespace Qt::StringLiterals;

namespace {

constexpr std::uint8_t SeedPrefix = 18 << 3; // 'S'
constexpr std::uint8_t UserPrefix = 20 << 3; // 'U'
constexpr std::size_t KeyBytes = 32;
constexpr std::size_t PublicBytes = 1 + KeyBytes + 2;
constexpr std::size_t SeedBytes = 2 + KeyBytes + 2;
constexpr char Alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"; // NOLINT(modernize-avoid-c-arrays)

std::uint16_t crc16(std::span<const std::uint8_t> bytes)
{
    std::uint16_t crc = 0;
    for (const std::uint8_t byte : bytes) {
        crc = std::uint16_t(crc ^ (byte << 8));
        for (int bit = 0; bit < 8; ++bit)
            crc = std::uint16_t((crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1);
    }
    return crc;
}

void addChecksum(std::span<std::uint8_t> bytes)
{
    const std::uint16_t crc = crc16(bytes.first(bytes.size() - 2));
    bytes[bytes.size() - 2] = std::uint8_t(crc & 0xff);
    bytes[bytes.size() - 1] = std::uint8_t(crc >> 8);
}

bool hasChecksum(std::span<const std::uint8_t> bytes)
{
    const std::uint16_t crc = crc16(bytes.first(bytes.size() - 2));
    return bytes[bytes.size() - 2] == (crc & 0xff) && bytes[bytes.size() - 1] == crc >> 8;
}

void encode(std::span<const std::uint8_t> bytes, std::uint8_t *out)
{
    std::uint32_t held = 0;
    int bits = 0;
    for (const std::uint8_t byte : bytes) {
        held = (held << 8) | byte;
        for (bits += 8; bits >= 5; bits -= 5)
            *out++ = std::uint8_t(Alphabet[(held >> (bits - 5)) & 31]);
    }
    if (bits > 0)
        *out = std::uint8_t(Alphabet[(held << (5 - bits)) & 31]);
}

/// Exactly the one written form of `out.size()` bytes.
bool decode(QByteArrayView text, std::span<std::uint8_t> out)
{
    if (text.size() != qsizetype((out.size() * 8 + 4) / 5))
        return false;
    std::uint32_t held = 0;
    int bits = 0;
    std::size_t at = 0;
    for (const char c : text) {
        const int value = c >= 'A' && c <= 'Z' ? c - 'A' : c >= '2' && c <= '7' ? c - '2' + 26 : -1;
        if (value < 0)
            return false;
        held = (held << 5) | std::uint32_t(value);
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            out[at++] = std::uint8_t((held >> bits) & 0xff);
        }
    }
    return at == out.size() && (held & ((1U << bits) - 1)) == 0;
}

} // namespace

BoxKey::BoxKey(SecretBytes raw) : m_raw(std::move(raw)), m_secret(crypto_sign_SECRETKEYBYTES)
{
    std::array<std::uint8_t, PublicBytes> bytes{};
    bytes[0] = UserPrefix;
    crypto_sign_seed_keypair(bytes.data() + 1, m_secret.data(), m_raw.data());
    addChecksum(bytes);
    m_public.resize(PublicKeyChars);
    encode(bytes, reinterpret_cast<std::uint8_t *>(m_public.data()));
}

BoxKey BoxKey::generate() { return BoxKey(SecretBytes::random(KeyBytes)); }

Result<BoxKey> BoxKey::fromSeed(QByteArrayView text)
{
    SecretBytes bytes(SeedBytes);
    const bool isSeed = decode(text, bytes.span()) && hasChecksum(bytes.view())
        && bytes.data()[0] == (SeedPrefix | (UserPrefix >> 5)) && bytes.data()[1] == ((UserPrefix & 31) << 3);
    if (!isSeed)
        return failure(errors::PoolInvite, {{u"what"_s, u"key"_s}});
    return BoxKey(bytes.part(2, KeyBytes));
}

SecretBytes BoxKey::seed() const
{
    SecretBytes bytes(SeedBytes);
    bytes.data()[0] = SeedPrefix | (UserPrefix >> 5);
    bytes.data()[1] = std::uint8_t((UserPrefix & 31) << 3);
    std::copy_n(m_raw.data(), KeyBytes, bytes.data() + 2);
    addChecksum(bytes.span());
    SecretBytes text{std::size_t(SeedChars)};
    encode(bytes.view(), text.data());
    return text;
}

std::array<std::uint8_t, 64> BoxKey::sign(QByteArrayView message) const
{
    std::array<std::uint8_t, 64> signature{};
    crypto_sign_detached(signature.data(), nullptr, reinterpret_cast<const std::uint8_t *>(message.data()),
                         std::size_t(message.size()), m_secret.data());
    return signature;
}

bool isPublicKey(QByteArrayView text)
{
    std::array<std::uint8_t, PublicBytes> bytes{};
    return decode(text, bytes) && bytes[0] == UserPrefix && hasChecksum(bytes);
}

} // namespace ain::pool
