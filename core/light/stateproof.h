// Proofs of values in the state of a final block (chain.md 9).
//
// A proof opens the tree from the top: each opening shows all that is hashed into one node, so that the hash of the
// next node down the path follows. Two forms of opening exist because nodes serve two: a *listing* (all children with
// their hashes; the radix shape must be the canonical one) and a *branch* (the radix nodes on the way to one child, of
// any shape). Only a listing, or a branch that shows where the child would be, proves that a child is absent.
#pragma once

#include "core/light/proven.h"
#include "core/light/statepath.h"

#include <QList>

#include <string_view>
#include <vector>

namespace ain {

namespace errors {
inline constexpr ErrorCode LightProof{"light.proof"}; ///< a proof that does not hold; args: path, what
inline constexpr ErrorCode LightProofShape{
    "light.proof_shape"}; ///< a shape that cannot be checked (not a lie by itself); args: path, what: "too_many",
                          ///< "too_deep", "shape", "prefix_label", "ambiguous", "incomplete", "below_leaf"
} // namespace errors

namespace light {

/// Bounds of what is looked at, before anything is hashed.
struct ProofLimits {
    std::size_t maxChildren = 2'000'000; ///< of all listings of a proof together; and values in the target's subtree
    std::size_t maxNodes = 100'000; ///< of all branches of a proof together
    int maxDepth = 128; ///< of a branch, and of the target's subtree
};

/// All children of a state node. Immutable; copies share everything. Hashes once, when made.
class Listing {
public:
    using Children = std::vector<std::pair<QString, crypto::Hash256>>; ///< label and hash

    explicit Listing(Children children);
    [[nodiscard]] const Children &children() const { return d->children; } ///< as they were given
    /// Of the node that has exactly these children, in the canonical shape. Empty: no node can have them.
    [[nodiscard]] const std::optional<crypto::Hash256> &hash() const { return d->hash; }
    /// By radix form; null: no such child.
    [[nodiscard]] const crypto::Hash256 *find(std::string_view radix) const;

private:
    struct Data {
        Children children;
        std::vector<std::pair<std::string, crypto::Hash256>> byRadix; // sorted
        std::optional<crypto::Hash256> hash;
    };
    std::shared_ptr<const Data> d;
};
struct Branch {
    /// The state node as ain_getStateProof shows it ({"#state_ph": h, "#radix:E": {...}}), down the radix nodes towards
    /// one child. The child, if it is there, is {"#state_ph": h}; what is beside the way is cut to its hash.
    json::Value node;
};

/// What is hashed into one state node: one of the two.
struct Opening {
    std::optional<Listing> listing;
    std::optional<Branch> branch;
};

/// All radix nodes of one node inside a value, for a node that is not of the canonical shape. It shows all children of
/// that node, because every radix node is opened.
struct Shape {
    QStringList labels; ///< from the target down; none: the target itself
    json::Value node; ///< as Branch::node, all children cut to their hashes
};
inline constexpr std::size_t MaxShapes = 256; ///< of a proof

/// From the root of the whole state to the target's parent, one opening a label (the root's label first), and the
/// target itself. For what is absent, the last opening may be that of the node that has no such child.
struct StateProof {
    std::vector<Opening> openings;
    json::Value value; ///< the whole subtree at the path; null: absent
    std::vector<Shape> shapes; ///< of the nodes inside `value` that need one, parents first
    /// {"openings": [{"children": {LABEL: HASH}} or {"branch": {...}}], "value": ..., "shapes": [{"path": [LABEL],
    /// "node": {...}}]}; the last only if there are any.
    [[nodiscard]] json::Value toJson() const;
    /// errors::LightProof for what is not such a proof.
    [[nodiscard]] static Result<StateProof> read(const json::Value &json, const ProofLimits &limits = {});
};

/// What one value proved to be. Only texts are hashed, so `value` is the one reading of them that everybody gets,
/// whatever the gateway wrote: a text that is a number's is a number, "true" and "false" are bools, hex texts and
/// labels are as chain::labelOf() has them. Read leaves with provenNumber() and provenText().
struct StateFact {
    StatePath path;
    json::Value value; ///< null: absent
};
/// The number whose text this leaf is. Empty for anything else.
[[nodiscard]] std::optional<double> provenNumber(const json::Value &leaf);
/// The text of this leaf; "0x" texts in lower case, or with checksum if they are 20 bytes long. Empty for an object,
/// an array and null.
[[nodiscard]] std::optional<QString> provenText(const json::Value &leaf);
/// StateFact::value from a value as a gateway wrote it. Its subtreeHash() is the same.
[[nodiscard]] json::Value normalised(const json::Value &value);

/// What a checked proof amounts to.
struct StateFinding {
    std::optional<Proven<StateFact>> proven; ///< empty: AppsWord (Ancestors::Open)
    StateFact fact;
    FinalBlock block;
};

/// Thread: any (pure).
class StateVerifier {
public:
    /// errors::LightProof: the parts contradict each other or the block. errors::LightProofShape: can't be checked.
    /// `proven` needs more than closed ancestors when the value is an object: that no user can put a text where the
    /// value has an object either (mayHoldText).
    [[nodiscard]] static Result<StateFinding> verify(const FinalBlock &block, const StatePath &path,
                                                     const StateProof &proof, const ProofLimits &limits = {});
    /// Same for a path below an app whose rules are proven to keep every ancestor of `path` closed, by a proven
    /// history (docs/threats.md). `closedApp` names the app and must be of the same chain. Makes leaves and absence
    /// proven; an object is still AppsWord.
    [[nodiscard]] static Result<StateFinding> verify(const FinalBlock &block, const StatePath &path,
                                                     const StateProof &proof, const Proven<QString> &closedApp,
                                                     const ProofLimits &limits = {});
    /// The hash of the state's root that this proof is about: which block to look for. Nothing is proven by it.
    [[nodiscard]] static Result<crypto::Hash256> rootOf(const StatePath &path, const StateProof &proof,
                                                        const ProofLimits &limits = {});
};

// Ways to an opening when a node has too many children for one answer, or is not of the canonical shape. None of these
// proves anything: verify() does.

/// The part of an answer of ain_getStateProof that opens the node of the first `depth` labels below the root of the
/// whole state (0: that root; 1: "/values") towards path's next label. The answer may be about any path through that
/// node that shares enough of the way: a sibling's serves for a label that is the beginning of the sibling's (whose own
/// proof can't be checked), or for one that is absent. errors::LightProof when the node's hash is not
/// `expectedNodeHash`, errors::LightProofShape when the answer does not show enough.
[[nodiscard]] Result<Branch> branchBelow(const json::Value &stateProof, const StatePath &path, int depth,
                                         const crypto::Hash256 &expectedNodeHash, const ProofLimits &limits = {});

/// What is missing to follow a value in which removals left nodes of another shape than the canonical one.
struct Gap {
    StatePath ask; ///< ain_getStateProof of this path shows more
    QStringList labels; ///< Shape::labels of the node
    crypto::Hash256 node; ///< its hash
};
/// The first of them; empty: nothing of the kind is missing, so that verify() says what is wrong, if anything is.
[[nodiscard]] std::optional<Gap> gapIn(const StatePath &path, const StateProof &proof, const ProofLimits &limits = {});
/// The proof with what an answer of ain_getStateProof about `gap.ask` shows. Errors as branchBelow().
[[nodiscard]] Result<StateProof> withShape(StateProof proof, const Gap &gap, const json::Value &stateProof,
                                           const ProofLimits &limits = {});

/// Parameters of the ain_get that reads one page of a node's children in the final state; `after`: "#end_label" of the
/// page before, empty for the first.
[[nodiscard]] json::Object pageParams(const StatePath &node, const QString &after);
/// "#end_label" of a page; empty: it was the last.
[[nodiscard]] QString endOfPage(const json::Value &page);
/// Most children of one page; nodes serve 20,000.
inline constexpr std::size_t MaxPageChildren = 50'000;
/// The children on one page of a node with this hash, as small as they can be kept. errors::LightProof.
[[nodiscard]] Result<Listing::Children> readPage(const json::Value &page, const crypto::Hash256 &expectedNodeHash);
/// errors::LightProofShape when the children are not all of that node, or its shape is not the canonical one.
[[nodiscard]] Result<Listing> wholeListing(Listing::Children children, const crypto::Hash256 &expectedNodeHash);
/// An opening that was got otherwise than by FinalRead.
struct KnownOpening {
    StatePath node;
    QString child; ///< the label that a branch leads to; empty for a listing
    Opening opening;
};

/// The request that reads `paths` with their proofs from one final state, and the reading of its answer
/// (chain.md 9.5). At most 50 operations: errors::InvalidArgument when more are needed. Nodes are listed in the paged
/// form, because a gateway refuses any other for a node with a large node anywhere below it.
class FinalRead {
public:
    static constexpr qsizetype MaxOperations = 50;

    /// `unlisted`: nodes whose children are not asked for, because their openings come from elsewhere.
    [[nodiscard]] static Result<FinalRead> make(QList<StatePath> paths, const QList<StatePath> &unlisted = {});
    [[nodiscard]] const QList<StatePath> &paths() const { return m_paths; }
    /// Parameters of ain_get.
    [[nodiscard]] json::Object params() const;
    /// One proof a path, in their order, from the answer's payload; each may fail alone (LightProof, LightProofShape).
    /// A node with too many children for one answer, or of unlisted children and not in `known`, is LightProofShape
    /// with what="too_many" and path= that node; one that is not of the canonical shape has what="shape".
    [[nodiscard]] QList<Result<StateProof>> read(const json::Array &answer, const ProofLimits &limits = {},
                                                 const QList<KnownOpening> &known = {}) const;
    /// The hash that the answer states for a node above one of the paths: what to ask the pages or the branch of.
    [[nodiscard]] Result<crypto::Hash256> nodeHash(const json::Array &answer, const StatePath &node) const;
    /// The hash of the whole state's root by this answer. errors::LightProof.
    [[nodiscard]] Result<crypto::Hash256> stateHash(const json::Array &answer) const;

private:
    QList<StatePath> m_paths;
    QList<StatePath> m_listed; ///< nodes whose children are listed, each once, the four roots first
};

} // namespace light
} // namespace ain
