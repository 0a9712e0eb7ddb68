// Model files by strangers: bounded, no crash, and what is read keeps its promises.
#include "gpu/models/family.h"
#include "gpu/models/header.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace ain;
using namespace Qt::StringLiterals;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    models::HeaderLimits limits;
    limits.tensors = 1000;
    limits.metadataEntries = 1000;
    limits.metadataTotalBytes = 4096;
    const auto header = models::readHeader(bytes, u"fuzz"_s, limits);
    if (!header)
        return 0;
    if (header->tensors.empty() || header->tensors.size() > 1000 || header->parameters < 0)
        std::abort();
    auto tensors = header->tensors;
    std::sort(tensors.begin(), tensors.end(), [](const auto &a, const auto &b) {
        return a.offset != b.offset ? a.offset < b.offset : a.bytes < b.bytes;
    });
    qint64 end = header->headerBytes;
    for (const models::Tensor &tensor : tensors) {
        if (tensor.offset < end || tensor.bytes < 0 || tensor.offset + tensor.bytes > qint64(size))
            std::abort();
        end = tensor.offset + tensor.bytes;
    }
    qsizetype kept = 0;
    for (auto it = header->metadata.cbegin(); it != header->metadata.cend(); ++it)
        kept += it.key().size() + it.value().size();
    if (kept > 4096)
        std::abort();
    const models::Recognition found = models::recognise(*header);
    if (found.title.size() > 120)
        std::abort();
    return 0;
}
