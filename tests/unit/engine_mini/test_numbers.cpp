// The network against recorded values of PyTorch, and against itself: the same bits whatever computes them.
#include "gpu/engine/mini/cpupredictor.h"
#include "gpu/engine/mini/functions.h"
#include "gpu/engine/mini/noise.h"
#include "gpu/engine/mini/pixels.h"
#include "gpu/engine/mini/sampling.h"
#include "tests/unit/engine_mini/minifixture.h"

#include <QCryptographicHash>
#include <QTest>

#include <atomic>

using namespace ain;
using namespace ain::engine::mini;
using namespace ain::engine::mini::test;
using namespace Qt::StringLiterals;

namespace {

/// Of values near 1: sums are added in another order than PyTorch's, in float32 on both sides.
constexpr double Bound = 2e-6;
/// Four steps feed one another, and the guidance multiplies differences by 3.
constexpr double BoundOfSteps = 5e-6;

/// SHA-256 of the crisp picture of request(): the same on every computer. It changes only with tests/data/mini or the
/// arithmetic, and then deliberately.
const QByteArray GoldenPicture = "3804803a06303e63e4847c22770d07c55c5f075eefa1a114a763de2a698e2589";
const QByteArray GoldenValues = "1d70d430589e14c7310f42c14d3ef5655ff0401e1c6ba1683f51b2b3b2cf25a3";

Request request() { return {u"a blue cat with a gold crown on yellow"_s, u"hat"_s, 42, 4, 3.0F}; }

template<typename T>
QByteArray hashOf(const std::vector<T> &values)
{
    return QCryptographicHash::hash(
               QByteArrayView(reinterpret_cast<const char *>(values.data()), qsizetype(values.size() * sizeof(T))),
               QCryptographicHash::Sha256)
        .toHex();
}

std::vector<Multiply> waysToMultiply()
{
    std::vector<Multiply> ways{multiplyPlain};
    if (bestMultiply() != ways.front())
        ways.push_back(bestMultiply());
    return ways;
}

class TestNumbers : public QObject {
    Q_OBJECT
private:
    Model m_model = tinyModel();
    Reference m_reference = Reference(dataFile(u"tiny.bin"_s));

    std::vector<float> picture(int threads, Multiply way)
    {
        Team team(threads);
        CpuPredictor predictor(m_model, team, way);
        auto drawn = sample(m_model, predictor, request(), [](const Step &) { return true; });
        return drawn ? *drawn : std::vector<float>();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QCOMPARE(m_model.sizes.size, 16);
        QCOMPARE(m_reference.count(), 12);
    }

    void noiseIsTheSameBits()
    {
        QCOMPARE(philox(0, 0), (std::array<quint32, 4>{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
        const std::vector<float> own = noise(request().seed, 3 * 16 * 16);
        const auto recorded = m_reference.values<float>("noise");
        QCOMPARE(own.size(), recorded.size());
        QVERIFY(std::memcmp(own.data(), recorded.data(), own.size() * sizeof(float)) == 0);
        QVERIFY(noise(Q_UINT64_C(1) << 52, 16) != noise(0, 16));
    }

    void functionsAreRight()
    {
        for (double x = -80; x < 85; x += 0.37) {
            QVERIFY(std::abs(double(exponential(float(x))) / std::exp(double(float(x))) - 1) < 3e-7);
            QVERIFY(std::abs(exponential(x) / std::exp(x) - 1) < 1e-14);
            QVERIFY(std::abs(cosineAndSine(x * 12).cosine - std::cos(x * 12)) < 1e-13);
            QVERIFY(std::abs(cosineAndSine(x * 12).sine - std::sin(x * 12)) < 1e-13);
        }
        QVERIFY(exponential(-1e30F) > 0 && exponential(1e30F) < HUGE_VALF && exponential(std::nanf("")) > 0);
    }

    void agreesWithPyTorch()
    {
        for (const Multiply way : waysToMultiply()) {
            Team team(2);
            CpuPredictor predictor(m_model, team, way);
            double worst = 0;
            auto drawn = sample(m_model, predictor, request(), [&](const Step &step) {
                const QByteArray name = "step" + QByteArray::number(step.index) + '.';
                if (step.index == 0) {
                    const auto wanted = m_reference.values<float>(name + "wanted");
                    const auto guided = m_reference.values<float>(name + "guided");
                    worst = std::max(worst, largestDifference(step.wanted, wanted));
                    worst = std::max(worst, largestDifference(step.guided, guided) / 3);
                }
                if (step.index == 3) {
                    const auto noisy = m_reference.values<float>(name + "noisy");
                    const auto wanted = m_reference.values<float>(name + "wanted");
                    if (!(largestDifference(step.noisy, noisy) < BoundOfSteps))
                        worst = HUGE_VAL;
                    if (!(largestDifference(step.wanted, wanted) < BoundOfSteps))
                        worst = HUGE_VAL;
                }
                return true;
            });
            QVERIFY(drawn.has_value());
            QVERIFY2(worst < Bound, qPrintable(QString::number(worst)));
            QVERIFY(largestDifference(predictor.text(), m_reference.values<float>("text")) < Bound);
            QVERIFY(largestDifference(predictor.textMean(), m_reference.values<float>("mean")) < Bound);
            QVERIFY(largestDifference(predictor.embedTime(0.25F), m_reference.values<float>("time")) < Bound);
            QVERIFY(largestDifference(*drawn, m_reference.values<float>("picture")) < BoundOfSteps);
            QCOMPARE(toBytes(*drawn, 16), m_reference.values<std::uint8_t>("pixels"));
        }
    }

    void reducesColoursTheSameWay()
    {
        QCOMPARE(crisp(m_reference.values<std::uint8_t>("pixels")), m_reference.values<std::uint8_t>("crisp"));
    }

    void sameBitsWhateverComputesThem()
    {
        for (const Multiply way : waysToMultiply()) {
            for (const int threads : {1, 2, 5}) {
                const std::vector<float> values = picture(threads, way);
                QCOMPARE(hashOf(values), GoldenValues);
                QCOMPARE(hashOf(crisp(toBytes(values, 16))), GoldenPicture);
            }
        }
    }

    // A library may leave other rounding behind in the thread that calls.
    void roundingOfTheThreadDoesNotMatter()
    {
        std::fesetround(FE_UPWARD);
        const std::vector<float> values = picture(1, bestMultiply());
        const int after = std::fegetround();
        std::fesetround(FE_TONEAREST);
        QCOMPARE(hashOf(values), GoldenValues);
        QCOMPARE(after, FE_UPWARD);
    }

    void wordsSeedAndGuidanceMatter()
    {
        Team team(1);
        CpuPredictor predictor(m_model, team);
        const auto draw = [&](const Request &wanted) {
            return *sample(m_model, predictor, wanted, [](const Step &) { return true; });
        };
        const std::vector<float> first = draw(request());
        Request other = request();
        other.seed = 43;
        QVERIFY(largestDifference(draw(other), first) > 0.1);
        other = request();
        other.prompt = u"파란 고양이"_s;
        QVERIFY(largestDifference(draw(other), first) > 0.01);
        other = request();
        other.negative = u"green frog"_s;
        QVERIFY(largestDifference(draw(other), first) > 0.01);
        // Without guidance the negative prompt is not even asked.
        other.guidance = 1;
        const std::vector<float> unguided = draw(other);
        other.negative = u"hat"_s;
        QCOMPARE(draw(other), unguided);
        QCOMPARE(draw(request()), first);
    }

    void canBeStoppedBetweenSteps()
    {
        Team team(2);
        CpuPredictor predictor(m_model, team);
        int steps = 0;
        const auto drawn = sample(m_model, predictor, request(), [&](const Step &) { return ++steps < 2; });
        QVERIFY(!drawn && drawn.error().code == errors::Cancelled);
        QCOMPARE(steps, 2);
    }

    void enlargesWithoutBlur()
    {
        const Pixels small = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        QCOMPARE(enlarge(small, 2, 1), small);
        const Pixels large = enlarge(small, 2, 3);
        QCOMPARE(large.size(), std::size_t(6 * 6 * 3));
        for (std::size_t y = 0; y < 6; ++y) {
            for (std::size_t x = 0; x < 6; ++x)
                QCOMPARE(large[(y * 6 + x) * 3 + 1], small[((y / 3) * 2 + x / 3) * 3 + 1]);
        }
    }

    void bytesOfNumbersAndOthers()
    {
        const std::vector<float> values = {-1, 1, 0, -5, 5, std::nanf(""), HUGE_VALF, -HUGE_VALF, 0.5F, 0, 0, 0};
        const Pixels pixels = toBytes(values, 2);
        QCOMPARE(int(pixels[0]), 0);
        QCOMPARE(int(pixels[3]), 255);
        QCOMPARE(int(pixels[6]), 128);
        QCOMPARE(int(pixels[9]), 0);
        QCOMPARE(int(pixels[1]), 255);
        QCOMPARE(int(pixels[4]), 0);
        QCOMPARE(int(pixels[7]), 255);
    }

    void teamDoesEachPieceOnce()
    {
        for (const int threads : {1, 2, 5}) {
            Team team(threads);
            for (int round = 0; round < 200; ++round) {
                std::array<std::atomic<int>, 37> done{};
                team.run(37, [&](int piece) { ++done[std::size_t(piece)]; });
                for (const auto &count : done)
                    QCOMPARE(count.load(), 1);
            }
        }
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestNumbers)
#include "test_numbers.moc"
