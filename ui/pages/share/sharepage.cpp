#include "ui/pages/share/sharepage.h"

#include "ui/pages/share/limitscard.h"
#include "ui/pages/share/sensorcard.h"
#include "ui/pages/share/switchcard.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

#include <QScrollArea>

namespace ain::ui {

using namespace Qt::StringLiterals;

SharePage::SharePage(Context &context, QWidget *parent)
    : Page(context, parent),
      m_error(new ErrorBanner(context.theme, this)),
      m_switch(new SwitchCard(context)),
      m_sensors(new SensorCard(context)),
      m_limits(new LimitsCard(context))
{
    content()->addWidget(m_error);
    content()->addWidget(m_switch);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *body = new QWidget;
    auto *row = makeRow(body, metrics::Gap);
    row->addWidget(m_sensors, 1, Qt::AlignTop);
    row->addWidget(m_limits, 1, Qt::AlignTop);
    scroll->setWidget(body);
    content()->addWidget(scroll, 1);
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &SharePage::write);
    connect(&context.backends.share, &ShareBackend::changed, this, &SharePage::write);
    onLanguage([this] { setTitle(tr("Share your GPU")); });
}

void SharePage::showEvent(QShowEvent *event)
{
    m_context.backends.share.setWatched(true);
    m_second.start();
    write();
    Page::showEvent(event);
}

void SharePage::hideEvent(QHideEvent *event)
{
    m_second.stop();
    m_context.backends.share.setWatched(false);
    Page::hideEvent(event);
}

void SharePage::write()
{
    const auto error = m_context.backends.share.error();
    if (error && !m_error->hasError())
        m_error->show(*error, tr("What you wish about sharing could not be read or kept."));
    else if (!error)
        m_error->clear();
    const share::Verdict verdict = m_context.backends.share.verdict();
    m_switch->write(verdict);
    m_sensors->write(verdict);
    m_limits->write(verdict);
}

} // namespace ain::ui
