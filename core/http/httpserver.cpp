#include "core/http/httpserver.h"

#include <QPointer>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace ain::http {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MaxDiscard = 16LL * 1024 * 1024;
constexpr qint64 SocketBuffer = 256 * 1024;
constexpr qint64 MaxAhead = 64 * 1024; ///< bytes a client may send while it waits for an answer
constexpr qint64 MaxUnsent = 1024 * 1024; ///< of earlier answers, before another request is served
constexpr int FreePortTries = 20;

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200: return "OK";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 409: return "Conflict";
    case 411: return "Length Required";
    case 413: return "Payload Too Large";
    case 415: return "Unsupported Media Type";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    default: return "Internal Server Error";
    }
}

bool isOneLine(const QByteArray &text) { return !text.contains('\r') && !text.contains('\n'); }

bool isAbsentAddress(QAbstractSocket::SocketError error)
{
    return error == QAbstractSocket::SocketAddressNotAvailableError
        || error == QAbstractSocket::UnsupportedSocketOperationError;
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
    qsizetype wanted = 0; ///< bytes of the request whose head was looked at already
    qint64 discard = 0; ///< bytes of a refused body still to come
    bool isClosing = false;
    bool isResting = false; ///< answered, and no byte of another request came yet
    bool isAnswering = false; ///< a request is with its handler
    bool isReading = false; ///< read() is on the stack
    bool isStalled = false; ///< so much of its answers is unsent that no further request is served
    quint64 lastUse = 0; ///< rises with every connection and request of the server
    std::weak_ptr<HttpReply::State> pending; ///< of the request that is being answered
};

struct HttpReply::State {
    State(HttpServer *owner, std::weak_ptr<HttpServer::Connection> place, bool keep)
        : server(owner), connection(std::move(place)), keepAlive(keep)
    {
    }
    State(const State &) = delete;
    State &operator=(const State &) = delete;
    State(State &&) = delete;
    State &operator=(State &&) = delete;
    ~State()
    {
        if (server)
            settle(server->m_options.refusal(500, "Internal server error"));
    }

    void settle(const HttpResponse &response)
    {
        HttpServer *owner = std::exchange(server, nullptr);
        closed = nullptr;
        const auto place = connection.lock();
        if (owner && place)
            owner->answer(place, response, keepAlive);
    }
    void end()
    {
        server = nullptr;
        if (const auto handler = std::exchange(closed, nullptr))
            handler();
    }

    HttpServer *server; ///< null: nothing is to be sent any more
    std::weak_ptr<HttpServer::Connection> connection;
    bool keepAlive;
    std::function<void()> closed;
};

void HttpReply::send(HttpResponse response) const
{
    const auto state = m_state; // the handler of this very call may drop its copy
    if (state->server)
        state->settle(response);
}

bool HttpReply::isOpen() const { return m_state->server != nullptr; }

void HttpReply::onClosed(std::function<void()> handler) const
{
    if (m_state->server)
        m_state->closed = std::move(handler);
}

HttpServer::HttpServer(Handler handler, HttpOptions options, QObject *parent)
    : HttpServer(LaterHandler([handler = std::move(handler)](const HttpRequest &request, const HttpReply &reply) {
                     reply.send(handler(request));
                 }),
                 std::move(options), parent)
{
}

HttpServer::HttpServer(LaterHandler handler, HttpOptions options, QObject *parent)
    : QObject(parent), m_handler(std::move(handler)), m_options(std::move(options))
{
}

HttpServer::~HttpServer() { close(); }

QList<QHostAddress> HttpServer::loopback()
{
    return {QHostAddress(QHostAddress::LocalHost), QHostAddress(QHostAddress::LocalHostIPv6)};
}

Result<> HttpServer::listen(quint16 port, const QList<QHostAddress> &addresses)
{
    Result<> opened = failure(errors::HttpListen);
    for (int i = 0; i < (port == 0 ? FreePortTries : 1); ++i) {
        close();
        for (const QHostAddress &address : addresses) {
            bool isAbsent = false;
            // The first address chooses the port that the others must have too.
            opened = open(address, m_servers.empty() ? port : this->port(), &isAbsent);
            if (!opened && !isAbsent)
                break;
            if (isAbsent && !m_servers.empty())
                opened = {};
        }
        if (opened)
            return {};
    }
    close();
    return opened;
}

Result<> HttpServer::open(const QHostAddress &address, quint16 port, bool *isAbsent)
{
    auto server = std::make_unique<QTcpServer>();
    if (!server->listen(address, port)) {
        *isAbsent = isAbsentAddress(server->serverError());
        return failure(errors::HttpListen,
                       {{u"address"_s, address.toString()}, {u"port"_s, port}, {u"reason"_s, server->errorString()}});
    }
    connect(server.get(), &QTcpServer::newConnection, this, [this, raw = server.get()] { accept(*raw); });
    m_servers.push_back(std::move(server));
    return {};
}

quint16 HttpServer::port() const { return m_servers.empty() ? quint16(0) : m_servers.front()->serverPort(); }

void HttpServer::close()
{
    for (const auto &server : m_servers)
        server->close();
    const auto connections = std::exchange(m_connections, {});
    for (const ConnectionPtr &connection : connections) {
        connection->socket->disconnect(this);
        connection->isClosing = true;
        if (const auto pending = connection->pending.lock())
            pending->end();
        connection->socket->abort();
        connection->socket->deleteLater();
    }
    // The sockets are their servers' children; one may be on the stack (a handler closes us).
    for (auto &server : m_servers)
        server.release()->deleteLater();
    m_servers.clear();
}

void HttpServer::forget(QTcpSocket *socket)
{
    const auto found = std::find_if(m_connections.begin(), m_connections.end(),
                                    [&](const ConnectionPtr &other) { return other->socket == socket; });
    if (found == m_connections.end())
        return;
    const ConnectionPtr connection = *found;
    m_connections.erase(found);
    connection->isClosing = true;
    socket->disconnect(this);
    socket->deleteLater();
    if (const auto pending = connection->pending.lock())
        pending->end();
}

void HttpServer::accept(QTcpServer &server)
{
    while (QTcpSocket *socket = server.nextPendingConnection()) {
        if (m_connections.size() >= std::size_t(m_options.connections.maxConnections) && !evictOldest()) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        socket->setReadBufferSize(SocketBuffer);
        auto connection = std::make_shared<Connection>();
        connection->socket = socket;
        connection->lastUse = ++m_uses;
        connection->deadline = new QTimer(socket);
        connection->deadline->setSingleShot(true);
        connect(connection->deadline, &QTimer::timeout, socket, &QTcpSocket::abort);
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] { forget(socket); });
        connect(socket, &QTcpSocket::readyRead, this, [this, connection] { read(connection); });
        connect(socket, &QTcpSocket::bytesWritten, this, [this, connection](qint64 bytes) {
            Q_EMIT sent(bytes);
            noteTaken(*connection);
            read(connection);
        });
        m_connections.push_back(connection);
        connection->deadline->start(m_options.connections.requestMs);
        read(connection);
    }
}

bool HttpServer::evictOldest()
{
    ConnectionPtr oldest;
    for (const ConnectionPtr &connection : m_connections) {
        if (!connection->isAnswering && (!oldest || connection->lastUse < oldest->lastUse))
            oldest = connection;
    }
    if (oldest)
        oldest->socket->abort();
    return oldest != nullptr;
}

void HttpServer::awaitRequest(Connection &connection)
{
    connection.isStalled = connection.socket->bytesToWrite() > MaxUnsent;
    connection.isResting = connection.buffer.isEmpty();
    const ConnectionLimits &limits = m_options.connections;
    const bool isTheirTurn = connection.isResting || connection.isStalled;
    connection.deadline->start(isTheirTurn ? limits.idleMs : limits.requestMs);
}

void HttpServer::noteTaken(Connection &connection)
{
    if (connection.isAnswering)
        return;
    if (connection.isStalled && connection.socket->bytesToWrite() <= MaxUnsent)
        awaitRequest(connection);
    else if (connection.isStalled || connection.isResting || connection.isClosing)
        connection.deadline->start(m_options.connections.idleMs);
}

void HttpServer::drain(Connection &connection, qsizetype count)
{
    connection.discard -= count;
    if (connection.discard <= 0)
        connection.socket->disconnectFromHost();
}

void HttpServer::read(const ConnectionPtr &connection)
{
    const QPointer<HttpServer> self(this);
    const QPointer<QTcpSocket> alive(connection->socket);
    Connection &own = *connection;
    if (own.isReading)
        return;
    own.isReading = true;
    for (;;) {
        while (!own.isClosing && !own.isAnswering && !own.isStalled && serveOne(connection)) {
            if (!self || !alive)
                return;
        }
        if (!self || !alive)
            return;
        const bool mustWait = own.isAnswering || (!own.isClosing && own.isStalled);
        if (mustWait && own.socket->bytesAvailable() > MaxAhead)
            own.socket->abort();
        if (own.socket->state() == QAbstractSocket::UnconnectedState)
            break;
        const QByteArray bytes = mustWait ? QByteArray() : own.socket->read(64 * 1024);
        if (bytes.isEmpty())
            break;
        // Further bytes do not move the deadline: a request has to be whole by then, however slowly it drips.
        if (std::exchange(own.isResting, false))
            own.deadline->start(m_options.connections.requestMs);
        if (own.isClosing)
            drain(own, bytes.size());
        else
            own.buffer.append(bytes);
    }
    own.isReading = false;
}

void HttpServer::refuse(Connection &connection, int status, const QByteArray &text, qint64 discard)
{
    connection.isClosing = true;
    connection.discard = discard;
    connection.buffer.clear();
    write(connection, m_options.refusal(status, text), false);
    if (discard <= 0 || discard > MaxDiscard)
        connection.socket->disconnectFromHost();
}

bool HttpServer::serveOne(const ConnectionPtr &connection)
{
    Connection &own = *connection;
    if (own.buffer.size() < own.wanted)
        return false;
    const qsizetype headerEnd = own.buffer.indexOf("\r\n\r\n");
    if (headerEnd > MaxHttpHead || (headerEnd < 0 && own.buffer.size() > MaxHttpHead)) {
        refuse(own, 431, "Request header too large", 0);
        return false;
    }
    if (headerEnd < 0)
        return false;

    auto parsed = parseHttpHead(own.buffer.left(headerEnd));
    const auto length = parsed ? contentLength(*parsed) : std::nullopt;
    if (!parsed || !length) {
        refuse(own, 400, "Bad request", 0);
        return false;
    }
    HttpRequest request = std::move(*parsed);
    if (request.headers.contains("transfer-encoding")) {
        refuse(own, 411, "Length required", 0);
        return false;
    }
    const qsizetype bodyStart = headerEnd + 4;
    if (*length > m_options.maxBody) {
        refuse(own, 413, "PayloadTooLargeError: request entity too large", *length - (own.buffer.size() - bodyStart));
        return false;
    }
    own.wanted = bodyStart + *length;
    if (own.buffer.size() < own.wanted) {
        if (request.headers.value("expect").toLower() == "100-continue" && own.buffer.size() == bodyStart)
            own.socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        return false;
    }
    request.body = own.buffer.mid(bodyStart, *length);
    request.peer = own.socket->peerAddress();
    own.buffer.remove(0, own.wanted);
    own.wanted = 0;

    const QByteArray wish = request.headers.value("connection").toLower();
    const bool keepAlive = request.version == "HTTP/1.1" ? wish != "close" : wish == "keep-alive";
    own.lastUse = ++m_uses;
    own.isAnswering = true;
    own.deadline->stop();
    auto state = std::make_shared<HttpReply::State>(this, connection, keepAlive);
    own.pending = state;
    const QPointer<HttpServer> self(this);
    {
        const HttpReply reply(std::move(state));
        m_handler(request, reply);
    } // dropped unanswered: answered here
    return self && !own.buffer.isEmpty();
}

void HttpServer::answer(const ConnectionPtr &connection, const HttpResponse &response, bool keepAlive)
{
    Connection &own = *connection;
    own.isAnswering = false;
    own.lastUse = ++m_uses;
    if (own.isClosing)
        return;
    write(own, response, keepAlive);
    if (!keepAlive) {
        own.isClosing = true;
        own.deadline->start(m_options.connections.idleMs); // to take its answer
        own.socket->disconnectFromHost();
        return;
    }
    awaitRequest(own);
    read(connection);
}

void HttpServer::write(Connection &connection, const HttpResponse &response, bool keepAlive)
{
    QByteArray text = "HTTP/1.1 " + QByteArray::number(response.status) + ' ' + reasonPhrase(response.status)
        + "\r\nContent-Type: " + response.contentType
        + "\r\nContent-Length: " + QByteArray::number(response.body.size()) + "\r\n";
    for (const auto &[name, value] : response.headers) {
        if (isOneLine(name) && isOneLine(value))
            text += name + ": " + value + "\r\n";
    }
    text += QByteArray("X-Content-Type-Options: nosniff\r\nConnection: ") + (keepAlive ? "keep-alive" : "close")
        + "\r\n\r\n";
    connection.socket->write(text);
    connection.socket->write(response.body);
}

} // namespace ain::http
