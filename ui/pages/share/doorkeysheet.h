// A new key for a program: how much it may draw, then the key itself, shown once.
#pragma once

#include "ui/widgets/secretclipboard.h"
#include "ui/widgets/sheet.h"

class QLineEdit;
class QSpinBox;

namespace ain::ui {

class ErrorBanner;
class Field;
class NoticeCard;
class SecretText;

class DoorKeySheet : public Sheet {
    Q_OBJECT
public:
    DoorKeySheet(Context &context, QWidget *owner);

    [[nodiscard]] QLineEdit *nameEdit() const { return m_name; }
    [[nodiscard]] QSpinBox *perDayBox() const { return m_perDay; }
    [[nodiscard]] QPushButton *createButton() const { return m_create; }
    [[nodiscard]] QPushButton *copyButton() const { return m_copy; }
    [[nodiscard]] SecretText *secret() const { return m_secret; }
    [[nodiscard]] SecretClipboard *clipboard() { return &m_clipboard; }

protected:
    void firstFocus() override;

private:
    void create();
    void write();
    QLineEdit *m_name;
    Field *m_nameField;
    QSpinBox *m_perDay;
    Field *m_perDayField;
    QSpinBox *m_concurrent;
    Field *m_concurrentField;
    ErrorBanner *m_error;
    NoticeCard *m_once;
    SecretText *m_secret;
    QPushButton *m_copy;
    QPushButton *m_create;
    SecretClipboard m_clipboard; ///< goes on counting when the sheet is closed
};

} // namespace ain::ui
