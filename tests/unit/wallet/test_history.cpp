// The history scan on a practice network behind a gateway that can lie.
#include "core/chain/operations/set.h"
#include "core/sandbox/practicenetwork.h"
#include "core/wallet/history.h"
#include "core/wallet/ledger.h"
#include "tests/lying_gateway/lyingproxy.h"
#include "tests/support/chain/await.h"
#include "tests/support/light/proofmaker.h"

#include <QNetworkAccessManager>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace ain;
using namespace ain::test;
using namespace Qt::StringLiterals;
using wallet::Direction;
using wallet::HistoryEntry;
using wallet::HistoryScan;

namespace {

const crypto::Address Other = crypto::Address::parse(u"0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96").value();

Amount ain_(qint64 whole) { return Amount::fromMicro(whole * Amount::MicroPerAin); }

json::Value transferTo(const crypto::Address &from, const crypto::Address &to, const QString &key, double amount)
{
    return json::Object{
        {u"type"_s, u"SET_VALUE"_s},
        {u"ref"_s, u"/transfer/%1/%2/%3/value"_s.arg(from.toString(), to.toString(), key)},
        {u"value"_s, amount},
    };
}

class Bench {
public:
    Bench()
    {
        vaultThread.start();
        sandbox::PracticeOptions options;
        options.instant = true;
        host = std::make_unique<sandbox::PracticeHost>(options);
        auto started = await(host->start());
        if (!started)
            return;
        proxy = std::make_unique<lying::LyingProxy>(started->rpcUrl);
        network = chain::Network::practice(proxy->url(), {}, started->genesisHash);
        network.epochMs = int(started->epochMs);
        open();
    }
    ~Bench()
    {
        close();
        proxy.reset();
        host.reset();
        vaultThread.quit();
        vaultThread.wait();
    }
    Q_DISABLE_COPY_MOVE(Bench)

    void open()
    {
        vault = std::make_unique<vault::Vault>(folder.filePath(u"vault"_s), &vaultThread, clock,
                                               vault::KdfCost{1, 8 * 1024});
        const bool isNew = vault->state() == vault::Vault::State::Missing;
        ok = (isNew ? await(vault->create(SecretBytes())) : await(vault->unlock(SecretBytes()))).has_value();
        http = std::make_unique<QNetworkAccessManager>();
        client = std::make_unique<chain::ChainClient>(network, *http, clock);
        ok = ok && await(client->connectToNetwork()).has_value();
        light::LightOptions options;
        options.directory = folder.filePath(u"light"_s);
        options.trustFirstContact = true;
        options.blocksOnDemand = true;
        light = std::make_unique<light::LightClient>(*client, clock, options);
        wallet = std::make_unique<wallet::Wallet>(*vault, *client, clock, rng, light.get());
    }
    /// As after a kill: nothing is told to anybody.
    void close()
    {
        wallet.reset();
        light.reset();
        client.reset();
        http.reset();
        vault.reset();
    }
    vault::KeyRecord account(qint64 whole)
    {
        auto key = await(wallet->createAccount(12, crypto::PathFamily::Ain, QString()));
        if (!key)
            return {};
        if (whole > 0 && !await(host->fund(key->address.toString(), ain_(whole))))
            return {};
        return *key;
    }
    Result<wallet::TxRecord> finish(Result<wallet::Draft> draft)
    {
        if (!draft)
            return failure(draft.error());
        auto record = await(wallet->confirm(draft->id, u"a note"_s));
        if (!record)
            return failure(record.error());
        return await(wallet->finished(record->hash));
    }
    Result<wallet::HistoryProgress> scan(const HistoryScan &what = {})
    {
        return await(wallet->history().scan(what), 60'000);
    }
    QList<HistoryEntry> proven(const QString &account)
    {
        auto all = await(wallet->history().entries(account));
        QList<HistoryEntry> out;
        for (const HistoryEntry &entry : all ? *all : QList<HistoryEntry>()) {
            if (entry.isProven)
                out.append(entry);
        }
        return out;
    }
    wallet::HistoryState scanned(const QString &account)
    {
        auto state = await(wallet->history().scanned(account));
        return state ? *state : wallet::HistoryState();
    }
    qint64 tip()
    {
        auto synced = await(light->sync());
        return synced && synced->tip ? synced->tip->number() : -1;
    }

    SystemClock clock;
    SystemRng rng;
    QTemporaryDir folder;
    QThread vaultThread;
    std::unique_ptr<sandbox::PracticeHost> host;
    std::unique_ptr<lying::LyingProxy> proxy;
    chain::Network network;
    std::unique_ptr<vault::Vault> vault;
    std::unique_ptr<QNetworkAccessManager> http;
    std::unique_ptr<chain::ChainClient> client;
    std::unique_ptr<light::LightClient> light;
    std::unique_ptr<wallet::Wallet> wallet;
    bool ok = false;
};

} // namespace

class TestHistory : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }
    void ranges();
    void findsPaymentsBothWays();
    void balancesAddUp();
    void failedOnesMoveNothing();
    void goesOnWhereItStopped();
    void fillsTheGapOfTimeOffline();
    void scansForNewAccounts();
    void refusesLies_data();
    void refusesLies();
    void knowsAnotherChain();
    void goesOnAfterUnlocking();
    void followsTheChain();
    void needsALightClient();
};

void TestHistory::ranges()
{
    light::testing::SyntheticChain chain;
    QList<light::FinalBlock> blocks; // by number
    blocks.append(light::testing::ProofMaker::believed(chain.tip(), 0));
    QList<light::Header> headers;
    for (int i = 1; i <= 30; ++i)
        headers.append(chain.append());
    const light::VotedHeader first = chain.appendVoted();
    const light::VotedHeader second = chain.appendVoted();
    const light::VotedHeader third = chain.appendVoted();
    auto top = light::FinalityVerifier(chain.set(), 0).verify(first, second, third);
    QVERIFY(top);
    light::FinalBlock at = *light::FinalityVerifier::linkBack(*top, first.header);
    QList<light::FinalBlock> linked; // 30 … 1
    for (auto header = headers.crbegin(); header != headers.crend(); ++header) {
        at = *light::FinalityVerifier::linkBack(at, *header);
        linked.append(at);
    }
    const auto run = [&](qint64 from, qint64 to) { return linked.mid(30 - to, to - from + 1); };
    const auto hash = [&](qint64 number) { return linked.at(30 - number).header().hash(); };

    wallet::HistoryState state;
    QCOMPARE(state.nextNeeded(30), -1);
    state.floor = 3;
    QCOMPARE(state.nextNeeded(30), 30);
    QVERIFY(state.add(run(21, 30), std::nullopt));
    QCOMPARE(state.nextNeeded(30), 20);
    QVERIFY(state.add(run(5, 9), hash(10)));
    QCOMPARE(state.ranges.size(), 2);
    const QList<std::pair<qint64, qint64>> expected{{10, 20}, {3, 4}};
    QCOMPARE(state.holes(30), expected);
    // The block above is another one than the range begins with.
    wallet::HistoryState before = state;
    auto refused = state.add(run(15, 20), hash(20));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, errors::WalletHistoryBroken);
    QCOMPARE(state.ranges.size(), before.ranges.size());
    QVERIFY(state.add(run(15, 20), hash(21)));
    QCOMPARE(state.ranges.first().from, 15);
    QCOMPARE(state.ranges.first().fromHash, hash(15));
    QCOMPARE(state.ranges.first().toHash, hash(30));
    // The range below ends with another block.
    state.ranges.last().toHash = hash(1);
    QVERIFY(!state.add(run(10, 14), hash(15)));
    state.ranges.last().toHash = hash(9);
    QVERIFY(state.add(run(8, 14), hash(15)));
    QCOMPARE(state.ranges.size(), 1);
    QCOMPARE(state.nextNeeded(30), 4);
    // What the vault gives back is what it was given.
    state.address = Other;
    const auto again = wallet::historyStateFrom(wallet::toRecord(state).value);
    QVERIFY(again);
    QCOMPARE(again->ranges.size(), 1);
    QCOMPARE(again->ranges.first().fromHash, hash(5));
    QVERIFY(!wallet::historyStateFrom(json::Value(u"nonsense"_s)));
    QVERIFY(!wallet::historyEntryFrom(wallet::toRecord(state).value));
    wallet::HistoryState second_ = before;
    second_.floor = 12;
    const QList<std::pair<qint64, qint64>> both{{10, 20}, {3, 4}};
    QCOMPARE(wallet::unionOfHoles({before, second_}, 30), both);
}

void TestHistory::findsPaymentsBothWays()
{
    Bench bench;
    QVERIFY(bench.ok);
    const auto a = bench.account(100);
    const auto b = bench.account(50);
    auto sent = bench.finish(await(bench.wallet->prepareTransfer(a.id, Other, ain_(7))));
    AIN_REQUIRE(sent);
    json::Array list;
    list.push_back(transferTo(b.address, Other, u"k1"_s, 1));
    list.push_back(transferTo(b.address, a.address, u"k2"_s, 3.5));
    const json::Value set = json::Object{{u"type"_s, u"SET"_s}, {u"op_list"_s, std::move(list)}};
    auto set_ = bench.finish(await(bench.wallet->prepare(b.id, set, Amount::fromMicro(4'500'000), {})));
    AIN_REQUIRE(set_);
    auto own = bench.finish(await(bench.wallet->prepareTransfer(a.id, b.address, ain_(2))));
    AIN_REQUIRE(own);
    QVERIFY(await(bench.host->mineBlocks(30)));

    auto done = bench.scan();
    AIN_REQUIRE(done);
    QCOMPARE(done->done, done->total);
    QCOMPARE(done->total, bench.tip() + 1);
    QCOMPARE(done->found, 7); // 4 of a, 3 of b
    const QList<HistoryEntry> ofA = bench.proven(a.id);
    QCOMPARE(ofA.size(), 4);
    QCOMPARE(ofA[0].direction, Direction::Out);
    QCOMPARE(ofA[0].counterparty, b.address.toString());
    QCOMPARE(ofA[0].amount, ain_(2));
    QCOMPARE(ofA[1].direction, Direction::In); // inside SET
    QCOMPARE(ofA[1].counterparty, b.address.toString());
    QCOMPARE(ofA[1].amount, Amount::fromMicro(3'500'000));
    QVERIFY(!ofA[1].fee);
    QVERIFY(!ofA[1].isMine);
    QCOMPARE(ofA[2].direction, Direction::Out);
    QCOMPARE(ofA[2].counterparty, Other.toString());
    QCOMPARE(ofA[2].hash, sent->hash);
    QCOMPARE(ofA[2].fee, std::optional(sent->fee));
    QCOMPARE(ofA[2].memo, u"a note"_s);
    QCOMPARE(ofA[2].block, sent->status.blockNumber);
    QCOMPARE(ofA[2].state, chain::TxState::Final);
    QVERIFY(!ofA[2].facts.isEmpty());
    QCOMPARE(ofA[3].direction, Direction::In); // the faucet
    QCOMPARE(ofA[3].amount, ain_(100));
    const QList<HistoryEntry> ofB = bench.proven(b.id);
    QCOMPARE(ofB.size(), 3);
    QCOMPARE(ofB[0].direction, Direction::In);
    QCOMPARE(ofB[0].hash, own->hash);
    QCOMPARE(ofB[1].direction, Direction::Out);
    QCOMPARE(ofB[1].amount, Amount::fromMicro(4'500'000));
    QVERIFY(ofB[1].counterparty.isEmpty()); // several
    // Everything is there once, whatever is scanned again.
    auto again = bench.scan();
    AIN_REQUIRE(again);
    QCOMPARE(again->total, 0);
    auto all = await(bench.wallet->history().entries({}));
    AIN_REQUIRE(all);
    QCOMPARE(all->size(), 7);
    bench.close();
    bench.open();
    QCOMPARE(bench.proven(a.id).size(), 4);
    QCOMPARE(bench.proven(a.id)[1].amount, Amount::fromMicro(3'500'000));
}

void TestHistory::balancesAddUp()
{
    Bench bench;
    QVERIFY(bench.ok);
    const auto a = bench.account(100);
    const auto b = bench.account(50);
    QList<Amount> after; // of a, oldest first
    const auto note = [&] {
        auto view = await(bench.wallet->balance(a.id));
        after.append(view && view->amount ? *view->amount : Amount());
    };
    note();
    AIN_REQUIRE(bench.finish(await(bench.wallet->prepareTransfer(a.id, Other, ain_(7)))));
    note();
    AIN_REQUIRE(bench.finish(await(bench.wallet->prepareTransfer(b.id, a.address, ain_(3)))));
    note();
    AIN_REQUIRE(bench.finish(await(bench.wallet->prepareTransfer(a.id, b.address, ain_(2)))));
    QVERIFY(await(bench.host->mineBlocks(30)));
    AIN_REQUIRE(bench.scan());
    auto ledger = await(bench.wallet->ledger(a.id));
    AIN_REQUIRE(ledger);
    QCOMPARE(ledger->rows.size(), 4);
    auto now = await(bench.wallet->balance(a.id));
    AIN_REQUIRE(now);
    QCOMPARE(now->mark.standing(), light::Standing::Proven);
    after.append(*now->amount);
    AIN_REQUIRE(bench.scan());
    ledger = await(bench.wallet->ledger(a.id));
    AIN_REQUIRE(ledger);
    for (qsizetype i = 0; i < 4; ++i) {
        const wallet::LedgerRow &row = ledger->rows.at(3 - i);
        QVERIFY2(row.balanceAfter, qPrintable(row.entry.hash));
        if (!after.at(i).isZero())
            QCOMPARE(*row.balanceAfter, after.at(i));
    }
    QCOMPARE(ledger->rows.at(3).balanceAfter->micro(), 100'000'000);
    QCOMPARE(ledger->rows.first().name, b.name);
    // Nobody says what lies outside of the looked-through blocks.
    AIN_REQUIRE(await(bench.wallet->history().forgetAll()));
    ledger = await(bench.wallet->ledger(a.id));
    AIN_REQUIRE(ledger);
    for (const wallet::LedgerRow &row : std::as_const(ledger->rows))
        QVERIFY(!row.balanceAfter);
}

void TestHistory::failedOnesMoveNothing()
{
    Bench bench;
    QVERIFY(bench.ok);
    const auto a = bench.account(100);
    AIN_REQUIRE(bench.finish(await(bench.wallet->prepareTransfer(a.id, Other, ain_(1)))));
    auto drafted = await(bench.wallet->prepareTransfer(a.id, Other, ain_(1)));
    AIN_REQUIRE(drafted);
    bench.wallet->discard(drafted->id);
    AIN_REQUIRE(bench.scan());
    // A receipt with an error moved nothing, whatever the operation says.
    light::testing::BlockContent content;
    const auto key = light::testing::keyOf("payer");
    json::Object body{{u"operation"_s, transferTo(key.address(), a.address, u"k"_s, 5)},
                      {u"nonce"_s, 0},
                      {u"timestamp"_s, 1'795'000'000'000.0},
                      {u"gas_price"_s, 500}};
    content.transactions.push_back(light::testing::signedBy(key, json::Value(std::move(body)), 0));
    content.receipts.push_back(json::Object{{u"code"_s, 10103}, {u"gas_cost_total"_s, 0}});
    light::testing::SyntheticChain chain;
    const light::VotedHeader first = chain.voted();
    const light::VotedHeader second = chain.appendVoted(content);
    const json::Value block = chain.tipBlock();
    const light::VotedHeader third = chain.appendVoted();
    auto final = light::FinalityVerifier(chain.set(), 0).verify(first, second, third);
    QVERIFY(final);
    auto found = light::InclusionVerifier::touching(*final, block, {a.address});
    QVERIFY(found && found->size() == 1);
    const HistoryEntry entry = wallet::entryFor(found->front(), a.address);
    QCOMPARE(entry.direction, Direction::In);
    QCOMPARE(entry.amount, Amount());
    QVERIFY(entry.state != chain::TxState::Final);
}

void TestHistory::goesOnWhereItStopped()
{
    Bench bench;
    QVERIFY(bench.ok);
    const auto a = bench.account(100);
    QVERIFY(await(bench.host->mineBlocks(150)));
    const qint64 tip = bench.tip();
    QObject here;
    wallet::History &history = bench.wallet->history();
    QObject::connect(&history, &wallet::History::progressChanged, &here, [&](const wallet::HistoryProgress &progress) {
        if (progress.done > 40)
            history.cancel();
    });
    AIN_REQUIRE_ERROR(bench.scan(), errors::Cancelled);
    const qint64 lowest = bench.scanned(a.id).ranges.constFirst().from;
    QVERIFY(lowest > 20 && lowest < tip - 30);
    // The next run is killed in the middle of a batch.
    bench.close();
    bench.open();
    QCOMPARE(bench.scanned(a.id).ranges.constFirst().from, lowest);
    bool isDead = false;
    QObject::connect(&bench.wallet->history(), &wallet::History::progressChanged, &here,
                     [&](const wallet::HistoryProgress &progress) { isDead = isDead || progress.done >= 20; });
    bench.wallet->history().scan({}).detach(); // it ends with its wallet
    QTRY_VERIFY_WITH_TIMEOUT(isDead, 20'000);
    bench.close();
    bench.open();
    const wallet::HistoryState after = bench.scanned(a.id);
    QCOMPARE(after.ranges.size(), 1);
    QVERIFY(after.ranges.constFirst().from <= lowest - 20);
    QVERIFY(after.ranges.constFirst().from > 0);
    QVERIFY(bench.proven(a.id).isEmpty());
    auto done = bench.scan();
    AIN_REQUIRE(done);
    QCOMPARE(done->done, after.ranges.constFirst().from); // no block twice
    QCOMPARE(done->found, 1);
    QCOMPARE(bench.scanned(a.id).ranges.constFirst().from, 0);
    QCOMPARE(bench.scanned(a.id).ranges.constFirst().to, tip);
}

void TestHistory::fillsTheGapOfTimeOffline()
{
    Bench bench;
    QVERIFY(bench.ok);
    const auto a = bench.account(100);
    QVERIFY(await(bench.host->mineBlocks(30)));
    AIN_REQUIRE(bench.scan());
    const qint64 before = bench.tip();
    bench.close();
    QVERIFY(await(bench.host->mineBlocks(45)));
    QVERIFY(await(bench.host->fund(a.address.toString(), ain_(9))));
    QVERIFY(await(bench.host->mineBlocks(33)));
    bench.open();
    auto done = bench.scan();
    AIN_REQUIRE(done);
    QCOMPARE(done->total, bench.tip() - before);
    QCOMPARE(done->done, done->total);
    QCOMPARE(done->found, 1);
    QCOMPARE(bench.scanned(a.id).ranges.size(), 1);
    QCOMPARE(bench.proven(a.id).first().amount, ain_(9));
}

void TestHistory::scansForNewAccounts()
{
    Bench bench;
    QVERIFY(bench.ok);
    const auto a = bench.account(100);
    QVERIFY(await(bench.host->mineBlocks(40)));
    HistoryScan high;
    high.from = bench.tip() - 9;
    auto first = bench.scan(high);
    AIN_REQUIRE(first);
    QCOMPARE(first->total, 10);
    QVERIFY(bench.proven(a.id).isEmpty());
    const auto b = bench.account(5);
    HistoryScan onlyB;
    onlyB.accountIds = {b.id};
    auto second = bench.scan(onlyB);
    AIN_REQUIRE(second);
    QCOMPARE(second->total, bench.tip() + 1);
    QCOMPARE(bench.proven(b.id).size(), 1);
    QVERIFY(bench.proven(a.id).isEmpty());
    // What one account has been scanned for is not asked for again; the other one's gap is.
    auto third = bench.scan();
    AIN_REQUIRE(third);
    QCOMPARE(third->total, bench.tip() + 1 - 10);
    QCOMPARE(bench.proven(a.id).size(), 1);
    QCOMPARE(bench.scanned(a.id).ranges.size(), 1);
}

void TestHistory::refusesLies_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("amount altered") << 0;
    QTest::newRow("transaction left out") << 1;
    QTest::newRow("receipt altered") << 2;
    QTest::newRow("block left out") << 3;
}

void TestHistory::refusesLies()
{
    QFETCH(int, kind);
    Bench bench;
    QVERIFY(bench.ok);
    const auto a = bench.account(100);
    QVERIFY(await(bench.host->mineBlocks(30)));
    QVERIFY(bench.tip() > 0);
    qint64 lied = -1;
    lying::Twist twist;
    twist.answer = [&](lying::Call &call) {
        if (call.method != u"ain_getBlockList")
            return;
        json::Array &blocks = call.payload.array();
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            json::Object &block = blocks[i].object();
            if (block[u"transactions"].array().empty() || !block[u"transactions"].array().front().isObject())
                continue;
            lied = block[u"number"].toInteger();
            if (kind == 0) {
                json::Value &transaction = block.find(u"transactions")->array().front();
                transaction.object().find(u"tx_body")->object().find(u"operation")->object().set(u"value"_s, 100'000);
            } else if (kind == 1) {
                block.set(u"transactions"_s, json::Array());
                block.set(u"receipts"_s, json::Array());
            } else if (kind == 2) {
                block.find(u"receipts")->array().front().object().set(u"code"_s, 1);
            } else {
                blocks.erase(blocks.begin() + std::ptrdiff_t(i));
            }
            return;
        }
    };
    bench.proxy->tell(twist);
    auto refused = bench.scan();
    QVERIFY(!refused);
    QVERIFY2(refused.error().code == errors::LightBody || refused.error().code == errors::LightLink,
             qPrintable(refused.error().code.toString()));
    QVERIFY(lied > 0);
    QVERIFY(bench.proven(a.id).isEmpty());
    const wallet::HistoryState state = bench.scanned(a.id);
    for (const wallet::HistoryRange &range : state.ranges)
        QVERIFY(lied < range.from || lied > range.to);
    QVERIFY(bench.wallet->history().progress().error);
    bench.proxy->tell({});
    AIN_REQUIRE(bench.scan());
    QCOMPARE(bench.proven(a.id).size(), 1);
    QCOMPARE(bench.proven(a.id).first().amount, ain_(100));
}

void TestHistory::knowsAnotherChain()
{
    Bench bench;
    QVERIFY(bench.ok);
    const auto a = bench.account(100);
    QVERIFY(await(bench.host->mineBlocks(60)));
    HistoryScan high;
    high.from = bench.tip() - 29;
    AIN_REQUIRE(bench.scan(high));
    // What was verified then is not what is there now, at either end of what was scanned.
    for (const bool isUpperEnd : {true, false}) {
        bench.close();
        bench.open();
        auto records = await(bench.vault->list(wallet::HistoryKind));
        AIN_REQUIRE(records);
        auto state = wallet::historyStateFrom(records->constFirst().value);
        QVERIFY(state && state->ranges.size() == 1);
        const wallet::HistoryState honest = *state;
        if (isUpperEnd)
            state->ranges.first().toHash = crypto::messageHash(u"another"_s);
        else
            state->ranges.first().fromHash = crypto::messageHash(u"another"_s);
        const vault::Record forged = wallet::toRecord(*state);
        AIN_REQUIRE(await(bench.vault->put(wallet::HistoryKind, forged.id, forged.value)));
        if (isUpperEnd)
            QVERIFY(await(bench.host->mineBlocks(30)));
        HistoryScan what;
        what.from = isUpperEnd ? honest.floor : honest.floor - 10;
        AIN_REQUIRE_ERROR(bench.scan(what), errors::WalletHistoryBroken);
        const vault::Record mended = wallet::toRecord(honest);
        AIN_REQUIRE(await(bench.vault->put(wallet::HistoryKind, mended.id, mended.value)));
    }
    // The way out.
    bench.close();
    bench.open();
    AIN_REQUIRE(await(bench.wallet->history().forgetAll()));
    QVERIFY(bench.scanned(a.id).ranges.isEmpty());
    AIN_REQUIRE(bench.scan());
    QCOMPARE(bench.proven(a.id).size(), 1);
}

void TestHistory::goesOnAfterUnlocking()
{
    Bench bench;
    QVERIFY(bench.ok);
    const auto a = bench.account(100);
    QVERIFY(await(bench.host->mineBlocks(120)));
    bool isLocking = false;
    QObject here;
    QObject::connect(&bench.wallet->history(), &wallet::History::progressChanged, &here,
                     [&](const wallet::HistoryProgress &progress) {
                         if (progress.done >= 20 && !std::exchange(isLocking, true))
                             bench.vault->lock().detach(); // its end is seen in the state
                     });
    auto stopped = bench.scan();
    AIN_REQUIRE_ERROR(stopped, errors::VaultLocked);
    QTRY_COMPARE(bench.vault->state(), vault::Vault::State::Locked);
    AIN_REQUIRE_ERROR(await(bench.wallet->history().entries(a.id)), errors::VaultLocked);
    AIN_REQUIRE(await(bench.vault->unlock(SecretBytes())));
    QTRY_COMPARE_WITH_TIMEOUT(bench.proven(a.id).size(), 1, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(bench.scanned(a.id).ranges.constFirst().from, 0, 20'000);
}

void TestHistory::followsTheChain()
{
    Bench bench;
    QVERIFY(bench.ok);
    const auto a = bench.account(100);
    QSignalSpy changed(&bench.wallet->history(), &wallet::History::changed);
    bench.wallet->history().follow();
    QVERIFY(bench.tip() > 0);
    QTRY_COMPARE_WITH_TIMEOUT(bench.proven(a.id).size(), 1, 20'000);
    QVERIFY(await(bench.host->fund(a.address.toString(), ain_(3))));
    QVERIFY(bench.tip() > 0);
    QTRY_COMPARE_WITH_TIMEOUT(bench.proven(a.id).size(), 2, 20'000);
    QVERIFY(changed.size() >= 2);
    QTRY_VERIFY(!bench.wallet->history().progress().isRunning);
    QVERIFY(!bench.wallet->history().progress().error);
}

void TestHistory::needsALightClient()
{
    Bench bench;
    QVERIFY(bench.ok);
    wallet::Wallet blind(*bench.vault, *bench.client, bench.clock, bench.rng);
    AIN_REQUIRE_ERROR(await(blind.history().scan({})), errors::LightNoCheckpoint);
    blind.history().follow();
    AIN_REQUIRE(await(blind.history().entries({})));
}

QTEST_GUILESS_MAIN(TestHistory)
#include "test_history.moc"
