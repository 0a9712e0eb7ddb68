// Values whose nodes are not of the canonical radix shape, as removals leave them (chain.md 9.3). Inside this room
// only.
#pragma once

#include "core/light/branchwalk.h"

namespace ain::light {

/// A node inside a value that can't be followed without (more of) its radix nodes.
struct ShapeGap {
    QStringList labels; ///< of the node, from the value down
    QString child; ///< of which ain_getStateProof shows some that are missing
    crypto::Hash256 node; ///< its hash
};

/// That `value` is what `expected` was made of: nodes in `shapes` by their radix nodes, all of which must be shown, the
/// others in the canonical shape. `gap`: set when it failed for want of a shape. errors::LightProof,
/// errors::LightProofShape.
[[nodiscard]] Result<> followValue(const json::Value &value, const crypto::Hash256 &expected,
                                   const std::vector<Shape> &shapes, const ProofLimits &limits,
                                   const ProofErrors &errors, std::optional<ShapeGap> *gap = nullptr);

/// Both show radix nodes of one node; the result shows what either does.
[[nodiscard]] json::Value joinedShape(const json::Value &a, const json::Value &b, int depth);

} // namespace ain::light
