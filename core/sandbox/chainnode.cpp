#include "core/sandbox/chainnode.h"

#include "core/sandbox/ledger/codes.h"
#include "core/sandbox/proposer.h"

#include <cmath>

namespace ain::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 SnapshotEvery = 200; // blocks
constexpr int MaxSettleBlocks = 64;
constexpr std::size_t BlocksPerCommit = 50;

json::Value refusal(int code, const QString &message)
{
    return json::Object{{u"message"_s, message}, {u"code"_s, code}, {u"bandwidth_gas_amount"_s, 0}};
}

Transaction fromJson(const json::Value &value)
{
    return {value[u"tx_body"], value[u"signature"].toString(), value[u"hash"].toString(), value[u"address"].toString()};
}

/// Gas cost as the chain adds it up (chain.md 4.1).
double gasCost(double gasPrice, double gas)
{
    const double cost = gasPrice * 0.000001 * gas;
    return std::floor(cost * 1'000'000.0) / 1'000'000.0;
}

} // namespace

ChainNode::ChainNode(BlockStore &store, const NetworkKeys &keys, ChainClock &clock, const NodeSettings &settings,
                     StateTree state)
    : m_store(store), m_keys(keys), m_clock(clock), m_settings(settings), m_ledger(std::move(state))
{
    m_ledger.setValueObserver(
        [this](const ValueChange &change, const Transaction &transaction) { onValueChange(change, transaction); });
}

ChainNode::~ChainNode() = default;

qint64 ChainNode::epochAt(qint64 ms) const
{
    return ms < m_settings.genesisTime ? 0 : (ms - m_settings.genesisTime) / m_settings.epochMs;
}

BlockContext ChainNode::poolContext(bool events) const
{
    BlockContext context;
    context.number = lastFinal().block.number + 1;
    context.time = lastFinal().block.timestamp;
    context.now = nowMs();
    if (events)
        context.eventSource = u"USER"_s;
    return context;
}

json::Value ChainNode::submit(const Transaction &transaction, bool dryRun)
{
    PoolEntry entry;
    entry.transaction = transaction;
    entry.createdAt = nowMs();
    const bool free = entry.isFree();
    const QString &address = transaction.address;
    if (m_pool.size() >= TxPool::Limit)
        return refusal(codes::PoolFull, u"Tx pool does NOT have enough room (%1)."_s.arg(m_pool.size()));
    if (free && m_pool.freeSize() >= TxPool::FreeLimit)
        return refusal(codes::PoolFullForFree,
                       u"Tx pool does NOT have enough free room (%1)."_s.arg(m_pool.freeSize()));
    if (m_tracker.contains(transaction.hash))
        return refusal(codes::TxAlreadyReceived, u"Already received transaction: %1"_s.arg(transaction.hash));
    if (m_pool.size(address) >= TxPool::AccountLimit)
        return refusal(codes::PoolFullForAccount,
                       u"Tx pool does NOT have enough room (%1) for account: %2"_s.arg(
                           QString::number(m_pool.size(address)), address));
    if (free && m_pool.freeSize(address) >= TxPool::FreeAccountLimit)
        return refusal(codes::PoolFullForFreeAccount,
                       u"Tx pool does NOT have enough free room (%1) for account: %2"_s.arg(
                           QString::number(m_pool.freeSize(address)), address));

    entry.executedAt = nowMs();
    m_executing = &entry;
    const json::Value result =
        m_ledger.execute(transaction, poolContext(!dryRun), dryRun ? ExecuteMode::DryRun : ExecuteMode::Normal);
    m_executing = nullptr;
    const bool failed = Ledger::isFailed(result);
    if (dryRun || (failed && codes::isPrecheckFailure(int(result[u"code"].toInteger()))))
        return result;

    entry.gas = result[u"gas_amount_total"];
    TxRecord record;
    record.index = m_pool.size(address);
    record.address = address;
    record.timestamp = transaction.body[u"timestamp"].toDouble();
    record.isExecuted = !failed;
    record.trackedAt = entry.createdAt;
    record.executedAt = entry.executedAt;
    record.execResult = result;
    TxRecord &tracked = m_tracker.record(transaction.hash);
    tracked = std::move(record);
    setState(transaction.hash, tracked, false, failed ? TxState::Pending : TxState::Executed, entry.toJson());
    m_pool.add(std::move(entry));
    return result;
}

void ChainNode::setState(const QString &hash, TxRecord &record, bool known, TxState after,
                         const json::Value &transaction)
{
    const json::Value before = known ? json::Value(toText(record.state)) : json::Value();
    record.state = after;
    if (m_observer == nullptr)
        return;
    if (m_holdEvents) {
        m_events.emplace_back([hash, transaction, before, after](NodeObserver &observer) {
            observer.transactionChanged(hash, transaction, before, after);
        });
    } else {
        m_observer->transactionChanged(hash, transaction, before, after);
    }
}

void ChainNode::onValueChange(const ValueChange &change, const Transaction &transaction)
{
    if (m_observer == nullptr || change.eventSource.isEmpty())
        return;
    const json::Value value = m_executing != nullptr ? m_executing->toJson() : toJson(transaction);
    if (m_holdEvents)
        m_events.emplace_back([change, value](NodeObserver &observer) { observer.valueChanged(change, value); });
    else
        m_observer->valueChanged(change, value);
}

Result<bool> ChainNode::produceOnTime()
{
    const qint64 now = nowMs();
    if (epochAt(now) <= m_links.back().block.epoch)
        return false;
    m_holdEvents = true;
    const bool made = build(epochAt(now), now);
    if (made)
        finalizeWhatCan();
    if (auto done = commit(); !done)
        return failure(done.error());
    return made;
}

void ChainNode::buildNext()
{
    // An epoch in which a stranger was drawn as proposer stays without a block.
    for (int attempt = 0; attempt < 16; ++attempt) {
        const qint64 epoch = std::max(epochAt(nowMs()), m_links.back().block.epoch + 1 + attempt);
        m_clock.raiseTo(m_settings.genesisTime + epoch * m_settings.epochMs);
        if (build(epoch, nowMs())) {
            finalizeWhatCan();
            return;
        }
    }
}

Result<> ChainNode::produceNow(int count)
{
    for (int made = 0; made < std::min(count, MaxBlocksPerCall); ++made) {
        m_holdEvents = true;
        buildNext();
        if (m_unstored.size() >= BlocksPerCommit) {
            if (auto done = commit(); !done)
                return done;
        }
    }
    return commit();
}

bool ChainNode::hasUnsettled()
{
    if (m_pool.isEmpty())
        return false;
    // The pending state has executed everything already: the question is one to the final state.
    const StateTree pending = m_ledger.state();
    m_ledger.setState(finalState());
    const bool more = !m_pool.candidates({}, m_ledger).empty();
    m_ledger.setState(pending);
    return more;
}

Result<> ChainNode::settle()
{
    for (int i = 0; i < MaxSettleBlocks && hasUnsettled(); ++i) {
        m_holdEvents = true;
        buildNext();
    }
    return commit();
}

bool ChainNode::build(qint64 epoch, qint64 timestamp)
{
    const ChainLink &parent = m_links.back();
    const StateTree pending = m_ledger.state();
    m_ledger.setState(parent.state);
    json::Value validators = m_ledger.validators();
    const QString proposer =
        selectProposer(parent.block.json[u"last_votes_hash"].toString(), epoch, validators.object());
    // A block that nobody would notarise is not made: no later one could stand on it.
    if (activeKey(proposer) == nullptr || !canNotarize(parent, validators)) {
        m_ledger.setState(pending);
        return false;
    }

    BlockContext context;
    context.number = parent.block.number + 1;
    context.time = timestamp;
    context.now = timestamp;
    context.eventSource = u"BLOCK"_s;
    for (const json::Value &consensus : parent.votes)
        (void)m_ledger.executeConsensus(fromJson(consensus), context);
    BuiltReceipts built = executeCandidates(context);

    BlockParts parts;
    parts.lastHash = parent.block.hash;
    parts.lastVotes = parent.votes;
    parts.transactions = std::move(built.transactions);
    parts.receipts = std::move(built.receipts);
    parts.number = context.number;
    parts.epoch = epoch;
    parts.timestamp = timestamp;
    parts.stateProofHash = m_ledger.state().rootHash().toString();
    parts.proposer = proposer;
    parts.validators = std::move(validators.object());
    parts.gasAmountTotal = built.gasAmount;
    parts.gasCostTotal = built.gasCost;

    ChainLink link;
    link.state = m_ledger.state();
    link.block = makeBlock(std::move(parts));
    vote(link);
    m_unstored.push_back({link.block, link.votes});
    m_links.push_back(std::move(link));
    m_clock.raiseTo(timestamp);
    m_ledger.setState(pending);
    return true;
}

ChainNode::BuiltReceipts ChainNode::executeCandidates(const BlockContext &context)
{
    QSet<QString> exclude;
    for (const ChainLink &link : m_links) {
        for (const json::Value &transaction : link.block.transactions())
            exclude.insert(transaction[u"hash"].toString());
    }
    BuiltReceipts built;
    QSet<QString> invalid;
    for (PoolEntry &entry : m_pool.candidates(exclude, m_ledger)) {
        entry.executedAt = context.now;
        m_executing = &entry;
        json::Value result = m_ledger.execute(entry.transaction, context);
        m_executing = nullptr;
        const QString &hash = entry.transaction.hash;
        TxRecord &record = m_tracker.record(hash);
        if (codes::isPrecheckFailure(int(result[u"code"].toInteger()))) {
            invalid.insert(hash);
            setState(hash, record, true, TxState::Failed, entry.toJson());
            continue;
        }
        const double charged = result[u"gas_amount_charged"].toDouble();
        built.gasAmount += charged;
        built.gasCost += gasCost(entry.transaction.body[u"gas_price"].toDouble(), charged);
        built.receipts.push_back(Ledger::receipt(result));
        built.transactions.push_back(toJson(entry.transaction));
        const bool failed = Ledger::isFailed(result);
        record.execResult = std::move(result);
        record.trackedAt = context.now;
        setState(hash, record, true, failed ? TxState::Reverted : TxState::InBlock, built.transactions.back());
    }
    if (!invalid.isEmpty())
        m_pool.removeIf([&](const PoolEntry &entry) { return invalid.contains(entry.transaction.hash); });
    return built;
}

const crypto::PrivateKey *ChainNode::activeKey(QStringView address) const
{
    const qsizetype index = m_keys.validatorAddresses().indexOf(address);
    return index < 0 || m_silent.contains(int(index)) ? nullptr : &m_keys.validator(int(index));
}

bool ChainNode::canNotarize(const ChainLink &parent, const json::Value &validators) const
{
    double tallied = 0;
    for (const QString &address : m_keys.validatorAddresses()) {
        if (activeKey(address) != nullptr)
            tallied += validators.at({address, u"stake"}).toDouble();
    }
    return 3 * tallied >= 2 * totalStake(parent.block.json[u"validators"].object());
}

void ChainNode::vote(ChainLink &link) const
{
    const json::Value &validators = link.block.json[u"validators"];
    const crypto::PrivateKey *proposer = m_keys.validatorByAddress(link.block.json[u"proposer"].toString());
    link.votes.push_back(proposalTransaction(*proposer, link.block, m_settings.chainId));
    for (const QString &address : m_keys.validatorAddresses()) {
        const double stake = validators.at({address, u"stake"}).toDouble();
        const crypto::PrivateKey *key = activeKey(address);
        if (stake <= 0 || key == nullptr)
            continue;
        link.tallied += stake;
        link.votes.push_back(voteTransaction(*key, link.block, stake, link.block.timestamp, m_settings.chainId));
    }
    const double needed = totalStake(m_links.back().block.json[u"validators"].object());
    link.notarized = 3 * link.tallied >= 2 * needed;
}

void ChainNode::finalizeWhatCan()
{
    if (m_links.size() < 3)
        return;
    const ChainLink &z = m_links[m_links.size() - 1];
    const ChainLink &y = m_links[m_links.size() - 2];
    const ChainLink &x = m_links[m_links.size() - 3];
    if (!x.notarized || !y.notarized || !z.notarized || x.block.epoch + 1 != y.block.epoch
        || y.block.epoch + 1 != z.block.epoch)
        return;
    while (m_links.size() > 2) {
        m_links.pop_front();
        finalize(m_links.front().block);
    }
    rebuildPending();
}

void ChainNode::finalize(const Block &block)
{
    QSet<QString> included;
    QHash<QString, double> lastNonce;
    QHash<QString, double> lastTimestamp;
    int index = 0;
    const qint64 now = nowMs();
    for (const json::Value &value : block.transactions()) {
        const QString hash = value[u"hash"].toString();
        const QString address = value[u"address"].toString();
        included.insert(hash);
        const bool known = m_tracker.contains(hash);
        TxRecord &record = m_tracker.record(hash);
        record.number = block.number;
        record.index = index;
        record.address = address;
        record.timestamp = value.at({u"tx_body", u"timestamp"}).toDouble();
        record.isExecuted = true;
        record.isFinalized = true;
        record.trackedAt = now;
        record.finalizedAt = now;
        const bool failed = Ledger::isFailed(block.receipts()[std::size_t(index++)]);
        setState(hash, record, known, failed ? TxState::Reverted : TxState::Finalized, value);
        const double nonce = value.at({u"tx_body", u"nonce"}).toDouble();
        if (nonce >= 0)
            lastNonce[address] = std::max(lastNonce.value(address, -1), nonce);
        else if (nonce == -2)
            lastTimestamp[address] = std::max(lastTimestamp.value(address, 0), record.timestamp);
    }
    m_pool.removeIf([&](const PoolEntry &entry) {
        const Transaction &transaction = entry.transaction;
        const double nonce = transaction.body[u"nonce"].toDouble();
        if (included.contains(transaction.hash) || (nonce >= 0 && nonce <= lastNonce.value(transaction.address, -1))
            || (nonce == -2 && lastTimestamp.contains(transaction.address)
                && transaction.body[u"timestamp"].toDouble() <= lastTimestamp.value(transaction.address)))
            return true;
        if (block.timestamp < entry.createdAt + TxPool::TimeoutMs)
            return false;
        setState(transaction.hash, m_tracker.record(transaction.hash), true, TxState::TimedOut, entry.toJson());
        return true;
    });
    m_tracker.expire(block.timestamp);
    if (m_observer != nullptr)
        m_events.emplace_back([block](NodeObserver &observer) { observer.blockFinalized(block); });
}

void ChainNode::rebuildPending()
{
    m_ledger.setState(finalState());
    if (m_pool.isEmpty())
        return;
    BlockContext context = poolContext(false);
    context.number = lastFinal().block.number;
    QSet<QString> invalid;
    for (const PoolEntry &entry : m_pool.candidates({}, m_ledger)) {
        const json::Value result = m_ledger.execute(entry.transaction, context);
        if (!codes::isPrecheckFailure(int(result[u"code"].toInteger())))
            continue;
        invalid.insert(entry.transaction.hash);
        setState(entry.transaction.hash, m_tracker.record(entry.transaction.hash), true, TxState::Failed,
                 entry.toJson());
    }
    if (!invalid.isEmpty())
        m_pool.removeIf([&](const PoolEntry &entry) { return invalid.contains(entry.transaction.hash); });
}

Result<> ChainNode::commit()
{
    m_holdEvents = false;
    if (!m_unstored.empty()) {
        std::vector<BlockStore::Entry> entries;
        for (const Unstored &made : m_unstored)
            entries.push_back({&made.block, made.votes});
        if (auto stored = m_store.append(entries, lastFinal().block.number); !stored)
            return stored;
        m_unstored.clear();
    }
    auto events = std::move(m_events);
    m_events.clear();
    for (const auto &event : events) {
        if (m_observer != nullptr)
            event(*m_observer);
    }
    if (lastFinal().block.number >= m_snapshotAt + SnapshotEvery)
        return saveSnapshot();
    return {};
}

} // namespace ain::sandbox
