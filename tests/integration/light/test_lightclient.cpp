// The light client on the practice network, over HTTP.
#include "core/base/secretbytes.h"
#include "core/light/lightclient.h"
#include "core/sandbox/practicenetwork.h"
#include "tests/support/chain/await.h"

#include <QNetworkAccessManager>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace ain;
using namespace ain::test;
using namespace Qt::StringLiterals;
using light::Standing;

namespace {

// A proof must be made before its block is old, which is a number of blocks: that takes longer under the sanitizer.
#ifdef __SANITIZE_THREAD__
constexpr int BlockIntervalMs = 1000;
#else
constexpr int BlockIntervalMs = 100;
#endif

const QString Nobody = u"0x9999999999999999999999999999999999999999"_s;
const QString Somebody = u"0x05A1247A7400f0C2A893611adD1505743552c631"_s;

light::StatePath balanceOf(const QString &address)
{
    return *light::StatePath::value(QString(u"/accounts/"_s + address + u"/balance"_s));
}

/// A chain and a light client that met it.
class Peer {
public:
    explicit Peer(sandbox::PracticeOptions options = {}) : m_options(options)
    {
        m_options.dataDirectory = folder.filePath(u"chain"_s);
        if (!m_options.instant)
            m_options.blockIntervalMs = BlockIntervalMs;
        startChain();
        startClient();
    }
    void startChain()
    {
        host = std::make_unique<sandbox::PracticeHost>(m_options);
        auto started = await(host->start());
        if (started) {
            endpoints = *started;
            m_options.port = quint16(started->rpcUrl.port()); // the same address after a restart
        }
    }
    void startClient()
    {
        light.reset();
        client.reset();
        auto network = chain::Network::practice(endpoints.rpcUrl, endpoints.eventUrl, endpoints.genesisHash);
        network.epochMs = int(endpoints.epochMs);
        client = std::make_unique<chain::ChainClient>(network, http, clock);
        connected = await(client->connectToNetwork()).has_value();
        light::LightOptions options;
        options.directory = folder.filePath(u"light"_s);
        options.trustFirstContact = true;
        options.blocksOnDemand = m_options.instant;
        light = std::make_unique<light::LightClient>(*client, clock, options);
    }
    light::Answer<json::Value> read(const light::StatePath &path)
    {
        auto answers = await(light->read({path}));
        return answers && !answers->isEmpty() ? answers->constFirst() : light::Answer<json::Value>();
    }
    /// Blocks come by the clock: asks until it is proven by a fresh one or the patience ends.
    light::Answer<json::Value> readProven(const light::StatePath &path)
    {
        light::Answer<json::Value> answer;
        for (int i = 0; i < 50; ++i) {
            answer = read(path);
            if (answer.mark.standing() == Standing::Proven)
                return answer;
            QTest::qWait(BlockIntervalMs);
        }
        if (answer.why)
            qWarning() << answer.why->code.toString() << answer.why->args;
        return answer;
    }

    QTemporaryDir folder;
    sandbox::PracticeEndpoints endpoints;
    std::unique_ptr<sandbox::PracticeHost> host;
    SystemClock clock;
    QNetworkAccessManager http;
    std::unique_ptr<chain::ChainClient> client;
    std::unique_ptr<light::LightClient> light;
    bool connected = false;

private:
    sandbox::PracticeOptions m_options;
};

} // namespace

class TestLightClient : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void provesBalances()
    {
        Peer peer;
        QVERIFY(peer.connected);
        QVERIFY(await(peer.host->fund(Somebody, Amount::fromMicro(12'345'678))));
        QTRY_VERIFY_WITH_TIMEOUT(peer.readProven(balanceOf(Somebody)).value == json::Value(12.345678), 20'000);
        const auto present = peer.readProven(balanceOf(Somebody));
        QCOMPARE(present.mark.standing(), Standing::Proven);
        QCOMPARE(present.proven->value(), json::Value(12.345678));
        QVERIFY(3 * present.proven->block().stakeSigned().micro() >= 2 * present.proven->block().stakeTotal().micro());

        const auto absent = peer.readProven(balanceOf(Nobody));
        QVERIFY(absent.proven);
        QVERIFY(absent.value.isNull());
    }

    void provesWhenBlocksComeOnDemand()
    {
        sandbox::PracticeOptions options;
        options.instant = true;
        Peer peer(options);
        QVERIFY(await(peer.host->fund(Somebody, Amount::fromMicro(1'000'000))));
        const auto answer = peer.read(balanceOf(Somebody));
        if (answer.why)
            qWarning() << answer.why->code.toString() << answer.why->args;
        QCOMPARE(answer.mark.standing(), Standing::Proven);
        QCOMPARE(answer.value, json::Value(1.0));
        QVERIFY(await(peer.host->fund(Somebody, Amount::fromMicro(1'000'000))));
        const auto later = peer.read(balanceOf(Somebody));
        QCOMPARE(later.mark.standing(), Standing::Proven);
        QCOMPARE(later.value, json::Value(2.0));
        QVERIFY(later.proven->block().number() > answer.proven->block().number());
    }

    void provesTransactions()
    {
        sandbox::PracticeOptions options;
        options.instant = true;
        Peer peer(options);
        auto hash = await(peer.host->fund(Somebody, Amount::fromMicro(1'000'000)));
        QVERIFY(hash);
        auto status = await(peer.client->status(*hash));
        QVERIFY(status && status->blockNumber > 0);
        auto included = await(peer.light->transaction(*hash, status->blockNumber));
        QVERIFY(included);
        if (included->why)
            qWarning() << included->why->code.toString() << included->why->args;
        QCOMPARE(included->mark.standing(), Standing::Proven);
        QCOMPARE(included->value.hash, *hash);

        auto elsewhere = await(peer.light->transaction(*hash, status->blockNumber - 1));
        QVERIFY(elsewhere);
        QVERIFY(elsewhere->mark.standing() != Standing::Proven);
        QVERIFY(!elsewhere->proven);
    }

    void keepsWhatWasProvenWithItsAge()
    {
        Peer peer;
        QVERIFY(await(peer.host->fund(Somebody, Amount::fromMicro(1'000'000))));
        QTRY_VERIFY_WITH_TIMEOUT(peer.readProven(balanceOf(Somebody)).value == json::Value(1.0), 20'000);
        const qint64 number = peer.light->status().tip->number();
        peer.host.reset();
        const auto offline = peer.read(balanceOf(Somebody));
        QCOMPARE(offline.mark.standing(), Standing::ProvenOlder);
        QCOMPARE(offline.value, json::Value(1.0));
        QVERIFY(offline.why);
        QVERIFY(offline.proven->block().number() <= number);

        // A new run starts where the old one ended, and links the blocks made meanwhile.
        peer.startChain();
        QTest::qWait(15 * BlockIntervalMs);
        peer.startClient();
        const auto again = peer.readProven(balanceOf(Somebody));
        QCOMPARE(again.mark.standing(), Standing::Proven);
        QVERIFY(again.proven->block().number() > number);
        QVERIFY(peer.light->status().lowestStored <= number);

        // Without any gateway the next run still knows the tip it verified.
        const qint64 last = peer.light->status().tip->number();
        peer.startClient();
        peer.host.reset();
        auto restored = await(peer.light->restore());
        QVERIFY(restored && restored->tip);
        QVERIFY(restored->tip->number() >= last);
    }

    void checksBundlesOffline()
    {
        Peer peer;
        QVERIFY(await(peer.host->fund(Somebody, Amount::fromMicro(1'000'000))));
        QTRY_VERIFY_WITH_TIMEOUT(peer.readProven(balanceOf(Somebody)).value == json::Value(1.0), 20'000);
        const auto answer = peer.readProven(balanceOf(Somebody));
        QVERIFY(answer.bundle);
        auto genesis = await(peer.client->blocks(0, 1));
        QVERIFY(genesis);
        auto checkpoint =
            light::Checkpoint::fromGenesis(genesis->front(), *crypto::Hash256::parse(peer.endpoints.genesisHash),
                                           u"practice"_s, peer.endpoints.chainId, int(peer.endpoints.epochMs));
        QVERIFY(checkpoint);
        auto read = light::ProofBundle::read(answer.bundle->toJson());
        QVERIFY(read);
        auto finding = light::verifyBundle(*read, *checkpoint);
        QVERIFY(finding && finding->state && finding->state->proven);
        QCOMPARE(finding->state->fact.value, json::Value(1.0));
        read->state.value = json::Value(2.0);
        QVERIFY(!light::verifyBundle(*read, *checkpoint));
    }

    void walksBackThroughVerifiedBlocks()
    {
        Peer peer;
        auto hash = await(peer.host->fund(Somebody, Amount::fromMicro(1'000'000)));
        QVERIFY(hash);
        QTRY_VERIFY_WITH_TIMEOUT(peer.readProven(balanceOf(Somebody)).value == json::Value(1.0), 20'000);
        // The walk begins below the tip, which may be the very block that holds the transaction.
        const qint64 number = peer.light->status().tip->number();
        QTRY_VERIFY_WITH_TIMEOUT(await(peer.light->sync()) && peer.light->status().tip->number() > number, 20'000);
        bool found = false;
        light::LightClient::VerifiedBlock at{*peer.light->status().tip, {}};
        while (at.block.number() > 0 && !found) {
            auto below = await(peer.light->blocksBelow(at, 20));
            QVERIFY(below && !below->isEmpty());
            for (const auto &block : std::as_const(*below)) {
                auto here = light::InclusionVerifier::find(block.block, block.body, *hash);
                QVERIFY(here);
                found = found || here->has_value();
            }
            at = below->constLast();
        }
        QVERIFY(found);
    }
};

QTEST_GUILESS_MAIN(TestLightClient)
#include "test_lightclient.moc"
