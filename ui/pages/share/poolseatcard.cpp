#include "ui/pages/share/poolseatcard.h"

#include "ui/format.h"
#include "ui/pages/share/fingerprint.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/toggleswitch.h"

namespace ain::ui {

using namespace Qt::StringLiterals;

PoolSeatCard::PoolSeatCard(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_switch(new ToggleSwitch(context.theme, this)),
      m_line(new TextLabel(this, "heading")),
      m_more(new TextLabel(this, "muted")),
      m_error(new ErrorBanner(context.theme, this)),
      m_facts(new FactGrid(6, this)),
      m_leave(makeButton(this, ButtonKind::Small)),
      m_asking(new QWidget(this)),
      m_question(new NoticeCard(context.theme, Tone::Warn, m_asking)),
      m_confirm(makeButton(m_asking, ButtonKind::Danger)),
      m_keep(makeButton(m_asking))
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
    column->addWidget(m_facts);
    column->addWidget(m_leave, 0, Qt::AlignLeft);
    auto *asking = makeColumn(m_asking, 8);
    auto *answers = makeRow(nullptr, 8);
    answers->addWidget(m_confirm);
    answers->addWidget(m_keep);
    answers->addStretch();
    asking->addWidget(m_question);
    asking->addLayout(answers);
    column->addWidget(m_asking);
    m_asking->hide();

    connect(m_switch, &QAbstractButton::clicked, this, [this](bool isOn) { m_context.backends.pool.setWorking(isOn); });
    connect(m_leave, &QPushButton::clicked, this, [this] {
        ask(true);
        m_keep->setFocus();
    });
    connect(m_keep, &QPushButton::clicked, this, [this] {
        ask(false);
        m_leave->setFocus();
    });
    connect(m_confirm, &QPushButton::clicked, this, &PoolSeatCard::leave);
    onLanguage([this] {
        m_switch->setAccessibleName(tr("This computer draws for the pool"));
        m_switch->setToolTip(m_switch->accessibleName());
        m_keep->setText(tr("Stay"));
        write(m_state);
    });
}

QString PoolSeatCard::line() const { return m_line->plainText(); }

QString PoolSeatCard::factsText() const { return m_facts->text(); }

void PoolSeatCard::ask(bool isAsking)
{
    m_asking->setVisible(isAsking);
    m_leave->setVisible(!isAsking);
}

void PoolSeatCard::leave()
{
    ask(false);
    m_refused.reset();
    m_context.backends.pool.leave().then(this, [this](const Result<> &left) {
        if (!left && left.error().code != errors::Cancelled)
            m_refused = left.error();
        write(m_context.backends.pool.state());
    });
}

QString PoolSeatCard::lineOf() const
{
    switch (m_state.working) {
    case PoolWorking::Off: return tr("This computer does not draw for the pool");
    case PoolWorking::Connecting: return tr("Looking for the pool at %1…").arg(m_state.address);
    case PoolWorking::Ready: return tr("Ready: this computer waits for the pool’s pictures");
    case PoolWorking::Drawing: return tr("This computer draws for the pool");
    case PoolWorking::Away: return tr("Waits to draw for the pool: sharing does not allow it now");
    case PoolWorking::Ending: return tr("Handing back what is not drawn yet…");
    case PoolWorking::NoStudio: return tr("This computer can’t draw now");
    }
    return {};
}

QString PoolSeatCard::moreOf() const
{
    const bool isAtWork = m_state.working != PoolWorking::Off && m_state.working != PoolWorking::NoStudio;
    if (isAtWork && m_state.done + m_state.handedBack > 0) {
        const QStringList words{tr("%n picture(s) so far", nullptr, int(m_state.done)),
                                tr("%n handed back when you came", nullptr, int(m_state.handedBack))};
        return words.join(u" · "_s);
    }
    return tr("It draws while sharing is on and nothing stands in the way, and hands a picture back the moment you "
              "need the computer.");
}

void PoolSeatCard::write(const PoolState &state)
{
    m_state = state;
    const bool isHub = state.seat == PoolSeat::Hub;
    m_switch->setChecked(state.isWorkWanted);
    m_switch->setEnabled(!state.isLeaving);
    m_line->setText(lineOf());
    m_more->setText(moreOf());
    FactGrid::Facts facts{{tr("Name"), state.box},
                          {tr("It may"),
                           state.role == PoolRole::Member ? tr("draw, ask for pictures and see the other boxes")
                                                          : tr("draw; asking is for others")}};
    if (!isHub) {
        const QString where =
            state.isConnected ? tr("%1, connected").arg(state.address) : tr("%1, not connected").arg(state.address);
        facts.append({tr("Pool"), where});
        facts.append({tr("Certificate"), groupedFingerprint(state.fingerprint)});
    }
    m_facts->setFacts(facts);
    m_leave->setText(state.isLeaving ? tr("Leaving…") : isHub ? tr("Give the pool up…") : tr("Leave the pool…"));
    m_leave->setEnabled(!state.isLeaving);
    m_question->setText(isHub ? tr("The pool is deleted, with what waits in it. No box is let in any more, and the "
                                   "invitations are worth nothing.")
                              : tr("To come back, this computer needs a new invitation."));
    m_confirm->setText(isHub ? tr("Give it up") : tr("Leave"));
    const std::optional<Error> error = m_refused ? m_refused : state.workError;
    const QString told = error ? error->code.toString() : QString();
    if (told == m_told)
        return;
    m_told = told;
    if (error)
        m_error->show(*error, m_refused ? tr("The pool was not left.") : QString());
    else
        m_error->clear();
}

} // namespace ain::ui
