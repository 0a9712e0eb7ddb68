// The rule engine: what an expression may see and do, and what ends it.
#include "ledgertest.h"

#include "core/sandbox/ledger/configtrees.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;

namespace ain::sandbox {

namespace {

const QString Alice = u"0x05A1247A7400f0C2A893611adD1505743552c631"_s;

class Host final : public RuleHost {
public:
    StateTree state;

    StateNodePtr node(StateRoot root, const Path &path) const override
    {
        return state.find(Path{rootLabel(root)} + path);
    }
    json::Value evalRule(const Path &, const json::Value &value, const Auth &, const RuleInput &) override
    {
        return json::Object{{u"code"_s, value.isNull() ? 12103 : 0}};
    }
    json::Value evalOwner(const Path &, const QString &permission, const Auth &) override
    {
        return json::Object{{u"code"_s, permission == u"write_rule" ? 0 : 12302}};
    }
};

} // namespace

class TestRules : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void outcomes_data();
    void outcomes();
    void survivesItsExpressions();
    void time();
    void allowed_data();
    void allowed();

private:
    RuleEngine m_engine;
};

void TestRules::outcomes_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<int>("outcome");
    const auto yes = [](const char *expression) {
        QTest::newRow(expression) << QString::fromUtf8(expression) << int(RuleOutcome::True);
    };
    const auto no = [](const char *expression) {
        QTest::newRow(expression) << QString::fromUtf8(expression) << int(RuleOutcome::False);
    };
    const auto broken = [](const char *expression) {
        QTest::newRow(expression) << QString::fromUtf8(expression) << int(RuleOutcome::InternalError);
    };
    const auto syntax = [](const char *expression) {
        QTest::newRow(expression) << QString::fromUtf8(expression) << int(RuleOutcome::SyntaxError);
    };
    yes("auth.addr === $user");
    yes("data === null && newData.amount === 5");
    yes("getValue('/a/b') === 7 && getValue('/a').b === 7 && getValue('nothing') === null");
    yes("currentTime === 1000 && blockNumber === 3 && blockTime === 999");
    yes("util.checkValuePathLen(parsedValuePath, 2)");
    yes("util.isCksumAddr(auth.addr) && !util.isCksumAddr(auth.addr.toLowerCase())");
    yes("util.toCksumAddr(auth.addr.toLowerCase()) === auth.addr");
    yes("util.countDecimals(0.000001) === 6 && util.countDecimals(1.5e-9) === 10 && util.countDecimals(3) === 0");
    yes("util.isServAcntName('staking|app|x', blockNumber) && !util.isServAcntName('staking|App|x', blockNumber)");
    yes("util.isServAcntName('staking|App|x') && !util.isServAcntName('bank|app|x')");
    yes("util.getBalance('payments|app|u|k', getValue) === 0");
    yes("util.parseServAcntName('a|b|c|d')[2] === 'c|d'");
    yes("util.isValidUrl('https://example.com/x') && !util.isValidUrl('http://127.0.0.1/')");
    yes("evalRule('/a', 1, auth).code === 0 && evalOwner('/a', 'write_rule', auth).code === 0");
    yes("Number('5') === 5 && String(5) === '5' && Boolean(1)");
    yes("/^0x[0-9a-f]+$/i.test(auth.addr)");
    yes("[1, 2, 3].includes(2) && 'a,b'.split(',').length === 2");
    yes("util.keys(newData)[0] === 'amount' && util.length(newData) === 1");
    no("newData.amount > 5");
    no("undefined");
    no("\n true"); // as the network: a return with nothing after it
    broken("nobody.at.home");
    broken("lastBlockNumber > 0"); // not among the parameters, on the network neither
    broken("data.amount > 0");
    broken("this.x");
    syntax("auth.addr ===");
    syntax("true } + function () { return true");
    syntax("true); (true");
    // Nothing beyond the language.
    broken("eval('1')");
    broken("Function('return 1')()");
    broken("''.constructor.constructor('return 1')()");
    broken("getValue.constructor('return 1')()");
    broken("util.keys.constructor('return 1')()");
    broken("Math.random() >= 0");
    broken("new Date() > 0");
    broken("Object.keys(newData)");
    broken("(util.isString += 1)");
    broken("(auth.__proto__.polluted |= 1)");
    broken("(''.__proto__.trim += 1)");
    broken("'a'.repeat(1000000000).length > 0");
    broken("'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'.repeat(100000).replace(/a/g, 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb').length "
           "> 0");
    broken("'a'.padStart(1000000000).length > 0");
}

void TestRules::outcomes()
{
    QFETCH(QString, expression);
    QFETCH(int, outcome);
    Host host;
    host.state.write({u"values"_s, u"a"_s, u"b"_s}, 7);
    RuleInput input;
    input.auth.address = Alice;
    input.newData = json::Object{{u"amount"_s, 5}};
    input.currentTime = 1000;
    input.blockNumber = 3;
    input.blockTime = 999;
    input.valuePath = {u"x"_s, Alice};
    input.pathVars = {{u"$user"_s, Alice}};
    QCOMPARE(int(m_engine.evaluate(expression, input, host).outcome), outcome);
    QCOMPARE(int(m_engine.evaluate(expression, input, host).outcome), outcome);
}

void TestRules::survivesItsExpressions()
{
    Host host;
    RuleInput input;
    for (int i = 0; i < 5000; ++i)
        QCOMPARE(m_engine.evaluate(u"newData === null && %1 > -1"_s.arg(i), input, host).outcome, RuleOutcome::True);
    QCOMPARE(m_engine.evaluate(u"util.isString('x')"_s, input, host).outcome, RuleOutcome::True);
}

void TestRules::time()
{
    // An expression has no loops; a host that answers slowly stands for anything that takes too long.
    class Slow final : public RuleHost {
    public:
        StateNodePtr node(StateRoot, const Path &) const override
        {
            QTest::qSleep(300);
            ++calls;
            return nullptr;
        }
        json::Value evalRule(const Path &, const json::Value &, const Auth &, const RuleInput &) override { return {}; }
        json::Value evalOwner(const Path &, const QString &, const Auth &) override { return {}; }
        mutable int calls = 0;
    } slow;
    QStringList reads;
    for (int i = 0; i < 50; ++i)
        reads.append(u"getValue('/x') === null"_s);
    QCOMPARE(m_engine.evaluate(reads.join(u" && "_s), {}, slow).outcome, RuleOutcome::InternalError);
    QVERIFY(slow.calls < 20);
    Host host;
    QCOMPARE(m_engine.evaluate(u"true"_s, {}, host).outcome, RuleOutcome::True);
}

void TestRules::allowed_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char *expression, bool allowed) {
        QTest::newRow(expression) << QString::fromUtf8(expression) << allowed;
    };
    row("auth.addr === $uid", true);
    row("auth.addr === $other", false);
    row("newData.foo.bar[0] == null || !data", true);
    row("foo", false);
    row("util.isString(newData) && /a=b/.test(newData)", true);
    row("data / 2 > 1 / 3", true);
    row("data = 1", false);
    row("data == 1 && data === 1 && data >= 1 && data <= 1 && data !== 2", true);
    row("[1].map(x => x)", false);
    row("(function () { return true })()", false);
    row("`${auth.addr}|x` === newData", true);
    row("`${foo}|x` === newData", false);
    row("`${`${foo}`}`", false);
    row("`$ {foo} }` === data", true);
    row("'unterminated", false);
    row("\"it's = fine\" === newData", true);
    row("true /* foo */ && null === data // bar", true);
    row("/* open", false);
    row("auth?.addr", false);
    row("data ? .5 : 1", true);
    row("data?.5:1", true);
    row("@", false);
    row("\\u0061uth", false);
    row("Number(data) + String(data) + Boolean(data)", true);
    row("Object.keys(data)", false);
    row("undefined === data", false);
    row("1e5 + 0x1f + 1_000 > data", true);
    row("3in", false);
}

void TestRules::allowed()
{
    QFETCH(QString, expression);
    QFETCH(bool, allowed);
    QCOMPARE(isAllowedExpression(expression, {u"$uid"_s}), allowed);
}

} // namespace ain::sandbox

QTEST_GUILESS_MAIN(ain::sandbox::TestRules)
#include "test_rules.moc"
