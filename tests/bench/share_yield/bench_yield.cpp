// How fast the GPU is back: from the sensor's word that the user is there to the moment at which the engine computes
// nothing any more, by the kernel's own account (every thread stopped, the process gone, or the engine idle by its own
// word). With the real engine on the processor and a small model with random weights (of the test engine_models).
//   bench_yield [soft yields (200)] [hard yields (50)] [side of the picture (64)]
#include "tests/support/share/realladder.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>

using namespace ain;
using namespace ain::share;
using namespace ain::testing;

namespace {

void tell(const char *what, QList<qint64> values)
{
    if (values.isEmpty())
        return;
    std::sort(values.begin(), values.end());
    const auto rank = [&values](int percent) {
        return values[std::max<qsizetype>((values.size() * percent + 99) / 100, 1) - 1];
    };
    std::printf("%-44s p50 %4lld  p90 %4lld  p99 %4lld  most %4lld ms  (%lld times)\n", what, rank(50), rank(90),
                rank(99), values.constLast(), qlonglong(values.size()));
}

QList<qint64> stage(const QList<YieldTimes> &all, YieldKind kind, YieldHistory::Stage stage)
{
    QList<qint64> values;
    for (const YieldTimes &one : all) {
        if (one.kind == kind && one.*stage >= 0)
            values.append(one.*stage);
    }
    return values;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int soft = arguments.value(1, u"200"_s).toInt();
    const int hard = arguments.value(2, u"50"_s).toInt();
    const int side = arguments.value(3, u"64"_s).toInt();
    RealLadder real(QStringLiteral(AIN_ENGINE_PROGRAM), QStringLiteral(AIN_ENGINE_MODELS), {.thawAfterMs = 1});
    SystemRng rng;
    SystemClock clock;
    int unseen = 0;
    QList<YieldTimes> all;
    QList<qint64> confirmed;
    for (int i = 0; i < soft + hard; ++i) {
        real.guard->turnOn();
        real.leave();
        auto task = real.begin(150, side);
        if (task.isFinished()) {
            const auto ended = await(std::move(task));
            std::fprintf(stderr, "a job ended early: %s\n",
                         ended ? "drawn" : qPrintable(ended.error().code.toString() + u' ' + ended.error().detail));
            return 1;
        }
        (void)await(sleepFor(&real.context, int(rng.below(200))));
        if (task.isFinished()) { // a fast machine; that moment is not of interest
            (void)await(std::move(task));
            real.ladder->jobEnded(real.lastJob());
            real.guard->setRunning(0, true);
            --i;
            continue;
        }
        real.hasStopped = false;
        const qint64 begin = clock.monotonicMs();
        if (i < soft) {
            real.mouse->say(InputSeen{.isActive = true, .lastMs = real.guardClock.monotonic});
        } else {
            real.guard->panic();
        }
        until([&real] { return !real.ladder->isYielding(); });
        if (i < soft)
            confirmed.append(clock.monotonicMs() - begin);
        unseen += real.hasStopped ? 0 : 1;
        all.append(real.times);
        real.guard->setRunning(0, true);
        real.client->thaw();
        (void)await(std::move(task));
        if (all.size() % 20 == 0) {
            tell("  so far: input → no new kernel", stage(all, YieldKind::Soft, &YieldTimes::computeMs));
            std::fflush(stdout);
        }
    }
    std::printf("%d returns of the user, %d panics, each at a random moment; picture %d × %d\n", soft, hard, side,
                side);
    tell("input → no new kernel", stage(all, YieldKind::Soft, &YieldTimes::computeMs));
    tell("  the engine stopped by itself", stage(all, YieldKind::Soft, &YieldTimes::ackMs));
    tell("  SIGSTOP, every thread stands", stage(all, YieldKind::Soft, &YieldTimes::freezeMs));
    tell("input → jobs handed back", stage(all, YieldKind::Soft, &YieldTimes::handBackMs));
    tell("input → the same, as an onlooker sees it", confirmed);
    tell("panic → no new kernel", stage(all, YieldKind::Hard, &YieldTimes::computeMs));
    tell("panic → process gone, memory back", stage(all, YieldKind::Hard, &YieldTimes::memoryMs));
    if (unseen > 0)
        std::printf("NOT confirmed by the kernel: %d\n", unseen);
    return unseen == 0 ? 0 : 1;
}
