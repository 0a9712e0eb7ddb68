// Reading of one node in the form of ain_getStateProof (chain.md 9.4). Inside this room only.
#pragma once

#include "core/light/stateproof.h"

#include <string_view>

namespace ain::light {

/// Makes the errors of one path.
class ProofErrors {
public:
    explicit ProofErrors(QString path) : m_path(std::move(path)) { }
    [[nodiscard]] tl::unexpected<Error> lie(const QString &what) const
    {
        return failure(errors::LightProof, {{QStringLiteral("path"), m_path}, {QStringLiteral("what"), what}});
    }
    [[nodiscard]] tl::unexpected<Error> shape(const QString &what) const
    {
        return failure(errors::LightProofShape, {{QStringLiteral("path"), m_path}, {QStringLiteral("what"), what}});
    }

private:
    QString m_path;
};

/// "0x" and 64 lower-case digits.
[[nodiscard]] std::optional<crypto::Hash256> readHash(const json::Value &value);
/// A branch's state node with one child: {"#state_ph": h} and nothing else.
[[nodiscard]] std::optional<crypto::Hash256> readHashObject(const json::Value &value, QStringView key);

/// What a branch shows: the node's own hash, and the child's if there is such a child.
struct BranchEnd {
    crypto::Hash256 node;
    std::optional<crypto::Hash256> child;
};
/// Recomputes every hash of a branch. `nodesLeft` is what may still be looked at.
[[nodiscard]] Result<BranchEnd> walkBranch(const Branch &branch, std::string_view want, const ProofLimits &limits,
                                           std::size_t &nodesLeft, const ProofErrors &errors);

} // namespace ain::light
