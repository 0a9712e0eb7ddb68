// Our session as logind sees it: two sensors listen to it.
#pragma once

#include "core/base/clock.h"
#include "gpu/share/guard/busproperties.h"
#include "gpu/share/guard/source.h"

#include <QDBusConnection>

#include <memory>
#include <optional>

namespace ain::share {

/// Finds the session (the one that XDG_SESSION_ID names, else that of this process, else the one on the screen) and
/// follows its properties, and the manager's word before sleep. Thread: main.
class LoginSession : public QObject {
    Q_OBJECT
public:
    /// `sessionId`: of XDG_SESSION_ID; may be empty.
    LoginSession(const QDBusConnection &systemBus, QString sessionId);

    void start(); ///< further calls do nothing
    [[nodiscard]] bool isSleeping() const { return m_isSleeping; }

Q_SIGNALS:
    void changed(const QVariantMap &properties);
    void absent(const QString &why);
    void sleepChanged();

private Q_SLOTS:
    void prepareForSleep(bool begins);

private:
    void ask(const QString &method, const QVariantList &arguments, bool isLast);

    QDBusConnection m_bus;
    QString m_sessionId;
    std::unique_ptr<BusProperties> m_properties;
    bool m_hasStarted = false;
    bool m_isSleeping = false;
};

/// Lock, session switch and sleep: logind, and the screen savers of the session bus.
class SessionSource : public Source {
    Q_OBJECT
public:
    SessionSource(std::shared_ptr<LoginSession> login, const QDBusConnection &sessionBus, const Clock &clock);

    [[nodiscard]] SensorId id() const override { return SensorId::Session; }
    void start() override;

private Q_SLOTS:
    void saverChanged(bool isActive);

private:
    void tell();

    std::shared_ptr<LoginSession> m_login;
    QDBusConnection m_sessionBus;
    const Clock &m_clock;
    std::optional<SessionSeen> m_seen; ///< of logind
    QString m_whyNot;
    bool m_hasAnswered = false;
    bool m_hasSaver = false;
    bool m_isSaving = false;
};

/// The last resort for input: logind's IdleHint, which desktops set when their own idle time is over.
class LoginIdleSource : public Source {
    Q_OBJECT
public:
    LoginIdleSource(std::shared_ptr<LoginSession> login, const Clock &clock);

    [[nodiscard]] SensorId id() const override { return SensorId::Input; }
    void start() override;

private:
    std::shared_ptr<LoginSession> m_login;
    const Clock &m_clock;
};

} // namespace ain::share
