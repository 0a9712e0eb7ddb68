// Everything an engine can do wrong ends as an error of its job, and the event loop never waits for it.
#include "tests/support/engine/enginefixture.h"

#include <QDir>
#include <QTest>

#include <random>

using namespace ain;
using namespace ain::engine;
using namespace ain::testing;

namespace {

struct Deed {
    const char *name;
    ErrorCode code; ///< what the job ends with
    bool isSlow = false; ///< found out only by its silence
};

constexpr std::array Deeds = {
    Deed{"crash", errors::EngineCrashed},          Deed{"crash-load", errors::EngineCrashed},
    Deed{"crash-decode", errors::EngineCrashed},   Deed{"abort", errors::EngineCrashed},
    Deed{"exit", errors::EngineCrashed},           Deed{"leave", errors::EngineCrashed},
    Deed{"orphan", errors::EngineCrashed},         Deed{"litter", errors::EngineCrashed},
    Deed{"killed", errors::EngineOutOfMemory},     Deed{"bad-alloc", errors::EngineOutOfMemory},
    Deed{"garbage", errors::EngineProtocol},       Deed{"endless-frame", errors::EngineProtocol},
    Deed{"half-frame", errors::EngineCrashed},     Deed{"bad-json", errors::EngineProtocol},
    Deed{"deep-json", errors::EngineProtocol},     Deed{"no-type", errors::EngineProtocol},
    Deed{"future-version", errors::EngineVersion}, Deed{"no-memory", errors::EngineProtocol},
    Deed{"wrong-size", errors::EngineProtocol},    Deed{"lie", errors::EngineProtocol},
    Deed{"unsealed", errors::EngineProtocol},      Deed{"no-picture-but-a-device", errors::EngineProtocol},
    Deed{"refuse", errors::EngineModelRefused},    Deed{"full", errors::EngineOutOfMemory},
    Deed{"unknown-code", errors::EngineFailed},    Deed{"false-cancel", errors::EngineFailed},
    Deed{"hang", errors::EngineHung, true},        Deed{"stop", errors::EngineHung, true},
    Deed{"slow-frame", errors::EngineHung, true},
};

constexpr double MostMsPerTurn = 50;

} // namespace

class TestFailures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneDeed_data()
    {
        QTest::addColumn<QString>("deed");
        QTest::addColumn<QString>("code");
        for (const Deed &deed : Deeds)
            QTest::newRow(deed.name) << QString::fromLatin1(deed.name) << deed.code.toString();
    }

    void oneDeed()
    {
        QFETCH(QString, deed);
        QFETCH(QString, code);
        EngineFixture fixture;
        EngineClient &client = fixture.start();
        const auto before = fixture.draw(u"a good one"_s, 7);
        QVERIFY(before);
        const auto drawn = fixture.draw(u'!' + deed, 7);
        QVERIFY(!drawn);
        if (deed == u"future-version") {
            // No frame of such an engine can be read; starting it again would not help, and it is not tried.
            QCOMPARE(drawn.error().code.toString(), code);
            QCOMPARE(await(client.ensureStarted()).error().code.toString(), code);
            return;
        }
        QCOMPARE(drawn.error().code.toString(), code);
        const auto after = fixture.draw(u"a good one"_s, 7);
        QVERIFY(after);
        QVERIFY(after->image == before->image);
        QVERIFY(!client.lastError());
    }

    void floodsAreStoppedOrReadPieceByPiece()
    {
        for (const QString &deed : {u"!flood"_s, u"!tiny-flood"_s, u"!chatter"_s, u"!drip"_s, u"!other-job"_s}) {
            EngineFixture fixture;
            EngineClient &client = fixture.start();
            QVERIFY(fixture.draw(u"warm"_s));
            int told = 0;
            QObject::connect(&client, &EngineClient::progressed, &client, [&told] { ++told; });
            const EventLoopWatch watch;
            const auto drawn = fixture.draw(deed, 3);
            if (!drawn)
                QCOMPARE(drawn.error().code, errors::EngineProtocol);
            else
                QVERIFY(drawn->image == fixture.draw(u"a good one"_s, 3)->image);
            QVERIFY2(watch.longestMs() < MostMsPerTurn, qPrintable(u"%1: %2 ms"_s.arg(deed).arg(watch.longestMs())));
            QVERIFY2(told < 2000, qPrintable(u"%1: told %2 times"_s.arg(deed).arg(told)));
        }
    }

    void wordsOfTheEngineAreOnlyThoseOfThePrompt()
    {
        EngineFixture fixture;
        fixture.start();
        const auto drawn = fixture.draw(u"!words and Xyzzy"_s);
        QVERIFY(drawn);
        QCOMPARE(drawn->unknownWords, QStringList{u"xyzzy"_s});
    }

    void twoHundredFailuresLoseNothing()
    {
        EngineFixture fixture;
        EngineClient &client = fixture.start();
        const EventLoopWatch watch;
        std::mt19937 random(20260101); // NOLINT(cert-msc32-c,cert-msc51-cpp): the same order every time
        struct Expected {
            QString id;
            ErrorCode code;
            bool isGood;
        };
        std::vector<Expected> expected;
        int induced = 0;
        int slow = 0;
        while (induced < 200) {
            const Deed &deed = Deeds[random() % Deeds.size()];
            const bool isGood = random() % 5 == 0;
            if (!isGood && (deed.code == errors::EngineVersion || (deed.isSlow && slow >= 3)))
                continue;
            slow += !isGood && deed.isSlow ? 1 : 0;
            induced += isGood ? 0 : 1;
            expected.push_back({isGood ? u"fine"_s : u'!' + QString::fromLatin1(deed.name), deed.code, isGood});
        }
        std::vector<int> ended(expected.size(), 0);
        std::vector<QString> codes(expected.size());
        int left = int(expected.size());
        QObject context;
        for (std::size_t i = 0; i < expected.size(); ++i) {
            client.draw(u"job-%1"_s.arg(i), fixture.order(expected[i].id, i))
                .then(&context, [&, i](const Result<Drawn> &drawn) {
                    ++ended[i];
                    codes[i] = drawn ? QString() : drawn.error().code.toString();
                    --left;
                });
        }
        until([&left] { return left == 0; });
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QCOMPARE(ended[i], 1);
            QCOMPARE(codes[i], expected[i].isGood ? QString() : expected[i].code.toString());
        }
        qInfo("%d failures among %zu jobs; longest turn of the event loop: %.1f ms of processor time (%lld turns)",
              induced, expected.size(), watch.longestMs(), watch.turns());
        QVERIFY(watch.longestMs() < MostMsPerTurn);
        QVERIFY(fixture.draw(u"and it still draws"_s));
        // Nothing of 200 engines is left but the folder of the one that runs.
        fixture.client.reset();
        fixture.pool.waitForDone();
        QCOMPARE(QDir(fixture.options.temporaryParent).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestFailures)
#include "test_failures.moc"
