#include "core/json/parser.h"
#include "core/json/writer.h"
#include "gpu/engine/protocol/errors.h"
#include "gpu/engine/protocol/framesocket.h"
#include "gpu/engine/protocol/messages.h"

#include <QFile>
#include <QTest>

#include <numeric>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace ain;
using namespace ain::engine;
using namespace Qt::StringLiterals;

namespace {

DrawOrder fullOrder()
{
    return DrawOrder{
        .job = u"job-7"_s,
        .mode = Mode::Inpaint,
        .files = {.model = u"/m/model.safetensors"_s, .vae = u"/m/vae.safetensors"_s, .precision = u"q8_0"_s},
        .loras = {{.path = u"/l/a.safetensors"_s, .weight = -0.5}, {.path = u"/l/b.safetensors"_s}},
        .prompt = u"고양이, \"quoted\"\n<lora:x:1>"_s,
        .negative = u"blurry"_s,
        .width = 768,
        .height = 640,
        .steps = 25,
        .sampler = u"dpm++2m"_s,
        .scheduler = u"karras"_s,
        .guidance = 6.5,
        .seed = (quint64(1) << 53) - 1,
        .clipSkip = 2,
        .strength = 0.4,
        .preview = true,
        .init = ImageShape{.width = 768, .height = 640, .channels = 3},
        .mask = ImageShape{.width = 768, .height = 640, .channels = 1},
    };
}

QList<Command> allCommands()
{
    return {HelloCommand{},
            LoadCommand{.job = u"l"_s, .files = {.diffusion = u"/m/d.gguf"_s, .clipL = u"/m/c"_s, .t5xxl = u"/m/t"_s}},
            UnloadCommand{},
            fullOrder(),
            UpscaleOrder{.job = u"u"_s, .upscaler = u"/u.safetensors"_s, .factor = 4, .image = {64, 32, 3}},
            DecodeOrder{.job = u"d"_s, .width = 640, .height = 384, .bytes = 5000},
            CancelCommand{.job = u"job-7"_s},
            StatusCommand{},
            BenchmarkCommand{.job = u"b"_s, .seconds = 3},
            QuitCommand{},
            DrawOrder{.job = u"t"_s,
                      .trace = TraceOrder{.first = 3,
                                          .last = 12,
                                          .keep = {3, 4, 12},
                                          .start = LatentShape{.channels = 3, .height = 32, .width = 32}}},
            DrawOrder{.job = u"s"_s, .trace = TraceOrder{.tells = true}}};
}

QList<Event> allEvents()
{
    HelloEvent hello{.build = u"sd.cpp 1"_s,
                     .backend = u"cpu"_s,
                     .threads = 2,
                     .canCancel = true,
                     .samplers = {u"euler"_s, u"euler_a"_s},
                     .schedulers = {u"discrete"_s},
                     .precisions = {u"f16"_s},
                     .devices = {{.name = u"CPU"_s, .kind = u"cpu"_s, .totalBytes = 1 << 30, .freeBytes = 5}},
                     .confinement = {.noNetwork = true, .landlock = true, .landlockAbi = 3, .missing = {u"seccomp"_s}}};
    json::Object figures{{u"gflops"_s, 12.5}};
    return {hello,
            LoadedEvent{.job = u"l"_s, .family = u"SD 1.x"_s, .elapsedMs = 12, .residentBytes = 99},
            UnloadedEvent{},
            ProgressEvent{.job = u"j"_s, .phase = Phase::Sample, .step = 3, .steps = 20, .elapsedMs = 1234},
            PreviewEvent{.job = u"j"_s, .step = 3, .image = {64, 64, 3}},
            DoneEvent{.job = u"j"_s, .image = {512, 512, 3}, .elapsedMs = 5, .loadMs = 1, .sampleMs = 2, .decodeMs = 3},
            DoneEvent{.job = u"j"_s, .image = {512, 512, 3}, .unknownWords = {u"cyberpunk"_s, u"사이버"_s}},
            FailedEvent{.job = u"j"_s, .code = u"engine.arguments"_s, .what = u"size"_s, .detail = u"log"_s},
            LogEvent{.level = 2, .text = u"careful"_s},
            StatusEvent{.state = u"busy"_s, .job = u"j"_s, .model = u"/m"_s, .residentBytes = 1, .peakBytes = 2},
            MeasuredEvent{.job = u"b"_s, .figures = figures},
            TraceEvent{.job = u"t"_s,
                       .steps = 12,
                       .first = 10,
                       .hashes = {QString(64, u'0'), QString(64, u'a'), QString(64, u'f')},
                       .shape = {.channels = 3, .height = 32, .width = 32},
                       .kept = {10, 12}},
            StateEvent{.job = u"t"_s, .index = 11, .shape = {.channels = 3, .height = 32, .width = 32}}};
}

UniqueFd pictureOf(const ImageShape &shape)
{
    std::vector<std::uint8_t> pixels(std::size_t(shape.bytes()));
    std::iota(pixels.begin(), pixels.end(), std::uint8_t(0));
    return *sharePixels(shape, pixels);
}

int openDescriptors()
{
    int count = 0;
    for (int fd = 0; fd < 256; ++fd)
        count += int(::fcntl(fd, F_GETFD) >= 0);
    return count;
}

class TestProtocol : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void messagesRoundTrip()
    {
        for (const Command &command : allCommands()) {
            const auto again = decodeCommand(encode(command));
            QVERIFY2(again.has_value(), encode(command).constData());
            QVERIFY2(*again == command, encode(command).constData());
        }
        for (const Event &event : allEvents()) {
            const auto again = decodeEvent(encode(event));
            QVERIFY2(again.has_value(), encode(event).constData());
            QVERIFY2(*again == event, encode(event).constData());
        }
    }

    // Every released message must stay readable, and mean the same.
    void goldenMessages()
    {
        QFile file(QStringLiteral(AIN_TEST_DATA "/engine/messages-1.jsonl"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<Command> commands = allCommands();
        const QList<Event> events = allEvents();
        for (const Command &command : commands)
            QCOMPARE(*decodeCommand(file.readLine().trimmed()), command);
        for (const Event &event : events)
            QCOMPARE(*decodeEvent(file.readLine().trimmed()), event);
        QVERIFY(file.atEnd());
    }

    void unknownMembersAreSkipped()
    {
        const auto command = decodeCommand(R"({"type":"cancel","job":"a","later":[1,{"x":2}]})");
        QVERIFY(command.has_value());
        QCOMPARE(std::get<CancelCommand>(*command).job, u"a"_s);
    }

    void refusesWhatDoesNotFit_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no json") << QByteArray("generate");
        QTest::newRow("no object") << QByteArray("[]");
        QTest::newRow("no type") << QByteArray("{}");
        QTest::newRow("unknown type") << QByteArray(R"({"type":"format-disk"})");
        QTest::newRow("long job") << QByteArray(R"({"type":"cancel","job":")") + QByteArray(MaxJobChars + 1, 'a')
                + "\"}";
        QTest::newRow("job no text") << QByteArray(R"({"type":"cancel","job":7})");
        QTest::newRow("nul in a path") << QByteArray(R"({"type":"load","files":{"model":"/m\u0000/etc"}})");
        QTest::newRow("seed") << QByteArray(R"({"type":"generate","seed":9007199254740992})");
        QTest::newRow("negative seed") << QByteArray(R"({"type":"generate","seed":-1})");
        QTest::newRow("broken number") << QByteArray(R"({"type":"generate","steps":2.5})");
        QTest::newRow("size") << QByteArray(R"({"type":"generate","width":100000})");
        QTest::newRow("strength") << QByteArray(R"({"type":"generate","strength":1.5})");
        QTest::newRow("mode") << QByteArray(R"({"type":"generate","mode":"video"})");
        QTest::newRow("mask shape") << QByteArray(R"({"type":"generate","mask":{"width":0,"height":1,"channels":1}})");
        QTest::newRow("channels") << QByteArray(R"({"type":"generate","init":{"width":8,"height":8,"channels":2}})");
        QTest::newRow("decode of nothing") << QByteArray(R"({"type":"decode","job":"a","width":8,"height":8})");
        QTest::newRow("upscale without picture") << QByteArray(R"({"type":"upscale","job":"a"})");
        QTest::newRow("files no object") << QByteArray(R"({"type":"load","files":[]})");
        const auto traced = [](const char *trace) {
            return R"({"type":"generate","trace":)" + QByteArray(trace) + '}';
        };
        QTest::newRow("trace no object") << traced("[]");
        QTest::newRow("trace backwards") << traced(
            R"({"first":4,"last":4,"start":{"channels":1,"height":1,"width":1}})");
        QTest::newRow("trace from nowhere") << traced(R"({"first":4})");
        QTest::newRow("start of the noise") << traced(R"({"start":{"channels":1,"height":1,"width":1}})");
        QTest::newRow("start shape") << traced(R"({"first":1,"start":{"channels":0,"height":1,"width":1}})");
        QTest::newRow("start too large") << traced(R"({"first":1,"start":{"channels":64,"height":1024,"width":1024}})");
        QTest::newRow("kept twice") << traced(R"({"keep":[1,1]})");
        QTest::newRow("kept what") << traced(R"({"keep":[0.5]})");
        QTest::newRow("many steps") << traced(R"({"last":1024})");
        QByteArray loras = R"({"type":"generate","loras":[)";
        for (int i = 0; i <= MaxLoras; ++i)
            loras += i == 0 ? R"({"path":"a"})" : R"(,{"path":"a"})";
        QTest::newRow("loras") << loras + "]}";
    }
    void refusesWhatDoesNotFit()
    {
        QFETCH(const QByteArray, text);
        const auto command = decodeCommand(text);
        QVERIFY(!command.has_value());
        QCOMPARE(command.error().code, errors::EngineProtocol);
    }

    void refusesTracesThatCannotBe_data()
    {
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<bool>("isRead");
        const QByteArray hash = '"' + QByteArray(64, 'b') + '"';
        const QByteArray shape = R"("shape":{"channels":1,"height":2,"width":2})";
        QTest::newRow("good") << R"("steps":2,"first":1,"hashes":[)" + hash + ',' + hash + "]," + shape << true;
        QTest::newRow("one hash") << R"("steps":2,"first":1,"hashes":[)" + hash + "]," + shape << false;
        QTest::newRow("too many") << R"("steps":1,"first":1,"hashes":[)" + hash + ',' + hash + "]," + shape << false;
        QTest::newRow("no hash") << R"("steps":2,"first":0,"hashes":["x",)" + hash + "]," + shape << false;
        QTest::newRow("no shape") << R"("steps":2,"first":1,"hashes":[)" + hash + ',' + hash + ']' << false;
        QTest::newRow("kept outside") << R"("steps":2,"first":1,"kept":[0],"hashes":[)" + hash + ',' + hash + "],"
                + shape << false;
        QTest::newRow("no steps") << R"("first":0,"hashes":[)" + hash + ',' + hash + "]," + shape << false;
    }
    void refusesTracesThatCannotBe()
    {
        QFETCH(const QByteArray, members);
        QFETCH(const bool, isRead);
        QCOMPARE(decodeEvent(R"({"type":"trace","job":"a",)" + members + '}').has_value(), isRead);
    }

    void statesTravelBesideTheMessage()
    {
        const LatentShape shape{.channels = 3, .height = 8, .width = 8};
        QCOMPARE(shape.bytes(), qint64(3 * 8 * 8 * 4));
        QCOMPARE(shape.memory(2).bytes(), 2 * shape.bytes());
        const DrawOrder order{.mode = Mode::Inpaint,
                              .init = ImageShape{8, 8, 3},
                              .mask = ImageShape{8, 8, 1},
                              .trace = TraceOrder{.first = 1, .start = shape}};
        QCOMPARE(pictures(Command(order)).size(), 3);
        QCOMPARE(pictures(Command(order)).last(), shape.memory(1));
        QCOMPARE(pictures(Event(StateEvent{.shape = shape})), QList<ImageShape>{shape.memory(1)});
        TraceEvent event{.steps = 2, .hashes = {QString(64, u'0'), QString(64, u'0')}, .shape = shape};
        QCOMPARE(pictures(Event(event)).size(), 0);
        event.kept = {0, 1};
        QCOMPARE(pictures(Event(event)), QList<ImageShape>{shape.memory(2)});
    }

    void framesAreCutAnywhere()
    {
        const QByteArray stream = frameHeader(5, 0) + "hello" + frameHeader(0, 0) + frameHeader(3, 0) + "end";
        for (qsizetype cut = 0; cut <= stream.size(); ++cut) {
            FrameReader reader;
            auto first = reader.feed(stream.first(cut));
            auto second = reader.feed(stream.sliced(cut));
            QVERIFY(first.has_value() && second.has_value());
            QByteArrayList payloads;
            for (const Packet &packet : *first)
                payloads.append(packet.payload);
            for (const Packet &packet : *second)
                payloads.append(packet.payload);
            QCOMPARE(payloads, QByteArrayList({"hello", "", "end"}));
        }
    }

    void badFramesAreRefused()
    {
        QCOMPARE(FrameReader().feed("GET / HTTP/1.1").error().code, errors::EngineProtocol);
        QCOMPARE(FrameReader().feed(frameHeader(MaxPayloadBytes + 1, 0)).error().code, errors::EngineProtocol);
        QCOMPARE(FrameReader().feed(frameHeader(0, 1)).error().code, errors::EngineProtocol); // none came
        QCOMPARE(FrameReader().feed(frameHeader(0, MaxDescriptors + 1)).error().code, errors::EngineProtocol);
        QByteArray newer = frameHeader(0, 0);
        newer[2] = char(ProtocolVersion + 1);
        QCOMPARE(FrameReader().feed(newer).error().code, errors::EngineVersion);
    }

    void picturesTravel()
    {
        auto ends = FrameSocket::makePair();
        QVERIFY(ends.has_value());
        FrameSocket app(std::move(ends->first));
        FrameSocket engine(std::move(ends->second));
        const ImageShape shape{.width = 40, .height = 30, .channels = 3};
        const ImageShape mask{.width = 40, .height = 30, .channels = 1};
        const DrawOrder order{.job = u"j"_s, .mode = Mode::Inpaint, .init = shape, .mask = mask};
        std::vector<UniqueFd> descriptors;
        descriptors.push_back(pictureOf(shape));
        descriptors.push_back(pictureOf(mask));
        QVERIFY(app.send("{}").has_value());
        QVERIFY(app.send(encode(Command(order)), std::move(descriptors)).has_value());
        auto packets = engine.receive();
        QVERIFY(packets.has_value());
        QCOMPARE(packets->size(), std::size_t(2));
        Packet &packet = packets->back();
        const auto command = decodeCommand(packet.payload);
        QCOMPARE(packet.descriptors.size(), std::size_t(2));
        QCOMPARE(pictures(*command), QList<ImageShape>({shape, mask}));
        const auto reader = PixelReader::open(std::move(packet.descriptors[0]), shape);
        QVERIFY(reader.has_value());
        QCOMPARE(reader->pixels()[1000], std::uint8_t(1000 % 256));
        // The stated size must be the real one.
        QVERIFY(!PixelReader::open(std::move(packet.descriptors[1]), shape).has_value());
    }

    void unsealedMemoryIsRefused()
    {
        const ImageShape shape{.width = 8, .height = 8, .channels = 3};
        UniqueFd open(::memfd_create("test", MFD_CLOEXEC | MFD_ALLOW_SEALING));
        QCOMPARE(::ftruncate(open.get(), off_t(shape.bytes())), 0);
        QCOMPARE(PixelReader::open(std::move(open), shape).error().code, errors::EngineProtocol);
        QCOMPARE(PixelReader::open(UniqueFd(::open("/proc/self/status", O_RDONLY | O_CLOEXEC)), shape).error().code,
                 errors::EngineProtocol);
        // Sealed memory can be neither written nor shortened by anybody.
        const UniqueFd sealed = pictureOf(shape);
        QVERIFY(::ftruncate(sealed.get(), 1) != 0);
        QVERIFY(::write(sealed.get(), "x", 1) < 0);
    }

    void largeMessagesArriveInPieces()
    {
        auto ends = FrameSocket::makePair();
        FrameSocket app(std::move(ends->first));
        FrameSocket engine(std::move(ends->second));
        const QByteArray large(MaxPayloadBytes, 'x');
        for (int i = 0; i < 5; ++i)
            QVERIFY(app.send(large).has_value());
        QVERIFY(app.hasPending());
        int arrived = 0;
        for (int turn = 0; turn < 1000 && arrived < 5; ++turn) {
            QVERIFY(app.flush().has_value());
            auto packets = engine.receive();
            QVERIFY(packets.has_value());
            for (const Packet &packet : *packets) {
                QCOMPARE(packet.payload.size(), large.size());
                ++arrived;
            }
        }
        QCOMPARE(arrived, 5);
        QVERIFY(!app.hasPending());
        // Who never reads is told apart from a slow reader by a bound.
        Result<> sent = {};
        for (int i = 0; i < 100 && sent; ++i)
            sent = app.send(large);
        QCOMPARE(sent.error().code, errors::EngineProtocol);
    }

    void theEndIsTold()
    {
        auto ends = FrameSocket::makePair();
        FrameSocket app(std::move(ends->first));
        {
            FrameSocket engine(std::move(ends->second));
            QVERIFY(engine.send("last words").has_value());
        }
        auto packets = app.receive();
        QVERIFY(packets.has_value());
        QCOMPARE(packets->front().payload, QByteArray("last words"));
        QCOMPARE(app.receive().error().code, errors::EngineClosed);
        QCOMPARE(app.send("x").error().code, errors::EngineClosed);
    }

    void descriptorsNobodyTakesAreClosed()
    {
        const int before = openDescriptors();
        {
            auto ends = FrameSocket::makePair();
            FrameSocket app(std::move(ends->first));
            FrameSocket engine(std::move(ends->second));
            for (int i = 0; i < 10; ++i) {
                std::vector<UniqueFd> descriptors;
                descriptors.push_back(pictureOf({.width = 4, .height = 4}));
                QVERIFY(app.send("{}", std::move(descriptors)).has_value());
            }
            QCOMPARE(engine.receive()->size(), std::size_t(10));
        }
        QCOMPARE(openDescriptors(), before);
    }
};

} // namespace

QTEST_APPLESS_MAIN(TestProtocol)
#include "test_protocol.moc"
