// Transactions that wait for a block, and their limits (chain.md 3.4).
#pragma once

#include "core/json/value.h"
#include "core/sandbox/ledger/transaction.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <functional>
#include <map>
#include <vector>

namespace ain::sandbox {

class Ledger;

struct PoolEntry {
    Transaction transaction;
    qint64 createdAt = 0; ///< ms; arrival at this node
    qint64 executedAt = 0; ///< ms
    json::Value gas; ///< gas_amount_total of its execution on the pending state
    [[nodiscard]] bool isFree() const;
    /// {tx_body, signature, hash, address, extra: {created_at, executed_at, gas}}
    [[nodiscard]] json::Value toJson() const;
};

/// Thread: its owner's.
class TxPool {
public:
    static constexpr int Limit = 1000;
    static constexpr int AccountLimit = 100;
    static constexpr int FreeLimit = 100;
    static constexpr int FreeAccountLimit = 10;
    static constexpr qint64 TimeoutMs = 3'600'000;

    [[nodiscard]] int size() const { return m_size; }
    [[nodiscard]] int freeSize() const { return m_freeSize; }
    [[nodiscard]] int size(const QString &address) const;
    [[nodiscard]] int freeSize(const QString &address) const;
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }

    void add(PoolEntry entry);
    [[nodiscard]] const PoolEntry *find(const QString &address, const QString &hash) const;
    /// Removes every entry for which `drop` says so.
    void removeIf(const std::function<bool(const PoolEntry &)> &drop);

    /// What a block on `ledger`'s state may take, in its order: every sender's own by nonce or timestamp,
    /// senders merged by gas price (what uses service bandwidth first, the rest by timestamp), wrong nonces and
    /// what is above the bandwidth of one block left waiting. `exclude`: hashes in blocks that are not final yet.
    [[nodiscard]] std::vector<PoolEntry> candidates(const QSet<QString> &exclude, const Ledger &ledger) const;

    /// {ADDR: [[tx, ...]]}, the shape of ain_getPendingTransactions.
    [[nodiscard]] json::Value toJson() const;

private:
    std::map<QString, std::vector<PoolEntry>> m_byAddress;
    int m_size = 0;
    int m_freeSize = 0;
};

} // namespace ain::sandbox
