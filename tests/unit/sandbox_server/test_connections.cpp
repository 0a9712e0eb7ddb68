// Connections that never say what they want, say it too slowly, or come from web pages. Durations are far apart on
// purpose: what must end has milliseconds, what must stay has an hour.
#include "core/base/secretbytes.h"
#include "core/sandbox/handshakegate.h"
#include "core/sandbox/httpserver.h"
#include "core/sandbox/practicenetwork.h"

#include <QTcpSocket>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace ain;
using namespace ain::sandbox;

namespace {

constexpr int Soon = 50; // ms
constexpr int Never = 3'600'000; // ms

class Client {
public:
    explicit Client(quint16 port, const QByteArray &first = {})
    {
        m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket, [this] { received += m_socket.readAll(); });
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
    QByteArray received;
    bool isClosed = false;

private:
    QTcpSocket m_socket;
    QTimer m_drip;
};

const QByteArray Request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

QByteArray handshake(const QByteArray &headers)
{
    return "GET / HTTP/1.1\r\n" + headers
        + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
}

} // namespace

class TestConnections : public QObject {
    Q_OBJECT

    static HttpResponse answer(const HttpRequest &)
    {
        HttpResponse response;
        response.body = "{}";
        return response;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void heads_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<bool>("isGood");
        QTest::addColumn<bool>("isLoopback");
        const auto row = [](const char *name, const QByteArray &headers, bool isGood, bool isLoopback) {
            QTest::newRow(name) << "GET /a?b HTTP/1.1\r\n" + headers << isGood << isLoopback;
        };
        row("address", "Host: 127.0.0.1:5100", true, true);
        row("name", "HOST: LocalHost", true, true);
        row("IPv6", "Host: [::1]:80", true, true);
        row("another address", "Host: 127.0.0.2", true, false);
        row("a page's name", "Host: 127.0.0.1.example.org:5100", true, false);
        row("no host", "Accept: */*", true, false);
        row("two hosts", "Host: example.org\r\nHost: localhost", false, false);
        row("folded", "Accept: a\r\n Host: localhost", false, false);
        row("blank before the colon", "Host : localhost", false, false);
        row("two lengths", "Host: localhost\r\nContent-Length: 1\r\nContent-Length: 2", false, false);
    }
    void heads()
    {
        QFETCH(QByteArray, head);
        QFETCH(bool, isGood);
        QFETCH(bool, isLoopback);
        const auto request = parseHttpHead(head);
        QCOMPARE(request.has_value(), isGood);
        if (request) {
            QCOMPARE(request->hasLoopbackHost(), isLoopback);
            QCOMPARE(request->path, QByteArray("/a"));
        }
    }

    void channelsAreForThisMachine_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("address") << QByteArray("Host: 127.0.0.1\r\n") << QByteArray("HTTP/1.1 101 ");
        QTest::newRow("name") << QByteArray("Host: localhost:5100\r\n") << QByteArray("HTTP/1.1 101 ");
        QTest::newRow("a page's name") << QByteArray("Host: example.org\r\n") << QByteArray("HTTP/1.1 403 ");
        QTest::newRow("no host") << QByteArray() << QByteArray("HTTP/1.1 403 ");
        QTest::newRow("a page") << QByteArray("Host: localhost\r\nOrigin: https://example.org\r\n")
                                << QByteArray("HTTP/1.1 403 ");
        QTest::newRow("two hosts") << QByteArray("Host: localhost\r\nHost: example.org\r\n")
                                   << QByteArray("HTTP/1.1 400 ");
        QTest::newRow("endless head") << QByteArray("Host: localhost\r\nA: " + QByteArray(20'000, 'a'))
                                      << QByteArray("HTTP/1.1 431 ");
    }
    void channelsAreForThisMachine()
    {
        QFETCH(QByteArray, headers);
        QFETCH(QByteArray, answer);
        PracticeOptions options;
        options.blockIntervalMs = Never;
        PracticeNetwork network(options);
        QVERIFY(network.start());
        Client client(quint16(network.eventUrl().port()), handshake(headers));
        QTRY_VERIFY(client.received.contains("\r\n\r\n"));
        QVERIFY2(client.received.startsWith(answer), client.received.constData());
        if (!answer.contains("101"))
            QTRY_VERIFY(client.isClosed);
    }

    void unfinishedHandshakesEnd()
    {
        ConnectionLimits limits;
        limits.requestMs = Soon;
        int admitted = 0;
        HandshakeGate gate([&](QTcpSocket *) { ++admitted; }, limits);
        QVERIFY(gate.listen(0));
        Client complete(gate.port(), handshake("Host: localhost\r\n"));
        QTRY_COMPARE(admitted, 1);
        Client silent(gate.port());
        Client slow(gate.port(), "GET / HTTP/1.1\r\nHost: localhost\r\nA: ");
        slow.drip();
        QTRY_VERIFY(silent.isClosed);
        QTRY_VERIFY(slow.isClosed);
        // Its deadline was before theirs and no longer counts.
        QVERIFY(!complete.isClosed);
        QCOMPARE(admitted, 1);
    }

    void manyHandshakesKeepNobodyOut()
    {
        ConnectionLimits limits;
        limits.requestMs = Never;
        limits.maxConnections = 2;
        int admitted = 0;
        HandshakeGate gate([&](QTcpSocket *) { ++admitted; }, limits);
        QVERIFY(gate.listen(0));
        Client first(gate.port());
        Client second(gate.port());
        Client third(gate.port());
        QTRY_VERIFY(first.isClosed);
        second.say(handshake("Host: localhost\r\n"));
        third.say(handshake("Host: localhost\r\n"));
        QTRY_COMPARE(admitted, 2);
    }

    void unfinishedRequestsEnd()
    {
        ConnectionLimits limits;
        limits.requestMs = Soon;
        limits.idleMs = Never;
        HttpServer server(answer, limits);
        QVERIFY(server.listen(0));
        Client idle(server.port(), Request);
        QTRY_VERIFY(idle.received.endsWith("{}"));
        Client silent(server.port());
        Client slow(server.port(), "GET / HTTP/1.1\r\nHost: localhost\r\nA: ");
        slow.drip();
        Client slowBody(server.port(), "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n");
        slowBody.drip();
        QTRY_VERIFY(silent.isClosed);
        QTRY_VERIFY(slow.isClosed);
        QTRY_VERIFY(slowBody.isClosed);
        // One that was answered has the other, longer limit, until it begins a request that it does not finish.
        QVERIFY(!idle.isClosed);
        idle.received.clear();
        idle.say(Request + "GET ");
        QTRY_VERIFY(idle.received.endsWith("{}"));
        QTRY_VERIFY(idle.isClosed);
    }

    void idleConnectionsEnd()
    {
        ConnectionLimits limits;
        limits.requestMs = Never;
        limits.idleMs = Soon;
        HttpServer server(answer, limits);
        QVERIFY(server.listen(0));
        Client waiting(server.port());
        Client idle(server.port(), Request);
        QTRY_VERIFY(idle.isClosed);
        QVERIFY(idle.received.endsWith("{}"));
        QVERIFY(!waiting.isClosed);
    }

    void manyConnectionsKeepNobodyOut()
    {
        ConnectionLimits limits;
        limits.requestMs = Never;
        limits.idleMs = Never;
        limits.maxConnections = 2;
        HttpServer server(answer, limits);
        QVERIFY(server.listen(0));
        Client first(server.port());
        Client second(server.port());
        first.say(Request);
        QTRY_VERIFY(first.received.endsWith("{}")); // the second is the one that did nothing for longest now
        Client third(server.port(), Request);
        QTRY_VERIFY(third.received.endsWith("{}"));
        QTRY_VERIFY(second.isClosed);
        QVERIFY(!first.isClosed);
        first.received.clear();
        first.say(Request);
        QTRY_VERIFY(first.received.endsWith("{}"));
    }
};

QTEST_GUILESS_MAIN(TestConnections)
#include "test_connections.moc"
