// The studio as the window has it, with the real rooms and the real engine behind it.
#include "app/backends/studioadapter.h"
#include "tests/support/chain/await.h"
#include "ui/studiotext.h"
#include "ui/text/errortext.h"

#include <QFile>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace ain;
using namespace ain::app;
using namespace Qt::StringLiterals;

namespace {

constexpr int LongMs = 240'000; ///< a busy computer draws slowly

/// One run of the program.
class Run {
public:
    explicit Run(const QString &folder, const QString &engine = QStringLiteral(AIN_ENGINE_PROGRAM))
        : services({.dataDirectory = folder,
                    .kdf = {.operations = 1, .memoryBytes = 64ull * 1024 * 1024},
                    .engineProgram = engine}),
          studio(services)
    {
    }
    [[nodiscard]] models::Model modelNamed(const QString &name) const
    {
        for (const models::Model &model : studio.models()) {
            if (model.name == name)
                return model;
        }
        return {};
    }
    [[nodiscard]] recipe::GenerationRequest request(const QString &prompt, quint64 seed, int steps = 2) const
    {
        const models::Model tiny = modelNamed(u"tiny"_s);
        const models::Model vae = modelNamed(u"tae"_s);
        recipe::GenerationRequest request;
        request.model = {.sha256 = tiny.sha256, .name = tiny.name};
        request.vae = recipe::FileRef{.sha256 = vae.sha256, .name = vae.name};
        request.prompt = prompt;
        request.seed = seed;
        request.steps = steps;
        request.guidance = 1;
        request.width = request.height = 64;
        request.precision = u"as_file"_s;
        return request;
    }
    [[nodiscard]] QList<qint64> ids() { return test::await(studio.pictureIds({})).value_or(QList<qint64>()); }
    [[nodiscard]] ui::StudioPicture picture(qint64 id)
    {
        const auto found = test::await(studio.pictures({id}));
        return found && !found->isEmpty() ? found->first() : ui::StudioPicture();
    }

    Services services;
    StudioAdapter studio;
};

class TestStudioAdapter : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    [[nodiscard]] QString data() const { return m_dir.filePath(u"data"_s); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_dir.isValid());
        QVERIFY(initializeSecretMemory());
        Run run(m_dir.filePath(u"probe"_s));
        const auto info = test::await(run.services.studio().engine().ensureStarted(), LongMs);
        QVERIFY2(info, info ? "" : qPrintable(info.error().code.toString()));
        if (info->samplers.isEmpty())
            QSKIP("ain-engine was built without stable-diffusion.cpp, or this CPU is older than x86-64-v3");
    }

    void withoutEngineEverythingElseWorks()
    {
        Run run(m_dir.filePath(u"bare"_s), m_dir.filePath(u"absent"_s));
        AIN_REQUIRE(test::await(run.studio.start()));
        QTRY_COMPARE(run.studio.engine().state, ui::EngineState::Missing);
        QVERIFY(run.studio.engine().error);
        QVERIFY(text::errorSentence(*run.studio.engine().error).contains(u"no image engine"_s));
        QVERIFY(test::await(run.studio.saveDraft(u"studio"_s, "{\"prompt\":\"fox\"}")));
        QCOMPARE(test::await(run.studio.draft(u"studio"_s)).value_or(QByteArray()), "{\"prompt\":\"fox\"}");
        QCOMPARE(run.ids().size(), 0);
    }

    void roomsThatCantBeOpenedSayWhy()
    {
        Run first(m_dir.filePath(u"shared"_s));
        AIN_REQUIRE(test::await(first.studio.start()));
        Run second(m_dir.filePath(u"shared"_s));
        QVERIFY(!test::await(second.studio.start()));
        QVERIFY(second.studio.engine().error);
        QCOMPARE(second.studio.engine().error->code, errors::StoreInUse);
        AIN_REQUIRE_ERROR(test::await(second.studio.submit({second.request(u"x"_s, 1)}, {})), errors::StoreInUse);
        AIN_REQUIRE_ERROR(test::await(second.studio.draft(u"studio"_s)), errors::StoreInUse);
    }

    void modelIsAddedAndPicturesAreDrawn()
    {
        Run run(data());
        // Asked before the rooms are open: it waits, and is answered.
        auto early = run.studio.saveDraft(u"studio"_s, "{\"prompt\":\"early\"}");
        auto earlyIds = run.studio.pictureIds({});
        AIN_REQUIRE(test::await(run.studio.start(), LongMs));
        AIN_REQUIRE(test::await(std::move(early)));
        const auto none = test::await(std::move(earlyIds));
        AIN_REQUIRE(none);
        QVERIFY(none->isEmpty());

        const QString models = QStringLiteral(AIN_ENGINE_MODELS);
        const auto added = test::await(run.studio.addModels(
            {models + u"/tiny.safetensors"_s, models + u"/tae.safetensors"_s, m_dir.filePath(u"absent.gguf"_s)}));
        AIN_REQUIRE(added);
        QCOMPARE(added->added.size(), 2);
        QCOMPARE(added->refused.size(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(!run.modelNamed(u"tiny"_s).sha256.isEmpty()
                                     && !run.modelNamed(u"tae"_s).sha256.isEmpty() && run.studio.modelWork().isEmpty(),
                                 LongMs);

        const QSignalSpy progressed(&run.studio, &ui::StudioBackend::jobProgressed);
        const auto wanted = run.request(u"a red fox"_s, 5);
        const auto ids = test::await(run.studio.submit({wanted, run.request(u"a red fox"_s, 6)}, {}));
        AIN_REQUIRE(ids);
        QCOMPARE(ids->size(), 2);
        QTRY_VERIFY_WITH_TIMEOUT(run.studio.counts().all == 2 && run.studio.jobs().isEmpty(), LongMs);
        QVERIFY(!progressed.isEmpty());
        const QList<qint64> listed = run.ids();
        QCOMPARE(listed.size(), 2);
        QCOMPARE(test::await(run.studio.drawnTogether(listed.first())).value_or(QList<qint64>()).size(), 2);

        // What the gallery says of it gives the same request again, and the file says the same.
        ui::StudioPicture fox = run.picture(listed.last());
        QVERIFY(fox.request);
        QVERIFY(!fox.request->engine.isEmpty());
        auto again = *fox.request;
        again.engine.clear();
        QCOMPARE(again, wanted);
        const auto opened = test::await(run.studio.openPicture(fox.id));
        AIN_REQUIRE(opened);
        QCOMPARE(opened->settingsFrom, ui::MetadataSource::Ours);
        QVERIFY(opened->settings);
        QCOMPARE(recipe::recipeHash(*opened->settings), fox.recipeHash);
        const auto image = test::await(run.studio.pictureImage(fox.id, {}));
        AIN_REQUIRE(image);
        QCOMPARE(image->size(), QSize(64, 64));
        const auto thumbnails = test::await(run.studio.thumbnails(listed, 32));
        AIN_REQUIRE(thumbnails);
        QCOMPARE(thumbnails->size(), 2);
        const auto checked = test::await(run.studio.checkRecipe(fox.id), LongMs);
        AIN_REQUIRE(checked);
        QVERIFY(checked->isBitEqual);

        // Deleted and brought back, with its star.
        AIN_REQUIRE(test::await(run.studio.setStar({fox.id}, true)));
        const auto token = test::await(run.studio.removePictures({fox.id}));
        AIN_REQUIRE(token);
        QTRY_COMPARE(run.studio.counts().all, 1);
        QVERIFY(!run.ids().contains(fox.id));
        AIN_REQUIRE(test::await(run.studio.undoRemove(*token)));
        QTRY_COMPARE(run.studio.counts().starred, 1);
        QVERIFY(run.ids().contains(fox.id));
        QVERIFY(!test::await(run.studio.undoRemove(*token)));
    }

    void oneOfThreeIsCancelled()
    {
        Run run(data());
        AIN_REQUIRE(test::await(run.studio.start(), LongMs));
        const int before = run.studio.counts().all;
        const auto ids = test::await(run.studio.submit(
            {run.request(u"one"_s, 1), run.request(u"two"_s, 2, 60), run.request(u"three"_s, 3)}, {}));
        AIN_REQUIRE(ids);
        AIN_REQUIRE(test::await(run.studio.cancelJob(ids->at(1))));
        QTRY_VERIFY_WITH_TIMEOUT(run.studio.jobs().isEmpty(), LongMs);
        QTRY_COMPARE_WITH_TIMEOUT(run.studio.counts().all, before + 2, LongMs);
        QStringList prompts;
        for (const qint64 id : run.ids().mid(0, 2))
            prompts += run.picture(id).prompt;
        QCOMPARE(prompts, (QStringList{u"three"_s, u"one"_s}));
    }

    void draftsAndJobsSurviveARestart()
    {
        const QByteArray draft = "{\"prompt\":\"한 마리 여우\"}";
        QString waiting;
        {
            Run run(data());
            AIN_REQUIRE(test::await(run.studio.start(), LongMs));
            AIN_REQUIRE(test::await(run.studio.saveDraft(u"studio"_s, draft)));
            AIN_REQUIRE(test::await(run.studio.setPaused(true)));
            const auto ids = test::await(run.studio.submit({run.request(u"later"_s, 9)}, {}));
            AIN_REQUIRE(ids);
            waiting = ids->first();
        }
        Run run(data());
        auto read = run.studio.draft(u"studio"_s); // before anybody opened the rooms
        QCOMPARE(test::await(std::move(read)).value_or(QByteArray()), draft);
        AIN_REQUIRE(test::await(run.studio.start(), LongMs));
        QVERIFY(run.studio.isPaused());
        QCOMPARE(run.studio.jobs().size(), 1);
        QCOMPARE(run.studio.jobs().first().id, waiting);
        QCOMPARE(run.studio.jobs().first().state, ui::JobState::Queued);
        QCOMPARE(run.studio.current().fileName.isEmpty(), false);
        AIN_REQUIRE(test::await(run.studio.setPaused(false)));
        QTRY_VERIFY_WITH_TIMEOUT(run.studio.jobs().isEmpty(), LongMs);
        QTRY_COMPARE(run.picture(run.ids().value(0)).prompt, u"later"_s);
    }

    void quittingWhileItDrawsCostsNoAttempt()
    {
        QString id;
        const auto isRunning = [](Run &run) {
            const auto jobs = run.studio.jobs();
            return !jobs.isEmpty() && jobs.first().state == ui::JobState::Running && jobs.first().step > 0;
        };
        {
            Run run(data());
            AIN_REQUIRE(test::await(run.studio.start(), LongMs));
            const auto ids = test::await(run.studio.submit({run.request(u"long"_s, 4, 60)}, {}));
            AIN_REQUIRE(ids);
            id = ids->first();
            QTRY_VERIFY_WITH_TIMEOUT(isRunning(run), LongMs);
        }
        Run run(data());
        AIN_REQUIRE(test::await(run.studio.start(), LongMs));
        QTRY_VERIFY_WITH_TIMEOUT(isRunning(run), LongMs);
        QCOMPARE(run.studio.jobs().first().id, id);
        QCOMPARE(run.studio.jobs().first().attempts, 1);
        AIN_REQUIRE(test::await(run.studio.cancelJob(id)));
        QTRY_VERIFY_WITH_TIMEOUT(run.studio.jobs().isEmpty(), LongMs);
    }

    void aGridBecomesASheet()
    {
        Run run(data());
        AIN_REQUIRE(test::await(run.studio.start(), LongMs));
        QSignalSpy grids(&run.studio, &ui::StudioBackend::gridDone);
        auto requests = QList{run.request(u"grid"_s, 1, 1), run.request(u"grid"_s, 1, 2), run.request(u"grid"_s, 2, 1),
                              run.request(u"grid"_s, 2, 2)};
        AIN_REQUIRE(test::await(run.studio.submit(requests, {})));
        QTRY_COMPARE_WITH_TIMEOUT(grids.size(), 1, LongMs);
        const auto pictures = grids.first().first().value<QList<qint64>>();
        QCOMPARE(pictures.size(), 4);
        QCOMPARE(test::await(run.studio.drawnTogether(pictures[2])).value_or(QList<qint64>()), pictures);
        const QString path = m_dir.filePath(u"sheet.png"_s);
        AIN_REQUIRE(test::await(run.studio.saveSheet(pictures, path)));
        const QImage sheet(path);
        QVERIFY(sheet.width() > 2 * 64 && sheet.height() > 2 * 64);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("trainedAlgorithmicMedia"));
        QVERIFY(!test::await(run.studio.saveSheet(pictures, m_dir.filePath(u"absent/sheet.png"_s))));
    }

    void aLicenceThatForbidsSalesIsKnown()
    {
        Run run(data());
        AIN_REQUIRE(test::await(run.studio.start(), LongMs));
        const auto request = run.request(u"x"_s, 1);
        QVERIFY(run.studio.restricted(request).isEmpty()); // only usual for its family, nobody said it
        QString forbidding;
        for (const ui::ModelLicence &licence : run.studio.licences()) {
            if (!licence.allowsCommercial)
                forbidding = licence.id;
        }
        QVERIFY(!forbidding.isEmpty());
        const models::Model tiny = run.modelNamed(u"tiny"_s);
        AIN_REQUIRE(test::await(run.studio.setModelLicence(tiny.id, forbidding)));
        QCOMPARE(run.studio.restricted(request).size(), 1);
        QCOMPARE(run.studio.restricted(request).first().model, u"tiny"_s);
        AIN_REQUIRE(test::await(run.studio.setModelLicence(tiny.id, {})));
        QVERIFY(run.studio.restricted(request).isEmpty());
    }
};

} // namespace

QTEST_MAIN(TestStudioAdapter)
#include "test_studioadapter.moc"
