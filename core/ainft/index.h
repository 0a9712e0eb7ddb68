// The collections and tokens this vault remembers, as records of kind "collection" and "token".
#pragma once

#include "core/ainft/ainft.h"
#include "core/vault/vault.h"

#include <QObject>

namespace ain::ainft {

struct TokenId {
    QString objectId;
    QString tokenId;

    friend bool operator==(const TokenId &, const TokenId &) = default;
};

/// Stable lower-case name for records.
[[nodiscard]] QString layoutName(Layout layout);
[[nodiscard]] Layout layoutFromName(QStringView name);
[[nodiscard]] json::Value toRecord(const Collection &collection, const QString &network);
/// Empty when the record is not of this network or not readable.
[[nodiscard]] std::optional<Collection> collectionFromRecord(const json::Value &record, const QString &network);

/// Everything belongs to one network. Lives in the main thread.
class Index : public QObject {
    Q_OBJECT
public:
    Index(vault::Vault &vault, QString network) : m_vault(vault), m_network(std::move(network)) { }

    Task<> addCollection(Collection collection);
    Task<> addToken(TokenId token, qint64 nowMs);
    Task<QList<Collection>> collections(); ///< in the order they were added; isOnChain is false
    Task<QList<TokenId>> tokens();

private:
    vault::Vault &m_vault;
    QString m_network;
};

} // namespace ain::ainft
