// The exchange of the account that a command names.
#pragma once

#include "app/cli/session.h"
#include "app/services/exchangerooms.h"

#include <memory>

namespace ain::cli {

/// Of --from, opened. Errors: those of Session::account() and ExchangeRooms::open().
Task<std::unique_ptr<app::ExchangeRooms>> openExchange(Session &session, Invocation invocation);

} // namespace ain::cli
