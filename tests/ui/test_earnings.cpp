// Earnings and the developers' door on the Share page: nothing looks surer than it is, and secrets are shown once.
#include "tests/ui/desk.h"
#include "tests/ui/walkers.h"
#include "ui/pages/share/doorcard.h"
#include "ui/pages/share/doorkeysheet.h"
#include "ui/pages/share/earningscard.h"
#include "ui/pages/share/electricitycard.h"
#include "ui/pages/share/enlistsheet.h"
#include "ui/pages/share/paidcard.h"
#include "ui/pages/share/peerscard.h"
#include "ui/pages/share/sharepage.h"
#include "ui/widgets/amountlabel.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/prooflamp.h"
#include "ui/widgets/rowlist.h"
#include "ui/widgets/secrettext.h"
#include "ui/widgets/toggleswitch.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QMimeData>
#include <QTest>

using namespace ain;
using namespace ain::ui;
using namespace Qt::StringLiterals;
using OpState = OperationPresenter::State;

namespace {

/// A window that shows a section of the page.
struct SectionDesk : Desk {
    explicit SectionDesk(Theme &theme, ShareSection section, bool isFilled = true, const QString &code = u"en"_s)
        : Desk(theme, code)
    {
        if (isFilled) {
            world.earnings.fill(world.clock.nowMs());
            world.door.fill(world.clock.nowMs());
        }
        window->showPage(PageId::Share);
        share()->showSection(section);
        settle();
    }
    [[nodiscard]] SharePage *share() const { return page<SharePage>(PageId::Share); }
    [[nodiscard]] EarningsCard *card() const { return share()->earnings(); }
    void choose(int row) const
    {
        RowList *list = card()->list();
        list->setCurrentIndex(list->model()->index(row, 0));
        settle();
    }
};

QString standingLine(SectionDesk &desk, PaidStanding standing)
{
    desk.world.paidWork.now.standing = standing;
    Q_EMIT desk.world.paidWork.changed();
    return desk.share()->paid()->line();
}

class TestEarnings : public QObject {
    Q_OBJECT
    std::unique_ptr<Theme> m_theme;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        m_theme = std::make_unique<Theme>(*qApp);
    }

    void paidWorkIsWantedOnTerms()
    {
        SectionDesk desk(*m_theme, ShareSection::Earnings);
        PaidCard *card = desk.share()->paid();
        QCOMPARE(card->line(), u"No paid work"_s);
        card->toggle()->click();
        QVERIFY(desk.world.paidWork.wishes.isWanted);
        card->priceBox()->setValue(0.0025);
        card->capBox()->setValue(3);
        card->portBox()->setValue(8400);
        QCOMPARE(desk.world.paidWork.wishes.price.micro(), 2'500);
        QCOMPARE(desk.world.paidWork.wishes.cap.micro(), 3'000'000);
        QCOMPARE(desk.world.paidWork.wishes.port, quint16(8400));
        QVERIFY(desk.world.paidWork.wishes.isWanted);
        // Each way to stand still says so, and what to do.
        QStringList lines;
        for (const PaidStanding standing :
             {PaidStanding::Off, PaidStanding::NoNetwork, PaidStanding::Locked, PaidStanding::NoAccount,
              PaidStanding::Opening, PaidStanding::NotRegistered, PaidStanding::Open, PaidStanding::Failed})
            lines += standingLine(desk, standing);
        QCOMPARE(QSet<QString>(lines.cbegin(), lines.cend()).size(), lines.size());
        standingLine(desk, PaidStanding::NotRegistered);
        QVERIFY(card->more().contains(u"Offer on the chain"));
        QVERIFY(card->offerButton()->isVisible());
        desk.world.paidWork.trouble = Error{errors::ShareAppMissing, {{u"app"_s, u"ain_gpu"_s}}};
        standingLine(desk, PaidStanding::Failed);
        QVERIFY(card->banner()->isVisible());
        desk.world.paidWork.trouble.reset();
        standingLine(desk, PaidStanding::Open);
        QVERIFY(!card->banner()->isVisible());
    }

    void anOfferIsMadeStepByStep()
    {
        SectionDesk desk(*m_theme, ShareSection::Earnings);
        desk.world.enlist.now.hasApp = false;
        desk.world.paidWork.wishes.price = Amount::fromMicro(2'000);
        desk.world.paidWork.wishes.endpoint = u"https://gpu.example"_s;
        standingLine(desk, PaidStanding::NotRegistered);
        PaidCard *card = desk.share()->paid();
        EnlistSheet *sheet = card->enlistSheet();
        const auto sign = [&desk, sheet, card](EnlistSheet::Step step, const QString &deed) {
            card->offerButton()->click();
            settle();
            if (sheet->step() != step)
                return false;
            sheet->nextButton()->click();
            settle();
            const bool isPrepared =
                sheet->presenter()->state() == OpState::Previewing && desk.world.enlist.deeds.last() == deed;
            sheet->nextButton()->click();
            settle();
            desk.world.operations.tell(Stage::Final, true);
            settle();
            return isPrepared && sheet->presenter()->state() == OpState::Done;
        };
        QVERIFY(sign(EnlistSheet::Step::App, u"app"_s));
        desk.world.enlist.now.hasApp = true;
        desk.world.enlist.now.staked = Amount::fromMicro(40'000'000);
        sheet->nextButton()->click(); // closes
        QVERIFY(sign(EnlistSheet::Step::Stake, u"stake"_s));
        desk.world.enlist.now.staked = Amount::fromMicro(100'000'000);
        sheet->nextButton()->click();
        QVERIFY(sign(EnlistSheet::Step::List, u"list"_s));
        QCOMPARE(desk.world.enlist.lastPrice.micro(), 2'000);
        QCOMPARE(desk.world.enlist.lastEndpoint, u"https://gpu.example"_s);
        QVERIFY(desk.world.paidWork.refreshed > 0);
        desk.world.enlist.now.isListed = true;
        desk.world.enlist.now.price = Amount::fromMicro(2'000);
        sheet->nextButton()->click();
        card->offerButton()->click();
        settle();
        for (int i = 0; i < 3; ++i)
            QVERIFY2(sheet->stepText(i).startsWith(u'✓'), qPrintable(sheet->stepText(i)));
        QVERIFY(sheet->leaveButton()->isVisible());
        sheet->leaveButton()->click();
        QVERIFY(sheet->step() == EnlistSheet::Step::Leave);
        QCOMPARE(nameless(sheet), QStringList());
        QCOMPARE(clipped(sheet), QStringList());
        sheet->dismiss();
        // What the network does not tell is no reason to sign.
        desk.world.enlist.trouble = Error{errors::ShareAppMissing, {{u"app"_s, u"ain_gpu"_s}}};
        card->offerButton()->click();
        settle();
        QVERIFY(!sheet->step());
        QVERIFY(!sheet->nextButton()->isEnabled());
        QVERIFY(!sheet->notice()->text().isEmpty());
    }

    void aNodeOfTheNetwork()
    {
        SectionDesk desk(*m_theme, ShareSection::Programs);
        PeersCard *card = desk.share()->peers();
        fake::Peers &peers = desk.world.peers;
        QCOMPARE(card->line(), u"Not a node"_s);
        QVERIFY(!card->greetButton()->isEnabled());
        card->toggle()->click();
        QVERIFY(peers.wishes.isWanted);
        card->portBox()->setValue(8400);
        QCOMPARE(peers.wishes.port, quint16(8400));
        card->endpointBox()->setText(u" https://me.example "_s);
        Q_EMIT card->endpointBox()->editingFinished();
        QCOMPARE(peers.wishes.endpoint, u"https://me.example"_s);
        QVERIFY(card->accountBox()->count() > 0);
        if (card->accountBox()->count() > 1) {
            card->accountBox()->setCurrentIndex(1);
            QCOMPARE(peers.wishes.account, desk.world.wallet.accounts()[1].address);
        }
        peers.fill();
        QVERIFY2(card->figures().contains(u"12") && card->figures().contains(u"7"), qPrintable(card->figures()));
        // Greeting, and one who does not answer.
        card->greetBox()->setText(u"https://node.example"_s);
        QVERIFY(card->greetButton()->isEnabled());
        card->greetButton()->click();
        QTRY_VERIFY(card->greetBox()->text().isEmpty());
        QCOMPARE(peers.greeted, QStringList{u"https://node.example"_s});
        QVERIFY(card->figures().contains(u"13"));
        peers.silence =
            Error{ErrorCode{"peer.unreachable"}, {{u"host"_s, u"node.example"_s}, {u"reason"_s, u"timed out"_s}}};
        card->greetBox()->setText(u"https://node.example"_s);
        card->greetButton()->click();
        QTRY_VERIFY(card->banner()->isVisible());
        QCOMPARE(card->greetBox()->text(), u"https://node.example"_s);
        // Each way to stand still says so.
        QStringList lines;
        for (const PeerStanding standing :
             {PeerStanding::Off, PeerStanding::NoNetwork, PeerStanding::Locked, PeerStanding::NoAccount,
              PeerStanding::Opening, PeerStanding::Open, PeerStanding::Failed}) {
            peers.now.standing = standing;
            Q_EMIT peers.changed();
            lines += card->line();
        }
        QCOMPARE(QSet<QString>(lines.cbegin(), lines.cend()).size(), lines.size());
        peers.trouble = Error{ErrorCode{"http.listen"}, {{u"port"_s, 8400}}};
        Q_EMIT peers.changed();
        QVERIFY(card->banner()->isVisible());
    }

    void sumsKeepApartWhatIsSure()
    {
        SectionDesk desk(*m_theme, ShareSection::Earnings);
        EarningsCard *card = desk.card();
        QVERIFY(desk.world.earnings.deeds.contains(u"refresh"_s));
        QVERIFY(card->amount(EarningsCard::Owed)->accessibleName().startsWith(u"0.210000"));
        QVERIFY(card->amount(EarningsCard::Signed)->accessibleName().startsWith(u"1.564500"));
        QVERIFY(card->amount(EarningsCard::Settled)->accessibleName().startsWith(u"2.080000"));
        QVERIFY(card->amount(EarningsCard::Proven)->accessibleName().startsWith(u"1.976000"));
        // Only one of them has the lamp of what is proven.
        for (const auto figure : {EarningsCard::Owed, EarningsCard::Signed, EarningsCard::Settled}) {
            QVERIFY(card->lamp(figure)->tone() != Tone::Ok);
            QVERIFY(card->lamp(figure)->shape() != LampShape::Full);
        }
        QCOMPARE(card->lamp(EarningsCard::Proven)->shape(), LampShape::Full);
        QCOMPARE(card->lamp(EarningsCard::Proven)->tone(), Tone::Ok);
        QVERIFY2(card->summary().contains(u"56 jobs") && card->summary().contains(u"0.041000"),
                 qPrintable(card->summary()));
    }

    void tabsSayHowTheyStand()
    {
        SectionDesk desk(*m_theme, ShareSection::Earnings);
        QAbstractItemModel *model = desk.card()->list()->model();
        QCOMPARE(model->rowCount(), 5);
        QStringList states;
        for (int row = 0; row < 5; ++row) {
            const QModelIndex index = model->index(row, 0);
            states += index.data(LampTextRole).toString();
            QCOMPARE(index.data(SubtitleRole).toString(),
                     Format::address(u"0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96"_s));
        }
        QCOMPARE(states,
                 (QStringList{u"not signed yet"_s, u"signed, not paid"_s, u"paid, not proven"_s, u"paid, proven"_s,
                              u"signed, not paid"_s}));
        QCOMPARE(model->index(2, 0).data(LampToneRole).toInt(), int(Format::proofTone(light::Standing::Unproven)));
        QVERIFY(model->index(2, 0).data(LampShapeRole).toInt() != int(LampShape::Full));
    }

    void paymentIsAskedForOnce()
    {
        SectionDesk desk(*m_theme, ShareSection::Earnings);
        desk.choose(0);
        QVERIFY(!desk.card()->cashButton()->isVisible()); // nothing is signed for
        desk.choose(1);
        QVERIFY(desk.card()->cashButton()->isVisible());
        desk.card()->cashButton()->click();
        settle();
        QCOMPARE(desk.world.earnings.deeds.constLast(), u"cash s1/3"_s);
        // The row stays chosen, and can't be asked for again.
        QCOMPARE(desk.card()->list()->currentIndex().row(), 1);
        QVERIFY(!desk.card()->cashButton()->isVisible());
        QVERIFY(!desk.card()->banner()->hasError());
    }

    void whatIsStuckSaysWhy()
    {
        SectionDesk desk(*m_theme, ShareSection::Earnings);
        desk.choose(4);
        QVERIFY(desk.card()->problem()->isVisible());
        QVERIFY(desk.card()->problem()->details().contains(u"2.624000"));
        QVERIFY2(desk.card()->detail().contains(u"tried again"), qPrintable(desk.card()->detail()));
        desk.world.earnings.cashTrouble = desk.world.earnings.all.tabs.constLast().problem;
        desk.card()->cashButton()->click();
        settle();
        QVERIFY(desk.card()->banner()->isVisible());
        QVERIFY(desk.card()->cashButton()->isEnabled());
        desk.choose(3);
        QVERIFY(!desk.card()->problem()->isVisible());
    }

    void nothingEarnedHasANextStep()
    {
        SectionDesk desk(*m_theme, ShareSection::Earnings, false);
        EarningsCard *card = desk.card();
        QVERIFY(card->empty()->isVisible());
        QCOMPARE(card->lamp(EarningsCard::Proven)->tone(), Tone::Plain); // nothing is not proven
        QVERIFY(!card->list()->isVisible());
        QVERIFY(!card->saveButton()->isEnabled());
        desk.world.share.turnOff();
        settle();
        QVERIFY(card->empty()->button()->text().contains(u"Share"));
        desk.world.share.wishes.isOn = false;
        card->empty()->button()->click();
        QVERIFY(desk.world.share.wishes.isOn);
        settle();
        card->empty()->button()->click();
        QCOMPARE(desk.share()->section(), ShareSection::Computer);
    }

    void withoutNetworkOrKeysNoAmountStands_data()
    {
        QTest::addColumn<int>("readiness");
        QTest::newRow("no network") << int(EarningsBackend::Readiness::NoNetwork);
        QTest::newRow("locked") << int(EarningsBackend::Readiness::Locked);
        QTest::newRow("reading") << int(EarningsBackend::Readiness::Reading);
        QTest::newRow("failed") << int(EarningsBackend::Readiness::Failed);
    }
    void withoutNetworkOrKeysNoAmountStands()
    {
        QFETCH(int, readiness);
        SectionDesk desk(*m_theme, ShareSection::Earnings);
        desk.choose(1);
        desk.world.earnings.ready = EarningsBackend::Readiness(readiness);
        if (desk.world.earnings.ready == EarningsBackend::Readiness::Failed)
            desk.world.earnings.trouble = Error{errors::FileRead, {{u"path"_s, u"market.db"_s}}};
        Q_EMIT desk.world.earnings.changed();
        settle();
        QCOMPARE(desk.card()->amount(EarningsCard::Proven)->accessibleName(), u"–"_s);
        QVERIFY(!desk.card()->list()->isVisible());
        QVERIFY(!desk.card()->empty()->isVisible());
        QVERIFY(desk.card()->detail().isEmpty());
        QCOMPARE(desk.card()->banner()->isVisible(), desk.world.earnings.trouble.has_value());
        desk.world.earnings.ready = EarningsBackend::Readiness::Ready;
        desk.world.earnings.trouble.reset();
        Q_EMIT desk.world.earnings.changed();
        QVERIFY(desk.card()->list()->isVisible());
        QVERIFY(!desk.card()->banner()->isVisible());
    }

    void theTableIsSaved()
    {
        SectionDesk desk(*m_theme, ShareSection::Earnings);
        desk.card()->setFilePicker([](const QString &name, const std::function<void(const QString &)> &chosen) {
            chosen(u"/home/me/"_s + name);
        });
        desk.card()->saveButton()->click();
        QCOMPARE(desk.world.earnings.deeds.constLast(), u"csv /home/me/ain-earnings.csv"_s);
    }

    void electricityIsSaidWithHowItIsKnown()
    {
        SectionDesk desk(*m_theme, ShareSection::Earnings);
        ElectricityCard *card = desk.share()->electricity();
        fake::Earned &earned = desk.world.earnings;
        QVERIFY2(card->factsText().contains(u"1.250 kWh measured"), qPrintable(card->factsText()));
        QVERIFY2(card->factsText().contains(u"0.040 kWh estimated"), qPrintable(card->factsText()));
        QVERIFY2(card->factsText().contains(u"₩194"), qPrintable(card->factsText()));
        QVERIFY(!card->factsText().contains(u"Left of"));
        card->priceBox()->setValue(100);
        QCOMPARE(earned.wishes.wonPerAin, 100);
        QVERIFY2(card->factsText().contains(u"Left of what was paid: ₩212"), qPrintable(card->factsText()));
        card->tariffBox()->setValue(600);
        QVERIFY2(card->factsText().contains(u"−₩368"), qPrintable(card->factsText()));
        earned.measuredMs = 0;
        earned.measuredKwh = 0;
        card->wattsBox()->setValue(50);
        QVERIFY2(card->factsText().contains(u"0.260 kWh, estimated"), qPrintable(card->factsText()));
        // With amounts hidden, what is left of them is too.
        earned.ready = EarningsBackend::Readiness::Locked;
        Q_EMIT earned.changed();
        QVERIFY(!card->factsText().contains(u"Left of"));
    }

    void theDoorOpensAndCloses()
    {
        SectionDesk desk(*m_theme, ShareSection::Programs, false);
        DoorCard *card = desk.share()->door();
        QVERIFY(!card->toggle()->isChecked());
        QCOMPARE(card->line(), u"Closed"_s);
        QTest::keyClick(card->toggle(), Qt::Key_Space);
        QVERIFY(desk.world.door.now.isWanted);
        QVERIFY(card->line().startsWith(u"Open"));
        card->portBox()->setValue(8300);
        QCOMPARE(desk.world.door.now.wantedPort, 8300);
        QVERIFY(card->example().contains(u"http://127.0.0.1:8300/v1/images/generations"));
        card->copyAddressButton()->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"http://127.0.0.1:8300/v1"_s);
        card->copyExampleButton()->click();
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"curl http://127.0.0.1:8300"));
        QVERIFY(!card->example().contains(u"ain-sk-"));
        desk.world.door.now.otherPid = 4711;
        Q_EMIT desk.world.door.changed();
        QVERIFY(card->line().contains(u"4711"));
        desk.world.door.trouble = Error{errors::FileWrite, {{u"path"_s, u"/x"_s}}};
        desk.world.door.now.isServing = false;
        Q_EMIT desk.world.door.changed();
        QVERIFY(card->banner()->isVisible());
        QCOMPARE(card->line(), u"Not open"_s);
        desk.world.door.trouble.reset();
        Q_EMIT desk.world.door.changed();
        QVERIFY(!card->banner()->isVisible());
    }

    void aKeyIsShownOnceAndLeavesTheClipboard()
    {
        SectionDesk desk(*m_theme, ShareSection::Programs, false);
        DoorCard *card = desk.share()->door();
        QVERIFY(!card->list()->isVisible());
        card->newButton()->click();
        settle();
        DoorKeySheet *sheet = card->keySheet();
        QVERIFY(sheet->isOpen());
        sheet->createButton()->click(); // without a name
        QVERIFY(desk.world.door.list.isEmpty());
        sheet->nameEdit()->setText(u"node"_s);
        sheet->createButton()->click();
        settle();
        QCOMPARE(desk.world.door.list.size(), 1);
        QVERIFY(sheet->secret()->isVisible() && !sheet->secret()->secret().isEmpty());
        // A widget never has it as its text.
        for (QWidget *widget : desk.window->findChildren<QWidget *>())
            QVERIFY(!nameOf(widget).contains(u"ain-sk-"));
        sheet->copyButton()->click();
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"ain-sk-"));
        QVERIFY(QGuiApplication::clipboard()->mimeData()->hasFormat(u"x-kde-passwordManagerHint"_s));
        QVERIFY(sheet->copyButton()->text().contains(u"60 s"));
        sheet->createButton()->click(); // done
        QVERIFY(!sheet->isOpen());
        QVERIFY(sheet->secret()->secret().isEmpty());
        QCOMPARE(sheet->clipboard()->secondsLeft(), 60); // it goes on counting
        sheet->clipboard()->clear();
        QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
        // What somebody copied meanwhile stays.
        card->newButton()->click();
        QVERIFY(sheet->secret()->secret().isEmpty());
        sheet->nameEdit()->setText(u"other"_s);
        sheet->createButton()->click();
        sheet->copyButton()->click();
        QGuiApplication::clipboard()->setText(u"mine"_s);
        sheet->clipboard()->clear();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"mine"_s);
    }

    void aKeyIsRevokedInTwoSteps()
    {
        SectionDesk desk(*m_theme, ShareSection::Programs);
        DoorCard *card = desk.share()->door();
        QCOMPARE(card->list()->model()->rowCount(), 2);
        QVERIFY(!card->revokeButton()->isVisible());
        card->list()->setCurrentIndex(card->list()->model()->index(0, 0));
        QVERIFY(card->revokeButton()->isVisible());
        card->revokeButton()->click();
        QVERIFY(!desk.world.door.list.constFirst().isRevoked);
        QVERIFY(card->confirmButton()->isVisible());
        card->confirmButton()->click();
        QVERIFY(desk.world.door.list.constFirst().isRevoked);
        QVERIFY(!card->confirmButton()->isVisible() && !card->revokeButton()->isVisible());
        QCOMPARE(card->list()->model()->index(0, 0).data(LampTextRole).toString(), u"revoked"_s);
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
        SectionDesk desk(*m_theme, ShareSection::Computer, true, code);
        desk.window->resize(size);
        for (const auto section : {ShareSection::Computer, ShareSection::Earnings, ShareSection::Programs}) {
            desk.share()->sectionButton(section)->click();
            if (section == ShareSection::Earnings)
                desk.choose(4);
            settle();
            QCOMPARE(desk.share()->section(), section);
            QCOMPARE(clipped(desk.window.get()), QStringList());
            QCOMPARE(nameless(desk.window.get()), QStringList());
        }
        desk.share()->door()->newButton()->click();
        settle();
        QCOMPARE(clipped(desk.window.get()), QStringList());
        QCOMPARE(nameless(desk.window.get()), QStringList());
    }
};

} // namespace

QTEST_MAIN(TestEarnings)
#include "test_earnings.moc"
