#pragma once

#include "app/services/services.h"
#include "ui/backend/messagebackend.h"

namespace ain::app {

class MessageAdapter final : public ui::MessageBackend {
    Q_OBJECT
public:
    explicit MessageAdapter(Services &services) : m_services(services) { }

    [[nodiscard]] Result<void> check(const QString &text) const override;
    [[nodiscard]] QString visible(const QString &text) const override;
    Task<QString> sign(QString accountId, QString text) override;
    [[nodiscard]] Result<ui::SignatureCheck> verify(const QString &text, const QString &address,
                                                    const QString &signature) const override;

private:
    Services &m_services;
};

} // namespace ain::app
