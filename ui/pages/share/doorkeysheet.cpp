#include "ui/pages/share/doorkeysheet.h"

#include "ui/widgets/field.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/quietinputs.h"
#include "ui/widgets/secrettext.h"

#include <QLineEdit>

namespace ain::ui {

DoorKeySheet::DoorKeySheet(Context &context, QWidget *owner)
    : Sheet(context, owner),
      m_name(new QLineEdit),
      m_nameField(new Field(m_name, this)),
      m_perDay(new QuietSpin),
      m_perDayField(new Field(m_perDay, this)),
      m_concurrent(new QuietSpin),
      m_concurrentField(new Field(m_concurrent, this)),
      m_error(new ErrorBanner(context.theme, this)),
      m_once(new NoticeCard(context.theme, Tone::Warn, this)),
      m_secret(new SecretText(context.theme, this)),
      m_copy(makeButton(this)),
      m_create(makeButton(this, ButtonKind::Primary))
{
    setCardWidth(600);
    m_name->setMaxLength(60);
    m_perDay->setRange(1, 100'000);
    m_perDay->setValue(500);
    m_concurrent->setRange(1, 16);
    m_concurrent->setValue(2);
    body()->addWidget(m_nameField);
    auto *row = makeRow(nullptr, 12);
    row->addWidget(m_perDayField, 1);
    row->addWidget(m_concurrentField, 1);
    body()->addLayout(row);
    body()->addWidget(m_error);
    body()->addWidget(m_once);
    body()->addWidget(m_secret);
    footer()->addWidget(m_copy);
    footer()->addWidget(m_create);

    connect(m_create, &QPushButton::clicked, this, [this] {
        if (m_secret->secret().isEmpty())
            create();
        else
            dismiss();
    });
    connect(m_name, &QLineEdit::returnPressed, this, &DoorKeySheet::create);
    connect(m_name, &QLineEdit::textChanged, m_nameField, &Field::clearError);
    connect(m_copy, &QPushButton::clicked, this, [this] { m_clipboard.copy(m_secret->secret()); });
    connect(&m_clipboard, &SecretClipboard::ticked, this, &DoorKeySheet::write);
    connect(this, &Sheet::dismissed, this, [this] {
        m_secret->clear();
        m_name->clear();
        m_error->clear();
        write();
    });
    onLanguage([this] { write(); });
}

void DoorKeySheet::firstFocus() { m_name->setFocus(); }

void DoorKeySheet::create()
{
    if (!m_secret->secret().isEmpty())
        return;
    m_error->clear();
    if (m_name->text().trimmed().isEmpty()) {
        m_nameField->setErrorText(tr("Give it a name, such as that of the program."));
        m_name->setFocus();
        return;
    }
    auto key = m_context.backends.door.addKey(m_name->text().trimmed(), m_perDay->value(), m_concurrent->value());
    if (!key) {
        m_error->show(key.error(), tr("No key was made."));
        return;
    }
    m_secret->setSecret(*std::move(key));
    write();
    fit();
    m_copy->setFocus();
}

void DoorKeySheet::write()
{
    const bool isMade = !m_secret->secret().isEmpty();
    setTitle(tr("New key"));
    m_nameField->setLabel(tr("Name"));
    m_nameField->setHint(tr("For you alone: which program uses it"));
    m_perDayField->setLabel(tr("Pictures a day"));
    m_concurrentField->setLabel(tr("Requests at once"));
    m_once->setText(tr("This key is shown once and kept nowhere. Put it where the program keeps its keys."));
    m_secret->setName(tr("Key"));
    for (QWidget *widget : {static_cast<QWidget *>(m_nameField), static_cast<QWidget *>(m_perDayField),
                            static_cast<QWidget *>(m_concurrentField)})
        widget->setVisible(!isMade);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_once), static_cast<QWidget *>(m_secret), static_cast<QWidget *>(m_copy)})
        widget->setVisible(isMade);
    const int left = m_clipboard.secondsLeft();
    m_copy->setText(left > 0 ? tr("Copied; gone in %1 s").arg(left) : tr("Copy"));
    m_create->setText(isMade ? tr("Done") : tr("Make the key"));
}

} // namespace ain::ui
