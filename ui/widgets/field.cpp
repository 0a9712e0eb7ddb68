#include "ui/widgets/field.h"

#include "ui/a11y/announce.h"
#include "ui/text/errortext.h"
#include "ui/widgets/make.h"

#include <QEvent>

namespace ain::ui {

Field::Field(QWidget *input, QWidget *parent)
    : View(parent),
      m_input(input),
      m_label(makeLabel(this, "strong")),
      m_hint(new TextLabel(this, "small")),
      m_wrong(new TextLabel(this, "error"))
{
    auto *column = makeColumn(this, 6);
    input->setParent(this);
    m_label->setBuddy(input);
    column->addWidget(m_label);
    column->addWidget(input);
    column->addWidget(m_hint);
    column->addWidget(m_wrong);
    write();
}

void Field::setLabel(const QString &label)
{
    m_label->setText(label);
    m_input->setAccessibleName(label);
}

void Field::setHint(const QString &hint)
{
    m_hint->setText(hint);
    write();
}

void Field::setError(const Error &error)
{
    m_error = error;
    m_errorText.clear();
    write();
}

void Field::setErrorText(const QString &text)
{
    m_error.reset();
    m_errorText = text;
    write();
}

void Field::clearError()
{
    if (hasError())
        setErrorText({});
}

bool Field::hasError() const { return m_error || !m_errorText.isEmpty(); }

void Field::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        write();
    View::changeEvent(event);
}

void Field::write()
{
    const QString words = m_error ? text::errorSentence(*m_error) : m_errorText;
    const bool isNew = words != m_wrong->plainText();
    m_wrong->setText(words);
    m_wrong->setVisible(!words.isEmpty());
    m_hint->setVisible(words.isEmpty() && !m_hint->plainText().isEmpty());
    m_input->setAccessibleDescription(words.isEmpty() ? m_hint->plainText() : words);
    setStyleProperty(m_input, "wrong", !words.isEmpty());
    if (isNew)
        announce(*m_wrong, words);
}

} // namespace ain::ui
