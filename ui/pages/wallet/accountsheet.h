// Switch between accounts, and name them.
#pragma once

#include "ui/backend/types.h"
#include "ui/widgets/sheet.h"

class QLineEdit;
class QListWidget;

namespace ain::ui {

class ErrorBanner;
class Field;

class AccountSheet : public Sheet {
    Q_OBJECT
public:
    AccountSheet(Context &context, QWidget *owner);

Q_SIGNALS:
    void addWanted();
    void exportWanted(const ain::ui::Account &account);

private:
    void fill();
    void useCurrent();
    QListWidget *m_list;
    QLineEdit *m_name;
    Field *m_nameField;
    ErrorBanner *m_error;
    QPushButton *m_export;
    QPushButton *m_rename;
    QPushButton *m_use;
    QPushButton *m_add;
};

} // namespace ain::ui
