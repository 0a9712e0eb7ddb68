#pragma once

#include "app/services/services.h"
#include "ui/backend/operationsbackend.h"

#include <QHash>

#include <functional>

namespace ain::app {

/// Where drafts of every kind wait for the user's yes. Shared by the adapters that prepare them.
class OperationsAdapter final : public ui::OperationsBackend {
    Q_OBJECT
public:
    explicit OperationsAdapter(Services &services);

    Task<> confirm(QString previewId) override;
    void discard(const QString &previewId) override;
    [[nodiscard]] QList<ui::Progress> running() const override;

    /// What is to be remembered with a draft: the user's note, and what to store once it was handed over.
    struct AfterWork {
        QString memo;
        std::function<Task<>()> onSent;
        /// In place of Wallet::confirm(), for what has to be noted elsewhere before it leaves.
        std::function<Task<wallet::TxRecord>()> send;
    };
    /// Takes a draft out of here without confirming it; its note, or nothing when there is no such draft.
    [[nodiscard]] std::optional<QString> takeMemo(const QString &previewId);
    [[nodiscard]] ui::Preview add(const wallet::Draft &draft, AfterWork after = {});

private:
    void report(const wallet::TxRecord &record);

    Services &m_services;
    QHash<QString, AfterWork> m_drafts;
    QHash<QString, QString> m_operationOfHash;
    QHash<QString, ui::Progress> m_running; ///< by operation
};

} // namespace ain::app
