#include "core/chain/operations/claimreward.h"
#include "core/chain/operations/createapp.h"
#include "core/chain/operations/pushid.h"
#include "core/chain/operations/set.h"
#include "core/chain/operations/stake.h"
#include "core/chain/operations/transfer.h"
#include "core/chain/operations/unstake.h"
#include "core/chain/operations/values.h"
#include "core/crypto/key.h"
#include "tests/support/chain/await.h"
#include "tests/support/chain/clocks.h"
#include "tests/support/chain/fixtures.h"

#include <QDir>

#include <limits>

using namespace ain;
using namespace ain::chain;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

crypto::Address address(const json::Value &text) { return crypto::Address::parse(text.string()).value(); }
Amount amount(const json::Value &text) { return Amount::parse(text.string()).value(); }

Result<json::Value> build(const QString &builder, const json::Value &in)
{
    if (builder == u"transfer")
        return transferOperation(address(in[u"from"]), address(in[u"to"]), in[u"key"].toString(),
                                 amount(in[u"amount"]));
    if (builder == u"create_app") {
        AppCreation app{in[u"app"].toString(), in[u"id"].toString(), {}, false, in[u"lockup_ms"].toInteger(-1)};
        for (const json::Value &admin : in[u"admins"].array())
            app.admins.append(address(admin));
        return createAppOperation(app);
    }
    if (builder == u"stake")
        return stakeOperation(in[u"app"].toString(), address(in[u"me"]), in[u"id"].toString(), amount(in[u"amount"]));
    if (builder == u"unstake")
        return unstakeOperation(in[u"app"].toString(), address(in[u"me"]), in[u"id"].toString(), amount(in[u"amount"]));
    if (builder == u"claim_reward")
        return claimRewardOperation(address(in[u"me"]), in[u"id"].toString(), amount(in[u"amount"]));
    if (builder == u"set_rule")
        return setRuleOperation(in[u"path"].toString(), in[u"value"]);
    if (builder == u"set_owner")
        return setOwnerOperation(in[u"path"].toString(), in[u"value"]);
    if (builder == u"set_function")
        return setFunctionOperation(in[u"path"].toString(), in[u"value"]);
    if (builder == u"set_value")
        return setValueOperation(in[u"path"].toString(), in[u"value"]);
    if (builder == u"set")
        return setOperation(in[u"op_list"].array());
    return failure(errors::NotFound);
}

class TestOperations : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Every builder gives the operation that a real node executed, so the signed hash is the recorded one.
    void matchGoldenFiles()
    {
        const QDir folder(QStringLiteral(AIN_TEST_DATA "/operations"));
        const QStringList files = folder.entryList({u"*.json"_s});
        QVERIFY(files.size() >= 10);
        for (const QString &name : files) {
            const json::Value golden = dataFile(u"operations/"_s + name);
            auto operation = build(golden[u"builder"].toString(), golden[u"input"]);
            AIN_REQUIRE(operation);
            QCOMPARE(json::canonical(*operation), json::canonical(golden[u"operation"]));
            json::Value body = golden[u"tx_body"];
            body.object().set(u"operation"_s, *operation);
            QCOMPARE(crypto::transactionHash(body).toString(), golden[u"hash"].toString());
            AIN_REQUIRE(checkOperation(*operation));
        }
    }

    void checksLabels()
    {
        for (const QString &good : {u"a"_s, u".rule"_s, u"$uid"_s, u"*"_s, u"a|b"_s, u"한글"_s, QString(150, u'x')})
            AIN_REQUIRE(checkLabel(good, u"/p"_s));
        for (const QString &bad : {QString(), u"a.b"_s, u"$"_s, u"a b"_s, u"a/b"_s, u"**"_s, u"..a"_s, u"a$"_s, u"<a"_s,
                                   u"a\u007f"_s, u"a\n"_s, u"`"_s, QString(151, u'x')}) {
            const auto checked = checkLabel(bad, u"/p"_s);
            AIN_REQUIRE_ERROR(checked, errors::OperationLabel);
            QCOMPARE(checked.error().args.value(u"path"_s).toString(), u"/p"_s);
        }
        QVERIFY(!checkPath(u"a/b"_s));
        QVERIFY(!checkPath(u"/"_s));
        QVERIFY(!checkPath(u"/a//b"_s));
        QVERIFY(!checkPath(u"/a"_s.repeated(40)));
    }

    void checksValues()
    {
        const auto pathOf = [](const char *text) {
            const auto checked = checkValue(json::parse(text).value(), u"/apps/x"_s);
            return checked ? QString() : checked.error().args.value(u"path"_s).toString();
        };
        QCOMPARE(pathOf(R"({"a":{"b":1,"c":"x","d":null,"e":true}})"), QString());
        QCOMPARE(pathOf(R"({"a":{"b":[1]}})"), u"/apps/x/a/b"_s);
        QCOMPARE(pathOf(R"({"a":{"b":{}}})"), u"/apps/x/a/b"_s);
        QCOMPARE(pathOf(R"({"a":{"b.c":1}})"), u"/apps/x/a/b.c"_s);
        QVERIFY(!checkValue(json::Value(std::numeric_limits<double>::infinity()), u"/a"_s));
        AIN_REQUIRE_ERROR(checkValue(json::Value(QString(60000, u'x')), u"/a"_s), errors::OperationTooLarge);
        // Deep nesting ends in an error, not in a crash.
        json::Value deep = 1;
        for (int i = 0; i < 200; ++i)
            deep = json::Object{{u"a"_s, std::move(deep)}};
        QVERIFY(!checkValue(deep, u"/a"_s));
    }

    void checksSets()
    {
        const json::Value one = setValueOperation(u"/apps/x/a"_s, 1).value();
        AIN_REQUIRE_ERROR(setOperation({}), errors::OperationTooMany);
        AIN_REQUIRE_ERROR(setOperation(json::Array(51, one)), errors::OperationTooMany);
        AIN_REQUIRE(setOperation(json::Array(50, one)));
        const json::Value nested = setOperation({one}).value();
        QVERIFY(!setOperation({nested}));
        json::Value extra = one;
        extra.object().set(u"address"_s, u"0x"_s);
        QVERIFY(!checkOperation(extra));
    }

    void refusesBadAmountsAndNames()
    {
        const auto me = crypto::Address::parse(u"0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96").value();
        QVERIFY(!unstakeOperation(u"app"_s, me, u"1"_s, Amount()));
        QVERIFY(stakeOperation(u"app"_s, me, u"1"_s, Amount()));
        QCOMPARE((*stakeOperation(u"app"_s, me, u"1"_s, Amount(), u"b"_s))[u"ref"].string(),
                 u"/staking/app/%1/b/stake/1/value"_s.arg(me.toString()));
        for (const QString &key : {QString(), u"0/stake"_s, u"0|1"_s, u"$k k"_s}) {
            AIN_REQUIRE_ERROR(stakeOperation(u"app"_s, me, u"1"_s, Amount(), key), errors::OperationLabel);
            AIN_REQUIRE_ERROR(unstakeOperation(u"app"_s, me, u"1"_s, Amount::fromMicro(1), key),
                              errors::OperationLabel);
        }
        QVERIFY(!claimRewardOperation(me, u"1"_s, Amount::fromMicro(-1)));
        for (const QString &name : {QString(), u"App"_s, u"1a"_s, u"a-b"_s, u"balance_total_sum"_s, u"앱"_s}) {
            AIN_REQUIRE_ERROR(stakeOperation(name, me, u"1"_s, Amount::fromMicro(1)), errors::OperationName);
        }
        QVERIFY(!createAppOperation({u"app"_s, u"1"_s, {}, false, -1}));
    }

    void pushIdsSortByTime()
    {
        FakeClock clock;
        SeededRng rng;
        const QString first = pushId(clock, rng);
        const QString same = pushId(clock, rng);
        clock.now += 1;
        const QString later = pushId(clock, rng);
        QCOMPARE(first.size(), 20);
        QCOMPARE(first.left(8), same.left(8));
        QVERIFY(first != same);
        QVERIFY(first.left(8) < later.left(8));
        AIN_REQUIRE(checkLabel(first, u"/p"_s));
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestOperations)
#include "test_operations.moc"
