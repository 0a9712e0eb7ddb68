#include "core/chain/txlookup.h"

#include "core/chain/blockcheck.h"

namespace ain::chain {

using namespace Qt::StringLiterals;

namespace {

/// How much a state says, so that the best of several answers wins.
int weight(TxState state)
{
    switch (state) {
    case TxState::Unknown: return 0;
    case TxState::Failing: return 1;
    case TxState::Accepted: return 2;
    case TxState::InBlock: return 3;
    default: return 4;
    }
}

json::Object blockQuery(qint64 number, bool full)
{
    json::Object params{{u"number"_s, number}};
    if (full)
        params.set(u"getFullTransactions"_s, true);
    return params;
}

json::Object hashQuery(const QString &txHash) { return {{u"hash"_s, txHash}}; }

} // namespace

Task<TxStatus> TxLookup::status(QString txHash)
{
    const QList<int> order = m_gateways.usable();
    std::optional<TxStatus> best;
    std::optional<Error> lastError;
    for (const int gateway : order) {
        // A gateway that fails does not hold up the others' answer twice.
        if (best && m_gateways.isFailing(gateway))
            continue;
        auto tracked =
            co_await m_gateways.callAt(gateway, u"ain_getTransactionByHash"_s, hashQuery(txHash), CallKind::Read);
        if (!tracked) {
            lastError = tracked.error();
            continue;
        }
        auto seen = co_await lookAt(gateway, *tracked, txHash);
        if (!seen) {
            lastError = seen.error();
            continue;
        }
        if (!best || weight(seen->state) > weight(best->state))
            best = *seen;
        // Trackers are hints: only an end is worth not asking the others.
        if (weight(best->state) == 4)
            break;
    }
    // A gateway that contradicted itself must not be outvoted by one that merely knows nothing.
    if (best && (best->state != TxState::Unknown || !lastError || lastError->code != errors::RpcContradiction))
        co_return *best;
    if (lastError)
        co_return failure(*lastError);
    co_return failure(errors::RpcUnreachable, {{u"host"_s, QString()}, {u"reason"_s, u"no gateway"_s}});
}

Task<TxStatus> TxLookup::lookAt(int gateway, json::Value tracked, QString txHash)
{
    TxStatus status;
    if (!tracked.isObject())
        co_return status;
    const QString state = tracked[u"state"].string();
    if (tracked[u"exec_result"].isObject())
        status.result = ExecutionResult::judge(tracked[u"exec_result"]);
    if (state == u"FINALIZED" || state == u"REVERTED") {
        const qint64 number = tracked[u"number"].toInteger(-1);
        // REVERTED shows before the block is final, and then without a number.
        if (number < 0 || !tracked[u"is_finalized"].toBool()) {
            status.state = TxState::InBlock;
            co_return status;
        }
        auto included = co_await inBlock(gateway, number, txHash);
        co_return included;
    }
    if (state == u"IN_BLOCK")
        status.state = TxState::InBlock;
    else if (state == u"EXECUTED")
        status.state = TxState::Accepted;
    else if (state == u"PENDING" || state == u"FAILED")
        status.state = TxState::Failing;
    co_return status;
}

Task<TxStatus> TxLookup::inBlock(int gateway, qint64 number, QString txHash)
{
    const QString host = m_gateways.host(gateway);
    auto block =
        co_await m_gateways.callAt(gateway, u"ain_getBlockByNumber"_s, blockQuery(number, true), CallKind::Read);
    if (!block)
        co_return failure(block.error());
    const auto contradiction = [&](const QString &other, const QString &what) {
        return failure(errors::RpcContradiction, {{u"host"_s, host}, {u"other"_s, other}, {u"what"_s, what}});
    };
    if (auto checked = checkBlock(*block); !checked)
        co_return contradiction(host, checked.error().args.value(u"what"_s).toString());
    if ((*block)[u"number"].toInteger(-1) != number)
        co_return contradiction(host, u"block number"_s);
    const auto found = findTransaction(*block, txHash);
    if (!found)
        co_return contradiction(host, u"transaction is not in its block"_s);

    TxStatus status;
    status.blockNumber = number;
    status.blockTimestampMs = (*block)[u"timestamp"].toInteger();
    status.result = found->receipt;
    status.state = found->receipt.succeeded ? TxState::Final : found->isReverted ? TxState::Reverted : TxState::Failed;

    auto last = co_await m_gateways.callAt(gateway, u"ain_getLastBlockNumber"_s, {}, CallKind::Read);
    if (!last)
        co_return failure(last.error());
    if (last->toInteger(-1) < number) {
        status.state = TxState::InBlock;
        co_return status;
    }
    const QList<int> others = m_gateways.usable();
    for (const int other : others) {
        if (other == gateway || m_gateways.isFailing(other))
            continue;
        auto twin =
            co_await m_gateways.callAt(other, u"ain_getBlockByNumber"_s, blockQuery(number, false), CallKind::Read);
        if (!twin)
            continue;
        if (twin->isNull()) {
            // The other one has not come so far: final is what both know.
            status.state = TxState::InBlock;
        } else if ((*twin)[u"hash"].string() != (*block)[u"hash"].string()) {
            co_return contradiction(m_gateways.host(other), u"block %1"_s.arg(number));
        }
        break;
    }
    co_return status;
}

} // namespace ain::chain
