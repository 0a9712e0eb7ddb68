// Connections that never say what they want, say it too slowly, say two things at once or go while they wait. Durations
// are far apart on purpose: what must end has milliseconds, what must stay has an hour.
#include "core/http/httpserver.h"
#include "tests/support/http/rawclient.h"

#include <QPointer>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace ain;
using namespace ain::http;
using ain::test::Never;
using ain::test::Soon;
using Client = ain::test::RawClient;

namespace {

const QByteArray Request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

} // namespace

class TestServer : public QObject {
    Q_OBJECT

    static HttpResponse answer(const HttpRequest &)
    {
        HttpResponse response;
        response.body = "{}";
        return response;
    }

private Q_SLOTS:
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

    void strictHeads_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<bool>("isGood");
        const auto row = [](const char *name, const QByteArray &head, bool isGood) {
            QTest::newRow(name) << head << isGood;
        };
        row("plain", "GET / HTTP/1.1\r\nHost: a", true);
        row("old", "GET / HTTP/1.0\r\nHost: a", true);
        row("tab in a value", "GET / HTTP/1.1\r\nHost:\ta", true);
        row("nothing", "", false);
        row("later version", "GET / HTTP/2.0\r\nHost: a", false);
        row("four words", "GET / HTTP/1.1 x\r\nHost: a", false);
        row("a proxy's request", "GET http://example.org/ HTTP/1.1\r\nHost: a", false);
        row("odd method", "G(T / HTTP/1.1\r\nHost: a", false);
        row("line feed alone", "GET / HTTP/1.1\nHost: a", false);
        row("return inside", "GET / HTTP/1.1\r\nHost: a\rX: b", false);
        row("zero byte", QByteArray("GET / HTTP/1.1\r\nHost: a\0b", 25), false);
        row("odd name", "GET / HTTP/1.1\r\nHo st: a", false);
        row("two tokens", "GET / HTTP/1.1\r\nAuthorization: a\r\nauthorization: b", false);
        row("two encodings", "GET / HTTP/1.1\r\nTransfer-Encoding: a\r\nTransfer-Encoding: b", false);
        row("long target", "GET /" + QByteArray(MaxHttpTarget, 'a') + " HTTP/1.1\r\nHost: a", false);
        QByteArray many = "GET / HTTP/1.1";
        for (int i = 0; i < MaxHttpHeaders; ++i)
            many += "\r\nA" + QByteArray::number(i) + ": b";
        row("a hundred headers", many, true);
        row("one more", many + "\r\nB: c", false);
        row("long", "GET / HTTP/1.1\r\nA: " + QByteArray(MaxHttpHead, 'a'), false);
    }
    void strictHeads()
    {
        QFETCH(QByteArray, head);
        QFETCH(bool, isGood);
        QCOMPARE(parseHttpHead(head).has_value(), isGood);
    }

    void lengthsArePlainNumbers()
    {
        const auto length = [](const QByteArray &text) {
            return contentLength(*parseHttpHead("POST / HTTP/1.1\r\nContent-Length: " + text));
        };
        QCOMPARE(length("0"), std::optional<qint64>(0));
        QCOMPARE(length("00012"), std::optional<qint64>(12));
        for (const char *text : {"+5", "-5", "5 5", "0x5", "5,5", "1e3", "", "9999999999999999"})
            QVERIFY2(!length(text), text);
        QCOMPARE(contentLength(*parseHttpHead("GET / HTTP/1.1")), std::optional<qint64>(0));
    }

    void pagesAreTold()
    {
        const auto isPage = [](const QByteArray &headers) {
            return parseHttpHead("GET / HTTP/1.1\r\n" + headers)->isFromBrowser();
        };
        QVERIFY(isPage("Origin: null"));
        QVERIFY(isPage("Sec-Fetch-Site: cross-site"));
        QVERIFY(isPage("Sec-Fetch-Site: same-origin"));
        QVERIFY(!isPage("Sec-Fetch-Site: none")); // an address that was typed
        QVERIFY(!isPage("Accept: */*"));
    }

    void requestsThatAreRefusedUnread_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        QTest::newRow("not HTTP") << QByteArray("\x16\x03\x01 hello\r\n\r\n") << 400;
        QTest::newRow("chunks") << QByteArray("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") << 411;
        QTest::newRow("both") << QByteArray(
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n")
                              << 411;
        QTest::newRow("too long") << QByteArray("POST / HTTP/1.1\r\nContent-Length: 101\r\n\r\n") << 413;
        QTest::newRow("far too long") << QByteArray("POST / HTTP/1.1\r\nContent-Length: 999999999999\r\n\r\n") << 413;
        QTest::newRow("signed length") << QByteArray("POST / HTTP/1.1\r\nContent-Length: +1\r\n\r\nx") << 400;
        QTest::newRow("endless head") << QByteArray("GET / HTTP/1.1\r\nA: " + QByteArray(20'000, 'a')) << 431;
    }
    void requestsThatAreRefusedUnread()
    {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        HttpOptions options;
        options.maxBody = 100;
        options.refusal = [](int refused, const QByteArray &) {
            HttpResponse response;
            response.status = refused;
            response.body = "refused";
            return response;
        };
        int served = 0;
        HttpServer server(
            [&served](const HttpRequest &) {
                ++served;
                return HttpResponse();
            },
            options);
        QVERIFY(server.listen(0));
        Client client(server.port(), request);
        QTRY_VERIFY(client.isWhole());
        QCOMPARE(client.status(), status);
        QCOMPARE(client.body(), QByteArray("refused"));
        QCOMPARE(served, 0);
    }

    void answersMayComeLater()
    {
        QList<HttpReply> waiting;
        HttpServer server([&waiting](const HttpRequest &, const HttpReply &reply) { waiting.append(reply); });
        QVERIFY(server.listen(0));
        Client client(server.port(), Request + Request); // the second waits for the first
        QTRY_COMPARE(waiting.size(), 1);
        QTest::qWait(Soon);
        QCOMPARE(waiting.size(), 1);
        QVERIFY(waiting[0].isOpen());
        HttpResponse first;
        first.body = "first";
        first.headers = {{"Retry-After", "5"}, {"X-Bad", "a\r\nSet-Cookie: b"}};
        waiting[0].send(first);
        QVERIFY(!waiting[0].isOpen());
        waiting[0].send(HttpResponse()); // counts for nothing
        QTRY_COMPARE(waiting.size(), 2);
        QTRY_VERIFY(client.isWhole());
        QCOMPARE(client.body(), QByteArray("first"));
        QVERIFY(client.received.contains("Retry-After: 5\r\n"));
        QVERIFY(!client.received.contains("Set-Cookie"));
        client.received.clear();
        waiting.removeLast(); // unanswered
        QTRY_VERIFY(client.isWhole());
        QCOMPARE(client.status(), 500);
        QVERIFY(!client.isClosed);
        client.received.clear();
        client.say(Request);
        QTRY_COMPARE(waiting.size(), 2);
    }

    void whoGoesIsMissed()
    {
        QList<HttpReply> waiting;
        int gone = 0;
        auto server = std::make_unique<HttpServer>([&](const HttpRequest &, const HttpReply &reply) {
            reply.onClosed([&gone] { ++gone; });
            waiting.append(reply);
        });
        QVERIFY(server->listen(0));
        Client quitter(server->port(), Request);
        QTRY_COMPARE(waiting.size(), 1);
        quitter.hangUp();
        QTRY_COMPARE(gone, 1);
        QVERIFY(!waiting[0].isOpen());
        waiting[0].send(HttpResponse());
        // Chatter instead of patience.
        Client flooder(server->port(), Request);
        QTRY_COMPARE(waiting.size(), 2);
        flooder.say(QByteArray(1024 * 1024, 'a'));
        QTRY_COMPARE(gone, 2);
        // The server's own end is told too, and replies may outlive it.
        Client third(server->port(), Request);
        QTRY_COMPARE(waiting.size(), 3);
        server.reset();
        QCOMPARE(gone, 3);
        waiting[2].send(HttpResponse());
        QTRY_VERIFY(third.isClosed);
    }

    void whoWaitsForAnAnswerIsNotPushedOut()
    {
        QList<HttpReply> waiting;
        ConnectionLimits limits;
        limits.requestMs = Never;
        limits.idleMs = Never;
        limits.maxConnections = 2;
        HttpServer server([&](const HttpRequest &, const HttpReply &reply) { waiting.append(reply); }, limits);
        QVERIFY(server.listen(0));
        Client first(server.port(), Request);
        QTRY_COMPARE(waiting.size(), 1);
        Client second(server.port());
        QTRY_COMPARE(server.connectionCount(), 2);
        Client third(server.port(), Request);
        QTRY_COMPARE(waiting.size(), 2);
        QTRY_VERIFY(second.isClosed);
        Client fourth(server.port(), Request);
        QTRY_VERIFY(fourth.isClosed);
        QVERIFY(!first.isClosed && !third.isClosed);
        waiting[0].send(HttpResponse());
        QTRY_VERIFY(first.isWhole());
    }

    void whoTakesNothingGetsNoMore()
    {
        ConnectionLimits limits;
        limits.idleMs = Soon;
        limits.requestMs = Never;
        int served = 0;
        HttpServer server(
            [&](const HttpRequest &) {
                ++served;
                HttpResponse response;
                response.body = QByteArray(8 * 1024 * 1024, 'x');
                return response;
            },
            limits);
        QVERIFY(server.listen(0));
        Client greedy(server.port());
        greedy.stopReading();
        greedy.say(Request.repeated(50));
        QTRY_VERIFY(served > 0);
        QTRY_COMPARE(server.connectionCount(), 0); // it never took the first one
        QVERIFY2(served < 5, QByteArray::number(served).constData());
    }

    void bothLoopbackAddressesHaveOnePort()
    {
        HttpServer server(answer);
        QVERIFY(server.listen(0, HttpServer::loopback()));
        Client four(server.port(), Request);
        QTRY_VERIFY(four.received.endsWith("{}"));
        QTcpServer probe;
        if (!probe.listen(QHostAddress::LocalHostIPv6, 0))
            QSKIP("this computer has no IPv6");
        Client six(server.port(), Request, QHostAddress(QHostAddress::LocalHostIPv6));
        QTRY_VERIFY(six.received.endsWith("{}"));
        // Somebody sits on the other address already: clients of "localhost" would tell them their secrets.
        HttpServer second(answer);
        const auto refused = second.listen(probe.serverPort(), HttpServer::loopback());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, errors::HttpListen);
        QVERIFY(!second.isListening());
        server.close();
        QVERIFY(server.listen(0));
    }

    void aHandlerMayEndTheServer()
    {
        std::unique_ptr<HttpServer> server;
        server = std::make_unique<HttpServer>([&server](const HttpRequest &, const HttpReply &) { server->close(); });
        QVERIFY(server->listen(0));
        Client client(server->port(), Request + Request);
        QTRY_VERIFY(client.isClosed);
        QVERIFY(!server->isListening());
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

QTEST_GUILESS_MAIN(TestServer)
#include "test_server.moc"
