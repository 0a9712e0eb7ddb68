#include "ui/pages/common/newpassword.h"

#include "ui/widgets/field.h"
#include "ui/widgets/make.h"
#include "ui/widgets/passwordfield.h"

#include <QLineEdit>

namespace ain::ui {

NewPassword::NewPassword(Theme &theme, QWidget *parent)
    : View(parent),
      m_first(new PasswordField(theme, true)),
      m_second(new PasswordField(theme, false)),
      m_firstField(new Field(m_first, this)),
      m_secondField(new Field(m_second, this))
{
    auto *column = makeColumn(this, 14);
    column->addWidget(m_firstField);
    column->addWidget(m_secondField);
    connect(m_first, &PasswordField::changed, m_firstField, &Field::clearError);
    connect(m_second, &PasswordField::changed, m_secondField, &Field::clearError);
    connect(m_first, &PasswordField::submitted, m_second->edit(), qOverload<>(&QWidget::setFocus));
    connect(m_second, &PasswordField::submitted, this, &NewPassword::submitted);
    onLanguage([this] {
        m_firstField->setLabel(tr("New password"));
        m_first->setName(tr("New password"));
        m_secondField->setLabel(tr("Once more"));
        m_second->setName(tr("New password once more"));
    });
}

bool NewPassword::check()
{
    if (m_first->length() < MinimumPasswordLength) {
        m_firstField->setErrorText(tr("Use at least 8 characters."));
        m_first->edit()->setFocus();
        return false;
    }
    if (!(m_first->peek() == m_second->peek())) {
        m_secondField->setErrorText(tr("The two passwords differ."));
        m_second->edit()->setFocus();
        return false;
    }
    return true;
}

SecretBytes NewPassword::take()
{
    m_second->wipe();
    return m_first->take();
}

void NewPassword::wipe()
{
    m_first->wipe();
    m_second->wipe();
}

} // namespace ain::ui
