// Whole proofs out of recorded answers of nodes, put together from the parts that the light client uses.
#pragma once

#include "core/chain/statehash.h"
#include "core/light/branchwalk.h"

#include <algorithm>
#include <iterator>

namespace ain::light::testing {

/// All openings from an answer of ain_getStateProof about `path` itself, and the value that was read separately.
inline Result<StateProof> proofFromAnswer(const json::Value &stateProof, const StatePath &path, json::Value value,
                                          const ProofLimits &limits = {})
{
    const ProofErrors errors(path.toString());
    std::vector<std::string> wanted = path.radix();
    wanted.insert(wanted.begin(), chain::radixLabel(rootLabel(path.root)));
    auto expected = readHash(stateProof[QStringLiteral("#state_ph")]);
    StateProof proof;
    for (std::size_t depth = 0; depth < wanted.size(); ++depth) {
        if (!expected)
            return errors.lie(QStringLiteral("member"));
        auto branch = branchBelow(stateProof, path, int(depth), *expected, limits);
        if (!branch)
            return failure(branch.error());
        std::size_t nodesLeft = limits.maxNodes;
        const auto end = walkBranch(*branch, wanted[depth], limits, nodesLeft, errors);
        if (!end)
            return failure(end.error());
        proof.openings.push_back({std::nullopt, *std::move(branch)});
        if (!end->child)
            break;
        expected = end->child;
    }
    proof.value = std::move(value);
    return proof;
}

/// All pages of one node.
inline Result<Listing> mergePages(const std::vector<json::Value> &pages, const crypto::Hash256 &expectedNodeHash,
                                  const ProofLimits &limits = {})
{
    Listing::Children children;
    for (const json::Value &page : pages) {
        auto part = readPage(page, expectedNodeHash);
        if (!part)
            return failure(part.error());
        if (children.size() + part->size() > limits.maxChildren)
            return ProofErrors{QString()}.shape(QStringLiteral("too_many"));
        std::ranges::move(*part, std::back_inserter(children));
    }
    return wholeListing(std::move(children), expectedNodeHash);
}

} // namespace ain::light::testing
