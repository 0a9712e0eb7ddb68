#include "ui/pages/share/askproviderscard.h"

#include "ui/format.h"
#include "ui/pages/share/agreesheet.h"
#include "ui/pages/share/askmodels.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/make.h"
#include "ui/widgets/rowlist.h"

#include <algorithm>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int RowHeight = 64;
constexpr int MostRows = 4; ///< beyond them the list scrolls
} // namespace

AskProvidersCard::AskProvidersCard(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_title(new TextLabel(this, "heading")),
      m_refresh(makeButton(this, ButtonKind::Small)),
      m_other(makeButton(this, ButtonKind::Small)),
      m_note(new TextLabel(this, "muted")),
      m_model(new AskProviderModel(context.clock, this)),
      m_list(new RowList(context.theme, this)),
      m_chosenText(new TextLabel(this, "muted")),
      m_agree(makeButton(this)),
      m_empty(new EmptyState(context.theme, u"share"_s, this))
{
    setProperty("ain", u"card"_s);
    auto *column = makeColumn(this, 12);
    column->setContentsMargins(metrics::CardPadding, metrics::CardPadding, metrics::CardPadding, metrics::CardPadding);
    auto *head = makeRow(nullptr, 8);
    head->addWidget(m_title, 1);
    head->addWidget(m_refresh);
    head->addWidget(m_other);
    column->addLayout(head);
    column->addWidget(m_note);
    column->addWidget(m_list);
    auto *chosen = makeRow(nullptr, 12);
    chosen->addWidget(m_chosenText, 1);
    chosen->addWidget(m_agree, 0, Qt::AlignTop);
    column->addLayout(chosen);
    column->addWidget(m_empty);
    m_list->setModel(m_model);
    connect(m_refresh, &QPushButton::clicked, this,
            [this] { m_context.backends.ask.refresh().detach(); }); // what goes wrong stands above
    connect(m_other, &QPushButton::clicked, this, [this] { sheet()->openFor({}); });
    connect(m_empty, &EmptyState::stepChosen, m_other, &QPushButton::click);
    connect(m_agree, &QPushButton::clicked, this, &AskProvidersCard::agree);
    connect(m_list, &RowList::lampChosen, this, &AskProvidersCard::agree);
    connect(m_list, &QAbstractItemView::doubleClicked, this, &AskProvidersCard::agree);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (index.isValid())
            m_chosen = index.data(IdRole).toString();
        writeChosen();
    });
    connect(&context.backends.ask, &AskBackend::changed, this, &AskProvidersCard::write);
    onLanguage([this] {
        m_title->setText(tr("Who draws for others"));
        m_refresh->setText(tr("Look again"));
        m_refresh->setAccessibleName(tr("Look again who draws for others"));
        m_other->setText(tr("By address…"));
        m_other->setAccessibleName(tr("Agree with somebody whose address you know"));
        m_other->setToolTip(m_other->accessibleName());
        m_note->setText(
            tr("Listed on the chain, with the stake that each has locked up there. Stakes are not taken from who "
               "cheats; what guards you is that nothing is paid before it came. A picture of 512 × 512 in "
               "20 steps is 5.2 megapixel-steps, times the weight of its model."));
        m_list->setAccessibleName(tr("Who draws for others"));
        m_agree->setText(tr("Agree…"));
        m_model->retranslate();
        write();
    });
}

AgreeSheet *AskProvidersCard::sheet()
{
    if (m_sheet == nullptr)
        m_sheet = new AgreeSheet(m_context, this);
    return m_sheet;
}

void AskProvidersCard::write()
{
    const QList<AskProvider> providers = m_context.backends.ask.providers();
    const AskStanding standing = m_context.backends.ask.state().standing;
    m_model->setProviders(providers);
    m_list->setFixedHeight(std::clamp<int>(int(providers.size()), 1, MostRows) * RowHeight + 4);
    m_list->setVisible(!providers.isEmpty());
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->index(row).data(IdRole).toString() == m_chosen)
            m_list->setCurrentIndex(m_model->index(row));
    }
    const bool isReady = standing == AskStanding::Ready;
    m_refresh->setEnabled(standing != AskStanding::NoNetwork && standing != AskStanding::Locked
                          && standing != AskStanding::Opening);
    m_other->setEnabled(isReady);
    m_empty->setVisible(providers.isEmpty() && isReady);
    m_empty->setTexts(tr("Nobody is listed on this network. Who draws for others stakes AIN and registers; whoever "
                         "you know can be asked by address once that is done."),
                      tr("By address…"));
    writeChosen();
}

void AskProvidersCard::writeChosen()
{
    const QModelIndex index = m_list->currentIndex();
    const bool has = index.isValid() && m_model->rowCount() > 0;
    m_agree->setVisible(m_model->rowCount() > 0);
    m_agree->setEnabled(has && !m_model->provider(index.row()).isMine);
    m_chosenText->setVisible(m_model->rowCount() > 0);
    if (!has) {
        m_chosenText->setText(tr("Choose one to agree with on a price."));
        return;
    }
    const AskProvider &one = m_model->provider(index.row());
    m_agree->setAccessibleName(tr("Agree with %1").arg(Format::address(one.address)));
    if (one.isMine)
        m_chosenText->setText(tr("That is your own account."));
    else if (one.hasAgreement)
        m_chosenText->setText(
            tr("You have agreed with this one already; a new agreement has its own price and limit."));
    else if (one.endpoint.isEmpty())
        m_chosenText->setText(tr("It does not say on the chain where it can be asked. Its owner can tell you."));
    else
        m_chosenText->setText(tr("It is asked at %1.").arg(one.endpoint));
}

void AskProvidersCard::agree()
{
    const QModelIndex index = m_list->currentIndex();
    if (index.isValid() && !m_model->provider(index.row()).isMine)
        sheet()->openFor(m_model->provider(index.row()));
}

} // namespace ain::ui
