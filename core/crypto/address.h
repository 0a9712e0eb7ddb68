// Addresses and their checksum (chain.md 2).
#pragma once

#include "core/base/result.h"

#include <QString>

namespace ain {

namespace errors {
inline constexpr ErrorCode AddressFormat{"address.format"}; ///< args: text
inline constexpr ErrorCode AddressChecksum{
    "address.checksum"}; ///< mixed case with a wrong checksum: a typo; args: text
} // namespace errors

namespace crypto {

/// A checksummed account address, "0x" + 40 hex digits in EIP-55 case. Never holds an unchecked text.
class Address {
public:
    Address() = default; ///< empty
    /// All-lower and all-upper digits are accepted and converted; mixed case must carry the right checksum.
    [[nodiscard]] static Result<Address> parse(QStringView text);
    /// From 20 raw bytes.
    [[nodiscard]] static Address fromBytes(QByteArrayView bytes20);

    [[nodiscard]] const QString &toString() const { return m_text; }
    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty(); }
    friend bool operator==(const Address &, const Address &) = default;
    friend bool operator<(const Address &a, const Address &b) { return a.m_text < b.m_text; }

private:
    explicit Address(QString text) : m_text(std::move(text)) { }
    QString m_text;
};

[[nodiscard]] inline size_t qHash(const Address &address, size_t seed = 0) { return ::qHash(address.toString(), seed); }

} // namespace crypto
} // namespace ain
