// Hashes of the state tree (chain.md 9.1, 9.2), shared by whoever proves and whoever serves.
#pragma once

#include "core/crypto/hash.h"
#include "core/json/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ain::chain {

/// The hex text under which a label is stored; labels with one radix form are one node. Empty for "" and "0x".
[[nodiscard]] std::string radixLabel(QStringView label);
/// The one label that stands for a radix form here, whichever alias somebody wrote: printable text if the digits spell
/// some, else a checksummed address for 40 digits, else "0x" and the digits. radixLabel(labelOf(r)) == r for every
/// radix form r.
[[nodiscard]] QString labelOf(std::string_view radix);

/// The text that is hashed for a leaf. Empty for an array or object.
[[nodiscard]] std::optional<QString> leafText(const json::Value &leaf);
/// sh of a leaf: bool, number, string or null. Types are not hashed, nor the case of hex digits of a "0x" text. Empty
/// for an array or object.
[[nodiscard]] std::optional<crypto::Hash256> leafHash(const json::Value &leaf);

struct RadixEdge {
    std::string_view edge; ///< hex digits, not empty
    crypto::Hash256 hash;
};
/// rh: `state` is the state node that ends here; `edges` by their first digit, ascending and distinct.
[[nodiscard]] crypto::Hash256 radixHash(const std::optional<crypto::Hash256> &state,
                                        const std::vector<RadixEdge> &edges);

/// sh of a node with exactly these children (radix form and hash) in the canonical, path-compressed shape. Empty: no
/// children, or two with one radix form, or an empty one.
[[nodiscard]] std::optional<crypto::Hash256>
canonicalHash(std::vector<std::pair<std::string, crypto::Hash256>> children);

/// Deepest subtree that subtreeHash() looks at.
inline constexpr int MaxSubtreeDepth = 256;
/// sh of a whole subtree in canonical shape. Empty for arrays, empty objects, labels that alias each other and what is
/// deeper than MaxSubtreeDepth.
[[nodiscard]] std::optional<crypto::Hash256> subtreeHash(const json::Value &value);

} // namespace ain::chain
