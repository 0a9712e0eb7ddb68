// Proofs recorded from a real network, what is wrong with each changed one, and what stays unproven.
#include "prooftest.h"

#include "core/chain/statehash.h"
#include "tests/support/light/proofmaker.h"

using namespace Qt::StringLiterals;

namespace ain::light {

namespace {

StatePath valuePath(const QString &path)
{
    const auto parsed = StatePath::value(path);
    if (!parsed)
        qFatal("no path");
    return *parsed;
}

// Calls `visit` with every text that differs from `value` by one small change somewhere.
void forEachChange(const json::Value &value, const std::function<void(const json::Value &, const QString &)> &visit)
{
    const auto changedHash = [](const QString &text, qsizetype at) {
        QString changed = text;
        changed[at] = changed[at] == u'0' ? u'1' : u'0';
        return changed;
    };
    if (value.isString()) {
        const QString &text = value.string();
        if (text.size() == 66) {
            visit(changedHash(text, 2), u"first digit"_s);
            visit(changedHash(text, 65), u"last digit"_s);
            visit(text.left(65), u"short"_s);
            visit(text + u'0', u"long"_s);
            visit(text.toUpper(), u"upper case"_s);
            visit(u"0x"_s + QString(64, u'0'), u"zero"_s);
        } else {
            visit(text + u'x', u"longer"_s);
        }
        visit(1, u"number"_s);
        visit({}, u"null"_s);
        return;
    }
    if (value.isNumber()) {
        visit(value.toDouble() + 1, u"more"_s);
        visit(-value.toDouble() - 1, u"negative"_s);
        visit({}, u"null"_s);
        visit(json::Object{{u"a"_s, value}}, u"object"_s);
        visit(json::Array{value}, u"array"_s);
        return;
    }
    if (value.isArray()) {
        for (std::size_t i = 0; i < value.array().size(); ++i) {
            json::Array copy = value.array();
            copy.erase(copy.begin() + std::ptrdiff_t(i));
            visit(copy, u"without %1"_s.arg(i));
            copy = value.array();
            copy.insert(copy.begin() + std::ptrdiff_t(i), copy[i]);
            visit(copy, u"twice %1"_s.arg(i));
            forEachChange(value.array()[i], [&](const json::Value &changed, const QString &how) {
                json::Array with = value.array();
                with[i] = changed;
                visit(with, u"%1/%2"_s.arg(i).arg(how));
            });
        }
        return;
    }
    if (!value.isObject())
        return;
    json::Object more = value.object();
    more.set(u"#radix:e"_s, json::Object{{u"#radix_ph"_s, u"0x"_s + QString(64, u'1')}});
    if (!(more == value.object()))
        visit(more, u"one edge more"_s);
    more = value.object();
    more.set(u"#state:zz"_s, json::Object{{u"#state_ph"_s, u"0x"_s + QString(64, u'1')}});
    visit(more, u"one state more"_s);
    more = value.object();
    more.set(u"zz"_s, 1);
    visit(more, u"one member more"_s);
    visit(json::Object(), u"empty"_s);
    for (const auto &[key, member] : value.object()) {
        json::Object copy = value.object();
        copy.remove(key);
        visit(copy, u"without "_s + key);
        json::Object renamed = copy;
        renamed.set(key + u'0', member);
        visit(renamed, u"renamed "_s + key);
        renamed = copy;
        renamed.set(key.toUpper(), member);
        if (key.toUpper() != key)
            visit(renamed, u"upper case "_s + key);
        forEachChange(member, [&](const json::Value &changed, const QString &how) {
            json::Object with = copy;
            with.set(key, changed);
            visit(with, key + u'/' + how);
        });
    }
}

/// A whitelist of two after a third was removed: the radix node that it shared with one of them is left unmerged
/// (chain.md 9.3).
struct Reshaped {
    const crypto::Hash256 leaf = *chain::leafHash(true);
    const crypto::Hash256 end = chain::radixHash(leaf, {});
    const crypto::Hash256 left = chain::radixHash({}, {{"abb", end}});
    const crypto::Hash256 whole = chain::radixHash({}, {{"a", left}, {"b111", end}});
    const StatePath path = *StatePath::parse(u"/values/consensus/validator_whitelist");
    StateProof proof;
    std::optional<FinalBlock> block;

    Reshaped()
    {
        crypto::Hash256 hash = whole;
        for (const QString &label : {u"validator_whitelist"_s, u"consensus"_s, u"values"_s}) {
            const Listing listing({{label, hash}});
            proof.openings.insert(proof.openings.begin(), Opening{listing, std::nullopt});
            hash = *listing.hash();
        }
        proof.value = json::Object{{u"0xaabb"_s, true}, {u"0xb111"_s, true}};
        block = testing::finalBlock(10, {{}, {}, hash});
    }
    /// As ain_getStateProof shows the way to one of the two.
    json::Value shown(const QString &label) const
    {
        const auto brief = [](const QString &key, const crypto::Hash256 &hash) {
            return json::Object{{key, hash.toString()}};
        };
        json::Object last = brief(u"#radix_ph"_s, end);
        last.set(u"#state:"_s + label, brief(u"#state_ph"_s, leaf));
        json::Object a = brief(u"#radix_ph"_s, left);
        json::Object node = brief(u"#state_ph"_s, whole);
        if (label == u"0xaabb")
            a.set(u"#radix:abb"_s, last);
        node.set(u"#radix:a"_s, a);
        node.set(u"#radix:b111"_s, label == u"0xb111" ? last : brief(u"#radix_ph"_s, end));
        crypto::Hash256 hash = whole;
        for (const QString &above : {u"validator_whitelist"_s, u"consensus"_s, u"values"_s}) {
            json::Object at = brief(u"#radix_ph"_s, chain::radixHash(hash, {}));
            at.set(u"#state:"_s + above, node);
            hash = *Listing({{above, hash}}).hash();
            node = brief(u"#state_ph"_s, hash);
            node.set(u"#radix:"_s + QString::fromStdString(chain::radixLabel(above)), at);
        }
        return node;
    }
};

} // namespace

class TestStateProof : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void valuesThatRemovalsReshaped()
    {
        const Reshaped made;
        const auto verified = [&](const StateProof &proof) {
            return StateVerifier::verify(*made.block, made.path, proof);
        };
        QCOMPARE(whatOf(verified(made.proof).error()), u"light.proof_shape shape"_s);
        StateProof proof = made.proof;
        for (const QString &label : {u"0xaabb"_s, u"0xb111"_s}) {
            const auto gap = gapIn(made.path, proof);
            QVERIFY(gap);
            QCOMPARE(gap->ask.labels.constLast(), label);
            QVERIFY(!withShape(proof, *gap, json::Value())); // says nothing
            const auto more = withShape(proof, *gap, made.shown(label));
            QVERIFY(more);
            proof = *more;
            if (label == u"0xaabb")
                QCOMPARE(whatOf(verified(proof).error()), u"light.proof_shape incomplete"_s);
        }
        QVERIFY(!gapIn(made.path, proof));
        const auto finding = verified(proof);
        QVERIFY(finding && finding->proven);
        QCOMPARE(finding->proven->value().value, proof.value);
        const auto again = StateProof::read(proof.toJson());
        QVERIFY(again && verified(*again)->proven);

        // The shape shows all children: none can be left out, added or changed.
        for (const json::Object &value :
             {json::Object{{u"0xaabb"_s, true}}, json::Object{{u"0xaabb"_s, true}, {u"0xb111"_s, false}},
              json::Object{{u"0xaabb"_s, true}, {u"0xb111"_s, true}, {u"0xc0"_s, true}}}) {
            StateProof other = proof;
            other.value = value;
            QCOMPARE(whatOf(verified(other).error()), u"light.proof value"_s);
        }
        // Nor can the shape itself be bent.
        forEachChange(proof.shapes.front().node, [&](const json::Value &changed, const QString &how) {
            StateProof other = proof;
            other.shapes.front().node = changed;
            const auto bent = verified(other);
            QVERIFY2(!bent, qPrintable(how));
        });
    }

    void recordedProofs_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("verdict");
        for (const char *name :
             {"account_balance", "account_label_hex_alias", "account_lowercase_alias", "account_node", "account_nonce",
              "account_timestamp", "consensus_stake_validator0", "function_transfer_id", "min_gas_price_param",
              "owner_root", "proposer_whitelist", "staking_balance_total"})
            QTest::newRow(name) << QString::fromLatin1(name) << u"proven"_s;
        // Below an app anybody may have written a text that looks like a part of the tree; below the bridges too.
        for (const char *name : {"alias_0x616263", "alias_abc", "big_child", "big_node", "prefix_abc", "prefix_b",
                                 "typed_n5", "typed_s5", "deep_ok_bridge_pool"})
            QTest::newRow(name) << QString::fromLatin1(name) << u"app"_s;
        // Their label is the beginning of a sibling's: the node leaves out what is needed.
        for (const char *name : {"prefix_a", "prefix_ab", "deep_big", "deep_bool", "deep_empty_string",
                                 "deep_hex_string", "deep_hex_string2", "deep_neg", "deep_path", "deep_string"})
            QTest::newRow(name) << QString::fromLatin1(name) << u"light.proof_shape prefix_label"_s;
        for (const char *name : {"account_missing", "deep_null_absent"})
            QTest::newRow(name) << QString::fromLatin1(name) << u"none"_s;
    }
    void recordedProofs()
    {
        QFETCH(QString, name);
        QFETCH(QString, verdict);
        const RecordedProof file = RecordedProof::load(name);
        const auto proof = file.proof();
        if (verdict == u"none") {
            QVERIFY(!proof);
            return;
        }
        if (!proof) {
            QCOMPARE(whatOf(proof.error()), verdict);
            return;
        }
        QCOMPARE(StateVerifier::rootOf(file.path, *proof).value_or(crypto::Hash256()), file.block.header().stateHash());
        const auto finding = StateVerifier::verify(file.block, file.path, *proof);
        QVERIFY2(finding, finding ? "" : qPrintable(whatOf(finding.error())));
        QCOMPARE(finding->proven.has_value() ? u"proven"_s : u"app"_s, verdict);
        QCOMPARE(finding->fact.path, file.path);
        QCOMPARE(chain::subtreeHash(finding->fact.value), chain::subtreeHash(file.value));
        // Another block proves nothing.
        const FinalBlock other = blockOfState(u"0x"_s + QString(64, u'7'));
        QCOMPARE(whatOf(StateVerifier::verify(other, file.path, *proof).error()), u"light.proof root"_s);
    }

    // A sibling's proof shows the node that the label's own leaves out.
    void prefixLabelsByASiblingsProof()
    {
        const json::Value sibling = RecordedProof::load(u"prefix_abc"_s).answer;
        for (const QString &name : {u"prefix_a"_s, u"prefix_ab"_s}) {
            const RecordedProof file = RecordedProof::load(name);
            const auto root = crypto::Hash256::parse(sibling[u"#state_ph"].string());
            QCOMPARE(*root, file.block.header().stateHash());
            const auto proof = testing::proofFromAnswer(sibling, file.path, file.value);
            QVERIFY(proof);
            const auto finding = StateVerifier::verify(file.block, file.path, *proof);
            QVERIFY(finding);
            QCOMPARE(finding->fact.value, file.value);
            StateProof lie = *proof;
            lie.value = 77;
            QVERIFY(!StateVerifier::verify(file.block, file.path, lie));
        }
    }

    void absenceByABranch()
    {
        const RecordedProof file = RecordedProof::load(u"account_balance"_s);
        // No account begins with this digit, or goes on like this.
        for (const QString &account :
             {u"0x3333333333333333333333333333333333333333"_s, u"0x05A1247A7400f0C2A893611adD1505743552c6"_s,
              u"0x05A1247A7400f0C2A893611adD1505743552c639"_s}) {
            const StatePath path = valuePath(u"/accounts/"_s + account + u"/balance"_s);
            auto proof = testing::proofFromAnswer(file.answer, path, {});
            QVERIFY2(proof, proof ? "" : qPrintable(whatOf(proof.error())));
            QCOMPARE(proof->openings.size(), std::size_t(3));
            const auto finding = StateVerifier::verify(file.block, path, *proof);
            QVERIFY(finding);
            QVERIFY(finding->proven);
            QVERIFY(finding->fact.value.isNull());
            proof->value = 5;
            QCOMPARE(whatOf(StateVerifier::verify(file.block, path, *proof).error()), u"light.proof absent"_s);
        }
        // Deeper than the missing child: of the account itself, one label without a value.
        const StatePath child = valuePath(u"/accounts/0x05A1247A7400f0C2A893611adD1505743552c631/locked"_s);
        const auto proof = testing::proofFromAnswer(file.answer, child, {});
        QVERIFY(proof);
        QVERIFY(StateVerifier::verify(file.block, child, *proof).value().proven);
        // This way is cut: nothing follows.
        const StatePath cut = valuePath(u"/accounts/0x9999999999999999999999999999999999999999"_s);
        QCOMPARE(whatOf(testing::proofFromAnswer(file.answer, cut, {}).error()), u"light.proof_shape incomplete"_s);
    }

    // A proof that something is absent can't be had by stopping early, nor one that it is there by hiding it.
    void presentIsNotAbsent()
    {
        const RecordedProof file = RecordedProof::load(u"account_balance"_s);
        StateProof proof = file.proof().value();
        proof.value = {};
        QCOMPARE(whatOf(StateVerifier::verify(file.block, file.path, proof).error()), u"light.proof_shape too_many"_s);
        while (proof.openings.size() > 1) {
            proof.openings.pop_back();
            QCOMPARE(whatOf(StateVerifier::verify(file.block, file.path, proof).error()), u"light.proof openings"_s);
        }
        proof.openings.clear();
        QCOMPARE(whatOf(StateVerifier::verify(file.block, file.path, proof).error()), u"light.proof openings"_s);
    }

    void aForgedSubtreeIsNeverProven()
    {
        const json::Value file = recorded(u"proofs/forged_subtree.json"_s);
        const FinalBlock block = blockOfState(file.at({u"block", u"state_proof_hash"}).toString());
        const StatePath forged = StatePath::parse(file[u"forged_path"].toString()).value();
        const auto proof = testing::proofFromAnswer(file[u"forged_proof"], forged, file[u"forged_value"]);
        QVERIFY(proof);
        const auto finding = StateVerifier::verify(block, forged, *proof);
        QVERIFY(finding);
        QVERIFY(!finding->proven);
        // The text itself can't be told from the inside of the tree, and the tree not from the text.
        const StatePath text = forged.parent(forged.labels.size() - 1);
        const auto honest = testing::proofFromAnswer(file[u"honest_proof"], text, file[u"string_value"]);
        QVERIFY(honest);
        QCOMPARE(whatOf(StateVerifier::verify(block, text, *honest).error()), u"light.proof_shape ambiguous"_s);
        StateProof asObject = *honest;
        asObject.value = json::Object{{forged.labels.back(), file[u"forged_value"]}};
        const auto object = StateVerifier::verify(block, text, asObject);
        QVERIFY(object);
        QVERIFY(!object->proven);
        // Closed ancestors alone don't help an object that a user may have written as a text: an app's root.
        const Proven<QString> closed = testing::ProofMaker::make(forged.labels[1], block);
        QVERIFY(!StateVerifier::verify(block, text, asObject, closed).value().proven);
    }

    void aClosedApp()
    {
        const RecordedProof file = RecordedProof::load(u"alias_abc"_s);
        const StateProof proof = file.proof().value();
        const auto verdict = [&](const QString &app, int chainId) {
            const Proven<QString> closed =
                testing::ProofMaker::make(app, blockOfState(u"0x"_s + QString(64, u'7'), chainId));
            return StateVerifier::verify(file.block, file.path, proof, closed).value().proven.has_value();
        };
        QVERIFY(verdict(u"wallet_test_app"_s, 0));
        QVERIFY(!verdict(u"wallet_test_ap"_s, 0));
        QVERIFY(!verdict(u"alias"_s, 0));
        QVERIFY(!verdict(u"wallet_test_app"_s, 1));
    }

    void typesAreNotProven()
    {
        const RecordedProof number = RecordedProof::load(u"typed_n5"_s);
        for (const json::Value &claimed : {json::Value(5), json::Value(u"5"_s)}) {
            StateProof proof = number.proof().value();
            proof.value = claimed;
            const auto finding = StateVerifier::verify(number.block, number.path, proof);
            QVERIFY(finding);
            QCOMPARE(finding->fact.value, json::Value(5));
            QCOMPARE(provenNumber(finding->fact.value), 5.0);
            QCOMPARE(provenText(finding->fact.value), u"5"_s);
        }
    }

    void readings_data()
    {
        QTest::addColumn<QByteArray>("claimed");
        QTest::addColumn<QByteArray>("fact");
        const auto row = [](const char *claimed, const char *fact) {
            QTest::newRow(claimed) << QByteArray(claimed) << QByteArray(fact);
        };
        row("5", "5");
        row("\"5\"", "5");
        row("\"5.0\"", "\"5.0\"");
        row("\"1e-7\"", "1e-7");
        row("\"1E-7\"", "\"1E-7\"");
        row("\"+5\"", "\"+5\"");
        row("\" 5\"", "\" 5\"");
        row("\"-0\"", "\"-0\"");
        row("\"0\"", "0");
        row("\"Infinity\"", "\"Infinity\"");
        row("\"NaN\"", "\"NaN\"");
        row("\"nan\"", "\"nan\"");
        row("\"\"", "\"\"");
        row("true", "true");
        row("\"true\"", "true");
        row("\"True\"", "\"True\"");
        row("\"null\"", "\"null\"");
        row("{\"a\":null}", "{\"a\":\"null\"}");
        row("{\"0x62616c616e6365\":\"7\"}", "{\"balance\":7}");
        row("\"0xABCD\"", "\"0xabcd\"");
        row("\"0x0ABCD\"", "\"0x0abcd\"");
        row("\"0xabg\"", "\"0xabg\"");
        row("\"0x05a1247a7400f0c2a893611add1505743552c631\"", "\"0x05A1247A7400f0C2A893611adD1505743552c631\"");
        row("{\"0x05a1247a7400f0c2a893611add1505743552c631\":1}", "{\"0x05A1247A7400f0C2A893611adD1505743552c631\":1}");
        row("\"\\ud800\"", "\"\\ufffd\"");
    }
    void readings()
    {
        QFETCH(QByteArray, claimed);
        QFETCH(QByteArray, fact);
        const json::Value value = parsed(claimed.constData());
        QCOMPARE(json::canonical(normalised(value)), json::canonical(parsed(fact.constData())));
        QCOMPARE(chain::subtreeHash(normalised(value)), chain::subtreeHash(value));
        QCOMPARE(normalised(normalised(value)), normalised(value));
    }

    void leafReaders()
    {
        QVERIFY(!provenNumber(u"abc"_s));
        QVERIFY(!provenNumber({}));
        QVERIFY(!provenNumber(true));
        QVERIFY(!provenNumber(json::Object()));
        QCOMPARE(provenNumber(u"12.5"_s), 12.5);
        QVERIFY(!provenText({}));
        QVERIFY(!provenText(json::Object()));
        QCOMPARE(provenText(12.5), u"12.5"_s);
        QCOMPARE(provenText(u"0xFF"_s), u"0xff"_s);
    }

    // Every one of some hundreds of small changes is refused, or says the same as before.
    void changedProofs_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("atLeast");
        QTest::newRow("balance") << u"account_balance"_s << 600;
        QTest::newRow("account") << u"account_node"_s << 500;
        QTest::newRow("whitelist") << u"proposer_whitelist"_s << 400;
        QTest::newRow("function") << u"function_transfer_id"_s << 300;
    }
    void changedProofs()
    {
        QFETCH(QString, name);
        QFETCH(int, atLeast);
        const RecordedProof file = RecordedProof::load(name);
        const StateProof honest = file.proof().value();
        const json::Value fact = StateVerifier::verify(file.block, file.path, honest).value().fact.value;
        int count = 0;
        int same = 0;
        forEachChange(honest.toJson(), [&](const json::Value &changed, const QString &how) {
            ++count;
            const auto proof = StateProof::read(changed);
            if (!proof)
                return;
            const auto finding = StateVerifier::verify(file.block, file.path, *proof);
            if (!finding)
                return;
            ++same;
            QVERIFY2(finding->fact.value == fact, qPrintable(how));
        });
        QVERIFY2(count >= atLeast, qPrintable(QString::number(count)));
        QVERIFY2(same * 50 < count, qPrintable(QString::number(same)));
    }

    void anotherPathsProof()
    {
        const RecordedProof balance = RecordedProof::load(u"account_balance"_s);
        const RecordedProof nonce = RecordedProof::load(u"account_nonce"_s);
        const StateProof proof = balance.proof().value();
        QVERIFY(!StateVerifier::verify(balance.block, nonce.path, proof));
        QVERIFY(!StateVerifier::verify(balance.block, balance.path.parent(2), proof));
        StatePath inRules = balance.path;
        inRules.root = StateRoot::Rules;
        QVERIFY(!StateVerifier::verify(balance.block, inRules, proof));
        StatePath unusable = balance.path;
        unusable.labels.back() = u"0x"_s;
        QCOMPARE(whatOf(StateVerifier::verify(balance.block, unusable, proof).error()), u"light.path "_s);
    }

    void listings()
    {
        const auto leaf = [](int value) { return *chain::leafHash(value); };
        const Listing accounts({{u"0xAb"_s, *chain::subtreeHash(json::Object{{u"balance"_s, 5}})},
                                {u"0xAc"_s, *chain::subtreeHash(json::Object{{u"balance"_s, 6}})}});
        const Listing values({{u"accounts"_s, *accounts.hash()}, {u"apps"_s, leaf(3)}});
        const Listing root({{u"values"_s, *values.hash()}, {u"rules"_s, leaf(1)}});
        const FinalBlock block = blockOfState(root.hash()->toString());
        const StateProof proof{{{root, {}}, {values, {}}, {accounts, {}}}, json::Object{{u"balance"_s, 5}}, {}};
        QVERIFY(StateVerifier::verify(block, valuePath(u"/accounts/0xab"_s), proof).value().proven);
        QCOMPARE(whatOf(StateVerifier::verify(block, valuePath(u"/accounts/0xac"_s), proof).error()),
                 u"light.proof value"_s);
        QCOMPARE(whatOf(StateVerifier::verify(block, valuePath(u"/accounts/0xad"_s), proof).error()),
                 u"light.proof absent"_s);
        StateProof absent = proof;
        absent.value = {};
        QVERIFY(StateVerifier::verify(block, valuePath(u"/accounts/0xad"_s), absent).value().proven);
        QVERIFY(StateVerifier::verify(block, valuePath(u"/accounts/0xad/balance"_s), absent).value().proven);
        QVERIFY(!StateVerifier::verify(block, valuePath(u"/accounts/0xab"_s), absent));
        // What a listing leaves out, adds or names twice.
        StateProof changed = absent;
        changed.openings[2].listing = Listing({accounts.children()[0]});
        QCOMPARE(whatOf(StateVerifier::verify(block, valuePath(u"/accounts/0xac"_s), changed).error()),
                 u"light.proof hash"_s);
        changed.openings[2].listing = Listing({accounts.children()[0], {u"0xAB"_s, leaf(1)}});
        QCOMPARE(whatOf(StateVerifier::verify(block, valuePath(u"/accounts/0xac"_s), changed).error()),
                 u"light.proof children"_s);
        changed.openings[2].listing = Listing(Listing::Children{});
        QCOMPARE(whatOf(StateVerifier::verify(block, valuePath(u"/accounts/0xac"_s), changed).error()),
                 u"light.proof children"_s);
        changed.openings[2] = {};
        QCOMPARE(whatOf(StateVerifier::verify(block, valuePath(u"/accounts/0xac"_s), changed).error()),
                 u"light.proof openings"_s);
        // One more opening than labels, and one after the end.
        changed = absent;
        changed.openings.push_back({accounts, {}});
        QCOMPARE(whatOf(StateVerifier::verify(block, valuePath(u"/accounts/0xad"_s), changed).error()),
                 u"light.proof openings"_s);
        QCOMPARE(whatOf(StateVerifier::verify(block, valuePath(u"/accounts/0xad/balance"_s), changed).error()),
                 u"light.proof openings"_s);
        // A leaf or a null where an object was.
        changed = proof;
        changed.value = json::Object{{u"0x62616C616e6365"_s, u"5"_s}};
        const auto alias = StateVerifier::verify(block, valuePath(u"/accounts/0xab"_s), changed);
        QCOMPARE(alias.value().fact.value, json::Value(json::Object{{u"balance"_s, 5}}));
        changed.value = json::Object{{u"balance"_s, 5}, {u"0x62616c616e6365"_s, 5}};
        QCOMPARE(whatOf(StateVerifier::verify(block, valuePath(u"/accounts/0xab"_s), changed).error()),
                 u"light.proof value"_s);
    }

    void limits()
    {
        const RecordedProof file = RecordedProof::load(u"account_node"_s);
        const StateProof proof = file.proof().value();
        const auto what = [&](const ProofLimits &limits) {
            return whatOf(StateVerifier::verify(file.block, file.path, proof, limits).error());
        };
        QCOMPARE(what({.maxChildren = 2}), u"light.proof_shape too_many"_s);
        QCOMPARE(what({.maxNodes = 10}), u"light.proof_shape too_many"_s);
        QCOMPARE(what({.maxDepth = 1}), u"light.proof_shape too_deep"_s);
        QVERIFY(!testing::proofFromAnswer(file.answer, file.path, {}, {.maxDepth = 1}));
        StateProof listed{{{Listing({{u"values"_s, {}}, {u"rules"_s, {}}}), {}}}, {}, {}};
        QCOMPARE(whatOf(StateVerifier::verify(file.block, file.path, listed, {.maxChildren = 1}).error()),
                 u"light.proof_shape too_many"_s);
        QVERIFY(!StateProof::read(listed.toJson(), {.maxChildren = 1}));
        StatePath deep = valuePath(u"/a"_s);
        while (deep.labels.size() <= StatePath::MaxLabels)
            deep.labels.append(u"a"_s);
        QCOMPARE(whatOf(StateVerifier::verify(file.block, deep, proof).error()), u"light.path "_s);
        // Deeper than a stack would bear.
        json::Value tower = json::Object{{u"#radix_ph"_s, u"0x"_s + QString(64, u'1')}};
        for (int i = 0; i < 5000; ++i) {
            tower = json::Object{{u"#radix:7"_s, std::move(tower)}, {u"#radix_ph"_s, u"0x"_s + QString(64, u'1')}};
        }
        tower.object().set(u"#state_ph"_s, u"0x"_s + QString(64, u'1'));
        tower.object().remove(u"#radix_ph");
        StatePath sevens = valuePath(u"/a"_s);
        sevens.root = StateRoot::Values;
        StateProof towering{{{{}, Branch{tower}}}, {}, {}};
        QVERIFY(!StateVerifier::verify(file.block, sevens, towering));
    }

    void files()
    {
        const RecordedProof file = RecordedProof::load(u"account_balance"_s);
        const StateProof proof = file.proof().value();
        const auto again = StateProof::read(proof.toJson());
        QVERIFY(again);
        QCOMPARE(again->toJson(), proof.toJson());
        QVERIFY(StateVerifier::verify(file.block, file.path, *again).value().proven);
        for (const char *text :
             {"null", "[]", "{}", R"({"openings":[],"value":1})", R"({"openings":[{}],"value":1})",
              R"({"openings":[{"children":[]}],"value":1})", R"({"openings":[{"children":{"a":"0x12"}}],"value":1})",
              R"({"openings":[{"branch":1}],"value":1})", R"({"openings":[{"branch":{},"children":{}}],"value":1})",
              R"({"openings":[{"branch":{}}]})", R"({"openings":[{"branch":{}}],"value":1,"more":1})"})
            QVERIFY2(!StateProof::read(parsed(text)), text);
    }

    void paths_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("read");
        QTest::newRow("value") << u"/values/accounts/0xAb"_s << u"GET_VALUE /accounts/0xAb"_s;
        QTest::newRow("rule") << u"/rules/transfer/$from"_s << u"GET_RULE /transfer/$from"_s;
        QTest::newRow("function") << u"/functions/a"_s << u"GET_FUNCTION /a"_s;
        QTest::newRow("owner") << u"/owners/a"_s << u"GET_OWNER /a"_s;
        QTest::newRow("root") << u"/values"_s << u"GET_VALUE /"_s;
        for (const char *text : {"", "/", "values/a", "/value/a", "/values/", "/values/a/", "/values//a", "/values/0x",
                                 "/values/a/0x/b", "/apps/a"})
            QTest::newRow(text) << QString::fromLatin1(text) << QString();
    }
    void paths()
    {
        QFETCH(QString, text);
        QFETCH(QString, read);
        const auto path = StatePath::parse(text);
        QCOMPARE(path.has_value(), !read.isEmpty());
        if (!path)
            return;
        QCOMPARE(path->method() + u' ' + path->reference(), read);
        QCOMPARE(path->toString(), text);
    }

    void longPaths()
    {
        QVERIFY(StatePath::value(u"/a"_s.repeated(64)));
        QVERIFY(!StatePath::value(u"/a"_s.repeated(65)));
        QVERIFY(isSameNode(valuePath(u"/accounts/0xAB"_s), valuePath(u"/0x6163636f756e7473/0xab"_s)));
    }

    void ancestors_data()
    {
        QTest::addColumn<bool>("closed");
        const auto rows = [](bool closed, std::initializer_list<const char *> paths) {
            for (const char *path : paths)
                QTest::newRow(path) << closed;
        };
        rows(true,
             {"/values/accounts", "/values/accounts/A/balance", "/values/accounts/A/x/y/z",
              "/values/service_accounts/staking/consensus/A|0/balance", "/values/transfer/A/B/K/value",
              "/values/staking/app/A/0/expire_at", "/values/staking/app/balance_total",
              "/values/consensus/proposer_whitelist/A", "/values/consensus/rewards/A/unclaimed",
              "/values/consensus/number/5", "/values/consensus/number/5/propose",
              "/values/blockchain_params/consensus/min_stake_for_proposer",
              "/values/blockchain_params/token/bridge/ETH", "/values/apps", "/values/apps/mine",
              "/values/manage_app/mine/config", "/values/unknown", "/rules/apps/x/.rule", "/rules/apps/x/.rule/write",
              "/rules/apps/x/.rule/state/max_children", "/functions/apps/x/.function/f",
              "/functions/apps/x/.function/f/function_url", "/owners/apps/x/.owner/owners/A/write_rule",
              // An alias is the same node.
              "/values/0x6163636f756e7473/A/balance"});
        rows(false,
             {"/values/apps/mine/x",
              "/values/apps/mine/x/y",
              "/values/manage_app/mine/config/admin",
              "/values/manage_app/mine/create/1",
              "/values/manage_app/mine/config/service/staking/lockup_duration",
              "/values/manage_app/mine/create/1/admin",
              "/values/unknown/x",
              "/values/checkin/requests/E",
              "/values/checkout/stats/x",
              "/values/blockchain_params/token/bridge/ETH/1",
              "/values/consensus/number/5/0xab/vote",
              "/values/consensus/offense_records/A/x",
              "/values/escrow/A/B/K/config/admin",
              "/values/receipts/0xab/billing/x",
              "/values/gas_fee/collect/5/A/0xab/amount",
              "/values/developers/rest_functions/url_whitelist",
              "/values/sharding/shard/x",
              "/rules/apps/x/.rule/write/deeper",
              "/functions/apps/x/.function/f/function_url/deeper",
              "/owners/apps/x/.owner/more/deeper",
              "/owners/apps/x/.owner/owners/.owner/more/deeper",
              "/values/0x61707073/mine/x"});
    }
    void ancestors()
    {
        QFETCH(bool, closed);
        const auto path = StatePath::parse(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(path);
        QCOMPARE(ancestorsOf(*path) == Ancestors::Closed, closed);
    }
};

} // namespace ain::light

QTEST_GUILESS_MAIN(ain::light::TestStateProof)
#include "test_stateproof.moc"
