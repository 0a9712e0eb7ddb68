// A new password, twice, with a strength meter.
#pragma once

#include "core/base/passwordrule.h"
#include "ui/theme/theme.h"
#include "ui/widgets/view.h"

namespace ain::ui {

class Field;
class PasswordField;

class NewPassword : public View {
    Q_OBJECT
public:
    explicit NewPassword(Theme &theme, QWidget *parent = nullptr);

    /// False after saying in place what is wrong.
    bool check();
    [[nodiscard]] SecretBytes take();
    void wipe();
    [[nodiscard]] PasswordField *first() const { return m_first; }
    [[nodiscard]] PasswordField *second() const { return m_second; }

Q_SIGNALS:
    void submitted();

private:
    PasswordField *m_first;
    PasswordField *m_second;
    Field *m_firstField;
    Field *m_secondField;
};

} // namespace ain::ui
