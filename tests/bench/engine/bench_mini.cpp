// Seconds per picture of the built-in model at its default steps, for each way of computing and 1 and 2 threads; with
// the reference file of its training also how far the values are from PyTorch's.
//   bench_mini MODEL.gguf [REFERENCE.bin] [ROUNDS]
#include "gpu/engine/mini/cpupredictor.h"
#include "gpu/engine/mini/pixels.h"
#include "gpu/engine/mini/sampling.h"
#include "tests/unit/engine_mini/minifixture.h"
#ifdef AIN_BENCH_GRAPH
#include "gpu/engine/minigraph/graphpredictor.h"
#endif

#include <QCryptographicHash>
#include <QElapsedTimer>

#include <cstdio>

using namespace ain::engine::mini;
using namespace Qt::StringLiterals;

namespace {

QByteArray fileAt(const char *path)
{
    QFile file(QFile::decodeName(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Request request(int steps, float guidance)
{
    return {u"a blue cat with a gold crown on yellow"_s, u"hat"_s, 42, steps, guidance};
}

void measure(const char *name, const Model &model, Predictor &predictor, int rounds)
{
    double best = HUGE_VAL;
    QByteArray hash;
    for (int i = 0; i < rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        const auto drawn = sample(model, predictor, request(model.defaultSteps, model.defaultGuidance),
                                  [](const Step &) { return true; });
        if (!drawn) {
            std::printf("%s: %s\n", name, qPrintable(drawn.error().detail));
            return;
        }
        best = std::min(best, double(timer.nsecsElapsed()) / 1e9);
        const Pixels pixels = crisp(toBytes(*drawn, model.sizes.size));
        hash = QCryptographicHash::hash(
                   QByteArrayView(reinterpret_cast<const char *>(pixels.data()), qsizetype(pixels.size())),
                   QCryptographicHash::Sha256)
                   .toHex();
    }
    std::printf("%-22s %.3f s (best of %d), picture %s\n", name, best, rounds, hash.left(16).constData());
}

void compare(const char *name, const Model &model, Predictor &predictor, const test::Reference &reference)
{
    double noisy = 0;
    double wanted = 0;
    double guided = 0;
    const auto drawn = sample(model, predictor, request(4, 3), [&](const Step &step) {
        const QByteArray of = "step" + QByteArray::number(step.index) + '.';
        noisy = std::max(noisy, test::largestDifference(step.noisy, reference.values<float>(of + "noisy")));
        wanted = std::max(wanted, test::largestDifference(step.wanted, reference.values<float>(of + "wanted")));
        guided = std::max(guided, test::largestDifference(step.guided, reference.values<float>(of + "guided")));
        return true;
    });
    if (!drawn)
        return;
    const Pixels pixels = toBytes(*drawn, model.sizes.size);
    const auto recorded = reference.values<std::uint8_t>("pixels");
    int different = 0;
    for (std::size_t i = 0; i < std::min(pixels.size(), recorded.size()); ++i)
        different += int(pixels[i] != recorded[i]);
    std::printf("%-22s from PyTorch: noisy %.2g, wanted %.2g, guided %.2g, picture %.2g; %d of %zu bytes differ; crisp "
                "of the recorded pixels %s\n",
                name, noisy, wanted, guided, test::largestDifference(*drawn, reference.values<float>("picture")),
                different, pixels.size(),
                crisp(recorded) == reference.values<std::uint8_t>("crisp") ? "equal" : "DIFFERENT");
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2) {
        std::printf("usage: bench_mini MODEL.gguf [REFERENCE.bin] [ROUNDS]\n");
        return 2;
    }
    QElapsedTimer timer;
    timer.start();
    const auto model = readModel(fileAt(argv[1]));
    if (!model) {
        std::printf("%s\n", qPrintable(model.error().detail));
        return 1;
    }
    std::printf("read in %lld ms; %d x %d, width %d, depth %d, %d steps, guidance %g\n",
                static_cast<long long>(timer.elapsed()), model->sizes.size, model->sizes.size, model->sizes.width,
                model->sizes.depth, model->defaultSteps, double(model->defaultGuidance));
    const test::Reference reference(argc > 2 ? fileAt(argv[2]) : QByteArray(12, 0));
    const int rounds = argc > 3 ? std::max(1, QByteArray(argv[3]).toInt()) : 3;
    struct Way {
        const char *name;
        Multiply multiply;
    };
    const std::array ways = {Way{"any processor", multiplyPlain}, Way{"this processor", bestMultiply()}};
    for (const auto &[name, way] : ways) {
        for (const int threads : {1, 2}) {
            Team team(threads);
            CpuPredictor predictor(*model, team, way);
            const QByteArray label = QByteArray(name) + ", " + QByteArray::number(threads);
            measure(label.constData(), *model, predictor, rounds);
            if (reference.count() > 0 && threads == 1)
                compare(label.constData(), *model, predictor, reference);
        }
    }
#ifdef AIN_BENCH_GRAPH
    for (const int threads : {1, 2}) {
        auto graph = GraphPredictor::make(*model, Device::Cpu, threads);
        if (!graph)
            return 1;
        const QByteArray label = "ggml on the CPU, " + QByteArray::number(threads);
        measure(label.constData(), *model, **graph, rounds);
        if (reference.count() > 0 && threads == 1)
            compare(label.constData(), *model, **graph, reference);
    }
#endif
    return 0;
}
