// Parse; if it parses, its canonical form is a fixed point and the indented form means the same.
#include "core/json/parser.h"
#include "core/json/writer.h"

#include <cstdlib>

using namespace ain::json;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto value = parse(QByteArrayView(reinterpret_cast<const char *>(data), qsizetype(size)),
                             {.maxBytes = 1 << 20, .maxDepth = 64, .maxValues = 10'000});
    if (!value)
        return 0;
    const QByteArray text = canonical(*value);
    const auto again = parse(text);
    if (!again || canonical(*again) != text || objectSize(*again) != objectSize(*value))
        std::abort();
    const auto fromPretty = parse(pretty(*value));
    if (!fromPretty || canonical(*fromPretty) != text)
        std::abort();
    return 0;
}
