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
