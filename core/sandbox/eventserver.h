// The event channel (chain.md 7): a WebSocket on the loopback interface.
#pragma once

#include "core/base/result.h"
#include "core/http/httprequest.h"
#include "core/sandbox/chainnode.h"

#include <QObject>
#include <QTimer>
#include <QUrl>

#include <map>
#include <memory>

QT_BEGIN_NAMESPACE
class QWebSocket;
class QWebSocketServer;
QT_END_NAMESPACE

namespace ain::sandbox {

using http::ConnectionLimits;

class HandshakeGate;

struct EventError {
    int code = 0;
    QString message;
};

struct EventFilter {
    QString type;
    json::Value config;
    QStringList path; ///< of VALUE_CHANGED
    std::unique_ptr<QTimer> timeout; ///< of TX_STATE_CHANGED for a transaction nobody has seen
};

/// What is wrong with a filter's type or configuration, or nothing.
[[nodiscard]] std::optional<EventError> checkFilter(const QString &type, const json::Value &config);
/// Does a written path match a filter's, whose labels beginning with '$' stand for anything?
[[nodiscard]] bool pathMatches(const QStringList &filter, const Path &written);

/// Thread: its own, which needs an event loop.
class EventServer final : public QObject, public NodeObserver {
    Q_OBJECT
public:
    static constexpr int MaxChannels = 30;
    static constexpr int MaxFilters = 40;
    static constexpr int MaxFiltersPerChannel = 5;
    static constexpr int HeartbeatMs = 15'000;
    static constexpr int IdleLimitMs = 600'000;
    static constexpr int LifeLimitMs = 3'600'000;
    static constexpr int UnknownTransactionMs = 100'000;
    static constexpr int MaxClientIdLength = 100;
    static constexpr quint64 MaxMessage = 65'536;

    /// `node` must outlive this. `limits` are those of connections before their handshake; channels have the limits
    /// above, which are those of public nodes.
    explicit EventServer(const ChainNode &node, const ConnectionLimits &limits = {}, QObject *parent = nullptr);
    ~EventServer() override;

    [[nodiscard]] Result<> listen(quint16 port);
    [[nodiscard]] QUrl url() const;
    void close();
    /// Tests shorten it.
    void setHeartbeat(int ms) { m_heartbeat.setInterval(ms); }

    [[nodiscard]] json::Value networkInfo() const;
    [[nodiscard]] json::Value filterInfo() const;
    [[nodiscard]] json::Value channelInfo() const;

    void blockFinalized(const Block &block) override;
    void valueChanged(const ValueChange &change, const json::Value &transaction) override;
    void transactionChanged(const QString &hash, const json::Value &transaction, const json::Value &before,
                            TxState after) override;

private:
    struct Channel;

    void accept();
    void receive(Channel &channel, const QString &text);
    [[nodiscard]] std::optional<EventError> dispatch(Channel &channel, const json::Value &message, const QString &text);
    [[nodiscard]] std::optional<EventError> registerFilter(Channel &channel, const QString &id,
                                                           const json::Value &data);
    void removeFilter(Channel &channel, const QString &id, const QString &reason);
    void emitEvent(Channel &channel, const QString &id, const QString &type, json::Value payload);
    void send(Channel &channel, const QString &type, json::Value data);
    void beat();
    void drop(qint64 channelId);
    [[nodiscard]] int filterCount() const;

    const ChainNode &m_node;
    ConnectionLimits m_limits;
    std::unique_ptr<QWebSocketServer> m_server; ///< does not listen itself
    std::unique_ptr<HandshakeGate> m_gate;
    std::map<qint64, std::unique_ptr<Channel>> m_channels;
    qint64 m_lastChannelId = 0;
    QTimer m_heartbeat;
};

} // namespace ain::sandbox
