// Serves ui::PaidWorkBackend with the provider's side of the exchange.
#pragma once

#include "app/services/services.h"
#include "app/services/sharedexchange.h"
#include "ui/backend/paidworkbackend.h"

namespace ain::app {

/// Takes paid work while that is wanted, the network is open and the wallet unlocked; whether it draws is the guard's
/// word. Thread: main. Both outlive it.
class PaidWorkAdapter final : public ui::PaidWorkBackend {
    Q_OBJECT
public:
    PaidWorkAdapter(Services &services, SharedExchange &exchange);
    ~PaidWorkAdapter() override;

    /// The studio is open, and the guard looks.
    void start();

    [[nodiscard]] ui::PaidTerms terms() const override;
    void setTerms(const ui::PaidTerms &terms) override;
    [[nodiscard]] ui::PaidState state() const override;
    [[nodiscard]] std::optional<Error> error() const override { return m_error; }
    void refresh() override;

private:
    void follow();
    void close();
    Task<> open();
    Task<> openNow();
    Task<> lookUp(); ///< whether the chain lists the account

    Services &m_services;
    SharedExchange &m_shared;
    ExchangeRooms *m_exchange = nullptr; ///< of m_shared, while it is open here
    ui::PaidTerms m_open; ///< terms of what is open
    QString m_account;
    ui::PaidStanding m_standing = ui::PaidStanding::Off;
    std::optional<Error> m_error;
    bool m_isStarted = false;
    bool m_isOpening = false;
    quint64 m_run = 0; ///< grows with every closing: what was begun before it counts no more
};

} // namespace ain::app
