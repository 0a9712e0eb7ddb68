// Phrases, keystores and ECIES as the published SDKs make them (tests/data/sdk), and the self-test.
#include "vectors.h"

#include "core/crypto/ecies.h"
#include "core/crypto/hd.h"
#include "core/crypto/keystore.h"
#include "core/crypto/mnemonic.h"
#include "core/crypto/selftest.h"
#include "core/json/writer.h"

#include <QElapsedTimer>

using namespace ain;
using namespace ain::crypto;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

QString hexOf(const SecretBytes &bytes) { return toHex(bytes.bytes()); }

class TestWalletVectors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void selfTestPasses() { QVERIFY(selfTest()); }

    void phrases()
    {
        eachRow(load(u"sdk/mnemonic.json"_s)[u"rows"], 44, [](const json::Value &row) {
            const auto mnemonic = Mnemonic::parse(secret(row[u"mnemonic"].string()));
            QVERIFY(mnemonic);
            QCOMPARE(qint64(mnemonic->wordCount()), row[u"words"].toInteger());
            QVERIFY(mnemonic->list() == WordList::English);
            const SecretBytes seed = mnemonic->seed();
            QCOMPARE(hexOf(seed), row[u"seed_hex"].string());
            const auto family = row[u"chain"].string() == u"ETH" ? PathFamily::Ethereum : PathFamily::Ain;
            QCOMPARE(accountPath(family, quint32(row[u"index"].toInteger())), row[u"path"].string());
            const auto derived = deriveKey(seed, row[u"path"].string());
            QVERIFY(derived);
            QCOMPARE(test::hexOf(*derived), row[u"private_key"].string());
            QCOMPARE(toHex(derived->publicKey().bytes()), row[u"public_key_64"].string());
            QCOMPARE(derived->address().toString(), row[u"address"].string());
        });
        eachRow(load(u"sdk/mnemonic.json"_s)[u"ain_js_addFromHDWallet"], 2, [](const json::Value &row) {
            const auto mnemonic = Mnemonic::parse(secret(row[u"mnemonic"].string()));
            const auto derived =
                deriveKey(mnemonic->seed(), accountPath(PathFamily::Ain, quint32(row[u"index"].toInteger())));
            QCOMPARE(test::hexOf(*derived), row[u"private_key"].string());
            QCOMPARE(toHex(derived->publicKey().compressed()), row[u"account_public_key"].string());
        });
    }
    void refusedPhrases()
    {
        // What the SDK refuses for its form only is tidied here; Korean is accepted for restoring.
        const QStringList expected{
            u"ok"_s, u"ok"_s, u"ok"_s, u"mnemonic.checksum"_s, u"mnemonic.length"_s, u"mnemonic.word"_s, u"ok"_s,
            u"ok"_s, u"ok"_s, u"ok"_s};
        qsizetype i = 0;
        eachRow(load(u"sdk/mnemonic.json"_s)[u"refused_or_edge"], 10, [&](const json::Value &row) {
            const auto mnemonic = Mnemonic::parse(secret(row[u"mnemonic"].string()));
            QCOMPARE(mnemonic ? u"ok"_s : mnemonic.error().code.toString(), expected[i++]);
            if (row[u"ok"].toBool())
                QCOMPARE(deriveKey(mnemonic->seed(), accountPath(PathFamily::Ain, 0))->address().toString(),
                         row[u"address"].string());
        });
        QCOMPARE(deriveKey(SecretBytes(64), accountPath(PathFamily::Ain, 0x80000000)).error().code,
                 errors::DerivationPath);
    }
    void koreanPhrases()
    {
        const QString phrase = u"어려움 항의 시중 심장 통신 진찰 무더위 마찰 감자 이념 인원 생산"_s;
        const auto composed = Mnemonic::parse(secret(phrase.normalized(QString::NormalizationForm_C)));
        const auto decomposed = Mnemonic::parse(secret(phrase.normalized(QString::NormalizationForm_D)));
        QVERIFY(composed && decomposed);
        QVERIFY(composed->list() == WordList::Korean);
        QVERIFY(composed->phrase() == decomposed->phrase());
        QVERIFY(composed->seed() == decomposed->seed());
        QCOMPARE(composed->wordCount(), 12);
    }
    void wordLists()
    {
        for (const WordList list : {WordList::English, WordList::Korean}) {
            QCOMPARE(words(list).size(), 2048);
            QCOMPARE(QSet<QString>(words(list).begin(), words(list).end()).size(), 2048);
            for (const QString &word : words(list))
                QCOMPARE(word, word.normalized(QString::NormalizationForm_KD));
        }
        QCOMPARE(words(WordList::English).first(), u"abandon"_s);
        QCOMPARE(words(WordList::English).last(), u"zoo"_s);
    }
    void passphrase()
    {
        // From the reference vectors of BIP39 (passphrase TREZOR).
        const auto mnemonic = Mnemonic::parse(
            secret(u"abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about"_s));
        QCOMPARE(hexOf(mnemonic->seed(secret(u"TREZOR"_s))),
                 u"c55257c360c07c72029aebc1b53c05ed0362ada38ead3e3e9efa3708e53495531f09a6987599d18264c1e1c92f2cf141"
                 "630c7a3c4ab7c81b2f001698e7463b04"_s);
        QVERIFY(mnemonic->seed(secret(u"\u00e9\uac00"_s)) == mnemonic->seed(secret(u"e\u0301\u1100\u1161"_s)));
    }
    void generates()
    {
        for (const int count : {12, 15, 18, 21, 24}) {
            const auto made = Mnemonic::generate(count);
            QVERIFY(made);
            QCOMPARE(made->wordCount(), count);
            const auto read = Mnemonic::parse(made->phrase());
            QVERIFY(read && read->phrase() == made->phrase());
        }
        for (const int count : {0, 9, 13, 27, -12})
            QCOMPARE(Mnemonic::generate(count).error().code, errors::MnemonicLength);
    }
    void keystores()
    {
        const json::Value file = load(u"sdk/keystore_v3.json"_s);
        const auto opens = [](const json::Value &row) {
            const SecretBytes password =
                SecretBytes::copyOf(QByteArrayView(*fromHex(row[u"password_utf8_hex"].string())));
            const QByteArray text = json::canonical(row[u"keystore"]);
            const auto opened = openKeystore(text, password);
            QVERIFY(opened);
            QCOMPARE(test::hexOf(opened->key), row[u"private_key"].string());
            QCOMPARE(opened->key.address().toString(), row[u"address"].string());
            QVERIFY(!opened->addressMismatch);
            if (row.at({u"keystore", u"crypto", u"kdfparams", u"n"}).toInteger() <= 2048
                && row.at({u"keystore", u"crypto", u"kdfparams", u"c"}).toInteger() <= 2048)
                QVERIFY(openKeystore(text.toUpper(), password));
        };
        eachRow(file[u"scrypt_rows"], 14, opens);
        eachRow(file[u"pbkdf2_rows"], 5, opens);
        eachRow(file[u"ethereum_official"], 2, [](const json::Value &row) {
            const auto opened = openKeystore(json::canonical(row[u"keystore"]), secret(row[u"password"].string()));
            QVERIFY(opened);
            QCOMPARE(test::hexOf(opened->key), row[u"private_key"].string());
        });
        const QStringList expected{
            u"keystore.password"_s, u"keystore.unsupported"_s, u"keystore.unsupported"_s, u"ok"_s,
            u"mismatch"_s,          u"keystore.password"_s};
        qsizetype i = 0;
        eachRow(file[u"failures"], 6, [&](const json::Value &row) {
            const auto opened = openKeystore(json::canonical(row[u"keystore"]), secret(row[u"password"].string()));
            QCOMPARE(!opened                       ? opened.error().code.toString()
                         : opened->addressMismatch ? u"mismatch"_s
                                                   : u"ok"_s,
                     expected[i++]);
        });
    }
    void keystoreTriesTheOtherNormalForm()
    {
        const PrivateKey original = PrivateKey::generate();
        const QString text = u"비밀번호 é"_s;
        const SecretBytes composed = secret(text.normalized(QString::NormalizationForm_C));
        const SecretBytes decomposed = secret(text.normalized(QString::NormalizationForm_D));
        QVERIFY(!(composed == decomposed));
        QCOMPARE(test::hexOf(openKeystore(*writeKeystore(original, composed, 16), decomposed)->key),
                 test::hexOf(original));
        QCOMPARE(test::hexOf(openKeystore(*writeKeystore(original, decomposed, 16), composed)->key),
                 test::hexOf(original));
        QCOMPARE(openKeystore(*writeKeystore(original, composed, 16), secret(u"비밀"_s)).error().code,
                 errors::KeystorePassword);
    }
    void writesWhatTheFormatSays()
    {
        const PrivateKey original = key(json::Value(u"7"_s.rightJustified(64, u'0')));
        const auto written = json::parse(*writeKeystore(original, secret(u"p"_s), 16));
        QVERIFY(written);
        QCOMPARE((*written)[u"version"].toInteger(), 3);
        QCOMPARE((*written)[u"address"].string(), original.address().toString().mid(2).toLower());
        QCOMPARE((*written)[u"id"].string().size(), 36);
        QCOMPARE(written->at({u"crypto", u"kdfparams", u"r"}).toInteger(), 8);
        QCOMPARE(written->at({u"crypto", u"cipher"}).string(), u"aes-128-ctr"_s);
        QCOMPARE(test::hexOf(openKeystore(json::pretty(*written), secret(u"p"_s))->key), test::hexOf(original));
    }
    void ecies()
    {
        const json::Value file = load(u"sdk/ecies.json"_s);
        eachRow(file[u"rows"], 7, [](const json::Value &row) {
            const PrivateKey recipient = key(row[u"recipient_private_key"]);
            const auto message = EciesMessage::fromJson(row[u"encrypted"]);
            QVERIFY(message);
            QCOMPARE(message->toCompact(), row[u"compact_hex"].string());
            QVERIFY(message->toJson() == row[u"encrypted"]);
            const QByteArray plain = row[u"message"].string().toUtf8();
            QCOMPARE(eciesDecrypt(recipient, *message)->bytes(), QByteArrayView(plain));
            QCOMPARE(eciesDecrypt(recipient, *EciesMessage::fromCompact(row[u"compact_hex"].string()))->bytes(),
                     QByteArrayView(plain));
            const auto made =
                eciesEncryptWith(recipient.publicKey(), plain, key(row[u"ephemeral_private_key"]), message->iv);
            QVERIFY(made);
            QVERIFY(made->toJson() == row[u"encrypted"]);
        });
        const json::Value &stripped = file[u"leading_zero_x"];
        const PrivateKey recipient = key(stripped[u"recipient_private_key"]);
        auto message = EciesMessage::fromJson(stripped[u"encrypted"]);
        QVERIFY(message);
        QCOMPARE(eciesDecrypt(recipient, *message)->bytes(), QByteArrayView("leading zero"));
        QVERIFY(!eciesEncryptWith(recipient.publicKey(), "x", key(stripped[u"ephemeral_private_key"]), message->iv));
        const json::Value &sample = file[u"random_sample"];
        message = EciesMessage::fromJson(sample[u"encrypted"]);
        QCOMPARE(eciesDecrypt(key(sample[u"recipient_private_key"]), *message)->bytes(),
                 QByteArrayView(sample[u"message"].string().toUtf8()));
        message->ciphertext[3] = char(message->ciphertext[3] ^ 1);
        QCOMPARE(eciesDecrypt(key(sample[u"recipient_private_key"]), *message).error().code, errors::EciesDecrypt);
        const auto again = eciesEncrypt(recipient.publicKey(), "");
        QVERIFY(eciesDecrypt(recipient, again)->isEmpty());
        QCOMPARE(eciesDecrypt(PrivateKey::generate(), again).error().code, errors::EciesDecrypt);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestWalletVectors)
#include "test_wallet_vectors.moc"
