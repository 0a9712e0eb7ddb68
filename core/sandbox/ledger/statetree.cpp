#include "core/sandbox/ledger/statetree.h"

#include "core/sandbox/ledger/statenode.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ain::sandbox {

namespace {

// Reads with the "#..." members that a node adds on request (chain.md 6, 9.5).
class Reader {
public:
    explicit Reader(const ReadOptions &options) : m_options(options) { }

    json::Value read(const StateNode &node) const
    {
        if (!node.children)
            return node.leaf;
        std::vector<const RadixNode *> children;
        QString endLabel;
        if (m_options.partial)
            page(node, children, endLabel);
        else
            collectStates(*node.children, children);
        std::vector<json::Object::Member> members;
        members.reserve(children.size() + 8);
        if (m_options.partial)
            members.emplace_back(u"#end_label"_s, endLabel.isNull() ? json::Value() : json::Value(endLabel));
        for (const RadixNode *child : children)
            readChild(*child, members);
        addFigures(node, {}, members);
        json::Object object;
        if (!object.assign(std::move(members)))
            return {};
        return object;
    }

private:
    void readChild(const RadixNode &child, std::vector<json::Object::Member> &members) const
    {
        const StateNode &state = *child.state;
        if (!state.children) {
            members.emplace_back(child.label, state.leaf);
            addFigures(state, u':' + child.label, members);
            return;
        }
        if (!m_options.shallow && !m_options.partial) {
            members.emplace_back(child.label, read(state));
            return;
        }
        json::Object brief{{u"#state_ph"_s, hashOf(state).toString()}};
        if (m_options.partial)
            brief.set(u"#serial"_s, child.serial);
        members.emplace_back(child.label, std::move(brief));
    }

    void addFigures(const StateNode &node, const QString &suffix, std::vector<json::Object::Member> &members) const
    {
        if (m_options.includeVersion)
            members.emplace_back(u"#version"_s + suffix, m_options.versionText);
        if (m_options.includeTreeInfo) {
            members.emplace_back(u"#num_parents"_s + suffix, 1);
            members.emplace_back(u"#num_children"_s + suffix, node.info.numChildren);
            members.emplace_back(u"#tree_height"_s + suffix, node.info.height);
            members.emplace_back(u"#tree_size"_s + suffix, node.info.size);
            members.emplace_back(u"#tree_bytes"_s + suffix, node.info.bytes);
            members.emplace_back(u"#tree_max_siblings"_s + suffix, node.info.maxSiblings);
        }
        if (m_options.includeProof)
            members.emplace_back(u"#state_ph"_s + suffix, hashOf(node).toString());
    }

    void page(const StateNode &node, std::vector<const RadixNode *> &children, QString &endLabel) const
    {
        const std::string after =
            m_options.lastEndLabel ? m_options.lastEndLabel->left(4096).toLower().toStdString() : std::string();
        std::string prefix;
        walkPage(*node.children, prefix, m_options.lastEndLabel ? &after : nullptr, children, endLabel);
    }

    // Radix order is the order of the hex texts, a prefix before what continues it.
    void walkPage(const RadixNode &node, std::string &prefix, const std::string *after,
                  std::vector<const RadixNode *> &children, QString &endLabel) const
    {
        const auto size = prefix.size();
        prefix += node.edge;
        if (node.state && qsizetype(children.size()) < m_options.pageSize && (!after || prefix > *after)) {
            children.push_back(&node);
            endLabel = QString::fromStdString(prefix);
        }
        for (const RadixNodePtr &kid : node.kids) {
            if (qsizetype(children.size()) >= m_options.pageSize)
                break;
            walkPage(*kid, prefix, after, children, endLabel);
        }
        prefix.resize(size);
    }

    const ReadOptions &m_options;
};

json::Value hashObject(QStringView key, const crypto::Hash256 &hash)
{
    return json::Object{{key.toString(), hash.toString()}};
}

// The part of a state proof below one radix node (chain.md 9.4). The node where the label ends leaves out its
// own radix children, as the network does.
json::Value radixProof(const RadixNode &node, std::string_view rest, const json::Value &target, bool isRoot)
{
    json::Object proof{{isRoot ? u"#state_ph"_s : u"#radix_ph"_s, hashOf(node).toString()}};
    if (node.state) {
        proof.set(u"#state:"_s + node.label, rest.empty() ? target : hashObject(u"#state_ph", hashOf(*node.state)));
    }
    if (rest.empty())
        return proof;
    for (const RadixNodePtr &kid : node.kids) {
        const bool onPath = rest.starts_with(kid->edge);
        proof.set(u"#radix:"_s + QString::fromStdString(kid->edge),
                  onPath ? radixProof(*kid, rest.substr(kid->edge.size()), target, false)
                         : hashObject(u"#radix_ph", hashOf(*kid)));
    }
    return proof;
}

json::Value proofBelow(const StateNode &node, const Path &path, qsizetype index)
{
    if (index == path.size())
        return hashObject(u"#state_ph", hashOf(node));
    const StateNodePtr child = childOf(node, path[index]);
    if (!child)
        return {};
    const json::Value target = proofBelow(*child, path, index + 1);
    return target.isNull() ? target : radixProof(*node.children, radixLabel(path[index]), target, true);
}

} // namespace

Path parsePath(QStringView text)
{
    Path path;
    for (const QStringView label : text.tokenize(u'/', Qt::SkipEmptyParts))
        path.append(label.toString());
    return path;
}

QString formatPath(const Path &path) { return path.isEmpty() ? u"/"_s : u'/' + path.join(u'/'); }

QString rootLabel(StateRoot root)
{
    switch (root) {
    case StateRoot::Values: return u"values"_s;
    case StateRoot::Rules: return u"rules"_s;
    case StateRoot::Functions: return u"functions"_s;
    case StateRoot::Owners: return u"owners"_s;
    }
    Q_UNREACHABLE();
}

StateTree::StateTree() : m_root(makeLeaf({})) { }

StateNodePtr StateTree::find(const Path &path) const
{
    StateNodePtr node = m_root;
    for (const QString &label : path) {
        node = childOf(*node, label);
        if (!node)
            break;
    }
    return node;
}

json::Value StateTree::value(const Path &path) const
{
    const StateNodePtr node = find(path);
    return node ? toJson(*node) : json::Value();
}

json::Value StateTree::value(const Path &path, const ReadOptions &options) const
{
    const StateNodePtr node = find(path);
    return node ? Reader(options).read(*node) : json::Value();
}

std::optional<ReadRefusal> StateTree::checkLimits(const Path &path, const ReadOptions &options,
                                                  const ReadLimits &limits) const
{
    const StateNodePtr node = find(path);
    if (!node || options.partial)
        return {};
    const auto refusal = [](int code, QStringView what, qint64 value, qint64 limit) {
        return ReadRefusal{
            code,
            u"The data exceeds the max %1 limit of the requested node: %2 > %3"_s.arg(what).arg(value).arg(limit)};
    };
    if (node->info.maxSiblings > limits.maxSiblings)
        return refusal(30003, u"sibling", node->info.maxSiblings, limits.maxSiblings);
    if (!options.shallow && node->info.bytes > limits.maxBytes)
        return refusal(30002, u"byte", node->info.bytes, limits.maxBytes);
    return {};
}

void StateTree::write(const Path &path, const json::Value &value)
{
    Q_ASSERT(!path.isEmpty());
    StateNodePtr subtree = makeTree(value);
    if (!subtree->children && subtree->leaf.isNull())
        subtree.reset();
    m_root = replaced(m_root, path, 0, subtree);
    if (!m_root)
        m_root = makeLeaf({});
}

std::optional<crypto::Hash256> StateTree::proofHash(const Path &path) const
{
    const StateNodePtr node = find(path);
    return node ? std::optional(hashOf(*node)) : std::nullopt;
}

json::Value StateTree::stateProof(const Path &path) const { return proofBelow(*m_root, path, 0); }

std::optional<StateInfo> StateTree::stateInfo(const Path &path) const
{
    const StateNodePtr node = find(path);
    return node ? std::optional(node->info) : std::nullopt;
}

bool isLeaf(const StateNode &node) { return !node.children; }

StateNodePtr childOf(const StateNode &node, QStringView label)
{
    if (!node.children)
        return nullptr;
    const RadixNode *found = findRadix(*node.children, radixLabel(label));
    return found ? found->state : nullptr;
}

StateNodePtr variableChildOf(const StateNode &node, QString *label)
{
    if (!node.children)
        return nullptr;
    // '$' is 24 in hex: follow those two digits, then look at what is below them.
    std::vector<const RadixNode *> candidates;
    for (const RadixNodePtr &kid : node.children->kids) {
        if (kid->edge.starts_with("24")) {
            collectStates(*kid, candidates);
        } else if (kid->edge == "2") {
            for (const RadixNodePtr &second : kid->kids) {
                if (second->edge.front() == '4')
                    collectStates(*second, candidates);
            }
        }
    }
    const RadixNode *first = nullptr;
    for (const RadixNode *candidate : candidates) {
        if (candidate->label.startsWith(u'$') && (!first || candidate->serial < first->serial))
            first = candidate;
    }
    if (!first)
        return nullptr;
    *label = first->label;
    return first->state;
}

void forEachChild(const StateNode &node, const std::function<void(const QString &, const StateNodePtr &)> &visit)
{
    if (!node.children)
        return;
    std::vector<const RadixNode *> children;
    collectStates(*node.children, children);
    std::ranges::sort(children, {}, &RadixNode::serial);
    for (const RadixNode *child : children)
        visit(child->label, child->state);
}

qsizetype childCount(const StateNode &node) { return qsizetype(node.info.numChildren); }

json::Value toJson(const StateNode &node)
{
    static const ReadOptions plain;
    return Reader(plain).read(node);
}

const json::Value &leafValue(const StateNode &node) { return node.leaf; }

StateInfo infoOf(const StateNode &node) { return node.info; }

} // namespace ain::sandbox
