// Operations on collections in words, before they are signed and in the history.
#pragma once

#include "core/ainft/layout.h"
#include "core/wallet/wallet.h"

#include <functional>

namespace ain::ainft {

/// Name of a collection for people, from its object id; empty when not known.
using CollectionNames = std::function<QString(const QString &objectId)>;

[[nodiscard]] wallet::Fact createFact(const QString &name, const QString &symbol, Layout layout, int maxSupply,
                                      const QString &objectId);
[[nodiscard]] wallet::Fact mintFact(const QString &collection, const QString &tokenId, const QString &tokenName,
                                    const QString &to);
[[nodiscard]] wallet::Fact transferFact(const QString &collection, const QString &tokenId, const QString &to);
[[nodiscard]] wallet::Fact creatorCanTakeBackFact();
[[nodiscard]] wallet::Fact unverifiedOriginFact(const QString &objectId);

/// The facts of a creation, mint or transfer. Empty when any part of the operation is not accounted for, so that a
/// harmless sentence never stands for a transaction that does more. Thread: any.
[[nodiscard]] QList<wallet::Fact> explainOperation(const json::Value &operation, const CollectionNames &names = {});

} // namespace ain::ainft
