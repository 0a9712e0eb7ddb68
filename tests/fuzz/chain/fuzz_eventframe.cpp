// Frames of a hostile event channel.
#include "core/chain/eventframes.h"

#include <cstdlib>

using namespace ain::chain;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto frame = parseEventFrame({reinterpret_cast<const char *>(data), qsizetype(size)});
    if (frame && frame->kind == EventFrame::Kind::BlockFinalized && frame->blockNumber < 0)
        std::abort();
    return 0;
}
