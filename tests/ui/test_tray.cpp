// The icon beside the clock: it says how sharing stands, pauses it, and keeps the program only when that was chosen.
#include "tests/ui/desk.h"
#include "ui/pages/settings/settingspage.h"
#include "ui/window/tray.h"

#include <QApplication>
#include <QCheckBox>
#include <QSignalSpy>
#include <QTest>

using namespace ain;
using namespace ain::ui;
using namespace Qt::StringLiterals;

namespace {

struct TrayDesk : Desk {
    bool isThere = true;
    std::unique_ptr<Tray> tray;

    explicit TrayDesk(Theme &theme, const QString &code = u"en"_s) : Desk(theme, code)
    {
        tray = std::make_unique<Tray>(context, *window, [this] { return isThere; });
        settle();
    }
    void keep(bool isKept)
    {
        world.settings.value.keepInTray = isKept;
        Q_EMIT world.settings.changed();
    }
};

class TestTray : public QObject {
    Q_OBJECT
    std::unique_ptr<Theme> m_theme;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        m_theme = std::make_unique<Theme>(*qApp);
    }
    void cleanup() { QGuiApplication::setQuitOnLastWindowClosed(true); }

    void itSaysHowSharingStands()
    {
        TrayDesk desk(*m_theme);
        QVERIFY(desk.tray->isShown());
        QVERIFY2(desk.tray->toolTip().contains(u"40 s"), qPrintable(desk.tray->toolTip()));
        const auto picture = [&desk] { return desk.tray->icon().pixmap(32).toImage(); };
        QCOMPARE(desk.tray->shape(), LampShape::Half);
        const QImage waiting = picture();
        QVERIFY(!waiting.isNull());
        desk.world.share.touched(400'000);
        QCOMPARE(desk.tray->shape(), LampShape::Full);
        const QImage sharing = picture();
        QVERIFY(sharing != waiting);
        desk.world.share.snooze(60'000);
        QCOMPARE(desk.tray->shape(), LampShape::Diamond);
        QVERIFY(picture() != sharing && picture() != waiting);
        QVERIFY(desk.tray->action(Tray::GoOn)->isVisible());
        desk.world.share.turnOff();
        desk.world.share.wishes.isOn = false;
        Q_EMIT desk.world.share.changed();
        QVERIFY(!desk.tray->isShown()); // nothing is shared, and the window is there
        QVERIFY(!desk.tray->action(Tray::Share)->isChecked());
        QVERIFY(!desk.tray->action(Tray::QuarterHour)->isEnabled());
        QVERIFY(!desk.tray->action(Tray::StopNow)->isEnabled());
    }

    void itsMenuReachesTheGuard()
    {
        TrayDesk desk(*m_theme);
        desk.world.share.work.running = 1;
        desk.world.share.touched(400'000);
        for (const auto deed : {Tray::QuarterHour, Tray::Hour, Tray::UntilStarted, Tray::GoOn, Tray::AfterJob,
                                Tray::StopNow, Tray::Share})
            desk.tray->action(deed)->trigger();
        QCOMPARE(desk.world.share.deeds,
                 (QStringList{u"snooze 900000"_s, u"snooze 3600000"_s, u"snooze"_s, u"go on"_s, u"finish"_s, u"panic"_s,
                              u"off"_s}));
        QSignalSpy quit(desk.tray.get(), &Tray::quitWanted);
        desk.tray->action(Tray::Quit)->trigger();
        QCOMPARE(quit.size(), 1);
        for (const QAction *action : desk.tray->menu()->actions())
            QVERIFY(action->isSeparator() || !action->text().isEmpty());
    }

    void closingEndsUnlessItWasChosen()
    {
        TrayDesk desk(*m_theme);
        QVERIFY(!Settings().keepInTray); // off at first
        QVERIFY(desk.window->close());
        desk.window->show();
        desk.keep(true);
        QVERIFY(!desk.window->close());
        QVERIFY(!desk.window->isVisible());
        QVERIFY(!QGuiApplication::quitOnLastWindowClosed());
        QVERIFY(desk.tray->isShown());
        QVERIFY(desk.tray->message().contains(u"goes on"));
        desk.tray->action(Tray::Open)->trigger();
        QVERIFY(desk.window->isVisible());
        QVERIFY(QGuiApplication::quitOnLastWindowClosed());
    }

    void withoutSharingOrAPlaceForItClosingEnds()
    {
        TrayDesk desk(*m_theme);
        desk.keep(true);
        desk.isThere = false;
        QVERIFY(desk.window->close());
        desk.window->show();
        desk.isThere = true;
        desk.world.share.wishes.isOn = false;
        QVERIFY(desk.window->close());
        desk.window->show();
        desk.world.share.wishes.isOn = true;
        desk.tray.reset();
        QVERIFY(desk.window->close()); // nobody is left who could open it again
    }

    void amountsAreNotToldWhileLocked()
    {
        TrayDesk desk(*m_theme);
        Q_EMIT desk.world.earnings.paid(Amount::fromMicro(200'000), false);
        QVERIFY2(desk.tray->message().contains(u"0.200000") && desk.tray->message().contains(u"not proven"),
                 qPrintable(desk.tray->message()));
        Q_EMIT desk.world.earnings.paid(Amount::fromMicro(200'000), true);
        QVERIFY2(!desk.tray->message().contains(u"not proven"), qPrintable(desk.tray->message()));
        desk.world.vault.become(VaultState::Locked);
        Q_EMIT desk.world.earnings.paid(Amount::fromMicro(300'000), false);
        QCOMPARE(desk.tray->message(), u"Shared work was paid."_s);
    }

    void theChoiceIsInTheSettings()
    {
        TrayDesk desk(*m_theme);
        auto *page = desk.page<SettingsPage>(PageId::Settings);
        QVERIFY(!page->trayBox()->isChecked());
        page->trayBox()->setChecked(true);
        QVERIFY(desk.world.settings.value.keepInTray);
    }

    void koreanSaysTheSame()
    {
        TrayDesk desk(*m_theme, u"ko"_s);
        QVERIFY2(desk.tray->toolTip().contains(u"40초"), qPrintable(desk.tray->toolTip()));
        for (const QAction *action : desk.tray->menu()->actions()) {
            const bool isKorean = std::any_of(action->text().cbegin(), action->text().cend(),
                                              [](QChar c) { return c.script() == QChar::Script_Hangul; });
            QVERIFY2(action->isSeparator() || isKorean, qPrintable(action->text()));
        }
    }
};

} // namespace

QTEST_MAIN(TestTray)
#include "test_tray.moc"
