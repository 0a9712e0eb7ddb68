// Content Credentials of anybody's file: never a crash; and a file that is found valid stays so only as it is.
#include "core/provenance/manifest.h"

#include <cstdint>
#include <cstdlib>

using namespace ain::provenance;

namespace {

void look(const QByteArray &png)
{
    static const QDateTime now = QDateTime::fromSecsSinceEpoch(1'795'500'000, Qt::UTC);
    const auto report = check(png, now);
    if (!report || report->standing != Standing::Valid)
        return;
    QByteArray changed = png;
    changed[changed.size() - 1] = char(changed.back() ^ 1);
    const auto again = check(changed, now);
    if (again && again->standing == Standing::Valid)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QByteArray png(reinterpret_cast<const char *>(data), qsizetype(size));
    look(png);
    // A wrong sum would keep nearly every mutation from what is behind it.
    const auto file = readPng(png);
    if (file && file->manifests == 1 && !file->isSumRight) {
        png.replace(file->start, file->length, manifestChunk(file->manifest));
        look(png);
    }
    return 0;
}
