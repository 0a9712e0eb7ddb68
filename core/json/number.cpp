#include "core/json/number.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>

namespace ain::json {

namespace {

char *put(char *out, std::string_view text)
{
    std::memcpy(out, text.data(), text.size());
    return out + text.size();
}

char *zeros(char *out, int count)
{
    std::memset(out, '0', std::size_t(count));
    return out + count;
}

} // namespace

char *writeNumberText(char *out, double value)
{
    if (std::isnan(value))
        return put(out, "NaN");
    // Whole numbers below 2^53 have no shorter digits than their own; most numbers on the chain are such.
    constexpr double exact = 9007199254740992.0;
    if (std::abs(value) <= exact && value == std::trunc(value))
        return std::to_chars(out, out + NumberTextMax, qint64(value)).ptr;
    if (std::signbit(value)) {
        *out++ = '-';
        value = -value;
    }
    if (std::isinf(value))
        return put(out, "Infinity");

    // "d.ddde±xx" with the shortest round-trip digits.
    std::array<char, NumberTextMax> buffer{};
    const char *const end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific).ptr;
    std::array<char, NumberTextMax> digitBuffer{};
    std::size_t count = 0;
    const char *p = buffer.data();
    for (; p != end && *p != 'e'; ++p) {
        if (*p != '.')
            digitBuffer[count++] = *p;
    }
    const std::string_view digits(digitBuffer.data(), count);
    int exponent = 0;
    const char *exponentText = p + 1;
    if (*exponentText == '+')
        ++exponentText;
    std::from_chars(exponentText, end, exponent);

    // value = 0.d1..dk * 10^n, the names of chain.md.
    const int k = int(count);
    const int n = exponent + 1;
    if (k <= n && n <= 21)
        return zeros(put(out, digits), n - k);
    if (0 < n && n <= 21) {
        out = put(out, digits.substr(0, std::size_t(n)));
        *out++ = '.';
        return put(out, digits.substr(std::size_t(n)));
    }
    if (-6 < n && n <= 0)
        return put(zeros(put(out, "0."), -n), digits);
    *out++ = digits.front();
    if (k > 1) {
        *out++ = '.';
        out = put(out, digits.substr(1));
    }
    *out++ = 'e';
    *out++ = n - 1 < 0 ? '-' : '+';
    return std::to_chars(out, out + 4, std::abs(n - 1)).ptr;
}

void appendNumberText(QByteArray &out, double value)
{
    std::array<char, NumberTextMax> text{};
    out.append(text.data(), writeNumberText(text.data(), value) - text.data());
}

QString numberText(double value)
{
    std::array<char, NumberTextMax> text{};
    return QString::fromLatin1(text.data(), writeNumberText(text.data(), value) - text.data());
}

} // namespace ain::json
