// Links from outside, QR codes, signing on another device, the backup drill, notices.
#include "tests/ui/desk.h"
#include "ui/pages/common/previewpanel.h"
#include "ui/pages/settings/drillsheet.h"
#include "ui/pages/settings/settingspage.h"
#include "ui/pages/wallet/bringsheet.h"
#include "ui/pages/wallet/handoversheet.h"
#include "ui/pages/wallet/offlinesheet.h"
#include "ui/pages/wallet/partsreader.h"
#include "ui/pages/wallet/sendsheet.h"
#include "ui/pages/wallet/signsheet.h"
#include "ui/pages/wallet/walletpage.h"
#include "ui/text/errortext.h"
#include "ui/widgets/animatedqr.h"
#include "ui/widgets/field.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/passwordfield.h"
#include "ui/widgets/qrwidget.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace ain;
using namespace ain::ui;
using namespace Qt::StringLiterals;
using OpState = OperationPresenter::State;

namespace {

WalletPage *walletOf(const Desk &desk) { return desk.page<WalletPage>(PageId::Wallet); }

class TestUiOffline : public QObject {
    Q_OBJECT
    Theme *m_theme = nullptr;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        m_theme = new Theme(*qApp);
    }
    void cleanupTestCase() { delete m_theme; }

    void aLinkSaysWhereItCameFrom()
    {
        Desk desk(*m_theme);
        SendSheet *sheet = walletOf(desk)->sendSheet();
        sheet->open();
        sheet->toEdit()->setText(u"half an addr"_s);
        sheet->amountEdit()->setText(u"99"_s);
        QVERIFY(sheet->origin()->isHidden());
        // What was typed is not mixed with what a stranger wrote.
        QVERIFY(openPaymentLink(*desk.window, desk.context, u"ain:"_s + fake::OtherAddress));
        settle();
        QCOMPARE(sheet->toEdit()->text(), fake::OtherAddress);
        QVERIFY(sheet->amountEdit()->text().isEmpty());
        QVERIFY(sheet->origin()->isVisible());
        QVERIFY(sheet->origin()->text().contains(u"Practice"_s, Qt::CaseInsensitive)); // it named no network
        QVERIFY(
            openPaymentLink(*desk.window, desk.context, u"ain:%1?amount=2&network=practice"_s.arg(fake::OtherAddress)));
        settle();
        QVERIFY(!sheet->origin()->text().contains(u"Practice"_s, Qt::CaseInsensitive));
        QCOMPARE(desk.world.operations.confirmed, 0);
    }

    void aLinkForAnotherNetworkIsRefused()
    {
        Desk desk(*m_theme);
        openPaymentLink(*desk.window, desk.context, u"ain:%1?amount=2&network=mainnet"_s.arg(fake::OtherAddress));
        settle();
        SendSheet *sheet = walletOf(desk)->sendSheet();
        auto *field = qobject_cast<Field *>(sheet->toEdit()->parentWidget());
        QVERIFY(field != nullptr && field->hasError());
        QVERIFY(sheet->amountEdit()->text().isEmpty());
        sheet->amountEdit()->setText(u"2"_s);
        sheet->nextButton()->click();
        settle();
        QVERIFY(sheet->presenter()->state() == OpState::Editing);
    }

    void aLinkWaitsForThePaymentUnderWay()
    {
        Desk desk(*m_theme);
        SendSheet *sheet = walletOf(desk)->sendSheet();
        sheet->open();
        sheet->toEdit()->setText(fake::OtherAddress);
        sheet->amountEdit()->setText(u"3"_s);
        sheet->nextButton()->click();
        settle();
        QVERIFY(sheet->presenter()->state() == OpState::Previewing);
        QVERIFY(!openPaymentLink(*desk.window, desk.context, u"ain:"_s + fake::MyAddress));
        QVERIFY(sheet->presenter()->state() == OpState::Previewing);
        QCOMPARE(sheet->toEdit()->text(), fake::OtherAddress);
        desk.world.vault.become(VaultState::Locked);
        QVERIFY(!openPaymentLink(*desk.window, desk.context, u"ain:"_s + fake::MyAddress));
    }

    void aCodeInAPictureFillsTheForm()
    {
        Desk desk(*m_theme);
        SendSheet *sheet = walletOf(desk)->sendSheet();
        sheet->open();
        sheet->takeCode(QStringList{u"https://example.org"_s, u"ain:%1?amount=7"_s.arg(fake::OtherAddress)});
        QCOMPARE(sheet->toEdit()->text(), fake::OtherAddress);
        QCOMPARE(sheet->amountEdit()->text(), u"7.000000"_s);
        QVERIFY(sheet->origin()->isVisible());
        auto *field = qobject_cast<Field *>(sheet->toEdit()->parentWidget());
        sheet->takeCode(QStringList{u"https://example.org"_s});
        QVERIFY(field->hasError());
        QCOMPARE(sheet->toEdit()->text(), fake::OtherAddress);
        sheet->takeCode(failure(ErrorCode("qr.nothing")));
        QVERIFY(field->hasError());
    }

    void aWatchedAccountIsSignedElsewhere()
    {
        Desk desk(*m_theme);
        desk.world.wallet.needsOtherDevice = true;
        SendSheet *sheet = walletOf(desk)->sendSheet();
        sheet->open();
        sheet->toEdit()->setText(fake::OtherAddress);
        sheet->amountEdit()->setText(u"3.25"_s);
        sheet->nextButton()->click();
        settle();
        QVERIFY(sheet->presenter()->state() == OpState::Previewing);
        QVERIFY(sheet->nextButton()->text().contains(u"another device"_s));
        sheet->nextButton()->click();
        settle();
        QCOMPARE(desk.world.operations.confirmed, 0);
        QCOMPARE(desk.world.offline.requested, QStringList{u"preview-1"_s});
        QVERIFY(!sheet->isVisible());
        HandOverSheet *hand = sheet->handOverSheet();
        QVERIFY(hand != nullptr && hand->isVisible());
        QVERIFY(!hand->code()->code()->modules().isNull());
        QCOMPARE(hand->code()->current(), 0);
        hand->setFilePicker(
            [](const QString &name, const std::function<void(const QString &)> &chosen) { chosen(name); });
        hand->saveButton()->click();
        settle();
        QCOMPARE(desk.world.offline.files.value(u"ain-0x5d07-5F96-43.ainreq"_s), QByteArray("request"));
    }

    void reducedMotionStepsByHand()
    {
        Desk desk(*m_theme);
        HandOverSheet *hand = walletOf(desk)->offlineSheet()->handOverSheet();
        hand->show(fake::Offline::message(true));
        settle();
        QVERIFY(hand->code()->isRunning());
        hand->code()->nextButton()->click();
        QVERIFY(!hand->code()->isRunning()); // a hand on it is stronger
        hand->dismiss();
        desk.world.settings.value.reduceMotion = true;
        Q_EMIT desk.world.settings.changed();
        hand->show(fake::Offline::message(true));
        settle();
        QVERIFY(!hand->code()->isRunning());
        QCOMPARE(hand->code()->current(), 0);
        const QImage first = hand->code()->code()->modules();
        hand->code()->nextButton()->click();
        QCOMPARE(hand->code()->current(), 1);
        QVERIFY(hand->code()->code()->modules() != first);
        hand->code()->previousButton()->click();
        hand->code()->previousButton()->click();
        QCOMPARE(hand->code()->current(), 3);
        // One part alone needs no buttons.
        OfflineMessage small = fake::Offline::message(false);
        small.frames.resize(1);
        hand->show(small);
        settle();
        QVERIFY(!hand->code()->nextButton()->isVisible());
        small.frames.clear();
        hand->show(small);
        settle();
        QVERIFY(!hand->code()->isVisible());
        desk.world.settings.value.reduceMotion = false;
        Q_EMIT desk.world.settings.changed();
    }

    void theOtherDeviceExplainsAndSigns()
    {
        Desk desk(*m_theme);
        OfflineSheet *offline = walletOf(desk)->offlineSheet();
        SignSheet *sheet = offline->signSheet();
        sheet->open();
        desk.world.offline.files.insert(u"/usb/pay.ainreq"_s, "request");
        sheet->reader()->addFiles({u"/usb/pay.ainreq"_s});
        settle();
        QVERIFY(sheet->showsOrder());
        bool told = false;
        for (auto *label : sheet->findChildren<TextLabel *>())
            told = told || label->plainText().contains(u"3.25 AIN"_s);
        QVERIFY(told);
        QCOMPARE(desk.world.offline.signatures, 0);
        sheet->signButton()->click();
        settle();
        QCOMPARE(desk.world.offline.signatures, 1);
        QVERIFY(offline->handOverSheet()->isVisible());
        offline->handOverSheet()->dismiss();

        // What can't be signed here is explained all the same, and says why.
        desk.world.offline.why =
            Error{ErrorCode("offline.no_key"), {{u"address"_s, fake::OtherAddress}, {u"network"_s, u"practice"_s}}, {}};
        sheet->open();
        sheet->take("request");
        settle();
        QVERIFY(sheet->showsOrder());
        QVERIFY(!sheet->signButton()->isEnabled());
        sheet->dismiss();
        sheet->open();
        sheet->take("signature");
        settle();
        QVERIFY(!sheet->showsOrder());
    }

    void aSignatureIsLookedAtBeforeItIsSent()
    {
        Desk desk(*m_theme);
        BringSheet *sheet = walletOf(desk)->offlineSheet()->bringSheet();
        desk.world.offline.preview = fake::Wallet::preview(u"Send 3.25 AIN"_s, 3'250'000);
        sheet->open();
        settle();
        QVERIFY(!sheet->nextButton()->isEnabled());
        sheet->take("request");
        settle();
        QVERIFY(sheet->presenter()->state() == OpState::Editing); // that is the other thing
        desk.world.qr.answer = QStringList{u"AINQ1/X"_s};
        desk.world.offline.parts.count = 1;
        desk.world.offline.parts.total = 2;
        desk.world.offline.parts.missing = {2};
        sheet->reader()->addFiles({u"/usb/one.png"_s});
        settle();
        QVERIFY(sheet->reader()->state()->plainText().contains(u"1 of 2"_s));
        desk.world.offline.parts.content = "signature";
        sheet->reader()->addFiles({u"/usb/two.png"_s});
        settle();
        QCOMPARE(desk.world.offline.brought, QByteArray("signature"));
        QVERIFY(sheet->presenter()->state() == OpState::Previewing);
        QCOMPARE(desk.world.operations.confirmed, 0);
        sheet->nextButton()->click();
        settle();
        QCOMPARE(desk.world.operations.confirmed, 1);
    }

    void waitingRequestsAreListed()
    {
        Desk desk(*m_theme);
        OfflineSheet *sheet = walletOf(desk)->offlineSheet();
        sheet->open();
        settle();
        QVERIFY(!sheet->waitingList()->isVisible());
        sheet->dismiss();
        OfflineRow row;
        row.hash = u"0xaa"_s;
        row.summary = u"Send 3.25 AIN."_s;
        row.createdMs = desk.world.clock.nowMs();
        row.expiresMs = row.createdMs + 86'400'000;
        desk.world.offline.rows = {row};
        sheet->open();
        settle();
        QVERIFY(sheet->waitingList()->isVisible());
        QVERIFY(sheet->waitingList()->item(0)->text().startsWith(row.summary));
    }

    void theDrillTellsAndForgets()
    {
        Desk desk(*m_theme);
        auto *page = desk.page<SettingsPage>(PageId::Settings);
        desk.window->showPage(PageId::Settings);
        page->drillButton()->click();
        settle();
        DrillSheet *sheet = page->drillSheet();
        QVERIFY(sheet->isVisible());
        sheet->wordsEdit()->setPlainText(u"too short"_s);
        sheet->checkButton()->click();
        settle();
        QCOMPARE(desk.world.vault.drills, 0);
        desk.world.vault.drill.isGood = true;
        desk.world.vault.drill.restored = {desk.world.wallet.all.first()};
        sheet->wordsEdit()->setPlainText(QString::fromLatin1(fake::Phrase));
        sheet->checkButton()->click();
        settle();
        QCOMPARE(desk.world.vault.drills, 1);
        QVERIFY(sheet->verdict()->isVisible());
        QVERIFY(sheet->wordsEdit()->toPlainText().isEmpty());

        sheet->setSource(DrillSheet::Source::File);
        QVERIFY(!sheet->verdict()->isVisible());
        sheet->checkButton()->click();
        QCOMPARE(desk.world.vault.drills, 1);
        sheet->setFile(u"/usb/my.ainbackup"_s);
        sheet->filePassword()->edit()->setText(u"wrong"_s);
        sheet->checkButton()->click();
        settle();
        QVERIFY(!sheet->verdict()->isVisible());
        desk.world.vault.drill.isGood = false;
        desk.world.vault.drill.missing = {desk.world.wallet.all.last()};
        sheet->filePassword()->edit()->setText(u"correct horse"_s);
        sheet->checkButton()->click();
        settle();
        QVERIFY(sheet->verdict()->isVisible());
        sheet->filePassword()->edit()->setText(u"again"_s);
        sheet->dismiss();
        QVERIFY(sheet->filePassword()->isEmpty());
    }

    void noticesStandAboveThePageUntilTheyArePutAway()
    {
        Desk desk(*m_theme);
        NoticeBar *bar = desk.window->notices();
        QVERIFY(!bar->isVisible());
        int acted = 0;
        for (const QString &id : {u"one"_s, u"two"_s, u"one"_s}) {
            Notice notice;
            notice.id = id;
            notice.text = [id] { return id; };
            notice.actionText = [] { return u"Act"_s; };
            notice.action = [&acted] { ++acted; };
            bar->add(std::move(notice));
        }
        QVERIFY(bar->isVisible());
        QCOMPARE(bar->ids(), QStringList({u"two"_s, u"one"_s}));
        QCOMPARE(bar->text(u"two"_s), u"two"_s);
        bar->actionButton(u"two"_s)->click();
        QCOMPARE(acted, 1);
        QCOMPARE(bar->ids(), QStringList{u"one"_s});
        bar->remove(u"one"_s);
        QVERIFY(!bar->isVisible());
    }

    void startingAtLoginIsSwitched()
    {
        Desk desk(*m_theme);
        auto *page = desk.page<SettingsPage>(PageId::Settings);
        QVERIFY(!page->loginBox()->isChecked());
        page->loginBox()->setChecked(true);
        QVERIFY(desk.world.settings.value.startAtLogin);
    }
};

} // namespace

QTEST_MAIN(TestUiOffline)
#include "test_offline.moc"
