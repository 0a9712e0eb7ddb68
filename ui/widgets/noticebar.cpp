#include "ui/widgets/noticebar.h"

#include "ui/a11y/announce.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

namespace ain::ui {

NoticeBar::NoticeBar(Context &context, QWidget *parent)
    : View(parent), m_context(context), m_column(makeColumn(this, 8))
{
    m_column->setContentsMargins(metrics::PageMarginX, 12, metrics::PageMarginX, 0);
    setVisible(false);
    onLanguage([this] { write(); });
}

void NoticeBar::add(Notice notice)
{
    remove(notice.id);
    Row row;
    row.box = new QWidget(this);
    auto *line = makeRow(row.box, 12);
    row.card = new NoticeCard(m_context.theme, notice.tone, row.box);
    line->addWidget(row.card, 1);
    if (notice.actionText) {
        row.action = makeButton(row.box);
        line->addWidget(row.action);
        connect(row.action, &QPushButton::clicked, this, [this, id = notice.id, action = notice.action] {
            remove(id);
            if (action)
                action();
        });
    }
    row.close = makeButton(row.box, ButtonKind::Quiet);
    line->addWidget(row.close);
    connect(row.close, &QPushButton::clicked, this, [this, id = notice.id] { remove(id); });
    m_column->addWidget(row.box);
    row.notice = std::move(notice);
    m_rows += row;
    write();
    setVisible(true);
    announce(*m_rows.constLast().card, m_rows.constLast().card->text());
}

void NoticeBar::remove(const QString &id)
{
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        if (m_rows.at(i).notice.id != id)
            continue;
        m_rows.at(i).box->hide();
        m_rows.at(i).box->deleteLater();
        m_rows.removeAt(i);
        break;
    }
    setVisible(!m_rows.isEmpty());
}

QStringList NoticeBar::ids() const
{
    QStringList out;
    for (const Row &row : m_rows)
        out += row.notice.id;
    return out;
}

const NoticeBar::Row *NoticeBar::find(const QString &id) const
{
    for (const Row &row : m_rows) {
        if (row.notice.id == id)
            return &row;
    }
    return nullptr;
}

QPushButton *NoticeBar::actionButton(const QString &id) const
{
    const Row *row = find(id);
    return row == nullptr ? nullptr : row->action;
}

QString NoticeBar::text(const QString &id) const
{
    const Row *row = find(id);
    return row == nullptr ? QString() : row->card->text();
}

void NoticeBar::write()
{
    for (const Row &row : std::as_const(m_rows)) {
        row.card->setText(row.notice.text());
        row.close->setText(tr("Close"));
        row.close->setAccessibleName(tr("Close this notice"));
        if (row.action != nullptr)
            row.action->setText(row.notice.actionText());
    }
}

} // namespace ain::ui
