#include "gpu/models/fit.h"

#include <QTest>

using namespace ain;
using namespace ain::models;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 GB = 1'000'000'000;

Model sd1()
{
    Model model;
    model.name = u"SD"_s;
    model.kind = Kind::Checkpoint;
    model.family = u"SD 1.x"_s;
    model.weightType = u"f16"_s;
    model.parameters = 1'066'200'000;
    model.weightBytes = 2 * model.parameters;
    return model;
}

class TestFit : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void agreesWithWhatWasMeasured()
    {
        // 2.43 GiB at 256 × 256 and 3.70 GB at 512 × 512 were measured; a tenth is added on purpose.
        const double small = double(memoryNeed(sd1(), {256, 256}).total());
        QVERIFY2(small > 2.5e9 && small < 3.1e9, qPrintable(QString::number(small)));
        const double large = double(memoryNeed(sd1(), {512, 512}).total());
        QVERIFY2(large > 3.7e9 && large < 4.5e9, qPrintable(QString::number(large)));
    }

    void growsWithTheSize()
    {
        qint64 before = 0;
        for (int side = 64; side <= 2048; side *= 2) {
            const qint64 need = memoryNeed(sd1(), {side, side}).total();
            QVERIFY(need > before);
            before = need;
        }
    }

    void knowsPrecisions()
    {
        const qint64 f16 = memoryNeed(sd1(), {64, 64}, u"f16").weights;
        const qint64 f32 = memoryNeed(sd1(), {64, 64}, u"f32").weights;
        const qint64 q8 = memoryNeed(sd1(), {64, 64}, u"q8_0").weights;
        QCOMPARE(memoryNeed(sd1(), {64, 64}).weights, f16);
        QVERIFY(qAbs(f32 - 2 * f16) < 10);
        QVERIFY(q8 < f16 && q8 > f16 / 2);
        QCOMPARE(memoryNeed(sd1(), {64, 64}, u"no such type").weights, f16);
    }

    void saysWhyNot()
    {
        const Fit gpu = fitOf(sd1(), {512, 512}, 2 * GB, 64 * GB);
        QVERIFY(!gpu.fits);
        QVERIFY(gpu.onGpu);
        QVERIFY(gpu.reason && gpu.reason->code == errors::ModelNoVram);
        QCOMPARE(gpu.reason->args.value(u"free"_s).toString(), u"2.0"_s);
        QVERIFY(gpu.largest.isEmpty());
        const Fit ram = fitOf(sd1(), {1024, 1024}, -1, 5 * GB);
        QVERIFY(!ram.fits && !ram.onGpu);
        QVERIFY(ram.reason && ram.reason->code == errors::ModelNoRam);
        QVERIFY(ram.largest.width() >= 512 && ram.largest.width() < 1024);
        QVERIFY(fitOf(sd1(), ram.largest, -1, 5 * GB).fits);
        const Fit fits = fitOf(sd1(), {512, 512}, 8 * GB, 0);
        QVERIFY(fits.fits && !fits.reason);
        QVERIFY(!fitOf(sd1(), {512, 512}, 8 * GB, 0, u"as_file", 5 * GB).fits);
    }

    void refusesWhatCantBeUsed()
    {
        Model gone = sd1();
        gone.isMissing = true;
        const Fit fit = fitOf(gone, {64, 64}, -1, 64 * GB);
        QVERIFY(!fit.fits && fit.reason && fit.reason->code == errors::ModelUnusable);
    }

    void survivesSillySizes()
    {
        const Fit fit = fitOf(sd1(), {2'000'000'000, -5}, -1, 64 * GB);
        QVERIFY(fit.needBytes > 0);
        Model unknown;
        unknown.kind = Kind::Checkpoint;
        QVERIFY(fitOf(unknown, {0, 0}, -1, -7).freeBytes == 0);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestFit)
#include "test_fit.moc"
