// Transactions of mine as they lie in the vault, kind "tx" (docs/formats.md).
#pragma once

#include "core/wallet/wallet.h"

namespace ain::wallet {

inline const QString TransactionKind = QStringLiteral("tx");

struct StoredTx {
    TxRecord record;
    crypto::Address sender;
    /// The newest final block when it was signed: it can't be in an older one. -1: not known.
    qint64 signedAtBlock = -1;
    /// Hash of block 0 of the chain it was signed for. Empty: not known.
    QString genesis;
    /// What was read, so that members written by a newer program are kept.
    json::Object original;
};

[[nodiscard]] json::Value toJson(const StoredTx &tx);
/// Empty when it is not a record of this kind.
[[nodiscard]] std::optional<StoredTx> storedTxFromJson(const json::Value &value);

[[nodiscard]] json::Value factsToJson(const QList<Fact> &facts);
[[nodiscard]] QList<Fact> factsFromJson(const json::Value &value);

/// Nothing more will happen to it, or only by somebody else's doing.
[[nodiscard]] bool isFinished(const TxRecord &record);
/// It may still be executed as intended: another one of this account has to wait.
[[nodiscard]] bool isInFlight(const TxRecord &record);
/// It did not happen, and its bytes could still be executed: its nonce is not known to be used up by another one.
[[nodiscard]] bool mayReturn(const TxRecord &record);
/// Why it did not go as intended; only for finished ones that are not Final.
[[nodiscard]] Error errorOf(const TxRecord &record);

} // namespace ain::wallet
