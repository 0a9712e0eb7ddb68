#include "ui/pages/share/poolsection.h"

#include "ui/pages/share/pooljoinsheet.h"
#include "ui/pages/share/poolplacecard.h"
#include "ui/pages/share/poolseatcard.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

namespace ain::ui {

using namespace Qt::StringLiterals;

PoolSection::PoolSection(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_notice(new NoticeCard(context.theme, Tone::Plain, this)),
      m_error(new ErrorBanner(context.theme, this)),
      m_place(new PoolPlaceCard(context)),
      m_seat(new PoolSeatCard(context)),
      m_fleet(new PoolFleetCard(context))
{
    auto *column = makeColumn(this, metrics::Gap);
    column->addWidget(m_notice);
    column->addWidget(m_error);
    column->addWidget(buildStart());
    column->addWidget(m_place);
    column->addWidget(m_fleet);
    column->addWidget(m_seat);
    column->addStretch();
    connect(&context.backends.pool, &PoolBackend::changed, this, &PoolSection::write);
    onLanguage([this] {
        m_startTitle->setText(tr("Let your own computers draw together"));
        m_startText->setText(tr("One of them serves the pool, the others join it with an invitation and draw while "
                                "nobody needs them. It is for computers that you trust; nothing is paid, and nothing "
                                "leaves your network."));
        m_make->setText(tr("Make a pool here"));
        m_join->setText(tr("Join with an invitation"));
        write();
    });
}

QWidget *PoolSection::buildStart()
{
    m_start = makeCard(this);
    auto *column = makeColumn(m_start, 12);
    column->setContentsMargins(metrics::CardPadding, metrics::CardPadding, metrics::CardPadding, metrics::CardPadding);
    m_startTitle = new TextLabel(m_start, "heading");
    m_startText = new TextLabel(m_start, "muted");
    m_make = ui::makeButton(m_start, ButtonKind::Primary);
    m_join = ui::makeButton(m_start);
    column->addWidget(m_startTitle);
    column->addWidget(m_startText);
    column->addSpacing(4);
    auto *row = makeRow(nullptr, 8);
    row->addWidget(m_make);
    row->addWidget(m_join);
    row->addStretch();
    column->addLayout(row);
    connect(m_make, &QPushButton::clicked, this, &PoolSection::make);
    connect(m_join, &QPushButton::clicked, this, [this] { joinSheet()->open(); });
    return m_start;
}

PoolJoinSheet *PoolSection::joinSheet()
{
    if (m_sheet == nullptr)
        m_sheet = new PoolJoinSheet(m_context, this);
    return m_sheet;
}

void PoolSection::setPrompt(PoolFleetCard::Prompt prompt)
{
    m_fleet->setPrompt(std::move(prompt));
    write();
}

void PoolSection::make()
{
    // Nobody else reaches it before its owner says so.
    const PoolState fresh;
    const auto made = m_context.backends.pool.host(u"127.0.0.1"_s, fresh.port);
    if (!made)
        m_error->show(made.error(), tr("No pool was made."));
    else
        m_error->clear();
}

void PoolSection::write()
{
    const PoolState state = m_context.backends.pool.state();
    const bool isIn = state.seat != PoolSeat::None;
    const bool isHub = state.seat == PoolSeat::Hub;
    m_notice->setVisible(state.ability == PoolAbility::None
                         || (state.ability == PoolAbility::NoServer && state.seat != PoolSeat::Guest));
    m_notice->setText(state.ability == PoolAbility::None
                          ? tr("This program was built without the pool: the library libnats was not there. The "
                               "packages of AIN Studio have it.")
                          : tr("To serve a pool, this computer needs the program nats-server. Install the package "
                               "nats-server (2.9 or later) and come back. A pool of another computer can be joined "
                               "without it."));
    m_start->setVisible(!isIn && state.ability != PoolAbility::None);
    m_make->setEnabled(state.ability == PoolAbility::Whole);
    m_place->setVisible(isHub);
    m_seat->setVisible(isIn);
    // The others are none of a worker's business.
    m_fleet->setVisible(isIn && state.role == PoolRole::Member);
    if (isHub)
        m_place->write(state);
    if (isIn) {
        m_error->clear();
        m_seat->write(state);
        m_fleet->write(state, m_context.backends.pool.fleet());
    } else {
        const PoolFleet fleet = m_context.backends.pool.fleet();
        if (fleet.error && !m_error->hasError())
            m_error->show(*fleet.error);
    }
}

void PoolSection::showEvent(QShowEvent *event)
{
    m_context.backends.pool.setWatched(true);
    write();
    View::showEvent(event);
}

void PoolSection::hideEvent(QHideEvent *event)
{
    m_context.backends.pool.setWatched(false);
    View::hideEvent(event);
}

} // namespace ain::ui
