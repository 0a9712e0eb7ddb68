// Transactions and receipts in final blocks.
#include "core/light/inclusion.h"

#include "core/light/finality.h"
#include "tests/support/light/recordedblocks.h"
#include "tests/support/light/syntheticchain.h"

#include "core/base/secretbytes.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace ain::light {

using testing::BlockContent;
using testing::SyntheticChain;

namespace {

/// A final block with these operations, signed by the named keys.
struct Filled {
    FinalBlock final;
    json::Value block;
};

json::Value body(json::Value operation, qint64 nonce)
{
    return json::Object{{u"operation"_s, std::move(operation)},
                        {u"nonce"_s, nonce},
                        {u"timestamp"_s, 1'795'000'000'000.0},
                        {u"gas_price"_s, 500}};
}

json::Value write(const QString &ref, json::Value value, const QString &type = u"SET_VALUE"_s)
{
    json::Object operation{{u"ref"_s, ref}, {u"value"_s, std::move(value)}};
    if (!type.isEmpty())
        operation.set(u"type"_s, type);
    return operation;
}

json::Value set(json::Array list) { return json::Object{{u"type"_s, u"SET"_s}, {u"op_list"_s, std::move(list)}}; }

Filled filled(const std::vector<std::pair<QByteArray, json::Value>> &operations, int chainId = 0)
{
    BlockContent content;
    qint64 nonce = 0;
    for (const auto &[name, operation] : operations) {
        content.transactions.push_back(testing::signedBy(testing::keyOf(name), body(operation, nonce++), chainId));
        content.receipts.push_back(json::Object{
            {u"code"_s, nonce == 2 ? 12103 : 0}, {u"gas_amount_charged"_s, 8}, {u"gas_cost_total"_s, 0.000001}});
    }
    SyntheticChain chain(3, chainId);
    const VotedHeader first = chain.voted();
    const VotedHeader second = chain.appendVoted(content);
    json::Value block = chain.tipBlock();
    const VotedHeader third = chain.appendVoted();
    return {*FinalityVerifier(chain.set(), chainId).verify(first, second, third), std::move(block)};
}

crypto::Address addressOf(const QByteArray &name) { return testing::keyOf(name).address(); }
QString textOf(const QByteArray &name) { return addressOf(name).toString(); }

} // namespace

class TestInclusion : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }
    void recorded();
    void bodies();
    void receipts();
    void strangeSigners();
    void transfers_data();
    void transfers();
    void blocksInEvidence();
};

void TestInclusion::recorded()
{
    // Recorded blocks stand alone, so each is made final by a made-up link.
    int found = 0;
    int touched = 0;
    const auto chain = test::votedHeaders(test::recordedBlocks(u"blocks_1034_1056.json"_s));
    const FinalityVerifier verifier(test::recordedValidators(), 0);
    QMap<qint64, json::Value> blocks;
    for (const json::Value &block : test::recordedBlocks(u"blocks_1034_1056.json"_s))
        blocks.insert(block[u"number"].toInteger(), block);
    for (const qint64 number : {1035, 1036, 1049, 1050, 1051}) {
        auto final = verifier.verify(chain[number - 1], chain[number], chain[number + 1]);
        if (!final) {
            QVERIFY(chain[number + 1].header.epoch() != chain[number].header.epoch() + 1
                    || chain[number].header.epoch() != chain[number - 1].header.epoch() + 1
                    || final.error().code == errors::LightQuorum);
            continue;
        }
        const json::Value &block = blocks[number];
        QVERIFY(InclusionVerifier::checkBody(*final, block));
        QList<crypto::Address> signers;
        for (const json::Value &transaction : block[u"transactions"].array()) {
            const auto proven = InclusionVerifier::find(*final, block, transaction[u"hash"].string());
            QVERIFY(proven && *proven);
            QCOMPARE((*proven)->value().block, number);
            QCOMPARE((*proven)->value().transaction[u"address"].string(), transaction[u"address"].string());
            QCOMPARE((*proven)->block().number(), number);
            signers.append(*crypto::Address::parse(transaction[u"address"].string()));
            ++found;
        }
        const auto all = InclusionVerifier::touching(*final, block, signers);
        QVERIFY(all);
        QCOMPARE(all->size(), block[u"transactions"].array().size());
        touched += int(all->size());
        // The body of another block is not this one's.
        QCOMPARE(InclusionVerifier::checkBody(*final, blocks[number + 1]).error().code, errors::LightBody);
    }
    QVERIFY2(found >= 1, qPrintable(QString::number(found)));
    QCOMPARE(touched, found);
}

void TestInclusion::bodies()
{
    const Filled good = filled({{"alice", write(u"/a"_s, 1)}, {"bob", write(u"/b"_s, 2)}});
    const QString hash = good.block[u"transactions"].array()[0][u"hash"].toString();
    QVERIFY(InclusionVerifier::find(good.final, good.block, hash)->has_value());
    QVERIFY(InclusionVerifier::find(good.final, good.block, u"0x"_s + hash.mid(2).toUpper())->has_value());
    QVERIFY(!InclusionVerifier::find(good.final, good.block, u"0x"_s + QString(64, u'0'))->has_value());
    QVERIFY(!InclusionVerifier::find(good.final, good.block, u""_s)->has_value());

    const auto isRefused = [&](const std::function<void(json::Object &)> &bend) {
        json::Value block = good.block;
        bend(block.object());
        const auto found = InclusionVerifier::find(good.final, block, hash);
        const auto touching = InclusionVerifier::touching(good.final, block, {addressOf("alice")});
        return !found && found.error().code == errors::LightBody && !touching
            && touching.error().code == errors::LightBody;
    };
    QVERIFY(isRefused([](json::Object &block) { block.set(u"transactions"_s, json::Array{}); }));
    QVERIFY(isRefused([](json::Object &block) { block.remove(u"transactions"); }));
    QVERIFY(isRefused([](json::Object &block) { block.set(u"transactions"_s, u"none"_s); }));
    QVERIFY(isRefused([](json::Object &block) { block.remove(u"receipts"); }));
    QVERIFY(isRefused([](json::Object &block) { block.set(u"number"_s, 7); }));
    QVERIFY(isRefused([](json::Object &block) { block.remove(u"hash"); }));
    QVERIFY(isRefused([](json::Object &block) {
        auto &receipts = block.find(u"receipts")->array();
        std::swap(receipts[0], receipts[1]); // the failed one's for the other
    }));
    QVERIFY(isRefused([](json::Object &block) {
        auto &transactions = block.find(u"transactions")->array();
        std::swap(transactions[0], transactions[1]);
    }));
    QVERIFY(isRefused([](json::Object &block) { block.find(u"receipts")->array()[0].object().set(u"code"_s, 1); }));
    // With hashes that fit each other, but not the header that is final.
    QVERIFY(isRefused([](json::Object &block) {
        auto &receipts = block.find(u"receipts")->array();
        receipts[0].object().set(u"code"_s, 1);
        block.set(u"receipts_hash"_s, testing::hashOf(json::Value(receipts)));
        block.set(u"hash"_s, chain::headerHash(json::Value(block))->toString());
    }));
    // Another final block of the same chain.
    const Filled other = filled({{"alice", write(u"/a"_s, 2)}});
    QVERIFY(!InclusionVerifier::checkBody(other.final, good.block));
}

void TestInclusion::receipts()
{
    const Filled good = filled({{"alice", write(u"/a"_s, 1)}, {"bob", write(u"/b"_s, 2)}});
    const auto proven = InclusionVerifier::touching(good.final, good.block, {addressOf("alice"), addressOf("bob")});
    QVERIFY(proven);
    QCOMPARE(proven->size(), std::size_t(2));
    QVERIFY(!(*proven)[0].value().result.isReverted);
    QVERIFY((*proven)[1].value().result.isReverted);
    QCOMPARE((*proven)[1].value().index, std::size_t(1));
    QCOMPARE((*proven)[1].value().receipt[u"code"].toInteger(), 12103);
}

/// A block may be final and still carry what no honest proposer writes; it is not proven by that.
void TestInclusion::strangeSigners()
{
    const std::pair<QString, json::Value> bends[] = {
        {u"address"_s, textOf("mallory")},
        {u"hash"_s, u"0x"_s + QString(64, u'1')},
        {u"signature"_s, u"0x00"_s},
        {u"signature"_s, json::Value()},
    };
    for (const auto &[member, value] : bends) {
        BlockContent content;
        json::Value transaction = testing::signedBy(
            testing::keyOf("alice"), body(write(u"/transfer/"_s + textOf("alice") + u"/x/k/value"_s, 1), 0), 0);
        const QString hash = member == u"hash" ? value.toString() : transaction[u"hash"].toString();
        transaction.object().set(member, value);
        content.transactions.push_back(transaction);
        content.receipts.push_back(json::Object{{u"code"_s, 0}});
        SyntheticChain chain;
        const VotedHeader first = chain.voted();
        const VotedHeader second = chain.appendVoted(content);
        const json::Value block = chain.tipBlock();
        const auto final = FinalityVerifier(chain.set(), 0).verify(first, second, chain.appendVoted());
        QVERIFY(final);
        QVERIFY(InclusionVerifier::checkBody(*final, block));
        QCOMPARE(InclusionVerifier::find(*final, block, hash).error().code, errors::LightBody);
        QCOMPARE(InclusionVerifier::touching(*final, block, {addressOf("alice")}).error().code, errors::LightBody);
        QVERIFY(InclusionVerifier::touching(*final, block, {addressOf("carol")})->empty());
    }
    // Signed for another chain than the block's.
    const Filled wrong = filled({{"alice", write(u"/a"_s, 1)}}, 1);
    QVERIFY(
        InclusionVerifier::find(wrong.final, wrong.block, wrong.block[u"transactions"].array()[0][u"hash"].toString())
            ->has_value());
    QCOMPARE(wrong.final.chainId(), 1);
}

void TestInclusion::transfers_data()
{
    QTest::addColumn<json::Value>("operation");
    QTest::addColumn<bool>("touchesAlice");
    QTest::addColumn<bool>("touchesCarol");
    const QString alice = textOf("alice");
    const QString carol = textOf("carol");
    const QString path = u"/transfer/"_s + alice + u'/' + carol + u"/k/value"_s;
    const auto row = [](const char *name, const json::Value &operation, bool touchesAlice, bool touchesCarol) {
        QTest::newRow(name) << operation << touchesAlice << touchesCarol;
    };
    row("transfer", write(path, 5), true, true);
    row("without a type", write(path, 5, {}), true, true);
    row("other slashes", write(u"//transfer/"_s + alice + u"//"_s + carol + u"/k/value/"_s, 5), true, true);
    row("no first slash", write(path.mid(1), 5), true, true);
    row("one level up", write(path.chopped(6), json::Object{{u"value"_s, 5}}), true, true);
    row("from above",
        write(u"/transfer/"_s + alice, json::Object{{carol, json::Object{{u"k"_s, json::Object{{u"value"_s, 5}}}}}}),
        true, true);
    row("from the root",
        write(u"/"_s, json::Object{{u"transfer"_s, json::Object{{alice, json::Object{{carol, json::Object{}}}}}}}),
        true, true);
    row("in a SET", set({write(u"/a"_s, 1), write(path, 5)}), true, true);
    row("to a service account", write(u"/transfer/"_s + alice + u"/payments|app|"_s + carol + u"|0/k/value"_s, 5), true,
        false);
    row("lower case", write(path.toLower(), 5), true, true);
    row("wrong case",
        write(u"/transfer/"_s + alice.left(41) + (alice.back() == u'a' ? u'A' : u'a') + u"/x/k/value"_s, 5), false,
        false);
    row("elsewhere", write(u"/apps/transfer/"_s + alice + u'/' + carol, 5), false, false);
    row("a rule", write(path, 5, u"SET_RULE"_s), false, false);
    row("deep SETs", set({set({set({set({set({write(path, 5)})})})})}), false, false);
    row("not an operation", json::Value(5), false, false);
    row("ref a number", json::Object{{u"ref"_s, 5}, {u"value"_s, 5}}, false, false);
}

void TestInclusion::transfers()
{
    QFETCH(json::Value, operation);
    QFETCH(bool, touchesAlice);
    QFETCH(bool, touchesCarol);
    const Filled block = filled({{"bob", operation}});
    const auto count = [&](const QList<crypto::Address> &addresses) {
        return InclusionVerifier::touching(block.final, block.block, addresses)->size();
    };
    QCOMPARE(count({addressOf("alice")}), std::size_t(touchesAlice));
    QCOMPARE(count({addressOf("carol")}), std::size_t(touchesCarol));
    QCOMPARE(count({addressOf("bob")}), std::size_t(1)); // the signer
    QCOMPARE(count({addressOf("dave")}), std::size_t(0));
    QCOMPARE(count({addressOf("dave"), addressOf("alice")}), std::size_t(touchesAlice));
    QCOMPARE(count({}), std::size_t(0));
    QCOMPARE(count({crypto::Address()}), std::size_t(0));
}

/// Recorded: a late proposal and its transactions hang in the evidence of a later block.
void TestInclusion::blocksInEvidence()
{
    json::Value nested;
    json::Value holder;
    for (const json::Value &block : test::recordedBlocks(u"blocks_1_39.json"_s)) {
        for (const auto &[offender, list] : block[u"evidence"].object()) {
            for (const json::Value &offence : list.array()) {
                if (offence[u"block"].isObject()) {
                    nested = offence[u"block"];
                    holder = block;
                }
            }
        }
    }
    QVERIFY(nested.isObject());
    const auto header = Header::read(nested);
    QVERIFY(header);
    // It is a well-formed block, and nobody voted for it.
    const auto blocks = test::votedHeaders(test::recordedBlocks(u"blocks_1_39.json"_s));
    const VotedHeader &real = blocks[header->number()];
    QVERIFY(real.header.hash() != header->hash());
    const ValidatorSet set = test::recordedValidators();
    QVERIFY(countedVotes(*header, real.votes, set, 0)->empty());
    json::Array against;
    for (const auto &[offender, list] : holder[u"evidence"].object()) {
        for (const json::Value &offence : list.array()) {
            for (const json::Value &vote : offence[u"votes"].array())
                against.push_back(vote);
        }
    }
    QVERIFY(!against.empty());
    QVERIFY(countedVotes(*header, against, set, 0)->empty());
}

} // namespace ain::light

QTEST_GUILESS_MAIN(ain::light::TestInclusion)
#include "test_inclusion.moc"
