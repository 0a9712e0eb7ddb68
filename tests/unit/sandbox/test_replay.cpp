// Replays what was recorded from the network software and compares every answer field by field.
#include "ledgertest.h"

#include "core/base/secretbytes.h"

#include <QHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace ain::sandbox {

namespace {

// Rule texts are our own, and members of objects come in the order of their keys: both only show in messages.
json::Value comparable(const json::Value &value)
{
    if (value.isArray()) {
        json::Array array;
        for (const json::Value &member : value.array())
            array.push_back(comparable(member));
        return array;
    }
    if (!value.isObject())
        return value;
    json::Object object;
    for (const auto &[key, member] : value.object()) {
        if (key == u"message") {
            static const QRegularExpression rule(u"^(Write rule evaluated false: \\[).*(\\] at '/)"_s);
            static const QRegularExpression price(u"^(\\[precheckTransaction\\] Invalid gas_price: ).*$"_s);
            object.set(key, member.toString().replace(rule, u"\\1\\2"_s).replace(price, u"\\1"_s));
        } else {
            object.set(key, comparable(member));
        }
    }
    return object;
}

} // namespace

class TestReplay : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }
    void blocksAndAnswers();
    void votes();
    void objectsOnChain();

private:
    QStringList m_differences;

    void report()
    {
        for (const QString &difference : std::as_const(m_differences))
            qWarning("%s", qPrintable(difference));
        QVERIFY(m_differences.isEmpty());
    }

    void compare(const QString &name, const json::Value &actual, const json::Value &expected)
    {
        if (comparable(actual) != comparable(expected)) {
            m_differences.append(name + u"\n  actual   "_s + QString::fromUtf8(text(comparable(actual))).left(1500)
                                 + u"\n  expected "_s + QString::fromUtf8(text(comparable(expected))).left(1500));
        }
    }
};

void TestReplay::blocksAndAnswers()
{
    m_differences.clear();
    const json::Value blocks = recorded(u"chain/blocks/user_transactions.json"_s);
    const json::Value answers = recorded(u"chain/send_results.json"_s);
    QVERIFY(blocks.array().size() > 80);
    QVERIFY(answers.array().size() > 90);

    QHash<QString, const json::Value *> sent; // by signature, without dry runs
    QHash<QString, const json::Value *> dryRuns;
    std::vector<const json::Value *> refused; // never in a block
    QSet<QString> inBlocks;
    for (const json::Value &block : blocks.array()) {
        for (const json::Value &transaction : block[u"transactions"].array())
            inBlocks.insert(transaction[u"signature"].toString());
    }
    for (const json::Value &answer : answers.array()) {
        const QString signature = answer[u"signature"].toString();
        if (answer[u"answer"][u"result"].isNull()) {
            const CheckedTransaction checked = checkTransaction(answer[u"tx_body"], answer[u"signature"], 0);
            if (checked.transaction)
                m_differences.append(answer[u"name"].toString() + u" accepted"_s);
            else
                compare(answer[u"name"].toString(),
                        json::Object{{u"result"_s, nullptr},
                                     {u"code"_s, checked.refusal.code},
                                     {u"message"_s, checked.refusal.message}},
                        answer[u"answer"]);
        } else if (answer[u"dryrun"].toBool()) {
            dryRuns.insert(signature, &answer);
        } else if (inBlocks.contains(signature)) {
            if (codeOf(answer[u"answer"][u"result"][u"result"]) != 10701)
                sent.insert(signature, &answer);
        } else {
            refused.push_back(&answer);
        }
    }

    Ledger ledger(genesisState(recordedNetwork()));
    int compared = 0;
    for (const json::Value &block : blocks.array()) {
        BlockContext context;
        context.number = block[u"number"].toInteger();
        context.time = block[u"timestamp"].toInteger();
        for (auto it = refused.begin(); it != refused.end();) {
            const json::Value &answer = **it;
            const qint64 time = answer[u"tx_body"][u"timestamp"].toInteger();
            if (time > context.time || (time < 1'000'000'000'000 && context.number < 1200)) {
                ++it;
                continue;
            }
            const CheckedTransaction checked = checkTransaction(answer[u"tx_body"], answer[u"signature"], 0);
            QVERIFY(checked.transaction);
            compare(answer[u"name"].toString(), ledger.execute(*checked.transaction, context),
                    answer[u"answer"][u"result"][u"result"]);
            it = refused.erase(it);
            ++compared;
        }
        double gas = 0;
        const StateTree atStart = ledger.state();
        for (std::size_t i = 0; i < block[u"transactions"].array().size(); ++i) {
            const json::Value &recordedTx = block[u"transactions"].array()[i];
            const QString name = u"block %1 tx %2 "_s.arg(context.number).arg(i);
            const CheckedTransaction checked = checkTransaction(recordedTx[u"tx_body"], recordedTx[u"signature"], 0);
            QVERIFY2(checked.transaction, qPrintable(name));
            const Transaction &transaction = *checked.transaction;
            QCOMPARE(transaction.hash, recordedTx[u"hash"].toString());
            QCOMPARE(transaction.address, recordedTx[u"address"].toString());
            context.now = transaction.body[u"timestamp"].toInteger(); // when it was sent
            if (transaction.body.at({u"operation", u"ref"}).toString().startsWith(u"/gas_fee/claim/")) {
                // Rewards come from votes, which are not replayed here.
                StateTree state = ledger.state();
                state.write({u"values"_s, u"consensus"_s, u"rewards"_s, transaction.address},
                            json::Object{{u"unclaimed"_s, 18.402184709863686}, {u"cumulative"_s, 18.402184709863686}});
                ledger.setState(state);
            }
            if (const json::Value *answer = dryRuns.value(transaction.signature, nullptr)) {
                const crypto::Hash256 before = ledger.state().rootHash();
                compare((*answer)[u"name"].toString(), ledger.execute(transaction, context, ExecuteMode::DryRun),
                        (*answer)[u"answer"][u"result"][u"result"]);
                QCOMPARE(ledger.state().rootHash(), before);
                ++compared;
            }
            if (const json::Value *answer = sent.value(transaction.signature, nullptr)) {
                const StateTree before = ledger.state();
                // Sent before its account existed, put in the block after the transfer that made it exist.
                if ((*answer)[u"name"].toString() == u"errors/11001_signed_by_other_unfunded_key")
                    ledger.setState(atStart);
                compare((*answer)[u"name"].toString(), ledger.execute(transaction, context),
                        (*answer)[u"answer"][u"result"][u"result"]);
                ledger.setState(before);
                ++compared;
            }
            context.now = context.time;
            const json::Value result = ledger.execute(transaction, context);
            compare(name + u"receipt"_s, Ledger::receipt(result), block[u"receipts"].array()[i]);
            gas += result[u"gas_amount_charged"].toDouble();
        }
        if (gas != block[u"gas_amount_total"].toDouble())
            m_differences.append(u"block %1 gas %2"_s.arg(context.number).arg(gas));
    }
    for (const json::Value *answer : refused)
        m_differences.append((*answer)[u"name"].toString() + u" never came"_s);
    report();
    QVERIFY(compared > 70);
}

void TestReplay::votes()
{
    const json::Value blocks = recorded(u"chain/blocks/votes_1_39.json"_s);
    QCOMPARE(blocks.array().size(), std::size_t(39));
    Ledger ledger(genesisState(recordedNetwork()));
    int executed = 0;
    for (const json::Value &block : blocks.array()) {
        BlockContext context;
        context.number = block[u"number"].toInteger();
        context.time = block[u"timestamp"].toInteger();
        context.now = context.time;
        for (const json::Value &vote : block[u"last_votes"].array()) {
            const CheckedTransaction checked = checkTransaction(vote[u"tx_body"], vote[u"signature"], 0);
            QVERIFY(checked.transaction);
            const json::Value result = ledger.executeConsensus(*checked.transaction, context);
            QVERIFY2(Ledger::isSuccess(result), text(result).constData());
            ++executed;
        }
    }
    QVERIFY(executed > 100);
    // Every validator has voted for 37 blocks and each has the same stake: equal rewards.
    const QString first = u"/consensus/rewards/0x00ADEc28B6a845a085e03591bE7550dd68673C1C/unclaimed"_s;
    const double perVote = 0.08 * 1000 / 31'557'600'000.0 * 10'000'000;
    const double rewards = ledger.number(first);
    QVERIFY(rewards > 30 * perVote && rewards < 38 * perVote);
    QCOMPARE(ledger.value(u"/consensus/number/38/propose/number"), json::Value(38));
    QCOMPARE(ledger.validators().object().size(), std::size_t(3));
}

void TestReplay::objectsOnChain()
{
    m_differences.clear();
    const json::Value data = recorded(u"sdk/ainft/direct_onchain.json"_s);
    QCOMPARE(data[u"transactions"].array().size(), std::size_t(72));
    GenesisConfig config = recordedNetwork();
    config.stateTreeBytesLimit = 5e12;
    Ledger ledger(genesisState(config));
    BlockContext context;
    context.number = 100;
    for (const json::Value &row : data[u"transactions"].array()) {
        const QString name = row[u"profile"].toString() + u' ' + row[u"action"].toString();
        const CheckedTransaction checked = checkTransaction(row[u"tx_body"], row[u"signature"], 0);
        QVERIFY2(checked.transaction, qPrintable(name));
        ++context.number;
        context.time = row[u"tx_body"][u"timestamp"].toInteger();
        context.now = context.time;
        const json::Value result = ledger.execute(*checked.transaction, context);
        json::Array codes;
        if (const json::Value &list = result[u"result_list"]; list.isObject()) {
            for (std::size_t i = 0; i < list.object().size(); ++i)
                codes.push_back(list[QString::number(i)][u"code"]);
        } else {
            codes.push_back(result[u"code"]);
        }
        compare(name + u" codes"_s, codes, row[u"node_result_codes"]);
        compare(name + u" charged"_s, result[u"gas_amount_charged"], row[u"gas_amount_charged"]);
        compare(name + u" cost"_s, result[u"gas_cost_total"], row[u"gas_cost_total_ain"]);
        compare(name + u" gas"_s, result[u"gas_amount_total"], row[u"gas_amount_total"]);
        const bool accepted = row[u"final_state"].toString() == u"FINALIZED";
        if (Ledger::isFailed(result) == accepted)
            m_differences.append(name + u" final state"_s);
    }
    report();
    for (const json::Value &read : data[u"reads"].array()) {
        if (read[u"method"].toString() != u"ain_get" || read[u"params"][u"type"].toString() != u"GET_VALUE"
            || read[u"params"][u"is_partial"].toBool()) // taken earlier
            continue;
        ReadOptions options;
        options.shallow = read[u"params"][u"is_shallow"].toBool();
        compare(read[u"name"].toString(),
                ledger.state().value(Path{u"values"_s} + parsePath(read[u"params"][u"ref"].toString()), options),
                read[u"result"]);
    }
    report();
}

} // namespace ain::sandbox

QTEST_GUILESS_MAIN(ain::sandbox::TestReplay)
#include "test_replay.moc"
