// A job and its messages, signed with keys that everybody knows.
#pragma once

#include "gpu/share/job/conversion.h"
#include "gpu/share/job/messages.h"
#include "gpu/share/job/seal.h"

namespace ain::share::test {

inline constexpr int ChainId = 0;
inline constexpr qint64 Now = 1'800'000'000'000; // ms

inline crypto::PrivateKey keyNumber(int number)
{
    SecretBytes bytes(32);
    bytes.data()[31] = std::uint8_t(number);
    return *crypto::PrivateKey::fromBytes(std::move(bytes));
}

inline QString hash(int number) { return crypto::toHex(crypto::sha256(QByteArray::number(number))); }

/// Without signature; every optional member is there.
inline JobSpec plainSpec()
{
    JobSpec spec;
    spec.model = {.id = QStringLiteral("example-1.5"),
                  .family = QStringLiteral("sd15"),
                  .precision = PrecisionClass::A,
                  .files = {{QStringLiteral("model"), hash(1)},
                            {QStringLiteral("vae"), hash(2)},
                            {QStringLiteral("clip_l"), hash(3)}},
                  .loras = {{hash(4), 0.75}, {hash(5), -1}}};
    spec.params = {.prompt = QStringLiteral("고양이 \"a cat\"\n<b>"),
                   .negative = QStringLiteral("blurry"),
                   .width = 768,
                   .height = 512,
                   .steps = 20,
                   .sampler = QStringLiteral("dpm++2m"),
                   .scheduler = QStringLiteral("karras"),
                   .guidance = 6.5,
                   .seed = (quint64(1) << 53) - 1,
                   .clipSkip = 2,
                   .weightType = QStringLiteral("f16"),
                   .strength = 0.4};
    spec.inputs = {{QStringLiteral("init"), hash(6), 400'000}, {QStringLiteral("mask"), hash(7), 20'000}};
    spec.bid = Amount::fromMicro(500);
    spec.ttlS = 600;
    spec.createdAt = Now;
    spec.requester = keyNumber(1).address();
    spec.kx = kxOf(keyNumber(2).publicKey());
    spec.nonce = hash(8).left(32);
    return spec;
}

template<typename T>
T signedBy(T value, const crypto::PrivateKey &key)
{
    value.signature = crypto::signMessage(key, signedText(value), ChainId);
    return value;
}

inline JobSpec signedSpec() { return signedBy(plainSpec(), keyNumber(1)); }

/// Of keyNumber(3), for the whole job.
inline ExecutionReceipt receiptFor(const JobSpec &spec)
{
    return signedBy(ExecutionReceipt{.job = jobId(spec),
                                     .spec = specHash(spec),
                                     .provider = keyNumber(3).address(),
                                     .runtime = hash(9),
                                     .engine = QStringLiteral("stable-diffusion.cpp 0.4.7"),
                                     .backend = QStringLiteral("cuda"),
                                     .device = QStringLiteral("NVIDIA 그래픽 GeForce"),
                                     .precision = spec.model.precision,
                                     .traceRoot = hash(10),
                                     .steps = spec.params.steps,
                                     .firstStep = 0,
                                     .lastStep = spec.params.steps,
                                     .image = hash(11),
                                     .startedAt = Now,
                                     .endedAt = Now + 4000,
                                     .gpuMs = 3900},
                    keyNumber(3));
}

/// One message of each kind, signed by who would say it.
inline QList<Message> allMessages()
{
    const JobSpec spec = signedSpec();
    const crypto::PrivateKey requester = keyNumber(1);
    const crypto::PrivateKey provider = keyNumber(3);
    const auto said = [&spec](const Body &body, const crypto::PrivateKey &key) {
        const bool isToHub = std::holds_alternative<Capacity>(body);
        return signedBy(
            Message{.job = isToHub ? QString() : jobId(spec), .saidAt = Now, .from = key.address(), .body = body}, key);
    };
    const Capacity capacity{.models = {{QStringLiteral("example-1.5"), QStringLiteral("sd15"), PrecisionClass::A},
                                       {QStringLiteral("ain-mini"), QStringLiteral("ain_mini"), PrecisionClass::A}},
                            .maxPixels = 1024 * 1024,
                            .milliMps = 5200,
                            .price = Amount::fromMicro(400),
                            .queue = 2,
                            .hours = 0xff0000,
                            .runtime = hash(9),
                            .kx = kxOf(keyNumber(4).publicKey()),
                            .stake = hash(12)};
    const Opened opened{.leaves = {{0, hash(13), {}}, {4, hash(14), {QByteArray(32, 'p'), QByteArray(32, 'q')}}}};
    return {said(capacity, provider),
            said(Post{headerOf(spec)}, requester),
            said(Claim{12, Amount::fromMicro(450), hash(9), kxOf(keyNumber(4).publicKey())}, provider),
            said(Grant{2, provider.address(), Now + 15'000, QStringLiteral("00ff"), hash(15), 7}, requester),
            said(Progressed{2, 8, 20, hash(16), true}, provider),
            said(Release{2, ReleaseReason::OutOfMemory, 8, hash(16)}, provider),
            said(Deliver{2, receiptFor(spec), 500'000}, provider),
            said(Open{hash(17), {0, 3, 11}}, requester),
            said(opened, provider),
            said(Dispute{DisputeReason::NotOpened, hash(18)}, requester),
            said(VerdictGiven{CheckVerdict::Bad, hash(19), hash(20)}, keyNumber(5))};
}

} // namespace ain::share::test
