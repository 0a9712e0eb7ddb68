// The policy as a table: from what is seen to what may be done.
#include "gpu/share/guard/policy.h"
#include "gpu/share/guard/verdictjson.h"

#include <QTest>

#include <functional>

using namespace ain;
using namespace ain::share;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Start = 1'000'000; ///< monotonic
constexpr qint64 Present = Start + 3'600'000;
constexpr qint64 Gib = qint64(1) << 30;

struct World {
    Settings settings;
    Facts facts;
    Work work;
    Now now;

    void see(SensorId id, Seen seen, qint64 agoMs = 0)
    {
        const qint64 at = now.monotonicMs - agoMs;
        if (const auto *gpus = std::get_if<GpusSeen>(&seen))
            facts.gpus = remember(settings, facts.gpus, *gpus, at);
        facts.seen[std::size_t(id)] = Observation{.seen = std::move(seen), .source = u"test"_s, .atMs = at};
    }
    GpuSeen &gpu(qsizetype index = 0)
    {
        return std::get<GpusSeen>(facts.seen[std::size_t(SensorId::Gpu)]->seen).gpus[index];
    }
    void judgeGpus()
    {
        const GpusSeen seen = std::get<GpusSeen>(facts.of(SensorId::Gpu)->seen);
        see(SensorId::Gpu, seen);
    }
    [[nodiscard]] Verdict decided() const { return decide(settings, facts, work, now); }
};

GpuSeen card(const QString &id = u"00000000:01:00.0"_s)
{
    return {.pciId = id,
            .name = u"Test 9000"_s,
            .totalBytes = 24 * Gib,
            .freeBytes = 20 * Gib,
            .temperatureC = 50,
            .powerW = 100.0,
            .powerLimitW = 350.0};
}

/// Everything is there, and nothing stands in the way.
World fine()
{
    World world;
    world.settings.isOn = true;
    world.facts.startedMs = Start;
    world.now = {.wallMs = 1'795'375'000'000, .monotonicMs = Present};
    world.see(SensorId::Input, InputSeen{.isActive = false, .lastMs = Present - 600'000});
    world.see(SensorId::Session, SessionSeen{});
    world.see(SensorId::Fullscreen, FullscreenSeen{});
    world.see(SensorId::Game, GameSeen{});
    world.see(SensorId::Gpu, GpusSeen{{card()}});
    world.see(SensorId::Supply, SupplySeen{});
    world.see(SensorId::Network, NetworkSeen{});
    return world;
}

QString words(const Verdict &verdict)
{
    QStringList list;
    for (const Reason &reason : verdict.reasons)
        list.append(u"%1/%2"_s.arg(word(reason.id), word(reason.stop)));
    return list.join(u' ');
}

using Change = std::function<void(World &)>;

} // namespace

Q_DECLARE_METATYPE(Change)

class TestPolicy : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void table_data();
    void table();
    void statesFollowTheWork_data();
    void statesFollowTheWork();
    void theWaitIsTold();
    void heatHasHysteresis();
    void aPowerCapTakesBreaks();
    void everyReasonIsTold();
    void onlyTheEnginesGpuCountsWhileAnotherIsFree();
    void sinceIsKept();
    void clearReadingsHaveFigures();
    void jsonHasWhatProgramsNeed();
    void wordsAreDistinct();
};

void TestPolicy::table_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("reasons"); ///< with how what runs has to end
    QTest::addColumn<QString>("sensor"); ///< "id state why" of the one that is meant; empty: none

    const auto row = [](const char *name, const QString &reasons, const QString &sensor, Change change) {
        QTest::newRow(name) << std::move(change) << reasons << sensor;
    };
    const auto none = QString();
    row("nothing in the way", none, u"input clear"_s, [](World &) { });
    row("off", u"off/yield"_s, none, [](World &w) { w.settings.isOn = false; });
    row("panic", u"panic/free"_s, none, [](World &w) { w.settings.pause.kind = PauseKind::Panic; });
    row("panic while off", u"off/yield panic/free"_s, none, [](World &w) {
        w.settings.isOn = false;
        w.settings.pause.kind = PauseKind::Panic;
    });
    row("snoozed until started", u"snooze/yield"_s, none,
        [](World &w) { w.settings.pause.kind = PauseKind::UntilStarted; });
    row("snoozed", u"snooze/yield"_s, none,
        [](World &w) { w.settings.pause = {PauseKind::Timed, w.now.wallMs - 1000, w.now.wallMs + 1000}; });
    row("snooze is over", none, none,
        [](World &w) { w.settings.pause = {PauseKind::Timed, w.now.wallMs - 2000, w.now.wallMs}; });
    row("last job", u"finishing/drain"_s, none, [](World &w) {
        w.settings.isOn = false;
        w.work.isFinishing = true;
        w.work.running = 1;
    });
    row("last job, but the user is back", u"finishing/drain input/yield"_s, none, [](World &w) {
        w.settings.isOn = false;
        w.work.isFinishing = true;
        w.work.running = 1;
        w.see(SensorId::Input, InputSeen{.isActive = true});
    });
    row("last job is done", u"off/yield"_s, none, [](World &w) {
        w.settings.isOn = false;
        w.work.isFinishing = true;
    });
    row("own work", u"own_work/yield"_s, none, [](World &w) { w.work.isOwnRunning = true; });
    row("own work just ended", u"own_hold/drain"_s, none, [](World &w) { w.work.ownEndedMs = Present - 299'999; });
    row("own work ended five minutes ago", none, none, [](World &w) { w.work.ownEndedMs = Present - 300'000; });
    row("gave back just now", u"cooldown/drain"_s, none, [](World &w) { w.work.yieldedMs = Present - 29'999; });
    row("gave back long ago", none, none, [](World &w) { w.work.yieldedMs = Present - 30'000; });

    row("typing", u"input/yield"_s, u"input blocking input"_s,
        [](World &w) { w.see(SensorId::Input, InputSeen{.isActive = true}); });
    row("moved a moment ago", u"input/yield"_s, u"input blocking input"_s,
        [](World &w) { w.see(SensorId::Input, InputSeen{.lastMs = Present - 179'999}); });
    row("away for three minutes", none, u"input clear"_s,
        [](World &w) { w.see(SensorId::Input, InputSeen{.lastMs = Present - 180'000}); });
    row("locked: ten seconds are enough", none, u"session clear"_s, [](World &w) {
        w.see(SensorId::Session, SessionSeen{.isLocked = true});
        w.see(SensorId::Input, InputSeen{.lastMs = Present - 10'000});
    });
    row("typing at the locked screen", u"input/yield"_s, u"input blocking input"_s, [](World &w) {
        w.see(SensorId::Session, SessionSeen{.isLocked = true});
        w.see(SensorId::Input, InputSeen{.isActive = true});
    });
    row("woke just now", u"input/yield"_s, u"input blocking input"_s,
        [](World &w) { w.facts.wokeMs = Present - 5000; });
    row("no idle sensor", u"no_idle_sensor/yield"_s, u"input unavailable wayland"_s,
        [](World &w) { w.see(SensorId::Input, Absent{absence::Wayland}); });
    row("no idle sensor, and the user said so", none, u"input unavailable wayland"_s, [](World &w) {
        w.see(SensorId::Input, Absent{absence::Wayland});
        w.settings.withoutIdleSensor = true;
    });
    row("no idle sensor, said so, but woke just now", u"input/yield"_s, u"input unavailable wayland"_s, [](World &w) {
        w.see(SensorId::Input, Absent{absence::Wayland});
        w.settings.withoutIdleSensor = true;
        w.facts.wokeMs = Present - 5000;
    });
    row("said so, but there is a sensor", u"input/yield"_s, u"input blocking input"_s, [](World &w) {
        w.settings.withoutIdleSensor = true;
        w.see(SensorId::Input, InputSeen{.isActive = true});
    });
    row("input has not answered", u"measuring/drain"_s, u"input unavailable measuring"_s, [](World &w) {
        w.facts.seen[std::size_t(SensorId::Input)].reset();
        w.facts.startedMs = Present - 1000;
    });
    row("input never answers", u"no_idle_sensor/yield"_s, u"input unavailable measuring"_s,
        [](World &w) { w.facts.seen[std::size_t(SensorId::Input)].reset(); });
    row("another sensor has not answered", u"measuring/drain"_s, u"supply unavailable measuring"_s, [](World &w) {
        w.facts.seen[std::size_t(SensorId::Supply)].reset();
        w.facts.startedMs = Present - 1000;
    });
    row("another sensor never answers", none, u"supply unavailable measuring"_s,
        [](World &w) { w.facts.seen[std::size_t(SensorId::Supply)].reset(); });

    row("another session in front", u"session_away/free"_s, u"session blocking session_away"_s,
        [](World &w) { w.see(SensorId::Session, SessionSeen{.isInFront = false}); });
    row("goes to sleep", u"sleeping/yield"_s, u"session blocking sleeping"_s,
        [](World &w) { w.see(SensorId::Session, SessionSeen{.isSleeping = true}); });
    row("no session known", none, u"session unavailable no_bus"_s,
        [](World &w) { w.see(SensorId::Session, Absent{absence::NoBus}); });

    row("fullscreen", u"fullscreen/free"_s, u"fullscreen blocking fullscreen"_s,
        [](World &w) { w.see(SensorId::Fullscreen, FullscreenSeen{.isFullscreen = true, .program = u"game"_s}); });
    row("fullscreen allowed", none, u"fullscreen clear"_s, [](World &w) {
        w.see(SensorId::Fullscreen, FullscreenSeen{.isFullscreen = true});
        w.settings.pauseFullscreen = false;
    });
    row("fullscreen not to be known", none, u"fullscreen unavailable wayland"_s,
        [](World &w) { w.see(SensorId::Fullscreen, Absent{absence::Wayland}); });
    row("a game", u"game/free"_s, u"game blocking game"_s,
        [](World &w) { w.see(SensorId::Game, GameSeen{.count = 1}); });
    row("a game allowed", none, u"game clear"_s, [](World &w) {
        w.see(SensorId::Game, GameSeen{.count = 1});
        w.settings.pauseGame = false;
    });

    const auto user = [](World &w, GpuUser one) {
        w.gpu().users.append(std::move(one));
        w.judgeGpus();
    };
    row("another holds VRAM", u"gpu_busy/free"_s, u"gpu blocking gpu_busy"_s,
        [user](World &w) { user(w, {.pid = 7, .program = u"blender"_s, .bytes = 301 * 1024 * 1024}); });
    row("another holds a little", none, u"gpu clear"_s,
        [user](World &w) { user(w, {.pid = 7, .program = u"browser"_s, .bytes = 300 * 1024 * 1024}); });
    row("another computes", u"gpu_busy/free"_s, u"gpu blocking gpu_busy"_s,
        [user](World &w) { user(w, {.pid = 7, .program = u"trainer"_s, .smPercent = 6}); });
    row("another computes a little", none, u"gpu clear"_s,
        [user](World &w) { user(w, {.pid = 7, .program = u"trainer"_s, .smPercent = 5}); });
    row("the compositor holds VRAM", none, u"gpu clear"_s,
        [user](World &w) { user(w, {.pid = 7, .program = u"gnome-shell"_s, .bytes = 900 * 1024 * 1024}); });
    row("the compositor computes", u"gpu_busy/free"_s, u"gpu blocking gpu_busy"_s,
        [user](World &w) { user(w, {.pid = 7, .program = u"gnome-shell"_s, .smPercent = 40}); });
    row("an ignored program", none, u"gpu clear"_s, [user](World &w) {
        w.settings.ignoredPrograms = {u"blender"_s};
        user(w, {.pid = 7, .program = u"blender"_s, .bytes = 9 * Gib, .smPercent = 99});
    });
    row("others may", none, u"gpu clear"_s, [user](World &w) {
        w.settings.pauseOtherGpu = false;
        user(w, {.pid = 7, .program = u"blender"_s, .bytes = 9 * Gib, .smPercent = 99});
    });
    row("little VRAM is free", u"vram_low/free"_s, u"gpu blocking vram_low"_s, [](World &w) {
        w.gpu().freeBytes = 1536LL * 1024 * 1024 - 1;
        w.judgeGpus();
    });
    row("little VRAM beside our own model", none, u"gpu clear"_s, [](World &w) {
        w.gpu().freeBytes = 1000LL * 1024 * 1024;
        w.gpu().ownBytes = 8 * Gib;
        w.judgeGpus();
    });
    row("hardly any VRAM beside our own model", u"vram_low/free"_s, u"gpu blocking vram_low"_s, [](World &w) {
        w.gpu().freeBytes = 500LL * 1024 * 1024;
        w.gpu().ownBytes = 8 * Gib;
        w.judgeGpus();
    });
    row("hot", u"heat/yield"_s, u"heat blocking heat"_s, [](World &w) {
        w.gpu().temperatureC = 80;
        w.judgeGpus();
    });
    row("warm", none, u"heat clear"_s, [](World &w) {
        w.gpu().temperatureC = 79;
        w.judgeGpus();
    });
    row("temperature not told", none, u"heat unavailable not_told"_s, [](World &w) {
        w.gpu().temperatureC.reset();
        w.judgeGpus();
    });
    row("above the power cap", u"power/yield"_s, u"power blocking power"_s, [](World &w) {
        w.settings.powerCapW = 90;
        w.facts.gpus = {};
        w.judgeGpus();
    });
    row("below the power cap", none, u"power clear"_s, [](World &w) {
        w.settings.powerCapW = 110;
        w.judgeGpus();
    });
    row("the driver keeps the cap", none, u"power clear"_s, [](World &w) {
        w.settings.powerCapW = 90;
        w.gpu().powerLimitW = 90;
        w.judgeGpus();
    });
    row("a cap nobody can watch over", u"power_unknown/drain"_s, u"power blocking power_unknown"_s, [](World &w) {
        w.settings.powerCapW = 90;
        w.gpu().powerW.reset();
        w.gpu().powerLimitW.reset();
        w.facts.gpus = {};
        w.judgeGpus();
    });
    row("every GPU switched off", u"gpus_off/yield"_s, u"gpu blocking gpus_off"_s,
        [](World &w) { w.settings.gpusOff = {u"00000000:01:00.0"_s}; });
    row("one of two switched off", none, u"gpu clear"_s, [](World &w) {
        w.see(SensorId::Gpu, GpusSeen{{card(), card(u"2"_s)}});
        w.settings.gpusOff = {u"2"_s};
    });
    row("one of two is hot", none, u"heat clear"_s, [](World &w) {
        auto hot = card(u"2"_s);
        hot.temperatureC = 95;
        w.see(SensorId::Gpu, GpusSeen{{card(), hot}});
    });
    row("one is off, the other hot", u"heat/yield"_s, u"heat blocking heat"_s, [](World &w) {
        auto hot = card(u"2"_s);
        hot.temperatureC = 95;
        w.see(SensorId::Gpu, GpusSeen{{card(), hot}});
        w.settings.gpusOff = {u"00000000:01:00.0"_s};
    });
    row("no driver", none, u"gpu unavailable no_driver"_s,
        [](World &w) { w.see(SensorId::Gpu, Absent{absence::NoDriver}); });
    row("GPUs never answer", u"measuring/drain"_s, u"gpu unavailable measuring"_s,
        [](World &w) { w.facts.seen[std::size_t(SensorId::Gpu)].reset(); });
    row("GPUs not looked at lately", u"measuring/drain"_s, u"gpu unavailable resting"_s,
        [](World &w) { w.facts.seen[std::size_t(SensorId::Gpu)]->atMs = Present - GpuStaleMs - 1; });
    row("GPUs rest while the user is there", u"input/yield"_s, u"heat unavailable resting"_s, [](World &w) {
        w.facts.seen[std::size_t(SensorId::Gpu)]->atMs = Present - GpuStaleMs - 1;
        w.see(SensorId::Input, InputSeen{.isActive = true});
    });

    row("on battery", u"battery/yield"_s, u"supply blocking battery"_s,
        [](World &w) { w.see(SensorId::Supply, SupplySeen{.isOnBattery = true, .percent = 80}); });
    row("on battery, allowed", none, u"supply clear"_s, [](World &w) {
        w.see(SensorId::Supply, SupplySeen{.isOnBattery = true});
        w.settings.mainsOnly = false;
    });
    row("metered", u"metered/drain"_s, u"network blocking metered"_s,
        [](World &w) { w.see(SensorId::Network, NetworkSeen{.isMetered = true}); });
    row("metered, allowed", none, u"network clear"_s, [](World &w) {
        w.see(SensorId::Network, NetworkSeen{.isMetered = true});
        w.settings.unmeteredOnly = false;
    });
    row("network not told", none, u"network unavailable not_told"_s,
        [](World &w) { w.see(SensorId::Network, Absent{absence::NotTold}); });
    row("transferred enough today", u"data_cap/drain"_s, none, [](World &w) { w.work.dayBytes = 2 * Gib; });
    row("transferred any amount", none, none, [](World &w) {
        w.work.dayBytes = 900 * Gib;
        w.settings.dayBytes = 0;
    });
    row("outside the hours", u"hours/drain"_s, u"hours blocking hours"_s, [](World &w) { w.settings.hasHours = true; });
    row("within the hours", none, u"hours clear"_s, [](World &w) {
        w.settings.hasHours = true;
        for (auto &day : w.settings.hours)
            day = {{0, 1440}};
    });
}

void TestPolicy::table()
{
    QFETCH(Change, change);
    QFETCH(QString, reasons);
    QFETCH(QString, sensor);
    World world = fine();
    change(world);
    const Verdict verdict = world.decided();
    // The table names them as a set; their order is looked at elsewhere.
    QStringList got = words(verdict).split(u' ', Qt::SkipEmptyParts);
    QStringList expected = reasons.split(u' ', Qt::SkipEmptyParts);
    got.sort();
    expected.sort();
    QCOMPARE(got, expected);
    QCOMPARE(verdict.mayRun, reasons.isEmpty());
    QCOMPARE(verdict.sensors.size(), qsizetype(Sensors.size()));
    for (std::size_t i = 0; i < Sensors.size(); ++i)
        QCOMPARE(verdict.sensors[qsizetype(i)].id, Sensors[i]);
    if (sensor.isEmpty())
        return;
    bool isFound = false;
    for (const Reading &reading : verdict.sensors) {
        const QString told = u"%1 %2 %3"_s.arg(word(reading.id), word(reading.state), reading.why).trimmed();
        isFound = isFound || told == sensor;
    }
    QVERIFY2(isFound, qPrintable(sensor));
}

void TestPolicy::statesFollowTheWork_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("state");
    const auto row = [](const char *name, const QString &state, Change change) {
        QTest::newRow(name) << std::move(change) << state;
    };
    row("off", u"off"_s, [](World &w) { w.settings.isOn = false; });
    row("blocked", u"armed"_s, [](World &w) { w.see(SensorId::Input, InputSeen{.isActive = true}); });
    row("may, nothing loaded", u"warming"_s, [](World &) { });
    row("may, loaded", u"serving"_s, [](World &w) { w.work.isWarm = true; });
    row("runs", u"serving"_s, [](World &w) { w.work.running = 1; });
    row("runs the last one", u"draining"_s, [](World &w) {
        w.settings.isOn = false;
        w.work = {.running = 1, .isFinishing = true};
    });
    row("runs out of the hours", u"draining"_s, [](World &w) {
        w.settings.hasHours = true;
        w.work.running = 1;
    });
    row("runs, and the user is back", u"yielding"_s, [](World &w) {
        w.see(SensorId::Input, InputSeen{.isActive = true});
        w.work.running = 1;
    });
    row("on the ladder", u"yielding"_s, [](World &w) { w.work.isYielding = true; });
    row("on the ladder, switched off", u"yielding"_s, [](World &w) {
        w.work.isYielding = true;
        w.settings.isOn = false;
    });
    row("gave back", u"cooldown"_s, [](World &w) { w.work.yieldedMs = Present - 1; });
    row("gave back, and the user is there", u"cooldown"_s, [](World &w) {
        w.work.yieldedMs = Present - 1;
        w.see(SensorId::Input, InputSeen{.isActive = true});
    });
    row("gave back long ago", u"warming"_s, [](World &w) { w.work.yieldedMs = Present - 40'000; });
}

void TestPolicy::statesFollowTheWork()
{
    QFETCH(Change, change);
    QFETCH(QString, state);
    World world = fine();
    change(world);
    QCOMPARE(QString(word(world.decided().state)), state);
}

void TestPolicy::theWaitIsTold()
{
    World world = fine();
    world.see(SensorId::Input, InputSeen{.lastMs = Present - 40'000});
    Verdict verdict = world.decided();
    QCOMPARE(verdict.startsInMs, 140'000);
    QCOMPARE(verdict.nextInMs, 140'000);
    QCOMPARE(verdict.reasons.constFirst().args.value(u"ago_ms"_s).toLongLong(), 40'000);

    // The later of two decides when it starts, the earlier when something changes.
    world.work.yieldedMs = Present - 20'000;
    verdict = world.decided();
    QCOMPARE(verdict.startsInMs, 140'000);
    QCOMPARE(verdict.nextInMs, 10'000);

    // One without an end, and nobody knows when it starts.
    world.see(SensorId::Supply, SupplySeen{.isOnBattery = true});
    verdict = world.decided();
    QVERIFY(!verdict.startsInMs);
    QCOMPARE(verdict.nextInMs, 10'000);

    // While it may run, the end of the hours is the next event.
    world = fine();
    world.settings.hasHours = true;
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(world.now.wallMs, QTimeZone::utc());
    const int minute = local.time().msecsSinceStartOfDay() / 60'000;
    QVERIFY(minute > 0 && minute < 1438);
    world.settings.hours[std::size_t(local.date().dayOfWeek() - 1)] = {{0, minute + 1}};
    verdict = world.decided();
    QVERIFY(verdict.mayRun);
    QCOMPARE(verdict.nextInMs, 60'000 - local.time().msecsSinceStartOfDay() % 60'000);

    // A snooze never lasts longer than it was asked for, whatever became of the clock.
    world = fine();
    world.settings.pause = {PauseKind::Timed, world.now.wallMs + 86'400'000, world.now.wallMs + 86'400'000 + 900'000};
    QCOMPARE(world.decided().startsInMs, 900'000);
    // The data cap ends at the next local midnight, in any zone.
    world = fine();
    world.work.dayBytes = 3 * Gib;
    world.now.zone = QTimeZone("Asia/Seoul");
    const auto starts = world.decided().startsInMs;
    QVERIFY(starts && *starts > 0 && *starts <= 86'400'000);
    const QDateTime then = QDateTime::fromMSecsSinceEpoch(world.now.wallMs + *starts, world.now.zone);
    QCOMPARE(then.time(), QTime(0, 0));
}

void TestPolicy::heatHasHysteresis()
{
    World world = fine();
    const auto at = [&world](int celsius) {
        world.gpu().temperatureC = celsius;
        world.judgeGpus();
        return world.decided().mayRun;
    };
    QVERIFY(at(79));
    QVERIFY(!at(80));
    QVERIFY(!at(75));
    QVERIFY(!at(70));
    QVERIFY(at(69));
    QVERIFY(at(79));
    QVERIFY(!at(81));
}

void TestPolicy::aPowerCapTakesBreaks()
{
    World world = fine();
    world.settings.powerCapW = 200;
    const auto at = [&world](qint64 passMs, double watts) {
        world.now.monotonicMs += passMs;
        world.see(SensorId::Input, InputSeen{.lastMs = Present - 600'000});
        world.gpu().powerW = watts;
        world.judgeGpus();
        return world.decided();
    };
    QVERIFY(at(1000, 100).mayRun);
    // A spike is no mean.
    QVERIFY(at(1000, 400).mayRun);
    QVERIFY(at(1000, 150).mayRun);
    for (int i = 0; i < 60; ++i)
        (void)at(1000, 260);
    Verdict verdict = at(1000, 260);
    QVERIFY(!verdict.mayRun);
    QCOMPARE(verdict.reasons.constFirst().id, ReasonId::Power);
    QVERIFY(verdict.startsInMs && *verdict.startsInMs <= 60'000);
    // The break lasts, though nothing is drawn any more; then it goes on.
    verdict = at(*verdict.startsInMs - 1, 20);
    QVERIFY(!verdict.mayRun);
    verdict = at(1, 20);
    QVERIFY(verdict.mayRun);
}

void TestPolicy::everyReasonIsTold()
{
    World world = fine();
    world.work.isOwnRunning = true;
    world.work.yieldedMs = Present - 1000;
    world.work.running = 1;
    world.see(SensorId::Input, InputSeen{.isActive = true});
    world.see(SensorId::Fullscreen, FullscreenSeen{.isFullscreen = true});
    world.see(SensorId::Supply, SupplySeen{.isOnBattery = true});
    world.see(SensorId::Network, NetworkSeen{.isMetered = true});
    world.settings.hasHours = true;
    world.gpu().temperatureC = 90;
    world.gpu().users = {{.pid = 9, .program = u"game"_s, .bytes = 4 * Gib}};
    world.judgeGpus();
    const Verdict verdict = world.decided();
    QCOMPARE(words(verdict),
             u"own_work/yield input/yield fullscreen/free gpu_busy/free heat/yield battery/yield metered/drain "
             "hours/drain cooldown/drain"_s);
    QCOMPARE(verdict.stop, Stop::Free);
    QVERIFY(verdict.reason(ReasonId::Heat) != nullptr);
    QVERIFY(verdict.reason(ReasonId::Panic) == nullptr);
}

void TestPolicy::onlyTheEnginesGpuCountsWhileAnotherIsFree()
{
    World world = fine();
    auto hot = card(u"hot"_s);
    hot.temperatureC = 95;
    world.see(SensorId::Gpu, GpusSeen{{card(), hot}});
    world.work.running = 1;
    world.work.gpu = card().pciId;
    QVERIFY(world.decided().mayRun);
    world.work.gpu = u"hot"_s;
    Verdict verdict = world.decided();
    QCOMPARE(words(verdict), u"heat/yield"_s);
    QVERIFY(verdict.gpus[0].mayUse());
    QVERIFY(!verdict.gpus[1].mayUse());
    // Nothing runs there any more: the other one may.
    world.work.running = 0;
    QVERIFY(world.decided().mayRun);
    // Switched off under a running job.
    world = fine();
    world.see(SensorId::Gpu, GpusSeen{{card(), card(u"2"_s)}});
    world.work = {.running = 1, .gpu = u"2"_s};
    world.settings.gpusOff = {u"2"_s};
    QCOMPARE(words(world.decided()), u"gpus_off/yield"_s);
}

void TestPolicy::sinceIsKept()
{
    World world = fine();
    Verdict first = world.decided();
    stampSince(first, {});
    QCOMPARE(first.sensor(SensorId::Input)->sinceMs, Present);
    world.now.monotonicMs += 5000;
    world.see(SensorId::Supply, SupplySeen{.isOnBattery = true});
    Verdict second = world.decided();
    stampSince(second, first);
    QCOMPARE(second.sensor(SensorId::Input)->sinceMs, Present);
    QCOMPARE(second.sensor(SensorId::Supply)->sinceMs, Present + 5000);
}

void TestPolicy::clearReadingsHaveFigures()
{
    World world = fine();
    world.settings.pauseFullscreen = false;
    world.settings.mainsOnly = false;
    world.settings.powerCapW = 300;
    world.see(SensorId::Fullscreen, FullscreenSeen{.isFullscreen = true});
    world.see(SensorId::Supply, SupplySeen{.isOnBattery = true, .percent = 60});
    GpuSeen other = card(u"00000000:02:00.0"_s);
    other.temperatureC = 61;
    other.powerW = 40;
    other.ownBytes = 1;
    other.users = {GpuUser{.pid = 7, .bytes = 1000}, GpuUser{.pid = 8, .bytes = 500}};
    GpuSeen off = card(u"00000000:03:00.0"_s);
    off.temperatureC = 79;
    off.powerW = 200;
    world.settings.gpusOff = {off.pciId};
    world.see(SensorId::Gpu, GpusSeen{{card(), other, off}});
    const Verdict verdict = world.decided();
    const auto figure = [&verdict](SensorId id, const QString &name) {
        const Reading *reading = verdict.sensor(id);
        return reading != nullptr && reading->state == SensorState::Clear ? reading->args.value(name) : QVariant();
    };
    QCOMPARE(figure(SensorId::Input, u"ago_ms"_s).toLongLong(), 600'000);
    QCOMPARE(figure(SensorId::Session, u"is_locked"_s), QVariant(false));
    QCOMPARE(figure(SensorId::Fullscreen, u"is_fullscreen"_s), QVariant(true));
    QCOMPARE(figure(SensorId::Game, u"count"_s), QVariant(0));
    QCOMPARE(figure(SensorId::Supply, u"is_on_battery"_s), QVariant(true));
    QCOMPARE(figure(SensorId::Supply, u"percent"_s), QVariant(60));
    QCOMPARE(figure(SensorId::Network, u"is_metered"_s), QVariant(false));
    QCOMPARE(figure(SensorId::Hours, u"has_hours"_s), QVariant(false));
    QCOMPARE(figure(SensorId::Heat, u"celsius"_s), QVariant(61)); // a GPU that is off is not shared
    QCOMPARE(figure(SensorId::Gpu, u"other_bytes"_s).toLongLong(), 1500);
    QCOMPARE(figure(SensorId::Gpu, u"free_bytes"_s).toLongLong(), 40 * Gib);
    // The power of the card that our engine is on, even where another one draws more.
    QCOMPARE(figure(SensorId::Power, u"watts"_s), QVariant(40));
    QCOMPARE(figure(SensorId::Power, u"is_own"_s), QVariant(true));
    QCOMPARE(figure(SensorId::Power, u"cap_w"_s), QVariant(300));
    // What is not told is not made up.
    other.users[1].bytes.reset();
    world.see(SensorId::Gpu, GpusSeen{{other}});
    QVERIFY(!world.decided().sensor(SensorId::Gpu)->args.contains(u"other_bytes"_s));
    other.temperatureC.reset();
    world.see(SensorId::Gpu, GpusSeen{{other}});
    QVERIFY(world.decided().sensor(SensorId::Heat)->args.isEmpty());
    QCOMPARE(world.decided().sensor(SensorId::Heat)->state, SensorState::Unavailable);
}

void TestPolicy::jsonHasWhatProgramsNeed()
{
    World world = fine();
    world.see(SensorId::Input, InputSeen{.lastMs = Present - 40'000});
    world.see(SensorId::Fullscreen, Absent{absence::Wayland});
    Verdict verdict = world.decided();
    stampSince(verdict, {});
    json::Object yields;
    yields.set(u"compute"_s, 12);
    const json::Object object = toJson(verdict, yields);
    QCOMPARE(object[u"state"].string(), u"armed"_s);
    QCOMPARE(object[u"reason"].string(), u"input"_s);
    QCOMPARE(object[u"next"][u"in_ms"].toInteger(), 140'000);
    QCOMPARE(object[u"next"][u"at"].toInteger(), world.now.wallMs + 140'000);
    QCOMPARE(object[u"starts_in_ms"].toInteger(), 140'000);
    QCOMPARE(object[u"sensors"].array().size(), Sensors.size());
    QCOMPARE(object[u"sensors"].array()[2][u"why"].string(), u"wayland"_s);
    QCOMPARE(object[u"reasons"].array()[0][u"args"][u"ago_ms"].toInteger(), 40'000);
    QCOMPARE(object[u"reasons"].array()[0][u"args"][u"is_active"].toBool(true), false);
    QCOMPARE(object[u"yield_ms"][u"compute"].toInteger(), 12);
    QVERIFY(toJson(fine().decided())[u"reason"].isNull());
    QVERIFY(toJson(fine().decided())[u"next"].isNull());
}

void TestPolicy::wordsAreDistinct()
{
    QStringList all;
    for (int i = 0; i < ReasonCount; ++i)
        all.append(word(ReasonId(i)));
    QCOMPARE(all.constLast(), u"measuring"_s);
    QCOMPARE(all.removeDuplicates(), 0);
    QVERIFY(!all.contains(QString()));
}

QTEST_GUILESS_MAIN(TestPolicy)
#include "test_policy.moc"
