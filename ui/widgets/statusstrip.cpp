#include "ui/widgets/statusstrip.h"

#include "ui/text/errortext.h"
#include "ui/widgets/make.h"
#include "ui/widgets/prooflamp.h"

#include <QTimer>

namespace ain::ui {

using namespace Qt::StringLiterals;

StatusStrip::StatusStrip(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_chain(new ProofLamp(context.theme, this)),
      m_when(makeLabel(this, "small")),
      m_network(makeLabel(this, "practice")),
      m_engine(makeLabel(this, "small")),
      m_sharing(makeLabel(this, "small")),
      m_timer(new QTimer(this))
{
    setProperty("ain", u"strip"_s);
    setFixedHeight(metrics::StripHeight);
    auto *row = makeRow(this, 20);
    row->setContentsMargins(metrics::PageMarginX - 2, 0, metrics::PageMarginX, 0);
    row->addWidget(m_chain);
    row->addWidget(m_when);
    row->addStretch();
    row->addWidget(m_network);
    row->addStretch();
    row->addWidget(m_engine);
    row->addWidget(m_sharing);
    connect(m_chain, &QAbstractButton::clicked, this, &StatusStrip::chainClicked);
    connect(&context.backends.network, &NetworkBackend::statusChanged, this, &StatusStrip::write);
    connect(&context.backends.network, &NetworkBackend::currentChanged, this, &StatusStrip::write);
    // "12 s ago" grows old by itself; five seconds are fine enough to read.
    m_timer->setInterval(5000);
    connect(m_timer, &QTimer::timeout, this, &StatusStrip::write);
    m_timer->start();
    onLanguage([this] { write(); });
}

void StatusStrip::write()
{
    const ChainStatus status = m_context.backends.network.status();
    const Network network = m_context.backends.network.current();
    const QString block = Format::number(status.block);
    switch (status.state) {
    case ChainState::Connecting:
        m_chain->setState(LampShape::Diamond, Tone::Plain, tr("connecting"),
                          tr("Asking the node for its newest block."));
        break;
    case ChainState::Following:
        m_chain->setState(LampShape::Ring, Tone::Warn, tr("following · block %1, unproven").arg(block),
                          tr("The node reports this block. This version does not check signatures of blocks yet."));
        break;
    case ChainState::Proven:
        m_chain->setState(LampShape::Full, Tone::Ok, tr("proven at block %1").arg(block),
                          tr("Validators with enough stake signed this block."));
        break;
    case ChainState::Offline:
        m_chain->setState(LampShape::Cross, Tone::Bad, tr("offline"),
                          status.error ? text::errorSentence(*status.error) : tr("No node answers."));
        break;
    case ChainState::Contradicted:
        m_chain->setState(LampShape::Cross, Tone::Bad, tr("contradicted"),
                          tr("A node’s answer does not fit its own proof. Do not rely on what it says."));
        break;
    }
    QStringList facts;
    if (status.checkedMs > 0)
        facts += Format::ago(status.checkedMs, m_context.clock.nowMs());
    if (network.kind != NetworkKind::Practice)
        facts += Format::network(network);
    m_when->setText(facts.join(u" · "_s));
    m_network->setText(network.kind == NetworkKind::Practice ? tr("Practice network · play money") : QString());
    m_network->setVisible(network.kind == NetworkKind::Practice);
    m_engine->setText(tr("Engine: comes with 0.2"));
    m_sharing->setText(tr("Sharing: comes with 0.2"));
}

} // namespace ain::ui
