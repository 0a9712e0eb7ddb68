// Blocks and votes as they come in, of any honesty, and the newest block that they make final.
#pragma once

#include "core/light/bundle.h"

#include <map>

namespace ain::light {

/// A verified final block with what shows it.
struct ShownFinal {
    FinalBlock block;
    FinalityProof proof;
};

/// Two blocks of one epoch that the same validator signed for, with the votes that count.
struct DoubleVote {
    VotedHeader first;
    VotedHeader second;
    bool areQuorums = false; ///< each has two thirds: at least one third signed both
};

/// Thread: any. Bounded: at most MaxBlocks blocks, further ones are left out.
class VotedPool {
public:
    static constexpr std::size_t MaxBlocks = 256;

    /// A header or a block; of a block also its `last_votes`, which are votes for its parent. False: not a header.
    bool addBlock(const json::Value &block);
    /// The payload of net_rawConsensusStatus: blocks, proposals and votes.
    void addRawStatus(const json::Value &payload);

    /// The block with the highest number that is the middle of a triple. The error that stopped the best candidate:
    /// errors::LightQuorum, errors::LightLink (no triple at all).
    [[nodiscard]] Result<ShownFinal> newestFinal(const FinalityVerifier &verifier) const;
    /// The same for block `number`, or the first after it from which it follows by hash links.
    [[nodiscard]] Result<ShownFinal> finalAt(const FinalityVerifier &verifier, qint64 number) const;

    /// The worst case of one (chain.md 8.4: a vote an epoch) among the blocks here. Bounded: a few pairs are looked at.
    [[nodiscard]] std::optional<DoubleVote> doubleVote(const FinalityVerifier &verifier) const;

    /// Lowest number of those that have a child here; -1: none.
    [[nodiscard]] qint64 lowestWithChild() const;
    [[nodiscard]] const Header *headerAt(const crypto::Hash256 &hash) const;
    /// Header with its votes as far as they are here.
    [[nodiscard]] std::optional<VotedHeader> voted(const crypto::Hash256 &hash) const;

private:
    void addVotes(const crypto::Hash256 &block, const json::Array &votes);
    [[nodiscard]] Result<ShownFinal> verifyMiddle(const FinalityVerifier &verifier, const Header &middle) const;

    std::map<crypto::Hash256, Header> m_headers;
    std::map<crypto::Hash256, json::Array> m_votes; ///< by the block voted for, which may not be here
};

} // namespace ain::light
