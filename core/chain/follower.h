// Notices new final blocks: by polling, and earlier by the event channel.
#pragma once

#include "core/chain/eventchannel.h"
#include "core/chain/gateways.h"

namespace ain::chain {

/// Thread: the one it lives in.
class Follower : public QObject {
    Q_OBJECT
public:
    Follower(Gateways &gateways, const Network &network, Rng &rng, QObject *parent = nullptr);

    void start();
    void stop();
    void watchTransaction(const QString &txHash) { m_channel.watchTransaction(txHash); }
    /// The newest final block any look has shown; number -1: none yet.
    [[nodiscard]] const BlockSummary &newest() const { return m_newest; }
    /// From an answer that came anyhow.
    void noteBlock(const BlockSummary &block);
    /// Asks now.
    Task<BlockSummary> look();

Q_SIGNALS:
    void blockSeen(qint64 number, qint64 timestampMs);
    void transactionHint(const QString &txHash);

private:
    Task<> poll();
    /// Only an own node is asked: the other networks' channels are known.
    Task<> askForChannel();
    void schedule();

    Gateways &m_gateways;
    const Network &m_network;
    EventChannel m_channel;
    QTimer m_timer;
    BlockSummary m_newest;
    bool m_isRunning = false;
    bool m_isPolling = false;
    bool m_pollAgain = false;
    bool m_hasAskedForChannel = false;
    int m_failures = 0;
};

} // namespace ain::chain
