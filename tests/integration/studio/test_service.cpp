#include "core/ainft/imagetext.h"
#include "tests/support/engine/studiofixture.h"

#include <QBuffer>
#include <QTemporaryDir>
#include <QTest>

using namespace ain;
using namespace ain::studio;
using namespace ain::testing;

namespace {

jobs::Job jobOf(StudioFixture &fixture, const QString &id)
{
    const auto job = await(fixture.queue->job(id));
    return job ? *job : jobs::Job{};
}

QByteArray png(const QImage &image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    image.save(&buffer, "png");
    return bytes;
}

} // namespace

class TestService : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRequestBecomesAPictureWithItsRecipe()
    {
        const QTemporaryDir folder;
        StudioFixture fixture(folder.path());
        QVERIFY(fixture.open());
        fixture.service->start();
        qint64 told = 0;
        connect(fixture.service.get(), &StudioService::drawn, this, [&told](const QString &, qint64 id) { told = id; });
        auto request = fixture.request(u"a red house"_s, 5);
        const auto added = await(fixture.service->submit({request, fixture.request(u"another"_s)}, u"pair"_s, {}));
        QVERIFY(added);
        QCOMPARE(added->size(), 2);
        fixture.untilDone();
        QVERIFY(told > 0);
        const auto pictures = fixture.pictures();
        QCOMPARE(pictures.size(), 2);
        const jobs::Job job = jobOf(fixture, added->constFirst().id);
        QCOMPARE(job.state, jobs::State::Done);
        QCOMPARE(job.group, u"pair"_s);
        const JobResult result = decodeResult(job.result);
        const auto found = std::find_if(pictures.cbegin(), pictures.cend(),
                                        [&result](const gallery::Picture &p) { return p.id == result.picture; });
        QVERIFY(found != pictures.cend());
        QCOMPARE(found->prompt, u"a red house"_s);
        QCOMPARE(found->modelName, u"tiny"_s);
        QCOMPARE(found->size, QSize(64, 64));
        QCOMPARE(found->sha256, result.sha256);
        const auto file = await(fixture.content->read(found->sha256));
        QVERIFY(file);
        const auto text = ainft::readImageText(*file);
        QVERIFY(text);
        const auto recipe = recipe::fromJsonText(text->text(u"ain-recipe").toUtf8());
        QVERIFY2(recipe,
                 recipe ? ""
                        : qPrintable(recipe.error().code.toString() + recipe.error().args.value(u"what"_s).toString()));
        request.engine = u"scripted/1"_s;
        QCOMPARE(*recipe, request);
        QCOMPARE(found->recipeHash, recipe::recipeHash(request));
        QVERIFY(text->text(u"parameters").contains(u"Steps: 4"_s));
        QVERIFY(text->text(u"XML:com.adobe.xmp").contains(u"trainedAlgorithmicMedia"_s));

        // Drawn again here it is the same; a changed recipe is not.
        const auto checked = await(fixture.service->check(*recipe, found->sha256));
        QVERIFY(checked);
        QVERIFY(checked->isBitEqual);
        QCOMPARE(checked->hashDistance, 0);
        QVERIFY(checked->differences.isEmpty());
        auto other = *recipe;
        other.seed = 6;
        other.engine = u"another-build"_s;
        const auto differs = await(fixture.service->check(other, found->sha256));
        QVERIFY(differs);
        QVERIFY(!differs->isBitEqual);
        QVERIFY(differs->rms > 10);
        QCOMPARE(differs->differences, QStringList{u"engine"_s});
    }

    void requestsThatCantWorkAreRefusedAtOnce()
    {
        const QTemporaryDir folder;
        StudioFixture fixture(folder.path());
        QVERIFY(fixture.open());
        auto unknown = fixture.request(u"x"_s);
        unknown.model = {.sha256 = QString(64, u'0'), .name = u"lost.safetensors"_s};
        const auto refused = await(fixture.service->submit({fixture.request(u"x"_s), unknown}));
        QCOMPARE(refused.error().code, errors::StudioModelMissing);
        QCOMPARE(refused.error().args.value(u"name"_s).toString(), u"lost.safetensors"_s);
        auto odd = fixture.request(u"x"_s);
        odd.width = 100;
        QCOMPARE(await(fixture.service->submit({odd})).error().code, errors::RecipeSize);
        auto sourceless = fixture.request(u"x"_s);
        sourceless.mode = recipe::Mode::ImageToImage;
        sourceless.initImage = QString(64, u'1');
        QCOMPARE(await(fixture.service->submit({sourceless})).error().code, errors::StudioSourceMissing);
        QCOMPARE(await(fixture.service->submit({})).error().code, errors::TooLarge);
        QVERIFY(fixture.allJobs().isEmpty());
    }

    void sourcesAndMasksReachTheEngine()
    {
        const QTemporaryDir folder;
        StudioFixture fixture(folder.path());
        QVERIFY(fixture.open());
        fixture.service->start();
        QImage red(64, 64, QImage::Format_RGB32);
        red.fill(Qt::red);
        QImage large(200, 100, QImage::Format_RGB32); // is scaled
        large.fill(Qt::blue);
        const auto first = await(fixture.service->keepImage(red));
        const auto second = await(fixture.service->keepPicture(png(large)));
        QVERIFY(first);
        QVERIFY(second);
        QVERIFY(!await(fixture.service->keepPicture("no picture")));
        auto image = fixture.request(u"x"_s);
        image.mode = recipe::Mode::ImageToImage;
        image.initImage = *first;
        auto scaled = image;
        scaled.initImage = *second;
        auto masked = image;
        masked.mode = recipe::Mode::Inpaint;
        masked.mask = *second;
        auto larger = fixture.request(QString());
        larger.mode = recipe::Mode::Upscale;
        larger.initImage = *first;
        larger.upscaler = larger.model;
        larger.upscaleFactor = 2;
        const auto added = await(fixture.service->submit({image, scaled, masked, larger}, {}, {7}));
        QVERIFY2(added, added ? "" : qPrintable(added.error().code.toString()));
        fixture.untilDone();
        const auto pictures = fixture.pictures();
        QCOMPARE(pictures.size(), 4);
        QSet<QString> different;
        bool hasLarge = false;
        for (const gallery::Picture &picture : pictures) {
            different.insert(picture.sha256);
            hasLarge = hasLarge || picture.size == QSize(128, 128);
        }
        QCOMPARE(different.size(), 4);
        QVERIFY(hasLarge);
    }

    void aBrokenEngineCostsOneJobAndAMomentOfTheOthers()
    {
        const QTemporaryDir folder;
        StudioFixture fixture(folder.path());
        QVERIFY(fixture.open());
        fixture.service->start();
        const auto added = await(fixture.service->submit({fixture.request(u"!crash"_s), fixture.request(u"!refuse"_s),
                                                          fixture.request(u"!killed"_s), fixture.request(u"fine"_s)}));
        QVERIFY(added);
        fixture.untilDone();
        const jobs::Job crashed = jobOf(fixture, (*added)[0].id);
        QCOMPARE(crashed.state, jobs::State::Failed);
        QCOMPARE(crashed.attempts, 2); // once more, in case it was bad luck
        QCOMPARE(crashed.error->code, errors::EngineCrashed);
        const jobs::Job refused = jobOf(fixture, (*added)[1].id);
        QCOMPARE(refused.error->code, errors::EngineModelRefused);
        QCOMPARE(refused.attempts, 1);
        const jobs::Job memory = jobOf(fixture, (*added)[2].id);
        QCOMPARE(memory.error->code, errors::EngineOutOfMemory);
        QCOMPARE(memory.attempts, 1);
        QCOMPARE(jobOf(fixture, (*added)[3].id).state, jobs::State::Done);
        QCOMPARE(fixture.pictures().size(), 1);
    }

    void cancelKeepsWhatCouldBeSeen()
    {
        const QTemporaryDir folder;
        StudioFixture fixture(folder.path());
        QVERIFY(fixture.open());
        fixture.service->start();
        auto request = fixture.request(u"x ms=5"_s);
        request.steps = 150;
        bool mustCancel = true;
        connect(fixture.service.get(), &StudioService::progressed, this,
                [&fixture, &mustCancel](const QString &id, const engine::Progress &progress) {
                    if (mustCancel && !progress.preview.isNull() && progress.step > 3)
                        fixture.service->cancel(id).detach();
                });
        const auto added = await(fixture.service->submit({request}));
        QVERIFY(added);
        fixture.untilDone();
        const jobs::Job job = jobOf(fixture, added->constFirst().id);
        QCOMPARE(job.state, jobs::State::Cancelled);
        const JobResult result = decodeResult(job.result);
        QCOMPARE(result.picture, 0);
        QVERIFY(result.step > 3);
        QVERIFY(await(fixture.content->read(result.partial)));
        QVERIFY(fixture.pictures().isEmpty());
        // Retried, it is drawn to its end.
        mustCancel = false;
        QVERIFY(await(fixture.service->retry(job.id)));
        fixture.untilDone();
        QCOMPARE(fixture.pictures().size(), 1);
    }

    void nothingIsBegunWhilePaused()
    {
        const QTemporaryDir folder;
        StudioFixture fixture(folder.path());
        QVERIFY(fixture.open());
        fixture.service->start();
        QVERIFY(await(fixture.service->setPaused(true)));
        const auto added = await(fixture.service->submit({fixture.request(u"x"_s)}));
        QVERIFY(added);
        QVERIFY(await(sleepFor(this, 50)));
        QCOMPARE(jobOf(fixture, added->constFirst().id).state, jobs::State::Queued);
        QCOMPARE(fixture.client->pid(), 0);
        QVERIFY(await(fixture.service->setPaused(false)));
        fixture.untilDone();
        QCOMPARE(fixture.pictures().size(), 1);
    }

    void myOwnWorkGoesFirst()
    {
        const QTemporaryDir folder;
        StudioFixture fixture(folder.path());
        QVERIFY(fixture.open());
        fixture.service->start();
        QStringList order;
        connect(fixture.service.get(), &StudioService::drawn, this,
                [&order](const QString &id, qint64) { order.append(id); });
        auto long_ = fixture.request(u"stranger ms=5"_s);
        long_.steps = 100;
        const auto strangers =
            await(fixture.service->submit({long_, fixture.request(u"b"_s)}, {}, {}, jobs::Priority::Background));
        QVERIFY(strangers);
        until([&fixture] { return fixture.client->state() == engine::EngineState::Busy; });
        const auto mine = await(fixture.service->submit({fixture.request(u"mine"_s)}));
        QVERIFY(mine);
        fixture.untilDone();
        QCOMPARE(order, (QStringList{(*mine)[0].id, (*strangers)[0].id, (*strangers)[1].id}));
        QCOMPARE(jobOf(fixture, (*strangers)[0].id).state, jobs::State::Done);
    }

    void strangersWaitUntilTheyMay()
    {
        const QTemporaryDir folder;
        StudioFixture fixture(folder.path());
        QVERIFY(fixture.open());
        fixture.service->setForOthers(ForOthers::Stop);
        fixture.service->start();
        auto slow = fixture.request(u"stranger ms=5"_s);
        slow.steps = 100;
        const auto strangers = await(fixture.service->submit({slow}, {}, {}, jobs::Priority::Background));
        QVERIFY(strangers);
        const QString id = strangers->constFirst().id;
        const auto mine = await(fixture.service->submit({fixture.request(u"mine"_s)}));
        QVERIFY(mine);
        until([&fixture] { return fixture.pictures().size() == 1; });
        QCOMPARE(jobOf(fixture, id).state, jobs::State::Queued);
        fixture.service->setForOthers(ForOthers::Draw);
        until([&fixture] { return fixture.service->isDrawingForOthers(); });
        until([&fixture] { return fixture.client->state() == engine::EngineState::Busy; });
        fixture.service->setForOthers(ForOthers::Stop);
        until([&fixture] { return fixture.service->runningJob().isEmpty(); });
        QCOMPARE(jobOf(fixture, id).state, jobs::State::Queued);
        QCOMPARE(jobOf(fixture, id).attempts, 0);
        fixture.service->setForOthers(ForOthers::Draw);
        fixture.untilDone();
        QCOMPARE(jobOf(fixture, id).state, jobs::State::Done);
    }

    void memoryGivenBackHoldsTheQueueWithoutLosingTheJob()
    {
        const QTemporaryDir folder;
        StudioFixture fixture(folder.path());
        QVERIFY(fixture.open());
        fixture.service->start();
        auto request = fixture.request(u"x ms=5"_s);
        request.steps = 60;
        const auto added = await(fixture.service->submit({request}));
        QVERIFY(added);
        until([&fixture] { return fixture.client->state() == engine::EngineState::Busy; });
        QVERIFY(await(fixture.service->yieldNow()));
        until([&fixture] { return fixture.service->runningJob().isEmpty(); });
        QCOMPARE(fixture.client->pid(), 0);
        QCOMPARE(fixture.service->heldBy()->code, errors::EngineYielded);
        QCOMPARE(jobOf(fixture, added->constFirst().id).state, jobs::State::Queued);
        QCOMPARE(jobOf(fixture, added->constFirst().id).attempts, 0);
        fixture.service->goOn();
        QVERIFY(!fixture.service->heldBy());
        fixture.untilDone();
        QCOMPARE(fixture.pictures().size(), 1);
    }

    void anEngineThatCantRunHoldsTheQueue()
    {
        const QTemporaryDir folder;
        StudioFixture fixture(folder.path(), u"processor"_s);
        QVERIFY(fixture.open());
        fixture.service->start();
        const auto added = await(fixture.service->submit({fixture.request(u"x"_s), fixture.request(u"y"_s)}));
        QVERIFY(added);
        until([&fixture] { return fixture.service->heldBy().has_value() && fixture.service->runningJob().isEmpty(); });
        QCOMPARE(fixture.service->heldBy()->code, errors::EngineProcessor);
        for (const jobs::Job &job : *added)
            QCOMPARE(jobOf(fixture, job.id).state, jobs::State::Queued);
        fixture.service->goOn(); // still the same processor
        until([&fixture] { return fixture.service->heldBy().has_value() && fixture.service->runningJob().isEmpty(); });
        QCOMPARE(jobOf(fixture, added->constFirst().id).state, jobs::State::Queued);
    }

    void aPictureThatWasStoredIsNotDrawnAgain()
    {
        const QTemporaryDir folder;
        StudioFixture fixture(folder.path());
        QVERIFY(fixture.open());
        // As a kill between storing and listing leaves it.
        const auto added = await(fixture.service->submit({fixture.request(u"!crash"_s, 3)}));
        QVERIFY(added);
        const QStringList kinds{JobKind.toString()};
        const auto lease = await(fixture.queue->take(kinds));
        QVERIFY(lease && *lease);
        QImage image(64, 64, QImage::Format_RGB888);
        image.fill(Qt::green);
        const auto kept = await(fixture.service->keepImage(image));
        QVERIFY(kept);
        QVERIFY(await(fixture.queue->checkpoint(
            **lease, encode(JobCheckpoint{.sha256 = *kept, .request = fixture.request(u"!crash"_s, 3)}))));
        QVERIFY(await(fixture.queue->release(**lease)));
        fixture.service->start();
        fixture.untilDone();
        const auto pictures = fixture.pictures();
        QCOMPARE(pictures.size(), 1);
        QCOMPARE(pictures.constFirst().sha256, *kept);
        QCOMPARE(pictures.constFirst().size, QSize(64, 64));
        QCOMPARE(fixture.client->pid(), 0); // no engine was needed
    }
};

QTEST_GUILESS_MAIN(TestService)
#include "test_service.moc"
