#include "core/light/stateproof.h"

#include "core/chain/statehash.h"
#include "core/json/number.h"
#include "core/light/shape.h"

#include <algorithm>
#include <charconv>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ain::light {

namespace {

// The labels from the whole state's root to the target, in radix form.
std::vector<std::string> wantedLabels(const StatePath &path)
{
    std::vector<std::string> labels = path.radix();
    labels.insert(labels.begin(), chain::radixLabel(rootLabel(path.root)));
    return labels;
}

bool isUsablePath(const StatePath &path)
{
    const auto labels = path.radix();
    return path.labels.size() <= StatePath::MaxLabels
        && std::ranges::none_of(labels, [](const std::string &label) { return label.empty(); });
}

// What is hashed into a radix node, as a text that somebody wrote: "S#" and "#", or "#EDGE#HASH" for each child.
bool looksLikeNode(QStringView text)
{
    const auto isHash = [](QStringView hash) {
        return hash.size() == 66 && hash.startsWith(u"0x") && crypto::Hash256::parse(hash).has_value();
    };
    const qsizetype first = text.indexOf(u'#');
    if (first != 0 && !(first == 66 && isHash(text.first(66))))
        return false;
    const QStringView rest = text.sliced(first + 1);
    if (rest == u"#")
        return true;
    const auto parts = rest.split(u'#');
    if (parts.size() < 3 || parts.size() % 2 == 0 || !parts.front().isEmpty())
        return false;
    for (qsizetype i = 2; i < parts.size(); i += 2) {
        if (!isHash(parts[i]))
            return false;
    }
    return true;
}

// Bounds of a target's subtree, and what can't be told apart in it.
class ValueCheck {
public:
    ValueCheck(StateRoot root, std::vector<std::string> labels, const ProofLimits &limits, const ProofErrors &errors)
        : m_root(root), m_labels(std::move(labels)), m_limits(limits), m_errors(errors)
    {
    }

    Result<> run(const json::Value &value, int depth = 0)
    {
        if (++m_count > m_limits.maxChildren)
            return m_errors.shape(u"too_many"_s);
        if (!value.isObject()) {
            if (value.isArray())
                return m_errors.lie(u"value"_s);
            if (value.isString() && looksLikeNode(value.string()))
                return m_errors.shape(u"ambiguous"_s);
            return {};
        }
        if (depth >= std::min(m_limits.maxDepth, chain::MaxSubtreeDepth))
            return m_errors.shape(u"too_deep"_s);
        m_isClosed = m_isClosed && !mayHoldText(m_root, m_labels);
        for (const auto &[label, member] : value.object()) {
            m_labels.push_back(chain::radixLabel(label));
            const auto checked = run(member, depth + 1);
            m_labels.pop_back();
            if (!checked)
                return checked;
        }
        return {};
    }

    bool isClosed() const { return m_isClosed; }

private:
    StateRoot m_root;
    std::vector<std::string> m_labels;
    const ProofLimits &m_limits;
    const ProofErrors &m_errors;
    std::size_t m_count = 0;
    bool m_isClosed = true;
};

// Below these nothing is ever deleted, so every node has the canonical shape (chain.md 9.3).
bool isAlwaysCanonical(const StatePath &path)
{
    const auto labels = path.radix();
    return path.root == StateRoot::Values && !labels.empty()
        && (labels.front() == chain::radixLabel(u"accounts")
            || labels.front() == chain::radixLabel(u"service_accounts"));
}

Result<BranchEnd> openListing(const Listing &listing, std::string_view want, std::size_t &childrenLeft,
                              const ProofErrors &errors)
{
    if (listing.children().size() > childrenLeft)
        return errors.shape(u"too_many"_s);
    childrenLeft -= listing.children().size();
    if (!listing.hash())
        return errors.lie(u"children"_s);
    const crypto::Hash256 *child = listing.find(want);
    return BranchEnd{*listing.hash(), child ? std::optional(*child) : std::nullopt};
}

struct Opened {
    crypto::Hash256 root;
    std::optional<crypto::Hash256> target; // empty: absent
};

Result<Opened> openAll(const StatePath &path, const StateProof &proof, const crypto::Hash256 *root,
                       const ProofLimits &limits)
{
    const ProofErrors errors(path.toString());
    const std::vector<std::string> wanted = wantedLabels(path);
    if (proof.openings.empty() || proof.openings.size() > wanted.size())
        return errors.lie(u"openings"_s);
    std::size_t childrenLeft = limits.maxChildren;
    std::size_t nodesLeft = limits.maxNodes;
    Opened opened;
    std::optional<crypto::Hash256> expected = root ? std::optional(*root) : std::nullopt;
    for (std::size_t i = 0; i < proof.openings.size(); ++i) {
        const Opening &opening = proof.openings[i];
        if (opening.listing.has_value() == opening.branch.has_value() || (i > 0 && !expected))
            return errors.lie(u"openings"_s);
        const auto end = opening.listing ? openListing(*opening.listing, wanted[i], childrenLeft, errors)
                                         : walkBranch(*opening.branch, wanted[i], limits, nodesLeft, errors);
        if (!end)
            return failure(end.error());
        if (expected && end->node != *expected) {
            if (i == 0)
                return errors.lie(u"root"_s);
            const bool mayDiffer = opening.listing && !isAlwaysCanonical(path.parent(qsizetype(i) - 1));
            return mayDiffer ? errors.shape(u"shape"_s) : errors.lie(u"hash"_s);
        }
        if (i == 0)
            opened.root = end->node;
        expected = end->child;
    }
    if (expected && proof.openings.size() < wanted.size())
        return errors.lie(u"openings"_s);
    opened.target = expected;
    return opened;
}

// Everything but who may have written it. True: no user can have put a text where the value has an object.
Result<bool> check(const FinalBlock &block, const StatePath &path, const StateProof &proof, const ProofLimits &limits)
{
    const ProofErrors errors(path.toString());
    if (!isUsablePath(path))
        return failure(errors::LightPath, {{u"path"_s, path.toString()}});
    const auto opened = openAll(path, proof, &block.header().stateHash(), limits);
    if (!opened)
        return failure(opened.error());
    if (!opened->target)
        return proof.value.isNull() ? Result<bool>(true) : errors.lie(u"absent"_s);
    if (proof.value.isNull())
        return errors.shape(u"too_many"_s); // a gateway answers null for what it finds too large
    ValueCheck values(path.root, path.radix(), limits, errors);
    if (auto checked = values.run(proof.value); !checked)
        return failure(checked.error());
    if (!proof.shapes.empty()) {
        if (auto followed = followValue(proof.value, *opened->target, proof.shapes, limits, errors); !followed)
            return failure(followed.error());
    } else if (chain::subtreeHash(proof.value) != opened->target) {
        return proof.value.isObject() && !isAlwaysCanonical(path) ? errors.shape(u"shape"_s) : errors.lie(u"value"_s);
    }
    return values.isClosed();
}

QString canonicalText(QString text)
{
    const std::string radix = chain::radixLabel(text);
    if (text.startsWith(u"0x") && 2 + radix.size() == std::size_t(text.size())) {
        // Hashed as its bytes: the case of the digits is not proven.
        QString lower = u"0x"_s + QString::fromStdString(radix);
        if (radix.size() == 40) {
            if (const auto address = crypto::Address::parse(lower))
                return address->toString();
        }
        return lower;
    }
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            ++i;
        else if (text[i].isSurrogate())
            text[i] = QChar(QChar::ReplacementCharacter); // both are hashed alike
    }
    return text;
}

std::optional<double> numberOf(const QString &text)
{
    if (text.isEmpty() || text.size() > json::NumberTextMax)
        return {};
    const QByteArray latin = text.toLatin1();
    double number = 0;
    const auto [end, error] = std::from_chars(latin.data(), latin.data() + latin.size(), number);
    const bool ok = error == std::errc() && end == latin.data() + latin.size() && std::isfinite(number)
        && json::numberText(number) == text;
    return ok ? std::optional(number) : std::nullopt;
}

} // namespace

Listing::Listing(Children children)
{
    auto data = std::make_shared<Data>();
    data->byRadix.reserve(children.size());
    for (const auto &[label, hash] : children)
        data->byRadix.emplace_back(chain::radixLabel(label), hash);
    std::ranges::sort(data->byRadix, {}, &std::pair<std::string, crypto::Hash256>::first);
    data->hash = chain::canonicalHash(data->byRadix);
    data->children = std::move(children);
    d = std::move(data);
}

const crypto::Hash256 *Listing::find(std::string_view radix) const
{
    const auto at = std::ranges::lower_bound(d->byRadix, radix, {},
                                             [](const auto &child) { return std::string_view(child.first); });
    return at != d->byRadix.end() && at->first == radix ? &at->second : nullptr;
}

json::Value StateProof::toJson() const
{
    json::Array list;
    for (const Opening &opening : openings) {
        if (opening.branch) {
            list.emplace_back(json::Object{{u"branch"_s, opening.branch->node}});
            continue;
        }
        std::vector<json::Object::Member> members;
        if (opening.listing) {
            for (const auto &[label, hash] : opening.listing->children())
                members.emplace_back(label, hash.toString());
        }
        json::Object children;
        (void)children.assign(std::move(members));
        list.emplace_back(json::Object{{u"children"_s, std::move(children)}});
    }
    json::Object json{{u"openings"_s, std::move(list)}, {u"value"_s, value}};
    json::Array shown;
    for (const Shape &shape : shapes) {
        json::Array labels;
        for (const QString &label : shape.labels)
            labels.emplace_back(label);
        shown.emplace_back(json::Object{{u"path"_s, std::move(labels)}, {u"node"_s, shape.node}});
    }
    if (!shown.empty())
        json.set(u"shapes"_s, std::move(shown));
    return json;
}

Result<StateProof> StateProof::read(const json::Value &json, const ProofLimits &limits)
{
    const ProofErrors errors{QString()};
    const json::Object &object = json.object();
    const json::Value *openings = object.find(u"openings");
    const json::Value *value = object.find(u"value");
    const json::Value *shapes = object.find(u"shapes");
    if (object.size() != (shapes ? 3U : 2U) || !openings || !value || !openings->isArray() || openings->array().empty()
        || openings->array().size() > std::size_t(StatePath::MaxLabels) + 1)
        return errors.lie(u"member"_s);
    StateProof proof;
    std::size_t childrenLeft = limits.maxChildren;
    for (const json::Value &item : openings->array()) {
        const json::Value *children = item.object().find(u"children");
        const json::Value *branch = item.object().find(u"branch");
        if (item.object().size() != 1 || !(children ? children->isObject() : branch && branch->isObject()))
            return errors.lie(u"member"_s);
        Opening opening;
        if (branch) {
            opening.branch = Branch{*branch};
        } else {
            if (children->object().size() > childrenLeft)
                return errors.shape(u"too_many"_s);
            childrenLeft -= children->object().size();
            Listing::Children list;
            list.reserve(children->object().size());
            for (const auto &[label, text] : children->object()) {
                const auto hash = readHash(text);
                if (!hash)
                    return errors.lie(u"member"_s);
                list.emplace_back(label, *hash);
            }
            opening.listing.emplace(std::move(list));
        }
        proof.openings.push_back(std::move(opening));
    }
    proof.value = *value;
    if (!shapes)
        return proof;
    if (!shapes->isArray() || shapes->array().size() > MaxShapes)
        return errors.lie(u"member"_s);
    for (const json::Value &item : shapes->array()) {
        Shape shape{{}, item[u"node"]};
        const json::Array &labels = item[u"path"].array();
        if (item.object().size() != 2 || !item[u"path"].isArray() || !shape.node.isObject()
            || labels.size() > std::size_t(StatePath::MaxLabels))
            return errors.lie(u"member"_s);
        for (const json::Value &label : labels)
            shape.labels.append(label.toString());
        proof.shapes.push_back(std::move(shape));
    }
    return proof;
}

std::optional<Gap> gapIn(const StatePath &path, const StateProof &proof, const ProofLimits &limits)
{
    const ProofErrors errors(path.toString());
    const auto opened = isUsablePath(path) ? openAll(path, proof, nullptr, limits) : errors.lie(u"path"_s);
    ValueCheck values(path.root, path.radix(), limits, errors);
    if (!opened || !opened->target || !proof.value.isObject() || isAlwaysCanonical(path) || !values.run(proof.value))
        return {};
    std::optional<ShapeGap> gap;
    if (followValue(proof.value, *opened->target, proof.shapes, limits, errors, &gap) || !gap)
        return {};
    StatePath ask = path;
    ask.labels += gap->labels;
    ask.labels.append(gap->child);
    if (!isUsablePath(ask))
        return {};
    return Gap{std::move(ask), gap->labels, gap->node};
}

Result<StateProof> withShape(StateProof proof, const Gap &gap, const json::Value &stateProof, const ProofLimits &limits)
{
    // The root's own label is the first step from the whole state.
    const int depth = int(gap.ask.labels.size());
    const auto branch = branchBelow(stateProof, gap.ask, depth, gap.node, limits);
    if (!branch)
        return failure(branch.error());
    const auto known =
        std::ranges::find_if(proof.shapes, [&](const Shape &shape) { return shape.labels == gap.labels; });
    if (known != proof.shapes.end())
        known->node = joinedShape(known->node, branch->node, limits.maxDepth);
    else if (proof.shapes.size() < MaxShapes)
        proof.shapes.push_back(Shape{gap.labels, branch->node});
    else
        return ProofErrors(gap.ask.toString()).shape(u"too_many"_s);
    return proof;
}

std::optional<double> provenNumber(const json::Value &leaf)
{
    const auto text = leaf.isNull() ? std::nullopt : chain::leafText(leaf);
    return text ? numberOf(*text) : std::nullopt;
}

std::optional<QString> provenText(const json::Value &leaf)
{
    const auto text = leaf.isNull() ? std::nullopt : chain::leafText(leaf);
    return text ? std::optional(canonicalText(*text)) : std::nullopt;
}

json::Value normalised(const json::Value &value)
{
    if (value.isObject()) {
        std::vector<json::Object::Member> members;
        members.reserve(value.object().size());
        for (const auto &[label, member] : value.object()) {
            json::Value below = normalised(member);
            if (below.isNull())
                below = u"null"_s; // hashed as this text; a null would look like absence
            members.emplace_back(chain::labelOf(chain::radixLabel(label)), std::move(below));
        }
        json::Object object;
        (void)object.assign(std::move(members));
        return object;
    }
    const auto text = value.isNull() ? std::nullopt : chain::leafText(value);
    if (!text)
        return value;
    if (*text == u"true" || *text == u"false")
        return *text == u"true";
    if (const auto number = numberOf(*text))
        return *number;
    return canonicalText(*text);
}

Result<StateFinding> StateVerifier::verify(const FinalBlock &block, const StatePath &path, const StateProof &proof,
                                           const ProofLimits &limits)
{
    const auto isClosed = check(block, path, proof, limits);
    if (!isClosed)
        return failure(isClosed.error());
    StateFinding finding{{}, StateFact{path, normalised(proof.value)}, block};
    if (*isClosed && ancestorsOf(path) == Ancestors::Closed)
        finding.proven.emplace(ProofKey(), finding.fact, block);
    return finding;
}

Result<StateFinding> StateVerifier::verify(const FinalBlock &block, const StatePath &path, const StateProof &proof,
                                           const Proven<QString> &closedApp, const ProofLimits &limits)
{
    auto finding = verify(block, path, proof, limits);
    if (!finding || finding->proven)
        return finding;
    const std::vector<std::string> labels = path.radix();
    const bool isOfApp = path.root == StateRoot::Values && labels.size() > 1 && labels[0] == chain::radixLabel(u"apps")
        && labels[1] == chain::radixLabel(closedApp.value()) && closedApp.block().chainId() == block.chainId();
    if (isOfApp && !finding->fact.value.isObject())
        finding->proven.emplace(ProofKey(), finding->fact, block);
    return finding;
}

Result<crypto::Hash256> StateVerifier::rootOf(const StatePath &path, const StateProof &proof, const ProofLimits &limits)
{
    if (!isUsablePath(path))
        return failure(errors::LightPath, {{u"path"_s, path.toString()}});
    const auto opened = openAll(path, proof, nullptr, limits);
    if (!opened)
        return failure(opened.error());
    return opened->root;
}

} // namespace ain::light
