// What ain-engine adds to the bare library: the same order through the engine (loaded, warm) and through the library's
// own command line program, in turns; time from cancel to idle; from kill to memory back; step time and peak memory.
//   bench_engine ENGINE MODEL VAE|- [SD_CLI|-] [SIDE] [STEPS] [ROUNDS] [PRECISION]
#include "tests/support/engine/engineprocess.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>

#include <algorithm>
#include <cstdio>

using namespace ain::engine;
using namespace ain::engine::test;
using namespace Qt::StringLiterals;

namespace {

/// Least disturbed by what else the computer does.
double best(const std::vector<double> &values)
{
    return values.empty() ? 0 : *std::min_element(values.begin(), values.end());
}

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// Processor time of a process so far, in ms.
double processorMs(pid_t pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    const QList<QByteArray> fields = text.sliced(text.lastIndexOf(')') + 2).split(' ');
    return (fields[11].toDouble() + fields[12].toDouble()) * 1000.0 / double(::sysconf(_SC_CLK_TCK));
}

qint64 residentBytes(pid_t pid)
{
    QFile file(u"/proc/%1/statm"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> fields = file.readAll().split(' ');
    return fields.size() < 2 ? 0 : fields[1].toLongLong() * ::sysconf(_SC_PAGESIZE);
}

struct Drawn {
    double wallMs = 0;
    double processorMs = 0;
    DoneEvent done;
};

std::optional<Drawn> draw(EngineProcess &engine, const DrawOrder &order)
{
    const double before = processorMs(engine.pid());
    QElapsedTimer timer;
    timer.start();
    engine.send(order);
    const auto heard = engine.waitFor<DoneEvent>();
    if (!heard)
        return std::nullopt;
    return Drawn{.wallMs = double(timer.nsecsElapsed()) / 1e6,
                 .processorMs = processorMs(engine.pid()) - before,
                 .done = std::get<DoneEvent>(heard->event)};
}

/// Time the library's own program says it took for the picture, without loading and saving.
double drawWithProgram(const QString &program, const DrawOrder &order)
{
    QStringList arguments = {u"-m"_s,
                             order.files.model,
                             u"-p"_s,
                             order.prompt,
                             u"-W"_s,
                             QString::number(order.width),
                             u"-H"_s,
                             QString::number(order.height),
                             u"--steps"_s,
                             QString::number(order.steps),
                             u"--cfg-scale"_s,
                             QString::number(order.guidance),
                             u"-t"_s,
                             u"1"_s,
                             u"-s"_s,
                             QString::number(order.seed),
                             u"--rng"_s,
                             u"cpu"_s,
                             u"--sampling-method"_s,
                             order.sampler,
                             u"-v"_s,
                             u"-o"_s,
                             u"/dev/null"_s};
    if (!order.files.vae.isEmpty())
        arguments << u"--taesd"_s << order.files.vae;
    if (!order.files.precision.isEmpty())
        arguments << u"--type"_s << order.files.precision;
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    process.waitForFinished(-1);
    static const QRegularExpression completed(u"generate_image completed in ([0-9.]+)s"_s);
    return completed.match(QString::fromUtf8(process.readAll())).captured(1).toDouble() * 1000;
}

double cancelMs(EngineProcess &engine, DrawOrder order)
{
    order.steps = 100;
    engine.send(order);
    while (auto heard = engine.next()) {
        const auto *progress = std::get_if<ProgressEvent>(&heard->event);
        if (progress != nullptr && progress->phase == Phase::Sample && progress->step >= 1)
            break;
    }
    QElapsedTimer timer;
    timer.start();
    engine.send(CancelCommand{.job = order.job});
    while (auto heard = engine.next()) {
        if (std::holds_alternative<FailedEvent>(heard->event))
            break;
    }
    return double(timer.nsecsElapsed()) / 1e6;
}

/// From SIGKILL until the process has no memory any more.
double killMs(EngineProcess &engine)
{
    QElapsedTimer timer;
    timer.start();
    ::kill(engine.pid(), SIGKILL);
    while (residentBytes(engine.pid()) > 0)
        ::usleep(200);
    return double(timer.nsecsElapsed()) / 1e6;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() < 4) {
        std::printf("usage: bench_engine ENGINE MODEL VAE|- [SD_CLI|-] [SIDE] [STEPS] [ROUNDS] [PRECISION]\n");
        return 2;
    }
    const QString program = words.value(4, u"-"_s);
    const int rounds = words.value(7, u"5"_s).toInt();
    DrawOrder order{.job = u"b"_s,
                    .files = {.model = QFileInfo(words[2]).absoluteFilePath(), .precision = words.value(8)},
                    .prompt = u"a cat"_s,
                    .width = words.value(5, u"256"_s).toInt(),
                    .height = words.value(5, u"256"_s).toInt(),
                    .steps = words.value(6, u"8"_s).toInt(),
                    .sampler = u"euler"_s,
                    .guidance = 1,
                    .seed = 7};
    QStringList arguments = {u"--threads"_s, u"1"_s, u"--read"_s, order.files.model};
    if (words[3] != u"-") {
        order.files.vae = QFileInfo(words[3]).absoluteFilePath();
        arguments << u"--read"_s << order.files.vae;
    }
    EngineProcess engine(words[1], arguments);
    const auto hello = engine.waitFor<HelloEvent>();
    if (!hello)
        return 1;
    std::printf("engine: %s, %d x %d, %d steps, 1 thread\n", qPrintable(std::get<HelloEvent>(hello->event).build),
                order.width, order.height, order.steps);
    const auto first = draw(engine, order);
    if (!first)
        return 1;
    std::printf("first picture %.0f ms, of it loading %lld ms; peak %.0f MiB\n", first->wallMs,
                static_cast<long long>(first->done.loadMs), double(first->done.peakBytes) / (1 << 20));
    std::vector<double> own;
    std::vector<double> bare;
    std::vector<double> steps;
    std::vector<double> processor;
    for (int i = 0; i < rounds; ++i) {
        if (const auto drawn = draw(engine, order)) {
            own.push_back(drawn->wallMs);
            processor.push_back(drawn->processorMs);
            steps.push_back(double(drawn->done.sampleMs) / order.steps);
            std::printf("  engine %.0f ms (processor %.0f ms, sampling %lld, decoding %lld)", drawn->wallMs,
                        drawn->processorMs, static_cast<long long>(drawn->done.sampleMs),
                        static_cast<long long>(drawn->done.decodeMs));
        }
        if (program != u"-") {
            bare.push_back(drawWithProgram(program, order));
            std::printf("   bare %.0f ms", bare.back());
        }
        std::printf("\n");
    }
    std::printf("picture %.0f ms, step %.1f ms (medians); picture %.0f ms of processor time (best)\n", median(own),
                median(steps), best(processor));
    if (!bare.empty())
        std::printf("bare library %.0f ms: ratio of the medians %.3f, of the best %.3f\n", median(bare),
                    median(own) / median(bare), best(own) / best(bare));
    std::vector<double> cancels;
    for (int i = 0; i < rounds; ++i)
        cancels.push_back(cancelMs(engine, order));
    std::printf("cancel to idle %.1f ms (median), %.1f ms (most)\n", median(cancels),
                *std::max_element(cancels.begin(), cancels.end()));
    std::printf("kill to memory back %.1f ms\n", killMs(engine));
    return 0;
}
