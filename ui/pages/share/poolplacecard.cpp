#include "ui/pages/share/poolplacecard.h"

#include "ui/pages/share/fingerprint.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/quietinputs.h"
#include "ui/widgets/toggleswitch.h"

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QStringView Alone = u"127.0.0.1";
constexpr QStringView Everywhere = u"0.0.0.0";
constexpr int LeastPort = 1;
constexpr int MostPort = 65'535;

} // namespace

PoolPlaceCard::PoolPlaceCard(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_switch(new ToggleSwitch(context.theme, this)),
      m_line(new TextLabel(this, "heading")),
      m_more(new TextLabel(this, "muted")),
      m_error(new ErrorBanner(context.theme, this)),
      m_alone(new NoticeCard(context.theme, Tone::Warn, this)),
      m_addressLabel(makeLabel(this)),
      m_address(new QuietCombo(this)),
      m_portLabel(makeLabel(this)),
      m_port(new QuietSpin(this)),
      m_apply(makeButton(this, ButtonKind::Small)),
      m_applyHint(new TextLabel(this, "muted")),
      m_facts(new FactGrid(6, this))
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
    column->addWidget(m_alone);
    m_port->setRange(LeastPort, MostPort);
    m_port->setMinimumWidth(110);
    m_address->setMinimumWidth(240);
    auto *row = makeRow(nullptr, 12);
    row->addWidget(m_addressLabel);
    row->addWidget(m_address);
    row->addSpacing(8);
    row->addWidget(m_portLabel);
    row->addWidget(m_port);
    row->addWidget(m_apply);
    row->addStretch();
    column->addLayout(row);
    column->addWidget(m_applyHint);
    column->addWidget(m_facts);

    connect(m_switch, &QAbstractButton::clicked, this, [this](bool isOn) {
        if (isOn) {
            host();
            return;
        }
        m_refused.reset();
        m_context.backends.pool.stopHosting();
    });
    const auto edited = [this] {
        if (m_isWriting)
            return;
        m_isEdited = chosen() != m_state.listen || m_port->value() != m_state.port;
        writeApply();
    };
    connect(m_address, &QComboBox::currentIndexChanged, this, edited);
    connect(m_port, &QSpinBox::valueChanged, this, edited);
    connect(m_apply, &QPushButton::clicked, this, &PoolPlaceCard::host);
    onLanguage([this] {
        m_switch->setAccessibleName(tr("Serve the pool on this computer"));
        m_switch->setToolTip(m_switch->accessibleName());
        m_addressLabel->setText(tr("Address"));
        m_address->setAccessibleName(tr("Address that the pool listens at"));
        m_portLabel->setText(tr("Port"));
        m_port->setAccessibleName(tr("Port of the pool"));
        m_apply->setText(tr("Use this"));
        m_applyHint->setText(
            tr("Boxes that were invited to another address or port have to be invited again under another name."));
        m_alone->setText(tr("Only this computer reaches the pool so. Choose an address of your network before you "
                            "invite others."));
        m_isWriting = true;
        m_address->clear(); // its words are of another language
        m_isWriting = false;
        write(m_state);
    });
}

QString PoolPlaceCard::line() const { return m_line->plainText(); }

QString PoolPlaceCard::chosen() const { return m_address->currentData().toString(); }

void PoolPlaceCard::host()
{
    const auto hosted = m_context.backends.pool.host(chosen(), quint16(m_port->value()));
    m_refused = hosted ? std::nullopt : std::optional(hosted.error());
    if (hosted)
        m_isEdited = false;
    write(m_context.backends.pool.state());
}

void PoolPlaceCard::fillAddresses(const QString &listen)
{
    QStringList wanted = m_context.backends.pool.addresses();
    wanted.removeAll(Alone.toString());
    wanted.prepend(Alone.toString());
    wanted.append(Everywhere.toString());
    if (!listen.isEmpty() && !wanted.contains(listen))
        wanted.append(listen);
    QStringList shown;
    for (int i = 0; i < m_address->count(); ++i)
        shown.append(m_address->itemData(i).toString());
    const QString current = m_isEdited ? chosen() : listen;
    if (shown != wanted) {
        m_address->clear();
        for (const QString &address : wanted) {
            const QString words = address == Alone ? tr("This computer alone (%1)").arg(address)
                : address == Everywhere            ? tr("All its addresses (%1)").arg(address)
                                                   : address;
            m_address->addItem(words, address);
        }
    }
    m_address->setCurrentIndex(std::max(0, m_address->findData(current)));
}

void PoolPlaceCard::writeApply()
{
    m_apply->setVisible(m_isEdited);
    m_applyHint->setVisible(m_isEdited);
}

void PoolPlaceCard::write(const PoolState &state)
{
    m_state = state;
    m_isWriting = true;
    m_switch->setChecked(state.isHostWanted);
    m_switch->setEnabled(!state.isLeaving && (state.ability == PoolAbility::Whole || state.isHostWanted));
    fillAddresses(state.listen);
    if (!m_isEdited)
        m_port->setValue(state.port);
    m_isWriting = false;
    writeApply();
    switch (state.serving) {
    case PoolServing::Off: m_line->setText(tr("The pool is not served")); break;
    case PoolServing::Starting: m_line->setText(tr("Starting nats-server…")); break;
    case PoolServing::Open: m_line->setText(tr("The pool is served at %1").arg(state.address)); break;
    case PoolServing::Restarting: m_line->setText(tr("nats-server ended; it is started again…")); break;
    case PoolServing::Elsewhere: m_line->setText(tr("The pool is served by another program here")); break;
    case PoolServing::Failed: m_line->setText(tr("The pool could not be served")); break;
    }
    m_more->setText(tr("While it is served, your boxes draw what any of them asks for. Nothing is lost when it is off, "
                       "and nothing is handed out."));
    m_alone->setVisible(state.listen == Alone);
    m_facts->setFacts({{tr("Certificate"), groupedFingerprint(state.fingerprint)}});
    const std::optional<Error> error = m_refused ? m_refused : state.serveError;
    const QString told = error ? error->code.toString() : QString();
    if (told == m_told)
        return;
    m_told = told;
    if (error)
        m_error->show(*error, tr("The pool could not be served."));
    else
        m_error->clear();
}

} // namespace ain::ui
