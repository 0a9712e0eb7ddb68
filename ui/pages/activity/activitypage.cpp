#include "ui/pages/activity/activitypage.h"

#include "ui/format.h"
#include "ui/pages/activity/activitymodel.h"
#include "ui/pages/common/proofsheet.h"
#include "ui/pages/wallet/replacesheet.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/rowlist.h"

#include <QButtonGroup>
#include <QStackedWidget>

namespace ain::ui {

using namespace Qt::StringLiterals;

ActivityPage::ActivityPage(Context &context, QWidget *parent)
    : Page(context, parent),
      m_model(new ActivityModel(context.backends.activity, context.clock, this)),
      m_proxy(new ActivityProxy(this)),
      m_stack(new QStackedWidget(this)),
      m_list(new RowList(context.theme, this)),
      m_empty(new EmptyState(context.theme, u"activity"_s, this)),
      m_error(new ErrorBanner(context.theme, this)),
      m_action(new QWidget(this)),
      m_actionText(new TextLabel(m_action, "muted")),
      m_replace(makeButton(m_action)),
      m_replaceSheet(new ReplaceSheet(context, this)),
      m_proofSheet(new ProofSheet(context, this))
{
    m_proxy->setSourceModel(m_model);
    m_list->setModel(m_proxy);
    auto *card = makeCard(this);
    auto *column = makeColumn(card, 10);
    column->setContentsMargins(metrics::CardPadding - 6, 16, metrics::CardPadding - 6, 14);
    auto *head = makeRow(nullptr, 10);
    head->setContentsMargins(6, 0, 6, 0);
    auto *group = new QButtonGroup(card);
    for (int i = 0; i < 4; ++i) {
        auto *chip = makeButton(card, ButtonKind::Chip);
        m_filters.append(chip);
        group->addButton(chip, i);
        head->addWidget(chip);
        connect(chip, &QPushButton::clicked, this, [this, i] {
            m_proxy->setFilter(ActivityFilter(i));
            write();
        });
    }
    m_filters.first()->setChecked(true);
    head->addStretch();
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    column->addLayout(head);
    column->addWidget(m_stack, 1);
    column->addWidget(m_error);
    auto *action = makeRow(m_action, 12);
    action->setContentsMargins(6, 0, 6, 0);
    action->addWidget(m_actionText, 1);
    action->addWidget(m_replace);
    m_action->hide();
    column->addWidget(m_action);
    content()->addWidget(card, 1);

    connect(m_model, &QAbstractItemModel::modelReset, this, &ActivityPage::write);
    connect(m_empty, &EmptyState::stepChosen, this, [this] { m_filters.first()->click(); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (index.isValid())
            m_selected = index.data(IdRole).toString();
        writeSelected();
    });
    connect(m_list, &RowList::lampChosen, this, &ActivityPage::showProof);
    connect(m_proofSheet, &ProofSheet::settingsWanted, this, &ActivityPage::settingsWanted);
    connect(m_replace, &QPushButton::clicked, this, [this] {
        const QModelIndex index = m_list->currentIndex();
        if (!index.isValid())
            return;
        const ActivityRow &row = m_model->row(m_proxy->mapToSource(index).row());
        if (!row.replaceable)
            return;
        m_replaceSheet->setTransaction({row.nonce, row.txHash, row.stage.value_or(Stage::Failed), true});
        m_replaceSheet->open();
    });
    onLanguage([this] {
        setTitle(tr("Activity"));
        const QString names[] = {tr("All"), tr("On chain"), tr("Security"), tr("Problems")};
        for (int i = 0; i < m_filters.size(); ++i) {
            m_filters[i]->setText(names[i]);
            m_filters[i]->setAccessibleName(tr("Show: %1").arg(names[i]));
        }
        m_list->setAccessibleName(tr("Activity"));
        m_replace->setText(tr("Replace it…"));
        m_actionText->setText(
            tr("This did not happen, but its signed bytes could still be carried out. Replace it, and "
               "it never can."));
        m_model->retranslate();
        write();
    });
}

ProofSubject ActivityPage::subjectOf(const QModelIndex &index) const
{
    const ActivityRow &row = m_model->row(index.row());
    ProofSubject subject;
    subject.kind = ProofSubject::Kind::Transaction;
    subject.id = row.txHash;
    subject.title = index.data(TitleRole).toString();
    subject.value = row.amount ? u"%1 · %2"_s.arg(Format::signedAin(*row.amount), row.txHash) : row.txHash;
    subject.proof = row.proof;
    return subject;
}

void ActivityPage::showProof(const QModelIndex &index)
{
    const QModelIndex source = m_proxy->mapToSource(index);
    const ActivityRow row = m_model->row(source.row());
    // Before it is final there is nothing to prove.
    if (row.stage != Stage::Final || row.txHash.isEmpty())
        return;
    m_proofSheet->show(subjectOf(source));
    if (row.proof.standing() == light::Standing::Unproven && !row.proof.isChecking)
        m_context.backends.wallet.proveTransaction(row.txHash).detach(); // the row changes with what comes of it
}

void ActivityPage::writeSelected()
{
    m_error->clear();
    const QModelIndex index = m_list->currentIndex();
    const ActivityRow *row = index.isValid() ? &m_model->row(m_proxy->mapToSource(index).row()) : nullptr;
    if (row != nullptr && row->error)
        m_error->show(*row->error, index.data(TitleRole).toString());
    m_action->setVisible(row != nullptr && row->replaceable);
}

void ActivityPage::write()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (!m_model->row(row).txHash.isEmpty())
            m_proofSheet->refresh(subjectOf(m_model->index(row, 0)));
    }
    const bool filtered = m_model->rowCount() > 0;
    m_empty->setTexts(filtered ? tr("Nothing of this kind has happened.") : tr("Whatever you do will be listed here."),
                      filtered ? tr("Show all") : QString());
    // A new state of the list is no reason to lose one's place in it.
    if (!m_list->currentIndex().isValid() && !m_selected.isEmpty() && m_proxy->rowCount() > 0) {
        const auto again = m_proxy->match(m_proxy->index(0, 0), IdRole, m_selected, 1, Qt::MatchExactly);
        if (!again.isEmpty())
            m_list->setCurrentIndex(again.first());
    }
    writeSelected();
    if (m_proxy->rowCount() == 0)
        m_stack->setCurrentWidget(m_empty);
    else
        m_stack->setCurrentWidget(m_list);
}

} // namespace ain::ui
