// Locked: says what goes on and what stopped, and asks for the password.
#pragma once

#include "ui/context.h"
#include "ui/widgets/view.h"

class QPushButton;
class QTimer;

namespace ain::ui {

class ErrorBanner;
class PasswordField;
class TextLabel;

class LockPage : public View {
    Q_OBJECT
public:
    explicit LockPage(Context &context, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void unlock();
    void write();
    Context &m_context;
    PasswordField *m_password;
    QPushButton *m_open;
    TextLabel *m_wait;
    ErrorBanner *m_error;
    QTimer *m_timer;
    bool m_busy = false;
};

} // namespace ain::ui
