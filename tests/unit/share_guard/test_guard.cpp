// The guard with sensors that the test feeds: what it emits, keeps and forgets.
#include "gpu/share/guard/bestsource.h"
#include "gpu/share/guard/gpusource.h"
#include "gpu/share/guard/guard.h"
#include "gpu/share/guard/powersupply.h"
#include "tests/support/share/guardfakes.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace ain;
using namespace ain::share;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Minute = 60'000;

struct House {
    explicit House(Settings settings = on())
    {
        std::vector<std::unique_ptr<Source>> sources;
        for (auto **one : {&input, &session, &gpus}) {
            const SensorId id = one == &input ? SensorId::Input : one == &session ? SensorId::Session : SensorId::Gpu;
            auto source = std::make_unique<FakeSource>(id, clock);
            *one = source.get();
            sources.push_back(std::move(source));
        }
        guard = std::make_unique<Guard>(clock, std::move(sources), std::move(settings),
                                        [] { return QTimeZone("Asia/Seoul"); });
        guard->start();
        clock.pass(AnswerMs + 1); // those that are not there count as unavailable
        guard->refresh();
    }
    static Settings on()
    {
        Settings settings;
        settings.isOn = true;
        return settings;
    }
    void seeGpu(int celsius = 50)
    {
        gpus->say(GpusSeen{{GpuSeen{
            .pciId = u"1"_s, .totalBytes = qint64(8) << 30, .freeBytes = qint64(8) << 30, .temperatureC = celsius}}});
    }
    /// Everything says that the user is away.
    void leave()
    {
        input->say(InputSeen{.isActive = false, .lastMs = clock.monotonic});
        session->say(SessionSeen{});
        clock.pass(3 * Minute);
        seeGpu();
        guard->refresh();
    }
    [[nodiscard]] QString first() const
    {
        const Verdict verdict = guard->verdict();
        return verdict.reasons.isEmpty() ? QString() : QString(word(verdict.reasons.constFirst().id));
    }

    TwoClocks clock;
    FakeSource *input = nullptr;
    FakeSource *session = nullptr;
    FakeSource *gpus = nullptr;
    std::unique_ptr<Guard> guard;
};

} // namespace

class TestGuard : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsAtOnceAndOnlyChanges()
    {
        House house;
        QVERIFY(house.input->hasStarted);
        QCOMPARE(house.first(), u"no_idle_sensor"_s); // it has not answered
        QSignalSpy changed(house.guard.get(), &Guard::changed);
        QSignalSpy returned(house.guard.get(), &Guard::userReturned);
        house.leave();
        QVERIFY(house.guard->verdict().mayRun);
        QVERIFY(changed.constLast().at(0).value<Verdict>().mayRun);
        const auto count = changed.count();
        house.clock.pass(500);
        house.guard->refresh();
        house.seeGpu(51);
        QCOMPARE(changed.count(), count);

        house.input->say(InputSeen{.isActive = true, .lastMs = house.clock.monotonic});
        QCOMPARE(changed.count(), count + 1);
        QCOMPARE(returned.count(), 1);
        QVERIFY(!changed.constLast().at(0).value<Verdict>().mayRun);
        QCOMPARE(changed.constLast().at(0).value<Verdict>().stop, Stop::Yield);
        house.input->say(InputSeen{.isActive = true, .lastMs = house.clock.monotonic});
        QCOMPARE(returned.count(), 1); // still the same return
        QCOMPARE(changed.count(), count + 1);
    }

    void gpusAreAskedOnlyWhenTheyDecide()
    {
        House house;
        QVERIFY(!house.gpus->isNeeded);
        house.input->say(InputSeen{.isActive = false, .lastMs = house.clock.monotonic});
        QVERIFY(!house.gpus->isNeeded);
        house.clock.pass(3 * Minute - 4000);
        house.guard->refresh();
        QVERIFY(house.gpus->isNeeded); // a little before
        house.clock.pass(4000);
        house.guard->refresh();
        QCOMPARE(house.first(), u"measuring"_s);
        house.seeGpu();
        QVERIFY(house.guard->verdict().mayRun);
        // Not a word for long: what was true is not known any more.
        house.clock.pass(GpuStaleMs + 1);
        QVERIFY(!house.guard->verdict().mayRun);
        house.seeGpu();
        house.input->say(InputSeen{.isActive = true});
        QVERIFY(!house.gpus->isNeeded);
        house.guard->setWatched(true);
        QVERIFY(house.gpus->isNeeded);
        house.guard->setWatched(false);
        house.guard->turnOff();
        house.leave();
        QVERIFY(!house.gpus->isNeeded);
    }

    void snoozeLastsRunningTime()
    {
        House house;
        house.leave();
        QSignalSpy stored(house.guard.get(), &Guard::settingsChanged);
        house.guard->snooze(15 * Minute);
        QCOMPARE(house.first(), u"snooze"_s);
        QCOMPARE(stored.count(), 1);
        house.clock.pass(5 * Minute);
        // The clock is set back by a day, then forward by two: ten minutes are left all the same.
        for (const qint64 jump : {-24 * 60 * Minute, 48 * 60 * Minute}) {
            house.clock.wall += jump;
            house.guard->refresh();
            const Verdict verdict = house.guard->verdict();
            QVERIFY(verdict.reason(ReasonId::Snooze) != nullptr);
            QCOMPARE(verdict.reason(ReasonId::Snooze)->clearsInMs, 10 * Minute);
        }
        house.clock.pass(10 * Minute);
        house.seeGpu();
        house.guard->refresh();
        QVERIFY(house.guard->verdict().mayRun);
        QCOMPARE(house.guard->settings().pause.kind, PauseKind::None);
        QCOMPARE(stored.constLast().at(0).value<Settings>().pause.kind, PauseKind::None);

        house.guard->snoozeUntilStarted();
        house.clock.pass(1000 * Minute);
        house.guard->refresh();
        QCOMPARE(house.first(), u"snooze"_s);
        house.guard->turnOn();
        house.seeGpu();
        QVERIFY(house.guard->verdict().mayRun);
    }

    void wakingUpIsBeingThere()
    {
        House house;
        house.leave();
        QVERIFY(house.guard->verdict().mayRun);
        house.session->say(SessionSeen{.isSleeping = true});
        QCOMPARE(house.first(), u"sleeping"_s);
        house.clock.wall += 8 * 60 * Minute; // the monotonic clock slept too
        house.session->say(SessionSeen{});
        house.seeGpu();
        QCOMPARE(house.first(), u"input"_s);
        QVERIFY(house.guard->verdict().reasons.constFirst().args.value(u"woke"_s).toBool());
        house.clock.pass(3 * Minute);
        house.seeGpu();
        QVERIFY(house.guard->verdict().mayRun);
        // The same when nobody said a word before the clock jumped.
        house.clock.wall += 60 * Minute;
        house.guard->refresh();
        QCOMPARE(house.first(), u"input"_s);
    }

    void panicStaysUntilStarted()
    {
        House house;
        house.leave();
        house.guard->setRunning(1, true);
        QCOMPARE(house.guard->verdict().state, State::Serving);
        house.guard->panic();
        QCOMPARE(house.guard->verdict().stop, Stop::Free);
        QCOMPARE(house.guard->verdict().state, State::Yielding);
        // It survives a restart.
        const auto loaded = loadSettings(saveSettings(house.guard->settings()));
        QVERIFY(loaded);
        House next(loaded->settings);
        next.leave();
        QCOMPARE(next.first(), u"panic"_s);
        next.guard->turnOn();
        QVERIFY(next.guard->verdict().mayRun);
    }

    void finishesThenStops()
    {
        House house;
        house.leave();
        house.guard->setRunning(1, true);
        house.guard->finishThenStop();
        Verdict verdict = house.guard->verdict();
        QCOMPARE(verdict.state, State::Draining);
        QCOMPARE(verdict.stop, Stop::Drain);
        QVERIFY(!verdict.mayRun);
        QVERIFY(!house.guard->settings().isOn); // a crash now does not turn it on again
        house.guard->setRunning(0, true);
        verdict = house.guard->verdict();
        QCOMPARE(verdict.state, State::Off);
        QVERIFY(!house.guard->work().isFinishing);
        house.guard->setRunning(1, true); // a late one is none that may be finished
        QCOMPARE(house.guard->verdict().state, State::Yielding);
    }

    void ownWorkFirstAndCooldown()
    {
        House house;
        house.leave();
        house.guard->setOwnWork(true);
        QCOMPARE(house.first(), u"own_work"_s);
        house.guard->setOwnWork(false);
        QCOMPARE(house.first(), u"own_hold"_s);
        QCOMPARE(house.guard->verdict().reasons.constFirst().clearsInMs, 5 * Minute);
        house.clock.pass(5 * Minute);
        house.seeGpu();
        QVERIFY(house.guard->verdict().mayRun);
        house.guard->setYielding(true);
        QCOMPARE(house.guard->verdict().state, State::Yielding);
        house.guard->setYielding(false);
        QCOMPARE(house.guard->verdict().state, State::Cooldown);
        house.clock.pass(30'000);
        house.seeGpu();
        QVERIFY(house.guard->verdict().mayRun);
    }

    void settingsKeepSwitchAndPause()
    {
        House house;
        house.guard->snooze(Minute);
        QSignalSpy stored(house.guard.get(), &Guard::settingsChanged);
        Settings settings;
        settings.idleS = 1; // below what is allowed
        house.guard->setSettings(settings);
        QCOMPARE(stored.count(), 1);
        QCOMPARE(house.guard->settings().idleS, 10);
        QVERIFY(house.guard->settings().isOn);
        QCOMPARE(house.guard->settings().pause.kind, PauseKind::Timed);
        house.guard->setSettings(house.guard->settings());
        QCOMPARE(stored.count(), 1);
    }

    void theBestSourceThatAnswersIsHeard()
    {
        TwoClocks clock;
        std::vector<std::unique_ptr<Source>> sources;
        QList<FakeSource *> fakes;
        for (int i = 0; i < 3; ++i) {
            auto source = std::make_unique<FakeSource>(SensorId::Input, clock);
            fakes.append(source.get());
            sources.push_back(std::move(source));
        }
        BestSource best(SensorId::Input, std::move(sources));
        QList<Observation> heard;
        connect(&best, &Source::observed, this, [&heard](const Observation &one) { heard.append(one); });
        best.start();
        fakes[0]->say(Absent{absence::NoService});
        fakes[1]->say(Absent{absence::Wayland});
        QVERIFY(heard.isEmpty()); // the third may still know
        fakes[2]->say(Absent{absence::NoBus});
        QCOMPARE(std::get<Absent>(heard.constLast().seen).why, QString(absence::Wayland));
        fakes[2]->say(InputSeen{.isActive = true});
        QVERIFY(std::get<InputSeen>(heard.constLast().seen).isActive);
        fakes[1]->say(InputSeen{.isActive = false, .lastMs = 7});
        QCOMPARE(std::get<InputSeen>(heard.constLast().seen).lastMs, 7);
        fakes[2]->say(InputSeen{.isActive = true});
        QCOMPARE(std::get<InputSeen>(heard.constLast().seen).lastMs, 7); // the better one counts
        fakes[1]->say(Absent{absence::NoService});
        QVERIFY(std::get<InputSeen>(heard.constLast().seen).isActive);
    }

    void theSlowerSourceSaysHowFullTheBatteryIs()
    {
        TwoClocks clock;
        std::vector<std::unique_ptr<Source>> sources;
        QList<FakeSource *> fakes;
        for (int i = 0; i < 2; ++i) {
            auto source = std::make_unique<FakeSource>(SensorId::Supply, clock);
            fakes.append(source.get());
            sources.push_back(std::move(source));
        }
        BestSource best(SensorId::Supply, std::move(sources));
        SupplySeen heard;
        connect(&best, &Source::observed, this,
                [&heard](const Observation &one) { heard = std::get<SupplySeen>(one.seen); });
        best.start();
        fakes[1]->say(SupplySeen{.isOnBattery = true, .percent = 82});
        QVERIFY(heard.isOnBattery);
        fakes[0]->say(SupplySeen{.isOnBattery = false});
        QVERIFY(!heard.isOnBattery); // the better one knows that first
        QCOMPARE(heard.percent, 82);
        fakes[1]->say(SupplySeen{.isOnBattery = true, .percent = 81});
        QVERIFY(!heard.isOnBattery);
        QCOMPARE(heard.percent, 81);
        fakes[1]->say(Absent{absence::NotTold});
        QVERIFY(!heard.percent);
    }

    void ourEngineIsNoOtherProgram()
    {
        QTemporaryDir proc;
        QVERIFY(QDir(proc.path()).mkpath(u"12"_s));
        QFile comm(proc.filePath(u"12/comm"_s));
        QVERIFY(comm.open(QIODevice::WriteOnly));
        comm.write("blender\n");
        comm.close();
        device::Gpu gpu;
        gpu.totalBytes = 100;
        gpu.processes = {{.pid = 11, .bytes = 60},
                         {.pid = 12, .bytes = 20, .smPercent = 3},
                         {.pid = 12, .bytes = 30, .draws = true},
                         {.pid = 13}};
        const GpusSeen seen = gpusSeen({gpu}, {11}, proc.path());
        QCOMPARE(seen.gpus.size(), 1);
        QCOMPARE(seen.gpus[0].pciId, u"gpu-0"_s);
        QCOMPARE(seen.gpus[0].ownBytes, 60);
        QCOMPARE(seen.gpus[0].users.size(), 2);
        QCOMPARE(seen.gpus[0].users[0].program, u"blender"_s);
        QCOMPARE(seen.gpus[0].users[0].bytes, 30);
        QCOMPARE(seen.gpus[0].users[0].smPercent, 3);
        QVERIFY(seen.gpus[0].users[1].program.isEmpty());
    }

    void kernelsPowerSupplies_data()
    {
        QTest::addColumn<QStringList>("files"); ///< "path=content"
        QTest::addColumn<QString>("meant");
        const QStringList battery{u"BAT0/type=Battery"_s, u"BAT0/status=Discharging"_s, u"BAT0/capacity=63"_s};
        QTest::newRow("none") << QStringList{} << u"mains"_s;
        QTest::newRow("battery") << battery << u"battery 63"_s;
        QTest::newRow("battery, plugged in")
            << battery + QStringList{u"AC/type=Mains"_s, u"AC/online=1"_s} << u"mains 63"_s;
        QTest::newRow("battery, unplugged")
            << battery + QStringList{u"AC/type=Mains"_s, u"AC/online=0"_s} << u"battery 63"_s;
        QTest::newRow("full") << QStringList{u"BAT0/type=Battery"_s, u"BAT0/status=Full"_s, u"BAT0/capacity=x"_s}
                              << u"mains"_s;
        QTest::newRow("a mouse's") << QStringList{u"M/type=Battery"_s, u"M/scope=Device"_s, u"M/status=Discharging"_s}
                                   << u"mains"_s;
    }
    void kernelsPowerSupplies()
    {
        QFETCH(QStringList, files);
        QFETCH(QString, meant);
        QTemporaryDir folder;
        for (const QString &one : std::as_const(files)) {
            const QString path = folder.filePath(one.section(u'=', 0, 0));
            QVERIFY(QDir().mkpath(path.section(u'/', 0, -2)));
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(one.section(u'=', 1).toUtf8() + '\n');
        }
        const Seen seen = readPowerSupplies(folder.path());
        const auto *supply = std::get_if<SupplySeen>(&seen);
        QVERIFY(supply != nullptr);
        QString text = supply->isOnBattery ? u"battery"_s : u"mains"_s;
        if (supply->percent)
            text += u' ' + QString::number(*supply->percent);
        QCOMPARE(text, meant);
        QVERIFY(std::holds_alternative<Absent>(readPowerSupplies(folder.filePath(u"missing"_s))));
    }
};

QTEST_GUILESS_MAIN(TestGuard)
#include "test_guard.moc"
