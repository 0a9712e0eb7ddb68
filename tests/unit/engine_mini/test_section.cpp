// Parts of the way from noise to picture: the same bits as the whole way, and nothing but states that can be.
#include "gpu/engine/mini/cpupredictor.h"
#include "gpu/engine/mini/noise.h"
#include "gpu/engine/mini/sampling.h"
#include "gpu/engine/protocol/errors.h"
#include "tests/unit/engine_mini/minifixture.h"

#include <QTest>

#include <limits>

using namespace ain;
using namespace ain::engine::mini;
using namespace ain::engine::mini::test;
using namespace Qt::StringLiterals;

namespace {

using States = std::vector<std::vector<float>>;

class TestSection : public QObject {
    Q_OBJECT
private:
    Model m_model = tinyModel();
    Team m_team = Team(2);

    [[nodiscard]] Result<std::vector<float>> draw(int steps, const Section &section, States &states)
    {
        CpuPredictor predictor(m_model, m_team);
        const Request request{u"a blue cat with a gold crown"_s, u"hat"_s, 42, steps, 3.0F};
        return sample(
            m_model, predictor, request, section, [](const Step &) { return true; },
            [&states](int, std::span<const float> state) { states.emplace_back(state.begin(), state.end()); });
    }

private Q_SLOTS:
    void statesAreTheWay()
    {
        States states;
        const auto picture = draw(12, {}, states);
        QVERIFY(picture.has_value());
        QCOMPARE(states.size(), std::size_t(13));
        QVERIFY(states.front() == noise(42, 3 * 16 * 16));
        QVERIFY(states.back() == *picture);
    }

    void partsGiveTheSameBits()
    {
        for (const int steps : {4, 12, 30}) {
            States whole;
            const auto picture = draw(steps, {}, whole);
            QVERIFY(picture.has_value());
            for (const int first : {1, steps / 2, steps - 1}) {
                States part;
                const auto again = draw(steps, {.first = first, .start = whole[std::size_t(first)]}, part);
                QVERIFY(again.has_value());
                QVERIFY(*again == *picture);
                States one;
                QVERIFY(draw(steps, {.first = first, .last = first + 1, .start = whole[std::size_t(first)]}, one)
                            .has_value());
                QCOMPARE(one.size(), std::size_t(2));
                QVERIFY(one[1] == whole[std::size_t(first) + 1]);
            }
            States beginning;
            QVERIFY(draw(steps, {.last = 2}, beginning).has_value());
            QVERIFY(beginning.size() == 3 && beginning[2] == whole[2]);
        }
    }

    void refusesWhatIsNoPart_data()
    {
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("last");
        QTest::addColumn<std::vector<float>>("start");
        QTest::addColumn<QString>("what");
        const std::vector<float> good(3 * 16 * 16, 0.5F);
        const auto with = [&good](float value) {
            std::vector<float> bad = good;
            bad[100] = value;
            return bad;
        };
        QTest::newRow("below") << -1 << 4 << good << u"trace"_s;
        QTest::newRow("backwards") << 3 << 3 << good << u"trace"_s;
        QTest::newRow("behind the end") << 1 << 13 << good << u"trace"_s;
        QTest::newRow("from nowhere") << 1 << 2 << std::vector<float>() << u"trace"_s;
        QTest::newRow("other noise") << 0 << 2 << good << u"trace"_s;
        QTest::newRow("short") << 1 << 2 << std::vector<float>(10) << u"latents"_s;
        QTest::newRow("no number") << 1 << 2 << with(std::numeric_limits<float>::quiet_NaN()) << u"latents"_s;
        QTest::newRow("infinite") << 1 << 2 << with(-std::numeric_limits<float>::infinity()) << u"latents"_s;
        QTest::newRow("huge") << 1 << 2 << with(1e6F) << u"latents"_s;
    }
    void refusesWhatIsNoPart()
    {
        QFETCH(const int, first);
        QFETCH(const int, last);
        QFETCH(const std::vector<float>, start);
        QFETCH(const QString, what);
        States states;
        const auto drawn = draw(12, {.first = first, .last = last, .start = start}, states);
        QVERIFY(!drawn.has_value());
        QCOMPARE(drawn.error().code, errors::EngineArguments);
        QCOMPARE(drawn.error().args.value(u"what"_s).toString(), what);
        QVERIFY(states.empty());
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestSection)
#include "test_section.moc"
