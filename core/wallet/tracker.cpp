#include "core/wallet/tracker.h"

#include <algorithm>

namespace ain::wallet {

using namespace Qt::StringLiterals;
using chain::TxState;

namespace {

constexpr int ResendEpochs = 5; ///< chain.md 11.5
constexpr int MinTickMs = 200;
constexpr int MaxTickMs = 10000;
/// Pools drop a transaction after an hour; then only its nonce is worth a look now and then.
constexpr qint64 PoolTimeMs = 3'600'000;

} // namespace

Tracker::Tracker(vault::Vault &vault, chain::ChainClient &client, Clock &clock)
    : m_vault(vault), m_client(client), m_clock(clock)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Tracker::tick);
    connect(&client, &chain::ChainClient::blockSeen, this, &Tracker::lookSoon);
    connect(&client, &chain::ChainClient::transactionHint, this, [this](const QString &txHash) {
        if (m_followed.contains(txHash))
            look(txHash);
    });
    connect(&vault, &vault::Vault::stateChanged, this, [this](vault::Vault::State state) {
        if (state != vault::Vault::State::Open)
            forget();
    });
}

qint64 Tracker::epochMs() const { return m_client.network().epochMs; }

bool Tracker::isOfThisChain(const StoredTx &tx) const
{
    // An own URL learns its chain when it connects, which may be after the records were read.
    const QString genesis = m_client.network().genesisHash;
    return genesis.isEmpty() || tx.genesis.isEmpty() || tx.genesis == genesis;
}

void Tracker::forget()
{
    m_isLoaded = false;
    m_txs.clear();
    m_order.clear();
    m_followed.clear();
    m_hunts.clear();
    m_timer.stop();
    auto waiting = std::move(m_waiting);
    m_waiting.clear();
    for (auto &[hash, promises] : waiting) {
        for (Promise<TxRecord> &promise : promises)
            promise.finish(failure(errors::VaultLocked));
    }
}

Task<> Tracker::load()
{
    if (m_isLoaded)
        co_return Result<>();
    auto stored = co_await m_vault.list(TransactionKind);
    if (!stored)
        co_return failure(stored.error());
    if (m_isLoaded)
        co_return Result<>();
    const QString network = m_client.network().id;
    for (const vault::Record &record : std::as_const(*stored)) {
        auto tx = storedTxFromJson(record.value);
        if (!tx || tx->record.network != network || !isOfThisChain(*tx) || m_txs.contains(tx->record.hash))
            continue;
        m_order.append(tx->record.hash);
        m_txs.insert(tx->record.hash, std::move(*tx));
    }
    m_isLoaded = true;
    co_return Result<>();
}

QList<TxRecord> Tracker::records() const
{
    QList<TxRecord> list;
    for (const QString &hash : m_order) {
        const StoredTx &tx = *find(hash);
        if (isOfThisChain(tx))
            list.prepend(tx.record);
    }
    std::stable_sort(list.begin(), list.end(),
                     [](const TxRecord &a, const TxRecord &b) { return a.createdMs > b.createdMs; });
    return list;
}

const StoredTx *Tracker::find(const QString &txHash) const
{
    const auto found = m_txs.constFind(txHash);
    return found == m_txs.constEnd() ? nullptr : &*found;
}

std::optional<QString> Tracker::inFlight(const QString &accountId, const QString &except) const
{
    for (const QString &hash : m_order) {
        const StoredTx &tx = *find(hash);
        const TxRecord &record = tx.record;
        if (record.accountId == accountId && hash != except && isInFlight(record) && isOfThisChain(tx))
            return hash;
    }
    return std::nullopt;
}

qint64 Tracker::nextKnownNonce(const QString &accountId) const
{
    qint64 next = 0;
    for (const StoredTx &tx : m_txs) {
        const TxState state = tx.record.status.state;
        if (tx.record.accountId == accountId && (state == TxState::Final || state == TxState::Failed)
            && isOfThisChain(tx))
            next = std::max(next, tx.record.nonce + 1);
    }
    return next;
}

Task<> Tracker::store(StoredTx tx)
{
    // Memory first and without waiting: two changes at once then build on each other, and the vault writes them in
    // the same order.
    const TxRecord record = tx.record;
    const bool isNew = !m_txs.contains(record.hash);
    const StoredTx before = m_txs.value(record.hash);
    const json::Value value = toJson(tx);
    if (isNew)
        m_order.append(record.hash);
    m_txs.insert(record.hash, std::move(tx));
    auto put = co_await m_vault.put(TransactionKind, record.hash, value);
    if (!put) {
        // What is not on disk was not told to anybody either, so memory goes back, and the next look finds it again.
        const StoredTx *now = find(record.hash);
        if (isNew) {
            m_txs.remove(record.hash);
            m_order.removeAll(record.hash);
        } else if (now != nullptr && toJson(*now) == value) {
            m_txs.insert(record.hash, before);
        }
        co_return failure(put.error());
    }
    wake(record);
    Q_EMIT changed(record);
    co_return Result<>();
}

void Tracker::wake(const TxRecord &record)
{
    if (!isFinished(record))
        return;
    auto promises = m_waiting.find(record.hash);
    if (promises == m_waiting.end())
        return;
    auto waiting = std::move(promises->second);
    m_waiting.erase(promises);
    for (Promise<TxRecord> &promise : waiting) {
        if (record.status.state == TxState::Final)
            promise.finish(record);
        else
            promise.finish(failure(errorOf(record)));
    }
}

Task<TxRecord> Tracker::finished(QString txHash)
{
    auto loaded = co_await load();
    if (!loaded)
        co_return failure(loaded.error());
    const StoredTx *tx = find(txHash);
    if (tx == nullptr)
        co_return failure(errors::NotFound, {{u"what"_s, txHash.left(70)}});
    if (tx->record.status.state == TxState::Final)
        co_return tx->record;
    if (isFinished(tx->record))
        co_return failure(errorOf(tx->record));
    Promise<TxRecord> promise;
    auto end = promise.task();
    m_waiting[txHash].push_back(std::move(promise));
    if (!m_followed.contains(txHash))
        follow(txHash, false);
    auto record = co_await std::move(end);
    co_return record;
}

void Tracker::follow(const QString &txHash, bool sentJustNow)
{
    Followed &followed = m_followed[txHash];
    const qint64 now = m_clock.monotonicMs();
    if (followed.since == 0)
        followed.since = now;
    if (sentJustNow)
        followed.lastSent = now;
    m_client.watchTransaction(txHash);
    look(txHash);
}

void Tracker::followAll()
{
    for (const QString &hash : std::as_const(m_order)) {
        const StoredTx &tx = *find(hash);
        const bool isOpen = isInFlight(tx.record) || mayReturn(tx.record);
        if (isOpen && isOfThisChain(tx) && !m_followed.contains(hash))
            follow(hash, false);
    }
}

void Tracker::lookSoon()
{
    for (auto [hash, followed] : m_followed.asKeyValueRange()) {
        const StoredTx *tx = find(hash);
        if (tx != nullptr && isInFlight(tx->record) && m_clock.monotonicMs() - followed.since < PoolTimeMs)
            followed.nextLook = 0;
    }
    tick();
}

void Tracker::tick()
{
    const qint64 now = m_clock.monotonicMs();
    const QStringList hashes = m_followed.keys();
    for (const QString &hash : hashes) {
        if (m_followed.value(hash).nextLook <= now)
            look(hash);
    }
    if (!m_followed.isEmpty())
        m_timer.start(std::clamp(int(epochMs() / 2), MinTickMs, MaxTickMs));
}

void Tracker::look(const QString &txHash)
{
    Followed &followed = m_followed[txHash];
    if (followed.isBusy) {
        followed.again = true;
        return;
    }
    followed.isBusy = true;
    if (!m_timer.isActive())
        m_timer.start(std::clamp(int(epochMs() / 2), MinTickMs, MaxTickMs));
    // Errors (no node, vault locked) only mean that the next look has to tell.
    lookAt(txHash).detach();
}

Task<> Tracker::lookAt(QString txHash)
{
    const StoredTx *before = find(txHash);
    if (before != nullptr && !isOfThisChain(*before)) {
        m_followed.remove(txHash);
        co_return Result<>();
    }
    auto status = co_await m_client.status(txHash);
    if (status && m_txs.contains(txHash)) {
        if (status->state == TxState::Final || status->state == TxState::Failed || status->state == TxState::Reverted) {
            auto concluded = co_await conclude(txHash, *status);
            if (!concluded)
                status = failure(concluded.error());
        } else {
            auto updated = co_await update(txHash, *status);
            if (updated) {
                auto decided = co_await decide(txHash, status->state);
                if (!decided)
                    status = failure(decided.error());
            }
        }
    }
    const StoredTx *tx = find(txHash);
    // Locking forgets; a later unlock takes it up from the vault.
    if (tx == nullptr)
        m_followed.remove(txHash);
    if (tx == nullptr || !m_followed.contains(txHash))
        co_return Result<>();
    const bool isWaitingToReturn = mayReturn(tx->record);
    if (!isInFlight(tx->record) && !isWaitingToReturn) {
        m_followed.remove(txHash);
        m_hunts.remove(txHash);
        co_return Result<>();
    }
    Followed &followed = m_followed[txHash];
    const qint64 now = m_clock.monotonicMs();
    const bool isSlow = isWaitingToReturn || now - followed.since > PoolTimeMs;
    followed.isBusy = false;
    followed.nextLook = now + (isSlow ? ResendEpochs * epochMs() : epochMs() / 2);
    if (std::exchange(followed.again, false))
        look(txHash);
    co_return Result<>();
}

Task<> Tracker::update(QString txHash, chain::TxStatus status)
{
    StoredTx tx = m_txs.value(txHash);
    const TxState old = tx.record.status.state;
    // One that did not happen stays what it is until a block says otherwise; one that nobody was given yet stays
    // "signed".
    if (old == TxState::Reverted || old == TxState::Rejected
        || (old == TxState::Signed && status.state == TxState::Unknown))
        co_return Result<>();
    if (old == status.state)
        co_return Result<>();
    tx.record.status.state = status.state;
    if (status.result)
        tx.record.status.result = status.result;
    auto stored = co_await store(std::move(tx));
    co_return stored;
}

/// No block has it (as far as the nodes say): is its nonce still free, and should it be sent again?
Task<> Tracker::decide(QString txHash, TxState seen)
{
    const qint64 now = m_clock.monotonicMs();
    const Followed followed = m_followed.value(txHash);
    const bool isOverdue = now - followed.lastSent > ResendEpochs * epochMs();
    // By the first look after a restart lastSent is 0: whether it was ever sent is not known.
    if (seen == TxState::InBlock || (!isOverdue && followed.lastSent != 0))
        co_return Result<>();
    const StoredTx tx = m_txs.value(txHash);
    auto nonce = co_await m_client.nonce(tx.sender, false);
    if (!nonce)
        co_return failure(nonce.error());
    if (*nonce > tx.record.nonce) {
        auto scanned = co_await scan(txHash);
        co_return scanned;
    }
    if (*nonce == tx.record.nonce && isInFlight(tx.record) && !hasSuccessor(tx)) {
        // A pool that holds it needs no reminder from us, but other nodes may.
        auto sent = co_await resend(txHash);
        co_return sent;
    }
    co_return Result<>();
}

bool Tracker::hasSuccessor(const StoredTx &tx) const
{
    const qsizetype place = m_order.indexOf(tx.record.hash);
    for (qsizetype i = place + 1; i < m_order.size(); ++i) {
        const StoredTx &other = *find(m_order.at(i));
        if (other.sender == tx.sender && other.record.nonce == tx.record.nonce && isOfThisChain(other)
            && other.record.status.state != TxState::Rejected)
            return true;
    }
    return false;
}

Task<> Tracker::resend(QString txHash)
{
    const TxRecord record = m_txs.value(txHash).record;
    json::Object wire;
    wire.set(u"tx_body"_s, record.body);
    wire.set(u"signature"_s, record.signature);
    auto transaction = chain::SignedTransaction::fromJson(std::move(wire), m_client.network().chainId);
    if (!transaction)
        co_return failure(transaction.error());
    m_followed[txHash].lastSent = m_clock.monotonicMs();
    const QList<int> gateways = m_client.usableGateways();
    int rejections = 0;
    std::optional<chain::ExecutionResult> reason;
    for (const int gateway : gateways) {
        auto answer = co_await m_client.sendAt(gateway, *transaction);
        if (!answer)
            continue;
        // A wrong nonce may mean that this very transaction is in that node's pool or in a block already.
        if (answer->rejected && answer->provisional.code != 10712) {
            rejections += 1;
            reason = answer->provisional;
        }
    }
    StoredTx tx = m_txs.value(txHash);
    if (tx.record.hash.isEmpty() || rejections == 0 || rejections < gateways.size())
        co_return Result<>();
    tx.record.status.state = TxState::Rejected;
    tx.record.status.result = reason;
    tx.record.amount = Amount();
    tx.record.fee = Amount();
    tx.record.finalMs = m_clock.nowMs();
    auto stored = co_await store(std::move(tx));
    co_return stored;
}

} // namespace ain::wallet
