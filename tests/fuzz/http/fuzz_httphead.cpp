// A head is refused, or it means one thing: written down again it gives the same request.
#include "core/http/httprequest.h"

#include <cstdlib>

using namespace ain::http;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray head(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto request = parseHttpHead(head);
    if (!request)
        return 0;
    (void)request->hasLoopbackHost();
    (void)request->isFromBrowser();
    const auto length = contentLength(*request);
    if (length && *length < 0)
        std::abort();
    QByteArray again = request->method + ' ' + request->path + ' ' + request->version;
    for (auto it = request->headers.cbegin(); it != request->headers.cend(); ++it) {
        if (it.key().contains('\n') || it.value().contains('\n') || it.value().contains('\r'))
            std::abort();
        again += "\r\n" + it.key() + ": " + it.value();
    }
    if (again.size() > MaxHttpHead)
        return 0; // the blanks behind the colons
    const auto same = parseHttpHead(again);
    if (!same || same->path != request->path || same->headers != request->headers)
        std::abort();
    return 0;
}
