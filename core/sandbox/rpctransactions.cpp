// JSON-RPC methods that take transactions, and our own ones.
#include "core/sandbox/rpcserver.h"

#include "core/sandbox/ledger/codes.h"

#include <QUrl>

namespace ain::sandbox {

using namespace Qt::StringLiterals;

namespace {

// Our own codes, outside the ranges of the chain.
constexpr int OwnBadArgument = 95001;
constexpr int OwnFailed = 95002;

constexpr std::size_t BatchLimit = 50;

json::Object refused(int code, const QString &message)
{
    return {{u"result"_s, nullptr}, {u"code"_s, code}, {u"message"_s, message}};
}

json::Object refusedInBatch(const TransactionRefusal &refusal, std::size_t index, qint64 limit)
{
    const QString at = QString::number(index);
    switch (refusal.code) {
    case codes::TxTooLarge:
        return refused(30403,
                       u"Transaction[%1]'s size exceededs its limit: %2 bytes."_s.arg(at, QString::number(limit)));
    case codes::TxMissingProperties: return refused(30404, u"Missing properties of transaction[%1]."_s.arg(at));
    case codes::TxInvalidFormat: return refused(30405, u"Invalid format of transaction[%1]."_s.arg(at));
    default: return refused(30406, u"Invalid signature of transaction[%1]."_s.arg(at));
    }
}

json::Object failed(const Error &error) { return refused(OwnFailed, error.code.toString()); }

} // namespace

RpcServer::Members RpcServer::send(const json::Object &params, bool dryRun)
{
    const qint64 limit = m_node.ledger().parameter(u"resource/tx_bytes_limit").toInteger(100'000);
    const CheckedTransaction checked =
        checkTransaction(params[u"tx_body"], params[u"signature"], m_node.settings().chainId, limit);
    if (!checked.transaction)
        return refused(checked.refusal.code, checked.refusal.message);
    json::Value result = m_node.submit(*checked.transaction, dryRun);
    if (!dryRun) {
        if (auto taken = m_host.transactionsTaken(); !taken)
            m_fatal = taken.error();
    }
    return {{u"result"_s, json::Object{{u"tx_hash"_s, checked.transaction->hash}, {u"result"_s, std::move(result)}}}};
}

RpcServer::Members RpcServer::sendBatch(const json::Object &params)
{
    const json::Array &list = params[u"tx_list"].array();
    if (list.empty())
        return refused(30401, u"Invalid batch transaction format."_s);
    if (list.size() > BatchLimit)
        return refused(30402, u"Batch transaction list size exceeds its limit: %1."_s.arg(BatchLimit));
    const qint64 limit = m_node.ledger().parameter(u"resource/tx_bytes_limit").toInteger(100'000);
    std::vector<Transaction> transactions;
    for (std::size_t i = 0; i < list.size(); ++i) {
        CheckedTransaction checked =
            checkTransaction(list[i][u"tx_body"], list[i][u"signature"], m_node.settings().chainId, limit);
        if (!checked.transaction)
            return refusedInBatch(checked.refusal, i, limit);
        transactions.push_back(std::move(*checked.transaction));
    }
    json::Array results;
    for (const Transaction &transaction : transactions) {
        results.emplace_back(
            json::Object{{u"tx_hash"_s, transaction.hash}, {u"result"_s, m_node.submit(transaction, false)}});
    }
    if (auto taken = m_host.transactionsTaken(); !taken)
        m_fatal = taken.error();
    return {{u"result"_s, json::Value(std::move(results))}};
}

void RpcServer::addTransactionMethods()
{
    m_methods.insert(u"ain_sendSignedTransaction"_s,
                     [this](const json::Object &params) { return send(params, false); });
    m_methods.insert(u"ain_sendSignedTransactionDryrun"_s,
                     [this](const json::Object &params) { return send(params, true); });
    m_methods.insert(u"ain_sendSignedTransactionBatch"_s,
                     [this](const json::Object &params) { return sendBatch(params); });
    m_methods.insert(u"ain_getTransactionByHash"_s, [this](const json::Object &params) -> Members {
        return {{u"result"_s, m_node.transactionInfo(params[u"hash"].toString())}};
    });
    m_methods.insert(u"ain_getPendingTransactions"_s,
                     [this](const json::Object &) -> Members { return {{u"result"_s, m_node.pool().toJson()}}; });
    m_methods.insert(u"ain_getTransactionPoolSizeUtilization"_s, [this](const json::Object &params) -> Members {
        const QString address = params[u"address"].toString();
        const TxPool &pool = m_node.pool();
        const bool total = address.isEmpty();
        return {{u"result"_s,
                 json::Object{{u"limit"_s, total ? TxPool::Limit : TxPool::AccountLimit},
                              {u"used"_s, total ? pool.size() : pool.size(address)},
                              {u"free_limit"_s, total ? TxPool::FreeLimit : TxPool::FreeAccountLimit},
                              {u"free_used"_s, total ? pool.freeSize() : pool.freeSize(address)}}}};
    });
}

void RpcServer::addOwnMethods()
{
    m_methods.insert(u"sandbox_status"_s,
                     [this](const json::Object &) -> Members { return {{u"result"_s, m_host.status()}}; });
    m_methods.insert(u"sandbox_faucet"_s, [this](const json::Object &params) -> Members {
        const auto amount = Amount::fromWire(params[u"amount"].toDouble(-1));
        if (!params[u"amount"].isNumber() || !amount)
            return refused(OwnBadArgument, u"amount: a number of AIN"_s);
        const auto hash = m_host.fund(params[u"address"].toString(), *amount);
        if (!hash)
            return failed(hash.error());
        return {{u"result"_s, json::Object{{u"tx_hash"_s, *hash}}}};
    });
    m_methods.insert(u"sandbox_mineBlock"_s, [this](const json::Object &params) -> Members {
        const qint64 count = params.contains(u"count") ? params[u"count"].toInteger(-1) : 1;
        if (count < 1 || count > ChainNode::MaxBlocksPerCall)
            return refused(OwnBadArgument, u"count: 1 to %1"_s.arg(ChainNode::MaxBlocksPerCall));
        if (auto made = m_host.mineBlocks(int(count)); !made)
            return failed(made.error());
        return {{u"result"_s,
                 json::Object{{u"number"_s, m_node.links().back().block.number},
                              {u"last_final"_s, m_node.lastFinal().block.number}}}};
    });
    m_methods.insert(u"sandbox_advanceTime"_s, [this](const json::Object &params) -> Members {
        const json::Value &ms = params[u"ms"];
        if (!ms.isNumber())
            return refused(OwnBadArgument, u"ms: a number of milliseconds"_s);
        if (auto advanced = m_host.advanceTime(ms.toInteger(-1)); !advanced)
            return failed(advanced.error());
        return {{u"result"_s, json::Object{{u"now"_s, m_node.nowMs()}}}};
    });
}

} // namespace ain::sandbox
