// Set or change the password of the vault.
#pragma once

#include "ui/widgets/sheet.h"

namespace ain::ui {

class ErrorBanner;
class Field;
class NewPassword;
class PasswordField;

class PasswordSheet : public Sheet {
    Q_OBJECT
public:
    PasswordSheet(Context &context, QWidget *owner);

private:
    void save();
    void write();
    PasswordField *m_current;
    Field *m_currentField;
    NewPassword *m_new;
    ErrorBanner *m_error;
    QPushButton *m_save;
};

} // namespace ain::ui
