#include "core/chain/blockcheck.h"

#include "core/json/writer.h"

#include <array>

namespace ain::chain {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<QStringView, 13> HeaderFields{
    u"last_hash",      u"last_votes_hash", u"transactions_hash",
    u"receipts_hash",  u"evidence_hash",   u"number",
    u"epoch",          u"timestamp",       u"state_proof_hash",
    u"proposer",       u"validators",      u"gas_amount_total",
    u"gas_cost_total",
};

crypto::Hash256 hashOf(const json::Value &value) { return crypto::messageHashUtf8(json::canonical(value)); }

bool hasHash(const json::Value &text, const crypto::Hash256 &hash)
{
    const auto parsed = crypto::Hash256::parse(text.string());
    return parsed && *parsed == hash;
}

} // namespace

std::optional<json::Object> headerFields(const json::Value &block)
{
    std::vector<json::Object::Member> members;
    members.reserve(HeaderFields.size());
    for (const QStringView field : HeaderFields) {
        const json::Value *value = block.object().find(field);
        if (value == nullptr)
            return std::nullopt;
        members.emplace_back(field.toString(), *value);
    }
    json::Object header;
    (void)header.assign(std::move(members)); // the names are distinct
    return header;
}

std::optional<crypto::Hash256> headerHash(const json::Value &block)
{
    auto header = headerFields(block);
    if (!header)
        return std::nullopt;
    // canonical() writes well-formed UTF-8 for lone surrogates too, as the text form would be encoded.
    return hashOf(json::Value(std::move(*header)));
}

Result<> checkBlock(const json::Value &block)
{
    const auto refuse = [](const QString &what) {
        return failure(errors::InvalidArgument, {{u"what"_s, u"block "_s + what}});
    };
    const auto hash = headerHash(block);
    if (!hash)
        return refuse(u"header"_s);
    if (!hasHash(block[u"hash"], *hash))
        return refuse(u"hash"_s);
    if (!block[u"transactions"].isArray() || !hasHash(block[u"transactions_hash"], hashOf(block[u"transactions"])))
        return refuse(u"transactions"_s);
    if (!block[u"receipts"].isArray() || !hasHash(block[u"receipts_hash"], hashOf(block[u"receipts"])))
        return refuse(u"receipts"_s);
    if (block[u"transactions"].array().size() != block[u"receipts"].array().size())
        return refuse(u"receipts"_s);
    return {};
}

Inclusion inclusionAt(const json::Value &block, std::size_t index)
{
    const json::Value &receipt = block[u"receipts"].array().at(index);
    Inclusion found;
    found.index = index;
    found.receipt = ExecutionResult::judge(receipt);
    if (const json::Value *list = receipt.object().find(u"result_list")) {
        // The chain looks at the list alone: a SET whose operations all went well is not reverted even when its
        // fee could not be taken (11001), and its nonce is spent.
        for (const auto &[key, entry] : list->object())
            found.isReverted = found.isReverted || entry[u"code"].toDouble() != 0;
        for (const json::Value &entry : list->array())
            found.isReverted = found.isReverted || entry[u"code"].toDouble() != 0;
    } else {
        found.isReverted = receipt[u"code"].toDouble() != 0;
    }
    return found;
}

std::optional<Inclusion> findTransaction(const json::Value &block, const QString &txHash)
{
    const json::Array &transactions = block[u"transactions"].array();
    for (std::size_t i = 0; i < transactions.size(); ++i) {
        if (transactions[i][u"hash"].string() != txHash)
            continue;
        if (crypto::transactionHash(transactions[i][u"tx_body"]).toString() == txHash
            && i < block[u"receipts"].array().size())
            return inclusionAt(block, i);
    }
    return std::nullopt;
}

} // namespace ain::chain
