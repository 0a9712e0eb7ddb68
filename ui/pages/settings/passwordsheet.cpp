#include "ui/pages/settings/passwordsheet.h"

#include "ui/pages/common/newpassword.h"
#include "ui/widgets/field.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/passwordfield.h"

#include <QLineEdit>

namespace ain::ui {

PasswordSheet::PasswordSheet(Context &context, QWidget *owner)
    : Sheet(context, owner),
      m_current(new PasswordField(context.theme, false)),
      m_currentField(new Field(m_current, this)),
      m_new(new NewPassword(context.theme, this)),
      m_error(new ErrorBanner(context.theme, this)),
      m_save(makeButton(this, ButtonKind::Primary))
{
    body()->addWidget(m_currentField);
    body()->addWidget(m_new);
    body()->addWidget(m_error);
    footer()->addWidget(m_save);
    connect(m_save, &QPushButton::clicked, this, &PasswordSheet::save);
    connect(m_new, &NewPassword::submitted, this, &PasswordSheet::save);
    connect(m_current, &PasswordField::changed, m_currentField, &Field::clearError);
    connect(this, &Sheet::opened, this, &PasswordSheet::write);
    // Passwords are no draft worth keeping.
    connect(this, &Sheet::dismissed, this, [this] {
        m_current->wipe();
        m_new->wipe();
        m_error->clear();
    });
    onLanguage([this] { write(); });
}

void PasswordSheet::write()
{
    const bool has = m_context.backends.vault.hasPassword();
    setTitle(has ? tr("Change password") : tr("Set a password"));
    m_currentField->setLabel(tr("Current password"));
    m_current->setName(tr("Current password"));
    m_currentField->setVisible(has);
    m_save->setText(has ? tr("Change password") : tr("Set password"));
}

void PasswordSheet::save()
{
    m_error->clear();
    const bool has = m_context.backends.vault.hasPassword();
    if (has && m_current->isEmpty()) {
        m_currentField->setErrorText(tr("Enter the current password."));
        m_current->edit()->setFocus();
        return;
    }
    if (!m_new->check())
        return;
    m_save->setEnabled(false);
    setBusy(true);
    m_context.backends.vault.changePassword(m_current->take(), m_new->take())
        .then(this, [this](const Result<> &result) {
            m_save->setEnabled(true);
            setBusy(false);
            if (result)
                dismiss();
            else
                m_error->show(result.error(), tr("The password was not changed."));
        });
}

} // namespace ain::ui
