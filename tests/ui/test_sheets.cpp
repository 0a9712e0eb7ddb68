// The sheets for secrets, stakes, foreign collections and replacements, driven like a user drives them.
#include "tests/ui/desk.h"
#include "ui/format.h"
#include "ui/pages/activity/activitypage.h"
#include "ui/pages/collection/addsheet.h"
#include "ui/pages/collection/collectionpage.h"
#include "ui/pages/collection/searchsheet.h"
#include "ui/pages/common/newpassword.h"
#include "ui/pages/common/previewpanel.h"
#include "ui/pages/wallet/accountsheet.h"
#include "ui/pages/wallet/exportsheet.h"
#include "ui/pages/wallet/replacesheet.h"
#include "ui/pages/wallet/sendsheet.h"
#include "ui/pages/wallet/stakesheet.h"
#include "ui/pages/wallet/walletpage.h"
#include "ui/text/errortext.h"
#include "ui/widgets/field.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/passwordfield.h"
#include "ui/widgets/rowlist.h"
#include "ui/widgets/secrettext.h"
#include "ui/widgets/wordgrid.h"

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>

using namespace ain;
using namespace ain::ui;
using namespace Qt::StringLiterals;
using OpState = OperationPresenter::State;

namespace {

WalletPage *walletOf(const Desk &desk) { return desk.page<WalletPage>(PageId::Wallet); }

CollectionPage *collectionOf(const Desk &desk) { return desk.page<CollectionPage>(PageId::Collection); }

ActivityPage *activityOf(const Desk &desk) { return desk.page<ActivityPage>(PageId::Activity); }

/// The export sheet for the first account, open.
ExportSheet *openExport(Desk &desk)
{
    WalletPage *wallet = walletOf(desk);
    wallet->exportSheet()->setAccount(desk.world.wallet.all.first());
    wallet->exportSheet()->open();
    return wallet->exportSheet();
}

/// Every text that another program could read out of a widget.
QStringList textsOf(QWidget *root)
{
    QStringList out;
    for (QWidget *widget : root->findChildren<QWidget *>()) {
        out += widget->accessibleName();
        out += widget->accessibleDescription();
        out += widget->toolTip();
        out += widget->property("text").toString();
        if (QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget)) {
            out += accessible->text(QAccessible::Name);
            out += accessible->text(QAccessible::Value);
        }
    }
    return out;
}

} // namespace

class TestSheets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        m_theme = std::make_unique<Theme>(*qApp);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void wordsNeedThePasswordAndStayCovered()
    {
        Desk desk(*m_theme);
        QGuiApplication::clipboard()->setText(u"before"_s);
        ExportSheet *sheet = openExport(desk);
        QTest::mouseClick(sheet->nextButton(), Qt::LeftButton);
        settle();
        QCOMPARE(desk.world.accounts.exports, 0);
        sheet->password()->edit()->setText(u"wrong horse"_s);
        QTest::keyClick(sheet->password()->edit(), Qt::Key_Return);
        settle();
        QCOMPARE(desk.world.accounts.exports, 0);
        QCOMPARE(sheet->presenter()->state(), ExportPresenter::State::Choosing);
        QVERIFY(sheet->password()->isEmpty());

        sheet->password()->edit()->setText(u"correct horse"_s);
        QTest::keyClick(sheet->password()->edit(), Qt::Key_Return);
        settle();
        QCOMPARE(desk.world.accounts.exports, 1);
        QCOMPARE(sheet->presenter()->state(), ExportPresenter::State::Covered);
        QVERIFY(!sheet->words()->isVisible());
        QCOMPARE(sheet->words()->wordCount(), 0);
        QTest::mouseClick(sheet->nextButton(), Qt::LeftButton);
        settle();
        QVERIFY(sheet->words()->isVisible());
        QCOMPARE(sheet->words()->wordCount(), 12);
        for (const QString &text : textsOf(sheet))
            QVERIFY2(!text.contains(u"junk"), qPrintable(text));
        QTest::mouseClick(sheet->nextButton(), Qt::LeftButton);
        QVERIFY(!sheet->words()->isVisible());
        QCOMPARE(sheet->words()->wordCount(), 0);
        QTest::keyClick(sheet, Qt::Key_Escape);
        QVERIFY(!sheet->isOpen());
        QVERIFY(sheet->presenter()->secret().isEmpty());
        QCOMPARE(QGuiApplication::clipboard()->text(), u"before"_s);
    }

    void secretsCoverThemselves()
    {
        Desk desk(*m_theme);
        ExportSheet *sheet = openExport(desk);
        sheet->setKind(ExportSheet::Kind::PrivateKey);
        sheet->password()->edit()->setText(u"correct horse"_s);
        sheet->nextButton()->click();
        settle();
        sheet->nextButton()->click();
        settle();
        QVERIFY(sheet->key()->isVisible());
        QVERIFY(sheet->key()->secret() == SecretBytes::copyOf(QByteArrayView(fake::KeyHex)));
        for (const QString &text : textsOf(sheet))
            QVERIFY2(!text.contains(u"8899"), qPrintable(text));
        // Another program comes to the front.
        Q_EMIT qGuiApp->applicationStateChanged(Qt::ApplicationInactive);
        QVERIFY(!sheet->key()->isVisible());
        QVERIFY(sheet->key()->secret().isEmpty());
        sheet->nextButton()->click();
        QVERIFY(sheet->key()->isVisible());
        QCOMPARE(sheet->presenter()->secondsLeft(), ExportPresenter::ShownSeconds);
        // Locking takes it away at once.
        desk.world.vault.lock();
        settle();
        QVERIFY(!sheet->isOpen());
        QVERIFY(sheet->presenter()->secret().isEmpty());
        QCOMPARE(sheet->presenter()->state(), ExportPresenter::State::Choosing);
    }

    void importedAccountsHaveNoWords()
    {
        Desk desk(*m_theme);
        desk.world.wallet.all.first().path.clear();
        ExportSheet *sheet = openExport(desk);
        sheet->password()->edit()->setText(u"correct horse"_s);
        sheet->nextButton()->click();
        settle();
        QCOMPARE(sheet->presenter()->kind(), ExportPresenter::Kind::PrivateKey);
    }

    void phrasesWithPassphraseSaySo()
    {
        Desk desk(*m_theme);
        desk.world.accounts.phraseNeedsPassphrase = true;
        ExportSheet *sheet = openExport(desk);
        sheet->password()->edit()->setText(u"correct horse"_s);
        sheet->nextButton()->click();
        settle();
        QVERIFY(sheet->presenter()->needsPassphrase());
        QStringList shown;
        for (auto *notice : sheet->findChildren<NoticeCard *>()) {
            if (notice->isVisible())
                shown += notice->text();
        }
        QVERIFY(shown.join(u' ').contains(u"passphrase besides its words"));
    }

    void keystoreAsksTwiceAndNeverOverwrites()
    {
        Desk desk(*m_theme);
        ExportSheet *sheet = openExport(desk);
        sheet->setFilePicker([](const QString &suggested, const std::function<void(const QString &)> &chosen) {
            QVERIFY(suggested.endsWith(u".json"));
            chosen(u"/somewhere/key.json"_s);
        });
        sheet->setKind(ExportSheet::Kind::Keystore);
        sheet->password()->edit()->setText(u"correct horse"_s);
        sheet->filePassword()->first()->edit()->setText(u"a long password"_s);
        sheet->filePassword()->second()->edit()->setText(u"another password"_s);
        sheet->nextButton()->click();
        settle();
        QVERIFY(desk.world.accounts.writtenFiles.isEmpty());
        sheet->filePassword()->second()->edit()->setText(u"a long password"_s);
        sheet->nextButton()->click();
        settle();
        QCOMPARE(desk.world.accounts.writtenFiles, QStringList{u"/somewhere/key.json"_s});
        QVERIFY(desk.world.accounts.filePassword == SecretBytes::copyOf(QByteArrayView("a long password")));
        QCOMPARE(sheet->presenter()->state(), ExportPresenter::State::Written);
        sheet->nextButton()->click();
        QVERIFY(!sheet->isOpen());
        QVERIFY(sheet->filePassword()->first()->isEmpty());

        // The same name again: told, nothing written.
        openExport(desk);
        sheet->setKind(ExportSheet::Kind::Keystore);
        sheet->password()->edit()->setText(u"correct horse"_s);
        sheet->filePassword()->first()->edit()->setText(u"a long password"_s);
        sheet->filePassword()->second()->edit()->setText(u"a long password"_s);
        sheet->nextButton()->click();
        settle();
        QCOMPARE(sheet->presenter()->state(), ExportPresenter::State::Choosing);
        QVERIFY(sheet->findChild<ErrorBanner *>()->isVisible());
        QCOMPARE(desk.world.accounts.writtenFiles.size(), 1);
    }

    void accountsLeadToTheExport()
    {
        Desk desk(*m_theme);
        auto *accounts = walletOf(desk)->accountSheet();
        accounts->open();
        auto *list = accounts->findChild<QListWidget *>();
        QPushButton *exporting = nullptr;
        for (auto *button : accounts->findChildren<QPushButton *>()) {
            if (button->text().contains(u"Export"))
                exporting = button;
        }
        QVERIFY(exporting != nullptr);
        list->setCurrentRow(1); // watched: no key
        QVERIFY(!exporting->isEnabled());
        list->setCurrentRow(0);
        QVERIFY(exporting->isEnabled());
        QTest::mouseClick(exporting, Qt::LeftButton);
        QVERIFY(walletOf(desk)->exportSheet()->isOpen());
        QVERIFY(!accounts->isOpen());
    }

    void stakeGoesThroughThePreview()
    {
        Desk desk(*m_theme);
        auto *sheet = walletOf(desk)->stakeSheet();
        sheet->open();
        settle();
        QCOMPARE(sheet->positionList()->count(), 2);
        sheet->nextButton()->click();
        QCOMPARE(sheet->presenter()->state(), OpState::Editing);
        sheet->positionList()->setCurrentRow(0);
        QCOMPARE(sheet->appEdit()->text(), u"pixel_cats"_s);
        sheet->amountEdit()->setText(u"3"_s);
        QTest::keyClick(sheet->amountEdit(), Qt::Key_Return);
        settle();
        QCOMPARE(sheet->presenter()->state(), OpState::Previewing);
        QCOMPARE(desk.world.staking.lastApp, u"pixel_cats"_s);
        QCOMPARE(desk.world.staking.lastAmount, Amount::fromMicro(3'000'000));
        auto *notice = sheet->previewPanel()->findChild<NoticeCard *>();
        QVERIFY(notice->text().contains(Format::dateTime(fake::Now + 7 * 86'400'000LL)));
        sheet->nextButton()->click();
        settle();
        desk.world.operations.tell(Stage::Final, true);
        QCOMPARE(sheet->presenter()->state(), OpState::Done);
        QVERIFY(sheet->amountEdit()->text().isEmpty());
    }

    void lockedStakeIsRefusedHere()
    {
        Desk desk(*m_theme);
        auto *sheet = walletOf(desk)->stakeSheet();
        sheet->open();
        sheet->setMode(StakeSheet::Mode::Unstake);
        settle();
        sheet->appEdit()->setText(u"pixel_cats"_s);
        sheet->amountEdit()->setText(u"1"_s);
        const auto told = [sheet] {
            for (auto *notice : sheet->findChildren<NoticeCard *>()) {
                if (notice->isVisible() && notice->text().startsWith(u"Locked until"))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY(told()); // after the pause behind the last key
        sheet->nextButton()->click();
        settle();
        QVERIFY(sheet->appField()->hasError());
        QCOMPARE(sheet->presenter()->state(), OpState::Editing);
        QVERIFY(desk.world.staking.lastApp.isEmpty());

        sheet->appEdit()->setText(u"paper_birds"_s);
        QVERIFY(!sheet->appField()->hasError());
        QTRY_VERIFY((sheet->maxButton()->click(), sheet->amountEdit()->text() == u"2.500000"));
        sheet->amountEdit()->setText(u"2.6"_s);
        sheet->nextButton()->click();
        settle();
        QCOMPARE(sheet->presenter()->state(), OpState::Editing);
        sheet->maxButton()->click();
        sheet->nextButton()->click();
        settle();
        QCOMPARE(sheet->presenter()->state(), OpState::Previewing);
        QCOMPARE(desk.world.staking.lastApp, u"paper_birds"_s);
        QCOMPARE(sheet->presenter()->preview().incoming, Amount::fromMicro(2'500'000));
    }

    void rewardsAreClaimed()
    {
        Desk desk(*m_theme);
        auto *sheet = walletOf(desk)->stakeSheet();
        sheet->open();
        sheet->setMode(StakeSheet::Mode::Claim);
        settle();
        QVERIFY(!sheet->appField()->isVisible());
        sheet->amountEdit()->setText(u"2"_s);
        sheet->nextButton()->click();
        settle();
        QCOMPARE(sheet->presenter()->state(), OpState::Editing);
        sheet->maxButton()->click();
        sheet->nextButton()->click();
        settle();
        QCOMPARE(sheet->presenter()->state(), OpState::Previewing);
        QCOMPARE(desk.world.staking.lastAmount, Amount::fromMicro(1'234'567));
    }

    void zeroAddressAsksForAYesOfItsOwn()
    {
        Desk desk(*m_theme);
        auto *sheet = walletOf(desk)->sendSheet();
        sheet->open();
        sheet->toEdit()->setText(u"0x"_s + QString(40, u'0'));
        sheet->amountEdit()->setText(u"1"_s);
        sheet->nextButton()->click();
        settle();
        QCOMPARE(sheet->presenter()->state(), OpState::Previewing);
        auto *box = sheet->previewPanel()->consentBox();
        QVERIFY(box->isVisible() && !box->isChecked());
        QVERIFY(!sheet->nextButton()->isEnabled());
        QCOMPARE(desk.world.operations.confirmed, 0);
        box->click();
        QVERIFY(sheet->nextButton()->isEnabled());
        sheet->nextButton()->click();
        settle();
        QCOMPARE(desk.world.operations.confirmed, 1);
        // A yes counts for one preview.
        desk.world.operations.tell(Stage::Final, true);
        sheet->nextButton()->click();
        sheet->open();
        sheet->toEdit()->setText(u"0x"_s + QString(40, u'0'));
        sheet->amountEdit()->setText(u"1"_s);
        sheet->nextButton()->click();
        settle();
        QVERIFY(!box->isChecked());
        QVERIFY(!sheet->nextButton()->isEnabled());
    }

    void clicksBesideTheInputsKeepTheKeyboard()
    {
        Desk desk(*m_theme);
        desk.window->activateWindow();
        auto *sheet = walletOf(desk)->sendSheet();
        sheet->open();
        auto *card = sheet->findChild<QFrame *>(QString(), Qt::FindDirectChildrenOnly);
        QTest::mouseClick(card, Qt::LeftButton, {}, QPoint(card->width() / 2, 6));
        QVERIFY(QApplication::focusWidget() != nullptr);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!sheet->isOpen());
    }

    void otherAddressesAskForNothingMore()
    {
        Desk desk(*m_theme);
        auto *sheet = walletOf(desk)->sendSheet();
        sheet->open();
        sheet->toEdit()->setText(fake::OtherAddress);
        sheet->amountEdit()->setText(u"1"_s);
        sheet->nextButton()->click();
        settle();
        QVERIFY(sheet->nextButton()->isEnabled());
        QVERIFY(!sheet->previewPanel()->consentBox()->isVisible());
    }

    void foreignCollectionsAreLookedAtFirst()
    {
        Desk desk(*m_theme);
        desk.window->showPage(PageId::Collection);
        auto &backend = desk.world.collection;
        auto *sheet = collectionOf(desk)->addSheet();
        sheet->open();
        sheet->nextButton()->click();
        QVERIFY(sheet->idField()->hasError());
        sheet->idEdit()->setText(u"0xCc00000000000000000000000000000000000003"_s);
        sheet->nextButton()->click();
        settle();
        QVERIFY(sheet->idField()->hasError());
        backend.foreign.objectId = u"0xCc00000000000000000000000000000000000003"_s;
        backend.foreign.name = u"Night Trains"_s;
        backend.foreign.symbol = u"TRAIN"_s;
        backend.foreign.owner = fake::OtherAddress;
        backend.foreign.originChecked = false;
        QTest::keyClick(sheet->idEdit(), Qt::Key_Return);
        settle();
        QVERIFY(backend.added.isEmpty());
        QVERIFY(sheet->findChild<NoticeCard *>()->isVisible());
        sheet->nextButton()->click();
        settle();
        QCOMPARE(backend.added, QStringList{backend.foreign.objectId});
        QVERIFY(!sheet->isOpen());
        // Another id means another look.
        sheet->open();
        sheet->idEdit()->setText(backend.foreign.objectId);
        sheet->nextButton()->click();
        settle();
        sheet->idEdit()->setText(u"0x1"_s);
        sheet->nextButton()->click();
        settle();
        QCOMPARE(backend.added.size(), 1);
    }

    void searchShowsProgressAndStops()
    {
        Desk desk(*m_theme);
        desk.window->showPage(PageId::Collection);
        auto &backend = desk.world.collection;
        auto *sheet = collectionOf(desk)->searchSheet();
        sheet->open();
        sheet->nextButton()->click();
        QCOMPARE(sheet->presenter()->state(), SearchPresenter::State::Running);
        Q_EMIT backend.searchProgress(0, 0, 40);
        Q_EMIT backend.searchProgress(12, 40, 3);
        QCOMPARE(sheet->presenter()->done(), 12);
        QVERIFY(sheet->stopButton()->isVisible());
        sheet->nextButton()->click(); // closing does not stop it
        QVERIFY(!sheet->isOpen());
        QCOMPARE(backend.cancelled, 0);
        sheet->open();
        sheet->stopButton()->click();
        settle();
        QCOMPARE(backend.cancelled, 1);
        QCOMPARE(sheet->presenter()->state(), SearchPresenter::State::Stopped);
        QVERIFY(!sheet->findChild<ErrorBanner *>()->isVisible());

        sheet->nextButton()->click();
        backend.search->finish(0);
        settle();
        QCOMPARE(sheet->presenter()->state(), SearchPresenter::State::Nothing);
        QVERIFY(sheet->result()->isVisible() && sheet->result()->text().contains(u"No token"));
        sheet->nextButton()->click();
        sheet->presenter()->start();
        backend.search->finish(failure(ErrorCode("rpc.timeout"), {{u"host"_s, u"node"_s}, {u"seconds"_s, 10}}));
        sheet->open();
        settle();
        QCOMPARE(sheet->presenter()->state(), SearchPresenter::State::Failed);
        QVERIFY(sheet->findChild<ErrorBanner *>()->isVisible());
        sheet->nextButton()->click();
        backend.search->finish(2);
        settle();
        QCOMPARE(sheet->presenter()->state(), SearchPresenter::State::Found);
        QVERIFY(sheet->result()->text().contains(u"2 tokens"));
    }

    void activityReplacesWhatMayReturn()
    {
        Desk desk(*m_theme);
        ActivityRow refused;
        refused.id = u"0xabc"_s;
        refused.txHash = u"0xabc"_s;
        refused.nonce = 7;
        refused.stage = Stage::Failed;
        refused.error = Error{ErrorCode("wallet.tx_rejected"), {{u"hash"_s, u"0xabc"_s}}, {}};
        refused.replaceable = true;
        ActivityRow fine = refused;
        fine.id = u"0xdef"_s;
        fine.stage = Stage::Final;
        fine.error.reset();
        fine.replaceable = false;
        desk.world.activity.list = {refused, fine};
        Q_EMIT desk.world.activity.changed();
        desk.window->showPage(PageId::Activity);
        auto *page = activityOf(desk);
        page->list()->setCurrentIndex(page->list()->model()->index(1, 0));
        QVERIFY(!page->replaceButton()->isVisible());
        page->list()->setCurrentIndex(page->list()->model()->index(0, 0));
        QVERIFY(page->replaceButton()->isVisible());
        // A new list keeps the place.
        Q_EMIT desk.world.activity.changed();
        settle();
        QVERIFY(page->replaceButton()->isVisible());
        QTest::mouseClick(page->replaceButton(), Qt::LeftButton);
        QVERIFY(page->replaceSheet()->isOpen());
        page->replaceSheet()->nextButton()->click();
        settle();
        QCOMPARE(desk.world.wallet.replaced, u"0xabc"_s);
        QCOMPARE(page->replaceSheet()->presenter()->state(), OpState::Previewing);
    }

    void errorReasonsAreWords()
    {
        const auto sentence = [](ErrorCode code, QVariantMap args) {
            return text::errorSentence(Error{code, std::move(args), {}});
        };
        for (const QString &code : {u"en"_s, u"ko"_s}) {
            Desk desk(*m_theme, code);
            for (const QString &reason : {u"list"_s, u"empty"_s, u"null"_s, u"label"_s, u"number"_s, u"depth"_s}) {
                const QString told =
                    sentence(ErrorCode("ainft.metadata"), {{u"path"_s, u"a/b"_s}, {u"reason"_s, reason}});
                QVERIFY2(!told.endsWith(u": %1."_s.arg(reason)) && told.contains(u"a/b"), qPrintable(told));
                if (code == u"ko")
                    QVERIFY2(!told.contains(reason), qPrintable(told));
            }
            for (const QString &what : {u"name"_s, u"symbol"_s, u"description"_s, u"token"_s}) {
                const QString told = sentence(ErrorCode("ainft.name"), {{u"what"_s, what}, {u"limit"_s, 64}});
                QVERIFY2(code == u"en" || !told.contains(what), qPrintable(told));
            }
            // What is no keyword is told as it is.
            QVERIFY(
                sentence(ErrorCode("ainft.metadata"), {{u"path"_s, u"a"_s}, {u"reason"_s, u"odd"_s}}).contains(u"odd"));
        }
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestSheets)
#include "test_sheets.moc"
