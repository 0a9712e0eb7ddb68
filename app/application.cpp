#include "app/application.h"

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
      m_settings(m_services),
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
      m_contacts(m_services),
      m_messages(m_services),
      m_backends{m_vault,    m_accounts, m_wallet,  m_operations, m_network, m_studio,   m_collection,
                 m_activity, m_settings, m_staking, m_light,      m_share,   m_earnings, m_door,
                 m_paidWork, m_enlist,   m_peers,   m_ask,        *m_pool,   m_contacts, m_messages},
      m_theme(application),
      m_context{m_theme, m_language, m_backends, m_services.clock()},
      m_autoLock(m_services.clock())
{
    wireAutoLock();
    m_window = ui::buildWindow(m_context);
    m_tray = std::make_unique<ui::Tray>(m_context, *m_window);
    connect(m_tray.get(), &ui::Tray::quitWanted, &application, &QCoreApplication::quit);
    connect(&m_wallet, &ui::WalletBackend::accountsChanged, this, &Application::openLink);
    connect(&m_collection, &CollectionAdapter::minted, &m_studio,
            [this](const QString &image, const QString &objectId, const QString &tokenId) {
                m_studio.setMinted(image, objectId, tokenId).detach(); // only the gallery's mark would be missing
            });
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
    auto networkReady = co_await m_network.start();
    tellTime("usable");
    auto studioReady = co_await m_studio.start();
    auto roomsReady = co_await m_services.studio().open(); // the same outcome once more, whatever was shown there
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
    ui::openPaymentLink(*m_window, m_context, std::exchange(m_link, {}));
}

void Application::show()
{
    m_window->show();
    start().detach(); // see start()
}

} // namespace ain::app
