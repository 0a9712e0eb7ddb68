#pragma once

#include "app/backends/operationsadapter.h"
#include "core/wallet/offlineframes.h"
#include "core/wallet/offlinesigner.h"
#include "ui/backend/offlinebackend.h"

namespace ain::app {

class OfflineAdapter final : public ui::OfflineBackend {
    Q_OBJECT
public:
    OfflineAdapter(Services &services, OperationsAdapter &operations);

    Task<ui::OfflineMessage> request(QString previewId) override;
    Task<QList<ui::OfflineRow>> waiting() override;
    Task<ui::OfflineMessage> again(QString hash) override;
    Task<> forget(QString hash) override;
    Task<ui::Preview> bring(QByteArray signature) override;

    Task<ui::OfflineOrder> look(QByteArray request) override;
    Task<ui::OfflineMessage> sign(QString orderId) override;

    [[nodiscard]] Result<bool> isRequest(const QByteArray &content) const override;
    Task<QByteArray> readFile(QString path) override;
    Task<> writeFile(QString path, QByteArray content) override;
    [[nodiscard]] Result<ui::OfflineParts> addParts(const QStringList &texts) override;
    void clearParts() override { m_parts.clear(); }

private:
    [[nodiscard]] bool isReady() const;

    Services &m_services;
    OperationsAdapter &m_operations;
    wallet::OfflineFrameCollector m_parts;
    /// The one that was looked at last: only what was explained is signed.
    std::optional<wallet::OfflineRequest> m_order;
};

} // namespace ain::app
