#include "core/ainft/explain.h"

#include "core/ainft/layouts/locked.h"
#include "core/ainft/metadata.h"

using namespace Qt::StringLiterals;

namespace ain::ainft {

namespace {

constexpr qsizetype NameMax = 256;

/// "/apps/<appId>/tokens/<tokenId>[/rest]" of a collection.
struct TokenRef {
    QString appId;
    QString tokenId;
    QString rest;
};

std::optional<TokenRef> tokenRef(const QString &ref)
{
    if (!ref.startsWith("/apps/"_L1) || ref.size() > 1000)
        return std::nullopt;
    const QString appId = ref.section(u'/', 2, 2);
    const QString tokenId = ref.section(u'/', 4, 4);
    if (toObjectId(appId).isEmpty() || ref.section(u'/', 3, 3) != "tokens"_L1 || !isStorableLabel(tokenId))
        return std::nullopt;
    return TokenRef{appId, tokenId, ref.section(u'/', 5)};
}

bool isSetValue(const json::Value &operation) { return operation[u"type"].string() == "SET_VALUE"_L1; }

/// Members beyond these would be signed without having been explained.
bool hasOnlyKnownMembers(const json::Value &operation)
{
    for (const auto &[name, member] : operation.object()) {
        if (name == "is_global"_L1 && !member.toBool(true))
            continue;
        if (name != "type"_L1 && name != "ref"_L1 && name != "value"_L1)
            return false;
    }
    return true;
}

bool isMintLeaf(const QString &rest)
{
    return rest == "metadata"_L1 || rest == "tokenURI"_L1 || rest == "ai/id"_L1 || rest == "ai/createdAt"_L1
        || rest == "ai/config"_L1 || rest == "owner"_L1;
}

QString collectionName(const QString &objectId, const CollectionNames &names)
{
    const QString name = names ? names(objectId).left(NameMax) : QString();
    return name.isEmpty() ? objectId : name;
}

/// Rebuilds the creating transaction from its first two operations and compares.
QList<wallet::Fact> explainCreation(const json::Value &operation)
{
    const json::Array &operations = operation[u"op_list"].array();
    const QString record = operations[0][u"ref"].toString().left(300);
    const json::Value &value = operations[1][u"value"];
    Creation creation;
    creation.appId = record.section(u'/', 2, 2);
    creation.recordId = record.section(u'/', 4).toLongLong();
    creation.name = value[u"name"].toString();
    creation.symbol = value[u"symbol"].toString();
    creation.metadata = value[u"metadata"].object();
    const auto creator = crypto::Address::parse(value[u"owner"].toString());
    const QString objectId = toObjectId(creation.appId);
    if (!creator || objectId.isEmpty())
        return {};
    creation.creator = *creator;

    Layout layout = Layout::Compat;
    if (operation != creationOperation(layout, creation)) {
        layout = Layout::Locked;
        creation.maxSupply = int(creation.metadata[u"max_supply"].toInteger());
        creation.metadata.remove(u"max_supply");
        creation.metadata.remove(u"profile");
        if (operation != creationOperation(layout, creation))
            return {};
    }
    QList<wallet::Fact> facts{
        createFact(creation.name.left(NameMax), creation.symbol.left(NameMax), layout, creation.maxSupply, objectId)};
    if (layout == Layout::Compat)
        facts.append(creatorCanTakeBackFact());
    if (Ainft::objectId(*creator, creation.recordId) != objectId)
        facts.append(unverifiedOriginFact(objectId));
    return facts;
}

/// Leaves of one token, the owner last (locked), or its whole node and the transfer rule (compat).
QList<wallet::Fact> explainMint(const json::Value &operation, const CollectionNames &names)
{
    const json::Array &operations = operation[u"op_list"].array();
    const auto first = tokenRef(operations[0][u"ref"].toString());
    if (!first)
        return {};
    Mint mint;
    mint.appId = first->appId;
    mint.tokenId = first->tokenId;
    Layout layout = Layout::Locked;
    QString owner;
    if (first->rest.isEmpty()) {
        layout = Layout::Compat;
        const json::Value &value = operations[0][u"value"];
        owner = value[u"owner"].toString();
        mint.tokenUri = value[u"tokenURI"].toString();
        mint.metadata = value[u"metadata"].object();
        const auto to = crypto::Address::parse(owner);
        if (!to)
            return {};
        mint.owner = *to;
        if (operation != mintOperation(layout, mint))
            return {};
    } else {
        QStringList leaves;
        for (const json::Value &leaf : operations) {
            const auto ref = tokenRef(leaf[u"ref"].toString());
            if (!ref || ref->appId != mint.appId || ref->tokenId != mint.tokenId || !isSetValue(leaf)
                || !hasOnlyKnownMembers(leaf) || leaves.contains(ref->rest) || leaves.contains(u"owner"_s))
                return {};
            if (!isMintLeaf(ref->rest))
                return {};
            leaves.append(ref->rest);
            if (ref->rest == "metadata"_L1)
                mint.metadata = leaf[u"value"].object();
            if (ref->rest == "owner"_L1)
                owner = leaf[u"value"].toString();
        }
        const auto to = crypto::Address::parse(owner);
        if (!to || to->toString() != owner)
            return {};
    }
    QList<wallet::Fact> facts{mintFact(collectionName(toObjectId(mint.appId), names), mint.tokenId,
                                       mint.metadata[u"name"].toString().left(NameMax), owner)};
    if (layout == Layout::Compat)
        facts.append(creatorCanTakeBackFact());
    return facts;
}

QList<wallet::Fact> explainTransfer(const json::Value &operation, const CollectionNames &names)
{
    const auto ref = tokenRef(operation[u"ref"].toString());
    const QString to = operation[u"value"].toString();
    if (!ref || ref->rest != "owner"_L1 || !hasOnlyKnownMembers(operation) || !crypto::Address::parse(to))
        return {};
    return {transferFact(collectionName(toObjectId(ref->appId), names), ref->tokenId, to)};
}

} // namespace

wallet::Fact createFact(const QString &name, const QString &symbol, Layout layout, int maxSupply,
                        const QString &objectId)
{
    const bool isLocked = layout == Layout::Locked;
    json::Object args{{u"name"_s, name},
                      {u"symbol"_s, symbol},
                      {u"layout"_s, isLocked ? u"locked"_s : u"compat"_s},
                      {u"supply"_s, isLocked ? json::Value(maxSupply) : json::Value(u"∞"_s)},
                      {u"object_id"_s, objectId}};
    return {u"explain.ainft_create"_s, std::move(args), false};
}

wallet::Fact mintFact(const QString &collection, const QString &tokenId, const QString &tokenName, const QString &to)
{
    json::Object args{{u"collection"_s, collection}, {u"token"_s, tokenId}, {u"name"_s, tokenName}, {u"to"_s, to}};
    return {u"explain.ainft_mint"_s, std::move(args), false};
}

wallet::Fact transferFact(const QString &collection, const QString &tokenId, const QString &to)
{
    json::Object args{{u"collection"_s, collection}, {u"token"_s, tokenId}, {u"to"_s, to}};
    return {u"explain.ainft_transfer"_s, std::move(args), false};
}

wallet::Fact creatorCanTakeBackFact() { return {u"warn.creator_can_take_back"_s, {}, true}; }

wallet::Fact unverifiedOriginFact(const QString &objectId)
{
    return {u"warn.unverified_origin"_s, json::Object{{u"object_id"_s, objectId}}, true};
}

QList<wallet::Fact> explainOperation(const json::Value &operation, const CollectionNames &names)
{
    if (operation[u"type"].string() != "SET"_L1)
        return isSetValue(operation) ? explainTransfer(operation, names) : QList<wallet::Fact>();
    const json::Array &operations = operation[u"op_list"].array();
    if (operations.empty() || operation.object().size() != 2)
        return {};
    if (operations.size() == 1)
        return explainTransfer(operations[0], names);
    if (operations[0][u"ref"].string().startsWith("/manage_app/"_L1))
        return explainCreation(operation);
    return explainMint(operation, names);
}

} // namespace ain::ainft
