// Checks of a block that need nothing but the block (chain.md 8.2).
#pragma once

#include "core/chain/transaction.h"
#include "core/crypto/hash.h"

namespace ain::chain {

/// Exactly the 13 header fields of `block` (a header or a whole block). Empty: a field is missing.
[[nodiscard]] std::optional<json::Object> headerFields(const json::Value &block);
/// H(C(header)) over exactly those fields. Empty: a field is missing.
[[nodiscard]] std::optional<crypto::Hash256> headerHash(const json::Value &block);

/// `block` is what its hash says: header, transactions and receipts, one receipt per transaction.
/// Says nothing about finality. Error: InvalidArgument, args what.
[[nodiscard]] Result<> checkBlock(const json::Value &block);

/// A transaction inside a block. The hash is recomputed from the body, the field `hash` is not believed.
struct Inclusion {
    std::size_t index = 0;
    ExecutionResult receipt;
    /// The chain undid everything and left the nonce as it was (chain.md 4.3).
    bool isReverted = false;
};
[[nodiscard]] std::optional<Inclusion> findTransaction(const json::Value &block, const QString &txHash);
/// The receipt of transaction `index`.
[[nodiscard]] Inclusion inclusionAt(const json::Value &block, std::size_t index);

} // namespace ain::chain
