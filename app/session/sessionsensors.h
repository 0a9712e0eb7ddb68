// What the desktop says about sleep and the session: the reasons to lock the vault that only D-Bus knows.
#pragma once

#include <QDBusConnection>
#include <QDBusUnixFileDescriptor>
#include <QObject>

QT_FORWARD_DECLARE_CLASS(QDBusPendingCallWatcher)

namespace ain {

/// Listens to logind on the system bus (PrepareForSleep; Lock, LockedHint and Active of our own session) and to
/// org.freedesktop.ScreenSaver and org.gnome.ScreenSaver on the session bus. A bus or a service that is absent is no
/// error: its signals just never come. Nothing blocks. What other programs of the user send here can at worst lock
/// the vault. Thread: main.
class SessionSensors : public QObject {
    Q_OBJECT
public:
    explicit SessionSensors(QDBusConnection systemBus = QDBusConnection::systemBus(),
                            QDBusConnection sessionBus = QDBusConnection::sessionBus(), QObject *parent = nullptr);

    /// Lets the computer go to sleep: call when the vault is locked after aboutToSleep. logind waits for it a few
    /// seconds at most.
    void readyToSleep();
    /// True while logind keeps sleep waiting for us.
    [[nodiscard]] bool holdsSleepBack() const { return m_inhibitor.isValid(); }
    /// logind told us which session is ours.
    [[nodiscard]] bool knowsSession() const { return !m_sessionPath.isEmpty(); }

Q_SIGNALS:
    void aboutToSleep();
    void woke();
    /// The screen was locked.
    void sessionLocked();
    /// Another session came to the front.
    void sessionSwitchedAway();
    /// knowsSession and holdsSleepBack may have changed.
    void ready();

private Q_SLOTS:
    void prepareForSleep(bool begins);
    void lockSession();
    void sessionPropertiesChanged(const QString &interface, const QVariantMap &changed, const QStringList &invalidated);
    void screenSaverChanged(bool active);

private:
    void findSession();
    void askForSession(const QString &method, const QVariantList &arguments, bool isLast);
    void followSession(const QString &path);
    void inhibitSleep();

    QDBusConnection m_systemBus;
    QDBusConnection m_sessionBus;
    QString m_sessionPath;
    QDBusUnixFileDescriptor m_inhibitor;
};

} // namespace ain
