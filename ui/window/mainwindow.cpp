#include "ui/window/mainwindow.h"

#include "ui/widgets/alarmbar.h"
#include "ui/widgets/commandpalette.h"
#include "ui/widgets/make.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/statusstrip.h"
#include "ui/window/guidesheet.h"

#include <QAbstractButton>
#include <QCloseEvent>
#include <QPainter>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolTip>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int FrameWidth = 3;
} // namespace

MainWindow::MainWindow(Context &context, QWidget *parent)
    : QMainWindow(parent),
      m_context(context),
      m_root(new QStackedWidget(this)),
      m_shell(new QWidget),
      m_rail(new Rail(context.theme)),
      m_stack(new QStackedWidget),
      m_strip(new StatusStrip(context)),
      m_alarm(new AlarmBar(context)),
      m_notices(new NoticeBar(context)),
      m_commands(nullptr)
{
    setMinimumSize(1024, 640);
    resize(1280, 800);
    setWindowTitle(u"AIN Studio"_s);
    setWindowIcon(context.theme.icons().icon(u"ain-studio"_s, 64, context.theme.tokens().accent));

    m_shell->setProperty("sheetHost", true);
    m_shell->setFocusPolicy(Qt::ClickFocus);
    auto *row = makeRow(m_shell, 0);
    auto *side = makeColumn(nullptr, 0);
    row->addWidget(m_rail);
    row->addLayout(side, 1);
    side->addWidget(m_alarm);
    side->addWidget(m_notices);
    side->addWidget(m_stack, 1);
    side->addWidget(m_strip);
    m_root->addWidget(m_shell);
    setCentralWidget(m_root);
    // Nothing is ringed before the user reaches for the keyboard.
    m_shell->setFocus();
    m_commands = new CommandPalette(context, m_shell);

    connect(m_rail, &Rail::chosen, this, &MainWindow::showPage);
    connect(m_alarm, &AlarmBar::detailsWanted, this, [this] { showPage(PageId::Settings); });
    connect(m_strip, &StatusStrip::chainClicked, this, [this] { showPage(PageId::Settings); });
    connect(&context.backends.vault, &VaultBackend::stateChanged, this, &MainWindow::follow);
    connect(&context.backends.network, &NetworkBackend::currentChanged, this, &MainWindow::drawFrame);
    drawFrame();
    makeShortcuts();
}

void MainWindow::addPage(PageId id, QWidget *page)
{
    m_pages[std::size_t(id)] = page;
    m_stack->addWidget(page);
    if (id == m_current)
        showPage(id);
}

void MainWindow::setFirstRunPage(QWidget *page)
{
    m_firstRun = page;
    m_root->addWidget(page);
    follow(m_context.backends.vault.state());
}

void MainWindow::setLockPage(QWidget *page)
{
    m_lockPage = page;
    m_root->addWidget(page);
    follow(m_context.backends.vault.state());
}

void MainWindow::startOnboarding()
{
    m_onboarding = true;
    follow(m_context.backends.vault.state());
}

void MainWindow::finishOnboarding()
{
    m_onboarding = false;
    follow(m_context.backends.vault.state());
}

void MainWindow::showPage(PageId id)
{
    QWidget *page = m_pages[std::size_t(id)];
    if (page == nullptr)
        return;
    m_current = id;
    if (m_rail->isAncestorOf(focusWidget()))
        m_rail->button(id)->setFocus(Qt::OtherFocusReason);
    m_rail->setCurrent(id);
    m_stack->setCurrentWidget(page);
    Q_EMIT pageChanged(id);
}

void MainWindow::lock()
{
    if (m_context.backends.vault.state() != VaultState::Open)
        return;
    if (!m_context.backends.vault.hasPassword()) {
        showPage(PageId::Settings);
        say(tr("Set a password first: without one there is nothing to lock with."));
        return;
    }
    m_context.backends.vault.lock();
}

void MainWindow::refresh()
{
    if (m_context.backends.vault.state() != VaultState::Open)
        return;
    // An error shows itself in the strip (offline); nobody waits for this answer.
    m_context.backends.network.refresh().detach();
    m_context.backends.wallet.refresh().detach();
    m_context.backends.collection.refresh().detach();
}

void MainWindow::follow(VaultState state)
{
    QWidget *wanted = m_shell;
    // The vault opens in the middle of the first run; the page stays until an account is there.
    m_onboarding = m_onboarding || state == VaultState::Missing;
    if (m_onboarding && state != VaultState::Locked && m_firstRun != nullptr)
        wanted = m_firstRun;
    else if (state == VaultState::Locked && m_lockPage != nullptr)
        wanted = m_lockPage;
    m_root->setCurrentWidget(wanted);
    drawFrame();
}

void MainWindow::drawFrame()
{
    const bool practice = m_context.backends.network.current().kind == NetworkKind::Practice
        && m_context.backends.vault.state() != VaultState::Missing;
    m_context.theme.setPractice(practice);
    const int width = practice ? FrameWidth : 0;
    setContentsMargins(width, width, width, width);
    update();
}

void MainWindow::showGuide()
{
    if (m_guide == nullptr)
        m_guide = new GuideSheet(m_context, this);
    m_guide->open();
}

void MainWindow::makeShortcuts()
{
    const auto add = [this](const QKeySequence &keys, auto action) {
        auto *shortcut = new QShortcut(keys, this);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    for (int i = 0; i < 5; ++i)
        add(QKeySequence(u"Ctrl+%1"_s.arg(i + 1)), [this, i] { showPage(PageId(i)); });
    add(QKeySequence(u"Ctrl+,"_s), [this] { showPage(PageId::Settings); });
    add(QKeySequence(u"Ctrl+L"_s), [this] { lock(); });
    add(QKeySequence(Qt::Key_F5), [this] { refresh(); });
    add(QKeySequence(Qt::Key_F1), [this] { showGuide(); });
    add(QKeySequence(u"Ctrl+Shift+X"_s), [this] {
        if (m_context.backends.share.settings().isOn)
            m_context.backends.share.panic();
    });
    add(QKeySequence(u"Ctrl+K"_s), [this] {
        if (m_root->currentWidget() == m_shell)
            m_commands->open();
    });

    std::vector<Command> commands;
    commands.reserve(PageCount + 6);
    for (int i = 0; i < PageCount; ++i) {
        commands.push_back({[i] { return tr("Go to %1").arg(Rail::pageName(PageId(i))); },
                            i < 5 ? u"Ctrl+%1"_s.arg(i + 1) : u"Ctrl+,"_s, [this, i] { showPage(PageId(i)); }});
    }
    commands.push_back({[] { return tr("Lock the vault"); }, u"Ctrl+L"_s, [this] { lock(); }});
    commands.push_back({[] { return tr("Open the user guide"); }, u"F1"_s, [this] { showGuide(); }});
    commands.push_back({[] { return tr("Ask the node again now"); }, u"F5"_s, [this] { refresh(); }});
    const auto theme = [this](ThemeChoice choice) {
        Settings settings = m_context.backends.settings.settings();
        settings.theme = choice;
        m_context.backends.settings.set(settings);
    };
    commands.push_back({[] { return tr("Light theme"); }, {}, [theme] { theme(ThemeChoice::Light); }});
    commands.push_back({[] { return tr("Dark theme"); }, {}, [theme] { theme(ThemeChoice::Dark); }});
    commands.push_back({[] { return tr("High contrast theme"); }, {}, [theme] { theme(ThemeChoice::HighContrast); }});
    m_commands->setCommands(std::move(commands));
}

void MainWindow::say(const QString &words)
{
    QToolTip::showText(mapToGlobal(QPoint(metrics::RailWidth + metrics::PageMarginX, height() - 90)), words, this);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_onClose && m_onClose()) {
        event->ignore();
        hide();
        return;
    }
    QMainWindow::closeEvent(event);
}

void MainWindow::paintEvent(QPaintEvent *event)
{
    QMainWindow::paintEvent(event);
    if (!m_context.theme.isPractice())
        return;
    QPainter painter(this);
    const QColor tint = m_context.theme.tokens().practice;
    painter.fillRect(QRect(0, 0, width(), FrameWidth), tint);
    painter.fillRect(QRect(0, height() - FrameWidth, width(), FrameWidth), tint);
    painter.fillRect(QRect(0, 0, FrameWidth, height()), tint);
    painter.fillRect(QRect(width() - FrameWidth, 0, FrameWidth, height()), tint);
}

} // namespace ain::ui
