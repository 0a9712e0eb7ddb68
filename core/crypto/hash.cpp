#include "core/crypto/hash.h"

#include "core/json/utf8.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QVarLengthArray>

#include <algorithm>
#include <cstring>
#include <string_view>

namespace ain::crypto {

namespace {

constexpr char hexDigits[] = "0123456789abcdef";
constexpr std::string_view messagePrefix = "\x1a"
                                           "AINetwork Signed Message:\n";

constexpr std::array<std::int8_t, 128> makeNibbles()
{
    std::array<std::int8_t, 128> table{};
    table.fill(-1);
    for (int i = 0; i < 16; ++i)
        table[std::size_t(hexDigits[i])] = std::int8_t(i);
    for (int i = 0; i < 6; ++i)
        table[std::size_t('A' + i)] = std::int8_t(10 + i);
    return table;
}
constexpr auto nibbles = makeNibbles();

int nibble(char16_t c) { return c < 128 ? nibbles[c] : -1; }
int nibble(QChar c) { return nibble(c.unicode()); }
int nibble(char c) { return nibble(char16_t(static_cast<unsigned char>(c))); }

bool decodeHex(QStringView hex, std::uint8_t *out)
{
    int bad = 0;
    for (qsizetype i = 0; i + 1 < hex.size(); i += 2) {
        const int high = nibble(hex[i]);
        const int low = nibble(hex[i + 1]);
        bad |= high | low;
        *out++ = std::uint8_t((high << 4) | (low & 0xf));
    }
    return bad >= 0;
}

Hash256 toHash(const QByteArray &digest)
{
    Hash256 hash;
    std::memcpy(hash.bytes.data(), digest.constData(), hash.bytes.size());
    return hash;
}

using Buffer = QVarLengthArray<char, 1024>;

void appendPrefix(Buffer &out, quint64 length)
{
    out.append(messagePrefix.data(), qsizetype(messagePrefix.size()));
    int bytes = 0;
    if (length < 0xfd) {
        out.append(char(length));
    } else if (length <= 0xffff) {
        out.append(char(0xfd));
        bytes = 2;
    } else if (length <= 0xffffffff) {
        out.append(char(0xfe));
        bytes = 4;
    } else {
        out.append(char(0xff));
        bytes = 8;
    }
    for (int i = 0; i < bytes; ++i)
        out.append(char(length >> (8 * i)));
}

template<typename View>
bool isHexText(View text)
{
    if (text.size() < 2 || text[0] != u'0' || text[1] != u'x')
        return false;
    return std::all_of(text.begin() + 2, text.end(), [](auto c) { return nibble(c) >= 0; });
}

void appendHexText(Buffer &out, QStringView digits)
{
    if (digits.size() % 2 != 0) {
        out.append(char(nibble(digits[0])));
        digits = digits.mid(1);
    }
    const qsizetype at = out.size();
    out.resize(at + digits.size() / 2);
    decodeHex(digits, reinterpret_cast<std::uint8_t *>(out.data() + at));
}

Hash256 hashTwice(const Buffer &preimage) { return doubleKeccak256(QByteArrayView(preimage.data(), preimage.size())); }

} // namespace

QString Hash256::toString() const
{
    QString text(66, Qt::Uninitialized);
    QChar *out = text.data();
    *out++ = u'0';
    *out++ = u'x';
    for (const std::uint8_t byte : bytes) {
        *out++ = QLatin1Char(hexDigits[byte >> 4]);
        *out++ = QLatin1Char(hexDigits[byte & 0xf]);
    }
    return text;
}

std::optional<Hash256> Hash256::parse(QStringView text)
{
    Hash256 hash;
    if (text.size() != 66 || text[0] != u'0' || text[1] != u'x' || !decodeHex(text.mid(2), hash.bytes.data()))
        return std::nullopt;
    return hash;
}

Hash256 keccak256(QByteArrayView data)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    Hash256 hash;
    (void)QCryptographicHash::hashInto(std::span(hash.bytes), data, QCryptographicHash::Keccak_256);
    return hash;
#elif QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    return toHash(QCryptographicHash::hash(data, QCryptographicHash::Keccak_256));
#else
    // Takes a QByteArray only; this one borrows the bytes.
    return toHash(
        QCryptographicHash::hash(QByteArray::fromRawData(data.data(), data.size()), QCryptographicHash::Keccak_256));
#endif
}

Hash256 doubleKeccak256(QByteArrayView data) { return keccak256(keccak256(data).view()); }

Hash256 messageHash(QStringView text)
{
    Buffer preimage;
    appendPrefix(preimage, quint64(text.size()));
    if (isHexText(text)) {
        appendHexText(preimage, text.mid(2));
        return hashTwice(preimage);
    }
    const qsizetype start = preimage.size();
    preimage.resize(start + 3 * text.size()); // a unit needs at most three bytes, a pair of them four
    char *out = preimage.data() + start;
    for (qsizetype i = 0; i < text.size();)
        out = json::writeUtf8(out, text, i);
    preimage.resize(out - preimage.data());
    return hashTwice(preimage);
}

Hash256 messageHashUtf8(QByteArrayView utf8)
{
    if (isHexText(utf8))
        return messageHash(QString::fromLatin1(utf8));
    Buffer preimage;
    appendPrefix(preimage, quint64(json::utf16Length(utf8)));
    preimage.append(utf8.data(), utf8.size());
    return hashTwice(preimage);
}

Hash256 messageHashByteLength(QStringView text)
{
    Buffer bytes;
    bytes.resize(3 * text.size());
    char *out = bytes.data();
    for (qsizetype i = 0; i < text.size();)
        out = json::writeUtf8(out, text, i);
    bytes.resize(out - bytes.data());
    Buffer preimage;
    appendPrefix(preimage, quint64(bytes.size()));
    if (isHexText(text))
        appendHexText(preimage, text.mid(2));
    else
        preimage.append(bytes.data(), bytes.size());
    return hashTwice(preimage);
}

QByteArray sha256(QByteArrayView data)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(data);
    return hash.result();
}

QString toHex(QByteArrayView data)
{
    QString text(2 * data.size(), Qt::Uninitialized);
    QChar *out = text.data();
    for (const char c : data) {
        const auto byte = static_cast<std::uint8_t>(c);
        *out++ = QLatin1Char(hexDigits[byte >> 4]);
        *out++ = QLatin1Char(hexDigits[byte & 0xf]);
    }
    return text;
}

std::optional<QByteArray> fromHex(QStringView hex)
{
    if (hex.size() % 2 != 0)
        return std::nullopt;
    QByteArray bytes(hex.size() / 2, Qt::Uninitialized);
    if (!decodeHex(hex, reinterpret_cast<std::uint8_t *>(bytes.data())))
        return std::nullopt;
    return bytes;
}

bool fromHexInto(QStringView hex, std::span<std::uint8_t> out)
{
    return std::size_t(hex.size()) == 2 * out.size() && decodeHex(hex, out.data());
}

} // namespace ain::crypto
