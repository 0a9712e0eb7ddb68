// The event channel of one network: a WebSocket that says "look again" earlier than polling would.
#pragma once

#include "core/base/rng.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QString>
#include <QTimer>
#include <QUrl>

#include <memory>

QT_BEGIN_NAMESPACE
class QWebSocket;
QT_END_NAMESPACE

namespace ain::chain {

/// Keeps itself connected (back-off 1 s to 60 s with jitter) and its filters registered. A node that refuses filters
/// or is not there at all only means fewer hints. Thread: the one it lives in.
class EventChannel : public QObject {
    Q_OBJECT
public:
    /// Nodes allow five filters a channel (chain.md 7); one of them is for blocks.
    static constexpr int MaxWatched = 4;

    struct Timing {
        int firstRetryMs = 1000;
        int maxRetryMs = 60000;
        /// Nodes close a channel that sent nothing but PONG for 600 s: the block filter is registered anew.
        int refreshMs = 240000;
        /// Nodes send PING every 15 s; silence longer than this means a dead connection.
        int silenceMs = 45000;
    };

    EventChannel(QList<QUrl> urls, Rng &rng, QObject *parent = nullptr);
    EventChannel(QList<QUrl> urls, Rng &rng, Timing timing, QObject *parent = nullptr);
    ~EventChannel() override;

    /// Without URLs: nothing until useUrls().
    void start();
    void stop();
    /// Other addresses than before; a running channel begins anew with them.
    void useUrls(QList<QUrl> urls);
    [[nodiscard]] bool isConnected() const { return m_isConnected; }
    /// Hints about this transaction until it ends; beyond MaxWatched the oldest is left to polling.
    void watchTransaction(const QString &txHash);
    void unwatchTransaction(const QString &txHash);

Q_SIGNALS:
    void connectedChanged(bool connected);
    void blockHint(qint64 number);
    void transactionHint(const QString &txHash);

private:
    void open();
    void closed();
    void received(const QString &text);
    void registerBlocks();
    void registerTransaction(const QString &txHash);
    void sendFrame(const QString &type, const QString &filterId, const QString &filterType, const QString &txHash);

    QList<QUrl> m_urls;
    Rng &m_rng;
    Timing m_timing;
    std::unique_ptr<QWebSocket> m_socket;
    QList<QString> m_watched; ///< oldest first
    QHash<QString, QString> m_filters; ///< filter id → transaction hash
    QTimer m_retry;
    QTimer m_refresh;
    QTimer m_silence;
    int m_failures = 0;
    int m_nextUrl = 0;
    int m_nextFilter = 1;
    QString m_blockFilter;
    bool m_isRunning = false;
    bool m_isConnected = false;
};

} // namespace ain::chain
