#include "core/json/parser.h"

#include <QStringDecoder>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <limits>
#include <string_view>

namespace ain::json {

using namespace Qt::StringLiterals;

namespace {

class Parser {
public:
    Parser(QByteArrayView text, const ParseLimits &limits)
        : m_begin(text.data()), m_p(text.data()), m_end(text.data() + text.size()), m_limits(limits)
    {
    }

    Result<Value> run()
    {
        Value value;
        skipSpace();
        if (!parseValue(value, 0))
            return failure(std::move(m_error));
        skipSpace();
        if (m_p != m_end) {
            syntaxError();
            return failure(std::move(m_error));
        }
        return value;
    }

private:
    // Every step below returns false after filling m_error.
    bool fail(ErrorCode code, QVariantMap args)
    {
        m_error = Error{code, std::move(args), {}};
        return false;
    }
    bool syntaxError() { return fail(errors::JsonSyntax, {{u"offset"_s, qint64(m_p - m_begin)}}); }

    void skipSpace()
    {
        while (m_p != m_end && (*m_p == ' ' || *m_p == '\t' || *m_p == '\n' || *m_p == '\r'))
            ++m_p;
    }

    bool literal(std::string_view word, Value &out, Value value)
    {
        if (std::size_t(m_end - m_p) < word.size() || std::memcmp(m_p, word.data(), word.size()) != 0)
            return syntaxError();
        m_p += word.size();
        out = std::move(value);
        return true;
    }

    bool parseValue(Value &out, int depth)
    {
        if (++m_values > m_limits.maxValues)
            return fail(errors::JsonTooLarge, {{u"limit"_s, qint64(m_limits.maxValues)}});
        if (m_p == m_end)
            return syntaxError();
        switch (*m_p) {
        case '{': return parseObject(out, depth);
        case '[': return parseArray(out, depth);
        case '"': {
            QString text;
            if (!parseString(text))
                return false;
            out = Value(std::move(text));
            return true;
        }
        case 't': return literal("true", out, Value(true));
        case 'f': return literal("false", out, Value(false));
        case 'n': return literal("null", out, Value());
        default: return parseNumber(out);
        }
    }

    bool tooDeep() { return fail(errors::JsonTooDeep, {{u"limit"_s, m_limits.maxDepth}}); }

    /// After an element: true at ',', or with `closed` set at `close`.
    bool separator(char close, bool &closed)
    {
        skipSpace();
        if (m_p == m_end || (*m_p != close && *m_p != ','))
            return syntaxError();
        closed = *m_p++ == close;
        return true;
    }

    bool parseArray(Value &out, int depth)
    {
        if (depth >= m_limits.maxDepth)
            return tooDeep();
        ++m_p;
        Array array;
        skipSpace();
        bool closed = m_p != m_end && *m_p == ']';
        if (closed)
            ++m_p;
        while (!closed) {
            skipSpace();
            if (!parseValue(array.emplace_back(), depth + 1) || !separator(']', closed))
                return false;
        }
        out = Value(std::move(array));
        return true;
    }

    bool parseObject(Value &out, int depth)
    {
        if (depth >= m_limits.maxDepth)
            return tooDeep();
        ++m_p;
        std::vector<Object::Member> members;
        skipSpace();
        bool closed = m_p != m_end && *m_p == '}';
        if (closed)
            ++m_p;
        while (!closed) {
            skipSpace();
            if (m_p == m_end || *m_p != '"')
                return syntaxError();
            auto &[key, value] = members.emplace_back();
            if (!parseString(key))
                return false;
            skipSpace();
            if (m_p == m_end || *m_p != ':')
                return syntaxError();
            ++m_p;
            skipSpace();
            if (!parseValue(value, depth + 1) || !separator('}', closed))
                return false;
        }
        Object object;
        QString duplicate;
        if (!object.assign(std::move(members), &duplicate))
            return fail(errors::JsonDuplicate, {{u"key"_s, duplicate.left(MaxShownKey)}});
        out = Value(std::move(object));
        return true;
    }

    bool digits()
    {
        const char *start = m_p;
        while (m_p != m_end && *m_p >= '0' && *m_p <= '9')
            ++m_p;
        return m_p != start;
    }

    bool parseNumber(Value &out)
    {
        const char *start = m_p;
        if (m_p != m_end && *m_p == '-')
            ++m_p;
        const char *whole = m_p;
        if (!digits())
            return syntaxError();
        if (*whole == '0' && m_p - whole > 1) {
            m_p = whole + 1;
            return syntaxError();
        }
        if (m_p != m_end && *m_p == '.') {
            ++m_p;
            if (!digits())
                return syntaxError();
        }
        if (m_p != m_end && (*m_p == 'e' || *m_p == 'E')) {
            ++m_p;
            if (m_p != m_end && (*m_p == '+' || *m_p == '-'))
                ++m_p;
            if (!digits())
                return syntaxError();
        }
        double value = 0;
        const auto converted = std::from_chars(start, m_p, value);
        if (converted.ec == std::errc::result_out_of_range) {
            // Too small reads as zero like everywhere else; too large has no double and is refused.
            if (isLarge({start, std::size_t(m_p - start)}))
                return syntaxError();
            value = 0;
        } else if (converted.ec != std::errc() || converted.ptr != m_p) {
            return syntaxError();
        }
        out = Value(value);
        return true;
    }

    /// Whether a well-formed number outside the range of doubles is one of the large ones. Free of the locale,
    /// unlike strtod.
    static bool isLarge(std::string_view number)
    {
        const std::size_t e = number.find_first_of("eE");
        const std::string_view digits = number.substr(0, e);
        qint64 exponent = 0;
        if (e != std::string_view::npos) {
            const bool negative = number[e + 1] == '-';
            for (const char c : number.substr(e + 1)) {
                if (c >= '0' && c <= '9')
                    exponent = std::min<qint64>(exponent * 10 + (c - '0'), std::numeric_limits<int>::max());
            }
            if (negative)
                exponent = -exponent;
        }
        const std::size_t point = std::min(digits.find('.'), digits.size());
        const std::size_t first = digits.find_first_of("123456789");
        return first != std::string_view::npos && qint64(point) - qint64(first) + exponent > 0;
    }

    bool hex4(char16_t &unit)
    {
        if (m_end - m_p < 4)
            return false;
        unsigned value = 0;
        const auto converted = std::from_chars(m_p, m_p + 4, value, 16);
        if (converted.ec != std::errc() || converted.ptr != m_p + 4)
            return false;
        m_p += 4;
        unit = char16_t(value);
        return true;
    }

    bool appendChunk(QString &text, QByteArrayView chunk, bool ascii)
    {
        if (ascii) {
            const QLatin1StringView latin(chunk.data(), chunk.size());
            if (text.isEmpty())
                text = QString(latin);
            else
                text += latin;
            return true;
        }
        // A chunk ends at an ASCII byte, so it can't cut a UTF-8 sequence of valid text.
        QStringDecoder decoder(QStringDecoder::Utf8,
                               QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
        const QString decoded = decoder(chunk);
        if (decoder.hasError())
            return fail(errors::JsonEncoding, {{u"offset"_s, qint64(chunk.data() - m_begin)}});
        text += decoded;
        return true;
    }

    bool parseString(QString &text)
    {
        ++m_p;
        text = u""_s; // present, if empty
        for (;;) {
            const char *start = m_p;
            unsigned char seen = 0;
            for (; m_p != m_end; ++m_p) {
                const auto c = static_cast<unsigned char>(*m_p);
                if (c == '"' || c == '\\' || c < 0x20)
                    break;
                seen |= c;
            }
            if (m_p != start && !appendChunk(text, QByteArrayView(start, m_p), seen < 0x80))
                return false;
            if (m_p == m_end || static_cast<unsigned char>(*m_p) < 0x20)
                return syntaxError();
            if (*m_p++ == '"')
                return true;
            if (m_p == m_end)
                return syntaxError();
            switch (*m_p++) {
            case '"': text += u'"'; break;
            case '\\': text += u'\\'; break;
            case '/': text += u'/'; break;
            case 'b': text += u'\b'; break;
            case 'f': text += u'\f'; break;
            case 'n': text += u'\n'; break;
            case 'r': text += u'\r'; break;
            case 't': text += u'\t'; break;
            case 'u': {
                char16_t unit = 0;
                if (!hex4(unit))
                    return syntaxError();
                text += QChar(unit);
                break;
            }
            default: --m_p; return syntaxError();
            }
        }
    }

    static constexpr qsizetype MaxShownKey = 80;

    const char *m_begin;
    const char *m_p;
    const char *m_end;
    ParseLimits m_limits;
    qsizetype m_values = 0;
    Error m_error;
};

} // namespace

Result<Value> parse(QByteArrayView utf8, const ParseLimits &limits)
{
    if (utf8.size() > limits.maxBytes)
        return failure(errors::JsonTooLarge, {{u"limit"_s, qint64(limits.maxBytes)}});
    return Parser(utf8, limits).run();
}

} // namespace ain::json
