// A client that says exactly what a test wants, byte by byte if need be.
#pragma once

#include <QHostAddress>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

namespace ain::test {

inline constexpr int Soon = 50; ///< ms
inline constexpr int Never = 3'600'000; ///< ms

class RawClient {
public:
    explicit RawClient(quint16 port, const QByteArray &first = {},
                       const QHostAddress &host = QHostAddress(QHostAddress::LocalHost))
    {
        m_socket.connectToHost(host, port);
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket, [this] {
            if (isReading)
                received += m_socket.readAll();
        });
        QObject::connect(&m_socket, &QTcpSocket::disconnected, &m_socket, [this] { isClosed = true; });
        (void)QTest::qWaitFor([&] { return m_socket.state() == QAbstractSocket::ConnectedState; });
        say(first);
    }
    void say(const QByteArray &bytes) { m_socket.write(bytes); }
    /// A byte every few milliseconds, without end.
    void drip()
    {
        QObject::connect(&m_drip, &QTimer::timeout, &m_socket, [this] { m_socket.write("a"); });
        m_drip.start(2);
    }
    void hangUp() { m_socket.abort(); }
    /// Takes nothing of an answer any more.
    void stopReading()
    {
        isReading = false;
        m_socket.setReadBufferSize(1);
    }
    [[nodiscard]] bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    /// The number in the first line; 0: there is none yet.
    [[nodiscard]] int status() const { return received.startsWith("HTTP/1.1 ") ? received.mid(9, 3).toInt() : 0; }
    [[nodiscard]] QByteArray body() const
    {
        const qsizetype end = received.indexOf("\r\n\r\n");
        return end < 0 ? QByteArray() : received.mid(end + 4);
    }
    /// The whole answer is there, by its length.
    [[nodiscard]] bool isWhole() const
    {
        const qsizetype at = received.indexOf("Content-Length: ");
        const qsizetype end = received.indexOf("\r\n\r\n");
        if (at < 0 || end < 0)
            return false;
        const qsizetype lineEnd = received.indexOf("\r\n", at);
        return body().size() >= received.mid(at + 16, lineEnd - at - 16).toLongLong();
    }

    QByteArray received;
    bool isClosed = false;
    bool isReading = true;

private:
    QTcpSocket m_socket;
    QTimer m_drip;
};

} // namespace ain::test
