// A proof that can be carried away and checked without any node (docs/formats.md, "proof file").
#pragma once

#include "core/light/checkpoint.h"
#include "core/light/finality.h"
#include "core/light/inclusion.h"
#include "core/light/stateproof.h"

namespace ain {

namespace errors {
inline constexpr ErrorCode LightBundle{"light.bundle"}; ///< not a proof file; args: what
inline constexpr ErrorCode LightOtherChain{"light.other_chain"}; ///< of another network; args: expected, found
} // namespace errors

namespace light {

/// Bounds of a proof that is read.
inline constexpr qsizetype MaxTrailSteps = 64;
inline constexpr qsizetype MaxLinks = 4096;

/// Three voted headers of which the middle one is final, and headers from it back to the block that is spoken of.
struct FinalityProof {
    QList<VotedHeader> triple; ///< exactly three
    QList<Header> links; ///< the parent of triple[1], its parent, ...; the last is the block; may be empty

    [[nodiscard]] json::Value toJson() const;
    /// errors::LightBundle.
    [[nodiscard]] static Result<FinalityProof> read(const json::Value &json);
};
/// errors::LightLink, errors::LightQuorum.
[[nodiscard]] Result<FinalBlock> verifyFinality(const FinalityProof &proof, const ValidatorSet &set, int chainId);

/// A move from one validator set to the next: the state of a block that the old set made final (chain.md 10.4).
struct SetStep {
    FinalityProof finality;
    /// In the order of validatorFactPaths(). None: what the header after the block states is taken over, as chain.md
    /// 10.4 allows for heights whose state nobody serves any more, if less than a third of the stake changes.
    QList<StateProof> facts;

    [[nodiscard]] json::Value toJson() const;
    /// errors::LightBundle.
    [[nodiscard]] static Result<SetStep> read(const json::Value &json);
};
/// Where the members of ValidatorFacts stand, in their order.
[[nodiscard]] QList<StatePath> validatorFactPaths();
/// `anchor`: the last set that was not taken over from a header (the checkpoint's, or one derived from state). What a
/// header states is a hint, so all steps without facts together may change less than a third of the anchor. errors of
/// the parts, errors::LightValidators.
[[nodiscard]] Result<ValidatorSet> verifySetStep(const SetStep &step, const ValidatorSet &old, int chainId,
                                                 const ValidatorSet &anchor);
/// For the first step after an anchor.
[[nodiscard]] inline Result<ValidatorSet> verifySetStep(const SetStep &step, const ValidatorSet &old, int chainId)
{
    return verifySetStep(step, old, chainId, old);
}

struct ProofBundle {
    QString network;
    int chainId = 0;
    crypto::Hash256 genesisHash;
    crypto::Hash256 checkpointHash; ///< of the checkpoint that the trail starts from
    QList<SetStep> trail; ///< from the checkpoint's validators to those that signed
    FinalityProof finality;
    // One of the two:
    std::optional<StatePath> path;
    StateProof state;
    QString txHash;
    json::Value block; ///< whole
    qint64 madeAtMs = 0;

    [[nodiscard]] json::Value toJson() const;
    /// errors::LightBundle.
    [[nodiscard]] static Result<ProofBundle> read(const json::Value &json);
};

/// What a checked bundle says.
struct BundleFinding {
    FinalBlock block;
    std::optional<StateFinding> state;
    std::optional<Proven<IncludedTransaction>> transaction;
};
/// Trusts `checkpoint` and nothing else; a trail that begins elsewhere holds if its signatures suffice from there too.
/// The signed blocks of the trail and of the proof must come in this order and not before the checkpoint; only links
/// may lead back behind it. errors::LightOtherChain, errors::LightBundle, and those of the parts.
[[nodiscard]] Result<BundleFinding> verifyBundle(const ProofBundle &bundle, const Checkpoint &checkpoint);

} // namespace light
} // namespace ain
