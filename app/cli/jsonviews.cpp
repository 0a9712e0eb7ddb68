#include "app/cli/jsonviews.h"

#include "app/cli/command.h"
#include "ui/text/errortext.h"

#include "ui/text/explaintext.h"

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

QString kindName(vault::KeyKind kind)
{
    switch (kind) {
    case vault::KeyKind::Derived: return u"derived"_s;
    case vault::KeyKind::Imported: return u"imported"_s;
    case vault::KeyKind::WatchOnly: return u"watch-only"_s;
    }
    return {};
}

QString layoutName(ainft::Layout layout)
{
    switch (layout) {
    case ainft::Layout::Locked: return u"locked"_s;
    case ainft::Layout::Compat: return u"compat"_s;
    case ainft::Layout::Unknown: return u"unknown"_s;
    }
    return {};
}

json::Array sentences(const QList<wallet::Fact> &facts)
{
    json::Array out;
    for (const auto &fact : facts)
        out.emplace_back(text::explainSentence(fact.id, fact.args));
    return out;
}

json::Value optionalAmount(const std::optional<Amount> &amount)
{
    return amount ? json::Value(amount->toString()) : json::Value();
}

} // namespace

json::Value toJson(const vault::KeyRecord &record)
{
    json::Object out;
    out.set(u"id"_s, record.id);
    out.set(u"address"_s, record.address.toString());
    out.set(u"name"_s, record.name);
    out.set(u"network"_s, record.network);
    out.set(u"kind"_s, kindName(record.kind));
    if (!record.path.isEmpty())
        out.set(u"path"_s, record.path);
    if (!record.seedId.isEmpty())
        out.set(u"phrase_id"_s, record.seedId);
    return out;
}

json::Value toJson(const wallet::Draft &draft)
{
    json::Object out;
    out.set(u"hash"_s, draft.transaction.hashText());
    out.set(u"tx_body"_s, draft.transaction.body);
    out.set(u"fee"_s, draft.isUnsigned ? json::Value() : json::Value(draft.fee.toString()));
    out.set(u"amount"_s, draft.amount.toString());
    out.set(u"before"_s, optionalAmount(draft.before));
    out.set(u"after"_s, optionalAmount(draft.after));
    out.set(u"explanation"_s, sentences(draft.facts));
    out.set(u"warnings"_s, sentences(draft.warnings));
    return out;
}

json::Value toJson(const wallet::TxRecord &record)
{
    json::Object out;
    out.set(u"hash"_s, record.hash);
    out.set(u"account"_s, record.accountId);
    out.set(u"network"_s, record.network);
    out.set(u"state"_s, chain::txStateName(record.status.state));
    out.set(u"block"_s, numberOrNull(record.status.blockNumber));
    out.set(u"amount"_s, record.amount.toString());
    out.set(u"fee"_s, record.fee.toString());
    out.set(u"nonce"_s, record.body[u"nonce"]);
    out.set(u"created"_s, record.createdMs);
    out.set(u"memo"_s, record.memo);
    out.set(u"explanation"_s, sentences(record.facts));
    if (record.status.result) {
        out.set(u"code"_s, record.status.result->code);
        if (!record.status.result->message.isEmpty())
            out.set(u"message"_s, record.status.result->message);
    }
    if (!record.replacedBy.isEmpty())
        out.set(u"replaced_by"_s, record.replacedBy);
    return out;
}

json::Value toJson(const ainft::Collection &collection)
{
    json::Object out;
    out.set(u"object_id"_s, collection.objectId);
    out.set(u"app_id"_s, collection.appId);
    out.set(u"name"_s, collection.name);
    out.set(u"symbol"_s, collection.symbol);
    out.set(u"description"_s, collection.description);
    out.set(u"creator"_s, collection.creator.toString());
    out.set(u"max_supply"_s, collection.maxSupply);
    out.set(u"layout"_s, layoutName(collection.layout));
    out.set(u"origin_checked"_s, collection.originChecked);
    return out;
}

json::Value toJson(const ainft::Token &token)
{
    json::Array attributes;
    for (const auto &[trait, value] : token.attributes) {
        json::Object attribute;
        attribute.set(u"trait_type"_s, trait);
        attribute.set(u"value"_s, value);
        attributes.emplace_back(std::move(attribute));
    }
    json::Object out;
    out.set(u"object_id"_s, token.objectId);
    out.set(u"token_id"_s, token.tokenId);
    out.set(u"collection"_s, token.collectionName);
    out.set(u"owner"_s, token.owner.toString());
    out.set(u"name"_s, token.name);
    out.set(u"description"_s, token.description);
    out.set(u"attributes"_s, std::move(attributes));
    out.set(u"token_uri"_s, token.tokenUri);
    out.set(u"image_sha256"_s, token.imageSha256);
    out.set(u"image_cid"_s, token.imageCid);
    out.set(u"image_is_local"_s, token.imageIsLocal);
    out.set(u"metadata"_s, token.metadata);
    out.set(u"block"_s, numberOrNull(token.blockNumber));
    return out;
}

json::Value numberOrNull(qint64 number) { return number >= 0 ? json::Value(number) : json::Value(); }

json::Value claimedBy(const QString &gateway, qint64 block)
{
    json::Object out;
    out.set(u"state"_s, u"unproven"_s);
    out.set(u"source"_s, gateway);
    out.set(u"block"_s, numberOrNull(block));
    return out;
}

namespace {

json::Value errorJson(const Error &error)
{
    json::Object out;
    out.set(u"code"_s, error.code.toString());
    out.set(u"message"_s, text::errorSentence(error));
    return json::Value(std::move(out));
}

} // namespace

QString standingName(light::Standing standing)
{
    switch (standing) {
    case light::Standing::Proven: return u"proven"_s;
    case light::Standing::ProvenOlder: return u"proven_older"_s;
    case light::Standing::AppsWord: return u"apps_word"_s;
    case light::Standing::Unproven: return u"unproven"_s;
    case light::Standing::Contradicted: return u"contradicted"_s;
    }
    return {};
}

json::Value toJson(const light::ProofMark &mark, const std::optional<Error> &why)
{
    json::Object out;
    out.set(u"state"_s, standingName(mark.standing()));
    if (!mark.gateway().isEmpty())
        out.set(u"source"_s, mark.gateway());
    if (const auto &block = mark.block()) {
        out.set(u"block"_s, block->number());
        out.set(u"block_hash"_s, block->header().hash().toString());
        out.set(u"block_time"_s, block->header().timestampMs());
        out.set(u"stake_signed"_s, block->stakeSigned().toString());
        out.set(u"stake_total"_s, block->stakeTotal().toString());
    }
    if (why)
        out.set(u"why"_s, errorJson(*why));
    return json::Value(std::move(out));
}

json::Value toJson(const light::LightStatus &status)
{
    json::Object checkpoint;
    checkpoint.set(u"number"_s, numberOrNull(status.checkpointNumber));
    checkpoint.set(u"source"_s, status.checkpointSource);
    checkpoint.set(u"date"_s, status.checkpointDate);
    json::Object out;
    out.set(u"network"_s, status.network);
    out.set(u"checkpoint"_s, std::move(checkpoint));
    if (status.tip) {
        json::Object tip;
        tip.set(u"number"_s, status.tip->number());
        tip.set(u"hash"_s, status.tip->header().hash().toString());
        tip.set(u"epoch"_s, status.tip->header().epoch());
        tip.set(u"time"_s, status.tip->header().timestampMs());
        tip.set(u"age_ms"_s, status.tipAgeMs);
        tip.set(u"stake_signed"_s, status.tip->stakeSigned().toString());
        tip.set(u"stake_total"_s, status.tip->stakeTotal().toString());
        out.set(u"tip"_s, std::move(tip));
    } else {
        out.set(u"tip"_s, json::Value());
    }
    out.set(u"behind"_s, status.isBehind);
    out.set(u"clock_differs"_s, status.clockDiffers);
    out.set(u"validators"_s, status.validators.toJson());
    out.set(u"headers_verified"_s, status.headersVerified);
    out.set(u"signatures_verified"_s, status.signaturesVerified);
    out.set(u"headers_stored"_s, status.storedHeaders);
    out.set(u"lowest_stored"_s, numberOrNull(status.lowestStored));
    json::Array gateways;
    for (const QString &host : status.gateways)
        gateways.emplace_back(host);
    out.set(u"gateways"_s, std::move(gateways));
    json::Array distrusted;
    for (const QString &host : status.distrusted)
        distrusted.emplace_back(host);
    out.set(u"distrusted"_s, std::move(distrusted));
    json::Array alarms;
    for (const light::Alarm &alarm : status.alarms) {
        json::Object one;
        one.set(u"kind"_s, alarm.kind);
        one.set(u"file"_s, alarm.file);
        one.set(u"time"_s, alarm.seenAtMs);
        alarms.emplace_back(std::move(one));
    }
    out.set(u"alarms"_s, std::move(alarms));
    if (status.lastError)
        out.set(u"last_error"_s, errorJson(*status.lastError));
    return json::Value(std::move(out));
}

void requireProof(json::Object &out, const light::ProofMark &mark, const std::optional<Error> &why)
{
    out.set(u"proof"_s, toJson(mark, why));
    const light::Standing standing = mark.standing();
    if (standing == light::Standing::Proven || standing == light::Standing::ProvenOlder)
        return;
    Error error{errors::CliNotProven, {}, {}};
    if (standing == light::Standing::AppsWord)
        error = Error{errors::CliAppsWord, {}, {}};
    else if (why)
        error = *why;
    out.set(u"error"_s, errorJson(error));
}

} // namespace ain::cli
