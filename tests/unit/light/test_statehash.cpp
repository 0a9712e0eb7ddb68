// Hashes of the state tree: by hand, against recorded hashes, and against the tree of the practice network.
#include "prooftest.h"

#include "core/chain/statehash.h"
#include "core/crypto/address.h"
#include "core/sandbox/ledger/statetree.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace ain::chain {

class TestStateHash : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void radixForms()
    {
        QCOMPARE(radixLabel(u"abc"), std::string("616263"));
        QCOMPARE(radixLabel(u"0x616263"), std::string("616263"));
        QCOMPARE(radixLabel(u"0xABc"), std::string("abc"));
        QCOMPARE(radixLabel(u"0xabg"), std::string("3078616267"));
        QCOMPARE(radixLabel(u"0x"), std::string());
        QCOMPARE(radixLabel(u""), std::string());
        QCOMPARE(radixLabel(u"é€😀"), std::string("c3a9e282acf09f9880"));
        QCOMPARE(radixLabel(QString(QChar(0xd800))), std::string("efbfbd"));
    }

    void labels_data()
    {
        QTest::addColumn<QString>("label");
        QTest::addColumn<QString>("canonical");
        QTest::newRow("text") << u"balance"_s << u"balance"_s;
        QTest::newRow("alias") << u"0x62616C616e6365"_s << u"balance"_s;
        QTest::newRow("address") << u"0x05a1247a7400f0c2a893611add1505743552c631"_s
                                 << u"0x05A1247A7400f0C2A893611adD1505743552c631"_s;
        QTest::newRow("odd") << u"0xABC"_s << u"0xabc"_s;
        QTest::newRow("not UTF-8") << u"0xFFfe"_s << u"0xfffe"_s;
        QTest::newRow("control") << u"a\tb"_s << u"0x610962"_s;
        QTest::newRow("spells a hex text") << u"0x30786162"_s << u"0x30786162"_s;
        QTest::newRow("byte order mark") << u"0xefbbbf61"_s << u"0xefbbbf61"_s;
        QTest::newRow("emoji") << u"😀"_s << u"😀"_s;
        QTest::newRow("lone surrogate") << QString(QChar(0xdc00)) << QString(QChar(0xfffd));
    }
    void labels()
    {
        QFETCH(QString, label);
        QFETCH(QString, canonical);
        QCOMPARE(labelOf(radixLabel(label)), canonical);
        QCOMPARE(radixLabel(canonical), radixLabel(label));
    }

    void everyRadixFormHasOneLabel()
    {
        QRandomGenerator random(7);
        for (int i = 0; i < 20'000; ++i) {
            std::string radix;
            for (quint32 size = 1 + random.bounded(12U); radix.size() < size;)
                radix += "0123456789abcdef"[random.bounded(i % 2 ? 16 : 8)];
            QCOMPARE(radixLabel(labelOf(radix)), radix);
        }
    }

    void leaves()
    {
        QCOMPARE(leafHash(5), leafHash(u"5"_s));
        QCOMPARE(leafHash(true), leafHash(u"true"_s));
        QCOMPARE(leafHash({}), leafHash(u"null"_s));
        QCOMPARE(leafHash(u"0xAB"_s), leafHash(u"0xab"_s));
        QVERIFY(leafHash(u"0xab"_s) != leafHash(u"0x0ab"_s));
        QVERIFY(!leafHash(json::Object()));
        QVERIFY(!leafHash(json::Array()));
    }

    void recordedSubtrees_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("account") << u"account_node"_s;
        QTest::newRow("1500 children") << u"big_node"_s;
        QTest::newRow("number") << u"account_balance"_s;
        QTest::newRow("text") << u"deep_string"_s;
    }
    void recordedSubtrees()
    {
        QFETCH(QString, name);
        const json::Value file = light::recorded(u"proofs/"_s + name + u".json"_s);
        const auto hash = subtreeHash(file.at({u"value_response", u"result", u"result"}));
        QVERIFY(hash);
        QVERIFY(json::canonical(file[u"proof_response"]).contains(hash->toString().toLatin1()));
    }

    void notATree()
    {
        const auto hash = leafHash(1);
        QVERIFY(!canonicalHash({}));
        QVERIFY(!canonicalHash({{std::string(), *hash}}));
        QVERIFY(!canonicalHash({{"61", *hash}, {"61", *hash}}));
        QVERIFY(canonicalHash({{"61", *hash}}));
        QVERIFY(!subtreeHash(json::Object()));
        QVERIFY(!subtreeHash(json::Object{{u"a"_s, json::Array{1}}}));
        QVERIFY(!subtreeHash(json::Object{{u"a"_s, json::Object()}}));
        QVERIFY(!subtreeHash(json::Object{{u"abc"_s, 1}, {u"0x616263"_s, 1}}));
        json::Value deep = 1;
        for (int i = 0; i < MaxSubtreeDepth + 1; ++i)
            deep = json::Object{{u"a"_s, deep}};
        QVERIFY(!subtreeHash(deep));
        QVERIFY(subtreeHash(deep[u"a"]));
    }

    // A label that is the beginning of thousands of others must not exhaust the stack.
    void nestedLabels()
    {
        std::vector<std::pair<std::string, crypto::Hash256>> children;
        const auto hash = *leafHash(1);
        for (std::size_t size = 1; size <= 6000; ++size)
            children.emplace_back(std::string(size, 'a'), hash);
        QVERIFY(canonicalHash(std::move(children)));
    }

    void agreesWithTheTree()
    {
        QRandomGenerator random(11);
        for (int round = 0; round < 200; ++round) {
            sandbox::StateTree tree;
            for (quint32 i = 0, count = 1 + random.bounded(40U); i < count; ++i) {
                QString path;
                for (quint32 depth = 1 + random.bounded(4U); depth > 0; --depth) {
                    QString label;
                    for (quint32 size = 1 + random.bounded(3U); size > 0; --size)
                        label += QChar(u'a' + random.bounded(3));
                    path += u'/' + (random.bounded(4) == 0 ? u"0x"_s + label : label);
                }
                tree.write(sandbox::parsePath(path), random.bounded(5) == 0 ? json::Value() : json::Value(int(i)));
            }
            if (const json::Value value = tree.value({}); value.isObject())
                QCOMPARE(subtreeHash(value), std::optional(tree.rootHash()));
        }
    }
};

} // namespace ain::chain

QTEST_GUILESS_MAIN(ain::chain::TestStateHash)
#include "test_statehash.moc"
