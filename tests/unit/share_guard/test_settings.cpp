// What is stored of the user's wishes, and the time table among them.
#include "core/json/parser.h"
#include "gpu/share/guard/settings.h"

#include <QDateTime>
#include <QTest>

#include <algorithm>

using namespace ain;
using namespace ain::share;
using namespace Qt::StringLiterals;

namespace {

qint64 at(const QTimeZone &zone, int year, int month, int day, int hour, int minute)
{
    return QDateTime(QDate(year, month, day), QTime(hour, minute), zone).toMSecsSinceEpoch();
}

constexpr qint64 Minute = 60'000;
constexpr qint64 Hour = 60 * Minute;

} // namespace

class TestSettings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void surviveARound()
    {
        Settings settings;
        settings.isOn = true;
        settings.pause = {PauseKind::Timed, 1'000, 901'000};
        settings.idleS = 60;
        settings.withoutIdleSensor = true;
        settings.ignoredPrograms = {u"브라우저"_s, u"x"_s};
        settings.gpusOff = {u"00000000:01:00.0"_s};
        settings.powerCapW = 250;
        settings.hasHours = true;
        settings.hours[0] = {{22 * 60, 6 * 60}, {12 * 60, 13 * 60}};
        settings.hours[6] = {{0, 1440}};
        settings.others.set(u"later"_s, u"kept"_s);
        const QByteArray json = saveSettings(settings);
        const auto loaded = loadSettings(json);
        QVERIFY(loaded);
        QVERIFY(loaded->mended.isEmpty());
        QVERIFY(loaded->settings == settings);
        QCOMPARE(saveSettings(loaded->settings), json);
        QCOMPARE(QByteArrayView(json).contains("\"later\":\"kept\""), true);
    }

    void defaultsAreSafe()
    {
        const auto loaded = loadSettings("{}");
        QVERIFY(loaded && loaded->mended.isEmpty());
        QVERIFY(loaded->settings == Settings());
        QVERIFY(!loaded->settings.isOn);
        QVERIFY(!loaded->settings.withoutIdleSensor);
    }

    void whatCantBeFallsToTheDefault_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("key");
        QTest::newRow("type") << QByteArray(R"({"on":1})") << u"on"_s;
        QTest::newRow("too small") << QByteArray(R"({"idle_s":1})") << u"idle_s"_s;
        QTest::newRow("too large") << QByteArray(R"({"idle_s":1e12})") << u"idle_s"_s;
        QTest::newRow("fraction") << QByteArray(R"({"hot_c":80.5})") << u"hot_c"_s;
        QTest::newRow("negative bytes") << QByteArray(R"({"day_bytes":-1})") << u"day_bytes"_s;
        QTest::newRow("names") << QByteArray(R"({"gpus_off":[1]})") << u"gpus_off"_s;
        QTest::newRow("empty name") << QByteArray(R"({"gpus_off":[""]})") << u"gpus_off"_s;
        QTest::newRow("six days") << QByteArray(R"({"hours":[[],[],[],[],[],[]]})") << u"hours"_s;
        QTest::newRow("no such minute") << QByteArray(R"({"hours":[[[0,1441]],[],[],[],[],[],[]]})") << u"hours"_s;
        QTest::newRow("empty span") << QByteArray(R"({"hours":[[[60,60]],[],[],[],[],[],[]]})") << u"hours"_s;
        QTest::newRow("cooler than hot") << QByteArray(R"({"hot_c":60,"cool_c":70})") << u"cool_c"_s;
    }
    void whatCantBeFallsToTheDefault()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, key);
        const auto loaded = loadSettings(json);
        QVERIFY(loaded);
        QCOMPARE(loaded->mended, QStringList{key});
        QVERIFY(loaded->settings == Settings());
    }

    void aPauseThatCantBeReadIsAPause()
    {
        for (const QByteArray &json : {QByteArray(R"({"on":true,"pause":{"kind":"forever"}})"),
                                       QByteArray(R"({"on":true,"pause":{"kind":"timed","set_at":5,"until":4}})"),
                                       QByteArray(R"({"on":true,"pause":{"kind":"timed","set_at":0,"until":4e15}})"),
                                       QByteArray(R"({"on":true,"pause":7})")}) {
            const auto loaded = loadSettings(json);
            QVERIFY(loaded);
            QCOMPARE(loaded->settings.pause.kind, PauseKind::UntilStarted);
            QCOMPARE(loaded->mended, QStringList{u"pause"_s});
        }
    }

    void hostileTextIsAnError()
    {
        QVERIFY(!loadSettings(""));
        QVERIFY(!loadSettings("[]"));
        QVERIFY(!loadSettings("{\"on\":true"));
        QVERIFY(!loadSettings(QByteArray(R"({"x":")") + QByteArray(MaxSettingsBytes, 'a') + "\"}"));
        QVERIFY(!loadSettings(QByteArray(R"({"x":)") + QByteArray(100, '[') + QByteArray(100, ']') + "}"));
    }

    void formsAreBounded()
    {
        Settings settings;
        settings.idleS = -5;
        settings.hotC = 500;
        settings.coolC = 500;
        settings.keepFreeBytes = -1;
        settings.hours[3] = QList<Span>(20, Span{0, 60});
        settings.hours[3][0] = {50, 50};
        settings.ignoredPrograms = {u""_s, QString(500, u'x'), u"fine"_s};
        const Settings kept = bounded(settings);
        QCOMPARE(kept.idleS, 10);
        QCOMPARE(kept.hotC, 110);
        QCOMPARE(kept.coolC, 109);
        QCOMPARE(kept.keepFreeBytes, 0);
        QCOMPARE(kept.hours[3].size(), MaxSpansPerDay);
        QCOMPARE(kept.ignoredPrograms, QStringList{u"fine"_s});
        QVERIFY(bounded(kept) == kept);
        const auto loaded = loadSettings(saveSettings(kept));
        QVERIFY(loaded && loaded->mended.isEmpty());
        QVERIFY(loaded->settings == kept);
    }

    void nightsGoOverMidnight()
    {
        WeekTable table;
        table[0] = {{22 * 60, 7 * 60}}; // Monday night
        const QTimeZone zone("Asia/Seoul");
        // 2026-11-23 is a Monday.
        HoursState state = hoursAt(table, at(zone, 2026, 11, 23, 21, 59), zone);
        QVERIFY(!state.isOpen);
        QCOMPARE(state.changesInMs, Minute);
        state = hoursAt(table, at(zone, 2026, 11, 23, 22, 0), zone);
        QVERIFY(state.isOpen);
        QCOMPARE(state.changesInMs, 9 * Hour);
        state = hoursAt(table, at(zone, 2026, 11, 24, 6, 59), zone);
        QVERIFY(state.isOpen);
        QCOMPARE(state.changesInMs, Minute);
        state = hoursAt(table, at(zone, 2026, 11, 24, 7, 0), zone);
        QVERIFY(!state.isOpen);
        QCOMPARE(state.changesInMs, 6 * 24 * Hour + 15 * Hour);
        // Sunday's night ends on Monday.
        table = {};
        table[6] = {{23 * 60, 60}};
        QVERIFY(hoursAt(table, at(zone, 2026, 11, 23, 0, 30), zone).isOpen);
        QVERIFY(!hoursAt(table, at(zone, 2026, 11, 23, 1, 0), zone).isOpen);
    }

    void spansThatTouchAreOne()
    {
        WeekTable table;
        for (auto &day : table)
            day = {{0, 1440}};
        const QTimeZone zone("Asia/Seoul");
        HoursState state = hoursAt(table, at(zone, 2026, 11, 23, 12, 0), zone);
        QVERIFY(state.isOpen);
        QVERIFY(!state.changesInMs);
        table = {};
        QVERIFY(!hoursAt(table, at(zone, 2026, 11, 23, 12, 0), zone).isOpen);
        QVERIFY(!hoursAt(table, at(zone, 2026, 11, 23, 12, 0), zone).changesInMs);
        table[0] = {{60, 120}, {120, 180}};
        state = hoursAt(table, at(zone, 2026, 11, 23, 1, 30), zone);
        QVERIFY(state.isOpen);
        QCOMPARE(state.changesInMs, 90 * Minute);
    }

    void summerTimeIsTheWallsTime()
    {
        const QTimeZone zone("Europe/Berlin");
        WeekTable table;
        for (auto &day : table)
            day = {{60, 4 * 60}};
        // 2026-03-29: 02:00 becomes 03:00, so three hours on the wall are two.
        HoursState state = hoursAt(table, at(zone, 2026, 3, 29, 1, 0), zone);
        QVERIFY(state.isOpen);
        QCOMPARE(state.changesInMs, 2 * Hour);
        // 2026-10-25: 03:00 becomes 02:00, so they are four.
        state = hoursAt(table, at(zone, 2026, 10, 25, 1, 0), zone);
        QVERIFY(state.isOpen);
        QCOMPARE(state.changesInMs, 4 * Hour);
        // A span within the hour that is skipped never comes that day.
        for (auto &day : table)
            day = {{2 * 60 + 15, 2 * 60 + 45}};
        state = hoursAt(table, at(zone, 2026, 3, 29, 1, 0), zone);
        QVERIFY(!state.isOpen);
        QCOMPARE(state.changesInMs, 24 * Hour + 15 * Minute);
        // One within the hour that is repeated comes twice.
        const qint64 first = at(zone, 2026, 10, 25, 1, 0);
        state = hoursAt(table, first, zone);
        QCOMPARE(state.changesInMs, 75 * Minute);
        int openings = 0;
        bool wasOpen = false;
        for (qint64 ms = first; ms < first + 4 * Hour; ms += Minute) {
            const bool isOpen = hoursAt(table, ms, zone).isOpen;
            openings += isOpen && !wasOpen ? 1 : 0;
            wasOpen = isOpen;
        }
        QCOMPARE(openings, 2);
    }

    void theNextChangeIsNeverMissed()
    {
        // Against looking at every minute, around both changes of the clock and an odd zone.
        WeekTable table;
        table[0] = {{30, 90}, {23 * 60, 2 * 60 + 30}};
        table[1] = {{2 * 60, 3 * 60}};
        table[5] = {{2 * 60 + 10, 2 * 60 + 20}, {1439, 1}};
        table[6] = {{2 * 60 + 30, 3 * 60 + 30}, {22 * 60, 60}};
        for (const char *name : {"Europe/Berlin", "Australia/Lord_Howe", "America/New_York"}) {
            const QTimeZone zone(name);
            QVERIFY(zone.isValid());
            for (const QDate date : {QDate(2026, 3, 7), QDate(2026, 3, 28), QDate(2026, 4, 4), QDate(2026, 10, 3),
                                     QDate(2026, 10, 24), QDate(2026, 10, 31)}) {
                const qint64 begin = date.startOfDay(zone).toMSecsSinceEpoch();
                constexpr qint64 Step = 10 * Minute;
                QList<bool> isOpenAt;
                for (qint64 ms = begin; ms < begin + 72 * Hour; ms += Step)
                    isOpenAt.append(hoursAt(table, ms, zone).isOpen);
                for (qint64 from = begin; from < begin + 48 * Hour; from += 19 * Step) {
                    const HoursState state = hoursAt(table, from, zone);
                    const qint64 until = state.changesInMs.value_or(8 * 24 * Hour);
                    for (qint64 ms = from; ms < std::min(from + until, begin + 72 * Hour); ms += Step)
                        QCOMPARE(isOpenAt[(ms - begin) / Step], state.isOpen);
                    if (state.changesInMs) {
                        QVERIFY(hoursAt(table, from + until, zone).isOpen != state.isOpen);
                        QVERIFY(hoursAt(table, from + until - 1, zone).isOpen == state.isOpen);
                    }
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "test_settings.moc"
