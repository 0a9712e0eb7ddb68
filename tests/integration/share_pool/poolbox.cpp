// A box of a pool as a process of its own, because it is killed in the middle of its work.
//   ain_pool_box FOLDER MILLISECONDS [BYTES]    works until it is killed; SIGUSR1: its owner is back for 60 ms
#include "tests/support/pool/poolfixture.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>

#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

using namespace ain;
using namespace ain::testing;

int main(int argc, char **argv)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    sigset_t signalSet;
    sigemptyset(&signalSet);
    sigaddset(&signalSet, SIGUSR1);
    sigprocmask(SIG_BLOCK, &signalSet, nullptr); // before there are threads: they all inherit it
    const int signalFd = ::signalfd(-1, &signalSet, SFD_CLOEXEC | SFD_NONBLOCK);
    const QCoreApplication application(argc, argv);
    if (!initializeSecretMemory())
        return 70;
    const QStringList arguments = QCoreApplication::arguments();
    auto membership = pool::loadMembership(arguments.value(1));
    if (!membership)
        return 1;
    const SystemClock clock;
    bool isFree = true;
    FakePainter painter(arguments.value(2).toInt(), std::max(arguments.value(3).toInt(), 256));
    pool::PoolClient client(std::move(*membership), poolTimes());
    pool::WorkerOptions options;
    options.permission = [&isFree]() -> Result<> { return isFree ? Result<>() : failure(errors::ShareNotNow); };
    options.pollMs = 200;
    options.retryMs = 50;
    pool::PoolWorker worker(client, painter, clock, options);
    QTimer away;
    away.setSingleShot(true);
    away.setInterval(60);
    QObject::connect(&away, &QTimer::timeout, &worker, [&] {
        isFree = true;
        worker.permissionChanged();
    });
    QSocketNotifier notifier(signalFd, QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, &worker, [&] {
        signalfd_siginfo info{};
        while (::read(signalFd, &info, sizeof info) == ssize_t(sizeof info)) { }
        isFree = false;
        worker.permissionChanged();
        away.start();
    });
    const auto say = [](const char *word, const QString &job, qint64 number) {
        std::printf("%s %s %lld\n", word, qPrintable(job), static_cast<long long>(number));
        std::fflush(stdout);
    };
    QObject::connect(&worker, &pool::PoolWorker::started, [&](const QString &job) { say("started", job, 0); });
    QObject::connect(&worker, &pool::PoolWorker::handedBack,
                     [&](const QString &job, qint64 microseconds) { say("back", job, microseconds); });
    QObject::connect(&worker, &pool::PoolWorker::changed, [&worker] {
        if (const auto &trouble = worker.trouble())
            std::fprintf(stderr, "%s %s\n", qPrintable(trouble->code.toString()), qPrintable(trouble->detail));
    });
    worker.start();
    return QCoreApplication::exec();
}
