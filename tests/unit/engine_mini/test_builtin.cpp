// The weights that come with the program: known, whole, as PyTorch computes them, and the same pictures everywhere.
#include "core/recipe/traits.h"
#include "gpu/engine/mini/cpupredictor.h"
#include "gpu/engine/mini/pixels.h"
#include "gpu/engine/mini/sampling.h"
#include "gpu/models/catalogue.h"
#include "tests/unit/engine_mini/minifixture.h"

#include <QCryptographicHash>
#include <QTest>

using namespace ain;
using namespace ain::engine::mini;
using namespace ain::engine::mini::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int Side = 32;
/// As in test_numbers.cpp, for weights that were trained: their values, and what rounding does to them, are larger.
constexpr double Bound = 5e-5;
constexpr double BoundOfSteps = 5e-4;

struct Golden {
    const char16_t *prompt;
    quint64 seed;
    const char *sha256; ///< of the crisp pixels, 32 × 32 × RGB
};

/// They change only with the weights or the arithmetic, and then deliberately.
constexpr Golden goldens[] = {
    {u"pink bear with a gold crown, night sky", 7, "271d787173947fab163c9d0397ba827153ab14b91e9f92b2f9f019b5f6a80646"},
    {u"robot with top hat, space background", 1, "cb864bc4eaa87302612a4d634d18a79417710fd980b7d3aa7fc72a5631c1ebfd"},
    {u"노란 배경의 파란 고양이", 16, "91f3273da6a7b7414323cb79f2bdfa64b4ce5bac4b5965506239792ce005be4d"},
};

QByteArray weights()
{
    QFile file(QStringLiteral(AIN_BUILTIN_MODEL));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

class TestBuiltin : public QObject {
    Q_OBJECT
private:
    QByteArray m_file = weights();
    Model m_model;

    [[nodiscard]] Pixels draw(const QString &prompt, quint64 seed, int threads = 2) const
    {
        Team team(threads);
        CpuPredictor predictor(m_model, team);
        const Request request{prompt, {}, seed, m_model.defaultSteps, m_model.defaultGuidance};
        const auto drawn = sample(m_model, predictor, request, [](const Step &) { return true; });
        return drawn ? crisp(toBytes(*drawn, Side)) : Pixels();
    }

    static QByteArray hashOf(const Pixels &pixels)
    {
        return QCryptographicHash::hash(
                   QByteArrayView(reinterpret_cast<const char *>(pixels.data()), qsizetype(pixels.size())),
                   QCryptographicHash::Sha256)
            .toHex();
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto model = readModel(m_file);
        QVERIFY2(model.has_value(), model ? "" : qPrintable(model.error().detail));
        m_model = *std::move(model);
        QCOMPARE(m_model.sizes.size, Side);
        QVERIFY(m_file.size() <= 40 * 1024 * 1024);
    }

    void isKnownWithItsLicence()
    {
        const auto catalogue = models::Catalogue::bundled();
        QVERIFY(catalogue.has_value());
        const QString sha256 =
            QString::fromLatin1(QCryptographicHash::hash(m_file, QCryptographicHash::Sha256).toHex());
        const models::KnownFile *known = catalogue->find(sha256);
        QVERIFY2(known != nullptr, qPrintable(sha256));
        QCOMPARE(known->family, u"ain-mini"_s);
        QVERIFY(known->licence.known && known->licence.allowsCommercial);
    }

    void agreesWithPyTorch()
    {
        const Reference reference(dataFile(u"builtin.bin"_s));
        QVERIFY(reference.count() > 10);
        Team team(2);
        CpuPredictor predictor(m_model, team);
        const Request request{u"a blue cat with a gold crown on yellow"_s, u"hat"_s, 42, 4, 3.0F};
        double first = HUGE_VAL;
        const auto drawn = sample(m_model, predictor, request, [&](const Step &step) {
            if (step.index == 0)
                first = largestDifference(step.wanted, reference.values<float>("step0.wanted"));
            return true;
        });
        QVERIFY(drawn.has_value());
        const double last = largestDifference(*drawn, reference.values<float>("picture"));
        qInfo("largest difference from PyTorch: %.2g in a prediction, %.2g after four steps", first, last);
        QVERIFY(largestDifference(predictor.text(), reference.values<float>("text")) < Bound);
        QVERIFY(first < Bound);
        QVERIFY(last < BoundOfSteps);
        QCOMPARE(crisp(toBytes(*drawn, Side)).size(), reference.values<std::uint8_t>("crisp").size());
    }

    void samePicturesEverywhere()
    {
        for (const Golden &golden : goldens) {
            const QString prompt = QString::fromUtf16(golden.prompt);
            for (const int threads : {1, 3})
                QCOMPARE(hashOf(draw(prompt, golden.seed, threads)), QByteArray(golden.sha256));
        }
    }

    void koreanAndEnglishAreEqual()
    {
        QCOMPARE(draw(u"밤하늘, 분홍 곰"_s, 3), draw(u"night sky, pink bear"_s, 3));
        QVERIFY(draw(u"pink bear"_s, 3) != draw(u"pink bear"_s, 4));
    }

    void knowsTheWordsOfItsTraits()
    {
        for (const QString &name : {u"animal"_s, u"hat"_s, u"glasses"_s, u"background"_s, u"colour"_s, u"동물"_s,
                                    u"모자"_s, u"안경"_s, u"배경"_s, u"색"_s}) {
            const recipe::Trait trait = recipe::builtInTrait(name);
            QVERIFY2(!trait.values.isEmpty(), qPrintable(name));
            for (const recipe::TraitValue &value : trait.values)
                QVERIFY2(m_model.lexicon.unknown(value.text, 9).isEmpty(), qPrintable(value.text));
        }
        QCOMPARE(m_model.lexicon.unknown(u"a cyberpunk cat", 9), QStringList{u"cyberpunk"_s});
    }

    // What a person would see first: whether the background has the colour that was asked for.
    void backgroundsHaveTheirColour()
    {
        struct Colour {
            QString name;
            std::array<int, 3> rgb;
        };
        const std::array colours{
            Colour{u"red"_s, {0xd8, 0x24, 0x2c}},   Colour{u"blue"_s, {0x2f, 0x5f, 0xe0}},
            Colour{u"green"_s, {0x2f, 0xa8, 0x4a}}, Colour{u"yellow"_s, {0xf8, 0xd8, 0x30}},
            Colour{u"white"_s, {0xf8, 0xf8, 0xf8}}, Colour{u"black"_s, {0x1c, 0x1c, 0x20}},
        };
        int right = 0;
        int all = 0;
        for (const Colour &wanted : colours) {
            for (const quint64 seed : {quint64(1), quint64(2)}) {
                const Pixels pixels = draw(u"gray robot, %1 background"_s.arg(wanted.name), seed);
                QCOMPARE(qsizetype(pixels.size()), qsizetype(Side * Side * 3));
                // The upper left corner: a head never reaches it.
                const auto distance = [&pixels](const Colour &colour) {
                    int sum = 0;
                    for (std::size_t i = 0; i < 3; ++i)
                        sum += (pixels[i] - colour.rgb[i]) * (pixels[i] - colour.rgb[i]);
                    return sum;
                };
                const auto nearest = std::ranges::min_element(colours, {}, distance);
                right += int(nearest->name == wanted.name);
                ++all;
            }
        }
        QVERIFY2(right >= all - 1, qPrintable(u"%1 of %2"_s.arg(right).arg(all)));
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestBuiltin)
#include "test_builtin.moc"
