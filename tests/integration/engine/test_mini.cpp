// The built-in kind of model through the real ain-engine, with the tiny file of tests/data/mini.
#include "gpu/engine/protocol/errors.h"
#include "gpu/engine/protocol/sharedpixels.h"
#include "tests/support/engine/engineprocess.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace ain;
using namespace ain::engine;
using namespace ain::engine::test;
using namespace Qt::StringLiterals;

namespace {

const QString Program = QStringLiteral(AIN_ENGINE_PROGRAM);
const QString Models = QStringLiteral(AIN_ENGINE_MODELS);
const QString Tiny = QStringLiteral(AIN_TEST_DATA "/mini/tiny.gguf");
constexpr int Side = 16; // pixels of its pictures

/// The same as in tests/unit/engine_mini: SHA-256 of the pixels of order(), on every computer.
const QByteArray GoldenPicture = "3804803a06303e63e4847c22770d07c55c5f075eefa1a114a763de2a698e2589";

DrawOrder order()
{
    return {.job = u"j"_s,
            .files = {.model = Tiny, .precision = u"f16"_s},
            .prompt = u"a blue cat with a gold crown on yellow"_s,
            .negative = u"hat"_s,
            .width = Side,
            .height = Side,
            .steps = 4,
            .sampler = u"euler_a"_s,
            .scheduler = u"discrete"_s,
            .guidance = 3,
            .seed = 42};
}

/// The picture, or the code of the failure.
QByteArray draw(EngineProcess &engine, const DrawOrder &order, std::vector<Event> *heard = nullptr,
                std::vector<UniqueFd> descriptors = {})
{
    engine.send(order, std::move(descriptors));
    std::vector<Event> skipped;
    auto done = engine.waitFor<DoneEvent>(&skipped);
    if (heard != nullptr)
        *heard = skipped;
    if (done && done->descriptors.size() == 1) {
        const auto shape = std::get<DoneEvent>(done->event).image;
        const auto reader = PixelReader::open(std::move(done->descriptors.front()), shape);
        if (reader && shape.width == order.width && shape.height == order.height && shape.channels == 3)
            return {reinterpret_cast<const char *>(reader->pixels().data()), qsizetype(reader->pixels().size())};
        return "bad pixels";
    }
    if (!skipped.empty()) {
        if (const auto *failed = std::get_if<FailedEvent>(&skipped.back()))
            return (failed->code + u' ' + failed->what).toLatin1();
    }
    return "gone";
}

QByteArray hashOf(const QByteArray &pixels)
{
    return QCryptographicHash::hash(pixels, QCryptographicHash::Sha256).toHex();
}

class TestMini : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::unique_ptr<EngineProcess> m_engine;
    bool m_hasLibrary = false;

    [[nodiscard]] QStringList arguments(int threads) const
    {
        return {u"--threads"_s, QString::number(threads),
                u"--models"_s,  QFileInfo(Tiny).path(),
                u"--models"_s,  m_folder.path(),
                u"--models"_s,  Models,
                u"--backend"_s, u"cpu"_s};
    }

    /// The trace of an order, its states in the order of `keep`, and the pixels.
    struct Traced {
        TraceEvent event = {};
        std::vector<QByteArray> states = {};
        QByteArray pixels = {};
        QByteArray failure = {};
    };
    Traced drawTraced(const DrawOrder &wanted, const QByteArray &start = {})
    {
        std::vector<UniqueFd> beside;
        if (!start.isEmpty()) {
            const auto *bytes = reinterpret_cast<const std::uint8_t *>(start.constData());
            beside.push_back(*sharePixels(wanted.trace->start->memory(1), {bytes, std::size_t(start.size())}));
        }
        m_engine->send(wanted, std::move(beside));
        Traced traced;
        std::vector<Event> skipped;
        auto told = m_engine->waitFor<TraceEvent>(&skipped);
        if (!told) {
            const auto *failed = skipped.empty() ? nullptr : std::get_if<FailedEvent>(&skipped.back());
            traced.failure = failed == nullptr ? "gone" : (failed->code + u' ' + failed->what).toLatin1();
            return traced;
        }
        traced.event = std::get<TraceEvent>(told->event);
        if (!told->descriptors.empty()) {
            const ImageShape all = traced.event.shape.memory(int(traced.event.kept.size()));
            const auto reader = PixelReader::open(std::move(told->descriptors.front()), all);
            for (qsizetype i = 0; reader && i < traced.event.kept.size(); ++i) {
                traced.states.emplace_back(reinterpret_cast<const char *>(reader->pixels().data())
                                               + traced.event.shape.bytes() * i,
                                           qsizetype(traced.event.shape.bytes()));
            }
        }
        auto done = m_engine->waitFor<DoneEvent>();
        if (done && done->descriptors.size() == 1) {
            const auto reader =
                PixelReader::open(std::move(done->descriptors.front()), std::get<DoneEvent>(done->event).image);
            if (reader)
                traced.pixels = QByteArray(reinterpret_cast<const char *>(reader->pixels().data()),
                                           qsizetype(reader->pixels().size()));
        }
        return traced;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_engine = std::make_unique<EngineProcess>(Program, arguments(2));
        const auto hello = m_engine->waitFor<HelloEvent>();
        QVERIFY(hello.has_value());
        QCOMPARE(std::get<HelloEvent>(hello->event).backend, u"cpu"_s);
        QVERIFY(std::get<HelloEvent>(hello->event).canCancel);
        m_hasLibrary = !std::get<HelloEvent>(hello->event).samplers.isEmpty();
    }

    void drawsTheGoldenPicture()
    {
        QCOMPARE(hashOf(draw(*m_engine, order())), GoldenPicture);
        m_engine->send(StatusCommand{});
        const auto status = m_engine->waitFor<StatusEvent>();
        QVERIFY(status.has_value());
        QCOMPARE(std::get<StatusEvent>(status->event).model, Tiny);
    }

    void threadsDoNotMatter()
    {
        for (const int threads : {1, 5}) {
            EngineProcess other(Program, arguments(threads));
            QVERIFY(other.waitFor<HelloEvent>().has_value());
            QCOMPARE(hashOf(draw(other, order())), GoldenPicture);
        }
    }

    void saysItsFamily()
    {
        m_engine->send(LoadCommand{.job = u"l"_s, .files = order().files});
        const auto loaded = m_engine->waitFor<LoadedEvent>();
        QVERIFY(loaded.has_value());
        QCOMPARE(std::get<LoadedEvent>(loaded->event).family, u"ain-mini"_s);
    }

    void tellsHowFarItIs()
    {
        DrawOrder wanted = order();
        wanted.preview = true;
        wanted.prompt = u"a blue cat qwertyuiop"_s;
        wanted.negative = u"hat 없는말"_s;
        std::vector<Event> heard;
        m_engine->send(wanted);
        const auto done = m_engine->waitFor<DoneEvent>(&heard);
        QVERIFY(done.has_value());
        QStringList steps;
        int previews = 0;
        for (const Event &event : heard) {
            if (const auto *progress = std::get_if<ProgressEvent>(&event); progress && progress->phase == Phase::Sample)
                steps.append(u"%1/%2"_s.arg(progress->step).arg(progress->steps));
            if (const auto *preview = std::get_if<PreviewEvent>(&event)) {
                QCOMPARE(preview->step, ++previews);
                QCOMPARE(preview->image, (ImageShape{.width = Side, .height = Side, .channels = 3}));
            }
        }
        QCOMPARE(steps, QStringList({u"0/4"_s, u"1/4"_s, u"2/4"_s, u"3/4"_s, u"4/4"_s}));
        QCOMPARE(previews, 4);
        QCOMPARE(std::get<DoneEvent>(done->event).unknownWords, (QStringList{u"qwertyuiop"_s, u"없는말"_s}));
    }

    void enlargesByWholeFactors()
    {
        const QByteArray small = draw(*m_engine, order());
        for (const int side : {32, 512, 1024}) {
            DrawOrder large = order();
            large.width = large.height = side;
            const QByteArray picture = draw(*m_engine, large);
            QCOMPARE(picture.size(), side * side * 3);
            const int factor = side / Side;
            int different = 0;
            for (int y = 0; y < side; ++y) {
                for (int x = 0; x < side; ++x) {
                    for (int c = 0; c < 3; ++c)
                        different +=
                            int(picture[(y * side + x) * 3 + c] != small[((y / factor) * Side + x / factor) * 3 + c]);
                }
            }
            QCOMPARE(different, 0);
        }
    }

    void defaultsComeFromTheFile()
    {
        DrawOrder open = order();
        open.steps = 0;
        open.guidance = -1;
        DrawOrder stated = order();
        stated.steps = 12;
        stated.guidance = 3;
        QCOMPARE(draw(*m_engine, open), draw(*m_engine, stated));
        QVERIFY(draw(*m_engine, stated) != draw(*m_engine, order()));
    }

    void refusesWhatItCannotDraw_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("steps");
        QTest::addColumn<double>("guidance");
        QTest::addColumn<QByteArray>("refusal");
        const QByteArray size = "engine.arguments mini_size";
        const QByteArray steps = "engine.arguments mini_steps";
        QTest::newRow("no multiple") << 24 << 24 << 4 << 3.0 << size;
        QTest::newRow("small") << 8 << 8 << 4 << 3.0 << size;
        QTest::newRow("none") << 0 << 0 << 4 << 3.0 << size;
        QTest::newRow("large") << 2048 << 2048 << 4 << 3.0 << size;
        QTest::newRow("no square") << 32 << 16 << 4 << 3.0 << size;
        QTest::newRow("few steps") << 16 << 16 << 3 << 3.0 << steps;
        QTest::newRow("many steps") << 16 << 16 << 31 << 3.0 << steps;
        QTest::newRow("guidance") << 16 << 16 << 4 << 101.0 << QByteArray("engine.arguments guidance");
    }
    void refusesWhatItCannotDraw()
    {
        QFETCH(const int, width);
        QFETCH(const int, height);
        QFETCH(const int, steps);
        QFETCH(const double, guidance);
        QFETCH(const QByteArray, refusal);
        DrawOrder wanted = order();
        wanted.width = width;
        wanted.height = height;
        wanted.steps = steps;
        wanted.guidance = guidance;
        QCOMPARE(draw(*m_engine, wanted), refusal);
    }

    void refusesPicturesAndLoras()
    {
        DrawOrder over = order();
        over.mode = Mode::ImageToImage;
        over.init = ImageShape{.width = Side, .height = Side, .channels = 3};
        std::vector<UniqueFd> descriptors;
        const std::vector<std::uint8_t> pixels(std::size_t(over.init->bytes()));
        descriptors.push_back(*sharePixels(*over.init, pixels));
        QCOMPARE(draw(*m_engine, over, nullptr, std::move(descriptors)), QByteArray("engine.arguments mini_mode"));
        DrawOrder withLora = order();
        withLora.loras = {{.path = Models + u"/lora.safetensors"_s, .weight = 1}};
        QCOMPARE(draw(*m_engine, withLora), QByteArray("engine.arguments mini_extras"));
        QCOMPARE(hashOf(draw(*m_engine, order())), GoldenPicture);
    }

    void refusesDamagedFiles()
    {
        QFile file(Tiny);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray good = file.readAll();
        DrawOrder wanted = order();
        wanted.files.model = m_folder.filePath(u"damaged.gguf"_s);
        for (const qsizetype length : {200'000LL, 40'000LL, 5'000LL, 300LL}) {
            QFile damaged(wanted.files.model);
            QVERIFY(damaged.open(QIODevice::WriteOnly | QIODevice::Truncate));
            damaged.write(good.left(qsizetype(length)));
            damaged.close();
            QCOMPARE(draw(*m_engine, wanted), QByteArray("engine.model_refused unreadable"));
        }
        QCOMPARE(hashOf(draw(*m_engine, order())), GoldenPicture);
    }

    void tellsTheWay()
    {
        DrawOrder wanted = order();
        wanted.trace = TraceOrder{.keep = {0, 2, 3, 4}};
        const Traced whole = drawTraced(wanted);
        QCOMPARE(whole.failure, QByteArray());
        QCOMPARE(hashOf(whole.pixels), GoldenPicture);
        QCOMPARE(whole.event.steps, 4);
        QCOMPARE(whole.event.hashes.size(), 5);
        QCOMPARE(whole.event.shape, (LatentShape{.channels = 3, .height = Side, .width = Side}));
        QCOMPARE(whole.event.kept, QList<int>({0, 2, 3, 4}));
        QCOMPARE(whole.states.size(), std::size_t(4));
        for (qsizetype i = 0; i < whole.event.kept.size(); ++i) {
            QCOMPARE(QString::fromLatin1(hashOf(whole.states[std::size_t(i)])),
                     whole.event.hashes[whole.event.kept[i]]);
        }
        // One step again, as a check does it.
        wanted.trace = TraceOrder{.first = 2, .last = 3, .keep = {3}, .start = whole.event.shape};
        const Traced step = drawTraced(wanted, whole.states[1]);
        QCOMPARE(step.event.first, 2);
        QCOMPARE(step.event.hashes, whole.event.hashes.mid(2, 2));
        QCOMPARE(step.states.front(), whole.states[2]);
        // The rest of the way, as another computer that takes a job over does it.
        wanted.trace = TraceOrder{.first = 2, .start = whole.event.shape};
        const Traced rest = drawTraced(wanted, whole.states[1]);
        QCOMPARE(rest.event.hashes, whole.event.hashes.mid(2));
        QCOMPARE(hashOf(rest.pixels), GoldenPicture);
    }

    void refusesPartsThatAreNone()
    {
        DrawOrder wanted = order();
        wanted.trace = TraceOrder{.last = 5};
        QCOMPARE(drawTraced(wanted).failure, QByteArray("engine.arguments trace"));
        wanted.trace = TraceOrder{.last = 2, .keep = {3}};
        QCOMPARE(drawTraced(wanted).failure, QByteArray("engine.arguments trace"));
        const LatentShape other{.channels = 3, .height = Side, .width = 2 * Side};
        wanted.trace = TraceOrder{.first = 2, .start = other};
        QCOMPARE(drawTraced(wanted, QByteArray(qsizetype(other.bytes()), '\0')).failure,
                 QByteArray("engine.arguments latents"));
        const LatentShape right{.channels = 3, .height = Side, .width = Side};
        wanted.trace = TraceOrder{.first = 2, .start = right};
        QCOMPARE(drawTraced(wanted, QByteArray(qsizetype(right.bytes()), '\xff')).failure, // no numbers
                 QByteArray("engine.arguments latents"));
        QCOMPARE(hashOf(draw(*m_engine, order())), GoldenPicture);
    }

    void otherModelsHaveNoTrace()
    {
        if (!m_hasLibrary)
            QSKIP("ain-engine was built without stable-diffusion.cpp, or this CPU is older than x86-64-v3");
        DrawOrder other = order();
        other.files = {.model = Models + u"/tiny.safetensors"_s, .vae = Models + u"/tae.safetensors"_s};
        other.width = other.height = 64;
        other.sampler = u"euler"_s;
        other.trace = TraceOrder{};
        QCOMPARE(drawTraced(other).failure, QByteArray("engine.arguments no_trace"));
    }

    void goesOnAfterACancel()
    {
        DrawOrder slow = order();
        slow.steps = 30;
        slow.width = slow.height = 1024;
        m_engine->send(slow);
        m_engine->send(CancelCommand{.job = slow.job});
        std::vector<Event> skipped;
        if (!m_engine->waitFor<DoneEvent>(&skipped)) { // it may have been the faster one
            const auto *failed = skipped.empty() ? nullptr : std::get_if<FailedEvent>(&skipped.back());
            QVERIFY(failed != nullptr && failed->code == ErrorCode(errors::Cancelled).toString());
        }
        QCOMPARE(hashOf(draw(*m_engine, order())), GoldenPicture);
    }

    void takesTurnsWithTheLibrary()
    {
        if (!m_hasLibrary)
            QSKIP("ain-engine was built without stable-diffusion.cpp, or this CPU is older than x86-64-v3");
        DrawOrder other = order();
        other.files = {.model = Models + u"/tiny.safetensors"_s, .vae = Models + u"/tae.safetensors"_s};
        other.width = other.height = 64;
        other.steps = 2;
        other.sampler = u"euler"_s;
        other.guidance = 1;
        const QByteArray first = draw(*m_engine, other);
        QCOMPARE(first.size(), 64 * 64 * 3);
        QCOMPARE(hashOf(draw(*m_engine, order())), GoldenPicture);
        QCOMPARE(draw(*m_engine, other), first);
        m_engine->send(UnloadCommand{});
        QVERIFY(m_engine->waitFor<UnloadedEvent>().has_value());
        QCOMPARE(hashOf(draw(*m_engine, order())), GoldenPicture);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestMini)
#include "test_mini.moc"
