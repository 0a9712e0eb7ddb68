#include "ui/widgets/emptystate.h"

#include "ui/widgets/make.h"

namespace ain::ui {

EmptyState::EmptyState(Theme &theme, QString picture, QWidget *parent)
    : View(parent),
      m_theme(theme),
      m_name(std::move(picture)),
      m_picture(makeLabel(this)),
      m_sentence(new TextLabel(this, "muted")),
      m_button(makeButton(this))
{
    auto *column = makeColumn(this, 14);
    m_picture->setFixedSize(160, 120);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setFixedWidth(440);
    column->addStretch();
    column->addWidget(m_picture, 0, Qt::AlignHCenter);
    column->addLayout(makeCentred(m_sentence));
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch();
    connect(m_button, &QPushButton::clicked, this, &EmptyState::stepChosen);
    connect(&theme, &Theme::changed, this, &EmptyState::draw);
    draw();
}

void EmptyState::setTexts(const QString &sentence, const QString &step)
{
    m_sentence->setText(sentence);
    m_button->setText(step);
    m_button->setVisible(!step.isEmpty());
}

void EmptyState::draw()
{
    const Tokens &tokens = m_theme.tokens();
    m_picture->setPixmap(
        m_theme.icons().picture(m_name, {160, 120}, tokens.muted, tokens.field, tokens.accent, devicePixelRatioF()));
}

} // namespace ain::ui
