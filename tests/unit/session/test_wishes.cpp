// The desktop's wishes against a private bus on which the test plays the portal.
#include "app/session/desktopwishes.h"
#include "privatebus.h"

#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QSignalSpy>
#include <QTest>

using namespace ain;
using namespace Qt::StringLiterals;

using Spaces = QMap<QString, QVariantMap>;
Q_DECLARE_METATYPE(Spaces)

namespace {

class FakePortal : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")
public:
    Spaces spaces;
    QStringList asked;

public Q_SLOTS:
    Spaces ReadAll(const QStringList &names)
    {
        asked = names;
        return spaces;
    }
};

class TestWishes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        qDBusRegisterMetaType<Spaces>();
        if (const QString why = m_bus.start(); !why.isEmpty())
            QSKIP(qPrintable(why));
    }

    void readsAndFollows()
    {
        auto server = QDBusConnection::connectToBus(m_bus.address(), u"portal"_s);
        FakePortal portal;
        portal.spaces[u"org.freedesktop.appearance"_s] = {{u"color-scheme"_s, 1U}, {u"contrast"_s, 1U}};
        portal.spaces[u"org.gnome.desktop.interface"_s] = {{u"enable-animations"_s, false},
                                                           {u"gtk-theme"_s, u"Adwaita"_s}};
        QVERIFY(server.registerObject(u"/org/freedesktop/portal/desktop"_s, &portal, QDBusConnection::ExportAllSlots));
        QVERIFY(server.registerService(u"org.freedesktop.portal.Desktop"_s));

        DesktopWishes wishes(QDBusConnection::connectToBus(m_bus.address(), u"wishes"_s));
        QSignalSpy changed(&wishes, &DesktopWishes::changed);
        QTRY_COMPARE(changed.count(), 1);
        QVERIFY(portal.asked.contains(u"org.freedesktop.appearance"_s));
        QCOMPARE(wishes.isDark(), std::optional(true));
        QVERIFY(wishes.isHighContrast() && wishes.isStill());

        const auto tell = [&](const QString &space, const QString &key, const QVariant &value) {
            auto message = QDBusMessage::createSignal(u"/org/freedesktop/portal/desktop"_s,
                                                      u"org.freedesktop.portal.Settings"_s, u"SettingChanged"_s);
            message.setArguments({space, key, QVariant::fromValue(QDBusVariant(value))});
            return server.send(message);
        };
        QVERIFY(tell(u"org.freedesktop.appearance"_s, u"color-scheme"_s, 2U));
        QTRY_COMPARE(changed.count(), 2);
        QCOMPARE(wishes.isDark(), std::optional(false));
        // Not ours, then rubbish of ours: no preference.
        QVERIFY(tell(u"org.gnome.desktop.interface"_s, u"gtk-theme"_s, u"Other"_s));
        QVERIFY(tell(u"org.freedesktop.appearance"_s, u"color-scheme"_s, u"purple"_s));
        QTRY_COMPARE(changed.count(), 3);
        QVERIFY(!wishes.isDark());
        QVERIFY(tell(u"org.freedesktop.appearance"_s, u"contrast"_s, 0U));
        QVERIFY(tell(u"org.gnome.desktop.interface"_s, u"enable-animations"_s, true));
        QTRY_COMPARE(changed.count(), 5);
        QVERIFY(!wishes.isHighContrast() && !wishes.isStill());
        for (const QString &name : {u"portal"_s, u"wishes"_s})
            QDBusConnection::disconnectFromBus(name);
    }

    void livesWithoutAnyBus()
    {
        const DesktopWishes wishes(QDBusConnection(u"there is no such connection"_s));
        QVERIFY(!wishes.isDark() && !wishes.isHighContrast() && !wishes.isStill());
    }

private:
    test::PrivateBus m_bus;
};

} // namespace

QTEST_GUILESS_MAIN(TestWishes)
#include "test_wishes.moc"
