// Hashes of the AIN protocol (chain.md 1.1, 1.4, 3.2).
#pragma once

#include <QByteArrayView>
#include <QString>

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>

namespace ain::crypto {

/// 32 bytes: a block hash, a transaction hash, a state proof hash.
struct Hash256 {
    std::array<std::uint8_t, 32> bytes{};

    /// "0x" and 64 lower-case hex digits.
    [[nodiscard]] QString toString() const;
    /// Accepts exactly "0x" + 64 hex digits of any case.
    [[nodiscard]] static std::optional<Hash256> parse(QStringView text);
    [[nodiscard]] QByteArrayView view() const { return {reinterpret_cast<const char *>(bytes.data()), 32}; }
    friend auto operator<=>(const Hash256 &, const Hash256 &) = default;
};

/// K(x): Keccak-256 with the original padding (not SHA3-256).
[[nodiscard]] Hash256 keccak256(QByteArrayView data);
/// K2(x) = K(K(x)): every AIN hash is one of these.
[[nodiscard]] Hash256 doubleKeccak256(QByteArrayView data);
/// H(s) of chain.md 1.4: blocks, state and signed messages. 0x-hex text is hashed as its bytes, its length
/// counts as UTF-16 code units.
[[nodiscard]] Hash256 messageHash(QStringView text);
/// H over UTF-8 bytes of text known to be well-formed; the same as messageHash(QString::fromUtf8(utf8)).
[[nodiscard]] Hash256 messageHashUtf8(QByteArrayView utf8);
/// What ain-py signs: like messageHash(), but the length counts UTF-8 bytes. For checking foreign messages only.
[[nodiscard]] Hash256 messageHashByteLength(QStringView text);

[[nodiscard]] QByteArray sha256(QByteArrayView data);

/// Hex without prefix, lower case.
[[nodiscard]] QString toHex(QByteArrayView data);
/// Strict hex (even length, no prefix); empty optional otherwise.
[[nodiscard]] std::optional<QByteArray> fromHex(QStringView hex);
/// Strict hex of exactly `out.size()` bytes; `out` is undefined when false.
[[nodiscard]] bool fromHexInto(QStringView hex, std::span<std::uint8_t> out);

} // namespace ain::crypto
