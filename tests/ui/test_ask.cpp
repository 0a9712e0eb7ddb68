// "Others draw for me": agreeing with a provider, following what was asked for, and the choice beside the button that
// draws.
#include "tests/ui/desk.h"
#include "tests/ui/walkers.h"
#include "ui/pages/common/operationsheet.h"
#include "ui/pages/share/agreesheet.h"
#include "ui/pages/share/askagreementscard.h"
#include "ui/pages/share/askjobcard.h"
#include "ui/pages/share/askjobscard.h"
#include "ui/pages/share/askproviderscard.h"
#include "ui/pages/share/askview.h"
#include "ui/pages/share/sharepage.h"
#include "ui/pages/studio/picturesheet.h"
#include "ui/pages/studio/placebar.h"
#include "ui/pages/studio/promptcard.h"
#include "ui/pages/studio/studiopage.h"
#include "ui/pages/studio/studiopresenter.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/field.h"
#include "ui/widgets/growingedit.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/prooflamp.h"
#include "ui/widgets/rowlist.h"

#include <QApplication>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

#include <algorithm>

using namespace ain;
using namespace ain::ui;
using namespace Qt::StringLiterals;

namespace {

struct AskDesk : Desk {
    explicit AskDesk(Theme &theme, const QString &code = u"en"_s) : Desk(theme, code)
    {
        window->showPage(PageId::Share);
        share()->sectionButton(ShareSection::Others)->click();
        settle();
    }
    [[nodiscard]] SharePage *share() const { return page<SharePage>(PageId::Share); }
    [[nodiscard]] AskView *view() const { return share()->others(); }
    [[nodiscard]] StudioPage *studio() const { return page<StudioPage>(PageId::Studio); }
    [[nodiscard]] fake::Asked &back() { return world.ask; }
    void fill()
    {
        back().fillProviders(fake::proven(), fake::unproven());
        back().agree(nowMs(), fake::proven());
        back().fillJobs(nowMs());
        settle();
    }
    [[nodiscard]] qint64 nowMs() const { return world.clock.nowMs(); }
    void choose(int row) const
    {
        view()->providers()->list()->setCurrentIndex(view()->providers()->list()->model()->index(row, 0));
    }
    [[nodiscard]] AgreeSheet *agreeWith(int row)
    {
        choose(row);
        view()->providers()->agreeButton()->click();
        settle();
        return view()->providers()->sheet();
    }
    void readyToDraw()
    {
        world.studio.fillModels();
        window->showPage(PageId::Studio);
        studio()->presenter()->edit([](StudioDraft &draft) { draft.request.prompt = u"a blue cat"_s; });
        settle();
    }
};

class TestAsk : public QObject {
    Q_OBJECT
    std::unique_ptr<Theme> m_theme;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        m_theme = std::make_unique<Theme>(*qApp);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void lookingAsksTheChainOnceAndStopsWhenNobodyLooks()
    {
        AskDesk desk(*m_theme);
        QCOMPARE(desk.back().refreshed, 1);
        QVERIFY(desk.back().isWatched);
        desk.share()->sectionButton(ShareSection::Computer)->click();
        QVERIFY(!desk.back().isWatched);
        desk.share()->sectionButton(ShareSection::Others)->click();
        QVERIFY(desk.back().isWatched);
        desk.window->showPage(PageId::Wallet);
        settle();
        QVERIFY(!desk.back().isWatched);
    }

    void emptyStatesHaveANextStep()
    {
        AskDesk desk(*m_theme);
        QVERIFY(desk.view()->providers()->empty()->isVisible());
        QVERIFY(!desk.view()->agreements()->isVisible());
        QVERIFY(!desk.view()->jobs()->isVisible());
        desk.view()->providers()->empty()->button()->click();
        settle();
        QVERIFY(desk.view()->providers()->sheet()->isOpen());
        desk.view()->providers()->sheet()->dismiss();
        desk.back().agree(desk.nowMs(), fake::proven());
        settle();
        QVERIFY(desk.view()->jobs()->empty()->isVisible());
        desk.view()->jobs()->empty()->button()->click();
        settle();
        QCOMPARE(desk.window->currentPage(), PageId::Studio);
    }

    void whatKeepsItClosedIsSaid()
    {
        AskDesk desk(*m_theme);
        desk.fill();
        QVERIFY(desk.view()->note().isEmpty());
        for (const AskStanding standing :
             {AskStanding::NoNetwork, AskStanding::Locked, AskStanding::NoAccount, AskStanding::Opening}) {
            desk.back().become(standing);
            settle();
            QVERIFY(!desk.view()->note().isEmpty());
            QVERIFY(!desk.view()->jobs()->isVisible());
        }
        desk.back().trouble = Error{ErrorCode("rpc.unreachable"), {{u"host"_s, u"node"_s}}, {}};
        desk.back().become(AskStanding::Failed);
        settle();
        QVERIFY(desk.view()->banner()->isVisible());
        QVERIFY(desk.view()->providers()->refreshButton()->isEnabled());
        desk.back().trouble.reset();
        desk.back().become(AskStanding::Ready);
        QVERIFY(!desk.view()->banner()->hasError());
    }

    void providersAreListedWithWhatIsProven()
    {
        AskDesk desk(*m_theme);
        desk.fill();
        const QAbstractItemModel *model = desk.view()->providers()->list()->model();
        QCOMPARE(model->rowCount(), 3);
        QCOMPARE(model->index(0, 0).data(LampShapeRole).toInt(), int(LampShape::Full));
        QVERIFY(model->index(1, 0).data(LampShapeRole).toInt() != int(LampShape::Full));
        QVERIFY(model->index(0, 0).data(SubtitleRole).toString().contains(u"f39F d6e5"));
        QVERIFY(model->index(0, 0).data(AmountRole).toString().contains(u"250"));
        QVERIFY(model->index(0, 0).data(Qt::AccessibleTextRole).toString().contains(u"proven"));
        // Nobody agrees with oneself.
        desk.choose(2);
        QVERIFY(!desk.view()->providers()->agreeButton()->isEnabled());
        desk.choose(0);
        QVERIFY(desk.view()->providers()->agreeButton()->isEnabled());
        // A proof that comes later keeps what was chosen.
        Q_EMIT desk.back().changed();
        QCOMPARE(desk.view()->providers()->list()->currentIndex().row(), 0);
    }

    void agreeingExplainsBeforeItSigns()
    {
        AskDesk desk(*m_theme);
        desk.fill();
        AgreeSheet *sheet = desk.agreeWith(0);
        QVERIFY(sheet->isOpen());
        QCOMPARE(sheet->endpointEdit()->text(), u"https://draws.example.org"_s);
        QCOMPARE(desk.back().looked, QStringList{u"https://draws.example.org"_s});
        QVERIFY2(sheet->answer().contains(u"0.010000 AIN"), qPrintable(sheet->answer()));
        QVERIFY(sheet->answer().contains(u"ain-mini-32"));
        QCOMPARE(Amount::parse(sheet->priceEdit()->text()).value_or(Amount()), Amount::fromMicro(10'000));
        QCOMPARE(Amount::parse(sheet->capEdit()->text()).value_or(Amount()), Amount::fromMicro(1'000'000));
        QCOMPARE(sheet->hoursBox()->value(), 24);
        sheet->capEdit()->setText(u"2.5"_s);
        sheet->hoursBox()->setValue(48);
        sheet->nextButton()->click();
        settle();
        QCOMPARE(sheet->presenter()->state(), OperationPresenter::State::Previewing);
        QCOMPARE(desk.back().lastTerms.provider, fake::Asked::first());
        QCOMPARE(desk.back().lastTerms.cap, Amount::fromMicro(2'500'000));
        QCOMPARE(desk.back().lastTerms.hours, 48);
        QCOMPARE(desk.world.operations.confirmed, 0);
        sheet->nextButton()->click();
        settle();
        QCOMPARE(desk.world.operations.confirmed, 1);
        desk.world.operations.tell(Stage::Final, true);
        settle();
        QCOMPARE(sheet->presenter()->state(), OperationPresenter::State::Done);
    }

    void nothingTypedIsLostWhenAStepFails()
    {
        AskDesk desk(*m_theme);
        desk.fill();
        AgreeSheet *sheet = desk.agreeWith(1);
        QVERIFY(sheet->endpointEdit()->text().isEmpty()); // it does not say where it is
        sheet->nextButton()->click();
        QVERIFY(sheet->endpointField()->hasError());
        desk.back().lookError = Error{ErrorCode("peer.unreachable"), {{u"host"_s, u"x"_s}, {u"reason"_s, u"y"_s}}, {}};
        desk.back().agreeError = desk.back().lookError;
        QTest::keyClicks(sheet->endpointEdit(), u"https://mine.example.org"_s);
        sheet->capEdit()->setText(u"3"_s);
        sheet->nextButton()->click();
        settle();
        QCOMPARE(sheet->presenter()->state(), OperationPresenter::State::Editing);
        QVERIFY(sheet->endpointField()->hasError());
        QCOMPARE(sheet->endpointEdit()->text(), u"https://mine.example.org"_s);
        QCOMPARE(sheet->capEdit()->text(), u"3"_s);
        // Closed and opened again for the same provider it is still there; another one starts anew.
        sheet->dismiss();
        settle();
        QCOMPARE(desk.agreeWith(1), sheet);
        QCOMPARE(sheet->endpointEdit()->text(), u"https://mine.example.org"_s);
        QCOMPARE(sheet->capEdit()->text(), u"3"_s);
        desk.back().agreeError = Error{ErrorCode("share.terms"), {{u"what"_s, u"price"_s}}, {}};
        sheet->nextButton()->click();
        settle();
        QVERIFY(sheet->priceField()->hasError());
        sheet->capEdit()->setText(u"0"_s);
        sheet->priceEdit()->setText(u"0.02"_s);
        sheet->nextButton()->click();
        QVERIFY(sheet->capField()->hasError());
        sheet->dismiss();
        settle();
        QCOMPARE(desk.agreeWith(0), sheet);
        QCOMPARE(sheet->endpointEdit()->text(), u"https://draws.example.org"_s);
    }

    void somebodyElseAtTheAddressIsTold()
    {
        AskDesk desk(*m_theme);
        desk.fill();
        desk.back().offer.provider = fake::Asked::third();
        AgreeSheet *sheet = desk.agreeWith(0);
        QVERIFY2(sheet->answer().contains(u"3C44 CdDd"), qPrintable(sheet->answer()));
        sheet->dismiss();
        desk.view()->providers()->otherButton()->click();
        settle();
        QTest::keyClicks(sheet->endpointEdit(), u"https://other.example.org"_s);
        QTest::keyClick(sheet->endpointEdit(), Qt::Key_Return);
        settle();
        QVERIFY2(sheet->answer().contains(u"3C44 CdDd"), qPrintable(sheet->answer()));
        QVERIFY(sheet->priceEdit()->text().isEmpty());
        sheet->nextButton()->click();
        settle();
        QVERIFY(desk.back().lastTerms.provider.isEmpty());
        QVERIFY(!desk.back().lastTerms.price.has_value());
    }

    void agreementsTellWhatIsOwed()
    {
        AskDesk desk(*m_theme);
        desk.fill();
        AskAgreementsCard *card = desk.view()->agreements();
        QCOMPARE(card->list()->model()->rowCount(), 2);
        card->list()->setCurrentIndex(card->list()->model()->index(0, 0));
        settle();
        for (const auto &figure : {u"0.052429"_s, u"0.314573"_s, u"2.831154"_s, u"1.887436"_s, u"0.024000"_s})
            QVERIFY2(card->facts().contains(figure), qPrintable(card->facts()));
        desk.back().endpointError = Error{ErrorCode("peer.address"), {{u"url"_s, u"nowhere"_s}}, {}};
        card->endpointEdit()->selectAll();
        QTest::keyClicks(card->endpointEdit(), u"nowhere"_s);
        card->saveButton()->click();
        settle();
        QVERIFY(card->endpointField()->hasError());
        Q_EMIT desk.back().changed();
        QCOMPARE(card->endpointEdit()->text(), u"nowhere"_s);
        desk.back().endpointError.reset();
        card->endpointEdit()->selectAll();
        QTest::keyClicks(card->endpointEdit(), u"https://new.example.org"_s);
        QTest::keyClick(card->endpointEdit(), Qt::Key_Return);
        settle();
        QCOMPARE(desk.back().endpoints.size(), 1);
        QVERIFY(desk.back().endpoints.constFirst().endsWith(u"https://new.example.org"));
        card->list()->setCurrentIndex(card->list()->model()->index(1, 0));
        settle();
        QVERIFY(!card->endpointEdit()->isVisible());
    }

    void jobCardsTellEverything()
    {
        AskDesk desk(*m_theme);
        desk.fill();
        const auto &cards = desk.view()->jobs()->cards();
        QCOMPARE(cards.size(), 7);
        QVERIFY(cards.at(0)->history().contains(u"7099 7970"));
        QVERIFY(cards.at(0)->cost().contains(u"at most"));
        QVERIFY(cards.at(1)->bar()->isVisible());
        QCOMPARE(cards.at(1)->bar()->value(), 13);
        QCOMPARE(cards.at(1)->bar()->maximum(), 20);
        QVERIFY(cards.at(1)->stageLamp()->text().contains(u"13"));
        QVERIFY(cards.at(2)->hasPicture());
        QVERIFY(!cards.at(2)->cancelButton()->isVisible());
        QCOMPARE(cards.at(2)->checkLamp()->shape(), LampShape::Full);
        QCOMPARE(cards.at(3)->checkLamp()->shape(), LampShape::Ring);
        QCOMPARE(cards.at(4)->checkLamp()->shape(), LampShape::Half);
        QCOMPARE(cards.at(5)->checkLamp()->shape(), LampShape::Cross);
        QVERIFY(!cards.at(5)->problem().isEmpty());
        QVERIFY(!cards.at(6)->problem().isEmpty());
        QVERIFY(!cards.at(6)->cost().contains(u"AIN"));
        QVERIFY(!cards.at(0)->checkLamp()->isVisible());
        // What a look came to is said in words too, and never "verified".
        for (const AskJobCard *card : cards)
            QVERIFY(!card->checkLamp()->text().contains(u"verified"));
        cards.at(2)->showButton()->click();
        settle();
        QCOMPARE(desk.window->currentPage(), PageId::Studio);
        QVERIFY(desk.studio()->pictureSheet()->isOpen());
    }

    void takingBackEndsOrSaysWhyNot()
    {
        AskDesk desk(*m_theme);
        desk.fill();
        AskJobCard *card = desk.view()->jobs()->cards().at(1);
        desk.back().cancelError = Error{ErrorCode("share.state"), {{u"state"_s, u"delivered"_s}}, {}};
        card->cancelButton()->click();
        settle();
        QVERIFY(desk.view()->jobs()->banner()->isVisible());
        QVERIFY(card->cancelButton()->isEnabled());
        desk.back().cancelError.reset();
        card->cancelButton()->click();
        settle();
        QCOMPARE(desk.back().cancelled.size(), 2);
        QVERIFY(!desk.view()->jobs()->banner()->isVisible());
        QVERIFY(!card->cancelButton()->isVisible());
    }

    void cardsStayWithTheirJobs()
    {
        AskDesk desk(*m_theme);
        desk.fill();
        AskJobCard *second = desk.view()->jobs()->cards().at(1);
        const QString id = second->job().id;
        AskJob fresh = desk.back().list.constFirst();
        fresh.id = QString(64, u'f');
        desk.back().list.prepend(fresh);
        Q_EMIT desk.back().jobsChanged();
        settle();
        QCOMPARE(desk.view()->jobs()->cards().size(), 8);
        QCOMPARE(desk.view()->jobs()->cards().at(2)->job().id, id);
        QCOMPARE(desk.view()->jobs()->cards().at(2), second);
        // Only so many at once.
        for (int i = 0; i < 20; ++i) {
            fresh.id = QString::number(1000 + i).rightJustified(64, u'0');
            desk.back().list.append(fresh);
        }
        Q_EMIT desk.back().jobsChanged();
        QCOMPARE(desk.view()->jobs()->cards().size(), 8);
        desk.view()->jobs()->moreButton()->click();
        QCOMPARE(desk.view()->jobs()->cards().size(), 16);
        desk.back().list.clear();
        Q_EMIT desk.back().jobsChanged();
        QVERIFY(desk.view()->jobs()->cards().isEmpty());
    }

    void drawingElsewhereIsOfferedOnlyWhenSomebodyCanBeAsked()
    {
        AskDesk desk(*m_theme);
        desk.readyToDraw();
        PlaceBar *place = desk.studio()->prompt()->place();
        QVERIFY(!place->isVisible());
        desk.back().agree(desk.nowMs(), fake::proven());
        settle();
        QVERIFY(place->isVisible());
        QVERIFY(!place->isOthers()); // paying is chosen, never found
        place->othersChip()->click();
        QVERIFY(place->isOthers());
        desk.back().now.open = 0;
        Q_EMIT desk.back().changed();
        QVERIFY(!place->isVisible());
        QVERIFY(!place->isOthers());
        desk.back().now.open = 1;
        Q_EMIT desk.back().changed();
        QVERIFY(place->isVisible() && !place->isOthers());
    }

    void theCostStandsThereBeforeTheClick()
    {
        AskDesk desk(*m_theme);
        desk.readyToDraw();
        desk.back().agree(desk.nowMs(), fake::proven());
        PromptCard *prompt = desk.studio()->prompt();
        prompt->place()->othersChip()->click();
        QVERIFY2(prompt->place()->note().contains(u"0.005243"), qPrintable(prompt->place()->note()));
        QVERIFY(prompt->place()->note().contains(u"can see it"));
        prompt->countBox()->setValue(4);
        QVERIFY2(prompt->place()->note().contains(u"0.020972"), qPrintable(prompt->place()->note()));
        QVERIFY2(prompt->drawButton()->text().contains(u"4"), qPrintable(prompt->drawButton()->text()));
        const auto before = desk.world.studio.queue.size();
        desk.back().waits = true;
        prompt->drawButton()->click();
        QCOMPARE(desk.back().lastAsked.size(), 4);
        QCOMPARE(desk.back().lastAsked.constFirst().prompt, u"a blue cat"_s);
        QVERIFY(!prompt->drawButton()->isEnabled()); // once
        desk.back().asking->finish(QStringList(4, u"job"_s));
        settle();
        QVERIFY(prompt->drawButton()->isEnabled());
        QCOMPARE(desk.world.studio.queue.size(), before); // nothing was queued here
        QVERIFY(!desk.studio()->findChild<ErrorBanner *>()->hasError());
        // Without an engine of one's own others draw all the same.
        desk.world.studio.become(EngineState::Missing);
        settle();
        QVERIFY(prompt->drawButton()->isEnabled());
        prompt->place()->hereChip()->click();
        QVERIFY(!prompt->drawButton()->isEnabled());
    }

    void whatOthersCannotDrawIsSaidAndAFailureKeepsTheWords()
    {
        AskDesk desk(*m_theme);
        desk.readyToDraw();
        desk.back().agree(desk.nowMs(), fake::proven());
        PromptCard *prompt = desk.studio()->prompt();
        prompt->place()->othersChip()->click();
        desk.back().quoteError = Error{ErrorCode("share.unsupported"), {{u"what"_s, u"inputs"_s}}, {}};
        prompt->countBox()->setValue(2);
        QVERIFY(!prompt->drawButton()->isEnabled());
        QVERIFY(!prompt->place()->note().contains(u"AIN"));
        QTest::keyClick(prompt->promptEdit(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(desk.back().lastAsked.isEmpty());
        desk.back().quoteError.reset();
        desk.back().askError = Error{ErrorCode("vault.locked"), {}, {}};
        prompt->countBox()->setValue(3);
        prompt->drawButton()->click();
        settle();
        QVERIFY(desk.studio()->findChild<ErrorBanner *>()->isVisible());
        QCOMPARE(prompt->promptEdit()->toPlainText(), u"a blue cat"_s);
        QVERIFY(prompt->drawButton()->isEnabled());
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
        AskDesk desk(*m_theme, code);
        desk.window->resize(size);
        const auto verify = [&desk] {
            settle();
            QCOMPARE(clipped(desk.window.get()), QStringList());
            QCOMPARE(nameless(desk.window.get()), QStringList());
        };
        verify();
        desk.fill();
        desk.choose(0);
        AskAgreementsCard *agreements = desk.view()->agreements();
        agreements->list()->setCurrentIndex(agreements->list()->model()->index(0, 0));
        verify();
        AgreeSheet *sheet = desk.agreeWith(0);
        verify();
        sheet->nextButton()->click();
        verify();
        sheet->dismiss();
        desk.readyToDraw();
        desk.studio()->prompt()->place()->othersChip()->click();
        verify();
    }

    void koreanSaysTheSame()
    {
        AskDesk desk(*m_theme, u"ko"_s);
        desk.fill();
        for (QWidget *widget : desk.view()->findChildren<QWidget *>()) {
            const auto *label = qobject_cast<TextLabel *>(widget);
            if (label == nullptr || !label->isVisible() || label->plainText().isEmpty())
                continue;
            const QString text = label->plainText();
            const bool isPrompt = std::any_of(desk.back().list.cbegin(), desk.back().list.cend(),
                                              [&text](const AskJob &job) { return job.prompt == text; });
            if (isPrompt)
                continue;
            const bool isWords = text.contains(u"the ") || text.contains(u" you ") || text.contains(u"It ");
            QVERIFY2(!isWords, qPrintable(text));
        }
    }
};

} // namespace

QTEST_MAIN(TestAsk)
#include "test_ask.moc"
