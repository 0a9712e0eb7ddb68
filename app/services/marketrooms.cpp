#include "app/services/marketrooms.h"

namespace ain::app {

MarketRooms::MarketRooms(const MarketRoomsParts &parts)
    : m_market(market::AppDefinition(), parts.wallet, parts.client, parts.clock, parts.rng, &parts.light),
      m_book(parts.directory, &parts.store, parts.clock),
      m_payer(m_market, m_book, parts.wallet, parts.vault, parts.client, parts.clock, parts.rng),
      m_cashier(m_market, m_book, parts.wallet, parts.client, parts.clock)
{
}

MarketRooms::~MarketRooms() = default;

Task<> MarketRooms::open()
{
    while (m_isOpening) {
        auto slept = co_await sleepFor(this, 20);
        if (!slept)
            co_return slept;
    }
    if (m_opened)
        co_return *m_opened;
    m_isOpening = true;
    auto opened = co_await m_book.open();
    m_isOpening = false;
    if (!opened) // another program may have it now, and not later
        co_return failure(opened.error());
    m_opened = Result<>();
    // What could not be looked at yet is looked at again with the next block.
    auto paid = co_await m_payer.resume();
    auto cashed = co_await m_cashier.resume();
    Q_UNUSED(paid)
    Q_UNUSED(cashed)
    co_return Result<>();
}

void MarketRooms::startFollowing() { m_cashier.startFollowing(); }

} // namespace ain::app
