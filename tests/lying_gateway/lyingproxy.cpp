#include "lyingproxy.h"

#include "core/json/parser.h"
#include "core/json/writer.h"

#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>

namespace ain::lying {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 PourAhead = 256 * 1024; // unsent bytes of an endless answer: its memory must not count as the client's
constexpr int DripMs = 15;

} // namespace

LyingProxy::LyingProxy(QUrl upstream, QObject *parent) : QObject(parent), m_upstream(std::move(upstream))
{
    m_server.listen(QHostAddress::LocalHost);
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_server.nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
            connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
                m_buffers.remove(socket);
                socket->deleteLater();
            });
        }
    });
}

QUrl LyingProxy::url() const { return QUrl(u"http://127.0.0.1:%1/json-rpc"_s.arg(m_server.serverPort())); }

void LyingProxy::resetCounts()
{
    m_calls = 0;
    m_altered = 0;
    m_bytes = 0;
    m_methods.clear();
}

QByteArray LyingProxy::keyOf(const QString &method, const json::Object &params)
{
    return method.toUtf8() + json::canonical(json::Value(params));
}

void LyingProxy::read(QTcpSocket *socket)
{
    QByteArray &buffer = m_buffers[socket];
    buffer += socket->readAll();
    const qsizetype head = buffer.indexOf("\r\n\r\n");
    if (head < 0)
        return;
    qsizetype length = 0;
    for (const QByteArray &line : buffer.left(head).split('\n')) {
        if (line.toLower().startsWith("content-length:"))
            length = line.mid(15).trimmed().toLongLong();
    }
    if (buffer.size() < head + 4 + length)
        return;
    const auto request = json::parse(buffer.mid(head + 4, length));
    buffer.remove(0, head + 4 + length);
    if (request)
        ask(socket, *request);
    else
        socket->disconnectFromHost();
}

void LyingProxy::post(const QUrl &url, const QByteArray &body, std::function<void(int, const QByteArray &)> done)
{
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    QNetworkReply *reply = m_http.post(request, body);
    connect(reply, &QNetworkReply::finished, this, [reply, done = std::move(done)] {
        done(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll());
        reply->deleteLater();
    });
}

void LyingProxy::ask(QPointer<QTcpSocket> socket, const json::Value &request)
{
    m_calls += 1;
    Call call;
    call.method = request[u"method"].toString();
    call.params = request[u"params"].object();
    call.upstream = m_upstream;
    m_methods.append(call.method);
    const QByteArray original = json::canonical(request);
    post(m_upstream, original, [this, socket, request, call](int status, const QByteArray &honest) mutable {
        if (m_twist.request)
            m_twist.request(call);
        call.reply.status = status;
        if (call.upstream == m_upstream && call.params == request[u"params"].object()) {
            tellTo(socket, request, call, honest, honest);
            return;
        }
        json::Value other = request;
        other.object().set(u"params"_s, json::Value(call.params));
        post(call.upstream, json::canonical(other), [=, this](int otherStatus, const QByteArray &body) mutable {
            call.reply.status = otherStatus;
            tellTo(socket, request, call, honest, body);
        });
    });
}

void LyingProxy::tellTo(QPointer<QTcpSocket> socket, const json::Value &request, Call call, const QByteArray &honest,
                        const QByteArray &body)
{
    call.reply.body = body;
    if (auto parsed = json::parse(body)) {
        const json::Value &inner = (*parsed)[u"result"];
        call.hasPayload = inner.object().contains(u"result");
        call.payload = inner[u"result"];
        if (m_isRecording)
            m_archive.insert(keyOf(call.method, request[u"params"].object()), call.payload);
        const json::Value before = call.payload;
        if (m_twist.answer)
            m_twist.answer(call);
        if (!(call.payload == before)) {
            json::Object envelope = parsed->object();
            envelope.set(u"result"_s, json::Object{{u"result"_s, call.payload}, {u"protoVer"_s, inner[u"protoVer"]}});
            envelope.remove(u"error");
            call.reply.body = json::canonical(json::Value(std::move(envelope)));
        }
    }
    if (m_twist.wire)
        m_twist.wire(call);
    const Reply &reply = call.reply;
    if (reply.way != Reply::Way::Whole || reply.status != 200 || !reply.headers.isEmpty() || reply.claimedLength >= 0
        || reply.body != honest)
        m_altered += 1;
    if (socket)
        send(socket, reply);
}

void LyingProxy::write(QTcpSocket *socket, const QByteArray &bytes)
{
    m_bytes += bytes.size();
    socket->write(bytes);
}

void LyingProxy::send(QTcpSocket *socket, const Reply &reply)
{
    const QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status) + " X\r\nContent-Type: application/json\r\n";
    switch (reply.way) {
    case Reply::Way::Stall: return;
    case Reply::Way::Refuse: socket->abort(); return;
    case Reply::Way::Drip:
        write(socket, head + "Connection: close\r\n\r\n");
        drip(socket);
        return;
    case Reply::Way::Endless:
        write(socket, head + reply.headers + "Connection: close\r\n\r\n" + reply.body);
        pour(socket, QByteArray("0,").repeated(16 * 1024));
        return;
    case Reply::Way::EndlessHeaders:
        write(socket, head);
        pour(socket, "X-More: " + QByteArray(1000, 'x') + "\r\n");
        return;
    case Reply::Way::CutOff:
        write(socket,
              head + "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n\r\n"
                  + reply.body.left(reply.body.size() / 2));
        socket->disconnectFromHost();
        return;
    case Reply::Way::Whole: break;
    }
    const qsizetype length = reply.claimedLength >= 0 ? reply.claimedLength : reply.body.size();
    write(socket, head + reply.headers + "Content-Length: " + QByteArray::number(length) + "\r\n\r\n" + reply.body);
    if (reply.claimedLength >= 0)
        socket->disconnectFromHost();
}

void LyingProxy::drip(QTcpSocket *socket)
{
    auto *timer = new QTimer(socket);
    connect(timer, &QTimer::timeout, this, [this, socket] { write(socket, " "); });
    timer->start(DripMs);
}

void LyingProxy::pour(QTcpSocket *socket, const QByteArray &chunk)
{
    const auto more = [this, socket, chunk] {
        while (socket->isOpen() && socket->bytesToWrite() < PourAhead)
            write(socket, chunk);
    };
    connect(socket, &QTcpSocket::bytesWritten, this, more);
    more();
}

} // namespace ain::lying
