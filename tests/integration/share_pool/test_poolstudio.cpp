// The studio draws for the pool: the real queue with a scripted engine behind a real nats-server.
#include "gpu/share/pool/studiopainter.h"
#include "tests/support/engine/studiofixture.h"
#include "tests/support/pool/poolfixture.h"
#include "tests/unit/models/modelfiles.h"

#include <QImage>
#include <QTest>

using namespace ain;
using namespace ain::testing;

namespace {

class TestPoolStudio : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void theStudioDrawsForThePool()
    {
        PoolFixture fixture;
        const auto served = fixture.serve();
        QVERIFY2(served, served ? "" : qPrintable(served.error().code.toString() + u' ' + served.error().detail));
        QVERIFY(fixture.join(u"box-1"_s));
        const QTemporaryDir folder;
        StudioFixture studio(folder.path());
        QVERIFY(studio.open());
        QFile file(folder.filePath(u"fox.safetensors"_s));
        const QByteArray bytes = test::safetensors(test::sd1Tensors());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        file.close();
        const auto model = await(studio.library->addFile(file.fileName()));
        QVERIFY(model);
        const auto verified = await(studio.library->verify(model->id));
        QVERIFY(verified);
        studio.service->start();
        const share::StudioBackendParts parts{*studio.service, *studio.queue,   *studio.gallery,
                                              *studio.library, *studio.content, studio.rng};
        share::StudioBackendOptions backendOptions;
        backendOptions.keepsPictures = false;
        share::StudioBackend backend(parts, backendOptions);
        pool::StudioPainter painter(backend, *studio.library, u"a GPU"_s);
        QVERIFY(!painter.offers().isEmpty());
        const pool::Offer offer = painter.offers().constFirst();
        QCOMPARE(offer.files.constFirst().sha256, verified->sha256);
        QCOMPARE(offer.family, u"sd15"_s);

        bool isFree = true;
        pool::WorkerOptions options;
        options.permission = [&isFree]() -> Result<> { return isFree ? Result<>() : failure(errors::ShareNotNow); };
        options.pollMs = 100;
        const auto client = fixture.client(u"box-1"_s);
        pool::PoolWorker worker(*client, painter, fixture.clock, options);
        int started = 0;
        int back = 0;
        connect(&worker, &pool::PoolWorker::started, this, [&started] { ++started; });
        connect(&worker, &pool::PoolWorker::handedBack, this, [&back] { ++back; });
        worker.start();
        pool::PoolRequester requester(*fixture.owner, 100);
        QList<pool::Collected> came;
        connect(&requester, &pool::PoolRequester::arrived, this, [&](const pool::Collected &collected) {
            came.append(collected);
            requester.settle(collected.result.job).detach();
        });
        requester.start();
        const auto specOf = [&](const QString &prompt) {
            recipe::GenerationRequest request;
            request.model.sha256 = offer.files.constFirst().sha256;
            request.prompt = prompt;
            request.width = request.height = 64;
            request.steps = 4;
            request.seed = 42;
            return pool::specFor(request, offer, fixture.clock.nowMs(), fixture.rng);
        };
        const auto quick = specOf(u"picture ms=3"_s);
        QVERIFY(quick);
        QVERIFY(await(requester.submit(*quick)));
        QTRY_COMPARE_WITH_TIMEOUT(came.size(), 1, 30'000);
        QVERIFY2(!came[0].error, came[0].error ? qPrintable(came[0].error->code.toString()) : "");
        const QImage image = QImage::fromData(came[0].png);
        QCOMPARE(image.size(), QSize(64, 64));
        // Nothing of it stays on the box.
        QTRY_VERIFY(studio.allJobs().isEmpty());
        QVERIFY(studio.pictures().isEmpty());

        // The owner is back in the middle of a long one; later it is drawn all the same.
        const auto slow = specOf(u"picture ms=200"_s);
        QVERIFY(slow);
        QVERIFY(await(requester.submit(*slow)));
        QTRY_COMPARE(started, 2);
        isFree = false;
        worker.permissionChanged();
        QTRY_COMPARE(back, 1);
        QTRY_VERIFY(studio.allJobs().isEmpty());
        QCOMPARE(came.size(), 1);
        isFree = true;
        worker.permissionChanged();
        QTRY_COMPARE_WITH_TIMEOUT(came.size(), 2, 30'000);
        QVERIFY(!came[1].error);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestPoolStudio)
#include "test_poolstudio.moc"
