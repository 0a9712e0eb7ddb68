// What strangers write into an order.
#include "gpu/share/images/imageparams.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ain;
using namespace ain::share;

class TestParams : public QObject {
    Q_OBJECT

    static Result<ImageOrder> orderOf(const QByteArray &body, const OrderLimits &limits = {})
    {
        const auto parsed = parseBody(body);
        if (!parsed)
            return failure(parsed.error());
        return parseOrder(*parsed, limits);
    }

private Q_SLOTS:
    void everythingIsRead()
    {
        const auto order = orderOf(R"({
            "model": "tiny", "prompt": "a fox", "n": 4, "size": "512x768", "steps": 60, "seed": 9007199254740991,
            "negative_prompt": "rain", "response_format": "b64_json", "output_format": "png", "stream": false,
            "user": "me", "quality": "hd"})");
        QVERIFY(order);
        QCOMPARE(order->model, u"tiny"_s);
        QCOMPARE(order->prompt, u"a fox"_s);
        QCOMPARE(order->negative, u"rain"_s);
        QCOMPARE(order->count, 4);
        QCOMPARE(order->size, QSize(512, 768));
        QCOMPARE(order->steps, 60);
        QCOMPARE(order->seed, std::optional<quint64>(9007199254740991ULL));
    }

    void littleIsEnough()
    {
        const auto order = orderOf(R"({"prompt":"a fox","size":"auto"})");
        QVERIFY(order);
        QVERIFY(order->model.isEmpty() && order->size.isEmpty() && !order->seed);
        QCOMPARE(order->count, 1);
        QCOMPARE(order->steps, 0);
    }

    void nonsenseIsNamed_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QString>("what");
        const auto row = [](const char *more, const QString &what) { QTest::newRow(more) << QByteArray(more) << what; };
        row(R"("n":0)", u"n"_s);
        row(R"("n":5)", u"n"_s);
        row(R"("n":1.5)", u"n"_s);
        row(R"("n":"2")", u"n"_s);
        row(R"("n":1e300)", u"n"_s);
        row(R"("steps":0)", u"steps"_s);
        row(R"("steps":61)", u"steps"_s);
        row(R"("steps":-1)", u"steps"_s);
        row(R"("seed":-1)", u"seed"_s);
        row(R"("seed":9007199254740992)", u"seed"_s);
        row(R"("seed":[1])", u"seed"_s);
        row(R"("size":"512")", u"size"_s);
        row(R"("size":"0x64")", u"size"_s);
        row(R"("size":"00x64")", u"size"_s);
        row(R"("size":"9999x9999")", u"size"_s);
        row(R"("size":"12345x12345")", u"size"_s);
        row(R"("size":512)", u"size"_s);
        row(R"("size":"512x512 ")", u"size"_s);
        row(R"("model":7)", u"model"_s);
        row(R"("negative_prompt":{})", u"negative_prompt"_s);
        row(R"("negative_prompt":"\ud800")", u"negative_prompt"_s);
        row(R"("response_format":"url")", u"response_format"_s);
        row(R"("output_format":"webp")", u"output_format"_s);
        row(R"("stream":true)", u"stream"_s);
    }
    void nonsenseIsNamed()
    {
        QFETCH(QByteArray, more);
        QFETCH(QString, what);
        const auto order = orderOf(QByteArray(R"({"prompt":"a fox",@})").replace('@', more));
        QVERIFY(!order);
        QCOMPARE(order.error().code, errors::InvalidArgument);
        QCOMPARE(order.error().args.value(u"what"_s).toString(), what);
    }

    void promptsAreNeededAndBounded()
    {
        for (const char *body : {R"({})", R"({"prompt":""})", R"({"prompt":"  "})", R"({"prompt":null})",
                                 R"({"prompt":["a"]})", R"({"prompt":"\udc00"})"})
            QVERIFY2(!orderOf(body), body);
        const auto ofPrompt = [](const QByteArray &prompt) {
            return orderOf(QByteArray(R"({"prompt":"@"})").replace('@', prompt));
        };
        QVERIFY(ofPrompt(QByteArray(4000, 'a')));
        QVERIFY(!ofPrompt(QByteArray(4001, 'a')));
        // Four thousand characters, however many bytes they have.
        QVERIFY(ofPrompt(u"\uD55C"_s.repeated(4000).toUtf8()));
    }

    void bodiesAreBounded()
    {
        QVERIFY(!parseBody(QByteArray()));
        QVERIFY(!parseBody("[]"));
        QVERIFY(!parseBody("{\"a\":1,\"a\":2}"));
        QVERIFY(!parseBody(QByteArray(R"({"a":@})").replace('@', QByteArray(20, '[') + QByteArray(20, ']'))));
        QVERIFY(!parseBody(QByteArray(R"({"a":[@]})").replace('@', QByteArray("1,").repeated(2000) + '1')));
        QVERIFY(!parseBody(QByteArray(R"({"a":"@"})").replace('@', QByteArray(70'000, 'a'))));
        QVERIFY(!parseBody("{\"a\":\"\xff\"}"));
    }

    void otherDoorsHaveOtherLimits()
    {
        OrderLimits peer;
        peer.stepsMost = 30;
        peer.clampsSteps = true;
        peer.allowsSeed = false;
        peer.allowsCount = false;
        const auto order = orderOf(R"({"prompt":"a","steps":60,"seed":5})", peer);
        QVERIFY(order);
        QCOMPARE(order->steps, 30);
        QVERIFY(!order->seed);
        QVERIFY(!orderOf(R"({"prompt":"a","n":2})", peer));
    }

    void namesOfOthersAreHarmless()
    {
        QCOMPARE(plainText(u" a\nb\u202Ec\x1b[2J "_s, 80), u"a\uFFFDb\uFFFDc\uFFFD[2J"_s);
        QCOMPARE(plainText(QString(500, u'a'), 80).size(), 80);
        QCOMPARE(plainText(u"여우"_s, 80), u"여우"_s);
    }
};

QTEST_GUILESS_MAIN(TestParams)
#include "test_params.moc"
