// ain-engine from outside: what it draws, what it refuses, what it survives, and that it can't get out.
#include "core/json/parser.h"
#include "gpu/engine/protocol/errors.h"
#include "gpu/engine/protocol/sharedpixels.h"
#include "tests/support/engine/engineprocess.h"

#include <QCryptographicHash>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <numeric>
#include <span>

using namespace ain;
using namespace ain::engine;
using namespace ain::engine::test;
using namespace Qt::StringLiterals;

namespace {

const QString Program = QStringLiteral(AIN_ENGINE_PROGRAM);
const QString Models = QStringLiteral(AIN_ENGINE_MODELS);
const QString Shipped = QStringLiteral(AIN_SOURCE_DIR "/resources/models");

/// SHA-256 of the pixels of order(), 64×64, on the CPU reference profile. The same on every x86-64-v3 machine; it
/// changes only with the pinned library, its flags or the generated model, and then deliberately.
const QByteArray GoldenPicture = "132a97a5e9036401aefcd8659696475f838fd2009fb106b02a803bca09493b8f";

using Pixels = QByteArray;

DrawOrder order(int side = 64)
{
    return {.job = u"j"_s,
            .files = {.model = Models + u"/tiny.safetensors"_s, .vae = Models + u"/tae.safetensors"_s},
            .prompt = u"a cat"_s,
            .width = side,
            .height = side,
            .steps = 2,
            .sampler = u"euler"_s,
            .scheduler = u"discrete"_s,
            .guidance = 1,
            .seed = 7};
}

QStringList arguments(int threads = 1)
{
    return {u"--threads"_s, QString::number(threads), u"--models"_s, Models, u"--models"_s, Shipped};
}

std::vector<UniqueFd> pictures(std::initializer_list<ImageShape> shapes, int value = -1)
{
    std::vector<UniqueFd> descriptors;
    for (const ImageShape &shape : shapes) {
        std::vector<std::uint8_t> pixels(std::size_t(shape.bytes()), std::uint8_t(value));
        if (value < 0)
            std::iota(pixels.begin(), pixels.end(), std::uint8_t(0));
        descriptors.push_back(*sharePixels(shape, pixels));
    }
    return descriptors;
}

Pixels pixelsOf(Heard heard)
{
    const auto &done = std::get<DoneEvent>(heard.event);
    if (heard.descriptors.size() != 1)
        return "no pixels";
    const auto reader = PixelReader::open(std::move(heard.descriptors.front()), done.image);
    if (!reader)
        return "bad pixels";
    return {reinterpret_cast<const char *>(reader->pixels().data()), qsizetype(reader->pixels().size())};
}

/// The picture, or the code of the failure.
Pixels draw(EngineProcess &engine, const DrawOrder &order, std::vector<UniqueFd> descriptors = {},
            std::vector<Event> *heard = nullptr)
{
    engine.send(order, std::move(descriptors));
    std::vector<Event> skipped;
    auto done = engine.waitFor<DoneEvent>(&skipped);
    if (heard != nullptr)
        *heard = skipped;
    if (done)
        return pixelsOf(*std::move(done));
    if (!skipped.empty()) {
        if (const auto *failed = std::get_if<FailedEvent>(&skipped.back()))
            return (failed->code + u' ' + failed->what).toLatin1();
    }
    return "gone";
}

QByteArray hashOf(const Pixels &pixels) { return QCryptographicHash::hash(pixels, QCryptographicHash::Sha256).toHex(); }

int differentPixels(const Pixels &a, const Pixels &b)
{
    int count = 0;
    for (qsizetype i = 0; i < std::min(a.size(), b.size()); ++i)
        count += int(a[i] != b[i]);
    return count;
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

class TestProgram : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<EngineProcess> m_engine;
    HelloEvent m_hello;
    Pixels m_reference;
    QTemporaryDir m_folder;

    void start()
    {
        m_engine = std::make_unique<EngineProcess>(Program, arguments() << u"--models"_s << m_folder.path());
        auto hello = m_engine->waitFor<HelloEvent>();
        QVERIFY(hello.has_value());
        m_hello = std::get<HelloEvent>(hello->event);
    }
    [[nodiscard]] bool isAlive()
    {
        m_engine->send(StatusCommand{});
        const auto heard = m_engine->waitFor<StatusEvent>();
        return heard && std::get<StatusEvent>(heard->event).state == u"idle";
    }

private Q_SLOTS:
    void initTestCase()
    {
        start();
        if (m_hello.samplers.isEmpty())
            QSKIP("ain-engine was built without stable-diffusion.cpp, or this CPU is older than x86-64-v3");
        m_reference = draw(*m_engine, order());
        QCOMPARE(m_reference.size(), 64 * 64 * 3);
    }

    void saysWhatItIs()
    {
        QVERIFY(m_hello.samplers.contains(u"euler_a"_s));
        QVERIFY(m_hello.schedulers.contains(u"karras"_s));
        QVERIFY(m_hello.precisions.contains(u"q8_0"_s));
        QVERIFY(!m_hello.build.isEmpty());
        QCOMPARE(m_hello.threads, 1);
        QVERIFY(m_hello.devices.front().totalBytes > 0);
        QVERIFY(m_hello.confinement.noNewPrivs && m_hello.confinement.seccomp && m_hello.confinement.noNetwork);
        QCOMPARE(m_hello.confinement.landlock, m_hello.confinement.landlockAbi > 0);
    }

    // From inside: reading, writing, sockets, other programs, other processes.
    void cannotGetOut()
    {
        QProcess process;
        process.start(Program, {u"--confinement-test"_s});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        const auto outcomes = json::parse(process.readAllStandardOutput());
        QVERIFY(outcomes.has_value() && outcomes->object().size() >= 19);
        for (const auto &[name, outcome] : outcomes->object())
            QVERIFY2(outcome.string() == u"refused", qPrintable(name));
    }

    void testsItself()
    {
        QProcess process;
        process.start(Program, {u"--self-test"_s});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        process.start(Program, {u"--fd"_s, u"nonsense"_s});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 2);
    }

    void drawsTheGoldenPicture()
    {
        QCOMPARE(hashOf(m_reference), GoldenPicture);
        QVERIFY(differentPixels(m_reference, Pixels(m_reference.size(), m_reference[0])) > 1000);
    }

    void tellsHowFarItIs()
    {
        std::vector<Event> heard;
        DrawOrder wanted = order();
        wanted.preview = true;
        QCOMPARE(draw(*m_engine, wanted, {}, &heard), m_reference); // looking on changes nothing
        QStringList steps;
        int previews = 0;
        Phase last = Phase::Load;
        for (const Event &event : heard) {
            if (const auto *progress = std::get_if<ProgressEvent>(&event)) {
                if (progress->phase == Phase::Sample)
                    steps.append(u"%1/%2"_s.arg(progress->step).arg(progress->steps));
                last = progress->phase;
            }
            previews += int(std::holds_alternative<PreviewEvent>(event));
        }
        QCOMPARE(steps, QStringList({u"0/2"_s, u"1/2"_s, u"2/2"_s}));
        QCOMPARE(previews, 2);
        QCOMPARE(last, Phase::Decode);
    }

    void sameOrderSamePicture()
    {
        DrawOrder other = order();
        other.seed = 8;
        const Pixels otherSeed = draw(*m_engine, other);
        QVERIFY(differentPixels(otherSeed, m_reference) > 1000);
        other = order();
        other.prompt = u"a dog on the moon"_s;
        QVERIFY(differentPixels(draw(*m_engine, other), m_reference) > 10);
        other = order();
        other.loras = {{.path = Models + u"/lora.safetensors"_s, .weight = 0.8}};
        const Pixels withLora = draw(*m_engine, other);
        QCOMPARE(withLora.size(), m_reference.size());
        QVERIFY(differentPixels(withLora, m_reference) > 10);
        QCOMPARE(draw(*m_engine, other), withLora);
        // None of these leaves a trace.
        QCOMPARE(draw(*m_engine, order()), m_reference);
        m_engine->send(UnloadCommand{});
        QVERIFY(m_engine->waitFor<UnloadedEvent>().has_value());
        QCOMPARE(draw(*m_engine, order()), m_reference);
    }

    void threadsDoNotMatter()
    {
        EngineProcess two(Program, arguments(2));
        QVERIFY(two.waitFor<HelloEvent>().has_value());
        QCOMPARE(draw(two, order()), m_reference);
    }

    void drawsFromGguf()
    {
        DrawOrder quantised = order();
        quantised.files.model = Models + u"/tiny-q8_0.gguf"_s;
        const Pixels plain = draw(*m_engine, quantised);
        QCOMPARE(plain.size(), m_reference.size());
        quantised.loras = {{.path = Models + u"/lora.safetensors"_s, .weight = 1}};
        QVERIFY(differentPixels(draw(*m_engine, quantised), plain) > 10);
    }

    void drawsTheSameFromParts()
    {
        DrawOrder parts = order();
        parts.files.model.clear();
        parts.files.diffusion = Models + u"/tiny-net.safetensors"_s;
        parts.files.clipL = Models + u"/tiny-clip_l.safetensors"_s;
        QCOMPARE(draw(*m_engine, parts), m_reference);
        parts.files.clipL.clear();
        QCOMPARE(draw(*m_engine, parts), "engine.arguments text_encoder");
        QVERIFY(isAlive());
        QCOMPARE(draw(*m_engine, order()), m_reference);
    }

    void drawsOverPictures()
    {
        const ImageShape colour{.width = 64, .height = 64, .channels = 3};
        const ImageShape grey{.width = 64, .height = 64, .channels = 1};
        DrawOrder over = order();
        over.mode = Mode::ImageToImage;
        over.init = colour;
        over.steps = 4;
        over.strength = 0.5;
        const Pixels first = draw(*m_engine, over, pictures({colour}));
        QCOMPARE(first.size(), m_reference.size());
        QVERIFY(differentPixels(first, m_reference) > 100);
        QCOMPARE(draw(*m_engine, over, pictures({colour})), first);
        over.mode = Mode::Inpaint;
        over.mask = grey;
        std::vector<UniqueFd> nothing = pictures({colour});
        nothing.push_back(std::move(pictures({grey}, 0).front()));
        std::vector<UniqueFd> everything = pictures({colour});
        everything.push_back(std::move(pictures({grey}, 255).front()));
        const Pixels kept = draw(*m_engine, over, std::move(nothing));
        QCOMPARE(draw(*m_engine, over, std::move(everything)), first); // a white mask keeps nothing
        QVERIFY(differentPixels(kept, first) > 100);
    }

    void enlarges()
    {
        const ImageShape small{.width = 24, .height = 16, .channels = 3};
        UpscaleOrder wanted{.job = u"u"_s,
                            .upscaler = Shipped + u"/realesrgan-x4plus-anime.safetensors"_s,
                            .factor = 4,
                            .image = small};
        m_engine->send(wanted, pictures({small}));
        auto heard = m_engine->waitFor<DoneEvent>();
        QVERIFY(heard.has_value());
        QCOMPARE(std::get<DoneEvent>(heard->event).image, (ImageShape{.width = 96, .height = 64, .channels = 3}));
        const Pixels large = pixelsOf(*std::move(heard));
        QVERIFY(differentPixels(large, Pixels(large.size(), large[0])) > 100);
        wanted.factor = 3;
        m_engine->send(wanted, pictures({small}));
        const auto refused = m_engine->waitFor<FailedEvent>();
        QVERIFY(refused.has_value());
        QCOMPARE(std::get<FailedEvent>(refused->event).what, u"factor"_s);
    }

    void stopsBetweenTwoSteps()
    {
        DrawOrder longOne = order(128);
        longOne.steps = 150;
        m_engine->send(longOne);
        bool isAsked = false;
        int lastStep = 0;
        std::optional<FailedEvent> failed;
        while (auto heard = m_engine->next()) {
            if (const auto *progress = std::get_if<ProgressEvent>(&heard->event)) {
                if (progress->phase == Phase::Sample && progress->step >= 2 && !isAsked) {
                    m_engine->send(CancelCommand{.job = u"another"_s}); // no such job: nothing happens
                    m_engine->send(CancelCommand{.job = longOne.job});
                    isAsked = true;
                }
                lastStep = progress->step;
            }
            if (const auto *event = std::get_if<FailedEvent>(&heard->event)) {
                failed = *event;
                break;
            }
            QVERIFY(!std::holds_alternative<DoneEvent>(heard->event));
        }
        QVERIFY(failed.has_value());
        QCOMPARE(failed->code, u"cancelled"_s);
        QVERIFY(lastStep < 150);
        // The model is still loaded, and what was broken off leaves no trace.
        std::vector<Event> heard;
        QCOMPARE(draw(*m_engine, order(), {}, &heard), m_reference);
        for (const Event &event : heard) {
            if (const auto *progress = std::get_if<ProgressEvent>(&event))
                QVERIFY(progress->phase != Phase::Load);
        }
    }

    void answersWhileItDraws()
    {
        DrawOrder longOne = order(128);
        longOne.steps = 60;
        m_engine->send(longOne);
        QVERIFY(m_engine->waitFor<ProgressEvent>().has_value());
        m_engine->send(StatusCommand{});
        const auto status = m_engine->waitFor<StatusEvent>();
        QVERIFY(status.has_value());
        QCOMPARE(std::get<StatusEvent>(status->event).job, longOne.job);
        DrawOrder second = order();
        second.job = u"second"_s;
        m_engine->send(second);
        const auto busy = m_engine->waitFor<FailedEvent>();
        QVERIFY(busy.has_value());
        QCOMPARE(std::get<FailedEvent>(busy->event).job, u"second"_s);
        QCOMPARE(std::get<FailedEvent>(busy->event).code, u"engine.busy"_s);
        m_engine->send(CancelCommand{.job = longOne.job});
        QVERIFY(m_engine->waitFor<FailedEvent>().has_value());
        QVERIFY(isAlive());
    }

    void refusesWhatWouldAbort_data()
    {
        QTest::addColumn<DrawOrder>("wanted");
        QTest::addColumn<QByteArray>("answer");
        const auto row = [](const char *name, const char *answer, auto change) {
            DrawOrder wanted = order();
            change(wanted);
            QTest::newRow(name) << wanted << QByteArray(answer);
        };
        row("no size", "engine.arguments size", [](DrawOrder &o) { o.width = 0; });
        row("odd size", "engine.arguments size", [](DrawOrder &o) { o.height = 100; });
        row("huge size", "engine.arguments size", [](DrawOrder &o) { o.width = o.height = 16384; });
        row("no steps", "engine.arguments steps", [](DrawOrder &o) { o.steps = 0; });
        row("endless steps", "engine.arguments steps", [](DrawOrder &o) { o.steps = 10'000; });
        row("sampler", "engine.arguments sampler", [](DrawOrder &o) { o.sampler = u"magic"_s; });
        row("scheduler", "engine.arguments scheduler", [](DrawOrder &o) { o.scheduler = u"magic"_s; });
        row("AYS for FLUX", "engine.arguments scheduler", [](DrawOrder &o) { o.scheduler = u"ays"_s; });
        row("one step of GITS", "engine.arguments steps", [](DrawOrder &o) {
            o.scheduler = u"gits"_s;
            o.steps = 1;
        });
        row("guidance", "engine.arguments guidance", [](DrawOrder &o) { o.guidance = 1000; });
        row("clip skip", "engine.arguments clip_skip", [](DrawOrder &o) { o.clipSkip = 500; });
        row("precision", "engine.arguments precision", [](DrawOrder &o) { o.files.precision = u"q99"_s; });
        row("no model", "engine.arguments model", [](DrawOrder &o) { o.files.model.clear(); });
        row("no init", "engine.arguments init", [](DrawOrder &o) { o.mode = Mode::ImageToImage; });
        row("LoRA on converted weights", "engine.arguments lora_precision", [](DrawOrder &o) {
            o.files.precision = u"q8_0"_s;
            o.loras = {{.path = Models + u"/lora.safetensors"_s}};
        });
        row("LoRA missing", "engine.model_refused missing",
            [](DrawOrder &o) { o.loras = {{.path = Models + u"/none.safetensors"_s}}; });
        row("LoRA that fits nothing", "engine.model_refused lora",
            [](DrawOrder &o) { o.loras = {{.path = Models + u"/tae.safetensors"_s}}; });
        row("model missing", "engine.model_refused missing",
            [](DrawOrder &o) { o.files.model = Models + u"/none.safetensors"_s; });
        row("outside", "engine.model_refused missing", [](DrawOrder &o) { o.files.model = u"/etc/passwd"_s; });
        row("a folder", "engine.model_refused missing", [](DrawOrder &o) { o.files.model = Models; });
        row("a device", "engine.model_refused missing", [](DrawOrder &o) { o.files.model = u"/dev/zero"_s; });
    }
    void refusesWhatWouldAbort()
    {
        QFETCH(const DrawOrder, wanted);
        QFETCH(const QByteArray, answer);
        QCOMPARE(draw(*m_engine, wanted), answer);
        QVERIFY(isAlive());
    }

    void survivesHostileFiles_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const auto framed = [](const QByteArray &header) {
            QByteArray size(8, '\0');
            size[0] = char(header.size() & 0xff);
            size[1] = char(header.size() >> 8);
            return size + header;
        };
        QByteArray noise(50'000, '\0');
        std::iota(noise.begin(), noise.end(), char(3));
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("noise") << noise;
        QTest::newRow("endless header") << QByteArray(7, '\xff') + QByteArray("\x3f{}");
        QTest::newRow("no tensors") << framed("{}");
        QTest::newRow("cut off") << framed(
            R"({"model.diffusion_model.double_blocks.0.img_attn.qkv.weight":{"dtype":"F16","shape":[384,128],"data_offsets":[0,98304]}})");
        QTest::newRow("gguf of nothing") << QByteArray("GGUF\3\0\0\0", 8) + QByteArray(16, '\0');
        QTest::newRow("gguf of too much") << QByteArray("GGUF\3\0\0\0", 8) + QByteArray(16, '\x7f');
        QTest::newRow("zip") << QByteArray("PK\3\4", 4) + noise;
        QTest::newRow("pickle") << QByteArray("\x80\2cos\nsystem\n(S'true'\ntR.", 26);
    }
    void survivesHostileFiles()
    {
        QFETCH(const QByteArray, bytes);
        const QString path = m_folder.filePath(u"hostile.safetensors"_s);
        write(path, bytes);
        DrawOrder wanted = order();
        wanted.files.model = path;
        // Some break the library. That costs this process, which is what it is for, and nobody waits.
        const QByteArray answer = draw(*m_engine, wanted);
        if (answer == "gone") {
            QVERIFY(m_engine->wait() < 0);
            start();
        } else {
            QCOMPARE(answer, QByteArray("engine.model_refused unreadable"));
        }
        QVERIFY(isAlive());
        wanted = order();
        wanted.loras = {{.path = path}};
        QCOMPARE(draw(*m_engine, wanted), QByteArray("engine.model_refused lora"));
        QVERIFY(isAlive());
    }

    void loadsAndUnloads()
    {
        m_engine->send(LoadCommand{.job = u"l"_s, .files = order().files});
        const auto loaded = m_engine->waitFor<LoadedEvent>();
        QVERIFY(loaded.has_value());
        const auto event = std::get<LoadedEvent>(loaded->event);
        QCOMPARE(event.family, u"Flux"_s);
        m_engine->send(UnloadCommand{});
        QVERIFY(m_engine->waitFor<UnloadedEvent>().has_value());
        m_engine->send(StatusCommand{});
        const auto status = m_engine->waitFor<StatusEvent>();
        QVERIFY(status.has_value());
        const qint64 given = event.residentBytes - std::get<StatusEvent>(status->event).residentBytes;
        QVERIFY2(given > 200'000'000, QByteArray::number(given).constData());
    }

    void measuresItself()
    {
        m_engine->send(BenchmarkCommand{.job = u"b"_s, .seconds = 1});
        const auto measured = m_engine->waitFor<MeasuredEvent>();
        QVERIFY(measured.has_value());
        QVERIFY(std::get<MeasuredEvent>(measured->event).figures[u"matmulF16Gflops"].toDouble() > 0);
    }

    void wrongMessagesAreToldApart()
    {
        EngineProcess engine(Program, arguments());
        QVERIFY(engine.waitFor<HelloEvent>().has_value());
        engine.sendRaw(frameHeader(4, 0) + "nope");
        const auto failed = engine.waitFor<FailedEvent>();
        QVERIFY(failed.has_value());
        QCOMPARE(std::get<FailedEvent>(failed->event).code, u"engine.protocol"_s);
        // A picture that did not come, and one that is not what it says.
        DrawOrder over = order();
        over.mode = Mode::ImageToImage;
        over.init = ImageShape{.width = 64, .height = 64, .channels = 3};
        QCOMPARE(draw(engine, over), QByteArray("engine.protocol descriptors"));
        QCOMPARE(draw(engine, over, pictures({{.width = 8, .height = 8, .channels = 3}})),
                 QByteArray("engine.protocol image memory"));
        engine.sendRaw("no frame at all, but longer than a header");
        QCOMPARE(engine.wait(), 5);
    }

    void endsWithTheApp()
    {
        EngineProcess asked(Program, arguments());
        QVERIFY(asked.waitFor<HelloEvent>().has_value());
        asked.send(QuitCommand{});
        QCOMPARE(asked.wait(), 0);
        EngineProcess left(Program, arguments());
        QVERIFY(left.waitFor<HelloEvent>().has_value());
        DrawOrder longOne = order(128);
        longOne.steps = 150;
        left.send(longOne);
        QVERIFY(left.waitFor<ProgressEvent>().has_value());
        left.closeConnection();
        QCOMPARE(left.wait(), 0);
    }

    // A model larger than the bound: an answer in words or a dead engine, but neither a hang nor a swapping computer.
    void memoryIsBounded()
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("sanitizers reserve more address space than any bound");
#endif
        EngineProcess engine(Program, arguments() << u"--memory"_s << QString::number(300'000'000));
        QVERIFY(engine.waitFor<HelloEvent>().has_value());
        const QByteArray answer = draw(engine, order());
        QVERIFY2(answer.startsWith("engine.out_of_memory") || answer == "gone", answer.constData());
        if (answer == "gone")
            QVERIFY(engine.wait() < 0);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestProgram)
#include "test_program.moc"
