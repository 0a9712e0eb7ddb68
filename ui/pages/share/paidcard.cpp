#include "ui/pages/share/paidcard.h"

#include "ui/format.h"
#include "ui/pages/share/enlistsheet.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/quietinputs.h"
#include "ui/widgets/toggleswitch.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>

#include <cmath>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double MostPrice = 100;
constexpr double MostCap = 10'000;
constexpr int Decimals = 6;

double shown(Amount amount) { return double(amount.micro()) / double(Amount::MicroPerAin); }

Amount read(const QDoubleSpinBox *box)
{
    return Amount::fromMicro(qint64(std::llround(box->value() * double(Amount::MicroPerAin))));
}

} // namespace

PaidCard::PaidCard(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_switch(new ToggleSwitch(context.theme, this)),
      m_line(new TextLabel(this, "heading")),
      m_more(new TextLabel(this, "muted")),
      m_error(new ErrorBanner(context.theme, this)),
      m_portLabel(makeLabel(this)),
      m_port(new QuietSpin(this)),
      m_endpointLabel(makeLabel(this)),
      m_endpoint(new QLineEdit(this)),
      m_offer(makeButton(this))
{
    setProperty("ain", u"card"_s);
    auto *column = makeColumn(this, 12);
    column->setContentsMargins(metrics::CardPadding, metrics::CardPadding, metrics::CardPadding, metrics::CardPadding);
    auto *head = makeRow(nullptr, 20);
    head->addWidget(m_switch, 0, Qt::AlignVCenter);
    auto *words = makeColumn(nullptr, 4);
    words->addWidget(m_line);
    words->addWidget(m_more);
    head->addLayout(words, 1);
    column->addLayout(head);
    column->addWidget(m_error);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    m_price = addAmount(grid, 0, m_priceLabel, MostPrice);
    m_cap = addAmount(grid, 1, m_capLabel, MostCap);
    m_port->setRange(1024, 65'535);
    m_port->setKeyboardTracking(false);
    grid->addWidget(m_portLabel, 2, 0);
    grid->addWidget(m_port, 2, 1, Qt::AlignLeft);
    grid->addWidget(m_endpointLabel, 3, 0);
    grid->addWidget(m_endpoint, 3, 1);
    for (QWidget *box :
         {static_cast<QWidget *>(m_price), static_cast<QWidget *>(m_cap), static_cast<QWidget *>(m_port)})
        box->setMinimumWidth(160);
    column->addLayout(grid);
    auto *foot = makeRow(nullptr, 8);
    foot->addWidget(m_offer);
    foot->addStretch();
    column->addLayout(foot);

    connect(m_offer, &QPushButton::clicked, this, [this] { enlistSheet()->open(); });
    connect(m_switch, &QAbstractButton::clicked, this, &PaidCard::change);
    connect(m_port, &QSpinBox::valueChanged, this, &PaidCard::change);
    connect(m_endpoint, &QLineEdit::editingFinished, this, &PaidCard::change);
    connect(&context.backends.paidWork, &PaidWorkBackend::changed, this, &PaidCard::write);
    onLanguage([this] {
        m_switch->setAccessibleName(tr("Draw for others for pay"));
        m_switch->setToolTip(m_switch->accessibleName());
        m_priceLabel->setText(tr("Least for a megapixel-step"));
        m_capLabel->setText(tr("Most that one requester may owe"));
        m_offer->setText(tr("Offer on the chain…"));
        m_portLabel->setText(tr("Port"));
        m_endpointLabel->setText(tr("Address for others"));
        m_endpoint->setPlaceholderText(tr("https://… of a server in front; empty: this computer alone"));
        m_price->setAccessibleName(m_priceLabel->text());
        m_cap->setAccessibleName(m_capLabel->text());
        m_port->setAccessibleName(m_portLabel->text());
        m_endpoint->setAccessibleName(m_endpointLabel->text());
        write();
    });
}

QDoubleSpinBox *PaidCard::addAmount(QGridLayout *grid, int row, QLabel *&label, double most)
{
    label = makeLabel(this);
    auto *box = new QuietDecimal(this);
    box->setDecimals(Decimals);
    box->setRange(1.0 / double(Amount::MicroPerAin), most);
    box->setSingleStep(most / 100'000);
    box->setSuffix(u" AIN"_s);
    box->setKeyboardTracking(false);
    grid->addWidget(label, row, 0);
    grid->addWidget(box, row, 1, Qt::AlignLeft);
    connect(box, &QDoubleSpinBox::valueChanged, this, &PaidCard::change);
    return box;
}

EnlistSheet *PaidCard::enlistSheet()
{
    if (m_enlist == nullptr)
        m_enlist = new EnlistSheet(m_context, this);
    return m_enlist;
}

QString PaidCard::line() const { return m_line->plainText(); }

QString PaidCard::more() const { return m_more->plainText(); }

void PaidCard::change()
{
    if (m_isWriting)
        return;
    PaidTerms terms;
    terms.isWanted = m_switch->isChecked();
    terms.price = read(m_price);
    terms.cap = read(m_cap);
    terms.port = quint16(m_port->value());
    terms.endpoint = m_endpoint->text().trimmed();
    if (terms != m_context.backends.paidWork.terms())
        m_context.backends.paidWork.setTerms(terms);
}

void PaidCard::write()
{
    const PaidWorkBackend &work = m_context.backends.paidWork;
    const PaidTerms terms = work.terms();
    const PaidState state = work.state();
    m_isWriting = true;
    m_switch->setChecked(terms.isWanted);
    m_price->setValue(shown(terms.price));
    m_cap->setValue(shown(terms.cap));
    m_port->setValue(terms.port);
    if (!m_endpoint->hasFocus())
        m_endpoint->setText(terms.endpoint);
    m_isWriting = false;
    QString more =
        tr("Others agree on a price with you on the chain, and sign for every picture that you delivered. You "
           "never risk more than what one of them may owe.");
    switch (state.standing) {
    case PaidStanding::Off: m_line->setText(tr("No paid work")); break;
    case PaidStanding::NoNetwork: m_line->setText(tr("Waiting for the network")); break;
    case PaidStanding::Locked:
        m_line->setText(tr("Waiting: the vault is locked"));
        more = tr("Your wallet allows this program to sign receipts for a week at a time. Unlock it once; work goes on "
                  "when it locks again.");
        break;
    case PaidStanding::NoAccount:
        m_line->setText(tr("Waiting for an account"));
        more = tr("Create an account on the Wallet page: that is where the pay goes.");
        break;
    case PaidStanding::Opening: m_line->setText(tr("Opening…")); break;
    case PaidStanding::NotRegistered:
        m_line->setText(tr("Open, but not offered on the chain yet"));
        more = tr("Nobody can agree on a price with this account before it has staked AIN and is listed. “Offer on the "
                  "chain…” takes you through it.");
        break;
    case PaidStanding::Open:
        m_line->setText(state.running > 0
                            ? tr("Drawing for pay at %1: %n job(s)", nullptr, state.running).arg(state.url)
                            : tr("Open for paid work at %1").arg(state.url));
        more = tr("Paid to the account %1. Work is taken while sharing is on and nothing stands in the way.")
                   .arg(Format::address(state.account));
        break;
    case PaidStanding::Failed: m_line->setText(tr("Not open")); break;
    }
    m_more->setText(more);
    const bool mayOffer = state.standing == PaidStanding::NotRegistered || state.standing == PaidStanding::Open;
    m_offer->setVisible(mayOffer);
    tell(work.error());
}

void PaidCard::tell(const std::optional<Error> &error)
{
    const QString told = error ? error->code.toString() : QString();
    if (told == m_told)
        return;
    m_told = told;
    if (error)
        m_error->show(*error, tr("Paid work could not be opened."));
    else
        m_error->clear();
}

} // namespace ain::ui
