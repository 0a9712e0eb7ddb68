#include "core/chain/follower.h"

#include <algorithm>
#include <utility>

namespace ain::chain {

using namespace Qt::StringLiterals;

namespace {

constexpr int MinPollMs = 250;
constexpr int MaxPollMs = 60000;

} // namespace

Follower::Follower(Gateways &gateways, const Network &network, Rng &rng, QObject *parent)
    : QObject(parent), m_gateways(gateways), m_network(network), m_channel(network.eventUrls, rng)
{
    m_timer.setSingleShot(true);
    // Errors of a poll are in the gateways' health; the next poll comes anyhow.
    connect(&m_timer, &QTimer::timeout, this, [this] { poll().detach(); });
    connect(&m_channel, &EventChannel::blockHint, this, [this](qint64 number) {
        if (number > m_newest.number)
            poll().detach();
    });
    connect(&m_channel, &EventChannel::transactionHint, this, &Follower::transactionHint);
    connect(&m_channel, &EventChannel::connectedChanged, this, [this] {
        // What happened while nobody listened is not told again.
        if (m_isRunning)
            poll().detach();
    });
}

void Follower::start()
{
    if (m_isRunning)
        return;
    m_isRunning = true;
    // Somebody's own node, of its own network or asked in place of a known one's.
    m_hasAskedForChannel = m_network.isPractice || !m_network.eventUrls.isEmpty();
    m_channel.start();
    poll().detach();
}

void Follower::stop()
{
    m_isRunning = false;
    m_timer.stop();
    m_channel.stop();
}

void Follower::noteBlock(const BlockSummary &block)
{
    if (block.number <= m_newest.number)
        return;
    m_newest = block;
    Q_EMIT blockSeen(block.number, block.timestampMs);
}

Task<BlockSummary> Follower::look()
{
    auto answer = co_await m_gateways.call(u"ain_getLastBlock"_s, {}, CallKind::Read);
    if (!answer)
        co_return failure(answer.error());
    BlockSummary block;
    block.number = answer->payload[u"number"].toInteger(-1);
    block.hash = answer->payload[u"hash"].toString();
    block.timestampMs = answer->payload[u"timestamp"].toInteger();
    block.epoch = answer->payload[u"epoch"].toInteger();
    if (block.number < 0 || !crypto::Hash256::parse(block.hash))
        co_return failure(errors::RpcMalformed,
                          {{u"host"_s, m_gateways.host(answer->gateway)}, {u"what"_s, u"last block"_s}});
    m_gateways.noteLastBlock(answer->gateway, block.number);
    noteBlock(block);
    co_return block;
}

Task<> Follower::poll()
{
    if (m_isPolling) {
        m_pollAgain = true;
        co_return Result<>();
    }
    m_isPolling = true;
    do {
        m_pollAgain = false;
        auto block = co_await look();
        m_failures = block ? 0 : std::min(m_failures + 1, 10);
        if (block && m_isRunning && !std::exchange(m_hasAskedForChannel, true))
            askForChannel().detach();
    } while (m_pollAgain && m_isRunning && m_failures == 0);
    m_isPolling = false;
    schedule();
    co_return Result<>();
}

Task<> Follower::askForChannel()
{
    const QList<int> usable = m_gateways.usable();
    if (usable.isEmpty())
        co_return Result<>();
    const int gateway = usable.constFirst();
    auto told =
        co_await m_gateways.callAt(gateway, u"net_getEventHandlerNetworkInfo"_s, json::Object(), CallKind::Read);
    // Most nodes have none; polling goes on.
    if (!told)
        co_return failure(told.error());
    if (const auto url = eventUrlOf(m_network.rpcUrls.at(gateway), (*told)[u"url"].toString()))
        m_channel.useUrls(QList<QUrl>(1, *url));
    co_return Result<>();
}

void Follower::schedule()
{
    if (!m_isRunning)
        return;
    // With a living event channel polling is only the safety net.
    const int usual = m_channel.isConnected() ? m_network.epochMs * 2 : m_network.epochMs / 2;
    m_timer.start(std::clamp(usual << m_failures, MinPollMs, MaxPollMs));
}

} // namespace ain::chain
