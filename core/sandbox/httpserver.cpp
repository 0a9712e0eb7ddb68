#include "core/sandbox/httpserver.h"

#include "core/sandbox/practicenetwork.h"

#include <QPointer>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace ain::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MaxDiscard = 16LL * 1024 * 1024;

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200: return "OK";
    case 400: return "Bad Request";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 411: return "Length Required";
    case 413: return "Payload Too Large";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    default: return "Internal Server Error";
    }
}

} // namespace

HttpResponse htmlError(int status, const QByteArray &text)
{
    HttpResponse response;
    response.status = status;
    response.contentType = "text/html; charset=utf-8";
    response.body = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Error</title>\n"
                    "</head>\n<body>\n<pre>"
        + text + "</pre>\n</body>\n</html>\n";
    return response;
}

struct HttpServer::Connection {
    QTcpSocket *socket = nullptr;
    QTimer *deadline = nullptr;
    QByteArray buffer;
    qint64 discard = 0; ///< bytes of a refused body still to come
    bool closing = false;
    bool resting = false; ///< answered, and no byte of another request came yet
    quint64 lastUse = 0; ///< rises with every connection and request of the server
};

HttpServer::HttpServer(Handler handler, const ConnectionLimits &limits, QObject *parent)
    : QObject(parent), m_handler(std::move(handler)), m_limits(limits)
{
    connect(&m_server, &QTcpServer::newConnection, this, &HttpServer::accept);
}

HttpServer::~HttpServer() { close(); }

Result<> HttpServer::listen(quint16 port)
{
    if (!m_server.listen(QHostAddress::LocalHost, port))
        return failure(errors::SandboxListen, {{u"port"_s, port}, {u"reason"_s, m_server.errorString()}});
    return {};
}

void HttpServer::close()
{
    m_server.close();
    const auto sockets = m_server.findChildren<QTcpSocket *>();
    for (QTcpSocket *socket : sockets) {
        socket->disconnect(this);
        socket->abort();
        delete socket;
    }
    m_connections.clear();
}

void HttpServer::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        if (m_connections.size() >= std::size_t(m_limits.maxConnections))
            evictOldest();
        socket->setReadBufferSize(256 * 1024);
        auto connection = std::make_shared<Connection>();
        connection->socket = socket;
        connection->lastUse = ++m_uses;
        connection->deadline = new QTimer(socket);
        connection->deadline->setSingleShot(true);
        connect(connection->deadline, &QTimer::timeout, socket, &QTcpSocket::abort);
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            std::erase_if(m_connections, [&](const auto &other) { return other->socket == socket; });
            socket->disconnect(this);
            socket->deleteLater();
        });
        connect(socket, &QTcpSocket::readyRead, this, [this, connection] { read(*connection); });
        m_connections.push_back(connection);
        connection->deadline->start(m_limits.requestMs);
        read(*connection);
    }
}

void HttpServer::evictOldest()
{
    const auto oldest = std::min_element(m_connections.begin(), m_connections.end(),
                                         [](const auto &a, const auto &b) { return a->lastUse < b->lastUse; });
    if (oldest != m_connections.end())
        (*oldest)->socket->abort();
}

void HttpServer::awaitRequest(Connection &connection)
{
    connection.resting = connection.buffer.isEmpty();
    connection.deadline->start(connection.resting ? m_limits.idleMs : m_limits.requestMs);
}

void HttpServer::read(Connection &connection)
{
    const QPointer<QTcpSocket> alive(connection.socket);
    for (;;) {
        const QByteArray bytes = connection.socket->read(64 * 1024);
        if (bytes.isEmpty())
            return;
        // Further bytes do not move the deadline: a request has to be whole by then, however slowly it drips.
        if (std::exchange(connection.resting, false))
            connection.deadline->start(m_limits.requestMs);
        if (connection.closing) {
            connection.discard -= bytes.size();
            if (connection.discard <= 0)
                connection.socket->disconnectFromHost();
            continue;
        }
        connection.buffer.append(bytes);
        while (!connection.closing && serveOne(connection)) {
            if (!alive)
                return;
        }
        if (!alive)
            return;
    }
}

bool HttpServer::serveOne(Connection &connection)
{
    const auto refuse = [&](const HttpResponse &response, qint64 discard) {
        connection.closing = true;
        connection.discard = discard;
        connection.buffer.clear();
        reply(connection, response, false);
        if (discard <= 0 || discard > MaxDiscard)
            connection.socket->disconnectFromHost();
        return false;
    };
    const qsizetype headerEnd = connection.buffer.indexOf("\r\n\r\n");
    if (headerEnd < 0) {
        if (connection.buffer.size() > MaxHttpHead)
            return refuse(htmlError(431, "Request header too large"), 0);
        return false;
    }
    if (headerEnd > MaxHttpHead)
        return refuse(htmlError(431, "Request header too large"), 0);

    auto parsed = parseHttpHead(connection.buffer.left(headerEnd));
    if (!parsed)
        return refuse(htmlError(400, "Bad request"), 0);
    HttpRequest request = std::move(*parsed);
    if (request.headers.contains("transfer-encoding"))
        return refuse(htmlError(411, "Length required"), 0);

    qint64 length = 0;
    if (request.headers.contains("content-length")) {
        bool ok = false;
        length = request.headers.value("content-length").toLongLong(&ok);
        if (!ok || length < 0)
            return refuse(htmlError(400, "Bad request"), 0);
    }
    const qsizetype bodyStart = headerEnd + 4;
    if (length > MaxBody) {
        return refuse(htmlError(413, "PayloadTooLargeError: request entity too large"),
                      length - (connection.buffer.size() - bodyStart));
    }
    if (connection.buffer.size() - bodyStart < length) {
        if (request.headers.value("expect").toLower() == "100-continue" && connection.buffer.size() == bodyStart)
            connection.socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        return false;
    }
    request.body = connection.buffer.mid(bodyStart, length);
    connection.buffer.remove(0, bodyStart + length);

    const QByteArray wish = request.headers.value("connection").toLower();
    const bool keepAlive = request.version == "HTTP/1.1" ? wish != "close" : wish == "keep-alive";
    const QPointer<QTcpSocket> alive(connection.socket);
    connection.lastUse = ++m_uses;
    const HttpResponse response = m_handler(request);
    if (!alive)
        return false;
    reply(connection, response, keepAlive);
    if (!keepAlive) {
        connection.closing = true;
        connection.deadline->start(m_limits.idleMs); // to take its answer
        connection.socket->disconnectFromHost();
        return false;
    }
    awaitRequest(connection);
    return !connection.buffer.isEmpty();
}

void HttpServer::reply(Connection &connection, const HttpResponse &response, bool keepAlive)
{
    QByteArray text = "HTTP/1.1 " + QByteArray::number(response.status) + ' ' + reasonPhrase(response.status)
        + "\r\nContent-Type: " + response.contentType
        + "\r\nContent-Length: " + QByteArray::number(response.body.size())
        + "\r\nX-Content-Type-Options: nosniff\r\nConnection: " + (keepAlive ? "keep-alive" : "close") + "\r\n\r\n";
    text += response.body;
    connection.socket->write(text);
}

} // namespace ain::sandbox
