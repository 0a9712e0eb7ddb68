#include "world.h"

#include "core/chain/statehash.h"

namespace ain::lying {

using namespace Qt::StringLiterals;
using test::RpcClient;

namespace {

const QByteArray Seed(32, 'L');
const QByteArray OtherSeed(32, 'O');

Amount ain(qint64 whole) { return Amount::fromMicro(whole * Amount::MicroPerAin); }

} // namespace

bool Node::start(const QByteArray &seed, const Clock &clock)
{
    sandbox::PracticeOptions options;
    options.clock = &clock;
    options.blockIntervalMs = World::EpochMs;
    options.seed = seed;
    network = std::make_unique<sandbox::PracticeNetwork>(options);
    if (!network->start())
        return false;
    client.setUrl(network->rpcUrl());
    return true;
}

json::Value Node::value(const QString &path)
{
    json::Object query;
    query.set(u"type"_s, u"GET_VALUE"_s);
    query.set(u"ref"_s, path);
    query.set(u"is_final"_s, true);
    return client.result(u"ain_get"_s, query);
}

World::World()
    : keys(Seed),
      alice(crypto::PrivateKey::generate()),
      mallory(crypto::PrivateKey::generate()),
      aliceAddress(alice.address().toString()),
      bobAddress(crypto::PrivateKey::generate().address().toString()),
      malloryAddress(mallory.address().toString()),
      missingAddress(crypto::PrivateKey::generate().address().toString())
{
    paths = {u"/values/accounts/%1/balance"_s.arg(aliceAddress), u"/values/accounts/%1/nonce"_s.arg(aliceAddress),
             u"/values/accounts/%1/balance"_s.arg(missingAddress), u"/values/apps/%1/tokens/1/owner"_s.arg(app)};
    forgedPath = u"/values/apps/%1/forged/owner"_s.arg(app);
}

bool World::start()
{
    if (!honest.start(Seed, clock) || !fork.start(Seed, clock) || !other.start(OtherSeed, clock))
        return false;
    time.network = honest.network.get();
    m_blocks.push_back(
        honest.client.result(u"ain_getBlockByNumber"_s, {{u"number"_s, 0}, {u"getFullTransactions"_s, true}}));
    m_votes.emplace_back();
    if (!mine(6))
        return false;
    // Here the twin takes another way.
    for (const QString &address : {aliceAddress, bobAddress, malloryAddress}) {
        if (!honest.network->fund(address, ain(1000)) || !other.network->fund(address, ain(3'000'000)))
            return false;
    }
    if (!fork.network->fund(aliceAddress, ain(2'000'000)) || !mine(4))
        return false;

    const json::Object admin{{aliceAddress, true}};
    if (!aliceWrites(u"/manage_app/%1/create/1"_s.arg(app), json::Object{{u"admin"_s, admin}}))
        return false;
    const json::Object token{{u"owner"_s, aliceAddress}};
    if (!aliceWrites(u"/apps/%1/tokens/1"_s.arg(app), token))
        return false;
    // A text that is exactly what would be hashed if a node with a child "owner" stood in its place.
    forgedLeaf = malloryAddress;
    const crypto::Hash256 leaf = *chain::leafHash(forgedLeaf);
    const crypto::Hash256 radix = chain::radixHash(leaf, {});
    const QString text = u"##%1#%2"_s.arg(QString::fromStdString(chain::radixLabel(u"owner")), radix.toString());
    forgedHash = chain::leafHash(json::Value(text))->toString();
    if (!aliceWrites(u"/apps/%1/forged"_s.arg(app), text))
        return false;

    const json::Object operation = RpcClient::transfer(malloryAddress, bobAddress, u"never"_s, 1);
    const json::Object body{{u"operation"_s, operation},
                            {u"nonce"_s, 0},
                            {u"timestamp"_s, honest.network->chainTimeMs()},
                            {u"gas_price"_s, 500}};
    foreignTx = sandbox::signedTransaction(mallory, json::Value(body), 0);
    return step() && step();
}

bool World::aliceWrites(const QString &ref, const json::Value &value)
{
    const json::Object operation{{u"type"_s, u"SET_VALUE"_s}, {u"ref"_s, ref}, {u"value"_s, value}};
    const json::Value sent = honest.client.send(alice, operation, m_sent, honest.network->chainTimeMs() + m_sent);
    ++m_sent;
    if (sent.at({u"result", u"code"}).toInteger(-1) != 0) {
        qWarning("%s: %s", qPrintable(ref), qPrintable(sent.at({u"result", u"message"}).toString()));
        return false;
    }
    return mine(4);
}

bool World::step()
{
    const QString key = u"step%1"_s.arg(m_sent);
    const json::Object operation = RpcClient::transfer(aliceAddress, bobAddress, key, 0.5);
    const json::Value sent = honest.client.send(alice, operation, m_sent, honest.network->chainTimeMs() + m_sent);
    ++m_sent;
    if (sent.at({u"result", u"code"}).toInteger(-1) != 0 || !mine(4))
        return false;
    oldTxHash = txHash;
    oldTxBlock = txBlock;
    txHash = sent[u"tx_hash"].toString();
    txBlock = honest.client.result(u"ain_getTransactionByHash"_s, {{u"hash"_s, txHash}})[u"number"].toInteger(-1);
    return txBlock > 0;
}

bool World::leavePending() { return honest.network->fund(aliceAddress, ain(7)).has_value(); }

bool World::mine(int count)
{
    for (int i = 0; i < count; ++i) {
        for (const Node *node : {&honest, &fork, &other}) {
            if (!node->network->mineBlocks(1))
                return false;
        }
        if (!note())
            return false;
    }
    return true;
}

bool World::note()
{
    const qint64 final = honest.network->lastFinalBlockNumber();
    while (last() < final) {
        const json::Value block = honest.client.result(u"ain_getBlockByNumber"_s,
                                                       {{u"number"_s, last() + 1}, {u"getFullTransactions"_s, true}});
        if (!block.isObject())
            return false;
        const qint64 number = last() + 1;
        m_blocks.push_back(block);
        if (number > 1)
            m_votes.back() = block[u"last_votes"].array();
        m_votes.emplace_back();
    }
    if (final > 0) {
        const json::Value info =
            honest.client.result(u"net_rawConsensusStatus"_s).at({u"block_pool", u"hashToBlockInfo", hashAt(final)});
        json::Array votes{info[u"proposal"]};
        votes.insert(votes.end(), info[u"votes"].array().begin(), info[u"votes"].array().end());
        m_votes.back() = votes;
    }
    const QStringList all = paths + QStringList(forgedPath);
    for (const QString &path : all) {
        auto &known = m_truths[path];
        if (!known.contains(final))
            known.insert(final, honest.value(path.mid(7)));
    }
    return true;
}

QString World::hashAt(qint64 number) const
{
    return number >= 0 && number <= last() ? block(number)[u"hash"].toString() : QString();
}

std::optional<json::Value> World::truth(const QString &path, qint64 number) const
{
    const auto known = m_truths.constFind(path);
    if (known == m_truths.constEnd() || !known->contains(number))
        return std::nullopt;
    return known->value(number);
}

} // namespace ain::lying
