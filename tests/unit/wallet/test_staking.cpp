// What a chain says about stakes and rewards, and what a hostile one may say.
#include "core/chain/operations/values.h"
#include "core/wallet/staking.h"
#include "walletbench.h"

using namespace ain;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

class TestStaking : public QObject {
    Q_OBJECT

    static QString accountPath(const crypto::Address &me)
    {
        return u"/service_accounts/staking/art/%1|0/balance"_s.arg(me.toString());
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void readsStakeAndLockUp()
    {
        WalletBench bench;
        const crypto::Address me = WalletBench::other();
        const qint64 end = bench.clock.nowMs() + 1000;
        bench.chain.extraValues.set(accountPath(me), 12.3456789);
        bench.chain.extraValues.set(u"/staking/art/balance_total"_s, 20);
        bench.chain.extraValues.set(u"/staking/art/%1/0/expire_at"_s.arg(me.toString()), end);
        bench.chain.extraValues.set(u"/manage_app/art/config/service/staking/lockup_duration"_s, 5000);
        bench.chain.extraValues.set(u"/manage_app/art/config/admin"_s, json::Object{{me.toString(), true}});
        auto view = await(bench.wallet->staking().stake(u"art"_s, me));
        AIN_REQUIRE(view);
        QVERIFY(view->appExists && view->isLocked);
        QCOMPARE(view->amount.micro(), 12'345'678);
        QCOMPARE(view->total.micro(), 20'000'000);
        QCOMPARE(view->lockupMs, 5000);
        QCOMPARE(view->expiresMs, end);
        QCOMPARE(view->unlocksMs, end + wallet::UnstakeMarginMs);

        bench.chain.extraValues.set(u"/service_accounts/staking/art/%1|b/balance"_s.arg(me.toString()), 2);
        auto other = await(bench.wallet->staking().stake(u"art"_s, me, u"b"_s));
        AIN_REQUIRE(other);
        QCOMPARE(other->amount.micro(), 2'000'000);
        QVERIFY(!other->isLocked);
        AIN_REQUIRE_ERROR(await(bench.wallet->staking().stake(u"art"_s, me, u"b/c"_s)), errors::OperationLabel);

        // The margin counts: the lock-up alone being over is not enough.
        bench.chain.extraValues.set(u"/staking/art/%1/0/expire_at"_s.arg(me.toString()), bench.clock.nowMs() - 60'000);
        view = await(bench.wallet->staking().stake(u"art"_s, me));
        AIN_REQUIRE(view);
        QVERIFY(view->isLocked);
        bench.chain.extraValues.set(u"/staking/art/%1/0/expire_at"_s.arg(me.toString()),
                                    bench.clock.nowMs() - wallet::UnstakeMarginMs - 1);
        view = await(bench.wallet->staking().stake(u"art"_s, me));
        AIN_REQUIRE(view);
        QVERIFY(!view->isLocked);
    }

    void unknownAppsAreEmpty()
    {
        WalletBench bench;
        auto view = await(bench.wallet->staking().stake(u"nobodys_app"_s, WalletBench::other()));
        AIN_REQUIRE(view);
        QVERIFY(!view->appExists && !view->isLocked && view->amount.isZero() && view->unlocksMs == 0);
        AIN_REQUIRE_ERROR(await(bench.wallet->staking().stake(u"../x"_s, WalletBench::other())), errors::OperationName);
        auto rewards = await(bench.wallet->staking().rewards(WalletBench::other()));
        AIN_REQUIRE(rewards);
        QVERIFY(rewards->unclaimed.isZero());
    }

    void strangeAnswersAreBounded()
    {
        WalletBench bench;
        const crypto::Address me = WalletBench::other();
        bench.chain.extraValues.set(accountPath(me), -5);
        bench.chain.extraValues.set(u"/staking/art/balance_total"_s, u"many"_s);
        bench.chain.extraValues.set(u"/staking/art/%1/0/expire_at"_s.arg(me.toString()), 1e300);
        auto view = await(bench.wallet->staking().stake(u"art"_s, me));
        AIN_REQUIRE(view);
        QVERIFY(view->amount.isZero() && view->total.isZero() && view->isLocked);
        bench.chain.extraValues.set(u"/consensus/rewards/%1/unclaimed"_s.arg(me.toString()), 0.0000019);
        auto rewards = await(bench.wallet->staking().rewards(me));
        AIN_REQUIRE(rewards);
        QCOMPARE(rewards->unclaimed.micro(), 1);
    }

    void remembersWhereItStaked()
    {
        wallet::TxRecord first;
        first.accountId = u"a"_s;
        first.facts.append({u"explain.stake"_s, json::Object{{u"app"_s, u"art"_s}}, false});
        wallet::TxRecord second = first;
        second.accountId = u"b"_s;
        second.facts.first().args.set(u"app"_s, u"consensus"_s);
        wallet::TxRecord third = first;
        third.facts.append({u"explain.extend_stake"_s, json::Object{{u"app"_s, u"music"_s}}, false});
        third.facts.append({u"explain.stake"_s, json::Object{{u"app"_s, u"not an app"_s}}, false});
        const QStringList apps = wallet::stakedApps({first, second, third}, u"a"_s);
        QCOMPARE(apps, QStringList({u"art"_s, u"music"_s}));
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestStaking)
#include "test_staking.moc"
