// The validators we follow, with the stake that counts: ours, never the header's (chain.md 10.3, 10.4).
#pragma once

#include "core/light/header.h"

#include <QHash>
#include <QList>

namespace ain::light {

struct Validator {
    crypto::Address address;
    Amount stake;
    bool mayPropose = false;
    friend bool operator==(const Validator &, const Validator &) = default;
};

/// Each address once, total stake > 0. A default-made one is empty and nothing is a quorum of it.
class ValidatorSet {
public:
    ValidatorSet() = default;
    /// errors::LightValidators.
    [[nodiscard]] static Result<ValidatorSet> make(QList<Validator> validators);
    /// {ADDR: {stake, proposal_right}}: of a checkpoint we ship, or as a hint.
    [[nodiscard]] static Result<ValidatorSet> fromJson(const json::Object &validators);
    [[nodiscard]] json::Object toJson() const;

    [[nodiscard]] const QList<Validator> &validators() const { return m_validators; } ///< by address
    [[nodiscard]] Amount total() const { return m_total; }
    /// Empty: not one of them.
    [[nodiscard]] std::optional<Amount> stakeOf(const crypto::Address &address) const;
    /// 3 * stake >= 2 * total, exactly.
    [[nodiscard]] bool isQuorum(Amount stake) const;
    /// Stake of ours that is not in `other` with at least the same stake, as µAIN.
    [[nodiscard]] Amount stakeMissingIn(const ValidatorSet &other) const;
    friend bool operator==(const ValidatorSet &, const ValidatorSet &) = default;

private:
    QList<Validator> m_validators;
    Amount m_total;
};

/// The proven values that decide the next set, as the chain has them (chain.md 10.4).
struct ValidatorFacts {
    json::Value proposerWhitelist; ///< /consensus/proposer_whitelist
    json::Value validatorWhitelist; ///< /consensus/validator_whitelist
    json::Value staking; ///< /staking/consensus
    json::Value stakes; ///< /service_accounts/staking/consensus
    json::Value params; ///< /blockchain_params/consensus
};
/// The set that the block after the facts' block must have. errors::LightValidators.
[[nodiscard]] Result<ValidatorSet> deriveValidators(const ValidatorFacts &facts);

} // namespace ain::light
