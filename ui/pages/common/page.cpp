#include "ui/pages/common/page.h"

#include "ui/widgets/make.h"

namespace ain::ui {

Page::Page(Context &context, QWidget *parent)
    : View(parent), m_context(context), m_title(makeLabel(this, "title")), m_pill(makeLabel(this, "pill"))
{
    auto *column = makeColumn(this, metrics::Gap);
    column->setContentsMargins(metrics::PageMarginX, metrics::PageMarginY, metrics::PageMarginX, metrics::PageMarginY);
    m_head = makeRow(nullptr, 12);
    m_head->addWidget(m_title);
    m_head->addWidget(m_pill);
    m_head->addStretch();
    m_actions = makeRow(nullptr, 12);
    m_head->addLayout(m_actions);
    m_title->setMinimumHeight(metrics::ControlHeight);
    column->addLayout(m_head);
    m_content = makeColumn(nullptr, metrics::Gap);
    column->addLayout(m_content, 1);
    m_pill->hide();
}

void Page::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void Page::setPill(const QString &text)
{
    m_pill->setText(text);
    m_pill->setVisible(!text.isEmpty());
}

} // namespace ain::ui
