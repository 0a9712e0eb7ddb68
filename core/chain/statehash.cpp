#include "core/chain/statehash.h"

#include "core/crypto/address.h"
#include "core/json/number.h"
#include "core/json/utf8.h"

#include <QStringDecoder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ain::chain {

namespace {

constexpr char Digits[] = "0123456789abcdef";

// Of a "0x" text, the digits; a null view for any other text.
QStringView hexDigits(QStringView text)
{
    const auto isHex = [](QChar c) {
        const char16_t u = c.unicode();
        return (u >= u'0' && u <= u'9') || (u >= u'a' && u <= u'f') || (u >= u'A' && u <= u'F');
    };
    const bool isHexText = text.startsWith(u"0x") && std::all_of(text.begin() + 2, text.end(), isHex);
    return isHexText ? text.sliced(2) : QStringView();
}

bool isHexText(QStringView text) { return !hexDigits(text).isNull(); }

int nibble(char digit) { return digit <= '9' ? digit - '0' : digit - 'a' + 10; }

// The text whose UTF-8 the digits are, if people could have written it; else null.
QString printableText(std::string_view radix)
{
    if (radix.empty() || radix.size() % 2 != 0)
        return {};
    QByteArray utf8(qsizetype(radix.size() / 2), Qt::Uninitialized);
    for (std::size_t i = 0; i < radix.size(); i += 2)
        utf8[qsizetype(i / 2)] = char((nibble(radix[i]) << 4) | nibble(radix[i + 1]));
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString text = decoder(utf8);
    if (decoder.hasError())
        return {};
    const bool hasControls =
        std::ranges::any_of(std::as_const(text), [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; });
    // The decoder may have dropped a byte order mark, and a "0x" text has another radix form.
    if (hasControls || isHexText(text) || radixLabel(text) != radix)
        return {};
    return text;
}

void appendHash(QByteArray &out, const crypto::Hash256 &hash)
{
    out += "0x";
    for (const std::uint8_t byte : hash.bytes) {
        out += Digits[byte >> 4];
        out += Digits[byte & 15];
    }
}

// Builds the path-compressed tree over sorted labels from the left, holding only the nodes on the way to the last.
class CanonicalTree {
public:
    void add(std::string_view label, const crypto::Hash256 &hash)
    {
        const auto shared = std::size_t(std::ranges::mismatch(m_last, label).in1 - m_last.begin());
        closeTo(shared);
        m_open.push_back(Node{label.size(), hash, {}});
        m_last = label;
    }

    crypto::Hash256 finish()
    {
        closeTo(0);
        return radixHash(m_open.front().state, m_open.front().edges);
    }

private:
    struct Node {
        std::size_t length = 0; ///< digits from the root
        std::optional<crypto::Hash256> state;
        std::vector<RadixEdge> edges;
    };

    // After this the last open node is exactly `length` digits deep.
    void closeTo(std::size_t length)
    {
        while (m_open.back().length > length) {
            const Node done = std::move(m_open.back());
            m_open.pop_back();
            if (m_open.back().length < length)
                m_open.push_back(Node{length, {}, {}});
            const std::size_t above = m_open.back().length;
            m_open.back().edges.push_back(
                RadixEdge{m_last.substr(above, done.length - above), radixHash(done.state, done.edges)});
        }
    }

    std::string_view m_last;
    std::vector<Node> m_open{Node{}};
};

std::optional<crypto::Hash256> hashBelow(const json::Value &value, int depth)
{
    if (!value.isObject())
        return leafHash(value);
    if (depth >= MaxSubtreeDepth)
        return {};
    std::vector<std::pair<std::string, crypto::Hash256>> children;
    children.reserve(value.object().size());
    for (const auto &[label, member] : value.object()) {
        const auto hash = hashBelow(member, depth + 1);
        if (!hash)
            return {};
        children.emplace_back(radixLabel(label), *hash);
    }
    return canonicalHash(std::move(children));
}

} // namespace

std::string radixLabel(QStringView label)
{
    std::string hex;
    if (const QStringView digits = hexDigits(label); !digits.isNull()) {
        hex.reserve(std::size_t(digits.size()));
        for (const QChar c : digits)
            hex += char(c.unicode() >= u'A' && c.unicode() <= u'F' ? c.unicode() + 32 : c.unicode());
        return hex;
    }
    hex.reserve(std::size_t(label.size()) * 2);
    for (qsizetype i = 0; i < label.size();) {
        char bytes[4];
        const char *end = json::writeUtf8(bytes, label, i);
        for (const char *byte = bytes; byte != end; ++byte) {
            hex += Digits[static_cast<unsigned char>(*byte) >> 4];
            hex += Digits[static_cast<unsigned char>(*byte) & 15];
        }
    }
    return hex;
}

QString labelOf(std::string_view radix)
{
    if (QString text = printableText(radix); !text.isNull())
        return text;
    QString hex = u"0x"_s + QLatin1StringView(radix.data(), qsizetype(radix.size()));
    if (radix.size() == 40) {
        if (const auto address = crypto::Address::parse(hex))
            return address->toString();
    }
    return hex;
}

std::optional<QString> leafText(const json::Value &leaf)
{
    switch (leaf.type()) {
    case json::Type::Null: return u"null"_s;
    case json::Type::Bool: return leaf.toBool() ? u"true"_s : u"false"_s;
    case json::Type::Number: return json::numberText(leaf.toDouble());
    case json::Type::String: return leaf.string();
    case json::Type::ArrayType:
    case json::Type::ObjectType: break;
    }
    return {};
}

std::optional<crypto::Hash256> leafHash(const json::Value &leaf)
{
    const auto text = leafText(leaf);
    return text ? std::optional(crypto::messageHash(*text)) : std::nullopt;
}

crypto::Hash256 radixHash(const std::optional<crypto::Hash256> &state, const std::vector<RadixEdge> &edges)
{
    QByteArray text;
    text.reserve(qsizetype(80 + 112 * edges.size()));
    if (state)
        appendHash(text, *state);
    text += '#';
    if (edges.empty())
        text += '#';
    for (const RadixEdge &edge : edges) {
        text += '#';
        text += QByteArrayView(edge.edge.data(), qsizetype(edge.edge.size()));
        text += '#';
        appendHash(text, edge.hash);
    }
    return crypto::messageHashUtf8(text);
}

std::optional<crypto::Hash256> canonicalHash(std::vector<std::pair<std::string, crypto::Hash256>> children)
{
    std::ranges::sort(children, {}, &std::pair<std::string, crypto::Hash256>::first);
    const auto twice = std::ranges::adjacent_find(children, {}, &std::pair<std::string, crypto::Hash256>::first);
    if (children.empty() || children.front().first.empty() || twice != children.end())
        return {};
    CanonicalTree tree;
    for (const auto &[label, hash] : children)
        tree.add(label, hash);
    return tree.finish();
}

std::optional<crypto::Hash256> subtreeHash(const json::Value &value) { return hashBelow(value, 0); }

} // namespace ain::chain
