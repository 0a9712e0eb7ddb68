#include "app/backends/collectionadapter.h"

#include "app/backends/convert.h"
#include "app/backends/imagework.h"
#include "app/services/mintsource.h"

#include <algorithm>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestSupply = 1'000'000;
constexpr qsizetype tokensPerRound = 20;

QString tokenKey(const QString &objectId, const QString &tokenId) { return objectId + u'/' + tokenId; }
} // namespace

CollectionAdapter::CollectionAdapter(Services &services, OperationsAdapter &operations, WalletAdapter &wallet)
    : m_services(services), m_operations(operations), m_wallet(wallet)
{
    connect(&services, &Services::networkAboutToChange, this, &CollectionAdapter::clear);
    connect(&services, &Services::networkChanged, this, [this] {
        connect(&m_services.ainft(), &ainft::Ainft::scanProgress, this, &CollectionAdapter::searchProgress);
    });
    connect(&wallet, &ui::WalletBackend::accountsChanged, this, [this] {
        refresh().detach(); // the page has its own refresh, which shows what fails
    });
    connect(&operations, &ui::OperationsBackend::progress, this, [this](const ui::Progress &progress) {
        if (progress.done)
            refresh().detach(); // as above
    });
}

void CollectionAdapter::clear()
{
    ++m_round;
    m_known.clear();
    m_collections.clear();
    m_tokens.clear();
    m_imageOfToken.clear();
    Q_EMIT changed();
}

void CollectionAdapter::show(const ainft::Collection &collection)
{
    for (ainft::Collection &known : m_known) {
        if (known.objectId == collection.objectId)
            known = collection;
    }
    for (ui::Collection &shown : m_collections) {
        if (shown.objectId != collection.objectId)
            continue;
        const qint64 minted = shown.minted;
        shown = toUi(collection, m_wallet.accounts());
        shown.minted = minted;
    }
    for (ui::Token &token : m_tokens) {
        if (token.objectId != collection.objectId)
            continue;
        token.layout = toUi(collection.layout);
        token.rulesProof = proofState(collection.rulesMark, collection.why, nullptr, 0);
        token.isClosed = collection.isClosed;
    }
}

void CollectionAdapter::show(const ainft::Token &token)
{
    for (ui::Token &shown : m_tokens) {
        if (shown.objectId != token.objectId || shown.tokenId != token.tokenId)
            continue;
        const ui::ProofState rules = shown.rulesProof;
        const bool imageHere = shown.imageHere;
        shown = toUi(token, known(token.objectId), m_wallet.accounts(), gateway());
        shown.imageHere = imageHere;
        shown.rulesProof = rules;
        shown.ownerProof.seenAtMs = m_services.clock().nowMs();
    }
}

Task<> CollectionAdapter::proveShown(QList<ainft::Token> tokens)
{
    const int round = m_round;
    const QList<ainft::Collection> collections = m_known;
    for (const ainft::Collection &collection : collections) {
        auto proven = co_await m_services.ainft().proveCollection(collection);
        if (round != m_round)
            co_return Result<>();
        ainft::Collection outcome = proven ? *proven : collection;
        if (!proven)
            outcome.why = proven.error();
        show(outcome);
        Q_EMIT changed();
    }
    for (qsizetype from = 0; from < tokens.size(); from += tokensPerRound) {
        QList<ainft::Token> some = tokens.mid(from, tokensPerRound);
        auto proven = co_await m_services.ainft().proveTokens(some);
        if (round != m_round)
            co_return Result<>();
        if (proven)
            some = *proven;
        for (ainft::Token &token : some) {
            if (!proven)
                token.why = proven.error();
            show(token);
        }
        Q_EMIT changed();
    }
    co_return Result<>();
}

QString CollectionAdapter::gateway() const { return m_services.client().network().rpcUrls.first().host(); }

ainft::Collection CollectionAdapter::known(const QString &objectId) const
{
    const auto it = std::find_if(m_known.begin(), m_known.end(), [&](const auto &c) { return c.objectId == objectId; });
    return it != m_known.end() ? *it : ainft::Collection();
}

Task<> CollectionAdapter::refresh()
{
    if (!m_services.hasNetwork() || m_services.vault().state() != vault::Vault::State::Open) {
        clear();
        co_return Result<>();
    }
    auto collections = co_await m_services.ainft().collections();
    if (!collections)
        co_return failure(collections.error());
    auto tokens = co_await m_services.ainft().myTokens();
    if (!tokens)
        co_return failure(tokens.error());
    ++m_round;
    // What was proven stays on show, as older, until it is proven anew; the rest says that it is being checked.
    QHash<QString, ui::Token> before;
    for (const ui::Token &token : std::as_const(m_tokens))
        before.insert(tokenKey(token.objectId, token.tokenId), token);
    m_known = *collections;
    m_collections.clear();
    m_tokens.clear();
    for (const auto &collection : *collections) {
        ui::Collection shown = toUi(collection, m_wallet.accounts());
        shown.rulesProof.isChecking = true;
        m_collections += shown;
    }
    for (const auto &token : *tokens) {
        const QString key = tokenKey(token.objectId, token.tokenId);
        m_imageOfToken.insert(key, token.imageSha256);
        if (!m_toldMinted.contains(key)) {
            m_toldMinted.insert(key);
            Q_EMIT minted(m_sourceOfToken.value(key, token.imageSha256), token.objectId, token.tokenId);
        }
        ui::Token row = toUi(token, known(token.objectId), m_wallet.accounts(), gateway());
        const ui::Token last = before.value(tokenKey(token.objectId, token.tokenId));
        if (last.owner == row.owner && last.ownerProof.mark.block()) {
            row.ownerProof = last.ownerProof;
            row.ownerProof.mark = row.ownerProof.mark.older();
        } else {
            row.ownerProof.isChecking = true;
        }
        row.ownerProof.seenAtMs = m_services.clock().nowMs();
        row.rulesProof.isChecking = true;
        m_tokens.prepend(row);
        for (ui::Collection &collection : m_collections) {
            if (collection.objectId == token.objectId)
                ++collection.minted;
        }
    }
    Q_EMIT changed();
    proveShown(*tokens).detach(); // each value says itself why it is not proven
    co_return Result<>();
}

Task<QImage> CollectionAdapter::image(QString objectId, QString tokenId, QSize bounds)
{
    const QString sha256 = m_imageOfToken.value(tokenKey(objectId, tokenId));
    auto bytes = co_await m_services.content().read(sha256);
    if (!bytes)
        co_return failure(bytes.error());
    auto decoded = co_await decodeImage(*bytes, bounds);
    if (!decoded)
        co_return failure(decoded.error());
    co_return decoded->image;
}

Task<ui::Token> CollectionAdapter::details(QString objectId, QString tokenId)
{
    auto token = co_await m_services.ainft().token(objectId, tokenId);
    if (!token)
        co_return failure(token.error());
    auto collection = co_await m_services.ainft().collection(objectId);
    if (!collection)
        co_return failure(collection.error());
    m_imageOfToken.insert(tokenKey(objectId, tokenId), token->imageSha256);
    const bool isLocal = token->imageIsLocal;
    ainft::Collection rules = *collection;
    auto proven = co_await m_services.ainft().proveCollection(rules);
    if (proven)
        rules = *proven;
    else
        rules.why = proven.error();
    QList<ainft::Token> one;
    one.append(*token);
    auto owned = co_await m_services.ainft().proveTokens(one);
    if (owned && owned->size() == 1)
        one = *owned;
    else if (!owned)
        one.first().why = owned.error();
    if (!m_services.hasNetwork())
        co_return failure(errors::Cancelled);
    ui::Token out = toUi(one.constFirst(), rules, m_wallet.accounts(), gateway());
    out.imageHere = isLocal;
    out.ownerProof.seenAtMs = m_services.clock().nowMs();
    co_return out;
}

Task<ui::Preview> CollectionAdapter::prepareCreate(ui::CollectionRequest request)
{
    const auto account = m_wallet.currentAccount();
    if (!account)
        co_return failure(errors::WalletAccountUnknown);
    ainft::CollectionDraft draft;
    draft.name = request.name;
    draft.symbol = request.symbol;
    draft.description = request.description;
    draft.maxSupply =
        int(std::clamp<qint64>(request.maxSupply.value_or(largestSupply), 0, std::numeric_limits<int>::max()));
    draft.layout = request.layout == ui::Layout::Locked ? ainft::Layout::Locked : ainft::Layout::Compat;
    auto preview = co_await m_services.ainft().prepareCollection(account->id, draft);
    if (!preview)
        co_return failure(preview.error());
    // Named: gcc 12 copies the members of an aggregate made inside co_return bit by bit.
    OperationsAdapter::AfterWork after;
    after.onSent = [this, collection = preview->collection] { return m_services.ainft().remember(collection); };
    co_return m_operations.add(preview->draft, std::move(after));
}

Task<ui::Preview> CollectionAdapter::prepareMint(ui::MintRequest request)
{
    const auto account = m_wallet.currentAccount();
    if (!account)
        co_return failure(errors::WalletAccountUnknown);
    ainft::TokenDraft draft;
    draft.objectId = request.objectId;
    draft.name = request.name;
    draft.description = request.description;
    for (const ui::Attribute &attribute : request.attributes)
        draft.attributes.emplaceBack(attribute.trait, attribute.value);
    const QString accountId = account->id;
    auto image = co_await mintImage(m_services.content(), request.imageId, request.hidePrompt);
    if (!image)
        co_return failure(image.error());
    draft.imageSha256 = image->content.sha256;
    draft.generation = image->generation;
    auto preview = co_await m_services.ainft().prepareMint(accountId, draft);
    if (!preview) {
        auto released = co_await m_services.ainft().releaseImage(image->content);
        Q_UNUSED(released) // a file that stays is the lesser evil than another error
        co_return failure(preview.error());
    }
    OperationsAdapter::AfterWork after;
    after.onSent = [this, token = preview->token, picture = request.imageId] {
        m_sourceOfToken.insert(tokenKey(token.objectId, token.tokenId), picture);
        return m_services.ainft().rememberToken(token.objectId, token.tokenId);
    };
    co_return m_operations.add(preview->draft, std::move(after));
}

Task<ui::Preview> CollectionAdapter::prepareTransfer(QString objectId, QString tokenId, QString to)
{
    const auto address = crypto::Address::parse(to.trimmed());
    if (!address)
        co_return failure(address.error());
    // The token's owner signs, whichever of my accounts that is.
    QString accountId = m_wallet.currentAccount() ? m_wallet.currentAccount()->id : QString();
    for (const ui::Token &token : m_tokens) {
        if (token.objectId != objectId || token.tokenId != tokenId)
            continue;
        for (const ui::Account &account : m_wallet.accounts()) {
            if (account.address == token.owner)
                accountId = account.id;
        }
    }
    auto draft = co_await m_services.ainft().prepareTransfer(accountId, objectId, tokenId, *address);
    if (!draft)
        co_return failure(draft.error());
    co_return m_operations.add(*draft);
}

Task<ui::Collection> CollectionAdapter::lookUp(QString id)
{
    if (!m_services.hasNetwork())
        co_return failure(errors::NetworkUnknown);
    auto collection = co_await m_services.ainft().collection(id.trimmed());
    if (!collection)
        co_return failure(collection.error());
    auto minted = co_await m_services.ainft().mintedCount(collection->objectId);
    ainft::Collection rules = *collection;
    auto proven = co_await m_services.ainft().proveCollection(rules);
    if (proven)
        rules = *proven;
    else
        rules.why = proven.error();
    ui::Collection out = toUi(rules, m_wallet.accounts());
    out.minted = minted.value_or(0);
    co_return out;
}

Task<> CollectionAdapter::add(QString id)
{
    if (!m_services.hasNetwork())
        co_return failure(errors::NetworkUnknown);
    auto added = co_await m_services.ainft().addCollection(id.trimmed());
    if (!added)
        co_return failure(added.error());
    auto refreshed = co_await refresh();
    co_return refreshed;
}

Task<int> CollectionAdapter::findMine()
{
    if (!m_services.hasNetwork())
        co_return failure(errors::NetworkUnknown);
    auto found = co_await m_services.ainft().findMyTokens();
    if (!found)
        co_return failure(found.error());
    const int count = int(found->size());
    auto refreshed = co_await refresh();
    if (!refreshed)
        co_return failure(refreshed.error());
    co_return count;
}

void CollectionAdapter::cancelSearch()
{
    if (m_services.hasNetwork())
        m_services.ainft().cancelScan();
}

} // namespace ain::app
