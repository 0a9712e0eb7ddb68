// What commands share that go on until they are stopped.
#pragma once

#include "app/cli/sandbox/stopsignals.h"
#include "app/cli/session.h"

namespace ain::cli {

/// Ends with the signal that ends the command.
[[nodiscard]] Task<> untilStopped(StopSignals &signal);
/// A line now: `line` for people, `event` for programs.
void tell(const Session &session, const QString &line, const json::Object &event);
[[nodiscard]] json::Object eventOf(const QString &name);
/// Of --port; 0: any free one. Errors: those of usageError().
[[nodiscard]] Result<quint16> portOf(const Invocation &invocation);

} // namespace ain::cli
