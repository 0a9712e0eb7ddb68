// What the pool's commands share.
#pragma once

#include "app/cli/sandbox/stopsignals.h"
#include "app/cli/session.h"
#include "gpu/share/pool/poolclient.h"

#include <QStringList>

namespace ain::cli {

/// Of the pool's files.
[[nodiscard]] QString poolDirectory(Session &session);
/// Errors: PoolNotMember, those of loadMembership().
[[nodiscard]] Result<std::unique_ptr<pool::PoolClient>> poolClient(Session &session);
[[nodiscard]] json::Object viewOf(const pool::Offer &offer);
[[nodiscard]] json::Object viewOf(const pool::Fleet &fleet);
/// Ends with the signal that ends the command.
[[nodiscard]] Task<> untilStopped(StopSignals &signal);
/// A line now: `line` for people, `event` for programs.
void tell(Session &session, const QString &line, const json::Object &event);
[[nodiscard]] json::Object eventOf(const QString &name);

/// Work and asking; the rest is in poolCommands().
QList<Command> poolWorkCommands();

} // namespace ain::cli
