#include "gpu/engine/client/backoff.h"
#include "gpu/engine/client/engineclient_p.h"
#include "gpu/engine/client/laddertimes.h"
#include "gpu/engine/client/timeleft.h"

#include <QTest>

using namespace ain;
using namespace ain::engine;

namespace {

/// Always the same byte: the smallest or the largest jitter.
class FixedRng : public Rng {
public:
    explicit FixedRng(std::uint8_t byte) : m_byte(byte) { }
    void fill(std::span<std::uint8_t> bytes) override { std::fill(bytes.begin(), bytes.end(), m_byte); }

private:
    std::uint8_t m_byte;
};

} // namespace

class TestParts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tracesThatWereNotOrderedAreRefused()
    {
        const LatentShape shape{.channels = 1, .height = 2, .width = 2};
        const QString hash(64, u'a');
        const TraceOrder order{.first = 2, .last = 4, .keep = {3, 4}, .start = shape};
        const TraceEvent right{
            .steps = 9, .first = 2, .hashes = {hash, hash, hash}, .shape = shape, .kept = order.keep};
        const auto read = [&order](const TraceEvent &event, const ImageShape &memory) {
            std::vector<UniqueFd> descriptors;
            descriptors.push_back(*sharePixels(memory, std::vector<std::uint8_t>(std::size_t(memory.bytes()), 7)));
            return readTrace(event, descriptors, order);
        };
        const auto trace = read(right, shape.memory(2));
        QVERIFY(trace.has_value());
        QCOMPARE(trace->hashes, QList<QByteArray>(3, QByteArray(32, '\xaa')));
        QCOMPARE(trace->state(4).toByteArray(), QByteArray(16, '\7'));
        QVERIFY(trace->state(2).isEmpty());
        QVERIFY(!read(right, shape.memory(1)).has_value()); // less memory than it says
        TraceEvent wrong = right;
        wrong.first = 3;
        QVERIFY(!read(wrong, shape.memory(2)).has_value());
        wrong = right;
        wrong.hashes.removeLast();
        QVERIFY(!read(wrong, shape.memory(2)).has_value());
        wrong = right;
        wrong.kept = {2, 3};
        QVERIFY(!read(wrong, shape.memory(2)).has_value());
        wrong = right;
        wrong.shape.height = 4;
        QVERIFY(!read(wrong, wrong.shape.memory(2)).has_value());
        std::vector<UniqueFd> none;
        QVERIFY(!readTrace(right, none, order).has_value());
    }

    void percentilesAreNearestRank()
    {
        Measured measured;
        QVERIFY(!measured.percentile(50));
        for (int i = 100; i >= 1; --i)
            measured.add(i);
        QCOMPARE(measured.percentile(0), 1);
        QCOMPARE(measured.percentile(50), 50);
        QCOMPARE(measured.percentile(99), 99);
        QCOMPARE(measured.percentile(100), 100);
        QCOMPARE(measured.last(), 1);
        measured.add(-5);
        QCOMPARE(measured.last(), 0);
    }

    void onlyTheNewestMeasurementsCount()
    {
        Measured measured;
        for (int i = 0; i < 10; ++i)
            measured.add(100'000);
        for (qsizetype i = 0; i < Measured::Kept; ++i)
            measured.add(1);
        QCOMPARE(measured.count(), Measured::Kept);
        QCOMPARE(measured.percentile(100), 1);
    }

    void waitsDoubleUpToTheMost()
    {
        FixedRng rng(0);
        BackOff backOff({.firstMs = 100, .mostMs = 1000, .failuresAllowed = 50}, rng);
        QCOMPARE(backOff.nextWaitMs(), 0);
        QList<int> waits;
        for (int i = 0; i < 6; ++i) {
            backOff.failed();
            waits.append(backOff.nextWaitMs());
        }
        QCOMPARE(waits, (QList<int>{50, 100, 200, 400, 500, 500})); // the fixed half
        for (int i = 0; i < 40; ++i)
            backOff.failed();
        QCOMPARE(backOff.nextWaitMs(), 500);
        QVERIFY(!backOff.isGivenUp());
        for (int i = 0; i < 4; ++i)
            backOff.failed();
        QVERIFY(backOff.isGivenUp());
        backOff.worked();
        QCOMPARE(backOff.nextWaitMs(), 0);
        QVERIFY(!backOff.isGivenUp());
    }

    void jitterStaysWithinItsHalf()
    {
        SystemRng rng;
        BackOff backOff({.firstMs = 100, .mostMs = 1000, .failuresAllowed = 5}, rng);
        backOff.failed();
        QSet<int> seen;
        for (int i = 0; i < 300; ++i) {
            const int wait = backOff.nextWaitMs();
            QVERIFY(wait >= 50 && wait <= 100);
            seen.insert(wait);
        }
        QVERIFY(seen.size() > 10);
    }

    void timeLeftNeedsThreeSteadySteps()
    {
        TimeLeft left;
        left.step(1, 20, 5000); // holds the encoding
        left.step(2, 20, 6000);
        left.step(3, 20, 7000);
        QVERIFY(!left.sampling(7000));
        left.step(4, 20, 8000);
        QCOMPARE(left.sampling(8000), 16'000);
        QCOMPARE(left.sampling(8500), 15'500);
        QCOMPARE(left.sampling(100'000), 0);
    }

    void unsteadyPaceSaysNothing()
    {
        TimeLeft left;
        qint64 at = 0;
        for (int step = 1; step <= 5; ++step)
            left.step(step, 20, at += 1000);
        QVERIFY(left.sampling(at));
        left.step(6, 20, at += 5000);
        QVERIFY(!left.sampling(at));
        for (int step = 7; step <= 9; ++step)
            left.step(step, 20, at += 5000);
        QVERIFY(!left.sampling(at) || *left.sampling(at) >= 40'000);
        left.step(10, 20, at += 5000);
        QCOMPARE(left.sampling(at), 50'000);
    }

    void anotherPassStartsAnew()
    {
        TimeLeft left;
        qint64 at = 0;
        for (int step = 1; step <= 6; ++step)
            left.step(step, 20, at += 1000);
        QVERIFY(left.sampling(at));
        left.step(1, 20, at += 1000);
        QVERIFY(!left.sampling(at));
        left.step(2, 10, at += 1000); // of another number of steps
        QVERIFY(!left.sampling(at));
    }

    void skippedStepsCountEach()
    {
        TimeLeft left;
        left.step(1, 100, 0);
        left.step(11, 100, 1000);
        left.step(21, 100, 2000);
        left.step(31, 100, 3000);
        QCOMPARE(left.sampling(3000), 6900);
    }

    void decodingIsKnownFromTheSameModelAndSize()
    {
        DecodeTimes times;
        times.add(QStringLiteral("a"), {512, 512}, 700);
        QCOMPARE(times.of(QStringLiteral("a"), {512, 512}), 700);
        QVERIFY(!times.of(QStringLiteral("b"), {512, 512}));
        QVERIFY(!times.of(QStringLiteral("a"), {512, 768}));
    }
};

QTEST_GUILESS_MAIN(TestParts)
#include "test_parts.moc"
