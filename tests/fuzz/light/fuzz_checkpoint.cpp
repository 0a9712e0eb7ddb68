// A checkpoint that a user pins.
#include "core/json/parser.h"
#include "core/json/writer.h"
#include "core/light/checkpoint.h"

#include <cstdlib>

using namespace ain;
using namespace ain::light;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto parsed = json::parse(QByteArrayView(reinterpret_cast<const char *>(data), qsizetype(size)));
    if (!parsed)
        return 0;
    (void)Checkpoint::fromGenesis(*parsed, crypto::Hash256{}, QStringLiteral("practice"), 0, 1000);
    const auto checkpoint = Checkpoint::read(*parsed);
    if (!checkpoint)
        return 0;
    const json::Value text = checkpoint->toJson();
    const auto again = Checkpoint::read(text);
    if (!again || json::canonical(again->toJson()) != json::canonical(text) || !(again->validators.total() > Amount()))
        std::abort();
    return 0;
}
