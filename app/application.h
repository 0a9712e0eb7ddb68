// The windowed program: services, backends, look, window and auto-lock, wired.
#pragma once

#include "app/backends/accountadapter.h"
#include "app/backends/activityadapter.h"
#include "app/backends/askadapter.h"
#include "app/backends/collectionadapter.h"
#include "app/backends/contactsadapter.h"
#include "app/backends/dooradapter.h"
#include "app/backends/earningsadapter.h"
#include "app/backends/enlistadapter.h"
#include "app/backends/lightadapter.h"
#include "app/backends/messageadapter.h"
#include "app/backends/networkadapter.h"
#include "app/backends/offlineadapter.h"
#include "app/backends/operationsadapter.h"
#include "app/backends/paidworkadapter.h"
#include "app/backends/peersadapter.h"
#include "app/backends/pooladapter.h"
#include "app/backends/qradapter.h"
#include "app/backends/settingsadapter.h"
#include "app/backends/shareadapter.h"
#include "app/backends/stakingadapter.h"
#include "app/backends/studioadapter.h"
#include "app/backends/vaultadapter.h"
#include "app/backends/walletadapter.h"
#include "app/session/desktopwishes.h"
#include "app/session/sessionsensors.h"
#include "core/vault/autolock.h"
#include "ui/context.h"
#include "ui/window/mainwindow.h"
#include "ui/window/tray.h"

#include <QApplication>

namespace ain::app {

/// Thread: main. Lives from main() to its end.
class Application : public QObject {
    Q_OBJECT
public:
    /// `options.defaultSettings`: safe mode. Nothing is shared, served or put into the tray, and no network is opened
    /// before the user chooses one.
    Application(QApplication &application, const ServiceOptions &options);
    ~Application() override;

    /// An "ain:" link from outside: shown in the send sheet once there is an account and no other payment under way.
    /// The newest one counts.
    void setPaymentLink(const QString &link);
    /// Brings the window to the front.
    void raise();
    /// Shows the window at once; vault and network open behind it.
    void show(bool minimised = false);
    [[nodiscard]] ui::MainWindow &window() { return *m_window; }
    [[nodiscard]] ui::Backends &backends() { return m_backends; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void wireAutoLock();
    void openLink();
    void tellNotices();
    void remindOfDrill();
    Task<> start();

    Services m_services;
    VaultAdapter m_vault;
    AccountAdapter m_accounts;
    OperationsAdapter m_operations;
    Receipts m_receipts;
    WalletAdapter m_wallet;
    NetworkAdapter m_network;
    StudioAdapter m_studio;
    CollectionAdapter m_collection;
    ActivityAdapter m_activity;
    SettingsAdapter m_settings;
    StakingAdapter m_staking;
    LightAdapter m_light;
    ShareAdapter m_share;
    EarningsAdapter m_earnings;
    DoorAdapter m_door;
    SharedExchange m_exchange;
    PaidWorkAdapter m_paidWork;
    EnlistAdapter m_enlist;
    PeersAdapter m_peers;
    AskAdapter m_ask;
    std::unique_ptr<PoolAdapter> m_pool;
    OfflineAdapter m_offline;
    QrAdapter m_qr;
    ContactsAdapter m_contacts;
    MessageAdapter m_messages;
    ui::Backends m_backends;
    ui::Theme m_theme;
    ui::Language m_language;
    ui::Context m_context;
    vault::AutoLock m_autoLock;
    SessionSensors m_sensors;
    DesktopWishes m_wishes;
    std::unique_ptr<ui::MainWindow> m_window;
    std::unique_ptr<ui::Tray> m_tray;
    QString m_link;
    bool m_isSafe;
    bool m_hasReminded = false;
    bool m_painted = false;
};

} // namespace ain::app
