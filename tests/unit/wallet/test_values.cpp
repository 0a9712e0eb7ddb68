// What needs no chain: explanations, records, recipients, payment requests.
#include "core/wallet/explain.h"
#include "core/wallet/recipients.h"
#include "core/wallet/records.h"
#include "tests/support/chain/await.h"
#include "tests/support/chain/fixtures.h"

using namespace ain;
using namespace ain::wallet;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

const crypto::Address Me = crypto::Address::parse(u"0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96").value();

QStringList ids(const QList<Fact> &facts)
{
    QStringList list;
    for (const Fact &fact : facts)
        list.append(fact.id);
    return list;
}

Explanation explained(const char *text) { return explain(json::parse(text).value(), Me); }

class TestValues : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void explainsRecordedOperations()
    {
        const QList<std::pair<QString, QStringList>> rows{
            {u"transfer"_s, {u"explain.transfer"_s}},
            {u"create_app"_s, {u"explain.create_app"_s}},
            {u"stake"_s, {u"explain.stake"_s}},
            {u"unstake"_s, {u"explain.unstake"_s}},
            {u"claim_reward"_s, {u"explain.claim_reward"_s}},
            {u"set_rule"_s, {u"explain.set_rule"_s}},
            {u"set_owner"_s, {u"explain.set_owner"_s}},
            {u"set_function"_s, {u"explain.set_function"_s}},
            {u"set_value"_s, {u"explain.delete"_s}},
            {u"set"_s, {u"explain.set_value"_s, u"explain.set_value"_s, u"explain.increase"_s, u"explain.transfer"_s}},
        };
        for (const auto &[name, expected] : rows) {
            const json::Value golden = dataFile(u"operations/%1.json"_s.arg(name));
            const Explanation explanation = explain(golden[u"operation"], Me);
            QCOMPARE(ids(explanation.facts), expected);
            const bool changesPermissions = name == u"set_rule" || name == u"set_owner" || name == u"set_function";
            QCOMPARE(ids(explanation.warnings).contains(u"warn.permission"_s), changesPermissions);
        }
    }

    void warnsOfForeignNamesAndGarbageCollection()
    {
        const auto foreign = explained(
            R"({"type":"SET_VALUE","ref":"/transfer/0x01A0980d2D4e418c7F27e1ef539d01A5b5E93204/0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96/k/value","value":1})");
        QVERIFY(ids(foreign.warnings).contains(u"warn.not_mine"_s));
        const auto collected = explained(
            R"({"type":"SET_RULE","ref":"/apps/a","value":{".rule":{"state":{"gc_max_siblings":5,"gc_num_siblings_deleted":2}}}})");
        QVERIFY(ids(collected.warnings).contains(u"warn.garbage_collection"_s));
        // The same warning once.
        const auto twice = explained(
            R"({"type":"SET","op_list":[{"type":"SET_OWNER","ref":"/apps/a","value":{}},{"type":"SET_OWNER","ref":"/apps/a","value":{}}]})");
        QCOMPARE(twice.warnings.size(), 1);
    }

    void neverFailsOnRubbish()
    {
        for (const char *text :
             {"null", "7", "[]", "{}", R"({"type":"SET","op_list":[]})", R"({"type":"SET","op_list":[7,null]})",
              R"({"type":"NOPE","ref":"/a"})", R"({"ref":"/","value":null})"})
            QVERIFY2(!explained(text).facts.isEmpty(), text);
    }

    void sumsWhatLeaves()
    {
        const json::Value set = dataFile(u"operations/set.json"_s)[u"operation"];
        const auto sender = crypto::Address::parse(u"0x07A43138CC760C85A5B1F115aa60eADEaa0bf417").value();
        QCOMPARE(amountLeaving(set, sender), Amount::fromMicro(7'500'000));
        QCOMPARE(amountLeaving(set, Me), Amount());
        QCOMPARE(unstakePaths(dataFile(u"operations/unstake.json"_s)[u"operation"]).size(), 1);
        QCOMPARE(amountLeaving(dataFile(u"operations/unstake.json"_s)[u"operation"], sender), Amount());
    }

    void recordsSurvive()
    {
        StoredTx tx;
        tx.sender = Me;
        tx.signedAtBlock = 12;
        tx.genesis = u"0xabc"_s;
        tx.original.set(u"from_the_future"_s, 1);
        tx.record.hash = u"0x"_s + QString(64, u'a');
        tx.record.accountId = u"id"_s;
        tx.record.network = u"testnet"_s;
        tx.record.body = json::Object{{u"nonce"_s, 3}};
        tx.record.nonce = 3;
        tx.record.status.state = chain::TxState::Reverted;
        tx.record.status.result = chain::ExecutionResult{false, 12103, u"m"_s, false, Amount::fromMicro(5), 1};
        tx.record.facts = {fact(u"explain.transfer"_s, {{u"to"_s, Me.toString()}})};
        tx.record.amount = Amount::fromMicro(700'000'000'000'000);
        tx.record.nonceBurnt = true;
        const json::Value value = toJson(tx);
        const auto back = storedTxFromJson(json::parse(json::canonical(value)).value());
        QVERIFY(back);
        QVERIFY(toJson(*back) == value);
        QCOMPARE(back->record.nonce, 3);
        QCOMPARE(back->genesis, u"0xabc"_s);
        QCOMPARE(back->original[u"from_the_future"].toInteger(), 1);
        QVERIFY(!storedTxFromJson(json::Object()));
    }

    void warnsOfLookAlikes()
    {
        const auto near = crypto::Address::parse(u"0x5d07000000000000000000000000000000005f96").value();
        const KnownAddress other{near, KnownAddress::Kind::Recipient, {}};
        const KnownAddress self{Me, KnownAddress::Kind::Recipient, {}};
        QCOMPARE(ids(recipientWarnings(Me, {})), QStringList{u"warn.first_time"_s});
        QCOMPARE(ids(recipientWarnings(Me, {other})), (QStringList{u"warn.look_alike"_s, u"warn.first_time"_s}));
        QVERIFY(recipientWarnings(Me, {self, other}).isEmpty());
    }

    void paymentRequestsRoundTrip()
    {
        const QString uri = Wallet::paymentUri(Me, Amount::fromMicro(1'500'000), u"커피 & 케이크"_s);
        QVERIFY(uri.startsWith(u"ain:0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96?amount=1.5&label="_s));
        const auto request = Wallet::parsePaymentUri(uri);
        AIN_REQUIRE(request);
        QVERIFY(request->address == Me);
        QCOMPARE(request->amount->micro(), 1'500'000);
        QCOMPARE(request->label, u"커피 & 케이크"_s);
        QCOMPARE(Wallet::paymentUri(Me, Amount::fromMicro(10'000'000), {}), u"ain:%1?amount=10"_s.arg(Me.toString()));
        QVERIFY(Wallet::parsePaymentUri(u"AIN:"_s + Me.toString() + u"?future=1"_s));
    }
    void paymentRequestsNameTheirNetwork()
    {
        const chain::Network testnet = chain::Network::testnet();
        const QString name = Wallet::paymentNetwork(testnet);
        QCOMPARE(name, u"testnet"_s);
        const auto request = Wallet::parsePaymentUri(Wallet::paymentUri(Me, Amount::fromMicro(1), {}, name));
        AIN_REQUIRE(request);
        QCOMPARE(request->network, name);
        QVERIFY(Wallet::checkNetwork(*request, testnet));
        const auto refused = Wallet::checkNetwork(*request, chain::Network::mainnet());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, errors::WalletPaymentNetwork);
        // Links made before this fit everywhere.
        const auto old = Wallet::parsePaymentUri(Wallet::paymentUri(Me, {}, {}));
        AIN_REQUIRE(old);
        QVERIFY(old->network.isEmpty());
        QVERIFY(Wallet::checkNetwork(*old, testnet));
        // An own node is named by its chain, never by its address.
        chain::Network own = *chain::Network::custom(u"http://192.0.2.7:8081"_s);
        QVERIFY(Wallet::paymentNetwork(own).isEmpty());
        own.genesisHash = u"0xABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789"_s;
        QCOMPARE(Wallet::paymentNetwork(own), u"genesis-abcdef0123456789"_s);
        for (const QString &bad : {u"?network="_s, u"?network=a%20b"_s, u"?network=a&network=b"_s,
                                   u"?network="_s + QString(41, u'a'), u"?network=http://x"_s})
            QVERIFY2(!Wallet::parsePaymentUri(u"ain:"_s + Me.toString() + bad), qPrintable(bad.left(60)));
    }
    void paymentRequestsRefuseRubbish()
    {
        const QString me = Me.toString();
        for (const QString &bad :
             {QString(), u"ain:"_s, u"bitcoin:"_s + me, u"ain://"_s + me, u"ain:"_s + me + u"0"_s,
              u"ain:%1?amount=-1"_s.arg(me), u"ain:%1?amount=1e3"_s.arg(me), u"ain:%1?amount=1.0000001"_s.arg(me),
              u"ain:%1?amount=1&amount=2"_s.arg(me), u"ain:%1?amount=1&AMOUNT=2"_s.arg(me),
              u"ain:%1?label=%ff"_s.arg(me), u"ain:%1?label=%0a"_s.arg(me), u"ain:%1?label=%e2%80%ae"_s.arg(me),
              u"ain:%1?label=%2"_s.arg(me), u"ain:%1?req-x=1"_s.arg(me), u"ain:"_s + QString(5000, u'0'),
              u"ain:0x5D07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96"_s})
            QVERIFY2(!Wallet::parsePaymentUri(bad), qPrintable(bad.left(100)));
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestValues)
#include "test_values.moc"
