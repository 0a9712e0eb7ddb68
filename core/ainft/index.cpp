#include "core/ainft/index.h"

#include "core/ainft/layout.h"
#include "core/ainft/metadata.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ain::ainft {

namespace {

const auto collectionKind = "collection"_L1;
const auto tokenKind = "token"_L1;

} // namespace

QString layoutName(Layout layout)
{
    switch (layout) {
    case Layout::Locked: return u"locked"_s;
    case Layout::Compat: return u"compat"_s;
    case Layout::Unknown: break;
    }
    return u"unknown"_s;
}

Layout layoutFromName(QStringView name)
{
    if (name == "locked"_L1)
        return Layout::Locked;
    return name == "compat"_L1 ? Layout::Compat : Layout::Unknown;
}

json::Value toRecord(const Collection &collection, const QString &network)
{
    return json::Object{{u"network"_s, network},
                        {u"object_id"_s, collection.objectId},
                        {u"name"_s, collection.name},
                        {u"symbol"_s, collection.symbol},
                        {u"description"_s, collection.description},
                        {u"creator"_s, collection.creator.toString()},
                        {u"max_supply"_s, collection.maxSupply},
                        {u"layout"_s, layoutName(collection.layout)},
                        {u"origin_checked"_s, collection.originChecked}};
}

std::optional<Collection> collectionFromRecord(const json::Value &record, const QString &network)
{
    Collection collection;
    collection.appId = toAppId(record[u"object_id"].toString());
    if (record[u"network"].string() != network || collection.appId.isEmpty())
        return std::nullopt;
    collection.objectId = toObjectId(collection.appId);
    collection.name = record[u"name"].toString();
    collection.symbol = record[u"symbol"].toString();
    collection.description = record[u"description"].toString();
    collection.creator = crypto::Address::parse(record[u"creator"].toString()).value_or(crypto::Address());
    collection.maxSupply = int(std::clamp<qint64>(record[u"max_supply"].toInteger(), 0, 0x7fffffff));
    collection.layout = layoutFromName(record[u"layout"].toString());
    collection.originChecked = record[u"origin_checked"].toBool();
    collection.isOnChain = false;
    return collection;
}

Task<> Index::addCollection(Collection collection)
{
    auto record = toRecord(collection, m_network);
    auto done = co_await m_vault.put(collectionKind, m_network + u'|' + collection.objectId, std::move(record));
    co_return done;
}

Task<> Index::addToken(TokenId token, qint64 nowMs)
{
    json::Object record{{u"network"_s, m_network},
                        {u"object_id"_s, token.objectId},
                        {u"token_id"_s, token.tokenId},
                        {u"added_ms"_s, nowMs}};
    auto done =
        co_await m_vault.put(tokenKind, m_network + u'|' + token.objectId + u'|' + token.tokenId, std::move(record));
    co_return done;
}

Task<QList<Collection>> Index::collections()
{
    auto records = co_await m_vault.list(collectionKind);
    if (!records)
        co_return failure(records.error());
    QList<Collection> collections;
    for (const vault::Record &record : *records) {
        if (auto collection = collectionFromRecord(record.value, m_network))
            collections.append(*collection);
    }
    co_return collections;
}

Task<QList<TokenId>> Index::tokens()
{
    auto records = co_await m_vault.list(tokenKind);
    if (!records)
        co_return failure(records.error());
    QList<TokenId> tokens;
    for (const vault::Record &record : *records) {
        const QString objectId = toObjectId(toAppId(record.value[u"object_id"].toString()));
        const QString tokenId = record.value[u"token_id"].toString();
        if (record.value[u"network"].string() == m_network && !objectId.isEmpty() && isStorableLabel(tokenId))
            tokens.append({objectId, tokenId});
    }
    co_return tokens;
}

} // namespace ain::ainft
