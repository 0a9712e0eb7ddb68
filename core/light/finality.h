// Votes and finality (chain.md 8.2, 8.4, 10.3).
#pragma once

#include "core/light/validatorset.h"

#include <vector>

namespace ain::light {

class LightClient;
namespace testing {
struct ProofMaker; ///< tests only (tests/support); product sources may not name it
} // namespace testing

/// Most votes looked at for one block; more are an error, not work.
inline constexpr std::size_t MaxVotesPerBlock = 2000;

/// A header and whatever was offered as votes for it: transactions in the wire form, in any order, of any honesty.
struct VotedHeader {
    Header header;
    json::Array votes;
};

/// A vote whose signature was checked.
struct Vote {
    crypto::Address voter;
    json::Value transaction;
};

/// The votes for exactly this block that count: right path, right hash, for (not against), numbered -1, signed on this
/// chain by a member of `set`; each member once. Others are left out silently. errors::LightHeader above
/// MaxVotesPerBlock.
[[nodiscard]] Result<std::vector<Vote>> countedVotes(const Header &header, const json::Array &votes,
                                                     const ValidatorSet &set, int chainId);
/// Sum of the stake of distinct members.
[[nodiscard]] Amount stakeOf(const std::vector<Vote> &votes, const ValidatorSet &set);

/// Thread: any (pure). The only maker of FinalBlock.
class FinalityVerifier {
public:
    FinalityVerifier(ValidatorSet set, int chainId) : m_set(std::move(set)), m_chainId(chainId) { }

    [[nodiscard]] const ValidatorSet &set() const { return m_set; }
    [[nodiscard]] int chainId() const { return m_chainId; }

    /// `second` is final if the three are linked, of consecutive numbers and epochs, and each has 2/3 of our stake.
    /// errors::LightLink, errors::LightQuorum.
    [[nodiscard]] Result<FinalBlock> verify(const VotedHeader &first, const VotedHeader &second,
                                            const VotedHeader &third) const;
    /// The block that `child` points to. errors::LightLink.
    [[nodiscard]] static Result<FinalBlock> linkBack(const FinalBlock &child, const Header &parent);

private:
    /// Only it knows which hashes it has verified.
    friend class LightClient;
    friend struct testing::ProofMaker;
    /// A block whose hash was verified before, with the stake that was counted then. errors::LightLink.
    [[nodiscard]] static Result<FinalBlock> known(const Header &header, const crypto::Hash256 &knownHash,
                                                  Amount stakeSigned, Amount stakeTotal, int chainId);

    ValidatorSet m_set;
    int m_chainId = 0;
};

/// Two signed statements that cannot both be honest, kept as a file (docs/formats.md).
struct Evidence {
    QString kind; ///< "conflicting_final_blocks", "conflicting_quorums", "double_vote", "validator_set"
    QString network;
    QString firstGateway;
    QString secondGateway;
    json::Value first; ///< header and counted votes (and whatever else shows it)
    json::Value second;
    qint64 seenAtMs = 0;
    [[nodiscard]] json::Value toJson() const;
};
/// Members of `set` who signed for two different blocks of one epoch. Empty: nobody did.
[[nodiscard]] std::vector<crypto::Address> doubleVoters(const VotedHeader &a, const VotedHeader &b,
                                                        const ValidatorSet &set, int chainId);

} // namespace ain::light
