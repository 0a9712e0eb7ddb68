#include "core/wallet/records.h"

#include <algorithm>

namespace ain::wallet {

using namespace Qt::StringLiterals;

namespace {

constexpr int FormatVersion = 1;

} // namespace

json::Value factsToJson(const QList<Fact> &facts)
{
    json::Array list;
    for (const Fact &fact : facts) {
        list.emplace_back(json::Object{
            {u"id"_s, fact.id},
            {u"args"_s, fact.args},
            {u"warning"_s, fact.isWarning},
        });
    }
    return list;
}

QList<Fact> factsFromJson(const json::Value &value)
{
    QList<Fact> facts;
    for (const json::Value &entry : value.array())
        facts.append({entry[u"id"].toString(), entry[u"args"].object(), entry[u"warning"].toBool()});
    return facts;
}

json::Value toJson(const StoredTx &tx)
{
    const TxRecord &record = tx.record;
    json::Object object = tx.original;
    object.set(u"version"_s, std::max<qint64>(FormatVersion, object[u"version"].toInteger()));
    object.set(u"hash"_s, record.hash);
    object.set(u"account"_s, record.accountId);
    object.set(u"network"_s, record.network);
    object.set(u"genesis"_s, tx.genesis);
    object.set(u"sender"_s, tx.sender.toString());
    object.set(u"body"_s, record.body);
    object.set(u"signature"_s, record.signature);
    object.set(u"state"_s, chain::txStateName(record.status.state));
    object.set(u"block"_s, record.status.blockNumber);
    object.set(u"block_time"_s, record.status.blockTimestampMs);
    if (record.status.result) {
        object.set(u"result"_s,
                   json::Object{{u"succeeded"_s, record.status.result->succeeded},
                                {u"code"_s, record.status.result->code},
                                {u"changes_stand"_s, record.status.result->changesStand},
                                {u"message"_s, record.status.result->message},
                                {u"gas"_s, record.status.result->gasCharged},
                                {u"fee_micro"_s, record.status.result->fee.micro()}});
    }
    object.set(u"facts"_s, factsToJson(record.facts));
    object.set(u"memo"_s, record.memo);
    object.set(u"amount_micro"_s, record.amount.micro());
    object.set(u"fee_micro"_s, record.fee.micro());
    object.set(u"created"_s, record.createdMs);
    object.set(u"final"_s, record.finalMs);
    object.set(u"nonce_burnt"_s, record.nonceBurnt);
    object.set(u"replaced_by"_s, record.replacedBy);
    object.set(u"signed_at_block"_s, tx.signedAtBlock);
    return object;
}

std::optional<StoredTx> storedTxFromJson(const json::Value &value)
{
    const auto state = chain::txStateFromName(value[u"state"].string());
    auto sender = crypto::Address::parse(value[u"sender"].string());
    if (!state || !sender || !crypto::Hash256::parse(value[u"hash"].string()) || !value[u"body"].isObject())
        return std::nullopt;
    StoredTx tx;
    tx.original = value.object();
    tx.sender = *sender;
    tx.signedAtBlock = value[u"signed_at_block"].toInteger(-1);
    tx.genesis = value[u"genesis"].toString();
    TxRecord &record = tx.record;
    record.hash = value[u"hash"].string();
    record.accountId = value[u"account"].toString();
    record.network = value[u"network"].toString();
    record.body = value[u"body"];
    record.signature = value[u"signature"].toString();
    record.nonce = record.body[u"nonce"].toInteger(-1);
    record.status.state = *state;
    record.status.blockNumber = value[u"block"].toInteger(-1);
    record.status.blockTimestampMs = value[u"block_time"].toInteger();
    if (const json::Value &result = value[u"result"]; result.isObject()) {
        chain::ExecutionResult verdict;
        verdict.succeeded = result[u"succeeded"].toBool();
        verdict.code = int(result[u"code"].toInteger());
        verdict.message = result[u"message"].toString();
        verdict.changesStand = result[u"changes_stand"].toBool();
        verdict.gasCharged = result[u"gas"].toInteger();
        verdict.fee = Amount::fromMicro(result[u"fee_micro"].toInteger());
        record.status.result = verdict;
    }
    record.facts = factsFromJson(value[u"facts"]);
    record.memo = value[u"memo"].toString();
    record.amount = Amount::fromMicro(value[u"amount_micro"].toInteger());
    record.fee = Amount::fromMicro(value[u"fee_micro"].toInteger());
    record.createdMs = value[u"created"].toInteger();
    record.finalMs = value[u"final"].toInteger();
    record.nonceBurnt = value[u"nonce_burnt"].toBool();
    record.replacedBy = value[u"replaced_by"].toString();
    return tx;
}

bool isFinished(const TxRecord &record)
{
    return chain::isEnd(record.status.state) || record.status.state == chain::TxState::Reverted || record.nonceBurnt;
}

bool isInFlight(const TxRecord &record) { return !isFinished(record); }

bool mayReturn(const TxRecord &record)
{
    const chain::TxState state = record.status.state;
    return (state == chain::TxState::Reverted || state == chain::TxState::Rejected) && !record.nonceBurnt;
}

Error errorOf(const TxRecord &record)
{
    const int code = record.status.result ? record.status.result->code : 0;
    const QString message = record.status.result ? record.status.result->message : QString();
    if (record.status.state == chain::TxState::Replaced)
        return {errors::WalletTxReplaced, {{u"hash"_s, record.hash}, {u"by"_s, record.replacedBy}}};
    const bool isReverted = record.status.state == chain::TxState::Reverted;
    const bool changesStand = record.status.result && record.status.result->changesStand;
    const ErrorCode which = isReverted && changesStand ? errors::WalletTxStands
        : isReverted                                   ? errors::WalletTxReverted
                                                       : errors::WalletTxFailed;
    return {which, {{u"hash"_s, record.hash}, {u"code"_s, code}, {u"message"_s, message}}};
}

} // namespace ain::wallet
