#include "gpu/share/guard/loginsession.h"

#include <QCoreApplication>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

#include <algorithm>
#include <array>
#include <utility>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

const QString Login = u"org.freedesktop.login1"_s;
const QString LoginPath = u"/org/freedesktop/login1"_s;
const QString LoginManager = u"org.freedesktop.login1.Manager"_s;

struct Saver {
    QString service;
    QString path;
};

QList<Saver> savers()
{
    return {{u"org.freedesktop.ScreenSaver"_s, u"/ScreenSaver"_s},
            {u"org.freedesktop.ScreenSaver"_s, u"/org/freedesktop/ScreenSaver"_s},
            {u"org.gnome.ScreenSaver"_s, u"/org/gnome/ScreenSaver"_s}};
}

} // namespace

LoginSession::LoginSession(const QDBusConnection &systemBus, QString sessionId)
    : m_bus(systemBus), m_sessionId(std::move(sessionId))
{
}

void LoginSession::start()
{
    if (std::exchange(m_hasStarted, true))
        return;
    if (!m_bus.isConnected()) {
        QMetaObject::invokeMethod(this, [this] { Q_EMIT absent(absence::NoBus); }, Qt::QueuedConnection);
        return;
    }
    m_bus.connect(Login, LoginPath, LoginManager, u"PrepareForSleep"_s, this, SLOT(prepareForSleep(bool)));
    if (m_sessionId.isEmpty())
        ask(u"GetSessionByPID"_s, {uint(QCoreApplication::applicationPid())}, false);
    else
        ask(u"GetSession"_s, {m_sessionId}, false);
}

void LoginSession::ask(const QString &method, const QVariantList &arguments, bool isLast)
{
    QDBusMessage call = QDBusMessage::createMethodCall(Login, LoginPath, LoginManager, method);
    call.setArguments(arguments);
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, isLast](QDBusPendingCallWatcher *finished) {
        finished->deleteLater();
        const QDBusPendingReply<QDBusObjectPath> reply = *finished;
        if (!reply.isError()) {
            m_properties = std::make_unique<BusProperties>(m_bus, Login, reply.value().path(),
                                                           u"org.freedesktop.login1.Session"_s);
            connect(m_properties.get(), &BusProperties::changed, this, &LoginSession::changed);
            connect(m_properties.get(), &BusProperties::absent, this, &LoginSession::absent);
            m_properties->start();
        } else if (isLast) {
            Q_EMIT absent(absence::NoService);
        } else {
            ask(u"GetSession"_s, {u"auto"_s}, true);
        }
    });
}

void LoginSession::prepareForSleep(bool begins)
{
    m_isSleeping = begins;
    Q_EMIT sleepChanged();
}

SessionSource::SessionSource(std::shared_ptr<LoginSession> login, const QDBusConnection &sessionBus, const Clock &clock)
    : m_login(std::move(login)), m_sessionBus(sessionBus), m_clock(clock)
{
}

void SessionSource::start()
{
    connect(m_login.get(), &LoginSession::changed, this, [this](const QVariantMap &properties) {
        m_hasAnswered = true;
        m_seen = SessionSeen{.isLocked = properties.value(u"LockedHint"_s).toBool(),
                             .isInFront = properties.value(u"Active"_s, true).toBool()};
        tell();
    });
    connect(m_login.get(), &LoginSession::absent, this, [this](const QString &why) {
        m_hasAnswered = true;
        m_seen.reset();
        m_whyNot = why;
        tell();
    });
    connect(m_login.get(), &LoginSession::sleepChanged, this, &SessionSource::tell);
    m_login->start();
    if (!m_sessionBus.isConnected())
        return;
    for (const Saver &saver : savers()) {
        m_sessionBus.connect(saver.service, saver.path, saver.service, u"ActiveChanged"_s, this,
                             SLOT(saverChanged(bool)));
        const auto call = QDBusMessage::createMethodCall(saver.service, saver.path, saver.service, u"GetActive"_s);
        auto *watcher = new QDBusPendingCallWatcher(m_sessionBus.asyncCall(call), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *finished) {
            finished->deleteLater();
            const QDBusPendingReply<bool> reply = *finished;
            if (!reply.isError() && !m_hasSaver)
                saverChanged(reply.value());
        });
    }
}

void SessionSource::saverChanged(bool isActive)
{
    m_hasSaver = true;
    m_isSaving = isActive;
    tell();
}

void SessionSource::tell()
{
    if (!m_hasAnswered && !m_hasSaver)
        return;
    Observation observation{.seen = Absent{m_whyNot}, .source = u"logind"_s, .atMs = m_clock.monotonicMs()};
    if (m_seen || m_hasSaver || m_login->isSleeping()) {
        SessionSeen seen = m_seen.value_or(SessionSeen{});
        seen.isLocked = seen.isLocked || m_isSaving;
        seen.isSleeping = m_login->isSleeping();
        observation.seen = seen;
        if (!m_seen)
            observation.source = u"screensaver"_s;
    }
    Q_EMIT observed(observation);
}

LoginIdleSource::LoginIdleSource(std::shared_ptr<LoginSession> login, const Clock &clock)
    : m_login(std::move(login)), m_clock(clock)
{
}

void LoginIdleSource::start()
{
    connect(m_login.get(), &LoginSession::changed, this, [this](const QVariantMap &properties) {
        const bool isIdle = properties.value(u"IdleHint"_s).toBool();
        const qint64 sinceMs = qint64(properties.value(u"IdleSinceHint"_s).toULongLong() / 1000);
        Observation observation{.source = u"logind"_s, .atMs = m_clock.monotonicMs()};
        // Never set in this session: the desktop does not care for the hint, and its "no" means nothing.
        if (!isIdle && sinceMs == 0) {
            observation.seen = Absent{absence::NotTold};
        } else {
            const qint64 ago = std::clamp<qint64>(m_clock.nowMs() - sinceMs, 0, observation.atMs);
            observation.seen = InputSeen{.isActive = !isIdle, .lastMs = observation.atMs - (isIdle ? ago : 0)};
        }
        Q_EMIT observed(observation);
    });
    connect(m_login.get(), &LoginSession::absent, this, [this](const QString &why) {
        Q_EMIT observed({.seen = Absent{why}, .source = u"logind"_s, .atMs = m_clock.monotonicMs()});
    });
    m_login->start();
}

} // namespace ain::share
