#include "core/light/validatorset.h"

#include "core/chain/statehash.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace ain::light {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype AddressDigits = 40;
constexpr std::size_t MaxEntries = 100'000; // of one list in the state
constexpr double MaxSafeNumber = 9'007'199'254'740'992.0;

auto refuse(const QString &what) { return failure(errors::LightValidators, {{u"what"_s, what}}); }

/// The account whose node in the state carries this label. The tree folds case and knows only the radix form, so a
/// server may spell a proven label in any of the ways that hash alike (chain.md 9.2).
std::optional<crypto::Address> accountOf(QStringView label)
{
    const std::string radix = chain::radixLabel(label);
    if (qsizetype(radix.size()) != AddressDigits)
        return std::nullopt;
    const auto address = crypto::Address::parse(QString(u"0x"_s + QString::fromLatin1(radix.data(), AddressDigits)));
    return address ? std::optional(*address) : std::nullopt;
}

/// The member with the radix form of `name`, in whatever spelling it was sent; null: absent.
const json::Value &member(const json::Value &node, QStringView name)
{
    static const json::Value absent;
    if (const json::Value *exact = node.object().find(name))
        return *exact;
    const std::string radix = chain::radixLabel(name);
    for (const auto &[label, value] : node.object()) {
        if (chain::radixLabel(label) == radix)
            return value;
    }
    return absent;
}

using Whitelist = std::map<crypto::Address, bool>;

/// What a leaf's type is, its hash does not say (chain.md 9.1): every type but the one the chain's rules demand is
/// refused, not read as false.
Result<Whitelist> readWhitelist(const json::Value &list, const QString &name)
{
    Whitelist result;
    if (list.isNull())
        return result;
    if (!list.isObject() || list.object().size() > MaxEntries)
        return refuse(name);
    for (const auto &[label, value] : list.object()) {
        if (!value.isBool())
            return refuse(name);
        if (const auto address = accountOf(label); address && !result.emplace(*address, value.toBool()).second)
            return refuse(name);
    }
    return result;
}

struct Candidate {
    Validator validator;
    double stake = 0;
    double expireAt = 0;
};

bool comesBefore(const Candidate &a, const Candidate &b)
{
    if (a.validator.mayPropose != b.validator.mayPropose)
        return a.validator.mayPropose;
    if (a.stake != b.stake)
        return a.stake > b.stake;
    if (a.expireAt != b.expireAt)
        return a.expireAt > b.expireAt;
    return a.validator.address < b.validator.address;
}

std::optional<double> number(const json::Value &value)
{
    const double result = value.toDouble(-1);
    return value.isNumber() && result >= 0 && result <= MaxSafeNumber ? std::optional(result) : std::nullopt;
}

} // namespace

Result<ValidatorSet> ValidatorSet::make(QList<Validator> validators)
{
    if (validators.isEmpty() || std::size_t(validators.size()) > Header::MaxValidators)
        return refuse(u"count"_s);
    std::sort(validators.begin(), validators.end(),
              [](const Validator &a, const Validator &b) { return a.address < b.address; });
    ValidatorSet set;
    for (qsizetype i = 0; i < validators.size(); ++i) {
        const Validator &validator = validators[i];
        if (validator.address.isEmpty() || (i > 0 && validators[i - 1].address == validator.address))
            return refuse(u"address"_s);
        if (validator.stake <= Amount() || validator.stake.micro() > Amount::MaxMicro)
            return refuse(u"stake"_s);
        set.m_total = set.m_total + validator.stake;
        // There is not more than the supply; it also keeps three times a stake within 64 bits.
        if (set.m_total.micro() > Amount::MaxMicro)
            return refuse(u"stake"_s);
    }
    set.m_validators = std::move(validators);
    return set;
}

Result<ValidatorSet> ValidatorSet::fromJson(const json::Object &validators)
{
    if (validators.size() > Header::MaxValidators)
        return refuse(u"count"_s);
    QList<Validator> list;
    list.reserve(qsizetype(validators.size()));
    for (const auto &[text, entry] : validators) {
        const auto address = crypto::Address::parse(text);
        // The chain writes checksummed addresses; another spelling is another text to it.
        if (!address || address->toString() != text)
            return refuse(u"address"_s);
        const auto stake = entry[u"stake"].isNumber() ? Amount::fromWire(entry[u"stake"].toDouble()) : std::nullopt;
        if (!stake)
            return refuse(u"stake"_s);
        if (!entry[u"proposal_right"].isBool())
            return refuse(u"proposal_right"_s);
        list.append(Validator{*address, *stake, entry[u"proposal_right"].toBool()});
    }
    return make(std::move(list));
}

json::Object ValidatorSet::toJson() const
{
    json::Object result;
    for (const Validator &validator : m_validators) {
        result.set(validator.address.toString(),
                   json::Object{{u"stake"_s, validator.stake.toWire()}, {u"proposal_right"_s, validator.mayPropose}});
    }
    return result;
}

std::optional<Amount> ValidatorSet::stakeOf(const crypto::Address &address) const
{
    const auto found =
        std::lower_bound(m_validators.begin(), m_validators.end(), address,
                         [](const Validator &validator, const crypto::Address &a) { return validator.address < a; });
    if (found == m_validators.end() || found->address != address)
        return std::nullopt;
    return found->stake;
}

bool ValidatorSet::isQuorum(Amount stake) const
{
    return !m_total.isZero() && 3 * stake.micro() >= 2 * m_total.micro();
}

Amount ValidatorSet::stakeMissingIn(const ValidatorSet &other) const
{
    Amount missing;
    for (const Validator &validator : m_validators) {
        const auto theirs = other.stakeOf(validator.address);
        if (!theirs || *theirs < validator.stake)
            missing = missing + validator.stake;
    }
    return missing;
}

Result<ValidatorSet> deriveValidators(const ValidatorFacts &facts)
{
    const auto least = number(member(facts.params, u"min_stake_for_proposer"));
    const auto most = number(member(facts.params, u"max_stake_for_proposer"));
    const auto limit = number(member(facts.params, u"max_num_validators"));
    if (!least || !most || !limit)
        return refuse(u"params"_s);
    const auto proposers = readWhitelist(facts.proposerWhitelist, u"proposer_whitelist"_s);
    if (!proposers)
        return failure(proposers.error());
    const auto others = readWhitelist(facts.validatorWhitelist, u"validator_whitelist"_s);
    if (!others)
        return failure(others.error());
    const auto allows = [](const Whitelist &list, const crypto::Address &address) {
        const auto found = list.find(address);
        return found != list.end() && found->second;
    };
    if (facts.staking.object().size() > MaxEntries || facts.stakes.object().size() > MaxEntries)
        return refuse(u"staking"_s);
    std::map<std::string, const json::Value *> accounts;
    for (const auto &[label, account] : facts.stakes.object()) {
        if (!accounts.emplace(chain::radixLabel(label), &account).second)
            return refuse(u"stakes"_s);
    }

    std::vector<Candidate> candidates;
    for (const auto &[label, record] : facts.staking.object()) {
        const auto address = accountOf(label);
        if (!address)
            continue; // the sum of all stakes is kept beside the addresses
        const bool isProposer = allows(*proposers, *address);
        if (!isProposer && !allows(*others, *address))
            continue;
        const auto account = accounts.find(chain::radixLabel(QString(address->toString() + u"|0"_s)));
        if (account == accounts.end())
            continue;
        const json::Value &balance = member(*account->second, u"balance");
        if (balance.isNull())
            continue;
        const auto stake = number(balance);
        const auto amount = stake ? Amount::fromWire(*stake) : std::nullopt;
        if (!amount)
            return refuse(u"stakes"_s);
        if (amount->isZero() || (isProposer && (*stake < *least || *stake > *most)))
            continue;
        const json::Value &expiry = member(member(record, u"0"), u"expire_at");
        const auto expireAt = expiry.isNull() ? std::optional(0.0) : number(expiry);
        if (!expireAt)
            return refuse(u"staking"_s);
        candidates.push_back(Candidate{Validator{*address, *amount, isProposer}, *stake, *expireAt});
    }
    std::sort(candidates.begin(), candidates.end(), comesBefore);
    QList<Validator> chosen;
    for (const Candidate &candidate : candidates) {
        if (double(chosen.size()) >= *limit)
            break;
        chosen.append(candidate.validator);
    }
    return ValidatorSet::make(std::move(chosen));
}

} // namespace ain::light
