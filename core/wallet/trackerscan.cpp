// How transactions end: by their own block, or by another one that took their nonce.
#include "core/chain/blockcheck.h"
#include "core/wallet/explain.h"
#include "core/wallet/tracker.h"

#include <algorithm>

namespace ain::wallet {

using namespace Qt::StringLiterals;
using chain::TxState;

namespace {

constexpr qint64 BlocksPerCall = 20;
/// Where to begin when it is not known when a transaction was signed.
constexpr qint64 BlindScan = 1000;
/// A node's tip at signing may have been a little ahead of what is final elsewhere.
constexpr qint64 ScanMargin = 10;
/// In one look; the next look goes on.
constexpr int MaxCallsPerLook = 50;
/// Searches that must find nothing before nobody is said to have taken a nonce.
constexpr int SearchesForNothing = 2;
/// How often settleSpent() goes on searching before it gives up for now.
constexpr int SettleRounds = 20;
constexpr int SettlePauseMs = 200;

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
        // A reverted transaction pays nothing, whatever its receipt says (chain.md 4.3); one whose changes stand does.
        const bool changesStand = status.result && status.result->changesStand;
        const bool isFree = status.state == TxState::Reverted && !changesStand;
        tx.record.fee = isFree || !status.result ? Amount() : status.result->fee;
        tx.record.finalMs = m_clock.nowMs();
        const bool wasGivenUp = mayReturn(tx.record);
        tx.record.status = status;
        if (status.state != TxState::Final && !changesStand)
            tx.record.amount = Amount();
        else if (wasGivenUp)
            tx.record.amount = amountLeaving(tx.record.body[u"operation"], tx.sender);
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
        const StoredTx tx = m_txs.value(hash);
        if (hash == winner || tx.sender != won.sender || tx.record.nonce != won.record.nonce || !isOfThisChain(tx)
            || (!isInFlight(tx.record) && !mayReturn(tx.record)))
            continue;
        auto stored = co_await storeBurnt(hash, winner);
        if (!stored)
            co_return failure(stored.error());
    }
    co_return Result<>();
}

Task<> Tracker::storeBurnt(QString txHash, QString winner)
{
    StoredTx tx = m_txs.value(txHash);
    // Another look may have found its end meanwhile.
    if (tx.record.hash.isEmpty() || (!isInFlight(tx.record) && !mayReturn(tx.record)))
        co_return Result<>();
    // What it came to is known already when it was reverted or rejected.
    if (!mayReturn(tx.record)) {
        tx.record.status.state = TxState::Replaced;
        tx.record.amount = Amount();
        tx.record.fee = Amount();
        tx.record.finalMs = m_clock.nowMs();
    }
    tx.record.nonceBurnt = true;
    tx.record.replacedBy = std::move(winner);
    auto stored = co_await store(std::move(tx));
    co_return stored;
}

Task<QString> Tracker::settleSpent(QString accountId, qint64 finalNonce)
{
    const QStringList order = m_order;
    for (const QString &hash : order) {
        const auto isOpen = [&] {
            const StoredTx *tx = find(hash);
            return tx != nullptr && tx->record.accountId == accountId && tx->record.nonce < finalNonce
                && mayReturn(tx->record) && isOfThisChain(*tx);
        };
        if (!isOpen())
            continue;
        auto status = co_await m_client.status(hash);
        const bool hasEnded = status
            && (status->state == TxState::Final || status->state == TxState::Failed
                || status->state == TxState::Reverted);
        if (hasEnded && isOpen()) {
            auto concluded = co_await conclude(hash, *status);
            if (!concluded)
                co_return failure(concluded.error());
        }
        for (int round = 0; round < SettleRounds && isOpen(); ++round) {
            auto scanned = co_await scan(hash);
            if (!scanned)
                co_return failure(scanned.error());
            if (const auto going = m_hunts.value(hash); going && going->isBusy) {
                auto slept = co_await sleepFor(this, SettlePauseMs);
                if (!slept)
                    co_return failure(slept.error());
            }
        }
        if (isOpen())
            co_return failure(errors::WalletNodesDisagree, {{u"what"_s, u"nonce"_s}});
        if (const StoredTx *tx = find(hash); tx != nullptr && tx->record.status.state == TxState::Final)
            co_return hash;
    }
    co_return QString();
}

/// The nonce is used up: finds the block and the transaction that did it. A tracker alone is no witness: trackers are
/// hints.
Task<> Tracker::scan(QString txHash)
{
    const StoredTx wanted = m_txs.value(txHash);
    QString known;
    for (const StoredTx &other : std::as_const(m_txs)) {
        const TxState state = other.record.status.state;
        if (other.record.hash != txHash && other.sender == wanted.sender && other.record.nonce == wanted.record.nonce
            && (state == TxState::Final || state == TxState::Failed) && isOfThisChain(other))
            known = other.record.hash;
    }
    if (!known.isEmpty()) {
        auto stored = co_await storeBurnt(txHash, known);
        co_return stored;
    }
    if (!m_hunts.contains(txHash))
        m_hunts.insert(txHash, std::make_shared<Hunt>());
    const std::shared_ptr<Hunt> state = m_hunts.value(txHash);
    if (state->isBusy)
        co_return Result<>();
    state->isBusy = true;
    auto hunted = co_await hunt(txHash, state);
    state->isBusy = false;
    co_return hunted;
}

/// One whose account has gone past the nonce; -1: none yet. Goes on with the one begun with, then takes those not
/// searched.
Task<int> Tracker::chooseGateway(StoredTx wanted, std::shared_ptr<Hunt> hunt)
{
    const QList<int> usable = m_client.usableGateways();
    QList<int> order;
    if (usable.contains(hunt->gateway))
        order.append(hunt->gateway);
    for (const bool isSecondTime : {false, true}) {
        for (const int gateway : usable) {
            if (hunt->searched.contains(gateway) == isSecondTime && !order.contains(gateway))
                order.append(gateway);
        }
    }
    std::optional<Error> lastError;
    for (const int gateway : std::as_const(order)) {
        auto nonce = co_await m_client.nonceAt(gateway, wanted.sender);
        if (!nonce) {
            lastError = nonce.error();
            continue;
        }
        co_return *nonce > wanted.record.nonce ? gateway : -1;
    }
    if (lastError)
        co_return failure(*lastError);
    co_return -1;
}

Task<> Tracker::hunt(QString txHash, std::shared_ptr<Hunt> hunt)
{
    const StoredTx wanted = m_txs.value(txHash);
    if (wanted.record.hash.isEmpty())
        co_return Result<>();
    auto gateway = co_await chooseGateway(wanted, hunt);
    if (!gateway)
        co_return failure(gateway.error());
    if (*gateway < 0)
        co_return Result<>();
    if (*gateway != hunt->gateway)
        hunt->scannedTo = -1;
    hunt->gateway = *gateway;
    // After the nonce: the block that used it up is not above this tip.
    json::Object none;
    auto answer = co_await m_client.callAt(*gateway, u"ain_getLastBlockNumber"_s, std::move(none));
    if (!answer)
        co_return failure(answer.error());
    const qint64 tip = answer->toInteger(-1);
    const int chainId = m_client.network().chainId;
    const qint64 start = wanted.signedAtBlock >= 0 ? std::min(wanted.signedAtBlock, tip) - ScanMargin : tip - BlindScan;
    qint64 next = std::max<qint64>({1, start, hunt->scannedTo + 1});
    for (int call = 0; call < MaxCallsPerLook && next <= tip; ++call) {
        const qint64 end = std::min(next + BlocksPerCall, tip + 1);
        auto blocks = co_await m_client.blocksAt(*gateway, next, end);
        if (!blocks) {
            // Another one begins anew the next time, when there is one.
            hunt->searched.removeAll(*gateway);
            if (m_client.usableGateways().size() > 1)
                hunt->gateway = -1;
            co_return failure(blocks.error());
        }
        // Near the tip it may only be late; below, it does not keep them.
        if (blocks->empty() && end > tip - ScanMargin)
            co_return Result<>();
        if (blocks->empty())
            next = end;
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
                auto known = co_await m_client.status(taker);
                const bool isConfirmed =
                    known && chain::isEnd(known->state) && known->blockNumber == status.blockNumber;
                // Trackers forget: what a second search finds in the same block counts as well.
                const QString sighting = taker + u'@' + block[u"hash"].string();
                if (!isConfirmed && hunt->sighting != sighting) {
                    hunt->sighting = sighting;
                    hunt->searched = QList<int>(1, *gateway);
                    hunt->gateway = -1;
                    co_return Result<>();
                }
                auto concluded = co_await foundTaker(txHash, taker, status);
                co_return concluded;
            }
            next = block[u"number"].toInteger(next) + 1;
        }
        hunt->scannedTo = next - 1;
    }
    if (next <= tip)
        co_return Result<>();
    hunt->gateway = -1;
    if (!hunt->sighting.isEmpty()) {
        // One search found somebody, another did not: neither counts.
        hunt->sighting.clear();
        hunt->searched.clear();
        co_return Result<>();
    }
    hunt->searched.append(*gateway);
    if (hunt->searched.size() < SearchesForNothing)
        co_return Result<>();
    auto stored = co_await storeBurnt(txHash, QString());
    co_return stored;
}

Task<> Tracker::foundTaker(QString txHash, QString taker, chain::TxStatus status)
{
    if (m_txs.contains(taker)) {
        auto concluded = co_await conclude(taker, status);
        co_return concluded;
    }
    // Signed by this key in another program.
    auto stored = co_await storeBurnt(txHash, taker);
    co_return stored;
}

} // namespace ain::wallet
