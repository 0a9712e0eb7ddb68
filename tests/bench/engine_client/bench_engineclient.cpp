// What an engine at work costs the window: gaps of the event loop while it draws, cancel → idle, kill → memory back.
//   bench_engine_client                              with the scripted engine
//   bench_engine_client ain-engine model.gguf [steps] [side] [guidance] [vae]
#include "tests/support/engine/enginefixture.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace ain;
using namespace ain::engine;
using namespace ain::testing;

namespace {

/// How late a timer of 2 ms comes: what a window feels.
class Gaps : public QObject {
public:
    Gaps()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, this, [this] {
            m_gaps.push_back(double(m_clock.nsecsElapsed()) / 1e6);
            m_clock.restart();
        });
        m_clock.start();
        m_timer.start(2);
    }
    [[nodiscard]] double percentile(double share)
    {
        if (m_gaps.empty())
            return 0;
        std::sort(m_gaps.begin(), m_gaps.end());
        return m_gaps[std::min(m_gaps.size() - 1, std::size_t(share * double(m_gaps.size())))];
    }
    [[nodiscard]] std::size_t count() const { return m_gaps.size(); }

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    std::vector<double> m_gaps;
};

void tell(const char *what, const Measured &measured)
{
    std::printf("%-32s p50 %4lld ms  p99 %4lld ms  (%lld times)\n", what, measured.percentile(50).value_or(-1),
                measured.percentile(99).value_or(-1), qlonglong(measured.count()));
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    EngineFixture fixture;
    fixture.options.times.cancelMs = 2000;
    fixture.options.times.stalledMs = 120'000;
    QString model = fixture.modelPath();
    const QString vae = arguments.value(6);
    int steps = 200;
    int side = 512;
    double guidance = 7;
    if (arguments.size() > 2) {
        fixture.options.program = QFileInfo(arguments[1]).absoluteFilePath();
        model = QFileInfo(arguments[2]).absoluteFilePath();
        steps = arguments.value(3, u"2"_s).toInt();
        side = arguments.value(4, u"64"_s).toInt();
        guidance = arguments.value(5, u"1"_s).toDouble();
    }
    const auto order = [&](int count) {
        Order one = fixture.order(u"a bench in a park"_s, 1, count);
        one.request.width = one.request.height = side;
        one.request.guidance = guidance;
        one.request.precision = u"as_file"_s;
        one.files.insert(one.request.model.sha256, model);
        if (!vae.isEmpty()) {
            one.request.vae = recipe::FileRef{.sha256 = QString(64, u'b')};
            one.files.insert(one.request.vae->sha256, vae);
        }
        return one;
    };
    EngineClient &client = fixture.start();
    const auto warm = await(client.draw(u"warm"_s, order(steps)));
    if (!warm) {
        std::fprintf(stderr, "%s: %s\n", qPrintable(warm.error().code.toString()), qPrintable(warm.error().detail));
        return 1;
    }
    std::printf("engine: %s, %s\n", qPrintable(client.info()->build), qPrintable(client.info()->backend));
    {
        Gaps idle;
        (void)await(sleepFor(&client, 2000));
        std::printf("event loop, engine idle          p50 %6.2f ms  p99 %6.2f ms  (%zu turns)\n", idle.percentile(0.5),
                    idle.percentile(0.99), idle.count());
    }
    {
        Gaps busy;
        const EventLoopWatch watch;
        qint64 drawMs = 0;
        for (int i = 0; i < 10; ++i) {
            const auto drawn = await(client.draw(u"busy-%1"_s.arg(i), order(steps)));
            drawMs += drawn ? drawn->elapsedMs : 0;
        }
        std::printf(
            "event loop, engine drawing       p50 %6.2f ms  p99 %6.2f ms  (%zu turns), longest %.2f ms of CPU time\n",
            busy.percentile(0.5), busy.percentile(0.99), busy.count(), watch.longestMs());
        std::printf("one picture: %lld ms by the engine's clock\n", drawMs / 10);
    }
    const auto duringSampling = [&client](const auto &deed) {
        auto context = std::make_unique<QObject>();
        QObject::connect(&client, &EngineClient::progressed, context.get(), [deed](const Progress &progress) {
            if (progress.phase == Phase::Sample)
                deed(progress.id);
        });
        return context;
    };
    for (int i = 0; i < 30; ++i) {
        const auto context = duringSampling([&client](const QString &id) { client.cancel(id); });
        (void)await(client.draw(u"cancel-%1"_s.arg(i), order(140)));
    }
    tell("cancel → engine idle", client.ladder().cancelMs);
    for (int i = 0; i < 30; ++i) {
        const auto context = duringSampling([&client](const QString &) { client.yieldNow().detach(); });
        (void)await(client.draw(u"yield-%1"_s.arg(i), order(140)));
        until([&client] { return client.pid() == 0; });
    }
    tell("stop → every thread stands", client.ladder().stopMs);
    tell("kill → process gone", client.ladder().killMs);
    tell("yield → memory back", client.ladder().memoryBackMs);
    return 0;
}
