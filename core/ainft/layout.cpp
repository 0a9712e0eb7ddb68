#include "core/ainft/layout.h"

#include "core/ainft/layouts/compat.h"
#include "core/ainft/layouts/locked.h"
#include "core/ainft/layouts/operations.h"
#include "core/crypto/hash.h"
#include "core/json/writer.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ain::ainft {

namespace {

constexpr auto appPrefix = "ainft721_"_L1;
constexpr qint64 BodySizeMax = 100'000; // sizeof, chain.md 3.4
constexpr qint64 HttpBodyMax = 102'400; // bytes
constexpr qint64 EnvelopeSize = 1'024; // bytes around the body in a request: JSON-RPC, signature, version
constexpr qsizetype NameReadMax = 256;
constexpr qsizetype DescriptionReadMax = 20'000;
constexpr std::size_t RecordsMax = 32;

/// The creation record that the object id follows from, if there is one (3.8).
std::optional<crypto::Address> provenCreator(const CollectionAnswers &answers)
{
    const QString id = toObjectId(answers.appId);
    std::size_t seen = 0;
    for (const auto &[recordId, record] : answers.management[u"create"].object()) {
        if (++seen > RecordsMax)
            break;
        const json::Object &admins = record[u"admin"].object();
        if (admins.size() != 1)
            continue;
        const auto creator = crypto::Address::parse(admins.begin()->first);
        bool isNumber = false;
        const qint64 time = recordId.toLongLong(&isNumber);
        if (creator && isNumber && QString::number(time) == recordId && Ainft::objectId(*creator, time) == id)
            return *creator;
    }
    return std::nullopt;
}

/// Without a proven origin: the app's one administrator, else whom the collection names.
crypto::Address claimedCreator(const CollectionAnswers &answers)
{
    const json::Object &admins = answers.management.at({u"config", u"admin"}).object();
    if (admins.size() == 1) {
        const auto admin = crypto::Address::parse(admins.begin()->first);
        if (admin)
            return *admin;
    }
    return crypto::Address::parse(answers.owner.toString()).value_or(crypto::Address());
}

} // namespace

QString Ainft::objectId(const crypto::Address &creator, qint64 recordId)
{
    const QString text = u"AINFT721|"_s + creator.toString() + u'|' + QString::number(recordId);
    const crypto::Hash256 hash = crypto::keccak256(text.toLatin1());
    return crypto::Address::fromBytes(hash.view().last(20)).toString();
}

QString Ainft::appId(QStringView objectId) { return u"ainft721_"_s + objectId.toString().toLower(); }

QString toAppId(QStringView objectIdOrAppId)
{
    QString id = objectIdOrAppId.toString();
    if (id.startsWith(appPrefix))
        id = id.mid(appPrefix.size());
    const auto address = crypto::Address::parse(id);
    return address ? Ainft::appId(address->toString()) : QString();
}

QString toObjectId(QStringView appId)
{
    if (!appId.startsWith(appPrefix))
        return {};
    const QStringView id = appId.sliced(appPrefix.size());
    // App names are lower case; another spelling is another app, which no collection can be.
    const auto address = id.toString() == id.toString().toLower() ? crypto::Address::parse(id)
                                                                  : Result<crypto::Address>(crypto::Address());
    return address ? address->toString() : QString();
}

QString appPath(const QString &appId) { return u"/apps/"_s + appId; }

QString tokenPath(const QString &appId, const QString &tokenId) { return appPath(appId) + u"/tokens/"_s + tokenId; }

QString tokenUri(const QString &appId, const QString &tokenId)
{
    return u"ain://"_s + appId + u"/tokens/"_s + tokenId + u"/metadata"_s;
}

std::optional<int> tokenNumber(QStringView tokenId)
{
    bool isNumber = false;
    const int number = tokenId.toInt(&isNumber);
    if (!isNumber || number < 1 || QString::number(number) != tokenId)
        return std::nullopt;
    return number;
}

int nextTokenNumber(const QStringList &taken)
{
    QSet<int> numbers;
    for (const QString &label : taken) {
        if (const auto number = tokenNumber(label))
            numbers.insert(*number);
    }
    int next = 1;
    while (numbers.contains(next))
        ++next;
    return next;
}

json::Value creationOperation(Layout layout, const Creation &creation)
{
    return layout == Layout::Compat ? compat::creation(creation) : locked::creation(creation);
}

json::Value mintOperation(Layout layout, const Mint &mint)
{
    return layout == Layout::Compat ? compat::mint(mint) : locked::mint(mint);
}

json::Value transferOperation(const QString &appId, const QString &tokenId, const crypto::Address &to)
{
    return setValue(tokenPath(appId, tokenId) + u"/owner"_s, to.toString());
}

Result<> checkSize(const json::Value &operation)
{
    const json::Value body =
        json::Object{{u"operation"_s, operation}, {u"nonce"_s, 0}, {u"timestamp"_s, 0}, {u"gas_price"_s, 0}};
    const qint64 size = json::objectSize(body);
    if (size > BodySizeMax)
        return failure(errors::AinftTooLarge, {{u"size"_s, size}, {u"limit"_s, BodySizeMax}});
    const qint64 bytes = json::canonical(body).size() + EnvelopeSize;
    if (bytes > HttpBodyMax)
        return failure(errors::AinftTooLarge, {{u"size"_s, bytes}, {u"limit"_s, HttpBodyMax}});
    return {};
}

Layout recogniseLayout(const CollectionAnswers &answers, const crypto::Address &creator, int *maxSupply)
{
    *maxSupply = 0;
    if (creator.isEmpty() || !answers.functions.isNull())
        return Layout::Unknown;
    const int supply = locked::supplyOf(answers.rules);
    if (supply > 0 && answers.owners == locked::owners()
        && answers.rules == locked::rules(answers.appId, creator, supply)) {
        *maxSupply = supply;
        return Layout::Locked;
    }
    return compat::matches(answers, creator) ? Layout::Compat : Layout::Unknown;
}

Result<Collection> readCollection(const CollectionAnswers &answers)
{
    Collection collection;
    collection.appId = answers.appId;
    collection.objectId = toObjectId(answers.appId);
    if (collection.objectId.isEmpty() || !answers.name.isString() || !answers.owner.isString())
        return failure(errors::AinftCollectionUnknown, {{u"id"_s, answers.appId}});
    collection.name = answers.name.string().left(NameReadMax);
    collection.symbol = answers.symbol.toString().left(NameReadMax);
    collection.description = answers.metadata[u"description"].toString().left(DescriptionReadMax);
    const auto creator = provenCreator(answers);
    collection.originChecked = creator.has_value();
    collection.creator = creator ? *creator : claimedCreator(answers);
    collection.layout = recogniseLayout(answers, collection.creator, &collection.maxSupply);
    return collection;
}

} // namespace ain::ainft
