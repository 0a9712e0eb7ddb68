#include "ui/window/tray.h"

#include "ui/format.h"
#include "ui/text/sharetext.h"
#include "ui/window/mainwindow.h"

#include <QEvent>
#include <QGuiApplication>
#include <QPainter>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MinuteMs = 60'000;
constexpr int IconPixels = 32;
constexpr double BadgePixels = 15;

struct Badge {
    LampShape shape = LampShape::Ring;
    Tone tone = Tone::Plain;
};

Badge badgeOf(const share::Verdict &verdict, const share::Settings &settings)
{
    if (settings.pause.kind != share::PauseKind::None)
        return {LampShape::Diamond, Tone::Warn};
    switch (verdict.state) {
    case share::State::Off: return {LampShape::Ring, Tone::Plain};
    case share::State::Warming:
    case share::State::Serving: return {LampShape::Full, Tone::Ok};
    case share::State::Armed:
    case share::State::Draining:
    case share::State::Yielding:
    case share::State::Cooldown: return {LampShape::Half, Tone::Warn};
    }
    return {};
}

} // namespace

Tray::Tray(Context &context, MainWindow &window, std::function<bool()> isThere)
    : m_context(context), m_window(window), m_isThere(std::move(isThere))
{
    ShareBackend &share = context.backends.share;
    const auto add = [this](Deed deed, const std::function<void()> &run) {
        QAction *action = m_menu.addAction(QString());
        m_actions.at(std::size_t(deed)) = action;
        connect(action, &QAction::triggered, this, run);
    };
    add(Open, [this] { openWindow(); });
    m_menu.addSeparator();
    add(Share, [&share] {
        if (share.settings().isOn)
            share.turnOff();
        else
            share.turnOn();
    });
    action(Share)->setCheckable(true);
    add(QuarterHour, [&share] { share.snooze(15 * MinuteMs); });
    add(Hour, [&share] { share.snooze(60 * MinuteMs); });
    add(UntilStarted, [&share] { share.snoozeUntilStarted(); });
    add(GoOn, [&share] { share.endPause(); });
    m_menu.addSeparator();
    add(AfterJob, [&share] { share.finishThenStop(); });
    add(StopNow, [&share] { share.panic(); });
    m_menu.addSeparator();
    add(Quit, [this] { Q_EMIT quitWanted(); });
    m_icon.setContextMenu(&m_menu);

    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            openWindow();
    });
    connect(&m_menu, &QMenu::aboutToShow, this, &Tray::write);
    connect(&share, &ShareBackend::changed, this, &Tray::write);
    connect(&context.backends.settings, &SettingsBackend::changed, this, &Tray::write);
    connect(&context.theme, &Theme::changed, this, &Tray::write);
    connect(&context.backends.earnings, &EarningsBackend::paid, this, &Tray::tellPaid);
    window.installEventFilter(this);
    window.setCloseHandler([this] { return putAway(); });
    fill();
    write();
}

Tray::~Tray() { m_window.setCloseHandler({}); }

bool Tray::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        fill();
        write();
    }
    return QObject::eventFilter(watched, event);
}

void Tray::fill()
{
    action(Open)->setText(tr("Open AIN Studio"));
    action(Share)->setText(tr("Share this GPU"));
    action(QuarterHour)->setText(tr("Pause for 15 minutes"));
    action(Hour)->setText(tr("Pause for an hour"));
    action(UntilStarted)->setText(tr("Pause until I start it"));
    action(GoOn)->setText(tr("Go on now"));
    action(AfterJob)->setText(tr("Stop after this job"));
    action(StopNow)->setText(tr("Stop now"));
    action(Quit)->setText(tr("Quit"));
}

void Tray::write()
{
    const share::Verdict verdict = m_context.backends.share.verdict();
    const share::Settings settings = m_context.backends.share.settings();
    const bool isPaused = settings.pause.kind != share::PauseKind::None;
    const bool works = verdict.state == share::State::Serving || verdict.state == share::State::Warming;
    action(Share)->setChecked(settings.isOn);
    for (const Deed deed : {QuarterHour, Hour, UntilStarted})
        action(deed)->setEnabled(settings.isOn);
    action(GoOn)->setVisible(settings.isOn && isPaused);
    action(AfterJob)->setEnabled(settings.isOn && works);
    action(StopNow)->setEnabled(settings.isOn && settings.pause.kind != share::PauseKind::Panic);
    m_icon.setToolTip(u"AIN Studio\n"_s + text::shareLine(verdict));
    m_isShown = m_isThere() && (settings.isOn || m_window.isHidden());
    if (m_isShown)
        draw(verdict);
    m_icon.setVisible(m_isShown);
}

void Tray::draw(const share::Verdict &verdict)
{
    const Badge badge = badgeOf(verdict, m_context.backends.share.settings());
    const Tokens &tokens = m_context.theme.tokens();
    const auto [sign, ground] = toneColours(tokens, badge.tone);
    const QString wanted = u"%1 %2"_s.arg(int(badge.shape)).arg(sign.name());
    m_shape = badge.shape;
    if (wanted == m_drawn)
        return;
    m_drawn = wanted;
    QPixmap picture =
        m_context.theme.icons().pixmap(u"ain-studio"_s, IconPixels, tokens.accent, m_window.devicePixelRatioF());
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box(IconPixels - BadgePixels, IconPixels - BadgePixels, BadgePixels, BadgePixels);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.surface);
    painter.drawEllipse(box);
    paintLampShape(painter, badge.shape, box.adjusted(3, 3, -3, -3), sign);
    painter.end();
    m_icon.setIcon(QIcon(picture));
}

void Tray::openWindow()
{
    m_window.show();
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.raise();
    m_window.activateWindow();
    QGuiApplication::setQuitOnLastWindowClosed(true);
    write();
}

bool Tray::putAway()
{
    const bool isWanted =
        m_context.backends.settings.settings().keepInTray && m_context.backends.share.settings().isOn && m_isThere();
    if (!isWanted)
        return false;
    // The window is hidden when this returns; the program must not take that for its end.
    QGuiApplication::setQuitOnLastWindowClosed(false);
    m_isShown = true;
    draw(m_context.backends.share.verdict());
    m_icon.setVisible(true);
    if (!std::exchange(m_hasSaid, true))
        tell(tr("The program goes on here and shares the GPU. This icon opens it again, or quits."));
    return true;
}

void Tray::tell(const QString &words)
{
    m_message = words;
    if (m_isShown && QSystemTrayIcon::supportsMessages())
        m_icon.showMessage(u"AIN Studio"_s, words, m_icon.icon());
}

void Tray::tellPaid(Amount amount, bool isProven)
{
    const bool isLocked = m_context.backends.vault.state() != VaultState::Open;
    if (isLocked || amount.isZero())
        tell(tr("Shared work was paid."));
    else if (isProven)
        tell(tr("Shared work was paid: %1, proven.").arg(Format::ain(amount)));
    else
        tell(tr("Shared work was paid: %1, not proven yet.").arg(Format::ain(amount)));
}

} // namespace ain::ui
