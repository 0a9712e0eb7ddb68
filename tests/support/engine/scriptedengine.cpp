// Speaks the engine's protocol, draws pictures out of arithmetic, and misbehaves on command: the first word of a prompt
// that starts with '!' says how. For tests of who supervises it.
//
//   !NAME [ms=N] ...       N milliseconds a step (1)
//   --script NAME          misbehave at the start
#include "gpu/engine/protocol/errors.h"
#include "gpu/engine/protocol/framesocket.h"
#include "gpu/engine/protocol/messages.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QThread>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace ain;
using namespace ain::engine;

namespace {

class Scripted {
public:
    Scripted(int fd, QString script) : m_socket(UniqueFd(fd)), m_script(std::move(script)) { }

    int run()
    {
        if (m_script == u"mute")
            ::pause();
        if (m_script == u"exit")
            return 4;
        if (m_script == u"crash")
            ::raise(SIGSEGV);
        if (m_script == u"garbage")
            raw("this is no frame at all, whatever you may think");
        if (m_script == u"processor") {
            say(FailedEvent{.code = u"engine.processor"_s, .what = u"AVX2"_s});
            return 3;
        }
        hello();
        if (m_script == u"dies-after-hello")
            return 5;
        while (true) {
            if (!next(-1))
                return 0;
        }
    }

private:
    void raw(const QByteArray &bytes) { (void)!::write(m_socket.fd(), bytes.constData(), std::size_t(bytes.size())); }

    void push()
    {
        while (m_socket.hasPending()) {
            pollfd writable{.fd = m_socket.fd(), .events = POLLOUT, .revents = 0};
            ::poll(&writable, 1, 1000);
            if (!m_socket.flush())
                ::_exit(0);
        }
    }

    void say(const Event &event, std::vector<UniqueFd> fds = {})
    {
        if (!m_socket.send(encode(event), std::move(fds)))
            ::_exit(0);
        push();
    }

    void hello()
    {
        HelloEvent event;
        event.version = m_script == u"old" ? 99 : 1;
        event.build = u"scripted 1"_s;
        event.backend = u"cpu"_s;
        event.canCancel = m_script != u"no-cancel";
        event.samplers = QStringList{u"euler_a"_s};
        event.schedulers = QStringList{u"discrete"_s};
        event.devices = {DeviceInfo{.name = u"none"_s, .kind = u"cpu"_s}};
        say(event);
    }

    /// Takes in what there is, waiting for `waitMs` at most. False: the other side is gone or wants an end.
    bool next(int waitMs)
    {
        pollfd readable{.fd = m_socket.fd(), .events = POLLIN, .revents = 0};
        if (::poll(&readable, 1, waitMs) <= 0)
            return true;
        auto packets = m_socket.receive();
        if (!packets)
            return false;
        for (Packet &packet : *packets) {
            auto command = decodeCommand(packet.payload);
            if (!command || pictures(*command).size() != qsizetype(packet.descriptors.size()))
                ::_exit(9);
            if (!take(*command, packet.descriptors))
                return false;
        }
        return true;
    }

    bool take(const Command &command, std::vector<UniqueFd> &fds)
    {
        if (const auto *cancel = std::get_if<CancelCommand>(&command)) {
            m_cancelled = cancel->job;
        } else if (std::holds_alternative<QuitCommand>(command)) {
            return m_script == u"no-quit";
        } else if (std::holds_alternative<UnloadCommand>(command)) {
            m_model.clear();
            say(UnloadedEvent{});
        } else if (std::holds_alternative<StatusCommand>(command)) {
            if (m_script != u"deaf")
                say(StatusEvent{.state = u"idle"_s, .model = m_model});
        } else if (std::holds_alternative<HelloCommand>(command)) {
            hello();
        } else if (const auto *bench = std::get_if<BenchmarkCommand>(&command)) {
            json::Object figures;
            figures.set(u"gflops"_s, 1.5);
            say(MeasuredEvent{.job = bench->job, .figures = figures});
        } else if (const auto *order = std::get_if<DrawOrder>(&command)) {
            draw(*order, fds);
        } else if (const auto *upscale = std::get_if<UpscaleOrder>(&command)) {
            enlarge(*upscale, fds);
        } else if (std::holds_alternative<DecodeOrder>(command) && m_script == u"dies-decoding") {
            std::abort();
        }
        return true;
    }

    [[nodiscard]] bool isCancelled(const QString &job) const { return m_cancelled == job; }

    void draw(const DrawOrder &order, std::vector<UniqueFd> &fds)
    {
        const QStringList words = order.prompt.split(u' ', Qt::SkipEmptyParts);
        const QString deed = !words.isEmpty() && words[0].startsWith(u'!') ? words[0].sliced(1) : QString();
        int stepMs = 1;
        for (const QString &word : words) {
            if (word.startsWith(u"ms="))
                stepMs = word.sliced(3).toInt();
        }
        QElapsedTimer clock;
        clock.start();
        say(ProgressEvent{.job = order.job, .phase = Phase::Load, .step = 0, .steps = 1});
        if (!QFile::exists(order.files.model)) {
            say(FailedEvent{.job = order.job, .code = u"engine.model_refused"_s, .what = u"file"_s});
            return;
        }
        if (deed == u"crash-load")
            ::raise(SIGSEGV);
        m_model = order.files.model;
        for (int step = 1; step <= order.steps; ++step) {
            QThread::msleep(ulong(stepMs));
            say(ProgressEvent{.job = order.job,
                              .phase = Phase::Sample,
                              .step = step,
                              .steps = order.steps,
                              .elapsedMs = clock.elapsed()});
            if (order.preview)
                say(PreviewEvent{.job = order.job, .step = step, .image = {.width = 8, .height = 8}},
                    memory(8, 8, order.seed));
            if (step == (order.steps + 1) / 2 && !misbehave(deed, order))
                return;
            if (deed != u"deaf-to-cancel") {
                next(0);
                if (isCancelled(order.job)) {
                    say(FailedEvent{.job = order.job, .code = u"cancelled"_s});
                    return;
                }
            }
        }
        if (deed == u"crash-decode") {
            say(ProgressEvent{.job = order.job, .phase = Phase::Decode, .step = 0, .steps = 1});
            std::abort();
        }
        say(ProgressEvent{
            .job = order.job, .phase = Phase::Decode, .step = 1, .steps = 1, .elapsedMs = clock.elapsed()});
        quint64 seed = order.seed;
        for (UniqueFd &fd : fds) {
            const ImageShape shape =
                &fd == fds.data() ? order.init.value_or(ImageShape{}) : order.mask.value_or(ImageShape{});
            auto reader = PixelReader::open(std::move(fd), shape);
            if (!reader)
                ::_exit(9);
            const QByteArray bytes(reinterpret_cast<const char *>(reader->pixels().data()),
                                   qsizetype(reader->pixels().size()));
            seed += quint64(qHash(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256), 7));
        }
        DoneEvent done{.job = order.job, .image = {.width = order.width, .height = order.height}};
        done.elapsedMs = clock.elapsed();
        done.sampleMs = clock.elapsed();
        done.decodeMs = 2;
        finish(deed, std::move(done), seed);
    }

    static void fill(std::span<std::uint8_t> pixels, quint64 seed)
    {
        quint64 x = seed * 6364136223846793005ULL + 1442695040888963407ULL;
        for (std::uint8_t &byte : pixels) {
            x ^= x << 13;
            x ^= x >> 7;
            x ^= x << 17;
            byte = std::uint8_t(x);
        }
    }

    static std::vector<UniqueFd> memory(int width, int height, quint64 seed)
    {
        auto writer = PixelWriter::make({.width = width, .height = height});
        fill(writer->pixels(), seed);
        std::vector<UniqueFd> fds;
        fds.push_back(std::move(*std::move(*writer).seal()));
        return fds;
    }

    void finish(const QString &deed, DoneEvent done, quint64 seed)
    {
        const int width = done.image.width;
        const int height = done.image.height;
        if (deed == u"no-memory")
            return say(done);
        if (deed == u"wrong-size") {
            done.image.width = width / 2;
            return say(done, memory(width / 2, height, seed));
        }
        if (deed == u"lie") // the message says more than the memory holds
            return say(done, memory(width / 2, height, seed));
        if (deed == u"unsealed") {
            std::vector<UniqueFd> fds;
            fds.emplace_back(::memfd_create("open", MFD_CLOEXEC));
            (void)!::ftruncate(fds[0].get(), done.image.bytes());
            return say(done, std::move(fds));
        }
        if (deed == u"no-picture-but-a-device") {
            std::vector<UniqueFd> fds;
            fds.emplace_back(::open("/dev/zero", O_RDONLY | O_CLOEXEC));
            return say(done, std::move(fds));
        }
        if (deed == u"words")
            done.unknownWords = QStringList{u"xyzzy"_s, u"\x1b[2Jnever said"_s, QString()};
        if (deed == u"other-job") {
            DoneEvent other = done;
            other.job = u"somebody-else"_s;
            say(other, memory(width, height, seed + 1));
        }
        if (deed == u"drip") {
            const QByteArray payload = encode(Event(LogEvent{.level = 1, .text = u"slow words"_s}));
            const QByteArray frame = frameHeader(payload.size(), 0) + payload;
            for (const char byte : frame) {
                raw(QByteArray(1, byte));
                QThread::usleep(200);
            }
        }
        say(done, memory(width, height, seed));
    }

    /// In the middle of the steps. False: nothing comes after it.
    bool misbehave(const QString &deed, const DrawOrder &order)
    {
        if (deed == u"crash")
            ::raise(SIGSEGV);
        if (deed == u"abort") {
            (void)!::write(STDERR_FILENO, "GGML_ASSERT(a == b) failed\n", 27);
            std::abort();
        }
        if (deed == u"killed")
            ::raise(SIGKILL);
        if (deed == u"bad-alloc") {
            (void)!::write(STDERR_FILENO, "terminate: std::bad_alloc\n", 26);
            std::abort();
        }
        if (deed == u"exit")
            ::_exit(3);
        if (deed == u"leave") // says nothing and ends as if all were well
            ::_exit(0);
        if (deed == u"hang" || deed == u"stop") {
            if (deed == u"stop")
                ::raise(SIGSTOP);
            while (true)
                ::pause();
        }
        if (deed == u"spin") {
            while (true)
                ;
        }
        if (deed == u"orphan") { // a child of its own keeps the connection
            if (::fork() == 0) {
                while (true)
                    ::pause();
            }
            ::raise(SIGSEGV);
        }
        if (deed == u"garbage")
            raw(QByteArray(3000, '\x5a'));
        if (deed == u"endless-frame")
            raw(QByteArray::fromHex("41450100ffffffff"));
        if (deed == u"slow-frame") { // a length within the bounds whose end never comes
            raw(frameHeader(MaxPayloadBytes, 0) + QByteArray(2000, ' '));
            ::pause();
        }
        if (deed == u"half-frame") {
            raw(frameHeader(500, 0) + "{\"type\":\"don");
            ::_exit(0);
        }
        if (deed == u"bad-json" || deed == u"deep-json" || deed == u"no-type" || deed == u"future-version") {
            QByteArray payload = deed == u"bad-json" ? "{\"type\":" : QByteArray("{\"type\":\"made-up\"}");
            if (deed == u"deep-json")
                payload = QByteArray(100'000, '[');
            QByteArray header = frameHeader(payload.size(), 0);
            if (deed == u"future-version")
                header[2] = 77;
            raw(header + payload);
        }
        if (deed == u"flood" || deed == u"tiny-flood") {
            const QByteArray payload = deed == u"flood"
                ? encode(Event(ProgressEvent{.job = order.job, .phase = Phase::Sample, .step = 1, .steps = 2}))
                : encode(Event(UnloadedEvent{}));
            const QByteArray frame = frameHeader(payload.size(), 0) + payload;
            QByteArray many;
            for (int i = 0; i < 2000; ++i)
                many += frame;
            for (int i = 0; i < 200; ++i) {
                for (qsizetype at = 0; at < many.size();) {
                    const ssize_t put =
                        ::send(m_socket.fd(), many.constData() + at, std::size_t(many.size() - at), MSG_NOSIGNAL);
                    if (put > 0)
                        at += put;
                    else if (errno != EAGAIN && errno != EWOULDBLOCK)
                        ::_exit(0);
                }
            }
        }
        if (deed == u"chatter") {
            const QByteArray line(4096, 'x');
            for (int i = 0; i < 500; ++i)
                (void)!::write(STDERR_FILENO, line.constData(), std::size_t(line.size()));
        }
        if (deed == u"litter") {
            QFile file(QDir::current().filePath(u"left-behind"_s));
            if (file.open(QIODevice::WriteOnly))
                file.write("x");
            ::raise(SIGSEGV);
        }
        if (deed == u"refuse" || deed == u"full" || deed == u"unknown-code" || deed == u"false-cancel") {
            FailedEvent event{.job = order.job, .code = u"engine.model_refused"_s, .what = u"tensors"_s};
            if (deed == u"full")
                event.code = u"engine.out_of_memory"_s;
            if (deed == u"unknown-code")
                event.code = u"vault.locked"_s;
            if (deed == u"false-cancel")
                event.code = u"cancelled"_s;
            say(event);
            return false;
        }
        return true;
    }

    void enlarge(const UpscaleOrder &order, std::vector<UniqueFd> &fds)
    {
        const int factor = order.factor > 0 ? order.factor : 4;
        auto reader = PixelReader::open(std::move(fds[0]), order.image);
        const ImageShape to{.width = order.image.width * factor, .height = order.image.height * factor};
        auto writer = PixelWriter::make(to);
        if (!reader || !writer)
            ::_exit(9);
        for (int y = 0; y < to.height; ++y) {
            for (int x = 0; x < to.width; ++x) {
                const auto from = std::size_t(((y / factor) * order.image.width + x / factor) * 3);
                std::memcpy(writer->pixels().data() + (std::size_t(y) * std::size_t(to.width) + std::size_t(x)) * 3,
                            reader->pixels().data() + from, 3);
            }
        }
        say(ProgressEvent{.job = order.job, .phase = Phase::Upscale, .step = 1, .steps = 1});
        std::vector<UniqueFd> result;
        result.push_back(std::move(*std::move(*writer).seal()));
        say(DoneEvent{.job = order.job, .image = to, .elapsedMs = 1}, std::move(result));
    }

    FrameSocket m_socket;
    QString m_script;
    QString m_model;
    QString m_cancelled;
};

} // namespace

int main(int argc, char **argv)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const auto value = [&arguments](const QString &name) {
        const qsizetype at = arguments.indexOf(name);
        return at >= 0 && at + 1 < arguments.size() ? arguments[at + 1] : QString();
    };
    return Scripted(value(u"--fd"_s).toInt(), value(u"--script"_s)).run();
}
