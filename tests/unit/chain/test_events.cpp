#include "core/chain/chainclient.h"
#include "core/chain/eventchannel.h"
#include "core/chain/eventframes.h"
#include "tests/support/chain/clocks.h"
#include "tests/support/chain/fixtures.h"
#include "tests/support/chain/scriptedgateway.h"

#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace ain;
using namespace ain::chain;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

const QString Hash = u"0x"_s + QString(64, u'a');

/// Records what clients send; says what the test wants.
class EventServer : public QWebSocketServer {
public:
    EventServer() : QWebSocketServer(u"test"_s, NonSecureMode)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QWebSocketServer::newConnection, this, [this] {
            socket = nextPendingConnection();
            connections += 1;
            connect(socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
                if (auto frame = json::parse(text.toUtf8()))
                    frames.append(*frame);
            });
        });
    }
    void say(const QByteArray &text) { socket->sendTextMessage(QString::fromUtf8(text)); }
    [[nodiscard]] QString filterOf(const QString &type) const
    {
        QString id;
        for (const json::Value &frame : frames) {
            if (frame.at({u"data", u"type"}).string() == type)
                id = frame.at({u"data", u"id"}).string();
        }
        return id;
    }
    [[nodiscard]] int count(const QString &type) const
    {
        return int(std::count_if(frames.begin(), frames.end(),
                                 [&](const json::Value &frame) { return frame[u"type"].string() == type; }));
    }
    QList<json::Value> frames;
    QWebSocket *socket = nullptr;
    int connections = 0;
};

class TestEvents : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsTheRecording()
    {
        const json::Value transcript = dataFile(u"chain/events/transcript.json"_s);
        QHash<int, int> kinds;
        for (const json::Value &entry : transcript.array()) {
            if (entry[u"dir"].string() != u"recv" || entry[u"channel"].string() == u"rpc")
                continue;
            const auto frame = parseEventFrame(json::canonical(entry[u"frame"]));
            QVERIFY(frame);
            kinds[int(frame->kind)] += 1;
            if (frame->kind == EventFrame::Kind::TransactionChanged)
                QVERIFY(!frame->state.isEmpty() && !frame->filterId.isEmpty());
        }
        for (const auto kind :
             {EventFrame::Kind::Ping, EventFrame::Kind::BlockFinalized, EventFrame::Kind::TransactionChanged,
              EventFrame::Kind::ValueChanged, EventFrame::Kind::FilterDeleted, EventFrame::Kind::Error})
            QVERIFY(kinds.value(int(kind)) > 0);
    }
    void refusesRubbish()
    {
        for (const char *text : {"", "7", "[]", "{}", R"({"type":"PING"})", R"({"type":7,"data":{}})"})
            QVERIFY2(!parseEventFrame(text), text);
        QVERIFY(parseEventFrame(R"({"type":"NEW_THING","data":{}})")->kind == EventFrame::Kind::Other);
        QVERIFY(
            parseEventFrame(R"({"type":"EMIT_EVENT","data":{"type":"BLOCK_FINALIZED","payload":{"block_number":"5"}}})")
                ->kind
            == EventFrame::Kind::Other);
        QVERIFY(!parseEventFrame(QByteArray(2 * 1024 * 1024, ' ')));
    }
    void answersPingsAndGivesHints()
    {
        EventServer server;
        EventChannel channel({server.serverUrl()}, m_rng);
        QSignalSpy blocks(&channel, &EventChannel::blockHint);
        QSignalSpy transactions(&channel, &EventChannel::transactionHint);
        channel.watchTransaction(Hash);
        channel.start();
        QTRY_COMPARE(server.count(u"REGISTER_FILTER"_s), 2);
        server.say(R"({"type":"PING","data":{}})");
        QTRY_COMPARE(server.count(u"PONG"_s), 1);
        server.say(R"({"type":"EMIT_EVENT","data":{"type":"BLOCK_FINALIZED","payload":{"block_number":911}}})");
        QTRY_COMPARE(blocks.size(), 1);
        const QByteArray filter = server.filterOf(u"TX_STATE_CHANGED"_s).toUtf8();
        server.say(R"({"type":"EMIT_EVENT","data":{"type":"TX_STATE_CHANGED","filter_id":")" + filter
                   + R"(","payload":{"tx_state":{"before":null,"after":"EXECUTED"}}}})");
        QTRY_COMPARE(transactions.size(), 1);
        QCOMPARE(transactions.first().first().toString(), Hash);
        // A filter that timed out is asked for again, one that the node refuses is left to polling.
        server.say(R"({"type":"EMIT_EVENT","data":{"type":"FILTER_DELETED","filter_id":")" + filter
                   + R"(","payload":{"reason":"FILTER_TIMEOUT"}}})");
        QTRY_COMPARE(server.count(u"REGISTER_FILTER"_s), 3);
        server.say(R"({"type":"EMIT_ERROR","data":{"code":70020,"message":"limit","filter_id":")"
                   + server.filterOf(u"TX_STATE_CHANGED"_s).toUtf8() + R"("}})");
        QTRY_VERIFY(transactions.size() >= 3);
        QCOMPARE(server.count(u"REGISTER_FILTER"_s), 3);
    }
    void keepsTheFilterLimit()
    {
        EventServer server;
        EventChannel channel({server.serverUrl()}, m_rng);
        channel.start();
        QTRY_VERIFY(channel.isConnected());
        for (int i = 0; i < 10; ++i)
            channel.watchTransaction(u"0x%1"_s.arg(i, 64, 10, QChar(u'0')));
        QTRY_COMPARE(server.count(u"REGISTER_FILTER"_s), 11);
        QTRY_COMPARE(server.count(u"DEREGISTER_FILTER"_s), 6);
    }
    void comesBackWithItsFilters()
    {
        EventServer server;
        EventChannel::Timing timing;
        timing.firstRetryMs = 20;
        EventChannel channel({server.serverUrl()}, m_rng, timing);
        channel.watchTransaction(Hash);
        channel.start();
        QTRY_COMPARE(server.count(u"REGISTER_FILTER"_s), 2);
        server.socket->abort();
        QTRY_COMPARE(server.connections, 2);
        QTRY_COMPARE(server.count(u"REGISTER_FILTER"_s), 4);
        channel.stop();
        QVERIFY(!channel.isConnected());
    }
    void silenceAndHugeFramesEndAConnection()
    {
        EventServer server;
        EventChannel::Timing timing;
        timing.firstRetryMs = 20;
        timing.silenceMs = 300;
        EventChannel channel({server.serverUrl()}, m_rng, timing);
        channel.start();
        QTRY_VERIFY(server.connections >= 2); // silence
        server.socket->sendTextMessage(QString(3 * 1024 * 1024, u'x'));
        const int before = server.connections;
        QTRY_VERIFY(server.connections > before);
    }
    void channelsOfOwnNodes_data()
    {
        QTest::addColumn<QString>("gateway");
        QTest::addColumn<QString>("told");
        QTest::addColumn<bool>("isTaken");
        const auto row = [](const char *name, const QString &gateway, const QString &told, bool isTaken) {
            QTest::newRow(name) << gateway << told << isTaken;
        };
        const QString node = u"https://node.example.org/json-rpc"_s;
        const QString plain = u"http://node.example.org:8080/json-rpc"_s;
        const QString local = u"http://127.0.0.1:8080/json-rpc"_s;
        row("same host", node, u"wss://node.example.org:5100/"_s, true);
        row("same host in capitals", node, u"wss://NODE.example.org:5100/"_s, true);
        row("no longer encrypted", node, u"ws://node.example.org:5100/"_s, false);
        row("neither is encrypted", plain, u"ws://node.example.org:5100/"_s, true);
        row("another host", node, u"wss://example.org/"_s, false);
        row("a host that begins alike", node, u"wss://node.example.org.evil.example/"_s, false);
        row("a user that looks alike", node, u"wss://node.example.org@evil.example/"_s, false);
        row("a user", node, u"wss://me:secret@node.example.org/"_s, false);
        row("this machine", node, u"wss://127.0.0.1:5100/"_s, false);
        row("an address for a name", plain, u"ws://203.0.113.7:5100/"_s, false);
        row("loopback", local, u"ws://127.0.0.1:5100/"_s, true);
        row("loopback by name", local, u"ws://localhost:5100/"_s, true);
        row("loopback, IPv6", local, u"ws://[::1]:5100/"_s, true);
        row("loopback, encrypted gateway", u"https://localhost/json-rpc"_s, u"ws://localhost:5100/"_s, true);
        row("out of loopback", local, u"ws://203.0.113.7:5100/"_s, false);
        row("no channel", local, u"http://127.0.0.1:5100/"_s, false);
        row("a file", local, u"file:///dev/null"_s, false);
        row("port 0", local, u"ws://127.0.0.1:0/"_s, false);
        row("nothing", local, QString(), false);
        row("long", local, u"ws://127.0.0.1/"_s + QString(3000, u'a'), false);
    }
    void channelsOfOwnNodes()
    {
        QFETCH(QString, gateway);
        QFETCH(QString, told);
        QFETCH(bool, isTaken);
        QCOMPARE(eventUrlOf(QUrl(gateway), told).has_value(), isTaken);
    }

    void anOwnNodeIsAskedForItsChannel_data()
    {
        QTest::addColumn<bool>("isOwn");
        QTest::addColumn<QString>("told"); // "%1" stands for the port
        QTest::addColumn<bool>("isOpened");
        QTest::newRow("own node") << true << u"ws://127.0.0.1:%1/"_s << true;
        QTest::newRow("tells a stranger's") << true << u"ws://203.0.113.7:%1/"_s << false;
        QTest::newRow("has none") << true << QString() << false;
        QTest::newRow("known network") << false << u"ws://127.0.0.1:%1/"_s << false;
    }
    void anOwnNodeIsAskedForItsChannel()
    {
        QFETCH(bool, isOwn);
        QFETCH(QString, told);
        QFETCH(bool, isOpened);
        EventServer server;
        ScriptedGateway gateway;
        qint64 tip = 5;
        gateway.handlers[u"ain_getLastBlock"_s] = [&](const json::Object &) {
            return ScriptedReply::payload(json::Object{{u"number"_s, tip}, {u"hash"_s, Hash}, {u"timestamp"_s, 1}});
        };
        gateway.handlers[u"net_getEventHandlerNetworkInfo"_s] = [&](const json::Object &) {
            if (told.isEmpty())
                return ScriptedReply::refusal(-32601, u"Method not found"_s);
            return ScriptedReply::payload(json::Object{{u"url"_s, told.arg(server.serverPort())}});
        };
        Network network = Network::custom(gateway.url().toString()).value();
        network.id = u"testnet"_s; // also a node that is asked in place of the usual ones
        if (!isOwn)
            network.eventUrls = {QUrl(u"ws://127.0.0.1:9"_s)};
        network.epochMs = 600;
        QNetworkAccessManager http;
        OffsetClock clock;
        ChainClient client(network, http, clock, m_rng);
        QSignalSpy seen(&client, &ChainClient::blockSeen);
        client.watchTransaction(Hash); // before the channel is known
        client.startFollowing();
        QTRY_COMPARE(seen.size(), 1);
        if (isOpened) {
            QTRY_COMPARE(server.count(u"REGISTER_FILTER"_s), 2);
            const QByteArray filter = server.filterOf(u"TX_STATE_CHANGED"_s).toUtf8();
            QSignalSpy hints(&client, &ChainClient::transactionHint);
            server.say(R"({"type":"EMIT_EVENT","data":{"type":"TX_STATE_CHANGED","filter_id":")" + filter
                       + R"(","payload":{"tx_state":{"before":null,"after":"EXECUTED"}}}})");
            QTRY_COMPARE(hints.size(), 1);
        } else if (isOwn) {
            QTRY_COMPARE(gateway.count(u"net_getEventHandlerNetworkInfo"_s), 1);
        }
        // Polling goes on in every case, and nobody is asked twice.
        tip = 6;
        QTRY_COMPARE(seen.size(), 2);
        QCOMPARE(server.connections, isOpened ? 1 : 0);
        QCOMPARE(gateway.count(u"net_getEventHandlerNetworkInfo"_s), isOwn ? 1 : 0);
    }

private:
    SeededRng m_rng;
};

} // namespace

QTEST_GUILESS_MAIN(TestEvents)
#include "test_events.moc"
