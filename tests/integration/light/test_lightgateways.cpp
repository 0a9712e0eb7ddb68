// The light client between gateways that are made up block by block: forks that only the store knows of, votes for two
// blocks of one epoch, questions that are drawn out, and an end in the middle of a question.
#include "core/base/secretbytes.h"
#include "core/light/lightclient.h"
#include "tests/support/chain/await.h"
#include "tests/support/light/syntheticgateway.h"

#include <QNetworkAccessManager>
#include <QTemporaryDir>
#include <QTest>

using namespace ain;
using namespace ain::test;
using namespace Qt::StringLiterals;
using light::Standing;
using light::testing::SyntheticChain;
using light::testing::SyntheticGateway;

namespace {

const QString Account = u"0x05A1247A7400f0C2A893611adD1505743552c631"_s;

/// Shows the time of the made-up chain; `passed` is added by the test.
class ChainTime final : public Clock {
public:
    [[nodiscard]] qint64 nowMs() const override { return m_system.nowMs() + wall + passed; }
    [[nodiscard]] qint64 monotonicMs() const override { return m_system.monotonicMs() + passed; }
    void set(qint64 now) { wall = now - m_system.nowMs() - passed; }
    qint64 wall = 0;
    qint64 passed = 0;

private:
    SystemClock m_system;
};

/// A chain and the gateway that serves it.
struct Side {
    explicit Side(double balance)
        : genesis(chain.tip()), gateway(chain, light::testing::syntheticState(chain.set(), Account, balance))
    {
    }

    SyntheticChain chain;
    light::Header genesis;
    SyntheticGateway gateway;
};

class Client {
public:
    Client(const QString &directory, const QList<const Side *> &sides, ChainTime &clock)
    {
        chain::Network network;
        network.id = u"synthetic"_s;
        network.chainId = 0;
        network.epochMs = SyntheticChain::EpochMs;
        network.genesisHash = sides.constFirst()->genesis.hash().toString();
        for (const Side *side : sides)
            network.rpcUrls.append(side->gateway.url());
        m_chain = std::make_unique<chain::ChainClient>(network, m_http, clock);
        light::LightOptions options;
        options.directory = directory;
        const SyntheticChain fresh;
        options.checkpoint = fresh.checkpoint(sides.constFirst()->genesis.hash());
        light = std::make_unique<light::LightClient>(*m_chain, clock, options);
    }
    bool connectNow()
    {
        const auto connected = await(m_chain->connectToNetwork());
        if (!connected)
            qWarning() << connected.error().code.toString() << connected.error().args;
        return connected.has_value();
    }
    light::Answer<json::Value> balance()
    {
        auto answers = await(light->read(paths()));
        return answers && !answers->isEmpty() ? answers->constFirst() : light::Answer<json::Value>();
    }
    static QList<light::StatePath> paths()
    {
        return {*light::StatePath::value(QString(u"/accounts/"_s + Account + u"/balance"_s))};
    }

private:
    QNetworkAccessManager m_http;
    std::unique_ptr<chain::ChainClient> m_chain;

public:
    std::unique_ptr<light::LightClient> light;
};

} // namespace

class TestLightGateways : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void provesWhatIsServed()
    {
        Side side(5);
        Client client(m_folder.filePath(u"plain"_s), {&side}, at(side, 8));
        QVERIFY(client.connectNow());
        const auto answer = client.balance();
        if (answer.why)
            qWarning() << answer.why->code.toString() << answer.why->args;
        QCOMPARE(answer.mark.standing(), Standing::Proven);
        QCOMPARE(answer.value, json::Value(5.0));
        QVERIFY(client.light->status().alarms.isEmpty());
    }

    /// Two programs with one directory: what one of them stored, the other does not remember.
    void aForkThatOnlyTheStoreKnows()
    {
        Side one(5);
        Side two(7);
        const QString directory = m_folder.filePath(u"shared"_s);
        at(one, 8);
        Client first(directory, {&one}, at(two, 8));
        Client second(directory, {&two}, m_clock);
        QVERIFY(first.connectNow() && second.connectNow());
        QVERIFY(await(second.light->restore())); // begins with an empty store
        QVERIFY(await(first.light->sync()));
        QCOMPARE(first.balance().mark.standing(), Standing::Proven);

        AIN_REQUIRE_ERROR(await(second.light->sync()), errors::LightAlarm);
        QCOMPARE(second.light->status().alarms.size(), 1);
        QCOMPARE(second.light->status().alarms.constFirst().kind, u"conflicting_final_blocks"_s);
        QVERIFY(!second.light->status().tip);
        const auto answer = second.balance();
        QCOMPARE(answer.mark.standing(), Standing::Contradicted);
        QVERIFY(!answer.proven);
    }

    void votesForTwoBlocksOfOneEpoch_data()
    {
        QTest::addColumn<int>("voters");
        QTest::addColumn<QString>("kind");
        QTest::newRow("one") << 1 << u"double_vote"_s;
        QTest::newRow("two thirds") << 2 << u"conflicting_quorums"_s;
    }
    void votesForTwoBlocksOfOneEpoch()
    {
        QFETCH(int, voters);
        QFETCH(QString, kind);
        Side side(5);
        SyntheticChain other;
        at(side, 8);
        for (int i = 0; i < 8; ++i)
            other.append({{}, {}, crypto::keccak256("other")});
        side.gateway.alsoPooled.push_back(
            json::Object{{u"block"_s, other.tipBlock()}, {u"votes"_s, other.voted(voters).votes}});
        const QString directory = m_folder.filePath(u"votes%1"_s.arg(voters));
        Client client(directory, {&side}, m_clock);
        QVERIFY(client.connectNow());
        const bool stops = kind == u"conflicting_quorums";
        QCOMPARE(await(client.light->sync()).has_value(), !stops);
        QCOMPARE(client.light->status().alarms.size(), 1);
        QCOMPARE(client.light->status().alarms.constFirst().kind, kind);
        QCOMPARE(client.balance().mark.standing(), stops ? Standing::Contradicted : Standing::Proven);
        const QString file = client.light->status().alarms.constFirst().file;
        QTRY_VERIFY(QFile::exists(file));
        // What stops everything does so after a restart too.
        Client later(directory, {&side}, m_clock);
        QVERIFY(later.connectNow());
        side.gateway.alsoPooled.clear();
        QCOMPARE(later.balance().mark.standing(), stops ? Standing::Contradicted : Standing::Proven);
    }

    void aQuestionHasAnEnd()
    {
        Side slow(5);
        Client client(m_folder.filePath(u"slow"_s), {&slow}, at(slow, 8));
        QVERIFY(client.connectNow());
        const qint64 start = m_clock.monotonicMs();
        slow.gateway.onCall = [this] { m_clock.passed += 70'000; };
        slow.gateway.calls.clear();
        const auto answer = client.balance();
        QCOMPARE(answer.mark.standing(), Standing::Unproven);
        QVERIFY(answer.why);
        QCOMPARE(answer.why->code.toString(), errors::LightBudget.toString());
        QCOMPARE(answer.why->args.value(u"what"_s).toString(), u"time"_s);
        QVERIFY(slow.gateway.calls.size() <= 2);
        QVERIFY(m_clock.monotonicMs() - start < 200'000);
    }

    /// One that wastes its part leaves enough to ask another.
    void theNextGatewayIsStillAsked()
    {
        Side slow(5);
        Side quick(5);
        at(slow, 8);
        Client client(m_folder.filePath(u"both"_s), {&slow, &quick}, at(quick, 8));
        QVERIFY(client.connectNow());
        int wasted = 0;
        slow.gateway.onCall = [&] {
            m_clock.passed += 35'000;
            ++wasted;
        };
        const auto answer = client.balance();
        QVERIFY(wasted > 0);
        QVERIFY(answer.proven);
        QCOMPARE(answer.value, json::Value(5.0));
    }

    /// chain.md 10.5: an old chain whose newest header says that it is of now.
    void aTimeThatDoesNotFitTheEpoch()
    {
        Side side(5);
        Client client(m_folder.filePath(u"time"_s), {&side}, at(side, 6));
        side.chain.skipTime(60);
        side.gateway.grow(3);
        QVERIFY(client.connectNow());
        AIN_REQUIRE_ERROR(await(client.light->sync()), errors::LightHeader);
        QVERIFY(!client.light->status().tip);
    }

    /// Frames of questions are destroyed after everything else of the client.
    void anEndInTheMiddleOfAQuestion()
    {
        Side side(5);
        auto client = std::make_unique<Client>(m_folder.filePath(u"end"_s), QList<const Side *>{&side}, at(side, 8));
        QVERIFY(client->connectNow());
        side.gateway.handlers[u"ain_get"_s] = [](const json::Object &) {
            ScriptedReply reply;
            reply.stall = true;
            return reply;
        };
        std::optional<Result<QList<light::Answer<json::Value>>>> ended;
        side.gateway.calls.clear();
        client->light->read(Client::paths()).then(this, [&](auto answers) { ended.emplace(std::move(answers)); });
        QTRY_VERIFY(side.gateway.count(u"ain_get"_s) > 0);
        client->light.reset();
        QTRY_VERIFY(ended);
        QVERIFY(!*ended);
    }

private:
    /// Blocks up to this number, and the time of then.
    ChainTime &at(Side &side, int number)
    {
        side.gateway.grow(number);
        m_clock.set(side.chain.tip().timestampMs() + 500);
        return m_clock;
    }

    QTemporaryDir m_folder;
    ChainTime m_clock;
};

QTEST_GUILESS_MAIN(TestLightGateways)
#include "test_lightgateways.moc"
