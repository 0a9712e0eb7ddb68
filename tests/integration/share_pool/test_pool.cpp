// Boxes, a real nats-server and who asks, in one process: what goes well, what is refused, and what is mended.
#include "core/base/secretbytes.h"
#include "gpu/share/pool/certificate.h"
#include "gpu/share/pool/hostedpool.h"
#include "tests/support/pool/poolfixture.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <csignal>

using namespace ain;
using namespace ain::testing;

namespace {

/// A box at work in this process.
struct Box {
    Box(const PoolFixture &fixture, const QString &name, int milliseconds, qsizetype bytes = 256)
        : painter(milliseconds, bytes), client(fixture.client(name))
    {
        pool::WorkerOptions options;
        options.permission = [this]() -> Result<> { return isFree ? Result<>() : failure(errors::ShareNotNow); };
        options.mayFinish = [this] { return finishes; };
        options.pollMs = 100;
        options.announceMs = 200;
        options.retryMs = 50;
        worker = std::make_unique<pool::PoolWorker>(*client, painter, fixture.clock, options);
        QObject::connect(worker.get(), &pool::PoolWorker::started, worker.get(), [this] { ++started; });
        QObject::connect(worker.get(), &pool::PoolWorker::handedBack, worker.get(),
                         [this](const QString &job, qint64 time) {
                             backJob = job;
                             backTime = time;
                         });
        worker->start();
    }
    void setFree(bool free)
    {
        isFree = free;
        worker->permissionChanged();
    }

    bool isFree = true;
    bool finishes = false; ///< what it draws when its owner comes back
    int started = 0;
    QString backJob;
    qint64 backTime = -1;
    FakePainter painter;
    std::unique_ptr<pool::PoolClient> client;
    std::unique_ptr<pool::PoolWorker> worker;
};

/// Who asks, and what came.
struct Asker {
    explicit Asker(PoolFixture &fixture, bool settles = true) : requester(*fixture.owner, 100)
    {
        QObject::connect(&requester, &pool::PoolRequester::arrived, &requester,
                         [this, settles](const pool::Collected &collected) {
                             came.append(collected);
                             if (settles)
                                 requester.settle(collected.result.job).detach();
                         });
        requester.start();
    }
    pool::PoolRequester requester;
    QList<pool::Collected> came;
};

class TestPool : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void picturesComeBackWhole()
    {
        PoolFixture fixture;
        const auto served = fixture.serve();
        QVERIFY2(served, served ? "" : qPrintable(served.error().code.toString() + u' ' + served.error().detail));
        QVERIFY(fixture.join(u"box-1"_s));
        const qsizetype bytes = 2 * pool::PartBytes + 1000; // three pieces
        const Box box(fixture, u"box-1"_s, 5, bytes);
        Asker asker(fixture);
        QHash<QString, share::JobSpec> wanted;
        for (quint64 seed = 1; seed <= 4; ++seed) {
            const share::JobSpec spec = fixture.spec(seed);
            wanted.insert(share::jobId(spec), spec);
            QVERIFY(await(asker.requester.submit(spec)));
        }
        QTRY_COMPARE_WITH_TIMEOUT(asker.came.size(), 4, 30'000);
        for (const pool::Collected &collected : asker.came) {
            QVERIFY(!collected.error);
            QVERIFY(collected.isOwn);
            QCOMPARE(collected.result.box, u"box-1"_s);
            QVERIFY(collected.png == fakePicture(wanted.value(collected.result.job), bytes));
        }
        QCOMPARE(asker.requester.open(), 0);
        QTRY_COMPARE(box.worker->caps().done, 4);
        const auto fleet = await(fixture.owner->fleet());
        QVERIFY(fleet);
        QCOMPARE(fleet->queued, 0);
        QCOMPARE(fleet->results, 4);
        QCOMPARE(fleet->boxes.size(), 1);
        QCOMPARE(fleet->boxes[0].caps.offers, QList{fakeOffer()});
        QTRY_COMPARE(await(fixture.owner->fleet())->boxes.value(0).caps.lastHour, 4);
        // A box that says goodbye is gone from the view at once.
        QVERIFY(await(box.worker->stop()));
        QTRY_VERIFY(await(fixture.owner->fleet())->boxes.isEmpty());
    }

    void aJobGoesBackWhenTheOwnerReturns()
    {
        PoolFixture fixture;
        const auto served = fixture.serve();
        QVERIFY2(served, served ? "" : qPrintable(served.error().code.toString() + u' ' + served.error().detail));
        QVERIFY(fixture.join(u"box-1"_s));
        QVERIFY(fixture.join(u"box-2"_s));
        Box first(fixture, u"box-1"_s, 60'000);
        Asker asker(fixture);
        const share::JobSpec spec = fixture.spec(1);
        QVERIFY(await(asker.requester.submit(spec)));
        QTRY_COMPARE(first.started, 1);
        Box second(fixture, u"box-2"_s, 5);
        QTest::qWait(2 * fixture.times.leaseMs); // kept by heartbeats
        QCOMPARE(second.started, 0);
        QCOMPARE(await(fixture.owner->fleet())->boxes.value(0).caps.state, pool::BoxState::Drawing);
        first.setFree(false);
        QTRY_COMPARE(asker.came.size(), 1);
        QCOMPARE(first.backJob, share::jobId(spec));
        QVERIFY(first.backTime >= 0);
        QVERIFY(!asker.came[0].error);
        QCOMPARE(asker.came[0].result.box, u"box-2"_s);
        QVERIFY(asker.came[0].result.attempt >= 2);
        QTRY_COMPARE(await(fixture.owner->fleet())->boxes.value(0).caps.state, pool::BoxState::Away);
        // Nothing for it while its owner is there.
        const int before = first.started;
        for (quint64 seed = 2; seed < 6; ++seed)
            QVERIFY(await(asker.requester.submit(fixture.spec(seed))));
        QTRY_COMPARE(asker.came.size(), 5);
        QCOMPARE(first.started, before);
    }

    void aJobThatMayBeFinishedIs()
    {
        PoolFixture fixture;
        const auto served = fixture.serve();
        QVERIFY2(served, served ? "" : qPrintable(served.error().code.toString() + u' ' + served.error().detail));
        QVERIFY(fixture.join(u"box-1"_s));
        Box box(fixture, u"box-1"_s, 400);
        box.finishes = true;
        Asker asker(fixture);
        QVERIFY(await(asker.requester.submit(fixture.spec(1))));
        QTRY_COMPARE(box.started, 1);
        box.setFree(false);
        QVERIFY(await(asker.requester.submit(fixture.spec(2))));
        QTRY_COMPARE(asker.came.size(), 1);
        QCOMPARE(asker.came[0].result.attempt, 1);
        QTest::qWait(300);
        QCOMPARE(box.started, 1); // and no other one
        QVERIFY(box.backJob.isEmpty());
    }

    void theUrgentIsFirst()
    {
        PoolFixture fixture;
        const auto served = fixture.serve();
        QVERIFY2(served, served ? "" : qPrintable(served.error().code.toString() + u' ' + served.error().detail));
        QVERIFY(fixture.join(u"box-1"_s));
        Asker asker(fixture);
        for (quint64 seed = 1; seed <= 3; ++seed)
            QVERIFY(await(asker.requester.submit(fixture.spec(seed))));
        const share::JobSpec urgent = fixture.spec(9);
        QVERIFY(await(asker.requester.submit(urgent, pool::Priority::High)));
        const Box box(fixture, u"box-1"_s, 5);
        QTRY_COMPARE(asker.came.size(), 4);
        QCOMPARE(asker.came[0].result.job, share::jobId(urgent));
    }

    void whatIsWrongWithAJobIsItsResult()
    {
        PoolFixture fixture;
        const auto served = fixture.serve();
        QVERIFY2(served, served ? "" : qPrintable(served.error().code.toString() + u' ' + served.error().detail));
        QVERIFY(fixture.join(u"box-1"_s));
        Box box(fixture, u"box-1"_s, 5);
        box.painter.error = Error{ErrorCode("recipe.size")};
        Asker asker(fixture);
        QVERIFY(await(asker.requester.submit(fixture.spec(1))));
        QTRY_COMPARE(asker.came.size(), 1);
        QVERIFY(asker.came[0].error);
        QCOMPARE(asker.came[0].error->code, errors::PoolJobFailed);
        QCOMPARE(asker.came[0].error->args.value(u"reason"_s).toString(), u"recipe.size"_s);
        // What is wrong with the box is for others to do better.
        box.painter.error = Error{ErrorCode("engine.crashed")};
        QVERIFY(await(asker.requester.submit(fixture.spec(2))));
        QTRY_COMPARE(box.painter.drawn, 2);
        box.painter.error.reset();
        QTRY_COMPARE_WITH_TIMEOUT(asker.came.size(), 2, 20'000);
        QVERIFY(!asker.came[1].error);
    }

    void whatIsNoPictureIsRefused()
    {
        PoolFixture fixture;
        const auto served = fixture.serve();
        QVERIFY2(served, served ? "" : qPrintable(served.error().code.toString() + u' ' + served.error().detail));
        QVERIFY(fixture.join(u"box-1"_s));
        class Liar final : public pool::Painter {
        public:
            [[nodiscard]] QList<pool::Offer> offers() const override { return {fakeOffer()}; }
            [[nodiscard]] QString device() const override { return {}; }
            Task<QByteArray> draw(QString /*job*/, share::JobSpec spec) override
            {
                spec.params.width = 4096; // another size than was asked for, or no picture at all
                const QByteArray text = spec.params.seed == 1 ? QByteArray(500, 'x') : fakePicture(spec);
                return Task<QByteArray>::finished(text);
            }
            void cancel(const QString & /*job*/) override { }
        } liar;
        const auto client = fixture.client(u"box-1"_s);
        pool::PoolWorker worker(*client, liar, fixture.clock);
        worker.start();
        Asker asker(fixture);
        for (const quint64 seed : {1, 2})
            QVERIFY(await(asker.requester.submit(fixture.spec(seed))));
        QTRY_COMPARE_WITH_TIMEOUT(asker.came.size(), 2, 20'000);
        for (const pool::Collected &collected : asker.came) {
            QVERIFY(collected.error);
            QCOMPARE(collected.error->code, errors::PoolPicture);
            QVERIFY(collected.png.isEmpty());
        }
    }

    void aResultComesAgainUntilItIsSettled()
    {
        PoolFixture fixture;
        const auto served = fixture.serve();
        QVERIFY2(served, served ? "" : qPrintable(served.error().code.toString() + u' ' + served.error().detail));
        QVERIFY(fixture.join(u"box-1"_s));
        const Box box(fixture, u"box-1"_s, 5);
        const share::JobSpec spec = fixture.spec(1);
        {
            Asker asker(fixture, false);
            QVERIFY(await(asker.requester.submit(spec)));
            QTRY_COMPARE(asker.came.size(), 1);
            QTest::qWait(2 * fixture.times.resultLeaseMs);
            QCOMPARE(asker.came.size(), 1); // it has it, and is not told twice
        }
        fixture.owner = fixture.client(u"hub"_s);
        QVERIFY(await(fixture.owner->open()));
        {
            Asker next(fixture);
            QTRY_COMPARE(next.came.size(), 1);
            QVERIFY(!next.came[0].isOwn);
            QVERIFY(next.came[0].png == fakePicture(spec));
            QTest::qWait(100);
        }
        Asker last(fixture);
        QTest::qWait(3 * fixture.times.resultLeaseMs);
        QCOMPARE(last.came.size(), 0);
    }

    void theTwoListsAreReconciled()
    {
        PoolFixture fixture;
        const auto served = fixture.serve();
        QVERIFY2(served, served ? "" : qPrintable(served.error().code.toString() + u' ' + served.error().detail));
        QVERIFY(fixture.join(u"box-1"_s));
        const share::JobSpec done = fixture.spec(1);
        const share::JobSpec waiting = fixture.spec(2);
        {
            const Box box(fixture, u"box-1"_s, 5);
            Asker asker(fixture);
            QVERIFY(await(asker.requester.submit(done)));
            QTRY_COMPARE(asker.came.size(), 1);
            QTRY_COMPARE(box.worker->caps().done, 1);
        }
        // As a server leaves it that was killed at a bad moment: the job is there, and so is its result.
        QVERIFY(await(fixture.owner->submit(done, pool::Priority::Normal, 1)));
        QVERIFY(await(fixture.owner->submit(waiting, pool::Priority::Normal)));
        QCOMPARE(await(fixture.owner->fleet())->queued, 2);
        const auto reconciled = await(fixture.owner->reconcile());
        QVERIFY(reconciled);
        QCOMPARE(reconciled->deleted, 1);
        QCOMPARE(reconciled->republished, 0);
        QCOMPARE(reconciled->waiting, QSet<QString>{share::jobId(waiting)});
        QCOMPARE(reconciled->done, QSet<QString>{share::jobId(done)});
        QCOMPARE(await(fixture.owner->fleet())->queued, 1);
    }

    void aJobThatTheServerLostIsSubmittedAgain()
    {
        PoolFixture fixture;
        const auto served = fixture.serve();
        QVERIFY2(served, served ? "" : qPrintable(served.error().code.toString() + u' ' + served.error().detail));
        QVERIFY(fixture.join(u"box-1"_s));
        Asker asker(fixture);
        QVERIFY(await(asker.requester.submit(fixture.spec(1))));
        QCOMPARE(await(asker.requester.recover()).value_or(-1), 0);
        // Its disk is gone.
        fixture.server.reset();
        QVERIFY(QDir(fixture.path(u"hub/hub/store"_s)).removeRecursively());
        fixture.server = std::make_unique<pool::PoolServer>(fixture.path(u"hub"_s), fixture.rng);
        QVERIFY(fixture.server->start());
        QTRY_VERIFY(fixture.server->isReady());
        QTRY_VERIFY(await(fixture.owner->prepare(fixture.limits)).has_value());
        const Box box(fixture, u"box-1"_s, 5);
        int again = -1;
        until([&] {
            if (again < 0)
                again = await(asker.requester.recover()).value_or(-1);
            return again >= 0;
        });
        QCOMPARE(again, 1);
        QTRY_COMPARE_WITH_TIMEOUT(asker.came.size(), 1, 20'000);
        QVERIFY(!asker.came[0].error);
    }

    void strangersStayOutside()
    {
        PoolFixture fixture;
        const auto served = fixture.serve();
        QVERIFY2(served, served ? "" : qPrintable(served.error().code.toString() + u' ' + served.error().detail));
        QVERIFY(fixture.join(u"box-1"_s));
        const auto member = pool::loadMembership(fixture.path(u"box-1"_s));
        QVERIFY(member);
        // Somebody else's certificate: nothing is said to such a server.
        pool::Membership wrong = *member;
        wrong.certificate = pool::makeCertificate(fixture.clock.nowMs())->pem;
        {
            pool::PoolClient client(wrong, fixture.times);
            const auto opened = await(client.open());
            QVERIFY(!opened);
            QCOMPARE(opened.error().code, errors::PoolStranger);
        }
        // A key that nobody invited.
        wrong = *member;
        wrong.key = std::make_shared<const pool::BoxKey>(pool::BoxKey::generate());
        {
            pool::PoolClient client(wrong, fixture.times);
            const auto opened = await(client.open());
            QVERIFY(!opened);
            QCOMPARE(opened.error().code, errors::PoolRefused);
        }
        // One that is let in no more.
        const auto client = fixture.client(u"box-1"_s);
        QVERIFY(await(client->open()));
        QVERIFY(fixture.hub().remove(u"box-1"_s));
        QTRY_VERIFY(!client->isConnected());
        QTRY_VERIFY(!await(client->open()).has_value());
        const auto again = fixture.client(u"box-1"_s);
        const auto refused = await(again->open());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, errors::PoolRefused);
    }

    void aWorkerMayOnlyWork()
    {
        PoolFixture fixture;
        const auto served = fixture.serve();
        QVERIFY2(served, served ? "" : qPrintable(served.error().code.toString() + u' ' + served.error().detail));
        QVERIFY(fixture.join(u"box-1"_s));
        QVERIFY(fixture.join(u"artist"_s, pool::Role::Member));
        const auto artist = fixture.client(u"artist"_s);
        fixture.times.requestMs = 200; // the server keeps silent about what it does not allow
        const auto worker = fixture.client(u"box-1"_s);
        const auto opened = await(worker->open());
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().code.toString() + u' ' + opened.error().detail));
        QVERIFY(!await(worker->prepare(fixture.limits)));
        QVERIFY(!await(worker->submit(fixture.spec(1), pool::Priority::Normal)));
        QVERIFY(!await(worker->fleet()));
        QVERIFY(!await(worker->collect()));
        QVERIFY(!await(worker->reconcile()));
        // Under another box's name.
        pool::Delivery delivery;
        delivery.ack = "$JS.ACK.JOBS.x.1.1.1.1.0";
        delivery.job = share::jobId(fixture.spec(1));
        delivery.asker = u"hub"_s;
        delivery.spec = fixture.spec(1);
        pool::PoolResult result;
        result.job = delivery.job;
        result.box = u"artist"_s;
        result.error = u"engine.crashed"_s;
        result.startedMs = result.endedMs = 1;
        QVERIFY(!await(worker->deliver(delivery, result, {})));
        const auto fleet = await(fixture.owner->fleet());
        QVERIFY(fleet);
        QCOMPARE(fleet->queued, 0);
        QCOMPARE(fleet->results, 0);
        QVERIFY(await(artist->submit(fixture.spec(1), pool::Priority::Normal)));
        QCOMPARE(await(artist->fleet())->queued, 1);
    }

    void theServerComesBackAndEndsWithUs()
    {
        PoolFixture fixture;
        pool::HostedPool hosted(fixture.path(u"hub"_s), fixture.clock, fixture.rng);
        int ready = 0;
        connect(&hosted, &pool::HostedPool::ready, this, [&ready] { ++ready; });
        QVERIFY(hosted.start(u"hub"_s, fixture.settings));
        QTRY_COMPARE_WITH_TIMEOUT(ready, 1, 20'000);
        pool::HostedPool second(fixture.path(u"hub"_s), fixture.clock, fixture.rng);
        const auto twice = second.start(u"hub"_s, fixture.settings);
        QVERIFY(!twice);
        QCOMPARE(twice.error().code, errors::FileLocked);
        const qint64 pid = hosted.server().pid();
        ::kill(pid_t(pid), SIGKILL);
        QTRY_COMPARE_WITH_TIMEOUT(ready, 2, 20'000);
        const qint64 now = hosted.server().pid();
        QVERIFY(now > 0 && now != pid);
        QCOMPARE(hosted.server().restarts(), 1);
        hosted.stop();
        QTRY_COMPARE(hosted.server().pid(), 0);
        QVERIFY(::kill(pid_t(now), 0) != 0);
    }

    void whatKeepsTheServerFromRunningIsTold()
    {
        PoolFixture fixture;
        QVERIFY(fixture.hub().open(u"hub"_s, fixture.settings, fixture.clock));
        QTcpServer taken;
        QVERIFY(taken.listen(QHostAddress::LocalHost, fixture.settings.port));
        const engine::BackOffTimes times{.firstMs = 1, .mostMs = 5, .failuresAllowed = 3};
        for (const QString &program : {QString(), fixture.path(u"no-such-program"_s)}) {
            pool::PoolServer server(fixture.path(u"hub"_s), fixture.rng, program, times);
            std::optional<Error> failed;
            connect(&server, &pool::PoolServer::failed, &server, [&failed](const Error &error) { failed = error; });
            QVERIFY(server.start());
            QTRY_VERIFY_WITH_TIMEOUT(failed.has_value(), 20'000);
            QCOMPARE(failed->code, errors::PoolServerFailed);
            QVERIFY(!failed->args.value(u"reason"_s).toString().isEmpty());
        }
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestPool)
#include "test_pool.moc"
