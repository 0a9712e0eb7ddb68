#include "ui/pages/share/sensorcard.h"

#include "ui/text/sharetext.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/make.h"

namespace ain::ui {

using namespace Qt::StringLiterals;

SensorCard::SensorCard(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_title(new TextLabel(this, "heading")),
      m_reasons(new TextLabel(this)),
      m_facts(new FactGrid(8, this))
{
    setProperty("ain", u"card"_s);
    auto *column = makeColumn(this, 12);
    column->setContentsMargins(metrics::CardPadding, metrics::CardPadding, metrics::CardPadding, metrics::CardPadding);
    column->addWidget(m_title);
    column->addWidget(m_facts);
    column->addWidget(makeDivider(this));
    column->addWidget(m_reasons);
    column->addStretch();
    onLanguage([this] {
        m_title->setText(tr("What this computer notices"));
        write(m_context.backends.share.verdict());
    });
}

QString SensorCard::sensorsText() const { return m_facts->text(); }

QString SensorCard::reasonsText() const { return m_reasons->plainText(); }

void SensorCard::write(const share::Verdict &verdict)
{
    FactGrid::Facts facts;
    for (const share::Reading &sensor : verdict.sensors)
        facts += {text::sensorName(sensor.id), text::sensorText(sensor)};
    m_facts->setFacts(facts);
    QStringList reasons;
    for (const share::Reason &reason : verdict.reasons)
        reasons += u"• "_s + text::reasonText(reason);
    m_reasons->setText(reasons.isEmpty() ? tr("Nothing speaks against sharing now.") : reasons.join(u'\n'));
}

} // namespace ain::ui
