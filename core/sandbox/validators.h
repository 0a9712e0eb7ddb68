// The keys of a practice network and what its validators sign: proposals and votes (chain.md 8.2).
#pragma once

#include "core/crypto/key.h"
#include "core/sandbox/block.h"

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace ain::sandbox {

/// Four keys made from one stored seed: three validators and the faucet. Whoever reads the data directory has
/// them, which is right for a network whose coins are worth nothing.
class NetworkKeys {
public:
    static constexpr int ValidatorCount = 3;
    static constexpr qsizetype SeedSize = 32;

    /// `seed32`: exactly SeedSize bytes.
    explicit NetworkKeys(QByteArrayView seed32);

    [[nodiscard]] const crypto::PrivateKey &validator(int index) const { return m_validators[std::size_t(index)]; }
    /// Null for an address that is not one of ours.
    [[nodiscard]] const crypto::PrivateKey *validatorByAddress(QStringView address) const;
    /// In the order of their indices.
    [[nodiscard]] QStringList validatorAddresses() const;
    [[nodiscard]] const crypto::PrivateKey &faucet() const { return m_faucet; }
    [[nodiscard]] QString faucetAddress() const { return m_faucetAddress; }

private:
    std::vector<crypto::PrivateKey> m_validators;
    QStringList m_addresses;
    crypto::PrivateKey m_faucet;
    QString m_faucetAddress;
};

/// {tx_body, signature, hash, address}
[[nodiscard]] json::Value signedTransaction(const crypto::PrivateKey &key, json::Value body, int chainId);
/// The proposer's transaction for `block`.
[[nodiscard]] json::Value proposalTransaction(const crypto::PrivateKey &proposer, const Block &block, int chainId);
/// One validator's vote for `block`. `timestamp`: ms, also the vote's own nonce.
[[nodiscard]] json::Value voteTransaction(const crypto::PrivateKey &validator, const Block &block, double stake,
                                          qint64 timestamp, int chainId);

/// Sum of the stakes in {ADDR: {stake, ...}}, AIN.
[[nodiscard]] double totalStake(const json::Object &validators);

} // namespace ain::sandbox
