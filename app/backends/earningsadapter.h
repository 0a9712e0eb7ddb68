// Serves ui::EarningsBackend with the market's rooms of the open network.
#pragma once

#include "app/services/earningsview.h"
#include "app/services/services.h"
#include "gpu/share/market/cashier.h"
#include "ui/backend/earningsbackend.h"

#include <QPointer>
#include <QSet>

namespace ain::app {

/// Thread: main. `services` outlives it. Opens the books when somebody looks, or by itself where there are some
/// already: what was earned has to be asked for in time, whoever looks. While the vault is locked it knows nothing.
class EarningsAdapter final : public ui::EarningsBackend {
    Q_OBJECT
public:
    explicit EarningsAdapter(Services &services);

    [[nodiscard]] Readiness readiness() const override;
    [[nodiscard]] ui::Earnings earnings() const override { return m_earnings; }
    [[nodiscard]] std::optional<Error> error() const override { return m_error; }
    Task<> refresh() override;
    Task<> cash(QString session, int seq) override;
    Task<> saveCsv(QString path) override;
    [[nodiscard]] ui::Electricity electricity() const override;
    [[nodiscard]] ui::ElectricityWishes electricityWishes() const override;
    void setElectricityWishes(const ui::ElectricityWishes &wishes) override;

private:
    [[nodiscard]] bool isLocked() const;
    void forget(); ///< the network or the vault is gone
    void takeUp(); ///< there is one again
    void follow();
    void take(const EarningsView &view);
    void onTabChanged(const QString &session, int seq, market::TabState state);

    Services &m_services;
    EarningsView m_view;
    ui::Earnings m_earnings;
    std::optional<Error> m_error;
    QTimer m_soon; ///< several changes are read together
    quint64 m_round = 0; ///< of networks and locks: an answer of another round is nobody's
    bool m_isReading = false;
    bool m_readAgain = false;
    bool m_isRead = false;
    QPointer<market::Cashier> m_followed; ///< of the open network
    QSet<QString> m_toldLocked; ///< "session/seq" of payments told without their amount
};

} // namespace ain::app
