#pragma once

#include "app/backends/operationsadapter.h"
#include "app/backends/walletadapter.h"
#include "core/wallet/staking.h"
#include "ui/backend/stakingbackend.h"

namespace ain::app {

class StakingAdapter final : public ui::StakingBackend {
    Q_OBJECT
public:
    StakingAdapter(Services &services, OperationsAdapter &operations, WalletAdapter &wallet)
        : m_services(services), m_operations(operations), m_wallet(wallet)
    {
    }

    Task<ui::StakePosition> position(QString app) override;
    Task<QList<ui::StakePosition>> positions() override;
    Task<ui::Rewards> rewards() override;
    Task<ui::Preview> prepareStake(QString app, Amount amount) override;
    Task<ui::Preview> prepareUnstake(QString app, Amount amount) override;
    Task<ui::Preview> prepareClaim(Amount amount) override;

private:
    struct Signer {
        QString accountId;
        crypto::Address address;
    };
    /// The current account, ready to sign.
    [[nodiscard]] Result<Signer> signer() const;
    [[nodiscard]] QString recordId() const;

    Services &m_services;
    OperationsAdapter &m_operations;
    WalletAdapter &m_wallet;
};

} // namespace ain::app
