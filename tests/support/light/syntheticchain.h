// Blocks and votes of a made-up network, signed with keys that anybody can derive.
#pragma once

#include "core/chain/blockcheck.h"
#include "core/crypto/key.h"
#include "core/json/writer.h"
#include "core/light/checkpoint.h"
#include "core/light/finality.h"

#include <QString>

#include <vector>

namespace ain::light::testing {

inline crypto::PrivateKey keyOf(const QByteArray &name)
{
    static const bool isReady = initializeSecretMemory();
    Q_UNUSED(isReady)
    QByteArray digest = crypto::sha256("synthetic " + name);
    return std::move(*crypto::PrivateKey::fromBytes(SecretBytes::takeFrom(digest)));
}

inline QString hashOf(const json::Value &value) { return crypto::messageHashUtf8(json::canonical(value)).toString(); }

/// {tx_body, signature, hash, address}
inline json::Value signedBy(const crypto::PrivateKey &key, json::Value body, int chainId)
{
    const QString signature = crypto::signTransaction(key, body, chainId);
    return json::Object{{QStringLiteral("tx_body"), std::move(body)},
                        {QStringLiteral("signature"), signature},
                        {QStringLiteral("hash"), signature.left(66)},
                        {QStringLiteral("address"), key.address().toString()}};
}

/// The body of a vote for the block, as `voter` would sign it.
inline json::Value voteBody(const Header &header, const QString &voter)
{
    const QString hash = header.hash().toString();
    json::Object value{{QStringLiteral("block_hash"), hash},
                       {QStringLiteral("stake"), 10'000'000},
                       {QStringLiteral("is_against"), false},
                       {QStringLiteral("vote_nonce"), header.timestampMs()}};
    json::Object operation{{QStringLiteral("type"), QStringLiteral("SET_VALUE")},
                           {QStringLiteral("ref"),
                            QStringLiteral("/consensus/number/") + QString::number(header.number()) + u'/' + hash
                                + QStringLiteral("/vote/") + voter},
                           {QStringLiteral("value"), std::move(value)}};
    return json::Object{{QStringLiteral("operation"), std::move(operation)},
                        {QStringLiteral("nonce"), -1},
                        {QStringLiteral("gas_price"), 0},
                        {QStringLiteral("timestamp"), header.timestampMs()}};
}

inline json::Value voteFor(const Header &header, const crypto::PrivateKey &key, int chainId)
{
    return signedBy(key, voteBody(header, key.address().toString()), chainId);
}

/// What a block says besides where it stands.
struct BlockContent {
    json::Array transactions;
    json::Array receipts;
    crypto::Hash256 stateHash;
};

/// A chain that grows by one block an epoch; every validator can vote.
class SyntheticChain {
public:
    static constexpr qint64 GenesisTimeMs = 1'640'995'199'999;
    static constexpr int EpochMs = 1000;
    static constexpr qint64 StakeAin = 10'000'000;

    explicit SyntheticChain(int validatorCount = 3, int chainId = 0, qint64 firstNumber = 0) : m_chainId(chainId)
    {
        QList<Validator> members;
        for (int i = 0; i < validatorCount; ++i) {
            m_keys.push_back(keyOf("validator " + QByteArray::number(i)));
            members.append(Validator{m_keys.back().address(), Amount::fromMicro(StakeAin * Amount::MicroPerAin), true});
        }
        m_set = *ValidatorSet::make(std::move(members));
        m_validators = m_set.toJson();
        m_next = firstNumber;
        append();
    }

    [[nodiscard]] int chainId() const { return m_chainId; }
    [[nodiscard]] const ValidatorSet &set() const { return m_set; }
    [[nodiscard]] const crypto::PrivateKey &key(int i) const { return m_keys[std::size_t(i)]; }
    [[nodiscard]] const Header &tip() const { return *m_tip; }
    [[nodiscard]] const json::Value &tipBlock() const { return m_block; }

    /// The next headers say that they are this many epochs later than they are.
    void skipTime(int epochs) { m_skippedMs += qint64(epochs) * EpochMs; }
    /// What the next headers say about the validators; who votes stays as it is.
    void stateValidators(const ValidatorSet &set) { m_validators = set.toJson(); }

    /// The next block, `epochs` epochs after the last one.
    const Header &append(const BlockContent &content = {}, int epochs = 1)
    {
        const QString none = hashOf(json::Array{});
        const qint64 number = m_next++;
        m_epoch = m_tip ? m_epoch + epochs : number;
        const bool isFirst = number == 0;
        const QString before = m_tip ? m_tip->hash().toString() : hashOf(QStringLiteral("before"));
        json::Object block{{QStringLiteral("last_hash"), isFirst ? QString() : before},
                           {QStringLiteral("last_votes_hash"), none},
                           {QStringLiteral("transactions_hash"), hashOf(content.transactions)},
                           {QStringLiteral("receipts_hash"), hashOf(content.receipts)},
                           {QStringLiteral("evidence_hash"), hashOf(json::Object{})},
                           {QStringLiteral("number"), number},
                           {QStringLiteral("epoch"), m_epoch},
                           {QStringLiteral("timestamp"), GenesisTimeMs + m_epoch * EpochMs + m_skippedMs},
                           {QStringLiteral("state_proof_hash"), content.stateHash.toString()},
                           {QStringLiteral("proposer"), m_keys.front().address().toString()},
                           {QStringLiteral("validators"), m_validators},
                           {QStringLiteral("gas_amount_total"), 0},
                           {QStringLiteral("gas_cost_total"), 0}};
        m_tip = *Header::read(block);
        block.set(QStringLiteral("hash"), m_tip->hash().toString());
        block.set(QStringLiteral("last_votes"), json::Array{});
        block.set(QStringLiteral("evidence"), json::Object{});
        block.set(QStringLiteral("transactions"), content.transactions);
        block.set(QStringLiteral("receipts"), content.receipts);
        m_block = json::Value(std::move(block));
        return *m_tip;
    }

    /// The newest block with the votes of the first `count` validators.
    [[nodiscard]] VotedHeader voted(int count = -1) const
    {
        json::Array votes;
        for (int i = 0; i < (count < 0 ? int(m_keys.size()) : count); ++i)
            votes.push_back(voteFor(*m_tip, key(i), m_chainId));
        return VotedHeader{*m_tip, std::move(votes)};
    }
    VotedHeader appendVoted(const BlockContent &content = {}, int epochs = 1)
    {
        append(content, epochs);
        return voted();
    }

    /// Trust in the newest block and the validators.
    [[nodiscard]] Checkpoint checkpoint(const crypto::Hash256 &genesisHash) const
    {
        Checkpoint result;
        result.network = QStringLiteral("synthetic");
        result.chainId = m_chainId;
        result.genesisHash = genesisHash;
        result.genesisTimeMs = GenesisTimeMs;
        result.epochMs = EpochMs;
        result.number = m_tip->number();
        result.hash = m_tip->hash();
        result.epoch = m_tip->epoch();
        result.validators = m_set;
        result.source = QStringLiteral("made up");
        result.date = QStringLiteral("2026-11-22");
        return result;
    }

private:
    int m_chainId = 0;
    std::vector<crypto::PrivateKey> m_keys;
    ValidatorSet m_set;
    json::Object m_validators;
    qint64 m_next = 0;
    qint64 m_epoch = 0;
    qint64 m_skippedMs = 0;
    std::optional<Header> m_tip;
    json::Value m_block;
};

/// A block of this number, made final by three validators.
inline FinalBlock finalBlock(qint64 number, const BlockContent &content = {}, int chainId = 0)
{
    SyntheticChain chain(3, chainId, std::max<qint64>(number - 1, 1));
    const VotedHeader first = chain.voted();
    const VotedHeader second = chain.appendVoted(content);
    const VotedHeader third = chain.appendVoted();
    return *FinalityVerifier(chain.set(), chainId).verify(first, second, third);
}

} // namespace ain::light::testing
