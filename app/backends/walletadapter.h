#pragma once

#include "app/backends/operationsadapter.h"
#include "app/backends/receipts.h"
#include "core/wallet/ledger.h"
#include "core/wallet/recipients.h"
#include "ui/backend/walletbackend.h"

namespace ain::app {

class WalletAdapter final : public ui::WalletBackend {
    Q_OBJECT
public:
    WalletAdapter(Services &services, OperationsAdapter &operations, Receipts &receipts);

    [[nodiscard]] QList<ui::Account> accounts() const override { return m_accounts; }
    [[nodiscard]] std::optional<ui::Account> currentAccount() const override;
    void setCurrentAccount(const QString &accountId) override;
    [[nodiscard]] std::optional<ui::BalanceView> balance() const override;
    [[nodiscard]] QList<ui::HistoryRow> history() const override;
    [[nodiscard]] ui::HistoryCoverage historyCoverage() const override;
    Task<> lookFurtherBack(bool all) override;
    Task<> saveHistory(QString path) override;
    [[nodiscard]] QList<ui::NonceEntry> nonceLane() const override;
    Task<> refresh() override;
    Task<ui::ProofState> proveTransaction(QString txHash) override;

    [[nodiscard]] Result<QString> checkAddress(const QString &text) const override;
    [[nodiscard]] QList<ui::Warning> addressWarnings(const QString &address) const override;
    Task<ui::Preview> prepareSend(ui::SendRequest request) override;
    Task<ui::Preview> prepareReplacement(QString txHash) override;
    [[nodiscard]] Result<ui::PaymentLink> readPaymentLink(const QString &text) const override;
    [[nodiscard]] QString paymentUri(std::optional<Amount> amount) const override;

private:
    Task<> load();
    Task<> loadHistory();
    Task<> loadLedger();
    void reloadHistory();
    /// The newest entry has no balance yet, and something changed that could give it one.
    void fillBalances();
    void clear();
    void networkOpened();
    void ageBalance();
    [[nodiscard]] bool isBehind() const;
    [[nodiscard]] bool isReady() const;
    [[nodiscard]] QString settingsKey() const;

    Services &m_services;
    OperationsAdapter &m_operations;
    Receipts &m_receipts;
    QList<ui::Account> m_accounts;
    QString m_currentId;
    std::optional<ui::BalanceView> m_balance;
    QList<wallet::TxRecord> m_records;
    wallet::Ledger m_ledger; ///< of the current account
    QList<wallet::KnownAddress> m_known;
    bool m_isReadingLedger = false;
    bool m_readsAgain = false;
    bool m_wasBehind = false;
    bool m_isRefreshing = false;
};

} // namespace ain::app
