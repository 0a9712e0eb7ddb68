// What another device hands over: a request, a signature, the frames of their QR codes. What reads is written to the
// same bytes again, and stays within its limits.
#include "core/wallet/offlineframes.h"

#include <cstdlib>

using namespace ain;
using namespace ain::wallet;

namespace {

void expect(bool isTrue)
{
    if (!isTrue)
        std::abort();
}

void tryFiles(QByteArrayView bytes)
{
    const auto kind = offlineKind(bytes);
    if (const auto request = OfflineRequest::parse(bytes)) {
        expect(kind.has_value() && *kind == OfflineKind::Request);
        expect(request->nonce() >= 0 && request->body.isObject() && bytes.size() <= MaxOfflineBytes);
        const auto again = OfflineRequest::parse(request->toBytes());
        expect(again.has_value() && again->hash() == request->hash() && again->toBytes() == request->toBytes());
    }
    if (const auto signature = OfflineSignature::parse(bytes)) {
        expect(kind.has_value() && *kind == OfflineKind::Signature);
        const auto again = OfflineSignature::parse(signature->toBytes());
        expect(again.has_value() && again->toBytes() == signature->toBytes());
    }
}

/// Lines as frames that were photographed in any order; what fits together is a file like any other.
void tryFrames(QByteArrayView bytes)
{
    OfflineFrameCollector collector;
    const QStringList lines = QString::fromUtf8(bytes).split(u'\n');
    for (const QString &line : lines) {
        const auto added = collector.add(line);
        expect(collector.count() <= MaxOfflineFrames && collector.total() <= MaxOfflineFrames);
        expect(!added || (collector.total() > 0 && collector.count() <= collector.total()));
    }
    expect(collector.missing().size() == collector.total() - collector.count());
    if (!collector.isComplete())
        return;
    const auto content = collector.content();
    if (!content)
        return;
    tryFiles(*content);
    const auto frames = offlineFrames(*content);
    if (!frames)
        return;
    OfflineFrameCollector again;
    for (const QString &frame : *frames)
        expect(again.add(frame).has_value());
    expect(again.content().value_or(QByteArray()) == *content);
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int *, char ***) { return initializeSecretMemory() ? 0 : 1; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    tryFiles(bytes);
    tryFrames(bytes);
    return 0;
}
