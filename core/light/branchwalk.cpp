#include "core/light/branchwalk.h"

#include "core/chain/statehash.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ain::light {

namespace {

constexpr QStringView StatePrefix = u"#state:";
constexpr QStringView RadixPrefix = u"#radix:";
constexpr QStringView StateHash = u"#state_ph";
constexpr QStringView NodeHash = u"#radix_ph";

std::optional<std::string> readEdge(QStringView text)
{
    const bool ok = !text.isEmpty()
        && std::ranges::all_of(text, [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
    return ok ? std::optional(text.toLatin1().toStdString()) : std::nullopt;
}

class BranchWalk {
public:
    BranchWalk(std::string_view want, const ProofLimits &limits, std::size_t &nodesLeft, const ProofErrors &errors)
        : m_want(want), m_limits(limits), m_nodesLeft(nodesLeft), m_errors(errors)
    {
    }

    Result<BranchEnd> run(const json::Value &node)
    {
        const auto hash = hashOf(node, StateHash, 0);
        if (!hash)
            return failure(hash.error());
        return BranchEnd{*hash, m_child};
    }

private:
    struct Parts {
        std::optional<crypto::Hash256> state;
        std::vector<std::pair<std::string, crypto::Hash256>> edges; // by first digit: the order of an object's keys
    };

    // The radix node that ends after `consumed` digits of what is wanted.
    Result<crypto::Hash256> hashOf(const json::Value &node, QStringView hashKey, int depth)
    {
        const auto stated = readHash(node[hashKey]);
        if (!stated)
            return m_errors.lie(u"member"_s);
        if (depth > m_limits.maxDepth)
            return m_errors.shape(u"too_deep"_s);
        if (node.object().size() > m_nodesLeft)
            return m_errors.shape(u"too_many"_s);
        m_nodesLeft -= node.object().size();

        Parts parts;
        for (const auto &[key, value] : node.object()) {
            Result<> read;
            if (key.startsWith(StatePrefix))
                read = readState(QStringView(key).sliced(StatePrefix.size()), value, parts);
            else if (key.startsWith(RadixPrefix))
                read = readKid(QStringView(key).sliced(RadixPrefix.size()), value, depth, parts);
            else if (key != hashKey)
                return m_errors.lie(u"member"_s);
            if (!read)
                return failure(read.error());
        }
        if (!parts.state && parts.edges.empty())
            return m_errors.lie(u"member"_s);
        std::vector<chain::RadixEdge> edges;
        edges.reserve(parts.edges.size());
        for (const auto &[edge, hash] : parts.edges)
            edges.push_back({edge, hash});
        if (chain::radixHash(parts.state, edges) == *stated)
            return *stated;
        // A node leaves out what is below the end of the label that it was asked for.
        return parts.edges.empty() ? m_errors.shape(u"prefix_label"_s) : m_errors.lie(u"hash"_s);
    }

    Result<> readState(QStringView label, const json::Value &value, Parts &parts)
    {
        const std::string radix = chain::radixLabel(label);
        parts.state = parts.state ? std::nullopt : readHashObject(value, StateHash);
        if (!parts.state || radix.empty() || radix != m_want.substr(0, m_consumed))
            return m_errors.lie(u"member"_s);
        if (m_consumed == m_want.size())
            m_child = parts.state;
        return {};
    }

    Result<> readKid(QStringView text, const json::Value &value, int depth, Parts &parts)
    {
        const auto edge = readEdge(text);
        if (!edge || (!parts.edges.empty() && parts.edges.back().first.front() >= edge->front()))
            return m_errors.lie(u"member"_s);
        const auto brief = readHashObject(value, NodeHash);
        if (!m_want.substr(m_consumed).starts_with(*edge)) {
            if (!brief)
                return m_errors.lie(u"member"_s);
            parts.edges.emplace_back(*edge, *brief);
            return {};
        }
        if (brief)
            return m_errors.shape(u"incomplete"_s);
        m_consumed += edge->size();
        const auto hash = hashOf(value, NodeHash, depth + 1);
        m_consumed -= edge->size();
        if (!hash)
            return failure(hash.error());
        parts.edges.emplace_back(*edge, *hash);
        return {};
    }

    std::string_view m_want;
    const ProofLimits &m_limits;
    std::size_t &m_nodesLeft;
    const ProofErrors &m_errors;
    std::size_t m_consumed = 0;
    std::optional<crypto::Hash256> m_child;
};

// Of the radix node `node`, what leads towards `rest`.
Result<json::Value> pruned(const json::Value &node, QStringView hashKey, std::string_view rest, int depth,
                           const ProofErrors &errors)
{
    if (depth < 0)
        return errors.shape(u"too_deep"_s);
    json::Object kept;
    for (const auto &[key, value] : node.object()) {
        if (key == hashKey) {
            kept.set(key, value);
        } else if (key.startsWith(StatePrefix)) {
            kept.set(key, json::Object{{StateHash.toString(), value[StateHash]}});
        } else if (key.startsWith(RadixPrefix)) {
            const auto edge = readEdge(QStringView(key).sliced(RadixPrefix.size()));
            if (edge && rest.starts_with(*edge) && value.object().size() > 1) {
                auto below = pruned(value, NodeHash, rest.substr(edge->size()), depth - 1, errors);
                if (!below)
                    return below;
                kept.set(key, *std::move(below));
            } else {
                kept.set(key, json::Object{{NodeHash.toString(), value[NodeHash]}});
            }
        } else {
            return errors.lie(u"member"_s);
        }
    }
    return json::Value(std::move(kept));
}

// The state object of the child `want` inside a state object, or null.
const json::Value *stateBelow(const json::Value &stateObject, std::string_view want)
{
    const json::Value *node = &stateObject;
    std::string_view rest = want;
    while (!rest.empty()) {
        const json::Value *next = nullptr;
        for (const auto &[key, value] : node->object()) {
            if (!key.startsWith(RadixPrefix))
                continue;
            const auto edge = readEdge(QStringView(key).sliced(RadixPrefix.size()));
            if (edge && rest.starts_with(*edge)) {
                next = &value;
                rest.remove_prefix(edge->size());
                break;
            }
        }
        if (!next)
            return nullptr;
        node = next;
    }
    for (const auto &[key, value] : node->object()) {
        if (key.startsWith(StatePrefix) && chain::radixLabel(QStringView(key).sliced(StatePrefix.size())) == want)
            return &value;
    }
    return nullptr;
}

} // namespace

std::optional<crypto::Hash256> readHash(const json::Value &value)
{
    if (!value.isString())
        return {};
    const auto hash = crypto::Hash256::parse(value.string());
    return hash && hash->toString() == value.string() ? hash : std::nullopt;
}

std::optional<crypto::Hash256> readHashObject(const json::Value &value, QStringView key)
{
    return value.object().size() == 1 ? readHash(value[key]) : std::nullopt;
}

Result<BranchEnd> walkBranch(const Branch &branch, std::string_view want, const ProofLimits &limits,
                             std::size_t &nodesLeft, const ProofErrors &errors)
{
    return BranchWalk(want, limits, nodesLeft, errors).run(branch.node);
}

Result<Branch> branchBelow(const json::Value &stateProof, const StatePath &path, int depth,
                           const crypto::Hash256 &expectedNodeHash, const ProofLimits &limits)
{
    const ProofErrors errors(path.toString());
    std::vector<std::string> wanted = path.radix();
    wanted.insert(wanted.begin(), chain::radixLabel(rootLabel(path.root)));
    if (depth < 0 || std::size_t(depth) >= wanted.size())
        return failure(errors::InvalidArgument, {{u"what"_s, u"depth"_s}});
    const json::Value *node = &stateProof;
    for (int i = 0; i < depth && node; ++i)
        node = stateBelow(*node, wanted[std::size_t(i)]);
    if (!node || node->object().size() < 2)
        return errors.shape(u"incomplete"_s);
    const std::string_view want = wanted[std::size_t(depth)];
    auto kept = pruned(*node, StateHash, want, limits.maxDepth, errors);
    if (!kept)
        return failure(kept.error());
    Branch branch{*std::move(kept)};
    std::size_t nodesLeft = limits.maxNodes;
    const auto end = walkBranch(branch, want, limits, nodesLeft, errors);
    if (!end)
        return failure(end.error());
    if (end->node != expectedNodeHash)
        return errors.lie(u"hash"_s);
    return branch;
}

} // namespace ain::light
