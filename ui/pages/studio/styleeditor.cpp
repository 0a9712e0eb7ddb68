#include "ui/pages/studio/styleeditor.h"

#include "ui/widgets/field.h"
#include "ui/widgets/growingedit.h"
#include "ui/widgets/make.h"

#include <QLineEdit>

namespace ain::ui {

using namespace Qt::StringLiterals;

StyleEditor::StyleEditor(Context &context, StudioPresenter &presenter, QWidget *owner)
    : Sheet(context, owner),
      m_presenter(presenter),
      m_name(new QLineEdit),
      m_prompt(new GrowingEdit(2, 6)),
      m_negative(new GrowingEdit(1, 4)),
      m_remove(makeButton(this, ButtonKind::Danger)),
      m_save(makeButton(this, ButtonKind::Primary))
{
    m_name->setMaxLength(40);
    QWidget *inputs[] = {m_name, m_prompt, m_negative};
    for (int i = 0; i < 3; ++i) {
        m_fields[i] = new Field(inputs[i], this);
        body()->addWidget(m_fields[i]);
    }
    footer()->addWidget(m_remove);
    footer()->addWidget(m_save);
    connect(m_save, &QPushButton::clicked, this, [this] {
        if (m_name->text().trimmed().isEmpty()) {
            m_fields[0]->setErrorText(tr("Give it a name."));
            m_name->setFocus();
            return;
        }
        m_presenter.saveStyle(m_name->text(), m_prompt->toPlainText(), m_negative->toPlainText());
        dismiss();
    });
    connect(m_name, &QLineEdit::textChanged, m_fields[0], &Field::clearError);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        m_presenter.removeStyle(m_presenter.draft().style);
        dismiss();
    });
    connect(this, &Sheet::opened, this, &StyleEditor::load);
    onLanguage([this] {
        setTitle(tr("A style of your own"));
        m_fields[0]->setLabel(tr("Name"));
        m_fields[1]->setLabel(tr("Words for every prompt"));
        m_fields[1]->setHint(tr("{prompt} stands for what you write; without it the words go behind."));
        m_fields[2]->setLabel(tr("Leave out"));
        m_remove->setText(tr("Remove this style"));
        m_save->setText(tr("Save"));
    });
}

void StyleEditor::load()
{
    // The chosen style is a start for one's own; one's own is changed.
    const auto style = m_presenter.style(m_presenter.draft().style);
    const bool isOwn = style && style->id.startsWith(u"my-");
    m_name->setText(isOwn ? style->name : QString());
    m_prompt->setWords(style ? style->prompt : QString());
    m_negative->setWords(style ? style->negative : QString());
    m_remove->setVisible(isOwn);
    fit();
}

} // namespace ain::ui
