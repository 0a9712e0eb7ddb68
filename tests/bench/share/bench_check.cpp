// Distances of single steps from honest and dishonest providers, and how often spot checks find the latter, with real
// runs of the built-in kind of model. Without a model: the tiny one of the tests (random weights).
//   bench_check [MODEL.gguf] [DRAWINGS] [STEPS] [GUIDANCE]
#include "tests/support/share/tracelab.h"

#include <QElapsedTimer>
#include <QFile>

#include <cstdio>

using namespace ain::share;
using namespace ain::share::lab;

namespace {

struct Row {
    Provider provider;
    const char *name;
};
constexpr std::array Rows = {
    Row{Provider::Honest, "honest, same kernels"},
    Row{Provider::OtherKernels, "honest, ggml's kernels"},
    Row{Provider::TensorCores, "honest, factors of 11 bits"},
    Row{Provider::EightBit, "weights in q8_0"},
    Row{Provider::FourBit, "weights in q4_0"},
    Row{Provider::FewerSteps, "half the steps"},
    Row{Provider::OtherSeed, "another seed behind the noise"},
    Row{Provider::OtherSeedPlain, "another seed"},
    Row{Provider::OtherModel, "another model"},
    Row{Provider::Lookalike, "weights a tenth off"},
    Row{Provider::Spliced, "spliced somewhere"},
};

} // namespace

int main(int argc, char **argv)
{
    const QString path = argc > 1 ? QFile::decodeName(argv[1]) : QStringLiteral(AIN_TEST_DATA "/mini/tiny.gguf");
    const auto number = [argc, argv](int at, double fallback) {
        return argc > at ? QByteArray(argv[at]).toDouble() : fallback;
    };
    QFile file(path);
    auto model = mini::readModel(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    if (!model) {
        std::printf("%s\n", qPrintable(model.error().detail));
        return 1;
    }
    const int drawings = int(number(2, 40));
    const int steps = int(number(3, 12));
    const auto guidance = float(number(4, 3));
    constexpr int Tab = 20;
    constexpr int Tabs = 3000;
    const Band band = bandOf(u"ain_mini", PrecisionClass::A);
    const double fresh = checkRate({}, Tab);
    const double trusted = checkRate({.clean = 100'000}, Tab);
    std::printf("%d drawings, %d steps, guidance %g; ok up to %.2g, bad above %.2g\n", drawings, steps,
                double(guidance), band.tau, band.bad);
    std::printf("%d simulated tabs; rate for somebody new %.3f, trusted %.3f (tabs of 20) and %.3f (of 100)\n", Tabs,
                fresh, trusted, checkRate({.clean = 100'000}, 100));
    std::printf("%-30s %9s %9s %9s %9s | %7s %7s | %8s %8s\n", "provider", "least", "5 %", "median", "most", "bad",
                "doubt", "tab new", "trusted");
    Lab lab(*std::move(model));
    for (const auto &[provider, name] : Rows) {
        QElapsedTimer timer;
        timer.start();
        const Measured measured = measure(lab, provider, drawings, steps, guidance);
        if (measured.drawings.empty()) {
            std::printf("%-30s not built\n", name);
            continue;
        }
        const Caught atFirst = simulate(measured, band, fresh, Tabs);
        const Caught later = simulate(measured, band, trusted, Tabs);
        std::printf("%-30s %9.2g %9.2g %9.2g %9.2g | %6.2f%% %6.2f%% | %7.3f%% %7.3f%%\n", name, measured.quantile(0),
                    measured.quantile(0.05), measured.quantile(0.5), measured.quantile(1), 100 * atFirst.checks,
                    100 * atFirst.doubts, 100 * atFirst.tabs, 100 * later.tabs);
    }
    // By step: where in the way the distances lie.
    std::printf("\nlargest distance by step\n");
    for (const auto &[provider, name] : Rows) {
        const Measured measured = measure(lab, provider, std::min(drawings, 10), steps, guidance);
        std::printf("%-30s", name);
        for (int k = 0; !measured.drawings.empty() && k < steps; ++k) {
            double most = 0;
            for (const auto &one : measured.drawings)
                most = std::max(most, one[std::size_t(k)]);
            std::printf(" %8.1e", most);
        }
        std::printf("\n");
    }
    const mini::Request request = requestOf(0, steps, guidance);
    const States states = lab.draw(Provider::Honest, request);
    QElapsedTimer timer;
    timer.start();
    const auto tree = commit(states);
    const double commitUs = double(timer.nsecsElapsed()) / 1e3;
    std::mt19937_64 random(1);
    timer.restart();
    const CheckReport report = check(lab, request, states, band, random);
    std::printf("\ncommitting %.0f us, a check of %d steps %.0f ms (%s)\n", commitUs, int(report.steps.size()),
                double(timer.nsecsElapsed()) / 1e6, tree && report.verdict == CheckVerdict::Ok ? "ok" : "NOT OK");
    return 0;
}
