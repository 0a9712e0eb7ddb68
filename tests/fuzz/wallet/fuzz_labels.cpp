// A hostile file of labels: what is taken can be written and read again, what is not is told line by line.
#include "core/wallet/labelfile.h"

#include <cstdlib>

using namespace ain;

extern "C" int LLVMFuzzerInitialize(int *, char ***) { return initializeSecretMemory() ? 0 : 1; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto read = wallet::readLabelLines(bytes);
    if (!read)
        return 0;
    QByteArray again;
    for (const wallet::LabelLine &line : read->lines)
        again += wallet::labelLine(line);
    const auto twice = wallet::readLabelLines(again);
    if (!twice || twice->lines.size() != read->lines.size() || !twice->refused.isEmpty())
        std::abort();
    return 0;
}
