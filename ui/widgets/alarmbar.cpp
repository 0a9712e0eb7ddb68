#include "ui/widgets/alarmbar.h"

#include "ui/a11y/announce.h"
#include "ui/text/prooftext.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

namespace ain::ui {

AlarmBar::AlarmBar(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_notice(new NoticeCard(context.theme, Tone::Bad, this)),
      m_details(makeButton(this))
{
    auto *row = makeRow(this, 12);
    row->setContentsMargins(metrics::PageMarginX, 12, metrics::PageMarginX, 0);
    row->addWidget(m_notice, 1);
    row->addWidget(m_details);
    setVisible(false);
    connect(m_details, &QPushButton::clicked, this, &AlarmBar::detailsWanted);
    connect(&context.backends.light, &LightBackend::statusChanged, this, &AlarmBar::write);
    connect(&context.backends.light, &LightBackend::alarmRaised, this, &AlarmBar::write);
    onLanguage([this] {
        m_details->setText(tr("Look at it"));
        write();
    });
}

void AlarmBar::write()
{
    const auto alarms = m_context.backends.light.status().alarms;
    const bool wasVisible = isVisible();
    if (!alarms.isEmpty())
        m_notice->setText(text::alarmSentence(alarms.constFirst().kind));
    setVisible(!alarms.isEmpty());
    if (!alarms.isEmpty() && !wasVisible)
        announce(*this, m_notice->text());
}

} // namespace ain::ui
