#include "core/sandbox/handshakegate.h"

#include "core/sandbox/practicenetwork.h"

#include <QHostAddress>
#include <QTcpSocket>
#include <QTimer>

namespace ain::sandbox {

using namespace Qt::StringLiterals;
using http::MaxHttpHead;

HandshakeGate::HandshakeGate(Admit admit, const ConnectionLimits &limits, QObject *parent)
    : QObject(parent), m_admit(std::move(admit)), m_limits(limits)
{
    connect(&m_server, &QTcpServer::newConnection, this, &HandshakeGate::accept);
}

HandshakeGate::~HandshakeGate() { close(); }

Result<> HandshakeGate::listen(quint16 port)
{
    if (!m_server.listen(QHostAddress::LocalHost, port))
        return failure(errors::SandboxListen, {{u"port"_s, port}, {u"reason"_s, m_server.errorString()}});
    return {};
}

void HandshakeGate::close()
{
    m_server.close();
    while (!m_waiting.empty())
        end(m_waiting.front());
}

void HandshakeGate::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        if (!m_waiting.empty() && m_waiting.size() >= std::size_t(m_limits.maxConnections))
            end(m_waiting.front());
        m_waiting.push_back(socket);
        // One byte more than a head may have: more is not read from a client that is not known yet.
        socket->setReadBufferSize(MaxHttpHead + 1);
        auto *deadline = new QTimer(socket);
        deadline->setSingleShot(true);
        connect(deadline, &QTimer::timeout, socket, &QTcpSocket::abort);
        deadline->start(m_limits.requestMs);
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            forget(socket);
            socket->deleteLater();
        });
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { look(socket); });
        look(socket);
    }
}

void HandshakeGate::end(QTcpSocket *socket)
{
    forget(socket);
    socket->abort();
    socket->deleteLater();
}

void HandshakeGate::forget(QTcpSocket *socket)
{
    m_waiting.remove(socket);
    socket->disconnect(this);
}

void HandshakeGate::look(QTcpSocket *socket)
{
    const QByteArray head = socket->peek(MaxHttpHead + 1);
    const qsizetype end = head.indexOf("\r\n\r\n");
    if (end < 0) {
        if (head.size() > MaxHttpHead)
            refuse(socket, "431 Request Header Fields Too Large");
        return;
    }
    const auto request = http::parseHttpHead(head.left(end));
    if (!request) {
        refuse(socket, "400 Bad Request");
        return;
    }
    // A web page always names its origin, or the host name it was loaded from; the channel is for local programs.
    if (!request->hasLoopbackHost() || request->isFromBrowser()) {
        refuse(socket, "403 Forbidden");
        return;
    }
    forget(socket);
    qDeleteAll(socket->findChildren<QTimer *>(Qt::FindDirectChildrenOnly));
    socket->setReadBufferSize(0);
    m_admit(socket);
}

void HandshakeGate::refuse(QTcpSocket *socket, const QByteArray &status)
{
    // Still waited for, and by the same deadline: it has to take its answer.
    disconnect(socket, &QTcpSocket::readyRead, this, nullptr);
    socket->write("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    socket->disconnectFromHost();
}

} // namespace ain::sandbox
