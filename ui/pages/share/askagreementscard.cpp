#include "ui/pages/share/askagreementscard.h"

#include "ui/pages/share/askmodels.h"
#include "ui/pages/share/asktext.h"
#include "ui/widgets/addresslabel.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/field.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/rowlist.h"

#include <QLineEdit>

#include <algorithm>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int RowHeight = 64;
constexpr int MostRows = 3; ///< beyond them the list scrolls
constexpr int MostAddress = 300;
} // namespace

AskAgreementsCard::AskAgreementsCard(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_title(new TextLabel(this, "heading")),
      m_note(new TextLabel(this, "muted")),
      m_model(new AskAgreementModel(context.clock, this)),
      m_list(new RowList(context.theme, this))
{
    setProperty("ain", u"card"_s);
    auto *column = makeColumn(this, 12);
    column->setContentsMargins(metrics::CardPadding, metrics::CardPadding, metrics::CardPadding, metrics::CardPadding);
    column->addWidget(m_title);
    column->addWidget(m_note);
    column->addWidget(m_list);
    column->addWidget(makeDetail());
    m_list->setModel(m_model);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (index.isValid())
            m_chosen = index.data(IdRole).toString();
        writeChosen();
    });
    connect(&context.backends.ask, &AskBackend::changed, this, &AskAgreementsCard::write);
    onLanguage([this] {
        m_title->setText(tr("What you agreed on"));
        m_note->setText(tr("For every picture that came and holds, this program signs for its price: never for more, "
                           "and never above the limit. The amount shown is what is still to be paid."));
        m_list->setAccessibleName(tr("Agreements with providers"));
        m_endpointField->setLabel(tr("Asked at"));
        m_endpoint->setPlaceholderText(u"https://…"_s);
        m_endpoint->setAccessibleName(tr("Asked at"));
        m_save->setText(tr("Change"));
        m_save->setAccessibleName(tr("Ask at this address from now on"));
        m_model->retranslate();
        write();
    });
}

QWidget *AskAgreementsCard::makeDetail()
{
    m_detail = new QWidget(this);
    auto *column = makeColumn(m_detail, 10);
    m_provider = new AddressLabel(m_context.theme, m_detail);
    m_facts = new FactGrid(6, m_detail);
    auto *box = new QWidget(m_detail);
    auto *row = makeRow(box, 8);
    m_endpoint = new QLineEdit(box);
    m_endpoint->setMaxLength(MostAddress);
    m_save = makeButton(box);
    row->addWidget(m_endpoint, 1);
    row->addWidget(m_save);
    box->setFocusProxy(m_endpoint);
    m_endpointField = new Field(box, m_detail);
    m_problem = new ErrorBanner(m_context.theme, m_detail);
    column->addWidget(makeDivider(m_detail));
    column->addWidget(m_provider, 0, Qt::AlignLeft);
    column->addWidget(m_facts);
    column->addWidget(m_endpointField);
    column->addWidget(m_problem);
    connect(m_endpoint, &QLineEdit::textChanged, this, [this] { m_endpointField->clearError(); });
    connect(m_endpoint, &QLineEdit::returnPressed, this, &AskAgreementsCard::save);
    connect(m_save, &QPushButton::clicked, this, &AskAgreementsCard::save);
    return m_detail;
}

QString AskAgreementsCard::facts() const { return m_detail->isHidden() ? QString() : m_facts->text(); }

void AskAgreementsCard::write()
{
    m_model->setAgreements(m_context.backends.ask.agreements());
    const int count = m_model->rowCount();
    m_list->setFixedHeight(std::clamp(count, 1, MostRows) * RowHeight + 4);
    for (int row = 0; row < count; ++row) {
        if (m_model->index(row).data(IdRole).toString() == m_chosen)
            m_list->setCurrentIndex(m_model->index(row));
    }
    writeChosen();
}

void AskAgreementsCard::writeChosen()
{
    const QModelIndex index = m_list->currentIndex();
    m_detail->setVisible(index.isValid());
    if (!index.isValid())
        return;
    const AskAgreement &one = m_model->agreement(index.row());
    m_provider->setAddress(one.provider);
    FactGrid::Facts facts;
    facts.append({tr("Limit"), tr("%1 at a time").arg(Format::ain(one.cap))});
    facts.append({tr("Holds until"), Format::dateTime(one.expiresMs)});
    facts.append({tr("Delivered, not signed for"), Format::ain(one.owed)});
    facts.append({tr("Signed for, not paid"), Format::ain(one.inVouchers)});
    facts.append(
        {tr("Paid"), tr("%1, of it %2 proven").arg(Format::ain(one.paid + one.proven), Format::ain(one.proven))});
    facts.append({tr("Fees of the network"), Format::ain(one.fees)});
    if (one.state == AgreementState::Open)
        facts.append({tr("On the chain"), Format::proofReason(one.proof, m_context.clock.nowMs())});
    m_facts->setFacts(facts);
    const bool isOpen = one.state == AgreementState::Open;
    m_endpointField->setVisible(isOpen);
    // What is being typed stays.
    if (m_written != one.id || (!m_endpoint->isModified() && !m_endpointField->hasError())) {
        m_written = one.id;
        m_endpoint->setText(one.endpoint);
        m_endpointField->clearError();
    }
    m_endpointField->setHint(one.endpoint.isEmpty() && isOpen
                                 ? tr("Nobody knows where to ask. Without an address it can't be used.")
                                 : QString());
    if (one.problem)
        m_problem->show(*one.problem, tr("What is wrong with it"));
    else
        m_problem->clear();
}

void AskAgreementsCard::save()
{
    const QString id = m_written;
    const QString typed = m_endpoint->text().trimmed();
    m_context.backends.ask.setEndpoint(id, typed).then(this, [this, id](const Result<> &result) {
        if (id != m_written)
            return;
        if (result)
            m_endpoint->setModified(false);
        else
            m_endpointField->setError(result.error());
    });
}

} // namespace ain::ui
