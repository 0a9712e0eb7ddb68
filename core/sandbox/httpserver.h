// A small HTTP/1.1 server for the loopback interface. Own code and not QHttpServer for two reasons: that one
// reads a request whole before anybody may look at its size, and its interface differs between Qt 6.4 and 6.8.
#pragma once

#include "core/base/result.h"
#include "core/sandbox/httprequest.h"

#include <QByteArray>
#include <QObject>
#include <QTcpServer>

#include <functional>
#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QTcpSocket;
QT_END_NAMESPACE

namespace ain::sandbox {

struct HttpResponse {
    int status = 200;
    QByteArray contentType = "application/json; charset=utf-8";
    QByteArray body;
};

/// An HTML error page of the form public nodes answer with.
[[nodiscard]] HttpResponse htmlError(int status, const QByteArray &text);

/// Bounded: 16 kB of headers, `MaxBody` of body (413 above), and the limits it is given.
/// Thread: its own, which needs an event loop; the handler is called there.
class HttpServer final : public QObject {
    Q_OBJECT
public:
    static constexpr qsizetype MaxBody = 102'400;
    using Handler = std::function<HttpResponse(const HttpRequest &)>;

    explicit HttpServer(Handler handler, const ConnectionLimits &limits = {}, QObject *parent = nullptr);
    ~HttpServer() override;

    /// On 127.0.0.1; port 0: any free one.
    [[nodiscard]] Result<> listen(quint16 port);
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    void close();

private:
    struct Connection;
    void accept();
    void evictOldest();
    void read(Connection &connection);
    /// The request that begins with what is in the buffer must be whole by the deadline; without one it may rest.
    void awaitRequest(Connection &connection);
    /// False: the connection ends (its answer has been written).
    bool serveOne(Connection &connection);
    void reply(Connection &connection, const HttpResponse &response, bool keepAlive);

    Handler m_handler;
    QTcpServer m_server;
    ConnectionLimits m_limits;
    std::vector<std::shared_ptr<Connection>> m_connections;
    quint64 m_uses = 0;
};

} // namespace ain::sandbox
