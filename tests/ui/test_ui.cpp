// The window, driven like a user drives it: real widgets, made-up backends.
#include "tests/ui/desk.h"
#include "tests/ui/walkers.h"
#include "ui/format.h"
#include "ui/pages/collection/addsheet.h"
#include "ui/pages/collection/collectionpage.h"
#include "ui/pages/collection/createsheet.h"
#include "ui/pages/collection/detailsheet.h"
#include "ui/pages/collection/mintsheet.h"
#include "ui/pages/collection/searchsheet.h"
#include "ui/pages/common/newpassword.h"
#include "ui/pages/firstrun/createview.h"
#include "ui/pages/firstrun/firstrunpage.h"
#include "ui/pages/firstrun/protectform.h"
#include "ui/pages/firstrun/restoreview.h"
#include "ui/pages/lock/lockpage.h"
#include "ui/pages/settings/passwordsheet.h"
#include "ui/pages/settings/settingspage.h"
#include "ui/pages/studio/studiopage.h"
#include "ui/pages/wallet/accountsheet.h"
#include "ui/pages/wallet/exportsheet.h"
#include "ui/pages/wallet/receivesheet.h"
#include "ui/pages/wallet/sendsheet.h"
#include "ui/pages/wallet/stakesheet.h"
#include "ui/pages/wallet/walletpage.h"
#include "ui/theme/stylesheet.h"
#include "ui/widgets/commandpalette.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/passwordfield.h"
#include "ui/widgets/qrwidget.h"
#include "ui/widgets/rowlist.h"
#include "ui/widgets/wordgrid.h"
#include "ui/window/guidesheet.h"

#include <QAccessible>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTest>
#include <QTextBrowser>

using namespace ain;
using namespace ain::ui;
using namespace Qt::StringLiterals;

namespace {

/// Of a computer without a vault.
const DeskOptions nothingYet{VaultState::Missing, false, false};

} // namespace

class TestUi : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        m_theme = std::make_unique<Theme>(*qApp);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void tokensHaveContrast()
    {
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark, Scheme::HighContrast}) {
            const Tokens &t = tokens(scheme);
            const std::pair<QColor, QColor> pairs[] = {{t.text, t.bg},
                                                       {t.text, t.surface},
                                                       {t.text, t.raised},
                                                       {t.text, t.field},
                                                       {t.muted, t.bg},
                                                       {t.muted, t.surface},
                                                       {t.muted, t.field},
                                                       {t.accent, t.surface},
                                                       {t.accent, t.accentSoft},
                                                       {t.onAccent, t.accent},
                                                       {t.ok, t.okSoft},
                                                       {t.ok, t.surface},
                                                       {t.warn, t.warnSoft},
                                                       {t.warn, t.surface},
                                                       {t.bad, t.badSoft},
                                                       {t.bad, t.surface},
                                                       {t.text, t.okSoft},
                                                       {t.text, t.warnSoft},
                                                       {t.text, t.badSoft},
                                                       {t.text, t.accentSoft},
                                                       {t.practice, t.practiceSoft},
                                                       {t.muted, t.practiceSoft},
                                                       {t.text, t.practiceSoft}};
            for (const auto &[ink, ground] : pairs) {
                const double ratio = contrastRatio(ink, ground);
                QVERIFY2(
                    ratio >= (scheme == Scheme::HighContrast ? 7.0 : 4.5),
                    qPrintable(
                        u"scheme %1: %2 on %3 is %4"_s.arg(int(scheme)).arg(ink.name(), ground.name()).arg(ratio)));
            }
        }
    }

    void styleSheetHasNoHoles()
    {
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark, Scheme::HighContrast}) {
            const QString sheet = styleSheet(tokens(scheme), true);
            QVERIFY(!sheet.contains(QRegularExpression(u"\\{[a-zA-Z]"_s)));
        }
    }

    void formats()
    {
        QCOMPARE(Format::amount(Amount::fromMicro(1'284'507'311)), u"1,284.507311"_s);
        QCOMPARE(Format::amount(Amount::fromMicro(-1)), u"−0.000001"_s);
        QCOMPARE(Format::address(fake::MyAddress).split(u' ').size(), 10);
        QCOMPARE(Format::address(fake::MyAddress).remove(u' '), fake::MyAddress);
    }

    void passwordStrengthGrows()
    {
        QCOMPARE(passwordStrength(u""), 0);
        QVERIFY(passwordStrength(u"password") <= 2);
        QVERIFY(passwordStrength(u"aaaaaaaaaaaaaaaaaaaaaaaa") <= 1);
        QVERIFY(passwordStrength(u"correct horse battery staple") >= 3);
    }

    void paymentLinkFillsTheSendSheet()
    {
        Desk desk(*m_theme);
        openPaymentLink(*desk.window, desk.context, u"ain:0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96?amount=2.5"_s);
        settle();
        const auto *sheet = desk.page<WalletPage>(PageId::Wallet)->sendSheet();
        QVERIFY(sheet->isVisible());
        QCOMPARE(sheet->toEdit()->text(), u"0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96"_s);
        QCOMPARE(sheet->amountEdit()->text(), u"2.500000"_s);
    }

    void translationsLoad()
    {
        Desk desk(*m_theme, u"ko"_s);
        auto *wallet = desk.page<WalletPage>(PageId::Wallet);
        const auto texts = [wallet] {
            QStringList out;
            for (auto *button : wallet->findChildren<QPushButton *>())
                out += button->text();
            return out;
        };
        QVERIFY(texts().contains(u"보내기"_s));
        Settings settings = desk.world.settings.value;
        settings.language = u"en"_s;
        desk.world.settings.set(settings);
        settle();
        QVERIFY(texts().contains(u"Send"_s));
        QVERIFY(!texts().contains(u"보내기"_s));
    }

    void everyFocusableControlHasAName()
    {
        for (const QString &code : {u"en"_s, u"ko"_s}) {
            Desk desk(*m_theme, code);
            const QStringList missing = nameless(desk.window.get());
            QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
        }
    }

    void nothingIsClipped_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QSize>("size");
        for (const QString &code : {u"en"_s, u"ko"_s}) {
            QTest::addRow("%s small", qPrintable(code)) << code << QSize(1024, 640);
            QTest::addRow("%s laptop", qPrintable(code)) << code << QSize(1366, 768);
        }
    }
    void nothingIsClipped()
    {
        QFETCH(QString, code);
        QFETCH(QSize, size);
        Desk desk(*m_theme, code);
        desk.world.studio.fill();
        desk.window->resize(size);
        settle();
        QCOMPARE(desk.window->size(), size);
        const auto verify = [&desk](const QString &where) {
            settle();
            const QStringList found = clipped(desk.window.get());
            if (!found.isEmpty())
                qWarning().noquote() << where << found.join(u"\n  "_s);
            return found.isEmpty();
        };
        bool fine = true;
        for (int i = 0; i < PageCount; ++i) {
            desk.window->showPage(PageId(i));
            fine = verify(u"page %1"_s.arg(i)) && fine;
        }
        auto *wallet = desk.page<WalletPage>(PageId::Wallet);
        auto *collection = desk.page<CollectionPage>(PageId::Collection);
        auto *settings = desk.page<SettingsPage>(PageId::Settings);
        wallet->exportSheet()->setAccount(desk.world.wallet.all.first());
        const std::initializer_list<Sheet *> sheets{
            wallet->sendSheet(),       wallet->receiveSheet(),    wallet->accountSheet(),     wallet->exportSheet(),
            wallet->stakeSheet(),      collection->createSheet(), collection->mintSheet(),    collection->addSheet(),
            collection->searchSheet(), settings->passwordSheet(), desk.window->palettePanel()};
        for (Sheet *sheet : sheets) {
            sheet->open();
            fine = verify(sheet->accessibleName()) && fine;
            sheet->dismiss();
        }
        desk.window->showGuide();
        fine = verify(u"guide"_s) && fine;
        desk.window->guide()->dismiss();
        desk.world.vault.become(VaultState::Locked);
        fine = verify(u"lock"_s) && fine;
        desk.world.vault.become(VaultState::Missing);
        fine = verify(u"doors"_s) && fine;
        auto *firstRun = desk.window->findChild<FirstRunPage *>();
        firstRun->enter(FirstRunPage::Door::Create);
        fine = verify(u"create"_s) && fine;
        firstRun->enter(FirstRunPage::Door::Restore);
        fine = verify(u"restore"_s) && fine;
        QVERIFY(fine);
    }

    void theGuideSpeaksTheWindowsLanguage()
    {
        for (const auto &[code, word] : {std::pair(u"en"_s, u"Backup"_s), std::pair(u"ko"_s, u"백업"_s)}) {
            Desk desk(*m_theme, code);
            QTest::keyClick(desk.window.get(), Qt::Key_F1);
            settle();
            GuideSheet *guide = desk.window->guide();
            QVERIFY(guide != nullptr && guide->isOpen());
            const QString text = guide->text()->toPlainText();
            QVERIFY2(text.size() > 10'000 && text.contains(word), qPrintable(text.left(200)));
            QVERIFY(!text.contains(u"**") && !text.contains(u"](")); // it is read, not shown as written
            guide->findBox()->setText(word);
            QTest::keyClick(guide->findBox(), Qt::Key_Return);
            QCOMPARE(guide->text()->textCursor().selectedText(), word);
            QVERIFY(guide->told().isEmpty());
            guide->findBox()->setText(u"qwertzuiop"_s);
            QTest::keyClick(guide->findBox(), Qt::Key_Return);
            QVERIFY(guide->told().contains(u"qwertzuiop"));
            QCOMPARE(nameless(guide), QStringList());
        }
    }

    void keysMoveBetweenPages()
    {
        Desk desk(*m_theme);
        desk.window->activateWindow();
        for (int i = 4; i >= 0; --i) {
            QTest::keyClick(desk.window.get(), Qt::Key(Qt::Key_1 + i), Qt::ControlModifier);
            QCOMPARE(desk.window->currentPage(), PageId(i));
        }
        QTest::keyClick(desk.window.get(), Qt::Key_K, Qt::ControlModifier);
        QVERIFY(desk.window->palettePanel()->isOpen());
        auto *edit = desk.window->palettePanel()->findChild<QLineEdit *>();
        QTest::keyClicks(edit, u"activity"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(desk.window->currentPage(), PageId::Activity);
        QVERIFY(!desk.window->palettePanel()->isOpen());
        QTest::keyClick(desk.window.get(), Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(desk.world.vault.now, VaultState::Locked);
    }

    void sendGoesAllTheWay()
    {
        Desk desk(*m_theme);
        auto *sheet = desk.page<WalletPage>(PageId::Wallet)->sendSheet();
        sheet->open();
        QTest::mouseClick(sheet->nextButton(), Qt::LeftButton);
        settle();
        QCOMPARE(sheet->presenter()->state(), OperationPresenter::State::Editing);

        QTest::keyClicks(sheet->toEdit(), fake::OtherAddress);
        QTest::keyClicks(sheet->amountEdit(), u"3.25"_s);
        // The draft survives closing the sheet and changing the page.
        sheet->dismiss();
        desk.window->showPage(PageId::Studio);
        desk.window->showPage(PageId::Wallet);
        sheet->open();
        QCOMPARE(sheet->amountEdit()->text(), u"3.25"_s);

        QTest::mouseClick(sheet->nextButton(), Qt::LeftButton);
        settle();
        QCOMPARE(sheet->presenter()->state(), OperationPresenter::State::Previewing);
        QCOMPARE(desk.world.wallet.lastRequest.amount->micro(), 3'250'000);
        QCOMPARE(desk.world.operations.confirmed, 0);
        QTest::mouseClick(sheet->nextButton(), Qt::LeftButton);
        settle();
        QCOMPARE(desk.world.operations.confirmed, 1);
        desk.world.operations.tell(Stage::InBlock, false);
        QCOMPARE(sheet->presenter()->state(), OperationPresenter::State::Following);
        desk.world.operations.tell(Stage::Final, true);
        QCOMPARE(sheet->presenter()->state(), OperationPresenter::State::Done);
        QVERIFY(sheet->toEdit()->text().isEmpty());
    }

    void sendErrorsStandInPlaceAndKeepTheDraft()
    {
        Desk desk(*m_theme);
        auto *sheet = desk.page<WalletPage>(PageId::Wallet)->sendSheet();
        sheet->open();
        sheet->toEdit()->setText(fake::OtherAddress);
        sheet->amountEdit()->setText(u"5"_s);
        desk.world.wallet.sendError = Error{errors::Internal, {}, u"detail"_s};
        QTest::mouseClick(sheet->nextButton(), Qt::LeftButton);
        settle();
        QCOMPARE(sheet->presenter()->state(), OperationPresenter::State::Editing);
        QCOMPARE(sheet->amountEdit()->text(), u"5"_s);
        auto *banner = sheet->findChild<ErrorBanner *>();
        QVERIFY(banner->isVisible());
        QVERIFY(banner->details().contains(u"detail"_s));

        desk.world.wallet.sendError.reset();
        QTest::mouseClick(sheet->nextButton(), Qt::LeftButton);
        settle();
        QTest::mouseClick(sheet->nextButton(), Qt::LeftButton);
        settle();
        desk.world.operations.tell(Stage::Reverted, true, Error{errors::Internal, {}, {}});
        QCOMPARE(sheet->presenter()->state(), OperationPresenter::State::Failed);
        QVERIFY(banner->isVisible());
        QCOMPARE(sheet->amountEdit()->text(), u"5"_s);
    }

    void sheetsKeepTheFocusAndEscCloses()
    {
        Desk desk(*m_theme);
        desk.window->activateWindow();
        auto *sheet = desk.page<WalletPage>(PageId::Wallet)->sendSheet();
        sheet->open();
        for (int i = 0; i < 12; ++i) {
            QVERIFY(sheet->isAncestorOf(QApplication::focusWidget()));
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        QTest::keyClick(sheet, Qt::Key_Escape);
        QVERIFY(!sheet->isOpen());
    }

    void receiveShowsTheUri()
    {
        Desk desk(*m_theme);
        auto *sheet = desk.page<WalletPage>(PageId::Wallet)->receiveSheet();
        sheet->open();
        const QImage bare = sheet->qr()->modules();
        QVERIFY(!bare.isNull());
        QVERIFY(bare.width() >= 29);
        QrWidget other;
        other.setText(u"ain:"_s + fake::MyAddress);
        QCOMPARE(other.modules(), bare);
    }

    void historyFiltersAndSearches()
    {
        Desk desk(*m_theme);
        auto *wallet = desk.page<WalletPage>(PageId::Wallet);
        auto *list = wallet->findChild<RowList *>();
        QCOMPARE(list->model()->rowCount(), 6);
        auto *search = wallet->findChild<QLineEdit *>();
        QTest::keyClicks(search, u"haneul"_s);
        QCOMPARE(list->model()->rowCount(), 1);
        search->setText(u"f39F d6e5"_s);
        QVERIFY(list->model()->rowCount() >= 1);
        search->setText(u"nothing like this"_s);
        QCOMPARE(list->model()->rowCount(), 0);
    }

    void createChecksEveryWord()
    {
        Desk desk(*m_theme, u"en"_s, nothingYet);
        auto *page = desk.window->findChild<FirstRunPage *>();
        QVERIFY(page->isVisible());
        page->enter(FirstRunPage::Door::Create);
        settle();
        auto *view = page->createView();
        QCOMPARE(view->grid()->wordCount(), 12);
        view->nextButton()->click();
        const auto words = QString::fromUtf8(fake::Phrase).split(u' ');
        view->wordEdit()->setText(u"zoo"_s);
        QTest::keyClick(view->wordEdit(), Qt::Key_Return);
        const int first = view->askedWord();
        QVERIFY(first >= 0);
        QSet<int> asked;
        for (int i = 0; i < 12; ++i) {
            const int position = view->askedWord();
            asked.insert(position);
            view->wordEdit()->setText(words.at(position));
        }
        QCOMPARE(asked.size(), 12);
        QVERIFY(view->protectForm()->isVisible());
        view->nextButton()->click();
        QCOMPARE(desk.world.accounts.added, 0);
        view->protectForm()->password()->first()->edit()->setText(u"correct horse"_s);
        view->protectForm()->password()->second()->edit()->setText(u"correct house"_s);
        view->nextButton()->click();
        settle();
        QCOMPARE(desk.world.accounts.added, 0);
        view->protectForm()->password()->second()->edit()->setText(u"correct horse"_s);
        view->nextButton()->click();
        settle();
        QCOMPARE(desk.world.accounts.added, 1);
        QCOMPARE(desk.world.network.chosen, u"mainnet"_s);
        QVERIFY(!page->isVisible());
        QCOMPARE(view->grid()->wordCount(), 0);
    }

    void practiceIsOneClick()
    {
        Desk desk(*m_theme, u"ko"_s, nothingYet);
        auto *page = desk.window->findChild<FirstRunPage *>();
        QTest::mouseClick(page->practiceDoor(), Qt::LeftButton);
        settle();
        QCOMPARE(desk.world.accounts.added, 1);
        QVERIFY(!page->isVisible());
        QVERIFY(m_theme->isPractice());
    }

    void restoreScansAndImports()
    {
        Desk desk(*m_theme, u"en"_s, nothingYet);
        auto *page = desk.window->findChild<FirstRunPage *>();
        page->enter(FirstRunPage::Door::Restore);
        auto *view = page->restoreView();
        view->phraseEdit()->setPlainText(u"only three words"_s);
        view->nextButton()->click();
        settle();
        QVERIFY(!view->foundList()->isVisible());
        view->phraseEdit()->setPlainText(QString::fromUtf8(fake::Phrase));
        view->protectForm()->password()->first()->edit()->setText(u"correct horse"_s);
        view->protectForm()->password()->second()->edit()->setText(u"correct horse"_s);
        view->nextButton()->click();
        settle();
        QVERIFY(view->foundList()->isVisible());
        QCOMPARE(view->foundList()->count(), 2);
        view->nextButton()->click();
        settle();
        QCOMPARE(desk.world.accounts.added, 1);
        QVERIFY(!page->isVisible());
        QVERIFY(view->phraseEdit()->toPlainText().isEmpty());
    }

    void lockAndUnlock()
    {
        Desk desk(*m_theme);
        desk.window->lock();
        settle();
        auto *lock = desk.window->findChild<LockPage *>();
        QVERIFY(lock->isVisible());
        auto *field = lock->findChild<PasswordField *>();
        field->edit()->setText(u"wrong horse"_s);
        QTest::keyClick(field->edit(), Qt::Key_Return);
        settle();
        QVERIFY(lock->isVisible());
        QVERIFY(lock->findChild<ErrorBanner *>()->isVisible());
        QVERIFY(field->isEmpty());
        field->edit()->setText(u"correct horse"_s);
        QTest::keyClick(field->edit(), Qt::Key_Return);
        settle();
        QVERIFY(!lock->isVisible());
        QCOMPARE(desk.world.vault.now, VaultState::Open);
    }

    void withoutPasswordThereIsNothingToLock()
    {
        Desk desk(*m_theme);
        desk.world.vault.password = false;
        desk.window->lock();
        QCOMPARE(desk.world.vault.now, VaultState::Open);
        QCOMPARE(desk.window->currentPage(), PageId::Settings);
    }

    void mintFromTheStudio()
    {
        Desk desk(*m_theme);
        desk.window->showPage(PageId::Studio);
        auto *studio = desk.page<StudioPage>(PageId::Studio);
        studio->openFile(u"missing.txt"_s);
        settle();
        QVERIFY(studio->findChild<ErrorBanner *>()->isVisible());
        studio->openFile(u"cat.png"_s);
        settle();
        QTest::mouseClick(studio->mintButton(), Qt::LeftButton);
        settle();
        QCOMPARE(desk.window->currentPage(), PageId::Collection);
        auto *sheet = desk.page<CollectionPage>(PageId::Collection)->mintSheet();
        QVERIFY(sheet->isOpen());
        sheet->nameEdit()->setText(u"Cat"_s);
        QTest::mouseClick(sheet->nextButton(), Qt::LeftButton);
        settle();
        QCOMPARE(sheet->presenter()->state(), OperationPresenter::State::Previewing);
        QCOMPARE(desk.world.collection.lastMint.name, u"Cat"_s);
        QCOMPARE(desk.world.collection.lastMint.imageId, u"img"_s);
    }

    void settingsSwitchThemeAtOnce()
    {
        Desk desk(*m_theme);
        desk.window->showPage(PageId::Settings);
        auto *box = desk.page<SettingsPage>(PageId::Settings)->themeBox();
        box->setCurrentIndex(box->findData(int(ThemeChoice::Dark)));
        Q_EMIT box->activated(box->currentIndex());
        QCOMPARE(m_theme->scheme(), Scheme::Dark);
        QCOMPARE(desk.world.settings.value.theme, ThemeChoice::Dark);
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestUi)
#include "test_ui.moc"
