// What the pool's commands share.
#pragma once

#include "app/cli/serving.h"
#include "app/services/poolbooks.h"
#include "gpu/share/pool/poolclient.h"

#include <QStringList>

namespace ain::cli {

[[nodiscard]] app::PoolBooks poolBooks(Session &session);
/// Errors: PoolNotMember, those of loadMembership().
[[nodiscard]] Result<std::unique_ptr<pool::PoolClient>> poolClient(Session &session);
[[nodiscard]] json::Object viewOf(const pool::Offer &offer);
[[nodiscard]] json::Object viewOf(const pool::Fleet &fleet);
/// Work and asking; the rest is in poolCommands().
QList<Command> poolWorkCommands();

} // namespace ain::cli
