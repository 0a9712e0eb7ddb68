#pragma once

#include "app/backends/receipts.h"
#include "app/services/services.h"
#include "core/wallet/history.h"
#include "ui/backend/accountbackend.h"
#include "ui/backend/activitybackend.h"
#include "ui/backend/vaultbackend.h"

namespace ain::app {

/// Transactions from the wallet's records and from verified blocks, and events that are kept in the vault (kind
/// "activity").
class ActivityAdapter final : public ui::ActivityBackend {
    Q_OBJECT
public:
    ActivityAdapter(Services &services, ui::VaultBackend &vault, ui::AccountBackend &accounts, Receipts &receipts);

    [[nodiscard]] QList<ui::ActivityRow> rows() const override;
    /// Keeps an event. While the vault is locked it waits in memory.
    void note(ui::ActivityKind kind, const QString &subject);

private:
    Task<> load();
    Task<> store();

    Services &m_services;
    Receipts &m_receipts;
    QList<ui::ActivityRow> m_events;
    QList<ui::ActivityRow> m_unstored;
    QList<wallet::TxRecord> m_records;
    QHash<QString, QString> m_names; ///< of contacts and accounts, by address
    QList<wallet::HistoryEntry> m_found; ///< in verified blocks, not sent by this program
};

} // namespace ain::app
