// The first state and block of a practice network, made by code from a configuration. Rules and functions have
// the same effect as those of the public network, in our own words.
#pragma once

#include "core/json/value.h"
#include "core/sandbox/ledger/statetree.h"

#include <QString>

#include <vector>

namespace ain::sandbox {

struct GenesisAccount {
    QString address; ///< checksummed
    double balance = 0; ///< AIN
};

struct GenesisValidator {
    QString address; ///< checksummed
    double stake = 10'000'000; ///< AIN
    bool proposer = true;
};

struct GenesisConfig {
    int chainId = 0;
    int networkId = 0;
    qint64 epochMs = 1000;
    qint64 genesisTime = 1'640'995'199'999; ///< ms since 1970
    double minGasPrice = 500; ///< micro-AIN
    QString adminAddress; ///< administrator of the app `consensus`, checksummed; holds what nobody else is given
    std::vector<GenesisValidator> validators;
    /// May validate once staked, beside `validators`.
    std::vector<QString> validatorWhitelist;
    std::vector<GenesisAccount> accounts;
    double totalSupply = 700'000'000; ///< AIN
    int minValidators = 1;
    int maxValidators = 20;
    double minStakeForProposer = 10'000'000;
    double maxStakeForProposer = 10'000'000;
    double stateTreeBytesLimit = 5'000'000'000;
    QString bridgeChainId = QStringLiteral("3"); ///< of the ETH token bridge entry
    QString bridgeTokenId;
    QString bridgeTokenPool; ///< checksummed; the bridge entry is left out when empty
};

/// The configuration of the network the recordings were made with: three validators of 10,000,000 AIN, ten
/// accounts of 1,000,000 AIN, minimal gas price 1.
[[nodiscard]] GenesisConfig recordedNetwork();

/// The state after block 0.
[[nodiscard]] StateTree genesisState(const GenesisConfig &config);

/// /blockchain_params alone.
[[nodiscard]] json::Value genesisParameters(const GenesisConfig &config);

} // namespace ain::sandbox
