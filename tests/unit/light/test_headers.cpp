// Header::read against every recorded block, and against what a hostile gateway may send.
#include "core/light/header.h"

#include "core/chain/blockcheck.h"
#include "core/light/checkpoint.h"
#include "tests/support/light/recordedblocks.h"
#include "tests/support/light/signaturecount.h"
#include "tests/support/light/syntheticchain.h"

#include "core/base/secretbytes.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace ain::light {

class TestHeaders : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }
    void recorded_data();
    void recorded();
    void signaturesOfRecordings();
    void signaturesOfAllAnswers();
    void refused_data();
    void refused();
    void firstBlock();
    void otherTextsOfNumbers();
    void checkpoints();

private:
    static json::Value honest() { return test::recordedBlocks(u"blocks_1_39.json"_s).at(4); }
};

void TestHeaders::recorded_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<qsizetype>("count");
    QTest::newRow("1 to 39") << u"blocks_1_39.json"_s << qsizetype(39);
    QTest::newRow("993 to 1004") << u"blocks_993_1004.json"_s << qsizetype(12);
    QTest::newRow("1034 to 1056") << u"blocks_1034_1056.json"_s << qsizetype(23);
    QTest::newRow("with transactions") << u"blocks_with_transactions.json"_s << qsizetype(91);
    QTest::newRow("double votes") << u"double_votes.json"_s << qsizetype(20);
    QTest::newRow("forged sets") << u"forged_validator_sets.json"_s << qsizetype(15);
}

void TestHeaders::recorded()
{
    QFETCH(QString, file);
    QFETCH(qsizetype, count);
    const json::Array blocks = test::recordedBlocks(file);
    QCOMPARE(qsizetype(blocks.size()), count);
    std::optional<Header> before;
    for (const json::Value &block : blocks) {
        const auto header = Header::read(block);
        QVERIFY(header);
        QCOMPARE(header->hash().toString(), block[u"hash"].toString());
        QCOMPARE(header->number(), block[u"number"].toInteger());
        QCOMPARE(header->epoch(), block[u"epoch"].toInteger());
        QCOMPARE(header->stateHash().toString(), block[u"state_proof_hash"].toString());
        QCOMPARE(header->json().object().size(), std::size_t(13));
        QCOMPARE(header->statedValidators().size(), block[u"validators"].object().size());
        QVERIFY(chain::checkBlock(block));
        // The header alone is read as the whole block is.
        const auto again = Header::read(header->json());
        QVERIFY(again);
        QCOMPARE(again->hash(), header->hash());
        if (before && before->number() + 1 == header->number())
            QCOMPARE(header->lastHash(), before->hash());
        before = *header;
    }
}

/// Signatures of proposals, votes, evidence and transactions, each counted once however often it was recorded. A script
/// that only compares texts counts as many, file by file: 152, 47, 96, 468, 63, 45, 8 and 8, of which nine occur in
/// two.
void TestHeaders::signaturesOfRecordings()
{
    QStringList files = test::honestRecordings();
    files << u"double_votes.json"_s << u"forged_validator_sets.json"_s << u"validator_set_a.json"_s
          << u"validator_set_b.json"_s;
    test::SignatureCount count;
    for (const QString &file : std::as_const(files))
        count.walk(test::dataFile(u"chain/lightclient/"_s + file));
    QCOMPARE(count.wrong(), 0);
    QCOMPARE(count.distinct(), 878);
}

/// The same of what nodes answered elsewhere: with the above, all signed blocks and transactions of tests/data/chain
/// that nodes took. What they refused (errors/) has signatures that are wrong on purpose.
void TestHeaders::signaturesOfAllAnswers()
{
    test::SignatureCount count;
    for (const char *topic : {"blocks", "events", "lifecycle", "lightclient", "proofs", "rpc", "tx"}) {
        const QDir folder(u"" AIN_TEST_DATA "/chain/"_s + QString::fromLatin1(topic));
        const QStringList files = folder.entryList({u"*.json"_s}, QDir::Files);
        QVERIFY(!files.isEmpty());
        for (const QString &file : files)
            count.walk(test::dataFile(u"chain/"_s + QString::fromLatin1(topic) + u'/' + file));
    }
    QCOMPARE(count.wrong(), 0);
    QCOMPARE(count.distinct(), 883);
}

void TestHeaders::refused_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QByteArray>("value"); // empty: left out
    const QByteArray hash = '"' + QByteArray("0x") + QByteArray(64, 'a') + '"';
    for (const char *field :
         {"last_hash", "last_votes_hash", "transactions_hash", "receipts_hash", "evidence_hash", "state_proof_hash"}) {
        QTest::addRow("%s missing", field) << QString::fromLatin1(field) << QByteArray();
        QTest::addRow("%s null", field) << QString::fromLatin1(field) << QByteArray("null");
        QTest::addRow("%s empty", field) << QString::fromLatin1(field) << QByteArray("\"\"");
        QTest::addRow("%s short", field) << QString::fromLatin1(field) << hash.first(66) + '"';
        QTest::addRow("%s long", field) << QString::fromLatin1(field) << hash.chopped(1) + "a\"";
        QTest::addRow("%s list", field) << QString::fromLatin1(field) << '[' + hash + ']';
    }
    for (const char *field : {"number", "epoch", "timestamp"}) {
        QTest::addRow("%s missing", field) << QString::fromLatin1(field) << QByteArray();
        for (const char *value : {"-1", "1.5", "1e300", "9007199254740994", "\"5\"", "true", "null", "[5]", "-0.5"})
            QTest::addRow("%s %s", field, value) << QString::fromLatin1(field) << QByteArray(value);
    }
    for (const char *field : {"gas_amount_total", "gas_cost_total"}) {
        QTest::addRow("%s missing", field) << QString::fromLatin1(field) << QByteArray();
        for (const char *value : {"-1", "\"5\"", "true", "null", "{}"})
            QTest::addRow("%s %s", field, value) << QString::fromLatin1(field) << QByteArray(value);
    }
    QTest::newRow("number 0 with a parent") << u"number"_s << QByteArray("0");
    QTest::newRow("proposer missing") << u"proposer"_s << QByteArray();
    QTest::newRow("proposer number") << u"proposer"_s << QByteArray("5");
    QTest::newRow("proposer huge") << u"proposer"_s << '"' + QByteArray(100'000, 'x') + '"';
    QTest::newRow("validators missing") << u"validators"_s << QByteArray();
    QTest::newRow("validators list") << u"validators"_s << QByteArray("[]");
    QTest::newRow("stake text") << u"validators"_s << QByteArray(R"({"a":{"stake":"1","proposal_right":true}})");
    QTest::newRow("stake negative") << u"validators"_s << QByteArray(R"({"a":{"stake":-1,"proposal_right":true}})");
    QTest::newRow("right number") << u"validators"_s << QByteArray(R"({"a":{"stake":1,"proposal_right":1}})");
    QTest::newRow("validator deep") << u"validators"_s
                                    << QByteArray(R"({"a":{"stake":1,"proposal_right":true,"x":[[[]]]}})");
    QTest::newRow("validator long")
        << u"validators"_s
        << QByteArray(R"({"a":{"stake":1,"proposal_right":true,"x":"?"}})").replace("?", QByteArray(1000, 'x'));
    QTest::newRow("validator name long")
        << u"validators"_s
        << QByteArray(R"({"?":{"stake":1,"proposal_right":true}})").replace("?", QByteArray(1000, 'x'));
    json::Object many;
    for (int i = 0; i < 1001; ++i)
        many.set(QString::number(i), json::Object{{u"stake"_s, 1}, {u"proposal_right"_s, true}});
    QTest::newRow("1001 validators") << u"validators"_s << json::canonical(many);
}

void TestHeaders::refused()
{
    QFETCH(QString, field);
    QFETCH(QByteArray, value);
    json::Value block = honest();
    if (value.isEmpty()) {
        QVERIFY(block.object().remove(field));
    } else {
        const auto parsed = json::parse(value);
        QVERIFY(parsed);
        block.object().set(field, *parsed);
    }
    const auto header = Header::read(block);
    QVERIFY(!header);
    QCOMPARE(header.error().code, errors::LightHeader);
}

void TestHeaders::firstBlock()
{
    const testing::SyntheticChain chain;
    QCOMPARE(chain.tip().number(), 0);
    QVERIFY(!chain.tip().lastHash());
    json::Value second = chain.tipBlock();
    second.object().set(u"number"_s, 1);
    QVERIFY(!Header::read(second));
    for (const json::Value &other : {json::Value(), json::Value(5), json::Value(true)}) {
        json::Value block = chain.tipBlock();
        block.object().set(u"last_hash"_s, other);
        QVERIFY(!Header::read(block));
    }
    for (const json::Value &other : {json::Value(), json::Value(5), json::Value(u"text"_s), json::Value(json::Array{})})
        QVERIFY(!Header::read(other));
}

void TestHeaders::otherTextsOfNumbers()
{
    // The same number written otherwise is the same block; another number is another.
    const auto header = Header::read(honest());
    QVERIFY(header);
    QByteArray text = json::canonical(header->json());
    const QByteArray number = "\"number\":" + QByteArray::number(header->number());
    QVERIFY(text.contains(number));
    text.replace(number, number + ".0e0");
    const auto parsed = json::parse(text);
    QVERIFY(parsed);
    const auto same = Header::read(*parsed);
    QVERIFY(same);
    QCOMPARE(same->hash(), header->hash());
    // A stated hash is not looked at.
    json::Value lying = honest();
    lying.object().set(u"hash"_s, u"0x00"_s);
    lying.object().set(u"epoch"_s, header->epoch() + 1);
    const auto other = Header::read(lying);
    QVERIFY(other);
    QVERIFY(other->hash() != header->hash());
}

void TestHeaders::checkpoints()
{
    for (const QString &network : {u"mainnet"_s, u"testnet"_s}) {
        const auto checkpoint = bundledCheckpoint(network);
        QVERIFY(checkpoint);
        QCOMPARE(checkpoint->network, network);
        QCOMPARE(checkpoint->validators.validators().size(), 5);
        QCOMPARE(checkpoint->validators.total().micro(), 50'000'000 * Amount::MicroPerAin);
        QCOMPARE(checkpoint->number, 0);
        QCOMPARE(checkpoint->hash, checkpoint->genesisHash);
        const auto again = Checkpoint::read(checkpoint->toJson());
        QVERIFY(again);
        QCOMPARE(json::canonical(again->toJson()), json::canonical(checkpoint->toJson()));
        // Every member is needed.
        const json::Value whole = checkpoint->toJson();
        for (const auto &[name, value] : whole.object()) {
            json::Value broken = whole;
            broken.object().remove(name);
            QVERIFY2(!Checkpoint::read(broken), qPrintable(name));
            broken.object().set(name, json::Array{});
            QVERIFY2(!Checkpoint::read(broken), qPrintable(name));
        }
        json::Value later = checkpoint->toJson();
        later.object().set(u"number"_s, 5);
        later.object().set(u"epoch"_s, 9);
        QVERIFY(!Checkpoint::read(later)); // only block 0 is the genesis
        later.object().set(u"hash"_s, u"0x"_s + QString(64, u'a'));
        QVERIFY(Checkpoint::read(later));
    }
    QVERIFY(bundledCheckpoint(u"mainnet"_s)->genesisHash != bundledCheckpoint(u"testnet"_s)->genesisHash);
    for (const QString &none : {u"practice"_s, u""_s, u"../translations/x"_s, u"url:http://127.0.0.1"_s}) {
        const auto missing = bundledCheckpoint(none);
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, errors::NotFound);
    }
    const testing::SyntheticChain chain;
    const auto made = Checkpoint::fromGenesis(chain.tipBlock(), chain.tip().hash(), u"practice"_s, 0, 1000);
    QVERIFY(made);
    QCOMPARE(made->validators, chain.set());
    QVERIFY(Checkpoint::read(made->toJson()));
    QVERIFY(!Checkpoint::fromGenesis(chain.tipBlock(), crypto::Hash256{}, u"practice"_s, 0, 1000));
    QVERIFY(!Checkpoint::fromGenesis(honest(), Header::read(honest())->hash(), u"practice"_s, 0, 1000));
}

} // namespace ain::light

QTEST_GUILESS_MAIN(ain::light::TestHeaders)
#include "test_headers.moc"
