// Every reason and every sensor has words, and the one line says what is true.
#include "ui/text/sharetext.h"

#include <QTest>

using namespace ain;
using namespace ain::share;
using namespace Qt::StringLiterals;

class TestShareText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everythingHasWords()
    {
        QStringList all;
        for (int i = 0; i < ReasonCount; ++i) {
            const QString sentence = text::reasonText({.id = ReasonId(i)});
            QVERIFY2(!sentence.isEmpty(), word(ReasonId(i)).data());
            QVERIFY(sentence[0].isUpper() || sentence[0].isDigit() || sentence[0] == u' ' || !sentence[0].isLower());
            all.append(sentence);
        }
        QCOMPARE(all.removeDuplicates(), 0);
        for (const SensorId id : Sensors)
            QVERIFY(!text::sensorName(id).isEmpty());
        for (const auto state : {State::Off, State::Armed, State::Warming, State::Serving, State::Draining,
                                 State::Yielding, State::Cooldown})
            QVERIFY(!text::stateName(state).isEmpty());
    }

    void theLineOfTruth()
    {
        Verdict verdict;
        QCOMPARE(text::shareLine(verdict), u"Off"_s);
        verdict.state = State::Serving;
        QCOMPARE(text::shareLine(verdict), u"Sharing"_s);
        verdict.state = State::Armed;
        verdict.reasons = {{.id = ReasonId::Input, .args = {{u"ago_ms"_s, 40'000}}, .clearsInMs = 140'000}};
        verdict.startsInMs = 140'000;
        QCOMPARE(text::shareLine(verdict), u"Waiting: you used the mouse or keyboard 40 s ago · starts in 2:20"_s);
        verdict.startsInMs.reset();
        QCOMPARE(text::shareLine(verdict), u"Waiting: you used the mouse or keyboard 40 s ago"_s);
        // What a program calls itself is never taken for a placeholder's place.
        const QString busy = text::reasonText(
            {.id = ReasonId::GpuBusy,
             .args = {{u"program"_s, u"%2"_s}, {u"gpu"_s, u"Test 9000"_s}, {u"bytes"_s, 4'000'000'000LL}}});
        QCOMPARE(busy, u"%2 uses 4.0 GB of the memory of Test 9000"_s);
    }

    void durations()
    {
        QCOMPARE(text::shareDuration(-5), u"0 s"_s);
        QCOMPARE(text::shareDuration(1), u"1 s"_s);
        QCOMPARE(text::shareDuration(59'000), u"59 s"_s);
        QCOMPARE(text::shareDuration(60'000), u"1:00"_s);
        QCOMPARE(text::shareDuration(3'600'000), u"1 h 0 min"_s);
        QCOMPARE(text::shareDuration(90 * 3'600'000LL + 61'000), u"90 h 1 min"_s);
    }

    void aSensorThatIsClearSaysItsFigure_data()
    {
        QTest::addColumn<int>("id");
        QTest::addColumn<QVariantMap>("args");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, SensorId id, const QVariantMap &args, const QString &words) {
            QTest::newRow(name) << int(id) << args << words;
        };
        row("input", SensorId::Input, {{u"ago_ms"_s, 250'000}}, u"idle for 4 min"_s);
        row("input, hours", SensorId::Input, {{u"ago_ms"_s, 3'700'000}}, u"idle for 1 h 1 min"_s);
        row("input, just now", SensorId::Input, {{u"ago_ms"_s, 12'000}}, u"idle for 12 s"_s);
        row("locked", SensorId::Session, {{u"is_locked"_s, true}}, u"the screen is locked"_s);
        row("session", SensorId::Session, {{u"is_locked"_s, false}}, u"unlocked, and on the screen"_s);
        row("fullscreen", SensorId::Fullscreen, {{u"is_fullscreen"_s, false}}, u"no window fills the screen"_s);
        row("fullscreen, allowed", SensorId::Fullscreen, {{u"is_fullscreen"_s, true}},
            u"a window fills the screen, which you allow"_s);
        row("game", SensorId::Game, {{u"count"_s, 0}}, u"no game is running"_s);
        row("gpu", SensorId::Gpu, {{u"programs"_s, 0}, {u"other_bytes"_s, 0}, {u"free_bytes"_s, 10'000'000'000LL}},
            u"0 bytes used by others, 10.0 GB free"_s);
        row("gpu, not told", SensorId::Gpu, {{u"programs"_s, 2}}, u"programs on it: 2, none at work"_s);
        row("heat", SensorId::Heat, {{u"celsius"_s, 46}}, u"46 °C"_s);
        row("power", SensorId::Power, {{u"watts"_s, 31}, {u"is_own"_s, false}}, u"31 W"_s);
        row("power, capped", SensorId::Power, {{u"watts"_s, 31}, {u"cap_w"_s, 150}}, u"31 W, with 150 W allowed"_s);
        row("mains", SensorId::Supply, {{u"is_on_battery"_s, false}}, u"on mains"_s);
        row("mains, charging", SensorId::Supply, {{u"is_on_battery"_s, false}, {u"percent"_s, 82}},
            u"on mains, 82 %"_s);
        row("battery, allowed", SensorId::Supply, {{u"is_on_battery"_s, true}, {u"percent"_s, 60}},
            u"on battery (60 %), which you allow"_s);
        row("network", SensorId::Network, {{u"is_metered"_s, false}}, u"not metered"_s);
        row("network, allowed", SensorId::Network, {{u"is_metered"_s, true}}, u"metered, which you allow"_s);
        row("hours", SensorId::Hours, {{u"has_hours"_s, false}}, u"at any hour"_s);
        row("hours, open", SensorId::Hours, {{u"has_hours"_s, true}, {u"closes_in_ms"_s, 5'400'000}},
            u"within your hours, for another 1 h 30 min"_s);
    }
    void aSensorThatIsClearSaysItsFigure()
    {
        QFETCH(int, id);
        QFETCH(QVariantMap, args);
        QFETCH(QString, words);
        QCOMPARE(text::sensorText({.id = SensorId(id), .state = SensorState::Clear, .args = args}), words);
    }

    void aSensorSaysWhatItDoes()
    {
        Reading reading{.id = SensorId::Heat, .state = SensorState::Clear};
        QCOMPARE(text::sensorText(reading), u"nothing in the way"_s);
        reading.state = SensorState::Unavailable;
        reading.why = absence::NoDriver;
        QCOMPARE(text::sensorText(reading), u"not available here: there is no NVIDIA driver"_s);
        reading.state = SensorState::Blocking;
        reading.why = word(ReasonId::Heat);
        reading.args = {{u"gpu"_s, u"X"_s}, {u"celsius"_s, 81}, {u"cool_c"_s, 70}};
        QCOMPARE(text::sensorText(reading), u"X is at 81 °C and cools down to below 70 °C"_s);
    }
};

QTEST_GUILESS_MAIN(TestShareText)
#include "test_sharetext.moc"
