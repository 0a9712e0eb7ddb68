#include "app/cli/jsonviews.h"

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
    out.set(u"fee"_s, draft.fee.toString());
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

} // namespace ain::cli
