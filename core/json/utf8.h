// UTF-16 to UTF-8 as JavaScript's encoders do it (chain.md 1.4).
#pragma once

#include <QByteArrayView>
#include <QStringView>

namespace ain::json {

/// Writes one UTF-16 code point starting at text[i] and moves `i` behind it; at most four bytes at `out`.
/// A lone surrogate becomes U+FFFD, which Qt's own converter would write as '?'.
inline char *writeUtf8(char *out, QStringView text, qsizetype &i)
{
    const char16_t c = text[i++].unicode();
    if (c < 0x80) {
        *out++ = char(c);
    } else if (c < 0x800) {
        *out++ = char(0xc0 | (c >> 6));
        *out++ = char(0x80 | (c & 0x3f));
    } else if (QChar::isHighSurrogate(c) && i < text.size() && text[i].isLowSurrogate()) {
        const char32_t point = QChar::surrogateToUcs4(c, text[i++].unicode());
        *out++ = char(0xf0 | (point >> 18));
        *out++ = char(0x80 | ((point >> 12) & 0x3f));
        *out++ = char(0x80 | ((point >> 6) & 0x3f));
        *out++ = char(0x80 | (point & 0x3f));
    } else {
        const char16_t unit = QChar::isSurrogate(c) ? char16_t(QChar::ReplacementCharacter) : c;
        *out++ = char(0xe0 | (unit >> 12));
        *out++ = char(0x80 | ((unit >> 6) & 0x3f));
        *out++ = char(0x80 | (unit & 0x3f));
    }
    return out;
}

/// UTF-16 code units of well-formed UTF-8.
[[nodiscard]] inline qsizetype utf16Length(QByteArrayView utf8)
{
    qsizetype units = 0;
    for (const char byte : utf8) {
        const auto b = static_cast<unsigned char>(byte);
        units += qsizetype((b & 0xc0) != 0x80) + qsizetype(b >= 0xf0);
    }
    return units;
}

} // namespace ain::json
