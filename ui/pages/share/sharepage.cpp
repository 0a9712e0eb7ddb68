#include "ui/pages/share/sharepage.h"

#include "ui/pages/share/askview.h"
#include "ui/pages/share/doorcard.h"
#include "ui/pages/share/earningscard.h"
#include "ui/pages/share/electricitycard.h"
#include "ui/pages/share/limitscard.h"
#include "ui/pages/share/paidcard.h"
#include "ui/pages/share/peerscard.h"
#include "ui/pages/share/poolsection.h"
#include "ui/pages/share/sensorcard.h"
#include "ui/pages/share/switchcard.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

#include <QButtonGroup>
#include <QScrollArea>
#include <QStackedWidget>

namespace ain::ui {

using namespace Qt::StringLiterals;

SharePage::SharePage(Context &context, QWidget *parent)
    : Page(context, parent),
      m_error(new ErrorBanner(context.theme, this)),
      m_switch(new SwitchCard(context)),
      m_sensors(new SensorCard(context)),
      m_limits(new LimitsCard(context)),
      m_earnings(new EarningsCard(context)),
      m_electricity(new ElectricityCard(context)),
      m_paid(new PaidCard(context)),
      m_door(new DoorCard(context)),
      m_peers(new PeersCard(context)),
      m_others(new AskView(context)),
      m_pool(new PoolSection(context)),
      m_stack(new QStackedWidget(this))
{
    content()->addWidget(m_error);
    content()->addWidget(m_switch);
    auto *row = makeRow(nullptr, 8);
    auto *group = new QButtonGroup(this);
    for (int i = 0; i < ShareSectionCount; ++i) {
        auto *chip = makeButton(this, ButtonKind::Chip);
        m_sections[std::size_t(i)] = chip;
        group->addButton(chip, i);
        row->addWidget(chip);
        connect(chip, &QPushButton::clicked, this, [this, i] { showSection(ShareSection(i)); });
    }
    row->addStretch();
    content()->addLayout(row);

    auto *computer = new QWidget;
    auto *columns = makeRow(computer, metrics::Gap);
    columns->addWidget(m_sensors, 1, Qt::AlignTop);
    columns->addWidget(m_limits, 1, Qt::AlignTop);
    addSection(ShareSection::Computer, computer);
    auto *earned = new QWidget;
    auto *stacked = makeColumn(earned, metrics::Gap);
    stacked->addWidget(m_paid);
    stacked->addWidget(m_earnings);
    stacked->addWidget(m_electricity);
    stacked->addStretch();
    addSection(ShareSection::Earnings, earned);
    auto *programs = new QWidget;
    auto *column = makeColumn(programs, metrics::Gap);
    column->addWidget(m_door);
    column->addWidget(m_peers);
    column->addStretch();
    addSection(ShareSection::Programs, programs);
    addSection(ShareSection::Others, m_others);
    addSection(ShareSection::Boxes, m_pool);
    content()->addWidget(m_stack, 1);
    m_sections.front()->setChecked(true);

    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, [this] {
        write();
        look();
    });
    connect(&context.backends.share, &ShareBackend::changed, this, &SharePage::write);
    connect(m_others, &AskView::pictureWanted, this, &SharePage::pictureWanted);
    connect(m_others, &AskView::studioWanted, this, &SharePage::studioWanted);
    connect(m_earnings, &EarningsCard::sensorsWanted, this, [this] { showSection(ShareSection::Computer); });
    onLanguage([this] {
        setTitle(tr("Share your GPU"));
        const QString names[] = {tr("This computer"), tr("Earnings"), tr("For programs"), tr("Others draw for me"),
                                 tr("My boxes")};
        for (std::size_t i = 0; i < m_sections.size(); ++i) {
            m_sections[i]->setText(names[i]);
            m_sections[i]->setAccessibleName(tr("Show: %1").arg(names[i]));
        }
    });
}

void SharePage::addSection(ShareSection section, QWidget *body)
{
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(body);
    m_stack->insertWidget(int(section), scroll);
}

void SharePage::showSection(ShareSection section)
{
    m_stack->setCurrentIndex(int(section));
    m_sections[std::size_t(section)]->setChecked(true);
    m_others->setWatched(isVisible() && section == ShareSection::Others);
    if (section == ShareSection::Earnings)
        m_context.backends.earnings.refresh().detach(); // what goes wrong stands on the card
    look();
}

ShareSection SharePage::section() const { return ShareSection(m_stack->currentIndex()); }

void SharePage::showEvent(QShowEvent *event)
{
    m_context.backends.share.setWatched(true);
    m_second.start();
    write();
    showSection(section());
    Page::showEvent(event);
}

void SharePage::hideEvent(QHideEvent *event)
{
    m_second.stop();
    m_others->setWatched(false);
    m_context.backends.share.setWatched(false);
    Page::hideEvent(event);
}

void SharePage::look()
{
    if (section() == ShareSection::Earnings)
        m_electricity->write();
    else if (section() == ShareSection::Programs) {
        m_door->write();
        m_peers->write();
    }
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
