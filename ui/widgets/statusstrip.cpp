#include "ui/widgets/statusstrip.h"

#include "ui/a11y/announce.h"
#include "ui/studiotext.h"
#include "ui/text/errortext.h"
#include "ui/text/prooftext.h"
#include "ui/text/sharetext.h"
#include "ui/widgets/make.h"
#include "ui/widgets/prooflamp.h"

#include <QTimer>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int EngineWidth = 190;
}

StatusStrip::StatusStrip(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_chain(new ProofLamp(context.theme, this)),
      m_when(makeLabel(this, "small")),
      m_network(makeLabel(this, "practice")),
      m_shield(makeLabel(this)),
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
    auto *engine = makeRow(nullptr, 6);
    engine->addWidget(m_shield);
    engine->addWidget(m_engine);
    row->addLayout(engine);
    row->addWidget(m_sharing);
    connect(m_chain, &QAbstractButton::clicked, this, &StatusStrip::chainClicked);
    connect(&context.backends.network, &NetworkBackend::statusChanged, this, &StatusStrip::write);
    connect(&context.backends.network, &NetworkBackend::currentChanged, this, &StatusStrip::write);
    connect(&context.backends.light, &LightBackend::statusChanged, this, &StatusStrip::write);
    connect(&context.backends.studio, &StudioBackend::engineChanged, this, &StatusStrip::writeEngine);
    connect(&context.theme, &Theme::changed, this, &StatusStrip::writeEngine);
    connect(&context.backends.share, &ShareBackend::changed, this, &StatusStrip::writeSharing);
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
    const light::LightStatus light = m_context.backends.light.status();
    // What is proven comes first; what a node says is told only where there is nothing better.
    qint64 heardMs = light.tip ? light.tip->header().timestampMs() : status.checkedMs;
    const QString block = Format::number(light.tip ? light.tip->number() : status.block);
    if (!light.alarms.isEmpty()) {
        m_chain->setState(LampShape::Cross, Tone::Bad, tr("contradicted · nothing is proven"),
                          text::alarmSentence(light.alarms.constFirst().kind));
    } else if (status.state == ChainState::Offline) {
        const QString why = status.error ? text::errorSentence(*status.error) : tr("No node answers.");
        m_chain->setState(LampShape::Cross, Tone::Bad,
                          light.tip ? tr("offline · proven up to block %1").arg(block) : tr("offline"), why);
    } else if (light.tip && !light.isBehind) {
        m_chain->setState(LampShape::Full, Tone::Ok, tr("proven at block %1").arg(block),
                          tr("Validators with %1 of %2 of stake signed this block.")
                              .arg(Format::stake(light.tip->stakeSigned()), Format::stake(light.tip->stakeTotal())));
    } else if (light.tip) {
        m_chain->setState(
            LampShape::Half, Tone::Warn,
            light.isSyncing ? tr("catching up · block %1").arg(block) : tr("proven, older · block %1").arg(block),
            light.lastError ? text::errorSentence(*light.lastError) : tr("Newer blocks are being checked."));
    } else if (status.state == ChainState::Connecting) {
        m_chain->setState(LampShape::Diamond, Tone::Plain, tr("connecting"),
                          tr("Asking the node for its newest block."));
    } else if (light.isSyncing) {
        m_chain->setState(LampShape::Diamond, Tone::Plain, tr("checking blocks…"),
                          tr("%1 headers and %2 signatures are checked.")
                              .arg(Format::number(light.headersVerified), Format::number(light.signaturesVerified)));
        heardMs = 0;
    } else {
        m_chain->setState(LampShape::Ring, Tone::Warn, tr("block %1, not proven").arg(block),
                          light.lastError ? text::errorSentence(*light.lastError)
                                          : tr("A node says so. No block could be checked yet."));
    }
    QStringList facts;
    if (heardMs > 0)
        facts += Format::ago(heardMs, m_context.clock.nowMs());
    if (network.kind != NetworkKind::Practice)
        facts += Format::network(network);
    m_when->setText(facts.join(u" · "_s));
    m_network->setText(network.kind == NetworkKind::Practice ? tr("Practice network · play money") : QString());
    m_network->setVisible(network.kind == NetworkKind::Practice);
    writeEngine();
    writeSharing();
}

void StatusStrip::writeSharing()
{
    const share::Verdict verdict = m_context.backends.share.verdict();
    const QString words = tr("Sharing: %1").arg(text::stateName(verdict.state));
    const bool isNew = words != m_sharing->text();
    m_sharing->setText(words);
    m_sharing->setToolTip(text::shareLine(verdict));
    if (isNew)
        announce(*m_sharing, words);
}

void StatusStrip::writeEngine()
{
    const EngineStatus engine = m_context.backends.studio.engine();
    QStringList parts{StudioText::engine(engine)};
    if (const QString device = StudioText::device(engine); !device.isEmpty())
        parts += device;
    const QString words = parts.join(u" · "_s);
    m_engine->setText(m_engine->fontMetrics().elidedText(words, Qt::ElideRight, EngineWidth));
    m_engine->setToolTip(engine.error ? words + u'\n' + text::errorSentence(*engine.error) : words);
    m_engine->setAccessibleName(words);
    const Tokens &tokens = m_context.theme.tokens();
    const QColor ink = !engine.cage.isKnown ? tokens.muted : (engine.cage.isWhole() ? tokens.ok : tokens.warn);
    m_shield->setPixmap(m_context.theme.icons().pixmap(u"shield"_s, 16, ink, devicePixelRatioF()));
    const QString cage = StudioText::cage(engine.cage) + u'\n' + StudioText::cageReason(engine.cage);
    m_shield->setToolTip(cage);
    m_shield->setAccessibleName(cage);
    m_shield->setVisible(engine.state != EngineState::Missing);
}

} // namespace ain::ui
