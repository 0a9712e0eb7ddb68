// Paths in the state and who can write above them (chain.md 5, 9.2, 9.4).
#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>

#include <span>
#include <string>
#include <vector>

namespace ain {

namespace errors {
inline constexpr ErrorCode LightPath{"light.path"}; ///< not a state path; args: path
} // namespace errors

namespace light {

enum class StateRoot { Values, Rules, Functions, Owners };

/// "values", "rules", "functions", "owners".
[[nodiscard]] QString rootLabel(StateRoot root);

/// A path below one of the four roots. Labels are compared by their radix form (chain.md 9.2).
struct StatePath {
    StateRoot root = StateRoot::Values;
    QStringList labels; ///< none: the root itself

    static constexpr qsizetype MaxLabels = 64;

    /// "/values/accounts/0x…", 64 labels at most, none empty and none whose radix form is empty. errors::LightPath.
    [[nodiscard]] static Result<StatePath> parse(QStringView absolute);
    /// Same, of the values, from "/accounts/0x…".
    [[nodiscard]] static Result<StatePath> value(QStringView path);
    [[nodiscard]] QString toString() const; ///< absolute
    [[nodiscard]] QString reference() const; ///< without the root: "ref" of ain_get
    [[nodiscard]] QString method() const; ///< GET_VALUE, GET_RULE, GET_FUNCTION, GET_OWNER
    [[nodiscard]] std::vector<std::string> radix() const; ///< of the labels
    [[nodiscard]] StatePath parent(qsizetype length) const; ///< its first `length` labels

    /// Texts alike; use isSameNode() for two spellings of one node.
    friend bool operator==(const StatePath &, const StatePath &) = default;
};
[[nodiscard]] bool isSameNode(const StatePath &a, const StatePath &b);

/// Whether somebody who is not the chain itself can put a text at a proper ancestor of `path`: then a text that looks
/// like the inside of the tree could stand there, and what is below it is only the writers' word.
enum class Ancestors {
    Closed, ///< no user can: rules of the chain
    Open, ///< app owners can: AppsWord
};
[[nodiscard]] Ancestors ancestorsOf(const StatePath &path);

/// Whether a user can put a text at exactly this node, by the write rules that the networks begin with; labels in radix
/// form. True for every node that is not known to be safe. The networks' operator counts as the chain: who can change
/// the parameters and the validators' whitelist needs no forged proof.
///
/// Values: below /accounts, /service_accounts, /transfer and /staking the rules let in numbers only, below
/// /blockchain_params and the whitelists the operator alone (but anybody can found a bridge below
/// /blockchain_params/token/bridge). Elsewhere the levels above the first that a user writes are safe: /apps, but no
/// app; /manage_app/APP, but not its config, which its admins may write as they like.
/// Rules: the text of a write rule stands at ".rule/write" and nowhere else, every other node of a rule tree is an
/// object, number or bool. Functions: texts stand below ".function/ID". Owners: bools below ".owner/owners"; other
/// members of ".owner" are not checked by the chain.
[[nodiscard]] bool mayHoldText(StateRoot root, std::span<const std::string> labels);

} // namespace light
} // namespace ain
