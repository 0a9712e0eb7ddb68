// The server's parts, and its answers beside recorded ones of the public software (tests/data/sandbox_rpc).
#include "core/base/secretbytes.h"
#include "core/crypto/key.h"
#include "core/crypto/seedrandom.h"
#include "core/sandbox/block.h"
#include "core/sandbox/blockstore.h"
#include "core/sandbox/ledger/genesis.h"
#include "core/sandbox/practicenetwork.h"
#include "core/sandbox/proposer.h"
#include "core/sandbox/stateexport.h"
#include "tests/integration/sandbox/rpcclient.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ain;
using namespace ain::sandbox;
using ain::test::RpcClient;

namespace {

QString dataPath(const QString &name) { return QStringLiteral(AIN_TEST_DATA "/sandbox_rpc/") + name; }

json::Value readJson(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    auto value = json::parse(file.readAll());
    return value ? std::move(*value) : json::Value();
}

/// The form of a value: types, member names (addresses and hashes as names stand for themselves) and the form
/// of the first element of an array.
QString form(const json::Value &value)
{
    static const QRegularExpression hex(u"^0x([0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})$"_s);
    if (value.isObject()) {
        QStringList members;
        for (const auto &[key, member] : value.object()) {
            const QString text = (hex.match(key).hasMatch() ? u"0x.."_s : key) + u':' + form(member);
            if (!members.contains(text))
                members.append(text);
        }
        members.sort();
        return u'{' + members.join(u',') + u'}';
    }
    if (value.isArray())
        return value.array().empty() ? u"[]"_s : u'[' + form(value.array().front()) + u']';
    if (value.isString())
        return hex.match(value.toString()).hasMatch() ? u"hex"_s : u"string"_s;
    if (value.isNumber())
        return u"number"_s;
    return value.isBool() ? u"bool"_s : u"null"_s;
}

} // namespace

class TestServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_network.reset(); }
    void seedRandomVectors();
    void recordedBlocks();
    void stateSurvivesExport();
    void storePrunes();
    void exactAnswers_data();
    void exactAnswers();
    void answersOfTheSameForm_data();
    void answersOfTheSameForm();
    void blocksOfTheSameForm();
    void httpPages();
    void bodiesAreBounded();
    void strangersAreRefused();
    void garbage_data();
    void garbage();
    void ownMethodsCheckTheirArguments();
    void rateLimits();
    void notFoundBlocksHaveNoResult();

private:
    static void rows(const QString &folder)
    {
        QTest::addColumn<QString>("path");
        for (const QString &name : QDir(dataPath(folder)).entryList({u"*.json"_s}, QDir::Files))
            QTest::newRow(qPrintable(name)) << dataPath(folder + u'/' + name);
    }

    std::unique_ptr<PracticeNetwork> m_network;
};

void TestServer::initTestCase()
{
    QVERIFY(initializeSecretMemory());
    PracticeOptions options;
    options.blockIntervalMs = 3'600'000;
    options.seed = QByteArray(32, 'x');
    m_network = std::make_unique<PracticeNetwork>(options);
    QVERIFY(m_network->start());
    QVERIFY(m_network->mineBlocks(24));
}

void TestServer::seedRandomVectors()
{
    const json::Value vectors = readJson(dataPath(u"seedrandom.json"_s));
    QVERIFY(!vectors.array().empty());
    for (const json::Value &row : vectors.array()) {
        crypto::SeedRandom random(row[u"seed"].toString());
        for (const json::Value &expected : row[u"first5"].array())
            QCOMPARE(json::Value(random.next()), expected);
    }
}

void TestServer::recordedBlocks()
{
    const json::Value blocks = readJson(dataPath(u"blocks_20_22.json"_s));
    QCOMPARE(blocks.array().size(), std::size_t(3));
    for (std::size_t i = 0; i < 3; ++i) {
        const json::Value &recorded = blocks.array()[i];
        Block block;
        QVERIFY(readBlock(recorded, true, &block));
        BlockParts parts;
        parts.lastHash = recorded[u"last_hash"].toString();
        parts.lastVotes = recorded[u"last_votes"].array();
        parts.evidence = recorded[u"evidence"].object();
        parts.transactions = recorded[u"transactions"].array();
        parts.receipts = recorded[u"receipts"].array();
        parts.number = recorded[u"number"].toInteger();
        parts.epoch = recorded[u"epoch"].toInteger();
        parts.timestamp = recorded[u"timestamp"].toInteger();
        parts.stateProofHash = recorded[u"state_proof_hash"].toString();
        parts.proposer = recorded[u"proposer"].toString();
        parts.validators = recorded[u"validators"].object();
        QCOMPARE(makeBlock(std::move(parts)).json, recorded);
        if (i > 0) {
            QCOMPARE(selectProposer(blocks.array()[i - 1][u"last_votes_hash"].toString(), block.epoch,
                                    recorded[u"validators"].object()),
                     recorded[u"proposer"].toString());
        }
        json::Value changed = recorded;
        changed.object().set(u"epoch"_s, 1);
        QVERIFY(!readBlock(changed, true, &block));
        changed = recorded;
        changed.object().set(u"receipts"_s, json::Array{json::Value(1)});
        QVERIFY(readBlock(changed, false, &block));
        QVERIFY(!readBlock(changed, true, &block));
    }
}

void TestServer::stateSurvivesExport()
{
    StateTree state = genesisState(recordedNetwork());
    state.write({u"values"_s, u"b"_s, u"z"_s}, 1);
    state.write({u"values"_s, u"b"_s, u"a"_s}, u"text"_s);
    const json::Value exported = exportState(state);
    const auto back = importState(exported);
    QVERIFY(back);
    QCOMPARE(back->rootHash(), state.rootHash());
    QCOMPARE(exportState(*back), exported); // the order of insertion too
    QVERIFY(!importState(json::Value(5)));
    QVERIFY(!importState(json::Array{json::Value(u"a"_s)}));
    QVERIFY(!importState(json::Array{json::Value(1), json::Value(2)}));
}

void TestServer::storePrunes()
{
    const QTemporaryDir directory;
    auto store = BlockStore::open(directory.path());
    QVERIFY(store);
    std::vector<Block> blocks;
    for (qint64 number = 0; number < 1100; ++number) {
        BlockParts parts;
        parts.number = number;
        parts.timestamp = 1000 + number;
        parts.lastVotes = {json::Value(number)};
        if (number == 7) {
            parts.transactions = {json::Object{{u"hash"_s, u"0xabc"_s}}};
            parts.receipts = {json::Object{{u"code"_s, 0}}};
        }
        blocks.push_back(makeBlock(std::move(parts)));
    }
    std::vector<BlockStore::Entry> entries;
    for (const Block &block : blocks)
        entries.push_back({&block, {json::Value(block.number)}});
    QVERIFY((*store)->append(entries, 1098));
    QVERIFY(!(*store)->append({entries.front()}, 1098)); // twice is a defect, not an overwrite
    QCOMPARE((*store)->lastFinal(), 1098);
    QCOMPARE((*store)->lastNumber(), 1099);
    QVERIFY((*store)->prune(1098));
    QCOMPARE((**(*store)->block(50)).json[u"last_votes"].array().size(), std::size_t(0));
    QCOMPARE((**(*store)->block(50)).hash, blocks[50].hash);
    QCOMPARE((**(*store)->block(7)).json, blocks[7].json);
    QCOMPARE((**(*store)->block(0)).json, blocks[0].json);
    QCOMPARE((**(*store)->block(1050)).json, blocks[1050].json);
    QCOMPARE((*store)->locate(u"0xabc"_s)->number, 7);
    QCOMPARE((*store)->numberOf(blocks[50].hash), 50);
    QCOMPARE((*store)->blocksWithTransactionsSince(0), std::vector<qint64>{7});
    QVERIFY((*store)->prune(BlockStore::KeepHeaders + 60));
    QVERIFY(!*(*store)->block(50));
    QVERIFY(*(*store)->block(7));
    QVERIFY(*(*store)->block(0));
    for (const qint64 number : {10, 20, 30})
        QVERIFY((*store)->saveSnapshot(number, json::Array{json::Value(number)}));
    QCOMPARE((*store)->snapshot(25)->number, 20);
    QVERIFY(!(*store)->snapshot(15)); // only two are kept
    QCOMPARE(BlockStore::open(directory.path()).error().code, errors::SandboxLocked);
}

void TestServer::exactAnswers_data() { rows(u"exact"_s); }

void TestServer::exactAnswers()
{
    QFETCH(QString, path);
    const json::Value recorded = readJson(path);
    RpcClient client(m_network->rpcUrl());
    const auto answer = client.post(json::canonical(recorded[u"request"]));
    QCOMPARE(json::Value(answer.status), recorded[u"http_status"]);
    QCOMPARE(QString::fromUtf8(json::canonical(answer.value)),
             QString::fromUtf8(json::canonical(recorded[u"response"])));
}

void TestServer::answersOfTheSameForm_data() { rows(u"shape"_s); }

void TestServer::answersOfTheSameForm()
{
    QFETCH(QString, path);
    const json::Value recorded = readJson(path);
    RpcClient client(m_network->rpcUrl());
    const json::Value address = client.result(u"ain_getAddress"_s);
    QByteArray request = json::canonical(recorded[u"request"]);
    // The recorded accounts are not ours: the faucet stands for the one with coins, our validator for theirs.
    request.replace("0x09A0d53FDf1c36A131938eb379b98910e55EEfe1", m_network->faucetAddress().toUtf8());
    request.replace("0x00ADEc28B6a845a085e03591bE7550dd68673C1C", address.toString().toUtf8());
    const auto answer = client.post(request);
    QCOMPARE(answer.status, 200);
    json::Value expected = recorded[u"response"];
    json::Value got = answer.value;
    for (json::Value *value : {&expected, &got}) {
        // Rewards come once there were fees.
        value->object().find(u"result")->object().find(u"result")->isObject()
            ? (void)value->object().find(u"result")->object().find(u"result")->object().remove(u"rewards")
            : void();
    }
    QCOMPARE(form(got), form(expected));
}

void TestServer::blocksOfTheSameForm()
{
    const json::Value recorded = readJson(dataPath(u"blocks_20_22.json"_s)).array()[1];
    RpcClient client(m_network->rpcUrl());
    const json::Value whole =
        client.result(u"ain_getBlockByNumber"_s, {{u"number"_s, 21}, {u"getFullTransactions"_s, true}});
    QCOMPARE(form(whole), form(recorded));
    QCOMPARE(form(client.result(u"ain_getBlockByHash"_s, {{u"hash"_s, whole[u"hash"]}})), form(recorded));
}

void TestServer::httpPages()
{
    RpcClient client(m_network->rpcUrl());
    const QUrl base = m_network->rpcUrl();
    QCOMPARE(client.get(base.resolved(QUrl(u"/health_check"_s))).body, QByteArray("true"));
    QVERIFY(client.get(base.resolved(QUrl(u"/"_s))).body.contains("1.6.0"));
    const auto number = client.get(base.resolved(QUrl(u"/last_block_number"_s)));
    QCOMPARE(number.value[u"result"].toInteger(), m_network->lastFinalBlockNumber());
    QCOMPARE(client.get(base.resolved(QUrl(u"/get_value?ref=/"_s))).status, 404);
}

void TestServer::bodiesAreBounded()
{
    RpcClient client(m_network->rpcUrl());
    const QByteArray head = R"({"jsonrpc":"2.0","id":0,"method":"ain_get","params":{"protoVer":"1.0.0","ref":")";
    const QByteArray tail = R"(","type":"GET_VALUE"}})";
    const auto fits = client.post(head + QByteArray(102'400 - head.size() - tail.size(), 'x') + tail);
    QCOMPARE(fits.status, 200);
    const auto tooLarge = client.post(head + QByteArray(110'000, 'x') + tail);
    QCOMPARE(tooLarge.status, 413);
    QVERIFY(tooLarge.body.startsWith("<!DOCTYPE html>"));
    QVERIFY(tooLarge.value.isNull());
}

void TestServer::strangersAreRefused()
{
    RpcClient client(m_network->rpcUrl());
    const QByteArray status = R"({"jsonrpc":"2.0","id":0,"method":"sandbox_status","params":{}})";
    QCOMPARE(client.post(status).status, 200);
    QCOMPARE(client.post(status, {{"Origin", "https://example.org"}}).status, 403);
    QCOMPARE(client.post(status, {{"Host", "evil.example.org"}}).status, 403);
    QCOMPARE(client.post(status, {{"Host", "localhost:1"}}).status, 200);
    const QByteArray read = R"({"jsonrpc":"2.0","id":0,"method":"net_getChainId","params":{"protoVer":"1.0.0"}})";
    QCOMPARE(client.post(read, {{"Host", "evil.example.org"}}).status, 403);
    QCOMPARE(client.post(status, {{"Content-Type", "text/plain"}}).status, 400);
}

void TestServer::garbage_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("no http") << QByteArray("hello\r\n\r\n") << QByteArray("400");
    QTest::newRow("bad header") << QByteArray("GET / HTTP/1.1\r\nHost\r\n\r\n") << QByteArray("400");
    QTest::newRow("no host") << QByteArray("GET / HTTP/1.1\r\n\r\n") << QByteArray("403");
    QTest::newRow("long header") << QByteArray("GET /" + QByteArray(20'000, 'a')) << QByteArray("431");
    QTest::newRow("negative length") << QByteArray(
        "POST /json-rpc HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n")
                                     << QByteArray("400");
    QTest::newRow("huge length") << QByteArray(
        "POST /json-rpc HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999999\r\n\r\n")
                                 << QByteArray("413");
    QTest::newRow("chunked") << QByteArray(
        "POST /json-rpc HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
                             << QByteArray("411");
    QTest::newRow("no json") << QByteArray(
        "POST /json-rpc HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{x")
                             << QByteArray("400");
    QTest::newRow("deep json") << QByteArray("POST /json-rpc HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                                             "application/json\r\nContent-Length: 50000\r\n\r\n"
                                             + QByteArray(50'000, '['))
                               << QByteArray("400");
}

void TestServer::garbage()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, status);
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, quint16(m_network->rpcUrl().port()));
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    socket.write(request);
    QTRY_VERIFY(socket.bytesAvailable() > 12);
    const QByteArray answer = socket.readAll();
    QVERIFY2(answer.startsWith("HTTP/1.1 " + status), answer.left(60).constData());
}

void TestServer::ownMethodsCheckTheirArguments()
{
    RpcClient client(m_network->rpcUrl());
    const auto code = [&](const QString &method, json::Object params) {
        return client.call(method, std::move(params)).at({u"result", u"code"}).toInteger();
    };
    QCOMPARE(code(u"sandbox_faucet"_s, {{u"address"_s, u"0x12"_s}, {u"amount"_s, 1}}), 95002);
    QCOMPARE(code(u"sandbox_faucet"_s, {{u"address"_s, m_network->faucetAddress()}, {u"amount"_s, u"1"_s}}), 95001);
    QCOMPARE(code(u"sandbox_faucet"_s, {{u"address"_s, m_network->faucetAddress()}, {u"amount"_s, 1e300}}), 95001);
    QCOMPARE(code(u"sandbox_mineBlock"_s, {{u"count"_s, 0}}), 95001);
    QCOMPARE(code(u"sandbox_mineBlock"_s, {{u"count"_s, 100'000}}), 95001);
    QCOMPARE(code(u"sandbox_advanceTime"_s, {{u"ms"_s, -1}}), 95002);
    QCOMPARE(code(u"sandbox_advanceTime"_s, {{u"ms"_s, 1e15}}), 95002);
}

void TestServer::rateLimits()
{
    PracticeOptions options;
    options.blockIntervalMs = 3'600'000;
    options.limitRates = true;
    PracticeNetwork network(options);
    QVERIFY(network.start());
    RpcClient client(network.rpcUrl());
    const QByteArray send =
        R"({"jsonrpc":"2.0","id":0,"method":"ain_sendSignedTransaction","params":{"protoVer":"1.0.0"}})";
    for (int i = 0; i < 60; ++i)
        QCOMPARE(client.post(send).status, 200);
    const auto refused = client.post(send);
    QCOMPARE(refused.status, 429);
    QCOMPARE(refused.body, QByteArray("Too many requests, please try again later."));
    QCOMPARE(client.result(u"net_getChainId"_s), json::Value(0)); // reads have their own budget
}

void TestServer::notFoundBlocksHaveNoResult()
{
    RpcClient client(m_network->rpcUrl());
    const json::Value answer = client.call(u"ain_getBlockByNumber"_s, {{u"number"_s, 999}});
    QVERIFY(!answer[u"result"].object().contains(u"result"));
    // Block 0 in both forms.
    (void)client.call(u"ain_getBlockByNumber"_s, {{u"number"_s, 0}});
    const json::Value genesis =
        client.result(u"ain_getBlockByNumber"_s, {{u"number"_s, 0}, {u"getFullTransactions"_s, true}});
    QCOMPARE(genesis[u"hash"].toString(), m_network->genesisHash());
}

QTEST_GUILESS_MAIN(TestServer)
#include "test_server.moc"
