#include "core/sandbox/block.h"

#include "core/chain/blockcheck.h"
#include "core/crypto/hash.h"
#include "core/json/writer.h"

namespace ain::sandbox {

using namespace Qt::StringLiterals;

QString jsonHash(const json::Value &value) { return crypto::messageHashUtf8(json::canonical(value)).toString(); }

json::Object blockHeader(const json::Value &block) { return chain::headerFields(block).value_or(json::Object{}); }

Block makeBlock(BlockParts parts)
{
    json::Value lastVotes(std::move(parts.lastVotes));
    json::Value evidence(std::move(parts.evidence));
    json::Value transactions(std::move(parts.transactions));
    json::Value receipts(std::move(parts.receipts));

    json::Object block{
        {u"last_hash"_s, parts.lastHash},
        {u"last_votes_hash"_s, jsonHash(lastVotes)},
        {u"transactions_hash"_s, jsonHash(transactions)},
        {u"receipts_hash"_s, jsonHash(receipts)},
        {u"evidence_hash"_s, jsonHash(evidence)},
        {u"number"_s, parts.number},
        {u"epoch"_s, parts.epoch},
        {u"timestamp"_s, parts.timestamp},
        {u"state_proof_hash"_s, parts.stateProofHash},
        {u"proposer"_s, parts.proposer},
        {u"validators"_s, std::move(parts.validators)},
        {u"gas_amount_total"_s, parts.gasAmountTotal},
        {u"gas_cost_total"_s, parts.gasCostTotal},
    };
    Block result;
    result.hash = chain::headerHash(json::Value(block)).value_or(crypto::Hash256{}).toString();
    block.set(u"last_votes"_s, std::move(lastVotes));
    block.set(u"evidence"_s, std::move(evidence));
    block.set(u"transactions"_s, std::move(transactions));
    block.set(u"receipts"_s, std::move(receipts));
    const qint64 size = json::objectSize(json::Value(block)); // of header and body only
    block.set(u"hash"_s, result.hash);
    block.set(u"size"_s, size);
    result.number = parts.number;
    result.epoch = parts.epoch;
    result.timestamp = parts.timestamp;
    result.json = json::Value(std::move(block));
    return result;
}

bool readBlock(json::Value value, bool checkBody, Block *out)
{
    const auto hash = chain::headerHash(value);
    if (!hash || hash->toString() != value[u"hash"].toString())
        return false;
    if (checkBody
        && (jsonHash(value[u"transactions"]) != value[u"transactions_hash"].toString()
            || jsonHash(value[u"receipts"]) != value[u"receipts_hash"].toString()
            || jsonHash(value[u"last_votes"]) != value[u"last_votes_hash"].toString()
            || jsonHash(value[u"evidence"]) != value[u"evidence_hash"].toString()))
        return false;
    out->hash = value[u"hash"].toString();
    out->number = value[u"number"].toInteger(-1);
    out->epoch = value[u"epoch"].toInteger();
    out->timestamp = value[u"timestamp"].toInteger();
    out->json = std::move(value);
    return out->number >= 0;
}

json::Value withTransactionHashes(const json::Value &block)
{
    json::Array hashes;
    hashes.reserve(block[u"transactions"].array().size());
    for (const json::Value &transaction : block[u"transactions"].array())
        hashes.push_back(transaction[u"hash"]);
    json::Value copy = block;
    copy.object().set(u"transactions"_s, json::Value(std::move(hashes)));
    return copy;
}

} // namespace ain::sandbox
