#include "core/chain/eventchannel.h"

#include "core/chain/eventframes.h"

#include <QWebSocket>

#include <algorithm>

namespace ain::chain {

using namespace Qt::StringLiterals;

EventChannel::EventChannel(QList<QUrl> urls, Rng &rng, QObject *parent)
    : EventChannel(std::move(urls), rng, Timing(), parent)
{
}

EventChannel::EventChannel(QList<QUrl> urls, Rng &rng, Timing timing, QObject *parent)
    : QObject(parent), m_urls(std::move(urls)), m_rng(rng), m_timing(timing)
{
    m_retry.setSingleShot(true);
    m_silence.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &EventChannel::open);
    connect(&m_refresh, &QTimer::timeout, this, &EventChannel::registerBlocks);
    connect(&m_silence, &QTimer::timeout, this, [this] {
        if (m_socket)
            m_socket->abort();
    });
}

EventChannel::~EventChannel()
{
    if (m_socket)
        m_socket->disconnect(this);
}

void EventChannel::start()
{
    if (m_isRunning)
        return;
    m_isRunning = true;
    m_failures = 0;
    open();
}

void EventChannel::useUrls(QList<QUrl> urls)
{
    if (urls == m_urls)
        return;
    const bool wasRunning = m_isRunning;
    stop();
    m_urls = std::move(urls);
    m_nextUrl = 0;
    if (wasRunning)
        start();
}

void EventChannel::stop()
{
    m_isRunning = false;
    m_retry.stop();
    m_refresh.stop();
    m_silence.stop();
    m_filters.clear();
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
        m_socket.release()->deleteLater();
    }
    if (std::exchange(m_isConnected, false))
        Q_EMIT connectedChanged(false);
}

void EventChannel::open()
{
    if (!m_isRunning || m_urls.isEmpty())
        return;
    m_socket = std::make_unique<QWebSocket>();
    m_socket->setMaxAllowedIncomingFrameSize(quint64(MaxEventFrame));
    m_socket->setMaxAllowedIncomingMessageSize(quint64(MaxEventFrame));
    connect(m_socket.get(), &QWebSocket::connected, this, [this] {
        m_isConnected = true;
        m_filters.clear();
        registerBlocks();
        for (const QString &hash : std::as_const(m_watched))
            registerTransaction(hash);
        m_refresh.start(m_timing.refreshMs);
        m_silence.start(m_timing.silenceMs);
        Q_EMIT connectedChanged(true);
    });
    connect(m_socket.get(), &QWebSocket::disconnected, this, &EventChannel::closed);
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this, &EventChannel::received);
    // Also covers a connection that is never established.
    m_silence.start(m_timing.silenceMs);
    m_socket->open(m_urls.at(m_nextUrl++ % m_urls.size()));
}

void EventChannel::closed()
{
    m_refresh.stop();
    m_silence.stop();
    m_filters.clear();
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket.release()->deleteLater();
    }
    if (std::exchange(m_isConnected, false))
        Q_EMIT connectedChanged(false);
    if (!m_isRunning)
        return;
    const int longest =
        int(std::min<qint64>(m_timing.maxRetryMs, qint64(m_timing.firstRetryMs) << std::min(m_failures, 10)));
    m_failures += 1;
    m_retry.start(longest / 2 + int(m_rng.below(std::uint32_t(longest / 2) + 1)));
}

void EventChannel::received(const QString &text)
{
    m_silence.start(m_timing.silenceMs);
    const auto frame = parseEventFrame(text.toUtf8());
    if (!frame)
        return;
    switch (frame->kind) {
    case EventFrame::Kind::Ping: m_socket->sendTextMessage(QString::fromUtf8(encodeEventFrame(u"PONG"_s, {}))); break;
    case EventFrame::Kind::BlockFinalized:
        // Only now it is known to be of use; a server that accepts and closes keeps its back-off.
        m_failures = 0;
        Q_EMIT blockHint(frame->blockNumber);
        break;
    case EventFrame::Kind::TransactionChanged:
        if (const auto hash = m_filters.constFind(frame->filterId); hash != m_filters.constEnd())
            Q_EMIT transactionHint(QString(*hash));
        break;
    case EventFrame::Kind::FilterDeleted:
    case EventFrame::Kind::Error: {
        const QString hash = m_filters.take(frame->filterId);
        if (hash.isEmpty())
            break;
        // The node drops a filter by itself after 100 s without news, or at the end of the transaction.
        if (frame->reason == u"FILTER_TIMEOUT")
            registerTransaction(hash);
        else
            m_watched.removeAll(hash);
        Q_EMIT transactionHint(hash);
        break;
    }
    case EventFrame::Kind::ValueChanged:
    case EventFrame::Kind::Other: break;
    }
}

void EventChannel::watchTransaction(const QString &txHash)
{
    if (m_watched.contains(txHash))
        return;
    while (m_watched.size() >= MaxWatched)
        unwatchTransaction(QString(m_watched.constFirst()));
    m_watched.append(txHash);
    if (m_isConnected)
        registerTransaction(txHash);
}

void EventChannel::unwatchTransaction(const QString &txHash)
{
    m_watched.removeAll(txHash);
    const QString filter = m_filters.key(txHash);
    if (filter.isEmpty())
        return;
    m_filters.remove(filter);
    if (m_isConnected)
        sendFrame(u"DEREGISTER_FILTER"_s, filter, {}, {});
}

void EventChannel::registerBlocks()
{
    if (!m_isConnected)
        return;
    if (!m_blockFilter.isEmpty() && m_refresh.isActive())
        sendFrame(u"DEREGISTER_FILTER"_s, m_blockFilter, {}, {});
    m_blockFilter = u"b%1"_s.arg(m_nextFilter++);
    sendFrame(u"REGISTER_FILTER"_s, m_blockFilter, u"BLOCK_FINALIZED"_s, {});
}

void EventChannel::registerTransaction(const QString &txHash)
{
    const QString filter = u"t%1"_s.arg(m_nextFilter++);
    m_filters.insert(filter, txHash);
    sendFrame(u"REGISTER_FILTER"_s, filter, u"TX_STATE_CHANGED"_s, txHash);
}

void EventChannel::sendFrame(const QString &type, const QString &filterId, const QString &filterType,
                             const QString &txHash)
{
    json::Object data{{u"id"_s, filterId}};
    if (!filterType.isEmpty()) {
        json::Object config;
        if (!txHash.isEmpty())
            config.set(u"tx_hash"_s, txHash);
        data.set(u"type"_s, filterType);
        data.set(u"config"_s, std::move(config));
    }
    m_socket->sendTextMessage(QString::fromUtf8(encodeEventFrame(type, std::move(data))));
}

} // namespace ain::chain
