// Lamps and what is behind them: nothing that is not proven is shown as proven, and a proof can be carried away.
#include "core/json/parser.h"
#include "tests/ui/desk.h"
#include "ui/pages/activity/activitypage.h"
#include "ui/pages/collection/collectionpage.h"
#include "ui/pages/collection/detailsheet.h"
#include "ui/pages/common/proofsheet.h"
#include "ui/pages/settings/lightcard.h"
#include "ui/pages/settings/settingspage.h"
#include "ui/pages/wallet/historycard.h"
#include "ui/pages/wallet/sendsheet.h"
#include "ui/pages/wallet/walletpage.h"
#include "ui/text/errortext.h"
#include "ui/text/prooftext.h"
#include "ui/widgets/alarmbar.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/prooflamp.h"
#include "ui/widgets/rowlist.h"
#include "ui/widgets/statusstrip.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace ain;
using namespace ain::ui;
using namespace Qt::StringLiterals;
using light::Standing;

namespace {

WalletPage *walletOf(const Desk &desk) { return desk.page<WalletPage>(PageId::Wallet); }

/// What a proof as text is worth: nothing but the checkpoint is trusted.
bool holds(const QByteArray &text)
{
    const auto json = json::parse(text);
    const auto bundle = json ? light::ProofBundle::read(*json) : failure(json.error());
    if (!bundle)
        return false;
    const auto finding = light::verifyBundle(*bundle, fake::ProvenChain::shared().checkpoint);
    return finding && finding->state && finding->state->proven.has_value();
}

ProofState stateOf(const QString &name)
{
    return name == u"proven"   ? fake::proven()
        : name == u"older"     ? fake::older()
        : name == u"apps word" ? fake::appsWord()
        : name == u"unproven"  ? fake::unproven()
        : name == u"checking"  ? fake::checking()
                               : fake::contradicted();
}

class TestProofs : public QObject {
    Q_OBJECT

    std::unique_ptr<Theme> m_theme;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        m_theme = std::make_unique<Theme>(*qApp);
    }

    void lampsTellTheirStanding_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("tone");
        QTest::newRow("proven") << u"proven"_s << u"proven"_s << int(Tone::Ok);
        QTest::newRow("older") << u"older"_s << u"proven, older · 12 s ago"_s << int(Tone::Ok);
        QTest::newRow("app") << u"apps word"_s << u"the app’s word"_s << int(Tone::Plain);
        QTest::newRow("unproven") << u"unproven"_s << u"not proven"_s << int(Tone::Warn);
        QTest::newRow("checking") << u"checking"_s << u"checking the proof…"_s << int(Tone::Warn);
        QTest::newRow("contradicted") << u"contradicted"_s << u"contradicted"_s << int(Tone::Bad);
    }

    void lampsTellTheirStanding()
    {
        QFETCH(QString, name);
        QFETCH(QString, words);
        QFETCH(int, tone);
        Desk desk(*m_theme);
        const ProofState state = stateOf(name);
        desk.world.wallet.tell(state);
        settle();
        QCOMPARE(walletOf(desk)->lamp()->text(), words);
        QCOMPARE(int(Format::proofTone(state.standing())), tone);
        const bool isProven = state.standing() == Standing::Proven || state.standing() == Standing::ProvenOlder;
        QCOMPARE(words.startsWith(u"proven"), isProven);
        const QString why = walletOf(desk)->lamp()->toolTip();
        if (name != u"checking")
            QVERIFY(why.contains(text::standingSentence(state.standing(), state.why)));
        QCOMPARE(why.contains(u"126,165,588"_s), state.mark.block().has_value());

        // Behind the lamp: the same, in full.
        QTest::mouseClick(walletOf(desk)->lamp(), Qt::LeftButton);
        settle();
        ProofSheet *sheet = walletOf(desk)->proofSheet();
        QVERIFY(sheet->isVisible());
        QCOMPARE(sheet->copyButton()->isVisible(), state.bundle != nullptr);
        QCOMPARE(sheet->nodeButton()->isVisible(), name == u"unproven" || name == u"contradicted");
        if (name == u"unproven" || name == u"contradicted" || name == u"apps word")
            QVERIFY(sheet->factsText().contains(u"node.example.org"_s));
        if (state.why && name != u"older")
            QVERIFY(sheet->verdict()->text().contains(text::errorSentence(*state.why).left(20)));
    }

    void koreanLampsHaveWords()
    {
        Desk desk(*m_theme, u"ko"_s);
        QSet<QString> words;
        for (const auto &name : {u"proven"_s, u"older"_s, u"apps word"_s, u"unproven"_s, u"contradicted"_s}) {
            desk.world.wallet.tell(stateOf(name));
            settle();
            const QString text = walletOf(desk)->lamp()->text();
            QVERIFY2(!text.contains(QRegularExpression(u"[a-z]{3}"_s)), qPrintable(text));
            words += text;
        }
        QCOMPARE(words.size(), 5);
        desk.language.set(u"en"_s);
    }

    void thePanelTellsWhoSignedAndWhereTrustBegins()
    {
        Desk desk(*m_theme);
        QTest::mouseClick(walletOf(desk)->lamp(), Qt::LeftButton);
        settle();
        ProofSheet *sheet = walletOf(desk)->proofSheet();
        const QString facts = sheet->factsText();
        QVERIFY2(facts.contains(u"126,165,588"_s) && facts.contains(u"12 s ago"_s), qPrintable(facts));
        QVERIFY2(facts.contains(u"3 of 3 validators, with 30,000,000 AIN of 30,000,000 AIN of stake"_s),
                 qPrintable(facts));
        QVERIFY2(facts.contains(u"practice network of this computer"_s), qPrintable(facts));
        sheet->rawFold()->setOpen(true);
        const QString raw = sheet->rawText()->toPlainText();
        for (const QString &part :
             {u"/values/accounts/"_s + fake::MyAddress + u"/balance"_s, u"1284.507311"_s, u"state_proof_hash"_s,
              fake::ProvenChain::shared().block->header().hash().toString(),
              fake::ProvenChain::shared().chain.key(0).address().toString()})
            QVERIFY2(raw.contains(part), qPrintable(part));
        QVERIFY(sheet->rawText()->isReadOnly());
    }

    void validatorsAreNotCountedByAnotherSet()
    {
        Desk desk(*m_theme);
        light::LightStatus status = desk.world.light.now;
        status.validators = light::testing::SyntheticChain(4).set();
        desk.world.light.tell(status);
        QTest::mouseClick(walletOf(desk)->lamp(), Qt::LeftButton);
        settle();
        const QString facts = walletOf(desk)->proofSheet()->factsText();
        QVERIFY2(!facts.contains(u"validators"_s) && facts.contains(u"30,000,000 AIN"_s), qPrintable(facts));
    }

    void copiedAndSavedProofsHold()
    {
        Desk desk(*m_theme);
        QTest::mouseClick(walletOf(desk)->lamp(), Qt::LeftButton);
        ProofSheet *sheet = walletOf(desk)->proofSheet();
        sheet->copyButton()->click();
        QByteArray copied = QGuiApplication::clipboard()->text().toUtf8();
        QVERIFY(holds(copied));
        QVERIFY(!holds(QByteArray(copied).replace("1284.507311", "9284.507311")));

        QTemporaryDir folder;
        const QString path = folder.filePath(u"proof.json"_s);
        QString suggested;
        sheet->setFilePicker([&](const QString &name, const std::function<void(const QString &)> &chosen) {
            suggested = name;
            chosen(path);
        });
        sheet->saveButton()->click();
        settle();
        QCOMPARE(suggested, u"ain-proof-126165588.json"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(holds(file.readAll()));
        sheet->setFilePicker([&](const QString &, const std::function<void(const QString &)> &chosen) {
            chosen(folder.filePath(u"no/such/folder"_s));
        });
        sheet->saveButton()->click();
        settle();
        const auto banners = sheet->findChildren<ErrorBanner *>();
        QVERIFY(std::any_of(banners.begin(), banners.end(), [](ErrorBanner *banner) { return banner->hasError(); }));
    }

    void aContradictedBalanceSendsNothing()
    {
        Desk desk(*m_theme);
        SendSheet *sheet = walletOf(desk)->sendSheet();
        sheet->open();
        sheet->toEdit()->setText(fake::OtherAddress);
        sheet->amountEdit()->setText(u"3"_s);
        settle();
        QCOMPARE(sheet->balanceLamp()->text(), u"proven"_s);
        QVERIFY(sheet->nextButton()->isEnabled() && !sheet->refusal()->isVisible());

        desk.world.wallet.tell(fake::contradicted());
        settle();
        QVERIFY(!sheet->nextButton()->isEnabled());
        QVERIFY(sheet->refusal()->isVisible());
        QVERIFY(sheet->refusal()->text().contains(u"node.example.org"_s));
        QTest::keyClick(sheet->amountEdit(), Qt::Key_Return);
        QCOMPARE(sheet->presenter()->state(), OperationPresenter::State::Editing);

        // What is only unproven may be sent from: the chain itself is the judge of it.
        desk.world.wallet.tell(fake::unproven());
        settle();
        QVERIFY(sheet->nextButton()->isEnabled() && !sheet->refusal()->isVisible());
        sheet->nextButton()->click();
        settle();
        QCOMPARE(sheet->presenter()->state(), OperationPresenter::State::Previewing);
        desk.world.wallet.tell(fake::contradicted());
        settle();
        QVERIFY(!sheet->nextButton()->isEnabled());
        QMetaObject::invokeMethod(sheet->nextButton(), "clicked");
        settle();
        QCOMPARE(desk.world.operations.confirmed, 0);

        const auto buttons = sheet->findChildren<QPushButton *>();
        for (QPushButton *button : buttons) {
            if (button->isVisible() && button->text() == u"Choose another node…"_s)
                button->click();
        }
        settle();
        QCOMPARE(desk.window->currentPage(), PageId::Settings);
    }

    void receiptsAreProvenOnDemand()
    {
        Desk desk(*m_theme);
        RowList *list = walletOf(desk)->history()->list();
        const auto lampOf = [&](int row) { return list->model()->index(row, 0).data(LampTextRole).toString(); };
        QCOMPARE(lampOf(1), u"proven"_s);
        QCOMPARE(lampOf(0), u"in block · not final"_s);
        QCOMPARE(lampOf(4), u"reverted"_s);
        QCOMPARE(lampOf(5), u"final · reported by node"_s);
        ProofSheet *sheet = walletOf(desk)->proofSheet();
        list->setCurrentIndex(list->model()->index(0, 0));
        QTest::keyClick(list, Qt::Key_Return);
        QVERIFY2(!sheet->isVisible(), "there is no proof of what is not final");
        list->setCurrentIndex(list->model()->index(5, 0));
        QTest::keyClick(list, Qt::Key_Return);
        settle();
        QVERIFY(sheet->isVisible());
        QCOMPARE(desk.world.wallet.asked, QStringList{desk.world.wallet.rows.at(5).id});
        QCOMPARE(lampOf(5), u"proven"_s);
        QVERIFY(sheet->copyButton()->isVisible());
        sheet->dismiss();
        const QRect row = list->visualRect(list->model()->index(1, 0));
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, QPoint(row.right() - 20, row.center().y()));
        QVERIFY(sheet->isVisible());
        QCOMPARE(desk.world.wallet.asked.size(), 1);
    }

    void activityShowsReceipts()
    {
        Desk desk(*m_theme);
        auto *page = desk.page<ActivityPage>(PageId::Activity);
        desk.window->showPage(PageId::Activity);
        ActivityRow &row = desk.world.activity.list[1];
        row.proof = fake::contradicted();
        Q_EMIT desk.world.activity.changed();
        const QModelIndex index = page->list()->model()->index(1, 0);
        QCOMPARE(index.data(LampTextRole).toString(), u"contradicted"_s);
        QCOMPARE(index.data(LampToneRole).toInt(), int(Tone::Bad));
        Q_EMIT page->list()->lampChosen(index);
        QVERIFY(page->proofSheet()->isVisible());
        page->proofSheet()->nodeButton()->click();
        QCOMPARE(desk.window->currentPage(), PageId::Settings);
    }

    void lockedNeedsAProof()
    {
        Desk desk(*m_theme);
        desk.window->showPage(PageId::Collection);
        DetailSheet *sheet = desk.page<CollectionPage>(PageId::Collection)->detailSheet();
        const auto layoutOf = [&](const ProofState &rules, bool isClosed, Layout layout = Layout::Locked) {
            Token &token = desk.world.collection.mine.first();
            token.rulesProof = rules;
            token.isClosed = isClosed;
            token.layout = layout;
            sheet->setToken(token);
            settle();
            return sheet->layoutText();
        };
        QCOMPARE(layoutOf(fake::proven(), true), u"Locked · proven"_s);
        QCOMPARE(layoutOf(fake::proven(), false), u"Rules not proven"_s);
        QCOMPARE(layoutOf(fake::older(), true), u"Rules not proven"_s);
        QCOMPARE(layoutOf(fake::appsWord(), true), u"Rules not proven"_s);
        QCOMPARE(layoutOf(fake::unproven(), true), u"Rules not proven"_s);
        QCOMPARE(layoutOf(fake::contradicted(), true), u"Rules not proven"_s);
        QCOMPARE(layoutOf({}, true), u"Rules not proven"_s);
        QCOMPARE(layoutOf(fake::proven(), true, Layout::Compat), u"Compatible layout"_s);

        desk.world.collection.mine.first().ownerProof = fake::contradicted();
        sheet->setToken(desk.world.collection.mine.first());
        sheet->open();
        settle();
        QCOMPARE(sheet->lamp()->text(), u"contradicted"_s);
        QTest::mouseClick(sheet->lamp(), Qt::LeftButton);
        QVERIFY(sheet->proofSheet()->isVisible());
    }

    void anAlarmStaysUntilItIsSettled()
    {
        Desk desk(*m_theme);
        AlarmBar *bar = desk.window->alarmBar();
        QVERIFY(!bar->isVisible());
        QCOMPARE(desk.window->strip()->chainLamp()->text(), u"proven at block 126,165,588"_s);
        desk.world.light.raise(u"conflicting_final_blocks"_s);
        settle();
        for (int page = 0; page < PageCount; ++page) {
            desk.window->showPage(PageId(page));
            QVERIFY(bar->isVisible());
        }
        QVERIFY(desk.window->strip()->chainLamp()->text().startsWith(u"contradicted"_s));
        LightCard *card = desk.page<SettingsPage>(PageId::Settings)->lightCard();
        QVERIFY(card->alarm()->isVisible());
        QVERIFY(card->alarm()->text().contains(desk.world.light.now.alarms.first().file));

        card->setFilePicker([](const std::function<void(const QString &)> &chosen) { chosen(u"/my/checkpoint"_s); });
        desk.world.light.pinError = Error{ErrorCode("light.validators"), {{u"what"_s, u"source"_s}}, {}};
        card->pinButton()->click();
        settle();
        QVERIFY(bar->isVisible());
        desk.world.light.pinError.reset();
        card->pinButton()->click();
        settle();
        QCOMPARE(desk.world.light.pinned, u"/my/checkpoint"_s);
        QVERIFY(!bar->isVisible() && !card->alarm()->isVisible());
    }

    void theLightClientIsOnTheSettingsPage()
    {
        Desk desk(*m_theme);
        desk.window->showPage(PageId::Settings);
        LightCard *card = desk.page<SettingsPage>(PageId::Settings)->lightCard();
        const QString facts = card->factsText();
        QVERIFY2(facts.contains(u"126,165,588 · 12 s ago"_s), qPrintable(facts));
        QVERIFY2(facts.contains(u"2025-12-31"_s), qPrintable(facts));
        for (int i = 0; i < 3; ++i)
            QVERIFY(card->validatorsText().contains(fake::ProvenChain::shared().chain.key(i).address().toString()));
        QVERIFY(card->validatorsText().contains(u"10,000,000 AIN"_s));
        card->syncButton()->click();
        QCOMPARE(desk.world.light.syncs, 1);
        light::LightStatus status = desk.world.light.now;
        status.isSyncing = true;
        status.distrusted = {u"liar.example.org"_s};
        desk.world.light.tell(status);
        QVERIFY(!card->syncButton()->isEnabled());
        QVERIFY(card->factsText().contains(u"liar.example.org"_s));
    }

    void theStripTellsWhatIsProven()
    {
        Desk desk(*m_theme);
        const auto words = [&] { return desk.window->strip()->chainLamp()->text(); };
        light::LightStatus status = desk.world.light.now;
        status.isBehind = true;
        desk.world.light.tell(status);
        QCOMPARE(words(), u"proven, older · block 126,165,588"_s);
        status.isSyncing = true;
        desk.world.light.tell(status);
        QCOMPARE(words(), u"catching up · block 126,165,588"_s);
        status.tip.reset();
        desk.world.light.tell(status);
        QCOMPARE(words(), u"checking blocks…"_s);
        status.isSyncing = false;
        status.lastError = Error{ErrorCode("light.no_checkpoint"), {{u"network"_s, u"x"_s}}, {}};
        desk.world.light.tell(status);
        QCOMPARE(words(), u"block 4,218,334, not proven"_s);
        QVERIFY(desk.window->strip()->chainLamp()->toolTip().contains(u"Pin a checkpoint"_s));
    }

    void sentencesSayWhatToDo()
    {
        const Error why{ErrorCode("light.state_moved"), {{u"host"_s, u"liar.example.org"_s}}, {}};
        QSet<QString> all;
        for (const auto standing : {Standing::Proven, Standing::ProvenOlder, Standing::AppsWord, Standing::Unproven,
                                    Standing::Contradicted}) {
            const QString sentence = text::standingSentence(standing, why);
            all += sentence;
            QCOMPARE(sentence.contains(u"liar.example.org"_s), standing != Standing::Proven);
            QCOMPARE(sentence.startsWith(u"Proven:"_s), standing == Standing::Proven);
        }
        QCOMPARE(all.size(), 5);
        QVERIFY(text::standingSentence(Standing::Contradicted, {}).contains(u"choose another node"_s));
    }
};

} // namespace

QTEST_MAIN(TestProofs)
#include "test_proofs.moc"
