// Where trust begins: a block and the validators of that moment (chain.md 10.2).
#pragma once

#include "core/light/validatorset.h"

namespace ain::light {

/// Shipped for mainnet and testnet (resources/checkpoints), made from its own genesis for a practice network, or
/// pinned by the user.
struct Checkpoint {
    QString network; ///< id as in chain::Network, for people
    int chainId = 0;
    crypto::Hash256 genesisHash;
    qint64 genesisTimeMs = 0;
    int epochMs = 0;
    qint64 number = 0; ///< of the block trusted without proof
    crypto::Hash256 hash;
    qint64 epoch = 0;
    ValidatorSet validators; ///< that may sign the blocks after it
    QString source; ///< where it comes from, in words
    QString date; ///< of that block, ISO 8601

    /// A file of ours or a user's, as toJson() writes it (docs/formats.md). errors::LightValidators, args what.
    [[nodiscard]] static Result<Checkpoint> read(const json::Value &json);
    [[nodiscard]] json::Value toJson() const;
    /// From block 0 (header or whole) of a network whose genesis hash is known: its header's validators.
    /// errors::LightValidators.
    [[nodiscard]] static Result<Checkpoint> fromGenesis(const json::Value &block, const crypto::Hash256 &knownHash,
                                                        const QString &network, int chainId, int epochMs);
};

/// The one this program ships for a network ("mainnet", "testnet"): genesis, with the validators of its header.
/// errors::NotFound for a network without one.
[[nodiscard]] Result<Checkpoint> bundledCheckpoint(const QString &network);

} // namespace ain::light
