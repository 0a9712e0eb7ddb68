// Stands before the event channel: the WebSocket library shows the Origin of a handshake but not its Host, and has no
// limit on connections that never finish theirs.
#pragma once

#include "core/base/result.h"
#include "core/http/httprequest.h"

#include <QObject>
#include <QTcpServer>

#include <functional>
#include <list>

QT_BEGIN_NAMESPACE
class QTcpSocket;
QT_END_NAMESPACE

namespace ain::sandbox {

using http::ConnectionLimits;

/// Listens on 127.0.0.1 and lets through who sent a whole head with a loopback Host and no Origin. The head stays
/// unread in the socket. Thread: its own, which needs an event loop.
class HandshakeGate final : public QObject {
    Q_OBJECT
public:
    /// Gets the socket, still a child of the gate's server.
    using Admit = std::function<void(QTcpSocket *)>;

    explicit HandshakeGate(Admit admit, const ConnectionLimits &limits = {}, QObject *parent = nullptr);
    ~HandshakeGate() override;

    /// Port 0: any free one.
    [[nodiscard]] Result<> listen(quint16 port);
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    /// Ends those still waiting; those let through are their owner's.
    void close();

private:
    void accept();
    void look(QTcpSocket *socket);
    void refuse(QTcpSocket *socket, const QByteArray &status);
    void end(QTcpSocket *socket);
    void forget(QTcpSocket *socket);

    Admit m_admit;
    ConnectionLimits m_limits;
    QTcpServer m_server;
    std::list<QTcpSocket *> m_waiting; ///< oldest first
};

} // namespace ain::sandbox
