// The last step of every door: which network, and the password of the vault (when there is none yet).
#pragma once

#include "ui/pages/firstrun/firstrunpresenter.h"
#include "ui/widgets/view.h"

class QComboBox;

namespace ain::ui {

class Field;
class NewPassword;

class ProtectForm : public View {
    Q_OBJECT
public:
    ProtectForm(Context &context, FirstRunPresenter &presenter, QWidget *parent = nullptr);

    bool check();
    [[nodiscard]] Protection take();
    void wipe();
    /// Reads networks and vault state anew.
    void refresh();
    [[nodiscard]] NewPassword *password() const { return m_password; }

Q_SIGNALS:
    void submitted();

private:
    Context &m_context;
    FirstRunPresenter &m_presenter;
    QComboBox *m_network;
    Field *m_networkField;
    NewPassword *m_password;
};

} // namespace ain::ui
