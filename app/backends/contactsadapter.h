#pragma once

#include "app/services/services.h"
#include "core/wallet/addressbook.h"
#include "ui/backend/contactsbackend.h"

namespace ain::app {

class ContactsAdapter final : public ui::ContactsBackend {
    Q_OBJECT
public:
    explicit ContactsAdapter(Services &services);

    [[nodiscard]] QList<ui::Contact> contacts() const override { return m_contacts; }
    Task<> add(ui::Contact contact) override;
    Task<> edit(QString address, ui::Contact next) override;
    Task<> remove(QString address) override;
    Task<> setLabel(QString txHash, QString text) override;
    Task<> exportTo(QString path) override;
    Task<ui::ImportOutcome> importFrom(QString path, bool replaces) override;

private:
    Task<> load();
    void clear();
    [[nodiscard]] bool isReady() const;

    Services &m_services;
    QList<ui::Contact> m_contacts;
};

} // namespace ain::app
