#pragma once

#include "app/backends/operationsadapter.h"
#include "app/backends/walletadapter.h"
#include "ui/backend/collectionbackend.h"

namespace ain::app {

class CollectionAdapter final : public ui::CollectionBackend {
    Q_OBJECT
public:
    CollectionAdapter(Services &services, OperationsAdapter &operations, WalletAdapter &wallet);

    [[nodiscard]] QList<ui::Collection> collections() const override { return m_collections; }
    [[nodiscard]] QList<ui::Token> tokens() const override { return m_tokens; }
    Task<QImage> image(QString objectId, QString tokenId, QSize bounds) override;
    Task<ui::Token> details(QString objectId, QString tokenId) override;
    Task<> refresh() override;
    Task<ui::Preview> prepareCreate(ui::CollectionRequest request) override;
    Task<ui::Preview> prepareMint(ui::MintRequest request) override;
    Task<ui::Preview> prepareTransfer(QString objectId, QString tokenId, QString to) override;
    Task<ui::Collection> lookUp(QString id) override;
    Task<> add(QString id) override;
    Task<int> findMine() override;
    void cancelSearch() override;

Q_SIGNALS:
    /// One of my tokens shows this image (a file of the content store, as it was before a prompt was taken out of it).
    /// Once a run for each token.
    void minted(const QString &imageSha256, const QString &objectId, const QString &tokenId);

private:
    void clear();
    /// Proves what is shown, in the background; a newer round ends an older one.
    Task<> proveShown(QList<ainft::Token> tokens);
    void show(const ainft::Collection &collection);
    void show(const ainft::Token &token);
    [[nodiscard]] QString gateway() const;
    [[nodiscard]] ainft::Collection known(const QString &objectId) const;

    Services &m_services;
    OperationsAdapter &m_operations;
    WalletAdapter &m_wallet;
    QList<ainft::Collection> m_known;
    QList<ui::Collection> m_collections;
    QList<ui::Token> m_tokens;
    int m_round = 0;
    QHash<QString, QString> m_imageOfToken; ///< "object/token" → SHA-256
    QHash<QString, QString> m_sourceOfToken; ///< the same of the image that a mint of this run began with
    QSet<QString> m_toldMinted;
};

} // namespace ain::app
