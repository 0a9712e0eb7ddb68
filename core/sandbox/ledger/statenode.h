// The immutable nodes behind StateTree. Inside this room only.
#pragma once

#include "core/crypto/hash.h"
#include "core/sandbox/ledger/statetree.h"

#include <string>
#include <string_view>
#include <vector>

namespace ain::sandbox {

using RadixNodePtr = std::shared_ptr<const RadixNode>;

/// A node of the path-compressed 16-ary tree that holds the children of one state node.
struct RadixNode {
    std::string edge; ///< hex digits from the parent radix node; empty at the root
    QString label; ///< of `state`, as it was last written
    StateNodePtr state; ///< the state node that ends here, or null
    qint64 serial = 0; ///< order of insertion of `state`
    std::vector<RadixNodePtr> kids; ///< by the first digit of their edges
    qint64 height = 0;
    qint64 size = 0;
    qint64 bytes = 0;
    qint64 maxSiblings = 0;
    mutable std::optional<crypto::Hash256> hash;
};

struct StateNode {
    json::Value leaf; ///< the scalar, when `children` is null
    RadixNodePtr children; ///< root radix node
    qint64 nextSerial = 1; ///< the root radix node counts as the first
    StateInfo info;
    mutable std::optional<crypto::Hash256> hash;
};

[[nodiscard]] StateNodePtr makeLeaf(json::Value scalar);
/// A node from a value; null for null.
[[nodiscard]] StateNodePtr makeTree(const json::Value &value);
/// `node` (null: absent) with the subtree at path[index...] replaced, null when nothing is left.
[[nodiscard]] StateNodePtr replaced(const StateNodePtr &node, const Path &path, qsizetype index,
                                    const StateNodePtr &subtree);

[[nodiscard]] const RadixNode *findRadix(const RadixNode &root, std::string_view hex);
/// Nodes that hold a state, in radix order.
void collectStates(const RadixNode &node, std::vector<const RadixNode *> &out);

[[nodiscard]] const crypto::Hash256 &hashOf(const StateNode &node);
[[nodiscard]] const crypto::Hash256 &hashOf(const RadixNode &node);

} // namespace ain::sandbox
