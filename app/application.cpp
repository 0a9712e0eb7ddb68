#include "app/application.h"

#include "ui/pages/settings/drillsheet.h"
#include "ui/pages/settings/settingspage.h"
#include "ui/pages/wallet/sendsheet.h"
#include "ui/pages/wallet/walletpage.h"
#include "ui/text/errortext.h"
#include "ui/widgets/noticebar.h"
#include "ui/window/window.h"

#include <cstdio>

namespace ain::app {

namespace {

/// One line on standard output for tests/bench/startup, when AIN_STUDIO_TIMES is set.
void tellTime(const char *event)
{
    static const bool wanted = qEnvironmentVariableIsSet("AIN_STUDIO_TIMES");
    if (wanted) {
        std::puts(event);
        std::fflush(stdout);
    }
}

/// What a start with the session runs: this program, on the same data.
AutoStart autoStartOf(const ServiceOptions &options)
{
    QStringList arguments{QStringLiteral("--minimised")};
    if (options.dataDirectory != Services::defaultDataDirectory())
        arguments += {QStringLiteral("--data"), options.dataDirectory};
    return {AutoStart::defaultFolder(), QCoreApplication::applicationFilePath(), arguments};
}

} // namespace

Application::Application(QApplication &application, const ServiceOptions &options)
    : m_services(options),
      m_vault(m_services),
      m_accounts(m_services),
      m_operations(m_services),
      m_receipts(m_services),
      m_wallet(m_services, m_operations, m_receipts),
      m_network(m_services),
      m_studio(m_services),
      m_collection(m_services, m_operations, m_wallet),
      m_activity(m_services, m_vault, m_accounts, m_receipts),
      m_settings(m_services, autoStartOf(options)),
      m_staking(m_services, m_operations, m_wallet),
      m_light(m_services),
      m_share(m_services),
      m_earnings(m_services),
      m_door(m_services),
      m_exchange(m_services),
      m_paidWork(m_services, m_exchange),
      m_enlist(m_services, m_operations),
      m_peers(m_services),
      m_ask(m_services, m_exchange, m_operations),
      m_pool(PoolAdapter::make(m_services)),
      m_offline(m_services, m_operations),
      m_contacts(m_services),
      m_messages(m_services),
      m_backends{m_vault,    m_accounts, m_wallet, m_operations, m_network,  m_studio,   m_collection, m_activity,
                 m_settings, m_staking,  m_light,  m_share,      m_earnings, m_door,     m_paidWork,   m_enlist,
                 m_peers,    m_ask,      *m_pool,  m_offline,    m_qr,       m_contacts, m_messages},
      m_theme(application),
      m_context{m_theme, m_language, m_backends, m_services.clock()},
      m_autoLock(m_services.clock()),
      m_isSafe(options.defaultSettings)
{
    wireAutoLock();
    connect(&m_wishes, &DesktopWishes::changed, this, [this] {
        ui::DesktopLook look = m_theme.desktop();
        look.isDark = m_wishes.isDark().value_or(look.isDark);
        look.isHighContrast = m_wishes.isHighContrast();
        look.isStill = m_wishes.isStill();
        m_theme.setDesktop(look);
    });
    m_window = ui::buildWindow(m_context);
    if (!m_isSafe) {
        m_tray = std::make_unique<ui::Tray>(m_context, *m_window);
        connect(m_tray.get(), &ui::Tray::quitWanted, &application, &QCoreApplication::quit);
    }
    connect(&m_vault, &ui::VaultBackend::stateChanged, this, &Application::remindOfDrill);
    tellNotices();
    connect(&m_wallet, &ui::WalletBackend::accountsChanged, this, &Application::openLink);
    connect(&m_collection, &CollectionAdapter::minted, &m_studio,
            [this](const QString &image, const QString &objectId, const QString &tokenId) {
                m_studio.setMinted(image, objectId, tokenId).detach(); // only the gallery's mark would be missing
            });
    // A link that had to wait for another payment is shown when that sheet closes.
    if (auto *wallet = qobject_cast<ui::WalletPage *>(m_window->page(ui::PageId::Wallet)))
        connect(wallet->sendSheet(), &ui::Sheet::dismissed, this, &Application::openLink, Qt::QueuedConnection);
    application.installEventFilter(this);
}

Application::~Application() = default;

void Application::wireAutoLock()
{
    const auto arm = [this] {
        // Without a password there is nothing to lock with.
        m_autoLock.setArmed(m_vault.state() == ui::VaultState::Open && m_vault.hasPassword());
    };
    const auto minutes = [this] { m_autoLock.setIdleMinutes(m_settings.settings().autoLockMinutes); };
    connect(&m_settings, &ui::SettingsBackend::changed, this, minutes);
    minutes();
    connect(&m_vault, &ui::VaultBackend::stateChanged, this, arm);
    connect(&m_vault, &ui::VaultBackend::passwordChanged, this, arm);
    connect(&m_autoLock, &vault::AutoLock::lockRequested, this, [this] { m_vault.lock(); });
    connect(&m_sensors, &SessionSensors::woke, &m_autoLock, &vault::AutoLock::woke);
    connect(&m_sensors, &SessionSensors::sessionLocked, &m_autoLock, &vault::AutoLock::sessionLocked);
    connect(&m_sensors, &SessionSensors::sessionSwitchedAway, &m_autoLock, &vault::AutoLock::sessionSwitchedAway);
    // The computer sleeps once the keys are gone (or there were none, or nothing to lock them with).
    connect(&m_sensors, &SessionSensors::aboutToSleep, this, [this] {
        if (m_vault.state() != ui::VaultState::Open || !m_vault.hasPassword()) {
            m_sensors.readyToSleep();
            return;
        }
        m_services.vault().lock().then(this, [this](const Result<> &) { m_sensors.readyToSleep(); });
    });
}

bool Application::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin: m_autoLock.activity(); break;
    case QEvent::Paint:
        if (!m_painted) {
            m_painted = true;
            tellTime("first-paint");
        }
        break;
    default: break;
    }
    return QObject::eventFilter(watched, event);
}

Task<> Application::start()
{
    // What fails here stands on the pages: the vault's state, the chain's status.
    auto vaultReady = co_await m_vault.start();
    if (!m_isSafe) {
        auto networkReady = co_await m_network.start();
    }
    tellTime("usable");
    remindOfDrill();
    auto studioReady = co_await m_studio.start();
    auto roomsReady = co_await m_services.studio().open(); // the same outcome once more, whatever was shown there
    if (m_isSafe)
        co_return Result<>();
    if (roomsReady) {
        m_services.sharing().start();
        m_door.start();
        m_paidWork.start();
        m_peers.start();
        m_ask.start();
    }
    m_pool->start(roomsReady);
    co_return Result<>();
}

void Application::openLink()
{
    if (m_link.isEmpty() || m_vault.state() != ui::VaultState::Open || m_wallet.accounts().isEmpty())
        return;
    if (ui::openPaymentLink(*m_window, m_context, m_link))
        m_link.clear();
}

void Application::setPaymentLink(const QString &link)
{
    m_link = link;
    openLink();
}

void Application::raise()
{
    m_window->setWindowState(m_window->windowState() & ~Qt::WindowMinimized);
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

void Application::tellNotices()
{
    if (m_isSafe) {
        ui::Notice notice;
        notice.id = QStringLiteral("safe-mode");
        notice.tone = ui::Tone::Warn;
        notice.text = [] {
            return tr("Safe mode: default settings, no network before you choose one, and nothing is shared or served. "
                      "What you change in the settings lasts until you quit.");
        };
        notice.actionText = [] { return tr("Choose a network"); };
        notice.action = [this] { m_window->showPage(ui::PageId::Settings); };
        m_window->notices()->add(std::move(notice));
    }
    if (const auto &damaged = m_services.settings().loadError()) {
        ui::Notice notice;
        notice.id = QStringLiteral("settings");
        notice.tone = ui::Tone::Warn;
        notice.text = [error = *damaged] { return text::errorSentence(error); };
        m_window->notices()->add(std::move(notice));
    }
}

void Application::remindOfDrill()
{
    if (m_vault.state() != ui::VaultState::Open) {
        m_window->notices()->remove(QStringLiteral("drill"));
        return;
    }
    if (m_hasReminded || !m_vault.isDrillDue())
        return;
    m_hasReminded = true;
    ui::Notice notice;
    notice.id = QStringLiteral("drill");
    notice.text = [] { return tr("Half a year has passed: would your backup still bring your accounts back?"); };
    notice.actionText = [] { return tr("Check my backup"); };
    notice.action = [this] {
        m_window->showPage(ui::PageId::Settings);
        if (auto *page = qobject_cast<ui::SettingsPage *>(m_window->page(ui::PageId::Settings)))
            page->drillSheet()->open();
    };
    m_window->notices()->add(std::move(notice));
}

void Application::show(bool minimised)
{
    if (minimised)
        m_window->showMinimized();
    else
        m_window->show();
    start().detach(); // see start()
}

} // namespace ain::app
