// The same network as a graph of ggml: near to PyTorch's values and to our own way of computing.
#include "gpu/engine/mini/cpupredictor.h"
#include "gpu/engine/mini/noise.h"
#include "gpu/engine/mini/sampling.h"
#include "gpu/engine/minigraph/graphpredictor.h"
#include "tests/unit/engine_mini/minifixture.h"

#include <QTest>

using namespace ain;
using namespace ain::engine::mini;
using namespace ain::engine::mini::test;
using namespace Qt::StringLiterals;

namespace {

constexpr double Bound = 5e-6; ///< of one prediction: the order of additions
constexpr double BoundOfPicture = 2e-5; ///< after four steps with guidance 3

class TestGraph : public QObject {
    Q_OBJECT
private:
    Model m_model = tinyModel();
    Reference m_reference = Reference(dataFile(u"tiny.bin"_s));

private Q_SLOTS:
    void initTestCase()
    {
#if defined(__x86_64__)
        if (__builtin_cpu_supports("avx2") == 0 || __builtin_cpu_supports("fma") == 0)
            QSKIP("ggml is built for x86-64-v3, and this processor is older");
#endif
    }

    void agreesWithPyTorch()
    {
        auto graph = GraphPredictor::make(m_model, Device::Cpu, 2);
        QVERIFY(graph.has_value());
        const auto wanted = m_reference.values<float>("step0.wanted");
        double first = 0;
        const Request request{u"a blue cat with a gold crown on yellow"_s, u"hat"_s, 42, 4, 3.0F};
        const auto drawn = sample(m_model, **graph, request, [&](const Step &step) {
            if (step.index == 0)
                first = largestDifference(step.wanted, wanted);
            return true;
        });
        QVERIFY(drawn.has_value());
        QVERIFY2(first < Bound, qPrintable(QString::number(first)));
        QVERIFY(largestDifference((*graph)->text(), m_reference.values<float>("text")) < Bound);
        QVERIFY(largestDifference((*graph)->textMean(), m_reference.values<float>("mean")) < Bound);
        QVERIFY(largestDifference(*drawn, m_reference.values<float>("picture")) < BoundOfPicture);
    }

    void agreesWithTheOtherWay()
    {
        auto graph = GraphPredictor::make(m_model, Device::Cpu, 1);
        QVERIFY(graph.has_value());
        Team team(2);
        CpuPredictor cpu(m_model, team);
        const int values = 3 * 16 * 16;
        for (const QString &prompt : {u""_s, u"red fox"_s, u"개구리와 왕관 "_s.repeated(20)}) {
            const std::vector<int> ids = m_model.lexicon.encode(prompt, m_model.sizes.textLength);
            QVERIFY((*graph)->begin(ids, {0}).has_value() && cpu.begin(ids, {0}).has_value());
            for (const float time : {0.0F, 0.3F, 0.9F}) {
                const std::vector<float> z = noise(7, values);
                std::vector<float> a(values), b(values), c(values), d(values);
                QVERIFY((*graph)->predict(z, time, a, b).has_value());
                QVERIFY(cpu.predict(z, time, c, d).has_value());
                QVERIFY(largestDifference(a, c) < Bound);
                QVERIFY(largestDifference(b, d) < Bound);
            }
        }
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestGraph)
#include "test_graph.moc"
