// JSON-RPC methods about blocks and the network.
#include "core/sandbox/rpcserver.h"

#include <QUrl>

namespace ain::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 SegmentLength = 20;

/// Whole and not negative, or nothing.
std::optional<qint64> wholeNumber(const json::Value &value)
{
    const qint64 number = value.toInteger(-1);
    return value.isNumber() && number >= 0 ? std::optional(number) : std::nullopt;
}

bool flag(const json::Value &value) { return value.toBool() || value.toString() == u"true"; }

} // namespace

std::optional<Block> RpcServer::blockOf(const json::Object &params, bool byHash, bool *named) const
{
    if (byHash) {
        const QString hash = params[u"hash"].toString();
        *named = !hash.isEmpty();
        return m_node.block(hash);
    }
    *named = params[u"number"].isNumber();
    const auto number = wholeNumber(params[u"number"]);
    return number ? m_node.block(*number) : std::nullopt;
}

std::vector<Block> RpcServer::blockList(const json::Object &params, bool *upToDate) const
{
    const qint64 last = m_node.lastFinal().block.number;
    *upToDate = false;
    if (params[u"from"].isNumber() && params[u"from"].toInteger(-1) == last + 1) {
        *upToDate = true;
        return {m_node.lastFinal().block};
    }
    const qint64 from = wholeNumber(params[u"from"]).value_or(0);
    const qint64 to = std::min(wholeNumber(params[u"to"]).value_or(last + 1), from + SegmentLength);
    std::vector<Block> blocks;
    for (qint64 number = from; number < std::min(to, last + 1); ++number) {
        if (auto block = m_node.block(number))
            blocks.push_back(std::move(*block));
    }
    return blocks;
}

void RpcServer::addBlockMethods()
{
    m_methods.insert(u"ain_getLastBlock"_s, [this](const json::Object &) -> Members {
        return {{u"result"_s, m_node.lastFinal().block.json}};
    });
    m_methods.insert(u"ain_getLastBlockNumber"_s, [this](const json::Object &) -> Members {
        return {{u"result"_s, m_node.lastFinal().block.number}};
    });
    m_methods.insert(u"ain_getBlockList"_s, [this](const json::Object &params) -> Members {
        bool upToDate = false;
        json::Array list;
        for (Block &block : blockList(params, &upToDate))
            list.push_back(std::move(block.json));
        return {{u"result"_s, json::Value(std::move(list))}};
    });
    m_methods.insert(u"ain_getBlockHeadersList"_s, [this](const json::Object &params) -> Members {
        bool upToDate = false;
        json::Array list;
        for (const Block &block : blockList(params, &upToDate))
            list.push_back(upToDate ? json::Value() : json::Value(blockHeader(block.json)));
        return {{u"result"_s, json::Value(std::move(list))}};
    });

    for (const bool byHash : {false, true}) {
        const QString suffix = byHash ? u"ByHash"_s : u"ByNumber"_s;
        m_methods.insert(u"ain_getBlock"_s + suffix, [this, byHash](const json::Object &params) -> Members {
            bool named = false;
            const auto block = blockOf(params, byHash, &named);
            if (!block)
                return named ? Members{} : Members{{u"result"_s, nullptr}};
            return {
                {u"result"_s, flag(params[u"getFullTransactions"]) ? block->json : withTransactionHashes(block->json)}};
        });
        const auto addField = [&](const QString &name, auto field) {
            m_methods.insert(name + suffix, [this, byHash, field](const json::Object &params) -> Members {
                bool named = false;
                const auto block = blockOf(params, byHash, &named);
                return {{u"result"_s, block ? field(*block) : json::Value()}};
            });
        };
        addField(u"ain_getBlockTransactionCount"_s,
                 [](const Block &block) { return json::Value(qint64(block.transactions().size())); });
        addField(u"ain_getProposer"_s, [](const Block &block) { return block.json[u"proposer"]; });
        addField(u"ain_getValidators"_s, [](const Block &block) { return block.json[u"validators"]; });

        m_methods.insert(byHash ? u"ain_getTransactionByBlockHashAndIndex"_s
                                : u"ain_getTransactionByBlockNumberAndIndex"_s,
                         [this, byHash](const json::Object &params) -> Members {
                             const json::Object named{
                                 {byHash ? u"hash"_s : u"number"_s, params[byHash ? u"block_hash" : u"block_number"]}};
                             bool ignored = false;
                             const auto index = wholeNumber(params[u"index"]);
                             const auto block = blockOf(named, byHash, &ignored);
                             if (!index || !block || std::size_t(*index) >= block->transactions().size())
                                 return {{u"result"_s, nullptr}};
                             return {{u"result"_s,
                                      json::Object{{u"transaction"_s, block->transactions()[std::size_t(*index)]},
                                                   {u"is_executed"_s, true},
                                                   {u"is_finalized"_s, true}}}};
                         });
    }
}

json::Value RpcServer::consensusStatus() const
{
    json::Object validators = m_node.links().back().block.json[u"validators"].object();
    for (auto &[address, info] : validators)
        info.object().set(u"voting_right"_s, true);
    json::Object status{{u"health"_s, true},
                        {u"state"_s, u"RUNNING"_s},
                        {u"stateNumeric"_s, 1},
                        {u"epoch"_s, m_node.epochAt(m_node.nowMs())},
                        {u"isInEpochTransition"_s, false},
                        {u"validators"_s, std::move(validators)},
                        {u"globalTimeSyncStatus"_s, json::Object{}}};
    if (json::Value rewards = m_node.ledger().value(u"/consensus/rewards/"_s + m_host.nodeAddress()); !rewards.isNull())
        status.set(u"rewards"_s, std::move(rewards));
    return json::Value(std::move(status));
}

json::Value RpcServer::peerCandidateInfo() const
{
    const QUrl url = m_host.rpcUrl();
    const QString base = u"http://127.0.0.1:%1/"_s.arg(url.port());
    json::Array others;
    for (const auto &[address, info] : m_node.links().back().block.json[u"validators"].object()) {
        if (address != m_host.nodeAddress())
            others.emplace_back(address);
    }
    const qint64 count = qint64(others.size());
    return json::Object{
        {u"address"_s, m_host.nodeAddress()},
        {u"isAvailableForConnection"_s, false},
        {u"networkStatus"_s,
         json::Object{
             {u"urls"_s,
              json::Object{{u"ip"_s, u"127.0.0.1"_s},
                           {u"clientApi"_s, json::Object{{u"url"_s, base}, {u"port"_s, url.port()}}},
                           {u"jsonRpc"_s, json::Object{{u"url"_s, url.toString()}, {u"port"_s, url.port()}}}}},
             {u"connectionStatus"_s,
              json::Object{{u"state"_s, u"STEADY"_s},
                           {u"numInbound"_s, count},
                           {u"numOutbound"_s, count},
                           {u"incomingPeers"_s, others},
                           {u"outgoingPeers"_s, others}}},
         }},
        {u"peerCandidateJsonRpcUrlList"_s, json::Object{}},
    };
}

void RpcServer::addNetworkMethods()
{
    const auto add = [this](const QString &name, auto function) {
        m_methods.insert(name, [function](const json::Object &) -> Members { return {{u"result"_s, function()}}; });
    };
    add(u"ain_getAddress"_s, [this] { return json::Value(m_host.nodeAddress()); });
    add(u"ain_getBootstrapPubKey"_s, [] { return json::Value(); });
    add(u"net_getNetworkId"_s, [this] { return json::Value(m_node.settings().chainId); });
    add(u"net_getChainId"_s, [this] { return json::Value(m_node.settings().chainId); });
    // The other two validators live in this process and count as the peers.
    add(u"net_listening"_s, [] { return json::Value(true); });
    add(u"net_peerCount"_s, [] { return json::Value(NetworkKeys::ValidatorCount - 1); });
    add(u"net_syncing"_s, [] { return json::Value(false); });
    add(u"net_consensusStatus"_s, [this] { return consensusStatus(); });
    add(u"net_rawConsensusStatus"_s, [this] { return m_node.rawConsensusStatus(); });
    add(u"p2p_getPeerCandidateInfo"_s, [this] { return peerCandidateInfo(); });
    add(u"net_getEventHandlerNetworkInfo"_s, [this] { return m_host.eventNetworkInfo(); });
    add(u"ain_getEventHandlerFilterInfo"_s, [this] { return m_host.eventFilterInfo(); });
    add(u"ain_getEventHandlerChannelInfo"_s, [this] { return m_host.eventChannelInfo(); });
}

} // namespace ain::sandbox
