// Serves ui::EnlistBackend with the sharing app on chain.
#pragma once

#include "app/backends/operationsadapter.h"
#include "gpu/share/market/market.h"
#include "ui/backend/enlistbackend.h"

#include <functional>

namespace ain::app {

/// Thread: main. Both outlive it.
class EnlistAdapter final : public ui::EnlistBackend {
    Q_OBJECT
public:
    EnlistAdapter(Services &services, OperationsAdapter &operations);

    Task<ui::Enlistment> enlistment() override;
    Task<ui::Preview> prepareApp() override;
    Task<ui::Preview> prepareStake() override;
    Task<ui::Preview> prepareListing(Amount price, QString endpoint) override;
    Task<ui::Preview> prepareLeave() override;

private:
    using Prepare = std::function<Task<wallet::Draft>(market::Market &, const QString &)>;
    Task<vault::KeyRecord> account();
    Task<ui::Preview> preview(Prepare prepare);

    Services &m_services;
    OperationsAdapter &m_operations;
};

} // namespace ain::app
