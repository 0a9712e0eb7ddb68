#include "app/cli/crypto/cryptocommands.h"

#include "core/crypto/ecies.h"
#include "core/crypto/hd.h"
#include "core/crypto/key.h"
#include "core/crypto/keystore.h"
#include "core/crypto/mnemonic.h"
#include "core/json/writer.h"

#include <QStringDecoder>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

using Output = Result<json::Value>;

tl::unexpected<Error> badMember(QStringView name)
{
    return failure(errors::CryptoMember, {{u"member"_s, name.toString()}});
}

Result<QString> textMember(const json::Value &input, QStringView name)
{
    const json::Value &value = input[name];
    if (!value.isString())
        return badMember(name);
    return value.string();
}

Result<SecretBytes> secretMember(const json::Value &input, QStringView name)
{
    const json::Value &value = input[name];
    if (!value.isString())
        return badMember(name);
    QByteArray utf8 = value.string().toUtf8();
    return SecretBytes::takeFrom(utf8);
}

Result<crypto::PrivateKey> keyMember(const json::Value &input)
{
    const auto text = secretMember(input, u"private_key");
    if (!text)
        return failure(text.error());
    return crypto::PrivateKey::fromHex(*text);
}

Result<int> chainMember(const json::Value &input)
{
    const qint64 id = input[u"chain_id"].toInteger(-1);
    if (id < 0 || id > crypto::MaxChainId)
        return badMember(u"chain_id");
    return int(id);
}

QString textOf(const SecretBytes &ascii) { return QString::fromLatin1(ascii.bytes()); }

/// The parts that several commands read; the first that is missing is the error.
struct Signing {
    crypto::PrivateKey key;
    int chainId = 0;
};

Result<Signing> signing(const json::Value &input)
{
    auto key = keyMember(input);
    if (!key)
        return failure(std::move(key.error()));
    const auto chainId = chainMember(input);
    if (!chainId)
        return failure(chainId.error());
    return Signing{std::move(*key), *chainId};
}

Output canonicalCommand(const json::Value &input)
{
    const QByteArray text = json::canonical(input);
    return json::Object{{u"canonical"_s, QString::fromUtf8(text)},
                        {u"hash"_s, crypto::doubleKeccak256(text).toString()}};
}

Output hashCommand(const json::Value &input)
{
    if (const json::Value *body = input.object().find(u"tx_body"))
        return json::Object{{u"hash"_s, crypto::transactionHash(*body).toString()}};
    const auto message = textMember(input, u"message");
    if (!message)
        return failure(message.error());
    return json::Object{{u"hash"_s, crypto::messageHash(*message).toString()}};
}

Output signTxCommand(const json::Value &input)
{
    const auto with = signing(input);
    if (!with)
        return failure(with.error());
    const json::Value &body = input[u"tx_body"];
    if (!body.isObject())
        return badMember(u"tx_body");
    const QByteArray text = json::canonical(body);
    const crypto::Hash256 hash = crypto::doubleKeccak256(text);
    return json::Object{
        {u"address"_s, with->key.address().toString()},
        {u"canonical"_s, QString::fromUtf8(text)},
        {u"hash"_s, hash.toString()},
        {u"signature"_s, crypto::encodeSignature(hash, crypto::signHash(with->key, hash), with->chainId)}};
}

Output signMessageCommand(const json::Value &input)
{
    const auto with = signing(input);
    if (!with)
        return failure(with.error());
    const auto message = textMember(input, u"message");
    if (!message)
        return failure(message.error());
    const crypto::Hash256 hash = crypto::messageHash(*message);
    return json::Object{
        {u"hash"_s, hash.toString()},
        {u"signature"_s, crypto::encodeSignature(hash, crypto::signHash(with->key, hash), with->chainId)}};
}

Output verifyMessageCommand(const json::Value &input)
{
    const auto message = textMember(input, u"message");
    if (!message)
        return failure(message.error());
    const auto signature = textMember(input, u"signature");
    if (!signature)
        return failure(signature.error());
    const auto chainId = chainMember(input);
    if (!chainId)
        return failure(chainId.error());
    std::optional<crypto::Address> wanted;
    if (input.object().contains(u"address")) {
        const auto text = textMember(input, u"address");
        if (!text)
            return failure(text.error());
        auto address = crypto::Address::parse(*text);
        if (!address)
            return failure(std::move(address.error()));
        wanted = std::move(*address);
    }
    const auto signer = crypto::recoverMessageSigner(*message, *signature, *chainId);
    if (!signer)
        return json::Object{{u"reason"_s, signer.error().code.toString()}, {u"valid"_s, false}};
    json::Object answer{{u"address"_s, signer->address.toString()},
                        {u"length"_s, signer->length == crypto::MessageLength::Utf16Units ? u"utf16"_s : u"utf8"_s},
                        {u"valid"_s, true}};
    if (wanted && *wanted != signer->address) {
        answer.set(u"reason"_s, u"address"_s);
        answer.set(u"valid"_s, false);
    }
    return answer;
}

Output recoverCommand(const json::Value &input)
{
    const json::Value &body = input[u"tx_body"];
    if (!body.isObject())
        return badMember(u"tx_body");
    const auto signature = textMember(input, u"signature");
    if (!signature)
        return failure(signature.error());
    const auto chainId = chainMember(input);
    if (!chainId)
        return failure(chainId.error());
    const crypto::Hash256 hash = crypto::transactionHash(body);
    const auto signer = crypto::recoverHashSigner(hash, *signature, *chainId);
    if (!signer)
        return failure(signer.error());
    return json::Object{{u"address"_s, signer->toString()}, {u"hash"_s, hash.toString()}};
}

Output keystoreDecryptCommand(const json::Value &input)
{
    const json::Value &keystore = input[u"keystore"];
    if (!keystore.isObject() && !keystore.isString())
        return badMember(u"keystore");
    const auto password = secretMember(input, u"password");
    if (!password)
        return failure(password.error());
    const QByteArray text = keystore.isString() ? keystore.string().toUtf8() : json::canonical(keystore);
    const auto opened = crypto::openKeystore(text, *password);
    if (!opened)
        return failure(opened.error());
    json::Object answer{{u"address"_s, opened->key.address().toString()},
                        {u"private_key"_s, textOf(opened->key.toHex())}};
    if (opened->addressMismatch)
        answer.set(u"address_mismatch"_s, true);
    return answer;
}

Output deriveCommand(const json::Value &input)
{
    const auto phrase = secretMember(input, u"mnemonic");
    if (!phrase)
        return failure(phrase.error());
    SecretBytes passphrase;
    if (input.object().contains(u"passphrase")) {
        auto given = secretMember(input, u"passphrase");
        if (!given)
            return failure(std::move(given.error()));
        passphrase = std::move(*given);
    }
    const auto path = textMember(input, u"path");
    if (!path)
        return failure(path.error());
    const auto mnemonic = crypto::Mnemonic::parse(*phrase);
    if (!mnemonic)
        return failure(mnemonic.error());
    const auto key = crypto::deriveKey(mnemonic->seed(passphrase), *path);
    if (!key)
        return failure(key.error());
    const crypto::PublicKey publicKey = key->publicKey();
    return json::Object{{u"address"_s, publicKey.address().toString()},
                        {u"private_key"_s, textOf(key->toHex())},
                        {u"public_key"_s, crypto::toHex(publicKey.bytes())}};
}

Output encryptCommand(const json::Value &input)
{
    const auto keyText = textMember(input, u"public_key");
    if (!keyText)
        return failure(keyText.error());
    const QStringView digits = QStringView(*keyText).mid(keyText->startsWith(u"0x") ? 2 : 0);
    const auto key = crypto::PublicKey::fromBytes(crypto::fromHex(digits).value_or(QByteArray()));
    if (!key)
        return failure(key.error());
    const auto message = secretMember(input, u"message");
    if (!message)
        return failure(message.error());
    return json::Object{{u"encrypted"_s, crypto::eciesEncrypt(*key, message->bytes()).toJson()}};
}

Output decryptCommand(const json::Value &input)
{
    const auto key = keyMember(input);
    if (!key)
        return failure(key.error());
    const json::Value &encrypted = input[u"encrypted"];
    if (!encrypted.isObject() && !encrypted.isString())
        return badMember(u"encrypted");
    const auto parsed = encrypted.isObject() ? crypto::EciesMessage::fromJson(encrypted)
                                             : crypto::EciesMessage::fromCompact(encrypted.string());
    if (!parsed)
        return failure(parsed.error());
    const auto plain = crypto::eciesDecrypt(*key, *parsed);
    if (!plain)
        return failure(plain.error());
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(plain->bytes());
    // What is no text must not come out as another text.
    if (decoder.hasError())
        return json::Object{{u"message_hex"_s, crypto::toHex(plain->bytes())}};
    return json::Object{{u"message"_s, text}};
}

struct Command {
    QStringView name;
    Output (*run)(const json::Value &);
};

constexpr Command commands[] = {
    {u"canonical", canonicalCommand},
    {u"hash", hashCommand},
    {u"sign-tx", signTxCommand},
    {u"sign-message", signMessageCommand},
    {u"verify-message", verifyMessageCommand},
    {u"recover", recoverCommand},
    {u"keystore-decrypt", keystoreDecryptCommand},
    {u"encrypt", encryptCommand},
    {u"decrypt", decryptCommand},
    {u"derive", deriveCommand},
};

} // namespace

QStringList cryptoCommandNames()
{
    QStringList names;
    for (const Command &command : commands)
        names += command.name.toString();
    return names;
}

Result<json::Value> cryptoCommand(QStringView name, const json::Value &input)
{
    for (const Command &command : commands) {
        if (command.name == name)
            return command.run(input);
    }
    return failure(errors::CryptoCommand, {{u"name"_s, name.toString()}});
}

} // namespace ain::cli
