// What the queue costs: adding, taking, keeping and completing jobs, each change synced to the disk.
#include "tests/unit/jobs/jobtest.h"

#include <QElapsedTimer>

#include <cstdio>

using namespace ain;
using namespace ain::jobs;
using namespace ain::test;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    JobHome home;
    if (!home.open())
        return 1;
    constexpr int Jobs = 300;
    const QByteArray payload(800, 'p');
    QElapsedTimer timer;
    const auto print = [&timer](const char *what, bool ok, int count) {
        std::printf("%-36s %8.3f ms%s\n", what, double(timer.nsecsElapsed()) / 1e6 / count, ok ? "" : "  FAILED");
        std::fflush(stdout);
        timer.start();
    };
    timer.start();
    bool ok = await(home.queue().add(QList<NewJob>(Jobs, {u"generate"_s, payload}))).has_value();
    print("add, 300 in one step, each", ok, Jobs);
    for (int i = 0; ok && i < 200; ++i)
        ok = await(home.queue().add({{u"generate"_s, payload, Priority::Normal}})).has_value();
    print("add one", ok, 200);
    QList<Lease> leases;
    for (int i = 0; ok && i < Jobs; ++i) {
        auto lease = await(home.queue().take({u"generate"_s}));
        ok = lease && *lease;
        if (ok)
            leases.append(**lease);
    }
    print("take", ok, Jobs);
    for (int i = 0; ok && i < Jobs; ++i)
        ok = await(home.queue().checkpoint(leases[i], payload)).has_value();
    print("checkpoint", ok, Jobs);
    for (int i = 0; ok && i < Jobs; ++i)
        ok = await(home.queue().complete(leases[i], payload, {{0, u"gallery"_s, payload, {}}})).has_value();
    print("complete with outbox entry", ok, Jobs);
    for (int i = 0; ok && i < 20; ++i)
        ok = await(home.queue().jobs()).has_value();
    print("list: 200 waiting, 200 ended", ok, 20);
    return ok ? 0 : 1;
}
