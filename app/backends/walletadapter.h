#pragma once

#include "app/backends/operationsadapter.h"
#include "ui/backend/walletbackend.h"

namespace ain::app {

class WalletAdapter final : public ui::WalletBackend {
    Q_OBJECT
public:
    WalletAdapter(Services &services, OperationsAdapter &operations);

    [[nodiscard]] QList<ui::Account> accounts() const override { return m_accounts; }
    [[nodiscard]] std::optional<ui::Account> currentAccount() const override;
    void setCurrentAccount(const QString &accountId) override;
    [[nodiscard]] std::optional<ui::BalanceView> balance() const override { return m_balance; }
    [[nodiscard]] QList<ui::HistoryRow> history() const override;
    [[nodiscard]] QList<ui::NonceEntry> nonceLane() const override;
    Task<> refresh() override;

    [[nodiscard]] Result<QString> checkAddress(const QString &text) const override;
    [[nodiscard]] QList<ui::Warning> addressWarnings(const QString &address) const override;
    Task<ui::Preview> prepareSend(ui::SendRequest request) override;
    Task<ui::Preview> prepareReplacement(QString txHash) override;
    [[nodiscard]] Result<ui::PaymentLink> readPaymentLink(const QString &text) const override;
    [[nodiscard]] QString paymentUri(std::optional<Amount> amount) const override;

private:
    Task<> load();
    Task<> loadHistory();
    void clear();
    void networkOpened();
    [[nodiscard]] bool isReady() const;
    [[nodiscard]] QString settingsKey() const;

    Services &m_services;
    OperationsAdapter &m_operations;
    QList<ui::Account> m_accounts;
    QString m_currentId;
    std::optional<ui::BalanceView> m_balance;
    QList<wallet::TxRecord> m_records;
};

} // namespace ain::app
