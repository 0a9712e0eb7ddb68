// AINFT collections and tokens, straight on chain (wallet-ainft.md 3).
#pragma once

#include "core/ainft/contentstore.h"
#include "core/light/lightclient.h"
#include "core/wallet/wallet.h"

#include <QObject>
#include <QSet>

#include <memory>
#include <optional>

namespace ain {

namespace errors {
inline constexpr ErrorCode AinftName{"ainft.name"}; ///< args: what, limit
inline constexpr ErrorCode AinftSupply{"ainft.supply"}; ///< args: limit
inline constexpr ErrorCode AinftMetadata{
    "ainft.metadata"}; ///< not storable on chain; args: path, reason (a keyword, see checkStorable() in metadata.h)
inline constexpr ErrorCode AinftTooLarge{"ainft.too_large"}; ///< args: size, limit
inline constexpr ErrorCode AinftCollectionUnknown{"ainft.collection_unknown"}; ///< args: id
inline constexpr ErrorCode AinftTokenUnknown{"ainft.token_unknown"}; ///< args: collection, token
inline constexpr ErrorCode AinftTokenTaken{"ainft.token_taken"}; ///< args: collection, token
inline constexpr ErrorCode AinftSoldOut{"ainft.sold_out"}; ///< args: collection
inline constexpr ErrorCode AinftNotCreator{"ainft.not_creator"}; ///< args: collection, creator
inline constexpr ErrorCode AinftNotOwner{"ainft.not_owner"}; ///< args: token, owner
} // namespace errors

namespace ainft {

/// locked: nobody can change the rules or take a token back. compat: the layout of the factory; the creator can.
enum class Layout { Locked, Compat, Unknown };

struct CollectionDraft {
    QString name; ///< 1..64 characters
    QString symbol; ///< 1..16, upper-case letters and digits
    QString description; ///< up to 2000 characters
    int maxSupply = 100; ///< 1..1,000,000; locked only
    Layout layout = Layout::Locked;
};

struct Collection {
    QString objectId; ///< checksummed, address-shaped
    QString appId; ///< "ainft721_0x…"
    QString name;
    QString symbol;
    QString description;
    crypto::Address creator;
    int maxSupply = 0; ///< 0: unlimited or unknown
    Layout layout = Layout::Unknown; ///< as checked against our templates, from a node's answers
    bool originChecked = false; ///< the object id follows from creator and creation record (3.8)
    light::ProofMark rulesMark; ///< of layout and supply: rules, owner configs, functions and creation record
    std::optional<Error> why; ///< why they are not proven
    /// The creating transaction is proven to be the locked template: what is below the collection is proven, not said.
    bool isClosed = false;
    bool isOnChain = true; ///< false: as remembered, because no node said it now (not final yet, or offline)
};

struct TokenDraft {
    QString objectId;
    QString tokenId; ///< empty: the next free number
    crypto::Address to; ///< empty: the minter
    QString name;
    QString description;
    QList<std::pair<QString, QString>> attributes; ///< trait_type, value
    QString imageSha256; ///< hex; must be in the content store
    json::Object generation; ///< recipe, may be empty
};

struct Token {
    QString objectId;
    QString tokenId;
    QString collectionName;
    crypto::Address owner;
    QString tokenUri;
    QString name;
    QString description;
    QList<std::pair<QString, QString>> attributes;
    QString imageSha256;
    QString imageCid;
    json::Value metadata; ///< as on chain
    bool imageIsLocal = false;
    qint64 blockNumber = -1; ///< final block of the read
    light::ProofMark mark; ///< of the owner
    light::ProofMark contentMark; ///< of metadata and its address
    std::optional<Error> why; ///< why the owner is not proven
    std::shared_ptr<const light::ProofBundle> bundle; ///< of the owner
};

/// Lives in the main thread.
class Ainft : public QObject {
    Q_OBJECT
public:
    /// `light` null: nothing is proven, everything read is a gateway's word.
    Ainft(wallet::Wallet &wallet, vault::Vault &vault, chain::ChainClient &client, ContentStore &store, Clock &clock,
          light::LightClient *light = nullptr);
    ~Ainft() override;

    /// A draft of the creating transaction; confirm through Wallet::confirm(draft.id). The object id is known before.
    struct CollectionPreview {
        Collection collection;
        wallet::Draft draft;
    };
    Task<CollectionPreview> prepareCollection(QString accountId, CollectionDraft draft);
    struct MintPreview {
        Token token;
        wallet::Draft draft;
    };
    /// Checks first that the id is free, the supply is not used up and the account is the creator.
    Task<MintPreview> prepareMint(QString accountId, TokenDraft draft);
    /// To be called with the image that was added for a mint, however the mint went: takes the image out of the content
    /// store again when it came there for nothing, that is, it was new and no transaction of this wallet names it.
    /// Without an open vault it stays.
    Task<> releaseImage(Content image);
    Task<wallet::Draft> prepareTransfer(QString accountId, QString objectId, QString tokenId, crypto::Address to);

    /// Remembers a collection or token in the vault's index (done by confirm-side callers after a preview is
    /// confirmed).
    Task<> remember(Collection collection);
    Task<> rememberToken(QString objectId, QString tokenId);

    /// Reads, checks and remembers a collection that somebody else made.
    Task<Collection> addCollection(QString objectIdOrAppId);

    /// From a node's final state, by its word. Follow with prove() for what is shown as fact.
    Task<Collection> collection(QString objectIdOrAppId);
    Task<Token> token(QString objectId, QString tokenId);
    /// Collections I made or added on this network.
    Task<QList<Collection>> collections();
    /// Tokens whose owner is one of my accounts, in known collections (chain order).
    Task<QList<Token>> myTokens();
    Task<QList<Token>> tokensOf(QString objectId);
    /// The same collection with layout, rules and supply as proven (or why not). Without a light client: unchanged.
    Task<Collection> proveCollection(Collection collection);
    /// The same tokens with owner and metadata as proven in one final state (or why not), in the same order.
    Task<QList<Token>> proveTokens(QList<Token> tokens);

    /// How many ids of a collection are taken, the next ones included that are not final yet.
    Task<int> mintedCount(QString objectId);

    /// App ids of every collection of the network, by paging through all apps (3.9). Bounded; takes one request per
    /// 20,000 apps. Progress by scanProgress(); errors::Cancelled after cancelScan().
    Task<QStringList> discover();
    /// Looks through every collection of the network for tokens of my accounts and remembers what it finds: about one
    /// request per collection and 50 tokens, so minutes on a large network.
    Task<QList<Token>> findMyTokens();
    /// Ends discover() and findMyTokens() at their next step.
    void cancelScan();

    /// What an operation does to collections and tokens, for histories and for what others ask to sign; empty when it
    /// is none of ours (explain.h). Names known collections.
    [[nodiscard]] QList<wallet::Fact> explain(const json::Value &operation) const;

    /// id = checksum(last20(keccak256("AINFT721|" creator "|" recordId))), 3.8.
    [[nodiscard]] static QString objectId(const crypto::Address &creator, qint64 recordId);
    [[nodiscard]] static QString appId(QStringView objectId);

Q_SIGNALS:
    /// Collections and remembered tokens changed in the vault's index.
    void indexChanged();
    /// `done` of `total` collections looked through; total is 0 while collections are still being listed.
    void scanProgress(int done, int total, int found);

private:
    /// Object ids of known collections: addresses that nobody has a key of.
    Task<QList<wallet::KnownAddress>> appAddresses();
    Task<QSet<QString>> myAddresses();
    Task<QList<Token>> ownedIn(QString app, QSet<QString> mine);

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace ainft
} // namespace ain
