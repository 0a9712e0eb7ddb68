// How transactions end: by their own block, or by another one that took their nonce.
#include "core/chain/blockcheck.h"
#include "core/wallet/tracker.h"

#include <algorithm>

namespace ain::wallet {

using namespace Qt::StringLiterals;
using chain::TxState;

namespace {

constexpr qint64 BlocksPerCall = 20;
/// Where to begin when it is not known when a transaction was signed.
constexpr qint64 BlindScan = 1000;
/// In one look; the next look goes on.
constexpr int MaxCallsPerLook = 50;

/// The nonce of a transaction in a block when `sender` really signed it, else -1. The signature is what makes a
/// gateway's invented block worthless.
qint64 nonceOfSigner(const json::Value &transaction, const crypto::Address &sender, int chainId)
{
    if (transaction[u"address"].string() != sender.toString())
        return -1;
    const auto checked = chain::SignedTransaction::fromJson(transaction, chainId);
    if (!checked || checked->sender != sender)
        return -1;
    return checked->body[u"nonce"].toInteger(-1);
}

} // namespace

Task<> Tracker::conclude(QString txHash, chain::TxStatus status)
{
    const crypto::Address sender = m_txs.value(txHash).sender;
    const qint64 ownNonce = m_txs.value(txHash).record.nonce;
    bool isNonceSpent = status.state == TxState::Final;
    if (!isNonceSpent) {
        // A failing receipt does not say whether the nonce went with it; the account does.
        auto nonce = co_await m_client.nonce(sender, false);
        if (!nonce)
            co_return failure(nonce.error());
        isNonceSpent = *nonce > ownNonce;
        if (status.state == TxState::Failed && !isNonceSpent)
            status.state = TxState::Reverted;
    }
    StoredTx tx = m_txs.value(txHash);
    if (tx.record.hash.isEmpty())
        co_return Result<>();
    const bool isNews = tx.record.status.state != status.state;
    if (isNews) {
        tx.record.status = status;
        // A reverted transaction pays nothing, whatever its receipt says (chain.md 4.3).
        tx.record.fee = status.state == TxState::Reverted || !status.result ? Amount() : status.result->fee;
        tx.record.finalMs = m_clock.nowMs();
        if (status.state != TxState::Final)
            tx.record.amount = Amount();
        auto stored = co_await store(std::move(tx));
        if (!stored)
            co_return failure(stored.error());
    }
    if (status.state == TxState::Reverted) {
        if (isNonceSpent) {
            auto scanned = co_await scan(txHash);
            co_return scanned;
        }
        co_return Result<>();
    }
    auto settled = co_await settleOthers(txHash);
    co_return settled;
}

/// `winner` used up its nonce: all others of this account with the same nonce are dead for good.
Task<> Tracker::settleOthers(QString winner)
{
    const StoredTx won = m_txs.value(winner);
    const QStringList order = m_order;
    for (const QString &hash : order) {
        StoredTx tx = m_txs.value(hash);
        if (hash == winner || tx.sender != won.sender || tx.record.nonce != won.record.nonce || tx.record.nonceBurnt
            || chain::isEnd(tx.record.status.state))
            continue;
        tx.record.nonceBurnt = true;
        tx.record.replacedBy = winner;
        if (tx.record.status.state != TxState::Reverted) {
            tx.record.status.state = TxState::Replaced;
            tx.record.amount = Amount();
            tx.record.fee = Amount();
            tx.record.finalMs = m_clock.nowMs();
        }
        auto stored = co_await store(std::move(tx));
        if (!stored)
            co_return failure(stored.error());
    }
    co_return Result<>();
}

/// The nonce is used up: finds the block and the transaction that did it. A tracker alone is no witness: one that
/// lost such a race stays "executed" there for ever.
Task<> Tracker::scan(QString txHash)
{
    auto tip = co_await m_client.lastBlock();
    if (!tip)
        co_return failure(tip.error());
    const StoredTx wanted = m_txs.value(txHash);
    if (wanted.record.hash.isEmpty())
        co_return Result<>();
    const int chainId = m_client.network().chainId;
    const qint64 start = wanted.signedAtBlock >= 0 ? wanted.signedAtBlock : tip->number - BlindScan;
    qint64 next = std::max<qint64>({1, start, m_followed[txHash].scannedTo + 1});
    for (int call = 0; call < MaxCallsPerLook && next <= tip->number; ++call) {
        auto blocks = co_await m_client.blocks(next, std::min(next + BlocksPerCall, tip->number + 1));
        if (!blocks)
            co_return failure(blocks.error());
        if (blocks->empty())
            co_return Result<>();
        for (const json::Value &block : *blocks) {
            const json::Array &transactions = block[u"transactions"].array();
            for (std::size_t i = 0; i < transactions.size(); ++i) {
                if (nonceOfSigner(transactions[i], wanted.sender, chainId) != wanted.record.nonce)
                    continue;
                const chain::Inclusion found = chain::inclusionAt(block, i);
                if (found.isReverted)
                    continue;
                const QString taker = crypto::transactionHash(transactions[i][u"tx_body"]).toString();
                chain::TxStatus status;
                status.state = found.receipt.succeeded ? TxState::Final : TxState::Failed;
                status.blockNumber = block[u"number"].toInteger(-1);
                status.blockTimestampMs = block[u"timestamp"].toInteger();
                status.result = found.receipt;
                if (m_txs.contains(taker)) {
                    auto concluded = co_await conclude(taker, status);
                    co_return concluded;
                }
                // Signed by this key in another program.
                StoredTx tx = m_txs.value(txHash);
                tx.record.nonceBurnt = true;
                tx.record.replacedBy = taker;
                if (tx.record.status.state != TxState::Reverted) {
                    tx.record.status.state = TxState::Replaced;
                    tx.record.amount = Amount();
                    tx.record.fee = Amount();
                    tx.record.finalMs = m_clock.nowMs();
                }
                auto stored = co_await store(std::move(tx));
                co_return stored;
            }
            next = block[u"number"].toInteger(next) + 1;
        }
        if (m_followed.contains(txHash))
            m_followed[txHash].scannedTo = next - 1;
    }
    co_return Result<>();
}

} // namespace ain::wallet
