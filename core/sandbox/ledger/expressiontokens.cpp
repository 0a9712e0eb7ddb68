#include "core/sandbox/ledger/configtrees.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>
#include <vector>

using namespace Qt::StringLiterals;

namespace ain::sandbox {

namespace {

enum class Kind { Name, Keyword, Literal, Punctuator, End, Bad };

struct Token {
    Kind kind = Kind::End;
    QStringView text;
};

constexpr std::array Keywords{u"break",    u"case",     u"catch",   u"class",  u"const",
                              u"continue", u"debugger", u"default", u"delete", u"do"};
constexpr std::array MoreKeywords{u"else",   u"export", u"extends",    u"finally", u"for", u"function", u"if",
                                  u"import", u"in",     u"instanceof", u"let",     u"new", u"return",   u"static",
                                  u"super",  u"switch", u"this",       u"throw",   u"try", u"typeof",   u"var",
                                  u"void",   u"while",  u"with",       u"yield"};
constexpr std::array LiteralWords{u"null", u"true", u"false"};

// Longest first.
constexpr std::array Punctuators{u">>>=",  u"...", u"===", u"!==", u"**=", u"<<=", u">>=", u">>>", u"&&=",  u"||=",
                                 u"\?\?=", u"=>",  u"==",  u"!=",  u"<=",  u">=",  u"&&",  u"||",  u"\?\?", u"\?.",
                                 u"++",    u"--",  u"+=",  u"-=",  u"*=",  u"/=",  u"%=",  u"&=",  u"|=",   u"^=",
                                 u"<<",    u">>",  u"**",  u"{",   u"}",   u"(",   u")",   u"[",   u"]",    u".",
                                 u";",     u",",   u"<",   u">",   u"+",   u"-",   u"*",   u"/",   u"%",    u"&",
                                 u"|",     u"^",   u"!",   u"~",   u"?",   u":",   u"="};

template<typename List>
bool isOneOf(QStringView text, const List &list)
{
    return std::ranges::any_of(list, [&](const auto *word) { return text == QStringView(word); });
}

bool isNameStart(QChar c) { return c.isLetter() || c == u'_' || c == u'$' || c.isSurrogate(); }

bool isNamePart(QChar c) { return isNameStart(c) || c.isDigit() || c.isMark(); }

// Splits the text of an expression as ECMAScript does. Names written with escapes are not understood.
class Tokens {
public:
    explicit Tokens(QStringView text) : m_text(text) { }

    Token next()
    {
        if (!skipBlanks())
            return {Kind::Bad, {}};
        if (m_at >= m_text.size())
            return {m_templates.empty() ? Kind::End : Kind::Bad, {}};
        const Token token = read();
        m_previous = token;
        return token;
    }

private:
    QChar at(qsizetype i) const { return i < m_text.size() ? m_text[i] : QChar(); }
    QStringView since(qsizetype start) const { return m_text.sliced(start, m_at - start); }

    bool skipBlanks()
    {
        while (m_at < m_text.size()) {
            if (m_text[m_at].isSpace() || m_text[m_at] == QChar(0xfeff)) {
                ++m_at;
            } else if (m_text.sliced(m_at).startsWith(u"//")) {
                while (m_at < m_text.size() && m_text[m_at] != u'\n' && m_text[m_at] != u'\r')
                    ++m_at;
            } else if (m_text.sliced(m_at).startsWith(u"/*")) {
                const qsizetype end = m_text.indexOf(u"*/", m_at + 2);
                if (end < 0)
                    return false;
                m_at = end + 2;
            } else {
                return true;
            }
        }
        return true;
    }

    Token read()
    {
        const QChar c = m_text[m_at];
        if (isNameStart(c))
            return name();
        if (c.isDigit() || (c == u'.' && at(m_at + 1).isDigit()))
            return number();
        if (c == u'\'' || c == u'"')
            return string(c);
        if (c == u'`' || (c == u'}' && !m_templates.empty() && m_templates.back() == 0))
            return templatePart();
        if (c == u'/' && regexMayStart())
            return regex();
        return punctuator();
    }

    Token name()
    {
        const qsizetype start = m_at;
        while (m_at < m_text.size() && isNamePart(m_text[m_at]))
            ++m_at;
        const QStringView text = since(start);
        if (isOneOf(text, LiteralWords))
            return {Kind::Literal, text};
        const bool keyword = isOneOf(text, Keywords) || isOneOf(text, MoreKeywords);
        return {keyword ? Kind::Keyword : Kind::Name, text};
    }

    Token number()
    {
        const qsizetype start = m_at;
        const bool prefixed = m_text[m_at] == u'0' && QStringView(u"xXoObB").contains(at(m_at + 1));
        while (m_at < m_text.size()) {
            const QChar c = m_text[m_at];
            const bool sign = (c == u'+' || c == u'-') && !prefixed && m_at > start
                && (m_text[m_at - 1] == u'e' || m_text[m_at - 1] == u'E');
            if (!sign && !c.isLetterOrNumber() && c != u'_' && (c != u'.' || prefixed))
                break;
            ++m_at;
        }
        static const QRegularExpression form(
            u"^(0[xX][0-9a-fA-F_]+n?|0[oO][0-7_]+n?|0[bB][01_]+n?|([0-9][0-9_]*n|([0-9][0-9_]*)?\\.?[0-9_]*([eE][+-]?[0-9_]+)?))$"_s);
        return {form.match(since(start).toString()).hasMatch() ? Kind::Literal : Kind::Bad, since(start)};
    }

    Token string(QChar quote)
    {
        const qsizetype start = m_at++;
        while (m_at < m_text.size() && m_text[m_at] != quote) {
            if (m_text[m_at] == u'\n' || m_text[m_at] == u'\r')
                return {Kind::Bad, {}};
            m_at += m_text[m_at] == u'\\' ? 2 : 1;
        }
        if (m_at >= m_text.size())
            return {Kind::Bad, {}};
        ++m_at;
        return {Kind::Literal, since(start)};
    }

    // From ` or the } that closes ${ up to the next ${ or `.
    Token templatePart()
    {
        const qsizetype start = m_at;
        if (m_text[m_at++] == u'}')
            m_templates.pop_back();
        while (m_at < m_text.size() && m_text[m_at] != u'`') {
            if (m_text[m_at] == u'$' && at(m_at + 1) == u'{') {
                m_at += 2;
                m_templates.push_back(0);
                return {Kind::Punctuator, since(start)};
            }
            m_at += m_text[m_at] == u'\\' ? 2 : 1;
        }
        if (m_at >= m_text.size())
            return {Kind::Bad, {}};
        ++m_at;
        return {Kind::Literal, since(start)};
    }

    bool regexMayStart() const
    {
        switch (m_previous.kind) {
        case Kind::Name:
        case Kind::Literal: return false;
        case Kind::Keyword: return m_previous.text != u"this" && m_previous.text != u"super";
        case Kind::Punctuator: return m_previous.text != u")" && m_previous.text != u"]" && m_previous.text != u"}";
        case Kind::End:
        case Kind::Bad: return true;
        }
        return true;
    }

    Token regex()
    {
        const qsizetype start = m_at++;
        bool inClass = false;
        while (m_at < m_text.size() && (inClass || m_text[m_at] != u'/')) {
            const QChar c = m_text[m_at];
            if (c == u'\n' || c == u'\r')
                return {Kind::Bad, {}};
            inClass = c == u'[' || (inClass && c != u']');
            m_at += c == u'\\' ? 2 : 1;
        }
        if (m_at >= m_text.size())
            return {Kind::Bad, {}};
        ++m_at;
        while (m_at < m_text.size() && isNamePart(m_text[m_at]))
            ++m_at;
        return {Kind::Literal, since(start)};
    }

    Token punctuator()
    {
        for (const auto *candidate : Punctuators) {
            const QStringView text(candidate);
            if (!m_text.sliced(m_at).startsWith(text))
                continue;
            if (text == u"?." && at(m_at + 2).isDigit())
                continue; // a ? .5 : b
            if (!m_templates.empty() && (text == u"{" || text == u"}"))
                m_templates.back() += text == u"{" ? 1 : -1;
            m_at += text.size();
            return {Kind::Punctuator, text};
        }
        return {Kind::Bad, {}};
    }

    QStringView m_text;
    qsizetype m_at = 0;
    Token m_previous;
    std::vector<int> m_templates; // open braces inside each open ${
};

} // namespace

bool isAllowedExpression(QStringView text, const QStringList &variables)
{
    static constexpr std::array names{u"auth",      u"blockNumber",     u"blockTime",   u"currentTime",     u"data",
                                      u"evalOwner", u"evalRule",        u"getFunction", u"getOwner",        u"getRule",
                                      u"getValue",  u"lastBlockNumber", u"newData",     u"parsedValuePath", u"util"};
    static constexpr std::array casts{u"Number", u"String", u"Boolean"};
    Tokens tokens(text);
    bool afterDot = false;
    for (Token token = tokens.next(); token.kind != Kind::End; token = tokens.next()) {
        if (token.kind == Kind::Bad)
            return false;
        if (token.kind == Kind::Keyword && token.text == u"function")
            return false;
        if (token.kind == Kind::Punctuator && (token.text == u"=" || token.text == u"=>"))
            return false;
        if (token.kind == Kind::Name && !afterDot && !isOneOf(token.text, names) && !isOneOf(token.text, casts)
            && !variables.contains(token.text))
            return false;
        afterDot = token.kind == Kind::Punctuator && token.text == u".";
    }
    return true;
}

} // namespace ain::sandbox
