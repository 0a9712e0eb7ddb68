// `sandbox run`: serves a practice network until a signal ends it.
#pragma once

#include "core/base/result.h"
#include "core/sandbox/practicenetwork.h"

QT_BEGIN_NAMESPACE
class QIODevice;
QT_END_NAMESPACE

namespace ain::cli {

struct SandboxRunOptions {
    sandbox::PracticeOptions network;
};

/// Starts the network, writes one JSON line to `out` when it is ready ({"rpc_url", "event_url", "chain_id",
/// "epoch_ms", "genesis_hash", "genesis_timestamp", "faucet", "pid"}) and runs the application's event loop
/// until SIGINT or SIGTERM, or until the network fails. Call once, from main(), with a QCoreApplication.
[[nodiscard]] Result<> runSandbox(const SandboxRunOptions &options, QIODevice &out);

} // namespace ain::cli
