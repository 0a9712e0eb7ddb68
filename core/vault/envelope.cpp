#include "core/vault/envelope.h"

#include "core/crypto/hash.h"
#include "core/json/parser.h"
#include "core/json/writer.h"
#include "core/vault/kdf.h"
#include "core/vault/seal.h"

#include <sodium.h>

#include <cstring>

namespace ain::vault {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t KeyBytes = 32;
constexpr qsizetype WrappedBytes = 2 * qsizetype(KeyBytes) + SealTagBytes;

constexpr QStringView Format = u"ain-studio vault keys";
constexpr QStringView Kdf = u"argon2id13";
constexpr QStringView Cipher = u"xchacha20-poly1305-ietf";

tl::unexpected<Error> damaged(const QString &what) { return failure(errors::VaultDamaged, {{u"what"_s, what}}); }

QByteArray randomBytes(qsizetype count)
{
    QByteArray bytes(count, Qt::Uninitialized);
    randombytes_buf(bytes.data(), std::size_t(count));
    return bytes;
}

QString checksum(const json::Object &document)
{
    return crypto::toHex(crypto::sha256(json::canonical(json::Value(document))));
}

/// Hex of exactly `count` bytes, or empty.
QByteArray hexMember(const json::Value &parent, QStringView key, qsizetype count)
{
    const auto bytes = crypto::fromHex(parent[key].toString());
    return bytes && bytes->size() == count ? *bytes : QByteArray();
}

} // namespace

DataKeys DataKeys::random() { return {SecretBytes::random(KeyBytes), SecretBytes::random(KeyBytes)}; }

Result<Envelope> Envelope::create(const QString &id, qint64 createdMs, const KdfCost &cost,
                                  const SecretBytes &passphrase, const DataKeys &keys)
{
    Envelope envelope;
    envelope.m_id = id;
    envelope.m_createdMs = createdMs;
    envelope.m_document.set(u"format"_s, Format.toString());
    envelope.m_document.set(u"version"_s, Version);
    envelope.m_document.set(u"id"_s, id);
    envelope.m_document.set(u"createdMs"_s, createdMs);
    if (auto wrapped = envelope.wrap(cost, passphrase, keys); !wrapped)
        return failure(wrapped.error());
    return envelope;
}

Result<Envelope> Envelope::rewrapped(const KdfCost &cost, const SecretBytes &passphrase, const DataKeys &keys) const
{
    Envelope next = *this;
    if (auto wrapped = next.wrap(cost, passphrase, keys); !wrapped)
        return failure(wrapped.error());
    return next;
}

Result<> Envelope::wrap(const KdfCost &cost, const SecretBytes &passphrase, const DataKeys &keys)
{
    m_protected = !passphrase.isEmpty();
    m_cost = cost;
    m_salt = randomBytes(KdfSaltBytes);
    m_nonce = randomBytes(SealNonceBytes);
    m_document.set(u"protected"_s, m_protected);
    m_document.set(u"kdf"_s,
                   json::Object{{u"name"_s, Kdf.toString()},
                                {u"operations"_s, qint64(cost.operations)},
                                {u"memoryBytes"_s, qint64(cost.memoryBytes)},
                                {u"salt"_s, crypto::toHex(m_salt)}});
    auto wrappingKey = deriveWrappingKey(passphrase, m_salt, cost);
    if (!wrappingKey)
        return failure(wrappingKey.error());
    SecretBytes both(2 * KeyBytes);
    std::memcpy(both.data(), keys.database.data(), KeyBytes);
    std::memcpy(both.data() + KeyBytes, keys.record.data(), KeyBytes);
    m_wrapped = seal(*wrappingKey, m_nonce, associatedData(), both);
    m_document.set(u"wrapped"_s,
                   json::Object{{u"cipher"_s, Cipher.toString()},
                                {u"nonce"_s, crypto::toHex(m_nonce)},
                                {u"data"_s, crypto::toHex(m_wrapped)}});
    return {};
}

QByteArray Envelope::associatedData() const
{
    json::Object covered = m_document;
    covered.remove(u"wrapped");
    return json::canonical(json::Value(std::move(covered)));
}

Result<Envelope> Envelope::parse(QByteArrayView bytes)
{
    auto value = json::parse(bytes, {.maxBytes = MaxBytes, .maxDepth = 8, .maxValues = 1000});
    if (!value)
        return damaged(value.error().code.toString());
    const json::Value &root = *value;
    if (root[u"format"].toString() != Format)
        return damaged(u"format"_s);
    const qint64 version = root[u"version"].toInteger(-1);
    if (version > Version)
        return failure(errors::VaultNewer, {{u"version"_s, version}});
    if (version < 1)
        return damaged(u"version"_s);

    Envelope envelope;
    envelope.m_document = root.object();
    const QString check = root[u"check"].toString();
    envelope.m_document.remove(u"check");
    // Tells a damaged envelope from a wrong passphrase; against tampering there is the tag of the wrapped keys.
    if (check != checksum(envelope.m_document))
        return damaged(u"checksum"_s);

    envelope.m_id = root[u"id"].toString();
    envelope.m_createdMs = root[u"createdMs"].toInteger();
    envelope.m_protected = root[u"protected"].toBool();
    if (envelope.m_id.isEmpty() || envelope.m_id.size() > 64 || !root[u"protected"].isBool())
        return damaged(u"id"_s);

    const json::Value &kdf = root[u"kdf"];
    const qint64 operations = kdf[u"operations"].toInteger(-1);
    const qint64 memory = kdf[u"memoryBytes"].toInteger(-1);
    envelope.m_cost = {quint64(qMax(0, operations)), quint64(qMax(0, memory))};
    envelope.m_salt = hexMember(kdf, u"salt", KdfSaltBytes);
    if (kdf[u"name"].toString() != Kdf || envelope.m_salt.isEmpty() || !isAcceptable(envelope.m_cost))
        return damaged(u"kdf"_s);

    const json::Value &wrapped = root[u"wrapped"];
    envelope.m_nonce = hexMember(wrapped, u"nonce", SealNonceBytes);
    envelope.m_wrapped = hexMember(wrapped, u"data", WrappedBytes);
    if (wrapped[u"cipher"].toString() != Cipher || envelope.m_nonce.isEmpty() || envelope.m_wrapped.isEmpty())
        return damaged(u"wrapped"_s);
    return envelope;
}

QByteArray Envelope::toBytes() const
{
    json::Object document = m_document;
    document.set(u"check"_s, checksum(m_document));
    return json::pretty(json::Value(std::move(document))) + '\n';
}

Result<DataKeys> Envelope::unwrap(const SecretBytes &passphrase) const
{
    auto wrappingKey = deriveWrappingKey(passphrase, m_salt, m_cost);
    if (!wrappingKey)
        return failure(wrappingKey.error());
    SecretBytes both;
    if (!unseal(*wrappingKey, m_nonce, associatedData(), m_wrapped, both))
        return failure(errors::VaultWrongPassphrase);
    return DataKeys{both.part(0, KeyBytes), both.part(KeyBytes, KeyBytes)};
}

} // namespace ain::vault
