#include "core/json/parser.h"

#include <QStringDecoder>

#include <charconv>
#include <cmath>
#include <cstring>

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
        skipSpace();
        auto value = parseValue(0);
        if (!value)
            return value;
        skipSpace();
        if (m_p != m_end)
            return syntaxError();
        return value;
    }

private:
    tl::unexpected<Error> syntaxError() const
    {
        return failure(errors::JsonSyntax, {{u"offset"_s, qint64(m_p - m_begin)}});
    }

    void skipSpace()
    {
        while (m_p != m_end && (*m_p == ' ' || *m_p == '\t' || *m_p == '\n' || *m_p == '\r'))
            ++m_p;
    }

    bool literal(std::string_view word)
    {
        if (std::size_t(m_end - m_p) < word.size() || std::memcmp(m_p, word.data(), word.size()) != 0)
            return false;
        m_p += word.size();
        return true;
    }

    Result<Value> parseValue(int depth)
    {
        if (++m_values > m_limits.maxValues)
            return failure(errors::JsonTooLarge, {{u"limit"_s, qint64(m_limits.maxValues)}});
        if (m_p == m_end)
            return syntaxError();
        switch (*m_p) {
        case '{': return parseObject(depth);
        case '[': return parseArray(depth);
        case '"': {
            auto text = parseString();
            if (!text)
                return failure(std::move(text.error()));
            return Value(std::move(*text));
        }
        case 't': return literal("true") ? Result<Value>(Value(true)) : syntaxError();
        case 'f': return literal("false") ? Result<Value>(Value(false)) : syntaxError();
        case 'n': return literal("null") ? Result<Value>(Value()) : syntaxError();
        default: return parseNumber();
        }
    }

    Result<Value> tooDeep() const { return failure(errors::JsonTooDeep, {{u"limit"_s, m_limits.maxDepth}}); }

    Result<Value> parseArray(int depth)
    {
        if (depth >= m_limits.maxDepth)
            return tooDeep();
        ++m_p;
        Array array;
        skipSpace();
        if (m_p != m_end && *m_p == ']') {
            ++m_p;
            return Value(std::move(array));
        }
        for (;;) {
            skipSpace();
            auto value = parseValue(depth + 1);
            if (!value)
                return value;
            array.push_back(std::move(*value));
            skipSpace();
            if (m_p == m_end)
                return syntaxError();
            const char c = *m_p++;
            if (c == ']')
                return Value(std::move(array));
            if (c != ',') {
                --m_p;
                return syntaxError();
            }
        }
    }

    Result<Value> parseObject(int depth)
    {
        if (depth >= m_limits.maxDepth)
            return tooDeep();
        ++m_p;
        std::vector<Object::Member> members;
        skipSpace();
        if (m_p != m_end && *m_p == '}') {
            ++m_p;
            return Value(Object());
        }
        for (;;) {
            skipSpace();
            if (m_p == m_end || *m_p != '"')
                return syntaxError();
            auto key = parseString();
            if (!key)
                return failure(std::move(key.error()));
            skipSpace();
            if (m_p == m_end || *m_p != ':')
                return syntaxError();
            ++m_p;
            skipSpace();
            auto value = parseValue(depth + 1);
            if (!value)
                return value;
            members.emplace_back(std::move(*key), std::move(*value));
            skipSpace();
            if (m_p == m_end)
                return syntaxError();
            const char c = *m_p++;
            if (c == '}')
                break;
            if (c != ',') {
                --m_p;
                return syntaxError();
            }
        }
        Object object;
        if (!object.assign(std::move(members)))
            return failure(errors::JsonDuplicate);
        return Value(std::move(object));
    }

    bool digits()
    {
        const char *start = m_p;
        while (m_p != m_end && *m_p >= '0' && *m_p <= '9')
            ++m_p;
        return m_p != start;
    }

    Result<Value> parseNumber()
    {
        const char *start = m_p;
        if (m_p != m_end && *m_p == '-')
            ++m_p;
        const char *whole = m_p;
        if (!digits() || (*whole == '0' && m_p - whole > 1))
            return syntaxError();
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
            value = std::strtod(std::string(start, m_p).c_str(), nullptr);
            if (!std::isfinite(value))
                return syntaxError();
        } else if (converted.ec != std::errc() || converted.ptr != m_p) {
            return syntaxError();
        }
        return Value(value);
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

    Result<QString> parseString()
    {
        ++m_p;
        QString text;
        for (;;) {
            const char *start = m_p;
            while (m_p != m_end && *m_p != '"' && *m_p != '\\' && static_cast<unsigned char>(*m_p) >= 0x20)
                ++m_p;
            if (m_p != start) {
                // A chunk ends at an ASCII byte, so it can't cut a UTF-8 sequence of valid text.
                QStringDecoder decoder(QStringDecoder::Utf8,
                                       QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
                const QString chunk = decoder(QByteArrayView(start, m_p));
                if (decoder.hasError())
                    return failure(errors::JsonEncoding, {{u"offset"_s, qint64(start - m_begin)}});
                text += chunk;
            }
            if (m_p == m_end || static_cast<unsigned char>(*m_p) < 0x20)
                return syntaxError();
            if (*m_p++ == '"')
                return text;
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

    const char *m_begin;
    const char *m_p;
    const char *m_end;
    ParseLimits m_limits;
    qsizetype m_values = 0;
};

} // namespace

Result<Value> parse(QByteArrayView utf8, const ParseLimits &limits)
{
    if (utf8.size() > limits.maxBytes)
        return failure(errors::JsonTooLarge, {{u"limit"_s, qint64(limits.maxBytes)}});
    return Parser(utf8, limits).run();
}

} // namespace ain::json
