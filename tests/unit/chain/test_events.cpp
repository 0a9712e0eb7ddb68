#include "core/chain/eventchannel.h"
#include "core/chain/eventframes.h"
#include "tests/support/chain/clocks.h"
#include "tests/support/chain/fixtures.h"

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

private:
    SeededRng m_rng;
};

} // namespace

QTEST_GUILESS_MAIN(TestEvents)
#include "test_events.moc"
