// Contacts and labels, sealed in the vault. Main thread. Empty while the vault is locked.
#pragma once

#include "core/base/task.h"
#include "ui/backend/types.h"

#include <QObject>

namespace ain::ui {

struct Contact {
    QString address;
    QString name;
    QString note;
};

/// What became of an imported file, line by line.
struct ImportOutcome {
    int added = 0;
    int changed = 0;
    int same = 0;
    QList<std::pair<int, Error>> refused; ///< every line that was not taken, 1-based
};

class ContactsBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual QList<Contact> contacts() const = 0; ///< by name
    /// errors::WalletContact…, errors::Address…, errors::SecretPasted.
    virtual Task<> add(Contact contact) = 0;
    virtual Task<> edit(QString address, Contact next) = 0;
    virtual Task<> remove(QString address) = 0;
    /// Of a transaction; an empty text removes it.
    virtual Task<> setLabel(QString txHash, QString text) = 0;
    /// Contacts, names of accounts and labels as JSON lines, not sealed.
    virtual Task<> exportTo(QString path) = 0;
    /// What is here stays unless `replaces`; a name never moves to another address.
    virtual Task<ImportOutcome> importFrom(QString path, bool replaces) = 0;

Q_SIGNALS:
    void changed();
};

} // namespace ain::ui
