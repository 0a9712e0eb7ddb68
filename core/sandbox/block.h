// Blocks: header fields and hashes (chain.md 8.2).
#pragma once

#include "core/json/value.h"

#include <QString>

namespace ain::sandbox {

/// What decides a block; the hashes follow from it.
struct BlockParts {
    QString lastHash; ///< "" for block 0
    json::Array lastVotes; ///< the proposal of the block before, then its votes
    json::Object evidence;
    json::Array transactions; ///< {tx_body, signature, hash, address}
    json::Array receipts; ///< one for each transaction
    qint64 number = 0;
    qint64 epoch = 0;
    qint64 timestamp = 0; ///< ms since 1970
    QString stateProofHash;
    QString proposer;
    json::Object validators; ///< {ADDR: {stake, proposal_right}}
    double gasAmountTotal = 0;
    double gasCostTotal = 0; ///< AIN
};

/// A finished block: the object that RPC answers carry, and the fields asked for often.
struct Block {
    json::Value json;
    QString hash;
    qint64 number = -1;
    qint64 epoch = 0;
    qint64 timestamp = 0;

    [[nodiscard]] const json::Array &transactions() const { return json[u"transactions"].array(); }
    [[nodiscard]] const json::Array &receipts() const { return json[u"receipts"].array(); }
};

/// Computes every hash and the size.
[[nodiscard]] Block makeBlock(BlockParts parts);
/// A block read back; its header hash must be the stated one (body hashes are checked when `checkBody`).
[[nodiscard]] bool readBlock(json::Value json, bool checkBody, Block *out);
/// The 13 header fields; empty when one is missing.
[[nodiscard]] json::Object blockHeader(const json::Value &block);
/// H(C(value)).
[[nodiscard]] QString jsonHash(const json::Value &value);
/// The block with its transactions replaced by their hashes.
[[nodiscard]] json::Value withTransactionHashes(const json::Value &block);

} // namespace ain::sandbox
