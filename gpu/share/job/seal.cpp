#include "gpu/share/job/seal.h"

#include "core/json/writer.h"

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype ContextBytes = 32;

QByteArray contextOf(QStringView purpose, QStringView job)
{
    return crypto::sha256(u"ain-seal-1:%1:%2"_s.arg(purpose, job).toUtf8());
}

} // namespace

Result<crypto::PublicKey> keyOf(QStringView kx)
{
    constexpr qsizetype Compressed = 33;
    const auto bytes = crypto::fromHex(kx);
    auto key = crypto::PublicKey::fromBytes(bytes && bytes->size() == Compressed ? *bytes : QByteArray());
    if (!key)
        return failure(errors::ShareFormat, {{u"what"_s, u"kx"_s}});
    return key;
}

QString kxOf(const crypto::PublicKey &key) { return crypto::toHex(key.compressed()); }

Result<crypto::EciesMessage> seal(QStringView kx, QStringView purpose, QStringView job, QByteArrayView payload)
{
    if (payload.size() > MaxSealedBytes)
        return failure(errors::ShareLimit, {{u"what"_s, u"payload"_s}, {u"limit"_s, MaxSealedBytes}});
    const auto key = keyOf(kx);
    if (!key)
        return failure(key.error());
    QByteArray plain = contextOf(purpose, job);
    plain += payload;
    return crypto::eciesEncrypt(*key, plain);
}

Result<SecretBytes> unseal(const crypto::PrivateKey &key, QStringView purpose, QStringView job,
                           const crypto::EciesMessage &message)
{
    const auto plain = crypto::eciesDecrypt(key, message);
    if (!plain)
        return failure(errors::ShareSealed);
    return payloadOf(*plain, purpose, job);
}

Result<SecretBytes> payloadOf(const SecretBytes &opened, QStringView purpose, QStringView job)
{
    if (opened.size() < std::size_t(ContextBytes) || opened.bytes().first(ContextBytes) != contextOf(purpose, job))
        return failure(errors::ShareSealed);
    return opened.part(std::size_t(ContextBytes), opened.size() - std::size_t(ContextBytes));
}

Result<QString> sealSpec(const JobSpec &spec, QStringView kx)
{
    const auto sealed = seal(kx, SpecPurpose, jobId(spec), json::canonical(toJson(spec)));
    if (!sealed)
        return failure(sealed.error());
    return sealed->toCompact();
}

Result<JobSpec> unsealSpec(const crypto::PrivateKey &key, QStringView job, QStringView sealed, int chainId)
{
    const auto message = crypto::EciesMessage::fromCompact(sealed);
    if (!message)
        return failure(errors::ShareSealed);
    const auto plain = unseal(key, SpecPurpose, job, *message);
    if (!plain)
        return failure(plain.error());
    return specOf(*plain, job, chainId);
}

Result<JobSpec> specOf(const SecretBytes &payload, QStringView job, int chainId)
{
    auto spec = parseJobSpec(payload.bytes());
    if (!spec)
        return failure(spec.error());
    if (jobId(*spec) != job)
        return failure(errors::ShareSealed);
    if (auto signature = verify(*spec, chainId); !signature)
        return failure(signature.error());
    return spec;
}

} // namespace ain::share
