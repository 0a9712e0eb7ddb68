// The event channel: the dialogue of the recorded transcript, frame by frame in shape.
#include "core/base/secretbytes.h"
#include "core/crypto/key.h"
#include "core/sandbox/practicenetwork.h"
#include "rpcclient.h"

#include <QTest>
#include <QWebSocket>

using namespace Qt::StringLiterals;
using namespace ain;
using namespace ain::sandbox;
using ain::test::RpcClient;

namespace {

class Channel {
public:
    explicit Channel(const QUrl &url)
    {
        QObject::connect(&m_socket, &QWebSocket::textMessageReceived, &m_socket, [this](const QString &text) {
            if (auto value = json::parse(text.toUtf8()))
                frames.push_back(std::move(*value));
        });
        m_socket.open(url);
    }
    bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    void sendText(const QString &text) { m_socket.sendTextMessage(text); }
    void send(const QString &type, json::Object data)
    {
        sendText(QString::fromUtf8(json::canonical(json::Object{{u"type"_s, type}, {u"data"_s, std::move(data)}})));
    }
    void registerFilter(const QString &id, const QString &type, json::Object config)
    {
        send(u"REGISTER_FILTER"_s, {{u"id"_s, id}, {u"type"_s, type}, {u"config"_s, std::move(config)}});
    }
    /// The first frame (taken out) for which `wanted` says yes.
    std::optional<json::Value> take(const std::function<bool(const json::Value &)> &wanted)
    {
        const auto found = std::find_if(frames.begin(), frames.end(), wanted);
        if (found == frames.end())
            return std::nullopt;
        json::Value frame = std::move(*found);
        frames.erase(found);
        return frame;
    }
    std::vector<json::Value> frames;

private:
    QWebSocket m_socket;
};

} // namespace

class TestEvents : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }
    void init()
    {
        PracticeOptions options;
        options.blockIntervalMs = 3'600'000; // blocks only when asked for
        network = std::make_unique<PracticeNetwork>(options);
        QVERIFY(network->start());
    }
    void cleanup() { network.reset(); }

    void goodTransaction();
    void registrationErrors_data();
    void registrationErrors();
    void otherErrors();
    void limits();
    void unknownTransactionThenSeen();
    void originsAreRefused();

private:
    std::unique_ptr<PracticeNetwork> network;
    static bool isEvent(const json::Value &frame, QStringView filter)
    {
        return frame[u"type"].toString() == u"EMIT_EVENT" && frame.at({u"data", u"filter_id"}).toString() == filter;
    }
};

#define TAKE(channel, filter)                                                                                          \
    [&] {                                                                                                              \
        std::optional<json::Value> taken;                                                                              \
        (void)QTest::qWaitFor(                                                                                         \
            [&] {                                                                                                      \
                taken = (channel).take([](const json::Value &frame) { return isEvent(frame, filter); });               \
                return taken.has_value();                                                                              \
            },                                                                                                         \
            10'000);                                                                                                   \
        return taken.value_or(json::Value());                                                                          \
    }()

void TestEvents::goodTransaction()
{
    Channel channel(network->eventUrl());
    QTRY_VERIFY(channel.isOpen());
    channel.send(u"SET_CUSTOM_CLIENT_ID"_s, {{u"customClientId"_s, u"wallet"_s}});
    channel.registerFilter(u"blk"_s, u"BLOCK_FINALIZED"_s, {});
    channel.registerFilter(u"any"_s, u"VALUE_CHANGED"_s, {{u"path"_s, u"/transfer/$from/$to/$key/value"_s}});
    channel.registerFilter(u"block"_s, u"VALUE_CHANGED"_s,
                           {{u"path"_s, u"/transfer/$from/$to/$key/value"_s}, {u"event_source"_s, u"BLOCK"_s}});
    const auto bob = crypto::PrivateKey::generate();
    RpcClient client(network->rpcUrl());
    QTRY_COMPARE(client.result(u"ain_getEventHandlerFilterInfo"_s).object().size(), std::size_t(3));

    const auto hash = network->fund(bob.address().toString(), Amount::fromMicro(2'500'000));
    QVERIFY(hash);
    channel.registerFilter(u"tx"_s, u"TX_STATE_CHANGED"_s, {{u"tx_hash"_s, *hash}});
    const json::Value seen = TAKE(channel, u"tx");
    QCOMPARE(seen.at({u"data", u"payload", u"tx_state", u"before"}), json::Value());
    QCOMPARE(seen.at({u"data", u"payload", u"tx_state", u"after"}).toString(), u"EXECUTED"_s);

    const json::Value written = TAKE(channel, u"any")[u"data"][u"payload"];
    QCOMPARE(written[u"event_source"].toString(), u"USER"_s);
    QCOMPARE(written[u"filter_path"].toString(), u"/transfer/$from/$to/$key/value"_s);
    QCOMPARE(written.at({u"params", u"to"}).toString(), bob.address().toString());
    QCOMPARE(written.at({u"values", u"before"}), json::Value());
    QCOMPARE(written.at({u"values", u"after"}), json::Value(2.5));
    QCOMPARE(written.at({u"auth", u"addr"}).toString(), network->faucetAddress());
    QCOMPARE(written.at({u"transaction", u"hash"}).toString(), *hash);
    QVERIFY(written.at({u"transaction", u"extra", u"created_at"}).isNumber());
    const json::Value fee = TAKE(channel, u"any")[u"data"][u"payload"];
    QCOMPARE(fee.at({u"auth", u"fid"}).toString(), u"_collectFee"_s);

    QVERIFY(network->mineBlocks(3));
    QCOMPARE(TAKE(channel, u"block").at({u"data", u"payload", u"event_source"}).toString(), u"BLOCK"_s);
    QCOMPARE(TAKE(channel, u"tx").at({u"data", u"payload", u"tx_state", u"after"}).toString(), u"IN_BLOCK"_s);
    const json::Value final = TAKE(channel, u"tx").at({u"data", u"payload", u"tx_state"});
    QCOMPARE(final[u"before"].toString(), u"IN_BLOCK"_s);
    QCOMPARE(final[u"after"].toString(), u"FINALIZED"_s);
    const json::Value deleted = TAKE(channel, u"tx")[u"data"];
    QCOMPARE(deleted[u"type"].toString(), u"FILTER_DELETED"_s);
    QCOMPARE(deleted.at({u"payload", u"reason"}).toString(), u"END_STATE_REACHED"_s);
    const json::Value block = TAKE(channel, u"blk").at({u"data", u"payload"});
    QCOMPARE(block[u"block_number"], json::Value(1));
    QVERIFY(block[u"block_hash"].isString());

    channel.send(u"DEREGISTER_FILTER"_s, {{u"id"_s, u"any"_s}});
    QTRY_VERIFY(std::any_of(channel.frames.begin(), channel.frames.end(), [](const json::Value &frame) {
        return frame.at({u"data", u"payload", u"reason"}).toString() == u"DELETED_BY_USER";
    }));
}

void TestEvents::registrationErrors_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QString &data, const QString &text) {
        QTest::newRow(name) << u"{\"type\":\"REGISTER_FILTER\",\"data\":%1}"_s.arg(data) << text;
    };
    row("type", u"{\"id\":\"e\",\"type\":\"NOPE\",\"config\":{}}"_s, u"Invalid event type (NOPE)"_s);
    row("path", u"{\"id\":\"e\",\"type\":\"VALUE_CHANGED\",\"config\":{}}"_s, u"config.path is missing ({})"_s);
    row("labels", u"{\"id\":\"e\",\"type\":\"VALUE_CHANGED\",\"config\":{\"path\":\"/a.b/c\"}}"_s,
        u"Invalid format path (/a.b/c)"_s);
    row("hash", u"{\"id\":\"e\",\"type\":\"TX_STATE_CHANGED\",\"config\":{}}"_s, u"config.tx_hash is missing ({})"_s);
    row("short hash", u"{\"id\":\"e\",\"type\":\"TX_STATE_CHANGED\",\"config\":{\"tx_hash\":\"0x12\"}}"_s,
        u"Invalid tx hash (0x12)"_s);
    row("negative", u"{\"id\":\"e\",\"type\":\"BLOCK_FINALIZED\",\"config\":{\"block_number\":-1}}"_s,
        u"Invalid block_number. It must not be a negative number (-1)"_s);
    row("text number", u"{\"id\":\"e\",\"type\":\"BLOCK_FINALIZED\",\"config\":{\"block_number\":\"5\"}}"_s,
        u"Invalid block_number type. (string)"_s);
    row("no type", u"{\"id\":\"e\",\"config\":{}}"_s,
        u"Can't find eventType from message.data ({\"config\":{},\"id\":\"e\"})"_s);
    row("no config", u"{\"id\":\"e\",\"type\":\"BLOCK_FINALIZED\"}"_s,
        u"Can't find config from message.data ({\"id\":\"e\",\"type\":\"BLOCK_FINALIZED\"})"_s);
}

void TestEvents::registrationErrors()
{
    QFETCH(QString, message);
    QFETCH(QString, text);
    Channel channel(network->eventUrl());
    QTRY_VERIFY(channel.isOpen());
    channel.sendText(message);
    QTRY_COMPARE(channel.frames.size(), std::size_t(1));
    QCOMPARE(channel.frames[0][u"type"].toString(), u"EMIT_ERROR"_s);
    const json::Value &data = channel.frames[0][u"data"];
    QCOMPARE(data[u"code"], json::Value(70020));
    QCOMPARE(data[u"filter_id"].toString(), u"e"_s);
    QCOMPARE(data[u"message"].toString(), u"Failed to register filter with filter ID: e due to error: "_s + text);
}

void TestEvents::otherErrors()
{
    Channel channel(network->eventUrl());
    QTRY_VERIFY(channel.isOpen());
    const auto expect = [&](const QString &text, int code) {
        channel.sendText(text);
        QTRY_COMPARE(channel.frames.size(), std::size_t(1));
        QCOMPARE(channel.frames[0].at({u"data", u"code"}), json::Value(code));
        channel.frames.clear();
    };
    channel.sendText(u"not json"_s); // no answer at all
    expect(u"{\"type\":\"NOPE\",\"data\":{}}"_s, 70005);
    expect(u"{\"type\":\"REGISTER_FILTER\"}"_s, 70004);
    expect(u"{\"data\":{}}"_s, 70003);
    expect(u"{\"type\":\"SET_CUSTOM_CLIENT_ID\",\"data\":{\"customClientId\":5}}"_s, 70040);
}

void TestEvents::limits()
{
    Channel channel(network->eventUrl());
    QTRY_VERIFY(channel.isOpen());
    for (int i = 0; i < 6; ++i)
        channel.registerFilter(u"x%1"_s.arg(i), u"BLOCK_FINALIZED"_s, {{u"block_number"_s, 999'999 + i}});
    QTRY_COMPARE(channel.frames.size(), std::size_t(1));
    QVERIFY(channel.frames[0]
                .at({u"data", u"message"})
                .toString()
                .endsWith(u"The number of event filters exceeds its limit per channel (5)"));
    channel.frames.clear();
    channel.send(u"DEREGISTER_FILTER"_s, {{u"id"_s, u"x4"_s}});
    channel.registerFilter(u"x0"_s, u"BLOCK_FINALIZED"_s, {});
    QTRY_COMPARE(channel.frames.size(), std::size_t(2));
    QVERIFY(channel.frames[1].at({u"data", u"message"}).toString().endsWith(u"is already in use"));
}

void TestEvents::unknownTransactionThenSeen()
{
    Channel channel(network->eventUrl());
    QTRY_VERIFY(channel.isOpen());
    const auto alice = crypto::PrivateKey::generate();
    const QString from = alice.address().toString();
    QVERIFY(network->fund(from, Amount::fromMicro(5'000'000)));
    QVERIFY(network->mineBlocks(4));
    const json::Value body =
        json::Object{{u"operation"_s, RpcClient::transfer(from, network->faucetAddress(), u"k"_s, 99)},
                     {u"nonce"_s, 0},
                     {u"timestamp"_s, network->chainTimeMs()},
                     {u"gas_price"_s, 500}};
    const QString signature = crypto::signTransaction(alice, body, 0);
    channel.registerFilter(u"fail"_s, u"TX_STATE_CHANGED"_s, {{u"tx_hash"_s, signature.left(66)}});
    RpcClient client(network->rpcUrl());
    QTRY_COMPARE(client.result(u"net_getEventHandlerNetworkInfo"_s)[u"numEventFilters"], json::Value(1));
    (void)client.result(u"ain_sendSignedTransaction"_s, {{u"tx_body"_s, body}, {u"signature"_s, signature}});
    QCOMPARE(TAKE(channel, u"fail").at({u"data", u"payload", u"tx_state", u"after"}).toString(), u"PENDING"_s);
    QVERIFY(network->mineBlocks(1));
    const json::Value reverted = TAKE(channel, u"fail").at({u"data", u"payload", u"tx_state"});
    QCOMPARE(reverted[u"before"].toString(), u"PENDING"_s);
    QCOMPARE(reverted[u"after"].toString(), u"REVERTED"_s);
    QCOMPARE(TAKE(channel, u"fail").at({u"data", u"payload", u"reason"}).toString(), u"END_STATE_REACHED"_s);
}

void TestEvents::originsAreRefused()
{
    QWebSocket page(u"https://example.org"_s);
    page.open(network->eventUrl());
    QTest::qWait(200);
    QVERIFY(page.state() != QAbstractSocket::ConnectedState);
}

QTEST_GUILESS_MAIN(TestEvents)
#include "test_events.moc"
