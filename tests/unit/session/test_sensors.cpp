// The sensors against a private bus on which the test plays logind and the screen saver.
#include "app/session/sessionsensors.h"
#include "privatebus.h"

#include <QDBusContext>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QSignalSpy>
#include <QTest>

#include <unistd.h>

using namespace ain;
using namespace Qt::StringLiterals;

namespace {

class FakeLogin : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")
public:
    int inhibitors = 0;
    QStringList inhibited;

public Q_SLOTS:
    QDBusObjectPath GetSession(const QString & /*id*/)
    {
        return QDBusObjectPath(u"/org/freedesktop/login1/session/_31"_s);
    }
    QDBusObjectPath GetSessionByPID(uint /*pid*/) { return QDBusObjectPath(u"/org/freedesktop/login1/session/_31"_s); }
    QDBusUnixFileDescriptor Inhibit(const QString &what, const QString & /*who*/, const QString & /*why*/,
                                    const QString &mode)
    {
        ++inhibitors;
        inhibited = {what, mode};
        int ends[2] = {-1, -1};
        if (::pipe(ends) != 0)
            return {};
        QDBusUnixFileDescriptor descriptor(ends[1]);
        ::close(ends[0]);
        ::close(ends[1]);
        return descriptor;
    }
};

class TestSensors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = m_bus.start(); !why.isEmpty())
            QSKIP(qPrintable(why));
    }

    void hearsLogind()
    {
        auto server = QDBusConnection::connectToBus(m_bus.address(), u"server"_s);
        QVERIFY(server.isConnected());
        FakeLogin login;
        QVERIFY(server.registerObject(u"/org/freedesktop/login1"_s, &login, QDBusConnection::ExportAllSlots));
        QVERIFY(server.registerService(u"org.freedesktop.login1"_s));
        QVERIFY(server.registerService(u"org.freedesktop.ScreenSaver"_s));

        SessionSensors sensors(QDBusConnection::connectToBus(m_bus.address(), u"system"_s),
                               QDBusConnection::connectToBus(m_bus.address(), u"session"_s));
        QSignalSpy sleep(&sensors, &SessionSensors::aboutToSleep);
        QSignalSpy woke(&sensors, &SessionSensors::woke);
        QSignalSpy locked(&sensors, &SessionSensors::sessionLocked);
        QSignalSpy switched(&sensors, &SessionSensors::sessionSwitchedAway);
        QTRY_VERIFY(sensors.knowsSession() && sensors.holdsSleepBack());
        QCOMPARE(login.inhibited, (QStringList{u"sleep"_s, u"delay"_s}));

        const auto emitSignal = [&](const QString &path, const QString &interface, const QString &name,
                                    const QVariantList &arguments) {
            auto message = QDBusMessage::createSignal(path, interface, name);
            message.setArguments(arguments);
            return server.send(message);
        };
        const QString manager = u"org.freedesktop.login1.Manager"_s;
        const QString session = u"/org/freedesktop/login1/session/_31"_s;
        const QString sessionInterface = u"org.freedesktop.login1.Session"_s;
        const QString properties = u"org.freedesktop.DBus.Properties"_s;

        QVERIFY(emitSignal(u"/org/freedesktop/login1"_s, manager, u"PrepareForSleep"_s, {true}));
        QTRY_COMPARE(sleep.count(), 1);
        QVERIFY(sensors.holdsSleepBack());
        sensors.readyToSleep();
        QVERIFY(!sensors.holdsSleepBack());
        QVERIFY(emitSignal(u"/org/freedesktop/login1"_s, manager, u"PrepareForSleep"_s, {false}));
        QTRY_COMPARE(woke.count(), 1);
        QTRY_VERIFY(sensors.holdsSleepBack());
        QCOMPARE(login.inhibitors, 2);

        QVERIFY(emitSignal(session, sessionInterface, u"Lock"_s, {}));
        QTRY_COMPARE(locked.count(), 1);
        QVERIFY(emitSignal(session, properties, u"PropertiesChanged"_s,
                           {sessionInterface, QVariantMap{{u"Active"_s, false}}, QStringList{}}));
        QTRY_COMPARE(switched.count(), 1);
        QVERIFY(emitSignal(session, properties, u"PropertiesChanged"_s,
                           {sessionInterface, QVariantMap{{u"LockedHint"_s, true}}, QStringList{}}));
        QTRY_COMPARE(locked.count(), 2);
        QVERIFY(emitSignal(u"/org/freedesktop/ScreenSaver"_s, u"org.freedesktop.ScreenSaver"_s, u"ActiveChanged"_s,
                           {true}));
        QTRY_COMPARE(locked.count(), 3);

        // None of these is a reason.
        QVERIFY(emitSignal(u"/org/freedesktop/login1/session/_32"_s, sessionInterface, u"Lock"_s, {}));
        QVERIFY(
            emitSignal(session, properties, u"PropertiesChanged"_s,
                       {sessionInterface, QVariantMap{{u"Active"_s, true}, {u"LockedHint"_s, false}}, QStringList{}}));
        QVERIFY(emitSignal(u"/ScreenSaver"_s, u"org.freedesktop.ScreenSaver"_s, u"ActiveChanged"_s, {false}));
        // A last signal that is heard shows that the earlier ones have passed: a bus keeps the order.
        QVERIFY(emitSignal(session, sessionInterface, u"Lock"_s, {}));
        QTRY_COMPARE(locked.count(), 4);
        QCOMPARE(switched.count(), 1);
        QCOMPARE(sleep.count(), 1);
        for (const QString &name : {u"server"_s, u"system"_s, u"session"_s})
            QDBusConnection::disconnectFromBus(name);
    }

    void livesWithoutAnyBus()
    {
        const QDBusConnection none(u"there is no such connection"_s);
        SessionSensors sensors(none, none);
        QVERIFY(!sensors.knowsSession() && !sensors.holdsSleepBack());
        sensors.readyToSleep();
    }

private:
    test::PrivateBus m_bus;
};

} // namespace

QTEST_GUILESS_MAIN(TestSensors)
#include "test_sensors.moc"
