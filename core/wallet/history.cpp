#include "core/wallet/history.h"

#include <algorithm>

namespace ain::wallet {

using namespace Qt::StringLiterals;
using light::LightClient;

History::History(vault::Vault &vault, chain::ChainClient &client, Accounts &accounts, Tracker &tracker,
                 light::LightClient *light)
    : m_vault(vault), m_client(client), m_accounts(accounts), m_tracker(tracker), m_light(light)
{
    connect(&vault, &vault::Vault::stateChanged, this, [this](vault::Vault::State state) {
        if (state != vault::Vault::State::Open) {
            forget();
            return;
        }
        if (m_interrupted && !m_progress.isRunning) {
            const HistoryScan what = *std::exchange(m_interrupted, std::nullopt);
            scan(what).detach(); // its error is in progress()
        } else if (m_isFollowing) {
            catchUp();
        }
    });
    m_thread.setObjectName(u"history"_s);
}

History::~History()
{
    m_thread.quit();
    m_thread.wait();
}

void History::start()
{
    if (m_worker != nullptr)
        return;
    m_worker = new QObject;
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

void History::forget()
{
    ++m_generation;
    m_isLoaded = false;
    m_entries.clear();
    m_known.clear();
    m_states.clear();
    Q_EMIT changed();
}

QString History::keyOf(const HistoryEntry &entry) { return entry.address.toString() + entry.hash; }

bool History::isOfThisChain(const json::Value &record) const
{
    const chain::Network &network = m_client.network();
    return record[u"network"].string() == network.id
        && (network.genesisHash.isEmpty() || record[u"genesis"].string() == network.genesisHash);
}

qint64 History::depthInBlocks() const { return DefaultDepthMs / std::max(m_client.network().epochMs, 1); }

Task<> History::load()
{
    if (m_isLoaded)
        co_return Result<>();
    auto stored = co_await m_vault.list(HistoryKind);
    if (!stored)
        co_return failure(stored.error());
    if (m_isLoaded)
        co_return Result<>();
    for (const vault::Record &record : std::as_const(*stored)) {
        if (!isOfThisChain(record.value))
            continue;
        if (auto state = historyStateFrom(record.value)) {
            m_states.insert(state->address.toString(), *state);
        } else if (auto entry = historyEntryFrom(record.value)) {
            m_known.insert(keyOf(*entry));
            m_entries.append(std::move(*entry));
        }
    }
    // A chain whose genesis is not known yet may turn out to be another one: read again then.
    m_isLoaded = !m_client.network().genesisHash.isEmpty();
    co_return Result<>();
}

void History::cancel() { m_isCancelled = m_progress.isRunning; }

void History::follow()
{
    if (m_light == nullptr || m_isFollowing)
        return;
    m_isFollowing = true;
    connect(m_light, &LightClient::tipChanged, this, &History::catchUp);
    catchUp();
}

void History::catchUp()
{
    if (m_progress.isRunning) {
        m_again = true;
        return;
    }
    if (m_light == nullptr || !m_light->status().tip || m_vault.state() != vault::Vault::State::Open)
        return;
    const HistoryScan everybody;
    scanNow(everybody, true).detach(); // its error is in progress(); the next block tries again
}

Task<HistoryProgress> History::scan(HistoryScan what)
{
    while (m_progress.isRunning) {
        m_waiters.emplace_back();
        auto waiting = m_waiters.back().task();
        auto waited = co_await std::move(waiting);
        if (!waited)
            co_return failure(waited.error());
    }
    auto done = co_await scanNow(what, false);
    if (!done)
        co_return failure(done.error());
    co_return m_progress;
}

Task<> History::scanNow(HistoryScan what, bool isCatchUp)
{
    if (m_light == nullptr) {
        const QVariantMap args{{u"network"_s, m_client.network().id}};
        co_return failure(errors::LightNoCheckpoint, args);
    }
    start();
    m_progress = {};
    m_progress.isRunning = true;
    m_isCancelled = false;
    m_again = false;
    Result<> result;
    if (!isCatchUp) {
        auto synced = co_await m_light->sync();
        if (!synced)
            result = failure(synced.error());
    }
    const std::optional<light::FinalBlock> tip = m_light->status().tip;
    if (result && !tip)
        result = failure(errors::LightBehind, {{u"seconds"_s, 0}});
    if (result) {
        auto prepared = co_await prepare(what, isCatchUp, tip->number());
        result = prepared;
    }
    if (result) {
        auto walked = co_await walk(*tip);
        result = walked;
    }
    // A catch-up begins again by itself.
    const bool isInterrupted = !isCatchUp && !result && result.error().code == errors::VaultLocked;
    if (isInterrupted)
        m_interrupted = what;
    finish(result);
    co_return result;
}

void History::finish(const Result<> &result)
{
    m_progress.isRunning = false;
    if (!result)
        m_progress.error = result.error();
    Q_EMIT progressChanged(m_progress);
    std::vector<Promise<>> waiters;
    waiters.swap(m_waiters);
    for (Promise<> &waiter : waiters)
        waiter.finish({});
    const bool isOpen = m_vault.state() == vault::Vault::State::Open;
    if (m_interrupted && isOpen) {
        // Unlocked again before the scan had noticed.
        const HistoryScan again = *std::exchange(m_interrupted, std::nullopt);
        scan(again).detach(); // its error is in progress()
    } else if (result && m_again && m_isFollowing && waiters.empty()) {
        QMetaObject::invokeMethod(this, &History::catchUp, Qt::QueuedConnection);
    }
}

Task<> History::prepare(HistoryScan what, bool isCatchUp, qint64 tip)
{
    auto loaded = co_await load();
    if (!loaded)
        co_return failure(loaded.error());
    auto accounts = co_await m_accounts.all();
    if (!accounts)
        co_return failure(accounts.error());
    const chain::Network &network = m_client.network();
    m_targets.clear();
    for (const vault::KeyRecord &account : std::as_const(*accounts)) {
        const QString address = account.address.toString();
        if ((!what.accountIds.isEmpty() && !what.accountIds.contains(account.id)) || m_targets.contains(address))
            continue;
        m_targets.append(address);
        HistoryState &state = m_states[address];
        state.address = account.address;
        state.network = network.id;
        state.genesis = network.genesisHash;
        qint64 floor = isCatchUp ? tip - FirstLookBlocks : tip - depthInBlocks();
        if (what.from >= 0)
            floor = what.from;
        floor = std::max<qint64>(floor, 0);
        // Once wanted, always wanted: time that passes leaves no new gap behind.
        if (state.floor < 0 || (!isCatchUp && floor < state.floor))
            state.floor = floor;
    }
    m_progress.total = 0;
    for (const auto &[from, to] : unionOfHoles(wanted(), tip))
        m_progress.total += to - from + 1;
    Q_EMIT progressChanged(m_progress);
    co_return Result<>();
}

QList<HistoryState> History::wanted() const
{
    QList<HistoryState> states;
    for (const QString &address : m_targets) {
        if (m_states.contains(address))
            states.append(m_states[address]);
    }
    return states;
}

Task<> History::walk(light::FinalBlock tip)
{
    const int generation = m_generation;
    std::optional<LightClient::VerifiedBlock> cursor;
    qint64 below = tip.number();
    for (;;) {
        if (generation != m_generation)
            co_return failure(errors::VaultLocked);
        if (m_isCancelled)
            co_return failure(errors::Cancelled);
        const auto holes = unionOfHoles(wanted(), below);
        if (holes.isEmpty())
            co_return Result<>();
        const qint64 from = holes.constFirst().first;
        const qint64 to = holes.constFirst().second;
        QList<LightClient::VerifiedBlock> blocks;
        std::optional<crypto::Hash256> above;
        if (to == tip.number()) {
            const LightClient::KnownBlock known{to, tip.header().hash(), tip.stakeSigned(), tip.stakeTotal()};
            auto block = co_await m_light->knownBlock(known);
            if (!block)
                co_return failure(block.error());
            blocks.append(*block);
        } else {
            if (!cursor || cursor->block.number() != to + 1) {
                auto jumped = co_await blockAbove(to);
                if (!jumped)
                    co_return failure(jumped.error());
                cursor = *jumped;
            }
            above = cursor->block.header().hash();
            const LightClient::VerifiedBlock top{cursor->block, json::Value()};
            const int count = int(std::min<qint64>(BlocksPerBatch, to - from + 1));
            auto fetched = co_await m_light->blocksBelow(top, count);
            if (!fetched)
                co_return failure(fetched.error());
            blocks = *fetched;
        }
        auto batch = co_await lookThrough(blocks);
        if (!batch)
            co_return failure(batch.error());
        if (generation != m_generation)
            co_return failure(errors::VaultLocked);
        auto committed = co_await commit(*batch, above);
        if (!committed)
            co_return failure(committed.error());
        const light::FinalBlock &lowest = blocks.constLast().block;
        cursor = LightClient::VerifiedBlock{lowest, json::Value()};
        below = lowest.number() - 1;
        m_progress.done += blocks.size();
        m_progress.block = lowest.number();
        m_progress.blockTimeMs = lowest.header().timestampMs();
        Q_EMIT progressChanged(m_progress);
        if (below < 0)
            co_return Result<>();
    }
}

/// The block over `number`: the end of a range that was looked through before.
Task<LightClient::VerifiedBlock> History::blockAbove(qint64 number)
{
    const QList<HistoryState> states = wanted();
    for (const HistoryState &state : states) {
        for (const HistoryRange &range : state.ranges) {
            if (range.from != number + 1)
                continue;
            const LightClient::KnownBlock known{range.from, range.fromHash, range.stakeSigned, range.stakeTotal};
            auto block = co_await m_light->knownBlock(known);
            // Everybody shows another block there than the one that was verified then.
            const bool isOther = !block && block.error().code == errors::LightLink;
            if (isOther) {
                const QVariantMap args{{u"number"_s, range.from}};
                co_return failure(errors::WalletHistoryBroken, args);
            }
            co_return block;
        }
    }
    co_return failure(errors::Internal);
}

Task<History::Batch> History::lookThrough(QList<LightClient::VerifiedBlock> blocks)
{
    QList<crypto::Address> addresses;
    const QList<HistoryState> states = wanted();
    for (const HistoryState &state : states)
        addresses.append(state.address);
    auto work = [blocks, addresses]() -> Result<Batch> {
        Batch batch;
        for (const LightClient::VerifiedBlock &block : blocks) {
            batch.run.append(block.block);
            if (block.body[u"transactions"].array().empty())
                continue; // the light client has checked that these are all
            auto any = light::InclusionVerifier::touching(block.block, block.body, addresses);
            if (!any)
                return failure(any.error());
            if (any->empty())
                continue;
            for (const crypto::Address &address : addresses) {
                auto found = light::InclusionVerifier::touching(block.block, block.body, {address});
                if (!found)
                    return failure(found.error());
                for (const auto &included : *found)
                    batch.entries.append(entryFor(included, address));
            }
        }
        return batch;
    };
    auto task = runIn(m_worker, std::move(work));
    auto batch = co_await std::move(task);
    co_return batch;
}

Task<> History::commit(Batch batch, std::optional<crypto::Hash256> above)
{
    QList<HistoryState> states = wanted();
    QList<vault::Record> records;
    QList<HistoryEntry> fresh;
    for (HistoryState &state : states) {
        auto added = state.add(batch.run, above);
        if (!added)
            co_return failure(added.error());
        for (const HistoryEntry &entry : std::as_const(batch.entries)) {
            if (entry.address != state.address || m_known.contains(keyOf(entry)))
                continue;
            records.append(toRecord(entry, state));
            fresh.append(entry);
        }
        records.append(toRecord(state));
    }
    const int generation = m_generation;
    auto stored = co_await m_vault.putAll(HistoryKind, records);
    if (!stored)
        co_return failure(stored.error());
    if (generation != m_generation)
        co_return failure(errors::VaultLocked);
    for (const HistoryState &state : std::as_const(states))
        m_states.insert(state.address.toString(), state);
    for (const HistoryEntry &entry : std::as_const(fresh)) {
        m_known.insert(keyOf(entry));
        m_entries.append(entry);
    }
    m_progress.found += int(fresh.size());
    if (!fresh.isEmpty())
        Q_EMIT changed();
    co_return Result<>();
}

Task<QList<HistoryEntry>> History::entries(QString accountId)
{
    auto loaded = co_await load();
    if (!loaded)
        co_return failure(loaded.error());
    auto followed = co_await m_tracker.load();
    if (!followed)
        co_return failure(followed.error());
    auto accounts = co_await m_accounts.all();
    if (!accounts)
        co_return failure(accounts.error());
    QHash<QString, QString> ids;
    for (const vault::KeyRecord &account : std::as_const(*accounts)) {
        if (accountId.isEmpty() || account.id == accountId)
            ids.insert(account.address.toString(), account.id);
    }
    QList<HistoryEntry> out;
    for (HistoryEntry entry : std::as_const(m_entries)) {
        entry.accountId = ids.value(entry.address.toString());
        if (entry.accountId.isEmpty())
            continue;
        if (const StoredTx *own = m_tracker.find(entry.hash); own != nullptr && entry.isMine) {
            entry.memo = own->record.memo;
            if (!own->record.facts.isEmpty())
                entry.facts = own->record.facts;
        }
        out.append(entry);
    }
    const QList<TxRecord> records = m_tracker.records();
    for (const TxRecord &record : records) {
        const StoredTx *own = m_tracker.find(record.hash);
        const bool isWanted = own != nullptr && ids.contains(own->sender.toString());
        if (isWanted && !m_known.contains(own->sender.toString() + record.hash))
            out.append(entryFor(*own));
    }
    // Those of one block came in its order: newest first is the other way round.
    std::reverse(out.begin(), out.end());
    std::stable_sort(out.begin(), out.end(), [](const auto &a, const auto &b) { return a.timeMs > b.timeMs; });
    co_return out;
}

Task<HistoryState> History::scanned(QString accountId)
{
    auto loaded = co_await load();
    if (!loaded)
        co_return failure(loaded.error());
    auto account = co_await m_accounts.find(std::move(accountId));
    if (!account)
        co_return failure(account.error());
    HistoryState state = m_states.value(account->address.toString());
    state.address = account->address;
    co_return state;
}

Task<> History::forgetAll()
{
    if (m_progress.isRunning) {
        cancel();
        m_waiters.emplace_back();
        auto waiting = m_waiters.back().task();
        auto waited = co_await std::move(waiting);
        if (!waited)
            co_return failure(waited.error());
    }
    auto stored = co_await m_vault.list(HistoryKind);
    if (!stored)
        co_return failure(stored.error());
    for (const vault::Record &record : std::as_const(*stored)) {
        if (!isOfThisChain(record.value))
            continue;
        auto removed = co_await m_vault.remove(HistoryKind, record.id);
        if (!removed)
            co_return failure(removed.error());
    }
    forget();
    co_return Result<>();
}

} // namespace ain::wallet
