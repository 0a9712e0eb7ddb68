// A made-up state, its hash, and honest proofs of what stands in it.
#pragma once

#include "core/chain/statehash.h"
#include "core/light/bundle.h"
#include "tests/support/light/syntheticchain.h"

namespace ain::light::testing {

/// The whole state of a network whose validators are these: /consensus, /staking, /service_accounts,
/// /blockchain_params, an account and an app.
inline json::Value syntheticState(const ValidatorSet &set, const QString &account, double balance)
{
    const auto nest = [](const QStringList &labels, json::Value leaf) {
        for (auto label = labels.crbegin(); label != labels.crend(); ++label)
            leaf = json::Object{{*label, std::move(leaf)}};
        return leaf;
    };
    json::Object proposers;
    json::Object validators;
    json::Object staking;
    json::Object stakes;
    for (const Validator &validator : set.validators()) {
        const QString address = validator.address.toString();
        validators.set(address, true);
        if (validator.mayPropose)
            proposers.set(address, true);
        staking.set(address, nest({QStringLiteral("0"), QStringLiteral("expire_at")}, 5));
        stakes.set(address + QStringLiteral("|0"), nest({QStringLiteral("balance")}, validator.stake.toWire()));
    }
    json::Object values{
        {QStringLiteral("accounts"), nest({account, QStringLiteral("balance")}, balance)},
        {QStringLiteral("apps"), nest({QStringLiteral("my_app"), QStringLiteral("key")}, QStringLiteral("word"))},
        {QStringLiteral("consensus"),
         json::Object{{QStringLiteral("proposer_whitelist"), std::move(proposers)},
                      {QStringLiteral("validator_whitelist"), std::move(validators)}}},
        {QStringLiteral("staking"), nest({QStringLiteral("consensus")}, std::move(staking))},
        {QStringLiteral("service_accounts"),
         nest({QStringLiteral("staking"), QStringLiteral("consensus")}, std::move(stakes))},
        {QStringLiteral("blockchain_params"),
         nest({QStringLiteral("consensus")},
              json::Object{{QStringLiteral("min_stake_for_proposer"), 1},
                           {QStringLiteral("max_stake_for_proposer"), 100'000'000},
                           {QStringLiteral("max_num_validators"), 20}})}};
    const json::Value leaf = json::Object{{QStringLiteral(".x"), true}};
    return json::Object{{QStringLiteral("values"), std::move(values)},
                        {QStringLiteral("rules"), leaf},
                        {QStringLiteral("functions"), leaf},
                        {QStringLiteral("owners"), leaf}};
}

inline crypto::Hash256 stateHashOf(const json::Value &state) { return chain::subtreeHash(state).value(); }

/// All children of every node on the way.
inline StateProof proofOf(const json::Value &state, const StatePath &path)
{
    StateProof proof;
    const json::Value *node = &state;
    for (const QString &label : path.toString().split(u'/', Qt::SkipEmptyParts)) {
        if (!node->isObject())
            break;
        Listing::Children children;
        for (const auto &[name, child] : node->object())
            children.emplace_back(name, chain::subtreeHash(child).value());
        proof.openings.push_back(Opening{Listing(std::move(children)), std::nullopt});
        node = &(*node)[label];
    }
    proof.value = *node;
    return proof;
}

inline SetStep stepOf(const FinalityProof &finality, const json::Value &state)
{
    SetStep step;
    step.finality = finality;
    for (const StatePath &path : validatorFactPaths())
        step.facts.append(proofOf(state, path));
    return step;
}

} // namespace ain::light::testing
