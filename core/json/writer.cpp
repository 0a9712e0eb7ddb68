#include "core/json/writer.h"

#include "core/json/number.h"

#include <cmath>

namespace ain::json {

namespace {

constexpr char hexDigits[] = "0123456789abcdef";

void appendEscape(QByteArray &out, char16_t unit)
{
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4)
        out += hexDigits[(unit >> shift) & 0xf];
}

void appendString(QByteArray &out, const QString &text)
{
    out += '"';
    const qsizetype size = text.size();
    for (qsizetype i = 0; i < size; ++i) {
        const char16_t c = text.at(i).unicode();
        switch (c) {
        case u'"': out += "\\\""; continue;
        case u'\\': out += "\\\\"; continue;
        case u'\b': out += "\\b"; continue;
        case u'\f': out += "\\f"; continue;
        case u'\n': out += "\\n"; continue;
        case u'\r': out += "\\r"; continue;
        case u'\t': out += "\\t"; continue;
        default: break;
        }
        if (c < 0x20) {
            appendEscape(out, c);
        } else if (c < 0x80) {
            out += char(c);
        } else if (c < 0x800) {
            out += char(0xc0 | (c >> 6));
            out += char(0x80 | (c & 0x3f));
        } else if (QChar::isHighSurrogate(c) && i + 1 < size && text.at(i + 1).isLowSurrogate()) {
            const char32_t point = QChar::surrogateToUcs4(c, text.at(++i).unicode());
            out += char(0xf0 | (point >> 18));
            out += char(0x80 | ((point >> 12) & 0x3f));
            out += char(0x80 | ((point >> 6) & 0x3f));
            out += char(0x80 | (point & 0x3f));
        } else if (QChar::isSurrogate(c)) {
            appendEscape(out, c);
        } else {
            out += char(0xe0 | (c >> 12));
            out += char(0x80 | ((c >> 6) & 0x3f));
            out += char(0x80 | (c & 0x3f));
        }
    }
    out += '"';
}

// indent < 0: canonical.
void appendValue(QByteArray &out, const Value &value, int indent)
{
    const auto newLine = [&](int depth) {
        if (depth < 0)
            return;
        out += '\n';
        out += QByteArray(2 * depth, ' ');
    };
    const int inner = indent < 0 ? -1 : indent + 1;
    if (value.isNull()) {
        out += "null";
    } else if (value.isBool()) {
        out += value.toBool() ? "true" : "false";
    } else if (value.isNumber()) {
        const double number = value.toDouble();
        if (std::isfinite(number))
            appendNumberText(out, number);
        else
            out += "null";
    } else if (value.isString()) {
        appendString(out, value.toString());
    } else if (value.isArray()) {
        out += '[';
        bool first = true;
        for (const Value &element : value.array()) {
            if (!std::exchange(first, false))
                out += ',';
            newLine(inner);
            appendValue(out, element, inner);
        }
        if (!first)
            newLine(indent);
        out += ']';
    } else {
        out += '{';
        bool first = true;
        for (const auto &[key, member] : value.object()) {
            if (!std::exchange(first, false))
                out += ',';
            newLine(inner);
            appendString(out, key);
            out += indent < 0 ? ":" : ": ";
            appendValue(out, member, inner);
        }
        if (!first)
            newLine(indent);
        out += '}';
    }
}

} // namespace

QByteArray canonical(const Value &value)
{
    QByteArray out;
    appendValue(out, value, -1);
    return out;
}

QByteArray pretty(const Value &value)
{
    QByteArray out;
    appendValue(out, value, 0);
    return out;
}

qint64 objectSize(const Value &value)
{
    if (value.isString())
        return 2 * value.toString().size();
    if (value.isNumber())
        return 8;
    if (value.isBool())
        return 4;
    qint64 size = 0;
    for (const Value &element : value.array())
        size += objectSize(element);
    for (const auto &[key, member] : value.object())
        size += 2 * key.size() + objectSize(member);
    return size;
}

} // namespace ain::json
