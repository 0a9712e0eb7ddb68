// What is owed and paid for shared work, on the network that is open: the sharing app on chain, the book of both sides,
// who pays and who is paid.
#pragma once

#include "core/vault/vault.h"
#include "gpu/share/market/cashier.h"
#include "gpu/share/market/market.h"
#include "gpu/share/market/payer.h"
#include "gpu/share/market/tabbook.h"

#include <QObject>

#include <optional>

namespace ain::app {

struct MarketRoomsParts {
    QString directory; ///< of this network's book
    QThread &store;
    vault::Vault &vault;
    wallet::Wallet &wallet;
    chain::ChainClient &client;
    light::LightClient &light;
    Clock &clock;
    Rng &rng;
};

/// Thread: main. The parts outlive it.
class MarketRooms : public QObject {
    Q_OBJECT
public:
    explicit MarketRooms(const MarketRoomsParts &parts);
    ~MarketRooms() override;

    /// Opens the book and takes up what a former run left; once, later calls give what the first gave. Errors: those of
    /// TabBook::open(), StoreInUse while another program has it.
    Task<> open();
    /// After open(): cashes, proves and looks after its own tabs with every block from now on.
    void startFollowing();

    [[nodiscard]] market::Market &market() { return m_market; }
    [[nodiscard]] market::TabBook &book() { return m_book; }
    [[nodiscard]] market::Payer &payer() { return m_payer; }
    [[nodiscard]] market::Cashier &cashier() { return m_cashier; }

private:
    market::Market m_market;
    market::TabBook m_book;
    market::Payer m_payer;
    market::Cashier m_cashier;
    std::optional<Result<>> m_opened;
    bool m_isOpening = false;
};

} // namespace ain::app
