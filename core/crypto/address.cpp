#include "core/crypto/address.h"

#include "core/crypto/hash.h"
#include "core/crypto/secretshape.h"

#include <array>

namespace ain::crypto {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype AddressLength = 42;
constexpr qsizetype MaxShownText = 100;

/// EIP-55 over 40 lower-case hex digits.
QString withChecksum(const std::array<char, 40> &digits)
{
    const Hash256 hash = keccak256(QByteArrayView(digits.data(), qsizetype(digits.size())));
    QString text(AddressLength, Qt::Uninitialized);
    QChar *out = text.data();
    *out++ = u'0';
    *out++ = u'x';
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const int nibble = (hash.bytes[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 0xf;
        const bool upper = digits[i] >= 'a' && nibble >= 8;
        *out++ = QLatin1Char(upper ? char(digits[i] - 'a' + 'A') : digits[i]);
    }
    return text;
}

} // namespace

Result<Address> Address::parse(QStringView text)
{
    const auto badFormat = [&] {
        if (secretShape(text) != SecretShape::None)
            return failure(errors::SecretPasted);
        return failure(errors::AddressFormat, {{u"text"_s, text.left(MaxShownText).toString()}});
    };
    if (text.size() != AddressLength || !text.startsWith(u"0x"))
        return badFormat();
    std::array<char, 40> digits{};
    bool hasLower = false;
    bool hasUpper = false;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const char16_t c = text[qsizetype(i) + 2].unicode();
        if (c >= u'0' && c <= u'9') {
            digits[i] = char(c);
        } else if (c >= u'a' && c <= u'f') {
            digits[i] = char(c);
            hasLower = true;
        } else if (c >= u'A' && c <= u'F') {
            digits[i] = char(c - u'A' + u'a');
            hasUpper = true;
        } else {
            return badFormat();
        }
    }
    QString checked = withChecksum(digits);
    if (hasLower && hasUpper && checked != text)
        return failure(errors::AddressChecksum, {{u"text"_s, text.toString()}});
    return Address(std::move(checked));
}

Address Address::fromBytes(QByteArrayView bytes20)
{
    constexpr char hexDigits[] = "0123456789abcdef";
    std::array<char, 40> digits{};
    Q_ASSERT(bytes20.size() == 20);
    for (std::size_t i = 0; i < digits.size() / 2; ++i) {
        const auto byte = static_cast<std::uint8_t>(bytes20[qsizetype(i)]);
        digits[2 * i] = hexDigits[byte >> 4];
        digits[2 * i + 1] = hexDigits[byte & 0xf];
    }
    return Address(withChecksum(digits));
}

} // namespace ain::crypto
