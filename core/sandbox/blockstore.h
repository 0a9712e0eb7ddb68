// The practice network's file: blocks, the index of transactions, state snapshots, settings. One SQLite
// database in WAL mode with synchronous=FULL, so a block that was announced survives a kill at any moment.
#pragma once

#include "core/base/result.h"
#include "core/sandbox/block.h"

#include <QLockFile>
#include <QSqlDatabase>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace ain::sandbox {

/// Thread: the one that opened it.
class BlockStore {
public:
    /// Whole bodies of this many newest blocks are kept, of older ones only where they carry transactions.
    static constexpr qint64 KeepBodies = 1000;
    /// Older empty blocks vanish altogether, like on a node that syncs from a snapshot.
    static constexpr qint64 KeepHeaders = 100'000;

    struct Location {
        qint64 number = -1;
        int index = -1;
    };
    struct Snapshot {
        qint64 number = -1;
        json::Value state;
    };

    /// Empty `directory`: in memory. The directory is made private (0700) and locked for this process.
    [[nodiscard]] static Result<std::unique_ptr<BlockStore>> open(const QString &directory);
    ~BlockStore();
    BlockStore(const BlockStore &) = delete;
    BlockStore &operator=(const BlockStore &) = delete;

    [[nodiscard]] std::optional<QString> setting(const QString &key);
    [[nodiscard]] Result<> setSetting(const QString &key, const QString &value);

    struct Entry {
        const Block *block = nullptr;
        json::Array votes; ///< proposal and votes *for* the block
    };
    /// Writes blocks and moves the last final number, in one durable transaction.
    [[nodiscard]] Result<> append(const std::vector<Entry> &entries, qint64 lastFinal);

    /// -1 when empty.
    [[nodiscard]] qint64 lastNumber();
    [[nodiscard]] qint64 lastFinal();
    /// Nothing for an unknown or pruned block; a damaged row is SandboxDamaged.
    [[nodiscard]] Result<std::optional<Block>> block(qint64 number);
    [[nodiscard]] json::Array votesFor(qint64 number);
    [[nodiscard]] qint64 numberOf(const QString &blockHash); ///< -1 if unknown
    [[nodiscard]] std::optional<Location> locate(const QString &transactionHash);
    /// Numbers of final blocks with transactions and a timestamp >= `sinceMs`, ascending.
    [[nodiscard]] std::vector<qint64> blocksWithTransactionsSince(qint64 sinceMs);

    [[nodiscard]] Result<> saveSnapshot(qint64 number, const json::Value &state);
    /// The newest readable one at or below `atMost`.
    [[nodiscard]] std::optional<Snapshot> snapshot(qint64 atMost);
    /// Drops what KeepBodies and KeepHeaders allow. Cheap; call now and then.
    [[nodiscard]] Result<> prune(qint64 lastFinal);

private:
    BlockStore(QString path, QString connection);
    [[nodiscard]] Result<> prepareSchema();
    [[nodiscard]] Error storageError(const QString &reason) const;
    [[nodiscard]] QSqlDatabase database() const;

    QString m_path;
    QString m_connection;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace ain::sandbox
