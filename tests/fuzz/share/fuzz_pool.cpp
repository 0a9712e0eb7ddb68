// Bytes as what comes out of a pool: a job, a result, capabilities, an invitation, a key. What reads is written to the
// same bytes again where it has one written form, and stays within its limits.
#include "core/base/secretbytes.h"
#include "core/json/writer.h"
#include "gpu/share/pool/certificate.h"
#include "gpu/share/pool/membership.h"
#include "gpu/share/pool/messages.h"

#include <cstdlib>

using namespace ain;
using namespace ain::pool;

namespace {

void expect(bool isTrue)
{
    if (!isTrue)
        std::abort();
}

void tryJob(const QByteArray &bytes)
{
    RawDelivery raw;
    raw.body = bytes;
    raw.ack = "$JS.ACK.JOBS.lane.1.1.1.1.0";
    raw.asker = "hub";
    const auto spec = share::parseJobSpec(bytes);
    if (spec) {
        raw.messageId = share::jobId(*spec).toLatin1();
        raw.subject = jobSubject(*spec, Priority::Normal).toLatin1();
    }
    const auto delivery = deliveryOf(raw);
    expect(delivery.has_value() == spec.has_value());
    expect(!delivery || (isJobId(delivery->job) && delivery->attempt == 1));
    // Bytes in every other place.
    raw.messageId = raw.asker = raw.subject = raw.ack = bytes;
    expect(!deliveryOf(raw));
}

void tryResult(const QByteArray &bytes)
{
    const QString job(64, u'a');
    const auto result = parseResult(bytes, u"box-1", job);
    if (!result)
        return;
    expect(result->parts() <= MaxPartCount && result->bytes <= share::MaxPictureBytes && result->bytes >= 0);
    const auto again = parseResult(encode(*result), u"box-1", job);
    expect(again && *again == *result);
}

void tryCaps(const QByteArray &bytes)
{
    const auto caps = parseCaps(bytes, u"box-1");
    if (!caps)
        return;
    expect(caps->offers.size() <= MaxOffers);
    const auto again = parseCaps(encode(*caps), u"box-1");
    expect(again && *again == *caps);
}

void tryInvitation(const QByteArray &bytes)
{
    const auto membership = membershipFromInvite(bytes);
    if (!membership)
        return;
    expect(isBoxName(membership->box) && isHost(membership->host) && membership->port > 0);
    expect(fingerprint(membership->certificate).size() == 64);
    const auto again = membershipFromInvite(inviteText(*membership).bytes());
    expect(again && again->key->publicText() == membership->key->publicText());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const bool isReady = initializeSecretMemory();
    expect(isReady);
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    tryJob(bytes);
    tryResult(bytes);
    tryCaps(bytes);
    tryInvitation(bytes);
    (void)fingerprint(bytes);
    const auto key = BoxKey::fromSeed(bytes);
    expect(!key || key->seed().bytes() == bytes);
    (void)isPublicKey(bytes);
    (void)attemptOf(bytes);
    (void)looksLikePng(bytes);
    return 0;
}
