#include "app/cli/openexchange.h"

namespace ain::cli {

using namespace Qt::StringLiterals;

Task<std::unique_ptr<app::ExchangeRooms>> openExchange(Session &session, Invocation invocation)
{
    auto account = co_await session.account(invocation.value(u"from"_s));
    if (!account)
        co_return failure(account.error());
    auto exchange = std::make_unique<app::ExchangeRooms>(session.services(), *account);
    auto opened = co_await exchange->open();
    if (!opened)
        co_return failure(opened.error());
    co_return exchange;
}

} // namespace ain::cli
