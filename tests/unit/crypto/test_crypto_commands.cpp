// The scripting interface: each command's members, and the line protocol.
#include "vectors.h"

#include "app/cli/crypto/cryptocommands.h"

#include "core/crypto/ecies.h"
#include "core/crypto/keystore.h"
#include "core/json/writer.h"

#include <QBuffer>

using namespace ain;
using namespace ain::cli;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

json::Value parsed(const QString &text) { return *json::parse(text.toUtf8()); }

QString codeOf(QStringView name, const QString &input)
{
    const auto answer = cryptoCommand(name, parsed(input));
    return answer ? u"ok"_s : answer.error().code.toString();
}

struct Run {
    int exitCode = 0;
    QList<QByteArray> lines;
};

Run runLines(QStringView name, QByteArray input)
{
    QBuffer in(&input);
    QByteArray output;
    QBuffer out(&output);
    in.open(QIODevice::ReadOnly);
    out.open(QIODevice::WriteOnly);
    Run run;
    run.exitCode = runCryptoLines(name, in, out, [](const Error &error) { return u"says "_s + error.code.toString(); });
    run.lines = output.split('\n');
    if (!run.lines.isEmpty() && run.lines.last().isEmpty())
        run.lines.removeLast();
    return run;
}

class TestCryptoCommands : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void canonicalAndHash()
    {
        const auto answer = *cryptoCommand(u"canonical", parsed(u"{\"b\":1e3,\"a\":[]}"_s));
        QCOMPARE(answer[u"canonical"].string(), u"{\"a\":[],\"b\":1000}"_s);
        QCOMPARE(answer[u"hash"].string(),
                 (*cryptoCommand(u"hash", parsed(u"{\"tx_body\":{\"a\":[],\"b\":1000}}"_s)))[u"hash"].string());
        QCOMPARE((*cryptoCommand(u"hash", parsed(u"{\"message\":\"{}\"}"_s)))[u"hash"].string(),
                 u"0xd35126dcb36a3c4b4ef04c4eff63edecbc9eacff867d1c348c1abaf82567a8f8"_s);
        QVERIFY(cryptoCommand(u"canonical", parsed(u"\"text\""_s)));
    }
    void signsAndRecovers()
    {
        const json::Value file = load(u"sdk/transactions.json"_s);
        const json::Value &row = file[u"rows"].array().front();
        json::Object input{{u"private_key"_s, u"0x"_s + file[u"private_key"].string()},
                           {u"chain_id"_s, 1},
                           {u"tx_body"_s, parsed(row[u"tx_body_json"].string())}};
        const auto made = *cryptoCommand(u"sign-tx", input);
        QCOMPARE(made[u"signature"].string(), row[u"signature_chain_1"].string());
        QCOMPARE(made[u"hash"].string(), row[u"hash"].string());
        QCOMPARE(made[u"canonical"].string(), row[u"canonical"].string());
        QCOMPARE(made[u"address"].string(), file[u"address"].string());
        input.remove(u"private_key");
        input.set(u"signature"_s, made[u"signature"]);
        const auto found = *cryptoCommand(u"recover", input);
        QCOMPARE(found[u"address"].string(), file[u"address"].string());
        QCOMPARE(found[u"hash"].string(), row[u"hash"].string());
    }
    void messages()
    {
        const json::Value file = load(u"sdk/messages.json"_s);
        const json::Value &row = file[u"rows"].array().front();
        const auto made = *cryptoCommand(u"sign-message",
                                         json::Object{{u"private_key"_s, file[u"private_key"]},
                                                      {u"chain_id"_s, 0},
                                                      {u"message"_s, row[u"message"]}});
        QCOMPARE(made[u"signature"].string(), row[u"signature_chain_0"].string());
        QCOMPARE(made[u"hash"].string(), row[u"hash"].string());
        json::Object check{{u"message"_s, row[u"message"]}, {u"chain_id"_s, 0}, {u"signature"_s, made[u"signature"]}};
        auto answer = *cryptoCommand(u"verify-message", check);
        QVERIFY(answer[u"valid"].toBool());
        QCOMPARE(answer[u"address"].string(), file[u"address"].string());
        QCOMPARE(answer[u"length"].string(), u"utf16"_s);
        check.set(u"address"_s, u"0x01A0980d2D4e418c7F27e1ef539d01A5b5E93204"_s);
        answer = *cryptoCommand(u"verify-message", check);
        QVERIFY(!answer[u"valid"].toBool(true));
        QCOMPARE(answer[u"reason"].string(), u"address"_s);
        check.set(u"message"_s, u"other"_s);
        answer = *cryptoCommand(u"verify-message", check);
        QVERIFY(!answer[u"valid"].toBool(true));
        QCOMPARE(answer[u"reason"].string(), u"crypto.signature_invalid"_s);
    }
    void keysComeOut()
    {
        const auto derived =
            *cryptoCommand(u"derive",
                           parsed(u"{\"mnemonic\":\"test test test test test test test test test test test junk\","
                                  "\"path\":\"m/44'/412'/0'/0/0\"}"_s));
        QCOMPARE(derived[u"address"].string(), u"0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96"_s);
        QCOMPARE(derived[u"private_key"].string(),
                 u"60b2ecf1f64d8af16496115c1ac5b7947ea411c4fbc1cd300d5fa460d25a1a5a"_s);
        QCOMPARE(derived[u"public_key"].string().size(), 128);
        const json::Value row = load(u"chain/vectors/keystore_v3.json"_s);
        for (const json::Value &keystore :
             {row[u"keystore"], json::Value(QString::fromUtf8(json::canonical(row[u"keystore"])))}) {
            const auto opened = *cryptoCommand(
                u"keystore-decrypt", json::Object{{u"keystore"_s, keystore}, {u"password"_s, row[u"password"]}});
            QCOMPARE(opened[u"private_key"].string(), row[u"private_key"].string());
            QCOMPARE(opened[u"address"].string().mid(2).toLower(), row.at({u"keystore", u"address"}).string());
        }
    }
    void encryptsAndDecrypts()
    {
        // Messages of the SDK, in both of its forms.
        const json::Value file = load(u"sdk/ecies.json"_s);
        for (const json::Value &row : file[u"rows"].array()) {
            for (const json::Value &encrypted : {row[u"encrypted"], row[u"compact_hex"]}) {
                const auto opened = cryptoCommand(
                    u"decrypt",
                    json::Object{{u"private_key"_s, row[u"recipient_private_key"]}, {u"encrypted"_s, encrypted}});
                QVERIFY(opened);
                QCOMPARE((*opened)[u"message"], row[u"message"]);
            }
        }
        const json::Value &row = file[u"rows"].array().front();
        const QString key = row[u"recipient_private_key"].string();
        const QString publicKey = row[u"recipient_public_key_64"].string();
        const QString compressed =
            QString::fromLatin1(crypto::PrivateKey::fromHex(SecretBytes::copyOf(QByteArrayView(key.toLatin1())))
                                    ->publicKey()
                                    .compressed()
                                    .toHex());
        for (const QString &form : {publicKey, u"0x"_s + publicKey, u"04"_s + publicKey, compressed}) {
            const auto made =
                *cryptoCommand(u"encrypt", json::Object{{u"public_key"_s, form}, {u"message"_s, u"안녕 🐣"_s}});
            QCOMPARE(made[u"encrypted"].object().size(), std::size_t(4));
            json::Object back{{u"private_key"_s, u"0x"_s + key}, {u"encrypted"_s, made[u"encrypted"]}};
            QCOMPARE((*cryptoCommand(u"decrypt", back))[u"message"].string(), u"안녕 🐣"_s);
            back.set(u"private_key"_s, QString(64, u'1'));
            const auto wrong = cryptoCommand(u"decrypt", back);
            QVERIFY(!wrong && wrong.error().code == errors::EciesDecrypt);
        }
        QCOMPARE(codeOf(u"encrypt", u"{\"public_key\":\"04ff\",\"message\":\"m\"}"_s), u"crypto.public_key_invalid"_s);
        QCOMPARE(codeOf(u"decrypt", u"{\"private_key\":\"%1\",\"encrypted\":\"00\"}"_s.arg(key)), u"ecies.format"_s);
        QCOMPARE(codeOf(u"decrypt", u"{\"private_key\":\"%1\",\"encrypted\":{}}"_s.arg(key)), u"ecies.format"_s);
        // Bytes that are no text come out as they are, never as another text.
        const auto bytes = crypto::eciesEncrypt(
            *crypto::PublicKey::fromBytes(QByteArray::fromHex(publicKey.toLatin1())), QByteArray("\xff\x00", 2));
        const auto opened =
            *cryptoCommand(u"decrypt", json::Object{{u"private_key"_s, key}, {u"encrypted"_s, bytes.toJson()}});
        QCOMPARE(opened[u"message_hex"].string(), u"ff00"_s);
        QVERIFY(opened[u"message"].isNull());
    }
    void membersAreChecked()
    {
        for (const QString &name : cryptoCommandNames()) {
            if (name == u"canonical")
                continue;
            for (const QString &input : {u"{}"_s, u"null"_s, u"[]"_s, u"5"_s,
                                         u"{\"message\":5,\"mnemonic\":[],\"keystore\":1,\"tx_body\":\"\"}"_s}) {
                if (name == u"hash" && input.contains(u"tx_body"))
                    continue;
                QCOMPARE(codeOf(name, input), u"cli.crypto_member"_s);
            }
        }
        QCOMPARE(codeOf(u"nonsense", u"{}"_s), u"cli.crypto_command"_s);
        const QString withChain =
            u"{\"private_key\":\"%1\",\"message\":\"m\",\"chain_id\":%2}"_s.arg(QString(64, u'1'));
        QCOMPARE(codeOf(u"sign-message", withChain.arg(u"109"_s)), u"ok"_s);
        for (const auto &bad : {u"110"_s, u"-1"_s, u"0.5"_s, u"\"0\""_s, u"null"_s})
            QCOMPARE(codeOf(u"sign-message", withChain.arg(bad)), u"cli.crypto_member"_s);
        QCOMPARE(codeOf(u"sign-message", withChain.arg(u"0"_s).replace(QString(64, u'1'), QString(64, u'0'))),
                 u"crypto.key_invalid"_s);
    }
    void linesInOrder()
    {
        const Run good = runLines(u"canonical", "1\n\"a\"\r\n[2]");
        QCOMPARE(good.exitCode, 0);
        QCOMPARE(good.lines.size(), 3);
        QVERIFY(good.lines[1].contains("\\\"a\\\""));
        const Run mixed = runLines(u"canonical", "1\n{broken\n[2]\n");
        QCOMPARE(mixed.exitCode, 1);
        QCOMPARE(mixed.lines.size(), 3);
        QCOMPARE(mixed.lines[1], QByteArray("{\"error\":{\"code\":\"json.syntax\",\"message\":\"says json.syntax\"}}"));
        QVERIFY(mixed.lines[2].contains("[2]"));
        // An empty line is a bad line: line n of the answers belongs to line n of the questions.
        const Run empty = runLines(u"canonical", "1\n\n[2]\n");
        QCOMPARE(empty.exitCode, 1);
        QCOMPARE(empty.lines.size(), 3);
        QVERIFY(empty.lines[1].contains("json.syntax"));
        QCOMPARE(runLines(u"canonical", {}).exitCode, 0);
        QCOMPARE(runLines(u"canonical", QByteArray(100'000, '[')).lines.first().left(33),
                 QByteArray("{\"error\":{\"code\":\"json.too_deep\","));
    }
    void longLines()
    {
        const QByteArray longLine = '"' + QByteArray(MaxCryptoLine + 5, 'a') + "\"\n";
        const Run run = runLines(u"canonical", "1\n" + longLine + "2\n");
        QCOMPARE(run.exitCode, 1);
        QCOMPARE(run.lines.size(), 3);
        QVERIFY(run.lines[1].contains("cli.crypto_line"));
        QVERIFY(run.lines[2].contains("\"canonical\":\"2\""));
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestCryptoCommands)
#include "test_crypto_commands.moc"
