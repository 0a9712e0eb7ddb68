#include "core/sandbox/httpserver.h"

#include "core/sandbox/practicenetwork.h"

#include <QPointer>
#include <QTcpSocket>
#include <QTimer>

namespace ain::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MaxHeader = 16'384;
constexpr int MaxConnections = 64;
constexpr int IdleMs = 60'000;
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

bool HttpRequest::hasLoopbackHost() const
{
    QByteArray host = headers.value("host").toLower();
    if (host.startsWith('[')) {
        const qsizetype end = host.indexOf(']');
        host = end < 0 ? host : host.left(end + 1);
    } else if (const qsizetype colon = host.indexOf(':'); colon >= 0) {
        host.truncate(colon);
    }
    return host == "127.0.0.1" || host == "localhost" || host == "[::1]";
}

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
    QTimer *idle = nullptr;
    QByteArray buffer;
    qint64 discard = 0; ///< bytes of a refused body still to come
    bool closing = false;
};

HttpServer::HttpServer(Handler handler, QObject *parent) : QObject(parent), m_handler(std::move(handler))
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
    m_connections = 0;
}

void HttpServer::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        if (m_connections >= MaxConnections) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        ++m_connections;
        socket->setReadBufferSize(256 * 1024);
        auto connection = std::make_shared<Connection>();
        connection->socket = socket;
        connection->idle = new QTimer(socket);
        connection->idle->setSingleShot(true);
        connect(connection->idle, &QTimer::timeout, socket, &QTcpSocket::abort);
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            --m_connections;
            socket->disconnect(this);
            socket->deleteLater();
        });
        connect(socket, &QTcpSocket::readyRead, this, [this, connection] { read(*connection); });
        connection->idle->start(IdleMs);
        read(*connection);
    }
}

void HttpServer::read(Connection &connection)
{
    const QPointer<QTcpSocket> alive(connection.socket);
    connection.idle->start(IdleMs);
    for (;;) {
        const QByteArray bytes = connection.socket->read(64 * 1024);
        if (bytes.isEmpty())
            return;
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
        if (connection.buffer.size() > MaxHeader)
            return refuse(htmlError(431, "Request header too large"), 0);
        return false;
    }
    if (headerEnd > MaxHeader)
        return refuse(htmlError(431, "Request header too large"), 0);

    const QList<QByteArray> lines = connection.buffer.left(headerEnd).split('\n');
    const QList<QByteArray> start = lines.first().trimmed().split(' ');
    if (start.size() != 3 || !start[2].startsWith("HTTP/1."))
        return refuse(htmlError(400, "Bad request"), 0);
    HttpRequest request;
    request.method = start[0].toUpper();
    request.path = start[1].left(start[1].indexOf('?') < 0 ? start[1].size() : start[1].indexOf('?'));
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines[i].indexOf(':');
        if (colon <= 0)
            return refuse(htmlError(400, "Bad request"), 0);
        request.headers.insert(lines[i].left(colon).trimmed().toLower(), lines[i].mid(colon + 1).trimmed());
    }
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
    const bool keepAlive = start[2] == "HTTP/1.1" ? wish != "close" : wish == "keep-alive";
    const QPointer<QTcpSocket> alive(connection.socket);
    const HttpResponse response = m_handler(request);
    if (!alive)
        return false;
    reply(connection, response, keepAlive);
    if (!keepAlive) {
        connection.closing = true;
        connection.socket->disconnectFromHost();
        return false;
    }
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
