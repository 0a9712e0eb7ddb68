// Input that wants to hurt: an error with its code, bounded cost, never a crash.
#include "vectors.h"

#include "core/crypto/ecies.h"
#include "core/crypto/hd.h"
#include "core/crypto/keystore.h"
#include "core/crypto/mnemonic.h"
#include "core/json/writer.h"

using namespace ain;
using namespace ain::crypto;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

constexpr QStringView groupOrder = u"fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";

/// A well-formed keystore with n=16 whose members a test spoils.
json::Value sampleKeystore() { return *json::parse(*writeKeystore(PrivateKey::generate(), secret(u"p"_s), 16)); }

QString openWith(const std::function<void(json::Object &crypto)> &spoil)
{
    json::Value file = sampleKeystore();
    spoil(file.object().find(u"crypto")->object());
    const auto opened = openKeystore(json::canonical(file), secret(u"p"_s));
    return opened ? u"ok"_s : opened.error().code.toString();
}

QString openWithParam(QStringView name, const json::Value &value)
{
    return openWith([&](json::Object &crypto) { crypto.find(u"kdfparams")->object().set(name.toString(), value); });
}

class TestHostileCrypto : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void privateKeys()
    {
        const auto code = [](const QString &text) {
            const auto parsed = PrivateKey::fromHex(secret(text));
            return parsed ? u"ok"_s : parsed.error().code.toString();
        };
        QCOMPARE(code(u"0x"_s + QString(63, u'0') + u'1'), u"ok"_s);
        QCOMPARE(code(QString(63, u'0') + u'1'), u"ok"_s);
        for (const QString &bad : {QString(), u"0x"_s, QString(64, u'0'), QString(64, u'f'), groupOrder.toString(),
                                   QString(63, u'1'), QString(65, u'1'), QString(63, u'1') + u'g'})
            QCOMPARE(code(bad), u"crypto.key_invalid"_s);
    }
    void publicKeys()
    {
        for (const QByteArray &bad :
             {QByteArray(), QByteArray(64, '\0'), QByteArray(64, '\xff'), "\x02" + QByteArray(32, '\xff'),
              QByteArray(65, '\x05'), QByteArray(1000, '\x04')})
            QCOMPARE(PublicKey::fromBytes(bad).error().code, errors::PublicKeyInvalid);
    }
    void signatures()
    {
        const PrivateKey signer = PrivateKey::generate();
        const json::Value body = json::Object{{u"nonce"_s, 1}};
        const QString good = signTransaction(signer, body, 0);
        const auto code = [&](const QString &text, int chainId = 0) {
            const auto from = recoverTransactionSigner(body, text, chainId);
            return from ? u"ok"_s : from.error().code.toString();
        };
        QCOMPARE(code(good), u"ok"_s);
        QCOMPARE(code(good.toUpper().replace(u"0X"_s, u"0x"_s)), u"ok"_s);
        for (qsizetype length = 0; length < good.size(); ++length)
            QCOMPARE(code(good.left(length)), u"crypto.signature_format"_s);
        QCOMPARE(code(good + u"00"_s), u"crypto.signature_format"_s);
        QCOMPARE(code(good.mid(2) + u"00"_s), u"crypto.signature_format"_s);
        QCOMPARE(code(QString(good).replace(10, 1, QChar(0xff11))), u"crypto.signature_format"_s);
        for (const char *v : {"00", "1a", "1d", "25", "ff"})
            QCOMPARE(code(good.chopped(2) + QLatin1StringView(v)), u"crypto.signature_invalid"_s);
        for (const int chainId : {-1, 1, 109, 110, 2147483647, -2147483647})
            QCOMPARE(code(good, chainId), u"crypto.signature_invalid"_s);
        QVERIFY(encodeSignature({}, {}, MaxChainId + 1).isEmpty());
        QVERIFY(encodeSignature({}, {}, -1).isEmpty());
        // Another hash than the body's, r = 0, s = 0, r = n.
        QCOMPARE(code(u"0x"_s + QString(64, u'1') + good.mid(66)), u"crypto.signature_invalid"_s);
        QCOMPARE(code(good.left(66) + QString(64, u'0') + good.mid(130)), u"crypto.signature_invalid"_s);
        QCOMPARE(code(good.left(130) + QString(64, u'0') + good.mid(194)), u"crypto.signature_invalid"_s);
        QCOMPARE(code(good.left(66) + groupOrder.toString() + good.mid(130)), u"crypto.signature_invalid"_s);
        // s' = n - s with the other v is the same point: the chain refuses it, so do we.
        const auto s = *fromHex(good.mid(130, 64));
        const auto n = *fromHex(groupOrder);
        QByteArray high(32, '\0');
        int borrow = 0;
        for (int i = 31; i >= 0; --i) {
            const int difference = int(quint8(n[i])) - int(quint8(s[i])) - borrow;
            borrow = difference < 0 ? 1 : 0;
            high[i] = char(difference + 256 * borrow);
        }
        QCOMPARE(code(good.left(130) + toHex(high) + (good.endsWith(u"1b"_s) ? u"1c"_s : u"1b"_s)),
                 u"crypto.signature_invalid"_s);
        QVERIFY(!isP256Signature(good));
    }
    void keystoreParameters()
    {
        QCOMPARE(openWithParam(u"n", 16), u"ok"_s);
        QCOMPARE(openWithParam(u"n", qint64(1) << 40), u"keystore.too_costly"_s);
        QCOMPARE(openWithParam(u"n", qint64(1) << 53), u"keystore.too_costly"_s);
        QCOMPARE(openWithParam(u"r", qint64(1) << 52), u"keystore.too_costly"_s);
        QCOMPARE(openWithParam(u"p", qint64(1) << 52), u"keystore.too_costly"_s);
        for (const json::Value &bad : {json::Value(0), json::Value(1), json::Value(-16), json::Value(17),
                                       json::Value(16.5), json::Value(1e300), json::Value(u"16"_s), json::Value()})
            QCOMPARE(openWithParam(u"n", bad), u"keystore.format"_s);
        for (const auto name : {u"r", u"p"})
            QCOMPARE(openWithParam(name, 0), u"keystore.format"_s);
        QCOMPARE(openWithParam(u"dklen", 16), u"keystore.format"_s);
        // More than the first 32 bytes nobody reads, so a claimed gigabyte costs nothing.
        QCOMPARE(openWithParam(u"dklen", 1'000'000'000), u"ok"_s);
        QCOMPARE(openWithParam(u"salt", u"0"_s), u"keystore.format"_s);
        QCOMPARE(openWithParam(u"salt", QString(20000, u'0')), u"keystore.format"_s);
        const auto pbkdf2 = [](qint64 rounds, const QString &prf) {
            return openWith([&](json::Object &crypto) {
                crypto.set(u"kdf"_s, u"pbkdf2"_s);
                crypto.find(u"kdfparams")->object().set(u"c"_s, rounds);
                crypto.find(u"kdfparams")->object().set(u"prf"_s, prf);
            });
        };
        QCOMPARE(pbkdf2(qint64(1) << 50, u"hmac-sha256"_s), u"keystore.too_costly"_s);
        QCOMPARE(pbkdf2(0, u"hmac-sha256"_s), u"keystore.format"_s);
        QCOMPARE(pbkdf2(1, u"hmac-md5"_s), u"keystore.unsupported"_s);
        QCOMPARE(pbkdf2(1, u"hmac-sha256"_s), u"keystore.password"_s);
    }
    void keystoreWithoutMemory()
    {
        // Neither n can be served: one is not scrypt's, the other takes 2^60 bytes (a sanitizer would stop at that).
        QCOMPARE(writeKeystore(PrivateKey::generate(), secret(u"p"_s), 3).error().code, errors::KeystoreTooCostly);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
        const quint64 huge = quint64(1) << 50;
        QCOMPARE(writeKeystore(PrivateKey::generate(), secret(u"p"_s), huge).error().code, errors::KeystoreTooCostly);
#endif
    }
    void keystoreText()
    {
        const auto set = [](const QString &name, const json::Value &value) {
            return openWith([&](json::Object &crypto) { crypto.set(name, value); });
        };
        QCOMPARE(set(u"mac"_s, u"00"_s), u"keystore.format"_s);
        QCOMPARE(set(u"mac"_s, 5), u"keystore.format"_s);
        QCOMPARE(set(u"ciphertext"_s, QString()), u"keystore.format"_s);
        QCOMPARE(set(u"ciphertext"_s, QString(1'000'000, u'0')), u"keystore.format"_s);
        QCOMPARE(set(u"ciphertext"_s, u"zz"_s), u"keystore.format"_s);
        QCOMPARE(set(u"ciphertext"_s, u"00"_s), u"keystore.password"_s);
        QCOMPARE(set(u"cipher"_s, u"aes-256-gcm"_s), u"keystore.unsupported"_s);
        QCOMPARE(set(u"cipherparams"_s, json::Object{{u"iv"_s, u"00"_s}}), u"keystore.format"_s);
        for (const QByteArray &bad :
             {QByteArray(), QByteArray("null"), QByteArray("{}"), QByteArray("[3]"), QByteArray("{\"version\":3}"),
              QByteArray("{\"version\":3,\"crypto\":[]}"), QByteArray(100'000, '['), QByteArray(1'000'000, ' ')})
            QCOMPARE(openKeystore(bad, secret(u"p"_s)).error().code, errors::KeystoreFormat);
        const QByteArray text = json::canonical(sampleKeystore());
        for (qsizetype i = 0; i < text.size(); ++i)
            QVERIFY(!openKeystore(text.left(i), secret(u"p"_s)));
    }
    void phrases()
    {
        const auto code = [](const QByteArray &text) {
            const auto mnemonic = Mnemonic::parse(SecretBytes::copyOf(QByteArrayView(text)));
            return mnemonic ? u"ok"_s : mnemonic.error().code.toString();
        };
        QCOMPARE(code({}), u"mnemonic.length"_s);
        QCOMPARE(code("   \n"), u"mnemonic.length"_s);
        QCOMPARE(code(QByteArray("zoo ").repeated(23)), u"mnemonic.length"_s);
        QCOMPARE(code(QByteArray("zoo ").repeated(27)), u"mnemonic.length"_s);
        QCOMPARE(code(QByteArray("zoo ").repeated(12)), u"mnemonic.checksum"_s);
        QCOMPARE(code(QByteArray("\xff\xfe ").repeated(12)), u"mnemonic.word"_s);
        QCOMPARE(code(QByteArray(1'000'000, 'a')), u"too_large"_s);
        const auto wrong = Mnemonic::parse(secret(u"test test test test tset test test test test test test junk"_s));
        QCOMPARE(wrong.error().code, errors::MnemonicWord);
        QCOMPARE(wrong.error().args.value(u"position"_s).toInt(), 5);
        QCOMPARE(wrong.error().args.size(), 1); // the word itself stays out of errors
    }
    void paths()
    {
        const SecretBytes seed(64);
        for (const QStringView good : {u"m", u"m/0", u"m/2147483647'", u"m/44h/412h/0h/0/0"})
            QVERIFY(deriveKey(seed, good));
        QCOMPARE(hexOf(*deriveKey(seed, u"m/44h/412h")), hexOf(*deriveKey(seed, u"m/44'/412'")));
        for (const QString &bad :
             {QString(), u"M"_s, u"m/"_s, u"/0"_s, u"m//0"_s, u"m/0/"_s, u"m/-1"_s, u"m/2147483648"_s, u"m/'"_s,
              u"m/0''"_s, u"m/ 0"_s, u"m/٠"_s, u"m/99999999999999999999"_s, u"m"_s + u"/0"_s.repeated(17),
              u"m"_s + u"/0"_s.repeated(1'000'000)})
            QCOMPARE(deriveKey(seed, bad).error().code, errors::DerivationPath);
    }
    void eciesMessages()
    {
        const PrivateKey recipient = PrivateKey::generate();
        const EciesMessage good = eciesEncrypt(recipient.publicKey(), "secret");
        const QString compact = good.toCompact();
        for (qsizetype i = 0; i < compact.size(); ++i)
            QVERIFY(!EciesMessage::fromCompact(QStringView(compact).left(i)));
        for (const auto name : {u"iv", u"ephemPublicKey", u"ciphertext", u"mac"}) {
            for (const json::Value &bad : {json::Value(), json::Value(QString()), json::Value(u"0"_s),
                                           json::Value(QString(64, u'z')), json::Value(5)}) {
                json::Value spoilt = good.toJson();
                spoilt.object().set(QString(QStringView(name).toString()), bad);
                QCOMPARE(EciesMessage::fromJson(spoilt).error().code, errors::EciesFormat);
            }
        }
        EciesMessage offCurve = good;
        offCurve.ephemeralPublic = QByteArray("\x04") + QByteArray(64, '\x01');
        QCOMPARE(eciesDecrypt(recipient, offCurve).error().code, errors::EciesFormat);
        QCOMPARE(eciesDecrypt(recipient, {}).error().code, errors::EciesFormat);
    }
    void hashTexts()
    {
        QVERIFY(Hash256::parse(u"0x"_s + QString(64, u'a')));
        for (const QString &bad : {QString(), u"0x"_s, QString(66, u'a'), u"0x"_s + QString(63, u'a') + QChar(0xd800)})
            QVERIFY(!Hash256::parse(bad));
        QVERIFY(!fromHex(u"abc"));
        // A lone surrogate hashes as U+FFFD, as JavaScript encodes it.
        QVERIFY(messageHash(QString(QChar(0xd800))) == messageHash(QString(QChar(0xfffd))));
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestHostileCrypto)
#include "test_hostile_crypto.moc"
