#include "app/cli/sandbox/sandboxrun.h"

#include "app/cli/sandbox/stopsignals.h"
#include "core/json/writer.h"

#include <QCoreApplication>
#include <QFileDevice>
#include <QTimer>

#include <optional>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int HeartbeatMs = 60'000;

} // namespace

Result<> runSandbox(const SandboxRunOptions &options, QIODevice &out)
{
    const StopSignals signal;
    QObject::connect(&signal, &StopSignals::received, &signal, [] { QCoreApplication::quit(); });
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
