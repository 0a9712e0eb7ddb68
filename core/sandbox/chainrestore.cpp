// Opening a chain, snapshots, and looking things up.
#include "core/sandbox/chainnode.h"
#include "core/sandbox/ledger/genesis.h"
#include "core/sandbox/practicenetwork.h"
#include "core/sandbox/stateexport.h"

namespace ain::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr double ValidatorStake = 10'000'000; // AIN, what the public network asks of a proposer

Transaction fromJson(const json::Value &value)
{
    return {value[u"tx_body"], value[u"signature"].toString(), value[u"hash"].toString(), value[u"address"].toString()};
}

double votedStake(const json::Array &votes)
{
    double sum = 0;
    for (const json::Value &vote : votes)
        sum += vote.at({u"tx_body", u"operation", u"value", u"stake"}).toDouble(); // a proposal has none
    return sum;
}

} // namespace

Result<std::unique_ptr<ChainNode>> ChainNode::open(BlockStore &store, const NetworkKeys &keys, ChainClock &clock,
                                                   const NodeSettings &settings)
{
    std::unique_ptr<ChainNode> node(new ChainNode(store, keys, clock, settings, StateTree()));
    if (store.lastNumber() < 0) {
        if (auto made = node->makeGenesis(); !made)
            return failure(made.error());
    }
    if (auto restored = node->restore(); !restored)
        return failure(restored.error());
    return node;
}

Result<> ChainNode::makeGenesis()
{
    GenesisConfig config;
    config.chainId = m_settings.chainId;
    config.networkId = m_settings.chainId;
    config.epochMs = m_settings.epochMs;
    config.genesisTime = m_settings.genesisTime;
    config.adminAddress = m_keys.faucetAddress();
    for (const QString &address : m_keys.validatorAddresses()) {
        config.accounts.push_back({address, ValidatorStake});
        config.validators.push_back({address, ValidatorStake, true});
    }
    const StateTree state = genesisState(config);
    m_ledger.setState(state);

    BlockParts parts;
    parts.timestamp = config.genesisTime;
    parts.proposer = m_keys.validatorAddresses().constFirst();
    parts.validators = m_ledger.validators().object();
    parts.stateProofHash = state.rootHash().toString();
    const Block block = makeBlock(std::move(parts));
    // The state first: a chain whose block 0 is stored always has the state to go on from.
    if (auto saved = m_store.saveSnapshot(0, exportState(state)); !saved)
        return saved;
    return m_store.append({{&block, {}}}, 0);
}

Result<> ChainNode::restore()
{
    const qint64 final = m_store.lastFinal();
    const qint64 last = m_store.lastNumber();
    const auto damaged = [](qint64 number) { return failure(errors::SandboxDamaged, {{u"block"_s, number}}); };

    std::optional<StateTree> state;
    qint64 reached = final;
    for (qint64 below = final; !state && below >= 0;) {
        const auto snapshot = m_store.snapshot(below);
        if (!snapshot)
            return damaged(final);
        below = snapshot->number - 1;
        const auto block = m_store.block(snapshot->number);
        if (!block)
            return failure(block.error());
        auto candidate = importState(snapshot->state);
        if (!*block || !candidate || candidate->rootHash().toString() != (*block)->json[u"state_proof_hash"].toString())
            continue;
        state = std::move(candidate);
        reached = snapshot->number;
        m_snapshotAt = snapshot->number;
    }
    if (!state)
        return damaged(final);

    for (qint64 number = reached; number <= last; ++number) {
        auto read = m_store.block(number);
        if (!read)
            return failure(read.error());
        if (!*read)
            return damaged(number);
        Block block = std::move(**read);
        if (number > reached && !replay(block, *state))
            return damaged(number);
        if (number < final)
            continue;
        ChainLink link;
        link.votes = m_store.votesFor(number);
        link.tallied = votedStake(link.votes);
        const json::Value &stakes = (m_links.empty() ? block : m_links.back().block).json[u"validators"];
        link.notarized = number > 0 && 3 * link.tallied >= 2 * totalStake(stakes.object());
        link.state = *state;
        link.block = std::move(block);
        m_links.push_back(std::move(link));
    }
    m_clock.raiseTo(m_links.back().block.timestamp);
    restoreTracker();
    rebuildPending();
    m_events.clear();
    return {};
}

bool ChainNode::replay(const Block &block, StateTree &state)
{
    m_ledger.setState(state);
    BlockContext context;
    context.number = block.number;
    context.time = block.timestamp;
    context.now = block.timestamp;
    for (const json::Value &consensus : block.json[u"last_votes"].array())
        (void)m_ledger.executeConsensus(fromJson(consensus), context);
    for (const json::Value &transaction : block.transactions())
        (void)m_ledger.execute(fromJson(transaction), context);
    state = m_ledger.state();
    return state.rootHash().toString() == block.json[u"state_proof_hash"].toString();
}

void ChainNode::restoreTracker()
{
    for (const qint64 number : m_store.blocksWithTransactionsSince(nowMs() - TxTracker::TimeoutMs)) {
        const auto read = m_store.block(number);
        if (!read || !*read)
            continue;
        const Block &block = **read;
        const bool isFinal = number <= lastFinal().block.number;
        int index = 0;
        for (const json::Value &value : block.transactions()) {
            TxRecord &record = m_tracker.record(value[u"hash"].toString());
            const bool failed = Ledger::isFailed(block.receipts()[std::size_t(index)]);
            record.address = value[u"address"].toString();
            record.timestamp = value.at({u"tx_body", u"timestamp"}).toDouble();
            record.isExecuted = true;
            record.trackedAt = block.timestamp;
            if (isFinal) {
                record.state = failed ? TxState::Reverted : TxState::Finalized;
                record.number = number;
                record.index = index;
                record.isFinalized = true;
                record.finalizedAt = block.timestamp;
            } else {
                record.state = failed ? TxState::Reverted : TxState::InBlock;
                PoolEntry entry;
                entry.transaction = fromJson(value);
                entry.createdAt = block.timestamp;
                entry.executedAt = block.timestamp;
                m_pool.add(std::move(entry));
            }
            ++index;
        }
    }
}

Result<> ChainNode::saveSnapshot()
{
    const qint64 number = lastFinal().block.number;
    if (number <= m_snapshotAt)
        return {};
    if (auto saved = m_store.saveSnapshot(number, exportState(finalState())); !saved)
        return saved;
    m_snapshotAt = number;
    return m_store.prune(number);
}

std::optional<Block> ChainNode::block(qint64 number) const
{
    if (number < 0 || number > lastFinal().block.number)
        return std::nullopt;
    if (number == lastFinal().block.number)
        return lastFinal().block;
    auto read = m_store.block(number);
    return read ? std::move(*read) : std::nullopt;
}

std::optional<Block> ChainNode::block(const QString &hash) const { return block(m_store.numberOf(hash)); }

json::Value ChainNode::transactionInfo(const QString &hash) const
{
    const TxRecord *record = m_tracker.find(hash);
    if (record == nullptr)
        return {};
    json::Object info = record->toJson();
    if (record->number >= 0) {
        if (const auto found = block(record->number)) {
            info.set(u"transaction"_s, found->transactions()[std::size_t(record->index)]);
            info.set(u"receipt"_s, found->receipts()[std::size_t(record->index)]);
        }
    } else if (const PoolEntry *entry = m_pool.find(record->address, hash)) {
        info.set(u"transaction"_s, entry->toJson());
    }
    return json::Value(std::move(info));
}

json::Value ChainNode::rawConsensusStatus() const
{
    json::Object infos;
    json::Array withState;
    json::Object nextBlocks;
    if (const auto genesis = block(0))
        nextBlocks.set(u""_s, json::Value(json::Array{json::Value(genesis->hash)}));
    json::Array epochs;
    json::Array numbers;
    for (std::size_t i = 0; i < m_links.size(); ++i) {
        const ChainLink &link = m_links[i];
        json::Object info{{u"block"_s, link.block.json},
                          {u"tallied"_s, link.tallied},
                          {u"notarized"_s, link.notarized || link.block.number == 0}};
        if (!link.votes.empty()) {
            info.set(u"proposal"_s, link.votes.front());
            info.set(u"votes"_s, json::Value(json::Array(link.votes.begin() + 1, link.votes.end())));
        }
        infos.set(link.block.hash, json::Value(std::move(info)));
        withState.emplace_back(link.block.hash);
        if (i + 1 < m_links.size())
            nextBlocks.set(link.block.hash, json::Value(json::Array{json::Value(m_links[i + 1].block.hash)}));
        epochs.emplace_back(link.block.epoch);
        // A node's own bookkeeping has every number twice.
        numbers.emplace_back(link.block.number);
        numbers.emplace_back(QString::number(link.block.number));
    }
    return json::Object{
        {u"consensus"_s,
         json::Object{{u"epoch"_s, epochAt(nowMs())},
                      {u"proposer"_s, m_links.back().block.json[u"proposer"]},
                      {u"state"_s, u"RUNNING"_s}}},
        {u"block_pool"_s,
         json::Object{{u"hashToBlockInfo"_s, std::move(infos)},
                      {u"hashToInvalidBlockInfo"_s, json::Object{}},
                      {u"hashToDb"_s, std::move(withState)},
                      {u"hashToNextBlockSet"_s, std::move(nextBlocks)},
                      {u"epochToBlock"_s, std::move(epochs)},
                      {u"numberToBlockSet"_s, std::move(numbers)},
                      {u"longestNotarizedChainTips"_s, json::Array{json::Value(m_links.back().block.hash)}}}},
    };
}

} // namespace ain::sandbox
