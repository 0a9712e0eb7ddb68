// A gateway on loopback that answers as a test tells it: also with lies, delays and rubbish.
#pragma once

#include "core/json/parser.h"
#include "core/json/writer.h"

#include <QHash>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <functional>

namespace ain::test {

struct ScriptedReply {
    int status = 200;
    QByteArray body;
    QByteArray type = "application/json";
    QByteArray extraHeaders; ///< whole lines with \r\n
    bool stall = false; ///< never answers
    bool drip = false; ///< a byte now and then, for ever
    qsizetype claimedLength = -1; ///< Content-Length other than the body's; the connection is closed after the body
    qint64 repeatBody = 1; ///< body sent this many times, without Content-Length

    /// A payload in the usual envelope.
    static ScriptedReply payload(const json::Value &value)
    {
        ScriptedReply reply;
        reply.inner.set(QStringLiteral("result"), value);
        reply.hasInner = true;
        return reply;
    }
    static ScriptedReply refusal(int code, const QString &message)
    {
        ScriptedReply reply;
        reply.inner.set(QStringLiteral("result"), json::Value());
        reply.inner.set(QStringLiteral("code"), code);
        reply.inner.set(QStringLiteral("message"), message);
        reply.hasInner = true;
        return reply;
    }
    static ScriptedReply raw(int status, const QByteArray &body, const QByteArray &type = "text/html")
    {
        ScriptedReply reply;
        reply.status = status;
        reply.body = body;
        reply.type = type;
        return reply;
    }
    json::Object inner;
    bool hasInner = false;
};

class ScriptedGateway : public QTcpServer {
public:
    using Handler = std::function<ScriptedReply(const json::Object &params)>;

    ScriptedGateway()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
                connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
                    m_buffers.remove(socket);
                    socket->deleteLater();
                });
            }
        });
    }

    [[nodiscard]] QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/json-rpc").arg(serverPort())); }

    QHash<QString, Handler> handlers;
    Handler fallback; ///< for methods without a handler
    QStringList calls; ///< methods in order of arrival
    QList<json::Object> params;
    QByteArray lastHead;
    qint64 idOffset = 0; ///< answers carry a wrong id

    [[nodiscard]] int count(const QString &method) const { return int(calls.count(method)); }

private:
    void read(QTcpSocket *socket)
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
        lastHead = buffer.left(head);
        const QByteArray body = buffer.mid(head + 4, length);
        buffer.remove(0, head + 4 + length);
        answer(socket, body);
    }

    void answer(QTcpSocket *socket, const QByteArray &body)
    {
        const auto request = json::parse(body);
        if (!request)
            return;
        const QString method = (*request)[u"method"].toString();
        calls.append(method);
        params.append((*request)[u"params"].object());
        ScriptedReply reply = ScriptedReply::raw(404, "nothing here");
        if (const auto handler = handlers.value(method))
            reply = handler((*request)[u"params"].object());
        else if (fallback)
            reply = fallback((*request)[u"params"].object());
        if (reply.stall)
            return;
        if (reply.hasInner) {
            reply.inner.set(QStringLiteral("protoVer"), QStringLiteral("1.6.0"));
            json::Object envelope;
            envelope.set(QStringLiteral("jsonrpc"), QStringLiteral("2.0"));
            envelope.set(QStringLiteral("id"), (*request)[u"id"].toInteger() + idOffset);
            envelope.set(QStringLiteral("result"), reply.inner);
            reply.body = json::canonical(envelope);
        }
        QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status) + " X\r\nContent-Type: " + reply.type + "\r\n"
            + reply.extraHeaders;
        if (reply.repeatBody > 1 || reply.drip) {
            socket->write(head + "Connection: close\r\n\r\n");
            if (reply.drip)
                drip(socket);
            else
                pour(socket, reply.body, reply.repeatBody);
            return;
        }
        const qsizetype length = reply.claimedLength >= 0 ? reply.claimedLength : reply.body.size();
        socket->write(head + "Content-Length: " + QByteArray::number(length) + "\r\n\r\n" + reply.body);
        if (reply.claimedLength >= 0)
            socket->disconnectFromHost();
    }

    void drip(QTcpSocket *socket)
    {
        auto *timer = new QTimer(socket);
        connect(timer, &QTimer::timeout, socket, [socket] { socket->write(" "); });
        timer->start(20);
    }

    void pour(QTcpSocket *socket, const QByteArray &body, qint64 times)
    {
        auto left = std::make_shared<qint64>(times);
        const auto more = [socket, body, left] {
            while (*left > 0 && socket->bytesToWrite() < 4 * 1024 * 1024 && socket->isOpen()) {
                socket->write(body);
                *left -= 1;
            }
            if (*left == 0)
                socket->disconnectFromHost();
        };
        connect(socket, &QTcpSocket::bytesWritten, socket, more);
        more();
    }

    QHash<QTcpSocket *, QByteArray> m_buffers;
};

} // namespace ain::test
