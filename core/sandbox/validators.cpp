#include "core/sandbox/validators.h"

#include "core/crypto/hash.h"

namespace ain::sandbox {

using namespace Qt::StringLiterals;

namespace {

crypto::PrivateKey derivedKey(QByteArrayView seed, QByteArrayView purpose)
{
    // A hash is outside the curve's order once in 2^128 tries; the counter makes even that a loop, not a defect.
    for (int attempt = 0;; ++attempt) {
        QByteArray material = "AIN practice network/";
        material.append(purpose);
        material.append('/');
        material.append(QByteArray::number(attempt));
        material.append('/');
        material.append(seed);
        QByteArray digest = crypto::sha256(material);
        auto key = crypto::PrivateKey::fromBytes(SecretBytes::takeFrom(digest));
        if (key)
            return std::move(*key);
    }
}

} // namespace

NetworkKeys::NetworkKeys(QByteArrayView seed32) : m_faucet(derivedKey(seed32, "faucet"))
{
    for (int i = 0; i < ValidatorCount; ++i) {
        m_validators.push_back(derivedKey(seed32, "validator " + QByteArray::number(i)));
        m_addresses.append(m_validators.back().address().toString());
    }
    m_faucetAddress = m_faucet.address().toString();
}

const crypto::PrivateKey *NetworkKeys::validatorByAddress(QStringView address) const
{
    const qsizetype index = m_addresses.indexOf(address);
    return index < 0 ? nullptr : &m_validators[std::size_t(index)];
}

QStringList NetworkKeys::validatorAddresses() const { return m_addresses; }

json::Value signedTransaction(const crypto::PrivateKey &key, json::Value body, int chainId)
{
    const QString signature = crypto::signTransaction(key, body, chainId);
    return json::Object{
        {u"tx_body"_s, std::move(body)},
        {u"signature"_s, signature},
        {u"hash"_s, signature.left(66)}, // the signature's first 32 bytes are the hash
        {u"address"_s, key.address().toString()},
    };
}

json::Value proposalTransaction(const crypto::PrivateKey &proposer, const Block &block, int chainId)
{
    const json::Value &validators = block.json[u"validators"];
    json::Object proposal{
        {u"number"_s, block.number},
        {u"epoch"_s, block.epoch},
        {u"validators"_s, validators},
        {u"total_at_stake"_s, totalStake(validators.object())},
        {u"proposer"_s, block.json[u"proposer"]},
        {u"block_hash"_s, block.hash},
        {u"last_hash"_s, block.json[u"last_hash"]},
        {u"timestamp"_s, block.timestamp},
        {u"gas_cost_total"_s, block.json[u"gas_cost_total"]},
    };
    json::Object write{
        {u"type"_s, u"SET_VALUE"_s},
        {u"ref"_s, u"/consensus/number/%1/propose"_s.arg(block.number)},
        {u"value"_s, std::move(proposal)},
    };
    json::Object body{
        {u"operation"_s,
         json::Object{{u"type"_s, u"SET"_s}, {u"op_list"_s, json::Array{json::Value(std::move(write))}}}},
        {u"nonce"_s, -1},
        {u"gas_price"_s, 0},
        {u"timestamp"_s, block.timestamp},
    };
    return signedTransaction(proposer, std::move(body), chainId);
}

json::Value voteTransaction(const crypto::PrivateKey &validator, const Block &block, double stake, qint64 timestamp,
                            int chainId)
{
    const QString address = validator.address().toString();
    json::Object body{
        {u"operation"_s,
         json::Object{
             {u"type"_s, u"SET_VALUE"_s},
             {u"ref"_s, u"/consensus/number/%1/%2/vote/%3"_s.arg(QString::number(block.number), block.hash, address)},
             {u"value"_s,
              json::Object{{u"block_hash"_s, block.hash},
                           {u"stake"_s, stake},
                           {u"is_against"_s, false},
                           {u"vote_nonce"_s, timestamp}}},
         }},
        {u"nonce"_s, -1},
        {u"gas_price"_s, 0},
        {u"timestamp"_s, timestamp},
    };
    return signedTransaction(validator, std::move(body), chainId);
}

double totalStake(const json::Object &validators)
{
    double sum = 0;
    for (const auto &[address, info] : validators)
        sum += info[u"stake"].toDouble();
    return sum;
}

} // namespace ain::sandbox
