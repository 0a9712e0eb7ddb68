#include "core/json/number.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace ain::json {

void appendNumberText(QByteArray &out, double value)
{
    if (std::isnan(value)) {
        out += "NaN";
        return;
    }
    if (value == 0) {
        out += '0';
        return;
    }
    if (std::signbit(value)) {
        out += '-';
        value = -value;
    }
    if (std::isinf(value)) {
        out += "Infinity";
        return;
    }

    // "d.ddde±xx" with the shortest round-trip digits.
    std::array<char, 32> buffer{};
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific).ptr;
    QByteArray digits;
    const char *p = buffer.data();
    for (; p != end && *p != 'e'; ++p) {
        if (*p != '.')
            digits += *p;
    }
    int exponent = 0;
    const char *exponentText = p + 1;
    if (*exponentText == '+')
        ++exponentText;
    std::from_chars(exponentText, end, exponent);

    // value = 0.d1..dk * 10^n, the names of chain.md.
    const int k = int(digits.size());
    const int n = exponent + 1;
    if (k <= n && n <= 21) {
        out += digits;
        out += QByteArray(n - k, '0');
    } else if (0 < n && n <= 21) {
        out += digits.left(n);
        out += '.';
        out += digits.mid(n);
    } else if (-6 < n && n <= 0) {
        out += "0.";
        out += QByteArray(-n, '0');
        out += digits;
    } else {
        out += digits.left(1);
        if (k > 1) {
            out += '.';
            out += digits.mid(1);
        }
        out += 'e';
        out += n - 1 < 0 ? '-' : '+';
        out += QByteArray::number(std::abs(n - 1));
    }
}

QString numberText(double value)
{
    QByteArray text;
    appendNumberText(text, value);
    return QString::fromLatin1(text);
}

} // namespace ain::json
