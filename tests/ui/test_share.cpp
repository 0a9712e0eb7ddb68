// The Share page: one switch, one line of truth, every sensor and every reason.
#include "tests/ui/desk.h"
#include "tests/ui/walkers.h"
#include "ui/pages/share/limitscard.h"
#include "ui/pages/share/sensorcard.h"
#include "ui/pages/share/sharepage.h"
#include "ui/pages/share/switchcard.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/toggleswitch.h"

#include <QApplication>
#include <QCheckBox>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace ain;
using namespace ain::ui;
using namespace Qt::StringLiterals;

namespace {

/// A window that shows the page.
struct ShareDesk : Desk {
    explicit ShareDesk(Theme &theme, const QString &code = u"en"_s) : Desk(theme, code)
    {
        window->showPage(PageId::Share);
        settle();
    }
    [[nodiscard]] SharePage *share() const { return page<SharePage>(PageId::Share); }
    [[nodiscard]] fake::Share &back() { return world.share; }
};

class TestShare : public QObject {
    Q_OBJECT
    std::unique_ptr<Theme> m_theme;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        m_theme = std::make_unique<Theme>(*qApp);
    }

    void oneLineOfTruth()
    {
        ShareDesk desk(*m_theme);
        SwitchCard *card = desk.share()->switchCard();
        QVERIFY2(card->line().contains(u"40 s"), qPrintable(card->line()));
        QVERIFY2(card->line().contains(u"2:20"), qPrintable(card->line()));
        QVERIFY2(card->promise().contains(u"61 ms") && card->promise().contains(u"310 ms"),
                 qPrintable(card->promise()));
        desk.back().compute.reset();
        desk.back().touched(0);
        QVERIFY2(!card->promise().contains(u"ms"),
                 qPrintable(card->promise())); // nothing is promised that was not measured
        const QString active = card->line();
        desk.back().touched(400'000);
        QVERIFY(card->line() != active);
        QVERIFY(desk.back().verdict().mayRun);
        desk.back().turnOff();
        QVERIFY(!card->toggle()->isChecked());
        QVERIFY(!card->panicButton()->isEnabled());
    }

    void theSwitchAndThePausesReachTheGuard()
    {
        ShareDesk desk(*m_theme);
        SwitchCard *card = desk.share()->switchCard();
        QVERIFY(card->toggle()->isChecked());
        QTest::keyClick(card->toggle(), Qt::Key_Space);
        QTest::keyClick(card->toggle(), Qt::Key_Space);
        QCOMPARE(desk.back().deeds, (QStringList{u"off"_s, u"on"_s}));
        desk.back().deeds.clear();
        for (QAction *action : card->snoozeButton()->menu()->actions())
            action->trigger();
        QCOMPARE(desk.back().deeds, (QStringList{u"snooze 900000"_s, u"snooze 3600000"_s, u"snooze"_s, u"go on"_s}));
        QVERIFY(!card->finishButton()->isEnabled()); // nothing runs
        desk.back().work.running = 1;
        desk.back().touched(400'000);
        QVERIFY(card->finishButton()->isEnabled());
        card->panicButton()->click();
        QCOMPARE(desk.back().deeds.constLast(), u"panic"_s);
        QCOMPARE(desk.back().verdict().stop, share::Stop::Free);
    }

    void everySensorIsListedHonestly()
    {
        ShareDesk desk(*m_theme);
        const QString words = desk.share()->sensors()->sensorsText();
        QCOMPARE(words.count(u'\n') + 1, qsizetype(share::Sensors.size()));
        QVERIFY2(words.contains(u"not available here", Qt::CaseInsensitive), qPrintable(words));
        QVERIFY(desk.back().watched);
        desk.window->showPage(PageId::Wallet);
        settle();
        QVERIFY(!desk.back().watched);
    }

    void withoutASensorForInputNothingIsSharedUnlessTheUserSaysSo()
    {
        ShareDesk desk(*m_theme);
        desk.back().see(share::SensorId::Input, share::Absent{share::absence::NoService}, {});
        desk.back().setSettings(desk.back().settings());
        QVERIFY(!desk.back().verdict().mayRun);
        QVERIFY(!desk.share()->sensors()->reasonsText().isEmpty());
        desk.share()->limits()->blindBox()->setChecked(true);
        QVERIFY(desk.back().wishes.withoutIdleSensor);
        QVERIFY(desk.back().verdict().mayRun);
    }

    void limitsAreWishes()
    {
        ShareDesk desk(*m_theme);
        LimitsCard *limits = desk.share()->limits();
        QCOMPARE(limits->idleBox()->value(), 180);
        limits->idleBox()->setValue(30);
        QCOMPARE(desk.back().wishes.idleS, 30);
        limits->mainsBox()->setChecked(false);
        QVERIFY(!desk.back().wishes.mainsOnly);
        QCOMPARE(limits->gpuBoxes().size(), 1);
        limits->gpuBoxes().constFirst()->setChecked(false);
        QCOMPARE(desk.back().wishes.gpusOff, QStringList{u"0000:01:00.0"_s});
        limits->hoursBox()->setChecked(true);
        QVERIFY(desk.back().wishes.hasHours);
        QCOMPARE(desk.back().wishes.hours[0], QList<share::Span>{(share::Span{22 * 60, 8 * 60})});
        // Something else changes a wish: the form follows.
        desk.back().wishes.idleS = 600;
        desk.back().touched(10'000);
        QCOMPARE(limits->idleBox()->value(), 600);
    }

    void wishesThatCannotBeKeptAreTold()
    {
        ShareDesk desk(*m_theme);
        QVERIFY(!desk.share()->banner()->hasError());
        desk.back().trouble = Error{errors::FileWrite, {{u"path"_s, u"/full/share.json"_s}}};
        desk.back().touched(10'000);
        QVERIFY(desk.share()->banner()->isVisible());
        QVERIFY(desk.share()->banner()->details().contains(u"share.json"));
        desk.back().trouble.reset();
        desk.back().touched(10'000);
        QVERIFY(!desk.share()->banner()->isVisible());
    }

    void koreanSaysTheSame()
    {
        ShareDesk desk(*m_theme, u"ko"_s);
        const QString line = desk.share()->switchCard()->line();
        QVERIFY2(line.contains(u"40초") && line.contains(u"2:20"), qPrintable(line));
    }
};

} // namespace

QTEST_MAIN(TestShare)
#include "test_share.moc"
