#include "core/light/shape.h"

#include "core/chain/statehash.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace ain::light {

namespace {

constexpr QStringView StatePrefix = u"#state:";
constexpr QStringView RadixPrefix = u"#radix:";
constexpr QStringView StateHash = u"#state_ph";
constexpr QStringView NodeHash = u"#radix_ph";

std::optional<std::string> edgeOf(QStringView key)
{
    const QStringView text = key.sliced(RadixPrefix.size());
    const bool ok = !text.isEmpty()
        && std::ranges::all_of(text, [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
    return ok ? std::optional(text.toLatin1().toStdString()) : std::nullopt;
}

using Children = std::map<std::string, crypto::Hash256>; // by radix form

// Recomputes every hash of a node of which every radix node is shown: then no child is left out.
class ShapeWalk {
public:
    ShapeWalk(int maxDepth, std::size_t &nodesLeft, const ProofErrors &errors)
        : m_maxDepth(maxDepth), m_nodesLeft(nodesLeft), m_errors(errors)
    {
    }

    Result<crypto::Hash256> run(const json::Value &node) { return hashOf(node, StateHash, std::string(), 0); }
    Children &children() { return m_children; }

private:
    Result<crypto::Hash256> hashOf(const json::Value &node, QStringView hashKey, const std::string &prefix, int depth)
    {
        const auto stated = readHash(node[hashKey]);
        if (!stated)
            return m_errors.lie(u"member"_s);
        if (depth > m_maxDepth)
            return m_errors.shape(u"too_deep"_s);
        if (node.object().size() > m_nodesLeft)
            return m_errors.shape(u"too_many"_s);
        m_nodesLeft -= node.object().size();
        if (node.object().size() < 2)
            return m_errors.shape(u"incomplete"_s);
        std::optional<crypto::Hash256> state;
        std::map<char, std::pair<std::string, crypto::Hash256>> edges; // by first digit
        for (const auto &[key, value] : node.object()) {
            if (key.startsWith(StatePrefix)) {
                const bool isHere = !state && !prefix.empty()
                    && chain::radixLabel(QStringView(key).sliced(StatePrefix.size())) == prefix;
                state = isHere ? readHashObject(value, StateHash) : std::nullopt;
                if (!state)
                    return m_errors.lie(u"member"_s);
                m_children.insert_or_assign(prefix, *state);
            } else if (key.startsWith(RadixPrefix)) {
                const auto edge = edgeOf(key);
                if (!edge || edges.contains(edge->front()))
                    return m_errors.lie(u"member"_s);
                const auto below = hashOf(value, NodeHash, prefix + *edge, depth + 1);
                if (!below)
                    return below;
                edges.emplace(edge->front(), std::pair(*edge, *below));
            } else if (key != hashKey) {
                return m_errors.lie(u"member"_s);
            }
        }
        std::vector<chain::RadixEdge> sorted;
        sorted.reserve(edges.size());
        for (const auto &[digit, edge] : edges)
            sorted.push_back({edge.first, edge.second});
        return chain::radixHash(state, sorted) == *stated ? Result<crypto::Hash256>(*stated) : m_errors.lie(u"hash"_s);
    }

    int m_maxDepth;
    std::size_t &m_nodesLeft;
    const ProofErrors &m_errors;
    Children m_children;
};

bool isShown(const json::Value &node, std::string_view want, std::string_view rest)
{
    for (const auto &[key, value] : node.object()) {
        if (rest.empty() && key.startsWith(StatePrefix)
            && chain::radixLabel(QStringView(key).sliced(StatePrefix.size())) == want)
            return true;
        if (!rest.empty() && key.startsWith(RadixPrefix)) {
            const auto edge = edgeOf(key);
            if (edge && rest.starts_with(*edge))
                return isShown(value, want, rest.substr(edge->size()));
        }
    }
    return false;
}

class ValueWalk {
public:
    ValueWalk(const std::vector<Shape> &shapes, const ProofLimits &limits, const ProofErrors &errors)
        : m_shapes(shapes), m_limits(limits), m_errors(errors), m_nodesLeft(limits.maxNodes)
    {
    }

    Result<> run(const json::Value &value, const crypto::Hash256 &expected)
    {
        const auto shape = std::ranges::find_if(m_shapes, [this](const Shape &known) { return isHere(known.labels); });
        if (shape == m_shapes.end()) {
            if (chain::subtreeHash(value) == expected)
                return {};
            if (!value.isObject() || value.object().isEmpty())
                return m_errors.lie(u"value"_s);
            gap = ShapeGap{m_labels, value.object().begin()->first, expected};
            return m_errors.shape(u"shape"_s);
        }
        ShapeWalk walk(m_limits.maxDepth, m_nodesLeft, m_errors);
        const auto own = walk.run(shape->node);
        if (!own) {
            for (const auto &[label, member] : value.object()) {
                const std::string radix = chain::radixLabel(label);
                if (!gap && !isShown(shape->node, radix, radix))
                    gap = ShapeGap{m_labels, label, expected};
            }
            return failure(own.error());
        }
        if (*own != expected)
            return m_errors.lie(u"hash"_s);
        for (const auto &[label, member] : value.object()) {
            const auto child = walk.children().extract(chain::radixLabel(label));
            if (child.empty())
                return m_errors.lie(u"value"_s);
            m_labels.append(label);
            const auto followed = run(member, child.mapped());
            m_labels.removeLast();
            if (!followed)
                return followed;
        }
        return walk.children().empty() ? Result<>() : m_errors.lie(u"value"_s);
    }

    std::optional<ShapeGap> gap;

private:
    bool isHere(const QStringList &labels) const
    {
        return std::ranges::equal(labels, m_labels, [](const QString &a, const QString &b) {
            return chain::radixLabel(a) == chain::radixLabel(b);
        });
    }

    const std::vector<Shape> &m_shapes;
    const ProofLimits &m_limits;
    const ProofErrors &m_errors;
    std::size_t m_nodesLeft;
    QStringList m_labels;
};

} // namespace

Result<> followValue(const json::Value &value, const crypto::Hash256 &expected, const std::vector<Shape> &shapes,
                     const ProofLimits &limits, const ProofErrors &errors, std::optional<ShapeGap> *gap)
{
    ValueWalk walk(shapes, limits, errors);
    auto followed = walk.run(value, expected);
    if (gap != nullptr)
        *gap = walk.gap;
    return followed;
}

json::Value joinedShape(const json::Value &a, const json::Value &b, int depth)
{
    json::Object joined = a.object();
    for (const auto &[key, theirs] : b.object()) {
        const json::Value *ours = joined.find(key);
        if (ours == nullptr) {
            joined.set(key, theirs);
        } else if (depth > 0 && key.startsWith(RadixPrefix) && theirs.object().size() > 1) {
            json::Value both = ours->object().size() > 1 ? joinedShape(*ours, theirs, depth - 1) : theirs;
            joined.set(key, std::move(both));
        }
    }
    return json::Value(std::move(joined));
}

} // namespace ain::light
