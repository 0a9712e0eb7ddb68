// The ladder over the real supervisor, with an engine that behaves as it is told to.
#include "gpu/share/yield/yielddriver.h"
#include "gpu/share/yield/yieldladder.h"
#include "tests/support/engine/enginefixture.h"
#include "tests/support/share/guardfakes.h"
#include "tests/support/share/procstate.h"

#include <QSignalSpy>
#include <QTest>

#include <csignal>

using namespace ain;
using namespace ain::engine;
using namespace ain::share;
using namespace ain::testing;

namespace {

struct Stage {
    explicit Stage(const QString &script = {}, LadderOptions options = {})
    {
        // Long enough that only what a test waits for can happen.
        fixture.options.times.cancelMs = 60'000;
        fixture.start(script);
        ladder = std::make_unique<YieldLadder>(client(), fixture.clock, fixture.pool, std::move(options));
        ladder->handBack = [this](const QString &job, YieldKind kind) { back.append({job, kind}); };
        QObject::connect(ladder.get(), &YieldLadder::yielded, &context,
                         [this](const YieldTimes &times) { done.append(times); });
        ladder->allow();
    }
    EngineClient &client() { return *fixture.client; }

    /// A job of others, sampling already.
    Task<Drawn> foreign(const QString &id, const QString &prompt, int steps = 100)
    {
        bool isSampling = false;
        QObject waiting;
        QObject::connect(&client(), &EngineClient::progressed, &waiting, [&](const Progress &progress) {
            isSampling = isSampling || (progress.id == id && progress.phase == Phase::Sample);
        });
        ladder->jobStarted(id);
        auto task = client().draw(id, fixture.order(prompt, 1, steps));
        until([&] { return isSampling || task.isFinished(); });
        return task;
    }
    void yield(YieldKind kind = YieldKind::Soft) { ladder->yield(kind, fixture.clock.monotonicMs()); }
    YieldTimes waitForYield()
    {
        until([this] { return !ladder->isYielding(); });
        return done.isEmpty() ? YieldTimes() : done.constLast();
    }

    EngineFixture fixture;
    std::unique_ptr<YieldLadder> ladder;
    QObject context;
    QList<std::pair<QString, YieldKind>> back;
    QList<YieldTimes> done;
};

const QString Polite = QStringLiteral("!slow ms=5");
const QString Deaf = QStringLiteral("!deaf-to-cancel ms=20");

} // namespace

class TestLadder : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPoliteEngineStopsByItself()
    {
        // Whatever the machine does meanwhile, it gets the time to answer.
        Stage stage({}, {.ackMs = 30'000, .handBackMs = 30'000});
        auto task = stage.foreign(u"a"_s, Polite, 10'000);
        const qint64 pid = stage.client().pid();
        const auto ticket = stage.ladder->token().take();
        QVERIFY(ticket);
        stage.yield();
        QVERIFY(!stage.ladder->token().isValid(*ticket));
        const YieldTimes times = stage.waitForYield();
        QCOMPARE(stage.back, (QList<std::pair<QString, YieldKind>>{{u"a"_s, YieldKind::Soft}}));
        QVERIFY(times.hadJob && times.revokeMs >= 0 && times.cancelMs >= 0 && times.ackMs >= 0);
        QCOMPARE(times.freezeMs, -1);
        QCOMPARE(times.goneMs, -1);
        QVERIFY(times.computeMs >= times.cancelMs && times.handBackMs >= times.computeMs);
        const auto drawn = await(std::move(task));
        QVERIFY(!drawn);
        QCOMPARE(drawn.error().code, errors::Cancelled);
        QCOMPARE(stage.client().pid(), pid);
        QVERIFY(!stage.client().isFrozen());
        QCOMPARE(stage.ladder->jobs(), 0);
        // Allowed again: the same engine goes on.
        QVERIFY(!stage.ladder->token().take());
        stage.ladder->allow();
        QVERIFY(stage.ladder->token().take());
        QVERIFY(await(stage.foreign(u"b"_s, u"x"_s, 2)));
    }

    void aDeafEngineIsFrozen()
    {
        Stage stage({}, {.ackMs = 20, .freezeMs = 20'000, .handBackMs = 20'000, .thawAfterMs = 3'600'000});
        auto task = stage.foreign(u"a"_s, Deaf, 10'000);
        const qint64 pid = stage.client().pid();
        stage.yield();
        const YieldTimes times = stage.waitForYield();
        QVERIFY(times.freezeMs >= 20);
        QCOMPARE(times.ackMs, -1);
        QCOMPARE(times.computeMs, times.freezeMs);
        QCOMPARE(stage.back.size(), 1);
        QVERIFY(isStopped(pid));
        const qint64 used = ticks(pid);
        (void)await(sleepFor(&stage.context, 150));
        QCOMPARE(ticks(pid), used);
        QVERIFY(isStopped(pid));
        QVERIFY(!task.isFinished());
        // Its time to end only runs while it may.
        stage.client().thaw();
        QVERIFY(!isStopped(pid));
        until([&] { return stage.client().pid() != pid || task.isFinished() || !stage.client().isFrozen(); });
    }

    void thawsAfterTheLastInputAndUnloads()
    {
        Stage stage({}, {.ackMs = 0, .thawAfterMs = 150, .unloadAfterMs = 400});
        auto task = stage.foreign(u"a"_s, Polite, 10'000);
        const qint64 pid = stage.client().pid();
        QSignalSpy back(stage.ladder.get(), &YieldLadder::memoryBack);
        stage.client().freeze(); // so that it surely does not answer before
        stage.yield();
        (void)stage.waitForYield();
        QVERIFY(isStopped(pid));
        const qint64 begin = stage.fixture.clock.monotonicMs();
        stage.ladder->userInput();
        until([&] { return !isStopped(pid); });
        QVERIFY(stage.fixture.clock.monotonicMs() - begin >= 135); // timers of this kind may be 5 % early
        QCOMPARE(await(std::move(task)).error().code, errors::Cancelled);
        until([&] { return !back.isEmpty(); });
        QCOMPARE(stage.client().pid(), pid); // only the model went
        QCOMPARE(stage.client().ladder().memoryBackMs.count(), 1);
    }

    void anEngineThatStaysFrozenIsKilledForItsMemory()
    {
        Stage stage({}, {.ackMs = 0, .thawAfterMs = 3'600'000, .unloadAfterMs = 100});
        auto task = stage.foreign(u"a"_s, Deaf, 10'000);
        const qint64 pid = stage.client().pid();
        stage.yield();
        until([&] { return stage.client().pid() == 0; });
        QVERIFY(threadStates(pid).isEmpty());
        QVERIFY(!await(std::move(task)));
    }

    void aHardYieldKills()
    {
        for (const QString &prompt : {Polite, Deaf, u"!hang"_s, u"!spin"_s}) {
            Stage stage;
            stage.ladder->jobStarted(u"a"_s);
            auto task = stage.client().draw(u"a"_s, stage.fixture.order(prompt, 1, 10'000));
            until([&] {
                return stage.client().state() == EngineState::Busy || stage.client().state() == EngineState::Loading;
            });
            const qint64 pid = stage.client().pid();
            stage.yield(YieldKind::Hard);
            const YieldTimes times = stage.waitForYield();
            QVERIFY(threadStates(pid).isEmpty());
            QCOMPARE(times.kind, YieldKind::Hard);
            QVERIFY(times.hadJob && times.goneMs >= 0 && times.memoryMs >= 0 && times.computeMs >= 0);
            QVERIFY(times.computeMs <= times.goneMs);
            QCOMPARE(stage.back, (QList<std::pair<QString, YieldKind>>{{u"a"_s, YieldKind::Hard}}));
            QVERIFY(!await(std::move(task)));
            // Nothing is left, so nothing is measured.
            stage.yield(YieldKind::Hard);
            QVERIFY(!stage.ladder->isYielding());
            QCOMPARE(stage.done.size(), 1);
        }
    }

    void aGameAfterAMouseTakesTheMemoryToo()
    {
        Stage stage({}, {.ackMs = 0, .thawAfterMs = 3'600'000});
        auto task = stage.foreign(u"a"_s, Deaf, 10'000);
        const qint64 pid = stage.client().pid();
        stage.yield();
        (void)stage.waitForYield();
        QVERIFY(isStopped(pid));
        stage.yield(YieldKind::Hard);
        const YieldTimes times = stage.waitForYield();
        QVERIFY(threadStates(pid).isEmpty());
        QVERIFY(times.memoryMs >= 0);
        QVERIFY(!times.hadJob); // it was handed back before
        QCOMPARE(times.computeMs, -1);
        QCOMPARE(stage.back.size(), 1);
        QVERIFY(!await(std::move(task)));
    }

    void anEngineThatDiesOnTheLadderIsNoTrouble()
    {
        Stage stage({}, {.ackMs = 60'000, .handBackMs = 60'000});
        auto task = stage.foreign(u"a"_s, Deaf, 10'000);
        ::kill(pid_t(stage.client().pid()), SIGKILL);
        stage.yield();
        const YieldTimes times = stage.waitForYield();
        QVERIFY(times.goneMs >= 0);
        QCOMPARE(stage.back.size(), 1);
        QVERIFY(!await(std::move(task)));
    }

    void theUsersOwnPictureGoesOn()
    {
        Stage stage({}, {.unloadAfterMs = 50});
        auto own = stage.client().draw(u"own"_s, stage.fixture.order(u"!slow ms=10"_s, 1, 60));
        stage.ladder->jobStarted(u"theirs"_s);
        auto theirs = stage.client().draw(u"theirs"_s, stage.fixture.order(u"x"_s));
        until([&] { return stage.client().state() == EngineState::Busy; });
        const qint64 pid = stage.client().pid();
        stage.yield(YieldKind::Hard);
        (void)stage.waitForYield();
        QCOMPARE(stage.back.size(), 1);
        QCOMPARE(await(std::move(theirs)).error().code, errors::Cancelled);
        QVERIFY(await(std::move(own)));
        QCOMPARE(stage.client().pid(), pid);
        // Nor is the model they draw with taken from them.
        stage.yield();
        stage.yield(YieldKind::Hard);
        (void)await(sleepFor(&stage.context, 150));
        QCOMPARE(stage.client().pid(), pid);
        QCOMPARE(stage.client().ladder().memoryBackMs.count(), 0);
    }

    void theUsersOrderThawsAFrozenEngine()
    {
        Stage stage({}, {.ackMs = 0, .thawAfterMs = 3'600'000});
        auto theirs = stage.foreign(u"a"_s, Polite, 10'000);
        stage.client().freeze();
        stage.yield();
        (void)stage.waitForYield();
        QVERIFY(isStopped(stage.client().pid()));
        const auto own = await(stage.client().draw(u"own"_s, stage.fixture.order(u"mine"_s)));
        QVERIFY(own);
        QCOMPARE(await(std::move(theirs)).error().code, errors::Cancelled);
    }

    void measurementsAreKept()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"yield.json"_s);
        {
            Stage stage({}, {.historyPath = path});
            for (int i = 0; i < 3; ++i) {
                stage.ladder->allow();
                auto task = stage.foreign(u"job-%1"_s.arg(i), Polite, 10'000);
                stage.yield();
                (void)stage.waitForYield();
                stage.client().thaw();
                (void)await(std::move(task));
            }
            stage.fixture.pool.waitForDone();
        }
        QCOMPARE(YieldHistory::load(path).times().size(), 3);
        Stage next({}, {.historyPath = path});
        QCOMPARE(next.ladder->history().percentiles(&YieldTimes::computeMs)->count, 3);
    }

    void fromTheMouseToTheFreeGpu()
    {
        test::TwoClocks guardClock;
        std::vector<std::unique_ptr<Source>> sources;
        auto input = std::make_unique<test::FakeSource>(SensorId::Input, guardClock);
        test::FakeSource &mouse = *input;
        sources.push_back(std::move(input));
        Settings settings;
        settings.isOn = true;
        Guard guard(guardClock, std::move(sources), settings);
        guard.start();
        Stage stage({}, {.thawAfterMs = 20});
        stage.ladder->closeDoor();
        YieldDriver driver(guard, *stage.ladder, stage.fixture.clock);
        QVERIFY(!stage.ladder->token().take());
        mouse.say(InputSeen{.isActive = false, .lastMs = guardClock.monotonic});
        guardClock.pass(200'000);
        guard.refresh();
        QVERIFY(guard.verdict().mayRun);
        QVERIFY(stage.ladder->token().take());
        auto task = stage.foreign(u"a"_s, Polite, 10'000);
        guard.setRunning(1, true);
        QCOMPARE(guard.verdict().state, State::Serving);

        mouse.say(InputSeen{.isActive = true, .lastMs = guardClock.monotonic});
        QVERIFY(!stage.ladder->token().take()); // within the same call
        QCOMPARE(guard.verdict().state, State::Yielding);
        const YieldTimes times = stage.waitForYield();
        QVERIFY(times.hadJob && times.computeMs >= 0);
        guard.setRunning(0, true);
        QCOMPARE(guard.verdict().state, State::Cooldown);
        QVERIFY(guard.verdict().reason(ReasonId::Input) != nullptr);
        QVERIFY(!await(std::move(task)));

        mouse.say(InputSeen{.isActive = false, .lastMs = guardClock.monotonic});
        guardClock.pass(200'000);
        guard.refresh();
        QVERIFY(stage.ladder->token().take());
    }
};

QTEST_GUILESS_MAIN(TestLadder)
#include "test_ladder.moc"
