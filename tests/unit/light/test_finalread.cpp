// Reading values with their proofs from one final state: recorded answers, and the practice network's own tree.
#include "prooftest.h"

#include "core/chain/statehash.h"
#include "core/sandbox/ledger/statetree.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace ain::light {

namespace {

const QString Account = u"0x05A1247A7400f0C2A893611adD1505743552c631"_s;

StatePath at(const QString &path) { return StatePath::parse(path).value(); }

// Answers as a gateway does.
class Gateway {
public:
    sandbox::StateTree tree;
    qsizetype pageSize = 20'000;

    json::Value one(const json::Value &operation) const
    {
        static const QHash<QString, QString> roots{{u"GET_VALUE"_s, u"values"_s},
                                                   {u"GET_RULE"_s, u"rules"_s},
                                                   {u"GET_FUNCTION"_s, u"functions"_s},
                                                   {u"GET_OWNER"_s, u"owners"_s}};
        sandbox::ReadOptions options;
        options.partial = operation[u"is_partial"].toBool();
        options.includeProof = operation[u"include_proof"].toBool();
        options.pageSize = pageSize;
        if (operation.object().contains(u"last_end_label"))
            options.lastEndLabel = operation[u"last_end_label"].toString();
        const sandbox::Path path = sandbox::Path{roots.value(operation[u"type"].toString())}
            + sandbox::parsePath(operation[u"ref"].toString());
        if (!operation[u"is_final"].toBool() || tree.checkLimits(path, options, {pageSize, 20'000'000}))
            return {};
        return tree.value(path, options);
    }
    json::Array answer(const json::Object &params) const
    {
        json::Array values;
        for (const json::Value &operation : params[u"op_list"].array())
            values.push_back(one(operation));
        return values;
    }
    FinalBlock block() const { return blockOfState(tree.rootHash().toString()); }
    void set(const QString &path, const json::Value &value) { tree.write(sandbox::parsePath(path), value); }

    // With all four roots.
    static Gateway withRoots()
    {
        Gateway gateway;
        gateway.set(u"/rules/.rule/write"_s, false);
        gateway.set(u"/functions/transfer/.function/f/function_id"_s, u"f"_s);
        gateway.set(u"/owners/.owner/owners/x/write_rule"_s, false);
        return gateway;
    }
};

} // namespace

class TestFinalRead : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void recordedAnswers_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("account");
        QTest::addColumn<QString>("stateHash");
        QTest::newRow("idle") << u"lightclient/final_multi_get_999.json"_s << Account << QString();
        QTest::newRow("while transactions are pending")
            << u"proofs/final_get_multi_busy.json"_s << u"0x09A0d53FDf1c36A131938eb379b98910e55EEfe1"_s
            << u"0x6f8da388c3413e75b151f6fc4fb05a8515c6ccbd2cf90ae0b587e1dadd9d57ee"_s;
    }
    void recordedAnswers()
    {
        QFETCH(QString, file);
        QFETCH(QString, account);
        QFETCH(QString, stateHash);
        const json::Value record = recorded(file);
        const json::Array answer = record[u"result"].array();
        QCOMPARE(answer.size(), std::size_t(6));
        const auto request = FinalRead::make({at(u"/values/accounts/"_s + account)});
        QVERIFY(request);
        const auto root = request->stateHash(answer);
        QVERIFY(root);
        if (!stateHash.isEmpty())
            QCOMPARE(root->toString(), stateHash);
        const FinalBlock block = blockOfState(root->toString());
        const auto proofs = request->read(answer);
        QCOMPARE(proofs.size(), 1);
        QVERIFY2(proofs[0], proofs[0] ? "" : qPrintable(whatOf(proofs[0].error())));
        QCOMPARE(StateVerifier::rootOf(request->paths()[0], *proofs[0]).value(), *root);
        const auto finding = StateVerifier::verify(block, request->paths()[0], *proofs[0]);
        QVERIFY(finding);
        QVERIFY(finding->proven);
        QCOMPARE(finding->fact.value[u"balance"], answer[5][u"balance"]);
        // An account that is not there, from the same answer.
        const auto missing = FinalRead::make({at(u"/values/accounts/0x9999999999999999999999999999999999999999"_s)});
        json::Array without = answer;
        without[5] = {};
        const auto absent = missing->read(without)[0];
        QVERIFY(absent);
        QVERIFY(StateVerifier::verify(block, missing->paths()[0], *absent).value().proven);
        without[5] = answer[5];
        QCOMPARE(whatOf(missing->read(without)[0].error()), u"light.proof absent"_s);
        // The asked account can't be made to be missing by leaving it out.
        json::Array hidden = answer;
        hidden[4].object().remove(account);
        hidden[5] = {};
        const auto lie = request->read(hidden)[0];
        QVERIFY(!lie || !StateVerifier::verify(block, request->paths()[0], *lie));
    }

    void refusedAnswers()
    {
        const json::Array answer = recorded(u"lightclient/final_multi_get_999.json"_s)[u"result"].array();
        const auto request = FinalRead::make({at(u"/values/accounts/"_s + Account)});
        const auto what = [&](const json::Array &changed) {
            const auto proof = request->read(changed)[0];
            return proof ? QString() : whatOf(proof.error());
        };
        QCOMPARE(what(answer), QString());
        QCOMPARE(what({}), u"light.proof answer"_s);
        json::Array changed = answer;
        changed.push_back(1);
        QCOMPARE(what(changed), u"light.proof answer"_s);
        for (std::size_t i = 0; i < 5; ++i) {
            for (const json::Value &value : {json::Value(json::Array()), json::Value(json::Object()), json::Value(1)}) {
                changed = answer;
                changed[i] = value;
                QVERIFY2(!what(changed).isEmpty(), qPrintable(QString::number(i)));
            }
        }
        changed = answer;
        changed[0] = {};
        QCOMPARE(what(changed), u"light.proof_shape too_many"_s);
        changed = answer;
        changed[4] = {};
        QCOMPARE(what(changed), u"light.proof_shape too_many"_s);
        changed = answer;
        changed[4] = 5;
        QCOMPARE(what(changed), u"light.proof_shape below_leaf"_s);
        changed = answer;
        changed[5] = {};
        QCOMPARE(what(changed), u"light.proof_shape too_many"_s);
        changed = answer;
        changed[4].object().set(u"#state_ph"_s, u"0x"_s + QString(64, u'1'));
        QCOMPARE(what(changed), u"light.proof hash"_s);
        changed = answer;
        changed[4].object().set(u"#other"_s, 1);
        QCOMPARE(what(changed), u"light.proof member"_s);
        changed = answer;
        changed[4].object().set(u"0xab"_s, json::Object{{u"#state_ph"_s, u"0x"_s + QString(64, u'1')}});
        QCOMPARE(what(changed), u"light.proof_shape shape"_s);
        changed[4].object().set(u"#end_label"_s, u"ab"_s);
        QCOMPARE(what(changed), u"light.proof_shape too_many"_s);
        QCOMPARE(request->read(changed)[0].error().args.value(u"path"_s).toString(), u"/values/accounts"_s);
    }

    void operations()
    {
        const auto request = FinalRead::make(
            {at(u"/values/accounts/0xab/balance"_s), at(u"/values/accounts/0xAB/nonce"_s), at(u"/rules/transfer"_s)});
        const json::Value params(request->params());
        QCOMPARE(params[u"type"].toString(), u"GET"_s);
        QStringList operations;
        for (const json::Value &operation : params[u"op_list"].array()) {
            QVERIFY(operation[u"is_final"].toBool());
            QCOMPARE(operation[u"is_partial"].toBool(), operation[u"include_proof"].toBool());
            operations.append(operation[u"type"].toString().mid(4) + operation[u"ref"].toString()
                              + (operation[u"is_partial"].toBool() ? u"*"_s : QString()));
        }
        // Each node once, whatever its spelling.
        QCOMPARE(operations,
                 (QStringList{u"VALUE/*"_s, u"RULE/*"_s, u"FUNCTION/*"_s, u"OWNER/*"_s, u"VALUE/accounts*"_s,
                              u"VALUE/accounts/0xab*"_s, u"VALUE/accounts/0xab/balance"_s,
                              u"VALUE/accounts/0xAB/nonce"_s, u"RULE/transfer"_s}));
        const auto unlisted = FinalRead::make({at(u"/values/accounts/0xab/balance"_s)}, {at(u"/values/accounts"_s)});
        QCOMPARE(json::Value(unlisted->params())[u"op_list"].array().size(), std::size_t(6));
    }

    void tooManyPaths()
    {
        QList<StatePath> paths;
        for (int i = 0; i < 45; ++i)
            paths.append(at(u"/values/accounts/0x%1"_s.arg(i, 2, 10, QChar(u'0'))));
        QVERIFY(FinalRead::make(paths));
        paths.append(at(u"/values/accounts/0xff"_s));
        QCOMPARE(FinalRead::make(paths).error().code, errors::InvalidArgument);
        QCOMPARE(FinalRead::make({at(u"/values"_s)}).error().code, errors::InvalidArgument);
    }

    void randomStates()
    {
        QRandomGenerator random(5);
        for (int round = 0; round < 60; ++round) {
            Gateway gateway = Gateway::withRoots();
            QList<StatePath> paths;
            const auto label = [&] { return QString(QChar(u'a' + random.bounded(3))).repeated(1 + random.bounded(3)); };
            for (int i = 0; i < 30; ++i) {
                const QString path = u"/values/accounts/"_s + label() + u'/' + label() + u'/' + label();
                if (random.bounded(4) != 0)
                    gateway.set(path, random.bounded(2) ? json::Value(int(random.bounded(9))) : json::Value(label()));
                if (paths.size() < 6)
                    paths.append(at(path).parent(2 + random.bounded(3)));
            }
            const auto request = FinalRead::make(paths);
            QVERIFY(request);
            const json::Array answer = gateway.answer(request->params());
            QCOMPARE(request->stateHash(answer).value(), gateway.tree.rootHash());
            const auto proofs = request->read(answer);
            for (qsizetype i = 0; i < paths.size(); ++i) {
                if (!proofs[i]) {
                    QCOMPARE(whatOf(proofs[i].error()), u"light.proof_shape below_leaf"_s);
                    continue;
                }
                const auto finding = StateVerifier::verify(gateway.block(), paths[i], *proofs[i]);
                QVERIFY2(finding, finding ? "" : qPrintable(whatOf(finding.error()) + paths[i].toString()));
                QVERIFY(finding->proven);
                QCOMPARE(finding->fact.value, gateway.tree.value(sandbox::Path{u"values"_s} + paths[i].labels));
                StateProof lie = *proofs[i];
                lie.value = lie.value.isNull() ? json::Value(1) : json::Value();
                QVERIFY(!StateVerifier::verify(gateway.block(), paths[i], lie));
                // The same by the other kind of proof.
                const json::Value shown = gateway.tree.stateProof(sandbox::Path{u"values"_s} + paths[i].labels);
                if (shown.isNull())
                    continue;
                const auto branches = testing::proofFromAnswer(shown, paths[i], finding->fact.value);
                if (branches)
                    QVERIFY(StateVerifier::verify(gateway.block(), paths[i], *branches).value().proven);
                else
                    QCOMPARE(whatOf(branches.error()), u"light.proof_shape prefix_label"_s);
            }
        }
    }

    // A node with more children than an answer may have: all pages, or a branch of another proof.
    void largeNodes()
    {
        Gateway gateway = Gateway::withRoots();
        gateway.pageSize = 7;
        for (int i = 0; i < 40; ++i)
            gateway.set(u"/values/accounts/0x%1/balance"_s.arg(i * 7919, 40, 16, QChar(u'0')), i);
        gateway.set(u"/values/consensus/x"_s, 1);
        const StatePath accounts = at(u"/values/accounts"_s);
        const StatePath there = at(u"/values/accounts/0x%1/balance"_s.arg(5 * 7919, 40, 16, QChar(u'0')));
        const StatePath missing = at(u"/values/accounts/0x%1/balance"_s.arg(5, 40, 16, QChar(u'0')));
        const auto whole = FinalRead::make({there, missing});
        const json::Array refused = gateway.answer(whole->params());
        for (const auto &proof : whole->read(refused)) {
            QCOMPARE(whatOf(proof.error()), u"light.proof_shape too_many"_s);
            QCOMPARE(proof.error().args.value(u"path"_s).toString(), u"/values/accounts"_s);
        }
        const crypto::Hash256 expected = whole->nodeHash(refused, accounts).value();
        QCOMPARE(std::optional(expected), gateway.tree.proofHash({u"values"_s, u"accounts"_s}));

        std::vector<json::Value> pages;
        QString after;
        do {
            pages.push_back(gateway.one(pageParams(accounts, after)));
            after = endOfPage(pages.back());
        } while (!after.isEmpty());
        QCOMPARE(pages.size(), std::size_t(7));
        const auto listing = testing::mergePages(pages, expected);
        QVERIFY(listing);
        QCOMPARE(listing->children().size(), std::size_t(40));
        const auto rest = FinalRead::make({there, missing}, {accounts});
        const json::Array answer = gateway.answer(rest->params());
        QCOMPARE(rest->nodeHash(answer, accounts).value(), expected);
        const auto proofs = rest->read(answer, {}, {KnownOpening{accounts, {}, {*listing, {}}}});
        QVERIFY(proofs[0] && proofs[1]);
        QCOMPARE(StateVerifier::verify(gateway.block(), there, *proofs[0]).value().proven->value().value,
                 json::Value(5));
        QVERIFY(StateVerifier::verify(gateway.block(), missing, *proofs[1]).value().proven);

        const auto branch =
            branchBelow(gateway.tree.stateProof(sandbox::Path{u"values"_s} + there.labels), there, 2, expected);
        QVERIFY(branch);
        const auto byBranch = rest->read(answer, {}, {KnownOpening{accounts, there.labels[1], {{}, *branch}}});
        QCOMPARE(StateVerifier::verify(gateway.block(), there, byBranch[0].value()).value().proven->value().value,
                 json::Value(5));
        QCOMPARE(whatOf(byBranch[1].error()), u"light.proof_shape too_many"_s);
        QCOMPARE(
            whatOf(
                branchBelow(gateway.tree.stateProof(sandbox::Path{u"values"_s} + there.labels), there, 2, {}).error()),
            u"light.proof hash"_s);

        // Pages that are not what they should be.
        std::vector<json::Value> few = pages;
        few.pop_back();
        few.pop_back();
        QCOMPARE(whatOf(testing::mergePages(few, expected).error()), u"light.proof_shape shape"_s);
        QCOMPARE(whatOf(testing::mergePages({}, expected).error()), u"light.proof_shape shape"_s);
        few = pages;
        few.push_back(pages.front());
        QCOMPARE(whatOf(testing::mergePages(few, expected).error()), u"light.proof_shape shape"_s);
        few = pages;
        few[1].object().set(u"#state_ph"_s, u"0x"_s + QString(64, u'1'));
        QCOMPARE(whatOf(testing::mergePages(few, expected).error()), u"light.proof hash"_s);
        QCOMPARE(whatOf(testing::mergePages({1}, expected).error()), u"light.proof member"_s);
        QCOMPARE(whatOf(testing::mergePages(pages, expected, {.maxChildren = 30}).error()),
                 u"light.proof_shape too_many"_s);
    }

    void recordedPages()
    {
        std::vector<json::Value> pages;
        for (int i = 0; i < 4; ++i) {
            pages.push_back(
                recorded(u"rpc/limit5_partial_page_%1.json"_s.arg(i)).at({u"response", u"result", u"result"}));
            QCOMPARE(endOfPage(pages.back()).isEmpty(), i == 3);
        }
        const auto expected = crypto::Hash256::parse(pages[0][u"#state_ph"].string());
        const auto listing = testing::mergePages(pages, *expected);
        QVERIFY(listing);
        QCOMPARE(listing->children().size(), std::size_t(11));
        QVERIFY(listing->find(chain::radixLabel(Account)));
        pages.erase(pages.begin());
        QVERIFY(!testing::mergePages(pages, *expected));
        const json::Value params(pageParams(at(u"/values/accounts"_s), u"ab"_s));
        QCOMPARE(params[u"last_end_label"].toString(), u"ab"_s);
        QCOMPARE(recorded(u"rpc/limit5_partial_page_0.json"_s).at({u"request", u"params", u"ref"}), params[u"ref"]);
    }

    // Every change of an honest answer is refused or changes nothing.
    void changedAnswers()
    {
        Gateway gateway = Gateway::withRoots();
        for (int i = 0; i < 12; ++i)
            gateway.set(u"/values/accounts/a%1/balance"_s.arg(i), i);
        const StatePath path = at(u"/values/accounts/a5/balance"_s);
        const auto request = FinalRead::make({path});
        const json::Array honest = gateway.answer(request->params());
        QRandomGenerator random(3);
        int refused = 0;
        for (int round = 0; round < 4000; ++round) {
            json::Value changed(honest);
            json::Value *at = &changed.array()[random.bounded(quint32(honest.size()))];
            while (at->isObject() && !at->object().isEmpty() && random.bounded(3) != 0)
                at = &(at->object().begin() + random.bounded(int(at->object().size())))->second;
            const json::Value before = *at;
            switch (random.bounded(5)) {
            case 0: *at = {}; break;
            case 1: *at = int(random.bounded(20)); break;
            case 2: *at = u"0x"_s + QString(64, QChar(u'0' + random.bounded(10))); break;
            case 3: *at = honest[random.bounded(quint32(honest.size()))]; break;
            default:
                if (at->isObject())
                    at->object().set(u"a%1"_s.arg(random.bounded(20)), int(random.bounded(20)));
                break;
            }
            const auto proof = request->read(changed.array())[0];
            const auto finding = proof ? StateVerifier::verify(gateway.block(), path, *proof)
                                       : Result<StateFinding>(failure(proof.error()));
            refused += finding ? 0 : 1;
            if (finding)
                QCOMPARE(finding->fact.value, json::Value(5));
        }
        QVERIFY(refused > 2000);
    }
};

} // namespace ain::light

QTEST_GUILESS_MAIN(ain::light::TestFinalRead)
#include "test_finalread.moc"
