// Content Credentials of anybody's file: never a crash; and a file that is found valid stays so only as it is.
#include "core/provenance/manifest.h"

#include <cstdint>
#include <cstdlib>

using namespace ain::provenance;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const QDateTime now = QDateTime::fromSecsSinceEpoch(1'795'500'000, Qt::UTC);
    const QByteArray png(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto report = check(png, now);
    if (report && report->standing == Standing::Valid) {
        QByteArray changed = png;
        changed[changed.size() - 1] = char(changed.back() ^ 1);
        const auto again = check(changed, now);
        if (again && again->standing == Standing::Valid)
            std::abort();
    }
    return 0;
}
