#include "core/light/votedpool.h"

#include <QSet>

#include <algorithm>
#include <iterator>

namespace ain::light {

using namespace Qt::StringLiterals;

namespace {

constexpr int MaxPairs = 4; ///< compared for double votes; each costs signatures

/// What was offered may be anything of any size; what is kept is what counted.
VotedHeader onlyCounted(const FinalityVerifier &verifier, const VotedHeader &offered)
{
    VotedHeader kept{offered.header, {}};
    const auto counted = countedVotes(offered.header, offered.votes, verifier.set(), verifier.chainId());
    if (!counted)
        return kept;
    for (const Vote &vote : *counted) {
        json::Object transaction;
        transaction.set(u"tx_body"_s, vote.transaction[u"tx_body"]);
        transaction.set(u"signature"_s, vote.transaction[u"signature"]);
        kept.votes.emplace_back(std::move(transaction));
    }
    return kept;
}

bool isQuorum(const FinalityVerifier &verifier, const VotedHeader &block)
{
    const auto counted = countedVotes(block.header, block.votes, verifier.set(), verifier.chainId());
    return counted && verifier.set().isQuorum(stakeOf(*counted, verifier.set()));
}

} // namespace

bool VotedPool::addBlock(const json::Value &block)
{
    if (m_headers.size() >= MaxBlocks)
        return false;
    auto header = Header::read(block);
    if (!header)
        return false;
    if (header->lastHash() && block[u"last_votes"].isArray())
        addVotes(*header->lastHash(), block[u"last_votes"].array());
    m_headers.emplace(header->hash(), *header);
    return true;
}

void VotedPool::addRawStatus(const json::Value &payload)
{
    for (const auto &[key, info] : payload.at({u"block_pool", u"hashToBlockInfo"}).object()) {
        auto header = Header::read(info[u"block"]);
        if (!header || !addBlock(info[u"block"]))
            continue;
        addVotes(header->hash(), info[u"votes"].array());
    }
}

void VotedPool::addVotes(const crypto::Hash256 &block, const json::Array &votes)
{
    json::Array &all = m_votes[block];
    // The same transaction often comes twice: from the pool and from the child's last_votes.
    QSet<QString> known;
    for (const json::Value &vote : std::as_const(all))
        known.insert(vote[u"signature"].string());
    for (const json::Value &vote : votes) {
        if (all.size() >= MaxVotesPerBlock)
            return;
        const QString &signature = vote[u"signature"].string();
        if (known.contains(signature))
            continue;
        known.insert(signature);
        all.push_back(vote);
    }
}

const Header *VotedPool::headerAt(const crypto::Hash256 &hash) const
{
    const auto found = m_headers.find(hash);
    return found == m_headers.end() ? nullptr : &found->second;
}

std::optional<VotedHeader> VotedPool::voted(const crypto::Hash256 &hash) const
{
    const Header *header = headerAt(hash);
    if (header == nullptr)
        return std::nullopt;
    const auto votes = m_votes.find(hash);
    return VotedHeader{*header, votes == m_votes.end() ? json::Array() : votes->second};
}

std::optional<DoubleVote> VotedPool::doubleVote(const FinalityVerifier &verifier) const
{
    std::optional<DoubleVote> found;
    int pairs = 0;
    std::multimap<qint64, crypto::Hash256> byEpoch;
    for (const auto &[hash, header] : m_headers) {
        if (m_votes.contains(hash))
            byEpoch.emplace(header.epoch(), hash);
    }
    for (auto at = byEpoch.cbegin(); at != byEpoch.cend(); ++at) {
        for (auto next = std::next(at); next != byEpoch.cend() && next->first == at->first; ++next) {
            if (++pairs > MaxPairs)
                return found;
            DoubleVote both{onlyCounted(verifier, *voted(at->second)), onlyCounted(verifier, *voted(next->second))};
            if (doubleVoters(both.first, both.second, verifier.set(), verifier.chainId()).empty())
                continue;
            both.areQuorums = isQuorum(verifier, both.first) && isQuorum(verifier, both.second);
            if (!found || both.areQuorums)
                found = std::move(both);
        }
    }
    return found;
}

qint64 VotedPool::lowestWithChild() const
{
    qint64 lowest = -1;
    for (const auto &[hash, header] : m_headers) {
        if (!header.lastHash())
            continue;
        const Header *parent = headerAt(*header.lastHash());
        if (parent != nullptr && (lowest < 0 || parent->number() < lowest))
            lowest = parent->number();
    }
    return lowest;
}

Result<ShownFinal> VotedPool::verifyMiddle(const FinalityVerifier &verifier, const Header &middle) const
{
    const auto incomplete = [&](const QString &what) {
        return failure(errors::LightLink, {{u"what"_s, what}, {u"number"_s, middle.number()}});
    };
    if (!middle.lastHash())
        return incomplete(u"parent"_s);
    const auto first = voted(*middle.lastHash());
    if (!first)
        return incomplete(u"parent"_s);
    const auto second = voted(middle.hash());
    std::optional<Error> reason;
    for (const auto &[hash, header] : m_headers) {
        if (header.lastHash() != middle.hash())
            continue;
        const auto third = voted(hash);
        auto final = verifier.verify(*first, *second, *third);
        if (final) {
            ShownFinal shown{*final, {}};
            for (const VotedHeader &offered : {*first, *second, *third})
                shown.proof.triple.append(onlyCounted(verifier, offered));
            return shown;
        }
        if (!reason || final.error().code == errors::LightQuorum)
            reason = final.error();
    }
    if (reason)
        return failure(*reason);
    return incomplete(u"child"_s);
}

Result<ShownFinal> VotedPool::newestFinal(const FinalityVerifier &verifier) const
{
    std::vector<Header> candidates;
    candidates.reserve(m_headers.size());
    for (const auto &[hash, header] : m_headers)
        candidates.push_back(header);
    std::sort(candidates.begin(), candidates.end(),
              [](const Header &a, const Header &b) { return a.number() > b.number(); });
    std::optional<Error> reason;
    for (const Header &middle : candidates) {
        auto shown = verifyMiddle(verifier, middle);
        if (shown)
            return shown;
        if (!reason || (reason->code != errors::LightQuorum && shown.error().code == errors::LightQuorum))
            reason = shown.error();
    }
    if (reason)
        return failure(*reason);
    return failure(errors::LightLink, {{u"what"_s, u"blocks"_s}, {u"number"_s, -1}});
}

Result<ShownFinal> VotedPool::finalAt(const FinalityVerifier &verifier, qint64 number) const
{
    std::vector<Header> candidates;
    for (const auto &[hash, header] : m_headers) {
        if (header.number() >= number)
            candidates.push_back(header);
    }
    std::sort(candidates.begin(), candidates.end(),
              [](const Header &a, const Header &b) { return a.number() < b.number(); });
    std::optional<Error> reason;
    for (const Header &middle : candidates) {
        auto shown = verifyMiddle(verifier, middle);
        if (!shown) {
            if (!reason || shown.error().code == errors::LightQuorum)
                reason = shown.error();
            continue;
        }
        while (shown->block.number() > number && shown->block.header().lastHash()) {
            const Header *parent = headerAt(*shown->block.header().lastHash());
            if (parent == nullptr)
                break;
            auto linked = FinalityVerifier::linkBack(shown->block, *parent);
            if (!linked)
                return failure(linked.error());
            shown->block = *linked;
            shown->proof.links.append(*parent);
        }
        if (shown->block.number() == number)
            return shown;
    }
    if (reason)
        return failure(*reason);
    return failure(errors::LightLink, {{u"what"_s, u"blocks"_s}, {u"number"_s, number}});
}

} // namespace ain::light
