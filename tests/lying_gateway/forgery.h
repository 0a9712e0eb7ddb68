// Blocks and votes that never were, in the form in which nodes serve real ones.
#pragma once

#include "lyingproxy.h"
#include "world.h"

namespace ain::lying {

/// How a made-up chain differs from an honest one.
struct ForgeryPlan {
    qint64 below = 2; ///< it leaves the honest chain this many blocks below the tip
    int count = 6; ///< made-up blocks
    std::vector<const crypto::PrivateKey *> voters = {}; ///< sign every block
    std::optional<json::Object> validators = {}; ///< stated in the headers; empty: the real ones
    int epochStep = 1;
    int numberStep = 1;
    bool isUnlinked = false; ///< last_hash is another
    int voteChainId = 0;
    int votesEach = 1; ///< of every voter, with different times
    bool areAgainst = false;
    double voteStake = 10'000'000;
    qint64 epochShift = 0; ///< added to the first block's epoch
    qint64 timeShiftMs = 0;
};

/// A gateway's view: the honest chain up to a block, then made-up blocks.
class Forgery {
public:
    /// `state`: the state hash of every made-up block.
    Forgery(const World &world, const ForgeryPlan &plan, const QString &state);

    /// Other votes for the made-up blocks: `pick` gets the block and its votes.
    void revote(const std::function<json::Array(const json::Value &block, const json::Array &votes)> &pick);
    /// Answers block and consensus methods from this view; false: not such a method.
    [[nodiscard]] bool serve(Call &call) const;
    [[nodiscard]] const std::vector<json::Value> &blocks() const { return m_blocks; }

private:
    [[nodiscard]] const json::Value *find(const std::function<bool(const json::Value &)> &is) const;
    [[nodiscard]] json::Array list(const json::Object &params, bool headers) const;
    [[nodiscard]] json::Value rawStatus() const;

    std::vector<json::Value> m_blocks; ///< honest ones first; not always numbered without gaps
    QHash<QString, json::Array> m_votes; ///< by block hash: proposal, then votes
    std::size_t m_forgedFrom = 0;
};

/// The made-up chain answers everything about blocks, the twin everything about the state: a client that believes the
/// blocks finds every value of the twin proven.
[[nodiscard]] Twist believable(World &world, std::shared_ptr<const Forgery> forgery);
[[nodiscard]] QString stateOfTwin(World &world);

/// A vote as the chain wants it, or against.
[[nodiscard]] json::Value vote(const crypto::PrivateKey &key, const json::Value &block, double stake, qint64 timestamp,
                               int chainId, bool isAgainst);

// Changing parts of answers, whatever the method.
/// Every read of an ain_get: its operation and its answer.
void editReads(Call &call, const std::function<void(const json::Object &operation, json::Value &answer)> &edit);
/// Every block or header in an answer of any method. The hash stated beside is not mended.
void editBlocks(Call &call, const std::function<void(json::Value &block)> &edit);
/// Every list of votes, with the hash of the block it is for.
void editVotes(Call &call, const std::function<void(json::Array &votes, const QString &hash)> &edit);

} // namespace ain::lying
