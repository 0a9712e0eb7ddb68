#include "ui/pages/wallet/offlinesheet.h"

#include "ui/format.h"
#include "ui/pages/wallet/bringsheet.h"
#include "ui/pages/wallet/handoversheet.h"
#include "ui/pages/wallet/signsheet.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

#include <QListWidget>

namespace ain::ui {

OfflineSheet::OfflineSheet(Context &context, QWidget *owner)
    : Sheet(context, owner),
      m_signText(new TextLabel(this, "muted")),
      m_sign(makeButton(this)),
      m_bringText(new TextLabel(this, "muted")),
      m_bring(makeButton(this)),
      m_waiting(new TextLabel(this, "heading")),
      m_list(new QListWidget(this)),
      m_again(makeButton(this)),
      m_forget(makeButton(this)),
      m_error(new ErrorBanner(context.theme, this)),
      m_signSheet(new SignSheet(context, owner)),
      m_bringSheet(new BringSheet(context, owner)),
      m_handOver(new HandOverSheet(context, owner))
{
    setCardWidth(580);
    m_list->setFixedHeight(120);
    m_list->setWordWrap(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    body()->addWidget(m_signText);
    body()->addWidget(m_sign, 0, Qt::AlignLeft);
    body()->addWidget(makeDivider(this));
    body()->addWidget(m_bringText);
    body()->addWidget(m_bring, 0, Qt::AlignLeft);
    body()->addWidget(m_waiting);
    body()->addWidget(m_list);
    auto *row = makeRow(nullptr, 8);
    row->addWidget(m_again);
    row->addWidget(m_forget);
    row->addStretch();
    body()->addLayout(row);
    body()->addWidget(m_error);
    connect(m_sign, &QPushButton::clicked, this, [this] {
        dismiss();
        m_signSheet->open();
    });
    connect(m_bring, &QPushButton::clicked, this, [this] {
        dismiss();
        m_bringSheet->open();
    });
    connect(m_signSheet, &SignSheet::isSigned, m_handOver, &HandOverSheet::show);
    connect(m_handOver, &HandOverSheet::bringWanted, m_bringSheet, &Sheet::open);
    connect(m_again, &QPushButton::clicked, this, [this] {
        const int at = m_list->currentRow();
        if (at < 0 || at >= m_rows.size())
            return;
        m_context.backends.offline.again(m_rows.at(at).hash).then(this, [this](const Result<OfflineMessage> &message) {
            if (!message) {
                m_error->show(message.error());
                return;
            }
            const OfflineMessage found = *message;
            dismiss();
            m_handOver->show(found);
        });
    });
    connect(m_forget, &QPushButton::clicked, this, [this] {
        const int at = m_list->currentRow();
        if (at < 0 || at >= m_rows.size())
            return;
        m_context.backends.offline.forget(m_rows.at(at).hash).then(this, [this](const Result<> &result) {
            if (!result)
                m_error->show(result.error());
            load();
        });
    });
    connect(this, &Sheet::opened, this, &OfflineSheet::load);
    onLanguage([this] { write(); });
}

void OfflineSheet::load()
{
    m_error->clear();
    m_context.backends.offline.waiting().then(this, [this](const Result<QList<OfflineRow>> &rows) {
        if (rows)
            m_rows = *rows;
        else
            m_error->show(rows.error());
        write();
    });
}

void OfflineSheet::write()
{
    setTitle(tr("Offline signing"));
    m_signText->setText(
        tr("Another computer asks for a signature with a key of this vault. Nothing here needs a network."));
    m_sign->setText(tr("Sign a request…"));
    m_bringText->setText(tr("Another device signed what this copy had asked for."));
    m_bring->setText(tr("Send what was signed…"));
    m_waiting->setText(tr("Waiting for a signature"));
    m_list->setAccessibleName(tr("Waiting for a signature"));
    m_again->setText(tr("Show again"));
    m_forget->setText(tr("Forget"));
    const int at = std::max(0, m_list->currentRow());
    m_list->clear();
    for (const OfflineRow &row : std::as_const(m_rows)) {
        const bool isOver = row.expiresMs < m_context.clock.nowMs();
        const QString end = Format::dateTime(row.expiresMs);
        m_list->addItem((isOver ? tr("%1 Expired on %2.") : tr("%1 Good until %2.")).arg(row.summary, end));
    }
    m_list->setCurrentRow(std::min(at, int(m_rows.size()) - 1));
    for (auto *widget : std::initializer_list<QWidget *>{m_waiting, m_list, m_again, m_forget})
        widget->setVisible(!m_rows.isEmpty());
    fit();
}

} // namespace ain::ui
