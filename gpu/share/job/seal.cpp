#include "gpu/share/job/seal.h"

#include "core/json/writer.h"

#include <QtEndian>

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

Result<QString> sealRest(const Rest &rest, QStringView kx)
{
    if (rest.state.size() > MaxStateBytes)
        return failure(errors::ShareLimit, {{u"what"_s, u"state"_s}, {u"limit"_s, MaxStateBytes}});
    QByteArray payload(sizeof(quint32), Qt::Uninitialized);
    qToLittleEndian(quint32(rest.state.size()), payload.data());
    payload += rest.state;
    payload += json::canonical(toJson(rest.spec));
    const auto sealed = seal(kx, RestPurpose, jobId(rest.spec), payload);
    if (!sealed)
        return failure(sealed.error());
    return sealed->toCompact();
}

Result<Rest> restOf(const SecretBytes &payload, QStringView job, int chainId)
{
    constexpr std::size_t Length = sizeof(quint32);
    if (payload.size() < Length)
        return failure(errors::ShareSealed);
    const std::size_t bytes = qFromLittleEndian<quint32>(payload.bytes().data());
    if (bytes > std::size_t(MaxStateBytes) || payload.size() - Length < bytes)
        return failure(errors::ShareLimit, {{u"what"_s, u"state"_s}, {u"limit"_s, MaxStateBytes}});
    auto spec = specOf(payload.part(Length + bytes, payload.size() - Length - bytes), job, chainId);
    if (!spec)
        return failure(spec.error());
    return Rest{.spec = *std::move(spec),
                .state = payload.bytes().sliced(qsizetype(Length), qsizetype(bytes)).toByteArray()};
}

} // namespace ain::share
