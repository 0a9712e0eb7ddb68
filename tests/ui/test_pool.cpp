// "My boxes" on the Share page: beginning, serving, inviting, joining, leaving, the fleet, and asking it.
#include "tests/ui/desk.h"
#include "tests/ui/walkers.h"
#include "ui/pages/share/poolinvitesheet.h"
#include "ui/pages/share/pooljoinsheet.h"
#include "ui/pages/share/poolplacecard.h"
#include "ui/pages/share/poolseatcard.h"
#include "ui/pages/share/poolsection.h"
#include "ui/pages/share/sharepage.h"
#include "ui/pages/studio/studiopage.h"
#include "ui/pages/studio/studiopresenter.h"
#include "ui/widgets/field.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/passwordfield.h"
#include "ui/widgets/rowlist.h"
#include "ui/widgets/toggleswitch.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QMimeData>
#include <QSpinBox>
#include <QTest>

using namespace ain;
using namespace ain::ui;
using namespace Qt::StringLiterals;

namespace {

/// A window that shows the section.
struct PoolDesk : Desk {
    explicit PoolDesk(Theme &theme, const QString &code = u"en"_s) : Desk(theme, code)
    {
        window->showPage(PageId::Share);
        share()->showSection(ShareSection::Boxes);
        settle();
    }
    [[nodiscard]] SharePage *share() const { return page<SharePage>(PageId::Share); }
    [[nodiscard]] PoolSection *section() const { return share()->pool(); }
    [[nodiscard]] fake::Pool &back() { return world.pool; }
    void fill()
    {
        back().fill(world.clock.nowMs());
        settle();
    }
    void choose(int row) const
    {
        RowList *list = section()->fleet()->list();
        list->setCurrentIndex(list->model()->index(row, 0));
        settle();
    }
};

class TestPool : public QObject {
    Q_OBJECT
    std::unique_ptr<Theme> m_theme;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        m_theme = std::make_unique<Theme>(*qApp);
    }

    void withNothingYetThereAreTwoWays()
    {
        PoolDesk desk(*m_theme);
        QVERIFY(desk.section()->startCard()->isVisible());
        QVERIFY(!desk.section()->place()->isVisible() && !desk.section()->seat()->isVisible()
                && !desk.section()->fleet()->isVisible());
        QVERIFY(!desk.section()->notice()->isVisible());
        QTest::keyClick(desk.section()->makeButton(), Qt::Key_Space);
        settle();
        // Nobody else reaches it before its owner says so, and that is said.
        QCOMPARE(desk.back().deeds, QStringList{u"host 127.0.0.1 4222"_s});
        QVERIFY(!desk.section()->startCard()->isVisible());
        QVERIFY(desk.section()->place()->isVisible() && desk.section()->place()->notice()->isVisible());
        QVERIFY(desk.section()->seat()->isVisible() && desk.section()->fleet()->isVisible());
    }

    void whatIsMissingIsSaidInPlace()
    {
        PoolDesk desk(*m_theme);
        desk.back().now.ability = PoolAbility::NoServer;
        Q_EMIT desk.back().changed();
        QVERIFY(desk.section()->notice()->isVisible());
        QVERIFY(desk.section()->notice()->text().contains(u"nats-server"));
        QVERIFY(!desk.section()->makeButton()->isEnabled());
        QVERIFY(desk.section()->joinButton()->isEnabled());
        desk.back().now.ability = PoolAbility::None;
        Q_EMIT desk.back().changed();
        QVERIFY(desk.section()->notice()->text().contains(u"libnats"));
        QVERIFY(!desk.section()->startCard()->isVisible());
        // A box needs no server of its own.
        desk.back().fillGuest();
        desk.back().now.ability = PoolAbility::NoServer;
        Q_EMIT desk.back().changed();
        QVERIFY(!desk.section()->notice()->isVisible());
    }

    void aPoolThatCanNotBeMadeIsTold()
    {
        PoolDesk desk(*m_theme);
        desk.back().hostTrouble = Error{errors::FileWrite, {{u"path"_s, u"/x"_s}}};
        desk.section()->makeButton()->click();
        QVERIFY(desk.section()->banner()->isVisible());
        desk.back().hostTrouble.reset();
        desk.section()->makeButton()->click();
        QVERIFY(!desk.section()->banner()->isVisible());
    }

    void addressAndPortAreTakenOnDemand()
    {
        PoolDesk desk(*m_theme);
        desk.section()->makeButton()->click();
        desk.back().deeds.clear();
        PoolPlaceCard *place = desk.section()->place();
        QVERIFY(!place->applyButton()->isVisible());
        place->addressBox()->setCurrentIndex(place->addressBox()->findData(u"192.168.0.7"_s));
        place->portBox()->setValue(5222);
        QVERIFY(place->applyButton()->isVisible());
        QVERIFY(desk.back().deeds.isEmpty());
        Q_EMIT desk.back().changed(); // what was chosen and not taken yet stays
        QCOMPARE(place->portBox()->value(), 5222);
        QCOMPARE(place->addressBox()->currentData().toString(), u"192.168.0.7"_s);
        place->applyButton()->click();
        QCOMPARE(desk.back().deeds, QStringList{u"host 192.168.0.7 5222"_s});
        QVERIFY(!place->applyButton()->isVisible() && !place->notice()->isVisible());
        QVERIFY2(place->line().contains(u"192.168.0.7:5222"), qPrintable(place->line()));
        place->toggle()->click();
        QCOMPARE(desk.back().deeds.constLast(), u"stop"_s);
        QVERIFY(!place->toggle()->isChecked());
        place->toggle()->click();
        QCOMPARE(desk.back().deeds.constLast(), u"host 192.168.0.7 5222"_s);
    }

    void howItStandsIsSaid()
    {
        PoolDesk desk(*m_theme);
        desk.fill();
        QStringList lines;
        for (const auto serving : {PoolServing::Off, PoolServing::Starting, PoolServing::Open, PoolServing::Restarting,
                                   PoolServing::Elsewhere, PoolServing::Failed}) {
            desk.back().now.serving = serving;
            desk.back().now.serveError = serving == PoolServing::Failed
                ? std::optional(Error{ErrorCode("pool.server_failed"), {{u"reason"_s, u"address in use"_s}}})
                : std::nullopt;
            Q_EMIT desk.back().changed();
            lines += desk.section()->place()->line();
        }
        QCOMPARE(QSet<QString>(lines.cbegin(), lines.cend()).size(), lines.size());
        QVERIFY(desk.section()->place()->banner()->isVisible());
        QVERIFY(desk.section()->place()->banner()->details().contains(u"address in use"));
        lines.clear();
        for (const auto working : {PoolWorking::Off, PoolWorking::Connecting, PoolWorking::Ready, PoolWorking::Drawing,
                                   PoolWorking::Away, PoolWorking::Ending, PoolWorking::NoStudio}) {
            desk.back().now.working = working;
            Q_EMIT desk.back().changed();
            lines += desk.section()->seat()->line();
        }
        QCOMPARE(QSet<QString>(lines.cbegin(), lines.cend()).size(), lines.size());
    }

    void anInvitationIsGivenOutOnceAndLeavesTheClipboard()
    {
        PoolDesk desk(*m_theme);
        desk.fill();
        desk.section()->fleet()->inviteButton()->click();
        settle();
        PoolInviteSheet *sheet = desk.section()->fleet()->inviteSheet();
        QVERIFY(sheet->isOpen());
        sheet->createButton()->click(); // without a name
        QVERIFY(desk.back().deeds.isEmpty());
        desk.back().inviteTrouble = Error{ErrorCode("pool.name_taken"), {{u"name"_s, u"render-1"_s}}};
        sheet->nameEdit()->setText(u"render-1"_s);
        sheet->createButton()->click();
        QVERIFY(sheet->secret().isEmpty());
        desk.back().inviteTrouble.reset();
        sheet->nameEdit()->setText(u"render-3"_s);
        sheet->roleBox()->setCurrentIndex(1);
        sheet->createButton()->click();
        settle();
        QCOMPARE(desk.back().deeds, QStringList{u"invite render-3 %1"_s.arg(int(PoolRole::Member))});
        QVERIFY(!sheet->secret().isEmpty());
        // A widget never has it as its text or its name.
        const QString secret = QString::fromLatin1(fake::Pool::Invitation);
        for (QWidget *widget : desk.window->findChildren<QWidget *>()) {
            QVERIFY(!nameOf(widget).contains(secret));
            const auto *label = qobject_cast<QLabel *>(widget);
            QVERIFY(label == nullptr || !label->text().contains(secret));
        }
        sheet->copyButton()->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), secret);
        QVERIFY(QGuiApplication::clipboard()->mimeData()->hasFormat(u"x-kde-passwordManagerHint"_s));
        QVERIFY(sheet->copyButton()->text().contains(u"60 s"));
        sheet->setFilePicker([](const QString &name, const std::function<void(const QString &)> &chosen) {
            chosen(u"/home/me/"_s + name);
        });
        sheet->saveButton()->click();
        QCOMPARE(desk.back().deeds.constLast(), u"save %1 /home/me/ain-pool-render-3.txt"_s.arg(secret.size()));
        sheet->createButton()->click(); // done
        QVERIFY(!sheet->isOpen());
        QVERIFY(sheet->secret().isEmpty());
        sheet->clipboard()->clear();
        QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
    }

    void joiningTakesATextOrAFile()
    {
        PoolDesk desk(*m_theme);
        desk.section()->joinButton()->click();
        settle();
        PoolJoinSheet *sheet = desk.section()->joinSheet();
        QVERIFY(sheet->isOpen());
        sheet->joinButton()->click(); // nothing was pasted
        QVERIFY(desk.back().deeds.isEmpty());
        QCOMPARE(sheet->textField()->edit()->echoMode(), QLineEdit::Password);
        desk.back().joinTrouble = Error{ErrorCode("pool.invite"), {{u"what"_s, u"key"_s}}};
        sheet->textField()->edit()->setText(u"ain-pool-1.nonsense"_s);
        sheet->joinButton()->click();
        QVERIFY(sheet->isOpen() && sheet->banner()->isVisible());
        desk.back().joinTrouble.reset();
        sheet->textField()->edit()->setText(u"ain-pool-1.right"_s);
        sheet->joinButton()->click();
        settle();
        QVERIFY(!sheet->isOpen());
        QVERIFY(sheet->textField()->isEmpty());
        QCOMPARE(desk.back().deeds, QStringList{u"join 16"_s});
        QVERIFY(desk.section()->seat()->isVisible());
        QVERIFY2(desk.section()->seat()->factsText().contains(u"render-1"),
                 qPrintable(desk.section()->seat()->factsText()));
        // A worker sees no others and asks for nothing.
        QVERIFY(!desk.section()->fleet()->isVisible() && !desk.section()->place()->isVisible());
        desk.back().now = {};
        Q_EMIT desk.back().changed();
        desk.section()->joinButton()->click();
        sheet->setFilePicker(
            [](const std::function<void(const QString &)> &chosen) { chosen(u"/media/invitation"_s); });
        sheet->fileButton()->click();
        QCOMPARE(desk.back().deeds.constLast(), u"join /media/invitation"_s);
    }

    void leavingAsksFirst()
    {
        PoolDesk desk(*m_theme);
        desk.back().fillGuest();
        settle();
        PoolSeatCard *seat = desk.section()->seat();
        QVERIFY(!seat->confirmButton()->isVisible());
        seat->leaveButton()->click();
        QVERIFY(desk.back().deeds.isEmpty());
        QVERIFY(seat->confirmButton()->isVisible() && !seat->leaveButton()->isVisible());
        seat->keepButton()->click();
        QVERIFY(!seat->confirmButton()->isVisible() && seat->leaveButton()->isVisible());
        desk.back().leaveTrouble = Error{errors::FileWrite, {{u"path"_s, u"/x"_s}}};
        seat->leaveButton()->click();
        seat->confirmButton()->click();
        settle();
        QVERIFY(seat->banner()->isVisible());
        desk.back().leaveTrouble.reset();
        seat->leaveButton()->click();
        seat->confirmButton()->click();
        settle();
        QCOMPARE(desk.back().deeds, QStringList{u"leave"_s});
        QVERIFY(desk.section()->startCard()->isVisible());
    }

    void drawingForThePoolIsASwitch()
    {
        PoolDesk desk(*m_theme);
        desk.back().fillGuest();
        settle();
        PoolSeatCard *seat = desk.section()->seat();
        QVERIFY(seat->toggle()->isChecked());
        QTest::keyClick(seat->toggle(), Qt::Key_Space);
        QTest::keyClick(seat->toggle(), Qt::Key_Space);
        QCOMPARE(desk.back().deeds, (QStringList{u"rest"_s, u"work"_s}));
    }

    void theFleetIsShownAndWatchedWhileSeen()
    {
        PoolDesk desk(*m_theme);
        QVERIFY(desk.back().watched);
        desk.share()->showSection(ShareSection::Earnings);
        settle();
        QVERIFY(!desk.back().watched);
        desk.share()->showSection(ShareSection::Boxes);
        settle();
        QVERIFY(desk.back().watched);
        desk.window->showPage(PageId::Wallet);
        settle();
        QVERIFY(!desk.back().watched);
        desk.window->showPage(PageId::Share);
        desk.fill();
        QVERIFY(desk.back().watched);
        PoolFleetCard *fleet = desk.section()->fleet();
        QVERIFY2(fleet->summary().contains(u"3 at work") && fleet->summary().contains(u"316")
                     && fleet->summary().contains(u"5.3 a minute") && fleet->summary().contains(u"28 in the queue"),
                 qPrintable(fleet->summary()));
        const auto *model = fleet->list()->model();
        QCOMPARE(model->rowCount(), 4);
        const QString words = model->index(1, 0).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(words.contains(u"render-1") && words.contains(u"drawing") && words.contains(u"190")
                     && words.contains(u"RTX 3090") && words.contains(u"AIN Pixel 32"),
                 qPrintable(words));
        desk.back().seen = {};
        desk.back().seen.error = Error{ErrorCode("pool.unreachable"), {{u"address"_s, u"192.168.0.7:4222"_s}}};
        Q_EMIT desk.back().changed();
        QVERIFY(fleet->banner()->isVisible());
        QVERIFY(!fleet->list()->isVisible());
    }

    void aBoxIsRemovedInTwoSteps()
    {
        PoolDesk desk(*m_theme);
        desk.fill();
        PoolFleetCard *fleet = desk.section()->fleet();
        desk.choose(0); // the hub's own stays
        QVERIFY(!fleet->removeButton()->isVisible());
        desk.choose(1);
        QVERIFY(fleet->removeButton()->isVisible());
        fleet->removeButton()->click();
        QVERIFY(desk.back().deeds.isEmpty());
        fleet->confirmButton()->click();
        QCOMPARE(desk.back().deeds, QStringList{u"remove render-1"_s});
        QCOMPARE(fleet->list()->model()->rowCount(), 3);
        QVERIFY(!fleet->confirmButton()->isVisible());
    }

    void theStudiosPromptIsDrawn()
    {
        PoolDesk desk(*m_theme);
        desk.fill();
        PoolFleetCard *fleet = desk.section()->fleet();
        fleet->drawButton()->click(); // nothing is written there
        QVERIFY(desk.back().deeds.isEmpty());
        QVERIFY2(fleet->drawText().contains(u"Studio"), qPrintable(fleet->drawText()));
        desk.page<StudioPage>(PageId::Studio)->presenter()->edit([](StudioDraft &draft) {
            draft.request.prompt = u"a red fox"_s;
            draft.count = 3;
        });
        desk.back().drawTrouble = Error{ErrorCode("pool.nobody")};
        fleet->drawButton()->click();
        settle();
        QVERIFY(fleet->banner()->isVisible());
        desk.back().drawTrouble.reset();
        fleet->drawButton()->click();
        settle();
        QVERIFY(!fleet->banner()->isVisible());
        QCOMPARE(desk.back().asked.size(), 3);
        QCOMPARE(desk.back().asked.constFirst().prompt, u"a red fox"_s);
        QVERIFY2(fleet->drawText().contains(u"31"), qPrintable(fleet->drawText()));
    }

    void nothingIsClippedOrNameless_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QSize>("size");
        for (const auto &code : {u"en"_s, u"ko"_s}) {
            for (const QSize size : {QSize(1024, 640), QSize(1366, 768)})
                QTest::addRow("%s %d", qPrintable(code), size.width()) << code << size;
        }
    }
    void nothingIsClippedOrNameless()
    {
        QFETCH(QString, code);
        QFETCH(QSize, size);
        PoolDesk desk(*m_theme, code);
        desk.window->resize(size);
        const auto verify = [&desk](const char *where) {
            settle();
            const QStringList found = clipped(desk.window.get()) + nameless(desk.window.get());
            if (!found.isEmpty())
                qWarning().noquote() << where << found.join(u"\n  "_s);
            return found.isEmpty();
        };
        QVERIFY(verify("start"));
        desk.section()->joinButton()->click();
        QVERIFY(verify("join"));
        desk.section()->joinSheet()->dismiss();
        desk.back().now.ability = PoolAbility::NoServer;
        Q_EMIT desk.back().changed();
        QVERIFY(verify("no server"));
        desk.back().fillGuest();
        desk.section()->seat()->leaveButton()->click();
        QVERIFY(verify("guest"));
        desk.section()->seat()->keepButton()->click();
        desk.back().now = {};
        desk.fill();
        QVERIFY(verify("hub"));
        desk.choose(1);
        desk.section()->fleet()->removeButton()->click();
        desk.section()->place()->portBox()->setValue(5000);
        QVERIFY(verify("remove"));
        desk.section()->fleet()->inviteButton()->click();
        QVERIFY(verify("invite"));
        PoolInviteSheet *sheet = desk.section()->fleet()->inviteSheet();
        sheet->nameEdit()->setText(u"render-9"_s);
        sheet->createButton()->click();
        sheet->setFilePicker([](const QString &name, const std::function<void(const QString &)> &chosen) {
            chosen(u"/home/me/Documents/Invitations/"_s + name);
        });
        sheet->saveButton()->click();
        QVERIFY(verify("invitation"));
    }
};

} // namespace

QTEST_MAIN(TestPool)
#include "test_pool.moc"
