#include "tests/support/engine/enginefixture.h"

#include <QDir>
#include <QTest>

#include <cerrno>
#include <csignal>

using namespace ain;
using namespace ain::engine;
using namespace ain::testing;

class TestEngineClient : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPictureWithoutTheOrderedTraceIsNone()
    {
        EngineFixture fixture;
        EngineClient &client = fixture.start();
        Order order = fixture.order(u"a tree ms=1"_s);
        order.trace = TraceOrder{};
        const auto drawn = await(client.draw(u"a"_s, order));
        QVERIFY(!drawn);
        QCOMPARE(drawn.error().code, errors::EngineProtocol);
        order.trace.reset();
        QVERIFY(await(client.draw(u"b"_s, order)));
    }

    void drawsAndTells()
    {
        EngineFixture fixture;
        EngineClient &client = fixture.start();
        QCOMPARE(client.state(), EngineState::Stopped);
        QList<Progress> told;
        QList<EngineState> states;
        connect(&client, &EngineClient::progressed, &client,
                [&told](const Progress &progress) { told.append(progress); });
        connect(&client, &EngineClient::stateChanged, &client, [&] { states.append(client.state()); });
        const auto drawn = await(client.draw(u"a"_s, fixture.order(u"a tree ms=5"_s, 7, 12)));
        QVERIFY(drawn);
        QCOMPARE(drawn->image.size(), QSize(64, 64));
        QCOMPARE(drawn->image.format(), QImage::Format_RGB888);
        QCOMPARE(drawn->request.engine, u"scripted/1"_s);
        QCOMPARE(drawn->request.profile, u"cpu-reference"_s);
        QVERIFY(drawn->peakBytes > 0);
        QCOMPARE(states,
                 (QList<EngineState>{EngineState::Starting, EngineState::Idle, EngineState::Loading, EngineState::Busy,
                                     EngineState::Idle}));
        QVERIFY(std::any_of(told.cbegin(), told.cend(), [](const Progress &p) { return !p.preview.isNull(); }));
        QVERIFY(std::all_of(told.cbegin(), told.cend(), [](const Progress &p) { return p.id == u"a"; }));
        // Before three steps nobody can know, and the first picture can't know what decoding takes.
        for (const Progress &progress : std::as_const(told)) {
            if (progress.phase == Phase::Sample && progress.step < 4)
                QVERIFY(!progress.leftMs);
            QVERIFY(!progress.leftIsWhole);
        }
        told.clear();
        const auto again = await(client.draw(u"b"_s, fixture.order(u"a tree ms=5"_s, 7, 12)));
        QVERIFY(again);
        QVERIFY(again->image == drawn->image);
        QVERIFY(std::any_of(told.cbegin(), told.cend(), [](const Progress &p) { return p.leftIsWhole; }));
        QVERIFY(client.memoryBytes() > 0);
    }

    void drawsInTheOrderOfTheCalls()
    {
        EngineFixture fixture;
        EngineClient &client = fixture.start();
        QStringList ended;
        QObject context;
        for (const QString &id : {u"a"_s, u"b"_s, u"c"_s}) {
            client.draw(id, fixture.order(u"x"_s)).then(&context, [&ended, id](const Result<Drawn> &drawn) {
                ended.append(drawn ? id : drawn.error().code.toString());
            });
        }
        const auto twice = await(client.draw(u"b"_s, fixture.order(u"x"_s)));
        QCOMPARE(twice.error().code, errors::InvalidArgument);
        until([&ended] { return ended.size() == 3; });
        QCOMPARE(ended, (QStringList{u"a"_s, u"b"_s, u"c"_s}));
    }

    void picturesTravelBothWays()
    {
        EngineFixture fixture;
        EngineClient &client = fixture.start();
        QImage source(64, 64, QImage::Format_ARGB32);
        source.fill(Qt::red);
        Order order = fixture.order(u"x"_s);
        order.request.mode = recipe::Mode::ImageToImage;
        QCOMPARE(await(client.draw(u"none"_s, order)).error().code, errors::EngineArguments);
        order.init = source;
        const auto red = await(client.draw(u"red"_s, order));
        QVERIFY(red);
        source.setPixelColor(5, 5, Qt::blue);
        order.init = source;
        const auto other = await(client.draw(u"other"_s, order));
        QVERIFY(other);
        QVERIFY(other->image != red->image);
        order.request.mode = recipe::Mode::Inpaint;
        QCOMPARE(await(client.draw(u"no mask"_s, order)).error().code, errors::EngineArguments);
        order.mask = source;
        const auto masked = await(client.draw(u"masked"_s, order));
        QVERIFY(masked);
        QVERIFY(masked->image != other->image);

        Order larger = fixture.order(QString());
        larger.request.mode = recipe::Mode::Upscale;
        larger.request.upscaler = larger.request.model;
        larger.request.upscaleFactor = 2;
        larger.init = QImage(30, 17, QImage::Format_RGB32);
        larger.init.fill(Qt::green);
        larger.init.setPixelColor(29, 16, Qt::white);
        const auto upscaled = await(client.draw(u"large"_s, larger));
        QVERIFY(upscaled);
        QCOMPARE(upscaled->image.size(), QSize(60, 34));
        QCOMPARE(upscaled->image.pixelColor(59, 33), QColor(Qt::white));
        QCOMPARE(upscaled->image.pixelColor(57, 33), QColor(Qt::green));
    }

    void missingFilesAreNamed()
    {
        EngineFixture fixture;
        EngineClient &client = fixture.start();
        Order order = fixture.order(u"x"_s);
        order.request.vae = recipe::FileRef{.sha256 = QString(64, u'b'), .name = u"fine.vae"_s};
        const auto drawn = await(client.draw(u"a"_s, order));
        QCOMPARE(drawn.error().code, errors::EngineFileMissing);
        QCOMPARE(drawn.error().args.value(u"name"_s).toString(), u"fine.vae"_s);
        QCOMPARE(client.pid(), 0); // nothing was started for it
    }

    void seesNothingOfOurEnvironment()
    {
        qputenv("AIN_TEST_SECRET", "hunter2");
        const QFile open(QStringLiteral(AIN_TEST_DATA)); // some descriptors of ours
        QFile mine(QStringLiteral(AIN_SCRIPTED_ENGINE));
        QVERIFY(mine.open(QIODevice::ReadOnly));
        EngineFixture fixture;
        EngineClient &client = fixture.start();
        QVERIFY(await(client.ensureStarted()));
        QFile environment(u"/proc/%1/environ"_s.arg(client.pid()));
        QVERIFY(environment.open(QIODevice::ReadOnly));
        const QByteArray all = environment.readAll();
        QVERIFY(!all.contains("AIN_TEST_SECRET"));
        QVERIFY(all.contains("GGML_NO_BACKTRACE=1"));
        const QStringList descriptors = QDir(u"/proc/%1/fd"_s.arg(client.pid())).entryList(QDir::Files | QDir::System);
        for (const QString &descriptor : descriptors) {
            const QString target = QFile::symLinkTarget(u"/proc/%1/fd/%2"_s.arg(client.pid()).arg(descriptor));
            QVERIFY2(!target.endsWith(u"ain_scripted_engine"), qPrintable(target));
        }
        QFile limits(u"/proc/%1/limits"_s.arg(client.pid()));
        QVERIFY(limits.open(QIODevice::ReadOnly));
        QVERIFY(limits.readAll().contains("Max core file size        0                    0"));
        QFile score(u"/proc/%1/oom_score_adj"_s.arg(client.pid()));
        QVERIFY(score.open(QIODevice::ReadOnly));
        QCOMPARE(score.readAll().trimmed(), "800");
    }

    void cancelsAtTheNextStep()
    {
        EngineFixture fixture;
        fixture.options.times.cancelMs = 60'000;
        EngineClient &client = fixture.start();
        QVERIFY(fixture.draw(u"warm"_s));
        const qint64 pid = client.pid();
        connect(&client, &EngineClient::progressed, &client, [&client](const Progress &progress) {
            if (progress.phase == Phase::Sample)
                client.cancel(u"long"_s);
        });
        const auto drawn = await(client.draw(u"long"_s, fixture.order(u"x ms=2"_s, 1, 9'000)));
        QCOMPARE(drawn.error().code, errors::Cancelled);
        QCOMPARE(client.pid(), pid); // the model stays loaded
        QCOMPARE(client.ladder().cancelMs.count(), 1);
        QCOMPARE(client.ladder().killMs.count(), 0);
        QVERIFY(!client.lastError());
        client.disconnect();
        QVERIFY(fixture.draw(u"goes on"_s));
    }

    void endsAnEngineThatDoesNotCancel_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("prompt");
        QTest::newRow("it can't") << u"no-cancel"_s << u"x ms=2"_s;
        QTest::newRow("it won't") << QString() << u"!deaf-to-cancel ms=2"_s;
        QTest::newRow("it hangs") << QString() << u"!hang"_s;
    }

    void endsAnEngineThatDoesNotCancel()
    {
        QFETCH(QString, script);
        QFETCH(QString, prompt);
        EngineFixture fixture;
        EngineClient &client = fixture.start(script);
        connect(&client, &EngineClient::progressed, &client, [&client](const Progress &progress) {
            if (progress.phase == Phase::Sample)
                client.cancel(u"long"_s);
        });
        const auto drawn = await(client.draw(u"long"_s, fixture.order(prompt, 1, prompt == u"!hang" ? 2 : 9'000)));
        QCOMPARE(drawn.error().code, errors::Cancelled);
        QCOMPARE(client.ladder().cancelMs.count(), 1);
        QCOMPARE(client.ladder().killMs.count(), 1);
        QVERIFY(!client.lastError()); // a wanted end is no failure
        client.disconnect();
        QVERIFY(fixture.draw(u"goes on"_s));
    }

    void cancelsWhatHasNotBegun()
    {
        EngineFixture fixture;
        EngineClient &client = fixture.start();
        QStringList ended;
        QObject context;
        for (const QString &id : {u"a"_s, u"b"_s}) {
            client.draw(id, fixture.order(u"x"_s)).then(&context, [&ended, id](const Result<Drawn> &drawn) {
                ended.append(id + (drawn ? u" drawn"_s : u' ' + drawn.error().code.toString()));
            });
        }
        client.cancel(u"b"_s);
        client.cancel(u"a"_s); // the engine is not even started
        client.cancel(u"nobody"_s);
        until([&ended] { return ended.size() == 2; });
        ended.sort();
        QCOMPARE(ended, (QStringList{u"a cancelled"_s, u"b cancelled"_s}));
        QVERIFY(fixture.draw(u"goes on"_s));
    }

    void badStarts_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("code");
        QTest::newRow("mute") << u"mute"_s << errors::EngineGivenUp.toString();
        QTest::newRow("exit") << u"exit"_s << errors::EngineGivenUp.toString();
        QTest::newRow("crash") << u"crash"_s << errors::EngineGivenUp.toString();
        QTest::newRow("garbage") << u"garbage"_s << errors::EngineGivenUp.toString();
        QTest::newRow("processor") << u"processor"_s << errors::EngineProcessor.toString();
        QTest::newRow("old") << u"old"_s << errors::EngineVersion.toString();
    }

    void badStarts()
    {
        QFETCH(QString, script);
        QFETCH(QString, code);
        EngineFixture fixture;
        fixture.options.backOff.failuresAllowed = 3;
        fixture.options.times.startMs = script == u"mute" ? 300 : 30'000;
        EngineClient &client = fixture.start(script);
        int starts = 0;
        connect(&client, &EngineClient::stateChanged, &client,
                [&] { starts += client.state() == EngineState::Starting; });
        const auto drawn = fixture.draw(u"x"_s);
        QCOMPARE(drawn.error().code.toString(), code);
        QCOMPARE(starts, code == errors::EngineGivenUp.toString() ? 3 : 1);
        QCOMPARE(client.state(), EngineState::Stopped);
        QVERIFY(client.lastError());
        // Stays down until a person starts it.
        QCOMPARE(fixture.draw(u"x"_s).error().code.toString(), code);
        QCOMPARE(starts, code == errors::EngineGivenUp.toString() ? 3 : 1);
        QCOMPARE(await(client.startByHand()).error().code.toString(), code);
        QVERIFY(starts > 1);
    }

    void anEngineThatDiesBetweenJobsIsStartedAgain()
    {
        EngineFixture fixture;
        EngineClient &client = fixture.start();
        QVERIFY(fixture.draw(u"x"_s));
        ::kill(pid_t(client.pid()), SIGSEGV);
        until([&client] { return client.pid() == 0; });
        QCOMPARE(client.lastError()->code, errors::EngineCrashed);
        QVERIFY(fixture.draw(u"x"_s));
        QVERIFY(!client.lastError());
    }

    void aProgramThatIsNotThere()
    {
        EngineFixture fixture;
        fixture.options.program = fixture.folder.filePath(u"nothing"_s);
        EngineClient &client = fixture.start();
        QCOMPARE(fixture.draw(u"x"_s).error().code, errors::EngineMissing);
        QCOMPARE(client.state(), EngineState::Missing);
        QVERIFY(QFile::copy(QStringLiteral(AIN_SCRIPTED_ENGINE), fixture.options.program));
        QVERIFY(fixture.draw(u"x"_s)); // installed meanwhile
    }

    void anIdleEngineThatDoesNotAnswerIsEnded()
    {
        EngineFixture fixture;
        fixture.options.times.watchMs = 20;
        fixture.options.times.askMs = 40;
        fixture.options.times.stalledMs = 500;
        EngineClient &client = fixture.start(u"deaf"_s);
        QVERIFY(fixture.draw(u"x"_s));
        until([&client] { return client.pid() == 0; });
        QCOMPARE(client.lastError()->code, errors::EngineHung);
    }

    void letsModelAndProcessGoWhenIdle()
    {
        EngineFixture fixture;
        fixture.options.times.unloadAfterMs = 30;
        fixture.options.times.quitAfterMs = 400;
        EngineClient &client = fixture.start();
        QVERIFY(fixture.draw(u"x"_s));
        QVERIFY(client.pid() != 0);
        until([&client] { return client.ladder().memoryBackMs.count() == 1; });
        until([&client] { return client.state() == EngineState::Stopped; });
        QCOMPARE(client.ladder().killMs.count(), 0); // it went when it was asked
        QVERIFY(!client.lastError());
        QVERIFY(fixture.draw(u"x"_s));
    }

    void drawsWhileTheLastProcessLeaves()
    {
        EngineFixture fixture;
        fixture.options.times.quitAfterMs = 1;
        EngineClient &client = fixture.start();
        for (int i = 0; i < 30; ++i) {
            const auto drawn = fixture.draw(u"x"_s);
            QVERIFY2(drawn, drawn ? "" : qPrintable(drawn.error().code.toString()));
            QVERIFY(await(sleepFor(&client, i % 4)));
        }
    }

    void anEngineThatDoesNotQuitIsEnded()
    {
        EngineFixture fixture;
        fixture.options.times.quitAfterMs = 20;
        fixture.options.times.quitMs = 50;
        EngineClient &client = fixture.start(u"no-quit"_s);
        QVERIFY(fixture.draw(u"x"_s));
        until([&client] { return client.state() == EngineState::Stopped; });
        QCOMPARE(client.ladder().killMs.count(), 1);
        QVERIFY(!client.lastError());
    }

    void givesMemoryBackInTheMiddleOfAJob()
    {
        EngineFixture fixture;
        EngineClient &client = fixture.start();
        QVERIFY(await(client.yieldNow())); // nothing runs: nothing to do
        QString ended;
        bool isBack = false;
        QObject context;
        connect(&client, &EngineClient::progressed, &context, [&](const Progress &progress) {
            if (progress.phase == Phase::Sample && client.state() == EngineState::Busy)
                client.yieldNow().then(&context, [&isBack](const Result<> &) { isBack = true; });
        });
        client.draw(u"long"_s, fixture.order(u"x ms=2"_s, 1, 9'000))
            .then(&context,
                  [&ended](const Result<Drawn> &drawn) { ended = drawn ? u"drawn"_s : drawn.error().code.toString(); });
        until([&] { return isBack && !ended.isEmpty(); });
        QCOMPARE(ended, errors::EngineYielded.toString());
        QCOMPARE(client.pid(), 0);
        QCOMPARE(client.ladder().memoryBackMs.count(), 1);
        QVERIFY(!client.lastError());
        context.disconnect();
        client.disconnect();
        QVERIFY(fixture.draw(u"goes on"_s));
    }

    void measuresAndRefusesWhileItDraws()
    {
        EngineFixture fixture;
        EngineClient &client = fixture.start();
        const auto figures = await(client.benchmark());
        QVERIFY(figures);
        QCOMPARE((*figures)[u"gflops"].toDouble(), 1.5);
        QObject context;
        bool isDone = false;
        client.draw(u"a"_s, fixture.order(u"x ms=2"_s, 1, 50)).then(&context, [&isDone](const Result<Drawn> &) {
            isDone = true;
        });
        QCOMPARE(await(client.benchmark()).error().code, errors::EngineBusy);
        QCOMPARE(await(client.unload()).error().code, errors::EngineBusy);
        until([&isDone] { return isDone; });
        QVERIFY(await(client.unload()));
    }

    void startsAnewForAFileItMayNotRead()
    {
        EngineFixture fixture;
        EngineClient &client = fixture.start();
        QVERIFY(fixture.draw(u"x"_s));
        const qint64 first = client.pid();
        const QTemporaryDir elsewhere;
        QFile file(elsewhere.filePath(u"other.gguf"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("other");
        file.close();
        Order order = fixture.order(u"x"_s);
        order.files.insert(order.request.model.sha256, file.fileName());
        QVERIFY(await(client.draw(u"a"_s, order)));
        QVERIFY(client.pid() != first);
        const qint64 second = client.pid();
        QFile commandLine(u"/proc/%1/cmdline"_s.arg(second));
        QVERIFY(commandLine.open(QIODevice::ReadOnly));
        // The file alone, not the folder it lies in.
        const QList<QByteArray> arguments = commandLine.readAll().split('\0');
        QVERIFY(arguments.contains(QFile::encodeName(QFileInfo(file.fileName()).canonicalFilePath())));
        QVERIFY(!arguments.contains(QFile::encodeName(QFileInfo(elsewhere.path()).canonicalFilePath())));
        QVERIFY(await(client.draw(u"b"_s, order)));
        QVERIFY(fixture.draw(u"x"_s));
        QCOMPARE(client.pid(), second);
    }

    void endsWithItsClient()
    {
        EngineFixture fixture;
        EngineClient &client = fixture.start();
        QString ended;
        QObject context;
        client.draw(u"a"_s, fixture.order(u"x ms=2"_s, 1, 9'000)).then(&context, [&ended](const Result<Drawn> &drawn) {
            ended = drawn ? u"drawn"_s : drawn.error().code.toString();
        });
        until([&client] { return client.state() == EngineState::Busy; });
        const auto pid = pid_t(client.pid());
        fixture.client.reset();
        until([&ended] { return !ended.isEmpty(); });
        QCOMPARE(ended, errors::Cancelled.toString());
        QCOMPARE(::kill(pid, 0), -1);
        QCOMPARE(errno, ESRCH);
        fixture.pool.waitForDone();
        QVERIFY(QDir(fixture.options.temporaryParent).isEmpty());
    }

    void tellsWhenItStartsAgain()
    {
        EngineFixture fixture;
        fixture.options.backOff = {.firstMs = 60'000, .mostMs = 60'000, .failuresAllowed = 1000};
        EngineClient &client = fixture.start();
        QCOMPARE(client.restartInMs(), -1);
        QVERIFY(!fixture.draw(u"!crash"_s));
        until([&client] { return client.state() == EngineState::BackingOff; });
        QVERIFY(client.restartInMs() > 0);
        QVERIFY(client.restartInMs() <= 60'000);
        client.startByHand().detach();
        QCOMPARE(client.restartInMs(), -1);
    }
};

QTEST_GUILESS_MAIN(TestEngineClient)
#include "test_engineclient.moc"
