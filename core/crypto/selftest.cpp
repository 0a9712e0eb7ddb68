#include "core/crypto/selftest.h"

#include "core/crypto/ecies.h"
#include "core/crypto/hd.h"
#include "core/crypto/kdf.h"
#include "core/crypto/key.h"
#include "core/crypto/keystore.h"
#include "core/crypto/mnemonic.h"
#include "core/json/parser.h"

namespace ain::crypto {

using namespace Qt::StringLiterals;

namespace {

// Public test keys and answers of the published SDK; never fund them.
constexpr QByteArrayView testKey = "b22c95ffc4a5c096f7d7d0487ba963ce6ac945bdc91c79b64ce209de289bec96";
constexpr QStringView testAddress = u"0x00ADEc28B6a845a085e03591bE7550dd68673C1C";

Result<PrivateKey> keyOf(QByteArrayView hex) { return PrivateKey::fromHex(SecretBytes::copyOf(hex)); }

bool hashes()
{
    return keccak256({}).toString() == u"0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
        && messageHash(u"{}").toString() == u"0xd35126dcb36a3c4b4ef04c4eff63edecbc9eacff867d1c348c1abaf82567a8f8"
        && toHex(sha256("abc")) == u"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        && toHex(sha512(SecretBytes::copyOf(QByteArrayView("abc")).view()).bytes())
        == u"ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
           "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";
}

bool signatures()
{
    const auto key = keyOf(testKey);
    const auto body = json::parse(
        R"({"operation":{"type":"SET_VALUE","ref":"/transfer/0x00ADEc28B6a845a085e03591bE7550dd68673C1C/0x01A0980d2D4e418c7F27e1ef539d01A5b5E93204/1700000000000/value","value":1.5},"nonce":-1,"timestamp":1700000000000,"gas_price":500})");
    constexpr QStringView expected = u"0xb35635f91b38729b50b353fce7f81ffdf37055d28a9a8addbe4f1780f585e060"
                                     "27a07e7ee01acf0858301613ce1a4a80c6e8bc853ad788ff7cd365b95b8b1de9"
                                     "049f292437a97556e5788bd20e37d471367cbdbe6212b5204ac0df0e66948cce1c";
    if (!key || !body || signTransaction(*key, *body, 0) != expected)
        return false;
    const auto signer = recoverTransactionSigner(*body, expected, 0);
    return signer && signer->toString() == testAddress;
}

bool phrases()
{
    const auto phrase = Mnemonic::parse(
        SecretBytes::copyOf(QByteArrayView("test test test test test test test test test test test junk")));
    if (!phrase)
        return false;
    const auto key = deriveKey(phrase->seed(), accountPath(PathFamily::Ain, 0));
    return key && key->address().toString() == u"0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96";
}

bool keystores()
{
    const auto opened = openKeystore(
        R"({"version":3,"address":"00adec28b6a845a085e03591be7550dd68673c1c","crypto":{"ciphertext":"aa331d9c12ffbbb525063a927616552732fee95e2759a0c99f97eed52fe4cbfc","cipherparams":{"iv":"2cb6961757a0ea28590d0ac5cf36f95f"},"cipher":"aes-128-ctr","kdf":"scrypt","kdfparams":{"dklen":32,"salt":"4d478c47a9cd76b2f691fec333b7cb8a44aad1eb7d2fe16718d75b2a010df817","n":16,"r":1,"p":1},"mac":"9c89c96dcd2a2cffd3b1016efb9717c966df888018bad46d3a8e49abe9c4542d"}})",
        SecretBytes::copyOf(QByteArrayView("self-test")));
    const QByteArrayView salt("salt");
    return opened && opened->key.address().toString() == testAddress && !opened->addressMismatch
        && toHex(pbkdf2(SecretBytes::copyOf(QByteArrayView("password")),
                        {reinterpret_cast<const std::uint8_t *>(salt.data()), std::size_t(salt.size())}, 2,
                        KdfHash::Sha256, 32)
                     .bytes())
        == u"ae4d0c95af6b46d32d0adff928f06dd02a303f8ef3c251dfd6e2d85a95474c43";
}

bool ecies()
{
    const auto key = keyOf("e5e9fbfef879897f3b9601c393dd40d23396f65cec4528fae4f8eb534333168d");
    const auto ephemeral = keyOf("3ab98ae380bb8ca9680a7dc2892bf89881b3587e8ec59e84339a226635e0ead5");
    const auto iv = fromHex(u"2f881ebd60cc60e4b82b43f0136f72f1");
    if (!key || !ephemeral || !iv)
        return false;
    const auto message = eciesEncryptWith(key->publicKey(), "hello", *ephemeral, *iv);
    if (!message || toHex(message->ciphertext) != u"1e283916c3482dcca5ae80ac0fd257f5"
        || toHex(message->mac) != u"09f4848cd67f5cf3ab245d005ebadf557f37824a48be14ac8ae5ca80f2c92114") {
        return false;
    }
    const auto plain = eciesDecrypt(*key, *message);
    return plain && plain->bytes() == QByteArrayView("hello");
}

} // namespace

Result<> selfTest()
{
    struct Check {
        QStringView what;
        bool (*passes)();
    };
    const Check checks[] = {{u"hash", hashes},
                            {u"signature", signatures},
                            {u"mnemonic", phrases},
                            {u"keystore", keystores},
                            {u"ecies", ecies}};
    for (const Check &check : checks) {
        if (!check.passes())
            return failure(errors::SelfTest, {{u"what"_s, check.what.toString()}});
    }
    return {};
}

} // namespace ain::crypto
