// What a holder keeps: contacts, labels, the searched history, messages; and secrets that land in the wrong field.
#include "tests/ui/desk.h"
#include "tests/ui/walkers.h"
#include "ui/format.h"
#include "ui/pages/activity/activitypage.h"
#include "ui/pages/common/previewpanel.h"
#include "ui/pages/wallet/contactssheet.h"
#include "ui/pages/wallet/historycard.h"
#include "ui/pages/wallet/messagesheet.h"
#include "ui/pages/wallet/sendsheet.h"
#include "ui/pages/wallet/walletpage.h"
#include "ui/text/errortext.h"
#include "ui/widgets/field.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/rowlist.h"
#include "ui/widgets/secretguard.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QCompleter>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace ain;
using namespace ain::ui;
using namespace Qt::StringLiterals;

namespace {

WalletPage *walletOf(const Desk &desk) { return desk.page<WalletPage>(PageId::Wallet); }

/// Every text of a widget and its children, as another program could read it.
QString textsOf(QWidget *root)
{
    QStringList out;
    for (QWidget *widget : root->findChildren<QWidget *>()) {
        out += widget->property("text").toString();
        out += widget->property("plainText").toString();
        out += widget->accessibleName();
        out += widget->accessibleDescription();
        out += widget->toolTip();
    }
    return out.join(u'\n');
}

QString rowText(const WalletPage *page, int row, int role)
{
    return page->history()->list()->model()->index(row, 0).data(role).toString();
}

} // namespace

class TestHolder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        m_theme = std::make_unique<Theme>(*qApp);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void contactsAreKeptAndFound()
    {
        Desk desk(*m_theme);
        walletOf(desk)->contactsButton()->click();
        ContactsSheet *sheet = walletOf(desk)->contactsSheet();
        QVERIFY(sheet->isOpen());
        QCOMPARE(sheet->list()->count(), 1);
        sheet->newButton()->click();
        sheet->saveButton()->click();
        QVERIFY(sheet->addressField()->hasError());
        sheet->addressEdit()->setText(fake::MyAddress);
        sheet->saveButton()->click();
        QVERIFY(sheet->nameField()->hasError());
        QCOMPARE(desk.world.contacts.all.size(), 1);
        sheet->nameEdit()->setText(u"  Büro "_s);
        sheet->noteEdit()->setText(u"rent"_s);
        sheet->saveButton()->click();
        settle();
        QCOMPARE(desk.world.contacts.all.size(), 2);
        QCOMPARE(desk.world.contacts.all.last().name, u"Büro"_s);
        QCOMPARE(sheet->list()->count(), 2);
        sheet->searchEdit()->setText(u"rent"_s);
        QCOMPARE(sheet->list()->count(), 1);
        sheet->searchEdit()->setText(Format::address(fake::OtherAddress));
        QCOMPARE(sheet->list()->count(), 1);
        sheet->list()->setCurrentRow(0);
        QCOMPARE(sheet->nameEdit()->text(), u"Haneul"_s);
        sheet->nameEdit()->setText(u"Haneul Kim"_s);
        sheet->saveButton()->click();
        settle();
        QCOMPARE(desk.world.contacts.all.first().name, u"Haneul Kim"_s);
        // Removing asks once.
        sheet->removeButton()->click();
        QCOMPARE(desk.world.contacts.all.size(), 2);
        sheet->removeButton()->click();
        settle();
        QCOMPARE(desk.world.contacts.all.size(), 1);
        // An error stands where it belongs.
        desk.world.contacts.error = Error{ErrorCode("wallet.contact_taken"), {{u"name"_s, u"x"_s}}, {}};
        sheet->newButton()->click();
        sheet->nameEdit()->setText(u"x"_s);
        sheet->addressEdit()->setText(fake::OtherAddress);
        sheet->saveButton()->click();
        settle();
        QVERIFY(sheet->nameField()->hasError());
    }

    void filesAreToldLineByLine()
    {
        Desk desk(*m_theme);
        ContactsSheet *sheet = walletOf(desk)->contactsSheet();
        sheet->open();
        sheet->setFilePickers([](const auto &chosen) { chosen(u"/in.jsonl"_s); },
                              [](const auto &chosen) { chosen(u"/out.jsonl"_s); });
        sheet->exportButton()->click();
        settle();
        QCOMPARE(desk.world.contacts.exported, u"/out.jsonl"_s);
        QVERIFY(sheet->report()->plainText().contains(u"not sealed"_s));
        desk.world.contacts.outcome.added = 3;
        for (int i = 1; i <= 20; ++i)
            desk.world.contacts.outcome.refused.append({i, Error{ErrorCode("wallet.label_line"), {}, {}}});
        sheet->importButton()->click();
        settle();
        QVERIFY(!desk.world.contacts.replaced);
        const QString told = sheet->report()->plainText();
        QVERIFY(told.contains(u"3 added"_s));
        QVERIFY(told.contains(u"20 refused"_s));
        QVERIFY(told.contains(u"Line 12"_s));
        QVERIFY(told.contains(u"8 more lines"_s));
    }

    void sendingPicksByName()
    {
        Desk desk(*m_theme);
        SendSheet *sheet = walletOf(desk)->sendSheet();
        sheet->open();
        QCompleter *completer = sheet->completer();
        completer->setCompletionPrefix(u"aneu"_s);
        QCOMPARE(completer->completionCount(), 1);
        QVERIFY(completer->currentCompletion().size() > 0);
        QCOMPARE(completer->pathFromIndex(completer->currentIndex()), fake::OtherAddress);
        QVERIFY(completer->currentIndex().data().toString().contains(fake::OtherAddress));
        // The whole name, typed: the address is shown beside it and is what is sent to.
        sheet->toEdit()->setText(u"haneul"_s);
        QCOMPARE(sheet->whoLabel()->plainText(), u"Haneul"_s);
        sheet->amountEdit()->setText(u"3"_s);
        sheet->nextButton()->click();
        settle();
        QCOMPARE(desk.world.wallet.lastRequest.to, fake::OtherAddress);
        const QString preview = textsOf(sheet->previewPanel());
        QVERIFY(preview.contains(u"Haneul"_s));
        QVERIFY(preview.contains(Format::address(fake::OtherAddress)));
        sheet->nextButton()->click();
        settle();
        desk.world.operations.tell(Stage::Final, true);
        settle();
        QVERIFY(sheet->keepButton()->isHidden()); // known already
    }

    void afterTheFirstTimeSomebodyCanBeKept()
    {
        Desk desk(*m_theme);
        desk.world.contacts.all.clear();
        const QString stranger = u"0x01A0980d2D4e418c7F27e1ef539d01A5b5E93204"_s;
        SendSheet *sheet = walletOf(desk)->sendSheet();
        sheet->open();
        sheet->toEdit()->setText(stranger);
        sheet->amountEdit()->setText(u"3"_s);
        sheet->nextButton()->click();
        settle();
        QVERIFY(sheet->keepButton()->isHidden());
        sheet->nextButton()->click();
        settle();
        desk.world.operations.tell(Stage::Final, true);
        settle();
        QVERIFY(!sheet->keepButton()->isHidden());
        sheet->keepButton()->click();
        QVERIFY(!sheet->isOpen());
        QVERIFY(walletOf(desk)->contactsSheet()->isOpen());
        QCOMPARE(walletOf(desk)->contactsSheet()->addressEdit()->text(), stranger);
    }

    void lookAlikesNeedAYesOfTheirOwn()
    {
        Desk desk(*m_theme);
        SendSheet *sheet = walletOf(desk)->sendSheet();
        sheet->open();
        sheet->toEdit()->setText(fake::LookAlikeAddress);
        QVERIFY(textsOf(sheet).contains(u"looks like Haneul"_s));
        sheet->amountEdit()->setText(u"3"_s);
        sheet->nextButton()->click();
        settle();
        QVERIFY(!sheet->nextButton()->isEnabled());
        sheet->previewPanel()->consentBox()->setChecked(true);
        QVERIFY(sheet->nextButton()->isEnabled());
        sheet->dismiss();
        ContactsSheet *contacts = walletOf(desk)->contactsSheet();
        contacts->openFor(fake::LookAlikeAddress);
        QVERIFY(textsOf(contacts).contains(u"looks like Haneul"_s));
    }

    void historyIsSearchedAndLabelled()
    {
        Desk desk(*m_theme);
        WalletPage *page = walletOf(desk);
        QAbstractItemModel *model = page->history()->list()->model();
        QCOMPARE(model->rowCount(), 6);
        page->history()->filterChip(2)->click();
        QCOMPARE(model->rowCount(), 2);
        page->history()->filterChip(0)->click();
        page->history()->searchEdit()->setText(u"3.25"_s);
        QCOMPARE(model->rowCount(), 1);
        page->history()->searchEdit()->setText(u"1,000.000000"_s);
        QCOMPARE(model->rowCount(), 1);
        page->history()->searchEdit()->setText(desk.world.wallet.rows.at(2).id);
        QCOMPARE(model->rowCount(), 1);
        page->history()->searchEdit()->setText(Format::address(fake::OtherAddress));
        QCOMPARE(model->rowCount(), 3);
        page->history()->searchEdit()->clear();
        // The address is there with a label, too; the balance where it is known, and else that it is not.
        desk.world.wallet.rows[3].memo = u"first pay"_s;
        Q_EMIT desk.world.wallet.historyChanged();
        QVERIFY(rowText(page, 3, SubtitleRole).contains(u"first pay"_s));
        QVERIFY(rowText(page, 3, SubtitleRole).contains(Format::address(fake::OtherAddress)));
        QVERIFY(rowText(page, 3, BalanceRole).contains(u"1,28"_s));
        QVERIFY(rowText(page, 0, BalanceRole).contains(u"not known"_s));
        page->history()->list()->setCurrentIndex(model->index(3, 0));
        QCOMPARE(page->history()->labelEdit()->text(), u"first pay"_s);
        page->history()->labelEdit()->setText(u"pay of May"_s);
        page->history()->saveLabelButton()->click();
        settle();
        QCOMPARE(desk.world.contacts.labels.value(desk.world.wallet.rows.at(3).id), u"pay of May"_s);
        QVERIFY(page->history()->keepContactButton()->isHidden()); // it is a contact, and an account
        page->history()->setTablePicker([](const QString &, const auto &chosen) { chosen(u"/t.csv"_s); });
        page->history()->tableButton()->click();
        settle();
        QCOMPARE(desk.world.wallet.savedTable, u"/t.csv"_s);
        QVERIFY(page->history()->coverageLabel()->plainText().contains(u"4,200,000"_s));
        page->history()->furtherButton()->click();
        page->history()->furtherButton()->click();
        QCOMPARE(desk.world.wallet.lookedBack, (QList<bool>{false, true}));
        desk.world.wallet.coverage.from = 0;
        Q_EMIT desk.world.wallet.historyChanged();
        QVERIFY(page->history()->coverageLabel()->plainText().contains(u"Complete"_s));
        QVERIFY(page->history()->furtherButton()->isHidden());
    }

    void strangersAreKeptFromTheHistory()
    {
        Desk desk(*m_theme);
        desk.world.contacts.all.clear();
        desk.world.wallet.all.removeLast(); // the watched account has the same address
        Q_EMIT desk.world.wallet.historyChanged();
        WalletPage *page = walletOf(desk);
        page->history()->list()->setCurrentIndex(page->history()->list()->model()->index(0, 0));
        QVERIFY(!page->history()->keepContactButton()->isHidden());
        page->history()->keepContactButton()->click();
        QVERIFY(page->contactsSheet()->isOpen());
        QCOMPARE(page->contactsSheet()->addressEdit()->text(), fake::OtherAddress);
    }

    void activityNamesAndShowsTheAddress()
    {
        Desk desk(*m_theme);
        ActivityRow row;
        row.id = u"r"_s;
        row.kind = ActivityKind::Received;
        row.timeMs = fake::FixedClock().nowMs();
        row.subject = fake::OtherAddress;
        row.address = fake::OtherAddress;
        row.name = u"Haneul"_s;
        row.stage = Stage::Final;
        row.txHash = u"0xabc"_s;
        desk.world.activity.list.prepend(row);
        Q_EMIT desk.world.activity.changed();
        const auto *list = desk.page<ActivityPage>(PageId::Activity)->findChild<RowList *>();
        const QModelIndex index = list->model()->index(0, 0);
        QCOMPARE(index.data(TitleRole).toString(), u"Received from Haneul"_s);
        QCOMPARE(index.data(SubtitleRole).toString(), Format::address(fake::OtherAddress));
        QCOMPARE(index.data(Qt::ToolTipRole).toString(), u"0xabc"_s);
    }

    void secretsAreWipedAndNeverShownBack_data()
    {
        QTest::addColumn<QString>("secret");
        QTest::newRow("key") << QString::fromLatin1(fake::KeyHex);
        QTest::newRow("key 0x") << u"0x"_s + QString::fromLatin1(fake::KeyHex);
        QTest::newRow("words") << QString::fromLatin1(fake::Phrase);
    }
    void secretsAreWipedAndNeverShownBack()
    {
        QFETCH(QString, secret);
        Desk desk(*m_theme);
        WalletPage *page = walletOf(desk);
        SendSheet *send = page->sendSheet();
        ContactsSheet *contacts = page->contactsSheet();
        MessageSheet *messages = page->messageSheet();
        const auto paste = [&](QLineEdit *edit) {
            QGuiApplication::clipboard()->setText(secret);
            edit->setFocus();
            edit->paste();
            settle();
        };
        const QString words = SecretGuard::words();
        QVERIFY(!words.isEmpty());
        paste(page->history()->searchEdit());
        QVERIFY(page->history()->searchEdit()->text().isEmpty());
        QVERIFY(!page->history()->searchEdit()->isUndoAvailable());
        QVERIFY(page->banner()->hasError());
        QVERIFY(!page->banner()->details().contains(secret.mid(4, 20)));
        page->history()->list()->setCurrentIndex(page->history()->list()->model()->index(3, 0));
        paste(page->history()->labelEdit());
        QVERIFY(page->history()->labelEdit()->text().isEmpty());
        send->open();
        paste(send->toEdit());
        QVERIFY(send->toEdit()->text().isEmpty());
        QVERIFY(!send->toEdit()->isUndoAvailable());
        QVERIFY(send->toField()->hasError());
        QVERIFY(textsOf(send).contains(words));
        send->dismiss();
        contacts->open();
        for (QLineEdit *edit :
             {contacts->searchEdit(), contacts->nameEdit(), contacts->addressEdit(), contacts->noteEdit()}) {
            paste(edit);
            QVERIFY(edit->text().isEmpty());
            QVERIFY(!edit->isUndoAvailable());
        }
        QVERIFY(contacts->nameField()->hasError());
        contacts->dismiss();
        messages->open();
        messages->messageEdit()->setPlainText(secret);
        settle();
        QVERIFY(messages->messageEdit()->toPlainText().isEmpty());
        QVERIFY(messages->messageField()->hasError());
        messages->dismiss();
        QVERIFY(!textsOf(desk.window.get()).contains(secret.mid(4, 20)));
        // Typed further, the complaint goes.
        send->open();
        send->toEdit()->setText(u"0x"_s);
        QVERIFY(!send->toField()->hasError());
    }

    void messagesAreShownExactlyAndSigned()
    {
        Desk desk(*m_theme);
        MessageSheet *sheet = walletOf(desk)->messageSheet();
        walletOf(desk)->messagesButton()->click();
        sheet->nextButton()->click();
        QVERIFY(sheet->messageField()->hasError());
        sheet->messageEdit()->setPlainText(u"{\"operation\":{}}"_s);
        sheet->nextButton()->click();
        QVERIFY(sheet->messageField()->hasError());
        QCOMPARE(sheet->state(), MessageSheet::State::Writing);
        const QString text = u"I agree\u202e\nto this"_s;
        sheet->messageEdit()->setPlainText(text);
        sheet->nextButton()->click();
        QCOMPARE(sheet->state(), MessageSheet::State::Looking);
        QVERIFY(desk.world.messages.signedText.isEmpty());
        QCOMPARE(sheet->exactText()->toPlainText(), u"I agree⟨U+202E⟩\nto this"_s);
        QVERIFY(textsOf(sheet).contains(u"can bind you"_s));
        sheet->nextButton()->click();
        settle();
        QCOMPARE(sheet->state(), MessageSheet::State::Signed);
        QCOMPARE(desk.world.messages.signedText, text);
        sheet->copyButton()->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), sheet->signatureEdit()->text());
        const QString signature = sheet->signatureEdit()->text();
        QVERIFY(signature.startsWith(u"0x7"_s));

        sheet->setMode(MessageSheet::Mode::Verify);
        sheet->messageEdit()->setPlainText(text);
        sheet->addressEdit()->setText(fake::MyAddress);
        sheet->signatureEdit()->setText(signature);
        sheet->nextButton()->click();
        QVERIFY(sheet->answer()->isVisible());
        QVERIFY(sheet->answer()->text().startsWith(u"Yes"_s));
        sheet->messageEdit()->setPlainText(text + u' ');
        QVERIFY(!sheet->answer()->isVisible()); // an old answer would be a wrong one
        sheet->nextButton()->click();
        QVERIFY(sheet->answer()->text().startsWith(u"No"_s));
        sheet->signatureEdit()->setText(u"nonsense"_s);
        sheet->nextButton()->click();
        QVERIFY(sheet->answer()->text().contains(u"not an AIN signature"_s));
    }

    void everythingHasANameInBothLanguages()
    {
        for (const auto &language : {u"en"_s, u"ko"_s}) {
            Desk desk(*m_theme, language);
            WalletPage *page = walletOf(desk);
            page->history()->list()->setCurrentIndex(page->history()->list()->model()->index(3, 0));
            for (Sheet *sheet :
                 {static_cast<Sheet *>(page->contactsSheet()), static_cast<Sheet *>(page->messageSheet())}) {
                sheet->open();
                settle();
                const QStringList found = nameless(sheet);
                QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
                sheet->dismiss();
            }
        }
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestHolder)
#include "test_holder.moc"
