#include "core/crypto/keystore.h"

#include "core/crypto/kdf.h"
#include "core/crypto/normalize.h"
#include "core/json/parser.h"
#include "core/json/writer.h"

#include <QUuid>

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <optional>

namespace ain::crypto {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MaxFile = 64 * 1024;
constexpr qsizetype KeySize = 16;
constexpr qsizetype MaxSalt = 1024;
constexpr qsizetype MaxCiphertext = 1024;
/// Of a longer derived key nobody uses more, and its first bytes do not depend on its length.
constexpr qint64 DerivedSize = 32;

struct Kdf {
    bool isScrypt = true;
    QByteArray salt;
    quint64 n = 0;
    quint64 r = 0;
    quint64 p = 0;
    quint32 rounds = 0;
};

struct File {
    Kdf kdf;
    AesMode mode = AesMode::Aes128Ctr;
    QByteArray iv;
    QByteArray ciphertext;
    QByteArray mac;
    QString address; ///< 40 lower-case digits, or empty
};

tl::unexpected<Error> badFormat(QStringView what)
{
    return failure(errors::KeystoreFormat, {{u"what"_s, what.toString()}});
}

tl::unexpected<Error> unsupported(QStringView what, const QString &value)
{
    constexpr qsizetype maxShown = 40;
    return failure(errors::KeystoreUnsupported, {{u"what"_s, u"%1 %2"_s.arg(what, value.left(maxShown))}});
}

/// A member by its exact name, else by its name in another case.
const json::Value &member(const json::Value &parent, QStringView name)
{
    if (const json::Value *exact = parent.object().find(name))
        return *exact;
    for (const auto &[key, value] : parent.object()) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return parent[name];
}

std::optional<QByteArray> hexMember(const json::Value &parent, QStringView name, qsizetype maxBytes)
{
    const json::Value &value = member(parent, name);
    if (!value.isString() || value.string().size() > 2 * maxBytes + 2)
        return std::nullopt;
    QStringView text(value.string());
    if (text.startsWith(u"0x", Qt::CaseInsensitive))
        text = text.mid(2);
    return fromHex(text);
}

/// A positive whole number, or 0.
quint64 countMember(const json::Value &parent, QStringView name)
{
    return quint64(std::max<qint64>(0, member(parent, name).toInteger()));
}

/// a * b, or the largest number: only compared with limits.
quint64 product(quint64 a, quint64 b)
{
    return b != 0 && a > std::numeric_limits<quint64>::max() / b ? std::numeric_limits<quint64>::max() : a * b;
}

Result<Kdf> readKdf(const json::Value &crypto, const KeystoreLimits &limits)
{
    const json::Value &params = member(crypto, u"kdfparams");
    const QString name = member(crypto, u"kdf").string().toLower();
    Kdf kdf;
    kdf.isScrypt = name == u"scrypt";
    if (!kdf.isScrypt && name != u"pbkdf2")
        return unsupported(u"kdf", name);
    auto salt = hexMember(params, u"salt", MaxSalt);
    if (!salt)
        return badFormat(u"salt");
    kdf.salt = std::move(*salt);
    if (member(params, u"dklen").toInteger() < DerivedSize)
        return badFormat(u"dklen");

    if (kdf.isScrypt) {
        kdf.n = countMember(params, u"n");
        kdf.r = countMember(params, u"r");
        kdf.p = countMember(params, u"p");
        if (kdf.n < 2 || !std::has_single_bit(kdf.n) || kdf.r == 0 || kdf.p == 0)
            return badFormat(u"kdfparams");
        const quint64 memory = product(product(128, kdf.n), kdf.r);
        if (memory > limits.scryptMemory || product(memory, kdf.p) > limits.scryptWork)
            return failure(errors::KeystoreTooCostly);
        return kdf;
    }
    const QString prf = member(params, u"prf").string().toLower();
    if (prf != u"hmac-sha256")
        return unsupported(u"prf", prf);
    const quint64 rounds = countMember(params, u"c");
    if (rounds == 0)
        return badFormat(u"kdfparams");
    if (rounds > limits.pbkdf2Rounds)
        return failure(errors::KeystoreTooCostly);
    kdf.rounds = quint32(rounds);
    return kdf;
}

Result<File> readFile(QByteArrayView jsonUtf8, const KeystoreLimits &limits)
{
    const auto root = json::parse(jsonUtf8, {.maxBytes = MaxFile, .maxDepth = 8, .maxValues = 1000});
    if (!root)
        return failure(errors::KeystoreFormat, {{u"what"_s, u"JSON"_s}}, root.error().code.toString());
    if (member(*root, u"version").toInteger() != 3) {
        if (!member(*root, u"version").isNumber())
            return badFormat(u"version");
        return unsupported(u"version", QString::number(member(*root, u"version").toInteger()));
    }
    const json::Value &crypto = member(*root, u"crypto");
    if (!crypto.isObject())
        return badFormat(u"crypto");
    auto kdf = readKdf(crypto, limits);
    if (!kdf)
        return failure(std::move(kdf.error()));
    File file;
    file.kdf = std::move(*kdf);

    const QString cipher = member(crypto, u"cipher").string().toLower();
    if (cipher == u"aes-128-cbc")
        file.mode = AesMode::Aes128Cbc;
    else if (cipher != u"aes-128-ctr")
        return unsupported(u"cipher", cipher);
    auto iv = hexMember(member(crypto, u"cipherparams"), u"iv", KeySize);
    auto ciphertext = hexMember(crypto, u"ciphertext", MaxCiphertext);
    auto mac = hexMember(crypto, u"mac", 32);
    if (!iv || iv->size() != KeySize)
        return badFormat(u"iv");
    if (!ciphertext || ciphertext->isEmpty())
        return badFormat(u"ciphertext");
    if (!mac || mac->size() != 32)
        return badFormat(u"mac");
    file.iv = std::move(*iv);
    file.ciphertext = std::move(*ciphertext);
    file.mac = std::move(*mac);
    file.address = member(*root, u"address").string().toLower();
    if (file.address.startsWith(u"0x"))
        file.address.remove(0, 2);
    return file;
}

/// Empty: memory is short, or OpenSSL refuses the parameters.
std::optional<SecretBytes> derive(const Kdf &kdf, const SecretBytes &password)
{
    if (kdf.isScrypt)
        return scrypt(password, kdf.salt, kdf.n, kdf.r, kdf.p, std::size_t(DerivedSize));
    return pbkdf2(password,
                  {reinterpret_cast<const std::uint8_t *>(kdf.salt.constData()), std::size_t(kdf.salt.size())},
                  kdf.rounds, KdfHash::Sha256, std::size_t(DerivedSize));
}

QByteArray macOf(const SecretBytes &derived, QByteArrayView ciphertext)
{
    SecretBytes input(std::size_t(KeySize + ciphertext.size()));
    std::memcpy(input.data(), derived.data() + KeySize, std::size_t(KeySize));
    std::memcpy(input.data() + KeySize, ciphertext.data(), std::size_t(ciphertext.size()));
    return keccak256(input.bytes()).view().toByteArray();
}

} // namespace

Result<OpenedKeystore> openKeystore(QByteArrayView jsonUtf8, const SecretBytes &passwordUtf8,
                                    const KeystoreLimits &limits)
{
    const auto file = readFile(jsonUtf8, limits);
    if (!file)
        return failure(file.error());

    const auto tryPassword = [&](const SecretBytes &password) -> Result<OpenedKeystore> {
        const auto derived = derive(file->kdf, password);
        if (!derived)
            return failure(errors::KeystoreTooCostly);
        if (!sameBytes(macOf(*derived, file->ciphertext), file->mac))
            return failure(errors::KeystorePassword);
        auto plain = aesDecrypt(file->mode, derived->view().first(std::size_t(KeySize)), file->iv, file->ciphertext);
        if (!plain)
            return badFormat(u"ciphertext");
        auto key = PrivateKey::fromBytes(std::move(*plain));
        if (!key)
            return failure(std::move(key.error()));
        const bool mismatch = !file->address.isEmpty() && key->address().toString().mid(2).toLower() != file->address;
        return OpenedKeystore{std::move(*key), mismatch};
    };

    auto opened = tryPassword(passwordUtf8);
    for (const auto form : {QString::NormalizationForm_C, QString::NormalizationForm_D}) {
        if (opened || opened.error().code != errors::KeystorePassword)
            break;
        const SecretBytes other = normalized(passwordUtf8, form);
        if (!(other == passwordUtf8))
            opened = tryPassword(other);
    }
    return opened;
}

Result<QByteArray> writeKeystore(const PrivateKey &key, const SecretBytes &passwordUtf8, quint64 n)
{
    constexpr quint64 r = 8;
    constexpr quint64 p = 1;
    const QByteArray salt = SecretBytes::random(32).bytes().toByteArray();
    const QByteArray iv = SecretBytes::random(std::size_t(KeySize)).bytes().toByteArray();
    const auto derived = scrypt(passwordUtf8, salt, n, r, p, std::size_t(DerivedSize));
    if (!derived)
        return failure(errors::KeystoreTooCostly); // the parameters are ours: memory is short
    const QByteArray ciphertext =
        aesEncrypt(AesMode::Aes128Ctr, derived->view().first(std::size_t(KeySize)), iv, key.bytes().view());
    const json::Object kdfParams{{u"dklen"_s, DerivedSize},
                                 {u"n"_s, qint64(n)},
                                 {u"p"_s, qint64(p)},
                                 {u"r"_s, qint64(r)},
                                 {u"salt"_s, toHex(salt)}};
    const json::Object crypto{
        {u"cipher"_s, u"aes-128-ctr"_s},      {u"cipherparams"_s, json::Object{{u"iv"_s, toHex(iv)}}},
        {u"ciphertext"_s, toHex(ciphertext)}, {u"kdf"_s, u"scrypt"_s},
        {u"kdfparams"_s, kdfParams},          {u"mac"_s, toHex(macOf(*derived, ciphertext))}};
    return json::pretty(json::Object{{u"address"_s, key.address().toString().mid(2).toLower()},
                                     {u"crypto"_s, crypto},
                                     {u"id"_s, QUuid::createUuid().toString(QUuid::WithoutBraces)},
                                     {u"version"_s, 3}});
}

} // namespace ain::crypto
