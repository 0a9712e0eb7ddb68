// Transactions, messages, addresses and labels as the published SDKs make them (tests/data/sdk).
#include "vectors.h"

#include "core/crypto/label.h"
#include "core/json/number.h"
#include "core/json/writer.h"

using namespace ain;
using namespace ain::crypto;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

constexpr QStringView zeroRecipient = u"0x00ADEc28B6a845a085e03591bE7550dd68673C1C";

/// Ethereum's personal-message hash (EIP-191), which the bridge's check-in proof applies twice.
Hash256 personalHash(QByteArrayView bytes)
{
    QByteArray preimage("\x19"
                        "Ethereum Signed Message:\n");
    preimage += QByteArray::number(bytes.size());
    preimage += bytes;
    return keccak256(preimage);
}

class TestSdkVectors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void checksums()
    {
        const json::Value file = load(u"sdk/address.json"_s);
        eachRow(file[u"checksum"], 21, [](const json::Value &row) {
            QCOMPARE(Address::parse(row[u"input"].string())->toString(), row[u"checksum"].string());
        });
        eachRow(file[u"edge"], 8, [](const json::Value &row) {
            const auto address = Address::parse(row[u"input"].string());
            QVERIFY(!address);
            // The SDK repairs a wrong case; here it is a typo.
            QCOMPARE(address.error().code.toString(),
                     row[u"valid"].toBool() ? u"address.checksum"_s : u"address.format"_s);
        });
        QVERIFY(Address::parse(zeroRecipient));
        QCOMPARE(Address::parse(u"0X00ADEC28B6A845A085E03591BE7550DD68673C1C").error().code, errors::AddressFormat);
        QCOMPARE(Address::parse(u"0x00ADEC28B6A845A085E03591BE7550DD68673C1C")->toString(), zeroRecipient);
    }
    void publicKeys()
    {
        eachRow(load(u"sdk/address.json"_s)[u"private_key_rows"], 12, [](const json::Value &row) {
            const PublicKey publicKey = key(row[u"private_key"]).publicKey();
            QCOMPARE(toHex(publicKey.bytes()), row[u"public_key_64"].string());
            QCOMPARE(toHex(publicKey.compressed()), row[u"public_key_compressed"].string());
            QCOMPARE(publicKey.address().toString(), row[u"address"].string());
            QVERIFY(*PublicKey::fromBytes(publicKey.bytes()) == publicKey);
            QVERIFY(*PublicKey::fromBytes(publicKey.compressed()) == publicKey);
            QVERIFY(*PublicKey::fromBytes(QByteArray("\x04").append(publicKey.bytes())) == publicKey);
        });
    }
    void transactions()
    {
        const json::Value file = load(u"sdk/transactions.json"_s);
        const PrivateKey signer = key(file[u"private_key"]);
        eachRow(file[u"rows"], 61, [&](const json::Value &row) {
            const QByteArray expected = row[u"canonical"].string().toUtf8();
            QCOMPARE(keccak256(expected).toString(), row[u"keccak_once"].string());
            const Hash256 hash = doubleKeccak256(expected);
            QCOMPARE(hash.toString(), row[u"hash"].string());
            QCOMPARE(qint64(expected.size()), row[u"canonical_utf8_len"].toInteger());
            const auto signature = signHash(signer, hash);
            for (int chainId = 0; chainId < 3; ++chainId) {
                const QString text = encodeSignature(hash, signature, chainId);
                QCOMPARE(text, row[u"signature_chain_%1"_s.arg(chainId)].string());
                QCOMPARE(recoverHashSigner(hash, text, chainId)->toString(), signer.address().toString());
                QVERIFY(!recoverHashSigner(hash, text, chainId + 1));
            }
            if (!row[u"survives_json_round_trip"].toBool())
                return;
            const auto body = json::parse(row[u"tx_body_json"].string().toUtf8());
            QVERIFY(body);
            QCOMPARE(QString::fromUtf8(json::canonical(*body)), row[u"canonical"].string());
            QCOMPARE(signTransaction(signer, *body, 1), row[u"signature_chain_1"].string());
        });
        eachRow(file[u"number_format"], 41, [](const json::Value &row) {
            const double value = doubleOf(row[u"ieee754_be_hex"]);
            QCOMPARE(json::numberText(value), row[u"text"].string());
            QCOMPARE(QString::fromUtf8(json::canonical(value)), row[u"canonical"].string());
        });
        eachRow(file[u"key_rows"], 12, [](const json::Value &row) {
            const PrivateKey privateKey = key(row[u"private_key"]);
            const auto body = json::parse(row[u"tx_body_json"].string().toUtf8());
            QCOMPARE(privateKey.address().toString(), row[u"address"].string());
            QCOMPARE(transactionHash(*body).toString(), row[u"hash"].string());
            QCOMPARE(signTransaction(privateKey, *body, 0), row[u"signature_chain_0"].string());
            QCOMPARE(signTransaction(privateKey, *body, 1), row[u"signature_chain_1"].string());
        });
    }
    void messages()
    {
        const json::Value file = load(u"sdk/messages.json"_s);
        const PrivateKey signer = key(file[u"private_key"]);
        eachRow(file[u"rows"], 22, [&](const json::Value &row) {
            QString message = row[u"message"].string();
            if (row.object().contains(u"message_repeat")) {
                const json::Value &repeat = row[u"message_repeat"];
                for (const auto &[name, member] : repeat.object()) {
                    if (member.isString())
                        message = member.string();
                }
                QCOMPARE(message.size(), 1);
                message = message.repeated(row[u"utf16_len"].toInteger());
            }
            QCOMPARE(qint64(message.size()), row[u"utf16_len"].toInteger());
            if (row.object().contains(u"preimage_hex"))
                QCOMPARE(doubleKeccak256(*fromHex(row[u"preimage_hex"].string())).toString(), row[u"hash"].string());
            QCOMPARE(messageHash(message).toString(), row[u"hash"].string());
            QCOMPARE(signMessage(signer, message, 0), row[u"signature_chain_0"].string());
            QCOMPARE(signMessage(signer, message, 1), row[u"signature_chain_1"].string());
            const auto found = recoverMessageSigner(message, row[u"signature_chain_1"].string(), 1);
            QVERIFY(found && found->address == signer.address() && found->length == MessageLength::Utf16Units);
            QVERIFY(!recoverMessageSigner(message, row[u"signature_chain_0"].string(), 1));
        });
    }
    void messagesThatCountBytes()
    {
        const PrivateKey signer = PrivateKey::generate();
        const QString message = u"안녕"_s;
        const Hash256 hash = messageHashByteLength(message);
        QVERIFY(hash != messageHash(message));
        const auto found = recoverMessageSigner(message, encodeSignature(hash, signHash(signer, hash), 0), 0);
        QVERIFY(found && found->address == signer.address());
        QVERIFY(found->length == MessageLength::Utf8Bytes);
        QVERIFY(messageHashByteLength(u"plain") == messageHash(u"plain"));
        QVERIFY(messageHashByteLength(u"0xabc") == messageHash(u"0xabc"));
    }
    void labels()
    {
        eachRow(load(u"sdk/label_escape.json"_s)[u"rows"], 13, [](const json::Value &row) {
            QCOMPARE(escapeLabel(row[u"decoded"].string()), row[u"encoded"].string());
            QCOMPARE(unescapeLabel(row[u"encoded"].string()), row[u"decoded"].string());
            QCOMPARE(unescapeLabel(QString(row[u"encoded"].string()).replace(u"!2F"_s, u"!2f"_s)),
                     row[u"decoded"].string());
        });
        QCOMPARE(unescapeLabel(u"a!zz!2"), u"a!zz!2"_s);
    }
    void p256IsExplained()
    {
        eachRow(load(u"sdk/p256.json"_s)[u"rows"], 6, [](const json::Value &row) {
            const auto body = json::parse(row[u"tx_body_json"].string().toUtf8());
            QVERIFY(isP256Signature(row[u"tx_signature"].string()));
            QCOMPARE(recoverTransactionSigner(*body, row[u"tx_signature"].string(), 0).error().code,
                     errors::SignatureP256);
            QCOMPARE(recoverMessageSigner(row[u"message"].string(), row[u"message_signature"].string(), 0).error().code,
                     errors::SignatureP256);
        });
    }
    void bridgeCheckIns()
    {
        eachRow(load(u"sdk/bridge_checkin.json"_s)[u"rows"], 4, [](const json::Value &row) {
            const QByteArray text = json::canonical(row[u"proof_body"]);
            QCOMPARE(QString::fromUtf8(text), row[u"canonical"].string());
            const Hash256 once = personalHash(text);
            QCOMPARE(once.toString(), row[u"eip191_hash_1"].string());
            const Hash256 twice = personalHash(once.view());
            QCOMPARE(twice.toString(), row[u"eip191_hash_2_signed"].string());
            const auto signature = signHash(key(row[u"ethereum_private_key"]), twice);
            QCOMPARE(u"0x"_s + toHex({reinterpret_cast<const char *>(signature.rs.data()), 64})
                         + toHex(QByteArray(1, char(27 + signature.recoveryId))),
                     row[u"sender_proof"].string());
            QCOMPARE(key(row[u"ain_private_key"]).address().toString(), row[u"ain_address"].string());
        });
    }
    void ainJsCalls()
    {
        const json::Value file = load(u"sdk/ain_js_calls.json"_s);
        const PrivateKey signer = key(file[u"private_key"]);
        int checked = 0;
        eachRow(file[u"rows"], 40, [&](const json::Value &row) {
            const int chainId = int(row[u"chain_id"].toInteger());
            const auto check = [&](const json::Value &transaction) {
                if (!transaction.object().contains(u"tx_body") || !transaction.object().contains(u"signature"))
                    return;
                const auto from =
                    recoverTransactionSigner(transaction[u"tx_body"], transaction[u"signature"].string(), chainId);
                QVERIFY(from);
                ++checked;
                if (*from == signer.address())
                    QCOMPARE(signTransaction(signer, transaction[u"tx_body"], chainId),
                             transaction[u"signature"].string());
            };
            for (const json::Value &request : row[u"http"].array()) {
                const json::Value &params = request.at({u"body", u"params"});
                check(params);
                for (const json::Value &transaction : params[u"tx_list"].array())
                    check(transaction);
            }
        });
        QCOMPARE(checked, 24);
    }
    void ainftOnChain()
    {
        eachRow(load(u"sdk/ainft/direct_onchain.json"_s)[u"transactions"], 72, [](const json::Value &row) {
            const json::Value &body = row[u"tx_body"];
            const int chainId = int(row[u"chain_id"].toInteger());
            QCOMPARE(QString::fromUtf8(json::canonical(body)), row[u"canonical"].string());
            QCOMPARE(transactionHash(body).toString(), row[u"hash"].string());
            QCOMPARE(signTransaction(key(row[u"signer_private_key"]), body, chainId), row[u"signature"].string());
        });
    }
    void ainftCaptured()
    {
        int transactionsSeen = 0;
        int messagesSeen = 0;
        eachRow(load(u"sdk/ainft/captured_ainft_js_2.1.3.json"_s)[u"rows"], 51, [&](const json::Value &row) {
            for (const json::Value &step : row[u"steps"].array()) {
                if (step[u"kind"].string() == u"chain-tx" && step[u"tx_body"].isObject()
                    && step.at({u"result", u"tx_hash"}).isString()) {
                    QCOMPARE(transactionHash(step[u"tx_body"]).toString(), step.at({u"result", u"tx_hash"}).string());
                    ++transactionsSeen;
                }
                const json::Value &body = step[u"body"];
                if (body[u"signature"].isString()) {
                    const auto found = recoverMessageSigner(body[u"message"].string(), body[u"signature"].string(), 0);
                    QVERIFY(found);
                    QVERIFY(body[u"message"].string().contains(found->address.toString()));
                    ++messagesSeen;
                }
            }
        });
        QVERIFY(transactionsSeen > 0);
        QCOMPARE(messagesSeen, 2);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestSdkVectors)
#include "test_sdk_vectors.moc"
