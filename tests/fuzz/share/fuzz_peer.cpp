// What strangers send to a door: a description of themselves, an order. Refused, or within its limits.
#include "core/json/parser.h"
#include "core/json/writer.h"
#include "gpu/share/images/imageparams.h"
#include "gpu/share/peer/peerinfo.h"

#include <cstdlib>

using namespace ain;
using namespace ain::share;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto body = parseBody(QByteArrayView(reinterpret_cast<const char *>(data), qsizetype(size)));
    if (!body)
        return 0;
    if (const auto info = peerInfoFromJson(*body)) {
        if (info->backends.size() > 16 || info->name.size() > 80 || info->endpoint.size() > 300)
            std::abort();
        const auto again = peerInfoFromJson(*json::parse(json::canonical(toJson(*info))));
        if (!again || !(*again == *info))
            std::abort();
    }
    if (const auto order = parseOrder(*body)) {
        const bool isBounded = order->prompt.size() <= OrderPromptMax && order->negative.size() <= OrderPromptMax
            && order->count >= 1 && order->count <= ImagesMax && order->steps >= 0 && order->steps <= OrderStepsMax
            && (order->size.isEmpty() || qint64(order->size.width()) * order->size.height() <= OrderPixelsMax);
        if (!isBounded)
            std::abort();
    }
    return 0;
}
