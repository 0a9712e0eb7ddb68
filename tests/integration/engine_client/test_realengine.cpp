// The supervisor with the real program behind it, and small models with random weights.
#include "tests/support/engine/enginefixture.h"

#include <QCryptographicHash>
#include <QDir>
#include <QTest>

using namespace ain;
using namespace ain::engine;
using namespace ain::testing;

namespace {

class RealFixture : public EngineFixture {
public:
    RealFixture()
    {
        options.program = QStringLiteral(AIN_ENGINE_PROGRAM);
        options.modelFolders = QStringList{QStringLiteral(AIN_ENGINE_MODELS)};
        options.threads = 1;
        options.backend = u"cpu"_s;
        options.times = {};
    }

    [[nodiscard]] Order small(quint64 seed, int steps = 2) const
    {
        Order order = this->order(u"a red apple"_s, seed, steps);
        order.request.guidance = 1;
        order.request.precision = u"as_file"_s;
        order.request.vae = recipe::FileRef{.sha256 = QString(64, u'b'), .name = u"tae"_s};
        order.files.insert(order.request.model.sha256, QStringLiteral(AIN_ENGINE_MODELS "/tiny.safetensors"));
        order.files.insert(order.request.vae->sha256, QStringLiteral(AIN_ENGINE_MODELS "/tae.safetensors"));
        return order;
    }
};

QString codeOf(const Result<Drawn> &drawn)
{
    return drawn ? QString() : drawn.error().code.toString() + u' ' + drawn.error().detail;
}

} // namespace

class TestRealEngine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void drawsCancelsYieldsAndDrawsTheSameAgain()
    {
        RealFixture fixture;
        EngineClient &client = fixture.start();
        bool sampled = false;
        connect(&client, &EngineClient::progressed, &client,
                [&sampled](const Progress &progress) { sampled = sampled || progress.phase == Phase::Sample; });
        const auto first = await(client.draw(u"first"_s, fixture.small(3)));
        QVERIFY2(first, qPrintable(codeOf(first)));
        QCOMPARE(first->image.size(), QSize(64, 64));
        QVERIFY(sampled);
        QCOMPARE(first->request.profile, u"cpu-reference"_s);
        QVERIFY(!first->request.engine.isEmpty());
        QVERIFY(first->peakBytes > 0);
        QVERIFY(client.info()->canCancel);
        client.disconnect();

        const qint64 pid = client.pid();
        QMetaObject::Connection cancelling =
            connect(&client, &EngineClient::progressed, &client, [&client](const Progress &progress) {
                if (progress.phase == Phase::Sample)
                    client.cancel(u"long"_s);
            });
        const auto cancelled = await(client.draw(u"long"_s, fixture.small(3, 150)));
        QVERIFY(!cancelled);
        QCOMPARE(cancelled.error().code, errors::Cancelled);
        QCOMPARE(client.ladder().cancelMs.count(), 1);
        disconnect(cancelling);
        const auto second = await(client.draw(u"second"_s, fixture.small(3)));
        QVERIFY2(second, qPrintable(codeOf(second)));
        QVERIFY(second->image == first->image);

        QMetaObject::Connection yielding =
            connect(&client, &EngineClient::progressed, &client, [&client](const Progress &progress) {
                if (progress.phase == Phase::Sample && client.state() == EngineState::Busy)
                    client.yieldNow().detach();
            });
        const auto yielded = await(client.draw(u"yielded"_s, fixture.small(3, 150)));
        QVERIFY(!yielded);
        QCOMPARE(yielded.error().code, errors::EngineYielded);
        disconnect(yielding);
        until([&client] { return client.pid() == 0; });
        const auto third = await(client.draw(u"third"_s, fixture.small(3)));
        QVERIFY2(third, qPrintable(codeOf(third)));
        QVERIFY(client.pid() != pid);
        QVERIFY(third->image == first->image);
        qInfo("cancel → idle %lld ms, kill → gone %lld ms", client.ladder().cancelMs.last().value_or(-1),
              client.ladder().killMs.last().value_or(-1));
    }

    void aFileThatIsNoModelIsRefusedInWords()
    {
        RealFixture fixture;
        EngineClient &client = fixture.start();
        QVERIFY(await(client.ensureStarted()));
        Order order = fixture.small(1);
        order.files.insert(order.request.model.sha256, fixture.modelPath()); // five bytes
        const auto drawn = await(client.draw(u"bad"_s, order));
        QVERIFY(!drawn);
        QCOMPARE(drawn.error().code, errors::EngineModelRefused);
        QVERIFY(client.pid() != 0);
        const auto good = await(client.draw(u"good"_s, fixture.small(1)));
        QVERIFY2(good, qPrintable(codeOf(good)));
    }

    void tellsTheWayAndGoesOnFromTheMiddle()
    {
        RealFixture fixture;
        const QString tiny = QStringLiteral(AIN_TEST_DATA "/mini/tiny.gguf");
        fixture.options.modelFolders.append(QFileInfo(tiny).path());
        EngineClient &client = fixture.start();
        Order order = fixture.order(u"a blue cat"_s, 42, 4);
        order.files.insert(order.request.model.sha256, tiny);
        order.request.guidance = 3;
        order.trace = TraceOrder{.keep = {0, 2, 3}};
        const auto whole = await(client.draw(u"whole"_s, order));
        QVERIFY2(whole, qPrintable(codeOf(whole)));
        QVERIFY(whole->trace.has_value());
        const Trace trace = *whole->trace;
        QCOMPARE(trace.hashes.size(), 5);
        QCOMPARE(qint64(trace.state(2).size()), trace.shape.bytes());
        QCOMPARE(QCryptographicHash::hash(trace.state(2), QCryptographicHash::Sha256), trace.hashes[2]);
        QVERIFY(trace.state(1).isEmpty());
        order.trace = TraceOrder{.first = 2, .last = 3, .keep = {3}, .start = trace.shape};
        order.start = trace.state(2).toByteArray();
        const auto step = await(client.draw(u"step"_s, order));
        QVERIFY2(step, qPrintable(codeOf(step)));
        QCOMPARE(step->trace->state(3), trace.state(3));
        order.trace = TraceOrder{.first = 2, .start = trace.shape};
        const auto rest = await(client.draw(u"rest"_s, order));
        QVERIFY2(rest, qPrintable(codeOf(rest)));
        QCOMPARE(rest->image, whole->image);
        QCOMPARE(rest->trace->hashes, trace.hashes.mid(2));
        // Told on the way, so that another can go on when this one is stopped.
        QList<Reached> told;
        connect(&client, &EngineClient::reached, &client, [&told](const Reached &state) { told.append(state); });
        order.trace->tells = true;
        QVERIFY(await(client.draw(u"telling"_s, order)));
        QCOMPARE(told.size(), 3);
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(told[i].id, u"telling"_s);
            QCOMPARE(told[i].index, 2 + i);
            QCOMPARE(QCryptographicHash::hash(told[i].state, QCryptographicHash::Sha256), trace.hashes[2 + i]);
        }
        order.trace->tells = false;
        order.start.chop(1);
        QCOMPARE(await(client.draw(u"short"_s, order)).error().code, errors::EngineArguments);
        // Without an order for it there is none, and a model of the library has none to tell.
        order.trace.reset();
        order.start.clear();
        const auto plain = await(client.draw(u"plain"_s, order));
        QVERIFY(plain && !plain->trace.has_value());
        QCOMPARE(plain->image, whole->image);
        Order other = fixture.small(1);
        other.trace = TraceOrder{};
        const auto refused = await(client.draw(u"other"_s, other));
        QVERIFY(!refused);
        QCOMPARE(refused.error().args.value(u"what"_s).toString(), u"no_trace"_s);
    }

    void enlargesAPicture()
    {
        const QDir models(QStringLiteral(AIN_SOURCE_DIR "/resources/models"));
        const QStringList files = models.entryList({u"*.safetensors"_s}, QDir::Files);
        QVERIFY(!files.isEmpty());
        RealFixture fixture;
        EngineClient &client = fixture.start();
        Order order = fixture.small(1);
        order.request.mode = recipe::Mode::Upscale;
        order.request.upscaler = order.request.model;
        order.request.width = order.request.height = 16;
        order.files.insert(order.request.model.sha256, models.filePath(files.constFirst()));
        order.init = QImage(16, 16, QImage::Format_RGB32);
        order.init.fill(QColor(200, 40, 40));
        const auto drawn = await(client.draw(u"large"_s, order));
        QVERIFY2(drawn, qPrintable(codeOf(drawn)));
        QCOMPARE(drawn->image.size(), QSize(64, 64));
        const QColor middle = drawn->image.pixelColor(32, 32);
        QVERIFY2(qAbs(middle.red() - 200) < 24 && qAbs(middle.green() - 40) < 24, qPrintable(middle.name()));
    }
};

QTEST_GUILESS_MAIN(TestRealEngine)
#include "test_realengine.moc"
