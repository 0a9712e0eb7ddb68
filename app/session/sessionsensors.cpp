#include "app/session/sessionsensors.h"

#include <QCoreApplication>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

#include <array>
#include <utility>

namespace ain {

using namespace Qt::StringLiterals;

namespace {

const QString Login = u"org.freedesktop.login1"_s;
const QString LoginPath = u"/org/freedesktop/login1"_s;
const QString LoginManager = u"org.freedesktop.login1.Manager"_s;
const QString LoginSession = u"org.freedesktop.login1.Session"_s;

} // namespace

SessionSensors::SessionSensors(QDBusConnection systemBus, QDBusConnection sessionBus, QObject *parent)
    : QObject(parent), m_systemBus(std::move(systemBus)), m_sessionBus(std::move(sessionBus))
{
    if (m_systemBus.isConnected()) {
        m_systemBus.connect(Login, LoginPath, LoginManager, u"PrepareForSleep"_s, this, SLOT(prepareForSleep(bool)));
        inhibitSleep();
        findSession();
    }
    if (m_sessionBus.isConnected()) {
        static const std::array savers{std::pair{u"org.freedesktop.ScreenSaver"_s, u"/ScreenSaver"_s},
                                       std::pair{u"org.freedesktop.ScreenSaver"_s, u"/org/freedesktop/ScreenSaver"_s},
                                       std::pair{u"org.gnome.ScreenSaver"_s, u"/org/gnome/ScreenSaver"_s}};
        for (const auto &[service, path] : savers)
            m_sessionBus.connect(service, path, service, u"ActiveChanged"_s, this, SLOT(screenSaverChanged(bool)));
    }
}

void SessionSensors::findSession()
{
    // A program started by the user's service manager belongs to no session by its process id; then the session
    // that its environment names is meant, or else the one on the screen.
    const QString id = qEnvironmentVariable("XDG_SESSION_ID");
    if (id.isEmpty())
        askForSession(u"GetSessionByPID"_s, {uint(QCoreApplication::applicationPid())}, false);
    else
        askForSession(u"GetSession"_s, {id}, false);
}

void SessionSensors::askForSession(const QString &method, const QVariantList &arguments, bool isLast)
{
    QDBusMessage call = QDBusMessage::createMethodCall(Login, LoginPath, LoginManager, method);
    call.setArguments(arguments);
    auto *watcher = new QDBusPendingCallWatcher(m_systemBus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, isLast](QDBusPendingCallWatcher *finished) {
        finished->deleteLater();
        const QDBusPendingReply<QDBusObjectPath> reply = *finished;
        if (!reply.isError())
            followSession(reply.value().path());
        else if (!isLast)
            askForSession(u"GetSession"_s, {u"auto"_s}, true);
    });
}

void SessionSensors::followSession(const QString &path)
{
    m_sessionPath = path;
    m_systemBus.connect(Login, path, LoginSession, u"Lock"_s, this, SLOT(lockSession()));
    m_systemBus.connect(Login, path, u"org.freedesktop.DBus.Properties"_s, u"PropertiesChanged"_s, this,
                        SLOT(sessionPropertiesChanged(QString, QVariantMap, QStringList)));
    Q_EMIT ready();
}

void SessionSensors::inhibitSleep()
{
    QDBusMessage call = QDBusMessage::createMethodCall(Login, LoginPath, LoginManager, u"Inhibit"_s);
    call.setArguments({u"sleep"_s, QCoreApplication::applicationName(), u"Locks the wallet"_s, u"delay"_s});
    auto *watcher = new QDBusPendingCallWatcher(m_systemBus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *finished) {
        finished->deleteLater();
        const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *finished;
        if (reply.isError())
            return;
        m_inhibitor = reply.value();
        Q_EMIT ready();
    });
}

void SessionSensors::readyToSleep()
{
    // Closing the descriptor is the permission.
    m_inhibitor = QDBusUnixFileDescriptor();
}

void SessionSensors::prepareForSleep(bool begins)
{
    if (begins) {
        Q_EMIT aboutToSleep();
        return;
    }
    if (!m_inhibitor.isValid())
        inhibitSleep();
    Q_EMIT woke();
}

void SessionSensors::lockSession() { Q_EMIT sessionLocked(); }

void SessionSensors::sessionPropertiesChanged(const QString &interface, const QVariantMap &changed,
                                              const QStringList & /*invalidated*/)
{
    if (interface != LoginSession)
        return;
    if (changed.value(u"LockedHint"_s).toBool())
        Q_EMIT sessionLocked();
    const auto active = changed.constFind(u"Active"_s);
    if (active != changed.constEnd() && !active->toBool())
        Q_EMIT sessionSwitchedAway();
}

void SessionSensors::screenSaverChanged(bool active)
{
    if (active)
        Q_EMIT sessionLocked();
}

} // namespace ain
