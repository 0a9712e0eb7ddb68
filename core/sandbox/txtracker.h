// What this node remembers about transactions: 24 hours, in memory (chain.md 11).
#pragma once

#include "core/json/value.h"

#include <QHash>
#include <QString>

namespace ain::sandbox {

enum class TxState { Pending, Executed, InBlock, Finalized, Reverted, Failed, TimedOut };
/// "PENDING", "EXECUTED", ...
[[nodiscard]] QString toText(TxState state);
/// Nothing changes any more.
[[nodiscard]] bool isEndState(TxState state);

struct TxRecord {
    TxState state = TxState::Pending;
    qint64 number = -1; ///< block, once final
    int index = 0;
    QString address;
    double timestamp = 0;
    bool isExecuted = false;
    bool isFinalized = false;
    qint64 trackedAt = 0;
    qint64 executedAt = -1;
    qint64 finalizedAt = -1;
    json::Value execResult; ///< null when not executed by this process (restored from blocks)

    /// The members of ain_getTransactionByHash but `transaction` and `receipt`.
    [[nodiscard]] json::Object toJson() const;
};

class TxTracker {
public:
    static constexpr qint64 TimeoutMs = 24LL * 3'600'000;
    static constexpr qsizetype MaxRecords = 200'000;

    [[nodiscard]] const TxRecord *find(const QString &hash) const;
    [[nodiscard]] bool contains(const QString &hash) const { return m_records.contains(hash); }
    TxRecord &record(const QString &hash) { return m_records[hash]; }
    /// Forgets what is older than the time-out, and everything once there are too many.
    void expire(qint64 blockTimestamp);

private:
    QHash<QString, TxRecord> m_records;
};

} // namespace ain::sandbox
