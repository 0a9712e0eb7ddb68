// The developers' door as programs meet it: real sockets, hostile and not.
#include "core/base/secretbytes.h"
#include "core/json/parser.h"
#include "core/recipe/generationrequest.h"
#include "gpu/share/api/apiserver.h"
#include "tests/support/http/rawclient.h"
#include "tests/support/share/testbackend.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ain;
using namespace ain::share;
using ain::test::ManualClock;
using ain::test::RawClient;
using ain::test::TestBackend;

class TestApi : public QObject {
    Q_OBJECT

    struct Door {
        explicit Door(const ImagesApiLimits &limits = {}, const KeyLimits &keyLimits = {.perDay = 6, .concurrent = 2})
            : usage(clock)
        {
            fresh = *keys.add(u"test"_s, keyLimits, clock, rng);
            auto keyOf = [this](QByteArrayView text) { return keys.find(text); };
            auto describe = [](const Error &error) { return u"told: "_s + error.code.toString(); };
            server = std::make_unique<ApiServer>(ImagesApiParts{backend, usage, clock, keyOf, describe}, limits);
            isOpen = server->start(0).has_value();
        }
        [[nodiscard]] QByteArray bearer() const { return "Authorization: Bearer " + fresh.text.toLatin1() + "\r\n"; }
        [[nodiscard]] QByteArray get(const QByteArray &path, const QByteArray &headers = {}) const
        {
            return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:8200\r\n" + headers + "\r\n";
        }
        [[nodiscard]] QByteArray post(const QByteArray &body, const QByteArray &headers) const
        {
            return "POST /v1/images/generations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                   "Content-Length: "
                + QByteArray::number(body.size()) + "\r\n" + headers + "\r\n" + body;
        }
        [[nodiscard]] QByteArray post(const QByteArray &body) const { return post(body, bearer()); }

        ManualClock clock;
        SystemRng rng;
        TestBackend backend;
        ApiKeys keys;
        KeyUsage usage;
        FreshKey fresh;
        std::unique_ptr<ApiServer> server;
        bool isOpen = false;
    };

    static json::Value say(Door &door, const QByteArray &request, int *status = nullptr)
    {
        RawClient client(door.server->port(), request);
        (void)QTest::qWaitFor([&client] { return client.isWhole(); }, 20'000);
        if (status != nullptr)
            *status = client.status();
        return json::parse(client.body()).value_or(json::Value());
    }
    static QString codeOf(const json::Value &answer) { return answer.at({u"error", u"code"}).toString(); }

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void drawsAsOpenAiClientsExpect()
    {
        Door door;
        QVERIFY(door.isOpen);
        int status = 0;
        const QByteArray body = R"({"model":"large","prompt":"a red fox","n":3,"size":"128x64","steps":5,"seed":7})";
        const json::Value answer = say(door, door.post(body), &status);
        QCOMPARE(status, 200);
        QCOMPARE(answer[u"created"].toInteger(), door.clock.now / 1000);
        QCOMPARE(answer[u"data"].array().size(), std::size_t(3));
        for (const json::Value &entry : answer[u"data"].array()) {
            const QByteArray png = QByteArray::fromBase64(entry[u"b64_json"].toString().toLatin1());
            QCOMPARE(QImage::fromData(png, "png").size(), QSize(128, 64));
        }
        const ImageOrder order = door.backend.orders.constFirst();
        QCOMPARE(order.model, u"large"_s);
        QCOMPARE(order.steps, 5);
        QCOMPARE(order.seed, std::optional<quint64>(7));
        QCOMPARE(door.usage.today(door.fresh.key.id), 3);
    }

    void tellsWhatItHas()
    {
        Door door;
        const json::Value health = say(door, door.get("/health"));
        QCOMPARE(health[u"ready"], json::Value(true));
        QCOMPARE(health[u"model"].toString(), u"tiny"_s);
        const json::Value models = say(door, door.get("/v1/models", door.bearer()));
        QCOMPARE(models[u"object"].toString(), u"list"_s);
        QCOMPARE(models[u"data"].array().size(), std::size_t(2));
        QCOMPARE(models[u"data"].array()[0][u"id"].toString(), u"tiny"_s);
        QCOMPARE(models[u"data"].array()[0][u"object"].toString(), u"model"_s);
        door.backend.isFree = failure(errors::ShareNotNow);
        QCOMPARE(say(door, door.get("/health"))[u"ready"], json::Value(false));
        door.backend.offered.clear();
        QVERIFY(say(door, door.get("/health"))[u"model"].isNull());
    }

    void aKeyIsNeeded_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("empty") << QByteArray("Authorization: Bearer \r\n");
        QTest::newRow("another scheme") << QByteArray("Authorization: Basic KEY\r\n");
        QTest::newRow("wrong") << QByteArray("Authorization: Bearer ain-sk-" + QByteArray(43, 'A') + "\r\n");
        QTest::newRow("half") << QByteArray("Authorization: Bearer HALF\r\n");
        QTest::newRow("long") << QByteArray("Authorization: Bearer " + QByteArray(10'000, 'a') + "\r\n");
        QTest::newRow("without the word") << QByteArray("Authorization: KEY\r\n");
    }
    void aKeyIsNeeded()
    {
        QFETCH(QByteArray, headers);
        Door door;
        const QByteArray text = door.fresh.text.toLatin1();
        headers.replace("KEY", text).replace("HALF", text.chopped(2));
        for (const QByteArray &request : {door.get("/v1/models", headers), door.get("/v1/images", headers),
                                          door.post(R"({"prompt":"a"})", headers)}) {
            int status = 0;
            QCOMPARE(codeOf(say(door, request, &status)), u"invalid_api_key"_s);
            QCOMPARE(status, 401);
        }
        QVERIFY(door.backend.orders.isEmpty());
    }

    void aKeyMayStandInThePath()
    {
        Door door;
        int status = 0;
        const QByteArray prefix = "/key/" + door.fresh.text.toLatin1();
        QCOMPARE(say(door, door.get(prefix + "/v1/models"))[u"object"].toString(), u"list"_s);
        QCOMPARE(say(door, door.get(prefix + "/health"))[u"ready"], json::Value(true));
        const QByteArray body = R"({"prompt":"a"})";
        const QByteArray drawing = "POST " + prefix
            + "/v1/images/generations HTTP/1.1\r\nHost: [::1]\r\nContent-Type: application/json; charset=utf-8\r\n"
              "Content-Length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body;
        QCOMPARE(say(door, drawing, &status)[u"data"].array().size(), std::size_t(1));
        QCOMPARE(status, 200);
        QCOMPARE(codeOf(say(door, door.get("/key/ain-sk-x/v1/models"))), u"invalid_api_key"_s);
        QCOMPARE(codeOf(say(door, door.get("/key/"))), u"invalid_api_key"_s);
        QCOMPARE(codeOf(say(door, door.get(prefix))), u"not_found"_s);
    }

    void revokedKeysOpenNothing()
    {
        Door door;
        QVERIFY(door.keys.revoke(u"test"_s, door.clock));
        QCOMPARE(codeOf(say(door, door.get("/v1/models", door.bearer()))), u"invalid_api_key"_s);
    }

    void pagesAndOtherNamesAreKeptOut_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const QByteArray &request, const QString &code) {
            QTest::newRow(name) << request << code;
        };
        const QByteArray key = "Authorization: Bearer KEY\r\n";
        row("rebound name", "GET /v1/models HTTP/1.1\r\nHost: evil.example:8200\r\n" + key + "\r\n",
            u"forbidden_host"_s);
        row("no name", "GET /v1/models HTTP/1.1\r\n" + key + "\r\n", u"forbidden_host"_s);
        row("any address", "GET /v1/models HTTP/1.1\r\nHost: 0.0.0.0\r\n" + key + "\r\n", u"forbidden_host"_s);
        row("a page", "GET /v1/models HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n" + key + "\r\n",
            u"forbidden_origin"_s);
        row("our own page", "GET /v1/models HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n" + key + "\r\n",
            u"forbidden_origin"_s);
        row("asking first",
            "OPTIONS /v1/images/generations HTTP/1.1\r\nHost: localhost\r\nOrigin: null\r\n"
            "Access-Control-Request-Method: POST\r\n\r\n",
            u"forbidden_origin"_s);
        row("an image tag", "GET /health HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: cross-site\r\n\r\n",
            u"forbidden_origin"_s);
    }
    void pagesAndOtherNamesAreKeptOut()
    {
        QFETCH(QByteArray, request);
        QFETCH(QString, code);
        Door door;
        request.replace("KEY", door.fresh.text.toLatin1());
        RawClient client(door.server->port(), request);
        QTRY_VERIFY(client.isWhole());
        QCOMPARE(client.status(), 403);
        QCOMPARE(codeOf(json::parse(client.body()).value_or(json::Value())), code);
        QVERIFY(!client.received.toLower().contains("access-control-"));
    }

    void requestsThatCantBe_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("wanted");
        QTest::addColumn<QString>("code");
        const auto post = [](const QByteArray &body, const QByteArray &type = "application/json") {
            return "POST /v1/images/generations HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                   "KEY\r\nContent-Type: "
                + type + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
        };
        const auto get = [](const QByteArray &line) {
            return line + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer KEY\r\n\r\n";
        };
        const auto row = [](const char *name, const QByteArray &request, int wanted, const QString &code) {
            QTest::newRow(name) << request << wanted << code;
        };
        row("no JSON", post("prompt=a"), 400, u"invalid_json"_s);
        row("a form", post("prompt=a", "application/x-www-form-urlencoded"), 415, u"unsupported_media_type"_s);
        row("plain text", post(R"({"prompt":"a"})", "text/plain"), 415, u"unsupported_media_type"_s);
        row("deep", post(QByteArray(R"({"prompt":@})").replace('@', QByteArray(1000, '['))), 400, u"invalid_json"_s);
        row("twice", post(R"({"prompt":"a","prompt":"b"})"), 400, u"invalid_json"_s);
        row("no prompt", post("{}"), 400, u"invalid_value"_s);
        row("a URL", post(R"({"prompt":"a","response_format":"url"})"), 400, u"invalid_value"_s);
        row("too many", post(R"({"prompt":"a","n":100000})"), 400, u"invalid_value"_s);
        row("too large", post(QByteArray(R"({"prompt":"@"})").replace('@', QByteArray(70'000, 'a'))), 413,
            u"request_too_large"_s);
        row("another method", get("GET /v1/images/generations"), 405, u"method_not_allowed"_s);
        row("deleting", get("DELETE /v1/models"), 405, u"method_not_allowed"_s);
        row("elsewhere", get("GET /v1/images/edits"), 404, u"not_found"_s);
        row("climbing", get("GET /../../etc/passwd"), 404, u"not_found"_s);
        row("encoded", get("GET /v1/%6dodels"), 404, u"not_found"_s);
        row("no HTTP", "hello\r\n\r\n", 400, u"bad_request"_s);
        row("chunks",
            "POST /v1/images/generations HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            411, u"bad_request"_s);
    }
    void requestsThatCantBe()
    {
        QFETCH(QByteArray, request);
        QFETCH(int, wanted);
        QFETCH(QString, code);
        Door door;
        request.replace("KEY", door.fresh.text.toLatin1());
        int status = 0;
        const json::Value answer = say(door, request, &status);
        QCOMPARE(status, wanted);
        QCOMPARE(codeOf(answer), code);
        QVERIFY(!answer.at({u"error", u"message"}).toString().isEmpty());
        QVERIFY(!answer.at({u"error", u"type"}).toString().isEmpty());
        QVERIFY(door.backend.orders.isEmpty());
        QCOMPARE(door.usage.today(door.fresh.key.id), 0);
    }

    void errorsOfDrawingAreTold_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("wanted");
        QTest::newRow("model") << u"model_not_found"_s << 404;
        QTest::newRow("size") << u"recipe.size"_s << 400;
        QTest::newRow("busy") << u"share.not_now"_s << 503;
        QTest::newRow("broken") << u"internal"_s << 500;
    }
    void errorsOfDrawingAreTold()
    {
        QFETCH(QString, name);
        QFETCH(int, wanted);
        Door door;
        const std::map<QString, ErrorCode> codes{{u"model_not_found"_s, errors::ShareModelUnknown},
                                                 {u"recipe.size"_s, errors::RecipeSize},
                                                 {u"share.not_now"_s, errors::ShareNotNow},
                                                 {u"internal"_s, errors::Internal}};
        door.backend.fails = Error{codes.at(name)};
        int status = 0;
        const json::Value answer = say(door, door.post(R"({"prompt":"a","n":2})"), &status);
        QCOMPARE(status, wanted);
        QCOMPARE(codeOf(answer), name);
        QVERIFY(answer.at({u"error", u"message"}).toString().startsWith(u"told: "_s));
        QCOMPARE(door.usage.today(door.fresh.key.id), 0); // nothing drawn, nothing counted
    }

    void quotasHold()
    {
        Door door;
        int status = 0;
        (void)say(door, door.post(R"({"prompt":"a","n":4})"), &status);
        QCOMPARE(status, 200);
        QCOMPARE(codeOf(say(door, door.post(R"({"prompt":"a","n":3})"), &status)), u"insufficient_quota"_s);
        QCOMPARE(status, 429);
        (void)say(door, door.post(R"({"prompt":"a","n":2})"), &status);
        QCOMPARE(status, 200);
        QCOMPARE(codeOf(say(door, door.post(R"({"prompt":"a"})"), &status)), u"insufficient_quota"_s);
        door.clock.now += 24LL * 3600 * 1000;
        (void)say(door, door.post(R"({"prompt":"a"})"), &status);
        QCOMPARE(status, 200);

        door.backend.isPrompt = false;
        RawClient first(door.server->port(), door.post(R"({"prompt":"a"})"));
        RawClient second(door.server->port(), door.post(R"({"prompt":"a"})"));
        QTRY_COMPARE(door.server->requests(), 2);
        QCOMPARE(codeOf(say(door, door.post(R"({"prompt":"a"})"), &status)), u"rate_limit_exceeded"_s);
        QCOMPARE(status, 429);
        door.backend.finishFirst();
        QTRY_COMPARE(door.server->requests(), 1);
        QTRY_VERIFY(first.isWhole() || second.isWhole());
    }

    void allKeysTogetherAreBounded()
    {
        Door door({.requestsMost = 1});
        door.backend.isPrompt = false;
        RawClient first(door.server->port(), door.post(R"({"prompt":"a"})"));
        QTRY_COMPARE(door.server->requests(), 1);
        int status = 0;
        QCOMPARE(codeOf(say(door, door.post(R"({"prompt":"a"})"), &status)), u"overloaded"_s);
        QCOMPARE(status, 503);
    }

    void whoHangsUpCancels()
    {
        Door door;
        door.backend.isPrompt = false;
        RawClient client(door.server->port(), door.post(R"({"prompt":"a","n":2})"));
        QTRY_COMPARE(door.backend.waiting.size(), std::size_t(1));
        QCOMPARE(door.usage.today(door.fresh.key.id), 2);
        client.hangUp();
        QTRY_COMPARE(door.backend.cancelled.size(), 1);
        QTRY_COMPARE(door.server->requests(), 0);
        QCOMPARE(door.usage.today(door.fresh.key.id), 0);
    }

    void whatTakesTooLongEnds()
    {
        Door door({.answerMs = 50});
        door.backend.isPrompt = false;
        int status = 0;
        QCOMPARE(codeOf(say(door, door.post(R"({"prompt":"a"})"), &status)), u"timeout"_s);
        QCOMPARE(status, 503);
        QCOMPARE(door.backend.cancelled.size(), 1);
    }

    void stoppingCancels()
    {
        Door door;
        door.backend.isPrompt = false;
        RawClient client(door.server->port(), door.post(R"({"prompt":"a"})"));
        QTRY_COMPARE(door.server->requests(), 1);
        door.server->stop();
        QCOMPARE(door.backend.cancelled.size(), 1);
        QTRY_VERIFY(client.isClosed);
        QTRY_COMPARE(door.server->requests(), 0);
        QVERIFY(door.server->start(0));
        QCOMPARE(say(door, door.get("/health"))[u"ready"], json::Value(true));
    }

    void theDoorMayFallIn()
    {
        auto door = std::make_unique<Door>();
        door->backend.isPrompt = false;
        RawClient client(door->server->port(), door->post(R"({"prompt":"a"})"));
        QTRY_COMPARE(door->server->requests(), 1);
        door->server.reset();
        QVERIFY(!door->backend.cancelled.isEmpty());
        QTRY_VERIFY(client.isClosed);
    }
};

QTEST_GUILESS_MAIN(TestApi)
#include "test_api.moc"
