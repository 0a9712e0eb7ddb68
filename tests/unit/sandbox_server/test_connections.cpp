// Handshakes of the event channel that never end, or come from web pages. Durations are far apart on
// purpose: what must end has milliseconds, what must stay has an hour.
#include "core/base/secretbytes.h"
#include "core/sandbox/handshakegate.h"
#include "core/sandbox/practicenetwork.h"
#include "tests/support/http/rawclient.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ain;
using namespace ain::sandbox;
using ain::test::Never;
using ain::test::RawClient;
using ain::test::Soon;

namespace {

QByteArray handshake(const QByteArray &headers)
{
    return "GET / HTTP/1.1\r\n" + headers
        + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
}

} // namespace

class TestConnections : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

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
        RawClient client(quint16(network.eventUrl().port()), handshake(headers));
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
        RawClient complete(gate.port(), handshake("Host: localhost\r\n"));
        QTRY_COMPARE(admitted, 1);
        RawClient silent(gate.port());
        RawClient slow(gate.port(), "GET / HTTP/1.1\r\nHost: localhost\r\nA: ");
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
        RawClient first(gate.port());
        RawClient second(gate.port());
        RawClient third(gate.port());
        QTRY_VERIFY(first.isClosed);
        second.say(handshake("Host: localhost\r\n"));
        third.say(handshake("Host: localhost\r\n"));
        QTRY_COMPARE(admitted, 2);
    }
};

QTEST_GUILESS_MAIN(TestConnections)
#include "test_connections.moc"
