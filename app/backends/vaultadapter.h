#pragma once

#include "app/services/services.h"
#include "ui/backend/vaultbackend.h"

namespace ain::app {

class VaultAdapter final : public ui::VaultBackend {
    Q_OBJECT
public:
    explicit VaultAdapter(Services &services);

    [[nodiscard]] ui::VaultState state() const override;
    [[nodiscard]] bool hasPassword() const override { return m_info.isProtected; }
    [[nodiscard]] int retryAfterMs() const override;
    [[nodiscard]] qint64 lastBackupMs() const override { return m_info.lastBackupMs; }
    [[nodiscard]] qint64 lastDrillMs() const override { return m_info.lastDrillMs; }
    [[nodiscard]] bool isDrillDue() const override;

    Task<> create(SecretBytes password) override;
    Task<> unlock(SecretBytes password) override;
    void lock() override;
    Task<> changePassword(SecretBytes current, SecretBytes next) override;
    Task<> backup(QString path) override;
    Task<> restore(QString path, SecretBytes password) override;
    Task<ui::DrillResult> drillWords(SecretBytes words, SecretBytes passphrase) override;
    Task<ui::DrillResult> drillFile(QString path, SecretBytes password) override;

    /// Reads the vault's info; a vault without a password is opened at once. Call once before the window is shown.
    Task<> start();

private:
    Task<> refreshInfo();
    Task<ui::DrillResult> finishDrill(vault::BackupCheck check);

    Services &m_services;
    vault::VaultInfo m_info;
    qint64 m_retryAtMs = 0;
};

} // namespace ain::app
