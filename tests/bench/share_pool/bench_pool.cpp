// How fast a pool takes jobs, gives them back and brings pictures, through the real nats-server with TLS on loopback.
//   bench_pool [JOBS] [HANDBACKS]
#include "tests/support/pool/poolfixture.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace ain;
using namespace ain::testing;

namespace {

double quantile(std::vector<qint64> &values, double part)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return double(values[std::min(values.size() - 1, std::size_t(part * double(values.size())))]) / 1000;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (!initializeSecretMemory())
        return 70;
    const QStringList arguments = QCoreApplication::arguments();
    const int jobs = std::max(1, arguments.value(1, u"2000"_s).toInt());
    const int handBacks = std::max(1, arguments.value(2, u"1000"_s).toInt());
    PoolFixture fixture;
    const auto served = fixture.serve();
    if (!served || !fixture.join(u"box-1"_s)) {
        std::fprintf(stderr, "no pool: %s\n", served ? "no box" : qPrintable(served.error().code.toString()));
        return 1;
    }
    QList<share::JobSpec> specs;
    for (int i = 0; i < jobs; ++i)
        specs.append(fixture.spec(quint64(i)));

    QElapsedTimer timer;
    timer.start();
    for (const share::JobSpec &spec : specs) {
        if (!await(fixture.owner->submit(spec, pool::Priority::Normal)))
            return 1;
    }
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    std::printf("publishing: %.0f jobs/s (each stored and acknowledged, one after the other)\n",
                jobs * 1000.0 / double(std::max<qint64>(1, timer.elapsed())));

    // The worker's own figure: from the owner's word until the server has the job back.
    FakePainter painter(60'000);
    const auto client = fixture.client(u"box-1"_s);
    bool isFree = true;
    pool::WorkerOptions options;
    options.permission = [&isFree]() -> Result<> { return isFree ? Result<>() : failure(errors::ShareNotNow); };
    std::vector<qint64> times;
    {
        pool::PoolWorker worker(*client, painter, fixture.clock, options);
        QObject::connect(&worker, &pool::PoolWorker::handedBack, &worker, [&](const QString &, qint64 microseconds) {
            times.push_back(microseconds);
            isFree = true;
            worker.permissionChanged();
        });
        QObject::connect(&worker, &pool::PoolWorker::started, &worker, [&] {
            QTimer::singleShot(1, &worker, [&] {
                isFree = false;
                worker.permissionChanged();
            });
        });
        worker.start();
        until([&] { return times.size() >= std::size_t(handBacks); });
        (void)await(worker.stop());
    }
    std::printf("handing back: p50 %.2f ms, p99 %.2f ms, most %.2f ms of %zu\n", quantile(times, 0.5),
                quantile(times, 0.99), quantile(times, 1), times.size());

    // Everything but drawing: taken, delivered with a picture of 400 kB, collected and settled.
    FakePainter instant(0, 400'000);
    pool::PoolWorker worker(*client, instant, fixture.clock);
    pool::PoolRequester requester(*fixture.owner, 100);
    int came = 0;
    QObject::connect(&requester, &pool::PoolRequester::arrived, &requester, [&](const pool::Collected &collected) {
        ++came;
        requester.settle(collected.result.job).detach();
    });
    requester.start();
    timer.start();
    worker.start();
    until([&] { return came >= jobs; });
    std::printf("whole way: %.2f ms for each job (one box, one asker, 400 kB pictures)\n",
                double(timer.elapsed()) / jobs);
    return 0;
}
