#include "app/cli/sandbox/sandboxrun.h"

#include "core/json/writer.h"

#include <QCoreApplication>
#include <QFileDevice>
#include <QSocketNotifier>
#include <QTimer>

#include <optional>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int HeartbeatMs = 60'000;

#ifdef Q_OS_UNIX
int signalSockets[2] = {-1, -1}; // a signal handler can reach nothing else

void onSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(signalSockets[0], &byte, 1);
}

/// Ends the event loop on SIGINT and SIGTERM.
void quitOnSignals(QCoreApplication *application)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, signalSockets) != 0)
        return; // the default action remains, which the storage survives
    auto *notifier = new QSocketNotifier(signalSockets[1], QSocketNotifier::Read, application);
    QObject::connect(notifier, &QSocketNotifier::activated, application, [notifier] {
        notifier->setEnabled(false);
        QCoreApplication::quit();
    });
    struct sigaction action = {};
    action.sa_handler = onSignal;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
}
#else
void quitOnSignals(QCoreApplication *) { }
#endif

} // namespace

Result<> runSandbox(const SandboxRunOptions &options, QIODevice &out)
{
    quitOnSignals(QCoreApplication::instance());
    sandbox::PracticeNetwork network(options.network);
    std::optional<Error> failed;
    QObject::connect(&network, &sandbox::PracticeNetwork::failed, &network, [&failed](const Error &error) {
        failed = error;
        QCoreApplication::quit();
    });
    if (auto started = network.start(); !started)
        return started;
    QTimer heartbeat;
    if (options.network.instant) {
        // Without transactions an instant chain would stand still, and clients take an old tip for a node that is
        // behind.
        const auto beat = [&network] { (void)network.mineBlocks(3); }; // a failure comes as failed()
        beat();
        QObject::connect(&heartbeat, &QTimer::timeout, &network, beat);
        heartbeat.start(HeartbeatMs);
    }
    const sandbox::PracticeEndpoints &endpoints = network.endpoints();
    const json::Object line{
        {u"rpc_url"_s, endpoints.rpcUrl.toString()}, {u"event_url"_s, endpoints.eventUrl.toString()},
        {u"chain_id"_s, endpoints.chainId},          {u"epoch_ms"_s, endpoints.epochMs},
        {u"genesis_hash"_s, endpoints.genesisHash},  {u"genesis_timestamp"_s, endpoints.genesisTimestamp},
        {u"faucet"_s, endpoints.faucetAddress},      {u"pid"_s, QCoreApplication::applicationPid()},
    };
    out.write(json::canonical(json::Value(line)) + '\n');
    if (auto *file = qobject_cast<QFileDevice *>(&out))
        file->flush();
    QCoreApplication::exec();
    network.stop();
    if (failed)
        return failure(*failed);
    return {};
}

} // namespace ain::cli
