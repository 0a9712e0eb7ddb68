#include "ui/widgets/fold.h"

#include "ui/widgets/make.h"

namespace ain::ui {

using namespace Qt::StringLiterals;

Fold::Fold(Theme &theme, QWidget *content, QWidget *parent)
    : View(parent), m_theme(theme), m_button(makeButton(this, ButtonKind::Fold)), m_content(content)
{
    auto *column = makeColumn(this, 6);
    column->addWidget(m_button, 0, Qt::AlignLeft);
    content->setParent(this);
    column->addWidget(content);
    m_button->setIconSize({14, 14});
    connect(m_button, &QPushButton::clicked, this, [this] { setOpen(!m_open); });
    connect(&theme, &Theme::changed, this, &Fold::draw);
    setOpen(false);
}

void Fold::setTitle(const QString &title)
{
    m_button->setText(title);
    m_button->setAccessibleName(title);
}

void Fold::setOpen(bool open)
{
    m_open = open;
    m_content->setVisible(open);
    draw();
}

void Fold::draw()
{
    m_button->setIcon(
        m_theme.icons().icon(m_open ? u"chevron-down"_s : u"chevron-right"_s, 14, m_theme.tokens().muted));
    m_button->setAccessibleDescription(m_open ? tr("open") : tr("closed"));
}

} // namespace ain::ui
