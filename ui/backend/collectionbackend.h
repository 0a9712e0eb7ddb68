// Collections and tokens. Main thread.
#pragma once

#include "core/base/task.h"
#include "ui/backend/types.h"

#include <QImage>
#include <QObject>
#include <QSize>

namespace ain::ui {

enum class Layout {
    Locked, ///< nobody but the owner can move a token, not even the creator
    Compat, ///< the official one: the creator keeps that power
};

struct Collection {
    QString objectId;
    QString appName;
    QString name;
    QString symbol;
    QString description;
    QString owner;
    Layout layout = Layout::Locked;
    std::optional<qint64> maxSupply; ///< empty: no limit
    qint64 minted = 0;
    bool mine = false;
    bool originChecked = true; ///< the id follows from its creator
    ProofState rulesProof; ///< of layout, rules and supply
    bool isClosed = false; ///< the creating transaction is proven to be the locked template
};

/// The rules that make a token its owner's alone are proven, for now and for ever.
[[nodiscard]] inline bool isLockedForSure(Layout layout, const ProofState &rules, bool isClosed)
{
    return layout == Layout::Locked && rules.standing() == light::Standing::Proven && isClosed;
}

struct Attribute {
    QString trait;
    QString value;
};

struct Token {
    QString objectId;
    QString tokenId;
    QString collectionName;
    Layout layout = Layout::Locked;
    QString name;
    QString description;
    QList<Attribute> attributes;
    QString owner;
    ProofState ownerProof;
    ProofState contentProof; ///< of name, description, attributes and the image's fingerprint
    ProofState rulesProof; ///< of its collection
    bool isClosed = false; ///< of its collection
    bool mine = false;
    QString imageCid;
    bool imageHere = false; ///< in the local content store
    QString metadataJson;
    QString mintTxHash;
    qint64 mintedMs = 0;
};

struct CollectionRequest {
    QString name;
    QString symbol;
    QString description;
    std::optional<qint64> maxSupply;
    Layout layout = Layout::Locked;
};

struct MintRequest {
    QString imageId; ///< OpenedImage::id
    QString objectId;
    QString name;
    QString description;
    QList<Attribute> attributes;
    bool hidePrompt = false; ///< only hashes of the prompts go on chain, and none into the minted file
};

class CollectionBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual QList<Collection> collections() const = 0;
    [[nodiscard]] virtual QList<Token> tokens() const = 0; ///< mine, newest first
    /// Scaled to fit `bounds`; errors::NotFound when it is not in the local content store.
    virtual Task<QImage> image(QString objectId, QString tokenId, QSize bounds) = 0;
    virtual Task<Token> details(QString objectId, QString tokenId) = 0;
    virtual Task<> refresh() = 0;

    virtual Task<Preview> prepareCreate(CollectionRequest request) = 0;
    virtual Task<Preview> prepareMint(MintRequest request) = 0;
    virtual Task<Preview> prepareTransfer(QString objectId, QString tokenId, QString to) = 0;

    /// Reads and checks a collection without remembering it. `id`: its address or "ainft721_0x…".
    virtual Task<Collection> lookUp(QString id) = 0;
    /// Remembers it, so that its tokens are looked for here.
    virtual Task<> add(QString id) = 0;
    /// Looks through every collection of the network for tokens of my accounts and remembers what it finds; gives how
    /// many there are. Minutes on a large network. errors::Cancelled after cancelSearch().
    virtual Task<int> findMine() = 0;
    virtual void cancelSearch() = 0;

Q_SIGNALS:
    void changed();
    /// `total` 0: collections are still being listed, `found` counts them; else tokens found in `done` of `total`.
    void searchProgress(int done, int total, int found);
};

} // namespace ain::ui
