#include "ui/pages/share/switchcard.h"

#include "ui/text/sharetext.h"
#include "ui/widgets/make.h"
#include "ui/widgets/toggleswitch.h"

#include <QMenu>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 MinuteMs = 60'000;
} // namespace

SwitchCard::SwitchCard(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_switch(new ToggleSwitch(context.theme, this)),
      m_line(new TextLabel(this, "heading")),
      m_more(new TextLabel(this, "muted")),
      m_snooze(makeButton(this)),
      m_finish(makeButton(this)),
      m_panic(makeButton(this, ButtonKind::Danger)),
      m_menu(new QMenu(this))
{
    setProperty("ain", u"card"_s);
    auto *row = makeRow(this, 24);
    row->setContentsMargins(metrics::CardPadding, metrics::CardPadding, metrics::CardPadding, metrics::CardPadding);
    row->addWidget(m_switch, 0, Qt::AlignVCenter);
    auto *words = makeColumn(nullptr, 4);
    words->addWidget(m_line);
    words->addWidget(m_more);
    row->addLayout(words, 1);
    auto *buttons = makeRow(nullptr, 8);
    buttons->addWidget(m_snooze);
    buttons->addWidget(m_finish);
    buttons->addWidget(m_panic);
    row->addLayout(buttons);

    ShareBackend &share = context.backends.share;
    connect(m_switch, &QAbstractButton::clicked, this, [&share](bool isOn) {
        if (isOn)
            share.turnOn();
        else
            share.turnOff();
    });
    connect(m_finish, &QPushButton::clicked, &share, &ShareBackend::finishThenStop);
    connect(m_panic, &QPushButton::clicked, &share, &ShareBackend::panic);
    m_snooze->setMenu(m_menu);
    onLanguage([this] {
        m_switch->setAccessibleName(tr("Share this GPU while nobody needs it"));
        m_switch->setToolTip(m_switch->accessibleName());
        m_snooze->setText(tr("Pause"));
        m_finish->setText(tr("After this job"));
        m_finish->setToolTip(tr("Finish what is being drawn for others, then stop sharing"));
        m_panic->setText(tr("Stop now"));
        m_panic->setToolTip(
            tr("Stop at once and give the GPU’s memory back (Ctrl+Shift+X). Stays so until you start again."));
        fillMenu();
        write(m_context.backends.share.verdict());
    });
}

void SwitchCard::fillMenu()
{
    ShareBackend &share = m_context.backends.share;
    m_menu->clear();
    const auto add = [this](const QString &words, const std::function<void()> &deed) {
        connect(m_menu->addAction(words), &QAction::triggered, this, deed);
    };
    add(tr("For 15 minutes"), [&share] { share.snooze(15 * MinuteMs); });
    add(tr("For an hour"), [&share] { share.snooze(60 * MinuteMs); });
    add(tr("Until I start it"), [&share] { share.snoozeUntilStarted(); });
    m_menu->addSeparator();
    add(tr("Go on now"), [&share] { share.endPause(); });
}

QString SwitchCard::line() const { return m_line->plainText(); }

QString SwitchCard::promise() const { return m_more->plainText(); }

QString SwitchCard::measured() const
{
    const auto compute = m_context.backends.share.computeTimes();
    const auto memory = m_context.backends.share.memoryTimes();
    if (!compute)
        return tr("Stops the moment you touch the computer. How fast is measured each time and shown here.");
    const QString times = memory
        ? tr("computing after %1 ms, memory back after %2 ms").arg(compute->p99).arg(memory->p99)
        : tr("computing after %1 ms").arg(compute->p99);
    return tr("Stops the moment you touch the computer: %1 (99 % of the last %n time(s)).", nullptr,
              int(compute->count))
        .arg(times);
}

void SwitchCard::write(const share::Verdict &verdict)
{
    const bool isOn = m_context.backends.share.settings().isOn;
    m_switch->setChecked(isOn);
    m_line->setText(text::shareLine(verdict));
    m_more->setText(measured());
    const bool works = verdict.state == share::State::Serving || verdict.state == share::State::Warming
        || verdict.state == share::State::Draining;
    m_snooze->setEnabled(isOn);
    m_finish->setEnabled(isOn && works && verdict.state != share::State::Draining);
    m_panic->setEnabled(isOn);
}

} // namespace ain::ui
