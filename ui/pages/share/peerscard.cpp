#include "ui/pages/share/peerscard.h"

#include "ui/format.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/quietinputs.h"
#include "ui/widgets/toggleswitch.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace ain::ui {

using namespace Qt::StringLiterals;

PeersCard::PeersCard(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_switch(new ToggleSwitch(context.theme, this)),
      m_title(new TextLabel(this, "heading")),
      m_line(new TextLabel(this)),
      m_more(new TextLabel(this, "muted")),
      m_error(new ErrorBanner(context.theme, this)),
      m_accountLabel(makeLabel(this)),
      m_account(new QuietCombo(this)),
      m_portLabel(makeLabel(this)),
      m_port(new QuietSpin(this)),
      m_endpointLabel(makeLabel(this)),
      m_endpoint(new QLineEdit(this)),
      m_urlLabel(makeLabel(this)),
      m_url(new QLineEdit(this)),
      m_greet(makeButton(this, ButtonKind::Small)),
      m_figures(new TextLabel(this, "muted"))
{
    setProperty("ain", u"card"_s);
    auto *column = makeColumn(this, 12);
    column->setContentsMargins(metrics::CardPadding, metrics::CardPadding, metrics::CardPadding, metrics::CardPadding);
    auto *head = makeRow(nullptr, 20);
    head->addWidget(m_switch, 0, Qt::AlignVCenter);
    auto *words = makeColumn(nullptr, 4);
    words->addWidget(m_title);
    words->addWidget(m_line);
    words->addWidget(m_more);
    head->addLayout(words, 1);
    column->addLayout(head);
    column->addWidget(m_error);
    addForm(column);
    column->addWidget(m_figures);

    connect(m_switch, &QAbstractButton::clicked, this, &PeersCard::change);
    connect(m_port, &QSpinBox::valueChanged, this, &PeersCard::change);
    connect(m_endpoint, &QLineEdit::editingFinished, this, &PeersCard::change);
    connect(m_account, &QComboBox::currentIndexChanged, this, &PeersCard::change);
    connect(m_greet, &QPushButton::clicked, this, &PeersCard::greet);
    connect(m_url, &QLineEdit::returnPressed, this, &PeersCard::greet);
    connect(m_url, &QLineEdit::textChanged, this, &PeersCard::write);
    connect(&context.backends.peers, &PeersBackend::changed, this, &PeersCard::write);
    connect(&context.backends.wallet, &WalletBackend::accountsChanged, this, &PeersCard::write);
    onLanguage([this] {
        m_title->setText(tr("AI Network peers"));
        m_switch->setAccessibleName(tr("Be a node of AI Network"));
        m_switch->setToolTip(m_switch->accessibleName());
        m_accountLabel->setText(tr("Signs as"));
        m_portLabel->setText(tr("Port"));
        m_endpointLabel->setText(tr("Address for others"));
        m_endpoint->setPlaceholderText(tr("https://… of a server in front; empty: this computer alone"));
        m_urlLabel->setText(tr("Greet a node"));
        m_url->setPlaceholderText(tr("https://… of a node that you know"));
        m_greet->setText(tr("Say hello"));
        m_account->setAccessibleName(m_accountLabel->text());
        m_port->setAccessibleName(tr("Port of the node"));
        m_endpoint->setAccessibleName(m_endpointLabel->text());
        m_url->setAccessibleName(m_urlLabel->text());
        write();
    });
}

void PeersCard::addForm(QVBoxLayout *column)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    m_account->setMinimumWidth(160);
    m_account->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_account->setMinimumContentsLength(24);
    m_port->setRange(1024, 65'535);
    m_port->setKeyboardTracking(false);
    m_port->setMinimumWidth(160);
    grid->addWidget(m_accountLabel, 0, 0);
    grid->addWidget(m_account, 0, 1, Qt::AlignLeft);
    grid->addWidget(m_portLabel, 1, 0);
    grid->addWidget(m_port, 1, 1, Qt::AlignLeft);
    grid->addWidget(m_endpointLabel, 2, 0);
    grid->addWidget(m_endpoint, 2, 1);
    grid->addWidget(m_urlLabel, 3, 0);
    auto *greeting = makeRow(nullptr, 8);
    greeting->addWidget(m_url, 1);
    greeting->addWidget(m_greet);
    grid->addLayout(greeting, 3, 1);
    column->addLayout(grid);
}

QString PeersCard::line() const { return m_line->plainText(); }

QString PeersCard::more() const { return m_more->plainText(); }

QString PeersCard::figures() const { return m_figures->plainText(); }

void PeersCard::change()
{
    if (m_isWriting)
        return;
    PeerTerms terms = m_context.backends.peers.terms();
    terms.isWanted = m_switch->isChecked();
    terms.port = quint16(m_port->value());
    terms.endpoint = m_endpoint->text().trimmed();
    if (m_account->currentIndex() >= 0)
        terms.account = m_accounts.value(m_account->currentIndex());
    if (terms != m_context.backends.peers.terms())
        m_context.backends.peers.setTerms(terms);
}

void PeersCard::greet()
{
    const QString url = m_url->text().trimmed();
    if (url.isEmpty() || !m_greet->isEnabled())
        return;
    m_greet->setEnabled(false);
    m_context.backends.peers.greet(url).then(this, [this](const Result<QString> &name) {
        m_notGreeted.reset();
        if (name)
            m_url->clear();
        else if (name.error().code != errors::Cancelled)
            m_notGreeted = name.error();
        write();
    });
}

void PeersCard::writeAccounts(const QString &chosen)
{
    QStringList addresses;
    QStringList names;
    const QList<Account> all = m_context.backends.wallet.accounts();
    for (const Account &account : all) {
        if (account.watchOnly)
            continue;
        addresses += account.address;
        const QString address = Format::shortAddress(account.address);
        names += account.name.isEmpty() ? address : u"%1 · %2"_s.arg(account.name, address);
    }
    if (addresses != m_accounts || m_account->count() != names.size()) {
        m_accounts = addresses;
        m_account->clear();
        m_account->addItems(names);
    }
    m_account->setCurrentIndex(addresses.isEmpty() ? -1 : int(std::max<qsizetype>(0, addresses.indexOf(chosen))));
    m_account->setEnabled(addresses.size() > 1);
}

void PeersCard::write()
{
    const PeersBackend &peers = m_context.backends.peers;
    const PeerTerms terms = peers.terms();
    const PeerState state = peers.state();
    m_isWriting = true;
    m_switch->setChecked(terms.isWanted);
    m_port->setValue(terms.port);
    writeAccounts(terms.account);
    if (!m_endpoint->hasFocus())
        m_endpoint->setText(terms.endpoint);
    m_isWriting = false;
    QString more = tr("Nodes of AI Network draw for each other without pay. They see the words of what they draw, and "
                      "their pictures never enter your gallery.");
    switch (state.standing) {
    case PeerStanding::Off: m_line->setText(tr("Not a node")); break;
    case PeerStanding::NoNetwork: m_line->setText(tr("Waiting for the network")); break;
    case PeerStanding::Locked:
        m_line->setText(tr("Waiting: the vault is locked"));
        more = tr("A node signs with your wallet. Unlock it, and choose in the settings how soon it locks itself.");
        break;
    case PeerStanding::NoAccount:
        m_line->setText(tr("Waiting for an account"));
        more = tr("Create an account on the Wallet page: its key says who you are.");
        break;
    case PeerStanding::Opening: m_line->setText(tr("Opening…")); break;
    case PeerStanding::Open:
        m_line->setText(state.running > 0
                            ? tr("Drawing for others at %1: %n picture(s)", nullptr, state.running).arg(state.url)
                            : tr("A node at %1").arg(state.url));
        more = tr("Pictures are drawn while sharing is on and nothing stands in the way.");
        break;
    case PeerStanding::Failed: m_line->setText(tr("Not open")); break;
    }
    m_more->setText(more);
    const QString known = tr("%n node(s) known", nullptr, state.known);
    const QString drawn = tr("%n picture(s) drawn for others today", nullptr, state.drawnToday);
    m_figures->setText(u"%1 · %2"_s.arg(known, drawn));
    m_greet->setEnabled(state.standing == PeerStanding::Open && !m_url->text().trimmed().isEmpty());
    if (const auto error = peers.error())
        tell(error, tr("This computer could not become a node."));
    else
        tell(m_notGreeted, tr("The node was not greeted."));
}

void PeersCard::tell(const std::optional<Error> &error, const QString &what)
{
    const QString told = error ? what + error->code.toString() : QString();
    if (told == m_told)
        return;
    m_told = told;
    if (error)
        m_error->show(*error, what);
    else
        m_error->clear();
}

} // namespace ain::ui
