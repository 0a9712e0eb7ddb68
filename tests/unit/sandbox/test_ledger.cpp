// What the recordings do not show: limits, budgets, payments, escrow, test functions, events.
#include "ledgertest.h"

#include "core/base/secretbytes.h"

using namespace Qt::StringLiterals;

namespace ain::sandbox {

namespace {

const QString Admin = u"0xAAAf6f50A0304F12119D218b94bea8082642515B"_s;
const QString Alice = u"0x05A1247A7400f0C2A893611adD1505743552c631"_s;
const QString Bob = u"0x06AD9C8F611f1e9d9CACD4738167A51aA2e80a1A"_s;
const QString Nobody = u"0x98A9eD7462707C5F15E433813c4f91dF67636672"_s;
const BlockContext Here{10, 1'795'000'000'000, 1'795'000'000'000, u"BLOCK"_s};

json::Value appConfig(const QString &admin)
{
    json::Object admins;
    admins.set(admin, true);
    return json::Object{{u"admin"_s, std::move(admins)}};
}

} // namespace

class TestLedger : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }
    void init() { m_ledger = std::make_unique<Ledger>(genesisState(recordedNetwork())); }

    void genesis();
    void parameters();
    void billing();
    void paymentsAndEscrow();
    void checkin();
    void testFunctions();
    void restFunctions();
    void heightLimit();
    void longPaths();
    void budgets();
    void stateRules();
    void merging();
    void observer();
    void offences();
    void whitelists();
    void answers();
    void sizeCheck();

private:
    json::Value run(const QString &signer, const json::Value &what, double gasPrice = 0)
    {
        return m_ledger->execute(make(signer, what, -1, gasPrice), Here);
    }
    void createApp(const QString &name = u"test_app"_s)
    {
        QCOMPARE(codeOf(run(Alice, set(u"/manage_app/"_s + name + u"/create/1"_s, appConfig(Alice)))), 0);
    }

    std::unique_ptr<Ledger> m_ledger;
};

void TestLedger::genesis()
{
    QCOMPARE(m_ledger->balance(Alice), 1'000'000.0);
    QCOMPARE(m_ledger->balance(Admin), 640'000'000.0);
    QCOMPARE(m_ledger->number(u"/staking/consensus/balance_total"), 30'000'000.0);
    QCOMPARE(m_ledger->value(u"/staking/balance_total_sum"), json::Value());
    const json::Value validators = m_ledger->validators();
    QCOMPARE(validators.object().size(), std::size_t(3));
    QCOMPARE(validators[u"0x00ADEc28B6a845a085e03591bE7550dd68673C1C"],
             json::Value(json::Object{{u"stake"_s, 10'000'000}, {u"proposal_right"_s, true}}));
    QCOMPARE(genesisState(recordedNetwork()).rootHash(), m_ledger->state().rootHash());
}

void TestLedger::parameters()
{
    const json::Value record = recorded(u"chain/rpc/ain_get_value_params_all.json"_s);
    const json::Value expected = record.at({u"response", u"result", u"result"});
    QVERIFY(expected.isObject());
    QCOMPARE(text(m_ledger->value(u"/blockchain_params")), text(expected));
}

void TestLedger::billing()
{
    json::Object users;
    users.set(Bob, true);
    json::Value config = appConfig(Alice);
    config.object().set(u"billing"_s, json::Object{{u"main"_s, json::Object{{u"users"_s, users}}}});
    QCOMPARE(codeOf(run(Alice, set(u"/manage_app/test_app/create/1"_s, config))), 0);
    const QString account = u"gas_fee_billing|test_app|main"_s;
    QCOMPARE(codeOf(run(Alice, set(u"/transfer/"_s + Alice + u'/' + account + u"/1/value"_s, 100))), 0);
    Transaction paid = make(Bob, set(u"/transfer/"_s + Bob + u'/' + Alice + u"/2/value"_s, 1), -1, 500);
    paid.body.object().set(u"billing"_s, u"test_app|main"_s);
    const double before = m_ledger->balance(Bob);
    const json::Value result = m_ledger->execute(paid, Here);
    QCOMPARE(codeOf(result), 0);
    QCOMPARE(m_ledger->balance(Bob), before - 1);
    QCOMPARE(m_ledger->balance(account), 100 - result[u"gas_cost_total"].toDouble());
    paid.address = Nobody;
    QCOMPARE(codeOf(m_ledger->execute(paid, Here)), 10802);
    Transaction other = make(Bob, set(u"/manage_app/other_app/create/1"_s, appConfig(Bob)), -1, 500);
    other.body.object().set(u"billing"_s, u"test_app|main"_s);
    QCOMPARE(codeOf(m_ledger->execute(other, Here)), 10804);
}

void TestLedger::paymentsAndEscrow()
{
    createApp();
    const QString account = u"payments|test_app|"_s + Bob + u"|0"_s;
    const QString pay = u"/payments/test_app/"_s + Bob + u"/0/"_s;
    QCOMPARE(codeOf(run(Bob, set(pay + u"pay/1"_s, json::Object{{u"amount"_s, 10}}))), 12103); // not the admin
    QCOMPARE(codeOf(run(Alice, set(pay + u"pay/1"_s, json::Object{{u"amount"_s, 10}}))), 0);
    QCOMPARE(m_ledger->balance(account), 10.0);
    QCOMPARE(codeOf(run(Alice, set(pay + u"claim/1"_s, json::Object{{u"amount"_s, 4}, {u"target"_s, Bob}}))), 0);
    QCOMPARE(m_ledger->balance(account), 6.0);
    // Claimed into escrow, half released.
    json::Object admins;
    admins.set(Alice, true);
    const QString escrow = u"/escrow/"_s + account + u'/' + Bob + u"/key/"_s;
    QCOMPARE(codeOf(run(Alice, set(escrow + u"config"_s, json::Object{{u"admin"_s, admins}}))), 0);
    QCOMPARE(codeOf(run(Alice,
                        set(pay + u"claim/2"_s,
                            json::Object{{u"amount"_s, 6}, {u"target"_s, Bob}, {u"escrow_key"_s, u"key"_s}}))),
             0);
    QCOMPARE(m_ledger->balance(account), 0.0);
    const double before = m_ledger->balance(Bob);
    QCOMPARE(codeOf(run(Bob, set(escrow + u"release/1"_s, json::Object{{u"ratio"_s, 0.5}}))), 12103);
    QCOMPARE(codeOf(run(Alice, set(escrow + u"release/1"_s, json::Object{{u"ratio"_s, 0.5}}))), 0);
    QCOMPARE(m_ledger->balance(Bob), before + 3);
    QCOMPARE(m_ledger->balance(account), 3.0);
}

void TestLedger::checkin()
{
    const json::Value rows = recorded(u"sdk/bridge_checkin.json"_s)[u"rows"];
    QVERIFY(!rows.array().empty());
    for (const json::Value &row : rows.array()) {
        const json::Value &body = row[u"tx_body"];
        const Path path = parsePath(body.at({u"operation", u"ref"}).toString());
        QCOMPARE(path.size(), 7);
        GenesisConfig config = recordedNetwork();
        config.bridgeChainId = path[3];
        config.bridgeTokenId = path[4];
        config.bridgeTokenPool = Alice;
        m_ledger = std::make_unique<Ledger>(genesisState(config));
        Transaction request = make(row[u"ain_address"].toString(), {});
        request.body = body;
        request.body.object().set(u"gas_price"_s, 0);
        const json::Value result = m_ledger->execute(request, Here);
        QVERIFY2(Ledger::isSuccess(result), text(result).constData());
        const Path pending{u"checkin"_s, u"stats"_s, u"pending"_s, u"token_pool"_s, Alice};
        QCOMPARE(m_ledger->value(formatPath(pending)), body.at({u"operation", u"value", u"amount"}));
        // Cancelled by its sender: the pending amount goes back.
        json::Value cancel = set(formatPath(path), nullptr);
        QCOMPARE(codeOf(run(request.address, cancel)), 0);
        QCOMPARE(m_ledger->value(formatPath(pending)), json::Value(0));
        // The same proof for another amount is worth nothing.
        request.body.object().find(u"operation")->object().find(u"value")->object().set(u"amount"_s, 10'001);
        const json::Value refused = m_ledger->execute(request, Here);
        QCOMPARE(codeOf(refused), 10104);
        QCOMPARE(codeOf(refused.at({u"func_results", u"_openCheckin"})), 20408);
    }
}

void TestLedger::testFunctions()
{
    createApp();
    const auto install = [&](const QString &path, const QString &fid) {
        json::Object functions;
        functions.set(fid, json::Object{{u"function_type"_s, u"NATIVE"_s}, {u"function_id"_s, fid}});
        return run(Alice, operation(u"SET_FUNCTION"_s, path, json::Object{{u".function"_s, functions}}));
    };
    QCOMPARE(codeOf(install(u"/apps/test_app/saved"_s, u"_saveLastTx"_s)), 0);
    QCOMPARE(codeOf(install(u"/apps/test_app/erased"_s, u"_eraseValue"_s)), 0);
    QCOMPARE(codeOf(install(u"/apps/test_app/failing"_s, u"_fail"_s)), 0);
    QCOMPARE(codeOf(install(u"/apps/test_app/owned"_s, u"_setOwnerConfig"_s)), 0);
    QCOMPARE(codeOf(install(u"/apps/test_app/stolen"_s, u"_transfer"_s)), 10404);
    const Transaction saved = make(Alice, set(u"/apps/test_app/saved"_s, 1));
    QCOMPARE(codeOf(m_ledger->execute(saved, Here)), 0);
    QCOMPARE(m_ledger->value(u"/apps/test_app/.last_tx/saved/tx_hash"), json::Value(saved.hash));
    QCOMPARE(codeOf(run(Alice, set(u"/apps/test_app/erased"_s, 1))), 0);
    QCOMPARE(m_ledger->value(u"/apps/test_app/erased"), json::Value(u"erased"_s));
    const crypto::Hash256 before = m_ledger->state().rootHash();
    QCOMPARE(codeOf(run(Alice, set(u"/apps/test_app/failing"_s, 1))), 10104);
    QCOMPARE(codeOf(run(Alice, set(u"/apps/test_app"_s, json::Object{{u"failing"_s, 1}}))), 10105);
    QCOMPARE(m_ledger->state().rootHash(), before);
    QCOMPARE(codeOf(run(Alice, set(u"/apps/test_app/failing"_s, nullptr))), 0);
}

void TestLedger::restFunctions()
{
    createApp();
    const auto install = [&](const QString &url) {
        return run(Alice,
                   operation(u"SET_FUNCTION"_s, u"/apps/test_app/hook"_s,
                             json::Object{{u".function"_s,
                                           json::Object{{u"f"_s,
                                                         json::Object{{u"function_type"_s, u"REST"_s},
                                                                      {u"function_id"_s, u"f"_s},
                                                                      {u"function_url"_s, url}}}}}}));
    };
    QCOMPARE(codeOf(install(u"not a url"_s)), 10403);
    QCOMPARE(codeOf(install(u"https://elsewhere.example.com/x"_s)), 0);
    QVERIFY(run(Alice, set(u"/apps/test_app/hook"_s, 1))[u"func_results"].isNull());
    QCOMPARE(codeOf(install(u"https://echo.ainetwork.ai/x"_s)), 0);
    const json::Value result = run(Alice, set(u"/apps/test_app/hook"_s, 2));
    QCOMPARE(codeOf(result), 0);
    QCOMPARE(codeOf(result.at({u"func_results", u"f"})), 20000);
    QCOMPARE(result.at({u"gas_amount_total", u"bandwidth", u"app", u"test_app"}), json::Value(101));
}

void TestLedger::heightLimit()
{
    createApp();
    const json::Value result = run(Alice, set(u"/apps/test_app"_s + u"/a"_s.repeated(27), 1));
    QCOMPARE(codeOf(result), 0);
    // The network's own test looks at a result_list first, so the limit only shows in single operations.
    const json::Value tooHigh = run(Alice, set(u"/apps/test_app"_s + u"/b"_s.repeated(29), 1));
    QCOMPARE(codeOf(tooHigh), 11101);
    QVERIFY(m_ledger->value(u"/apps/test_app/b").isNull());
}

void TestLedger::longPaths()
{
    createApp();
    QCOMPARE(codeOf(run(Alice, set(u"/apps/test_app"_s + u"/a"_s.repeated(40'000), 1))), 11101);
    QCOMPARE(codeOf(run(Alice, set(u"/apps/test_app/"_s + u"a"_s.repeated(151), 1))), 10102);
    QCOMPARE(codeOf(run(Alice, set(u"/apps/test_app/x"_s, json::Object{{u"a b"_s, 1}}))), 10101);
    QCOMPARE(codeOf(run(Alice,
                        operation(u"SET_RULE"_s, u"/apps/test_app"_s + u"/a"_s.repeated(1000),
                                  json::Object{{u".rule"_s, json::Object{{u"write"_s, true}}}}))),
             10502);
}

void TestLedger::budgets()
{
    GenesisConfig config = recordedNetwork();
    config.stateTreeBytesLimit = 400'000; // free tier 2000, apps 198,000, services 200,000 bytes
    m_ledger = std::make_unique<Ledger>(genesisState(config));
    createApp();
    QCOMPARE(codeOf(run(Alice, set(u"/apps/test_app/a"_s, u"x"_s.repeated(1000)))), 10905);
    QVERIFY(m_ledger->value(u"/apps/test_app/a").isNull());
    // As on the public networks: in a SET the code comes on top, and what the operations did stays.
    const json::Value listed =
        run(Alice,
            json::Object{{u"type"_s, u"SET"_s},
                         {u"op_list"_s, json::Array{set(u"/apps/test_app/b"_s, u"x"_s.repeated(1000))}}});
    QCOMPARE(codeOf(listed), 10905);
    QCOMPARE(codeOf(listed[u"result_list"][u"0"]), 0);
    QVERIFY(!m_ledger->value(u"/apps/test_app/b").isNull());
    QCOMPARE(codeOf(run(Alice, set(u"/apps/test_app/b"_s, json::Value()))), 0);
    const json::Value staked = run(Alice, set(u"/staking/test_app/"_s + Alice + u"/0/stake/1/value"_s, 10));
    QCOMPARE(codeOf(staked), 0);
    QCOMPARE(codeOf(run(Alice, set(u"/apps/test_app/a"_s, u"x"_s.repeated(1000)))), 0);
    QCOMPARE(codeOf(run(Bob, set(u"/manage_app/other_app/create/1"_s, appConfig(Bob)))), 0);
    QCOMPARE(codeOf(run(Bob, set(u"/staking/other_app/"_s + Bob + u"/0/stake/1/value"_s, 90))), 0);
    QCOMPARE(codeOf(run(Alice, set(u"/apps/test_app/b"_s, u"x"_s.repeated(20'000)))), 10907); // a tenth of the stakes
    json::Object many;
    for (int i = 0; i < 20; ++i)
        many.set(QString::number(i), u"x"_s.repeated(5000));
    QCOMPARE(codeOf(run(Bob, set(u"/apps/other_app/a"_s, many))), 10902);
}

void TestLedger::stateRules()
{
    createApp();
    const auto rule = [&](const json::Value &state) {
        return run(Alice,
                   operation(u"SET_RULE"_s, u"/apps/test_app/list/$id"_s,
                             json::Object{{u".rule"_s, json::Object{{u"write"_s, true}, {u"state"_s, state}}}}));
    };
    QCOMPARE(codeOf(rule(json::Object{{u"max_children"_s, 0}})), 10503);
    QCOMPARE(codeOf(rule(json::Object{{u"gc_max_siblings"_s, 20}, {u"gc_num_siblings_deleted"_s, 9}})), 10503);
    QCOMPARE(codeOf(rule(json::Object{{u"max_children"_s, 1}, {u"max_bytes"_s, 100}, {u"max_height"_s, 1}})), 0);
    const QString ref = u"/apps/test_app/list/1"_s;
    QCOMPARE(codeOf(run(Bob, set(ref, json::Object{{u"a"_s, 1}, {u"b"_s, 2}}))), 12104);
    QCOMPARE(codeOf(run(Bob, set(ref, u"x"_s.repeated(51)))), 12104);
    QCOMPARE(codeOf(run(Bob, set(ref, json::Object{{u"a"_s, json::Object{{u"b"_s, 2}}}}))), 12104);
    QCOMPARE(codeOf(run(Bob, set(ref, json::Object{{u"a"_s, 1}}))), 0);
    QCOMPARE(codeOf(rule(json::Object{{u"gc_max_siblings"_s, 12}, {u"gc_num_siblings_deleted"_s, 10}})), 0);
    for (int i = 2; i <= 13; ++i)
        QCOMPARE(codeOf(run(Bob, set(u"/apps/test_app/list/%1"_s.arg(i), i))), 0);
    QCOMPARE(m_ledger->value(u"/apps/test_app/list").object().size(), std::size_t(3)); // the ten oldest went
    QVERIFY(m_ledger->value(u"/apps/test_app/list/10").isNull());
    QCOMPARE(m_ledger->value(u"/apps/test_app/list/11"), json::Value(11));
}

void TestLedger::merging()
{
    createApp();
    const json::Object state{{u"max_children"_s, 3}};
    QCOMPARE(codeOf(run(Alice,
                        operation(u"SET_RULE"_s, u"/apps/test_app"_s,
                                  json::Object{{u".rule"_s, json::Object{{u"state"_s, state}}}}))),
             0);
    const json::Value rule = m_ledger->state().value({u"rules"_s, u"apps"_s, u"test_app"_s, u".rule"_s});
    QCOMPARE(rule[u"state"], json::Value(state));
    QVERIFY(rule[u"write"].isString());
    QCOMPARE(codeOf(run(Alice,
                        operation(u"SET_RULE"_s, u"/apps/test_app"_s,
                                  json::Object{{u".rule"_s, json::Object{{u"state"_s, nullptr}}}}))),
             0);
    QVERIFY(m_ledger->state().value({u"rules"_s, u"apps"_s, u"test_app"_s, u".rule"_s, u"state"_s}).isNull());
}

void TestLedger::observer()
{
    QStringList seen;
    m_ledger->setValueObserver([&](const ValueChange &change, const Transaction &) {
        seen.append(formatPath(change.path) + u'=' + QString::fromUtf8(text(change.after)) + u'@' + change.eventSource);
    });
    const QString path = u"/transfer/"_s + Alice + u'/' + Bob + u"/1/value"_s;
    QCOMPARE(codeOf(run(Alice, set(path, 2))), 0);
    QCOMPARE(seen, QStringList{path + u"=2@BLOCK"_s}); // balances change silently
}

void TestLedger::offences()
{
    // An offence reported in a proposal locks the offender's stake for longer each time.
    const QString proposer = u"0x00ADEc28B6a845a085e03591bE7550dd68673C1C"_s;
    const QString offender = u"0x01A0980d2D4e418c7F27e1ef539d01A5b5E93204"_s;
    json::Object offences;
    offences.set(offender, json::Object{{u"INVALID_PROPOSAL"_s, 2}});
    const json::Object proposal{{u"number"_s, 1},
                                {u"proposer"_s, proposer},
                                {u"gas_cost_total"_s, 0},
                                {u"block_hash"_s, u"0x1"_s},
                                {u"offenses"_s, offences}};
    BlockContext context = Here;
    context.number = 1;
    const json::Value result =
        m_ledger->executeConsensus(make(proposer, set(u"/consensus/number/1/propose"_s, proposal)), context);
    QVERIFY2(Ledger::isSuccess(result), text(result).constData());
    QCOMPARE(m_ledger->number(u"/consensus/offense_records/"_s + offender), 2.0);
    QCOMPARE(m_ledger->number(u"/staking/consensus/"_s + offender + u"/0/expire_at"_s),
             double(Here.time) + 3 * 2'592'000'000.0);
    // A stranger proposes nothing.
    QVERIFY(!Ledger::isSuccess(
        m_ledger->executeConsensus(make(Alice, set(u"/consensus/number/1/propose"_s, proposal)), context)));
}

void TestLedger::whitelists()
{
    const QString fourth = u"0x03AAb7b6f16A92A1dfe018Fe34ee420eb098B98A"_s;
    QCOMPARE(codeOf(run(Alice, set(u"/consensus/proposer_whitelist/"_s + Alice, true))), 12103);
    QCOMPARE(codeOf(run(Admin, set(u"/blockchain_params/consensus/max_num_validators"_s, 4))), 0);
    QCOMPARE(codeOf(run(fourth, set(u"/staking/consensus/"_s + fourth + u"/0/stake/1/value"_s, 500))), 0);
    const json::Value validators = m_ledger->validators();
    QCOMPARE(validators.object().size(), std::size_t(4));
    QCOMPARE(validators[fourth], json::Value(json::Object{{u"stake"_s, 500}, {u"proposal_right"_s, false}}));
}

void TestLedger::answers()
{
    for (const QString &name : {u"ain_evalOwner_apps"_s, u"ain_matchOwner_apps"_s, u"ain_matchFunction_transfer"_s,
                                u"ain_validateAppName_ok"_s, u"ain_validateAppName_bad_label"_s,
                                u"ain_validateAppName_bad_service_name"_s, u"ain_getStateUsage_missing_app"_s}) {
        const json::Value record = recorded(u"chain/rpc/%1.json"_s.arg(name));
        QVERIFY2(record.isObject(), qPrintable(name));
        const json::Value &params = record[u"request"][u"params"];
        const QString ref = params[u"ref"].toString();
        json::Value answer;
        if (name.contains(u"evalOwner"))
            answer = m_ledger->evalOwner(ref, params[u"permission"].toString(), {params[u"address"].toString(), {}, {}},
                                         false);
        else if (name.contains(u"matchOwner"))
            answer = m_ledger->matchOwner(ref);
        else if (name.contains(u"matchFunction"))
            answer = m_ledger->matchFunction(ref);
        else if (name.contains(u"validateAppName"))
            answer = m_ledger->validateAppName(params[u"app_name"].toString());
        else
            answer = m_ledger->stateUsage(params[u"app_name"].toString());
        json::Value expected = record.at({u"response", u"result"});
        if (name.contains(u"validateAppName"))
            expected.object().remove(u"protoVer"); // its members stand in the envelope itself
        else
            expected = json::Value(expected[u"result"]);
        QCOMPARE(text(answer), text(expected));
    }
    const QString ref = u"/transfer/"_s + Alice + u'/' + Bob + u"/1/value"_s;
    QCOMPARE(codeOf(m_ledger->evalRule(ref, 1, {Alice, {}, {}}, 1000, nullptr, nullptr)), 0);
    QCOMPARE(codeOf(m_ledger->evalRule(ref, 1, {Bob, {}, {}}, 1000, nullptr, nullptr)), 12103);
}

void TestLedger::sizeCheck()
{
    json::Value body = make(Alice, set(u"/apps/x/big"_s, u"x"_s.repeated(60'000))).body;
    const CheckedTransaction checked = checkTransaction(body, u"0x00"_s, 0);
    QVERIFY(!checked.transaction);
    QCOMPARE(checked.refusal.code, 30301);
    QCOMPARE(checked.refusal.message, u"Transaction size exceeds its limit: 100000 bytes."_s);
}

} // namespace ain::sandbox

QTEST_GUILESS_MAIN(ain::sandbox::TestLedger)
#include "test_ledger.moc"
