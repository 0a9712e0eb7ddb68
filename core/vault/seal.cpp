#include "core/vault/seal.h"

#include "core/vault/vault.h"

#include <sodium.h>

namespace ain::vault {

using namespace Qt::StringLiterals;

namespace {

constexpr char RecordVersion = 1;

const unsigned char *raw(QByteArrayView bytes) { return reinterpret_cast<const unsigned char *>(bytes.data()); }

QByteArray recordContext(QByteArrayView kind, const QString &id)
{
    QByteArray context("ain-studio sealed record 1");
    context.append('\0').append(kind).append('\0').append(id.toUtf8());
    return context;
}

} // namespace

QByteArray seal(const SecretBytes &key, QByteArrayView nonce, QByteArrayView associated, const SecretBytes &plain)
{
    Q_ASSERT(key.size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES && nonce.size() == SealNonceBytes);
    QByteArray out(qsizetype(plain.size()) + SealTagBytes, Qt::Uninitialized);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        reinterpret_cast<unsigned char *>(out.data()), nullptr, plain.data(), plain.size(), raw(associated),
        static_cast<unsigned long long>(associated.size()), nullptr, raw(nonce), key.data());
    return out;
}

bool unseal(const SecretBytes &key, QByteArrayView nonce, QByteArrayView associated, QByteArrayView sealedBytes,
            SecretBytes &plain)
{
    if (key.size() != crypto_aead_xchacha20poly1305_ietf_KEYBYTES || nonce.size() != SealNonceBytes
        || sealedBytes.size() < SealTagBytes)
        return false;
    SecretBytes out(std::size_t(sealedBytes.size() - SealTagBytes));
    unsigned char none = 0;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            out.isEmpty() ? &none : out.data(), nullptr, nullptr, raw(sealedBytes),
            static_cast<unsigned long long>(sealedBytes.size()), raw(associated),
            static_cast<unsigned long long>(associated.size()), raw(nonce), key.data())
        != 0)
        return false;
    plain = std::move(out);
    return true;
}

QByteArray sealRecord(const SecretBytes &recordKey, QByteArrayView kind, const QString &id, const SecretBytes &plain)
{
    QByteArray nonce(SealNonceBytes, Qt::Uninitialized);
    randombytes_buf(nonce.data(), std::size_t(nonce.size()));
    return QByteArray(1, RecordVersion) + nonce + seal(recordKey, nonce, recordContext(kind, id), plain);
}

Result<SecretBytes> unsealRecord(const SecretBytes &recordKey, QByteArrayView kind, const QString &id,
                                 QByteArrayView sealedBytes)
{
    if (!sealedBytes.isEmpty() && sealedBytes.front() > RecordVersion)
        return failure(errors::VaultNewer, {{u"version"_s, int(sealedBytes.front())}});
    SecretBytes plain;
    if (sealedBytes.size() < 1 + SealNonceBytes + SealTagBytes || sealedBytes.front() != RecordVersion
        || !unseal(recordKey, sealedBytes.sliced(1, SealNonceBytes), recordContext(kind, id),
                   sealedBytes.sliced(1 + SealNonceBytes), plain))
        return failure(errors::VaultDamaged, {{u"what"_s, u"sealed record"_s}}, id);
    return plain;
}

} // namespace ain::vault
