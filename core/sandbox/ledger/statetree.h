// The state of the chain: four roots in one tree of labelled children, each node's children held in a hex
// radix tree (chain.md 9.1-9.5). Copying a StateTree is cheap and makes a snapshot: nodes are immutable and
// shared, a write copies only the path it touches.
#pragma once

#include "core/chain/statehash.h"
#include "core/crypto/hash.h"
#include "core/json/value.h"

#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace ain::sandbox {

struct StateNode; ///< opaque outside this room
struct RadixNode;
using StateNodePtr = std::shared_ptr<const StateNode>;

/// Labels of a path from the absolute root ("values", "accounts", ...).
using Path = QStringList;

/// "a//b/" and "/a/b" give {a, b}.
[[nodiscard]] Path parsePath(QStringView text);
/// "/a/b"; "/" when empty.
[[nodiscard]] QString formatPath(const Path &path);
using chain::radixLabel;

/// The four roots and their labels.
enum class StateRoot { Values, Rules, Functions, Owners };
[[nodiscard]] QString rootLabel(StateRoot root);

/// The figures of ain_getStateInfo; bytes are the tree bytes that state gas and budgets count (chain.md 4.1).
struct StateInfo {
    qint64 numChildren = 0;
    qint64 height = 0;
    qint64 size = 0;
    qint64 bytes = 0;
    qint64 maxSiblings = 0;
};

/// Options of ain_get (chain.md 6). `is_final` is the caller's: it picks the tree.
struct ReadOptions {
    bool shallow = false; ///< non-leaf children as {"#state_ph": h}
    bool partial = false; ///< shallow, at most `pageSize` children in radix order, with "#end_label"
    std::optional<QString> lastEndLabel; ///< exclusive start of the page: any hex text
    bool includeVersion = false; ///< "#version": `versionText` at every node
    bool includeTreeInfo = false;
    bool includeProof = false;
    QString versionText;
    qsizetype pageSize = 20'000;
};

/// Limits of what one read may answer (chain.md 3.4).
struct ReadLimits {
    qint64 maxSiblings = 20'000;
    qint64 maxBytes = 20'000'000;
};

/// A refusal with the node's code (30002, 30003) and message.
struct ReadRefusal {
    int code = 0;
    QString message;
};

/// A value; copies share everything. Reading never fails; a missing path is a null value or a null pointer.
/// Hashes are computed when asked for and kept with the nodes. Thread: one at a time for all copies.
class StateTree {
public:
    StateTree();

    /// The node at an absolute path, or null. Valid for as long as it is held, whatever is written later.
    [[nodiscard]] StateNodePtr find(const Path &path) const;
    [[nodiscard]] bool contains(const Path &path) const { return find(path) != nullptr; }
    [[nodiscard]] json::Value value(const Path &path) const;
    [[nodiscard]] json::Value value(const Path &path, const ReadOptions &options) const;
    /// What the node refuses to answer; empty when `path` may be read with `options`.
    [[nodiscard]] std::optional<ReadRefusal> checkLimits(const Path &path, const ReadOptions &options,
                                                         const ReadLimits &limits = {}) const;

    /// Replaces the subtree at `path` (not empty). Null removes it, and then every ancestor left without
    /// children. Members named "#..." are left out; children of `value` come in the order of its keys.
    void write(const Path &path, const json::Value &value);

    /// Empty when the path does not exist.
    [[nodiscard]] std::optional<crypto::Hash256> proofHash(const Path &path) const;
    [[nodiscard]] crypto::Hash256 rootHash() const { return *proofHash({}); }
    /// The object of ain_getStateProof (chain.md 9.4), null when the path does not exist.
    [[nodiscard]] json::Value stateProof(const Path &path) const;
    [[nodiscard]] std::optional<StateInfo> stateInfo(const Path &path) const;

private:
    StateNodePtr m_root; ///< never null
};

// Walking nodes, for the matchers and the rule engine.
[[nodiscard]] bool isLeaf(const StateNode &node);
/// The child whose label has the same radix form, or null.
[[nodiscard]] StateNodePtr childOf(const StateNode &node, QStringView label);
/// The first child whose label begins with '$', or null.
[[nodiscard]] StateNodePtr variableChildOf(const StateNode &node, QString *label);
/// Children in the order they were first inserted.
void forEachChild(const StateNode &node, const std::function<void(const QString &, const StateNodePtr &)> &visit);
[[nodiscard]] qsizetype childCount(const StateNode &node);
[[nodiscard]] json::Value toJson(const StateNode &node);
/// The scalar of a leaf; null for inner nodes.
[[nodiscard]] const json::Value &leafValue(const StateNode &node);
[[nodiscard]] StateInfo infoOf(const StateNode &node);

} // namespace ain::sandbox
