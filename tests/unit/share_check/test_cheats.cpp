// Cheats with real runs of the built-in model are caught; honest runs with other kernels never are.
#include "tests/support/share/tracelab.h"
#include "tests/unit/engine_mini/minifixture.h"

#include <QTest>

using namespace ain::share;
using namespace ain::share::lab;
using ain::engine::mini::test::tinyModel;

namespace {

constexpr int Tab = 20;
constexpr int Tabs = 2000; // simulated ones
constexpr int Drawings = 12; // measured ones

class TestCheats : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<Lab> m_lab;
    const Band m_band = bandOf(u"ain_mini", PrecisionClass::A);

private Q_SLOTS:
    void initTestCase()
    {
        m_lab = std::make_unique<Lab>(tinyModel());
        QVERIFY(m_lab->model().sizes.size > 0);
    }

    void honestOnesAreNeverBad_data()
    {
        QTest::addColumn<int>("steps");
        QTest::addColumn<float>("guidance");
        for (const int steps : {4, 12, 30}) {
            for (const float guidance : {1.0F, 3.0F, 7.0F})
                QTest::addRow("%d steps, guidance %g", steps, double(guidance)) << steps << guidance;
        }
    }
    void honestOnesAreNeverBad()
    {
        QFETCH(const int, steps);
        QFETCH(const float, guidance);
        for (const Provider provider : {Provider::Honest, Provider::OtherKernels, Provider::TensorCores}) {
            if (provider == Provider::OtherKernels && !m_lab->hasOtherKernels())
                continue;
            const Measured measured = measure(*m_lab, provider, 4, steps, guidance);
            QCOMPARE(measured.drawings.size(), std::size_t(4));
            const double most = measured.quantile(1);
            QVERIFY2(judge(most, m_band) == CheckVerdict::Ok, qPrintable(QString::number(most)));
            if (provider == Provider::Honest)
                QCOMPARE(most, 0.0);
            else
                QVERIFY(most > 0); // else the other kernels would be the same
            QVERIFY(
                std::all_of(measured.isRightStart.begin(), measured.isRightStart.end(), [](bool is) { return is; }));
        }
    }

    void honestChecksFromEndToEnd()
    {
        std::mt19937_64 random(3);
        for (const Provider provider : {Provider::Honest, Provider::OtherKernels, Provider::TensorCores}) {
            if (provider == Provider::OtherKernels && !m_lab->hasOtherKernels())
                continue;
            for (int i = 0; i < Tab / 2; ++i) {
                const mini::Request request = requestOf(i);
                const CheckReport report = check(*m_lab, request, m_lab->draw(provider, request), m_band, random);
                QCOMPARE(report.verdict, CheckVerdict::Ok);
                QCOMPARE(report.steps.size(), RandomSteps + 1);
            }
        }
    }

    void cheatsAreCaught_data()
    {
        QTest::addColumn<int>("provider");
        QTest::newRow("4-bit weights") << int(Provider::FourBit);
        QTest::newRow("half the steps") << int(Provider::FewerSteps);
        QTest::newRow("another seed") << int(Provider::OtherSeedPlain);
        QTest::newRow("another seed behind the right noise") << int(Provider::OtherSeed);
        QTest::newRow("another model") << int(Provider::OtherModel);
    }
    void cheatsAreCaught()
    {
        QFETCH(const int, provider);
        const Measured measured = measure(*m_lab, Provider(provider), Drawings);
        QCOMPARE(measured.drawings.size(), std::size_t(Drawings));
        for (const History &history : {History{}, History{.clean = 100'000}}) {
            const double rate = checkRate(history, Tab);
            const Caught caught = simulate(measured, m_band, rate, Tabs);
            QVERIFY2(caught.tabs >= WantedDetection,
                     qPrintable(QStringLiteral("rate %1: %2 of the checks, %3 of the tabs")
                                    .arg(rate)
                                    .arg(caught.checks)
                                    .arg(caught.tabs)));
        }
        // Real tabs with every part of the product, all pictures drawn anew.
        std::mt19937_64 random(quint64(provider) + 5);
        for (int tab = 0; tab < 3; ++tab) {
            bool isCaught = false;
            for (int i = 0; i < Tab && !isCaught; ++i) {
                if (!isPicked(nonceOf(random), QString::number(i), {.root = nonceOf(random), .states = 13},
                              checkRate({}, Tab)))
                    continue;
                const mini::Request request = requestOf(100 * tab + i);
                const States states = m_lab->draw(Provider(provider), request);
                isCaught = check(*m_lab, request, states, m_band, random).verdict == CheckVerdict::Bad;
            }
            QVERIFY(isCaught);
        }
    }

    void aTraceThatWasMadeUpAfterwardsIsCaught()
    {
        // What is opened must be what was committed to, even when it would be right.
        const mini::Request request = requestOf(1);
        const States right = m_lab->draw(Provider::Honest, request);
        const States committed = m_lab->draw(Provider::FourBit, request);
        const auto tree = commit(committed);
        std::mt19937_64 random(2);
        const QList<int> steps = challengedSteps(nonceOf(random), QStringLiteral("j"), tree->commitment());
        TraceCheck check(tree->commitment(), steps, m_band, m_lab->numbers());
        QVERIFY(!check.open(openStates(*tree, right, challengedStates(steps, tree->commitment()))));
        QCOMPARE(check.report().fault, Fault::Proof);
    }

    void aCheckpointIsGoneOnFrom()
    {
        // What the next provider does from a state is what the first one would have done.
        const mini::Request request = requestOf(2);
        const States whole = m_lab->draw(Provider::Honest, request);
        State state = whole[5];
        for (int step = 5; step < request.steps; ++step)
            state = m_lab->again(request, step, state);
        QVERIFY(state == whole.back());
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestCheats)
#include "test_cheats.moc"
