// The parts of a check, with made-up states.
#include "gpu/share/check/spotcheck.h"
#include "gpu/share/check/tracecheck.h"

#include <QCryptographicHash>
#include <QTest>

#include <cmath>
#include <limits>

using namespace ain;
using namespace ain::share;
using namespace Qt::StringLiterals;

namespace {

QByteArray sha256(const QByteArray &bytes) { return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256); }

QList<QByteArray> digests(int count)
{
    QList<QByteArray> list;
    for (int i = 0; i < count; ++i)
        list.append(sha256(QByteArray::number(i)));
    return list;
}

QByteArray nonce(int number) { return sha256("nonce" + QByteArray::number(number)); }

std::vector<float> stateOf(int index, int numbers = 16)
{
    std::vector<float> state;
    for (int i = 0; i < numbers; ++i)
        state.push_back(std::sin(float(i)) + 0.1F * float(index));
    return state;
}

QByteArray bytesOf(const std::vector<float> &state)
{
    return {reinterpret_cast<const char *>(state.data()), qsizetype(state.size() * sizeof(float))};
}

class TestCheck : public QObject {
    Q_OBJECT
private:
    static constexpr int Steps = 12;
    static constexpr Band Tolerance{.tau = 0.01, .bad = 0.03};

    QList<QByteArray> m_states;
    std::optional<TraceTree> m_tree;
    QList<int> m_steps;

    [[nodiscard]] TraceCheck make() const { return {m_tree->commitment(), m_steps, Tolerance, 16}; }
    [[nodiscard]] QList<OpenedState> opened() const
    {
        QList<OpenedState> list;
        for (const int index : challengedStates(m_steps, m_tree->commitment()))
            list.append({.index = index, .state = m_states[index], .proof = m_tree->proof(index)});
        return list;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QList<QByteArray> hashes;
        for (int i = 0; i <= Steps; ++i) {
            m_states.append(bytesOf(stateOf(i)));
            hashes.append(sha256(m_states.last()));
        }
        m_tree = *TraceTree::make(hashes);
        m_steps = challengedSteps(nonce(1), u"job", m_tree->commitment());
    }

    void everyStateIsProven()
    {
        for (const int count : {2, 3, 4, 5, 7, 8, 13, 21, 61, 64, 65, 1024}) {
            const QList<QByteArray> list = digests(count);
            const auto tree = TraceTree::make(list);
            QVERIFY(tree.has_value());
            QCOMPARE(tree->commitment().states, count);
            for (int i = 0; i < count; ++i)
                QVERIFY(provesState(tree->commitment(), i, list[i], tree->proof(i)));
            QVERIFY(tree->proof(count).isEmpty() && tree->proof(-1).isEmpty());
        }
    }

    // The form is fixed: other programs compute the same root.
    void knownRoots()
    {
        QCOMPARE(TraceTree::make(digests(2))->commitment().root.toHex(), KnownRootOfTwo);
        QCOMPARE(TraceTree::make(digests(13))->commitment().root.toHex(), KnownRootOfThirteen);
    }

    void nothingElseIsProven()
    {
        constexpr int Count = 13;
        const QList<QByteArray> list = digests(Count);
        const auto tree = TraceTree::make(list);
        const TraceCommitment commitment = tree->commitment();
        for (int i = 0; i < Count; ++i) {
            const QList<QByteArray> proof = tree->proof(i);
            for (int other = 0; other < Count; ++other) {
                if (other != i) {
                    QVERIFY(!provesState(commitment, other, list[i], proof));
                    QVERIFY(!provesState(commitment, i, list[other], proof));
                    QVERIFY(!provesState(commitment, other, list[i], tree->proof(other)));
                }
            }
            for (const int states : {2, 12, 14, 1024, 1025, 0, -1})
                QVERIFY(!provesState({.root = commitment.root, .states = states}, i, list[i], proof));
            for (qsizetype at = 0; at < proof.size(); ++at) {
                QList<QByteArray> bad = proof;
                bad[at][0] = char(bad[at][0] ^ 1);
                QVERIFY(!provesState(commitment, i, list[i], bad));
                bad = proof;
                bad.removeAt(at);
                QVERIFY(!provesState(commitment, i, list[i], bad));
                bad = proof;
                bad[at].chop(1);
                QVERIFY(!provesState(commitment, i, list[i], bad));
            }
            QVERIFY(!provesState(commitment, i, list[i], proof + QList<QByteArray>{sha256("more")}));
            QVERIFY(!provesState(commitment, i, list[i].left(31), proof));
        }
        QVERIFY(!provesState({}, 0, list[0], {}));
        // A node is no leaf: its hash and the shorter proof do not pass for a state.
        const auto two = TraceTree::make(digests(2));
        QVERIFY(!provesState({.root = commitment.root, .states = Count}, 0, two->commitment().root, tree->proof(0)));
        QVERIFY(!TraceTree::make(digests(1)).has_value());
        QVERIFY(!TraceTree::make(digests(1025)).has_value());
        QVERIFY(!TraceTree::make({QByteArray(32, 'a'), QByteArray(31, 'a')}).has_value());
    }

    void stepsFollowFromTheNonce()
    {
        const TraceCommitment commitment = m_tree->commitment();
        QHash<int, int> hits;
        constexpr int Rounds = 5500;
        for (int i = 0; i < Rounds; ++i) {
            const QList<int> steps = challengedSteps(nonce(i), u"job", commitment);
            QCOMPARE(steps.size(), RandomSteps + 1);
            QCOMPARE(steps.first(), 0);
            QVERIFY(std::is_sorted(steps.begin(), steps.end()));
            QVERIFY(std::adjacent_find(steps.begin(), steps.end()) == steps.end());
            QVERIFY(steps.last() < Steps);
            for (const int step : steps)
                ++hits[step];
        }
        for (int step = 1; step < Steps; ++step) // 4 of 11 each; eleven standard deviations of 36
            QVERIFY2(std::abs(hits[step] - Rounds * RandomSteps / (Steps - 1)) < 200,
                     qPrintable(QString::number(hits[step])));
        const QList<int> again = challengedSteps(nonce(1), u"job", commitment);
        QCOMPARE(again, m_steps);
        int same = 0;
        for (int i = 0; i < 20; ++i) {
            TraceCommitment other = commitment;
            other.root = sha256(QByteArray::number(i));
            same += int(challengedSteps(nonce(1), u"job", other) == again);
            same += int(challengedSteps(nonce(1), QString::number(i), commitment) == again);
        }
        QVERIFY(same <= 2); // 1 of 330 each
    }

    void challengesThatAreNone()
    {
        const TraceCommitment commitment = m_tree->commitment();
        QCOMPARE(challengedSteps("short", u"job", commitment), QList<int>());
        QCOMPARE(challengedSteps(nonce(1), u"job", {}), QList<int>());
        QCOMPARE(challengedSteps(nonce(1), u"job", commitment, -1), QList<int>());
        QCOMPARE(challengedSteps(nonce(1), u"job", commitment, 100).size(), Steps);
        QCOMPARE(challengedSteps(nonce(1), u"job", {.root = commitment.root, .states = 2}), QList<int>({0}));
        QCOMPARE(challengedStates({0, 5}, commitment), QList<int>({0, 1, 5, 6, 12}));
        QCOMPARE(challengedStates({0, 1, 11}, commitment), QList<int>({0, 1, 2, 11, 12}));
    }

    void picturesArePickedAtTheRate()
    {
        const TraceCommitment commitment = m_tree->commitment();
        for (const double rate : {0.0, 0.05, 0.3, 1.0}) {
            int picked = 0;
            for (int i = 0; i < 4000; ++i)
                picked += int(isPicked(nonce(i), u"job", commitment, rate));
            QVERIFY(std::abs(picked / 4000.0 - rate) < 0.035); // more than four standard deviations
        }
    }

    void distances()
    {
        const std::vector<float> from(100, 0.0F);
        const std::vector<float> again(100, 1.0F);
        std::vector<float> committed(100, 1.01F);
        QVERIFY(std::abs(stepDistance(from, again, committed) - 0.01) < 1e-6);
        QCOMPARE(stepDistance(from, again, again), 0.0);
        QCOMPARE(stepDistance(from, from, from), 0.0);
        QVERIFY(std::isinf(stepDistance(from, from, again)));
        QVERIFY(std::isinf(stepDistance(from, again, std::vector<float>(99, 1.0F))));
        QVERIFY(std::isinf(stepDistance({}, {}, {})));
        // What is claimed is no measure: a claim far away is far away.
        QVERIFY(stepDistance(from, again, std::vector<float>(100, 1000.0F)) > 100);
        for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
            committed[7] = bad;
            QVERIFY(std::isinf(stepDistance(from, again, committed)));
            QCOMPARE(judge(stepDistance(from, again, committed), Tolerance), CheckVerdict::Bad);
        }
        QCOMPARE(judge(std::numeric_limits<double>::quiet_NaN(), Tolerance), CheckVerdict::Bad);
    }

    // What was measured with stable-diffusion.cpp: single steps, from the same state.
    void bandsHoldWhatWasMeasured_data()
    {
        QTest::addColumn<QString>("family");
        QTest::addColumn<PrecisionClass>("precision");
        QTest::addColumn<double>("distance");
        QTest::addColumn<CheckVerdict>("verdict");
        QTest::newRow("other products") << u"sd15"_s << PrecisionClass::A << 1.67e-3 << CheckVerdict::Ok;
        QTest::newRow("flash attention") << u"sdxl"_s << PrecisionClass::A << 1.99e-3 << CheckVerdict::Ok;
        QTest::newRow("widened") << u"flux1"_s << PrecisionClass::A << 1.93e-3 << CheckVerdict::Ok;
        QTest::newRow("q8_0") << u"sd15"_s << PrecisionClass::A << 6.29e-3 << CheckVerdict::Ok;
        QTest::newRow("doubtful") << u"sd15"_s << PrecisionClass::A << 2.0e-2 << CheckVerdict::Inconclusive;
        QTest::newRow("q4_0 as A") << u"sd15"_s << PrecisionClass::A << 7.79e-2 << CheckVerdict::Bad;
        QTest::newRow("q4_0 as B") << u"sd15"_s << PrecisionClass::B << 7.79e-2 << CheckVerdict::Ok;
        QTest::newRow("something else as B") << u"sd15"_s << PrecisionClass::B << 0.5 << CheckVerdict::Bad;
        QTest::newRow("something else as C") << u"qwen_image"_s << PrecisionClass::C << 0.5 << CheckVerdict::Bad;
        QTest::newRow("the built-in one") << u"ain_mini"_s << PrecisionClass::A << 5.0e-3 << CheckVerdict::Ok;
        QTest::newRow("the built-in one, off") << u"ain_mini"_s << PrecisionClass::A << 3.0e-2 << CheckVerdict::Bad;
    }
    void bandsHoldWhatWasMeasured()
    {
        QFETCH(const QString, family);
        QFETCH(const PrecisionClass, precision);
        QFETCH(const double, distance);
        QFETCH(const CheckVerdict, verdict);
        QCOMPARE(judge(distance, bandOf(family, precision)), verdict);
    }

    void pictures()
    {
        const std::vector<std::uint8_t> a(300, 100);
        std::vector<std::uint8_t> b = a;
        QCOMPARE(judge(imageDistance(a, b), ImageBand), CheckVerdict::Ok);
        std::fill(b.begin(), b.end(), std::uint8_t(102));
        QCOMPARE(judge(imageDistance(a, b), ImageBand), CheckVerdict::Ok);
        std::fill(b.begin(), b.end(), std::uint8_t(105));
        QCOMPARE(judge(imageDistance(a, b), ImageBand), CheckVerdict::Inconclusive);
        std::fill(b.begin(), b.end(), std::uint8_t(90));
        QCOMPARE(judge(imageDistance(a, b), ImageBand), CheckVerdict::Bad);
        b.pop_back();
        QCOMPARE(judge(imageDistance(a, b), ImageBand), CheckVerdict::Bad);
    }

    void anHonestTraceIsFine()
    {
        TraceCheck check = make();
        QCOMPARE(check.report().verdict, CheckVerdict::Inconclusive); // nothing was looked at yet
        QVERIFY(check.open(opened()));
        QVERIFY(check.start(stateOf(0)));
        for (const int step : check.steps())
            check.step(step, stateOf(step + 1));
        QCOMPARE(check.report().verdict, CheckVerdict::Ok);
        QCOMPARE(check.report().steps.size(), m_steps.size());
        check.image(1);
        QCOMPARE(check.report().verdict, CheckVerdict::Ok);
        check.image(20);
        QCOMPARE(check.report().verdict, CheckVerdict::Bad);
        QCOMPARE(check.report().fault, Fault::Image);
    }

    void aPartOfACheckSaysNothing()
    {
        TraceCheck check = make();
        QVERIFY(check.open(opened()));
        for (const int step : check.steps())
            check.step(step, stateOf(step + 1));
        QCOMPARE(check.report().verdict, CheckVerdict::Inconclusive); // the beginning was not compared
        QVERIFY(check.start(stateOf(0)));
        QCOMPARE(check.report().verdict, CheckVerdict::Ok);
        TraceCheck other = make();
        QVERIFY(other.open(opened()) && other.start(stateOf(0)));
        other.step(m_steps[1], stateOf(m_steps[1] + 1));
        other.step(m_steps[1], stateOf(m_steps[1] + 1)); // the same again does not count for another
        QCOMPARE(other.report().verdict, CheckVerdict::Inconclusive);
        QCOMPARE(other.report().steps.size(), 1);
    }

    void theWorstDecides()
    {
        TraceCheck check = make();
        QVERIFY(check.open(opened()) && check.start(stateOf(0)));
        std::vector<float> near = stateOf(m_steps[0] + 1);
        for (float &value : near)
            value += 0.002F; // of a step of 0.1
        check.step(m_steps[0], near);
        QCOMPARE(check.report().verdict, CheckVerdict::Inconclusive);
        QCOMPARE(check.report().fault, Fault::Step);
        for (const int step : m_steps.mid(1))
            check.step(step, stateOf(step + 1));
        QCOMPARE(check.report().verdict, CheckVerdict::Inconclusive);
        TraceCheck bad = make();
        QVERIFY(bad.open(opened()) && bad.start(stateOf(0)));
        bad.step(m_steps.last(), stateOf(m_steps.last()));
        QCOMPARE(bad.report().verdict, CheckVerdict::Bad);
        QCOMPARE(bad.report().fault, Fault::Step);
    }

    void whatIsNotOpenedIsBad()
    {
        TraceCheck silent = make();
        silent.notOpened();
        QCOMPARE(silent.report().verdict, CheckVerdict::Bad);
        QCOMPARE(silent.report().fault, Fault::NotOpened);
        const auto faultOf = [this](const QList<OpenedState> &states) {
            TraceCheck check = make();
            return check.open(states) ? Fault::None : check.report().fault;
        };
        QList<OpenedState> states = opened();
        std::reverse(states.begin(), states.end());
        QCOMPARE(faultOf(states), Fault::None);
        states.removeLast();
        QCOMPARE(faultOf(states), Fault::NotOpened);
        states.append(states.first());
        QCOMPARE(faultOf(states), Fault::NotOpened);
        states = opened();
        states[1].state[3] = char(states[1].state[3] ^ 1);
        QCOMPARE(faultOf(states), Fault::Proof);
        states = opened();
        std::swap(states[0].state, states[1].state);
        QCOMPARE(faultOf(states), Fault::Proof);
        QCOMPARE(faultOf({}), Fault::NotOpened);
    }

    void statesAreNumbers()
    {
        for (const QByteArray &bad : {QByteArray(64, '\xff'), bytesOf(stateOf(0, 15)), bytesOf(stateOf(0, 17)),
                                      QByteArray(63, '\0'), bytesOf(std::vector<float>(16, 1e30F)), QByteArray()}) {
            QList<QByteArray> states(13, bad);
            QList<QByteArray> hashes(13, sha256(bad));
            const auto tree = TraceTree::make(hashes);
            TraceCheck check(tree->commitment(), m_steps, Tolerance, 16);
            QList<OpenedState> list;
            for (const int index : challengedStates(m_steps, tree->commitment()))
                list.append({.index = index, .state = bad, .proof = tree->proof(index)});
            QVERIFY(!check.open(list));
            QCOMPARE(check.report().fault, Fault::Numbers);
        }
    }

    void theBeginningIsComparedBitForBit()
    {
        TraceCheck check = make();
        QVERIFY(check.open(opened()));
        std::vector<float> noise = stateOf(0);
        noise[5] = std::nextafter(noise[5], 2.0F);
        QVERIFY(!check.start(noise));
        QCOMPARE(check.report().verdict, CheckVerdict::Bad);
        QCOMPARE(check.report().fault, Fault::Start);
    }

    void picturesDeliveredTwiceShow()
    {
        QSet<QByteArray> known;
        QVERIFY(!repeatsStates(opened(), known));
        QVERIFY(repeatsStates(opened().mid(1, 1), known));
        QVERIFY(!repeatsStates({{.index = 1, .state = "other"}}, known));
    }

    void ratesGoDownWithTrust()
    {
        QCOMPARE(checkRate({}, 20), FirstRate);
        QCOMPARE(checkRate({}, 1), 1.0);
        double last = 1;
        for (const int clean : {0, 100, 200, 400, 1000, 100'000}) {
            const double rate = checkRate({.clean = clean}, 100);
            QVERIFY(rate <= last && rate >= LeastRate);
            last = rate;
        }
        QCOMPARE(checkRate({.clean = 100'000}, 200), LeastRate);
        QVERIFY(std::abs(checkRate({.clean = 100'000}, 20) - 0.2194) < 1e-4);
        QVERIFY(std::abs(checkRate({.clean = HalvingPictures}, 200) - FirstRate / 2) < 1e-9);
        // Who was caught is watched, and trusted more slowly again.
        QCOMPARE(checkRate({.clean = 0, .strikes = 1}, 200), 1.0);
        QCOMPARE(checkRate({.clean = StrikeWatch - 1, .strikes = 3}, 200), 1.0);
        QVERIFY(checkRate({.clean = 400, .strikes = 1}, 200) > checkRate({.clean = 400}, 200));
        QCOMPARE(checkRate({.clean = -5, .strikes = -5}, 20), FirstRate);
        QCOMPARE(checkRate({}, 0), 1.0);
    }

    void tabsAreSafeAtEveryRate()
    {
        QVERIFY(std::abs(caughtByCheck(0.5, RandomSteps) - CaughtByCheck) < 1e-12);
        for (const int clean : {0, 50, 500, 100'000}) {
            for (const int tab : {1, 5, 20, 50, 100, 200})
                QVERIFY(detection(checkRate({.clean = clean}, tab), CaughtByCheck, tab)
                        >= std::min(WantedDetection - 1e-9, caughtByCheck(0.5, RandomSteps)));
        }
        QVERIFY(std::abs(detection(0.30, 1, 20) - 0.99920) < 1e-5); // one tab of somebody new
        QVERIFY(std::abs(detection(0.10, 1, 20) - 0.87842) < 1e-5);
        QCOMPARE(detection(0, 1, 20), 0.0);
        QCOMPARE(detection(1, 1, 1), 1.0);
    }

    void severalCheckersDecideTogether()
    {
        using V = std::vector<CheckVerdict>;
        constexpr auto Ok = CheckVerdict::Ok, Doubt = CheckVerdict::Inconclusive, Bad = CheckVerdict::Bad;
        QCOMPARE(majority(V{}), Doubt);
        QCOMPARE(majority(V{Bad}), Doubt); // nobody alone
        QCOMPARE(majority(V{Bad, Bad}), Bad);
        QCOMPARE(majority(V{Bad, Ok}), Doubt);
        QCOMPARE(majority(V{Bad, Ok, Bad}), Bad);
        QCOMPARE(majority(V{Bad, Ok, Ok}), Ok);
        QCOMPARE(majority(V{Bad, Ok, Doubt}), Doubt);
    }

private:
    const QByteArray KnownRootOfTwo = "075566fa8584c57db5eba284d12906aabfb8953b6df16242e4e62f92280628c9";
    const QByteArray KnownRootOfThirteen = "793e5fc7b48d5c9aa5fea7103e17f09d4bd910322619e317ba15b07f2bb6f92c";
};

} // namespace

QTEST_APPLESS_MAIN(TestCheck)
#include "test_check.moc"
