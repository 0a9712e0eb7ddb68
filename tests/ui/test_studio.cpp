// The studio page, driven like a user drives it: prompt, queue, gallery and its sheets on a made-up studio.
#include "tests/ui/desk.h"
#include "tests/ui/walkers.h"
#include "ui/pages/collection/collectionpage.h"
#include "ui/pages/collection/mintsheet.h"
#include "ui/pages/studio/comparesheet.h"
#include "ui/pages/studio/gallerycard.h"
#include "ui/pages/studio/gallerygrid.h"
#include "ui/pages/studio/gridsheet.h"
#include "ui/pages/studio/importsheet.h"
#include "ui/pages/studio/inpaintsheet.h"
#include "ui/pages/studio/maskcanvas.h"
#include "ui/pages/studio/modelchip.h"
#include "ui/pages/studio/modelfacts.h"
#include "ui/pages/studio/modelssheet.h"
#include "ui/pages/studio/picturesheet.h"
#include "ui/pages/studio/promptcard.h"
#include "ui/pages/studio/queuelist.h"
#include "ui/pages/studio/queuestrip.h"
#include "ui/pages/studio/settingsform.h"
#include "ui/pages/studio/studiopage.h"
#include "ui/pages/studio/stylebar.h"
#include "ui/pages/studio/styleeditor.h"
#include "ui/pages/studio/undobar.h"
#include "ui/studiotext.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/growingedit.h"
#include "ui/widgets/notice.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QSpinBox>
#include <QTest>

using namespace ain;
using namespace ain::ui;
using namespace Qt::StringLiterals;

namespace {

/// A desk whose studio has models, pictures and, if wanted, a queue.
struct Atelier : Desk {
    explicit Atelier(Theme &theme, int pictures = 24, const QString &code = u"en"_s) : Desk(theme, code)
    {
        world.studio.fillModels();
        world.studio.fillGallery(pictures);
        window->showPage(PageId::Studio);
        settle();
    }
    [[nodiscard]] StudioPage *studio() const { return page<StudioPage>(PageId::Studio); }
    [[nodiscard]] fake::Studio &back() { return world.studio; }
};

void wait(int ms)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < ms)
        settle();
}

} // namespace

class TestStudio : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        m_theme = std::make_unique<Theme>(*qApp);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void promptIsDrawnWithCtrlEnter()
    {
        Atelier desk(*m_theme);
        desk.window->activateWindow();
        auto *card = desk.studio()->prompt();
        QVERIFY(!card->drawButton()->isEnabled());
        card->promptEdit()->setFocus();
        QTest::keyClicks(card->promptEdit(), u"a quiet lake"_s);
        settle();
        QVERIFY(card->drawButton()->isEnabled());
        card->countBox()->setValue(3);
        QTest::keyClick(card->promptEdit(), Qt::Key_Return, Qt::ControlModifier);
        settle();
        QCOMPARE(desk.back().queue.size(), 3);
        QCOMPARE(desk.back().queue.first().request.prompt, u"a quiet lake"_s);
        QCOMPARE(desk.back().queue.first().request.model.name, u"AIN Pixel 32"_s);
        QVERIFY(desk.back().queue.at(0).request.seed != desk.back().queue.at(1).request.seed);
        // The prompt stays for the next try.
        QCOMPARE(card->promptEdit()->toPlainText(), u"a quiet lake"_s);
    }

    void compositionIsNotDisturbed()
    {
        Atelier desk(*m_theme);
        auto *edit = desk.studio()->prompt()->promptEdit();
        edit->setFocus();
        QInputMethodEvent half(u"고야"_s, {});
        QCoreApplication::sendEvent(edit, &half);
        // What is not composed yet is no prompt, and whatever changes beside it leaves it alone.
        desk.studio()->presenter()->edit([](StudioDraft &draft) { draft.count = 2; });
        QCOMPARE(edit->toPlainText(), QString());
        QInputMethodEvent whole;
        whole.setCommitString(u"고양이"_s);
        QCoreApplication::sendEvent(edit, &whole);
        QCOMPARE(edit->toPlainText(), u"고양이"_s);
        QCOMPARE(desk.studio()->presenter()->draft().request.prompt, u"고양이"_s);
    }

    void promptGrows()
    {
        Atelier desk(*m_theme);
        auto *edit = desk.studio()->prompt()->promptEdit();
        const int before = edit->height();
        edit->setPlainText(QString(u"line\n"_s).repeated(8));
        settle();
        QVERIFY(edit->height() > before);
        edit->setPlainText(QString(u"line\n"_s).repeated(80));
        settle();
        QVERIFY(edit->height() < before * 4);
    }

    void draftIsKeptAndComesBack()
    {
        QHash<QString, QByteArray> kept;
        {
            Atelier desk(*m_theme);
            auto *card = desk.studio()->prompt();
            card->promptEdit()->setPlainText(u"half a thought"_s);
            card->negativeEdit()->setPlainText(u"rain"_s);
            card->widthBox()->setValue(768);
            card->settings()->stepsBox()->setValue(33);
            card->styles()->chips().first()->click();
            wait(600);
            kept = desk.back().drafts;
        }
        QVERIFY(kept.contains(u"studio"_s));
        fake::World world;
        world.studio.drafts = kept;
        world.studio.fillModels();
        StudioPresenter presenter(world.studio);
        settle();
        QCOMPARE(presenter.draft().request.prompt, u"half a thought"_s);
        QCOMPARE(presenter.draft().request.negative, u"rain"_s);
        QCOMPARE(presenter.draft().request.width, 768);
        QCOMPARE(presenter.draft().request.steps, 33);
        QCOMPARE(presenter.draft().style, u"pixel"_s);
    }

    void draftIsSavedWhenTheWindowGoes()
    {
        fake::World world;
        {
            StudioPresenter presenter(world.studio);
            settle();
            presenter.edit([](StudioDraft &draft) { draft.request.prompt = u"last words"_s; });
        }
        QVERIFY(world.studio.drafts.value(u"studio"_s).contains("last words"));
    }

    void draftsAreHostileToo()
    {
        for (const QByteArray &json : {QByteArray(), QByteArray("{"), QByteArray("[]"), QByteArray("{\"count\":1e300}"),
                                       QByteArray("{\"request\":{\"width\":-5},\"count\":-3}")}) {
            const StudioDraft draft = draftFromJson(json);
            QVERIFY(draft.count >= 1 && draft.count <= CountMax);
            QCOMPARE(draft.request.width, 512);
        }
        StudioDraft draft;
        draft.request.prompt = u"a"_s;
        draft.request.seed = recipe::SeedEnd - 1;
        draft.isSeedLocked = true;
        draft.parent = 12;
        QCOMPARE(draftFromJson(draftToJson(draft)), draft);
    }

    void stylesGoIntoThePrompt()
    {
        recipe::GenerationRequest request;
        request.prompt = u"a {prompt} cat"_s;
        request.negative = u"dog"_s;
        const auto drawn = styled(request, {u"x"_s, u"X"_s, u"ink of {prompt}, thin"_s, u"colour"_s});
        QCOMPARE(drawn.prompt, u"ink of a {prompt} cat, thin"_s);
        QCOMPARE(drawn.negative, u"dog, colour"_s);
        QCOMPARE(styled(request, {u"x"_s, u"X"_s, u"thin"_s, {}}).prompt, u"a {prompt} cat, thin"_s);
    }

    void ownStylesAreSaved()
    {
        Atelier desk(*m_theme);
        auto *editor = desk.studio()->styleEditor();
        desk.studio()->prompt()->styles()->editButton()->click();
        QVERIFY(editor->isOpen());
        editor->saveButton()->click();
        QVERIFY(editor->isOpen()); // without a name nothing is saved
        editor->nameEdit()->setText(u"Mine"_s);
        editor->promptEdit()->setPlainText(u"{prompt}, my way"_s);
        editor->saveButton()->click();
        settle();
        QVERIFY(!editor->isOpen());
        QCOMPARE(desk.studio()->prompt()->styles()->chips().last()->text(), u"Mine"_s);
        QCOMPARE(desk.studio()->presenter()->draft().style, u"my-Mine"_s);
        QCOMPARE(stylesFromJson(desk.back().drafts.value(u"styles"_s)).size(), 1);
        desk.studio()->prompt()->promptEdit()->setPlainText(u"a cat"_s);
        QCOMPARE(desk.studio()->presenter()->requests().first().prompt, u"a cat, my way"_s);
    }

    void sizesAreEven()
    {
        QCOMPARE(sizeInRatio({512, 512}, 1, 1, 64), QSize(512, 512));
        for (const auto &[across, down] : {std::pair(3, 4), std::pair(16, 9), std::pair(9, 16)}) {
            const QSize size = sizeInRatio({1024, 1024}, across, down, 64);
            QCOMPARE(size.width() % 64, 0);
            QCOMPARE(size.height() % 64, 0);
        }
        Atelier desk(*m_theme);
        auto *card = desk.studio()->prompt();
        card->widthBox()->setValue(700);
        Q_EMIT card->widthBox()->editingFinished();
        QCOMPARE(card->widthBox()->value(), 704);
        QCOMPARE(desk.studio()->presenter()->draft().request.width, 704);
    }

    void seedIsLockedAndCountsOn()
    {
        Atelier desk(*m_theme);
        auto *card = desk.studio()->prompt();
        card->promptEdit()->setPlainText(u"x"_s);
        card->settings()->seedEdit()->setText(u"7"_s);
        Q_EMIT card->settings()->seedEdit()->textEdited(u"7"_s);
        card->countBox()->setValue(2);
        const auto requests = desk.studio()->presenter()->requests();
        QCOMPARE(requests.at(0).seed, 7U);
        QCOMPARE(requests.at(1).seed, 8U);
        QCOMPARE(card->seedChip()->text(), u"Seed 7"_s);
        card->settings()->diceButton()->click();
        QVERIFY(desk.studio()->presenter()->draft().request.seed != 7U);
        card->seedChip()->click();
        QVERIFY(!desk.studio()->presenter()->draft().isSeedLocked);
    }

    void honestAboutWhatWillHappen()
    {
        Atelier desk(*m_theme);
        auto *card = desk.studio()->prompt();
        card->promptEdit()->setPlainText(u"x"_s);
        settle();
        QVERIFY2(card->expectation().contains(u"18 s"), qPrintable(card->expectation()));
        desk.back().time.reset();
        Q_EMIT desk.back().jobsChanged();
        QVERIFY(!card->expectation().contains(u" s "));
        desk.studio()->presenter()->chooseModel(desk.back().library.at(1));
        settle();
        QVERIFY2(card->expectation().contains(u"12.4 GB"), qPrintable(card->expectation()));
        desk.back().become(EngineState::Missing);
        QVERIFY(!card->drawButton()->isEnabled());
        QVERIFY(card->expectation().contains(u"not installed"));
    }

    void saysWhichWordsTheModelDoesNotKnow()
    {
        Atelier desk(*m_theme);
        auto *card = desk.studio()->prompt();
        card->promptEdit()->setPlainText(u"a cyberpunk cat"_s);
        settle();
        Q_EMIT desk.back().wordsUnknown(u"another prompt"_s, {u"nebula"_s});
        QVERIFY(card->unknownWords().isEmpty());
        Q_EMIT desk.back().wordsUnknown(u"a cyberpunk cat, pixel art"_s, {u"cyberpunk"_s});
        QVERIFY2(card->unknownWords().contains(u"“cyberpunk”"), qPrintable(card->unknownWords()));
        card->promptEdit()->setPlainText(u"a cat"_s);
        QVERIFY(card->unknownWords().isEmpty());
    }

    void traitsBecomeAttributesOfTheToken()
    {
        Atelier desk(*m_theme);
        desk.studio()->pictureSheet()->show(3);
        settle();
        desk.studio()->pictureSheet()->button(PictureSheet::Mint)->click();
        settle();
        auto *sheet = desk.page<CollectionPage>(PageId::Collection)->mintSheet();
        QVERIFY(sheet->attributesEdit()->toPlainText().isEmpty());
        sheet->dismiss();
        desk.back().image.tags = QStringList{u"animal: owl"_s, u"favourite"_s, u"hat: crown"_s};
        sheet->open();
        settle();
        QCOMPARE(sheet->attributesEdit()->toPlainText(), u"animal: owl\nhat: crown"_s);
        // What was typed is not replaced.
        sheet->attributesEdit()->setPlainText(u"animal: eagle"_s);
        sheet->dismiss();
        desk.back().image.tags.clear();
        sheet->open();
        settle();
        QCOMPARE(sheet->attributesEdit()->toPlainText(), u"animal: eagle"_s);
    }

    void aModelBringsWhatItDrawsWellWith()
    {
        Atelier desk(*m_theme);
        auto *presenter = desk.studio()->presenter();
        models::Model first = desk.back().library.at(0);
        models::Model second = first;
        first.family = u"SD 1.x"_s;
        second.family = u"SDXL"_s;
        second.sha256 = QString(64, u'e');
        desk.back().library += second;
        presenter->chooseModel(first);
        presenter->edit([](StudioDraft &draft) {
            draft.request.steps = 20;
            draft.request.guidance = 4.25;
            draft.request.width = draft.request.height = 512;
        });
        presenter->chooseModel(second);
        QCOMPARE(presenter->draft().request.steps, 25);
        QCOMPARE(presenter->draft().request.width, 1024);
        QCOMPARE(presenter->draft().request.guidance, 4.25); // the creator's own
    }

    void aModelInPartsFindsThemOrSaysWhatIsMissing()
    {
        Atelier desk(*m_theme);
        auto *presenter = desk.studio()->presenter();
        const auto add = [&desk](models::Kind kind, const QString &family) {
            models::Model model = desk.back().library.at(0);
            model.name = family;
            model.path = u"/home/me/parts/"_s + family;
            model.kind = kind;
            model.family = family;
            model.sha256 = QString(63, u'c') + QString::number(desk.back().library.size() % 10);
            desk.back().library += model;
            Q_EMIT desk.back().modelsChanged();
            return model;
        };
        const models::Model net = add(models::Kind::DiffusionPart, u"FLUX.1"_s);
        desk.studio()->prompt()->promptEdit()->setPlainText(u"a fox"_s);
        add(models::Kind::TextEncoder, u"CLIP-L"_s);
        presenter->chooseModel(net);
        settle();
        QCOMPARE(presenter->hindrance(), StudioPresenter::Hindrance::PartsMissing);
        QVERIFY2(desk.studio()->prompt()->expectation().contains(u"T5-XXL"),
                 qPrintable(desk.studio()->prompt()->expectation()));
        QVERIFY(!desk.studio()->prompt()->expectation().contains(u"CLIP-L"));
        QVERIFY(!desk.studio()->prompt()->drawButton()->isEnabled());
        // They come by themselves once their files are there.
        add(models::Kind::TextEncoder, u"T5"_s);
        add(models::Kind::Vae, u"SD 3/FLUX.1"_s);
        settle();
        QVERIFY(presenter->hindrance() != StudioPresenter::Hindrance::PartsMissing);
        const recipe::GenerationRequest request = presenter->requests().constFirst();
        QCOMPARE(request.encoders.size(), 2);
        QVERIFY(request.vae);
        presenter->chooseModel(desk.back().library.at(0));
        QVERIFY(presenter->requests().constFirst().encoders.isEmpty());
        QVERIFY(!presenter->requests().constFirst().vae);
    }

    void queueShowsStepsAndCancels()
    {
        Atelier desk(*m_theme);
        desk.back().fillQueue();
        settle();
        auto *queue = desk.studio()->queue();
        QVERIFY2(queue->words().contains(u"step 18 of 30"), qPrintable(queue->words()));
        QVERIFY(queue->words().contains(u"9 s left"));
        desk.back().queue[0].leftMs.reset();
        desk.back().step(19);
        QVERIFY(queue->words().contains(u"step 19 of 30"));
        QVERIFY(!queue->words().contains(u"left"));
        desk.window->activateWindow();
        desk.studio()->prompt()->promptEdit()->setFocus();
        QTest::keyClick(desk.studio()->prompt()->promptEdit(), Qt::Key_Escape);
        settle();
        QCOMPARE(desk.back().job(u"job0"_s), nullptr);
        queue->pauseButton()->click();
        QVERIFY(desk.back().paused);
    }

    void queueIsReorderedByKeysAndDrag()
    {
        Atelier desk(*m_theme);
        desk.back().fillQueue();
        settle();
        auto *list = desk.studio()->queue()->list();
        desk.studio()->queue()->fold()->setOpen(true);
        settle();
        QCOMPARE(list->model()->rowCount(), 3);
        list->view()->setCurrentIndex(list->model()->index(0));
        QTest::keyClick(list->view(), Qt::Key_Down, Qt::AltModifier);
        settle();
        QCOMPARE(list->model()->job(0).id, u"job2"_s);
        QCOMPARE(list->view()->currentIndex().row(), 1); // it stays the chosen one
        list->upButton()->click();
        settle();
        QCOMPARE(list->model()->job(0).id, u"job1"_s);
        const std::unique_ptr<QMimeData> data(list->model()->mimeData({list->model()->index(1)}));
        list->model()->dropMimeData(data.get(), Qt::MoveAction, 0, 0, {});
        settle();
        QCOMPARE(list->model()->job(0).id, u"job2"_s);
        // A failed one tells why, and goes again.
        list->view()->setCurrentIndex(list->model()->index(2));
        QVERIFY(list->model()->index(2).data(QueueModel::SubtitleRole).toString().size() > 8);
        QVERIFY(!list->upButton()->isEnabled());
        list->retryButton()->click();
        settle();
        QCOMPARE(desk.back().job(u"job3"_s)->state, JobState::Queued);
        list->clearButton()->click();
        settle();
        QVERIFY(desk.back().queue.isEmpty());
    }

    void engineTroubleIsToldAndStarted()
    {
        Atelier desk(*m_theme);
        auto *queue = desk.studio()->queue();
        QVERIFY(!queue->notice()->isVisible());
        desk.back().become(EngineState::GivenUp,
                           Error{ErrorCode("engine.crashed"), {{u"phase"_s, u"sample"_s}, {u"signal"_s, 11}}, {}});
        QVERIFY(queue->notice()->isVisible());
        queue->startButton()->click();
        QCOMPARE(desk.back().starts, 1);
        QVERIFY(!queue->notice()->isVisible());
        desk.back().become(EngineState::BackingOff);
        QVERIFY(queue->notice()->text().contains(u"4 s"));
    }

    void failedSubmitStandsInPlace()
    {
        Atelier desk(*m_theme);
        desk.back().submitError = Error{errors::Internal, {}, u"detail"_s};
        desk.studio()->prompt()->promptEdit()->setPlainText(u"x"_s);
        desk.studio()->prompt()->drawButton()->click();
        settle();
        auto *banner = desk.studio()->findChild<ErrorBanner *>(QString(), Qt::FindDirectChildrenOnly);
        QVERIFY(banner->isVisible());
        QVERIFY(desk.studio()->prompt()->drawButton()->isEnabled());
    }

    void gallerySearchesAndFilters()
    {
        Atelier desk(*m_theme);
        auto *gallery = desk.studio()->gallery();
        QCOMPARE(gallery->model()->rowCount(), 24);
        gallery->searchEdit()->setText(u"dragon"_s);
        QTest::keyClick(gallery->searchEdit(), Qt::Key_Return);
        settle();
        QVERIFY(gallery->model()->rowCount() > 0 && gallery->model()->rowCount() < 24);
        gallery->searchEdit()->setText(u"no such thing"_s);
        QTest::keyClick(gallery->searchEdit(), Qt::Key_Return);
        settle();
        QVERIFY(gallery->empty()->isVisible());
        gallery->empty()->button()->click();
        settle();
        QCOMPARE(gallery->model()->rowCount(), 24);
        gallery->starChip()->click();
        settle();
        QCOMPARE(gallery->model()->rowCount(), 4);
        gallery->allChip()->click();
        settle();
        QCOMPARE(gallery->model()->rowCount(), 24);
    }

    void galleryFetchesOnlyWhatIsSeen()
    {
        Atelier desk(*m_theme, 20'000);
        wait(100);
        auto *gallery = desk.studio()->gallery();
        QCOMPARE(gallery->model()->rowCount(), 20'000);
        QVERIFY2(desk.back().thumbnailsAsked < 200, qPrintable(QString::number(desk.back().thumbnailsAsked)));
        gallery->grid()->scrollToBottom();
        wait(100);
        QVERIFY(desk.back().thumbnailsAsked < 600);
        QVERIFY(gallery->model()->thumbnails().bytes() <= Thumbnails::BytesMax);
    }

    void newPicturesKeepThePlace()
    {
        Atelier desk(*m_theme, 200);
        auto *gallery = desk.studio()->gallery();
        gallery->grid()->setCurrentIndex(gallery->model()->index(50));
        const qint64 chosen = gallery->model()->idAt(50);
        StudioPicture fresh = desk.back().gallery.first();
        fresh.id = 1000;
        desk.back().gallery.prepend(fresh);
        Q_EMIT desk.back().galleryChanged();
        settle();
        QCOMPARE(gallery->model()->rowCount(), 201);
        QCOMPARE(gallery->grid()->currentIndex().data(GalleryModel::IdRole).toLongLong(), chosen);
    }

    void keysStarDeleteAndUndo()
    {
        Atelier desk(*m_theme);
        desk.window->activateWindow();
        auto *gallery = desk.studio()->gallery();
        gallery->grid()->setFocus();
        gallery->grid()->setCurrentIndex(gallery->model()->index(0));
        settle();
        const qint64 id = gallery->model()->idAt(0);
        QTest::keyClick(gallery->grid(), Qt::Key_S);
        settle();
        QVERIFY(desk.back().find(id)->star);
        QTest::keyClick(gallery->grid(), Qt::Key_Delete);
        settle();
        QCOMPARE(gallery->model()->rowCount(), 23);
        QVERIFY(gallery->undoBar()->isVisible());
        gallery->undoBar()->undoButton()->click();
        settle();
        QCOMPARE(gallery->model()->rowCount(), 24);
        QVERIFY(!gallery->undoBar()->isVisible());
        QTest::keyClick(gallery->grid(), Qt::Key_Return);
        settle();
        QVERIFY(desk.studio()->pictureSheet()->isOpen());
    }

    void settingsOfAPictureDoNotEatTheDraft()
    {
        Atelier desk(*m_theme);
        auto *card = desk.studio()->prompt();
        card->promptEdit()->setPlainText(u"my own words"_s);
        desk.studio()->pictureSheet()->show(5);
        settle();
        desk.studio()->pictureSheet()->button(PictureSheet::Use)->click();
        settle();
        QCOMPARE(card->promptEdit()->toPlainText(), fake::Studio::request(5).prompt);
        QVERIFY(desk.studio()->presenter()->draft().isSeedLocked);
        QVERIFY(desk.studio()->gallery()->undoBar()->isVisible());
        desk.studio()->gallery()->undoBar()->undoButton()->click();
        settle();
        QCOMPARE(card->promptEdit()->toPlainText(), u"my own words"_s);
    }

    void pictureSheetDoesItsThings()
    {
        Atelier desk(*m_theme);
        auto *sheet = desk.studio()->pictureSheet();
        sheet->show(24);
        settle();
        sheet->button(PictureSheet::CopyPrompt)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), fake::Studio::request(24).prompt);
        sheet->tagEdit()->setText(u"cats, blue , cats"_s);
        Q_EMIT sheet->tagEdit()->editingFinished();
        settle();
        QCOMPARE(desk.back().find(24)->tags, QStringList({u"cats"_s, u"blue"_s}));
        sheet->setSavePicker([](const QString &name, const std::function<void(const QString &)> &chosen) {
            chosen(u"/home/me/"_s + name);
        });
        sheet->button(PictureSheet::Save)->click();
        settle();
        QCOMPARE(desk.back().saved.size(), 1);
        QVERIFY(desk.back().saved.first().endsWith(u"-24.png"));
        sheet->button(PictureSheet::Check)->click();
        settle();
        QCOMPARE(sheet->button(PictureSheet::Check)->text(), u"Stop checking"_s);
        RecipeCheck check;
        check.hashDistance = 3;
        check.rms = 1.25;
        check.differences = {u"engine"_s};
        desk.back().checking->finish(check);
        settle();
        QVERIFY2(sheet->note().contains(u"3 of 64"), qPrintable(sheet->note()));
        QTest::keyClick(sheet, Qt::Key_Right);
        settle();
        QCOMPARE(sheet->id(), 23);
        sheet->button(PictureSheet::Vary)->click();
        settle();
        QCOMPARE(desk.back().queue.size(), 4);
        sheet->show(23);
        settle();
        sheet->button(PictureSheet::Upscale)->click();
        settle();
        QCOMPARE(desk.back().queue.last().request.mode, recipe::Mode::Upscale);
        QCOMPARE(desk.back().queue.last().request.upscaler->name, u"RealESRGAN x4"_s);
    }

    void twoPicturesAreCompared()
    {
        Atelier desk(*m_theme);
        auto *gallery = desk.studio()->gallery();
        auto *selection = gallery->grid()->selectionModel();
        selection->select(gallery->model()->index(0), QItemSelectionModel::Select);
        QVERIFY(!gallery->compareButton()->isEnabled());
        selection->select(gallery->model()->index(1), QItemSelectionModel::Select);
        settle();
        QVERIFY(gallery->compareButton()->isEnabled());
        gallery->compareButton()->click();
        settle();
        QVERIFY(desk.studio()->compareSheet()->isOpen());
        QVERIFY2(desk.studio()->compareSheet()->differences().contains(u"Seed: 24 → 23"),
                 qPrintable(desk.studio()->compareSheet()->differences()));
    }

    void picturesGoOnASheet()
    {
        Atelier desk(*m_theme);
        auto *gallery = desk.studio()->gallery();
        gallery->setSavePicker([](const QString &name, const std::function<void(const QString &)> &chosen) {
            chosen(u"/home/me/"_s + name);
        });
        auto *selection = gallery->grid()->selectionModel();
        for (int row = 0; row < 3; ++row)
            selection->select(gallery->model()->index(row), QItemSelectionModel::Select);
        settle();
        QVERIFY(gallery->sheetButton()->isVisible() && gallery->sheetButton()->isEnabled());
        gallery->sheetButton()->click();
        settle();
        QCOMPARE(desk.back().savedSheets, QStringList{u"/home/me/contact sheet.png 3"_s});
        // A grid that is drawn offers it, and nothing else does that.
        Q_EMIT desk.back().gridDone({1, 2, 3, 4});
        settle();
        UndoBar *bar = gallery->undoBar();
        QVERIFY(bar->isVisible());
        QVERIFY(bar->undoButton()->text().contains(u"sheet"));
        bar->undoButton()->click();
        settle();
        QCOMPARE(desk.back().savedSheets.last(), u"/home/me/contact sheet.png 4"_s);
        gallery->remove({5});
        settle();
        QCOMPARE(bar->undoButton()->text(), u"Undo"_s);
        // From one of its pictures.
        auto *sheet = desk.studio()->pictureSheet();
        sheet->show(23);
        settle();
        QVERIFY(!sheet->button(PictureSheet::SaveSheet)->isVisible());
        sheet->show(20);
        settle();
        QVERIFY(sheet->button(PictureSheet::SaveSheet)->isVisible());
        sheet->button(PictureSheet::SaveSheet)->click();
        settle();
        QCOMPARE(desk.back().savedSheets.size(), 3);
    }

    void aLicenceThatForbidsSalesAsksForItsOwnYes()
    {
        Atelier desk(*m_theme);
        desk.studio()->pictureSheet()->show(3);
        settle();
        desk.studio()->pictureSheet()->button(PictureSheet::Mint)->click();
        settle();
        auto *sheet = desk.page<CollectionPage>(PageId::Collection)->mintSheet();
        QVERIFY(sheet->isOpen());
        QVERIFY(!sheet->licenceBox()->isVisible());
        QVERIFY(sheet->nextButton()->isEnabled());
        sheet->dismiss();
        // The same picture, when it was drawn with the other model.
        desk.back().image.settings->model = {desk.back().library[1].sha256, desk.back().library[1].name};
        desk.back().image.id = u"other"_s;
        sheet->open();
        settle();
        QVERIFY(sheet->licenceBox()->isVisible());
        QVERIFY(!sheet->nextButton()->isEnabled());
        const auto notices = sheet->findChildren<NoticeCard *>();
        QVERIFY(std::any_of(notices.cbegin(), notices.cend(), [](const NoticeCard *notice) {
            return notice->isVisible() && notice->text().contains(u"flux1-dev-q4");
        }));
        sheet->licenceBox()->setChecked(true);
        QVERIFY(sheet->nextButton()->isEnabled());
        // A yes is about one picture.
        sheet->dismiss();
        desk.back().image.id = u"third"_s;
        sheet->open();
        settle();
        QVERIFY(!sheet->licenceBox()->isChecked());
        QVERIFY(!sheet->nextButton()->isEnabled());
    }

    void lineageLeadsToTheParent()
    {
        Atelier desk(*m_theme);
        auto *sheet = desk.studio()->pictureSheet();
        sheet->show(24);
        settle();
        QVERIFY(sheet->button(PictureSheet::Compare)->isVisible());
        QPushButton *link = nullptr;
        for (auto *button : sheet->findChildren<QPushButton *>()) {
            if (button->text() == u"Made from picture 22"_s)
                link = button;
        }
        QVERIFY(link != nullptr);
        link->click();
        settle();
        QCOMPARE(sheet->id(), 22);
    }

    void pictureIsMinted()
    {
        Atelier desk(*m_theme);
        desk.studio()->pictureSheet()->show(3);
        settle();
        desk.studio()->pictureSheet()->button(PictureSheet::Mint)->click();
        settle();
        QCOMPARE(desk.window->currentPage(), PageId::Collection);
        QVERIFY(desk.page<CollectionPage>(PageId::Collection)->mintSheet()->isOpen());
        QCOMPARE(desk.back().image.id, u"picture3"_s);
    }

    void droppedImageOffersItsSettings()
    {
        Atelier desk(*m_theme);
        desk.studio()->prompt()->promptEdit()->setPlainText(u"mine"_s);
        desk.studio()->openFile(u"cat.png"_s);
        settle();
        auto *sheet = desk.studio()->importSheet();
        QVERIFY(sheet->isOpen());
        QVERIFY(sheet->credentials()->isVisible());
        QVERIFY(sheet->credentials()->text().contains(u"AIN Studio 0.1.0"));
        QCOMPARE(desk.studio()->prompt()->promptEdit()->toPlainText(), u"mine"_s); // nothing without a click
        sheet->useButton()->click();
        settle();
        const StudioDraft draft = desk.studio()->presenter()->draft();
        QCOMPARE(draft.request.seed, 7U);
        QCOMPARE(draft.request.steps, 30);
        QCOMPARE(draft.request.model.name, u"AIN Pixel 32"_s); // theirs is not here
        desk.studio()->openFile(u"cat.png"_s);
        settle();
        sheet->drawOverButton()->click();
        settle();
        QCOMPARE(desk.studio()->presenter()->draft().request.initImage, desk.back().image.sha256);
        QCOMPARE(desk.studio()->presenter()->requests().first().mode, recipe::Mode::ImageToImage);
    }

    void whatAnAlteredFileSaysIsNotRepeated()
    {
        Atelier desk(*m_theme);
        OpenedImage image = desk.back().image;
        image.credentials.standing = provenance::Standing::Altered;
        image.credentials.fault = provenance::fault::Content;
        auto *sheet = desk.studio()->importSheet();
        sheet->show(image);
        QVERIFY(sheet->credentials()->isVisible());
        QVERIFY(!sheet->credentials()->text().contains(u"AIN Studio"));
        QVERIFY(!sheet->credentials()->text().contains(u"AI made"));
        image.credentials = {};
        sheet->show(image);
        QVERIFY(!sheet->credentials()->isVisible());
    }

    void maskIsPaintedWithMouseAndKeys()
    {
        Atelier desk(*m_theme);
        auto *sheet = desk.studio()->inpaintSheet();
        sheet->edit(fake::hashOf(1), 9);
        settle();
        MaskCanvas *canvas = sheet->canvas();
        QVERIFY(!sheet->doneButton()->isEnabled());
        QTest::mousePress(canvas, Qt::LeftButton, {}, canvas->fromPicture({100, 100}).toPoint());
        QTest::mouseMove(canvas, canvas->fromPicture({200, 100}).toPoint());
        QTest::mouseRelease(canvas, Qt::LeftButton, {}, canvas->fromPicture({200, 100}).toPoint());
        const auto white = [canvas](int x, int y) { return qGray(canvas->layer().image().pixel(x, y)) > 127; };
        QVERIFY(white(100, 100));
        QVERIFY(!white(400, 400));
        canvas->setFocus();
        QTest::keyClick(canvas, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!white(100, 100));
        QVERIFY(canvas->layer().isEmpty());
        QTest::keyClick(canvas, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(white(100, 100));
        // Keys alone: pen down in the middle is where the mouse was last, so move and paint.
        const int brush = canvas->brush();
        QTest::keyClick(canvas, Qt::Key_BracketRight);
        QVERIFY(canvas->brush() > brush);
        for (int i = 0; i < 10; ++i)
            QTest::keyClick(canvas, Qt::Key_Down);
        QTest::keyClick(canvas, Qt::Key_Space);
        QTest::keyClick(canvas, Qt::Key_Down);
        QTest::keyClick(canvas, Qt::Key_Space);
        QVERIFY(canvas->layer().canUndo());
        QTest::keyClick(canvas, Qt::Key_Plus);
        QVERIFY(canvas->zoom() > 1);
        QTest::keyClick(canvas, Qt::Key_0);
        QCOMPARE(canvas->zoom(), 1.0);
        QTest::keyClick(canvas, Qt::Key_E);
        QVERIFY(canvas->isErasing());
        QVERIFY(sheet->doneButton()->isEnabled());
        sheet->doneButton()->click();
        settle();
        QVERIFY(!sheet->isOpen());
        QCOMPARE(desk.back().kept.size(), 1);
        QCOMPARE(desk.back().kept.first().size(), QSize(512, 512));
        const auto request = desk.studio()->presenter()->requests().first();
        QCOMPARE(request.mode, recipe::Mode::Inpaint);
        QCOMPARE(request.mask, fake::hashOf(0x7777));
        QCOMPARE(desk.studio()->presenter()->draft().parent, 9);
    }

    void maskStrokesAreUndoneOneByOne()
    {
        MaskLayer layer({32, 32});
        layer.begin({8, 8}, 3, false);
        layer.end();
        layer.begin({24, 24}, 3, false);
        layer.end();
        const QImage both = layer.image();
        layer.begin({8, 8}, 5, true);
        layer.end();
        QVERIFY(qGray(layer.image().pixel(8, 8)) == 0);
        QVERIFY(layer.undo());
        QCOMPARE(layer.image(), both);
        layer.invert();
        QVERIFY(qGray(layer.image().pixel(8, 8)) == 0);
        layer.undo();
        layer.undo();
        layer.undo();
        QVERIFY(layer.isEmpty());
        QVERIFY(!layer.undo());
        QVERIFY(layer.redo());
        layer.fill();
        QVERIFY(!layer.canRedo());
    }

    void gridSheetDraws()
    {
        Atelier desk(*m_theme);
        desk.studio()->prompt()->promptEdit()->setPlainText(u"x"_s);
        auto *sheet = desk.studio()->gridSheet();
        sheet->show();
        sheet->countBox()->setValue(9);
        QVERIFY(sheet->words().contains(u"9"));
        sheet->drawButton()->click();
        settle();
        QCOMPARE(desk.back().queue.size(), 9);
        sheet->show();
        sheet->setMode(GridSheet::Mode::Grid);
        sheet->kindBox(0)->setCurrentIndex(sheet->kindBox(0)->findData(int(recipe::AxisKind::Steps)));
        sheet->valuesEdit(0)->setText(u"nonsense"_s);
        QVERIFY(!sheet->drawButton()->isEnabled());
        sheet->valuesEdit(0)->setText(u"10, 20"_s);
        QVERIFY(sheet->drawButton()->isEnabled());
        sheet->drawButton()->click();
        settle();
        QCOMPARE(desk.back().queue.size(), 11);
        QCOMPARE(desk.back().queue.at(9).request.seed, desk.back().queue.at(10).request.seed);
    }

    void modelsAreAddedCheckedAndChosen()
    {
        Atelier desk(*m_theme);
        auto *sheet = desk.studio()->modelsSheet();
        sheet->open();
        settle();
        sheet->add({u"/home/me/new.safetensors"_s, u"/home/me/archive.zip"_s});
        settle();
        QCOMPARE(desk.back().library.size(), 8);
        QVERIFY(sheet->note().contains(u"1"));
        sheet->list()->setCurrentIndex(sheet->list()->model()->index(1, 0));
        QVERIFY2(sheet->facts()->fitWords().contains(u"12.4 GB"), qPrintable(sheet->facts()->fitWords()));
        sheet->facts()->licenceBox()->setCurrentIndex(1);
        Q_EMIT sheet->facts()->licenceBox()->activated(1);
        settle();
        QCOMPARE(desk.back().library.at(1).licence.id, u"CC0-1.0"_s);
        sheet->facts()->verifyButton()->click();
        settle();
        QCOMPARE(desk.back().work.size(), 1);
        sheet->facts()->useButton()->click();
        settle();
        QCOMPARE(desk.studio()->presenter()->draft().request.model.name, u"flux1-dev-q4"_s);
        QVERIFY(!sheet->isOpen());
        // A file that changed behind our back draws nothing.
        sheet->open();
        sheet->list()->setCurrentIndex(sheet->list()->model()->index(6, 0));
        QVERIFY(!sheet->facts()->useButton()->isEnabled());
        sheet->facts()->removeButton()->click();
        settle();
        QCOMPARE(desk.back().library.size(), 7);
    }

    void downloadNeedsAddressAndHash()
    {
        Atelier desk(*m_theme);
        auto *sheet = desk.studio()->modelsSheet();
        sheet->open();
        sheet->downloadFold()->setOpen(true);
        sheet->addressEdit()->setText(u"https://models.example.org/a.safetensors"_s);
        sheet->hashEdit()->setText(u"abc"_s);
        sheet->downloadButton()->click();
        settle();
        QVERIFY(desk.back().askedDownload.isEmpty());
        sheet->hashEdit()->setText(QString(64, u'A'));
        desk.back().downloadError = Error{errors::Internal, {}, {}};
        sheet->downloadButton()->click();
        settle();
        QCOMPARE(desk.back().askedDownload.size(), 1);
        QVERIFY(!sheet->addressEdit()->text().isEmpty()); // to try again
        desk.back().downloadError.reset();
        sheet->downloadButton()->click();
        settle();
        QVERIFY(sheet->addressEdit()->text().isEmpty());
    }

    void emptyStudioSaysWhatToDo()
    {
        Desk desk(*m_theme);
        desk.window->showPage(PageId::Studio);
        settle();
        auto *studio = desk.page<StudioPage>(PageId::Studio);
        QVERIFY(studio->gallery()->empty()->isVisible());
        QCOMPARE(studio->presenter()->hindrance(), StudioPresenter::Hindrance::NoModel);
        QVERIFY(!studio->prompt()->drawButton()->isEnabled());
        QVERIFY(studio->modelChip()->button()->text().contains(u"No model"));
    }

    void everyControlHasAName()
    {
        for (const QString &code : {u"en"_s, u"ko"_s}) {
            Atelier desk(*m_theme, 12, code);
            fillUp(desk);
            for (Sheet *sheet : sheets(desk)) {
                const QStringList missing = nameless(sheet);
                QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
            }
            const QStringList missing = nameless(desk.studio());
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
        Atelier desk(*m_theme, 12, code);
        fillUp(desk);
        desk.window->resize(size);
        settle();
        QCOMPARE(desk.window->size(), size);
        bool fine = true;
        const auto verify = [&desk, &fine](const QString &where) {
            settle();
            const QStringList found = clipped(desk.window.get());
            if (!found.isEmpty())
                qWarning().noquote() << where << found.join(u"\n  "_s);
            fine = fine && found.isEmpty();
        };
        verify(u"page"_s);
        desk.studio()->prompt()->fold()->setOpen(true);
        desk.studio()->queue()->fold()->setOpen(true);
        verify(u"folds"_s);
        desk.studio()->gallery()->grid()->selectAll();
        verify(u"chosen"_s);
        for (Sheet *sheet : sheets(desk)) {
            sheet->open();
            verify(sheet->accessibleName());
            sheet->dismiss();
        }
        desk.back().become(EngineState::GivenUp,
                           Error{ErrorCode("engine.crashed"), {{u"phase"_s, u"sample"_s}, {u"signal"_s, 11}}, {}});
        verify(u"engine gave up"_s);
        QVERIFY(fine);
    }

private:
    /// Something in every place.
    static void fillUp(Atelier &desk)
    {
        desk.back().fillQueue();
        desk.back().work = {{u"m0"_s, u"AIN Pixel 32"_s, false, 400, 1000, {}},
                            {u"d"_s, u"a-rather-long-name-of-a-file.safetensors"_s, true, 400, -1, {}}};
        Q_EMIT desk.back().modelWorkChanged();
        auto *card = desk.studio()->prompt();
        card->promptEdit()->setPlainText(u"a blue cat on yellow, red hat, pixel art"_s);
        desk.studio()->presenter()->edit([](StudioDraft &draft) {
            draft.request.loras = {{{fake::hashOf(102), u"paper-cut-style"_s}, 0.8}};
            draft.request.initImage = fake::hashOf(1);
            draft.isSeedLocked = true;
            draft.request.seed = recipe::SeedEnd - 1;
        });
        for (Sheet *sheet : sheets(desk)) {
            sheet->open();
            sheet->dismiss();
        }
        desk.studio()->pictureSheet()->show(12);
        desk.studio()->pictureSheet()->dismiss();
        desk.studio()->compareSheet()->show(12, 11);
        desk.studio()->compareSheet()->dismiss();
        desk.back().fill();
        desk.studio()->importSheet()->show(desk.back().image);
        desk.studio()->importSheet()->dismiss();
        desk.studio()->inpaintSheet()->edit(fake::hashOf(1), 0);
        desk.studio()->inpaintSheet()->dismiss();
        desk.studio()->gridSheet()->setMode(GridSheet::Mode::Grid);
        desk.studio()->modelsSheet()->downloadFold()->setOpen(true);
        settle();
    }
    static QList<Sheet *> sheets(const Atelier &desk)
    {
        const StudioPage *page = desk.studio();
        return {page->modelsSheet(),  page->pictureSheet(), page->compareSheet(), page->importSheet(),
                page->inpaintSheet(), page->gridSheet(),    page->styleEditor()};
    }
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestStudio)
#include "test_studio.moc"
