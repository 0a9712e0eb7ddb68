// Every row of tests/data/chain/vectors (made with the reference JavaScript libraries).
#include "vectors.h"

#include "core/crypto/hd.h"
#include "core/crypto/keystore.h"
#include "core/crypto/label.h"
#include "core/crypto/mnemonic.h"
#include "core/crypto/seedrandom.h"
#include "core/json/number.h"
#include "core/json/writer.h"

using namespace ain;
using namespace ain::crypto;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

json::Value vectors(const QString &name) { return load(u"chain/vectors/"_s + name); }

class TestChainVectors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void canonicalJson()
    {
        eachRow(vectors(u"canonical_json.json"_s), 7, [](const json::Value &row) {
            const auto value = json::parse(row[u"input_json"].string().toUtf8());
            QVERIFY(value);
            const QByteArray text = json::canonical(*value);
            QCOMPARE(QString::fromUtf8(text), row[u"canonical"].string());
            QCOMPARE(messageHashUtf8(text).toString(), row[u"hash_string"].string());
            QCOMPARE(transactionHash(*value).toString(), row[u"hash_transaction"].string());
            QCOMPARE(json::objectSize(*value), row[u"object_sizeof"].toInteger(-1));
        });
    }
    void checksums()
    {
        eachRow(vectors(u"checksum_address.json"_s), 4, [](const json::Value &row) {
            QCOMPARE(Address::parse(row[u"in"].string())->toString(), row[u"out"].string());
        });
    }
    void hashString()
    {
        eachRow(vectors(u"hash_string.json"_s), 24, [](const json::Value &row) {
            const QString text = row[u"s"].string();
            QCOMPARE(messageHash(text).toString(), row[u"hash"].string());
            if (text.isValidUtf16())
                QCOMPARE(messageHashUtf8(text.toUtf8()).toString(), row[u"hash"].string());
        });
    }
    void hd()
    {
        eachRow(vectors(u"hd.json"_s), 6, [](const json::Value &row) {
            const auto mnemonic = Mnemonic::parse(secret(row[u"mnemonic"].string()));
            QVERIFY(mnemonic);
            const auto derived = deriveKey(mnemonic->seed(), row[u"path"].string());
            QVERIFY(derived);
            QCOMPARE(hexOf(*derived), row[u"private_key"].string());
            QCOMPARE(toHex(derived->publicKey().bytes()), row[u"public_key"].string());
            QCOMPARE(derived->address().toString(), row[u"address"].string());
        });
    }
    void numbers()
    {
        eachRow(vectors(u"js_number_to_string.json"_s), 35, [](const json::Value &row) {
            QCOMPARE(json::numberText(doubleOf(row[u"ieee754_be"])), row[u"js"].string());
        });
    }
    void keys()
    {
        eachRow(vectors(u"keys.json"_s), 4, [](const json::Value &row) {
            const PrivateKey privateKey = key(row[u"private_key"]);
            QCOMPARE(toHex(privateKey.publicKey().bytes()), row[u"public_key"].string());
            QCOMPARE(privateKey.address().toString(), row[u"address"].string());
        });
    }
    void keystore()
    {
        const json::Value row = vectors(u"keystore_v3.json"_s);
        const auto opened = openKeystore(json::canonical(row[u"keystore"]), secret(row[u"password"].string()));
        QVERIFY(opened);
        QCOMPARE(hexOf(opened->key), row[u"private_key"].string());
        QCOMPARE(hexOf(opened->key), row[u"recovered"].string());
        QVERIFY(!opened->addressMismatch);
    }
    void labels()
    {
        eachRow(vectors(u"label_encode.json"_s), 2, [](const json::Value &row) {
            QCOMPARE(escapeLabel(row[u"s"].string()), row[u"encoded"].string());
            QCOMPARE(unescapeLabel(row[u"encoded"].string()), row[u"decoded"].string());
        });
    }
    void proposers()
    {
        eachRow(vectors(u"seedrandom.json"_s), 4, [](const json::Value &row) {
            SeedRandom random(row[u"seed"].string());
            for (const json::Value &expected : row[u"first5"].array())
                QVERIFY(random.next() == expected.toDouble()); // bit for bit
        });
    }
    void messages()
    {
        eachRow(vectors(u"sign_message.json"_s), 12, [](const json::Value &row) {
            const int chainId = int(row[u"chain_id"].toInteger());
            const PrivateKey privateKey = key(row[u"private_key"]);
            const QString message = row[u"message"].string();
            QCOMPARE(signMessage(privateKey, message, chainId), row[u"signature"].string());
            const auto signer = recoverMessageSigner(message, row[u"signature"].string(), chainId);
            QVERIFY(signer && signer->address == privateKey.address());
        });
    }
    void transactions()
    {
        eachRow(vectors(u"sign_transaction.json"_s), 6, [](const json::Value &row) {
            const int chainId = int(row[u"chain_id"].toInteger());
            const PrivateKey privateKey = key(row[u"private_key"]);
            const json::Value &body = row[u"tx_body"];
            QCOMPARE(QString::fromUtf8(json::canonical(body)), row[u"canonical"].string());
            QCOMPARE(transactionHash(body).toString(), row[u"hash"].string());
            QCOMPARE(signTransaction(privateKey, body, chainId), row[u"signature"].string());
            QCOMPARE(recoverTransactionSigner(body, row[u"signature"].string(), chainId)->toString(),
                     privateKey.address().toString());
        });
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestChainVectors)
#include "test_chain_vectors.moc"
