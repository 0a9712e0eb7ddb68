#pragma once

#include "app/services/services.h"
#include "ui/backend/networkbackend.h"

namespace ain::app {

class NetworkAdapter final : public ui::NetworkBackend {
    Q_OBJECT
public:
    explicit NetworkAdapter(Services &services);

    [[nodiscard]] QList<ui::Network> networks() const override;
    [[nodiscard]] ui::Network current() const override;
    [[nodiscard]] ui::ChainStatus status() const override { return m_status; }

    Task<> select(QString networkId) override;
    Task<ui::Network> addCustom(QString url) override;
    [[nodiscard]] QString node() const override { return m_services.nodeOf(currentId()); }
    Task<> setNode(QString url) override;
    Task<QList<ui::GatewayHealth>> checkHealth() override;
    Task<> refresh() override;
    Task<Amount> requestFaucet() override;

    /// Opens the network of the settings (practice the first time). Call once before the window is shown.
    Task<> start();

private:
    void follow();
    void setStatus(ui::ChainState state, qint64 block, std::optional<Error> error);
    Task<> open(QString networkId);
    [[nodiscard]] QString currentId() const;
    [[nodiscard]] QStringList customUrls() const;

    Services &m_services;
    ui::ChainStatus m_status;
};

} // namespace ain::app
