#include "core/sandbox/txtracker.h"

namespace ain::sandbox {

using namespace Qt::StringLiterals;

QString toText(TxState state)
{
    switch (state) {
    case TxState::Pending: return u"PENDING"_s;
    case TxState::Executed: return u"EXECUTED"_s;
    case TxState::InBlock: return u"IN_BLOCK"_s;
    case TxState::Finalized: return u"FINALIZED"_s;
    case TxState::Reverted: return u"REVERTED"_s;
    case TxState::Failed: return u"FAILED"_s;
    case TxState::TimedOut: return u"TIMED_OUT"_s;
    }
    return {};
}

bool isEndState(TxState state)
{
    return state == TxState::Finalized || state == TxState::Reverted || state == TxState::Failed
        || state == TxState::TimedOut;
}

json::Object TxRecord::toJson() const
{
    json::Object object{
        {u"state"_s, toText(state)},      {u"number"_s, number},        {u"index"_s, index},
        {u"address"_s, address},          {u"timestamp"_s, timestamp},  {u"is_executed"_s, isExecuted},
        {u"is_finalized"_s, isFinalized}, {u"tracked_at"_s, trackedAt}, {u"finalized_at"_s, finalizedAt},
    };
    if (executedAt >= 0)
        object.set(u"executed_at"_s, executedAt);
    if (!execResult.isNull())
        object.set(u"exec_result"_s, execResult);
    return object;
}

const TxRecord *TxTracker::find(const QString &hash) const
{
    const auto found = m_records.constFind(hash);
    return found == m_records.constEnd() ? nullptr : &*found;
}

void TxTracker::expire(qint64 blockTimestamp)
{
    m_records.removeIf(
        [blockTimestamp](const auto &entry) { return blockTimestamp >= entry.value().trackedAt + TimeoutMs; });
    if (m_records.size() > MaxRecords)
        m_records.removeIf([](const auto &entry) { return isEndState(entry.value().state); });
}

} // namespace ain::sandbox
