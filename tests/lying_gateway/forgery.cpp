#include "forgery.h"

#include "core/sandbox/block.h"

#include <algorithm>

namespace ain::lying {

using namespace Qt::StringLiterals;

namespace {

const QString Nowhere = u"0x"_s + QString(64, u'7');

} // namespace

json::Value vote(const crypto::PrivateKey &key, const json::Value &block, double stake, qint64 timestamp, int chainId,
                 bool isAgainst)
{
    sandbox::Block read;
    read.hash = block[u"hash"].toString();
    read.number = block[u"number"].toInteger();
    json::Value made = sandbox::voteTransaction(key, read, stake, timestamp, chainId);
    if (!isAgainst)
        return made;
    json::Value body = made[u"tx_body"];
    body.object().find(u"operation")->object().find(u"value")->object().set(u"is_against"_s, true);
    return sandbox::signedTransaction(key, body, chainId);
}

Forgery::Forgery(const World &world, const ForgeryPlan &plan, const QString &state)
{
    const qint64 base = world.last() - plan.below;
    for (qint64 number = 0; number <= base; ++number) {
        m_blocks.push_back(world.block(number));
        m_votes.insert(world.hashAt(number), world.votesFor(number));
    }
    m_forgedFrom = m_blocks.size();
    for (int i = 0; i < plan.count; ++i) {
        const json::Value parent = m_blocks.back();
        sandbox::BlockParts parts;
        parts.lastHash = plan.isUnlinked ? Nowhere : parent[u"hash"].toString();
        parts.lastVotes = m_votes.value(parent[u"hash"].toString());
        parts.number = parent[u"number"].toInteger() + plan.numberStep;
        parts.epoch = parent[u"epoch"].toInteger() + plan.epochStep + (i == 0 ? plan.epochShift : 0);
        parts.timestamp = parent[u"timestamp"].toInteger() + qint64(plan.epochStep) * World::EpochMs
            + (i == 0 ? plan.timeShiftMs : 0);
        parts.stateProofHash = state;
        parts.proposer = parent[u"proposer"].toString();
        parts.validators = plan.validators ? *plan.validators : parent[u"validators"].object();
        const sandbox::Block block = sandbox::makeBlock(std::move(parts));
        json::Array votes{parent[u"last_votes"].array().empty() ? json::Value()
                                                                : parent[u"last_votes"].array().front()};
        for (const crypto::PrivateKey *key : plan.voters) {
            for (int n = 0; n < plan.votesEach; ++n)
                votes.push_back(
                    vote(*key, block.json, plan.voteStake, block.timestamp + n, plan.voteChainId, plan.areAgainst));
        }
        m_votes.insert(block.hash, votes);
        m_blocks.push_back(block.json);
    }
}

void Forgery::revote(const std::function<json::Array(const json::Value &, const json::Array &)> &pick)
{
    for (std::size_t i = m_forgedFrom; i < m_blocks.size(); ++i) {
        const QString hash = m_blocks[i][u"hash"].toString();
        m_votes.insert(hash, pick(m_blocks[i], m_votes.value(hash)));
    }
}

const json::Value *Forgery::find(const std::function<bool(const json::Value &)> &is) const
{
    const auto found = std::find_if(m_blocks.rbegin(), m_blocks.rend(), is);
    return found == m_blocks.rend() ? nullptr : &*found;
}

json::Array Forgery::list(const json::Object &params, bool headers) const
{
    const qint64 from = params[u"from"].toInteger();
    const qint64 to = std::min(params[u"to"].toInteger(from + 20), from + 20);
    json::Array found;
    for (const json::Value &block : m_blocks) {
        const qint64 number = block[u"number"].toInteger();
        if (number >= from && number < to)
            found.push_back(headers ? json::Value(sandbox::blockHeader(block)) : block);
    }
    return found;
}

json::Value Forgery::rawStatus() const
{
    json::Object infos;
    for (std::size_t i = m_blocks.size() - 3; i < m_blocks.size(); ++i) {
        const QString hash = m_blocks[i][u"hash"].toString();
        const json::Array votes = m_votes.value(hash);
        json::Object info{{u"block"_s, m_blocks[i]}, {u"tallied"_s, 30'000'000}, {u"notarized"_s, true}};
        if (!votes.empty()) {
            info.set(u"proposal"_s, votes.front());
            info.set(u"votes"_s, json::Value(json::Array(votes.begin() + 1, votes.end())));
        }
        infos.set(hash, json::Value(std::move(info)));
    }
    json::Object pool;
    pool.set(u"hashToBlockInfo"_s, json::Value(std::move(infos)));
    return json::Object{{u"block_pool"_s, std::move(pool)}};
}

bool Forgery::serve(Call &call) const
{
    const json::Value &last = m_blocks[m_blocks.size() - 2];
    const auto numbered = [&](const json::Value &number) {
        const json::Value *found =
            find([&](const json::Value &block) { return block[u"number"].toInteger() == number.toInteger(-1); });
        call.payload = found ? *found : json::Value();
    };
    if (call.method == u"net_rawConsensusStatus")
        call.payload = rawStatus();
    else if (call.method == u"ain_getLastBlock")
        call.payload = last;
    else if (call.method == u"ain_getLastBlockNumber")
        call.payload = last[u"number"];
    else if (call.method == u"ain_getBlockByNumber")
        numbered(call.params[u"number"]);
    else if (call.method == u"ain_getBlockList")
        call.payload = json::Value(list(call.params, false));
    else if (call.method == u"ain_getBlockHeadersList")
        call.payload = json::Value(list(call.params, true));
    else
        return false;
    return true;
}

QString stateOfTwin(World &world)
{
    return world.fork.client.result(u"ain_getLastBlock"_s)[u"state_proof_hash"].toString();
}

Twist believable(World &world, std::shared_ptr<const Forgery> forgery)
{
    Twist twist;
    const QUrl twin = world.fork.url();
    twist.request = [twin](Call &call) {
        if (call.method == u"ain_get" || call.method == u"ain_getStateProof")
            call.upstream = twin;
    };
    twist.answer = [forgery](Call &call) { (void)forgery->serve(call); };
    return twist;
}

void editReads(Call &call, const std::function<void(const json::Object &, json::Value &)> &edit)
{
    if (call.method != u"ain_get")
        return;
    if (call.params[u"type"].string() != u"GET") {
        edit(call.params, call.payload);
        return;
    }
    const json::Array &operations = call.params[u"op_list"].array();
    json::Array &answers = call.payload.array();
    for (std::size_t i = 0; i < std::min(operations.size(), answers.size()); ++i)
        edit(operations[i].object(), answers[i]);
}

void editBlocks(Call &call, const std::function<void(json::Value &)> &edit)
{
    if (call.method == u"net_rawConsensusStatus") {
        json::Value *pool = call.payload.object().find(u"block_pool");
        json::Value *infos = pool ? pool->object().find(u"hashToBlockInfo") : nullptr;
        if (infos == nullptr)
            return;
        for (auto &[hash, info] : infos->object()) {
            if (json::Value *block = info.object().find(u"block"))
                edit(*block);
        }
    } else if (call.method == u"ain_getBlockList" || call.method == u"ain_getBlockHeadersList") {
        for (json::Value &block : call.payload.array())
            edit(block);
    } else if (call.method.startsWith(u"ain_getBlockBy") || call.method == u"ain_getLastBlock") {
        edit(call.payload);
    }
}

void editVotes(Call &call, const std::function<void(json::Array &, const QString &)> &edit)
{
    editBlocks(call, [&](json::Value &block) {
        if (json::Value *votes = block.object().find(u"last_votes"))
            edit(votes->array(), block[u"last_hash"].toString());
    });
    if (call.method != u"net_rawConsensusStatus")
        return;
    for (auto &[hash, info] : call.payload.object().find(u"block_pool")->object().find(u"hashToBlockInfo")->object()) {
        if (json::Value *votes = info.object().find(u"votes"))
            edit(votes->array(), hash);
    }
}

} // namespace ain::lying
