// The sensors against a private bus on which the test plays the desktop's services.
#include "gpu/share/guard/bussources.h"
#include "gpu/share/guard/guard.h"
#include "gpu/share/guard/loginsession.h"
#include "gpu/share/guard/mutteridle.h"
#include "gpu/share/guard/systemsources.h"

#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVirtualObject>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace ain;
using namespace ain::share;
using namespace Qt::StringLiterals;

namespace {

const QString Properties = u"org.freedesktop.DBus.Properties"_s;
const QString SessionPath = u"/org/freedesktop/login1/session/_31"_s;

/// Answers GetAll() with what the test put in, and the calls that the sensors make.
class FakeService : public QDBusVirtualObject {
public:
    QString introspect(const QString & /*path*/) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        const QString member = message.member();
        calls.append(member);
        if (member == u"GetAll")
            return connection.send(message.createReply(properties));
        if (member == u"GetSessionByPID" || member == u"GetSession") {
            if (sessionErrors-- > 0)
                return connection.send(message.createErrorReply(u"org.test.No"_s, u"no"_s));
            return connection.send(message.createReply(QVariant::fromValue(QDBusObjectPath(SessionPath))));
        }
        if (member == u"GetIdletime")
            return connection.send(message.createReply(qulonglong(idleMs)));
        if (member == u"AddIdleWatch" || member == u"AddUserActiveWatch")
            return connection.send(message.createReply(++lastWatch));
        if (member == u"GetActive")
            return connection.send(message.createReply(isSaving));
        return false;
    }

    QVariantMap properties;
    QStringList calls;
    int sessionErrors = 0;
    qint64 idleMs = 0;
    uint lastWatch = 0;
    bool isSaving = false;
};

} // namespace

class TestBus : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        const QString daemon = QStandardPaths::findExecutable(u"dbus-daemon"_s);
        QVERIFY2(!daemon.isEmpty(), "scripts/setup installs dbus");
        m_bus.start(daemon, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
        if (!m_bus.waitForStarted() || !m_bus.waitForReadyRead(10'000))
            QSKIP("a private bus does not start here");
        m_address = QString::fromLatin1(m_bus.readLine()).trimmed();
    }
    void cleanupTestCase()
    {
        m_bus.terminate();
        m_bus.waitForFinished();
    }

    void mainsAndBattery()
    {
        FakeService upower;
        auto server = serve(u"org.freedesktop.UPower"_s, u"/org/freedesktop/UPower"_s, upower);
        upower.properties = {{u"OnBattery"_s, true}};
        const auto source = upowerSource(client(), m_clock);
        hear(*source);
        QTRY_VERIFY(is<SupplySeen>([](const SupplySeen &seen) { return seen.isOnBattery; }));
        tellChange(server, u"/org/freedesktop/UPower"_s, u"org.freedesktop.UPower"_s, {{u"OnBattery"_s, false}});
        QTRY_VERIFY(is<SupplySeen>([](const SupplySeen &seen) { return !seen.isOnBattery; }));
        // Invalidated: it asks again.
        upower.properties = {{u"OnBattery"_s, true}};
        tellChange(server, u"/org/freedesktop/UPower"_s, u"org.freedesktop.UPower"_s, {}, {u"OnBattery"_s});
        QTRY_VERIFY(is<SupplySeen>([](const SupplySeen &seen) { return seen.isOnBattery; }));
        // Another interface's change is none of ours.
        tellChange(server, u"/org/freedesktop/UPower"_s, u"org.test.Other"_s, {{u"OnBattery"_s, false}});
        // It leaves, and comes back.
        QVERIFY(server.unregisterService(u"org.freedesktop.UPower"_s));
        QTRY_COMPARE(whyAbsent(), QString(absence::NoService));
        upower.properties = {{u"OnBattery"_s, false}};
        QVERIFY(server.registerService(u"org.freedesktop.UPower"_s));
        QTRY_VERIFY(is<SupplySeen>([](const SupplySeen &seen) { return !seen.isOnBattery; }));
        QVERIFY(server.unregisterService(u"org.freedesktop.UPower"_s));
    }

    void meteredNetwork()
    {
        FakeService manager;
        auto server = serve(u"org.freedesktop.NetworkManager"_s, u"/org/freedesktop/NetworkManager"_s, manager);
        manager.properties = {{u"Metered"_s, uint(3)}};
        const auto source = networkManagerSource(client(), m_clock);
        hear(*source);
        QTRY_VERIFY(is<NetworkSeen>([](const NetworkSeen &seen) { return seen.isMetered && seen.isGuess; }));
        const auto change = [&](const QVariant &value) {
            tellChange(server, u"/org/freedesktop/NetworkManager"_s, u"org.freedesktop.NetworkManager"_s,
                       {{u"Metered"_s, value}});
        };
        change(uint(2));
        QTRY_VERIFY(is<NetworkSeen>([](const NetworkSeen &seen) { return !seen.isMetered && !seen.isGuess; }));
        change(uint(0));
        QTRY_COMPARE(whyAbsent(), QString(absence::NotTold));
        change(uint(1));
        QTRY_VERIFY(is<NetworkSeen>([](const NetworkSeen &seen) { return seen.isMetered; }));
        change(u"nonsense"_s);
        QTRY_COMPARE(whyAbsent(), QString(absence::NotTold));
        QVERIFY(server.unregisterService(u"org.freedesktop.NetworkManager"_s));
    }

    void games()
    {
        FakeService gameMode;
        gameMode.properties = {{u"ClientCount"_s, 0}};
        auto server = serve(u"com.feralinteractive.GameMode"_s, u"/com/feralinteractive/GameMode"_s, gameMode);
        const auto source = gameModeSource(client(), m_clock);
        hear(*source);
        QTRY_VERIFY(is<GameSeen>([](const GameSeen &seen) { return seen.count == 0; }));
        tellChange(server, u"/com/feralinteractive/GameMode"_s, u"com.feralinteractive.GameMode"_s,
                   {{u"ClientCount"_s, 2}});
        QTRY_VERIFY(is<GameSeen>([](const GameSeen &seen) { return seen.count == 2; }));
        QVERIFY(server.unregisterService(u"com.feralinteractive.GameMode"_s));
    }

    void sessionLockSwitchAndSleep()
    {
        FakeService login;
        login.sessionErrors = 1; // a program of the user's service manager: no session by its process
        login.properties = {{u"LockedHint"_s, false}, {u"Active"_s, true}};
        auto server = serve(u"org.freedesktop.login1"_s, u"/org/freedesktop/login1"_s, login);
        const auto session = std::make_shared<LoginSession>(client(), QString());
        SessionSource source(session, client(), m_clock);
        hear(source);
        const QString interface = u"org.freedesktop.login1.Session"_s;
        QTRY_VERIFY(is<SessionSeen>([](const SessionSeen &seen) { return seen.isInFront && !seen.isLocked; }));
        tellChange(server, SessionPath, interface, {{u"LockedHint"_s, true}});
        QTRY_VERIFY(is<SessionSeen>([](const SessionSeen &seen) { return seen.isLocked; }));
        tellChange(server, SessionPath, interface, {{u"LockedHint"_s, false}, {u"Active"_s, false}});
        QTRY_VERIFY(is<SessionSeen>([](const SessionSeen &seen) { return !seen.isInFront && !seen.isLocked; }));
        tellChange(server, SessionPath, interface, {{u"Active"_s, true}});
        QTRY_VERIFY(is<SessionSeen>([](const SessionSeen &seen) { return seen.isInFront; }));
        emitSignal(server, u"/org/freedesktop/login1"_s, u"org.freedesktop.login1.Manager"_s, u"PrepareForSleep"_s,
                   {true});
        QTRY_VERIFY(is<SessionSeen>([](const SessionSeen &seen) { return seen.isSleeping; }));
        emitSignal(server, u"/org/freedesktop/login1"_s, u"org.freedesktop.login1.Manager"_s, u"PrepareForSleep"_s,
                   {false});
        QTRY_VERIFY(is<SessionSeen>([](const SessionSeen &seen) { return !seen.isSleeping; }));
        QVERIFY(server.registerService(u"org.gnome.ScreenSaver"_s));
        emitSignal(server, u"/org/gnome/ScreenSaver"_s, u"org.gnome.ScreenSaver"_s, u"ActiveChanged"_s, {true});
        QTRY_VERIFY(is<SessionSeen>([](const SessionSeen &seen) { return seen.isLocked; }));
        emitSignal(server, u"/org/gnome/ScreenSaver"_s, u"org.gnome.ScreenSaver"_s, u"ActiveChanged"_s, {false});
        QTRY_VERIFY(is<SessionSeen>([](const SessionSeen &seen) { return !seen.isLocked; }));
        QVERIFY(server.unregisterService(u"org.gnome.ScreenSaver"_s));
        QVERIFY(server.unregisterService(u"org.freedesktop.login1"_s));
    }

    void loginsHintIsNotBelievedBeforeItWasSet()
    {
        FakeService login;
        login.properties = {{u"IdleHint"_s, false}, {u"IdleSinceHint"_s, qulonglong(0)}};
        auto server = serve(u"org.freedesktop.login1"_s, u"/org/freedesktop/login1"_s, login);
        const auto session = std::make_shared<LoginSession>(client(), u"1"_s);
        LoginIdleSource source(session, m_clock);
        hear(source);
        QTRY_COMPARE(whyAbsent(), QString(absence::NotTold));
        const qulonglong since = qulonglong(m_clock.nowMs() - 60'000) * 1000;
        tellChange(server, SessionPath, u"org.freedesktop.login1.Session"_s,
                   {{u"IdleHint"_s, true}, {u"IdleSinceHint"_s, since}});
        QTRY_VERIFY(is<InputSeen>([this](const InputSeen &seen) {
            const qint64 ago = m_clock.monotonicMs() - seen.lastMs;
            return !seen.isActive && (ago >= 60'000 || m_clock.monotonicMs() < 60'000);
        }));
        tellChange(server, SessionPath, u"org.freedesktop.login1.Session"_s, {{u"IdleHint"_s, false}});
        QTRY_VERIFY(is<InputSeen>([](const InputSeen &seen) { return seen.isActive; }));
        QVERIFY(server.unregisterService(u"org.freedesktop.login1"_s));
    }

    void mutterTellsTheReturnAtOnce()
    {
        const QString service = u"org.gnome.Mutter.IdleMonitor"_s;
        const QString path = u"/org/gnome/Mutter/IdleMonitor/Core"_s;
        FakeService mutter;
        mutter.idleMs = 5000;
        auto server = serve(service, path, mutter);
        {
            MutterIdleSource source(client(), m_clock);
            hear(source);
            QTRY_VERIFY(is<InputSeen>([this](const InputSeen &seen) {
                return !seen.isActive && m_clock.monotonicMs() - seen.lastMs >= 5000;
            }));
            const auto fire = [&](uint watch) { emitSignal(server, path, service, u"WatchFired"_s, {watch}); };
            fire(99); // somebody else's
            fire(2); // touched
            QTRY_VERIFY(is<InputSeen>([](const InputSeen &seen) { return seen.isActive; }));
            fire(1); // quiet for a second
            QTRY_VERIFY(is<InputSeen>([](const InputSeen &seen) { return !seen.isActive; }));
            QTRY_COMPARE(mutter.lastWatch, 3U); // a new watch for the next return
            fire(3);
            QTRY_VERIFY(is<InputSeen>([](const InputSeen &seen) { return seen.isActive; }));
            // The shell starts anew: watches are set again.
            QVERIFY(server.unregisterService(service));
            QTRY_COMPARE(whyAbsent(), QString(absence::NoService));
            QVERIFY(server.registerService(service));
            QTRY_VERIFY(is<InputSeen>([](const InputSeen &seen) { return !seen.isActive; }));
            fire(5);
            QTRY_VERIFY(is<InputSeen>([](const InputSeen &seen) { return seen.isActive; }));
        }
        QTRY_VERIFY(mutter.calls.contains(u"RemoveWatch"_s));
        QVERIFY(server.unregisterService(service));
    }

    void whereNothingIsNothingIsGuessed()
    {
        QThreadPool pool;
        device::DeviceProbe probe(pool, {.nvml = u"libno-such-driver.so"_s});
        const SystemPlaces nowhere{.systemBus = QDBusConnection(u"none"_s),
                                   .sessionBus = QDBusConnection(u"none"_s),
                                   .powerSupplies = u"/nowhere"_s};
        Settings settings;
        settings.isOn = true;
        Guard guard(m_clock, systemSources(nowhere, m_clock, pool, probe, {}), settings);
        guard.start();
        QTRY_VERIFY(guard.verdict().reason(ReasonId::Measuring) == nullptr);
        const Verdict verdict = guard.verdict();
        QVERIFY(!verdict.mayRun);
        QVERIFY(verdict.reason(ReasonId::NoIdleSensor) != nullptr);
        for (const Reading &reading : verdict.sensors) {
            if (reading.id != SensorId::Hours)
                QVERIFY2(reading.state == SensorState::Unavailable, word(reading.id).data());
        }
        QCOMPARE(verdict.sensor(SensorId::Gpu)->why, QString(absence::NoDriver));
        QCOMPARE(verdict.sensor(SensorId::Fullscreen)->why, QString(absence::NoDisplay));
        settings.withoutIdleSensor = true;
        guard.setSettings(settings);
        QVERIFY(guard.verdict().mayRun);
        pool.waitForDone();
    }

private:
    QDBusConnection client() { return QDBusConnection::connectToBus(m_address, u"client"_s); }
    QDBusConnection serve(const QString &service, const QString &path, FakeService &object)
    {
        auto server = QDBusConnection::connectToBus(m_address, u"server %1"_s.arg(++m_servers));
        if (!server.registerVirtualObject(path, &object, QDBusConnection::SubPath) || !server.registerService(service))
            qFatal("the service can't be registered");
        return server;
    }
    static void emitSignal(const QDBusConnection &server, const QString &path, const QString &interface,
                           const QString &name, const QVariantList &arguments)
    {
        auto message = QDBusMessage::createSignal(path, interface, name);
        message.setArguments(arguments);
        QVERIFY(server.send(message));
    }
    static void tellChange(const QDBusConnection &server, const QString &path, const QString &interface,
                           const QVariantMap &changed, const QStringList &invalidated = {})
    {
        emitSignal(server, path, Properties, u"PropertiesChanged"_s, {interface, changed, invalidated});
    }
    void hear(Source &source)
    {
        m_last.reset();
        connect(&source, &Source::observed, this, [this](const Observation &observation) { m_last = observation; });
        source.start();
    }
    template<typename T, typename Test>
    bool is(Test test) const
    {
        const T *seen = m_last ? std::get_if<T>(&m_last->seen) : nullptr;
        return seen != nullptr && test(*seen);
    }
    [[nodiscard]] QString whyAbsent() const
    {
        const auto *absent = m_last ? std::get_if<Absent>(&m_last->seen) : nullptr;
        return absent != nullptr ? absent->why : QString();
    }

    QProcess m_bus;
    QString m_address;
    SystemClock m_clock;
    std::optional<Observation> m_last;
    int m_servers = 0;
};

QTEST_GUILESS_MAIN(TestBus)
#include "test_bus.moc"
