#include "core/ainft/ainft.h"

#include "core/ainft/chainreader.h"
#include "core/ainft/explain.h"
#include "core/ainft/index.h"
#include "core/ainft/layout.h"
#include "core/ainft/metadata.h"
#include "core/ainft/provenreader.h"
#include "core/json/writer.h"
#include "core/wallet/recipients.h"

#include <QHash>
#include <QPointer>
#include <QSet>

using namespace Qt::StringLiterals;

namespace ain::ainft {

namespace {

constexpr qsizetype TokensMax = 20'000; ///< ids looked at per collection
constexpr qsizetype TokensShownMax = 2'000; ///< tokens read whole per collection
constexpr qsizetype CollectionsMax = 5'000; ///< of a scan
constexpr int AppPagesMax = 50; ///< of 20,000 apps each

tl::unexpected<Error> unknownCollection(const QString &id)
{
    return failure(errors::AinftCollectionUnknown, {{u"id"_s, id.left(100)}});
}

/// Sorts our warnings to the others, and drops what the wallet says of single rules and owner entries: the operation is
/// one of our templates, whose meaning as a whole is told instead.
void settleWarnings(wallet::Draft &draft)
{
    draft.warnings.removeIf([](const wallet::Fact &fact) {
        return fact.id == "warn.permission"_L1 || fact.id == "warn.garbage_collection"_L1 || fact.id == "warn.gc"_L1;
    });
    for (const wallet::Fact &fact : std::as_const(draft.facts)) {
        if (fact.isWarning)
            draft.warnings.append(fact);
    }
    draft.facts.removeIf([](const wallet::Fact &fact) { return fact.isWarning; });
}

} // namespace

class Ainft::Private {
public:
    Private(wallet::Wallet &walletToUse, vault::Vault &vault, chain::ChainClient &client, ContentStore &storeToUse,
            Clock &clockToUse, light::LightClient *light)
        : wallet(walletToUse), store(storeToUse), clock(clockToUse), reader(client), index(vault, client.network().id)
    {
        if (light != nullptr)
            prover = std::make_unique<ProvenReader>(client, *light);
    }

    wallet::Wallet &wallet;
    ContentStore &store;
    Clock &clock;
    ChainReader reader;
    std::unique_ptr<ProvenReader> prover; ///< null: nothing can be proven
    Index index;
    QHash<QString, QString> names; ///< object id to name, of what was read in this run
    int scan = 0; ///< counted up to end the scans under way
};

Ainft::Ainft(wallet::Wallet &wallet, vault::Vault &vault, chain::ChainClient &client, ContentStore &store, Clock &clock,
             light::LightClient *light)
    : d(std::make_unique<Private>(wallet, vault, client, store, clock, light))
{
    wallet.setAppAddresses([self = QPointer<Ainft>(this)] {
        return self ? self->appAddresses() : Task<QList<wallet::KnownAddress>>::finished(QList<wallet::KnownAddress>());
    });
}

Ainft::~Ainft() = default;

Task<QList<wallet::KnownAddress>> Ainft::appAddresses()
{
    auto stored = co_await d->index.collections();
    if (!stored)
        co_return failure(stored.error());
    QList<wallet::KnownAddress> known;
    for (const Collection &collection : std::as_const(*stored)) {
        if (const auto address = crypto::Address::parse(collection.objectId))
            known.append({*address, wallet::KnownAddress::Kind::App, collection.name});
    }
    co_return known;
}

// --- Preparing ----------------------------------------------------------------------------------------------------

Task<Ainft::CollectionPreview> Ainft::prepareCollection(QString accountId, CollectionDraft draft)
{
    auto checked = checkCollectionDraft(draft);
    if (!checked)
        co_return failure(checked.error());
    auto account = co_await d->wallet.account(accountId);
    if (!account)
        co_return failure(account.error());

    Creation creation;
    creation.creator = account->address;
    creation.recordId = d->clock.nowMs();
    const QString objectId = Ainft::objectId(creation.creator, creation.recordId);
    creation.appId = appId(objectId);
    creation.name = draft.name;
    creation.symbol = draft.symbol;
    if (!draft.description.isEmpty())
        creation.metadata.set(u"description"_s, draft.description);
    creation.maxSupply = draft.layout == Layout::Locked ? draft.maxSupply : 0;
    auto operation = creationOperation(draft.layout, creation);
    auto fits = checkSize(operation);
    if (!fits)
        co_return failure(fits.error());

    CollectionPreview preview;
    preview.collection.objectId = objectId;
    preview.collection.appId = creation.appId;
    preview.collection.name = draft.name;
    preview.collection.symbol = draft.symbol;
    preview.collection.description = draft.description;
    preview.collection.creator = creation.creator;
    preview.collection.maxSupply = creation.maxSupply;
    preview.collection.layout = draft.layout;
    preview.collection.originChecked = true;
    preview.collection.isOnChain = false;
    QList<wallet::Fact> facts{createFact(draft.name, draft.symbol, draft.layout, creation.maxSupply, objectId)};
    if (draft.layout == Layout::Compat)
        facts.append(creatorCanTakeBackFact());
    auto prepared = co_await d->wallet.prepare(account->id, std::move(operation), Amount(), facts);
    if (!prepared)
        co_return failure(prepared.error());
    preview.draft = *std::move(prepared);
    settleWarnings(preview.draft);
    co_return preview;
}

Task<Ainft::MintPreview> Ainft::prepareMint(QString accountId, TokenDraft draft)
{
    const QString app = toAppId(draft.objectId);
    if (app.isEmpty())
        co_return unknownCollection(draft.objectId);
    auto account = co_await d->wallet.account(accountId);
    if (!account)
        co_return failure(account.error());
    auto said = co_await d->reader.collection(app);
    if (!said)
        co_return failure(said.error());
    const Collection collection = said->value;
    // The rules of an unknown layout may do anything with the token.
    if (collection.layout == Layout::Unknown)
        co_return failure(errors::InvalidArgument, {{u"what"_s, u"layout"_s}});
    if (collection.creator != account->address) {
        co_return failure(errors::AinftNotCreator,
                          {{u"collection"_s, collection.name}, {u"creator"_s, collection.creator.toString()}});
    }
    auto image = co_await d->store.find(draft.imageSha256);
    if (!image)
        co_return failure(image.error());
    if (!image->isWhole)
        co_return failure(errors::ContentCut, {{u"path"_s, image->path}});
    auto metadata = tokenMetadata(draft, *image);
    if (!metadata)
        co_return failure(metadata.error());

    Mint mint;
    mint.appId = app;
    mint.tokenId = draft.tokenId;
    if (mint.tokenId.isEmpty()) {
        auto taken = co_await d->reader.tokenIds(app, false, TokensMax);
        if (!taken)
            co_return failure(taken.error());
        const int next = nextTokenNumber(*taken);
        if (collection.layout == Layout::Locked && next > collection.maxSupply)
            co_return failure(errors::AinftSoldOut, {{u"collection"_s, collection.name}});
        mint.tokenId = QString::number(next);
    } else {
        const auto number = tokenNumber(mint.tokenId);
        if (collection.layout == Layout::Locked && (!number || *number > collection.maxSupply))
            co_return failure(errors::AinftSupply, {{u"limit"_s, collection.maxSupply}});
        if (!isStorableLabel(mint.tokenId))
            co_return failure(errors::AinftName, {{u"what"_s, u"token"_s}, {u"limit"_s, 150}});
        QStringList wanted{mint.tokenId};
        auto owners = co_await d->reader.owners(app, wanted, false);
        if (!owners)
            co_return failure(owners.error());
        if (!owners->first().isEmpty()) {
            co_return failure(errors::AinftTokenTaken,
                              {{u"collection"_s, collection.name}, {u"token"_s, mint.tokenId}});
        }
    }
    mint.owner = draft.to.isEmpty() ? account->address : draft.to;
    mint.tokenUri = tokenUri(app, mint.tokenId);
    mint.metadata = *metadata;
    auto operation = mintOperation(collection.layout, mint);
    auto fits = checkSize(operation);
    if (!fits)
        co_return failure(fits.error());

    MintPreview preview;
    preview.token.objectId = collection.objectId;
    preview.token.tokenId = mint.tokenId;
    preview.token.collectionName = collection.name;
    preview.token.owner = mint.owner;
    preview.token.tokenUri = mint.tokenUri;
    preview.token.imageIsLocal = true;
    readTokenMetadata(*metadata, preview.token);
    QList<wallet::Fact> facts{mintFact(collection.name, mint.tokenId, draft.name, mint.owner.toString())};
    if (collection.layout == Layout::Compat)
        facts.append(creatorCanTakeBackFact());
    if (!collection.originChecked)
        facts.append(unverifiedOriginFact(collection.objectId));
    auto prepared = co_await d->wallet.prepare(account->id, std::move(operation), Amount(), facts);
    if (!prepared)
        co_return failure(prepared.error());
    preview.draft = *std::move(prepared);
    settleWarnings(preview.draft);
    co_return preview;
}

Task<> Ainft::releaseImage(Content image)
{
    if (!image.isNew)
        co_return Result<>();
    auto records = co_await d->wallet.transactions();
    if (!records)
        co_return failure(records.error());
    const QByteArray name = image.sha256.toLatin1();
    for (const wallet::TxRecord &record : std::as_const(*records)) {
        if (json::canonical(record.body).contains(name))
            co_return Result<>();
    }
    auto removed = co_await d->store.remove(image.sha256);
    co_return removed;
}

Task<wallet::Draft> Ainft::prepareTransfer(QString accountId, QString objectId, QString tokenId, crypto::Address to)
{
    const QString app = toAppId(objectId);
    if (app.isEmpty())
        co_return unknownCollection(objectId);
    if (!isStorableLabel(tokenId)) {
        co_return failure(errors::AinftTokenUnknown, {{u"collection"_s, objectId}, {u"token"_s, tokenId.left(150)}});
    }
    if (to.isEmpty())
        co_return failure(errors::InvalidArgument, {{u"what"_s, u"to"_s}});
    auto account = co_await d->wallet.account(accountId);
    if (!account)
        co_return failure(account.error());
    auto said = co_await d->reader.token(app, tokenId);
    if (!said)
        co_return failure(said.error());
    const Token token = said->value;
    if (token.owner != account->address)
        co_return failure(errors::AinftNotOwner, {{u"token"_s, tokenId}, {u"owner"_s, token.owner.toString()}});
    if (to == account->address)
        co_return failure(errors::WalletToSelf);
    auto operation = transferOperation(app, tokenId, to);
    const QString name = token.collectionName.isEmpty() ? token.objectId : token.collectionName;
    QList<wallet::Fact> facts{transferFact(name, tokenId, to.toString())};
    auto warnings = co_await d->wallet.addressWarnings(to);
    if (!warnings)
        co_return failure(warnings.error());
    auto prepared = co_await d->wallet.prepare(account->id, std::move(operation), Amount(), facts);
    if (prepared)
        prepared->warnings = *warnings + prepared->warnings;
    co_return prepared;
}

// --- Remembering --------------------------------------------------------------------------------------------------

Task<> Ainft::remember(Collection collection)
{
    d->names.insert(collection.objectId, collection.name);
    auto done = co_await d->index.addCollection(collection);
    if (done)
        Q_EMIT indexChanged();
    co_return done;
}

Task<> Ainft::rememberToken(QString objectId, QString tokenId)
{
    const QString id = toObjectId(toAppId(objectId));
    if (id.isEmpty())
        co_return unknownCollection(objectId);
    TokenId token{id, tokenId};
    auto done = co_await d->index.addToken(token, d->clock.nowMs());
    if (done)
        Q_EMIT indexChanged();
    co_return done;
}

Task<Collection> Ainft::addCollection(QString objectIdOrAppId)
{
    auto found = co_await collection(objectIdOrAppId);
    if (!found)
        co_return found;
    auto done = co_await remember(*found);
    if (!done)
        co_return failure(done.error());
    co_return found;
}

// --- Reading ------------------------------------------------------------------------------------------------------

Task<Collection> Ainft::collection(QString objectIdOrAppId)
{
    const QString app = toAppId(objectIdOrAppId);
    if (app.isEmpty())
        co_return unknownCollection(objectIdOrAppId);
    auto found = co_await d->reader.collection(app);
    if (!found)
        co_return failure(found.error());
    d->names.insert(found->value.objectId, found->value.name);
    co_return found->value;
}

Task<Token> Ainft::token(QString objectId, QString tokenId)
{
    const QString app = toAppId(objectId);
    if (app.isEmpty())
        co_return unknownCollection(objectId);
    if (!isStorableLabel(tokenId)) {
        co_return failure(errors::AinftTokenUnknown, {{u"collection"_s, objectId}, {u"token"_s, tokenId.left(150)}});
    }
    auto said = co_await d->reader.token(app, tokenId);
    if (!said)
        co_return failure(said.error());
    Token token = said->value;
    auto image = co_await d->store.find(token.imageSha256);
    token.imageIsLocal = image.has_value();
    co_return token;
}

Task<QList<Collection>> Ainft::collections()
{
    auto known = co_await d->index.collections();
    if (!known)
        co_return known;
    for (Collection &collection : *known) {
        const QString app = collection.appId;
        auto now = co_await d->reader.collection(app);
        if (now)
            collection = now->value;
        d->names.insert(collection.objectId, collection.name);
    }
    co_return known;
}

Task<QList<Token>> Ainft::tokensOf(QString objectId)
{
    const QString app = toAppId(objectId);
    if (app.isEmpty())
        co_return unknownCollection(objectId);
    auto ids = co_await d->reader.tokenIds(app, true, TokensShownMax);
    if (!ids)
        co_return failure(ids.error());
    auto tokens = co_await d->reader.tokens(app, *ids);
    if (!tokens)
        co_return tokens;
    for (Token &token : *tokens) {
        const QString sha256 = token.imageSha256;
        auto image = co_await d->store.find(sha256);
        token.imageIsLocal = image.has_value();
    }
    co_return tokens;
}

Task<Collection> Ainft::proveCollection(Collection collection)
{
    if (d->prover == nullptr)
        co_return collection;
    auto proven = co_await d->prover->prove(std::move(collection));
    co_return proven;
}

Task<QList<Token>> Ainft::proveTokens(QList<Token> tokens)
{
    if (d->prover == nullptr)
        co_return tokens;
    QStringList apps;
    for (const Token &token : std::as_const(tokens))
        apps.append(appId(token.objectId));
    apps.removeDuplicates();
    for (const QString &app : std::as_const(apps)) {
        QList<Token> ofApp;
        QList<qsizetype> places;
        for (qsizetype i = 0; i < tokens.size(); ++i) {
            if (appId(tokens.at(i).objectId) == app) {
                ofApp.append(tokens.at(i));
                places.append(i);
            }
        }
        auto proven = co_await d->prover->prove(app, std::move(ofApp));
        if (!proven)
            co_return failure(proven.error());
        for (qsizetype i = 0; i < places.size(); ++i)
            tokens[places.at(i)] = proven->at(i);
    }
    co_return tokens;
}

Task<int> Ainft::mintedCount(QString objectId)
{
    const QString app = toAppId(objectId);
    if (app.isEmpty())
        co_return unknownCollection(objectId);
    auto ids = co_await d->reader.tokenIds(app, false, TokensMax);
    if (!ids)
        co_return failure(ids.error());
    co_return int(ids->size());
}

Task<QList<Token>> Ainft::ownedIn(QString app, QSet<QString> mine)
{
    auto ids = co_await d->reader.tokenIds(app, true, TokensMax);
    if (!ids)
        co_return failure(ids.error());
    auto owners = co_await d->reader.owners(app, *ids, true);
    if (!owners)
        co_return failure(owners.error());
    QStringList owned;
    for (qsizetype i = 0; i < ids->size() && owned.size() < TokensShownMax; ++i) {
        if (mine.contains(owners->at(i).toString()))
            owned.append(ids->at(i));
    }
    auto tokens = co_await d->reader.tokens(app, owned);
    if (!tokens)
        co_return tokens;
    for (Token &token : *tokens) {
        const QString sha256 = token.imageSha256;
        auto image = co_await d->store.find(sha256);
        token.imageIsLocal = image.has_value();
    }
    co_return tokens;
}

Task<QSet<QString>> Ainft::myAddresses()
{
    auto accounts = co_await d->wallet.accounts();
    if (!accounts)
        co_return failure(accounts.error());
    QSet<QString> addresses;
    for (const vault::KeyRecord &account : *accounts)
        addresses.insert(account.address.toString());
    co_return addresses;
}

Task<QList<Token>> Ainft::myTokens()
{
    auto mine = co_await myAddresses();
    if (!mine)
        co_return failure(mine.error());
    auto collections = co_await d->index.collections();
    if (!collections)
        co_return failure(collections.error());
    auto remembered = co_await d->index.tokens();
    if (!remembered)
        co_return failure(remembered.error());
    QStringList apps;
    for (const Collection &collection : *collections)
        apps.append(collection.appId);
    for (const TokenId &token : *remembered)
        apps.append(appId(token.objectId));
    apps.removeDuplicates();
    QList<Token> tokens;
    for (const QString &app : apps) {
        auto owned = co_await ownedIn(app, *mine);
        if (!owned)
            co_return owned;
        tokens.append(*owned);
    }
    co_return tokens;
}

// --- Looking through the network ----------------------------------------------------------------------------------

Task<QStringList> Ainft::discover()
{
    const int scan = d->scan;
    QStringList apps;
    QString endLabel;
    for (int pages = 0; pages < AppPagesMax; ++pages) {
        auto page = co_await d->reader.labels(u"/apps"_s, endLabel, true);
        if (!page)
            co_return failure(page.error());
        if (scan != d->scan)
            co_return failure(errors::Cancelled);
        for (const QString &label : page->labels) {
            if (!toObjectId(label).isEmpty() && apps.size() < CollectionsMax)
                apps.append(label);
        }
        Q_EMIT scanProgress(0, 0, int(apps.size()));
        endLabel = page->endLabel;
        if (endLabel.isEmpty())
            break;
    }
    apps.removeDuplicates();
    co_return apps;
}

Task<QList<Token>> Ainft::findMyTokens()
{
    const int scan = d->scan;
    auto mine = co_await myAddresses();
    if (!mine)
        co_return failure(mine.error());
    auto apps = co_await discover();
    if (!apps)
        co_return failure(apps.error());
    QList<Token> found;
    for (qsizetype i = 0; i < apps->size(); ++i) {
        const QString app = apps->at(i);
        auto owned = co_await ownedIn(app, *mine);
        if (scan != d->scan)
            co_return failure(errors::Cancelled);
        if (!owned)
            co_return owned;
        if (!owned->isEmpty()) {
            found.append(*owned);
            auto added = co_await addCollection(app);
            if (!added)
                co_return failure(added.error());
            for (const Token &token : *owned) {
                auto remembered = co_await rememberToken(token.objectId, token.tokenId);
                if (!remembered)
                    co_return failure(remembered.error());
            }
        }
        Q_EMIT scanProgress(int(i + 1), int(apps->size()), int(found.size()));
    }
    co_return found;
}

void Ainft::cancelScan() { ++d->scan; }

QList<wallet::Fact> Ainft::explain(const json::Value &operation) const
{
    return explainOperation(operation, [this](const QString &objectId) { return d->names.value(objectId); });
}

} // namespace ain::ainft
