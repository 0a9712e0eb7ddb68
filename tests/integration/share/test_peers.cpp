// Two nodes on one computer, and strangers who don't keep to the protocol.
#include "core/base/secretbytes.h"
#include "core/crypto/key.h"
#include "core/json/parser.h"
#include "core/json/writer.h"
#include "gpu/share/peer/peernode.h"
#include "tests/support/engine/decoder.h"
#include "tests/support/engine/eventloopwatch.h"
#include "tests/support/http/rawclient.h"
#include "tests/support/share/testbackend.h"

#include <QNetworkAccessManager>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ain;
using namespace ain::share;
using ain::test::ManualClock;
using ain::test::pngOf;
using ain::test::RawClient;
using ain::test::TestBackend;
using ain::testing::await;

namespace {

class KeySigner final : public PeerSigner {
public:
    crypto::Address address() const override { return key.address(); }
    QString publicKey() const override { return crypto::toHex(key.publicKey().bytes()); }
    Task<QString> sign(QString message) override
    {
        if (isLocked)
            return Task<QString>::finished(failure(errors::Internal));
        return Task<QString>::finished(crypto::signMessage(key, message, 0));
    }
    crypto::PrivateKey key = crypto::PrivateKey::generate();
    bool isLocked = false;
};

struct Node {
    explicit Node(ManualClock &time, PeerNodeOptions options = {}) : clock(time)
    {
        options.allowsLocal = true;
        options.roundMs = test::Never; // a test makes its rounds itself
        options.client.askMs = 5000;
        node = std::make_unique<PeerNode>(PeerNodeParts{backend, signer, http, pool, clock, *decoder.client}, options);
        isOpen = node->start(0).has_value();
    }
    ~Node()
    {
        node.reset();
        pool.waitForDone();
    }
    [[nodiscard]] PeerTarget target(const QString &model = {}) const
    {
        return {.address = signer.address(), .endpoint = node->endpoint(), .model = model};
    }
    /// As another node says it, byte by byte.
    [[nodiscard]] QByteArray imageRequest(const QByteArray &body, const QByteArray &auth) const
    {
        return "POST /p2p/models/image HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nx-ainize-auth: "
            + auth + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }
    [[nodiscard]] QByteArray authBy(const KeySigner &caller, const QString &purpose, qint64 timeMs) const
    {
        return authHeader(caller.address(), timeMs, crypto::signMessage(caller.key, signedText(purpose, timeMs), 0));
    }
    [[nodiscard]] QByteArray imageAuthBy(const KeySigner &caller, qint64 timeMs) const
    {
        return authBy(caller, imagePurpose(signer.address()), timeMs);
    }

    ManualClock &clock;
    TestBackend backend;
    KeySigner signer;
    QNetworkAccessManager http;
    QThreadPool pool;
    testing::Decoder decoder{QStringLiteral(AIN_ENGINE_PROGRAM)};
    std::unique_ptr<PeerNode> node;
    bool isOpen = false;
};

struct Said {
    int status = 0;
    json::Value body;
    [[nodiscard]] QString code() const { return body.at({u"error", u"code"}).toString(); }
};

Said say(const Node &node, const QByteArray &request)
{
    RawClient client(node.node->port(), request);
    (void)QTest::qWaitFor([&client] { return client.isWhole(); }, 20'000);
    return {client.status(), json::parse(client.body()).value_or(json::Value())};
}

/// A node that answers everything with the same bytes.
class Liar {
public:
    explicit Liar(const http::HttpResponse &response)
        : m_server([response](const http::HttpRequest &) { return response; })
    {
        (void)m_server.listen(0);
    }
    [[nodiscard]] QString endpoint() const { return u"http://127.0.0.1:%1"_s.arg(m_server.port()); }

private:
    http::HttpServer m_server;
};

http::HttpResponse bodyOf(const QByteArray &body, int status = 200)
{
    http::HttpResponse response;
    response.status = status;
    response.body = body;
    return response;
}

QByteArray pictureAnswer(const QByteArray &png)
{
    return QByteArray(R"({"data":[{"b64_json":"@"}],"model":"x"})").replace('@', png.toBase64());
}

} // namespace

class TestPeers : public QObject {
    Q_OBJECT

    ManualClock m_clock;

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }
    void init() { m_clock.now += 600'000; }

    void twoNodesGreetNameAndDraw()
    {
        Node one(m_clock, {.name = u"one"_s, .serves = false});
        Node two(m_clock, {.name = u"two"_s, .chainId = 1});
        QVERIFY(one.isOpen && two.isOpen);
        QVERIFY(one.node->addPeer(two.node->endpoint()));
        QVERIFY(await(one.node->round()));
        // Each knows the other now: one asked, and what it signed was believed.
        QCOMPARE(one.node->peers().all().size(), 1);
        QCOMPARE(one.node->peers().all()[0].info->name, u"two"_s);
        QCOMPARE(one.node->peers().all()[0].info->address, two.signer.address());
        QCOMPARE(one.node->peers().all()[0].info->publicKey, two.signer.publicKey());
        QCOMPARE(two.node->peers().all().size(), 1);
        QCOMPARE(two.node->peers().all()[0].info->address, one.signer.address());
        QVERIFY(two.node->peers().targets({}, m_clock.now).isEmpty()); // one does not draw

        const auto models = await(one.node->client().models(two.node->endpoint()));
        QVERIFY(models);
        QCOMPARE(models->size(), 2);
        QCOMPARE(models->at(0).ref.model, u"tiny"_s);
        QCOMPARE(models->at(0).ref.node, two.signer.address());
        QCOMPARE(models->at(0).nodeName, u"two"_s);
        QVERIFY(models->at(0).isLocal);
        const auto seen = await(two.node->client().models(one.node->endpoint()));
        QVERIFY(seen);
        QCOMPARE(seen->size(), 2); // two's, as one knows them
        QVERIFY(!seen->at(0).isLocal);

        ImageOrder order;
        order.prompt = u"빨간 여우 🦊"_s;
        order.negative = u"rain"_s;
        order.size = QSize(128, 64);
        order.steps = 60;
        order.seed = 7;
        const auto drawn = await(one.node->draw(textOf(models->at(1).ref), order));
        QVERIFY2(drawn, drawn ? "" : qPrintable(drawn.error().code.toString()));
        QCOMPARE(drawn->model, u"large"_s);
        QCOMPARE(drawn->picture.size, QSize(128, 64));
        QVERIFY(!drawn->picture.png.contains("parameters"));
        const ImageOrder got = two.backend.orders.constLast();
        QCOMPARE(got.prompt, order.prompt);
        QCOMPARE(got.negative, order.negative);
        QCOMPARE(got.steps, 30); // not more
        QCOMPARE(got.seed, order.seed); // not of the protocol, but between us
        QVERIFY(!drawn->recipe); // this backend writes none
        QCOMPARE(await(one.node->draw(u"nobody's"_s, order)).error().code, errors::ShareModelUnknown);
        m_clock.now += PeerFreshMs + 1;
        QCOMPARE(await(one.node->draw({}, order)).error().code, errors::ShareModelUnknown);
    }

    void theNextNodeIsTried()
    {
        Node one(m_clock);
        Node two(m_clock);
        Node three(m_clock);
        QVERIFY(one.node->addPeer(two.node->endpoint()));
        QVERIFY(one.node->addPeer(three.node->endpoint()));
        QVERIFY(await(one.node->round()));
        two.backend.isFree = failure(errors::ShareNotNow);
        ImageOrder order;
        order.prompt = u"a"_s;
        QVERIFY(await(one.node->draw({}, order)));
        QCOMPARE(three.backend.orders.size(), 1);
        three.backend.isFree = failure(errors::ShareNotNow);
        const auto nobody = await(one.node->draw({}, order));
        QCOMPARE(nobody.error().code, errors::PeerRefused);
        QCOMPARE(nobody.error().args.value(u"status"_s).toInt(), 503);
        QCOMPARE(nobody.error().args.value(u"code"_s).toString(), u"backend_unavailable"_s);
    }

    void nodesLearnOfEachOther()
    {
        Node one(m_clock);
        Node two(m_clock);
        Node three(m_clock);
        QVERIFY(two.node->addPeer(three.node->endpoint()));
        QVERIFY(await(two.node->round()));
        // Nodes that practise on one computer tell of each other.
        QVERIFY(one.node->addPeer(two.node->endpoint()));
        QVERIFY(await(one.node->round()));
        QVERIFY(one.node->peers().endpoints().contains(three.node->endpoint()));
        // Who greets says what it draws with.
        const QList<PeerTarget> targets =
            two.node->peers().targets({.model = {}, .node = one.signer.address()}, m_clock.now);
        QCOMPARE(targets.size(), 1);
        // Others don't pass on what is on this computer, though they know it.
        PeerList far(two.signer.address());
        QVERIFY(far.add(three.node->endpoint(), EndpointSource::Configured));
        PeerProvider provider(
            PeerProviderParts{two.backend, far, m_clock, [&two] { return two.node->self(); }, {}, {}});
        http::HttpServer server(
            http::HttpServer::LaterHandler([&provider](const http::HttpRequest &request, const http::HttpReply &reply) {
                provider.handle(request, reply);
            }));
        QVERIFY(server.listen(0));
        const auto known = await(one.node->client().peers(u"http://127.0.0.1:%1"_s.arg(server.port())));
        QVERIFY(known);
        QCOMPARE(*known, QStringList{two.node->endpoint()});
    }

    void whatIsNotTheirFaultIsNotHeldAgainstThem()
    {
        Node one(m_clock);
        Node two(m_clock);
        QVERIFY(one.node->addPeer(two.node->endpoint()));
        one.signer.isLocked = true;
        QVERIFY(await(one.node->round()));
        QCOMPARE(one.node->peers().all().constFirst().failures, 0);
        one.signer.isLocked = false;
        QVERIFY(await(one.node->round()));
        QVERIFY(one.node->peers().all().constFirst().info);
    }

    void aShareOfADayIsTheOwnersWord()
    {
        int left = 1;
        Node node(m_clock, {.admits = [&left](const QString &) { return left-- > 0; }});
        const KeySigner caller;
        const QByteArray body = R"({"prompt":"a","size":"64x64"})";
        QCOMPARE(say(node, node.imageRequest(body, node.imageAuthBy(caller, m_clock.now))).status, 200);
        QCOMPARE(say(node, node.imageRequest(body, node.imageAuthBy(caller, m_clock.now + 1))).code(),
                 u"rate_limited"_s);
    }

    void statusesAreThoseOfTheProtocol()
    {
        Node node(m_clock, {.provider = {.perMinute = 8, .runningPerNode = 1}});
        const KeySigner caller;
        const QByteArray body = R"({"prompt":"a red fox","size":"128x128","steps":4})";
        qint64 time = m_clock.now;
        const auto ask = [&](const QByteArray &text) {
            return say(node, node.imageRequest(text, node.imageAuthBy(caller, ++time)));
        };
        const Said drawn = ask(body);
        QCOMPARE(drawn.status, 200);
        QCOMPARE(drawn.body[u"model"].toString(), u"tiny"_s);
        const QByteArray png =
            QByteArray::fromBase64(drawn.body[u"data"].array()[0][u"b64_json"].toString().toLatin1());
        QCOMPARE(QImage::fromData(png, "png").size(), QSize(128, 128));

        // 401: no header, another provider's, another key's, too old, said before.
        QCOMPARE(say(node, node.imageRequest(body, {})).status, 401);
        const QByteArray foreign = node.authBy(caller, imagePurpose(caller.address()), ++time);
        QCOMPARE(say(node, node.imageRequest(body, foreign)).code(), u"bad_signature"_s);
        const KeySigner other;
        QByteArray stolen = node.imageAuthBy(caller, ++time);
        stolen.replace(0, 42, other.address().toString().toLatin1());
        QCOMPARE(say(node, node.imageRequest(body, stolen)).status, 401);
        QCOMPARE(say(node, node.imageRequest(body, node.imageAuthBy(caller, m_clock.now - PeerSkewMs - 1))).status,
                 401);
        const QByteArray once = node.imageAuthBy(caller, ++time);
        QCOMPARE(say(node, node.imageRequest(body, once)).status, 200);
        QCOMPARE(say(node, node.imageRequest(body, once)).code(), u"bad_signature"_s);

        // 400
        QCOMPARE(ask("no JSON").code(), u"invalid_request"_s);
        QCOMPARE(ask(R"({"prompt":""})").status, 400);
        QCOMPARE(ask(QByteArray(R"({"prompt":"@"})").replace('@', QByteArray(4001, 'a'))).status, 400);
        QCOMPARE(ask(R"({"prompt":"a","size":"1x1"})").status, 400);
        // 404
        QCOMPARE(ask(R"({"prompt":"a","model":"other"})").code(), u"model_not_served"_s);
        // 502 and 503
        node.backend.fails = Error{errors::FileRead, {{u"path"_s, u"/home/me/secret"_s}}};
        const Said broken = ask(body);
        QCOMPARE(broken.status, 502);
        QCOMPARE(broken.code(), u"upstream_failed"_s);
        QVERIFY(!json::canonical(broken.body).contains("secret"));
        // 429: the ninth that was signed rightly
        const Said many = ask(body);
        QCOMPARE(many.status, 429);
        QCOMPARE(many.code(), u"rate_limited"_s);
        node.backend.fails.reset();
        m_clock.now += 61'000;
        time = m_clock.now;
        node.backend.isFree = failure(errors::ShareNotNow);
        QCOMPARE(ask(body).code(), u"backend_unavailable"_s);
        node.backend.isFree = {};
        // One at a time of each node; who hangs up makes room.
        node.backend.isPrompt = false;
        RawClient waiting(node.node->port(), node.imageRequest(body, node.imageAuthBy(caller, ++time)));
        QTRY_COMPARE(node.backend.waiting.size(), std::size_t(1));
        QCOMPARE(ask(body).status, 429);
        waiting.hangUp();
        QTRY_COMPARE(node.backend.cancelled.size(), 1);
        node.backend.isPrompt = true;
        QTRY_COMPARE(ask(body).status, 200);
    }

    void whoDoesNotServeSaysSo()
    {
        Node node(m_clock, {.serves = false});
        const KeySigner caller;
        const Said said = say(node, node.imageRequest(R"({"prompt":"a"})", node.imageAuthBy(caller, m_clock.now)));
        QCOMPARE(said.status, 404);
        QCOMPARE(said.code(), u"not_serving"_s);
        const Said info = say(node, "GET /p2p/info HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QVERIFY(info.body[u"backends"].array().empty());
        const Said records = say(node, "GET /p2p/records?since=0&limit=500 HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QCOMPARE(records.status, 200); // nodes with a ledger of their own ask each time
        QVERIFY(records.body[u"records"].array().empty());
        QCOMPARE(info.body[u"address"].toString(), node.signer.address().toString());
    }

    void onlySignedHellosAreRemembered()
    {
        Node node(m_clock);
        const KeySigner caller;
        PeerInfo info;
        info.address = caller.address();
        info.endpoint = u"https://caller.example"_s;
        info.backends = {PeerModels{.modality = u"image"_s, .models = {u"m"_s}}};
        const QByteArray body = json::canonical(toJson(info));
        const auto hello = [&](const QByteArray &header) {
            return say(node,
                       "POST /p2p/hello HTTP/1.1\r\nHost: localhost\r\n" + header
                           + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        };
        const auto signedFor = [&](const QString &endpoint, const KeySigner &signer, qint64 time) {
            return node.authBy(signer, helloPurpose(endpoint), time) + "\r\n";
        };
        const Said unsaid = hello({});
        QCOMPARE(unsaid.status, 200);
        QCOMPARE(unsaid.body[u"address"].toString(), node.signer.address().toString());
        QVERIFY(node.node->peers().all().isEmpty());
        const KeySigner thief;
        QCOMPARE(hello("x-ainize-auth: " + signedFor(info.endpoint, thief, m_clock.now)).status, 401);
        QCOMPARE(hello("x-ainize-auth: " + signedFor(u"https://other.example"_s, caller, m_clock.now)).status, 401);
        QCOMPARE(hello("x-ainize-auth: nonsense\r\n").status, 401);
        QVERIFY(node.node->peers().all().isEmpty());
        const QByteArray good = "x-ngram-auth: " + signedFor(info.endpoint, caller, m_clock.now + 1);
        QCOMPARE(hello(good).status, 200);
        QCOMPARE(node.node->peers().endpoints(), QStringList{info.endpoint});
        QCOMPARE(node.node->peers().targets({}, m_clock.now).size(), 1);
        QCOMPARE(hello(good).status, 401); // once
    }

    void questionsAreBoundedAndForUs()
    {
        Node node(m_clock, {.provider = {.asksPerMinute = 5}});
        const auto get = [&node](const QByteArray &headers) {
            return say(node, "GET /p2p/peers HTTP/1.1\r\n" + headers + "\r\n").status;
        };
        QCOMPARE(get("Host: evil.example\r\n"), 403);
        QCOMPARE(get("Host: localhost\r\nOrigin: https://evil.example\r\n"), 403);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(get("Host: localhost\r\n"), 200);
        QCOMPARE(get("Host: localhost\r\n"), 429);
        QCOMPARE(say(node, "POST /p2p/hello HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999\r\n\r\n").status,
                 413);
    }

    void liarsAreTold_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const QByteArray &body, int status, const QString &code) {
            QTest::newRow(name) << body << status << code;
        };
        const QByteArray png = pngOf(QSize(64, 64), qRgb(1, 2, 3));
        row("a picture", pictureAnswer(png), 200, {});
        row("no JSON", "<html>", 200, u"peer.answer"_s);
        row("a list", "[]", 200, u"peer.answer"_s);
        row("nothing", "{}", 200, u"peer.answer"_s);
        row("deep", QByteArray(100'000, '['), 200, u"peer.answer"_s);
        row("two pictures", R"({"data":[{"b64_json":""},{"b64_json":""}]})", 200, u"peer.answer"_s);
        row("no base64", R"({"data":[{"b64_json":"%%%"}]})", 200, u"peer.picture"_s);
        row("no picture", pictureAnswer("hello"), 200, u"peer.picture"_s);
        row("another size", pictureAnswer(pngOf(QSize(64, 128), qRgb(1, 2, 3))), 200, u"peer.picture"_s);
        row("cut", pictureAnswer(png.chopped(10)), 200, u"peer.picture"_s);
        row("refusal", R"({"error":{"message":"\u001b no","code":"rate_limited"}})", 429, u"peer.refused"_s);
        row("refusal without words", "", 500, u"peer.refused"_s);
        row("endless", QByteArray(40 * 1024 * 1024, ' '), 200, u"peer.answer"_s);
    }
    void liarsAreTold()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(QString, code);
        Node node(m_clock);
        const Liar liar(bodyOf(body, status));
        PeerTarget target{.address = KeySigner().address(), .endpoint = liar.endpoint(), .model = u"x"_s};
        ImageOrder order;
        order.prompt = u"a"_s;
        order.size = QSize(64, 64);
        const auto drawn = await(node.node->client().draw(target, order));
        QCOMPARE(drawn ? QString() : drawn.error().code.toString(), code);
        const auto info = await(node.node->client().hello(liar.endpoint(), node.node->self()));
        QVERIFY(!info);
        const auto peers = await(node.node->client().peers(liar.endpoint()));
        QVERIFY(!peers || peers->isEmpty());
    }

    void redirectionsAreNotFollowed()
    {
        Node node(m_clock);
        int secrets = 0;
        http::HttpServer inside([&secrets](const http::HttpRequest &) {
            ++secrets;
            return bodyOf("{}");
        });
        QVERIFY(inside.listen(0));
        http::HttpResponse away = bodyOf({}, 302);
        away.headers = {{"Location", "http://127.0.0.1:" + QByteArray::number(inside.port()) + "/p2p/peers"}};
        const Liar liar(away);
        QVERIFY(!await(node.node->client().peers(liar.endpoint())));
        QCOMPARE(secrets, 0);
    }

    void onlySafeWaysAreTaken()
    {
        Node node(m_clock);
        for (const QString &endpoint :
             {u"http://node.example"_s, u"ftp://127.0.0.1"_s, u"file:///etc/passwd"_s, QString()}) {
            QCOMPARE(await(node.node->client().peers(endpoint)).error().code, errors::PeerAddress);
            QVERIFY(!node.node->addPeer(endpoint));
        }
        const auto nobody = await(node.node->client().peers(u"http://127.0.0.1:1"_s));
        QCOMPARE(nobody.error().code, errors::PeerUnreachable);
    }

    void silenceEnds()
    {
        PeerNodeOptions options;
        Node node(m_clock, options);
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost, 0));
        PeerClient impatient(PeerClientParts{node.http, node.signer, m_clock, node.pool, *node.decoder.client},
                             {.askMs = 100, .drawMs = 100});
        const auto nothing = await(impatient.peers(u"http://127.0.0.1:%1"_s.arg(silent.serverPort())));
        QCOMPARE(nothing.error().code, errors::PeerUnreachable);
        // One that says a little now and then, without end.
        QTcpServer slow;
        QVERIFY(slow.listen(QHostAddress::LocalHost, 0));
        QTimer drip;
        QObject::connect(&slow, &QTcpServer::newConnection, &slow, [&slow, &drip] {
            QTcpSocket *socket = slow.nextPendingConnection();
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
            QObject::connect(&drip, &QTimer::timeout, socket, [socket] { socket->write(" "); });
        });
        drip.start(10);
        const auto late = await(impatient.peers(u"http://127.0.0.1:%1"_s.arg(slow.serverPort())));
        QCOMPARE(late.error().code, errors::PeerUnreachable);
    }
};

QTEST_GUILESS_MAIN(TestPeers)
#include "test_peers.moc"
