#include "core/sandbox/ledger/statenode.h"

#include "core/chain/statehash.h"
#include "core/json/writer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ain::sandbox {

namespace {

constexpr qint64 NodeBytes = 160; // what every node counts besides its value (chain.md 4.1)

using MutableRadix = std::shared_ptr<RadixNode>;

qint64 labelBytes(const QString &label) { return 2 * label.size(); }

void updateFigures(RadixNode &node)
{
    node.hash.reset();
    node.height = node.state ? node.state->info.height : 0;
    node.size = node.state ? node.state->info.size : 0;
    node.bytes = node.state ? labelBytes(node.label) + node.state->info.bytes : 0;
    node.maxSiblings = node.state ? node.state->info.maxSiblings : 0;
    for (const RadixNodePtr &kid : node.kids) {
        node.height = std::max(node.height, kid->height);
        node.size += kid->size;
        node.bytes += kid->bytes;
        node.maxSiblings = std::max(node.maxSiblings, kid->maxSiblings);
    }
}

auto kidPosition(std::vector<RadixNodePtr> &kids, char digit)
{
    return std::ranges::lower_bound(kids, digit, {}, [](const RadixNodePtr &kid) { return kid->edge.front(); });
}

RadixNodePtr withEdge(const RadixNode &node, std::string edge)
{
    auto copy = std::make_shared<RadixNode>(node);
    copy->edge = std::move(edge);
    return copy;
}

struct Insertion {
    const QString &label;
    const StateNodePtr &state;
    qint64 &nextSerial;
    bool added = false;

    void place(RadixNode &node)
    {
        if (!node.state) {
            node.serial = nextSerial++;
            added = true;
        }
        node.state = state;
        node.label = label;
    }
    MutableRadix fresh(std::string_view edge)
    {
        auto node = std::make_shared<RadixNode>();
        node->edge = edge;
        node->serial = nextSerial++;
        return node;
    }
};

RadixNodePtr inserted(const RadixNode &node, std::string_view rest, Insertion &what)
{
    auto copy = std::make_shared<RadixNode>(node);
    if (rest.empty()) {
        what.place(*copy);
        updateFigures(*copy);
        return copy;
    }
    const auto position = kidPosition(copy->kids, rest.front());
    if (position == copy->kids.end() || (*position)->edge.front() != rest.front()) {
        MutableRadix kid = what.fresh(rest);
        what.place(*kid);
        updateFigures(*kid);
        copy->kids.insert(position, std::move(kid));
    } else {
        const RadixNode &kid = **position;
        const auto common = std::size_t(std::ranges::mismatch(kid.edge, rest).in1 - kid.edge.begin());
        if (common == kid.edge.size()) {
            *position = inserted(kid, rest.substr(common), what);
        } else {
            MutableRadix fork = what.fresh(rest.substr(0, common));
            fork->kids.push_back(withEdge(kid, kid.edge.substr(common)));
            if (common == rest.size()) {
                what.place(*fork);
            } else {
                MutableRadix added = what.fresh(rest.substr(common));
                what.place(*added);
                updateFigures(*added);
                fork->kids.insert(kidPosition(fork->kids, rest[common]), std::move(added));
            }
            updateFigures(*fork);
            *position = std::move(fork);
        }
    }
    updateFigures(*copy);
    return copy;
}

// Null when nothing is left. A node left with one child and no state is merged with that child, so the shape
// depends on the set of labels only.
RadixNodePtr erased(const RadixNode &node, std::string_view rest, bool isRoot)
{
    auto copy = std::make_shared<RadixNode>(node);
    if (rest.empty()) {
        copy->state.reset();
        copy->label.clear();
    } else {
        const auto position = kidPosition(copy->kids, rest.front());
        RadixNodePtr kid = erased(**position, rest.substr((*position)->edge.size()), false);
        if (kid)
            *position = std::move(kid);
        else
            copy->kids.erase(position);
    }
    if (!isRoot && !copy->state) {
        if (copy->kids.empty())
            return nullptr;
        if (copy->kids.size() == 1)
            return withEdge(*copy->kids.front(), copy->edge + copy->kids.front()->edge);
    }
    updateFigures(*copy);
    return copy;
}

StateNodePtr makeInner(RadixNodePtr children, qint64 count, qint64 nextSerial)
{
    auto node = std::make_shared<StateNode>();
    node->nextSerial = nextSerial;
    node->info = {count, 1 + children->height, 1 + children->size, NodeBytes + children->bytes,
                  std::max(count, children->maxSiblings)};
    node->children = std::move(children);
    return node;
}

StateNodePtr withChild(const StateNode *node, const QString &label, const StateNodePtr &child)
{
    static const RadixNode empty;
    const bool inner = node && node->children;
    qint64 nextSerial = inner ? node->nextSerial : 1;
    Insertion what{label, child, nextSerial};
    RadixNodePtr children = inserted(inner ? *node->children : empty, radixLabel(label), what);
    return makeInner(std::move(children), (inner ? node->info.numChildren : 0) + (what.added ? 1 : 0), nextSerial);
}

} // namespace

StateNodePtr makeLeaf(json::Value scalar)
{
    auto node = std::make_shared<StateNode>();
    node->info = {0, 0, 1, json::objectSize(scalar) + NodeBytes, 1};
    node->leaf = std::move(scalar);
    return node;
}

StateNodePtr makeTree(const json::Value &value)
{
    if (!value.isObject())
        return makeLeaf(value);
    auto radix = std::make_shared<const RadixNode>();
    qint64 count = 0;
    qint64 nextSerial = 1;
    for (const auto &[key, member] : value.object()) {
        if (key.startsWith(u'#'))
            continue; // figures of a read, never part of the state
        const StateNodePtr child = makeTree(member);
        Insertion what{key, child, nextSerial};
        radix = inserted(*radix, radixLabel(key), what);
        count += what.added ? 1 : 0;
    }
    return count == 0 ? makeLeaf({}) : makeInner(std::move(radix), count, nextSerial);
}

StateNodePtr replaced(const StateNodePtr &node, const Path &path, qsizetype index, const StateNodePtr &subtree)
{
    if (index == path.size())
        return subtree;
    const QString &label = path[index];
    const StateNodePtr child = node ? childOf(*node, label) : nullptr;
    const StateNodePtr changed = replaced(child, path, index + 1, subtree);
    if (changed)
        return withChild(node.get(), label, changed);
    if (!node || !node->children)
        return nullptr; // a scalar is overwritten by the attempt to write below it
    if (!child)
        return node;
    if (node->info.numChildren == 1)
        return nullptr;
    return makeInner(erased(*node->children, radixLabel(label), true), node->info.numChildren - 1, node->nextSerial);
}

const RadixNode *findRadix(const RadixNode &root, std::string_view hex)
{
    const RadixNode *node = &root;
    while (!hex.empty()) {
        const auto kid =
            std::ranges::find(node->kids, hex.front(), [](const RadixNodePtr &k) { return k->edge.front(); });
        if (kid == node->kids.end() || !hex.starts_with((*kid)->edge))
            return nullptr;
        hex.remove_prefix((*kid)->edge.size());
        node = kid->get();
    }
    return node;
}

void collectStates(const RadixNode &node, std::vector<const RadixNode *> &out)
{
    if (node.state)
        out.push_back(&node);
    for (const RadixNodePtr &kid : node.kids)
        collectStates(*kid, out);
}

const crypto::Hash256 &hashOf(const RadixNode &node)
{
    if (!node.hash) {
        std::vector<chain::RadixEdge> edges;
        edges.reserve(node.kids.size());
        for (const RadixNodePtr &kid : node.kids)
            edges.push_back({kid->edge, hashOf(*kid)});
        node.hash = chain::radixHash(node.state ? std::optional(hashOf(*node.state)) : std::nullopt, edges);
    }
    return *node.hash;
}

const crypto::Hash256 &hashOf(const StateNode &node)
{
    if (!node.hash)
        node.hash = node.children ? hashOf(*node.children) : chain::leafHash(node.leaf).value_or(crypto::Hash256());
    return *node.hash;
}

} // namespace ain::sandbox
