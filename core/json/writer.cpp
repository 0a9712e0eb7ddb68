#include "core/json/writer.h"

#include "core/json/number.h"
#include "core/json/utf8.h"

#include <cmath>
#include <cstring>

namespace ain::json {

namespace {

constexpr char hexDigits[] = "0123456789abcdef";

/// The text under construction. A raw cursor, because this writer stands before every hash and signature.
class Output {
public:
    Output() { m_bytes.resize(FirstSize); }

    /// Room for `count` more bytes; the cursor is valid until the next call.
    char *reserve(qsizetype count)
    {
        if (m_bytes.size() - m_used < count)
            m_bytes.resize(std::max(2 * m_bytes.size(), m_used + count));
        return m_bytes.data() + m_used;
    }
    void commit(const char *end) { m_used = end - m_bytes.constData(); }
    void put(char c)
    {
        *reserve(1) = c;
        ++m_used;
    }
    void put(std::string_view text)
    {
        std::memcpy(reserve(qsizetype(text.size())), text.data(), text.size());
        m_used += qsizetype(text.size());
    }
    QByteArray take() &&
    {
        m_bytes.truncate(m_used);
        return std::move(m_bytes);
    }

private:
    static constexpr qsizetype FirstSize = 512;
    QByteArray m_bytes;
    qsizetype m_used = 0;
};

char *writeEscape(char *p, char16_t unit)
{
    *p++ = '\\';
    switch (unit) {
    case u'"': *p++ = '"'; return p;
    case u'\\': *p++ = '\\'; return p;
    case u'\b': *p++ = 'b'; return p;
    case u'\f': *p++ = 'f'; return p;
    case u'\n': *p++ = 'n'; return p;
    case u'\r': *p++ = 'r'; return p;
    case u'\t': *p++ = 't'; return p;
    default: break;
    }
    *p++ = 'u';
    for (int shift = 12; shift >= 0; shift -= 4)
        *p++ = hexDigits[(unit >> shift) & 0xf];
    return p;
}

void appendString(Output &out, const QString &string)
{
    const QStringView text(string);
    const char16_t *const units = text.utf16();
    const qsizetype size = text.size();
    constexpr qsizetype chunk = 1024; // bounds what is reserved ahead: six bytes for a unit at worst
    constexpr qsizetype longestEscape = 6;
    char *p = out.reserve(1);
    *p++ = '"';
    out.commit(p);
    for (qsizetype i = 0; i < size;) {
        const qsizetype end = std::min(size, i + chunk);
        // An extra four bytes, since a surrogate pair at the end of the chunk is taken whole.
        p = out.reserve(longestEscape * (end - i) + 4);
        while (i < end) {
            const char16_t c = units[i];
            if (c >= 0x20 && c < 0x80 && c != u'"' && c != u'\\') {
                *p++ = char(c);
                ++i;
            } else if (c < 0x80) {
                p = writeEscape(p, c);
                ++i;
            } else if (QChar::isSurrogate(c)
                       && !(QChar::isHighSurrogate(c) && i + 1 < size && QChar::isLowSurrogate(units[i + 1]))) {
                p = writeEscape(p, c);
                ++i;
            } else {
                p = writeUtf8(p, text, i);
            }
        }
        out.commit(p);
    }
    out.put('"');
}

// indent < 0: canonical.
void appendValue(Output &out, const Value &value, int indent)
{
    const auto newLine = [&](int depth) {
        if (depth < 0)
            return;
        char *p = out.reserve(1 + 2 * depth);
        *p++ = '\n';
        std::memset(p, ' ', std::size_t(2 * depth));
        out.commit(p + 2 * depth);
    };
    const int inner = indent < 0 ? -1 : indent + 1;
    switch (value.type()) {
    case Type::Null: out.put("null"); return;
    case Type::Bool: out.put(value.toBool() ? std::string_view("true") : std::string_view("false")); return;
    case Type::Number: {
        const double number = value.toDouble();
        if (std::isfinite(number))
            out.commit(writeNumberText(out.reserve(NumberTextMax), number));
        else
            out.put("null");
        return;
    }
    case Type::String: appendString(out, value.string()); return;
    case Type::ArrayType: {
        out.put('[');
        bool first = true;
        for (const Value &element : value.array()) {
            if (!std::exchange(first, false))
                out.put(',');
            newLine(inner);
            appendValue(out, element, inner);
        }
        if (!first)
            newLine(indent);
        out.put(']');
        return;
    }
    case Type::ObjectType: {
        out.put('{');
        bool first = true;
        for (const auto &[key, member] : value.object()) {
            if (!std::exchange(first, false))
                out.put(',');
            newLine(inner);
            appendString(out, key);
            out.put(indent < 0 ? std::string_view(":") : std::string_view(": "));
            appendValue(out, member, inner);
        }
        if (!first)
            newLine(indent);
        out.put('}');
        return;
    }
    }
}

} // namespace

QByteArray canonical(const Value &value)
{
    Output out;
    appendValue(out, value, -1);
    return std::move(out).take();
}

QByteArray pretty(const Value &value)
{
    Output out;
    appendValue(out, value, 0);
    return std::move(out).take();
}

qint64 objectSize(const Value &value)
{
    switch (value.type()) {
    case Type::Null: return 0;
    case Type::Bool: return 4;
    case Type::Number: return 8;
    case Type::String: return 2 * value.string().size();
    case Type::ArrayType:
    case Type::ObjectType: break;
    }
    qint64 size = 0;
    for (const Value &element : value.array())
        size += objectSize(element);
    for (const auto &[key, member] : value.object())
        size += 2 * key.size() + objectSize(member);
    return size;
}

} // namespace ain::json
