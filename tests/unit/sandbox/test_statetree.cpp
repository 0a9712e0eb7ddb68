// The state tree against hashes and proofs recorded from the network.
#include "ledgertest.h"

#include "core/crypto/hash.h"

using namespace Qt::StringLiterals;

namespace ain::sandbox {

namespace {

json::Value payload(const json::Value &pair) { return pair.at({u"result", u"result"}); }

// Finds the object that stands for the state node with this label in a proof.
json::Value stateObject(const json::Value &proof, const QString &label)
{
    for (const auto &[key, member] : proof.object()) {
        if (key == u"#state:"_s + label)
            return member;
        if (member.isObject()) {
            if (json::Value found = stateObject(member, label); !found.isNull())
                return found;
        }
    }
    return {};
}

// Recomputes a proof from the inside out (chain.md 9.4); an empty text when it does not fit together.
QString recomputed(const json::Value &proof)
{
    const json::Object &members = proof.object();
    const QString own =
        members.contains(u"#state_ph") ? members[u"#state_ph"].toString() : members[u"#radix_ph"].toString();
    QString text;
    QString kids;
    bool inner = false;
    for (const auto &[key, member] : members) {
        if (!member.isObject())
            continue;
        inner = true;
        const QString hash = recomputed(member);
        if (key.startsWith(u"#state:"))
            text = hash;
        else
            kids += u'#' + key.sliced(7) + u'#' + hash; // members are sorted, so first digits are in order
    }
    if (!inner)
        return own;
    text += u'#' + (kids.isEmpty() ? u"#"_s : kids);
    return crypto::messageHash(text).toString() == own ? own : QString();
}

} // namespace

class TestStateTree : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void hashes_data();
    void hashes();
    void proofShape_data();
    void proofShape();
    void ownProofs();
    void pages();
    void figures();
    void deletion();
    void snapshots();
    void aliases();
    void limits();
    void treeInfo();
};

void TestStateTree::hashes_data()
{
    QTest::addColumn<QString>("name");
    for (const auto *name :
         {"account_node", "account_balance", "account_nonce", "big_node", "big_child", "proposer_whitelist",
          "min_gas_price_param", "owner_root", "function_transfer_id", "typed_n5", "typed_s5", "deep_ok_bridge_pool"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestStateTree::hashes()
{
    QFETCH(QString, name);
    const json::Value record = recorded(u"chain/proofs/%1.json"_s.arg(name));
    const json::Value proof = payload(record[u"proof_response"]);
    const json::Value value = payload(record[u"value_response"]);
    QVERIFY(proof.isObject() && !value.isNull());
    StateTree tree;
    tree.write({u"x"_s}, value);
    // The target is the only object of the proof that holds nothing but its hash and lies on the path.
    const Path path = parsePath(record[u"path"].toString());
    json::Value object = proof;
    for (const QString &label : path)
        object = stateObject(object, label);
    QCOMPARE(tree.proofHash({u"x"_s})->toString(), object[u"#state_ph"].toString());
    QVERIFY(!recomputed(proof).isEmpty());
}

void TestStateTree::proofShape_data()
{
    QTest::addColumn<QString>("name");
    for (const auto *name : {"prefix_a", "prefix_ab", "prefix_abc", "prefix_b"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

// Below the node whose children are known completely, our proof is the network's, member by member.
void TestStateTree::proofShape()
{
    QFETCH(QString, name);
    const json::Value record = recorded(u"chain/proofs/%1.json"_s.arg(name));
    const json::Value proof = payload(record[u"proof_response"]);
    const Path path = parsePath(record[u"path"].toString());
    const json::Value answers = recorded(u"chain/send_results.json"_s);
    StateTree tree;
    for (const json::Value &answer : answers.array()) {
        if (answer[u"name"].toString() == u"tx/set_prefix_labels")
            tree.write({u"pfx"_s}, answer[u"tx_body"][u"operation"][u"value"]);
    }
    QVERIFY(tree.contains({u"pfx"_s}));
    QCOMPARE(stateObject(tree.stateProof({u"pfx"_s, path.last()}), u"pfx"_s), stateObject(proof, u"pfx"_s));
}

void TestStateTree::ownProofs()
{
    const StateTree tree = genesisState(recordedNetwork());
    for (const QString &text :
         {u"/values/accounts/0x05A1247A7400f0C2A893611adD1505743552c631/balance"_s,
          u"/rules/transfer/$from/$to/$key/value/.rule/write"_s, u"/owners/apps"_s,
          u"/values/blockchain_params/resource/min_gas_price"_s, u"/values/staking/consensus"_s}) {
        const json::Value proof = tree.stateProof(parsePath(text));
        QVERIFY2(recomputed(proof) == tree.rootHash().toString(), qPrintable(text));
    }
    QVERIFY(tree.stateProof(parsePath(u"/values/accounts/0x0000000000000000000000000000000000000000")).isNull());
    QCOMPARE(tree.stateProof({}), json::Value(json::Object{{u"#state_ph"_s, tree.rootHash().toString()}}));
}

void TestStateTree::pages()
{
    // Accounts in the order in which the recorded network made them give its serial numbers, too.
    StateTree tree;
    const QStringList order{
        u"0xAAAf6f50A0304F12119D218b94bea8082642515B"_s, u"0x00ADEc28B6a845a085e03591bE7550dd68673C1C"_s,
        u"0x01A0980d2D4e418c7F27e1ef539d01A5b5E93204"_s, u"0x02A2A1DF4f630d760c82BE07F18e5065d103Fa00"_s,
        u"0x03AAb7b6f16A92A1dfe018Fe34ee420eb098B98A"_s, u"0x04A456C92A880cd59D7145C457475515a6f6E0f2"_s,
        u"0x05A1247A7400f0C2A893611adD1505743552c631"_s, u"0x06AD9C8F611f1e9d9CACD4738167A51aA2e80a1A"_s,
        u"0x07A43138CC760C85A5B1F115aa60eADEaa0bf417"_s, u"0x08Aed7AF9354435c38d52143EE50ac839D20696b"_s,
        u"0x09A0d53FDf1c36A131938eb379b98910e55EEfe1"_s};
    for (qsizetype i = 0; i < order.size(); ++i) {
        const double balance = i == 0 ? 640'000'000 : i <= 3 ? 1'000'000 : i <= 5 ? 11'000'000 : 1'000'000;
        tree.write({u"accounts"_s, order[i], u"balance"_s}, balance);
    }
    for (int page = 0; page < 4; ++page) {
        const json::Value record = recorded(u"chain/rpc/limit5_partial_page_%1.json"_s.arg(page));
        const json::Value &params = record[u"request"][u"params"];
        ReadOptions options;
        options.partial = true;
        options.includeProof = true;
        options.pageSize = 5;
        if (params[u"last_end_label"].isString())
            options.lastEndLabel = params[u"last_end_label"].toString();
        QCOMPARE(tree.value({u"accounts"_s}, options), record.at({u"response", u"result", u"result"}));
    }
}

void TestStateTree::figures()
{
    StateTree tree;
    tree.write({u"a"_s}, json::Object{{u"bc"_s, true}, {u"d"_s, json::Object{{u"e"_s, u"text"_s}}}});
    const StateInfo info = *tree.stateInfo({u"a"_s});
    QCOMPARE(info.numChildren, 2);
    QCOMPARE(info.height, 2);
    QCOMPARE(info.size, 4);
    // Four nodes of 160, labels bc d e of two bytes a character, a bool of 4 and a text of 8.
    QCOMPARE(info.bytes, 4 * 160 + 2 * 4 + 4 + 8);
    QCOMPARE(info.maxSiblings, 2);
}

void TestStateTree::deletion()
{
    StateTree tree;
    tree.write({u"x"_s, u"abc"_s}, 1);
    const crypto::Hash256 one = tree.rootHash();
    tree.write({u"x"_s, u"abd"_s}, 2);
    tree.write({u"x"_s, u"ab"_s}, 3);
    QVERIFY(tree.rootHash() != one);
    tree.write({u"x"_s, u"ab"_s}, {});
    tree.write({u"x"_s, u"abd"_s}, {});
    QCOMPARE(tree.rootHash(), one); // the shape depends on the labels only
    tree.write({u"x"_s, u"none"_s, u"at"_s, u"all"_s}, {});
    QCOMPARE(tree.rootHash(), one);
    tree.write({u"x"_s, u"abc"_s, u"below"_s}, {}); // overwrites the scalar, then nothing is left
    QVERIFY(!tree.contains({u"x"_s}));
    QCOMPARE(tree.value({}), json::Value());
    tree.write({u"n"_s}, json::Object{{u"gone"_s, nullptr}});
    QVERIFY(tree.contains({u"n"_s, u"gone"_s})); // a null inside an object stays, as on the network
}

void TestStateTree::snapshots()
{
    StateTree tree;
    tree.write({u"a"_s, u"b"_s}, 1);
    const StateTree snapshot = tree;
    const StateNodePtr held = tree.find({u"a"_s});
    tree.write({u"a"_s, u"b"_s}, 2);
    QCOMPARE(snapshot.value({u"a"_s, u"b"_s}), json::Value(1));
    QCOMPARE(toJson(*held), json::Value(json::Object{{u"b"_s, 1}}));
    QCOMPARE(tree.value({u"a"_s, u"b"_s}), json::Value(2));
    QVERIFY(snapshot.rootHash() != tree.rootHash());
}

void TestStateTree::aliases()
{
    StateTree tree;
    tree.write({u"x"_s, u"abc"_s}, 1);
    QCOMPARE(tree.value({u"x"_s, u"0x616263"_s}), json::Value(1));
    tree.write({u"x"_s, u"0x616263"_s}, 2);
    QCOMPARE(tree.value({u"x"_s}), json::Value(json::Object{{u"0x616263"_s, 2}}));
    QCOMPARE(radixLabel(u"0xABc"), std::string("abc"));
    QCOMPARE(radixLabel(u"\u00e9"), std::string("c3a9"));
}

void TestStateTree::limits()
{
    StateTree tree;
    for (int i = 0; i < 6; ++i)
        tree.write({u"x"_s, QString::number(i)}, i);
    ReadLimits limits;
    limits.maxSiblings = 5;
    const auto refusal = tree.checkLimits({u"x"_s}, {}, limits);
    QVERIFY(refusal);
    QCOMPARE(refusal->code, 30003);
    QCOMPARE(refusal->message, u"The data exceeds the max sibling limit of the requested node: 6 > 5"_s);
    ReadOptions partial;
    partial.partial = true;
    QVERIFY(!tree.checkLimits({u"x"_s}, partial, limits));
    limits = {};
    limits.maxBytes = 100;
    QCOMPARE(tree.checkLimits({u"x"_s}, {}, limits)->code, 30002);
    QVERIFY(!tree.checkLimits({u"y"_s}, {}, limits));
}

void TestStateTree::treeInfo()
{
    const json::Value record = recorded(u"chain/rpc/ain_get_value_version_treeinfo_proof.json"_s);
    const json::Value expected = record.at({u"response", u"result", u"result"});
    StateTree tree;
    tree.write({u"a"_s}, json::Object{{u"balance"_s, expected[u"balance"]}});
    ReadOptions options;
    options.includeTreeInfo = true;
    options.includeProof = true;
    json::Object compared = tree.value({u"a"_s}, options).object();
    for (const auto &[key, member] : expected.object()) {
        if (!key.startsWith(u"#version"))
            QCOMPARE(compared[key], member);
    }
    QCOMPARE(compared.size() + 2, expected.object().size());
}

} // namespace ain::sandbox

QTEST_GUILESS_MAIN(ain::sandbox::TestStateTree)
#include "test_statetree.moc"
