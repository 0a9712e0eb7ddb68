#include "core/light/header.h"

#include "core/chain/blockcheck.h"
#include "core/json/writer.h"

#include <cmath>

namespace ain::light {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MaxText = 100; // an address has 42 characters
constexpr std::size_t MaxMembers = 8; // of one validator; the chain writes two

std::optional<qint64> count(const json::Value &value)
{
    const qint64 number = value.toInteger(-1);
    return number < 0 ? std::nullopt : std::optional(number);
}

bool isSum(const json::Value &value)
{
    return value.isNumber() && std::isfinite(value.toDouble()) && value.toDouble() >= 0;
}

/// {ADDR: {stake, proposal_right}}, whatever the addresses and numbers may be.
bool areValidators(const json::Value &value)
{
    if (!value.isObject() || value.object().size() > Header::MaxValidators)
        return false;
    for (const auto &[address, entry] : value.object()) {
        if (address.size() > MaxText || !entry.isObject() || entry.object().size() > MaxMembers
            || !isSum(entry[u"stake"]) || !entry[u"proposal_right"].isBool()) {
            return false;
        }
        for (const auto &[name, member] : entry.object()) {
            if (name.size() > MaxText || member.isArray() || member.isObject() || member.string().size() > MaxText)
                return false;
        }
    }
    return true;
}

} // namespace

Result<Header> Header::read(const json::Value &block)
{
    const auto refuse = [](const QString &what) { return failure(errors::LightHeader, {{u"what"_s, what}}); };
    // The sizes first: what follows copies and hashes.
    if (!areValidators(block[u"validators"]))
        return refuse(u"validators"_s);
    auto fields = chain::headerFields(block);
    if (!fields)
        return refuse(u"fields"_s);

    auto data = std::make_shared<Data>();
    const std::pair<QString, qint64 *> numbers[] = {
        {u"number"_s, &data->number}, {u"epoch"_s, &data->epoch}, {u"timestamp"_s, &data->timestampMs}};
    for (const auto &[name, target] : numbers) {
        const auto value = count((*fields)[name]);
        if (!value)
            return refuse(name);
        *target = *value;
    }
    crypto::Hash256 evidenceHash;
    const std::pair<QString, crypto::Hash256 *> hashes[] = {{u"last_votes_hash"_s, &data->lastVotesHash},
                                                            {u"transactions_hash"_s, &data->transactionsHash},
                                                            {u"receipts_hash"_s, &data->receiptsHash},
                                                            {u"evidence_hash"_s, &evidenceHash},
                                                            {u"state_proof_hash"_s, &data->stateHash}};
    for (const auto &[name, target] : hashes) {
        const auto value = crypto::Hash256::parse((*fields)[name].string());
        if (!value)
            return refuse(name);
        *target = *value;
    }
    const json::Value &last = (*fields)[u"last_hash"];
    data->lastHash = crypto::Hash256::parse(last.string());
    const bool isFirst = last.isString() && last.string().isEmpty() && data->number == 0;
    if (!isFirst && (!data->lastHash || data->number == 0))
        return refuse(u"last_hash"_s);
    const json::Value &proposer = (*fields)[u"proposer"];
    if (!proposer.isString() || proposer.string().size() > MaxText)
        return refuse(u"proposer"_s);
    data->proposer = proposer.string();
    for (const QStringView name : {u"gas_amount_total", u"gas_cost_total"}) {
        if (!isSum((*fields)[name]))
            return refuse(name.toString());
    }
    data->fields = std::move(*fields);
    // Over the fields just read: the block's own members play no part any more.
    const auto hash = chain::headerHash(json::Value(data->fields));
    if (!hash)
        return refuse(u"fields"_s);
    data->hash = *hash;
    return Header(std::move(data));
}

} // namespace ain::light
