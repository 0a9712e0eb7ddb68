#include "core/crypto/label.h"

namespace ain::crypto {

namespace {

constexpr QStringView Escaped = u"/.$*#{}[]!";
constexpr char hexDigits[] = "0123456789ABCDEF";

int nibble(QChar c)
{
    const char16_t unit = c.unicode();
    if (unit >= u'0' && unit <= u'9')
        return unit - u'0';
    if (unit >= u'A' && unit <= u'F')
        return unit - u'A' + 10;
    if (unit >= u'a' && unit <= u'f')
        return unit - u'a' + 10;
    return -1;
}

} // namespace

QString escapeLabel(QStringView label)
{
    QString text;
    text.reserve(label.size());
    for (const QChar c : label) {
        if (!Escaped.contains(c)) {
            text += c;
            continue;
        }
        text += u'!';
        text += QLatin1Char(hexDigits[c.unicode() >> 4]);
        text += QLatin1Char(hexDigits[c.unicode() & 0xf]);
    }
    return text;
}

QString unescapeLabel(QStringView escaped)
{
    QString text;
    text.reserve(escaped.size());
    for (qsizetype i = 0; i < escaped.size(); ++i) {
        if (escaped[i] == u'!' && i + 2 < escaped.size()) {
            const int high = nibble(escaped[i + 1]);
            const int low = nibble(escaped[i + 2]);
            const QChar c(char16_t((high << 4) | low));
            if (high >= 0 && low >= 0 && Escaped.contains(c)) {
                text += c;
                i += 2;
                continue;
            }
        }
        text += escaped[i];
    }
    return text;
}

} // namespace ain::crypto
