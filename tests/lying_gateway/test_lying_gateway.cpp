// A gateway lies in every way of the table: what a light client then says of a balance, a nonce, a missing account, the
// owner of a token and a transaction is true, or not said to be proven, in words too; and it comes to an end, in little
// memory.
#include "lies.h"
#include "windowwords.h"

#include "app/backends/convert.h"
#include "core/base/secretbytes.h"
#include "core/json/parser.h"
#include "core/light/lightclient.h"
#include "tests/support/chain/await.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ain;
using namespace ain::lying;
using ain::light::Standing;
using ain::test::await;

namespace {

constexpr int AnswerMs = 1000; // a gateway on loopback that takes longer will never answer
constexpr int RoundMs = 60'000; // one that takes longer hangs
constexpr int MostCalls = 160; // of one round
constexpr qint64 MostBytes = 512LL * 1024 * 1024;
constexpr qint64 MostMemory = 64 * 1024 * 1024;
constexpr qint64 MostHeavyMemory = 512 * 1024 * 1024;

/// One client with its own memory of the chain.
struct Client {
    QTemporaryDir directory;
    QNetworkAccessManager http;
    std::unique_ptr<chain::ChainClient> chain;
    std::unique_ptr<light::LightClient> light;

    Client(World &world, const QList<QUrl> &gateways)
    {
        chain::Network network;
        network.id = u"practice"_s;
        network.rpcUrls = gateways;
        network.epochMs = World::EpochMs;
        network.genesisHash = world.hashAt(0);
        network.isPractice = true;
        chain = std::make_unique<chain::ChainClient>(network, http, world.time);
        chain->setAnswerLimits(AnswerMs, 32 * 1024 * 1024);
        light::LightOptions options;
        options.directory = directory.path();
        auto checkpoint = light::Checkpoint::fromGenesis(world.block(0), *crypto::Hash256::parse(world.hashAt(0)),
                                                         network.id, 0, World::EpochMs);
        if (checkpoint)
            options.checkpoint = *checkpoint;
        light = std::make_unique<light::LightClient>(*chain, world.time, options);
    }

    [[nodiscard]] QStringList evidence() const
    {
        return QDir(directory.filePath(u"evidence"_s)).entryList({u"*.json"_s}, QDir::Files);
    }
};

/// Everything a client is asked in one go.
struct Round {
    QList<light::Answer<json::Value>> values; ///< as World::paths
    std::optional<light::Answer<json::Value>> forged;
    light::Answer<light::IncludedTransaction> transaction;
    QString hanging; ///< what did not come to an end
    qint64 memory = 0; ///< growth of the peak, bytes
};

qint64 memoryNow(const char *line)
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &text : file.readAll().split('\n')) {
        if (text.startsWith(line))
            return text.mid(qsizetype(qstrlen(line))).trimmed().split(' ').constFirst().toLongLong() * 1024;
    }
    return 0;
}

void resetPeak()
{
    QFile file(u"/proc/self/clear_refs"_s);
    if (file.open(QIODevice::WriteOnly))
        file.write("5");
}

QString nameOf(Standing standing)
{
    switch (standing) {
    case Standing::Proven: return u"proven"_s;
    case Standing::ProvenOlder: return u"proven, older"_s;
    case Standing::AppsWord: return u"app's word"_s;
    case Standing::Unproven: return u"unproven"_s;
    case Standing::Contradicted: return u"contradicted"_s;
    }
    Q_UNREACHABLE();
}

template<typename T>
bool timedOut(const Result<T> &result)
{
    return !result && result.error().code == errors::Internal && result.error().detail == u"timeout";
}

Round ask(World &world, Client &client, const Lie *lie)
{
    Round round;
    resetPeak();
    const qint64 before = memoryNow("VmRSS:");
    if (timedOut(await(client.chain->connectToNetwork(), RoundMs)))
        round.hanging = u"connect"_s;
    if (timedOut(await(client.light->sync(), RoundMs)))
        round.hanging = u"sync"_s;
    QList<light::StatePath> paths;
    for (const QString &path : std::as_const(world.paths))
        paths.append(*light::StatePath::parse(path));
    auto values = await(client.light->read(paths), RoundMs);
    if (values)
        round.values = *values;
    else
        round.hanging = u"read "_s + values.error().code.toString();
    if (lie != nullptr && lie->about.contains(About::Forged)) {
        QList<light::StatePath> forged{*light::StatePath::parse(world.forgedPath)};
        auto answer = await(client.light->read(forged), RoundMs);
        if (answer && answer->size() == 1)
            round.forged = answer->constFirst();
        else
            round.hanging = u"read of a text's inside"_s;
    }
    const bool isForeign = lie != nullptr && !lie->foreignTx.isEmpty();
    auto transaction =
        await(client.light->transaction(isForeign ? lie->foreignTx : world.txHash, world.txBlock), RoundMs);
    if (transaction)
        round.transaction = *transaction;
    else
        round.hanging = u"transaction "_s + transaction.error().code.toString();
    // Not what a light client asks; a lie about them must not spread to what it does.
    json::Object alice{{u"address"_s, world.aliceAddress}};
    (void)await(client.chain->call(u"ain_getBalance"_s, alice), RoundMs);
    (void)await(client.chain->call(u"ain_getNonce"_s, alice), RoundMs);
    round.memory = memoryNow("VmHWM:") - before;
    return round;
}

template<typename T>
QString told(const light::Answer<T> &answer)
{
    const QString why = answer.why ? answer.why->code.toString() : u"-"_s;
    QStringList args;
    if (answer.why) {
        for (auto [name, value] : answer.why->args.asKeyValueRange())
            args.append(name + u'=' + value.toString());
    }
    return u"%1 (%2 %3)"_s.arg(nameOf(answer.mark.standing()), why, args.join(u' '));
}

/// Empty, or why an answer that is said to follow from a final block does not.
QString untruth(const World &world, const QString &path, const light::Answer<json::Value> &answer)
{
    const Standing standing = answer.mark.standing();
    const bool isProven = standing == Standing::Proven || standing == Standing::ProvenOlder;
    if (isProven != answer.proven.has_value())
        return path + u": the mark and the proof differ"_s;
    if (!isProven && standing != Standing::AppsWord)
        return {};
    if (standing == Standing::AppsWord && !path.startsWith(u"/values/apps/"))
        return path + u": the app's word for what no app writes"_s;
    if (!answer.mark.block())
        return path + u": of no block"_s;
    const qint64 number = answer.mark.block()->number();
    if (answer.mark.block()->header().hash().toString() != world.hashAt(number))
        return path + u": of a block that is not on the chain"_s;
    if (standing == Standing::AppsWord)
        return {};
    const auto truth = world.truth(path, number);
    if (!truth)
        return path + u": nobody knows what was there in block %1"_s.arg(number);
    if (!(*truth == answer.value) || !(*truth == answer.proven->value()))
        return path + u": another value than in block %1"_s.arg(number);
    return {};
}

QString untruth(const World &world, const Lie *lie, const light::Answer<light::IncludedTransaction> &answer)
{
    if (answer.mark.standing() != Standing::Proven && answer.mark.standing() != Standing::ProvenOlder)
        return {};
    if (lie != nullptr && !lie->foreignTx.isEmpty())
        return u"a transaction that is in no block is said to be in one"_s;
    const light::IncludedTransaction &found = answer.value;
    const json::Value &block = world.block(world.txBlock);
    if (!answer.mark.block() || answer.mark.block()->header().hash().toString() != world.hashAt(world.txBlock))
        return u"transaction in another block"_s;
    if (found.hash != world.txHash || found.block != world.txBlock || !(found.receipt == block[u"receipts"].array()[0])
        || !(found.transaction[u"tx_body"] == block[u"transactions"].array()[0][u"tx_body"]))
        return u"another transaction or receipt"_s;
    return {};
}

/// What must hold whatever the gateways say.
QString soundness(const World &world, const Client &client, const Round &round, const Lie *lie)
{
    if (!round.hanging.isEmpty())
        return u"no end: "_s + round.hanging;
    for (qsizetype i = 0; i < round.values.size(); ++i) {
        if (const QString wrong = untruth(world, world.paths[i], round.values[i]); !wrong.isEmpty())
            return wrong;
    }
    if (const QString wrong = untruth(world, lie, round.transaction); !wrong.isEmpty())
        return wrong;
    const auto &tip = client.light->status().tip;
    if (tip && tip->header().hash().toString() != world.hashAt(tip->number()))
        return u"the tip is not on the chain"_s;
    return {};
}

/// Empty, or what was not proven though every gateway, or one of two, is honest.
QString completeness(const World &world, const Round &round)
{
    for (qsizetype i = 0; i < round.values.size(); ++i) {
        const bool isApp = world.paths[i].startsWith(u"/values/apps/");
        if (round.values[i].mark.standing() != (isApp ? Standing::AppsWord : Standing::Proven))
            return world.paths[i] + u": "_s + told(round.values[i]);
        if (!isApp || round.values[i].value == world.truth(world.paths[i], world.last()))
            continue;
        return world.paths[i] + u": not the owner"_s;
    }
    if (round.transaction.mark.standing() != Standing::Proven)
        return u"transaction: "_s + told(round.transaction);
    return {};
}

/// Empty, or where a question that was answered with a lie ended instead of where it should.
/// `codes` gets the reasons that were given.
QString ending(const Lie &lie, const Round &round, bool knewBefore, QStringList &codes)
{
    QList<Standing> ends = lie.ends;
    if (knewBefore)
        ends << Standing::ProvenOlder; // what was proven before the lie
    const auto check = [&](const QString &what, const auto &answer) -> QString {
        if (!ends.contains(answer.mark.standing()))
            return what + u" ended as "_s + told(answer);
        const bool isRefused =
            answer.mark.standing() == Standing::Unproven || answer.mark.standing() == Standing::Contradicted;
        if (isRefused && answer.why)
            codes += answer.why->code.toString();
        if (isRefused && (!answer.why || !lie.codes.contains(answer.why->code.toString())))
            return what + u" was refused with "_s + told(answer);
        return {};
    };
    const bool all = lie.about.contains(About::Everything);
    const std::pair<About, qsizetype> values[] = {
        {About::Balance, 0}, {About::Nonce, 1}, {About::Missing, 2}, {About::TokenOwner, 3}};
    for (const auto &[about, index] : values) {
        if (!all && !lie.about.contains(about))
            continue;
        if (const QString wrong = check(u"value %1"_s.arg(index), round.values[index]); !wrong.isEmpty())
            return wrong;
    }
    if (all || lie.about.contains(About::Transaction)) {
        if (const QString wrong = check(u"transaction"_s, round.transaction); !wrong.isEmpty())
            return wrong;
    }
    return round.forged ? check(u"inside of a text"_s, *round.forged) : QString();
}

/// What the window is given of a round, whatever was asked.
QList<WindowWords::Shown> shownOf(const World &world, const Round &round)
{
    QList<WindowWords::Shown> shown;
    const auto add = [&shown](const QString &what, const auto &answer) {
        shown.append({what, app::proofState(answer.mark, answer.why, answer.bundle, answer.seenAtMs)});
    };
    for (qsizetype i = 0; i < round.values.size(); ++i)
        add(world.paths.at(i), round.values.at(i));
    if (round.forged)
        add(world.forgedPath, *round.forged);
    add(u"transaction"_s, round.transaction);
    return shown;
}

QString bounds(const Lie &lie, const LyingProxy &proxy, const Round &round)
{
    if (proxy.calls() > MostCalls)
        return u"%1 calls"_s.arg(proxy.calls());
    if (proxy.bytesSent() > MostBytes)
        return u"%1 bytes"_s.arg(proxy.bytesSent());
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    if (round.memory > (lie.isHeavy ? MostHeavyMemory : MostMemory))
        return u"%1 MB of memory"_s.arg(round.memory / 1024 / 1024);
#endif
    return {};
}

} // namespace

#define AIN_TRUE(text)                                                                                                 \
    do {                                                                                                               \
        const QString wrong_ = (text);                                                                                 \
        QVERIFY2(wrong_.isEmpty(), qPrintable(wrong_));                                                                \
    } while (false)

class TestLyingGateway : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void passesOnWhatIsTrue();
    void lie_data();
    void lie();
    void aSetThatTheStateDoesNotGive();

private:
    void tellFork(const Lie &lie);
    /// Empty, or what the window says wrongly of a round.
    [[nodiscard]] QString words(const Round &round)
    {
        return m_words->check(shownOf(*m_world, round), m_world->time.nowMs());
    }

    std::unique_ptr<WindowWords> m_words;
    std::unique_ptr<World> m_world;
    std::vector<Lie> m_lies;
};

void TestLyingGateway::initTestCase()
{
    QVERIFY(initializeSecretMemory());
    m_words = std::make_unique<WindowWords>();
    m_world = std::make_unique<World>();
    QVERIFY(m_world->start());
    // What will be the past, once more blocks have been made than a state counts as recent.
    LyingProxy recorder(m_world->honest.url());
    recorder.record(true);
    Client client(*m_world, {recorder.url()});
    const Round round = ask(*m_world, client, nullptr);
    m_world->archive = recorder.archive();
    AIN_TRUE(soundness(*m_world, client, round, nullptr));
    AIN_TRUE(completeness(*m_world, round));
    for (int i = 0; i < 4; ++i)
        QVERIFY(m_world->step());
    for (const auto &make : {stateLies, chainLies, transactionLies, wireLies}) {
        for (Lie &lie : make(*m_world)) {
            const auto codes = reasonsFor(lie.name);
            QVERIFY2(codes, lie.name.constData());
            lie.codes = *codes;
            m_lies.push_back(std::move(lie));
        }
    }
}

void TestLyingGateway::passesOnWhatIsTrue()
{
    LyingProxy proxy(m_world->honest.url());
    Client client(*m_world, {proxy.url()});
    const Round round = ask(*m_world, client, nullptr);
    AIN_TRUE(soundness(*m_world, client, round, nullptr));
    AIN_TRUE(completeness(*m_world, round));
    AIN_TRUE(words(round));
    QCOMPARE(proxy.altered(), 0);
    QVERIFY(proxy.calls() > 0);
    QVERIFY(client.evidence().isEmpty());
    qInfo("honest: %d calls, %lld bytes: %s", proxy.calls(), proxy.bytesSent(), qPrintable(proxy.methods().join(u' ')));
}

void TestLyingGateway::lie_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < m_lies.size(); ++i)
        QTest::newRow(m_lies[i].name.constData()) << int(i);
    QVERIFY(m_lies.size() >= 30);
}

void TestLyingGateway::lie()
{
    QFETCH(int, index);
    const Lie &lie = m_lies[std::size_t(index)];
    if (lie.leavesEvidence) {
        tellFork(lie);
        return;
    }
    World &world = *m_world;
    QElapsedTimer time;
    time.start();

    // At the first contact: nothing is known but where the chain begins.
    LyingProxy proxy(world.honest.url());
    Client fresh(world, {proxy.url()});
    proxy.tell(lie.twist(world));
    Round round = ask(world, fresh, &lie);
    QVERIFY2(proxy.altered() > 0, "nothing was altered");
    AIN_TRUE(soundness(world, fresh, round, &lie));
    QStringList codes;
    AIN_TRUE(words(round));
    AIN_TRUE(ending(lie, round, false, codes));
    AIN_TRUE(bounds(lie, proxy, round));
    const QString ended = lie.about == QList{About::Transaction} ? told(round.transaction)
        : round.forged                                           ? told(*round.forged)
        : lie.about == QList{About::Nonce}                       ? told(round.values[1])
        : lie.about == QList{About::Missing}                     ? told(round.values[2])
        : lie.about == QList{About::TokenOwner}                  ? told(round.values[3])
                                                                 : told(round.values[0]);
    const qint64 memory = round.memory;
    const int calls = proxy.calls();
    const qint64 firstMs = time.elapsed();

    // The same client, once the gateway is honest: it was the lie that kept it from proving.
    QVERIFY(world.mine(3)); // whatever lay in the pool is final
    proxy.tell({});
    if (lie.keepsReaderBusy) {
        Client another(world, {proxy.url()});
        round = ask(world, another, nullptr);
    } else {
        round = ask(world, fresh, nullptr);
    }
    AIN_TRUE(soundness(world, fresh, round, nullptr));
    AIN_TRUE(completeness(world, round));
    QVERIFY(fresh.evidence().isEmpty());

    if (!lie.isSlow && !lie.keepsReaderBusy) {
        // In the middle of its life: what was proven stays true of its block, and grows old.
        QVERIFY(world.step());
        proxy.resetCounts();
        proxy.tell(lie.twist(world));
        round = ask(world, fresh, &lie);
        AIN_TRUE(soundness(world, fresh, round, &lie));
        AIN_TRUE(words(round));
        AIN_TRUE(ending(lie, round, true, codes));
        AIN_TRUE(bounds(lie, proxy, round));
        QVERIFY(world.mine(3));
        proxy.tell({});
        round = ask(world, fresh, nullptr);
        AIN_TRUE(soundness(world, fresh, round, nullptr));
        AIN_TRUE(completeness(world, round));
    }

    // Beside an honest gateway it loses.
    LyingProxy honest(world.honest.url());
    Client both(world, {proxy.url(), honest.url()});
    proxy.resetCounts();
    proxy.tell(lie.twist(world));
    round = ask(world, both, &lie);
    AIN_TRUE(soundness(world, both, round, &lie));
    AIN_TRUE(words(round));
    AIN_TRUE(bounds(lie, proxy, round));
    if (lie.foreignTx.isEmpty() && !lie.ends.contains(Standing::ProvenOlder))
        AIN_TRUE(completeness(world, round));
    QVERIFY(world.mine(3));
    codes.removeDuplicates();
    codes.sort();
    qInfo("%s; %d calls, %lld ms, +%lld MB; refused as %s", qPrintable(ended), calls, firstMs, memory / 1024 / 1024,
          qPrintable(codes.join(u' ')));
}

void TestLyingGateway::aSetThatTheStateDoesNotGive()
{
    // Nodes do not compare a header's validators with the state: such blocks can be final by every rule.
    World &world = *m_world;
    json::Object set = world.block(world.last())[u"validators"].object();
    set.set(world.malloryAddress, json::Object{{u"stake"_s, 1e12}, {u"proposal_right"_s, true}});
    ForgeryPlan plan;
    plan.below = 0;
    plan.validators = set;
    for (int i = 0; i < 3; ++i)
        plan.voters.push_back(&world.keys.validator(i));
    const Forgery forgery(world, plan, world.block(world.last())[u"state_proof_hash"].toString());
    LyingProxy proxy(world.honest.url());
    Twist twist;
    twist.answer = [&forgery](Call &call) { (void)forgery.serve(call); };
    proxy.tell(twist);
    Client client(world, {proxy.url()});
    (void)await(client.light->sync(), RoundMs);
    const light::LightStatus &status = client.light->status();
    QCOMPARE(status.validators.validators().size(), 3);
    QVERIFY(!status.validators.stakeOf(*crypto::Address::parse(world.malloryAddress)));
    QCOMPARE(status.alarms.size(), 1);
    QCOMPARE(status.alarms.constFirst().kind, u"validator_set"_s);
    QTRY_COMPARE(client.evidence().size(), 1);
}

void TestLyingGateway::tellFork(const Lie &lie)
{
    World &world = *m_world;
    const auto nothingIsProven = [](const Round &round) {
        for (const auto &answer : round.values) {
            if (answer.mark.standing() == Standing::Proven)
                return u"still proven"_s;
        }
        return round.transaction.mark.standing() == Standing::Proven ? u"transaction still proven"_s : QString();
    };
    // What is refused is refused for the fork, and says so.
    const auto isTheAlarm = [&](const Round &round) -> QString {
        QList<std::pair<Standing, std::optional<Error>>> ends;
        for (const auto &answer : round.values)
            ends.append({answer.mark.standing(), answer.why});
        ends.append({round.transaction.mark.standing(), round.transaction.why});
        bool isTold = false;
        for (const auto &[standing, why] : std::as_const(ends)) {
            if (standing != Standing::Unproven && standing != Standing::Contradicted)
                continue;
            isTold = true;
            if (!why || !lie.codes.contains(why->code.toString()))
                return u"refused with "_s + (why ? why->code.toString() : u"nothing"_s);
        }
        return isTold ? QString() : u"nothing was refused"_s;
    };
    const auto checkEvidence = [&](const Client &client) -> QString {
        if (client.light->status().alarms.isEmpty())
            return u"no alarm"_s;
        for (const light::Alarm &alarm : client.light->status().alarms) {
            if (const QString wrong = m_words->checkAlarm(alarm.kind); !wrong.isEmpty())
                return wrong;
        }
        if (client.evidence().size() != 1)
            return u"%1 evidence files"_s.arg(client.evidence().size());
        QFile file(client.directory.filePath(u"evidence/"_s + client.evidence().constFirst()));
        if (!file.open(QIODevice::ReadOnly))
            return u"evidence can't be read"_s;
        const auto evidence = json::parse(file.readAll());
        if (!evidence || !(*evidence)[u"first"].isObject() || !(*evidence)[u"second"].isObject()
            || (*evidence)[u"first"] == (*evidence)[u"second"])
            return u"not two statements"_s;
        return {};
    };

    // One gateway that showed the true chain first.
    {
        LyingProxy proxy(world.honest.url());
        Client client(world, {proxy.url()});
        AIN_TRUE(completeness(world, ask(world, client, nullptr)));
        QVERIFY(world.step());
        proxy.tell(lie.twist(world));
        Round round = ask(world, client, nullptr);
        QVERIFY(proxy.altered() > 0);
        AIN_TRUE(soundness(world, client, round, nullptr));
        AIN_TRUE(nothingIsProven(round));
        AIN_TRUE(words(round));
        AIN_TRUE(isTheAlarm(round));
        QTRY_COMPARE(client.evidence().size(), 1);
        AIN_TRUE(checkEvidence(client));
        // For good: an honest answer does not undo it.
        proxy.tell({});
        round = ask(world, client, nullptr);
        AIN_TRUE(nothingIsProven(round));
        AIN_TRUE(words(round));
        AIN_TRUE(isTheAlarm(round));
        Client another(world, {proxy.url()});
        AIN_TRUE(completeness(world, ask(world, another, nullptr)));
    }
    // Two gateways from the start, in either order.
    for (const bool isFirst : {true, false}) {
        LyingProxy liar(world.honest.url());
        LyingProxy honest(world.honest.url());
        liar.tell(lie.twist(world));
        Client client(world, isFirst ? QList{liar.url(), honest.url()} : QList{honest.url(), liar.url()});
        const Round round = ask(world, client, nullptr);
        QVERIFY2(round.hanging.isEmpty(), qPrintable(round.hanging));
        AIN_TRUE(nothingIsProven(round));
        AIN_TRUE(words(round));
        AIN_TRUE(isTheAlarm(round));
        QTRY_COMPARE(client.evidence().size(), 1);
        AIN_TRUE(checkEvidence(client));
    }
}

QTEST_MAIN(TestLyingGateway)
#include "test_lying_gateway.moc"
