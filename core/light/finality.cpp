#include "core/light/finality.h"

#include "core/crypto/key.h"

#include <algorithm>
#include <map>
#include <set>

namespace ain::light {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t MaxMembers = 8; // of a body, an operation and a value; the chain writes four at most
constexpr qsizetype MaxText = 200;
/// Votes in one member's name whose signature may fail: each costs a recovery, and anybody can make them up.
constexpr int MaxBadSignatures = 4;

bool isSmall(const json::Value &object)
{
    return object.isObject() && object.object().size() <= MaxMembers
        && std::all_of(object.object().begin(), object.object().end(), [](const auto &member) {
               return member.first.size() <= MaxText && member.second.string().size() <= MaxText;
           });
}

bool isScalar(const json::Value &value) { return !value.isArray() && !value.isObject(); }

/// The voter named by a body that is a vote for the block with this hash text; nothing is said about the signature.
std::optional<crypto::Address> voterIn(const json::Value &body, const QString &prefix, const QString &hash)
{
    const json::Value &operation = body[u"operation"];
    const json::Value &value = operation[u"value"];
    // Bounds before anything is hashed.
    if (!isSmall(body) || !isSmall(operation) || !isSmall(value)
        || !std::all_of(value.object().begin(), value.object().end(),
                        [](const auto &member) { return isScalar(member.second); })) {
        return std::nullopt;
    }
    for (const auto &[name, member] : body.object()) {
        if (name != u"operation" && !isScalar(member))
            return std::nullopt;
    }
    for (const auto &[name, member] : operation.object()) {
        if (name != u"value" && !isScalar(member))
            return std::nullopt;
    }
    if (operation[u"type"].string() != u"SET_VALUE" || !body[u"nonce"].isNumber() || body[u"nonce"].toDouble() != -1
        || value[u"block_hash"].string() != hash || !value[u"is_against"].isBool() || value[u"is_against"].toBool()
        || value.object().contains(u"offense_type")) {
        return std::nullopt;
    }
    const QString &ref = operation[u"ref"].string();
    if (!ref.startsWith(prefix))
        return std::nullopt;
    const QStringView text = QStringView(ref).mid(prefix.size());
    const auto address = crypto::Address::parse(text);
    if (!address || address->toString() != text)
        return std::nullopt;
    return *address;
}

auto notLinked(const QString &what, const Header &header)
{
    return failure(errors::LightLink, {{u"what"_s, what}, {u"number"_s, header.number()}});
}

/// Empty: `child` follows `parent`.
std::optional<QString> brokenLink(const Header &parent, const Header &child)
{
    if (child.number() != parent.number() + 1)
        return u"number"_s;
    if (child.lastHash() != parent.hash())
        return u"last_hash"_s;
    return std::nullopt;
}

} // namespace

Result<std::vector<Vote>> countedVotes(const Header &header, const json::Array &votes, const ValidatorSet &set,
                                       int chainId)
{
    if (votes.size() > MaxVotesPerBlock)
        return failure(errors::LightHeader, {{u"what"_s, u"votes"_s}});
    const QString hash = header.hash().toString();
    const QString prefix = u"/consensus/number/"_s + QString::number(header.number()) + u'/' + hash + u"/vote/"_s;
    std::vector<Vote> counted;
    std::set<crypto::Address> voters;
    std::map<crypto::Address, int> failures;
    for (const json::Value &transaction : votes) {
        const json::Value &body = transaction[u"tx_body"];
        const auto voter = voterIn(body, prefix, hash);
        if (!voter || voters.contains(*voter) || !set.stakeOf(*voter) || failures[*voter] >= MaxBadSignatures)
            continue;
        const auto signer = crypto::recoverTransactionSigner(body, transaction[u"signature"].string(), chainId);
        if (!signer || *signer != *voter) {
            failures[*voter] += 1;
            continue;
        }
        voters.insert(*voter);
        counted.push_back(Vote{*voter, transaction});
    }
    return counted;
}

Amount stakeOf(const std::vector<Vote> &votes, const ValidatorSet &set)
{
    Amount sum;
    std::set<crypto::Address> voters;
    for (const Vote &vote : votes) {
        const auto stake = set.stakeOf(vote.voter);
        if (stake && voters.insert(vote.voter).second)
            sum = sum + *stake;
    }
    return sum;
}

Result<FinalBlock> FinalityVerifier::verify(const VotedHeader &first, const VotedHeader &second,
                                            const VotedHeader &third) const
{
    // What costs nothing comes before what costs a signature each.
    for (const auto &[parent, child] : {std::pair(&first, &second), std::pair(&second, &third)}) {
        if (const auto broken = brokenLink(parent->header, child->header))
            return notLinked(*broken, child->header);
        if (child->header.epoch() != parent->header.epoch() + 1)
            return notLinked(u"epoch"_s, child->header);
    }
    Amount least = m_set.total();
    for (const VotedHeader *block : {&first, &second, &third}) {
        const auto votes = countedVotes(block->header, block->votes, m_set, m_chainId);
        if (!votes)
            return failure(votes.error());
        const Amount sum = light::stakeOf(*votes, m_set);
        if (!m_set.isQuorum(sum)) {
            return failure(errors::LightQuorum,
                           {{u"number"_s, block->header.number()},
                            {u"signed"_s, sum.toString()},
                            {u"total"_s, m_set.total().toString()}});
        }
        least = std::min(least, sum);
    }
    return FinalBlock(second.header, least, m_set.total(), m_chainId, false);
}

Result<FinalBlock> FinalityVerifier::linkBack(const FinalBlock &child, const Header &parent)
{
    if (const auto broken = brokenLink(parent, child.header()))
        return notLinked(*broken, parent);
    return FinalBlock(parent, child.stakeSigned(), child.stakeTotal(), child.chainId(), true);
}

Result<FinalBlock> FinalityVerifier::known(const Header &header, const crypto::Hash256 &knownHash, Amount stakeSigned,
                                           Amount stakeTotal, int chainId)
{
    if (header.hash() != knownHash)
        return notLinked(u"hash"_s, header);
    return FinalBlock(header, stakeSigned, stakeTotal, chainId, true);
}

json::Value Evidence::toJson() const
{
    return json::Object{
        {u"format"_s, u"ain-studio-evidence"_s},
        {u"version"_s, 1},
        {u"kind"_s, kind},
        {u"network"_s, network},
        {u"first_gateway"_s, firstGateway},
        {u"second_gateway"_s, secondGateway},
        {u"first"_s, first},
        {u"second"_s, second},
        {u"seen_at"_s, seenAtMs},
    };
}

std::vector<crypto::Address> doubleVoters(const VotedHeader &a, const VotedHeader &b, const ValidatorSet &set,
                                          int chainId)
{
    std::vector<crypto::Address> both;
    if (a.header.epoch() != b.header.epoch() || a.header.hash() == b.header.hash())
        return both;
    const auto first = countedVotes(a.header, a.votes, set, chainId);
    const auto second = countedVotes(b.header, b.votes, set, chainId);
    if (!first || !second)
        return both;
    for (const Vote &vote : *first) {
        const bool isInBoth =
            std::any_of(second->begin(), second->end(), [&](const Vote &other) { return other.voter == vote.voter; });
        if (isInBoth)
            both.push_back(vote.voter);
    }
    std::sort(both.begin(), both.end());
    return both;
}

} // namespace ain::light
