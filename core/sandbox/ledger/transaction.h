// A transaction as the ledger sees it, and the checks an RPC node makes before it looks at the state.
#pragma once

#include "core/json/value.h"

#include <QString>

#include <optional>

namespace ain::sandbox {

struct Transaction {
    json::Value body;
    QString signature;
    QString hash; ///< "0x" + 64 lower-case hex digits
    QString address; ///< checksummed signer
};

/// The object that stands in blocks: {tx_body, signature, hash, address}.
[[nodiscard]] json::Value toJson(const Transaction &transaction);

struct TransactionRefusal {
    int code = 0; ///< 30301 size, 30302 missing members, 30303 format, 30304 signature
    QString message;
};

/// Either a transaction ready to be executed or the refusal of ain_sendSignedTransaction.
struct CheckedTransaction {
    std::optional<Transaction> transaction;
    TransactionRefusal refusal;
};

/// `bytesLimit` is resource/tx_bytes_limit. Sizes are bounded before anything is hashed.
[[nodiscard]] CheckedTransaction checkTransaction(const json::Value &txBody, const json::Value &signature, int chainId,
                                                  qint64 bytesLimit = 100'000);

/// Format rules of chain.md 3.1 alone (30303 when false).
[[nodiscard]] bool isStandardBody(const json::Value &txBody);

} // namespace ain::sandbox
