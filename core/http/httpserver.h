// A small HTTP/1.1 server. Own code and not QHttpServer for two reasons: that one reads a request whole before anybody
// may look at its size, and its interface differs between Qt 6.4 and 6.8.
#pragma once

#include "core/base/result.h"
#include "core/http/httprequest.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QTcpServer>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

QT_BEGIN_NAMESPACE
class QTcpSocket;
QT_END_NAMESPACE

namespace ain {

namespace errors {
inline constexpr ErrorCode HttpListen{"http.listen"}; ///< a port cannot be opened; args: address, port, reason
} // namespace errors

namespace http {

struct HttpResponse {
    int status = 200;
    QByteArray contentType = "application/json; charset=utf-8";
    QByteArray body = {};
    QList<std::pair<QByteArray, QByteArray>> headers = {}; ///< further ones; one with a line end in it is left out
};

/// An HTML error page of the form public nodes answer with.
[[nodiscard]] HttpResponse htmlError(int status, const QByteArray &text);

class HttpServer;

/// The place for the answer to one request, wherever it comes from later. Copies are the same place; when the last
/// one goes without an answer, the client gets 500. Thread: the server's. May outlive the server.
class HttpReply {
public:
    /// The first answer counts; none does after the client went.
    void send(HttpResponse response) const;
    /// False once answered, or when the client went.
    [[nodiscard]] bool isOpen() const;
    /// Called once if the client goes before its answer, or the server closes. One handler.
    void onClosed(std::function<void()> handler) const;

private:
    friend class HttpServer;
    struct State;
    explicit HttpReply(std::shared_ptr<State> state) : m_state(std::move(state)) { }
    std::shared_ptr<State> m_state;
};

struct HttpOptions {
    HttpOptions() = default;
    HttpOptions(const ConnectionLimits &limits) : connections(limits) { } // NOLINT(google-explicit-constructor)

    ConnectionLimits connections = {};
    qsizetype maxBody = 102'400; ///< 413 above
    /// How the server itself says no: 400, 411, 413, 431.
    std::function<HttpResponse(int status, const QByteArray &text)> refusal = htmlError;
};

/// Bounded: MaxHttpHead of headers, `maxBody` of body, both looked at before anything else; a request must be whole in
/// time, an answer must be taken in time. One request of a connection at a time: what comes behind it waits unread.
/// Thread: its own, which needs an event loop; handlers are called there.
class HttpServer final : public QObject {
    Q_OBJECT
public:
    static constexpr qsizetype MaxBody = 102'400;
    using Handler = std::function<HttpResponse(const HttpRequest &)>;
    using LaterHandler = std::function<void(const HttpRequest &, const HttpReply &)>;

    explicit HttpServer(Handler handler, HttpOptions options = {}, QObject *parent = nullptr);
    explicit HttpServer(LaterHandler handler, HttpOptions options = {}, QObject *parent = nullptr);
    ~HttpServer() override;

    /// On 127.0.0.1, or all of `addresses`, with one port; 0: any free one. An address that this computer does not
    /// have is left out, as long as one remains. Errors: HttpListen; nothing is open then.
    [[nodiscard]] Result<> listen(quint16 port, const QList<QHostAddress> &addresses = {QHostAddress::LocalHost});
    /// 127.0.0.1 and ::1. Both or, where there is no IPv6, the first: nobody else can sit on the other one, to be sent
    /// what clients of "localhost" mean for us.
    [[nodiscard]] static QList<QHostAddress> loopback();
    [[nodiscard]] bool isListening() const { return !m_servers.empty(); }
    [[nodiscard]] quint16 port() const;
    [[nodiscard]] qsizetype connectionCount() const { return qsizetype(m_connections.size()); }
    void close();

Q_SIGNALS:
    void sent(qint64 bytes); ///< of answers, as the system takes them

private:
    friend class HttpReply;
    struct Connection;
    using ConnectionPtr = std::shared_ptr<Connection>;

    [[nodiscard]] Result<> open(const QHostAddress &address, quint16 port, bool *isAbsent);
    void accept(QTcpServer &server);
    /// False: nobody can go.
    [[nodiscard]] bool evictOldest();
    void forget(QTcpSocket *socket);
    void read(const ConnectionPtr &connection);
    void drain(Connection &connection, qsizetype count);
    /// The request that begins with what is in the buffer must be whole by the deadline; without one it may rest.
    void awaitRequest(Connection &connection);
    /// Something of an answer went out.
    void noteTaken(Connection &connection);
    /// True: there may be another one in the buffer.
    bool serveOne(const ConnectionPtr &connection);
    void refuse(Connection &connection, int status, const QByteArray &text, qint64 discard);
    void answer(const ConnectionPtr &connection, const HttpResponse &response, bool keepAlive);
    void write(Connection &connection, const HttpResponse &response, bool keepAlive);

    LaterHandler m_handler;
    HttpOptions m_options;
    std::vector<std::unique_ptr<QTcpServer>> m_servers;
    std::vector<ConnectionPtr> m_connections;
    quint64 m_uses = 0;
};

} // namespace http
} // namespace ain
