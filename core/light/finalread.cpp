#include "core/chain/statehash.h"
#include "core/light/branchwalk.h"
#include "core/light/stateproof.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>

using namespace Qt::StringLiterals;

namespace ain::light {

namespace {

constexpr std::array Roots{StateRoot::Values, StateRoot::Rules, StateRoot::Functions, StateRoot::Owners};
constexpr QStringView StateHash = u"#state_ph";
constexpr QStringView EndLabel = u"#end_label";

// One text for all spellings of a node.
std::string nodeKey(const StatePath &path)
{
    std::string key(1, char('0' + int(path.root)));
    for (const std::string &label : path.radix())
        key += '/' + label;
    return key;
}

// A node with its children's hashes as ain_get shows it (chain.md 9.5).
struct ListedNode {
    enum class State {
        Unread, ///< not asked for
        Null,
        Leaf,
        Listed,
        Bad
    };
    State state = State::Unread;
    crypto::Hash256 own;
    Listing::Children children;
    bool isPage = false;
};

struct HashedNode {
    ListedNode node;
    std::optional<Listing> listing; // with State::Listed
};

std::optional<crypto::Hash256> childHash(const json::Value &child)
{
    if (!child.isObject())
        return chain::leafHash(child);
    const std::size_t serial = child.object().contains(u"#serial") ? 1 : 0;
    return child.object().size() == 1 + serial ? readHash(child[StateHash]) : std::nullopt;
}

// Reads what is listed; nothing is hashed but leaves.
ListedNode readChildren(const json::Value &answer, std::size_t maxChildren)
{
    ListedNode node;
    if (answer.isNull()) {
        node.state = ListedNode::State::Null;
        return node;
    }
    node.state = answer.isObject() || answer.isArray() ? ListedNode::State::Bad : ListedNode::State::Leaf;
    const auto own = readHash(answer[StateHash]);
    if (!own || answer.object().size() > maxChildren)
        return node;
    node.own = *own;
    node.children.reserve(qsizetype(answer.object().size()));
    for (const auto &[label, child] : answer.object()) {
        if (label == EndLabel)
            node.isPage = !child.isNull();
        if (label == StateHash || label == EndLabel)
            continue;
        if (label.startsWith(u'#')) {
            // The hash of a leaf beside it, which follows from its value.
            const bool isLeafHash = label.startsWith(u"#state_ph:") && readHash(child)
                && chain::leafHash(answer[QStringView(label).sliced(10)]) == readHash(child);
            if (!isLeafHash)
                return node;
            continue;
        }
        const auto hash = childHash(child);
        if (!hash)
            return node;
        node.children.emplace_back(label, *hash);
    }
    node.state = ListedNode::State::Listed;
    return node;
}

HashedNode readNode(const json::Value &answer, std::size_t maxChildren)
{
    HashedNode hashed{readChildren(answer, maxChildren), {}};
    if (hashed.node.state == ListedNode::State::Listed)
        hashed.listing.emplace(std::move(hashed.node.children));
    return hashed;
}

// What a gateway may add to a value when it is asked for hashes; no label begins so.
json::Value withoutFigures(const json::Value &value)
{
    if (!value.isObject())
        return value;
    std::vector<json::Object::Member> members;
    for (const auto &[label, member] : value.object()) {
        if (!label.startsWith(u'#'))
            members.emplace_back(label, withoutFigures(member));
    }
    json::Object object;
    (void)object.assign(std::move(members));
    return object;
}

json::Value readOperation(const StatePath &path, bool isListing)
{
    json::Object operation{{u"type"_s, path.method()}, {u"ref"_s, path.reference()}, {u"is_final"_s, true}};
    if (isListing) {
        operation.set(u"is_partial"_s, true);
        operation.set(u"include_proof"_s, true);
    }
    return operation;
}

// Puts the proof of one path together from the nodes of an answer.
class Assembly {
public:
    using Nodes = std::map<std::string, HashedNode>;

    Assembly(const Nodes &nodes, const QList<KnownOpening> &known) : m_nodes(nodes), m_known(known) { }

    Result<StateProof> run(const StatePath &path, const json::Value &value) const
    {
        const ProofErrors errors(path.toString());
        StateProof proof;
        const auto root = rootListing(path.root);
        if (!root)
            return failure(root.error());
        proof.openings.push_back({*root, std::nullopt});
        std::optional<crypto::Hash256> expected = m_nodes.at(nodeKey(path.parent(0))).node.own;
        bool isAbsent = false;
        for (qsizetype i = 0; i < path.labels.size() && !isAbsent; ++i) {
            const StatePath node = path.parent(i);
            const std::string label = chain::radixLabel(path.labels[i]);
            auto opening = knownOpening(node, path.labels[i]);
            if (!opening) {
                const auto listed = listedNode(node, expected);
                if (!listed)
                    return failure(listed.error());
                opening = Opening{**listed, std::nullopt};
            }
            auto child = childIn(*opening, label, errors);
            if (!child)
                return failure(child.error());
            expected = *child;
            isAbsent = !expected;
            proof.openings.push_back(*std::move(opening));
        }
        if (isAbsent && !value.isNull())
            return errors.lie(u"absent"_s);
        if (expected && value.isNull())
            return errors.shape(u"too_many"_s);
        proof.value = value.object().contains(StateHash) ? withoutFigures(value) : value;
        return proof;
    }

    // The hash that the node above states.
    Result<crypto::Hash256> statedHash(const StatePath &node) const
    {
        const ProofErrors errors(node.toString());
        const qsizetype above = node.labels.size() - 1;
        const auto found = m_nodes.find(nodeKey(above < 0 ? node : node.parent(above)));
        if (found == m_nodes.end() || !found->second.listing)
            return errors.shape(u"incomplete"_s);
        if (above < 0)
            return found->second.node.own;
        const crypto::Hash256 *hash = found->second.listing->find(chain::radixLabel(node.labels.back()));
        return hash ? Result<crypto::Hash256>(*hash) : errors.shape(u"incomplete"_s);
    }

    Result<Listing> rootListing(StateRoot of) const
    {
        Listing::Children children;
        for (const StateRoot root : Roots) {
            const ProofErrors errors(u'/' + rootLabel(root));
            const auto found = m_nodes.find(nodeKey(StatePath{root, {}}));
            if (found == m_nodes.end())
                return errors.lie(u"answer"_s);
            const ListedNode &node = found->second.node;
            if (node.state == ListedNode::State::Listed)
                children.emplace_back(rootLabel(root), node.own);
            else if (node.state != ListedNode::State::Null)
                return errors.lie(u"member"_s);
            else if (root == of)
                return errors.shape(u"too_many"_s);
        }
        return Listing(std::move(children));
    }

private:
    static Result<std::optional<crypto::Hash256>> childIn(const Opening &opening, const std::string &label,
                                                          const ProofErrors &errors)
    {
        if (opening.listing) {
            const crypto::Hash256 *child = opening.listing->find(label);
            return child ? std::optional(*child) : std::nullopt;
        }
        const ProofLimits limits;
        std::size_t nodesLeft = limits.maxNodes;
        const auto end = walkBranch(opening.branch.value_or(Branch()), label, limits, nodesLeft, errors);
        if (!end)
            return failure(end.error());
        return end->child;
    }

    std::optional<Opening> knownOpening(const StatePath &node, const QString &child) const
    {
        for (const KnownOpening &known : m_known) {
            if (isSameNode(known.node, node)
                && (known.child.isEmpty() || chain::radixLabel(known.child) == chain::radixLabel(child)))
                return known.opening;
        }
        return {};
    }

    Result<const Listing *> listedNode(const StatePath &path, const std::optional<crypto::Hash256> &expected) const
    {
        const ProofErrors errors(path.toString());
        const auto found = m_nodes.find(nodeKey(path));
        if (found == m_nodes.end() || found->second.node.state == ListedNode::State::Null)
            return errors.shape(u"too_many"_s);
        const ListedNode &node = found->second.node;
        if (node.state == ListedNode::State::Leaf)
            return errors.shape(u"below_leaf"_s);
        if (node.state != ListedNode::State::Listed)
            return errors.lie(u"member"_s);
        if (expected && node.own != *expected)
            return errors.lie(u"hash"_s);
        const Listing &listing = *found->second.listing;
        if (listing.hash() != node.own)
            return errors.shape(node.isPage ? u"too_many"_s : u"shape"_s);
        return &listing;
    }

    const Nodes &m_nodes;
    const QList<KnownOpening> &m_known;
};

Assembly::Nodes readNodes(const QList<StatePath> &listed, const json::Array &answer, std::size_t maxChildren)
{
    Assembly::Nodes nodes;
    for (qsizetype i = 0; i < listed.size() && std::size_t(i) < answer.size(); ++i)
        nodes.emplace(nodeKey(listed[i]), readNode(answer[std::size_t(i)], maxChildren));
    return nodes;
}

} // namespace

json::Object pageParams(const StatePath &node, const QString &after)
{
    json::Object params = readOperation(node, true).object();
    if (!after.isEmpty())
        params.set(u"last_end_label"_s, after);
    return params;
}

QString endOfPage(const json::Value &page) { return page[EndLabel].toString().left(4096); }

Result<Listing::Children> readPage(const json::Value &page, const crypto::Hash256 &expectedNodeHash)
{
    const ProofErrors errors{QString()};
    ListedNode node = readChildren(page, MaxPageChildren);
    if (node.state != ListedNode::State::Listed)
        return errors.lie(u"member"_s);
    if (node.own != expectedNodeHash)
        return errors.lie(u"hash"_s);
    return std::move(node.children);
}

Result<Listing> wholeListing(Listing::Children children, const crypto::Hash256 &expectedNodeHash)
{
    Listing whole(std::move(children));
    if (whole.hash() != expectedNodeHash)
        return ProofErrors{QString()}.shape(u"shape"_s);
    return whole;
}

Result<FinalRead> FinalRead::make(QList<StatePath> paths, const QList<StatePath> &unlisted)
{
    FinalRead read;
    std::set<std::string> seen;
    for (const StateRoot root : Roots) {
        read.m_listed.append(StatePath{root, {}});
        seen.insert(nodeKey(read.m_listed.back()));
    }
    for (const StatePath &path : unlisted)
        seen.insert(nodeKey(path));
    for (const StatePath &path : std::as_const(paths)) {
        if (path.labels.isEmpty() || path.labels.size() > StatePath::MaxLabels)
            return failure(errors::InvalidArgument, {{u"what"_s, u"path"_s}});
        for (qsizetype length = 1; length < path.labels.size(); ++length) {
            if (StatePath node = path.parent(length); seen.insert(nodeKey(node)).second)
                read.m_listed.append(std::move(node));
        }
    }
    if (read.m_listed.size() + paths.size() > MaxOperations)
        return failure(errors::InvalidArgument, {{u"what"_s, u"paths"_s}});
    read.m_paths = std::move(paths);
    return read;
}

json::Object FinalRead::params() const
{
    json::Array operations;
    for (const StatePath &node : m_listed)
        operations.push_back(readOperation(node, true));
    for (const StatePath &path : m_paths)
        operations.push_back(readOperation(path, false));
    return json::Object{{u"type"_s, u"GET"_s}, {u"op_list"_s, std::move(operations)}};
}

QList<Result<StateProof>> FinalRead::read(const json::Array &answer, const ProofLimits &limits,
                                          const QList<KnownOpening> &known) const
{
    QList<Result<StateProof>> proofs;
    proofs.reserve(m_paths.size());
    const auto listed = std::size_t(m_listed.size());
    const bool fits = answer.size() == listed + std::size_t(m_paths.size());
    const Assembly::Nodes nodes = fits ? readNodes(m_listed, answer, limits.maxChildren) : Assembly::Nodes();
    const Assembly assembly(nodes, known);
    for (std::size_t i = 0; i < std::size_t(m_paths.size()); ++i) {
        const StatePath &path = m_paths[qsizetype(i)];
        if (fits)
            proofs.append(assembly.run(path, answer[listed + i]));
        else
            proofs.append(Result<StateProof>(ProofErrors(path.toString()).lie(u"answer"_s)));
    }
    return proofs;
}

Result<crypto::Hash256> FinalRead::nodeHash(const json::Array &answer, const StatePath &node) const
{
    const Assembly::Nodes nodes = readNodes(m_listed, answer, ProofLimits().maxChildren);
    const QList<KnownOpening> nothing;
    return Assembly(nodes, nothing).statedHash(node);
}

Result<crypto::Hash256> FinalRead::stateHash(const json::Array &answer) const
{
    const Assembly::Nodes nodes = readNodes(m_listed.first(qsizetype(Roots.size())), answer, ProofLimits().maxChildren);
    const QList<KnownOpening> nothing;
    const auto listing = Assembly(nodes, nothing).rootListing(StateRoot::Values);
    if (!listing)
        return failure(listing.error());
    return *listing->hash();
}

} // namespace ain::light
