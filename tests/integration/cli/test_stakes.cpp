// Apps, stakes and rewards from the terminal, over the embedded practice network and over one that is reached by its
// address.
#include "clirun.h"

#include "core/sandbox/practicenetwork.h"
#include "core/sandbox/validators.h"
#include "tests/support/chain/await.h"

using namespace ain;
using namespace ain::test;

namespace {

Amount amountOf(const json::Value &value) { return Amount::parse(value.toString()).value_or(Amount()); }

class TestStakes : public QObject {
    Q_OBJECT

    const CliBench m_bench{false};
    QString m_address;

    [[nodiscard]] Outcome run(const QString &line) const { return m_bench.run(line.split(u' ')); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        QCOMPARE(run(u"vault init --unprotected"_s).exitCode, 0);
        m_address = run(u"account create --name 하늘"_s).json[u"address"].toString();
        QCOMPARE(run(u"faucet 하늘 500"_s).exitCode, 0);
    }

    void appIsCreated()
    {
        const Outcome rehearsed = run(u"app create art_house --lockup 3600000 --dry-run"_s);
        QCOMPARE(rehearsed.exitCode, 0);
        QCOMPARE(rehearsed.json[u"fee"].toString(), u"2.319500"_s);
        QCOMPARE(rehearsed.json[u"explanation"].array().size(), std::size_t(2));
        QVERIFY(rehearsed.json[u"explanation"].array().at(1).toString().contains(m_address));

        const Outcome created = run(u"app create art_house --lockup 3600000"_s);
        QCOMPARE(created.exitCode, 0);
        QCOMPARE(created.json[u"state"].toString(), u"final"_s);
        const Outcome config = m_bench.run(
            {u"rpc"_s, u"ain_get"_s, u"{\"type\":\"GET_VALUE\",\"ref\":\"/manage_app/art_house/config\"}"_s});
        QCOMPARE(config.json.at({u"admin", m_address}).toBool(), true);
        QCOMPARE(config.json.at({u"service", u"staking", u"lockup_duration"}).toInteger(), 3'600'000);

        QCOMPARE(run(u"app create art_house"_s).code(), u"cli.app_taken"_s);
        QCOMPARE(run(u"app create Art-House"_s).code(), u"operation.name"_s);
        QCOMPARE(run(u"app create other --lockup -1"_s).code(), u"cli.usage"_s);
        QCOMPARE(run(u"app create other --lockup 1e3"_s).exitCode, 2);
        QCOMPARE(run(u"app create other --admin 0x12"_s).code(), u"address.format"_s);
        // The admin may be somebody else, and several.
        const QString other = u"0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96"_s;
        QCOMPARE(run(u"app create gift --admin %1 --admin %2"_s.arg(other, m_address)).exitCode, 0);
        const Outcome gift = m_bench.run(
            {u"rpc"_s, u"ain_get"_s, u"{\"type\":\"GET_VALUE\",\"ref\":\"/manage_app/gift/config/admin\"}"_s});
        QCOMPARE(gift.json.object().size(), std::size_t(2));
    }

    void stakeIsLockedAndShown()
    {
        const Outcome before = run(u"stake show"_s);
        QCOMPARE(before.exitCode, 0);
        QCOMPARE(before.json[u"stakes"].array().size(), std::size_t(0));

        QCOMPARE(run(u"stake nobodys_app 1"_s).code(), u"cli.app_unknown"_s);
        QCOMPARE(run(u"stake show nobodys_app"_s).code(), u"cli.app_unknown"_s);
        QCOMPARE(run(u"stake art_house 1e2"_s).code(), u"amount.format"_s);
        QCOMPARE(run(u"stake art_house 9999"_s).code(), u"wallet.insufficient"_s);
        QCOMPARE(run(u"stake art_house 1 --key a/b"_s).code(), u"operation.label"_s);
        QCOMPARE(run(u"unstake art_house 1"_s).code(), u"cli.stake_too_small"_s);

        const Outcome staked = run(u"stake art_house 20"_s);
        QCOMPARE(staked.exitCode, 0);
        QCOMPARE(staked.json[u"state"].toString(), u"final"_s);
        QCOMPARE(staked.json[u"amount"].toString(), u"20.000000"_s);
        QCOMPARE(staked.json[u"explanation"].array().size(), std::size_t(2));

        const Outcome shown = run(u"stake show"_s);
        QCOMPARE(shown.json[u"staked"].toString(), u"20.000000"_s);
        QCOMPARE(shown.json[u"stakes"].array().size(), std::size_t(1));
        const json::Value stake = shown.json[u"stakes"].array().front();
        QCOMPARE(stake[u"app"].toString(), u"art_house"_s);
        QCOMPARE(stake[u"app_total"].toString(), u"20.000000"_s);
        QCOMPARE(stake[u"lockup_ms"].toInteger(), 3'600'000);
        QCOMPARE(stake[u"locked"].toBool(), true);
        QCOMPARE(stake[u"unstake_from"].toInteger() - stake[u"expires"].toInteger(), 120'000);
        QCOMPARE(shown.json.at({u"proof", u"state"}).toString(), u"unproven"_s);

        const Outcome early = run(u"unstake art_house 5"_s);
        QCOMPARE(early.exitCode, 1);
        QCOMPARE(early.code(), u"wallet.locked_up"_s);
        QCOMPARE(run(u"unstake art_house 20.000001"_s).code(), u"cli.stake_too_small"_s);
        QCOMPARE(run(u"unstake art_house 0"_s).code(), u"wallet.amount_zero"_s);

        // Another key is another stake, with a lock of its own.
        QCOMPARE(run(u"stake art_house 3 --key b"_s).exitCode, 0);
        QCOMPARE(run(u"stake show art_house --key b"_s).json[u"staked"].toString(), u"3.000000"_s);
        QCOMPARE(run(u"stake show art_house"_s).json[u"staked"].toString(), u"20.000000"_s);
        QCOMPARE(run(u"stake show art_house"_s).json[u"stakes"].array().front()[u"app_total"].toString(),
                 u"23.000000"_s);
    }

    void unstakesAfterTheLock()
    {
        // At the end of the lock the two minutes still count.
        QCOMPARE(m_bench.run({u"rpc"_s, u"sandbox_advanceTime"_s, u"{\"ms\":3601000}"_s}).exitCode, 0);
        QCOMPARE(m_bench.run({u"rpc"_s, u"sandbox_mineBlock"_s, u"{\"count\":3}"_s}).exitCode, 0);
        QCOMPARE(run(u"unstake art_house 5"_s).code(), u"wallet.locked_up"_s);
        QCOMPARE(m_bench.run({u"rpc"_s, u"sandbox_advanceTime"_s, u"{\"ms\":120000}"_s}).exitCode, 0);
        QCOMPARE(m_bench.run({u"rpc"_s, u"sandbox_mineBlock"_s, u"{\"count\":3}"_s}).exitCode, 0);
        QCOMPARE(run(u"stake show art_house"_s).json[u"stakes"].array().front()[u"locked"].toBool(true), false);

        const Amount before = amountOf(run(u"balance 하늘"_s).json[u"balance"]);
        const Outcome partly = run(u"unstake art_house 5"_s);
        QVERIFY2(partly.exitCode == 0, partly.out.constData());
        QCOMPARE(amountOf(run(u"balance 하늘"_s).json[u"balance"]).micro(),
                 before.micro() + 5'000'000 - amountOf(partly.json[u"fee"]).micro());
        QCOMPARE(run(u"stake show art_house"_s).json[u"staked"].toString(), u"15.000000"_s);
        QCOMPARE(run(u"unstake art_house max"_s).exitCode, 0);
        QCOMPARE(run(u"stake show"_s).json[u"stakes"].array().size(), std::size_t(0));
    }

    void whoEarnedNothingClaimsNothing()
    {
        const Outcome refused = run(u"claim 1"_s);
        QCOMPARE(refused.exitCode, 1);
        QCOMPARE(refused.code(), u"cli.reward_too_small"_s);
        QCOMPARE(run(u"claim max"_s).code(), u"cli.reward_too_small"_s);
        QCOMPARE(run(u"claim 0"_s).code(), u"wallet.amount_zero"_s);
    }

    void twoOfOneNameAreChosenByAddress()
    {
        QCOMPARE(run(u"account create --name 하늘"_s).exitCode, 0);
        const Outcome refused = run(u"stake show --from 하늘"_s);
        QCOMPARE(refused.exitCode, 1);
        QCOMPARE(refused.code(), u"wallet.account_ambiguous"_s);
        QCOMPARE(run(u"stake show --from "_s + m_address).json[u"address"].toString(), m_address);
    }

    void validatorsClaim()
    {
        sandbox::PracticeOptions options;
        options.instant = true;
        options.seed = QByteArray(sandbox::NetworkKeys::SeedSize, 's');
        sandbox::PracticeHost host(options);
        const auto started = await(host.start());
        AIN_REQUIRE(started);
        const sandbox::NetworkKeys keys(options.seed);
        const QString validator = keys.validatorAddresses().first();
        // Somebody's fees are the validators' rewards.
        AIN_REQUIRE(await(host.fund(validator, Amount::fromMicro(50'000'000))));
        AIN_REQUIRE(await(host.fund(m_address, Amount::fromMicro(50'000'000))));
        AIN_REQUIRE(await(host.mineBlocks(3)));

        const QString url = started->rpcUrl.toString();
        const CliBench bench;
        const auto on = [&](const QString &line) { return bench.runOn(url, line.split(u' ')); };
        QCOMPARE(on(u"vault init"_s).exitCode, 0);
        const QString keyFile = bench.write(u"key"_s, QByteArray(keys.validator(0).toHex().bytes().data(), 64));
        QCOMPARE(on(u"account import --key-file "_s + keyFile).json[u"address"].toString(), validator);
        const Outcome shown = on(u"stake show"_s);
        QVERIFY2(shown.exitCode == 0, shown.out.constData());
        QCOMPARE(shown.json[u"stakes"].array().front()[u"app"].toString(), u"consensus"_s);
        const Amount unclaimed = amountOf(shown.json.at({u"rewards", u"unclaimed"}));
        QVERIFY2(unclaimed > Amount::fromMicro(2000), shown.out.constData());

        const Outcome claimed = on(u"claim 0.002"_s);
        QVERIFY2(claimed.exitCode == 0, claimed.out.constData());
        QCOMPARE(claimed.json[u"state"].toString(), u"final"_s);
        QCOMPARE(claimed.json[u"explanation"].array().size(), std::size_t(1));
        const Amount balance = amountOf(on(u"balance "_s + validator).json[u"balance"]);
        QCOMPARE(balance.micro(), 50'002'000 - amountOf(claimed.json[u"fee"]).micro());
        QCOMPARE(on(u"claim 9999"_s).code(), u"cli.reward_too_small"_s);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestStakes)
#include "test_stakes.moc"
