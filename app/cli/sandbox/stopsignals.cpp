#include "app/cli/sandbox/stopsignals.h"

#include <QSocketNotifier>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace ain::cli {

#ifdef Q_OS_UNIX

namespace {

int signalSockets[2] = {-1, -1}; // a signal handler can reach nothing else

void onSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(signalSockets[0], &byte, 1);
}

void handle(void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
}

} // namespace

StopSignals::StopSignals()
{
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, signalSockets) != 0)
        return; // the default action remains, which everything that is stored survives
    auto *notifier = new QSocketNotifier(signalSockets[1], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        notifier->setEnabled(false);
        Q_EMIT received();
    });
    handle(onSignal);
}

StopSignals::~StopSignals()
{
    if (signalSockets[0] < 0)
        return;
    handle(SIG_DFL);
    for (int &end : signalSockets) {
        ::close(end);
        end = -1;
    }
}

#else

StopSignals::StopSignals() = default;
StopSignals::~StopSignals() = default;

#endif

} // namespace ain::cli
